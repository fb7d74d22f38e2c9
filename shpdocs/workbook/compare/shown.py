"""What formulas of ours may have shown: some programs keep that, and lose the formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from shpdocs.answers.values import comparable
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import MUST, ODD

_DIGITS = re.compile(r"\d+")
_OF_WORDS = re.compile(r"([\n ,]|[0-9]+ ?(?=\n))*")  # each word a new line: commas between them, numbers before them
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')  # a text within a formula


class Shown(Struct, frozen=True):
    """What the formulas of a column showed when the workbook was sent, line by line and with '#' for a number; and the words in them."""

    lines: frozenset[str]
    words: tuple[str, ...]
    has_number: bool

    def may_be(self, cell: RawCell, watched: frozenset[str], is_flat: bool) -> bool:
        """Whether a value is what one of them shows now.

        A number may be one only if the sheet `is_flat`: it has no formula left. A text is one if each of its lines was shown
        before, with whatever numbers, or is made of the words, or is one of those `watched` on the Checklist.
        """
        if not isinstance(cell.value, str):
            return self.has_number and is_flat and isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        return all(
            _DIGITS.sub("#", line) in self.lines or _is_watched(line, watched) or self._is_made_of_words(line)
            for line in map(comparable, cell.value.split("\n"))
        )

    def _is_made_of_words(self, line: str) -> bool:
        for word in self.words:
            line = line.replace(word, "\n")
        return _OF_WORDS.fullmatch(line) is not None


def shown_by(cells: Iterable[RawCell]) -> Shown:
    """Return what the formulas among cells of one column may show. A mark alone, such as '!', is no word."""
    formulas = [cell for cell in cells if cell.formula]
    lines = {_DIGITS.sub("#", comparable(line)) for cell in formulas for line in cell.cached.split("\n")}
    words = {comparable(word).strip(" ,") for cell in formulas for word in _LITERAL.findall(cell.formula)}
    words = {word for word in words if any(map(str.isalpha, word))}
    return Shown(frozenset(lines), tuple(sorted(words, key=len, reverse=True)), any(cell.cached.isdecimal() for cell in formulas))


def _is_watched(line: str, watched: frozenset[str]) -> bool:
    mark, _, text = line.partition(" ")
    return line in watched or (mark in (MUST, ODD) and text in watched)
