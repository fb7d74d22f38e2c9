"""Appendices of other bodies come whole into a paper; every report here is made up."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import docx.text.paragraph
import jsonschema
import mammoth
import msgspec
import pypandoc
import pytest
from docx.shared import Pt
from lxml import etree
from ooxml_integrity import ERROR, WARN, compare

from shpdocs.model.appendix import Appendix, AppendixLostError, Merged
from shpdocs.model.document import Contents, Document, Heading, PageBreak, Paragraph, Table
from shpdocs.paper.appendix import merge, sections
from shpdocs.paper.appendix.proof import Proof
from shpdocs.paper.word import write_paper
from tests.support import ROOT, made_word
from tests.support.clients import needs_libreoffice, soffice_convert
from tests.support.made_word import LANDSCAPE, PORTRAIT, Source, bookmark, field_of, item, paragraph, rich, run, table
from tests.support.validators import faults_of
from tests.support.word_files import edit_parts
from tests.support.work import calls_in

W = f"{{{made_word.W}}}"
PAPER = Document(
    "A made-up paper",
    "A made-up council",
    (
        Heading("A made-up paper", 1),
        Contents(),
        Heading("Findings", 2),
        Paragraph("Text of the paper."),
        PageBreak("landscape"),
        Heading("Numbers", 2),
        Table("Made up", "A made-up table", ("One", "Two"), (((Paragraph("1"),), (Paragraph("2"),)),)),
    ),
    ("Committee – made up", "Classification: Public"),
)
MARKED = Document("A made-up paper", "A made-up council", PAPER.blocks, PAPER.footer, mark="DRAFT – made up")


def paper(document: Document = PAPER) -> bytes:
    return write_paper(document, date(2024, 9, 30))


def appendix(content: bytes, number: int = 1) -> Appendix:
    return Appendix(f"Report {number}", f"Appendix {number} – Made-up report", content, f"report-{number}.docx")


def joined(*contents: bytes, document: Document = PAPER) -> Merged:
    return merge(paper(document), tuple(appendix(content, number) for number, content in enumerate(contents, 1)))


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(content)).read(name))


def words(content: bytes, name: str = "word/document.xml") -> str:
    return "".join(part(content, name).itertext(f"{W}t"))


def faults(content: bytes, folder: Path) -> list[str]:
    file = folder / "checked.docx"
    file.write_bytes(content)
    return faults_of(file)


def style_name(paragraph: docx.text.paragraph.Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style is not None else None


@pytest.fixture(scope="module")
def both() -> Merged:
    """A rich report, twice."""
    content = rich().write()
    return joined(content, content)


def test_a_rich_report_comes_whole_and_twice_without_crossing(both: Merged, tmp_path: Path) -> None:
    counted = {carried.what: carried.count for carried in both.reports[0].carried}
    assert counted == {
        "paragraphs": 27, "tables": 1, "pictures": 1, "drawings and their alternative texts": 2, "charts": 1, "footnotes": 1, "endnotes": 1,
        "sections": 3, "headers and footers": 3, "list items": 6, "links": 2, "fields": 3,
    }  # fmt: skip
    assert [report.lost for report in both.reports] == [(), ()]
    assert faults(both.content, tmp_path) == []


def test_every_id_and_name_in_the_result_is_its_own(both: Merged) -> None:
    root = part(both.content)
    names = zipfile.ZipFile(BytesIO(both.content)).namelist()
    roots = [part(both.content, name) for name in names if re.fullmatch(r"word/[^/]+\.xml", name)]
    drawings = [drawing.get("id") for each in roots for drawing in each.iter("{*}docPr")]
    marks = [bookmark.get(f"{W}name").lower() for bookmark in root.iter(f"{W}bookmarkStart")]
    ids = [bookmark.get(f"{W}id") for bookmark in root.iter(f"{W}bookmarkStart")]
    styles = part(both.content, "word/styles.xml")
    style_ids = [style.get(f"{W}styleId") for style in styles.iter(f"{W}style")]
    style_names = [style.find(f"{W}name").get(f"{W}val").lower() for style in styles.iter(f"{W}style")]
    marks_of_lists = [element.get(f"{W}val") for element in part(both.content, "word/numbering.xml").iter(f"{W}nsid")]
    for each in (drawings, marks, ids, style_ids, style_names, names, marks_of_lists):
        assert len(each) > 1
        assert [value for value, count in Counter(each).items() if count > 1] == []
    assert max(len(name) for name in marks) <= 40


def test_the_papers_own_pages_stay_as_they_were(both: Merged) -> None:
    before, after = docx.Document(BytesIO(paper())), docx.Document(BytesIO(both.content))
    assert [section.orientation for section in after.sections][:2] == [section.orientation for section in before.sections]
    assert [section.footer.paragraphs[0].text for section in after.sections][:2] == ["Committee – made up"] * 2
    assert len(after.sections) == len(before.sections) + 6


def test_each_section_of_an_appendix_keeps_its_page_its_header_and_its_footer(both: Merged) -> None:
    sections = docx.Document(BytesIO(both.content)).sections
    for first in (2, 5):
        pages = [
            (
                section.orientation,
                section.left_margin and section.left_margin.twips,
                section.header.paragraphs[0].text,
                section.footer.paragraphs[0].text,
            )
            for section in sections
        ]
        assert pages[first : first + 3] == [
            (0, 1500, "Made-up body\tOFFICIAL", "Page 1 of 3Made-up report"),
            (1, 1050, "Landscape header", "Page 1 of 3Made-up report"),
            (1, 1050, "Landscape header", "Last footer"),
        ]
    assert sections[2].different_first_page_header_footer
    assert sections[2].first_page_header.paragraphs[0].text == ""


def test_an_appendix_without_headers_takes_none_of_the_papers() -> None:
    plain = Source(body=[paragraph("Made-up text")])
    section = docx.Document(BytesIO(joined(plain.write(), document=MARKED).content)).sections[-1]
    assert [paragraph.text for paragraph in section.footer.paragraphs] == [""]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["DRAFT – made up"]
    assert not section.header.is_linked_to_previous


def test_the_papers_mark_stands_first_on_every_page_of_an_appendix() -> None:
    result = joined(rich().write(), document=MARKED)
    headers = [section.header.paragraphs[0].text for section in docx.Document(BytesIO(result.content)).sections]
    assert headers == ["DRAFT – made up"] * 5
    assert "headers: the paper's mark is their first line" in result.reports[0].changed


def test_headers_of_even_pages_come_in_and_change_no_other_page(tmp_path: Path) -> None:
    made = Source(body=[paragraph("Made-up text")], settings="<w:evenAndOddHeaders/>")
    made.last_section = made.margin("header", paragraph("odd")) + made.margin("header", paragraph("even"), "even") + PORTRAIT
    other = Source(body=[paragraph("Other text")])
    other.last_section = other.margin("header", paragraph("every page")) + PORTRAIT
    content = joined(other.write(), made.write(), other.write()).content
    sections = docx.Document(BytesIO(content)).sections
    texts = [(section.header.paragraphs[0].text, section.even_page_header.paragraphs[0].text) for section in sections]
    assert texts == [("", ""), ("", ""), ("every page", "every page"), ("odd", "even"), ("every page", "every page")]
    assert {section.even_page_footer.paragraphs[0].text for section in list(sections)[:2]} == {"Committee – made up"}
    assert faults(content, tmp_path) == []


def test_its_headings_stand_under_ours_and_no_level_is_skipped(both: Merged, tmp_path: Path) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(both.content)
    own = [(3, "Made-up findings"), (4, "Deep and strong"), (4, "More")]
    expected = [(1, "A made-up paper"), (2, "Findings"), (2, "Numbers"), (2, "Appendix 1 – Made-up report"), *own]
    expected += [(2, "Appendix 2 – Made-up report"), *own]
    for html in (pypandoc.convert_file(str(file), "html"), mammoth.convert_to_html(BytesIO(both.content)).value):
        headings = re.findall(r"<h(\d)[^>]*>(.*?)</h\d>", html, re.DOTALL)
        assert [(int(level), " ".join(re.sub(r"<[^>]+>", "", text).split())) for level, text in headings] == expected


def test_a_heading_keeps_its_look_and_its_number(both: Merged) -> None:
    heading = next(
        paragraph
        for paragraph in docx.Document(BytesIO(both.content)).paragraphs
        if paragraph.text == "Made-up findings" and style_name(paragraph) == "Heading 3"
    )
    run = heading.runs[0]
    assert (run.font.name, run.font.size, run.font.bold, str(run.font.color.rgb)) == ("Georgia", Pt(18), True, "0A5A2A")
    assert heading._p.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    deep = next(paragraph for paragraph in docx.Document(BytesIO(both.content)).paragraphs if paragraph.text == "Deep and strong")
    assert [(run.font.italic, run.font.bold) for run in deep.runs] == [(True, False), (True, True)]
    assert [run.font.name for run in deep.runs] == ["Verdana", "Verdana"]


def test_its_styles_stand_beside_ours_with_what_its_paragraphs_began_with(both: Merged) -> None:
    styles = {style.name: style for style in docx.Document(BytesIO(both.content)).styles}
    assert styles["A1 Normal"].font.name == "Verdana"
    assert styles["A1 Normal"].font.size.pt == 11
    assert styles["A1 Normal"].paragraph_format.space_after.pt == 10
    assert styles["A1 Body Text"].base_style.name == "A1 Normal"
    assert "A1 Strong" in styles and "A2 Strong" in styles
    texts = {paragraph.text: style_name(paragraph) for paragraph in docx.Document(BytesIO(both.content)).paragraphs}
    assert (texts["Between"], texts["Text of the paper."]) == ("A2 Normal", "Normal")


def test_what_a_tables_style_says_still_counts(both: Merged) -> None:
    last = docx.Document(BytesIO(both.content)).tables[-1]
    assert last.style is not None
    assert last.style.name == "A2 Table Grid"
    assert [row.cells[0].paragraphs[0].paragraph_format.space_after.pt for row in last.rows] == [0, 0, 0]
    assert last.rows[0].cells[0].paragraphs[0].runs[0].font.size.pt == 12
    assert last.rows[1].cells[0].paragraphs[0].runs[0].font.size is None


def test_what_a_tables_style_says_of_every_second_row_still_counts() -> None:
    banded = '<w:tblStylePr w:type="band1Horz"><w:rPr><w:sz w:val="30"/></w:rPr></w:tblStylePr></w:style>'
    style = f'<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/><w:basedOn w:val="TableNormal"/>{banded}'
    rows = table([["heading"], ["one"], ["two"], ["three"]], "Banded").replace('w:noHBand="1"', 'w:noHBand="0"')
    made = Source(body=[rows], styles=made_word.STYLES + style)
    (last,) = docx.Document(BytesIO(joined(made.write(), document=MARKED).content)).tables[-1:]
    sizes = [row.cells[0].paragraphs[0].runs[0].font.size for row in last.rows]
    assert sizes == [None, Pt(15), None, Pt(15)]


def test_links_and_fields_lead_to_the_renamed_bookmarks(both: Merged) -> None:
    root = part(both.content)
    codes = "".join(root.itertext(f"{W}instrText"))
    marks = {bookmark.get(f"{W}name") for bookmark in root.iter(f"{W}bookmarkStart")}
    assert {"_A1_Ref1", "_A2_Ref1", "A1_whole", "A2_end"} <= marks
    assert " REF _A1_Ref1 \\h " in codes and " REF _A2_Ref1 \\h " in codes
    assert "SEQ A1_Table" in codes and "SEQ A2_Table" in codes
    assert ' TOC \\o "3-4" \\h \\b A1_whole ' in codes
    assert {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")} <= marks
    footers = [name for name in zipfile.ZipFile(BytesIO(both.content)).namelist() if "a1-footer" in name]
    assert any(" PAGEREF A1_end " in "".join(part(both.content, name).itertext(f"{W}instrText")) for name in footers)


LISTS = (
    'TOC \\o "1-3" \\b _Toc1',
    "TOC \\h \\z \\c Table",
    'TOC \\o "1-3"',
    "TOC \\a Table",
    "TOC \\c Table \\b _Toc1",
    "TOC \\u \\c Table",
)


def with_lists() -> bytes:
    """A file with lists of contents of every sort."""
    caption = bookmark("_Toc1", run("Table ") + field_of("SEQ Table \\* ARABIC", "1"))
    lists = [paragraph("", inside=field_of(f" {code} ", "Made up")) for code in LISTS]
    return Source(body=[paragraph("Findings", "Heading1"), *lists, paragraph("", inside=caption)]).write()


def test_a_list_of_captions_is_that_of_its_own_appendix_by_their_name() -> None:
    merged = joined(with_lists(), with_lists())
    codes = "".join(f"{code.text}|" for code in part(merged.content).iter(f"{W}instrText")).split("|")
    captions = [code.strip() for code in codes if "\\c" in code or "\\a" in code]
    assert captions == [f"TOC{switches} A{number}_Table" for number in (1, 2) for switches in (" \\h \\z \\c", " \\a")]
    assert [code.strip() for code in codes if "_whole" in code] == [f'TOC \\o "3-5" \\b A{number}_whole' for number in (1, 2)]
    assert "fields that are now the text that they showed: TOC" in merged.reports[0].changed


@needs_libreoffice
@pytest.mark.real_client
def test_libreoffice_opens_a_paper_with_lists_of_captions_in_two_appendices(tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(joined(with_lists(), with_lists()).content)
    assert soffice_convert(tmp_path / "paper.docx", "pdf", tmp_path / "office").read_bytes().startswith(b"%PDF-")


def test_fields_that_show_properties_become_text(both: Merged) -> None:
    for name in zipfile.ZipFile(BytesIO(both.content)).namelist():
        if name.endswith(".xml"):
            assert "TITLE" not in "".join(part(both.content, name).itertext(f"{W}instrText"))
    assert "fields that are now the text that they showed: TITLE" in both.reports[0].changed


def test_notes_come_with_their_links_and_the_lines_above_them(both: Merged) -> None:
    for kind, text in (("footnote", " A made-up footnotea made-up link"), ("endnote", " A made-up endnote")):
        notes = part(both.content, f"word/{kind}s.xml")
        assert [note.get(f"{W}type") for note in notes] == ["separator", "continuationSeparator", None, None]
        assert ["".join(note.itertext(f"{W}t")) for note in notes][2:] == [text, text]
        ids = [element.get(f"{W}id") for element in part(both.content).iter(f"{W}{kind}Reference")]
        assert ids == [note.get(f"{W}id") for note in notes][2:]
        assert len(part(both.content, "word/settings.xml").findall(f"{W}{kind}Pr")) == 1
    relations = zipfile.ZipFile(BytesIO(both.content)).read("word/_rels/footnotes.xml.rels").decode()
    assert relations.count("https://example.org/note") == 2


def test_a_chart_comes_without_the_workbook_behind_it(both: Merged) -> None:
    archive = zipfile.ZipFile(BytesIO(both.content))
    assert not [name for name in archive.namelist() if "embeddings" in name or name.endswith(".xlsx")]
    chart = archive.read("word/charts/a1-chart1.xml").decode()
    assert "externalData" not in chart and "schemeClr" not in chart
    assert '<a:srgbClr val="7A1F1F">' in chart and "<c:v>5</c:v>" in chart
    assert "charts: they show what they showed, without the workbook behind them" in both.reports[0].changed


def test_nothing_of_the_files_properties_comes_in(both: Merged) -> None:
    archive = zipfile.ZipFile(BytesIO(both.content))
    assert not [name for name in archive.namelist() if b"Somebody Made Up" in archive.read(name)]
    assert archive.read("docProps/core.xml") == zipfile.ZipFile(BytesIO(paper())).read("docProps/core.xml")


def test_the_papers_list_of_contents_gains_the_appendix(both: Merged) -> None:
    root = part(both.content)
    links = [link for link in root.iter(f"{W}hyperlink") if link.getparent().find(f"{W}pPr/{W}pStyle").get(f"{W}val", "").startswith("TOC")]
    listed = ["".join(link.itertext(f"{W}t")) for link in links]
    own = ["Made-up findings"]
    assert listed == ["Findings", "Numbers", "Appendix 1 – Made-up report", *own, "Appendix 2 – Made-up report", *own]
    marks = {bookmark.get(f"{W}name"): bookmark.getparent() for bookmark in root.iter(f"{W}bookmarkStart")}
    assert ["".join(marks[link.get(f"{W}anchor")].itertext(f"{W}t")) for link in links] == listed
    depth = [element.get(f"{W}fldCharType") for element in root.iter(f"{W}fldChar")]
    assert (depth.count("begin"), depth.count("end")) == (depth.count("separate"), depth.count("separate"))


def long_report(length: int) -> bytes:
    styles = ("", "BodyText", "Heading2", "ListBullet")
    blocks = [paragraph(f"Paragraph {number}", styles[number % 4]) for number in range(length)]
    return Source(body=[*blocks, table([["a", "b"]] * (length // 10))]).write()


def test_a_report_twice_as_long_is_twice_the_work() -> None:
    before = paper()
    less, more, most = (calls_in(merge, before, (appendix(long_report(length)),)) for length in (50, 100, 200))
    assert (most - more) / (more - less) < 2.1


def test_a_plain_paragraph_costs_few_calls() -> None:
    """So few that 20,000, as a report of 300 pages has, take less than three seconds of a free processor."""
    before = paper()
    less, more = (calls_in(merge, before, (appendix(Source(body=[paragraph("Made up")] * count).write()),)) for count in (100, 200))
    assert (more - less) / 100 < 270


def many_headers(count: int) -> bytes:
    made = Source()
    for number in range(count):
        made.body.append(paragraph(f"Part {number}"))
        made.section(made.margin("header", paragraph(f"Header {number}")) + PORTRAIT)
    return made.write()


def many_lists(count: int) -> bytes:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    definitions = [f'<w:abstractNum w:abstractNumId="{number}">{level}</w:abstractNum>' for number in range(count)]
    lists = [f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(count)]
    return Source(body=[item(f"Item {number}", number + 1) for number in range(count)], numbering="".join([*definitions, *lists])).write()


def many_numbers(count: int) -> bytes:
    return Source(body=[paragraph("Table", inside=field_of(" SEQ Table ", "1") * count)]).write()


def many_links(count: int) -> bytes:
    made = Source()
    made.body.append(paragraph("Links", inside="".join(made.link("there", f"https://example.org/{number}") for number in range(count))))
    return made.write()


@pytest.mark.parametrize("many", [many_headers, many_lists, many_numbers, many_links])
def test_twice_as_many_of_anything_is_twice_the_work(many: Callable[[int], bytes]) -> None:
    before = paper()
    _, less, more, most = (calls_in(merge, before, (appendix(many(count)),)) for count in (5, 25, 50, 100))  # the first fills caches
    assert (most - more) / (more - less) < 2.1


def test_the_same_files_give_the_same_bytes() -> None:
    content = rich().write()
    assert joined(content, content).content == joined(content, content).content


def test_a_paper_without_appendices_is_left_alone() -> None:
    assert merge(b"any bytes", ()) == Merged(b"any bytes", ())


def test_a_paper_of_ours_may_be_an_appendix_of_a_paper(tmp_path: Path) -> None:
    inner = joined(rich().write()).content
    result = joined(inner, paper())
    assert [report.lost for report in result.reports] == [(), ()]
    assert faults(result.content, tmp_path) == []
    assert words(result.content).count("Text of the paper.") == 3


def test_a_draft_of_ours_may_be_an_appendix_of_a_draft_and_keeps_its_own_mark() -> None:
    section = docx.Document(BytesIO(joined(paper(MARKED), document=MARKED).content)).sections[-1]
    assert [(line.text, style_name(line)) for line in section.header.paragraphs] == [
        ("DRAFT – made up", "Page Mark"),
        ("DRAFT – made up", "A1 Style 4"),  # a name that somebody gave becomes one of ours
    ]


def test_a_report_says_what_its_schema_says(both: Merged) -> None:
    schema = json.loads((ROOT / "schemas" / "merge-report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert [error.json_path for report in both.reports for error in validator.iter_errors(json.loads(msgspec.json.encode(report)))] == []


def test_an_independent_comparison_finds_no_loss(tmp_path: Path) -> None:
    source, result = tmp_path / "source.docx", tmp_path / "result.docx"
    source.write_bytes(rich().write())
    result.write_bytes(joined(source.read_bytes()).content)
    lost = [str(finding) for finding in compare(str(source), str(result)) if finding.severity in (ERROR, WARN)]
    assert lost == ["[ERROR] FID001  content controls: 1 -> 0 (all lost)"]  # what stands in them is plain text now


@needs_libreoffice
@pytest.mark.real_client
def test_libreoffice_turns_the_pages_and_prints_headers_as_in_the_source(tmp_path: Path) -> None:
    made = Source(body=[paragraph("Upright text")])
    made.section(made.margin("header", paragraph("OFFICIAL made-up upright")) + PORTRAIT)
    made.body += [table([["Made up", "Number"], ["One", "1"]])]
    made.last_section = made.margin("header", paragraph("OFFICIAL made-up on its side")) + LANDSCAPE
    file = tmp_path / "made.docx"
    file.write_bytes(joined(made.write(), document=MARKED).content)
    pdf = soffice_convert(file, "pdf", tmp_path / "office")
    sizes = subprocess.run(["pdfinfo", "-f", "1", "-l", "9", str(pdf)], capture_output=True, text=True, check=True).stdout
    turned = [float(wide) > float(high) for wide, high in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", sizes)]
    assert turned == [False, True, False, True]
    pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    assert ["DRAFT – made up" in page for page in pages[:4]] == [True] * 4
    assert ["upright" in page for page in pages[:4]] == [False, False, True, False]
    assert ["on its side" in page for page in pages[:4]] == [False, False, False, True]
    assert ["Committee – made up" in page for page in pages[:4]] == [True, True, False, False]


@needs_libreoffice
@pytest.mark.real_client
def test_pandoc_and_libreoffice_read_every_word_of_both(tmp_path: Path) -> None:
    made = rich()
    made.body = [piece for piece in made.body if "c:chart" not in piece]
    source, result = tmp_path / "source.docx", tmp_path / "result.docx"
    source.write_bytes(made.write())
    result.write_bytes(joined(source.read_bytes()).content)

    def count_words(text: str) -> Counter[str]:
        return Counter(re.findall(r"\w+", text))

    for read in (
        lambda file: pypandoc.convert_file(str(file), "plain", extra_args=["--wrap=none"]),
        lambda file: soffice_convert(file, "txt:Text (encoded):UTF8", tmp_path / file.stem).read_text(encoding="utf-8"),
    ):
        missing = count_words(read(source)) - count_words(read(result))
        assert missing == Counter()


def test_lists_begin_again_where_they_did() -> None:
    made = Source(body=[item("one", 4), item("two", 4), paragraph("Between"), item("one again", 5)])
    content = joined(made.write(), made.write()).content
    numbers = [element.get(f"{W}val") for element in part(content).iter(f"{W}numId")]
    assert len(set(numbers)) == 4
    assert numbers == [numbers[0], numbers[0], numbers[2], numbers[3], numbers[3], numbers[5]]


def swap(before: str, after: str, name: str = "word/document.xml") -> Callable[[dict[str, bytes]], None]:
    """A change to a part of a file, that changes something."""

    def change(parts: dict[str, bytes]) -> None:
        old = parts[name]
        parts[name] = old.replace(before.encode(), after.encode(), 1)
        assert parts[name] != old

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (swap("Between", "Betwixt"), "paragraphs"),
        (swap(">Number<", "><"), "tables"),
        (swap("A made-up picture", ""), "alternative texts"),
        (swap("A made-up footnote", "", "word/footnotes.xml"), "footnotes"),
        (swap("A made-up endnote", "", "word/endnotes.xml"), "endnotes"),
        (swap("OFFICIAL", "", "word/a1-header1.xml"), "headers and footers"),
        (swap("<c:v>5</c:v>", "<c:v>6</c:v>", "word/charts/a1-chart1.xml"), "charts"),
        (swap('w:left="1500"', 'w:left="1501"'), "sections"),
        (swap('w:name="_A1_Ref1"', 'w:name="elsewhere"'), "links"),
        (swap("(%1)", "%1.", "word/numbering.xml"), "list items"),
        (swap("made-up?a=1", "made-up?a=2", "word/_rels/document.xml.rels"), "links"),
    ],
)
def test_the_proof_sees_what_is_lost(both: Merged, change: Callable[[dict[str, bytes]], None], named: str) -> None:
    lost = Proof(edit_parts(both.content, change)).compare(rich().write(), both.reports[0].bookmark)[1]
    assert any(named in line for line in lost), lost


def test_a_paper_that_lacks_something_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "complete_references", lambda section, add_empty, has_even: None)
    with pytest.raises(AppendixLostError) as caught:
        joined(Source(body=[paragraph("Made-up text")]).write())
    assert [line.split(":")[0] for line in caught.value.lost] == ["headers and footers"]
    assert "report-1.docx did not come whole" in str(caught.value)


def test_a_text_box_comes_with_what_stands_in_it(tmp_path: Path) -> None:
    made = Source(body=[paragraph("before", inside=made_word.text_box(paragraph("in a box", "BodyText")))])
    result = joined(made.write(), made.write(), document=MARKED)
    assert faults(result.content, tmp_path) == []
    assert words(result.content).count("in a box") == 2  # what older programs were given of it stays behind
    choice = next(part(result.content).iter("{*}Choice"))
    assert choice.nsmap[choice.get("Requires")] == "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    assert "0A5A2A" in zipfile.ZipFile(BytesIO(result.content)).read("word/document.xml").decode()


MARKDOWN = """# One\n\nText[^1] and [a link](https://example.org).\n\n### Three\n\n1. a\n2. b\n\n   - c\n\n| A | B |\n|---|---|\n| 1 | 2 |
\n$x^2$\n\n> said\n\n[^1]: A made-up note.\n"""


def test_a_file_as_pandoc_writes_it_comes_whole(tmp_path: Path) -> None:
    file = tmp_path / "pandoc.docx"
    pypandoc.convert_text(MARKDOWN, "docx", "md", outputfile=str(file), extra_args=["--toc"])
    result = joined(file.read_bytes(), file.read_bytes())
    counted = {carried.what: carried.count for carried in result.reports[0].carried}
    assert (counted["tables"], counted["footnotes"], counted["equations"], counted["list items"]) == (1, 1, 1, 3)
    assert faults(result.content, tmp_path) == []


@needs_libreoffice
@pytest.mark.real_client
def test_a_file_as_libreoffice_saves_it_comes_whole(tmp_path: Path) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(rich().write())
    saved = soffice_convert(file, "docx:MS Word 2007 XML", tmp_path / "office").read_bytes()
    result = joined(saved, saved)
    counted = {carried.what: carried.count for carried in result.reports[0].carried}
    assert (counted["tables"], counted["footnotes"], counted["endnotes"], counted["charts"], counted["list items"]) == (1, 1, 1, 1, 6)
    assert faults(result.content, tmp_path) == []


def bulleted(shade: int, *, is_used: bool = True) -> Source:
    """A report with a list whose bullets are a picture of a shade, and a picture that is no list's."""
    shown, unused = (
        f'<w:numPicBullet w:numPicBulletId="{id}"><w:pict><v:shape id="_x0000_i{id}" style="width:9pt;height:9pt" o:bullet="t">'
        f'<v:imagedata r:id="{{}}" o:title="made up"/></v:shape></w:pict></w:numPicBullet>'
        for id in (0, 1)
    )
    made = Source(body=[paragraph("Before"), item("shown", 8) if is_used else paragraph("shown")])
    ids = []
    for each in (shade, shade + 1):
        made.parts[f"media/image{each}.png"] = (made_word.picture(each), "image/png")
        ids.append(made.relate("image", f"media/image{each}.png", "numbering"))
    definition = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/>'
        '<w:lvlPicBulletId w:val="0"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    head, end = made.numbering.split('<w:num w:numId="2">', 1)
    number = '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>'
    made.numbering = f'{shown.format(ids[0])}{unused.format(ids[1])}{head}{definition}<w:num w:numId="2">{end}{number}'
    return made


def test_pictures_as_bullets_come_in_where_lists_use_them(tmp_path: Path) -> None:
    merged = merge(paper(), (appendix(bulleted(30).write()), appendix(bulleted(50).write(), 2)))
    parts = zipfile.ZipFile(BytesIO(merged.content))
    pictures = {name: parts.read(name) for name in parts.namelist() if "/media/" in name}
    assert sorted(pictures.values()) == sorted([made_word.picture(30), made_word.picture(50)])
    root = etree.fromstring(parts.read("word/numbering.xml"))
    assert [child.get(f"{W}numPicBulletId") for child in root.iter(f"{W}numPicBullet")] == ["1", "2"]
    assert [child.get(f"{W}val") for child in root.iter(f"{W}lvlPicBulletId")] == ["1", "2"]
    (tmp_path / "merged.docx").write_bytes(merged.content)
    assert faults_of(tmp_path / "merged.docx") == []


def test_pictures_as_bullets_that_no_item_shows_stay_behind() -> None:
    merged = merge(paper(), (appendix(bulleted(30, is_used=False).write()),))
    assert not any("/media/" in name for name in zipfile.ZipFile(BytesIO(merged.content)).namelist())


def test_a_list_whose_bullets_lose_their_picture_is_not_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shpdocs.paper.appendix.merging._copy_pictures_of_bullets", lambda *_: None)
    with pytest.raises(AppendixLostError, match="list items"):
        merge(paper(), (appendix(bulleted(30).write()),))
