"""Repairs what LibreOffice leaves wrong in a tagged PDF: lines that no tag covers, the rest of a list whose row goes on overleaf,
charts without the words that stand for them, links, and footnotes without a name.

All are faults by PDF/UA (ISO 14289-1, 7.1, 7.3, 7.6, 7.9 and 7.18). What is repaired is appended to the file as PDF has it for
updates; nothing that is shown changes. A file that is not built as LibreOffice builds it is left as it is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_ELEMENT = re.compile(rb"<</Type/StructElem\s+/S/(\S+?)\s+/P (\d+) 0 R")
_NOTE, _ROOT = b"<</Type/StructElem\n/S/Note\n", b"<</Type/StructTreeRoot"
_KIDS = re.compile(rb"/K\[([^\]<]*)\]")
_KID = re.compile(rb"(\d+) 0 R|\d+")
_ANNOTS = re.compile(rb"/Annots\[[^\]]*\]")
_PAGE = re.compile(rb"<</Type/Page/.*?/Contents (\d+) 0 R", re.DOTALL)
_STREAM = re.compile(rb"<</Length (\d+) 0 R/Filter/FlateDecode>>\s*stream\r?\n")
_PATH = re.compile(rb"(?:^|\s)(?:m|re)(?:\s|$)")
_PAINT = re.compile(rb"(?:^|\s)(?:S|s|f|f\*|F|B|B\*|b|b\*)\s*$")
_NO_PAINT = re.compile(rb"(?:^|\s)n\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)


def repair(pdf: bytes, figures: tuple[str, ...] = ()) -> bytes:
    """Return a PDF of LibreOffice with its untagged lines marked as decoration, its lists made whole and its links in order.

    `figures` are the words that stand for each picture and chart of the Word file, in order: one that lost them gets them back.
    """
    try:
        objects = _Objects(pdf)
        changed = dict(_mark_lines(objects))
        changed.update(_join_lists(objects))
        changed.update(_restore_alternatives(objects, figures))
        changed.update(_order_links(objects))
        changed.update(_name_notes(objects, changed))
    except (ValueError, IndexError, zlib.error):
        return pdf
    return pdf + objects.update(changed) if changed else pdf


class _Objects:
    """The objects of a PDF with one plain table of them, by number."""

    def __init__(self, pdf: bytes) -> None:
        """Read the table.

        Raises:
            ValueError: the file has none, or one of another sort.
        """
        trailer = _TRAILER.search(pdf, max(0, len(pdf) - 2000))
        if not trailer or not pdf.startswith(b"xref\n0 ", int(trailer[2])):
            raise ValueError
        self._pdf = pdf
        self._trailer, self._table = trailer[1], int(trailer[2])
        offsets = [(int(entry[1]), entry[3] == b"n") for entry in _ENTRY.finditer(pdf, self._table, trailer.start())]
        self._starts = {number: start for number, (start, is_used) in enumerate(offsets) if is_used}
        self.size = len(offsets)

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Every object with what it holds; of one with a stream only what stands before that."""
        for number in self._starts:
            yield number, self.head(number)

    def head(self, number: int) -> bytes:
        start = self._start(number)
        end = self._pdf.index(b"endobj", start)
        stream = self._pdf.find(b"stream", start, end)
        return self._pdf[start : end if stream < 0 else stream]

    def content(self, number: int) -> bytes:
        """What a compressed stream holds."""
        stream = _STREAM.match(self._pdf, self._start(number))
        if not stream:
            raise ValueError
        length = int(self.head(int(stream[1])))
        return zlib.decompress(self._pdf[stream.end() : stream.end() + length])

    def _start(self, number: int) -> int:
        mark = b"%d 0 obj" % number
        if not self._pdf.startswith(mark, self._starts.get(number, -1)):
            raise ValueError
        start = self._starts[number] + len(mark)
        line_end = self._pdf[start : start + 2]
        return start + len(line_end) - len(line_end.lstrip())

    def update(self, changed: dict[int, bytes]) -> bytes:
        """What to append so that these objects count: they, a table of them, and a trailer that names the table before."""
        parts, table, offset = [], [], len(self._pdf)
        for number in sorted(changed):
            part = b"%d 0 obj\n%s\nendobj\n" % (number, changed[number])
            table.append(b"%d 1\n%010d 00000 n \n" % (number, offset))
            parts.append(part)
            offset += len(part)
        size = max(self.size, *(number + 1 for number in changed))
        kept = re.sub(rb"/Size \d+|/DocChecksum /\w+", b"", self._trailer).strip()
        trailer = b"trailer\n<</Size %d\n%s\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (size, kept, self._table, offset)
        return b"".join(parts) + b"xref\n" + b"".join(table) + trailer


def _mark_lines(objects: _Objects) -> Iterator[tuple[int, bytes]]:
    """The contents of pages that draw lines outside every tag, with these marked as decoration."""
    content_numbers = [int(page[1]) for _, head in objects if (page := _PAGE.match(head))]
    for number in content_numbers:
        content = objects.content(number)
        marked = mark_decoration(content)
        if marked != content:
            packed = zlib.compress(marked, 9)
            yield number, b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)


def mark_decoration(content: bytes) -> bytes:
    """A page's content, line by line as LibreOffice writes it: paths painted outside marked content are put into some."""
    marked: list[bytes] = []
    depth, path = 0, None
    for line in content.split(b"\n"):
        if line.endswith((b"BMC", b"BDC")):
            depth, path = depth + 1, None
        elif line == b"EMC":
            depth -= 1
        elif depth == 0 and path is None and _PATH.search(line):
            path = len(marked)
        marked.append(line)
        if depth == 0 and path is not None:
            if _PAINT.search(line):
                marked[path:] = [b"/Artifact BMC", *marked[path:], b"EMC"]
            if _PAINT.search(line) or _NO_PAINT.search(line):
                path = None
    return b"\n".join(marked) if depth == 0 else content


def _restore_alternatives(objects: _Objects, figures: tuple[str, ...]) -> Iterator[tuple[int, bytes]]:
    """The figures without words, with theirs; none if it is not certain which belong to which."""
    elements = [(number, head) for number, head in objects if (element := _ELEMENT.match(head)) and element[1] == b"Figure"]
    if len(elements) != len(figures):
        return
    for (number, head), words in zip(elements, figures, strict=True):
        if words and b"/Alt" not in head:
            alt = b"\n/Alt<FEFF%s>\n>>" % words.encode("utf-16-be").hex().upper().encode()
            yield number, head.strip().removesuffix(b">>").rstrip() + alt


def _order_links(objects: _Objects) -> Iterator[tuple[int, bytes]]:
    """Links that would not be printed, and pages with links that no tag holds or that are not said to follow the order of the text.

    LibreOffice gives no tag to links within the paper that stand in a footer, nor to those from a footnote back to its mark.
    """
    links = {number: head for number, head in objects if head.startswith(b"<</Type/Annot/Subtype/Link")}
    untagged = {number for number, head in links.items() if b"/Dest" in head and b"/StructParent" not in head}
    for number, head in objects:
        if number in links and number not in untagged and b"/F " not in head:
            yield number, head.strip().replace(b"/Subtype/Link", b"/Subtype/Link/F 4", 1)
        elif _PAGE.match(head) and b"/Annots[" in head:
            repaired = _ANNOTS.sub(lambda annotations: _without(annotations[0], untagged), head.strip()).replace(b"/Tabs(S)", b"/Tabs/S", 1)
            if repaired != head.strip():
                yield number, repaired


def _without(annotations: bytes, removed: set[int]) -> bytes:
    return _KID.sub(lambda kid: b"" if kid[1] and int(kid[1]) in removed else kid[0], annotations)


def _name_notes(objects: _Objects, changed: dict[int, bytes]) -> Iterator[tuple[int, bytes]]:
    """The footnotes without a name, with one (their number, of ten digits), and the root of the elements with a list of these names."""
    heads = {number: changed.get(number, head.strip()) for number, head in objects}
    notes = [number for number, head in heads.items() if head.startswith(_NOTE) and b"/ID" not in head]
    roots = [number for number, head in heads.items() if head.startswith(_ROOT) and b"/IDTree" not in head]
    if len(roots) == 1:
        yield from ((number, heads[number].replace(_NOTE, b"%s/ID(%010d)\n" % (_NOTE, number), 1)) for number in notes)
        names = b" ".join(b"(%010d) %d 0 R" % (number, number) for number in sorted(notes))
        yield from ((root, heads[root].replace(_ROOT, b"%s\n/IDTree<</Names[%s]>>" % (_ROOT, names), 1)) for root in roots if notes)


def _join_lists(objects: _Objects) -> Iterator[tuple[int, bytes]]:
    """The elements that hold items of a list, the list itself (the one before them, else a new one) and the items."""
    heads = {number: head for number, head in objects if _ELEMENT.match(head)}
    kinds = {number: element[1] for number, head in heads.items() if (element := _ELEMENT.match(head))}
    next_number = objects.size
    for number, head in heads.items():
        kids = _kids(head)
        if kinds[number] == b"L" or not any(kinds.get(kid) == b"LI" for kid in kids):
            continue
        new_kids: list[int] = []
        lists: dict[int, list[int]] = {}
        current = None
        for kid in kids:
            if kinds.get(kid) == b"LI":
                if current is None:
                    current, next_number = next_number, next_number + 1
                    new_kids.append(current)
                lists.setdefault(current, []).append(kid)
            else:
                current = kid if kinds.get(kid) == b"L" else None
                new_kids.append(kid)
        yield number, _with_kids(head, new_kids)
        for list_number, items in lists.items():
            list_head = heads.get(list_number, b"<</Type/StructElem\n/S/L\n/P %d 0 R\n/K[]\n>>" % number)
            yield list_number, _with_kids(list_head, [*_kids(heads.get(list_number, b"")), *items])
            yield from ((item, re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % list_number, heads[item], count=1)) for item in items)


def _kids(head: bytes) -> list[int]:
    """The elements within an element, by number; none if it holds anything else."""
    match = _KIDS.search(head)
    kids = list(_KID.finditer(match[1])) if match else []
    return [int(kid[1]) for kid in kids] if all(kid[1] for kid in kids) else []


def _with_kids(head: bytes, kids: list[int]) -> bytes:
    return _KIDS.sub(b"/K[%s]" % b" ".join(b"%d 0 R" % kid for kid in kids), head, count=1).strip()
