"""Many reports made up by chance, from a fixed seed: nothing of any is lost, and no id crosses another."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import random
import zipfile
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from shpdocs.model.appendix import Appendix
from shpdocs.model.document import Contents, Document, Heading, Paragraph
from shpdocs.paper.appendix import merge
from shpdocs.paper.word import write_paper
from tests.support.made_word import LANDSCAPE, PORTRAIT, Source, W, bookmark, field_of, item, paragraph, refusals_of, run, table
from tests.support.validators import faults_of

PAPER = Document(
    "Made up", "Made up", (Heading("Made up", 1), Contents(), Heading("One", 2), Paragraph("Text.")), ("Made up",), mark="DRAFT"
)


def report(seed: int) -> bytes:
    """A report of pieces chosen by chance, each with a word of its own so that it can be found again."""
    chance = random.Random(seed)
    made = Source(
        settings=chance.choice(
            ["", "<w:evenAndOddHeaders/>", '<w:mirrorMargins/><w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr>']
        )
    )
    marks: list[str] = []
    for number in range(chance.randrange(4, 25)):
        word = f"w{seed}x{number}"
        made.body.append(piece(made, chance, word, number, marks))
        if chance.random() < 0.15:
            made.section(section(made, chance, word))
    made.last_section = section(made, chance, "last")
    return made.write()


def piece(made: Source, chance: random.Random, word: str, number: int, marks: list[str]) -> str:
    kind = chance.randrange(14)
    style = chance.choice(["", "BodyText", "Title", "Heading1", "Heading2", "Heading3", "ListBullet", "NoSuchStyle"])
    if kind == 0:
        return item(word, chance.choice([2, 3, 4, 5]))
    if kind == 1:
        cells = [[f"{word}r{row}c{column}" for column in range(chance.randrange(1, 4))] for row in range(1)] * chance.randrange(1, 4)
        return table(cells, chance.choice(["", "TableGrid"]))
    if kind == 2:
        return paragraph(
            word,
            style,
            inside=made.note("footnotes", f"{word}foot", made.image(number, word, "footnotes") if chance.random() < 0.3 else ""),
        )
    if kind == 3:
        return paragraph(word, style, inside=made.note("endnotes", f"{word}end"))
    if kind == 4:
        return paragraph(word, style, inside=made.image(number, f"{word}picture"))
    if kind == 5:
        marks.append(chance.choice([f"_Ref{number}", f"a_very_long_name_of_a_bookmark_made_up_{number}"[:40]]))
        return paragraph("", style, inside=bookmark(marks[-1], run(word), number))
    if kind == 6 and marks:
        name = chance.choice(marks)
        return paragraph(
            word,
            style,
            inside=field_of(f" {chance.choice(['REF', 'PAGEREF'])} {name} \\h ", "x")
            + f'<w:hyperlink w:anchor="{name}">{run("to")}</w:hyperlink>',
        )
    return more(made, chance, kind, word, style)


def more(made: Source, chance: random.Random, kind: int, word: str, style: str) -> str:
    if kind == 7:
        return paragraph(word, style, inside=made.link(f"{word}link", f"https://example.org/{word}"))
    if kind == 8:
        return f'<w:sdt><w:sdtPr><w:alias w:val="{word}"/><w:id w:val="{chance.choice([1, 2])}"/></w:sdtPr><w:sdtContent>{paragraph(word, style)}</w:sdtContent></w:sdt>'
    if kind == 9:
        return paragraph(
            word,
            style,
            inside=field_of(chance.choice([" SEQ Figure ", " DATE ", ' STYLEREF "heading 1" ', " FILENAME ", " NUMPAGES "]), "x"),
        )
    return paragraph(word, style, inside=run(f"{word}strong", '<w:rStyle w:val="Strong"/>' if chance.random() < 0.5 else "<w:i/>"))


def section(made: Source, chance: random.Random, word: str) -> str:
    margins = ""
    for kind in ("header", "footer"):
        for type in ("default", "first", "even"):
            if chance.random() < 0.4:
                picture = (
                    made.image(200, word, f"{kind}{sum(part.startswith(kind) for part in made.parts) + 1}") if chance.random() < 0.2 else ""
                )
                margins += made.margin(kind, paragraph(f"{kind} {type} {word}", inside=picture), type)
    start = chance.choice(["", '<w:type w:val="continuous"/>', '<w:type w:val="oddPage"/>'])
    return (
        margins
        + start
        + chance.choice([PORTRAIT, LANDSCAPE])
        + chance.choice(["", '<w:pgNumType w:start="5"/>'])
        + chance.choice(["", "<w:titlePg/>"])
    )


def ids(root: etree._Element) -> list[tuple[str, str]]:
    identifiers = [("mark", bookmark.get(f"{{{W}}}id")) for bookmark in root.iter(f"{{{W}}}bookmarkStart")]
    identifiers += [("name", bookmark.get(f"{{{W}}}name").lower()) for bookmark in root.iter(f"{{{W}}}bookmarkStart")]
    return identifiers + [("control", element.get(f"{{{W}}}val")) for element in root.iterfind(f".//{{{W}}}sdtPr/{{{W}}}id")]


@pytest.mark.parametrize("seed", [*range(10), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(10, 40))])
def test_nothing_of_a_report_made_by_chance_is_lost(seed: int, tmp_path: Path) -> None:
    paper = write_paper(PAPER, date(2024, 9, 30))
    contents = [report(3 * seed), report(3 * seed + 1), report(3 * seed)]
    appendices = tuple(
        Appendix(f"Report {number}", f"Appendix {number}", content, f"{number}.docx") for number, content in enumerate(contents, 1)
    )
    assert [refusals_of(appendix) for appendix in appendices] == [()] * 3
    result = merge(paper, appendices)
    assert [report.lost for report in result.reports] == [()] * 3
    assert merge(paper, appendices) == result
    archive = zipfile.ZipFile(BytesIO(result.content))
    root = etree.fromstring(archive.read("word/document.xml"))
    assert [identifier for identifier, count in Counter(ids(root)).items() if count > 1] == []
    text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    for content in contents:
        with zipfile.ZipFile(BytesIO(content)) as source:
            for element in etree.fromstring(source.read("word/document.xml")).iter(f"{{{W}}}t"):
                assert f">{element.text}<" in text
    if seed % 8 == 0:  # the validators take their time
        file = tmp_path / "made.docx"
        file.write_bytes(result.content)
        assert faults_of(file) == []
