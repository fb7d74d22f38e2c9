"""What was put beside the cells of a sheet: comments, text boxes, pictures, charts, other files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from shpdocs.model.cells import NO_CELL, cell_at, cell_name
from shpdocs.model.workbook import Remark, SheetContent
from shpdocs.ooxml.bounds import too_many
from shpdocs.ooxml.branches import attribute, local_name
from shpdocs.ooxml.package import Package, Relation
from shpdocs.workbook.read.controls import read_controls
from shpdocs.workbook.read.drawings import read_drawing
from shpdocs.workbook.read.places import LAST_COLUMN, LAST_ROW
from shpdocs.workbook.read.strings import read_text
from shpdocs.workbook.read.unclear import if_clear, relations_if_clear, root_if_clear

_ORDINARY = re.compile(
    r"xl/(workbook|styles|sharedstrings|calcchain|metadata)\.xml|xl/(worksheets/(_rels/)?sheet|tables/table|theme/theme)\d*\.xml(\.rels)?"
    r"|xl/_rels/.*|_rels/.*|docprops/[a-z]+\.xml|\[content_types\]\.xml|docmetadata/labelinfo\.xml|customxml/itemprops.*|customxml/_rels/.*|xl/printersettings/.*",
    re.IGNORECASE,
)
_WORDLESS = {"sp": "shape", "cxnSp": "line or arrow", "contentPart": "drawing by hand"}
_IN_FRAMES = {"chart": "chart", "relIds": "drawing", "slicer": "slicer", "timeslicer": "slicer"}  # relIds: of SmartArt
_EMBEDDED, _FILE = "/embeddings/", "embedded file"
_READ_HERE = {"comments": "its comments", "threadedComment": "its threads of comments", "drawing": "what is drawn over the cells"}
_NAMELESS = "without a name"


def may_have_remarks(package: Package) -> bool:
    """Whether the package has parts beyond those that every workbook has: only then are they looked for."""
    return not all(_ORDINARY.fullmatch(name) for name in package.names)


def read_remarks(package: Package, sheet: str, most: int) -> tuple[Remark, ...]:
    """The remarks on the sheet of that part. Who wrote them is left out.

    Raises:
        PackageError: there are more than `most`.
    """
    comments: dict[str, str] = {}
    threads: dict[str, str] = {}
    others: list[Remark] = []
    relations = relations_if_clear(package, sheet)
    for relation in relations:
        if relation.is_external:
            continue
        if relation.kind == "image":
            others.append(Remark("picture", "", "behind the cells"))
        elif _EMBEDDED in relation.target.lower():
            others.append(_file(relation.target))
        elif relation.kind in _READ_HERE:
            others += _read_part(package, relation, comments, threads)
    others += read_controls(package, sheet, relations)
    comments |= threads  # Excel keeps a thread as a plain comment too, with words of its own around it
    if len(comments) + len(others) > most:
        raise too_many(most, "comments")
    return (*(Remark("comment", cell, text) for cell, text in comments.items() if text.strip()), *dict.fromkeys(others))


def _read_part(package: Package, relation: Relation, comments: dict[str, str], threads: dict[str, str]) -> list[Remark]:
    """Read a part into comments and threads, or return what is drawn there. One that cannot be read is told, and the rest is read.

    Raises:
        PackageError: there is more than is allowed.
    """

    def read() -> list[Remark]:
        if relation.kind == "comments":
            comments.update(read_comments(package, relation.target))
        elif relation.kind == "threadedComment":
            threads.update(_read_threads(package, relation.target))
        else:
            return list(_read_drawn(package, relation.target))
        return []

    return if_clear(read, [Remark(f"part of the file ({_READ_HERE[relation.kind]})", "", "it cannot be read")])


def orphans(package: Package, sheets: tuple[SheetContent, ...]) -> tuple[Remark, ...]:
    """The files within the workbook that no sheet tells of."""
    known = {remark for sheet in sheets for remark in sheet.remarks}
    files = [_file(name) for name in package.names if _EMBEDDED in name.lower()]
    return tuple(file for file in files if file not in known)


def _file(part: str) -> Remark:
    return Remark(_FILE, "", part.lower().rpartition("/")[2])


def read_comments(package: Package, part: str) -> dict[str, str]:
    """The plain comments of a part by the name of their cell, '' for what is no cell's; without their authors.

    Raises:
        PackageError: the part is broken.
    """
    authors: list[str] = []
    comments: dict[str, list[str]] = {}
    for _, element in package.branches(part, 2):
        if local_name(element.tag) == "author":
            authors.append((element.text or "").strip())
        elif local_name(element.tag) == "comment":
            text = "".join(read_text(child)[0] for child in element if local_name(child.tag) == "text")
            comments.setdefault(_cell_of(element), []).append(_without_author(text, authors))
    return {cell: "".join(texts) for cell, texts in comments.items()}


def _cell_of(comment: Element) -> str:
    """The cell that a comment says it is at, '' if what it says is no cell's name."""
    name = comment.get("ref", "")
    row, column = cell_at(name)
    return name if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else ""


def _without_author(text: str, authors: list[str]) -> str:
    """The comment without the name that Excel begins it with."""
    first, _, rest = text.partition("\n")
    return rest if rest and first.strip().removesuffix(":") in authors else text


def _read_threads(package: Package, part: str) -> dict[str, str]:
    threads: dict[str, list[str]] = {}
    for _, comment in package.branches(part):
        if local_name(comment.tag) == "threadedComment":
            threads.setdefault(_cell_of(comment), []).extend(child.text or "" for child in comment if local_name(child.tag) == "text")
    return {cell: "\n".join(texts) for cell, texts in threads.items()}


def _read_drawn(package: Package, part: str) -> Iterator[Remark]:
    """The texts of shapes, and the names or alternative texts of pictures and charts, each by the cell that it begins at."""
    for place, elements in read_drawing(package, part):
        cell, called = cell_name(*place) if place != NO_CELL else "", ""
        for element in elements:
            name = local_name(element.tag)
            if name == "cNvPr":
                called = _name_of(element)
            elif name == "pic":  # its name stands within it, that of others before them
                names = (_name_of(within) for within in element.iter() if local_name(within.tag) == "cNvPr")
                yield Remark("picture", cell, next(names, "") or _NAMELESS)
            elif name == "txBody" and (text := _text_of(element)).strip():
                yield Remark("text box", cell, text)
            elif name in _WORDLESS and not any(_text_of(box).strip() for box in element.iter() if local_name(box.tag) == "txBody"):
                names = (_name_of(within) for within in element.iter() if local_name(within.tag) == "cNvPr")
                yield Remark(_WORDLESS[name], cell, next(names, "") or _NAMELESS)
            elif name in _IN_FRAMES:
                words = _chart_words(package, part, attribute(element, "id")) if name == "chart" else ()
                yield Remark(_IN_FRAMES[name], cell, ": ".join(filter(None, (called, "; ".join(words)))) or _NAMELESS)


def _chart_words(package: Package, drawing: str, relation_id: str) -> Iterator[str]:
    """What is written on a chart of that drawing: its titles, and what somebody drew into it."""
    charts = (relation for relation in relations_if_clear(package, drawing) if relation.id == relation_id and not relation.is_external)
    for chart in charts:
        drawn_into = (shapes.target for shapes in relations_if_clear(package, chart.target) if shapes.kind == "chartUserShapes")
        for part in (chart.target, *drawn_into):
            root = root_if_clear(package, part)
            yield from (line for line in _text_of(root).split("\n") if line.strip()) if root is not None else ()


def _name_of(properties: Element) -> str:
    return properties.get("descr") or properties.get("name") or ""


def _text_of(box: Element) -> str:
    """The lines of a shape."""
    lines = [element for element in box.iter() if local_name(element.tag) == "p"]
    return "\n".join("".join(text.text or "" for text in line.iter() if local_name(text.tag) == "t") for line in lines)
