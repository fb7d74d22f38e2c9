"""Text that no reader sees: on request it is left out or shown, told by sort, place and letters; never otherwise, and never in silence."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import pytest

from shpdocs.model.appendix import Appendix, AppendixRefusedError, Request
from shpdocs.paper.appendix import as_separate_file, merge
from tests.paper.appendix.test_preparing import PAPER, document_of, made_of, merged, paragraphs_of, reasons, report_of
from tests.support.made_word import Source, field_of, paragraph, run

HIDDEN, WHITE = "<w:vanish/>", '<w:color w:val="FFFFFF"/>'
TINY, PRESSED = '<w:sz w:val="2"/>', '<w:w w:val="1"/>'
GONE = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"


def row(inside: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}<w:tc><w:tcPr/>{inside}</w:tc></w:tr>"


def table_of(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>{''.join(rows)}</w:tbl>"


@pytest.mark.parametrize(
    ("block", "expected", "told"),
    [
        (f"<w:p>{run('Seen')}{run(' unseen', HIDDEN)}</w:p>", ["Seen"], "hidden text, 6 letters left out: the paragraph that begins “Seen” (6)"),
        (f"<w:p>{run('Seen')}{run('white', WHITE)}</w:p>", ["Seen"], "text in the colour of what lies behind it, 5 letters left out: the paragraph that begins “Seen” (5)"),
        (f"<w:p>{run('Seen')}{run('tiny', TINY)}</w:p>", ["Seen"], "text smaller than 4 points, 4 letters left out: the paragraph that begins “Seen” (4)"),
        (f"<w:p>{run('Seen')}{run('flat', PRESSED)}</w:p>", ["Seen"], "text that is pressed together, 4 letters left out: the paragraph that begins “Seen” (4)"),
        (f"<w:p>{GONE}{run('whole', HIDDEN)}</w:p>", [], "hidden text, 5 letters left out: after the paragraph that begins “Before” (5)"),
        (f"<w:p>{run('line', HIDDEN)}</w:p>", [""], "hidden text, 4 letters left out: after the paragraph that begins “Before” (4)"),
        (table_of(row(paragraph("seen")), row(paragraph("row"), "<w:hidden/>")), ["seen"], "a hidden row of a table, 3 letters left out: after the paragraph that begins “seen” (3)"),
        (table_of(row(paragraph("row"), "<w:hidden/>")), [], "a hidden row of a table, 3 letters left out: after the paragraph that begins “Before” (3)"),
        (f"<w:p>{run('a', HIDDEN)}{run('Seen')}{run('b', HIDDEN)}{run('c', WHITE)}</w:p>", ["Seen"], "hidden text, 2 letters left out: the paragraph that begins “Seen” (2); text in the colour of what lies behind it, 1 letter left out: the paragraph that begins “Seen” (1)"),
    ],
)  # fmt: skip
def test_on_request_it_is_left_out_and_told(block: str, expected: list[str], told: str) -> None:
    assert "--appendix-hidden drop" in reasons(made_of(block))[0] or "seen in" in told or "points" in told or "pressed" in told
    assert paragraphs_of(made_of(block), "hidden-dropped") == ["Before", *expected, "After"]
    assert report_of(made_of(block), "hidden-dropped").requested == (told,)


@pytest.mark.parametrize(
    ("block", "expected", "told"),
    [
        (f"<w:p>{run('Seen')}{run(' more', HIDDEN)}</w:p>", ["Seen more"], "hidden text, 4 letters that can be read now: the paragraph that begins “Seen more” (4)"),
        (f"<w:p>{GONE}{run('whole', HIDDEN)}</w:p>", ["whole"], "hidden text, 5 letters that can be read now: the paragraph that begins “whole” (5)"),
        (f"<w:p>{run('Seen')}{run('white', WHITE)}</w:p>", ["Seenwhite"], "text in the colour of what lies behind it, 5 letters that can be read now: the paragraph that begins “Seenwhite” (5)"),
        (table_of(row(paragraph("row"), "<w:hidden/>")), ["row"], "a hidden row of a table, 3 letters that can be read now: after the paragraph that begins “Before” (3)"),
    ],
)  # fmt: skip
def test_on_request_it_is_shown_and_told(block: str, expected: list[str], told: str) -> None:
    result = merged(made_of(block), "hidden-shown")
    assert paragraphs_of(made_of(block), "hidden-shown") == ["Before", *expected, "After"]
    assert result.reports[0].requested == (told,)
    assert 'vanish w:val="0"' in document_of(result.content) or "vanish" not in document_of(result.content)


@pytest.mark.parametrize("wrapped", ["seen", "row"])
def test_a_hidden_row_goes_alone_where_a_content_control_is_around_it_or_another(wrapped: str) -> None:
    rows = {"seen": row(paragraph("seen")), "row": row(paragraph("row"), "<w:hidden/>")}
    rows[wrapped] = f"<w:sdt><w:sdtContent>{rows[wrapped]}</w:sdtContent></w:sdt>"
    assert paragraphs_of(made_of(table_of(*rows.values())), "hidden-dropped") == ["Before", "seen", "After"]


def test_what_is_left_out_is_in_no_byte_of_the_paper() -> None:
    content = merged(made_of(f"<w:p>{run('Seen')}{run('a made-up secret', HIDDEN)}</w:p>"), "hidden-dropped").content
    assert "a made-up secret" not in document_of(content)


def test_headers_and_notes_are_looked_at_too() -> None:
    made = made_of()
    made.last_section = made.margin("header", f"<w:p>{run('Head')}{run('white', WHITE)}</w:p>") + made.last_section
    assert report_of(made, "hidden-dropped").requested == (
        "text in the colour of what lies behind it, 5 letters left out: the header, the paragraph that begins “Head” (5)",
    )


def test_a_style_that_hides_is_one_too() -> None:
    made = made_of(paragraph("", inside=f"<w:r><w:rPr><w:rStyle w:val='Unseen'/></w:rPr><w:t>unseen</w:t></w:r>{run('Seen')}"))
    made.styles += '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert paragraphs_of(made, "hidden-dropped") == ["Before", "Seen", "After"]
    assert paragraphs_of(made, "hidden-shown") == ["Before", "unseenSeen", "After"]


@pytest.mark.parametrize("request_", ["hidden-dropped", "hidden-shown"])
def test_what_is_blacked_out_is_refused_even_so(request_: Request) -> None:
    block = "<w:p>" + run("Name", '<w:highlight w:val="black"/>') + "</w:p>"
    assert "blacked out" in reasons(made_of(block), request_)[0]


def test_a_marking_that_is_shown_is_a_marking() -> None:
    assert any("It is marked" in words for words in reasons(made_of(f"<w:p>{run('SECRET', HIDDEN)}</w:p>"), "hidden-shown"))


def test_marks_of_a_field_stay_where_its_words_were_hidden() -> None:
    made = made_of(paragraph("Seen ", inside=field_of(" DATE ", "x").replace("<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t")))
    assert any("shows nothing" in words for words in reasons(made, "hidden-dropped"))


def test_at_most_ten_places_are_told() -> None:
    blocks = [f"<w:p>{run(f'Line {at}')}{run('x', HIDDEN)}</w:p>" for at in range(12)]
    told = report_of(made_of(*blocks), "hidden-dropped").requested[0]
    assert told.startswith("hidden text, 12 letters left out: the paragraph that begins “Line 0” (1); ")
    assert told.endswith("“Line 9” (1); and 2 more places")


def test_without_the_request_it_is_refused() -> None:
    with pytest.raises(AppendixRefusedError):
        merge(PAPER, (Appendix("R", "Appendix 1 – R", made_of(f"<w:p>{run('x', HIDDEN)}</w:p>").write(), "r.docx", ("comments-dropped",)),))


def test_a_file_apart_is_without_it_too() -> None:
    made = Source(body=[f"<w:p>{run('Seen')}{run('secret', HIDDEN)}</w:p>"])
    assert "secret" not in document_of(as_separate_file(Appendix("R", "Appendix 1 – R", made.write(), "r.docx", ("hidden-dropped",))))
