"""What becomes of the codes of an appendix's fields: the names in them are called otherwise in the paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from msgspec import Struct

_TO_BOOKMARK = {"REF", "PAGEREF", "NOTEREF"}
CODE_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[^\s"]+|\s+')


class NewNames(Struct, frozen=True):
    """What names of the appendix become: bookmarks, styles, sequences; and its heading levels.

    `whole` is the bookmark around the whole appendix, `end` that on its last page.
    """

    prefix: str
    bookmarks: dict[str, str]
    style_names: set[str]  # in small letters
    levels: dict[int, int]
    whole: str
    end: str

    def bookmark(self, name: str) -> str:
        """The new name of a bookmark; one that the appendix has not got stays."""
        return self.bookmarks.get(name, name)

    def sequence(self, name: str) -> str:
        """The new name of a numbered sequence."""
        return f"{self.prefix}_{name}"

    def level(self, level: int) -> int:
        """The new level of headings."""
        return self.levels.get(level, min(9, level + 2))

    def style(self, name: str) -> str:
        """The new name of a style; a heading may be named by its level alone."""
        level = re.fullmatch(r"(?:heading )?([1-9])", name, re.IGNORECASE)
        if level and int(level[1]) in self.levels:
            return f"{'' if name.isdigit() else 'heading '}{self.level(int(level[1]))}"
        return f"{self.prefix} {name}" if name.lower() in self.style_names else name


def renamed_code(code: str, names: NewNames) -> str:
    """A field's code with every name in it as it is called now."""
    tokens = CODE_TOKEN.findall(code)
    words = [index for index, token in enumerate(tokens) if not token.isspace()]
    kind = tokens[words[0]].upper() if words else ""
    if kind in _TO_BOOKMARK:
        _replace(tokens, words[1:2], names.bookmark)
    elif kind == "HYPERLINK":
        is_within = len(words) > 1 and tokens[words[1]].startswith("\\")  # without an address it leads into the appendix itself
        anchors = [following for word, following in pairwise(words) if tokens[word].lower() == "\\l"]
        _replace(tokens, anchors if is_within else [], names.bookmark)
    elif kind == "SEQ":
        _replace(tokens, words[1:2], names.sequence)
    elif kind == "STYLEREF":
        _replace(tokens, words[1:2], names.style)
    elif kind == "TOC":
        return _contents(tokens, words, names)
    return "".join(tokens)


def _replace(tokens: list[str], indexes: Iterable[int], change: Callable[[str], str]) -> None:
    for index in indexes:
        is_quoted = tokens[index].startswith('"')
        new = change(tokens[index].strip('"'))
        tokens[index] = f'"{new}"' if is_quoted or " " in new else new


def _contents(tokens: list[str], words: list[int], names: NewNames) -> str:
    """A contents list of the appendix lists the appendix alone, at its new levels: by its bookmark, or by the names of its captions."""
    is_limited = False
    for word, following in pairwise(words):
        switch, levels = tokens[word].lower(), re.fullmatch(r'"?([1-9])-([1-9])"?', tokens[following])
        if switch in ("\\o", "\\u", "\\l") and levels:
            tokens[following] = f'"{names.level(int(levels[1]))}-{names.level(int(levels[2]))}"'
        elif switch == "\\b":
            is_limited = True
            _replace(tokens, [following], names.bookmark)
        elif switch in ("\\c", "\\s", "\\a"):
            is_limited = is_limited or switch != "\\s"
            _replace(tokens, [following], names.sequence)
        elif switch == "\\t":
            tokens[following] = '"' + _styles_and_levels(tokens[following].strip('"'), names) + '"'
    code = "".join(tokens).rstrip()
    return f"{code} " if is_limited else f"{code} \\b {names.whole} "


def _styles_and_levels(listed: str, names: NewNames) -> str:
    """'Annex,1' with the style's new name and the level moved as headings are."""
    divider = ";" if ";" in listed else ","
    pieces = [piece.strip() for piece in listed.split(divider)]
    return divider.join(str(names.level(int(piece))) if piece.isdigit() else names.style(piece) for piece in pieces)
