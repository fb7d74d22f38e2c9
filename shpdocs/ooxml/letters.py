"""What a font makes of letters: signs of a symbol font, and signs above or below the line that read as something else on it."""

from __future__ import annotations

import re

SIGNS, GREEK = "signs", "greek"  # marks of a text: its font has signs for letters and digits, or Greek for letters
_SIGN_FONTS = frozenset({
    "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "zapf dingbats", "zapfdingbats", "itc zapf dingbats",
    "monotype sorts", "mt extra", "opensymbol", "starsymbol",
})  # fmt: skip
_SHOWN_BY = {GREEK: re.compile("[A-Za-z\xa1-\xff]"), SIGNS: re.compile("[!-\xff]")}
_ORDINAL = re.compile(r"(?i)(?:st|nd|rd|th)\W*")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[mkcd]?m|ft|yd|in|mi|CO|NO|SO|H|O|N|CH|PM)$")  # m², CO₂, PM₁₀: the same on the line


def mark_of_font(name: str) -> str:
    """The mark of a text in the font of that name; '' if its letters are letters."""
    font = name.strip().casefold()
    return SIGNS if font in _SIGN_FONTS else GREEK if font == "symbol" else ""


def as_signs(text: str, marks: frozenset[str]) -> str:
    """A text with such a mark as Unicode has it: each letter is a sign of its own, at U+F000 and the number of the letter."""
    pattern = next((pattern for mark, pattern in _SHOWN_BY.items() if mark in marks), None)
    return pattern.sub(lambda sign: chr(0xF000 + ord(sign[0])), text) if pattern else text


def reads_otherwise(before: str, raised: str, after: str) -> bool:
    """Whether what is raised or lowered is read as something else on the line: 45 and a raised 1 as 451, a sign of a note as its word."""
    sign = raised.strip()
    if not sign:
        return False
    if before[-1:].isdigit() and _ORDINAL.fullmatch(sign) and not after[:1].isalnum():
        return False
    if not any(map(str.isdigit, sign)):
        return (raised[:1] == sign[:1] and before[-1:].isdigit()) or (raised[-1:] == sign[-1] and after[:1].isdigit())
    if _UNIT.search(before) and sign.isdigit() and not after[:1].isdigit():
        return False
    is_apart = (raised[:1].isspace() or not before[-1:].strip()) and not before.rstrip()[-1:].isdigit() and not after[:1].isalnum()
    return not is_apart
