"""What a rule of accessibility is and what it says of a file, and the criteria that rules for workbooks and for papers share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from msgspec import Struct

from shpdocs.model.audit import AuditedFile, Finding, RuleResult
from shpdocs.model.returns import Place

Facts = TypeVar("Facts")
_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18, 14  # points
_ADDRESS = re.compile(r"\s*(https?:|ftp:|file:|mailto:|www\.)\S*\s*", re.IGNORECASE)
_SAYS_NOTHING = {"click here", "click", "here", "link", "this link", "this page", "more", "read more", "more information", "see here", "go"}
_PROGRAMS = {
    "openpyxl", "xlsxwriter", "apache poi", "unknown", "user", "microsoft office user", "python-docx", "docx4j", "libreoffice",
    "openoffice", "pandoc", "aspose", "windows user", "author", "admin", "administrator", "owner", "default user",
}  # fmt: skip


class Breach(Struct, frozen=True):
    """A departure from a rule: sheet and cell ('' for the whole), what stands there, how to mend it."""

    sheet: str
    cell: str
    what: str
    mend: str
    is_choice: bool = False


class Rule(Struct, Generic[Facts], frozen=True):
    """A rule: its code, its title as a statement that is true when it is met, and the function that looks for departures."""

    code: str
    title: str
    is_essential: bool
    check: Callable[[Facts], Iterable[Breach]]


def judge(rules: tuple[Rule[Facts], ...], file: str, facts: Facts) -> AuditedFile:
    """Return how a file with these facts stands against every rule."""
    return AuditedFile(file, tuple(_result(rule, file, facts) for rule in rules))


def _result(rule: Rule[Facts], file: str, facts: Facts) -> RuleResult:
    breaches = dict.fromkeys(rule.check(facts))  # the same breach, met in two ways, counts once
    findings = tuple(
        Finding(rule.code, Place(file, breach.sheet, breach.cell), breach.what, breach.mend, breach.is_choice) for breach in breaches
    )
    return RuleResult(rule.code, rule.title, rule.is_essential, findings)


def least_contrast(size: float, bold: bool) -> float:
    """Return the contrast that text of so many points needs at least."""
    return _LEAST_LARGE if size >= _LARGE or (bold and size >= _LARGE_BOLD) else _LEAST


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours (six hexadecimal digits each), from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faintness(text_colour: str, fill: str, size: float, bold: bool, how: str = "") -> str:
    """What is wrong with the contrast of a text with its fill, '' if it is enough; `how` says when the text looks so."""
    ratio, least = contrast(text_colour, fill), least_contrast(size, bold)
    shown = int(ratio * 100) / 100  # rounded down, so that none is shown as enough that is not
    return f"The text ({text_colour} on {fill}{how}) has a contrast of {shown:.2f} to 1; {least:g} is needed." if ratio < least else ""


def _luminance(colour: str) -> float:
    parts = [primary / 255 for primary in bytes.fromhex(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def says_nothing(text: str) -> bool:
    """Whether a link's text, on one line, does not say where it leads: none, an address, or the like of 'click here'."""
    return not text or text.casefold().rstrip(".:>» ") in _SAYS_NOTHING or bool(_ADDRESS.fullmatch(text))


def author_breaches(author: str) -> Iterator[Breach]:
    """The breach of an author that is blank or is what a program writes by itself."""
    if not author.strip() or author.strip().casefold() in _PROGRAMS:
        yield Breach("", "", "The document property Author is blank or names a program.", "Fill it in: File, Info, Author.")
