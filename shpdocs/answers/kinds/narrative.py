"""A narrative: paragraphs and real lists, in the lead's own words; each line is a paragraph or an item."""

from __future__ import annotations

import re

from shpdocs.answers.kinds.kind import Kind
from shpdocs.answers.kinds.text import read_text, text_guard, text_schema, unless_doubtful
from shpdocs.answers.written import lines_of
from shpdocs.model.definition import Asked
from shpdocs.model.document import ListItem, Text
from shpdocs.model.origin import Origin
from shpdocs.model.phrase import from_origin, list_item, paragraph
from shpdocs.model.returns import RawCell, Reading

_BULLET = re.compile(r"(\s*)[-*•‐‑‒–—―−]\s+(.+)")
_NUMBER = re.compile(r"(\s*)(?:\((?=\d+\)))?(\d{1,2})([.)])\s+(.+)")
_LETTER = re.compile(r"(\s*)(?:\((?=[a-z]\)))?([a-z])([.)])\s+(.+)")


def _read(cell: RawCell, asked: Asked) -> Reading:
    """Paragraphs and lists, one a line; line ends, bullets of other programs and blank first and last lines are tidied."""
    if not isinstance(cell.value, str):
        return read_text(cell, asked)
    return unless_doubtful(Reading("narrative", "\n".join(line.rstrip() for line in lines_of(cell.value)).strip("\n")))


KIND = Kind(
    schema=lambda asked: text_schema(asked, "Paragraphs and lists; each line is a paragraph, or an item of a list."),
    guard=text_guard("Write in sentences. Alt+Enter starts a new line; begin a line with '- ', '1. ' or 'a) ' for a list."),
    read=_read,
    number_format="@",
    width=70,
    words="paragraphs",
    longest=20_000,
)


def blocks_of(text: str, refs: tuple[str, ...] = (), origin: Origin | None = None) -> tuple[Text, ...]:
    """Return the paragraphs and list items of a narrative, one a line; blank lines only separate. The whole of each comes from `origin`.

    '1. ', '1) ', 'a. ', 'a) ' and '- ' at the start of a line begin an item. A bullet right under a numbered or
    lettered item belongs to it.
    """
    blocks: list[Text] = []
    for line in text.split("\n"):
        if line.strip():
            blocks.append(_block(line, blocks, refs, origin))
    return tuple(blocks)


def _block(line: str, before: list[Text], refs: tuple[str, ...], origin: Origin | None) -> Text:
    if bullet := _BULLET.fullmatch(line):
        return _bullet(bullet[2], before, refs, origin)
    for pattern in (_NUMBER, _LETTER):
        if match := pattern.fullmatch(line):
            number = int(match[2]) if match[2].isdigit() else ord(match[2]) - 96
            numbering = ("1" if match[2].isdigit() else "a") + match[3]
            words = from_origin(match[4].strip(), origin)
            return list_item(words, numbering, number, starts=not _continues(before, numbering, number), refs=refs)
    return paragraph(from_origin(line.strip(), origin), refs=refs)


def _bullet(text: str, before: list[Text], refs: tuple[str, ...], origin: Origin | None) -> ListItem:
    last = before[-1] if before else None
    under = isinstance(last, ListItem) and (last.numbering != "-" or last.level == 1)
    is_first = not (isinstance(last, ListItem) and last.numbering == "-")
    return list_item(from_origin(text.strip(), origin), "-", 1, 1 if under else 0, starts=is_first, refs=refs)


def _continues(before: list[Text], numbering: str, number: int) -> bool:
    """Whether the item is the next of the list before it, past bullets that stand under its last item."""
    for block in reversed(before):
        if isinstance(block, ListItem) and block.level == 1:
            continue
        return isinstance(block, ListItem) and block.numbering == numbering and block.number + 1 == number
    return False
