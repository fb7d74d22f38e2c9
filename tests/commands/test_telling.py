"""Telling: the page, a query workbook for each return with problems, drafts of e-mails, and what is past put away."""

from __future__ import annotations

import os
import sys
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest

from shpdocs.commands.accept import accept
from shpdocs.commands.collect import collect
from shpdocs.commands.issue import issue
from shpdocs.model.errors import UsageError
from tests.support.leads import At, rezipped, saved, type_into
from tests.support.small import (
    CLEAN,
    COLLISIONS,
    COLLISIONS_Q1,
    DAY,
    NAME,
    PERIOD,
    ROLE,
    SUB_GROUP,
    UNSIGNED,
    UPDATE,
    WRONG,
    collisions,
    period_folder,
    returned,
)

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
    told = collect(small, PERIOD).report
    assert _queries(small) == {f"{FIRST}.xlsx", f"{FIRST}.eml"}
    standing = next(one for one in told.statuses if one.sub_group == SUB_GROUP)
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
    (query,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
    returned(small, "answer.xlsx", {COLLISIONS: 48}, workbook=query)
    collected = collect(small, PERIOD)
    assert {one.file: one.outcome for one in collected.files} == {"wrong.xlsx": "superseded", "answer.xlsx": "in-force"}
    assert collisions(small) == 48
    assert _queries(small) == set()
    assert _past(small) == {f"{FIRST}.xlsx", f"{FIRST}.eml"}


def test_a_query_workbook_sent_back_untouched_is_refused_again_for_the_same(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    first = collect(small, PERIOD)
    (query,) = (path for path in first.report.queries if SUB_GROUP in path.name)
    again = collect(small, PERIOD, [returned(small, "untouched.xlsx", {}, workbook=query, at="post")])
    assert [(one.outcome, [problem.code for problem in one.problems]) for one in again.files] == [("refused", ["not-a-whole-number"])]
    assert _queries(small) == {f"{SECOND}.xlsx", f"{SECOND}.eml"}


def test_the_lead_answers_a_warning_in_the_query_workbook(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    (query,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
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
    (query,) = (path for path in collect(small, PERIOD, [wrong]).report.queries if SUB_GROUP in path.name)
    returned(small, "b answer.xlsx", {COLLISIONS: 48}, workbook=query)
    returned(small, "a first again.xlsx", {COLLISIONS: 46})
    outcomes = {one.file: one.outcome for one in collect(small, PERIOD).files}
    assert outcomes == {"b answer.xlsx": "in-force", "a first again.xlsx": "superseded"}
    assert collisions(small) == 48


def test_the_page_names_what_is_nobodys_return(small: Path) -> None:
    inbox = small / "output" / PERIOD / "inbox"
    inbox.joinpath("minutes.docx").write_bytes(b"made up")
    inbox.joinpath("~$open.xlsx").write_bytes(b"made up")
    page = collect(small, PERIOD).report.page.read_text(encoding="utf-8")
    assert "minutes.docx" in page and "~$open.xlsx" in page


def test_a_return_that_waited_in_an_earlier_run_is_told_again(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    (standing,) = (one for one in collect(small, PERIOD).report.statuses if one.sub_group == SUB_GROUP)
    assert (standing.state, standing.file, [problem.code for problem in standing.problems]) == ("held", "unsigned.xlsx", ["not-signed-off"])


def test_accepting_one_return_leaves_the_question_about_another_as_it_is(small: Path) -> None:
    returned(small, "road safety.xlsx", {})
    returned(small, "road safety (1).xlsx", {COLLISIONS: 48})
    collect(small, PERIOD)
    before = (_queries(small), period_folder(small).events())
    again = collect(small, PERIOD)
    assert (_queries(small), period_folder(small).events()) == before
    (inbox,) = {path.parent for path in (small / "output" / PERIOD / "inbox").iterdir()}
    for path in inbox.iterdir():
        path.unlink()
    later = collect(small, PERIOD)
    (first,) = (one.problems for one in again.report.statuses if one.sub_group == SUB_GROUP)
    (now,) = (one.problems for one in later.report.statuses if one.sub_group == SUB_GROUP)
    assert "two-candidates" in {problem.code for problem in now} <= {problem.code for problem in first}
    assert _queries(small) == {f"{PERIOD} {SUB_GROUP} question.eml"}


def test_of_two_returns_with_problems_the_one_that_came_last_is_asked_about(small: Path) -> None:
    returned(small, "z first.xlsx", WRONG | {COLLISIONS_Q1: "about 52"})
    collect(small, PERIOD)
    returned(small, "a corrected.xlsx", WRONG)
    for _ in range(2):
        collected = collect(small, PERIOD)
        assert {one.file: one.outcome for one in collected.files} == {"z first.xlsx": "superseded", "a corrected.xlsx": "refused"}
        (standing,) = (one for one in collected.report.statuses if one.sub_group == SUB_GROUP)
        assert (standing.file, len(standing.problems)) == ("a corrected.xlsx", 1)


def test_two_returns_with_problems_that_came_together_are_recorded_once(small: Path) -> None:
    returned(small, "one.xlsx", WRONG)
    returned(small, "two.xlsx", WRONG | {COLLISIONS_Q1: "about 52"})
    collect(small, PERIOD)
    before = period_folder(small).events()
    assert {one.outcome for one in collect(small, PERIOD).files} == {"refused"}
    assert period_folder(small).events() == before


def test_nobody_is_reminded_of_a_quarter_whose_workbooks_are_not_issued(small: Path) -> None:
    told = collect(small, "2024-25-Q3").report
    assert (told.drafts, told.queries) == ((), ())


def test_a_draft_that_the_officer_changed_stays(small: Path) -> None:
    collect(small, PERIOD)
    path = small / "output" / PERIOD / "queries" / f"{PERIOD} {SUB_GROUP} reminder.eml"
    path.write_bytes(b"made up by the officer")
    collect(small, PERIOD)
    assert path.read_bytes() == b"made up by the officer"
    settings = small / "shpdocs.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("= 28", "= 35"), encoding="utf-8")
    collect(small, PERIOD)
    assert path.read_bytes() == b"made up by the officer"
    assert b"Monday 4 November 2024" in path.with_stem(f"{path.stem} (2)").read_bytes()


def test_what_the_officer_lays_into_queries_stays_there(small: Path) -> None:
    own = small / "output" / PERIOD / "queries" / "my own notes.txt"
    collect(small, PERIOD)
    own.write_text("made up", encoding="utf-8")
    collect(small, PERIOD)
    assert own.read_text(encoding="utf-8") == "made up"


def test_a_query_workbook_that_somebody_wrote_into_is_made_again(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    (query,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
    query.write_bytes(b"made up")
    (again,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
    assert again.name != query.name
    assert query.read_bytes() == b"made up"


def test_a_query_workbook_that_the_ledger_does_not_know_is_not_written_over(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    stray = small / "output" / PERIOD / "queries" / f"{FIRST}.xlsx"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"made up: written, and not recorded")
    (query,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
    assert (query.name, stray.read_bytes()) == (f"{SECOND}.xlsx", b"made up: written, and not recorded")


def test_a_file_that_is_open_elsewhere_does_not_stop_the_telling(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    returned(small, "wrong.xlsx", WRONG)
    (query,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
    returned(small, "answer.xlsx", {COLLISIONS: 48}, workbook=query)
    plain = Path.replace

    def closed(path: Path, target: Path) -> Path:
        if path.parent.name == "queries" and path.suffix == ".xlsx":
            raise PermissionError("made up")
        return plain(path, target)

    monkeypatch.setattr(Path, "replace", closed)
    assert {one.outcome for one in collect(small, PERIOD).files} == {"superseded", "in-force"}
    assert query.is_file()


@pytest.mark.parametrize("damage", ['{"issue": "x", "received": {"sha256": []}}', "[" * 100_000, "null", '{"received": 5}'])
def test_a_damaged_return_in_force_stops_nothing(damage: str, small: Path) -> None:
    returned(small, "clean.xlsx", {})
    collect(small, PERIOD)
    period_folder(small).returns.path(SUB_GROUP).write_text(damage, encoding="utf-8")
    assert {one.outcome for one in collect(small, PERIOD).files} == {"unchanged"}
    assert collisions(small) == 47


def test_strays_are_still_told_after_something_was_accepted(small: Path) -> None:
    (small / "output" / PERIOD / "inbox" / "minutes.docx").write_bytes(b"made up")
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    told = accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="A made-up reason").report
    assert "minutes.docx" in told.page.read_text(encoding="utf-8")


def test_a_reminder_says_that_what_came_is_not_the_return(small: Path) -> None:
    workbook = next(one.path for one in issue(small, "2024-25-Q1") if one.sub_group == SUB_GROUP)
    (small / "output" / PERIOD / "inbox" / "earlier.xlsx").write_bytes(workbook.read_bytes())
    collect(small, PERIOD)
    draft = (small / "output" / PERIOD / "queries" / f"{PERIOD} {SUB_GROUP} reminder.eml").read_bytes()
    assert b"earlier.xlsx" in draft


def test_a_query_workbook_that_nobody_answered_settles_no_warning(small: Path) -> None:
    noted = returned(small, "noted.xlsx", {})
    workbook = openpyxl.load_workbook(noted)
    workbook.create_sheet("Notes")["A1"] = "A made-up remark"
    noted.write_bytes(saved(workbook))
    (query,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
    untouched = returned(small, "untouched.xlsx", {}, workbook=query, at="post")
    (one,) = collect(small, PERIOD, [untouched]).files
    assert (one.outcome, [problem.code for problem in one.problems]) == ("held", ["query-unanswered"])
    assert collisions(small) is None
    accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="A made-up reason")
    assert collisions(small) == 47


def test_a_query_that_was_settled_by_accepting_needs_no_answer_any_more(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    (query,) = (path for path in collect(small, PERIOD).report.queries if SUB_GROUP in path.name)
    untouched = returned(small, "untouched.xlsx", {}, workbook=query, at="post")
    accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="A made-up reason")
    assert [one.outcome for one in collect(small, PERIOD, [untouched]).files] == ["duplicate"]
    assert collisions(small) == 47


def test_what_changed_since_last_quarter_is_told_before_anybody_decides(small: Path) -> None:
    first = next(one.path for one in issue(small, "2024-25-Q1") if one.sub_group == SUB_GROUP)
    before = {UPDATE: "A made-up update", At("Measures", "measures/collisions", "Q1"): 52}
    signed = {NAME: "A made-up name", ROLE: "A made-up role", DAY: date(2024, 7, 4)}
    path = small / "post" / "first.xlsx"
    type_into(first, before | signed, path)
    assert [one.outcome for one in collect(small, "2024-25-Q1", [path]).files] == ["in-force"]
    returned(small, "unsigned.xlsx", UNSIGNED)
    (standing,) = (one for one in collect(small, PERIOD).report.statuses if one.sub_group == SUB_GROUP)
    assert standing.state == "held"
    assert [(change.before, change.now) for change in standing.changes if "Collisions" in change.label] == [("52", "47")]


def test_an_old_query_does_not_replace_a_return_that_came_since_without_a_word(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "first.xlsx", UNSIGNED, at="post")])
    (query,) = (small / "output" / PERIOD / "queries").glob(f"*{SUB_GROUP} (issue 2).xlsx")
    old = query.read_bytes()
    collect(small, PERIOD, [returned(small, "corrected.xlsx", {COLLISIONS: 48}, at="post")])
    query.write_bytes(old)
    late = returned(small, "late.xlsx", {key: CLEAN[key] for key in (NAME, ROLE, DAY)}, workbook=query, at="post")
    (one,) = collect(small, PERIOD, [late]).files
    assert (one.outcome, [problem.code for problem in one.problems]) == ("held", ["query-of-older"])
    assert collisions(small) == 48


def test_a_damaged_return_in_force_lets_no_older_issue_in(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "wrong.xlsx", WRONG, at="post")])
    (query,) = (small / "output" / PERIOD / "queries").glob(f"*{SUB_GROUP} (issue 2).xlsx")
    collect(small, PERIOD, [returned(small, "answer.xlsx", {COLLISIONS: 48}, workbook=query, at="post")])
    period_folder(small).returns.path(SUB_GROUP).write_text("made up", encoding="utf-8")
    (one,) = collect(small, PERIOD, [returned(small, "old.xlsx", {}, at="post")]).files
    assert (one.outcome, [problem.code for problem in one.problems]) == ("held", ["older-issue"])


def test_a_workbook_of_a_number_that_was_never_sent_out_waits_for_a_decision(small: Path) -> None:
    path = returned(small, "clean.xlsx", {})
    path.write_bytes(rezipped(path.read_bytes(), lambda _, part: part.replace(b"| issue 1", b"| issue 77")))
    (one,) = collect(small, PERIOD).files
    told = {problem.code for problem in one.problems}
    assert (one.outcome, told) == ("held", {"issue-unknown", "sent-copy-gone", "not-read", "more-not-read"})


def test_the_clock_has_no_part_in_what_came_last(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "first.xlsx", {}, at="post")], at="2031-01-02T10:00:00+00:00")
    later = returned(small, "second.xlsx", {COLLISIONS: 48}, at="post")
    assert [one.outcome for one in collect(small, PERIOD, [later], at="2031-01-02T09:00:00+00:00").files] == ["in-force"]
    assert collisions(small) == 48


def test_naming_the_inbox_is_naming_none_of_its_files(small: Path) -> None:
    first = returned(small, "first.xlsx", {})
    collect(small, PERIOD)
    returned(small, "second.xlsx", {COLLISIONS: 48})
    collect(small, PERIOD)
    outcomes = {one.file: one.outcome for one in collect(small, PERIOD, [first.parent]).files}
    assert outcomes == {"first.xlsx": "superseded", "second.xlsx": "unchanged"}


def test_warnings_that_nobody_has_seen_are_not_accepted(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    path = small / "workbook_templates" / "2024-25" / f"{SUB_GROUP}.toml"
    path.write_text(path.read_text(encoding="utf-8") + "target = { value = 10 }\n", encoding="utf-8")
    with pytest.raises(UsageError, match="off-target"):
        accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="A made-up reason")
    assert collisions(small) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no names that are no text")
def test_a_file_with_a_name_that_is_no_text_is_collected_like_any_other(small: Path) -> None:
    path = returned(small, "clean.xlsx", {})
    path.rename(os.fsdecode(os.fsencode(path.parent) + b"/r\xe9sum\xe9.xlsx"))
    (one,) = collect(small, PERIOD).files
    assert (one.outcome, one.file) == ("in-force", "r?sum?.xlsx")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such devices")
def test_a_link_to_something_that_is_no_file_is_told_as_unreadable(small: Path) -> None:
    link = small / "post" / "endless.xlsx"
    link.parent.mkdir()
    link.symlink_to("/dev/zero")
    (one,) = collect(small, PERIOD, [link]).files
    assert [problem.code for problem in one.problems] == ["unreadable-file"]


def test_a_second_answer_to_the_same_query_replaces_the_first(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "wrong.xlsx", WRONG, at="post")])
    (query,) = (small / "output" / PERIOD / "queries").glob(f"*{SUB_GROUP} (issue 2).xlsx")
    copy = small / "query.xlsx"
    copy.write_bytes(query.read_bytes())
    collect(small, PERIOD, [returned(small, "answer.xlsx", {COLLISIONS: 48}, workbook=copy, at="post")])
    (one,) = collect(small, PERIOD, [returned(small, "better.xlsx", {COLLISIONS: 49}, workbook=copy, at="post")]).files
    assert (one.outcome, one.problems, collisions(small)) == ("in-force", (), 49)


def test_a_title_that_looks_like_a_header_of_mail_is_only_a_title(small: Path) -> None:
    title = "=?utf-8?q?Prevent=0ABcc:_evil@example.org?= group"
    definition = small / "workbook_templates" / "2024-25" / f"{SUB_GROUP}.toml"
    definition.write_text(definition.read_text(encoding="utf-8").replace("Made-up Road Safety Group", title), encoding="utf-8")
    collect(small, PERIOD)
    content = (small / "output" / PERIOD / "queries" / f"{PERIOD} {SUB_GROUP} reminder.eml").read_bytes()
    for reader in (policy.compat32, policy.default, policy.SMTP):
        assert message_from_bytes(content, policy=reader).keys() == ["X-Unsent", "Subject", "MIME-Version", "Content-Type"]
    assert title in message_from_bytes(content, policy=policy.default)["Subject"]
    assert b"\nBcc" not in content
