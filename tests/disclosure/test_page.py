"""What docs/disclosure.md says, each claim by a test: here, or in the file that is named. Every figure is made up."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from shpdocs.disclosure import suppression
from shpdocs.disclosure.counts import Standing
from shpdocs.disclosure.gathering import paper_numbers
from shpdocs.disclosure.years import years_by_sub_group
from shpdocs.model.definition import Baseline, SmallNumbers
from shpdocs.model.disclosure import Decisions, Known, PublishedPaper
from shpdocs.model.period import Period
from tests.disclosure.test_disclosure import RULE, answers, count, disclosed, people, public, told
from tests.support import ROOT
from tests.support.made import a_return, definition, named_table
from tests.support.papers_out import published_paper

PAGE = (ROOT / "docs" / "disclosure.md").read_text(encoding="utf-8")
Row = list[int | None]

CLAIMS = {  # by file: what the page says, and the test that shows it
    "cases/test_breakdowns.py": {
        "the rows of a table and its row for the total": "test_no_row_is_told_where_table_and_measure_have_the_same_total",
        "all of it where they come to it": "test_no_row_is_told_by_the_figure_of_its_measure_and_the_other_rows",
        "all but a rest where they come to less": "test_nor_is_what_the_rows_leave_out",
        "is chosen by what it is": "test_what_goes_with_a_small_number_is_the_same_whatever_the_numbers_are",
    },
    "test_numbers.py": {
        "the paper does not tell the marks": "test_where_marks_would_rule_values_out_it_is_told_and_papers_do_not_tell_the_marks",
        "to which they leave fewer values than the rule asks": "test_where_papers_leave_fewer_values_than_the_rule_asks_it_is_told",
    },
    "test_disclosure.py": {
        "In all other texts, of whichever sub-group": "test_nor_do_texts_of_other_sub_groups_and_headlines_tell_what_is_withheld",
        "and in later papers too": "test_what_went_with_a_small_number_stays_hidden_where_a_later_paper_prints_the_quarter_again",
        "its columns and the column for the total": "test_a_total_column_is_protected_along_the_row",
        "the rows of a table and the measure that they are all of": "test_rows_that_add_up_to_a_measure_are_protected_by_its_figure",
    },
    "cases/test_rules_of_their_own.py": {
        "a measure, the one it is a part of": "test_what_is_left_of_a_whole_is_small_by_the_rule_of_the_whole",
        "a number printed rounded": "test_exact_shares_do_not_stand_beside_rounded_numbers",
        "A stricter rule of a whole": "test_a_part_that_is_small_by_the_rule_of_the_whole_is_missing",
    },
    "cases/test_exempt_numbers.py": {
        "a measure and those that it is the sum of": "test_a_measure_that_is_exempt_is_not_told_by_a_total_and_its_other_part",
    },
    "cases/test_to_date.py": {
        "of its rest": "test_what_is_left_of_a_whole_to_date_tells_nothing_by_its_growth",
        "of a percentage's count, base and rest": "test_two_percentages_to_date_do_not_tell_who_came_between",
    },
    "cases/test_baselines.py": {
        "the quarters of the year before come to": "test_a_baseline_or_target_does_not_tell_the_missing_quarter_of_the_year_before",
    },
    "cases/test_blanks.py": {
        "a blank where people are counted": "test_a_row_left_blank_is_not_told_by_the_total_and_the_other_rows",
    },
    "cases/test_papers_that_are_out.py": {
        "What corrections leave as it was": "test_a_correction_does_not_tell_what_the_edition_before_hid_nor_does_one_of_that",
        "whose paper may come late": "test_a_table_whose_paper_comes_after_one_of_the_next_quarter_is_told_by_neither",
    },
    "attack/test_years.py": {
        "each value from 1 to the threshold less 1": "test_nothing_is_worked_out_of_the_papers_of_some_years",
        "nobody can rule it out": "test_what_only_the_marks_would_rule_out_is_so_in_a_world_that_gives_the_same_papers",
        "changes no word of the papers": "test_papers_are_the_same_whether_returns_come_as_workbooks_or_straight",
    },
    "attack/test_replay.py": {
        "one who also replays the choice": "test_every_value_of_some_papers_has_a_world_that_gives_them",
    },
    "test_page.py": {
        "With `upper-protection = N`": "test_who_is_not_told_which_numbers_are_small_is_left_with_more",
        "all that belongs together is withheld": "test_past_bounded_work_all_that_belongs_together_is_withheld_and_said",
    },
    "cases/test_nothing_without_need.py": {
        "A table without small numbers loses nothing": "test_where_nothing_is_small_nothing_is_suppressed_in_any_paper_of_a_year",
    },
    "../benchmarks/disclosure/test_nothing_small.py": {
        "the solver is not even loaded": "test_no_solver_is_loaded_where_no_number_is_small",
    },
    "../benchmarks/disclosure/test_bounds.py": {
        "against the fewest numbers": "test_little_more_is_withheld_than_the_cheapest_choice_would",
        "The choice is always the same": "test_the_same_numbers_are_withheld_every_time",
    },
    "test_proofs.py": {
        "What was proved is kept": "test_what_was_proved_is_not_proved_again",
        "with a bar": "test_progress_is_told_with_each_number_that_is_safe",
    },
    "attack/test_reader.py": {
        "it agrees with going through all that is possible": "test_going_through_all_that_is_possible_agrees_with_the_solver",
    },
    "../commands/test_decided_texts.py": {
        "Of\n  texts it is about the numbers that were found in them then": (
            "test_a_decided_text_is_asked_about_again_once_a_number_that_it_tells_is_withheld"
        ),
        "withheld only later, `assemble` says so": "test_a_reason_that_tells_a_number_withheld_since_is_said_in_other_words_first",
    },
    "../commands/test_suppressed_counts.py": {
        "in whose cell `Suppressed` may be typed": "test_a_count_is_given_as_suppressed_in_the_words_that_a_figure_is",
        "it cannot be worked out of a total and the others": "test_the_total_and_the_other_rows_do_not_give_it_away_however_large_it_is",
    },
    "../checks/test_blanks.py": {
        "is asked about where a total gives it away": "test_a_blank_row_that_the_total_row_gives_away_is_asked_about",
    },
    "cases/test_said.py": {
        "papers that are out give away already": "test_what_an_edition_gave_away_before_a_relation_was_declared_is_told",
    },
}


def flowed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("file", "claim"), [(file, claim) for file, claims in CLAIMS.items() for claim in claims])
def test_every_claim_of_the_page_has_a_test(file: str, claim: str) -> None:
    assert flowed(claim) in flowed(PAGE)
    tests = (ROOT / "tests" / "disclosure" / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {CLAIMS[file][claim]}\(", tests, re.MULTILINE)


def of_rows(*values: int, rule: SmallNumbers = RULE) -> Row:
    """What is printed of a column of a table, the last of whose rows is the total."""
    names = [f"r{at}" for at in range(len(values))]
    table = replace(named_table("t", {name: name for name in names}, count("n")), total=names[-1])
    given = answers(tables={"t": {name: {"n": value} for name, value in zip(names, values, strict=True)}})
    found = disclosed(definition(tables=(table,)), given, rule=rule)
    return [public(found, f"/tables/t/{name}/n") for name in names]


@pytest.mark.parametrize(
    ("says", "given", "printed"),
    [
        ("Under 18: **3**, 18 to 24: **9**, 25 and over: 20, all: 32.", (3, 9, 20, 32), [None, None, 20, 32]),
        ("**1**, **2**, **20**, total 23:", (1, 2, 20, 23), [None, None, None, 23]),
        ("**3**, 0, 0, **total 3**:", (3, 0, 0, 3), [None, 0, 0, None]),
    ],
)
def test_a_column_is_printed_as_the_page_says(says: str, given: tuple[int, ...], printed: Row) -> None:
    assert says in PAGE
    assert of_rows(*given) == printed


def test_a_part_is_printed_as_the_page_says() -> None:
    assert "**17** young people of 20" in PAGE
    made_up = definition(measures=(replace(people("young"), part_of="all"), people("all")))
    found = disclosed(made_up, answers({"young": told(17, 17), "all": told(20, 20)}))
    assert [public(found, f"/measures/{key}/figure/value") for key in ("young", "all")] == [None, 20]


def test_a_figure_to_date_is_printed_as_the_page_says() -> None:
    assert "To date 10, **12**, 20" in PAGE
    made_up = definition(measures=(people("a", quarters="to-date"),))
    papers: list[PublishedPaper] = []
    shown: Row = []
    for quarter, values in (("Q1", (10,)), ("Q2", (10, 12)), ("Q3", (10, 12, 20))):
        period, given = Period("2024-25", quarter), answers({"a": told(*values)})
        found = disclosed(made_up, given, period=period, published=tuple(papers))
        papers.append(published_paper(made_up, Known({"made-up": a_return(given, period=str(period))}), found, period))
        shown.append(public(found, "/measures/a/figure/value"))
    assert shown == [10, None, 20]


def test_who_is_not_told_which_numbers_are_small_is_left_with_more() -> None:
    """Of 3 + 7 = 10 hidden, with zeros shown, no number can be above 9: with `upper-protection` more is hidden."""
    assert of_rows(3, 7, 20, 30) == [None, None, 20, 30]
    assert of_rows(3, 7, 20, 30, rule=SmallNumbers(upper_protection=8)) == [None, None, None, 30]


def test_past_bounded_work_all_that_belongs_together_is_withheld_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "CALLS", 0)
    table = replace(named_table("t", {name: name for name in "abcd"}, count("n")), total="d")
    given = answers(tables={"t": {name: {"n": value} for name, value in zip("abcd", (3, 5, 20, 28), strict=True)}})
    found = disclosed(definition(tables=(table,)), given)
    assert [public(found, f"/tables/t/{name}/n") for name in "abcd"] == [None] * 4
    assert [suppressed.why for suppressed in found.suppressed] == ["small", "secondary", "whole"]


def test_the_costs_of_what_is_withheld_are_those_of_the_page() -> None:
    said = re.search(r"A row costs (\d), a total (\d), a grand total (\d), a\s+measure's figure (\d), a baseline or target (\d)", PAGE)
    assert said is not None
    totals = {"total": "all", "total_column": "all", "after": "m"}
    table = replace(named_table("t", {"a": "a", "all": "all"}, count("x"), count("all")), **totals)
    measure = replace(people("m"), baseline=Baseline(value=60), quarters="sum")
    made_up = definition(measures=(measure,), tables=(table,))
    given = answers({"m": told(15, 15)}, {"t": {"a": {"x": 15, "all": 15}, "all": {"x": 15, "all": 15}}})
    last_year = {f"Q{at}": a_return(answers({"m": told(*[15] * at)}), period=f"2023-24-Q{at}") for at in (1, 2, 3, 4)}
    known = Known({"made-up": a_return(given)}, {}, {"made-up": last_year})
    period = Period("2024-25", "Q2")
    years = years_by_sub_group((made_up,), SmallNumbers(), (replace(made_up, year="2023-24"),), known, period, Decisions())
    cells = paper_numbers(years, period, Standing()).cells
    pointers = ("/tables/t/a/x", "/tables/t/a/all", "/tables/t/all/all", "/measures/m", "/measures/m/baseline")
    breadths = {key[3]: cell.breadth for key, cell in cells.items()}
    assert [breadths[pointer] for pointer in pointers] == [int(number) for number in said.groups()]
