"""Narratives: lines of text become paragraphs and real lists. Each number printed is the number typed."""

from __future__ import annotations

import re

from shpdocs.model.document import ListItem, Paragraph, Text

_BULLET = re.compile(r"(\s*)[-*•–]\s+(.+)")
_NUMBER = re.compile(r"(\s*)(\d{1,2})([.)])\s+(.+)")
_LETTER = re.compile(r"(\s*)([a-z])([.)])\s+(.+)")


def blocks_of(text: str, refs: tuple[str, ...] = ()) -> tuple[Text, ...]:
    """Return the paragraphs and list items of a narrative, one a line; blank lines only separate.

    '1. ', '1) ', 'a. ', 'a) ' and '- ' at the start of a line begin an item. A bullet right under a numbered or
    lettered item belongs to it.
    """
    blocks: list[Text] = []
    for line in text.split("\n"):
        if line.strip():
            blocks.append(_block(line, blocks, refs))
    return tuple(blocks)


def _block(line: str, before: list[Text], refs: tuple[str, ...]) -> Text:
    if bullet := _BULLET.fullmatch(line):
        return _bullet(bullet[2], before, refs)
    for pattern in (_NUMBER, _LETTER):
        if match := pattern.fullmatch(line):
            number = int(match[2]) if match[2].isdigit() else ord(match[2]) - 96
            numbering = ("1" if match[2].isdigit() else "a") + match[3]
            return ListItem(match[4].strip(), numbering, number, 0, not _continues(before, numbering, number), refs)
    return Paragraph(line.strip(), refs=refs)


def _bullet(text: str, before: list[Text], refs: tuple[str, ...]) -> ListItem:
    last = before[-1] if before else None
    under = isinstance(last, ListItem) and (last.numbering != "-" or last.level == 1)
    is_first = not (isinstance(last, ListItem) and last.numbering == "-")
    return ListItem(text.strip(), "-", 1, 1 if under else 0, is_first, refs)


def _continues(before: list[Text], numbering: str, number: int) -> bool:
    """Whether the item is the next of the list before it, past bullets that stand under its last item."""
    for block in reversed(before):
        if isinstance(block, ListItem) and block.level == 1:
            continue
        return isinstance(block, ListItem) and block.numbering == numbering and block.number + 1 == number
    return False
