"""House styles of tests: the starter, edited, and papers in it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx

from shpdocs.model.document import Block, Chart, ChartLine, Contents, Document, Heading, ListItem, Notice, PageBreak, Paragraph, Table
from shpdocs.model.house_style import HouseStyle
from shpdocs.paper.word import write_paper
from shpdocs.paper.word.house_style import read_house_style, write_starter
from tests.support.paper_integrity import integrity_faults
from tests.support.validators import faults_of
from tests.support.word_files import DAY, edit_part

BLOCKS: tuple[Block, ...] = (
    Heading("Made up", 1), Notice("Made up."), Contents(), Heading("Two", 2), Heading("Three", 3), Paragraph("made up"),
    ListItem("made up", "1.", 1, 0, True),
    Table("t", "t.", ("One", "Two"), (((Paragraph("made up"),), (Paragraph("Red: made up", rating="red"),)),)),
    PageBreak("landscape"), Heading("Wide", 2),
    Chart("c", "c.", ("Q1", "Q2"), ChartLine("made up", (1, 2)), (ChartLine("Target", (3, 3)),)),
)  # fmt: skip
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" '
    'distL="0" distR="0"><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Logo" descr="Made-up logo"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="logo"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def open_template(source: BytesIO | None = None) -> Any:
    """A Word file to be edited as a council would."""
    return docx.Document(source)


def read_style(content: bytes) -> HouseStyle:
    """A house style from the bytes of a Word file."""
    return read_house_style(content, "house.docx")


def starter_with_header(
    inside: str, kind: str = "image", target: str = "media/logo.png", mode: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """The starter with that in its header's paragraph, in place of the example."""
    with zipfile.ZipFile(BytesIO(write_starter())) as package:
        header = package.read("word/header1.xml").decode()
    begin, end = header.index("<w:r>"), header.rindex("</w:r>") + len("</w:r>")
    types = (("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'),)
    made = edit_part(write_starter(), "word/header1.xml", (header[begin:end], inside))
    relations = RELATIONS.format(kind=kind, target=target, mode=mode).encode()
    added = {"word/_rels/header1.xml.rels": relations, "word/media/logo.png": PNG} | (more or {})
    return edit_part(made, "[Content_Types].xml", *types, more=added)


def paper_in(house: HouseStyle | None, mark: str = "DRAFT") -> bytes:
    """A paper with a block of every kind, in a house style."""
    return write_paper(Document("Made up", "Made-up Partnership", BLOCKS, ("Made-up committee",), True, mark), DAY, house)


def paper_faults(content: bytes, folder: Path) -> list[str]:
    """What a validator and the rules of integrity find wrong with a paper."""
    path = folder / "paper.docx"
    path.write_bytes(content)
    return [*faults_of(path), *integrity_faults(content)]


def styled_texts(content: bytes) -> list[tuple[str, str]]:
    """Each paragraph of a paper: the name of its style and its text."""
    return [(paragraph.style.name, paragraph.text) for paragraph in open_template(BytesIO(content)).paragraphs]
