"""Criteria that rules for workbooks and for papers share: contrast as WCAG 2 has it, words that say nothing."""

from __future__ import annotations

import re

_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18, 14  # points
_ADDRESS = re.compile(r"\s*(https?:|ftp:|file:|mailto:|www\.)\S*\s*", re.IGNORECASE)
_SAYS_NOTHING = {"click here", "click", "here", "link", "this link", "this page", "more", "read more", "more information", "see here", "go"}
_PROGRAMS = {
    "openpyxl", "xlsxwriter", "apache poi", "unknown", "user", "microsoft office user", "python-docx", "docx4j", "libreoffice",
    "openoffice", "pandoc", "aspose", "windows user", "author", "admin", "administrator", "owner", "default user",
}  # fmt: skip


def least_contrast(size: float, bold: bool) -> float:
    """Return the contrast that text of so many points needs at least."""
    return _LEAST_LARGE if size >= _LARGE or (bold and size >= _LARGE_BOLD) else _LEAST


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours (six hexadecimal digits each), from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def says_nothing(text: str) -> bool:
    """Whether a link's text, on one line, does not say where it leads: none, an address, or the like of 'click here'."""
    return not text or text.casefold().rstrip(".:>» ") in _SAYS_NOTHING or bool(_ADDRESS.fullmatch(text))


def names_nobody(author: str) -> bool:
    """Whether an author is blank or is what a program writes by itself."""
    return not author.strip() or author.strip().casefold() in _PROGRAMS
