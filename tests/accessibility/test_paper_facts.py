"""Word files that are audited: what is refused and why, and how looks and places are worked out."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from msgspec.structs import replace

from shpdocs.accessibility import paper_facts
from shpdocs.accessibility.paper_facts import read_paper_facts
from shpdocs.accessibility.paper_rules import audit_paper
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph, TextLook
from shpdocs.ooxml.bounds import word_bounds
from tests.support.clients import needs_libreoffice, soffice_convert
from tests.support.raw_paper import BODY, NAMESPACES, PICTURE, TABLE, cell, changed, packed, paragraph, parts, row, run

TITLE = paragraph("A made-up paper", "Heading1")


def facts(more: str = "") -> PaperFacts:
    """The facts of the made-up paper with something more at its end."""
    return read_paper_facts(packed(parts(BODY + more)), "made up.docx")


def last(more: str) -> PaperParagraph:
    return [paragraph for paragraph in facts(more).paragraphs if paragraph.place.part == "body"][-1]


def last_look(more: str) -> TextLook:
    return last(more).runs[0].look


def refused(content: bytes) -> str:
    with pytest.raises(ShpdocsError) as caught:
        read_paper_facts(content, "made up.docx")
    assert caught.value.what.startswith("made up.docx ")
    assert caught.value.remedy.endswith(".")
    return caught.value.what


def _entry(name: str, text: str) -> bytes:
    return packed(parts() | {name: text})


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\0" * 3000, "is empty"),
        (b"made up", "is not a Word document"),
        (b"%PDF-1.7 made up", "is not a Word document"),
        (b"PK\3\4 made up", "is damaged"),
        (packed(parts())[:-900], "is damaged"),
        (_locked(), "is locked with a password"),
        (_locked().replace(b"E\0n\0c", b"M\0a\0d"), "is an older Word document"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "is not a Word document"),
        (_entry("word/document.xml", "<made-up/>"), "is not a Word document"),
        (_entry("word/document.xml", "<w:document"), "is damaged"),
        (_entry("word/styles.xml", "made up"), "is damaged"),
        (_entry("docProps/core.xml", '<!DOCTYPE a [<!ENTITY b "made up">]><a>&b;</a>'), "is damaged"),
        (_entry("WORD/document.xml", "<a/>"), "is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_word_document_is_refused_with_the_reason(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_a_workbook_is_no_word_document() -> None:
    out = io.BytesIO()
    import openpyxl

    openpyxl.Workbook().save(out)
    assert "is not a Word document" in refused(out.getvalue())


def test_entities_in_two_byte_letters_are_refused_and_a_part_in_them_is_read() -> None:
    made: dict[str, Any] = parts()
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + made["word/document.xml"]).encode("utf-16")
    assert read_paper_facts(packed(made | {"word/document.xml": wide}), "a.docx").paragraphs == facts().paragraphs
    evil = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    assert "is damaged" in refused(packed(made | {"word/document.xml": evil}))


def test_a_part_whose_bytes_were_changed_is_damaged() -> None:
    content = bytearray(packed(parts()))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    content[at + 80 : at + 90] = b"made up XX"
    assert "is damaged" in refused(bytes(content))


def test_too_many_parts_too_much_xml_and_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in (("parts", 3), ("xml", 1000), ("tags", 100), ("file", 100), ("unpacked", 100)):
        with monkeypatch.context() as patch:
            patch.setattr(paper_facts, "word_bounds", lambda limits, more={name: limit}: replace(word_bounds(limits), **more))
            assert "is larger than a paper for readers can be: it holds " in refused(packed(parts())), name


@pytest.mark.parametrize("wrap", ["<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"])
def test_what_is_wrapped_up_a_thousand_times_ends_in_an_error_of_ours(wrap: str) -> None:
    before, after = wrap.split("{}")
    assert "more than 100 elements within each other" in refused(packed(parts(before * 2000 + after * 2000)))


def test_the_strict_kind_of_the_format_is_read_and_told() -> None:
    strict = {
        name: text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
        .replace('w:sz w:val="24"', 'w:sz w:val="12pt"')
        for name, text in parts().items()
    }  # fmt: skip
    read = read_paper_facts(packed(strict), "made up.docx")
    assert read.is_strict
    assert read.paragraphs == facts().paragraphs
    by_choice = [finding.what for result in audit_paper(read).results for finding in result.findings if finding.is_choice]
    assert [what[:33] for what in by_choice] == ["The paper is kept in the strict k"]


def test_a_file_with_macros_is_read_and_told() -> None:
    made = parts()
    related = "word/_rels/document.xml.rels"
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    made[related] = made[related].replace("</Rel", f'<Relationship Id="rId50" Type="{kind}" Target="vbaProject.bin"/></Rel')
    assert read_paper_facts(packed(made), "made up.docm").has_macros
    assert not facts().has_macros


def test_a_paragraph_is_counted_below_its_heading_and_in_its_cell() -> None:
    places = {paragraph.words: paragraph.place for paragraph in facts(paragraph("Made up last.")).paragraphs}
    assert (places["fewer shops"].under, places["fewer shops"].paragraph) == ("Burglary", 3)
    assert (places["419"].under, places["419"].table, places["419"].row, places["419"].column) == ("Burglary", 1, 2, 2)
    assert (places["Made up last."].under, places["Made up last."].paragraph) == ("Next", 3)
    assert places["Made up"].part == "header"


def test_direct_looks_come_before_styles_and_styles_before_what_they_are_based_on() -> None:
    assert last_look(paragraph("x", "Heading3")).bold
    assert last_look(paragraph("x", "Heading1")).size == 16
    assert last_look(paragraph("x", "Heading1")).text_colour == "1F3864"
    assert last_look(paragraph("x", "NoSuchStyle")) == last_look(paragraph("x"))
    assert last_look(paragraph(inner=run("x", '<w:sz w:val="20"/>'))).size == 10


def test_bold_on_bold_is_not_bold_between_styles_but_direct_bold_is() -> None:
    strong = '<w:rStyle w:val="Strong"/>'
    assert last_look(paragraph(inner=run("x", strong))).bold
    assert not last_look(paragraph("x", "Heading2", inner=run("x", strong))).bold
    assert last_look(paragraph("x", "Heading2", inner=run("x", strong + "<w:b/>"))).bold


@pytest.mark.parametrize(
    ("properties", "text_colour", "fill"),
    [
        ('<w:color w:val="auto" w:themeColor="accent1"/>', "4F81BD", "FFFFFF"),
        ('<w:color w:val="auto" w:themeColor="text1" w:themeTint="80"/>', "7F7F7F", "FFFFFF"),
        ('<w:color w:val="FF0000" w:themeColor="noSuch"/>', "FF0000", "FFFFFF"),
        ('<w:shd w:val="clear" w:fill="1F3864"/>', "FFFFFF", "1F3864"),
        ('<w:shd w:val="solid" w:color="000000"/>', "FFFFFF", "000000"),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', "000000", "808080"),
        ('<w:highlight w:val="yellow"/><w:shd w:val="clear" w:fill="1F3864"/>', "000000", "FFFF00"),
        ('<w:shd w:val="nil"/>', "000000", "FFFFFF"),
    ],
)
def test_colours_of_themes_patterns_and_pens_are_worked_out(properties: str, text_colour: str, fill: str) -> None:
    look = last_look(paragraph(inner=run("x", properties)))
    assert (look.text_colour, look.fill) == (text_colour, fill)


def test_a_documents_settings_may_map_the_names_of_colours_otherwise() -> None:
    made = parts(BODY + paragraph(inner=run("x", '<w:color w:val="000000" w:themeColor="text1"/>')))
    made["word/settings.xml"] = f'<w:settings {NAMESPACES}><w:clrSchemeMapping w:t1="accent1"/></w:settings>'
    related, kind = "word/_rels/document.xml.rels", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
    made[related] = made[related].replace("</Rel", f'<Relationship Id="rId53" Type="{kind}" Target="/word\\Settings.xml"/></Rel')
    read = [paragraph for paragraph in read_paper_facts(packed(made), "a.docx").paragraphs if paragraph.words == "x"]
    assert read[0].runs[0].look.text_colour == "4F81BD"


def test_the_look_of_a_tables_parts_comes_from_its_style() -> None:
    head, body = (
        next(paragraph.runs[0].look for paragraph in facts().paragraphs if paragraph.words == text) for text in ("Quarter", "419")
    )
    assert (head.bold, head.fill, head.text_colour) == (True, "1F3864", "FFFFFF")
    assert (body.bold, body.fill, body.text_colour) == (False, "FFFFFF", "000000")


def test_the_fonts_of_the_file_say_whether_they_have_serifs() -> None:
    font = run("x", '<w:rFonts w:ascii="Made Up"/>')
    assert not last_look(paragraph(inner=font)).has_serifs
    made = parts(BODY + paragraph(inner=font))
    made["word/fontTable.xml"] = f'<w:fonts {NAMESPACES}><w:font w:name="Made Up"><w:family w:val="roman"/></w:font></w:fonts>'
    related, kind = "word/_rels/document.xml.rels", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
    made[related] = made[related].replace("</Rel", f'<Relationship Id="rId51" Type="{kind}" Target="/word/fontTable.xml"/></Rel')
    read = [paragraph for paragraph in read_paper_facts(packed(made), "a.docx").paragraphs if paragraph.words == "x"]
    assert read[0].runs[0].look.has_serifs


def test_a_font_of_the_theme_counts_before_the_one_beside_it_and_times_where_none_is_named() -> None:
    made = parts(BODY + paragraph(inner=run("x", '<w:rFonts w:ascii="Made Up" w:asciiTheme="minorHAnsi"/>')))
    assert _font(made) == "Made Up"
    theme = "word/theme/theme1.xml"
    fonts = '<a:fontScheme><a:minorFont><a:latin typeface="Made-up Text"/></a:minorFont></a:fontScheme>'
    made[theme] = made[theme].replace("</a:themeElements>", f"{fonts}</a:themeElements>")
    assert _font(made) == "Made-up Text"
    assert _font(parts("<w:p><w:r><w:t>x</w:t></w:r></w:p>") | {"word/styles.xml": f"<w:styles {NAMESPACES}/>"}) == "Times New Roman"


def _font(made: dict[str, str]) -> str:
    read = read_paper_facts(packed(made), "a.docx")
    return next(paragraph.runs[0].look.font for paragraph in read.paragraphs if paragraph.words == "x")


def test_what_newer_and_older_programs_show_is_read_once() -> None:
    inner = "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    boxed = "<w:drawing><wp:inline><wp:docPr id='5'/><w:txbxContent>" + paragraph("Boxed.") + "</w:txbxContent></wp:inline></w:drawing>"
    old = "<w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph("Boxed.") + "</w:txbxContent></v:textbox></v:shape></w:pict>"
    read = facts(paragraph(inner=f"<w:r>{inner.format(boxed, old)}</w:r>"))
    assert [(paragraph.words, paragraph.place.part) for paragraph in read.paragraphs if paragraph.words == "Boxed."] == [
        ("Boxed.", "text box")
    ]
    assert [drawing.kind for drawing in read.drawings] == ["picture", "text box"]


def test_what_was_struck_out_is_not_text_and_a_fields_instruction_is_none() -> None:
    begin, turn, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    field = f"{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{turn}{run('7')}{end}"
    gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    assert last(paragraph(inner=run("Page ") + field + gone + run(" ends"))).words == "Page 7 ends"


def test_a_cell_in_a_content_control_and_a_row_in_one_are_read() -> None:
    def wrapped(text: str) -> str:
        return f"<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>"

    plain = facts().tables[0]
    made = changed(TABLE, TABLE.replace(cell("449"), wrapped(cell("449"))).replace(row(cell("Q1")), wrapped(row(cell("Q1")))))
    assert [[table_cell.words for table_cell in table_row.cells] for table_row in read_paper_facts(made, "a.docx").tables[0].rows] == [
        [table_cell.words for table_cell in table_row.cells] for table_row in plain.rows
    ]


def test_a_footnote_is_read_but_not_the_line_over_it() -> None:
    made = parts()
    note = f'<w:footnote w:id="1">{paragraph("A made-up note.")}</w:footnote>'
    made["word/footnotes.xml"] = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1">{paragraph()}</w:footnote>{note}</w:footnotes>'
    )
    related, kind = "word/_rels/document.xml.rels", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    made[related] = made[related].replace("</Rel", f'<Relationship Id="rId52" Type="{kind}" Target="footnotes.xml"/></Rel')
    notes = [paragraph.words for paragraph in read_paper_facts(packed(made), "a.docx").paragraphs if paragraph.place.part == "footnote"]
    assert notes == ["A made-up note."]


def test_a_paper_of_python_docx_breaks_the_rules_that_its_defaults_break() -> None:
    made = docx.Document()
    made.add_heading("Made up", 1)
    made.add_heading("Made up too", 2)
    made.add_paragraph("All of it is made up.")
    table = made.add_table(2, 2)
    for (row_number, column), text in zip(((0, 0), (0, 1), (1, 0), (1, 1)), ("Year", "Figure", "2017", "1"), strict=True):
        table.cell(row_number, column).text = text
    out = io.BytesIO()
    made.save(out)
    audited = audit_paper(read_paper_facts(out.getvalue(), "made up.docx"))
    assert {result.code for result in audited.results if result.verdict == "broken"} == {"W1", "W2", "W4", "W7", "W11", "W15", "W16"}
    pale = [finding.place.cell for result in audited.results for finding in result.findings if result.code == "W11"]
    assert pale == ["the heading itself"]


@needs_libreoffice
def test_a_paper_that_libreoffice_saved_loses_only_the_alternative_text_of_its_tables(tmp_path: Path) -> None:
    source = tmp_path / "made up.docx"
    source.write_bytes(packed(parts(BODY.replace(PICTURE, run("A made-up end.")))))
    saved = soffice_convert(source, "docx:MS Word 2007 XML", tmp_path).read_bytes()
    audited = audit_paper(read_paper_facts(saved, "made up.docx"))
    broken = {(finding.rule, finding.what) for result in audited.results for finding in result.findings if not finding.is_choice}
    assert {rule for rule, _ in broken} == {"W7"}, broken


@pytest.mark.parametrize("size", ["0", "-20", "1e400", "nan", "", "made up"])
def test_sizes_that_are_none_stop_no_audit(size: str) -> None:
    odd = f'<w:sz w:val="{size}"/>'
    table = TABLE.replace(run("449"), run("449", odd)).replace("<w:cantSplit/>", "").replace('w:w="3000"', f'w:w="{size}"')
    assert len(audit_paper(read_paper_facts(changed(TABLE, table), "made up.docx")).results) == 16


def test_whatever_comes_it_is_audited_or_refused_in_our_words() -> None:
    chance = random.Random(5)
    made = {name: text.encode() for name, text in parts().items()}
    outcomes: set[int | str] = set()
    for _ in range(150):
        name = chance.choice(sorted(made))
        text = bytearray(made[name])
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 20)] = bytes(chance.choices(b'0129abcz<>/"= ', k=chance.randint(0, 6)))
        try:
            outcomes.add(len(audit_paper(read_paper_facts(packed(made | {name: bytes(text)}), "made up.docx")).results))
        except ShpdocsError as error:
            outcomes.add(error.what)
    assert 16 in outcomes
    assert "made up.docx is damaged and cannot be audited." in outcomes
    assert outcomes - {16} <= {
        f"made up.docx {why}"
        for why in (
            "is damaged and cannot be audited.",
            "is not a Word document (.docx).",
            "cannot be read closely enough to be audited.",
        )
    }


def test_auditing_a_paper_loads_neither_python_docx_nor_openpyxl() -> None:
    script = (
        "import sys\nfrom shpdocs.commands.audit import audit_paper_bytes\naudit_paper_bytes(sys.stdin.buffer.read(), 'a.docx')\n"
        "print(sorted({'docx', 'openpyxl'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], input=packed(parts()), capture_output=True, check=True)
    assert run.stdout.strip() == b"[]"
