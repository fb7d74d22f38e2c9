"""Our own checks of Word files find each fault that is planted, and none in our papers."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.paper_integrity import integrity_faults
from tests.support.raw_paper import LINK, PICTURE, TABLE, cell, changed, packed, paragraph, parts, run

TYPES, DOCUMENT = "[Content_Types].xml", "word/document.xml"
TITLE = paragraph("A made-up paper", "Heading1")
BEGIN, TURN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
RELATED = "word/_rels/document.xml.rels"


def put(more: str) -> bytes:
    """The made-up paper with something more at its beginning."""
    return changed(TITLE, TITLE + more)


def _twice() -> bytes:
    content = packed(parts())
    out = BytesIO(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/styles.xml", parts()["word/styles.xml"])
    return out.getvalue()


def _with_part(name: str, is_related: bool) -> bytes:
    made = parts() | {name: "<made-up/>"}
    if is_related:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        more = f'<Relationship Id="rId99" Type="{kind}" Target="{name.removeprefix("word/")}"/></Relationships>'
        made[RELATED] = made[RELATED].replace("</Relationships>", more)
    return packed(made)


def _bookmark(name: str, number: int, end: str = "") -> str:
    closing = end or f'<w:bookmarkEnd w:id="{number}"/>'
    return paragraph(inner=f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{run("Made up.")}{closing if end != "none" else ""}')


def _field(does: str) -> str:
    return paragraph(inner=f"{BEGIN}<w:r><w:instrText> {does} </w:instrText></w:r>{TURN}{run('Made up.')}{END}")


CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>' + paragraph("Made up.") + "</w:sdtContent></w:sdt>"
PLANTED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part stored twice": (_twice, "word/styles.xml: stored 2 times"),
    "no content type": (lambda: _with_part("word/media/image1.png", True), "word/media/image1.png: has no content type"),
    "an orphan": (lambda: _with_part("word/orphan.xml", False), "word/orphan.xml: nothing leads to it"),
    "a missing part": (
        lambda: packed({name: text for name, text in parts().items() if name != "word/header1.xml"}),
        f"{RELATED}: leads to word/header1.xml, which is not there",
    ),
    "a missing relationship": (
        lambda: changed(LINK, LINK.replace("rId9", "rId77")),
        f"{DOCUMENT}: asks for relationship rId77, which is not there",
    ),
    "two drawings of one id": (lambda: put(paragraph(inner=PICTURE)), "word: id of a drawing given twice: 1"),
    "two bookmarks of one name": (lambda: put(_bookmark("made", 1) + _bookmark("made", 2)), "word: name of a bookmark given twice: made"),
    "two bookmarks of one id": (lambda: put(_bookmark("made", 1) + _bookmark("up", 1)), "word: id of a bookmark given twice: 1"),
    "a bookmark never closed": (lambda: put(_bookmark("made", 1, "none")), f"{DOCUMENT}: bookmark 1 is never closed"),
    "a bookmark never opened": (lambda: put('<w:bookmarkEnd w:id="5"/>'), f"{DOCUMENT}: bookmark 5 is never opened"),
    "a reference to nothing": (lambda: put(_field("REF made \\h")), f"{DOCUMENT}: leads to bookmark made, which is not there"),
    "a link to nothing": (
        lambda: put(paragraph(inner=f'<w:hyperlink w:anchor="made">{run("Made up.")}</w:hyperlink>')),
        f"{DOCUMENT}: leads to bookmark made, which is not there",
    ),
    "a field's link to nothing": (
        lambda: put(_field('HYPERLINK \\l "made"')),
        f"{DOCUMENT}: leads to bookmark made, which is not there",
    ),
    "a field never closed": (lambda: put(paragraph(inner=BEGIN + TURN + run("Made up."))), f"{DOCUMENT}: a field is never closed"),
    "a field never begun": (lambda: put(paragraph(inner=run("Made up.") + END)), f"{DOCUMENT}: a field's 'end' stands where none is open"),
    "two controls of one id": (lambda: put(CONTROL + CONTROL), "word: id of a content control given twice: 7"),
    "a table last in a cell": (
        lambda: changed(cell("449"), f"<w:tc>{paragraph('449')}{TABLE}</w:tc>"),
        f"{DOCUMENT}: tc does not end with a paragraph",
    ),
    "a size below zero": (lambda: changed('w:w="9000"', 'w:w="-9000"'), f"{DOCUMENT}: tblW has a size below zero"),
    "a drawing below zero": (lambda: changed('cx="900"', 'cx="-900"'), f"{DOCUMENT}: extent has a size below zero"),
    "no alternative text": (
        lambda: changed(' descr="A made-up arrow that points up"', ""),
        f"{DOCUMENT}: drawing 1 has no alternative text",
    ),
    "an invented attribute": (
        lambda: changed('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading1" w:made="up"/>'),
        f"{DOCUMENT}: pStyle has attributes that there are none of",
    ),
}


def test_a_whole_paper_has_no_fault() -> None:
    assert integrity_faults(packed(parts())) == ()


@pytest.mark.parametrize("what", PLANTED)
def test_each_fault_that_is_planted_is_found_and_no_other(what: str) -> None:
    made, fault = PLANTED[what]
    assert integrity_faults(made()) == (fault,)


def test_fields_and_bookmarks_that_are_right_are_no_fault() -> None:
    assert integrity_faults(put(_bookmark("made", 1) + _field("REF made \\h") + _field("PAGE"))) == ()


def test_our_papers_have_no_fault(made_demo: Path) -> None:
    papers = sorted((made_demo / "output").glob("*/published/*/1/*.docx"))
    assert len(papers) >= 2
    assert {path.name: integrity_faults(path.read_bytes()) for path in papers} == {path.name: () for path in papers}
