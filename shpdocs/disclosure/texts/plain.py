"""A text as it is read aloud: without signs that nobody sees, in plain letters and digits, each with the place it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from shpdocs.model.invisible import INVISIBLE

_LOOK_ALIKES = str.maketrans(
    "аеорсхуіјѕһԁԛѡкмнтвАЕОРСХУІЈЅНТВКМοναιρτυκχΟΝΑΙΡΤΥΚΧΒΕΗΜıȷ×✕✖’‘ʼ′＇‐‑‒−﹣",
    "aeopcxyijshdqwkmhtbAEOPCXYIJSHTBKMovaiptukxONAIPTYKXBEHMijxxx'''''-----",
)
_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # all that begins a new line, but the newline itself
_EMPHASIS = "*_~`"
_IS_PLAIN = re.compile(r"[\x20-)+-^a-}\n]*")  # without the signs of emphasis
_SPLIT_WORD = re.compile(  # 'vic-' and 'tims' on the next line, 't w o'
    r"(?<=[a-z])-[ \t]*\n[ \t]*(?=[a-z])"
    r"|(?<=\b[A-Za-z]) (?=[A-Za-z] [A-Za-z]\b)|(?<=\b[A-Za-z] [A-Za-z]) (?=[A-Za-z]\b)"
)


class Plain(Struct, frozen=True):
    """A text in plain letters; `places` says of every character of it, and of its end, where it stands in the text as written."""

    text: str
    places: Sequence[int]


def plain(text: str) -> Plain:
    """Return a text in plain letters and digits: accents, look-alikes of other alphabets, digits of other scripts, small and round ones.

    Signs that nobody sees, and those of emphasis, are gone; a word split at the end of a line, or letter by letter, is whole; line breaks
    are newlines.
    """
    if _IS_PLAIN.fullmatch(text) and not _SPLIT_WORD.search(text):
        return Plain(text, range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for shown in letter if " " <= letter <= "\x7e" and letter not in _EMPHASIS else _shown(letter):
            letters.append(shown)
            places.append(place)
    joined = "".join(letters)
    places.append(len(text))
    ends = [0, *(end for match in _SPLIT_WORD.finditer(joined) for end in match.span()), len(places)]
    kept = [place for start, end in zip(ends[::2], ends[1::2], strict=True) for place in places[start:end]]
    return Plain(_SPLIT_WORD.sub("", joined), kept)


def _shown(letter: str) -> str:
    """What a reader sees of a character, in plain letters; nothing of what nobody sees."""
    if letter == "\n" or letter in _BREAKS:
        return "\n"
    if letter in _EMPHASIS:
        return ""
    if letter == "\t":
        return " | "
    alike = letter.translate(_LOOK_ALIKES)
    if alike.isascii() and alike.isprintable():
        return alike
    if letter.isspace():
        return " "
    category = unicodedata.category(letter)
    if category in ("Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn") or ord(letter) in INVISIBLE:
        return ""
    number = unicodedata.numeric(letter, None)
    if number is not None:
        return f"{int(number)}" if number == int(number) else f" {Fraction(number).limit_denominator(10)} "
    parts = unicodedata.normalize("NFKD", letter)
    if parts == letter:
        return letter
    return "".join(part.translate(_LOOK_ALIKES) for part in parts if unicodedata.category(part) != "Mn")
