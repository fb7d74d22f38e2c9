"""The paper as a whole, read back with python-docx and as raw XML; the demo's papers."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from shpdocs.model.document import Document, Heading, ListItem, Paragraph
from shpdocs.paper.word import write_paper
from tests.support.word_files import DAY, TABLE, W, open_word, paper_of, part_xml


def test_the_same_document_gives_the_same_bytes() -> None:
    blocks = (Heading("Made up", 1), Paragraph("made up"), ListItem("one", "1.", 1, 0, True), TABLE)
    assert paper_of(*blocks) == paper_of(*blocks)


def test_another_day_is_another_paper_and_stands_in_the_properties() -> None:
    document = Document("Made up", "Made-up Partnership", (Paragraph("made up"),))
    other = write_paper(document, datetime(2025, 3, 31))
    assert write_paper(document, DAY) != other
    assert open_word(other).core_properties.created.replace(tzinfo=None) == datetime(2025, 3, 31)
    assert open_word(other).core_properties.modified.replace(tzinfo=None) == datetime(2025, 3, 31)


def test_the_zip_holds_no_time_of_day() -> None:
    with zipfile.ZipFile(BytesIO(paper_of(Paragraph("made up")))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_name_title_author_and_language_and_no_program() -> None:
    properties = open_word(paper_of(Paragraph("made up"))).core_properties
    assert (properties.title, properties.author, properties.language) == ("A made-up title", "Made-up Partnership", "en-GB")
    assert properties.last_modified_by == "Made-up Partnership"
    with zipfile.ZipFile(BytesIO(paper_of(Paragraph("made up")))) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"python-docx" not in everything


def test_the_language_of_the_text_is_british_english() -> None:
    languages = {element.get(f"{W}val") for element in part_xml(paper_of(Paragraph("made up")), "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_a_title_longer_than_word_keeps_is_cut_in_the_properties_alone() -> None:
    content = write_paper(Document("w" * 300, "Made-up Partnership", (Heading("w" * 300, 1),)), DAY)
    assert open_word(content).core_properties.title == "w" * 255
    assert open_word(content).paragraphs[0].text == "w" * 300


def test_a_paper_of_nothing_can_be_opened() -> None:
    assert [paragraph.text for paragraph in open_word(paper_of()).paragraphs if paragraph.text] == []


def _papers(demo: Path) -> list[Path]:
    papers = sorted(demo.glob("output/*/published/*/1/*.docx"))
    assert len(papers) >= 2
    return papers


def test_no_cell_of_the_demos_papers_is_empty(made_demo: Path) -> None:
    for path in _papers(made_demo):
        cells = list(part_xml(path.read_bytes()).iter(f"{W}tc"))
        assert len(cells) > 5
        assert [cell for cell in cells if not "".join(text.text or "" for text in cell.iter(f"{W}t")).strip()] == []


def test_no_cell_of_the_demos_papers_is_merged(made_demo: Path) -> None:
    for path in _papers(made_demo):
        xml = part_xml(path.read_bytes())
        assert [element for tag in ("vMerge", "hMerge", "gridSpan") for element in xml.iter(f"{W}{tag}")] == []


def test_the_demos_papers_begin_with_one_title_and_skip_no_level(made_demo: Path) -> None:
    for path in _papers(made_demo):
        names = [paragraph.style.name.lower() for paragraph in open_word(path.read_bytes()).paragraphs]
        levels = [int(name[-1]) for name in names if name.startswith("heading ")]
        assert (levels[0], levels.count(1)) == (1, 1)
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_demos_papers_use_only_styles_that_are_there(made_demo: Path) -> None:
    for path in _papers(made_demo):
        content = path.read_bytes()
        known = {style.get(f"{W}styleId") for style in part_xml(content, "word/styles.xml").iter(f"{W}style")}
        used = {element.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for element in part_xml(content).iter(f"{W}{tag}")}
        assert used - known == set()


def test_the_demos_papers_hold_no_comment_hidden_text_or_tracked_change(made_demo: Path) -> None:
    for path in _papers(made_demo):
        with zipfile.ZipFile(path) as package:
            assert [name for name in package.namelist() if "comment" in name.lower() or "custom" in name.lower()] == []
        xml = part_xml(path.read_bytes())
        assert [element for tag in ("vanish", "ins", "del", "commentReference") for element in xml.iter(f"{W}{tag}")] == []
