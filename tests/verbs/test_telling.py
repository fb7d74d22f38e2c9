"""Telling: the page, a query workbook for each return with problems, drafts of e-mails, and what is past put away."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

from shpdocs.verbs.accept import accept
from shpdocs.verbs.collect import collect
from tests.small import CLEAN, COLLISIONS, DAY, NAME, PERIOD, ROLE, SUB_GROUP, UNSIGNED, WRONG, collisions, returned

FIRST, SECOND = f"{PERIOD} {SUB_GROUP} (issue 2)", f"{PERIOD} {SUB_GROUP} (issue 3)"


def _queries(folder: Path) -> set[str]:
    return {path.name for path in (folder / "output" / PERIOD / "queries").glob("*") if SUB_GROUP in path.name}


def _past(folder: Path) -> set[str]:
    return {path.name for path in (folder / "output" / PERIOD / "queries" / "past").glob("*") if SUB_GROUP in path.name}


def test_a_sub_group_that_sent_nothing_is_reminded_with_its_workbook(small: Path) -> None:
    collect(small, PERIOD)
    assert _queries(small) == {f"{PERIOD} {SUB_GROUP} reminder.eml"}
    draft = message_from_bytes(
        (small / "output" / PERIOD / "queries" / f"{PERIOD} {SUB_GROUP} reminder.eml").read_bytes(), policy=policy.default
    )
    (attached,) = draft.iter_attachments()
    issued = small / "output" / PERIOD / "issued" / f"{PERIOD} {SUB_GROUP}.xlsx"
    assert attached.get_filename() == issued.name
    assert attached.get_content() == issued.read_bytes()


def test_a_workbook_that_somebody_wrote_into_is_not_sent_with_a_reminder(small: Path) -> None:
    issued = small / "output" / PERIOD / "issued" / f"{PERIOD} {SUB_GROUP}.xlsx"
    issued.write_bytes(returned(small, "filled.xlsx", {}, at="post").read_bytes())
    collect(small, PERIOD)
    draft = message_from_bytes(
        (small / "output" / PERIOD / "queries" / f"{PERIOD} {SUB_GROUP} reminder.eml").read_bytes(), policy=policy.default
    )
    assert list(draft.iter_attachments()) == []


def test_a_return_with_problems_is_asked_about_in_a_query_workbook_and_a_draft(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    told = collect(small, PERIOD).told
    assert _queries(small) == {f"{FIRST}.xlsx", f"{FIRST}.eml"}
    standing = next(one for one in told.standings if one.sub_group == SUB_GROUP)
    assert (standing.state, standing.query, standing.draft) == ("refused", f"queries/{FIRST}.xlsx", f"queries/{FIRST}.eml")
    page = told.page.read_text(encoding="utf-8")
    assert FIRST.replace(" ", "%20") in page or FIRST in page


def test_the_same_is_asked_once(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    collect(small, PERIOD)
    collect(small, PERIOD)
    assert _queries(small) == {f"{FIRST}.xlsx", f"{FIRST}.eml"}


def test_the_answer_to_a_query_comes_into_force_and_the_query_is_past(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    (query,) = (path for path in collect(small, PERIOD).told.queries if SUB_GROUP in path.name)
    returned(small, "answer.xlsx", {COLLISIONS: 48}, workbook=query)
    collected = collect(small, PERIOD)
    assert {one.file: one.outcome for one in collected.files} == {"wrong.xlsx": "superseded", "answer.xlsx": "in-force"}
    assert collisions(small) == 48
    assert _queries(small) == set()
    assert _past(small) == {f"{FIRST}.xlsx", f"{FIRST}.eml"}


def test_a_query_workbook_sent_back_untouched_is_refused_again_for_the_same(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    first = collect(small, PERIOD)
    (query,) = (path for path in first.told.queries if SUB_GROUP in path.name)
    again = collect(small, PERIOD, [returned(small, "untouched.xlsx", {}, workbook=query, at="post")])
    assert [(one.outcome, [problem.code for problem in one.problems]) for one in again.files] == [("refused", ["not-a-whole-number"])]
    assert _queries(small) == {f"{SECOND}.xlsx", f"{SECOND}.eml"}


def test_the_lead_answers_a_warning_in_the_query_workbook(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    (query,) = (path for path in collect(small, PERIOD).told.queries if SUB_GROUP in path.name)
    returned(small, "signed.xlsx", {key: CLEAN[key] for key in (NAME, ROLE, DAY)}, workbook=query)
    assert {one.file: one.outcome for one in collect(small, PERIOD).files} == {"unsigned.xlsx": "superseded", "signed.xlsx": "in-force"}


def test_what_is_accepted_is_no_longer_asked_about(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="A made-up reason")
    assert _queries(small) == set()
    assert _past(small) == {f"{FIRST}.xlsx", f"{FIRST}.eml"}


def test_two_that_nobody_can_choose_between_are_told_and_no_workbook_asks(small: Path) -> None:
    returned(small, "road safety.xlsx", {})
    returned(small, "road safety (1).xlsx", {COLLISIONS: 48})
    collected = collect(small, PERIOD)
    assert {one.outcome for one in collected.files} == {"refused"}
    told = [problem for one in collected.files for problem in one.problems]
    assert [problem.code for problem in told] == ["two-candidates", "two-candidates"]
    assert all(problem.details["differences"].startswith("Measures ") for problem in told)
    assert _queries(small) == {f"{PERIOD} {SUB_GROUP} question.eml"}
    assert collisions(small) is None


def test_of_two_that_came_together_the_answer_to_the_query_counts(small: Path) -> None:
    wrong = returned(small, "wrong.xlsx", WRONG, at="post")
    (query,) = (path for path in collect(small, PERIOD, [wrong]).told.queries if SUB_GROUP in path.name)
    returned(small, "b answer.xlsx", {COLLISIONS: 48}, workbook=query)
    returned(small, "a first again.xlsx", {COLLISIONS: 46})
    outcomes = {one.file: one.outcome for one in collect(small, PERIOD).files}
    assert outcomes == {"b answer.xlsx": "in-force", "a first again.xlsx": "superseded"}
    assert collisions(small) == 48


def test_the_page_names_what_is_nobodys_return(small: Path) -> None:
    inbox = small / "output" / PERIOD / "inbox"
    inbox.joinpath("minutes.docx").write_bytes(b"made up")
    inbox.joinpath("~$open.xlsx").write_bytes(b"made up")
    page = collect(small, PERIOD).told.page.read_text(encoding="utf-8")
    assert "minutes.docx" in page and "~$open.xlsx" in page


def test_a_return_that_waited_in_an_earlier_run_is_told_again(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    (standing,) = (one for one in collect(small, PERIOD).told.standings if one.sub_group == SUB_GROUP)
    assert (standing.state, standing.file, [problem.code for problem in standing.problems]) == ("held", "unsigned.xlsx", ["not-signed-off"])
