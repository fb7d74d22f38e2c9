"""The drafts' words. Settings, problems and entries are made up; the entries say that they are secret."""

from __future__ import annotations

import re
from typing import Any

import pytest

from shpdocs.checks.shares import share_of, wrong_shares
from shpdocs.model.collection import Attachment, Draft, SubGroupStatus
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Place
from shpdocs.model.settings import Settings
from shpdocs.report.emails import query_email, reminder_email
from tests.support.made import PERIOD, definition, field

SECRET = "SECRET-7"
QUERY = Attachment("2024-25-Q2 made-up (issue 2).xlsx", b"made up")
ISSUED = Attachment("2024-25-Q2 made-up.xlsx", b"made up")
DEFINITION = definition(fields=(field("update"),))
# What is worked out from the definition, the period or the settings, and from nothing that was entered.
_KNOWN = {
    "limit": "5",
    "wanted": "A whole number.",
    "choices": "Yes; No",
    "period": "2024-25-Q2",
    "year": "2024-25",
    "how": "Save it as made up.",
    "kind": "a made-up file",
    "issue": "2",
    "reason-label": "If no figure, why",
    "partnership": "Made-up Partnership",
}
_TEXTS = " ".join(f"{message.what} {message.needed}" for message in CATALOGUE.values())
_DETAILS = set(re.findall(r"\{([a-z-]+)\}", _TEXTS)) - {"entered", "label", "file"} - _KNOWN.keys()


def _settings(**more: Any) -> Settings:
    return Settings("Made-up Partnership", "Made-up Council", **more)


def _problem(code: str, cell: str = "F4", sheet: str = "Measures", label: str = "Robbery: Q2 figure", **details: str) -> Problem:
    shown = dict.fromkeys(_DETAILS, SECRET) | _KNOWN
    return Problem(code, Place("back.xlsx", sheet, cell), SECRET, "/measures/robbery/figure/value", label, shown | details)


def _query(*problems: Problem, settings: Settings | None = None, workbook: Attachment | None = QUERY, earlier_file: str = "") -> Draft:
    status = SubGroupStatus("made-up", "Made-up Sub-Group", "refused", "back.xlsx", earlier_file=earlier_file, problems=problems)
    return query_email(settings or _settings(), DEFINITION, PERIOD, status, workbook)


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code != "two-candidates"])
def test_no_draft_quotes_what_was_entered(code: str) -> None:
    draft = _query(_problem(code))
    assert SECRET not in draft.text + draft.subject


def test_what_is_worked_out_from_an_answer_is_not_quoted() -> None:
    text = _query(_problem("percentage-not-of-base", **share_of(wrong_shares("52% of 3847 students")))).text
    assert "3847" not in text


@pytest.mark.parametrize("cell", ["https://example.org/made up", "F4\nBcc: made up", "\u202eF4"])
def test_a_cell_whose_name_is_none_stays_on_its_line(cell: str) -> None:
    (line,) = (line for line in _query(_problem("off-target", cell), workbook=None).text.split("\n") if line.startswith("- "))
    assert line.endswith(_query(_problem("off-target", "F4"), workbook=None).text.partition("F4: ")[2].partition("\n")[0])
    assert line.isprintable()


@pytest.mark.parametrize("code", [code for code, message in CATALOGUE.items() if message.severity != "notice" and code != "two-candidates"])
def test_every_point_names_its_cell_and_says_what_is_needed(code: str) -> None:
    (line,) = (line for line in _query(_problem(code), workbook=None).text.split("\n") if line.startswith("- "))
    assert line.startswith("- Measures, F4: ")
    assert len(line) > len("- Measures, F4: ") + 15
    assert "{" not in line
    assert "()" not in line


def test_notices_are_not_told() -> None:
    assert "- " not in _query(_problem("earlier-revised")).text


def test_the_same_point_at_several_cells_is_told_once() -> None:
    text = _query(
        *(_problem("not-a-number", cell) for cell in ("F4", "F5", "H9")), _problem("not-a-number", "F7", "Update"), workbook=None
    ).text
    assert "- Measures, F4 to F5, H9: " in text
    assert "- Update, F7: " in text
    assert text.count("\n- ") == 2


def test_of_many_points_the_rest_is_left_to_the_workbook() -> None:
    text = _query(*(_problem("not-a-number", f"F{row}", label=f"Made-up {row}") for row in range(4, 104))).text
    assert text.count("\n- ") == 21
    assert "80 more" in text


def test_the_title_of_a_sheet_that_was_added_is_not_told() -> None:
    text = _query(_problem("not-read", sheet=SECRET, label=""), workbook=None).text
    assert SECRET not in text
    assert "F4" in text


def test_a_problem_of_the_whole_file_is_told_without_a_cell() -> None:
    assert "\n- back.xlsx " in _query(_problem("damaged-file", "", "", "")).text


def test_what_must_be_put_right_stands_before_what_looks_odd() -> None:
    text = _query(_problem("off-target", "F4"), _problem("not-a-number", "F9"), workbook=None).text
    assert text.index("F9") < text.index("F4")
    assert text.index("cannot be used yet") < text.index("F9")


def test_a_return_that_only_waits_is_not_called_unusable() -> None:
    draft = _query(_problem("off-target"))
    assert "cannot be used" not in draft.text
    assert draft.subject.endswith("1 point to look at in your return")


@pytest.mark.parametrize(("number", "words"), [(1, "1 point to put right"), (3, "3 points to put right")])
def test_the_subject_counts_what_must_be_put_right(number: int, words: str) -> None:
    draft = _query(*(_problem("not-a-number", f"F{row}") for row in range(number)), _problem("off-target", "F99"))
    assert draft.subject == f"[OFFICIAL-SENSITIVE] Made-up Sub-Group, 2024-25-Q2: {words} in your return"


@pytest.mark.parametrize(
    "make",
    [lambda settings: _query(settings=settings), lambda settings: reminder_email(settings, DEFINITION, PERIOD)],
    ids=["query", "reminder"],
)
class TestEveryDraft:
    """What holds for a query and for a reminder."""

    def test_the_marking_comes_first_and_last(self, make: Any) -> None:
        draft = make(_settings(marking="OFFICIAL"))
        assert draft.subject.startswith("[OFFICIAL] ")
        assert draft.text.startswith("OFFICIAL\n")
        assert draft.text.endswith("\nOFFICIAL\n")

    def test_a_day_is_told_if_one_is_set(self, make: Any) -> None:
        assert "due on Monday 28 October 2024" in make(_settings(days_to_return=28)).text

    def test_no_day_is_claimed_if_none_is_set(self, make: Any) -> None:
        text = make(_settings()).text
        assert not any(word in text for word in ("due", "day", "None", "deadline"))

    def test_whom_to_ask_is_told_if_somebody_is_set(self, make: Any) -> None:
        assert "ask the made-up officer." in make(_settings(contact="the made-up officer")).text
        assert "reply to this message" in make(_settings()).text

    def test_it_goes_to_the_sub_groups_address(self, make: Any) -> None:
        assert make(_settings(addresses={"made-up": "lead@example.org", "other": "other@example.org"})).to == "lead@example.org"
        assert make(_settings()).to == ""

    def test_period_and_sub_group_are_told(self, make: Any) -> None:
        text = make(_settings()).text
        assert "Quarter 2 of 2024/25 (July to September)" in text
        assert "Made-up Sub-Group" in text


def test_a_query_names_the_file_that_came_and_the_workbook_that_goes() -> None:
    draft = _query()
    text = draft.text
    assert draft.attachments == (QUERY,)
    assert "'back.xlsx'" in text
    assert f"'{QUERY.name}'" in text


def test_without_a_query_workbook_none_is_spoken_of() -> None:
    assert "attached" not in _query(_problem("damaged-file", "", "", ""), workbook=None).text
    assert "attached" not in reminder_email(_settings(), DEFINITION, PERIOD).text


def test_an_earlier_return_that_stays_is_told() -> None:
    assert "'before.xlsx', stays in use" in _query(earlier_file="before.xlsx").text


def test_a_reminder_says_that_nothing_came() -> None:
    draft = reminder_email(_settings(), DEFINITION, PERIOD, ISSUED)
    assert draft.subject == "[OFFICIAL-SENSITIVE] Made-up Sub-Group, 2024-25-Q2: your return has not come in yet"
    assert "'2024-25-Q2 made-up.xlsx'" in draft.text
    assert draft.attachments == (ISSUED,)


def test_a_name_with_line_breaks_stays_on_its_line() -> None:
    status = SubGroupStatus("made-up", "Made-up Sub-Group", "refused", "back\r\nBcc: x\u202e.xlsx")
    assert "'back Bcc: x .xlsx'" in query_email(_settings(), DEFINITION, PERIOD, status).text


def test_the_query_workbook_names_the_cells_and_the_draft_does_not() -> None:
    text = _query(_problem("not-a-number", "F9")).text
    assert "- Measures: " in text
    assert "F9" not in text


def test_of_two_files_that_came_together_the_draft_asks_which_is_right() -> None:
    tie = Problem("two-candidates", Place("one.xlsx"), "two.xlsx", details={"differences": "Measures H7"})
    draft = _query(tie, _problem("off-target"), workbook=None)
    assert draft.subject.endswith("which of two returns is right?")
    assert all(part in draft.text for part in ("one.xlsx", "two.xlsx", "Measures H7"))
    assert draft.attachments == ()


def test_a_table_that_is_called_as_its_sheet_is_not_named_twice() -> None:
    text = _query(_problem("carried-untouched", sheet="Measures", label="Measures")).text
    assert "- Measures: Bring carried rows up to date, and fill in what belongs to this quarter." in text
