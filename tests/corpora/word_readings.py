"""What an independent reading finds in a Word file: by zipfile and ElementTree alone, with nothing of ours."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_TEXTS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_WORDS = re.compile(r"\w+")
_DELETED = ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")
_ANSWERS_TO = ("wps", "wpg", "wpc", "wpi", "w14", "w15", "wp14", "c14", "cx1", "cx", "am3d", "aink", "a14")  # branches that Word shows
_NOTES = ("footnotes", "endnotes")


@dataclass
class WordReading:
    """The words that the pages of a file show and how often, those of its headers and footers, what stands between them, its authors."""

    words: Counter[str] = field(default_factory=Counter)
    lines: set[str] = field(default_factory=set)
    letters: str = ""  # of every text in every part, shown or not
    things: Counter[str] = field(default_factory=Counter)
    authors: set[str] = field(default_factory=set)
    everything: str = ""  # all parts as they are written


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def read_word(content: bytes) -> WordReading:
    """Read the file.

    Raises:
        Exception: it is no Word file that zipfile and ElementTree can read.
    """
    reading = WordReading()
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = {name.lower(): name for name in package.namelist()}
        main = next(target.part for target in _targets(package, names, "") if target.kind == "officeDocument")
        document = _tree(package, main)
        _read_text("document", [document], reading)
        for target in _targets(package, names, main):
            if target.kind in _NOTES and target.part.lower() in names:
                shown = _referenced(document, target.kind)
                _read_text(target.kind, [note for note in _tree(package, target.part) if _id(note) in shown], reading)
            elif target.id in _usual_lines(document):
                reading.lines |= set(_WORDS.findall("".join(_letters(_tree(package, target.part)))))
        reading.authors = _authors(package, names)
        parts = (package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels")))
        reading.everything = "\n".join(part.decode("utf-8", "replace") for part in parts)
        reading.letters = "".join(_TEXTS.findall(reading.everything))
    return reading


def _tree(package: zipfile.ZipFile, part: str) -> Element:
    return ElementTree.fromstring(package.read({name.lower(): name for name in package.namelist()}[part.lower()]))


class _Target(NamedTuple):
    id: str
    kind: str
    part: str


def _targets(package: zipfile.ZipFile, names: dict[str, str], part: str) -> list[_Target]:
    """The parts that a part ('' for the package) is related to."""
    folder, _, file = part.rpartition("/")
    relations = names.get(f"{folder}/_rels/{file}.rels".lstrip("/").lower())
    targets = []
    for relation in ElementTree.fromstring(package.read(relations)) if relations else ():
        if relation.get("TargetMode") != "External":
            kind, target = relation.get("Type", "").rpartition("/")[2], unquote(relation.get("Target", ""))
            place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            targets.append(_Target(relation.get("Id", ""), kind, place))
    return targets


def _id(element: Element) -> str:
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _referenced(document: Element, kind: str) -> set[str]:
    """The notes of a kind that the text refers to."""
    return {_id(element) for element in _shown(document) if local(element) == f"{kind[:-1]}Reference"}


def _usual_lines(document: Element) -> set[str]:
    """The ids of the headers and footers that stand on every page that has none of its own."""
    lines = [element for element in document.iter() if local(element) in ("headerReference", "footerReference")]
    return {_id(line) for line in lines if any(name.endswith("}type") and value == "default" for name, value in line.attrib.items())}


def _read_text(kind: str, tops: list[Element], reading: WordReading) -> None:
    """Count what these show."""
    if kind in _NOTES:
        reading.things[kind] += len(tops)
    for top in tops:
        reading.words.update(_WORDS.findall("".join(_letters(top))))
        if kind == "document":
            reading.things.update(name for name in map(_thing, _shown(top)) if name)


def _thing(element: Element) -> str:
    kinds = {"tbl": "tables", "blip": "pictures", "imagedata": "pictures", "chart": "charts", "oMath": "equations"}
    name = local(element)
    is_chart = name == "chart" and any(key.endswith("}id") for key in element.attrib)
    return kinds.get(name, "") if name != "chart" or is_chart else ""


def _letters(top: Element) -> Iterator[str]:
    for element in _shown(top):
        name = local(element)
        if name == "t" and not element.tag.endswith("drawingml/2006/main}t"):
            yield element.text or ""
        elif name in ("p", "tab", "br", "tc", "cr", "ptab", "drawing", "pict", "object"):
            yield " "


def _shown(top: Element) -> Iterator[Element]:
    """The elements of which a page shows something: of alternatives one branch, and nothing that was deleted."""
    yield top
    for child in top:
        name = local(child)
        if name == "AlternateContent":
            yield from (element for branch in _branch(child) for element in _shown(branch))
        elif name not in _DELETED:
            yield from _shown(child)
    if local(top) in ("p", "txbxContent"):
        yield Element("br")


def _branch(alternatives: Element) -> list[Element]:
    for branch in alternatives:
        wanted = branch.get("Requires", "").split()
        if local(branch) == "Fallback" or (wanted and all(name in _ANSWERS_TO for name in wanted)):
            return [branch]
    return []


def _authors(package: zipfile.ZipFile, names: dict[str, str]) -> set[str]:
    """Who the properties say made the file and saved it last."""
    if "docprops/core.xml" not in names:
        return set()
    root = ElementTree.fromstring(package.read(names["docprops/core.xml"]))
    return {(element.text or "").strip() for element in root if local(element) in ("creator", "lastModifiedBy")} - {""}
