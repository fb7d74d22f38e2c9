"""Bookmarks and ids: no two in the paper are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from shpdocs.paper.appendix.fields import OF_THE_FILE, Field, Meanings, fields, meant
from shpdocs.paper.appendix.xml import W14, Element, each, local, tag, value

_LONGEST = 40  # letters of a bookmark's name in Word


class Names:
    """Names and numbers that are taken in the paper."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self.bookmarks: set[str] = set()
        self.bookmark_id = self.drawing_id = self.control_id = 0
        for root in roots:
            for mark in each(root, "w:bookmarkStart"):
                self.bookmarks.add(value(mark, "w:name").lower())
                self.bookmark_id = max(self.bookmark_id, _number(value(mark, "w:id")))
            for drawing in each(root, "wp:docPr"):
                self.drawing_id = max(self.drawing_id, _number(drawing.get("id", "")))
            for id in root.iterfind(f".//{tag('w:sdtPr')}/{tag('w:id')}"):
                self.control_id = max(self.control_id, _number(value(id)))

    def bookmark(self, name: str, prefix: str) -> str:
        """A name for a bookmark that comes in; one that Word hides (_Toc1) stays hidden."""
        hidden = "_" if name.startswith("_") else ""
        plain = f"{hidden}{prefix}_{name.lstrip('_')}"
        for number in range(1, 10**6):
            said = plain if number == 1 else f"{plain}_{number}"
            if len(said) > _LONGEST:
                mark = sha256(said.encode()).hexdigest()[:8]
                said = f"{said[: _LONGEST - 9]}_{mark}"
            if said.lower() not in self.bookmarks:
                break
        self.bookmarks.add(said.lower())
        return said

    def next_bookmark_id(self) -> str:
        """A number for a bookmark."""
        self.bookmark_id += 1
        return str(self.bookmark_id)


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else 0


def rename(roots: list[Element], names: Names, prefix: str) -> dict[str, str]:
    """Give bookmarks, drawings and controls of an appendix names and numbers of their own; return the bookmarks' new names."""
    new: dict[str, str] = {}
    for root in roots:
        numbers: dict[str, str] = {}
        for mark in each(root, "w:bookmarkStart", "w:bookmarkEnd"):
            if local(mark) == "bookmarkStart":
                old = value(mark, "w:name")
                said = names.bookmark(old, prefix)
                new.setdefault(old, said)
                mark.set(tag("w:name"), said)
                numbers[value(mark, "w:id")] = names.next_bookmark_id()
            if value(mark, "w:id") in numbers:
                mark.set(tag("w:id"), numbers[value(mark, "w:id")])
            else:
                mark.getparent().remove(mark)
        for drawing in each(root, "wp:docPr"):
            names.drawing_id += 1
            drawing.set("id", str(names.drawing_id))
        for id in root.iterfind(f".//{tag('w:sdtPr')}/{tag('w:id')}"):
            names.control_id += 1
            id.set(tag("w:val"), str(names.control_id))
        _forget_editing(root)
    return new


def _forget_editing(root: Element) -> None:
    """Take off the marks of who typed what when, and ids of paragraphs: Word makes them anew."""
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in [name for name in element.attrib if name.startswith((tag("w:rsid"), f"{{{W14}}}paraId", f"{{{W14}}}textId"))]:
                del element.attrib[name]


def repoint(roots: list[Element], meanings: Meanings) -> list[str]:
    """Let links and fields name what they lead to by its new name; return the kinds of the fields that became something else."""
    told: list[str] = []
    for root in roots:
        for link in each(root, "w:hyperlink"):
            anchor = value(link, "w:anchor")
            if anchor and not value(link, "r:id"):
                link.set(tag("w:anchor"), meanings.bookmarks.get(anchor, anchor))
        for one in fields(root):
            _repoint(one, meanings, told)
    return told


def _repoint(one: Field, meanings: Meanings, told: list[str]) -> None:
    if one.kind in OF_THE_FILE:
        told.append(one.kind)
        one.become_text()
        return
    if one.kind == "NUMPAGES":
        one.say(re.sub("NUMPAGES", f"PAGEREF {meanings.end}", one.code, count=1, flags=re.IGNORECASE))
        told.append("NUMPAGES")
        return
    code = meant(one.code, meanings)
    if code != one.code:
        one.say(code)
