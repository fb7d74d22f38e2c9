"""What was put beside the cells of a sheet: comments, text boxes, pictures, charts, other files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shpdocs.model.cells import cell_at, cell_name
from shpdocs.model.workbook import Remark, SheetContent
from shpdocs.workbook.read.package import OversizedError, Package
from shpdocs.workbook.read.places import LAST_COLUMN, LAST_ROW
from shpdocs.workbook.read.strings import unescape

_ORDINARY = re.compile(
    r"xl/(workbook|styles|sharedstrings|calcchain|metadata)\.xml|xl/(worksheets/(_rels/)?sheet|tables/table|theme/theme)\d*\.xml(\.rels)?"
    r"|xl/_rels/.*|_rels/.*|docprops/.*|\[content_types\]\.xml|customxml/.*|xl/printersettings/.*"
)
_EMBEDDED, _FILE = "/embeddings/", "embedded file"
_DRAWN = {"pic": "picture", "chart": "chart", "relIds": "drawing"}  # relIds: of SmartArt
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def may_have_remarks(package: Package) -> bool:
    """Whether the package has parts beyond those that every workbook has: only then are they looked for."""
    return not all(_ORDINARY.fullmatch(name) for name in package.names)


def read_remarks(package: Package, sheet: str, most: int) -> tuple[Remark, ...]:
    """The remarks on the sheet of that part. Who wrote them is left out.

    Raises:
        UnreadableError: a part is broken, or there are more than `most`.
    """
    plain: dict[str, str] = {}
    threads: dict[str, str] = {}
    boxes: list[Remark] = []
    files: set[str] = set()
    for kind, part in package.related(sheet).values():
        if kind == "comments":
            plain |= _read_comments(package, part)
        elif kind == "threadedComment":
            threads |= _read_threads(package, part)
        elif kind == "drawing":
            boxes += _read_boxes(package, part)
        elif kind == "image":
            boxes.append(Remark("picture", "", "behind the cells"))
        elif _EMBEDDED in part.lower() and part not in files:
            files.add(part)
            boxes.append(_file(part))
    comments = plain | threads  # Excel keeps a thread as a plain comment too, with words of its own around it
    if len(comments) + len(boxes) > most:
        raise OversizedError(f"more than {most:,} comments", f"{most:,}")
    return (*(Remark("comment", cell, text) for cell, text in comments.items() if text.strip()), *boxes)


def orphans(package: Package, sheets: tuple[SheetContent, ...]) -> tuple[Remark, ...]:
    """The files within the workbook that no sheet tells of."""
    told = {remark.text for sheet in sheets for remark in sheet.remarks if remark.kind == _FILE}
    return tuple(remark for name in package.names if _EMBEDDED in name for remark in (_file(name),) if remark.text not in told)


def _file(part: str) -> Remark:
    return Remark(_FILE, "", part.lower().rpartition("/")[2])


def _read_comments(package: Package, part: str) -> dict[str, str]:
    authors: list[str] = []
    found: dict[str, list[str]] = {}
    runs: list[str] = []
    aids = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal runs, aids
        if tag == "comment":
            runs = found.setdefault(_cell_of(attributes), [])
        aids += tag == "rPh"

    def end(tag: str, text: str) -> None:
        nonlocal aids
        aids -= tag == "rPh"
        if tag == "author":
            authors.append(text)
        elif tag == "t" and not aids:
            runs.append(text)

    package.parse(part, start, end)
    return {cell: _without_author(unescape("".join(texts)), authors) for cell, texts in found.items()}


def _cell_of(attributes: dict[str, str]) -> str:
    """The cell that a comment says it is at, '' if what it says is no cell's name."""
    name = attributes.get("ref", "")
    row, column = cell_at(name)
    return name if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else ""


def _without_author(text: str, authors: list[str]) -> str:
    """The comment without the name that Excel begins it with."""
    first, _, rest = text.partition("\n")
    return rest if rest and first.strip().removesuffix(":") in authors else text


def _read_threads(package: Package, part: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    cell = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cell
        if tag == "threadedComment":
            cell = _cell_of(attributes)

    def end(tag: str, text: str) -> None:
        if tag == "text":
            found.setdefault(cell, []).append(text)

    package.parse(part, start, end)
    return {cell: "\n".join(texts) for cell, texts in found.items()}


def _read_boxes(package: Package, part: str) -> list[Remark]:
    """The texts of shapes, each by the cell of its top left corner."""
    reader = _BoxReader()
    package.parse(part, reader.start, reader.end)
    return reader.found


@dataclass
class _BoxReader:
    """A drawing while it is read. `aside` counts what only older programs show in place of the thing itself."""

    found: list[Remark] = field(default_factory=list)
    corner: dict[str, int] = field(default_factory=dict)
    lines: list[list[str]] = field(default_factory=list)
    aside: int = 0
    is_from: bool = False
    named: str = ""  # what a picture or chart is called, or what its alternative text says

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "Fallback":
            self.aside += 1
        elif tag in _ANCHORS:
            self.corner = {}
        elif tag == "from":
            self.is_from = True
        elif tag == "cNvPr":
            self.named = attributes.get("descr") or attributes.get("name") or ""
        elif tag == "txBody":
            self.lines = []
        elif tag == "p":
            self.lines.append([])

    def end(self, tag: str, text: str) -> None:
        """An element ends."""
        if tag == "Fallback":
            self.aside -= 1
        elif tag in ("row", "col") and self.is_from:
            self.corner[tag] = int(text)
        elif tag == "from":
            self.is_from = False
        elif tag == "t" and self.lines:
            self.lines[-1].append(text)
        elif tag == "txBody" and not self.aside:
            self._keep("text box", "\n".join("".join(line) for line in self.lines))
        elif tag in _DRAWN and not self.aside:
            self._keep(_DRAWN[tag], self.named or "without a name")

    def _keep(self, kind: str, text: str) -> None:
        if text.strip():
            row = min(max(self.corner.get("row", 0), 0), LAST_ROW - 1) + 1
            column = min(max(self.corner.get("col", 0), 0), LAST_COLUMN - 1) + 1
            self.found.append(Remark(kind, cell_name(row, column), text))
