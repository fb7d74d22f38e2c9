from __future__ import annotations

import ast
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shpdocs.answers.kinds import KINDS, bounds, wanted
from shpdocs.answers.reading import read_answer
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.definition import Asked
from shpdocs.model.problem import CATALOGUE
from shpdocs.model.returns import Json, Place, RawCell, Reading
from tests.support import ROOT
from tests.support.examples import few_and_many, hold
from tests.support.made import Entered, cell
from tests.support.work import calls_in

MONTHS = {"words": "Oct/Nov 2024", "start": "2024-10", "end": "2024-11"}
ASKED = {
    "text": Asked("text", longest=200),
    "narrative": Asked("narrative", longest=20_000),
    "count": Asked("count"),
    "number": Asked("number"),
    "percentage": Asked("percentage"),
    "rate": Asked("rate", per=10_000),
    "money": Asked("money"),
    "date": Asked("date"),
    "months": Asked("months"),
    "choice": Asked("choice", choices=("Not met", "Met")),
    "yes-no": Asked("yes-no"),
    "reason": Asked("reason"),
}
# kind, entered, answer, as the paper prints it
EXAMPLES: list[tuple[str, Entered, Json, str]] = [
    ("text", " Made-up text ", "Made-up text", "Made-up text"),
    ("narrative", "One.\r\n- two", "One.\n- two", "One.\n- two"),
    ("count", "1,664", 1664, "1664"),
    ("count", 0, 0, "0"),
    ("number", 4.5, 4.5, "4.5"),
    ("number", -4, -4, "-4"),
    ("percentage", "45%", 45, "45%"),
    ("percentage", 100, 100, "100%"),
    ("rate", "18.4 per 10,000", 18.4, "18.4"),
    ("money", "£280k", {"amount": 280_000, "words": "£280k"}, "£280k"),
    ("money", 12.5, {"amount": 12.5, "words": "£12.50"}, "£12.50"),
    ("date", date(2024, 12, 31), "2024-12-31", "31 December 2024"),
    ("date", date(2024, 4, 3), "2024-04-03", "3 April 2024"),
    ("months", "Oct/Nov 2024", MONTHS, "Oct/Nov 2024"),
    ("choice", "met", "Met", "Met"),
    ("yes-no", "y", True, "Yes"),
    ("yes-no", False, False, "No"),
    ("reason", "suppressed", "suppressed", "Suppressed"),
    ("reason", "tbc", "not-yet-available", "Not yet available"),
]
IDS = [f"{kind}, {entered}" for kind, entered, _, _ in EXAMPLES]


def _valid(kind: str, answer: Json) -> bool:
    return not schema_faults(KINDS[kind].schema(ASKED[kind]), answer)


def _lists_of_kinds(text: str) -> list[str]:
    """What is written down in a module that names two kinds or more."""
    literals = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict))
    elements = ((node, node.keys if isinstance(node, ast.Dict) else node.elts) for node in literals)
    names = ((node, [element.value for element in inner if isinstance(element, ast.Constant)]) for node, inner in elements)
    return [ast.unparse(node) for node, words in names if len(set(KINDS).intersection(filter(_is_text, words))) > 1]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def test_no_list_of_kinds_stands_anywhere_else() -> None:
    assert _lists_of_kinds('NUMBERS = ("count", "number")\nWORDS = {"count": "Number", "rate": "Rate"}') != []
    modules = [path for path in (ROOT / "shpdocs").rglob("*.py") if ROOT / "shpdocs/answers/kinds" not in path.parents]
    lists = {path.name: found for path in modules if (found := _lists_of_kinds(path.read_text(encoding="utf-8")))}
    assert lists == {}


def test_every_kind_has_an_example() -> None:
    assert {kind for kind, *_ in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize(("kind", "entered", "answer", "printed"), EXAMPLES, ids=IDS)
def test_what_is_read_is_valid_and_printed(kind: str, entered: Entered, answer: Json, printed: str) -> None:
    reading = read_answer(cell(entered), ASKED[kind])
    assert (reading.answer, reading.problem) == (answer, "")
    assert _valid(kind, reading.answer) is True
    assert KINDS[kind].show(reading.answer, ASKED[kind]) == printed


@pytest.mark.parametrize(("kind", "entered", "answer", "printed"), EXAMPLES, ids=IDS)
def test_an_answer_typed_in_again_is_the_same_answer(kind: str, entered: Entered, answer: Json, printed: str) -> None:
    again = read_answer(cell(KINDS[kind].type_in(answer)), ASKED[kind])
    assert again.answer == answer


def test_money_that_is_owed_typed_in_again_is_the_same_answer() -> None:
    asked = Asked("money", minimum=-1000)
    first = read_answer(cell(-500), asked).answer
    assert read_answer(cell(KINDS["money"].type_in(first)), asked).answer == first == {"amount": -500, "words": "-£500"}


INVALID: list[tuple[str, Json]] = [
    ("text", ""), ("text", 5), ("text", "x" * 201), ("narrative", ""), ("count", 4.5), ("count", -1), ("count", True), ("number", "4"),
    ("percentage", 101), ("percentage", -1), ("rate", -1), ("money", 280_000), ("money", {"amount": -1, "words": "x"}),
    ("money", {"amount": 1}), ("date", "31/12/2024"), ("date", "2024-02-31"), ("months", "Oct 2024"),
    ("months", MONTHS | {"end": "2024-13"}),
    ("choice", "met"), ("yes-no", "Yes"), ("reason", "Suppressed"), *((kind, None) for kind in KINDS),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "answer"), INVALID)
def test_the_schema_refuses_what_reading_never_gives(kind: str, answer: Json) -> None:
    assert _valid(kind, answer) is False


FIGURES = ("count", "number", "percentage", "rate", "money")


def _formula(formula: str, cached: str = "", number_format: str = "General") -> RawCell:
    return RawCell(Place("made-up.xlsx"), None, number_format, formula, cached=cached)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("formula", ["=A1", "=SUM(1,2)", "=1/0", "=9^9^9^9", '="45"', "=Made_up", "=[1]Sheet1!A1", "=45&5", "=1=1"])
def test_a_formula_is_a_question_in_every_kind(kind: str, formula: str) -> None:
    assert read_answer(_formula(formula), ASKED[kind]) == Reading("formula", problem="formula", details={"cached": ""})


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(FIGURES)))
def test_a_sum_is_a_question_where_no_figure_is_asked(kind: str) -> None:
    assert read_answer(_formula("=40+5"), ASKED[kind]).problem == "formula"


@pytest.mark.parametrize("kind", KINDS)
def test_the_question_of_a_formula_shows_the_result_that_came_with_it(kind: str) -> None:
    reading = read_answer(_formula("=A1+1", cached="157"), ASKED[kind])
    assert (reading.problem, reading.answer, reading.details) == ("formula", None, {"cached": " (showing 157)"})


def test_a_long_result_is_shown_in_short() -> None:
    reading = read_answer(_formula("=A1", cached="made  up " * 1000), Asked("count"))
    assert len(reading.details["cached"]) < 80
    assert reading.details["cached"].endswith("…)")


# kind, formula, number format, answer, as it is told
SUMS: list[tuple[str, str, str, Json, str]] = [
    ("count", "=120+37", "General", 157, "157"),
    ("count", "=(329+429)/2", "General", 379, "379"),
    ("count", "=-5+12", "General", 7, "7"),
    ("count", "=45", "General", 45, "45"),
    ("number", "=1/3", "General", 0.333, "0.333, rounded"),
    ("number", "=0.1+0.2", "General", 0.3, "0.3"),
    ("number", "=2-5", "General", -3, "-3"),
    ("percentage", "=38*55%", "General", 20.9, "20.9%"),
    ("percentage", "=19/38*100", "General", 50, "50%"),
    ("percentage", "=19/38", "0%", 50, "50%"),
    ("percentage", "=38%", "0%", 38, "38%"),
    ("percentage", "=38%", "0.00%", 38, "38%"),
    ("rate", "=25.5/2", "General", 12.75, "12.75"),
    ("money", "=1200.5*2", "General", {"amount": 2401, "words": "£2,401"}, "£2,401"),
    ("money", "=1200.25*2", "£#,##0.00", {"amount": 2400.5, "words": "£2,400.50"}, "£2,400.50"),
]


@pytest.mark.parametrize(("kind", "formula", "number_format", "answer", "shown"), SUMS)
def test_a_sum_of_plain_numbers_is_worked_out_and_told(kind: str, formula: str, number_format: str, answer: Json, shown: str) -> None:
    reading = read_answer(_formula(formula, "5", number_format), ASKED[kind])
    assert reading == Reading("arithmetic", answer, details={"first": shown}, notice="formula-computed")


@pytest.mark.parametrize(
    ("kind", "formula", "number_format", "code"),
    [
        ("count", "=3/2", "General", "not-a-whole-number"),
        ("count", "=5-7", "General", "too-small"),
        ("count", "=10^16", "General", "too-large"),
        ("count", "=38%", "0%", "not-a-whole-number"),
        ("number", "=38%", "0%", "not-a-number"),
        ("percentage", "=38%", "General", "ambiguous-percentage"),
        ("percentage", "=19/38", "General", "ambiguous-percentage"),
        ("percentage", "=38", "0%", "ambiguous-percentage"),
        ("percentage", "=100+1", "General", "too-large"),
        ("money", "=38%", "0%", "not-money"),
        ("count", "=120+37", "dd/mm/yyyy", "formula"),
    ],
)
def test_the_result_of_a_sum_is_read_by_the_rules_of_its_kind(kind: str, formula: str, number_format: str, code: str) -> None:
    reading = read_answer(_formula(formula, "45", number_format), ASKED[kind])
    assert (reading.problem, reading.answer, reading.notice) == (code, None, "")


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_an_error_that_libreoffice_saved_as_a_formula_is_an_error(error: str) -> None:
    assert read_answer(_formula(f"={error}", error), Asked("count")).problem == "error-cell"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_is_none_is_an_error_in_every_kind(kind: str, value: float) -> None:
    assert read_answer(cell(value), ASKED[kind]) == Reading("error-cell", problem="error-cell")


LONG = (
    "1" * 32_767, "1," * 16_000, "1 " * 16_000, "/1" * 16_000, "½" + "/1" * 16_000, "½/" + "1" * 32_000 + "x", " ½" * 16_000,
    "(" * 32_767, "." * 32_767, "-" * 32_767, "%" * 32_767, "'" * 32_767, "=" * 32_767, "per " * 8_000, "Sept " * 6_000,
    "£" + "1" * 32_000 + "x", "1" * 32_000 + " k", "2024-25 to " * 2_900, "00:00" * 6_000, "T00:00" * 5_000, "Monday " * 4_000,
    "\u00a0" * 32_000 + "x", "e\u0301" * 16_000,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_texts_are_read_at_once(kind: str) -> None:
    asked = replace(ASKED[kind], no_figure=True, longest=None)
    for text in LONG:
        assert calls_in(read_answer, cell(text), asked) < 40_000, text[:10]  # about one for each letter
        assert calls_in(read_answer, _formula(f"={text}"), asked) < 40_000, text[:10]


DAYS = {
    "¼": "1 April",
    "½": "1 February",
    "¾": "3 April",
    "⅓": "1 March",
    "⅔": "2 March",
    "⅛": "1 August",
    "⅞": "7 August",
    "⅒": "1 October",
}


@pytest.mark.parametrize("kind", [*FIGURES, "date", "months"])
@pytest.mark.parametrize("sign", DAYS)
def test_a_fraction_in_one_sign_may_be_a_date(kind: str, sign: str) -> None:
    for asked in (ASKED[kind], replace(ASKED[kind], no_figure=True)):
        reading = read_answer(cell(sign), asked)
        assert (reading.problem, reading.answer, reading.details) == ("fraction-or-date", None, {"first": DAYS[sign]})


@pytest.mark.parametrize("entered", ["3½", "3 ½", " -½ ", "£½m", "1½%", "½ per 10,000", "¾/2024", "1,000½"])
@pytest.mark.parametrize("kind", [*FIGURES, "date", "months"])
def test_a_fraction_among_digits_is_the_same_question(kind: str, entered: str) -> None:
    assert read_answer(cell(entered), ASKED[kind]).problem == "fraction-or-date"


@pytest.mark.parametrize("entered", ["about ½", "½ of them", "↉", "½½", "a"])
@pytest.mark.parametrize(("kind", "code"), [("count", "not-a-whole-number"), ("date", "not-a-date"), ("money", "not-money")])
def test_a_fraction_among_words_is_no_figure_and_no_date(kind: str, code: str, entered: str) -> None:
    assert read_answer(cell(entered), ASKED[kind]).problem == code


@pytest.mark.parametrize("asked", [Asked("text"), Asked("narrative"), Asked("text", no_figure=True)])
def test_a_fraction_in_a_text_is_text(asked: Asked) -> None:
    assert read_answer(cell("¾"), asked).answer == "¾"


@pytest.mark.parametrize("entered", ["Pending", "awaiting."])
def test_a_status_may_be_pending(entered: str) -> None:
    assert read_answer(cell(entered), Asked("text", no_figure=True)).answer == entered
    assert read_answer(cell(entered), Asked("count", no_figure=True)).reason == "not-yet-available"


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_a_question_in_every_kind(kind: str) -> None:
    error_cell = RawCell(Place("made-up.xlsx"), "#REF!", is_error=True)
    assert read_answer(error_cell, ASKED[kind]) == Reading("error-cell", problem="error-cell")


@pytest.mark.parametrize(("kind", "expected"), [("count", "not-a-whole-number"), ("percentage", "not-a-number"), ("money", "not-money")])
def test_words_for_no_figure_count_only_where_they_are_allowed(kind: str, expected: str) -> None:
    assert read_answer(cell("tbc"), Asked(kind)).problem == expected
    assert read_answer(cell("tbc"), Asked(kind, no_figure=True)).reason == "not-yet-available"


def test_a_dash_for_a_figure_is_a_question() -> None:
    assert read_answer(cell("-"), Asked("count", no_figure=True)).problem == "ambiguous-none"


# asked, entered, code, details
OUTSIDE: list[tuple[Asked, Entered, str, dict[str, str]]] = [
    (Asked("count"), -1, "too-small", {"limit": "0"}),
    (Asked("count", minimum=5), 4, "too-small", {"limit": "5"}),
    (Asked("count", maximum=10), 11, "too-large", {"limit": "10"}),
    (Asked("percentage"), 100.5, "too-large", {"limit": "100"}),
    (Asked("percentage"), "-1%", "too-small", {"limit": "0"}),
    (Asked("rate", per=1000), -1, "too-small", {"limit": "0"}),
    (Asked("money"), -5, "too-small", {"limit": "0"}),
    (Asked("money", maximum=100), "£1k", "too-large", {"limit": "100"}),
    (Asked("number", minimum=-1.5), -2, "too-small", {"limit": "-1.5"}),
    (Asked("number"), 2e15, "too-large", {"limit": "1000000000000000"}),
    (Asked("number"), -2e15, "too-small", {"limit": "-1000000000000000"}),
    (Asked("number"), "2,000,000,000,000,000", "too-large", {"limit": "1000000000000000"}),
    (Asked("count"), 10**15 + 1, "too-large", {"limit": "1000000000000000"}),
    (Asked("rate", per=1000), 2e15, "too-large", {"limit": "1000000000000000"}),
    (Asked("money"), "£2000000bn", "too-large", {"limit": "1000000000000000"}),
    (Asked("percentage"), 2e15, "too-large", {"limit": "100"}),
    (Asked("text", longest=5), "six.six", "too-long", {"length": "7", "limit": "5"}),
    (Asked("narrative", longest=5), "six\nsix", "too-long", {"length": "7", "limit": "5"}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "entered", "code", "details"), OUTSIDE, ids=[f"{a.kind} {e}" for a, e, _, _ in OUTSIDE])
def test_an_answer_outside_its_bounds_is_a_question(asked: Asked, entered: Entered, code: str, details: dict[str, str]) -> None:
    reading = read_answer(cell(entered), asked)
    assert (reading.problem, reading.answer, reading.details) == (code, None, details)


@pytest.mark.parametrize(
    ("asked", "entered"),
    [
        (Asked("count"), 0), (Asked("count", minimum=5, maximum=5), 5), (Asked("percentage"), 100), (Asked("percentage", maximum=200), 150),
        (Asked("number"), -1e9), (Asked("number"), 1e15), (Asked("number"), -1e15), (Asked("count"), 10**15),
        (Asked("text", longest=5), "fives"), (Asked("yes-no"), True),
    ],
)  # fmt: skip
def test_an_answer_at_its_bounds_is_allowed(asked: Asked, entered: Entered) -> None:
    assert read_answer(cell(entered), asked).answer == entered


def test_a_text_of_many_digits_is_bound_by_its_length_alone() -> None:
    assert read_answer(cell("2" * 30), Asked("text", longest=30)).answer == "2" * 30


@pytest.mark.parametrize("entered", ["<5", "fewer than 5"])
def test_a_small_number_hidden_is_a_question_of_its_own_only_where_a_reason_may_stand(entered: str) -> None:
    assert read_answer(cell(entered), Asked("count", no_figure=True)).problem == "hidden-number"
    assert read_answer(cell(entered), Asked("count")).problem == "not-a-whole-number"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked("count"), (0, None)),
        (Asked("percentage"), (0, 100)),
        (Asked("percentage", minimum=10, maximum=20), (10, 20)),
        (Asked("number"), (None, None)),
        (Asked("money", minimum=-5), (-5, None)),
        (Asked("rate", per=1000), (0, None)),
        (Asked("text"), (None, None)),
    ],
)
def test_bounds_come_from_the_definition_or_the_kind(asked: Asked, expected: tuple[float | None, float | None]) -> None:
    assert bounds(asked) == expected


SPAN: dict[str, Any] = {"minimum": -123_456_789.125, "maximum": 123_456_789.125, "per": 1_000_000}
WIDEST: dict[str, dict[str, Any]] = {
    "text": {"longest": 32_000},
    "narrative": {"longest": 32_000},
    "choice": {"choices": tuple(f"{number} " + "x" * 117 for number in range(50))},
    "count": SPAN,
    "number": SPAN,
    "percentage": SPAN,
    "rate": SPAN,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_guards_words_fit_into_a_data_validation(kind: str) -> None:
    for asked in (ASKED[kind], Asked(kind, **WIDEST.get(kind, {}))):
        guard = KINDS[kind].guard(asked)
        assert 0 < len(guard.hint) <= 255
        assert len(guard.fault) <= 255
        assert "{" not in guard.hint + guard.fault


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_wanted_is_a_sentence(kind: str) -> None:
    assert re.fullmatch(r"[A-Z].+\.", wanted(ASKED[kind])) is not None


@pytest.mark.parametrize(
    ("asked", "test", "span"),
    [
        (Asked("count"), "whole", (0, None)),
        (Asked("percentage"), "decimal", (0, 100)),
        (Asked("number"), "decimal", (None, None)),
        (Asked("text", longest=200), "length", (0, 200)),
        (Asked("text"), "", (0, None)),
        (Asked("date"), "date", (None, None)),
        (Asked("money"), "", (None, None)),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_a_guard_tests_what_reading_asks(asked: Asked, test: str, span: tuple[float | None, float | None]) -> None:
    guard = KINDS[asked.kind].guard(asked)
    assert (guard.test, guard.minimum, guard.maximum) == (test, *span)


@pytest.mark.parametrize(("kind", "choices"), [("choice", ("Not met", "Met")), ("yes-no", ("Yes", "No"))])
def test_a_list_offers_what_reading_takes(kind: str, choices: tuple[str, ...]) -> None:
    offered = KINDS[kind].guard(ASKED[kind]).choices
    assert offered == choices
    assert [read_answer(cell(choice), ASKED[kind]).problem for choice in offered] == ["", ""]


@pytest.mark.parametrize(("no_figure", "stops"), [(False, True), (True, False)])
def test_a_figures_guard_lets_words_for_no_figure_pass(no_figure: bool, stops: bool) -> None:
    assert KINDS["count"].guard(Asked("count", no_figure=no_figure)).stop is stops


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("entered", ["made-up nonsense", True, -1e6, date(2024, 1, 1), "x" * 30_000, "03/04/2024", "0.45", "25 per 3"])
def test_every_question_fills_its_message(kind: str, entered: Entered) -> None:
    reading = read_answer(cell(entered), ASKED[kind])
    if reading.problem:
        message = CATALOGUE[reading.problem]
        needed = set(re.findall(r"\{([a-z-]+)\}", message.what + message.needed)) - {"label", "entered", "file"}
        assert needed <= set(reading.details)
    else:
        assert _valid(kind, reading.answer) is True


@pytest.mark.parametrize(("formula", "expected"), [("=TRUE()", True), ("=FALSE()", False), ("=true()", True)])
def test_a_boolean_that_libreoffice_saved_as_a_formula_is_an_answer(formula: str, expected: bool) -> None:
    formula_cell = RawCell(Place("made-up.xlsx"), None, formula=formula)
    assert read_answer(formula_cell, Asked("yes-no")) == Reading("constant-formula", expected)
    assert read_answer(formula_cell, Asked("count")).problem == "not-a-whole-number"


def test_a_status_may_speak_of_a_number_and_more() -> None:
    status = Asked("text", no_figure=True, longest=300)
    assert read_answer(RawCell(Place("made-up.xlsx", "Measures", "H5"), "under 18"), status).answer == "under 18"


_DIGITS_AND_SIGNS = st.text(st.sampled_from("0123456789.,-+()%£km '’½¾/ \u00a0\u202f１２"), max_size=26)
_STORED = st.one_of(
    st.text(max_size=40),
    _DIGITS_AND_SIGNS,
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.none(),
)
_FORMULAS = st.one_of(st.just(""), st.text(max_size=20).map("={}".format), st.text("0123456789.+-*/^%() E", max_size=30).map("={}".format))
_FORMATS = st.sampled_from(["General", "0%", "0.00%", "£#,##0", "dd/mm/yyyy", "@", '0"%"', "[$-809]d mmm"])
_CELLS = st.builds(RawCell, st.just(Place("made-up.xlsx")), _STORED, _FORMATS, _FORMULAS, st.booleans(), st.text(max_size=5))


def _is_answer_or_question(given_cell: RawCell, kind: str, no_figure: bool) -> None:
    reading = read_answer(given_cell, replace(ASKED[kind], no_figure=no_figure))
    outcomes = [reading.answer is not None, reading.reason != "", reading.problem != ""]
    assert outcomes.count(True) == 1
    assert reading.rule
    assert not (reading.notice and reading.problem)
    assert {reading.problem, reading.notice} - {""} <= set(CATALOGUE)


@few_and_many(100, 500)
def test_whatever_a_cell_holds_is_an_answer_or_a_question_and_never_both(examples: int) -> None:
    hold(
        _is_answer_or_question,
        examples,
        _CELLS,
        st.sampled_from(sorted(KINDS)),
        st.booleans(),
        like=settings(deadline=None),
    )


def _is_read_again_the_same(text: str, kind: str) -> None:
    asked = replace(ASKED[kind], minimum=-1e15, maximum=1e15)
    first = read_answer(cell(text), asked)
    if not first.problem:
        assert read_answer(cell(KINDS[kind].show(first.answer, asked)), asked).answer == first.answer


@few_and_many(100, 500)
def test_a_text_that_is_a_figure_is_the_same_figure_when_it_is_shown_and_read_again(examples: int) -> None:
    hold(
        _is_read_again_the_same,
        examples,
        st.one_of(_DIGITS_AND_SIGNS, st.from_regex(r"[-+(]?[0-9]{0,12}[.,]?[0-9]{0,11}[)%km-]?", fullmatch=True)),
        st.sampled_from(FIGURES),
        like=settings(deadline=None),
    )


@pytest.mark.parametrize("between", ["\n", "\r\n", " \n ", "\t", "\u2028", "\x0b", "_x000D_\n", "\n\u200b"])
@pytest.mark.parametrize(("kind", "first", "second"), [
    ("count", "164", "165"), ("number", "1.5", "250"), ("money", "£164", "165"), ("money", "£1", "£200"), ("percentage", "4", "500%"),
    ("rate", "21", "100"), ("date", "24", "9 2024"), ("months", "2024", "05"),
])  # fmt: skip
def test_two_numbers_in_one_cell_are_never_read_as_one(kind: str, first: str, second: str, between: str) -> None:
    reading = read_answer(RawCell(Place(""), f"{first}{between}{second}"), ASKED[kind])
    assert reading.problem
    assert reading.answer is None


@pytest.mark.parametrize("text", ["164\n", "\n164", "\t164\t", "164_x000D_", "1\u2009664", "1\u202f664"])
def test_a_line_end_beside_a_number_means_nothing(text: str) -> None:
    assert read_answer(RawCell(Place(""), text), ASKED["count"]).answer in (164, 1664)
