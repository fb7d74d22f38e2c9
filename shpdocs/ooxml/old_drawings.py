"""What drawings of the older kind (VML) say in little languages of their own: looks, outlines, formulas."""

from __future__ import annotations

import re

from shpdocs.ooxml.vocabulary import FONT, is_plain, words_of

_FONT_OF = ("font-family", "font")
_PATH = re.compile(r"(?:(?:nf|ns|ae|al|at|ar|wa|wr|qx|qy|qb|h[a-i]|[mlcxertv])|@\d{1,4}|-?\d{1,10}|[ ,])*")
_EQUATION = re.compile(r"[@#]?-?\d{1,10}")


def plain_style(text: str) -> str | None:
    """The properties of a style that are known, with values that are; None if none is."""
    pairs = (piece.partition(":")[::2] for piece in text.split(";"))
    kept = [f"{name.strip()}:{said.strip()}" for name, said in pairs if _is_known(name.strip().lower(), said.strip())]
    return ";".join(kept) or None


def _is_known(name: str, said: str) -> bool:
    if name not in words_of("properties"):
        return False
    if name in _FONT_OF and FONT.fullmatch(said.strip("\"'")):
        return True
    return all(word.lower() in words_of("words") or is_plain(word) for word in said.split())


def is_path(text: str) -> bool:
    """Whether an outline is made of strokes and numbers."""
    return bool(_PATH.fullmatch(text))


def is_equation(text: str) -> bool:
    """Whether a formula is made of functions, lengths and numbers that the format knows."""
    return all(word.lower() in words_of("functions") or _EQUATION.fullmatch(word) for word in text.split())
