"""Codes of fields that come in: the list of kinds, and each code written anew from what is known of its kind.

Nothing of a code comes in as it was written: a name must be that of a bookmark or style that is there, a format one of Word's own.
A code that cannot be written anew so is no code in the paper: its field becomes the text that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import pairwise, zip_longest

from msgspec import Struct

from shpdocs.ooxml.outside import is_public

_TOKEN = re.compile(r'\s*(?:"((?:\\.|[^"\\])*)"|(\\.)|([^\s"\\]+))', re.DOTALL)
_FORMATS = {
    "mergeformat", "charformat", "arabic", "arabicdash", "alphabetic", "roman", "ordinal", "cardtext", "ordtext", "hex", "dollartext",
    "upper", "lower", "firstcap", "caps", "circlenum", "gb1", "gb2", "gb3", "gb4", "dbchar", "sbchar", "hebrew1", "hebrew2",
}  # fmt: skip
_LABELS = {"table", "figure", "equation", "chart", "box", "map", "graph", "diagram", "annex", "appendix", "picture", "photo"}
_LISTS = {"numberdefault", "legaldefault", "outlinedefault"}
_FONTS = {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "arial", "calibri", "times new roman", "segoe ui symbol"}
_EQUATION = re.compile(
    r"(?:[^\\]|\\[,;()\[\]{}<>|\\]|\\(?i:[blr]c|a[clr]|(?:co|[vh]s|up|do|ai|di)\d{1,2}(?!\d)|su|pr|in|fc|vc|le|ri|to|bo|[abfirlsx]))*"
)

# A sign around letters; other overprints hide some.
_ENCLOSED = re.compile(r"\\o\s*(?:\\a[clr]\s*)?\([○□△◇〇◯],[^\\(),;]{1,4}\)", re.IGNORECASE)

# What follows a switch: nothing, or a word of a sort; '?' if it may be missing.
_GENERAL = {"*": "format", "#": "picture"}
_KINDS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "PAGE": ((), {}),
    "NUMPAGES": ((), {}),
    "SECTIONPAGES": ((), {}),
    "REF": (("bookmark",), {"d": "separator", "f": "", "h": "", "n": "", "p": "", "r": "", "t": "", "w": ""}),
    "PAGEREF": (("bookmark",), {"h": "", "p": ""}),
    "NOTEREF": (("bookmark",), {"f": "", "h": "", "p": ""}),
    "SEQ": (("sequence", "bookmark?"), {"c": "", "n": "", "h": "", "r": "digits", "s": "digits"}),
    "STYLEREF": (("style",), {"l": "", "n": "", "p": "", "r": "", "t": "", "w": ""}),
    "TOC": (
        (),
        {
            "a": "sequence", "b": "bookmark", "c": "sequence", "d": "separator", "h": "", "n": "levels?", "o": "levels?", "p": "separator",
            "s": "sequence", "t": "styles", "u": "", "w": "", "x": "", "z": "",
        },
    ),
    "HYPERLINK": (("address?",), {"l": "anchor", "n": "", "m": ""}),
    "SYMBOL": (("code",), {"f": "font", "s": "digits", "a": "", "h": "", "j": "", "u": ""}),
    "LISTNUM": (("list?",), {"l": "digits", "s": "digits"}),
    "AUTONUM": ((), {"s": "separator", "e": ""}),
    "AUTONUMLGL": ((), {"s": "separator", "e": ""}),
    "AUTONUMOUT": ((), {}),
    "FORMCHECKBOX": ((), {}),
    "FORMDROPDOWN": ((), {}),
}  # fmt: skip
# What a list of contents may be made of: captions, by the name of their sequence, or headings; marks within the text (TC) do not come in.
_CAPTIONS = {"a", "c"}
_HEADINGS = {"o", "t", "u"}


def address_of(code: str) -> str:
    """The address that a field which is a link leads to; '' if it is none, or leads to a place of its own file."""
    tokens = [(quoted or word or "", switch or "") for quoted, switch, word in _TOKEN.findall(code)]
    is_link = bool(tokens) and tokens[0][0].upper() == "HYPERLINK"
    before = next((at for at, (_, switch) in enumerate(tokens) if switch), len(tokens))
    return "".join(word for word, _ in tokens[1:before]).replace("\\\\", "\\") if is_link else ""


class KnownNames(Struct, frozen=True):
    """The bookmarks and the names of styles (in small letters) that codes of a file may name."""

    bookmarks: Collection[str]
    styles: Collection[str]

    def rebuilt(self, code: str, words: str = "") -> str:
        """A code written anew; '' if its kind does not come in, or it names what is not there.

        `words` are those of the paragraph that it stands in: a numbered sequence is called by one of them.
        """
        tokens = [(quoted or word or "", switch or "") for quoted, switch, word in _TOKEN.findall(code)]
        kind = tokens[0][0].upper() if tokens else ""
        if kind == "EQ":
            rest = code.strip()[2:].strip()
            is_known = _ENCLOSED.fullmatch(rest) or (_EQUATION.fullmatch(rest) and rest.count("(") == rest.count(")"))
            return f" EQ {rest} " if is_known else ""
        if kind in _KINDS:
            return _Writer(self, words, *_KINDS[kind]).written(kind, tokens[1:])
        return f" REF {tokens[0][0]} " if len(tokens) == 1 and tokens[0][0] in self.bookmarks else ""  # a bookmark alone is a field too


class _Writer:
    """Writes one code: the arguments and the switches that its kind has."""

    def __init__(self, names: KnownNames, words: str, arguments: tuple[str, ...], switches: dict[str, str]) -> None:
        self._names, self._words = names, words.lower()
        self._arguments, self._switches = arguments, _GENERAL | switches

    def written(self, kind: str, tokens: list[tuple[str, str]]) -> str:
        """The code; '' if an argument that it needs is not there, or is nothing known."""
        arguments = self._taken_arguments(tokens)
        if arguments is None:
            return ""
        switches = self._taken_switches(tokens, has_address=bool(arguments))
        names = {switch for switch, _ in switches}
        if (kind == "TOC" and not _is_list_of_one_sort(names)) or (kind == "HYPERLINK" and not arguments and "l" not in names):
            return ""
        pieces = [kind, *arguments, *(f"\\{switch}{' ' * bool(word)}{word}" for switch, word in switches)]
        return f" {' '.join(pieces)} "

    def _taken_arguments(self, tokens: list[tuple[str, str]]) -> list[str] | None:
        before = next((at for at, (_, switch) in enumerate(tokens) if switch), len(tokens))
        given = [word for word, _ in tokens[:before]]
        taken = []
        for sort, word in zip_longest(self._arguments, given[: len(self._arguments)], fillvalue=""):
            is_known = bool(word) and self._is_known(sort.rstrip("?"), word)
            if not is_known and (not sort.endswith("?") or (word and sort == "address?")):
                return None
            taken += [_quoted(word)] if is_known else []
        return taken

    def _taken_switches(self, tokens: list[tuple[str, str]], has_address: bool) -> list[tuple[str, str]]:
        taken = []
        for (_, switch), (word, _) in pairwise([*tokens, ("", "")]):
            letter = switch[1:].lower()
            sort = self._switches.get(letter) if switch else None
            if sort == "anchor":
                sort = "fragment" if has_address else "bookmark"
            if sort == "" or (sort and sort.endswith("?") and not self._is_known(sort[:-1], word)):
                taken.append((letter, ""))
            elif sort and self._is_known(sort.rstrip("?"), word):
                taken.append((letter, _quoted(word)))
        return taken

    def _is_known(self, sort: str, word: str) -> bool:
        return _SORTS[sort](self, word)

    def names_bookmark(self, word: str) -> bool:
        """Whether the file has a bookmark of this name."""
        return word in self._names.bookmarks

    def names_style(self, word: str) -> bool:
        """Whether the file has a style of this name, or it is a level of headings."""
        return word.lower() in self._names.styles or bool(re.fullmatch("[1-9]", word))

    def names_sequence(self, word: str) -> bool:
        """Whether a sequence is called as captions are, or by a word that stands beside its number."""
        name = re.sub(r"^(A\d+_)+", "", word).lower()
        return bool(re.fullmatch(r"[^\W\d]\w{0,39}", name)) and (name in _LABELS or name.replace("_", " ") in self._words)

    def names_styles(self, word: str) -> bool:
        """Whether every name of 'Annex,1,Part,2' is that of a style."""
        names = [name.strip() for name in re.split("[,;]", word) if name.strip()]  # some programs end the list with a comma
        return all(self.names_style(name) for name in names)


def _is_list_of_one_sort(switches: set[str]) -> bool:
    """Whether a list is one of headings, or one of captions in the whole file.

    One of captions that is kept within a bookmark breaks LibreOffice as soon as another list has one too, as those of headings have in a
    paper; and without one a list of both would have every heading of the paper.
    """
    return bool(switches & _HEADINGS) if not switches & _CAPTIONS else not switches & (_HEADINGS | {"b"})


def _matches(pattern: str) -> Callable[[_Writer, str], bool]:
    compiled = re.compile(pattern)
    return lambda _, word: bool(compiled.fullmatch(word))


def _within(names: set[str]) -> Callable[[_Writer, str], bool]:
    return lambda _, word: word.lower() in names


_SORTS: dict[str, Callable[[_Writer, str], bool]] = {
    "bookmark": _Writer.names_bookmark,
    "style": _Writer.names_style,
    "styles": _Writer.names_styles,
    "sequence": _Writer.names_sequence,
    "address": lambda _, word: is_public(word.replace("\\\\", "\\")),
    "format": _within(_FORMATS),
    "font": _within(_FONTS),
    "list": _within(_LISTS),
    "picture": _matches(r"[0#x.,+\-%£$€ ;]{1,20}"),
    "digits": _matches(r"-?\d{1,4}"),
    "levels": _matches(r"[1-9]-[1-9]"),
    "code": _matches(r"\d{1,6}|0[xX][0-9A-Fa-f]{1,5}"),
    "separator": _matches(r"[^\w\"\\]{1,5}"),
    "fragment": _matches(r"[\w.\-!/=&?%~:+]{1,200}"),
}


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w.#]+", word) else f'"{word}"'
