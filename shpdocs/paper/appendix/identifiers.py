"""Bookmarks and ids: no two in the paper are the same, and what refers to a bookmark of an appendix follows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from itertools import count

from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.xml import Element, each, element, local, remove, tag, value
from shpdocs.paper.appendix.fields import NewNames, renamed_code

_LONGEST = 40  # letters of a bookmark's name in Word


class Identifiers:
    """The bookmarks that a paper has, and the highest ids of its bookmarks and drawings."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self.bookmarks: set[str] = set()
        self._named: Counter[str] = Counter()
        self.bookmark_id = self.drawing_id = 0
        for root in roots:
            for bookmark in each(root, "w:bookmarkStart"):
                self.bookmarks.add(value(bookmark, "w:name").lower())
                self.bookmark_id = max(self.bookmark_id, _number(value(bookmark, "w:id")))
            for drawing in each(root, "wp:docPr"):
                self.drawing_id = max(self.drawing_id, _number(drawing.get("id", "")))

    def new_bookmark(self, name: str, prefix: str) -> str:
        """A name for a bookmark that comes in; one that Word hides (_Toc1) stays hidden."""
        hidden = "_" if name.startswith("_") else ""
        wanted = f"{hidden}{prefix}_{name.lstrip('_')}"
        for number in count(self._named[wanted] + 1):
            new = wanted if number == 1 else f"{wanted}_{number}"
            if len(new) > _LONGEST:
                new = f"{new[: _LONGEST - 9]}_{sha256(new.encode()).hexdigest()[:8]}"
            if new.lower() not in self.bookmarks:
                break
        self._named[wanted] = number  # the next of this name need not try those before it
        self.bookmarks.add(new.lower())
        return new

    def next_bookmark_id(self) -> str:
        """An id for a bookmark."""
        self.bookmark_id += 1
        return str(self.bookmark_id)


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else 0


def balance_bookmarks(root: Element) -> None:
    """Let every bookmark of a part begin and end there: one that never ends does so where it begins, an end of none is taken off."""
    unended: dict[str, list[Element]] = {}
    for number, mark in enumerate(list(each(root, "w:bookmarkStart", "w:bookmarkEnd"))):
        id = value(mark, "w:id")
        if local(mark) == "bookmarkStart":
            unended.setdefault(id, []).append(mark)
            mark.set(tag("w:id"), str(number))
        elif unended.get(id):
            mark.attrib.clear()
            mark.set(tag("w:id"), value(unended[id].pop(), "w:id"))
        else:
            remove([mark])
    for start in (start for starts in unended.values() for start in starts):
        start.addnext(element("w:bookmarkEnd", {"w:id": value(start, "w:id")}))


def assign_identifiers(roots: list[Element], identifiers: Identifiers, prefix: str) -> dict[str, str]:
    """Give bookmarks and drawings of an appendix names and ids of their own; return the bookmarks' new names."""
    new_names: dict[str, str] = {}
    for root in roots:
        new_ids: dict[str, str] = {}
        for bookmark in each(root, "w:bookmarkStart", "w:bookmarkEnd"):
            id = value(bookmark, "w:id")
            if local(bookmark) == "bookmarkStart":
                name = value(bookmark, "w:name")
                bookmark.set(tag("w:name"), identifiers.new_bookmark(name, prefix))
                new_names.setdefault(name, value(bookmark, "w:name"))
                new_ids[id] = identifiers.next_bookmark_id()
            bookmark.set(tag("w:id"), new_ids[id])
        for drawing in each(root, "wp:docPr"):
            identifiers.drawing_id += 1
            drawing.set("id", str(identifiers.drawing_id))
    return new_names


def update_references(roots: list[Element], names: NewNames) -> bool:
    """Let links and fields name what they lead to by its new name; return whether any counts pages."""
    counts_pages = False
    for root in roots:
        for link in each(root, "w:hyperlink"):
            anchor = value(link, "w:anchor")
            if anchor and not value(link, "r:id"):
                link.set(tag("w:anchor"), names.bookmark(anchor))
        for field in fields(root):
            is_count = field.kind == "NUMPAGES"
            counts_pages = counts_pages or is_count
            new_code = re.sub("NUMPAGES", f"PAGEREF {names.end}", field.code) if is_count else renamed_code(field.code, names)
            if new_code != field.code:
                field.set_code(new_code)
    return counts_pages
