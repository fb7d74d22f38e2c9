"""What is taken to be known of numbers is true, whatever a return says: from what is not true anything would follow. All is made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from shpdocs.disclosure.cells import shown_range
from shpdocs.disclosure.counts import Range, Standing
from shpdocs.disclosure.disclose import disclose
from shpdocs.disclosure.gathering import paper_numbers
from shpdocs.disclosure.numbers import Numbers
from shpdocs.disclosure.published import add_published
from shpdocs.disclosure.years import years_by_sub_group
from shpdocs.model.definition import Asked, Baseline, Definition, Field, Part, SmallNumbers
from shpdocs.model.disclosure import Decisions, Disclosed, Known, PublishedPaper
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.returns import Json
from tests.disclosure.test_disclosure import PERIOD, RULE, answers, count, people, public, told
from tests.support.made import a_return, definition, figure, named_table, open_table
from tests.support.papers_out import published_paper

ROUNDED = SmallNumbers(5, 5)
SHARES = definition(measures=(people("w"), people("p", part_of="w"), people("s", "percentage", numerator="p", denominator="w")))
TABLE = replace(named_table("t", {key: key for key in ("a", "b", "c", "all")}, count("n")), total="all")
TEXT = Field("who", "Made-up name", Asked("text"))


def _known(made_up: Definition, given: Json) -> Known:
    return Known({made_up.sub_group: a_return(given, made_up.sub_group, str(PERIOD))})


def _rows(*counts: int) -> Json:
    return answers(tables={"t": dict(zip(("a", "b", "c", "all"), ({"n": value} for value in (*counts, sum(counts))), strict=True))})


def _numbers(
    made_up: Definition, known: Known, rule: SmallNumbers, decisions: Decisions, published: tuple[PublishedPaper, ...] = ()
) -> Numbers:
    standing = Standing()
    before = [paper_numbers(years_by_sub_group((made_up,), rule, (), known, PERIOD, Decisions()), PERIOD, standing) for _ in published]
    numbers = paper_numbers(years_by_sub_group((made_up,), rule, (), known, PERIOD, decisions), PERIOD, standing)
    for paper, of_paper in zip(published, before, strict=True):
        add_published(numbers, of_paper, paper)
    return numbers


def _untrue(numbers: Numbers) -> Iterator[Range]:
    """What is said to be known of counts, or to be shown of them, and is not so."""
    for known in (*numbers.ranges, *numbers.out, *(shown for cell in numbers.cells.values() for shown in cell.shows)):
        value = sum(times * numbers.counts[name].value for name, times in known.coefficients.items())
        if (known.low is not None and value < known.low) or (known.high is not None and value > known.high):
            yield known


@pytest.mark.parametrize("rule", [RULE, ROUNDED, SmallNumbers(zero="suppress")])
@pytest.mark.parametrize(("share", "base"), [(62, 21), (33, 10), (50, 10), (0, 0), (40, 0), (120, 50), (-5, 50), (99.9, 7)])
def test_a_share_that_is_not_that_of_its_counts_makes_nothing_known_that_is_not_so(share: float, base: int, rule: SmallNumbers) -> None:
    given = answers(measures={"w": told(60, 21), "p": told(30, 13), "s": told(figure(50), {**figure(share), "base": base})})
    assert list(_untrue(_numbers(SHARES, _known(SHARES, given), rule, Decisions()))) == []


@pytest.mark.parametrize("shares", [(10, 40, 50), (33, 33, 33), (0, 0, 100), (1, 2, 97)])
def test_nor_do_the_shares_of_a_table(shares: tuple[int, ...]) -> None:
    table = replace(named_table("t", {"a": "a", "b": "b", "c": "c"}, Field("s", "Made-up share", Asked("percentage"))), after="m")
    made_up = definition(measures=(people("m"),), tables=(table,))
    rows = dict(zip("abc", ({"s": share} for share in shares), strict=True))
    given = answers(measures={"m": told(3, 17)}, tables={"t": rows})
    assert list(_untrue(_numbers(made_up, _known(made_up, given), RULE, Decisions()))) == []


def test_a_small_number_that_is_published_by_a_decision_could_have_been_what_it_is() -> None:
    made_up, given = definition(tables=(TABLE,)), _rows(1, 12, 20)
    known = _known(made_up, given)
    first = disclose((made_up,), known, PERIOD, RULE, Decisions())
    decisions = Decisions(published={"made-up/t": {first.suppressed[0].digest: Event("published", "", "", "")}})
    out = published_paper(made_up, known, first, PERIOD)
    for published in ((), (out,)):
        numbers = _numbers(made_up, known, RULE, decisions, published)
        impossible = [count for count in numbers.counts.values() if count.high is not None and count.high < count.low + count.margin]
        assert impossible == []
        second = disclose((made_up,), known, PERIOD, RULE, decisions, published=published)
        assert (public(second, "/tables/t/a/n"), public(second, "/tables/t/b/n")) == (1, 12)


def _untrue_bounds(numbers: Numbers) -> list[int]:
    """The counts that a reader who is told nothing but marks would take for others than they are."""
    return [
        count.value
        for count in numbers.counts.values()
        if not count.low <= count.value <= (count.value if count.high is None else count.high)
    ]


@pytest.mark.parametrize("rule", [RULE, ROUNDED, SmallNumbers(zero="suppress")])
@pytest.mark.parametrize("counts", [(3, 9, 20), (0, 3, 0), (0, 0, 0), (4, 0, 7)])
def test_a_mark_tells_nothing_of_a_count_that_is_not_so(counts: tuple[int, ...], rule: SmallNumbers) -> None:
    made_up = definition(tables=(TABLE,))
    known = _known(made_up, _rows(*counts))
    first = disclose((made_up,), known, PERIOD, SmallNumbers(zero="suppress"), Decisions())
    out = published_paper(made_up, known, first, PERIOD)
    assert _untrue_bounds(_numbers(made_up, known, rule, Decisions(), (out,))) == []


def test_a_paper_that_withheld_an_answer_as_exempt_told_nothing_of_it() -> None:
    made_up = definition(measures=(people("w"), people("p", part_of="w"), people("q", part_of="w")))
    known = _known(made_up, answers(measures={"w": told(90, 40), "p": told(30, 0), "q": told(60, 40)}))
    decisions = Decisions(exempted={"made-up/p": Event("exempted", "", "", "", because="Made up for a test.", paragraphs=(1,))})
    out = published_paper(made_up, known, disclose((made_up,), known, PERIOD, RULE, decisions), PERIOD)
    withheld = tuple(replace(answer, state="withheld") if answer.answer.endswith("/p") else answer for answer in out.printed)
    numbers = _numbers(made_up, known, RULE, decisions, (replace(out, printed=withheld),))
    assert {(count.low, count.high) for name, count in numbers.counts.items() if name[3] == "/measures/p"} == {(0, None)}


@pytest.mark.parametrize("count_of", [0, 1, 4, 7, 12, 13])
@pytest.mark.parametrize("threshold", [3, 5, 8, 10])
def test_a_count_is_among_those_that_are_printed_as_it_is(count_of: int, threshold: int) -> None:
    low, high = shown_range(count_of, SmallNumbers(threshold, 5))
    assert low <= count_of <= high


LAST_YEAR, THIS_YEAR = (
    replace(definition(measures=(replace(people("w", quarters="sum"), baseline=Baseline(48, year="2023-24")),)), year=year)
    for year in ("2023-24", "2024-25")
)


@pytest.mark.parametrize("is_withheld", [True, False])
def test_a_baseline_that_a_paper_withheld_is_withheld_by_the_next_and_one_that_it_printed_is_out(is_withheld: bool) -> None:
    quarters = (20, 12, 3, 13)
    before = {f"Q{at}": a_return(answers(measures={"w": told(*quarters[:at])}), period=f"2023-24-Q{at}") for at in range(1, 5)}
    known = Known({"made-up": a_return(answers(measures={"w": told(15, 18)}), period=str(PERIOD))}, {}, {"made-up": before})
    last = Known({"made-up": before["Q4"]}, {"made-up": {name: before[name] for name in ("Q1", "Q2", "Q3")}})
    figures = tuple(
        PrintedAnswer("made-up/measures/w", f"2023-24-Q{at}", "suppressed" if value < 5 else "printed", "", value, str(value))
        for at, value in enumerate(quarters, 1)
    )
    first = PrintedAnswer("made-up/measures/w", "2024-25-Q1", "printed", "", 15, "15")
    statement = PrintedAnswer("made-up/measures/w/baseline", "2024-25-Q1", "suppressed")
    own = Known({"made-up": a_return(answers(measures={"w": told(15)}), period="2024-25-Q1")}, {}, known.last_year)
    out = (
        PublishedPaper(Period("2023-24", "Q4"), "edition 1 of 2023-24-Q4", (LAST_YEAR,), last, figures),
        PublishedPaper(
            Period("2024-25", "Q1"),
            "edition 1 of 2024-25-Q1",
            (THIS_YEAR,),
            own,
            (first, statement) if is_withheld else (first,),
            (LAST_YEAR,),
        ),
    )
    found = disclose((THIS_YEAR,), known, PERIOD, RULE, Decisions(), (LAST_YEAR,), published=out)
    assert (("made-up", "w", "baseline") in found.withheld_statements, bool(found.exposed)) == (is_withheld, not is_withheld)


def test_what_is_exempt_cannot_be_worked_out_though_a_paper_is_out_that_did_not_tell_of_it() -> None:
    made_up = definition(measures=(people("w"), people("p", part_of="w"), people("q", part_of="w")))
    known = _known(made_up, answers(measures={"w": told(90, 60), "p": told(30, 20), "q": told(60, 40)}))
    event = Event("exempted", "", "", "", because="Made up for a test.", paragraphs=(1,))
    silent = PublishedPaper(PERIOD, "edition 1 of 2024-25-Q2", (made_up,), known, ())
    found = disclose((made_up,), known, PERIOD, RULE, Decisions(exempted={"made-up/p": event}), published=(silent,))
    assert public(found, "/measures/p/figure/value") is None
    assert None in (public(found, "/measures/w/figure/value"), public(found, "/measures/q/figure/value"))


def test_a_paper_that_told_nothing_of_a_table_does_not_make_small_numbers_company_for_each_other() -> None:
    made_up = definition(tables=(TABLE,))
    known = _known(made_up, _rows(3, 2, 20))
    silent = PublishedPaper(PERIOD, "edition 1 of 2024-25-Q2", (made_up,), known, ())
    found = disclose((made_up,), known, PERIOD, RULE, Decisions(), published=(silent,))
    assert [public(found, f"/tables/t/{row}/n") for row in ("a", "b", "c", "all")] == [None, None, None, 25]


def test_a_percentage_of_a_number_that_everybody_knows_tells_its_count() -> None:
    made_up = definition(measures=(people("w"), people("p", part_of="w"), people("s", "percentage", numerator="p", denominator=1000)))
    given = answers(measures={"w": told(60, 23), "p": told(30, 21), "s": told(figure(3), figure(2.1))})
    known = _known(made_up, given)
    first = disclose((made_up,), known, PERIOD, RULE, Decisions())
    out = published_paper(made_up, known, first, PERIOD)
    whole = replace(out.printed[0], answer="made-up/measures/w", period="2024-25-Q2", state="printed", value=23, shown="23")
    found = disclose((made_up,), known, PERIOD, RULE, Decisions(), published=(replace(out, printed=(whole,)),))
    assert [public(found, f"/measures/{key}/figure/value") for key in "ps"] == [None, None]


def test_a_baseline_of_a_part_that_last_year_s_figures_come_to_is_withheld_with_those_of_all_parts() -> None:
    parts = (Part("x", "X", baseline=Baseline(48, year="2023-24")), Part("y", "Y", baseline=Baseline(80, year="2023-24")))
    made_up = definition(measures=(people("c", quarters="sum", parts=parts),))
    quarters = {"x": (20, 12, 3, 13), "y": (20, 20, 20, 20)}
    years = {
        f"Q{at}": a_return(
            answers(measures={"c": {"parts": {key: told(*values[:at]) for key, values in quarters.items()}}}), period=f"2023-24-Q{at}"
        )
        for at in range(1, 5)
    }
    own = answers(measures={"c": {"parts": {key: told(15, 18) for key in quarters}}})
    known = Known({"made-up": a_return(own, period=str(PERIOD))}, {}, {"made-up": years})
    found = disclose((made_up,), known, PERIOD, RULE, Decisions(), (replace(made_up, year="2023-24"),))
    assert found.withheld_statements == {("made-up", "c", "baseline")}
    assert [(suppressed.where, suppressed.why) for suppressed in found.suppressed] == [
        (("X Q3 of 2023-24",), "small"),
        (("X baseline",), "secondary"),
    ]


def test_a_baseline_is_held_against_what_a_quarter_s_figure_was_last_year() -> None:
    before = {f"Q{at}": a_return(answers(measures={"w": told(*(20, 12, 3, 13)[:at])}), period=f"2023-24-Q{at}") for at in range(1, 5)}
    made_up = definition(measures=(replace(people("w", quarters="to-date"), baseline=Baseline(48, year="2023-24")),))
    known = Known({"made-up": a_return(answers(measures={"w": told(15, 28)}), period=str(PERIOD))}, {}, {"made-up": before})
    found = disclose((made_up,), known, PERIOD, RULE, Decisions(), (LAST_YEAR,))
    assert found.withheld_statements == {("made-up", "w", "baseline")}


class _Row(dict[str, Json]):
    """A row that counts how often it is read through."""

    reads = 0

    def values(self) -> Json:
        type(self).reads += 1
        return super().values()


def test_the_rows_of_a_table_are_read_as_often_as_there_are_rows() -> None:
    table = open_table("t", TEXT, count("n"), count("m"))
    made_up = definition(tables=(table,))
    rows = [_Row(who=f"Made-up row {at}", n=20 + at, m=40) for at in range(50)]
    _Row.reads = 0
    _numbers(made_up, _known(made_up, answers(tables={"t": rows})), RULE, Decisions())
    assert _Row.reads == len(rows)


@pytest.mark.parametrize(("shown", "base"), [("46%", (26, 26)), ("40%", (23, 27))])
def test_a_share_that_a_decision_printed_exactly_told_more_than_one_that_was_rounded(shown: str, base: tuple[int, int]) -> None:
    made_up = definition(measures=(people("s", "percentage"),))
    given = answers({"s": {"earlier": {}, "figure": {**figure(46), "base": 26}, "activity": None}})
    known, printed = _known(made_up, given), (PrintedAnswer("made-up/measures/s", str(PERIOD), "printed", value=46, shown=shown),)
    paper = PublishedPaper(PERIOD, "edition 1", (made_up,), known, printed)
    numbers = _numbers(made_up, known, ROUNDED, Decisions(), (paper,))
    told_of_base = [(each.low, each.high) for each in numbers.out if [name[-2] for name in each.coefficients] == ["base"]]
    assert told_of_base == [base]
    assert list(_untrue(numbers)) == []


def test_papers_that_contradict_each_other_are_told_to_give_a_small_number_away() -> None:
    table = replace(named_table("t", {"a": "A", "b": "B", "all": "All"}, count("n")), total="all")
    made_up = definition(tables=(table,))

    def paper(total: int) -> PublishedPaper:
        rows = {"a": {"n": 3}, "b": {"n": 12}, "all": {"n": total}}
        told_of = {"/tables/t/b/n": 12, "/tables/t/all/n": total}
        printed = tuple(
            PrintedAnswer(f"made-up{at}", str(PERIOD), "printed", value=value, shown=str(value)) for at, value in told_of.items()
        )
        return PublishedPaper(PERIOD, "edition", (made_up,), _known(made_up, answers(tables={"t": rows})), printed)

    now = _known(made_up, answers(tables={"t": {"a": {"n": 3}, "b": {"n": 12}, "all": {"n": 16}}}))
    found = disclose((made_up,), now, PERIOD, RULE, Decisions(), published=(paper(15), paper(16)))
    assert [exposed.answer for exposed in found.exposed] == ["made-up/tables/t/a/n"]


def _corrected(first: tuple[int, int], second: tuple[int, int], rule: SmallNumbers = RULE) -> Disclosed:
    """What a paper prints of 12 people and two rows of them that were corrected since a paper printed the 12."""
    table = replace(named_table("t", {"a": "A", "b": "B", "c": "C"}, count("n")), after="w")
    made_up = definition(measures=(people("w"),), tables=(table,))

    def known(rows: tuple[int, int]) -> Known:
        given = {"a": {"n": rows[0]}, "b": {"n": 0}, "c": {"n": rows[1]}}
        return _known(made_up, {**answers({"w": told(12)}), "tables": {"t": given}})

    before = disclose((made_up,), known(first), PERIOD, rule, Decisions())
    out = published_paper(made_up, known(first), before, PERIOD)
    return disclose((made_up,), known(second), PERIOD, rule, Decisions(), published=(out,))


def test_where_marks_would_rule_values_out_it_is_told_and_papers_do_not_tell_the_marks() -> None:
    """Neither 6 nor 5 is small, and their 12 was printed: who knows it leaves 2 at most to the rest of 1; with 4 and 6 it may be more."""
    of_marks, of_small = _corrected((8, 3), (6, 5)), _corrected((8, 3), (4, 6))
    assert [(exposed.answer, exposed.left) for exposed in of_marks.exposed] == [("made-up/measures/w", "few-by-marks")]
    assert of_small.exposed == ()
    printed = [[public(found, f"/tables/t/{row}/n") for row in "abc"] for found in (of_marks, of_small)]
    assert printed == [[None, 0, None]] * 2


def test_nothing_is_told_of_marks_where_nothing_is_small() -> None:
    assert _corrected((7, 5), (6, 6)).exposed == ()


def test_where_papers_leave_fewer_values_than_the_rule_asks_it_is_told() -> None:
    """Nobody was in one row when the 12 was printed; since then some are, and these are 12 at most."""
    protected = SmallNumbers(5, upper_protection=12)
    rows = [(exposed.answer, exposed.left) for exposed in _corrected((12, 0), (9, 3), protected).exposed]
    assert rows == [("made-up/tables/t/c/n", "few")]
    assert _corrected((12, 0), (9, 3)).exposed == ()


def test_that_nothing_is_left_of_a_whole_is_no_small_number_that_papers_give_away() -> None:
    """A paper printed 7 and 7 before the 7 was broken down into a small number and another."""
    before = definition(measures=(people("w"), people("p", part_of="w")))
    figures = answers({"w": told(7, 7), "p": told(7, 7)})
    first = disclose((before,), _known(before, figures), PERIOD, RULE, Decisions())
    paper = published_paper(before, _known(before, figures), first, PERIOD)
    now = replace(before, tables=(replace(named_table("t", {"a": "a", "b": "b"}, count("n")), sums_to="w"),))
    given = {**figures, "tables": {"t": {"a": {"n": 1}, "b": {"n": 6}}}}
    found = disclose((now,), _known(now, given), PERIOD, RULE, Decisions(), published=(paper,))
    of_rows = [(exposed.answer, exposed.left) for exposed in found.exposed]
    assert (of_rows, public(found, "/tables/t/a/n")) == ([("made-up/tables/t/a/n", "few-by-marks")], None)
