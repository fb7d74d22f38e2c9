"""Two texts side by side: what of them is shown, and where in them they differ."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from difflib import SequenceMatcher

from shpdocs.answers.values import show_number
from shpdocs.model.document import Block, Chart, Contents, Heading, Notice, PageBreak, Paragraph, Table, Text

_WHOLE = 120  # characters up to which a text is told whole
_LEAD_IN = 30  # characters told before the first that differs
_CONTEXT = 5  # words told on either side of those that differ
_LONGEST = 600  # characters that are told of a text in one place


def shown(block: Block) -> str:
    """What a reader sees of a block of text: a list item with its bullet or number left away. Of others what they are called."""
    match block:
        case Paragraph():
            return f"{block.label}{block.text}"
        case Table():
            return block.title
        case Chart():
            return block.title or block.bars.name
        case Contents():
            return f"{block.title}, to level {block.deepest}"
        case PageBreak():
            return ""
        case _:
            return block.text


def same(block: Block) -> Hashable:
    """What is equal of two blocks that show the same; the numbers of list items, which follow from the items before them, apart."""
    match block:
        case Paragraph():
            return "paragraph", block.label, block.text, block.rating
        case Heading():
            return "heading", block.text, block.level
        case Notice():
            return "notice", block.text
        case Table():
            return "table", block.title, block.description, block.header, tuple(tuple(map(_same_texts, row)) for row in block.rows)
        case Chart() | Contents():
            return block
        case PageBreak():
            return "page break"
        case _:
            return "item", block.numbering, block.level, block.text


def _same_texts(cell: tuple[Text, ...]) -> Hashable:
    return tuple((same(block), getattr(block, "number", 0)) for block in cell)


def cell_text(cell: tuple[Text, ...]) -> str:
    """What a table's cell shows, a block on a line; a list item with its number or a dash."""
    return "\n".join(numbered(block) for block in cell)


def on_one_line(cell: tuple[Text, ...]) -> str:
    """What a table's cell shows, on one line."""
    return " ".join(cell_text(cell).split())


def numbered(block: Text) -> str:
    """A text with what stands before it: a list item's number, letter or dash."""
    return shown(block) if isinstance(block, Paragraph) else f"{block.mark} {block.text}"


def number_text(value: float | None) -> str:
    """A chart's value; '' where there is none."""
    return "" if value is None else show_number(value)


def both(before: str, now: str) -> tuple[str, str]:
    """Two texts as they are told: short ones whole, of long ones the words that differ and a few around them."""
    if max(len(before), len(now)) <= _WHOLE or not (before and now):
        return _shortened(before), _shortened(now)
    words = before.split(), now.split()
    passages = list(_passages(*words))
    told = tuple(_shortened(" ".join(_parts(words[side], [passage[side] for passage in passages]))) for side in (0, 1))
    return (told[0], told[1]) if told[0] != told[1] else _from_difference(before, now)


def is_alike(before: str, now: str) -> bool:
    """Whether two texts share half of their words: one may have become the other."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (before, now))
    return 2 * len(first & second) >= max(len(first), len(second)) > 0


def _passages(before: list[str], now: list[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The ranges of words that differ, each with the words around it."""
    matcher = SequenceMatcher(None, before, now)
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        yield (group[0][1], group[-1][2]), (group[0][3], group[-1][4])


def _parts(words: list[str], ranges: list[tuple[int, int]]) -> Iterator[str]:
    end_before = 0
    for start, end in ranges:
        if start > end_before:
            yield "…"
        yield " ".join(words[start:end])
        end_before = end
    if end_before < len(words):
        yield "…"


def _from_difference(before: str, now: str) -> tuple[str, str]:
    """Both texts from the first letter that differs: what is alike but for white space, or in one very long word."""
    same_letters = next((at for at, pair in enumerate(zip(before, now, strict=False)) if pair[0] != pair[1]), min(len(before), len(now)))
    start = max(0, same_letters - _LEAD_IN)
    return _shortened(f"…{before[start:]}"), _shortened(f"…{now[start:]}")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()} …"
