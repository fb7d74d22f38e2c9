"""What may be published: small numbers, what gives them away, and what is exempt. Every figure here is made up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy

import pytest
from msgspec.structs import replace

from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Asked, Definition, Exemption, Field, Measure, Part, SmallNumbers, Table
from shpdocs.model.disclosure import Decisions, Disclosed, Known, PublishedPaper
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.returns import Json, Return, Source, answer_at
from tests.support.made import a_return, definition, field, figure, measure, named_table, open_table
from tests.support.papers_out import published_paper

PERIOD = Period("2024-25", "Q2")
RULE = SmallNumbers()
EXEMPT = Exemption((1, 2), "It would tell who somebody is; made up for a test.")
SUPPRESSED = {"value": None, "reason": "suppressed"}


def people(key: str, unit: str = "count", **more: object) -> Measure:
    given = {name: more.pop(name) for name in ("parts", "quarters", "publish") if name in more}
    return replace(measure(key, unit, **given), people=True, **more)  # type: ignore[arg-type]


def count(key: str, is_people: bool = True, exempt: Exemption | None = None) -> Field:
    return Field(key, f"Made-up {key}", Asked("count", required=False), people=is_people, exempt=exempt)


def answers(measures: Json = None, tables: Json = None, fields: Json = None) -> dict[str, Json]:
    return {"fields": fields or {}, "measures": measures or {}, "tables": tables or {}, "sign-off": {"name": "Made-up Lead"}}


def told(*quarters: Json, activity: str | None = None) -> Json:
    """A measure's answer: the figures of the year's quarters, the last that of the return's own."""
    *earlier, last = (one if isinstance(one, dict) else figure(one) for one in quarters)
    own = {**last, "data-as-at": None, "provisional": None, "commentary": last.get("commentary"), "revision": last.get("revision")}
    return {"earlier": {f"Q{at}": one for at, one in enumerate(earlier, 1)}, "figure": own, "activity": activity}


def disclosed(
    made_up: Definition,
    given: dict[str, Json],
    *,
    rule: SmallNumbers = RULE,
    period: Period = PERIOD,
    decisions: Decisions | None = None,
    earlier: Mapping[str, Return] | None = None,
    published: tuple[PublishedPaper, ...] = (),
) -> Disclosed:
    known = Known({made_up.sub_group: a_return(given, made_up.sub_group, str(period))}, {made_up.sub_group: earlier or {}})
    return disclose((made_up,), known, period, rule, decisions or Decisions(), published=published)


def public(found: Disclosed, pointer: str) -> Json:
    return answer_at(found.public.returns["made-up"].answers, pointer)


def published(made_up: Definition, given: dict[str, Json], pointer: str, rule: SmallNumbers = RULE) -> Json:
    return public(disclosed(made_up, given, rule=rule), pointer)


@pytest.mark.parametrize(
    ("value", "rule", "expected"),
    [
        (0, RULE, 0),
        (1, RULE, None),
        (4, RULE, None),
        (5, RULE, 5),
        (0, SmallNumbers(zero="suppress"), None),
        (7, SmallNumbers(8, 5), None),
        (8, SmallNumbers(8, 5), 10),
        (12, SmallNumbers(8, 5), 10),
        (13, SmallNumbers(8, 5), 15),
        (1, SmallNumbers(threshold=1), 1),
    ],
)
def test_a_count_of_people_is_published_by_the_rule(value: int, rule: SmallNumbers, expected: int | None) -> None:
    made_up, given = definition(measures=(people("a"),)), answers({"a": told(20, value)})
    assert published(made_up, given, "/measures/a/figure/value", rule=rule) == expected
    assert published(made_up, given, "/measures/a/figure/reason", rule=rule) == (None if expected is not None else "suppressed")


def test_the_measures_own_rule_comes_first() -> None:
    made_up = definition(measures=(people("a", small_numbers=SmallNumbers(8)), people("b")))
    found = disclosed(made_up, answers({"a": told(20, 7), "b": told(20, 7)}))
    assert [public(found, f"/measures/{key}/figure/value") for key in "ab"] == [None, 7]


@pytest.mark.parametrize("unit", ["number", "rate", "money"])
def test_what_is_no_count_of_people_is_published(unit: str) -> None:
    assert published(definition(measures=(people("a", unit),)), answers({"a": told(9, 2)}), "/measures/a/figure/value") == 2


def test_a_small_count_of_things_is_published() -> None:
    assert published(definition(measures=(measure("a"),)), answers({"a": told(9, 2)}), "/measures/a/figure/value") == 2


@pytest.mark.parametrize(
    ("value", "base", "is_published"),
    [
        (96, 25, False),  # one is not in it
        (4, 25, False),  # one is in it
        (100, 13, True),
        (0, 13, True),
        (60, 40, True),
        (50, 4, False),  # of too few
        (1, 200, False),  # 1.0 to 3.0
        (3, 160, False),  # 4.0 to 5.6: it may be 4
        (12.5, 40, True),
        (96, None, True),
        (99.6, 250, False),
    ],
)
def test_a_percentage_of_people_is_tested_through_its_base(value: float, base: int | None, is_published: bool) -> None:
    given = answers({"a": {"earlier": {}, "figure": figure(value, base=base, commentary=None)}})
    found = disclosed(definition(measures=(people("a", "percentage"),)), given)
    expected = {"value": value, "reason": None, "base": base} if is_published else {**SUPPRESSED, "base": None}
    assert public(found, "/measures/a/figure") == {**expected, "commentary": None}


def test_a_rounded_percentage_is_made_of_rounded_counts() -> None:
    given = answers({"a": {"earlier": {}, "figure": figure(61, base=41)}})
    found = disclosed(definition(measures=(people("a", "percentage"),)), given, rule=SmallNumbers(8, 5))
    assert public(found, "/measures/a/figure") == {"value": 63, "reason": None, "base": 40}  # 25 of 40


def test_every_quarter_of_the_year_is_suppressed_by_the_same_rule_wherever_it_is_told() -> None:
    made_up = definition(measures=(people("a"),))
    earlier = {"Q1": a_return(answers({"a": told(3)}), period="2024-25-Q1")}
    found = disclosed(made_up, answers({"a": told(6, 20)}), earlier=earlier)  # the 3 of the first quarter was revised to 6
    assert public(found, "/measures/a/earlier/Q1") == SUPPRESSED
    assert answer_at(found.public.earlier["made-up"]["Q1"].answers, "/measures/a/figure")["value"] is None
    assert [(one.answer, one.where, one.why) for one in found.suppressed] == [("made-up/a", ("Q1",), "small")]


def test_parts_are_suppressed_one_by_one() -> None:
    made_up = definition(measures=(people("a", parts=(Part("x", "X"), Part("y", "Y"))),))
    found = disclosed(made_up, answers({"a": {"parts": {"x": told(9, 4), "y": told(9, 21)}}}))
    assert [public(found, f"/measures/a/parts/{key}/figure/value") for key in "xy"] == [None, 21]
    assert found.suppressed[0].where == ("X Q2",)


def test_what_was_written_about_a_suppressed_figure_goes_with_it() -> None:
    made_up = definition(measures=(people("a"),))
    given = answers({"a": told(20, figure(3, commentary="Made up: three in all.", revision="Made up."))})
    found = disclosed(made_up, given)
    assert [public(found, f"/measures/a/figure/{key}") for key in ("commentary", "revision")] == [None, None]


def test_the_figures_of_last_year_follow_the_rule_too() -> None:
    made_up = definition(measures=(people("a"),))
    before = replace(definition(measures=(measure("a"),)), year="2023-24")  # nobody had said that it counts people
    last_year = {"made-up": {"Q2": a_return(answers({"a": told(9, 2)}), period="2023-24-Q2")}}
    known = Known({"made-up": a_return(answers({"a": told(9, 20)}))}, {}, last_year)
    found = disclose((made_up,), known, PERIOD, RULE, Decisions(), (before,))
    own = found.public.last_year["made-up"]["Q2"].answers
    assert [answer_at(own, f"/measures/a/{key}/value") for key in ("earlier/Q1", "figure")] == [9, None]
    assert found.suppressed[0].where == ("Q2 of 2023-24",)


@pytest.mark.parametrize(
    ("subject", "value", "text"),
    [
        (people("a"), figure(3), "Made up: it came to 3."),
        (people("a", "percentage"), figure(96, base=25), "Made up: it came to 96%."),
    ],
)
def test_a_suppressed_figure_told_again_in_words_waits_for_a_decision(subject: Measure, value: Json, text: str) -> None:
    found = disclosed(definition(measures=(subject,)), answers({"a": told(20, value, activity=text)}))
    assert [(one.answer, one.excerpts, one.digest) for one in found.flagged] == [("made-up/a", (text,), found.suppressed[0].digest)]


def test_a_field_that_counts_people_is_suppressed_and_named() -> None:
    found = disclosed(definition(fields=(count("deaths"), field("ward"))), answers(fields={"deaths": 2, "ward": "All"}))
    assert (public(found, "/fields/deaths"), public(found, "/fields/ward")) == (None, "All")
    assert [(one.answer, one.where) for one in found.suppressed] == [("made-up/deaths", ("Q2",))]


ROWS = {"a": "A", "b": "B", "c": "C", "all": "All"}


def of_rows(table: Table, values: Json) -> tuple[Disclosed, Json]:
    found = disclosed(definition(tables=(table,)), answers(tables={table.key: values}))
    return found, public(found, f"/tables/{table.key}")


def test_one_small_row_takes_the_next_smallest_with_it_where_a_total_is_printed() -> None:
    table = replace(named_table("ages", ROWS, count("n")), total="all")
    found, rows = of_rows(table, {"a": {"n": 3}, "b": {"n": 9}, "c": {"n": 20}, "all": {"n": 32}})
    assert {key: row["n"] for key, row in rows.items()} == {"a": None, "b": None, "c": 20, "all": 32}
    assert [(one.where, one.why) for one in found.suppressed] == [(("A",), "small"), (("B",), "secondary")]


def test_a_zero_is_no_help_and_so_the_total_goes() -> None:
    table = replace(named_table("ages", ROWS, count("n")), total="all")
    _, rows = of_rows(table, {"a": {"n": 3}, "b": {"n": 0}, "c": {"n": 0}, "all": {"n": 3}})
    assert {key: row["n"] for key, row in rows.items()} == {"a": None, "b": 0, "c": 0, "all": None}


def test_two_small_rows_that_add_up_to_a_small_number_take_a_third() -> None:
    table = replace(named_table("ages", ROWS, count("n")), total="all")
    _, rows = of_rows(table, {"a": {"n": 1}, "b": {"n": 2}, "c": {"n": 20}, "all": {"n": 23}})
    assert {key: row["n"] for key, row in rows.items()} == {"a": None, "b": None, "c": None, "all": 23}


def test_two_small_rows_that_can_only_be_four_each_take_a_third() -> None:
    table = replace(named_table("ages", ROWS, count("n")), total="all")
    _, rows = of_rows(table, {"a": {"n": 4}, "b": {"n": 4}, "c": {"n": 20}, "all": {"n": 28}})
    assert {key: row["n"] for key, row in rows.items()} == {"a": None, "b": None, "c": None, "all": 28}


def test_a_small_row_without_a_total_goes_alone() -> None:
    _, rows = of_rows(named_table("ages", ROWS, count("n")), {key: {"n": 3 if key == "a" else 9} for key in ROWS})
    assert {key: row["n"] for key, row in rows.items()} == {"a": None, "b": 9, "c": 9, "all": 9}


def test_an_open_tables_row_is_suppressed_too() -> None:
    found, rows = of_rows(
        open_table("cases", field("what"), count("n")), [{"what": "Made up", "n": 12}, {"what": "A street\nrobbery", "n": 2}]
    )
    assert rows == [{"what": "Made up", "n": 12}, {"what": "A street\nrobbery", "n": None}]
    assert [(one.answer, one.where) for one in found.suppressed] == [("made-up/cases", ("A street robbery",))]


def test_a_total_column_is_protected_along_the_row() -> None:
    table = replace(open_table("sexes", count("men"), count("women"), count("all")), total_column="all")
    _, rows = of_rows(table, [{"men": 3, "women": 30, "all": 33}])
    assert rows == [{"men": None, "women": None, "all": 33}]


def test_rows_that_add_up_to_a_measure_are_protected_by_its_figure() -> None:
    table = replace(named_table("ages", {"a": "A", "b": "B"}, count("n")), sums_to="m")
    made_up = definition(measures=(people("m"),), tables=(table,))
    found = disclosed(made_up, answers({"m": told(20, 33)}, {"ages": {"a": {"n": 3}, "b": {"n": 30}}}))
    assert public(found, "/tables/ages") == {"a": {"n": None}, "b": {"n": None}}
    assert public(found, "/measures/m/figure/value") == 33


def test_what_a_quarters_own_paper_hid_stays_hidden_in_the_next() -> None:
    table = replace(named_table("ages", {"a": "A"}, count("n")), sums_to="m")
    made_up = definition(measures=(measure("m"),), tables=(table,))
    first, period = answers({"m": told(3)}, {"ages": {"a": {"n": 3}}}), Period("2024-25", "Q1")
    then = disclosed(made_up, first, period=period)
    out = published_paper(made_up, Known({"made-up": a_return(first, period=str(period))}), then, period)
    second = answers({"m": told(3, 30)}, {"ages": {"a": {"n": 30}}})
    now = disclosed(made_up, second, earlier={"Q1": a_return(first, period="2024-25-Q1")}, published=(out,))
    assert public(then, "/measures/m/figure/value") is None
    assert [public(now, f"/measures/m/{key}/value") for key in ("earlier/Q1", "figure")] == [None, 30]


def test_what_went_with_a_small_number_stays_hidden_where_a_later_paper_prints_the_quarter_again() -> None:
    table = replace(named_table("ages", ROWS, count("n")), after="m", total="all")
    made_up = definition(measures=(people("m"),), tables=(table,))
    rows = {"a": {"n": 1}, "b": {"n": 2}, "c": {"n": 4}, "all": {"n": 7}}
    first, period = answers({"m": told(7)}, {"ages": rows}), Period("2024-25", "Q1")
    then = disclosed(made_up, first, period=period)
    out = published_paper(made_up, Known({"made-up": a_return(first, period=str(period))}), then, period)
    later = answers({"m": told(7, 30)}, {"ages": {row: {"n": None} for row in ROWS}})
    now = disclosed(made_up, later, earlier={"Q1": a_return(first, period="2024-25-Q1")}, published=(out,))
    assert public(then, "/measures/m/figure/value") is None
    assert [public(now, f"/measures/m/{key}/value") for key in ("earlier/Q1", "figure")] == [None, 30]


def test_what_came_in_a_quarter_is_told_of_the_corrected_number_also_where_a_paper_printed_the_one_before() -> None:
    table = named_table("ages", {"a": "A"}, count("n"))
    made_up = definition(measures=(people("m", quarters="to-date"),), tables=(replace(table, after="m", rows_are="some"),))
    papers: list[PublishedPaper] = []

    def paper(quarter: str, figures: tuple[int, ...], row: int) -> Json:
        period = Period("2024-25", quarter)
        given = answers({"m": told(*figures)}, {"ages": {"a": {"n": row}}})
        found = disclosed(made_up, given, period=period, published=tuple(papers))
        papers.append(published_paper(made_up, Known({"made-up": a_return(given, period=str(period))}), found, period))
        return public(found, "/tables/ages/a/n")

    assert [paper("Q1", (40,), 20), paper("Q2", (40, 80), 30), paper("Q2", (40, 80), 22)] == [20, 30, None]  # 22 less 20 is 2


def test_what_came_by_the_number_before_a_correction_is_known_not_to_be_below_nothing() -> None:
    """Row b was 35 of 174 and is 36 of 175, of 33 the quarter before: with both totals printed it had grown by 1 at least."""
    table = named_table("ages", {"a": "A", "b": "B"}, count("n"))
    made_up = definition(measures=(people("m", quarters="to-date"),), tables=(replace(table, sums_to="m"),))
    rule, papers = SmallNumbers(zero="suppress"), list[PublishedPaper]()

    def paper(quarter: str, figures: tuple[int, ...], *rows: int) -> Json:
        period, earlier = Period("2024-25", quarter), {"Q1": a_return(answers({"m": told(100)}, {"ages": {}}), period="2024-25-Q1")}
        given = answers({"m": told(*figures)}, {"ages": {name: {"n": row} for name, row in zip("ab", rows, strict=True)}})
        found = disclosed(made_up, given, rule=rule, period=period, earlier=earlier if quarter != "Q1" else None, published=tuple(papers))
        papers.append(published_paper(made_up, Known({"made-up": a_return(given, period=str(period))}), found, period))
        return [public(found, pointer) for pointer in ("/tables/ages/b/n", "/measures/m/figure/value")]

    assert paper("Q1", (100,), 67, 33) == [33, 100]
    assert paper("Q2", (100, 174), 139, 35) == [None, 174]
    assert paper("Q2", (100, 175), 139, 36) == [None, None]


@pytest.mark.parametrize(("part", "whole", "expected"), [(17, 20, [None, 20]), (15, 20, [15, 20]), (3, 20, [None, 20]), (20, 20, [20, 20])])
def test_what_is_left_of_a_whole_without_its_part_is_no_small_number_either(part: int, whole: int, expected: list[int | None]) -> None:
    made_up = definition(measures=(people("young", part_of="every"), people("every")))
    found = disclosed(made_up, answers({"young": told(9, part), "every": told(30, whole)}))
    assert [public(found, f"/measures/{key}/figure/value") for key in ("young", "every")] == expected


def test_what_came_in_a_quarter_cannot_be_worked_out_of_the_year_to_date() -> None:
    made_up = definition(measures=(people("a", quarters="to-date"),))
    found = disclosed(made_up, answers({"a": told(10, 12)}))
    assert [public(found, f"/measures/a/{key}/value") for key in ("earlier/Q1", "figure")] == [10, None]  # the first was printed before
    later = disclosed(made_up, answers({"a": told(10, 12, 20)}), period=Period("2024-25", "Q3"))
    assert [public(later, f"/measures/a/{key}/value") for key in ("earlier/Q1", "earlier/Q2", "figure")] == [10, None, 20]
    small = disclosed(made_up, answers({"a": told(10, 12, 13)}), period=Period("2024-25", "Q3"))  # 3 in both quarters together
    assert [public(small, f"/measures/a/{key}/value") for key in ("earlier/Q1", "earlier/Q2", "figure")] == [10, None, None]


def test_totals_that_do_not_add_up_stop_nothing() -> None:
    table = replace(named_table("ages", ROWS, count("n")), total="all")
    _, rows = of_rows(table, {"a": {"n": 3}, "b": {"n": None}, "c": {"n": 20}, "all": {"n": 99}})
    assert {key: row["n"] for key, row in rows.items()} == {"a": None, "b": None, "c": 20, "all": 99}  # b is what is lacking


def test_a_number_withheld_beside_a_small_one_is_found_in_the_other_texts_of_its_sub_group() -> None:
    whole = replace(people("whole"), total_of=("a", "b"))
    made_up = definition(measures=(people("a"), people("b"), whole), fields=(field("update", "narrative"),))
    texts = {
        "Made up: 23 were helped, 20 of whom are boys.": ("Made up: 23 were helped, 20 of whom are boys.",),
        "Made up: of those helped 20 were boys.": (),  # it is printed
        "Made up: the team met 23 times.": (),
    }
    for text, excerpts in texts.items():
        given = answers({"a": told(9, 3), "b": told(9, 20), "whole": told(18, 23)}, fields={"update": text})
        found = disclosed(made_up, given)
        assert public(found, "/measures/whole/figure/value") is None
        assert [(one.answer, one.excerpts) for one in found.flagged] == ([("made-up/update", excerpts)] if excerpts else [])


@pytest.mark.parametrize(
    ("text", "is_flagged"),
    [
        ("Made up: the service took on 23 young people.", True),
        ("Made up: the service took on 20 young people.", False),  # that number is printed
        ("Made up: the service has 23 officers and met 23 times.", False),
    ],
)
def test_nor_do_texts_of_other_sub_groups_and_headlines_tell_what_is_withheld(text: str, is_flagged: bool) -> None:
    whole = replace(people("whole"), total_of=("a", "b"))
    told_of = definition(measures=(people("a"), people("b"), whole))
    telling = replace(definition(fields=(field("headlines", "narrative"),)), sub_group="other")
    given = answers({"a": told(9, 3), "b": told(9, 20), "whole": told(18, 23)})
    texts = answers(fields={"headlines": text})
    known = Known({"made-up": a_return(given), "other": a_return(texts, "other")})
    found = disclose((telling, told_of), known, PERIOD, RULE, Decisions())
    assert [one.answer for one in found.flagged] == (["other/headlines"] if is_flagged else [])


@pytest.mark.parametrize(
    ("text", "is_flagged"), [("Nobody was charged.", True), ("6 victims were helped.", True), ("9 victims were helped.", False)]
)
def test_texts_of_no_measure_are_read_by_all_that_any_rule_of_the_sub_group_withholds(text: str, is_flagged: bool) -> None:
    rules = (SmallNumbers(3, zero="suppress"), SmallNumbers(8))
    measures = tuple(replace(people(f"m{at}"), small_numbers=rule) for at, rule in enumerate(rules))
    made_up = definition(fields=(field("update", "narrative"),), measures=measures)
    assert bool(disclosed(made_up, answers(fields={"update": text})).flagged) == is_flagged


def test_a_decision_publishes_what_it_was_about_and_nothing_else() -> None:
    made_up = definition(measures=(people("a"), people("b")))
    given = answers({"a": told(9, 3, activity="Made up: 3 victims."), "b": told(9, 3)})
    known = Known({"made-up": a_return(given)})
    undecided = disclose((made_up,), known, PERIOD, RULE, Decisions())
    open_now, places = undecided.decidable, undecided.places["made-up/a"]
    assert list(open_now) == ["made-up/a", "made-up/b"]
    event = Event("published", "2024-10-01T09:00:00Z", "", "", answers={"made-up/a": open_now["made-up/a"]}, places=places)
    decisions = Decisions(published={"made-up/a": {open_now["made-up/a"]: event}})
    found = disclosed(made_up, given, decisions=decisions)
    assert [public(found, f"/measures/{key}/figure/value") for key in "ab"] == [3, None]
    assert (found.overridden, found.flagged) == ({"made-up/a": event}, ())
    changed = deepcopy(given)
    changed["measures"]["a"]["figure"]["value"] = 2
    assert public(disclosed(made_up, changed, decisions=decisions), "/measures/a/figure/value") is None


def test_a_table_published_by_a_decision_keeps_every_row() -> None:
    made_up = definition(tables=(replace(named_table("ages", ROWS, count("n")), total="all"),))
    given = answers(tables={"ages": {"a": {"n": 3}, "b": {"n": 9}, "c": {"n": 20}, "all": {"n": 32}}})
    digest = disclose((made_up,), Known({"made-up": a_return(given)}), PERIOD, RULE, Decisions()).decidable["made-up/ages"]
    decisions = Decisions(published={"made-up/ages": {digest: Event("published", "", "", "")}})
    assert public(disclosed(made_up, given, decisions=decisions), "/tables") == given["tables"]


def every_kind_of_exemption() -> tuple[Definition, dict[str, Json]]:
    made_up = definition(
        fields=(replace(field("names"), exempt=EXEMPT), field("update")),
        measures=(
            replace(measure("secret", "status"), exempt=EXEMPT),
            measure("never", "status", publish=False),
            measure("open", "status"),
        ),
        tables=(
            replace(open_table("risks", field("risk")), exempt=EXEMPT),
            named_table("by-age", {"a": "A"}, count("n"), after="secret"),
            named_table("by-sex", {"a": "A"}, count("n"), after="never"),
            open_table("people", field("what"), replace(field("who"), exempt=EXEMPT)),
        ),
    )
    given = answers(
        {key: told(figure(f"{key} before"), figure(f"{key} now", commentary=f"{key} why"), activity=f"{key} did") for key in MEASURES},
        {
            "risks": [{"risk": "exempt risk"}],
            "by-age": {"a": {"n": 71}},
            "by-sex": {"a": {"n": 72}},
            "people": [{"what": "open", "who": "exempt who"}],
        },
        {"names": "exempt names", "update": "open update"},
    )
    return made_up, given


MEASURES = ("secret", "never", "open")


def test_what_is_exempt_is_only_in_the_exempt_part_and_what_is_never_published_in_none() -> None:
    made_up, given = every_kind_of_exemption()
    before = deepcopy(given)
    found = disclosed(made_up, given)
    public_text, exempt_text = (json.dumps(known.returns["made-up"].answers) for known in (found.public, found.exempt))
    for exempt in ("secret before", "secret now", "secret why", "secret did", "exempt names", "exempt risk", "exempt who", "71"):
        assert (exempt in public_text, exempt in exempt_text) == (False, True), exempt
    for never in ("never before", "never now", "never why", "never did", "72", "Made-up Lead"):
        assert (never in public_text, never in exempt_text) == (False, False), never
    for shown in ("open before", "open now", "open did", "open update"):
        assert (shown in public_text, shown in exempt_text) == (True, False), shown
    assert given == before
    assert [one.answer for one in found.withheld] == [f"made-up/{key}" for key in ("names", "secret", "risks", "by-age", "people/who")]


def test_an_answer_is_exempt_by_a_decision_too() -> None:
    made_up = definition(fields=(field("update"),))
    event = Event("exempted", "", "", "", because="Made up for a test.", paragraphs=(7,))
    found = disclosed(made_up, answers(fields={"update": "made up"}), decisions=Decisions(exempted={"made-up/update": event}))
    assert public(found, "/fields/update") is None
    assert found.exempt.returns["made-up"].answers["fields"] == {"update": "made up"}
    assert found.withheld[0].exemption == Exemption((7,), "Made up for a test.")


def test_a_blank_answer_is_not_said_to_be_withheld() -> None:
    made_up = definition(fields=(replace(field("names"), exempt=EXEMPT),))
    assert disclosed(made_up, answers(fields={"names": None})).withheld == ()


def test_an_exempt_column_cannot_be_worked_out_of_a_total() -> None:
    table = replace(open_table("sexes", count("men", exempt=EXEMPT), count("women"), count("all")), total_column="all")
    _, rows = of_rows(table, [{"men": 30, "women": 20, "all": 50}])
    assert rows == [{"men": None, "women": None, "all": 50}]


def test_no_source_says_more_than_the_public_answer() -> None:
    made_up = definition(fields=(field("update"), replace(field("names"), exempt=EXEMPT)), measures=(people("a"),))
    given = answers({"a": told(2, 3)}, fields={"update": "open", "names": "secret"})
    raw: dict[str, str | int] = {
        "/fields/update": " open ",
        "/fields/names": "secret",
        "/measures/a/figure/value": 3,
        "/measures/a/earlier/Q1/value": 2,
    }
    sources = {pointer: Source("5" * 64, "S", "A1", cell, '0"secret"', "rule", prefilled=True) for pointer, cell in raw.items()}
    known = Known({"made-up": replace(a_return(given), sources=sources, file_name="secret.xlsx")})
    found = disclose((made_up,), known, PERIOD, RULE, Decisions()).public.returns["made-up"]
    assert found.file_name == ""
    assert {pointer: (source.raw, source.number_format, source.prefilled) for pointer, source in found.sources.items()} == {
        "/fields/update": (None, "", True),
        "/measures/a/earlier/Q1/value": (None, "", True),  # whether it was touched decides which return counts
    }
    assert known.returns["made-up"].sources == sources


def test_a_return_without_a_definition_is_in_neither_part() -> None:
    known = Known({"other": a_return(answers(), "other")})
    found = disclose((definition(),), known, PERIOD, RULE, Decisions())
    assert (dict(found.public.returns), dict(found.exempt.returns)) == ({}, {})


def test_nothing_depends_on_the_order_in_which_returns_come() -> None:
    table = replace(named_table("ages", ROWS, count("n")), total="all")
    ofs = [replace(definition(tables=(table,)), sub_group=name) for name in ("x", "y")]
    given = answers(tables={"ages": {"a": {"n": 3}, "b": {"n": 9}, "c": {"n": 9}, "all": {"n": 21}}})
    returns = {name: a_return(given, name) for name in ("x", "y")}
    backwards = dict(reversed(returns.items()))
    first, second = (disclose(tuple(ofs), Known(one), PERIOD, RULE, Decisions()) for one in (returns, backwards))
    assert first.suppressed == second.suppressed
    assert first.public.returns["x"].answers["tables"]["ages"]["b"]["n"] is None  # of equals the first
