"""What an attacker finds who reads every byte that a clerk uploads: whole quarters, as the commands do them.

Everything is made up, and says so. The tests take the part of a reader of the published papers, of a careless lead and of a
careless officer.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import docx
import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.comments import Comment

from shpdocs.commands.assemble import Assembled, assemble
from shpdocs.commands.assembling import inputs
from shpdocs.commands.assembling.final import NotFinalError
from shpdocs.commands.decide import exempt, publish, waive
from shpdocs.definitions.settings import read_settings
from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Asked, Field, SmallNumbers
from shpdocs.model.disclosure import Decisions, Known, PublishedPaper
from shpdocs.model.errors import UsageError
from shpdocs.model.period import Period, parse_period
from shpdocs.model.returns import Return
from shpdocs.store.folder import open_folder
from tests.support.leads import At, saved
from tests.support.made import a_return, definition, named_table
from tests.support.made import figure as made_figure
from tests.support.made import measure as made_measure
from tests.support.made_secrets import (
    BY,
    SUB_GROUP,
    WHO,
    YEAR,
    canaries_in,
    figure,
    measure,
    partnership,
    publishable,
    quarter_done,
    text_of,
)
from tests.support.papers_out import published_paper

Q1, Q2, Q3 = (f"{YEAR}-{quarter}" for quarter in ("Q1", "Q2", "Q3"))
UPDATE = At("Update", "fields/update", "Your answer")
PLAN = At("Update", "fields/plan", "Your answer")
PLAN_FIELD = """
[fields.plan]
label = "Made-up plan"
kind = "narrative"
sheet = "Update"
{more}
"""
EXEMPT = 'exempt = { paragraphs = [7], reason = "Made up: it would tell what is planned." }'
PLAN_SECTION = """
[[sections]]
kind = "text"
heading = "Made-up aims"
appendix = true
content = [{ from = ["young-people/plan"] }]
"""
AGES = """
[tables.ages]
title = "Made-up ages"
sheet = "Ages"
after = "arrests"
row-heading = "Age"
rows = { under = "Under 18", young = "18 to 24", rest = "25 and over", all = "All" }
{more}

[tables.ages.columns.number]
label = "Number"
kind = "count"
people = true
"""
SHARE = """
[tables.ages.columns.share]
label = "Share"
kind = "percentage"
"""


def typed(key: str, heading: str) -> At:
    """A cell of a measure beside its figure, by the beginning of its heading."""
    return At("Measures", f"measures/{key}", heading)


def ages(heading: str, *values: float) -> dict[At, float]:
    return {At("Ages", f"tables/ages/{row}", heading): value for row, value in zip(("under", "young", "rest", "all"), values, strict=False)}


def rows_of(paper: Path, first: str) -> list[list[str]]:
    """The rows of a paper's tables that begin with these words."""
    rows = [[cell.text for cell in row.cells] for table in docx.Document(str(paper)).tables for row in table.rows]
    return [row for row in rows if row[0] == first]


def why(made: Assembled) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(one.answer.partition("/")[2], one.why): one.where for one in made.suppressed}


# What can be worked out


def test_what_a_percentage_that_is_not_given_would_be_a_share_of_is_not_printed(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("share", "level", "percentage"))
    quarter_done(root, "Q1", {typed("share", "If no figure"): "Suppressed", typed("share", "If per cent"): 3})
    assert "Per cent of" not in text_of(assemble(root, Q1).path)


def test_what_was_written_about_a_figure_that_the_lead_suppressed_goes_with_it(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests"))
    told = {typed("arrests", "If no figure"): "Suppressed", typed("arrests", "Commentary"): "It was 3, made up."}
    quarter_done(root, "Q1", told)
    paper = text_of(assemble(root, Q1).path)
    assert ("Suppressed" in paper, "It was 3" in paper) == (True, False)


def test_no_share_in_a_table_makes_a_suppressed_count_of_it(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + AGES.replace("{more}", 'total = "all"') + SHARE)
    counts, shares = ages("Number", 3, 9, 20, 32), ages("Share", 9.4, 28.1, 62.5, 100)
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 32} | counts | shares)
    made = assemble(root, Q1)
    assert rows_of(made.path, "Under 18") == [["Under 18", "Suppressed", "Suppressed"]]
    assert rows_of(made.path, "25 and over") == [["25 and over", "20", "Suppressed"]]  # 20 and 62.5% would make the total
    assert why(made)["ages", "derived"] == tuple(f"{row}: Share" for row in ("Under 18", "18 to 24", "25 and over", "All"))
    publish(root, Q1, f"{SUB_GROUP}/ages", **WHO)
    assert rows_of(assemble(root, Q1).path, "Under 18") == [["Under 18", "3", "9.4%"]]


def test_shares_of_a_table_without_small_counts_are_printed(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + AGES.replace("{more}", 'total = "all"') + SHARE)
    counts, shares = ages("Number", 8, 16, 8, 32), ages("Share", 25, 50, 25, 100)
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 32} | counts | shares)
    assert rows_of(assemble(root, Q1).path, "Under 18") == [["Under 18", "8", "25%"]]


def test_a_number_that_a_table_suppresses_is_not_told_in_the_commentary_of_its_measure(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + AGES.replace("{more}", 'total = "all"'))
    said = {typed("arrests", "Commentary"): "Of these, made up, 3 were under 18 and 9 from 18 to 24."}
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 32} | ages("Number", 3, 9, 20, 32) | said)
    assert [one.answer for one in assemble(root, Q1).flagged] == [f"{SUB_GROUP}/arrests"]
    with pytest.raises(NotFinalError):
        assemble(root, Q1, final=True)


def test_texts_are_read_by_the_rule_of_their_own_measure(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests", more="small-numbers = { threshold = 8 }"))
    activity = At("Activity", "measures/arrests", "Activity this year")
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 32, activity: "A made-up course for 7 victims."})
    assert [one.answer for one in assemble(root, Q1).flagged] == [f"{SUB_GROUP}/arrests"]


def test_a_number_that_is_printed_rounded_is_not_told_exactly_in_words(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests", more="small-numbers = { round-to = 5 }"))
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 32, typed("arrests", "Commentary"): "The made-up 32 is the most so far."})
    made = assemble(root, Q1)
    assert rows_of(made.path, "Made-up objective of arrests")[0][1] == "30"
    assert [one.answer for one in made.flagged] == [f"{SUB_GROUP}/arrests"]


@pytest.mark.parametrize("more", ['sums-to = "arrests"', ""])
def test_the_papers_of_two_quarters_do_not_tell_what_came_between_in_a_row_to_date(more: str, tmp_path: Path) -> None:
    table = AGES.replace("{more}", more).replace(', all = "All"', "")
    root = partnership(tmp_path / "made-up", measure("arrests", "to-date") + table)
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 45} | ages("Number", 10, 15, 20))
    assert rows_of(assemble(root, Q1, final=True).path, "Under 18") == [["Under 18", "10"]]
    quarter_done(root, "Q2", {figure("arrests", "Q2"): 77} | ages("Number", 12, 25, 40))
    second = assemble(root, Q2)
    assert rows_of(second.path, "Under 18") == [["Under 18", "Suppressed"]]  # two more than in the paper of the first quarter
    assert rows_of(second.path, "25 and over") == [["25 and over", "40"]]


def test_what_an_earlier_paper_printed_by_a_decision_gives_nothing_away(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests", "to-date"))
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 3})
    publish(root, Q1, f"{SUB_GROUP}/arrests", **WHO)
    assert rows_of(assemble(root, Q1, final=True).path, "Made-up objective of arrests")[0][1] == "3"
    quarter_done(root, "Q2", {figure("arrests", "Q2"): 5})
    assert rows_of(assemble(root, Q2, final=True).path, "Made-up objective of arrests")[0][1:3] == ["Suppressed", "Suppressed"]
    quarter_done(root, "Q3", {figure("arrests", "Q3"): 15})
    assert rows_of(assemble(root, Q3).path, "Made-up objective of arrests")[0][1:4] == ["Suppressed", "Suppressed", "15"]


def test_a_revised_whole_is_not_held_against_a_part_that_an_earlier_paper_printed(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("whole") + measure("part", more='part-of = "whole"'))
    quarter_done(root, "Q1", {figure("whole", "Q1"): 20, figure("part", "Q1"): 10})
    assert rows_of(assemble(root, Q1, final=True).path, "Made-up objective of part")[0][1] == "10"
    quarter_done(root, "Q2", {figure("whole", "Q2"): 40, figure("part", "Q2"): 20, figure("whole", "Q1"): 12})
    paper = assemble(root, Q2).path
    assert rows_of(paper, "Made-up objective of whole")[0][1:3] == ["Suppressed", "40"]  # 12 less the 10 would be 2


def test_three_papers_of_a_year_together_tell_no_small_increase() -> None:
    random, rule = Random(5), SmallNumbers()
    for _ in range(60):
        rows = [f"r{at}" for at in range(random.choice((2, 3, 4)))]
        asked = replace(named_table("t", {row: row for row in rows}, Field("c", "c", Asked("count"), people=True)), sums_to="m")
        to_date = replace(made_measure("m"), unit="count", people=True, quarters="to-date")
        values, returns, printed = [0] * len(rows), dict[str, Return](), dict[tuple[str, str], int]()
        papers: list[PublishedPaper] = []
        for quarter in ("Q1", "Q2", "Q3"):
            values = [value + random.choice((0, 0, 1, 2, 3, 4, 5, 7, 9, 15)) for value in values]
            answers = {
                "fields": {},
                "measures": {"m": {"figure": made_figure(sum(values)), "earlier": {}, "activity": None}},
                "tables": {"t": {row: {"c": value} for row, value in zip(rows, values, strict=True)}},
                "sign-off": {},
            }
            returns[quarter] = a_return(answers, period=f"{YEAR}-{quarter}")
            known = Known({"made-up": returns[quarter]}, {"made-up": {name: one for name, one in returns.items() if name < quarter}})
            own_definition = definition(measures=(to_date,), tables=(asked,))
            period = Period(YEAR, quarter)
            found = disclose((own_definition,), known, period, rule, Decisions(), published=tuple(papers))
            papers.append(published_paper(own_definition, known, found, period))
            public = found.public
            told = {**public.earlier["made-up"], quarter: public.returns["made-up"]}
            figures = {name: one.answers["measures"]["m"]["figure"]["value"] for name, one in told.items()}
            printed |= {(name, "all"): value for name, value in figures.items() if value is not None}
            shown = {row: one["c"] for row, one in told[quarter].answers["tables"]["t"].items()}
            printed |= {(quarter, row): value for row, value in shown.items() if value is not None}
            assert _small_increases(printed, rows) == []


def _small_increases(printed: dict[tuple[str, str], int], rows: list[str]) -> list[tuple[str, str]]:
    """The quarters and rows of which a reader can tell that 1 to 4 came in them, of the printed numbers and what sums make of them."""
    quarters, known = sorted({quarter for quarter, _ in printed}), dict(printed)
    for quarter in quarters:
        missing = [row for row in (*rows, "all") if (quarter, row) not in known]
        if missing == ["all"]:
            known[quarter, "all"] = sum(known[quarter, row] for row in rows)
        elif len(missing) == 1:
            known[quarter, missing[0]] = known[quarter, "all"] - sum(known[quarter, row] for row in rows if row != missing[0])
    pairs = ((quarter, row, known.get((before, row))) for before, quarter in pairwise(quarters) for row in (*rows, "all"))
    return [(quarter, row) for quarter, row, was in pairs if was is not None and 0 < known.get((quarter, row), was) - was < 5]


# What is exempt


def test_a_measure_exempt_in_one_quarter_is_not_printed_by_the_paper_of_the_next(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests"))
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 77131})
    exempt(root, Q1, f"{SUB_GROUP}/arrests", paragraphs=(7,), **WHO)
    quarter_done(root, "Q2", {figure("arrests", "Q2"): 88})
    made = assemble(root, Q2)
    assert ([one.answer for one in made.withheld], "77131" in text_of(made.path)) == ([f"{SUB_GROUP}/arrests"], False)
    with pytest.raises(UsageError) as error:
        exempt(root, Q2, f"{SUB_GROUP}/arrests", withdraw=True, **WHO)
    assert "in the period in which it was decided" in str(error.value)
    exempt(root, Q1, f"{SUB_GROUP}/arrests", withdraw=True, **WHO)
    made = assemble(root, Q2)  # the workbook of the second quarter said that it is not printed
    assert ([held.answer for held in made.held_back], "77131" in text_of(made.path)) == ([f"{SUB_GROUP}/arrests"], False)
    publish(root, Q2, f"{SUB_GROUP}/arrests", **WHO)
    assert "77131" in text_of(assemble(root, Q2).path)


def test_the_change_on_last_year_does_not_tell_a_figure_that_was_exempt_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests"))
    templates = root / "workbook_templates"
    (templates / "2025-26").mkdir()
    for path in (templates / YEAR).iterdir():
        (templates / "2025-26" / path.name).write_bytes(path.read_bytes())
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 50})
    monkeypatch.setattr("tests.support.made_secrets.YEAR", "2025-26")
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 88})
    assert "Up 76%" in text_of(assemble(root, "2025-26-Q1").path)
    exempt(root, Q1, f"{SUB_GROUP}/arrests", paragraphs=(7,), **WHO)
    paper = text_of(assemble(root, "2025-26-Q1").path)
    assert ("88" in paper, "76%" in paper) == (True, False)


def test_no_file_of_the_paper_before_stands_beside_one_that_withholds_more(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", PLAN_FIELD.replace("{more}", ""), PLAN_SECTION)
    quarter_done(root, "Q1", {PLAN: "A made-up secret plan."})
    before = assemble(root, Q1, separate=True)
    appendix = next(path for path in before.files if path.name.startswith("Appendix 1 – Made-up aims"))
    assert "secret plan" in text_of(appendix)
    profile = root / "workbook_templates" / YEAR / "paper.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace('/plan"] }]\n', f'/plan"] }}]\n{EXEMPT}\n'), encoding="utf-8")
    made = assemble(root, Q1)
    assert (appendix in made.gone, appendix.exists(), made.path == before.path) == (True, False, True)
    assert not any("secret plan" in text_of(path) for path in publishable(root, "Q1"))


def test_an_appendix_that_somebody_edited_is_never_taken_away(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", PLAN_FIELD.replace("{more}", ""), PLAN_SECTION)
    quarter_done(root, "Q1", {PLAN: "A made-up plan."})
    appendix = assemble(root, Q1, separate=True).files[-1]
    appendix.write_bytes(b"made up: edited by hand")
    quarter_done(root, "Q1", {PLAN: "Another made-up plan."}, "again.xlsx")
    assert (assemble(root, Q1).outcome, appendix.exists()) == ("replaced", True)


@pytest.mark.parametrize("nobody", ["\u200b", "-", "\u00a0", "…"])
def test_no_decision_is_taken_by_a_name_that_is_none(nobody: str, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests"))
    for by, because in ((nobody, "Made up"), ("Made up", nobody)):
        with pytest.raises(UsageError):
            exempt(root, Q1, f"{SUB_GROUP}/arrests", paragraphs=(7,), by=by, because=because)


def test_a_reason_that_the_paper_prints_holds_no_small_number_of_people(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests"))
    with pytest.raises(UsageError) as error:
        exempt(root, Q1, f"{SUB_GROUP}/arrests", paragraphs=(1,), by=BY, because="Made up: the 3 victims would be known.")
    assert "3 victims" in str(error.value)
    with pytest.raises(UsageError):
        waive(root, Q1, SUB_GROUP, by=BY, because="Made up: it is about two children.")
    assert not open_folder(root).period(parse_period(Q1)).ledger.exists()


def test_the_reason_of_a_correction_does_not_tell_what_the_edition_before_kept_back(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("u") + measure("v") + measure("w", more='total-of = ["u", "v"]'))
    quarter_done(root, "Q1", {figure("u", "Q1"): 3, figure("v", "Q1"): 20, figure("w", "Q1"): 23})
    assemble(root, Q1, final=True)
    quarter_done(root, "Q1", {figure("u", "Q1"): 6, figure("v", "Q1"): 20, figure("w", "Q1"): 26})
    with pytest.raises(UsageError, match="23"):
        assemble(root, Q1, final=True, by="Made up", because="The total of 23 was wrong.")  # 23 less 20 was 3
    assert assemble(root, Q1, final=True, by="Made up", because="A total was wrong.").edition == 2


@pytest.mark.parametrize("answer", ["x/../y", "young-people/../arrests", "", "/", "young-people/", "../young-people/arrests"])
def test_no_decision_is_about_what_is_no_answer(answer: str, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests"))
    for withdraw in (False, True):
        with pytest.raises(UsageError):
            exempt(root, Q1, answer, paragraphs=(7,), withdraw=withdraw, **WHO)
        with pytest.raises(UsageError):
            publish(root, Q1, answer, withdraw=withdraw, **WHO)


# Every byte of every file


SECRETS = """
[fields.secret-text]
label = "Made-up secret text"
kind = "narrative"
sheet = "Update"
exempt = { paragraphs = [1], reason = "Made up: it would tell who somebody is." }

[fields.plan]
label = "Made-up plan"
kind = "text"
sheet = "Update"

[fields.people]
label = "Made-up people"
kind = "count"
people = true
sheet = "Update"

[tables.cases]
title = "Made-up cases"
sheet = "Cases"
row-heading = "Case"
rows = { first = "First", second = "Second" }

[tables.cases.columns.open]
label = "Open text"
kind = "text"

[tables.cases.columns.secret]
label = "Secret text"
kind = "text"
exempt = { paragraphs = [2], reason = "Made up: it would reveal an identity." }

[tables.cases.columns.number]
label = "Number"
kind = "count"
people = true
"""
SMALL = SmallNumbers(threshold=1_000_000)  # numbers long enough to be found again are small all the same
HIDDEN = measure("exempted", more=EXEMPT) + measure("never", more="publish = false") + measure("tiny")
OPEN = measure("open", more="target = { value = 9000000 }").replace("people = true", "people = false")


@pytest.fixture
def canaries() -> Iterator[str]:
    return (f"kanarie{number:04d}vogel" for number in range(1000))


def _typed(canary: Iterator[str], numbers: Iterator[int], quarter: str) -> tuple[dict[At, Any], set[str]]:
    """Everything that a quarter's workbook asks, and what of it must not be published."""
    secret: dict[At, Any] = {
        At("Update", "fields/secret-text", "Your answer"): next(canary),
        At("Update", "fields/people", "Your answer"): next(numbers),
        At("Start", "sign-off/name", "Your answer"): next(canary),
        At("Start", "sign-off/role", "Your answer"): next(canary),
    }
    for key in ("exempted", "never", "tiny"):
        secret |= {figure(key, quarter): next(numbers), typed(key, "Commentary"): next(canary)}
    secret |= {At("Activity", f"measures/{key}", "Activity this year"): next(canary) for key in ("exempted", "never")}
    secret |= {At("Cases", f"tables/cases/{row}", "Secret text"): next(canary) for row in ("first", "second")}
    secret |= {At("Cases", f"tables/cases/{row}", "Number"): next(numbers) for row in ("first", "second")}
    public: dict[At, Any] = {PLAN: f"A made-up public plan of {quarter}", figure("open", quarter): 4_100_200}
    public |= {At("Cases", f"tables/cases/{row}", "Open text"): "Made-up open text" for row in ("first", "second")}
    return secret | public, {str(value) for value in secret.values()}


def _soiled(workbook: Path, canary: Iterator[str]) -> set[str]:
    """Leave canaries where a workbook keeps what nobody typed into an answer: its properties, a comment, a sheet's margin."""
    book, planted = openpyxl.load_workbook(workbook), [next(canary) for _ in range(6)]
    book.properties.creator, book.properties.lastModifiedBy, book.properties.keywords, book.properties.description = planted[:4]
    book["Update"]["C5"].comment = Comment(planted[4], planted[5])
    workbook.write_bytes(saved(book))
    return set(planted)


def test_no_canary_of_a_whole_quarter_is_in_any_byte_of_any_file_to_publish(
    tmp_path: Path, canaries: Iterator[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "read_settings", lambda folder: replace(read_settings(folder), small_numbers=SMALL))
    root = partnership(tmp_path / "made-up", SECRETS + HIDDEN + OPEN, PLAN_SECTION)
    numbers, secret = iter(range(601_301, 700_000, 1_307)), set[str]()

    def soil(path: Path) -> None:
        secret.update(_soiled(path, canaries))

    for quarter in ("Q1", "Q2", "Q3"):
        answers, hidden = _typed(canaries, numbers, quarter)
        name, officer = next(canaries), next(canaries)
        quarter_done(root, quarter, answers, f"{name}.xlsx", soil)
        exempt(root, f"{YEAR}-{quarter}", f"{SUB_GROUP}/plan", paragraphs=(3,), by=officer, because="Made up for a test")
        secret |= hidden | {name, officer, f"A made-up public plan of {quarter}"}
        for final in (False, True):
            made = assemble(root, f"{YEAR}-{quarter}", final=final, separate=True)
            files = publishable(root, quarter)
            assert len(files) >= 4  # the paper, the report, and the two appendices
            assert canaries_in(files, secret) == set()
            assert made.exempt is not None
            assert canaries_in([made.exempt], hidden)  # the search finds what is there
    assert {"4,100,200", "4100200"} & set(text_of(made.path).split())  # and what may be published is
    assert len(secret) > 60
