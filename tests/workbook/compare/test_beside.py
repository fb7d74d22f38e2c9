"""What surrounds the answers is told once, at its place: links, tips, lines on every page, what the file keeps."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.problem import Problem
from shpdocs.model.workbook import PAGE_LINE, PROMPT, REFUSAL, STAMPED, Kept, Link, Remark, WorkbookContent
from shpdocs.workbook.compare.beside import kept_problems, link_problems, page_line_problems
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.compare.unread import not_read
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.read.page_lines import page_lines
from tests.support.made import PERIOD, Entered, definition, field, measure, sheet, workbook

LAYOUT = lay_out(definition(fields=(field("update", "narrative"),), measures=(measure("robbery"), measure("theft"))), PERIOD)
WORDS = "Fewer: see https://example.org/made-up."
TYPED: dict[str, Entered] = {
    "/fields/update": WORDS,
    "/measures/robbery/figure/value": 104,
    "/measures/theft/figure/value": 5,
}
ISSUED = workbook(LAYOUT, TYPED)
SENT = SentWorkbook(LAYOUT, workbook(LAYOUT))
PLACES = find_answers(LAYOUT, ISSUED)
UPDATE = PLACES.cells["/fields/update"][1].place


def _with(**changes: object) -> WorkbookContent:
    """The workbook with these changes to the sheet of the update."""
    return replace(ISSUED, sheets=tuple(replace(tab, **changes) if tab.title == UPDATE.sheet else tab for tab in ISSUED.sheets))


def _codes(problems: object) -> list[tuple[str, str, str]]:
    assert hasattr(problems, "__iter__")
    told: list[Problem] = list(problems)
    assert all("{" not in problem.what + problem.needed for problem in told)
    return [(problem.code, problem.severity, problem.place.cell) for problem in told]


# --- links and tips ------------------------------------------------------------------------------------------------------


def _link(address: str, tip: str = "", span: tuple[int, int, int, int] | None = None) -> list[tuple[str, str, str]]:
    at = next(at for tab in ISSUED.sheets for at, cell in tab.cells.items() if cell.place == UPDATE)
    return _codes(link_problems(_with(links=(Link(span or (*at, *at), address, tip),)), PLACES, SENT))


def test_a_link_behind_an_answer_is_told_at_its_cell() -> None:
    assert _link("https://example.org/other?id=7") == [("link-behind-answer", "notice", UPDATE.cell)]
    assert _link("https://example.org/other?id=7", span=(1, 1, 99, 99))[0] == ("link-behind-answer", "notice", UPDATE.cell)


def test_a_tip_behind_an_answer_holds_the_return() -> None:
    assert _link("", "Figures differ from the return: 171") == [("tip-behind-answer", "warning", UPDATE.cell)]


@pytest.mark.parametrize("address", ["https://example.org/made-up", "http://www.example.org/made-up/", "mailto:example.org"])
def test_a_link_that_a_program_made_of_the_words_is_not_told(address: str) -> None:
    assert _link(address) == []
    assert _link(address, address) == []


def test_a_link_that_was_sent_is_not_told() -> None:
    link = Link((1, 1, 99, 99), "#Start!A1", "Go to the start")
    sent = SentWorkbook(LAYOUT, replace(SENT.content, sheets=tuple(replace(tab, links=(link,)) for tab in SENT.content.sheets)))
    assert _codes(link_problems(_with(links=(link,)), PLACES, sent)) == []


def test_an_answer_with_links_beyond_number_is_told_of_once_for_its_link_and_once_for_its_tip() -> None:
    at = next(at for tab in ISSUED.sheets for at, cell in tab.cells.items() if cell.place == UPDATE)
    links = tuple(Link((*at, 1_048_576, 16_384), f"https://example.org/{number}", f"Made up {number}") for number in range(20_000))
    told = list(link_problems(_with(links=links), PLACES, SENT))
    assert len({(problem.code, problem.place) for problem in told}) == len(told)
    here = [(problem.code, problem.details["first"]) for problem in told if problem.place == UPDATE]
    assert here == [("link-behind-answer", "https://example.org/0"), ("tip-behind-answer", "Made up 0")]


def test_links_behind_more_answers_than_anybody_reads_are_one_notice() -> None:
    layout = lay_out(definition(fields=tuple(field(f"field-{number}") for number in range(60))), PERIOD)
    content = workbook(layout, {f"/fields/field-{number}": f"Made up {number}" for number in range(60)})
    links = (Link((1, 1, 999, 99), "https://example.org/other", "Made up: 171"),)
    content = replace(content, sheets=tuple(replace(tab, links=links) for tab in content.sheets))
    told = list(link_problems(content, find_answers(layout, content), SentWorkbook(layout, workbook(layout))))
    told = [problem for problem in told if problem.place.sheet == "Update"]
    assert [problem.code for problem in told] == [
        *["link-behind-answer"] * 20, "more-links-behind", *["tip-behind-answer"] * 20, "more-tips-behind"
    ]  # fmt: skip
    assert {problem.details["count"] for problem in told if problem.code.startswith("more")} == {"40 answers"}


# --- lines on every page -------------------------------------------------------------------------------------------------

LABELS = [
    ('&C_x000D_&1#&"Calibri"&10&K000000 OFFICIAL-SENSITIVE', False, ("", "OFFICIAL-SENSITIVE")),
    ('&C&"Calibri"&10&K000000 Made up for staff&1#_x000D_', True, ("", "Made up for staff")),
    ('&LDRAFT&C_x000D_&1#&"Calibri"&10&K000000 OFFICIAL', False, ("DRAFT", "OFFICIAL")),
    ('&C171 is right_x000D_&1#&"Calibri"&10&K000000 OFFICIAL', False, ("171 is right", "OFFICIAL")),
    ('&C_x005F_x000D_&1#&"Calibri,Regular"&10 OFFICIAL', False, ("", "OFFICIAL")),  # as LibreOffice saves it
    ('&C_x000D_#Calibri"0000000 OFFICIAL', False, ("", "OFFICIAL")),  # as Gnumeric saves it
    ('&LItem #4 "made up"', False, ('Item #4 "made up"', "")),
    ("&LDRAFT&RPage &P of &N", False, ("DRAFT", "")),
    ("&C&A&RPage &P of &N", False, ("", "")),
]
NUMBERED = [
    "Page &P of &N", "Page 1 of 3", "Seite &P von &N", "Page &P sur &N", "Página &P de &N", "Pagina &P di &N", "Sida &P av &N",
    "Sivu &P/&N", "Strona &P z &N", "Stránka &P z &N", "&P. oldal, összesen: &N", "Sayfa &P / &N", "Trang &P trên &N",
    "Стр. &P из &N", "Σελίδα &P από &N", "صفحة &P من &N", "\u200f&P\u200f מתוך &N", "หน้า &P จาก &N", "第 &P 页，共 &N 页", "第&P頁",
    "&N ページ中 &P ページ", "&P페이지", "Tudalen &P o &N", "ਪੰਨਾ &P", "পৃষ্ঠা &P", "S. &P", "- &P -", "&P/&N", "Page No. &P",
    "&D &T", "&Z&F", "Printed on &D at &T",
]  # fmt: skip
WRITTEN = ["171 of 200", "171", "Total", "Draft &P", "Seite &P von Jo", "171 &P", "Page one is wrong", "von", "第一页错了"]


@pytest.mark.parametrize(("written", "is_header", "lines"), LABELS)
def test_what_a_label_stamps_is_told_apart_from_what_a_lead_wrote(written: str, is_header: bool, lines: tuple[str, str]) -> None:
    assert page_lines(written, is_header) == lines


@pytest.mark.parametrize("line", NUMBERED)
@pytest.mark.parametrize("before", ["", "&C", '&L&"Arial,Regular"&10', "&LDRAFT&R"])
def test_numbers_of_pages_are_no_words_of_a_lead_in_any_language(line: str, before: str) -> None:
    assert page_lines(before + line, False) == ("DRAFT" if "DRAFT" in before else "", "")


@pytest.mark.parametrize("line", WRITTEN)
def test_what_says_more_than_the_number_of_a_page_is_a_leads(line: str) -> None:
    assert page_lines(f"&C{line}", False) == (line, "")


def _lines(*remarks: Remark) -> list[tuple[str, str, str]]:
    content = replace(ISSUED, sheets=tuple(replace(tab, remarks=remarks) for tab in ISSUED.sheets))
    return _codes(page_line_problems(content, SENT))


MARKINGS = [
    "OFFICIAL",
    "Official-Sensitive",
    "OFFICIAL - SENSITIVE (PERSONAL)",
    "Classification: RESTRICTED",
    "Not Protectively Marked",
    "Internal",
]


@pytest.mark.parametrize("line", MARKINGS)
def test_a_marking_on_every_page_is_one_notice(line: str) -> None:
    assert _lines(Remark(PAGE_LINE, "", line)) == [("pages-marked", "notice", "")]


def test_a_label_is_one_notice_whatever_it_says() -> None:
    assert _lines(Remark(STAMPED, "", "Made up for staff"), Remark(PAGE_LINE, "", "OFFICIAL")) == [("pages-marked", "notice", "")]


@pytest.mark.parametrize("line", ["DRAFT: 171 is wrong", "OFFICIAL: 171 is wrong", "Official figures are late"])
def test_a_line_of_a_lead_on_every_page_is_one_warning(line: str) -> None:
    assert _lines(Remark(PAGE_LINE, "", line)) == [("remark-not-read", "warning", "")]


def test_neither_is_told_again_among_what_is_not_read() -> None:
    content = _with(remarks=(Remark(PAGE_LINE, "", "DRAFT"), Remark(STAMPED, "", "OFFICIAL")))
    assert _codes(not_read(content, PLACES, SENT, ())) == [("pages-marked", "notice", ""), ("remark-not-read", "warning", "")]


# --- what checks on entries say ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [PROMPT, REFUSAL])
def test_a_changed_prompt_is_told_and_ours_is_not_on_whichever_sheet(kind: str) -> None:
    ours = (Remark(kind, "B4", "Digits only."),)
    sent = SentWorkbook(LAYOUT, replace(SENT.content, sheets=(sheet("Start", {}), *SENT.content.sheets)))
    sent = replace(sent, content=replace(sent.content, sheets=(replace(sent.content.sheets[0], remarks=ours), *sent.content.sheets[1:])))
    content = _with(remarks=(Remark(kind, "C9", "Digits  only."), Remark(kind, "C9", "Use last year's figure.")))
    told = not_read(content, PLACES, sent, ())
    assert [(problem.code, problem.entered) for problem in told] == [("remark-not-read", "Use last year's figure.")]
    unkept = SentWorkbook(LAYOUT, SENT.content, is_kept=False)
    assert not_read(content, PLACES, unkept, ()) == []


# --- what the file keeps -------------------------------------------------------------------------------------------------


def test_data_that_no_cell_shows_holds_the_return_and_what_programs_add_is_one_notice() -> None:
    kept = (Kept("the data behind a pivot table", "2 rows of Name", True), Kept("macros", ""), Kept("add-ins", ""))
    assert _codes(kept_problems(replace(ISSUED, kept=kept), SENT)) == [("kept-unseen", "warning", ""), ("kept-by-programs", "notice", "")]


def test_what_was_sent_is_not_told() -> None:
    kept = (Kept("macros", ""),)
    assert _codes(kept_problems(replace(ISSUED, kept=kept), SentWorkbook(LAYOUT, replace(SENT.content, kept=kept)))) == []


# --- what an export adds -------------------------------------------------------------------------------------------------


def test_the_summary_that_numbers_adds_is_not_told() -> None:
    summary = sheet("Export Summary", {(1, 1): "This document was exported from Numbers. Each table was converted.", (9, 2): "Measures"})
    assert _codes(not_read(replace(ISSUED, sheets=(summary, *ISSUED.sheets)), PLACES, SENT, ())) == []


def test_a_sheet_of_that_name_that_a_lead_added_is_told() -> None:
    extra = sheet("Export Summary", {(1, 1): "171 is right"})
    told = _codes(not_read(replace(ISSUED, sheets=(extra, *ISSUED.sheets)), PLACES, SENT, ()))
    assert told == [("not-read", "warning", "A1")]
