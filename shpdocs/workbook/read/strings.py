"""The texts of a workbook: escapes, lengths and marks of their runs, the shared strings, lines at the head and foot of a page."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from shpdocs.ooxml.bounds import Fault, PackageError, damaged, too_many
from shpdocs.ooxml.branches import local_name
from shpdocs.ooxml.cell_formats import COLOUR, IN_RUNS, OTHERWISE, UNMARKED, Marks, font_marks
from shpdocs.ooxml.letters import as_signs, reads_otherwise
from shpdocs.ooxml.package import Package

_OWN_COLOUR: Marks = frozenset({COLOUR})  # of a run that has none of its own
LONGEST_TEXT = 100_000  # characters; Excel takes 32,767
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_TEXT = ("rPh", "phoneticPr", "extLst")  # reading aids, and what only newer programs know


def bounded(text: str) -> str:
    """Return the text, if it is no longer than any cell's can be by far: what reads it must not take for ever.

    Raises:
        PackageError: it is longer.
    """
    if len(text) > LONGEST_TEXT:
        raise PackageError(Fault("oversized", "", f"a cell with {len(text):,} characters", f"{LONGEST_TEXT:,}"))
    return text


def unescape(text: str) -> str:
    """Undo the _x000D_ by which workbooks write characters that XML cannot hold."""
    return _ESCAPED.sub(_escaped, text) if "_x" in text else text


def _escaped(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # half a character stays as it is written


def own_text(element: Element) -> str:
    """The text of an element that holds nothing else.

    Raises:
        PackageError: another element stands in it, or it is too long.
    """
    text = element.text or ""
    if len(element):
        raise damaged()
    return text if len(text) <= LONGEST_TEXT else bounded(text)


def pass_over(element: Element) -> None:
    """Leave out an element of which nothing is known, if nothing is lost unseen with it.

    Raises:
        PackageError: it holds a text.
    """
    if local_name(element.tag) not in _NO_TEXT and "".join(element.itertext()).strip():
        raise damaged()


def read_text(element: Element) -> tuple[str, Marks]:
    """The text of an element's runs, without the reading aids of East Asian text; and what is struck or raised of it.

    Raises:
        PackageError: something else stands there, or the text is too long.
    """
    runs: list[tuple[str, Marks]] = []
    is_rich = False
    for child in element:
        name = local_name(child.tag)
        if name == "t":
            runs.append((own_text(child), UNMARKED))
        elif name == "r":
            runs.append(_run(child))
            is_rich = True
        else:
            pass_over(child)
    text = runs[0][0] if len(runs) == 1 else bounded("".join(text for text, _ in runs))
    return unescape(text) if "_x" in text else text, _marks_of(runs) if is_rich else UNMARKED


def _run(run: Element) -> tuple[str, Marks]:
    """The text of a run, signs of a symbol font as Unicode has them, and the marks of what can be seen of it."""
    text = "".join(own_text(part) for part in run if local_name(part.tag) not in ("rPr", "extLst"))
    if not text.strip():
        return text, UNMARKED
    marks = UNMARKED.union(*(font_marks(part) for part in run if local_name(part.tag) == "rPr"))
    has_colour = any(mark.startswith(COLOUR) for mark in marks)
    return as_signs(text, marks), marks if has_colour else marks | _OWN_COLOUR


def _marks_of(runs: list[tuple[str, Marks]]) -> Marks:
    """What is struck or raised of a text, and whether what is raised would be read otherwise on the line."""
    marks = IN_RUNS.union(*(marks for _, marks in runs))
    if "raised" not in marks:
        return marks
    seen = [("", UNMARKED), *(run for run in runs if run[0]), ("", UNMARKED)]
    for (before, _), (text, own), (after, _) in zip(seen, seen[1:], seen[2:], strict=False):
        if "raised" in own and reads_otherwise(before, text, after):
            return marks | OTHERWISE
    return marks


class Strings(Struct, frozen=True):
    """The shared strings in order, the marks of those that have any, and the numbers of those that hold something other than text."""

    texts: list[str] = field(default_factory=list)
    marks: dict[int, Marks] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)


def read_strings(package: Package, part: str, most: int) -> Strings:
    """Return the shared strings; none without the part.

    Raises:
        PackageError: the part is broken, a text is too long, or there are more than `most`.
    """
    strings = Strings()
    for _, item in package.branches(part):
        if local_name(item.tag) != "si":
            continue
        text, marks = _read_item(item, strings)
        if marks:
            strings.marks[len(strings.texts)] = marks
        strings.texts.append(text)
        if len(strings.texts) > most:
            raise too_many(most, "texts")
    return strings


def _read_item(item: Element, strings: Strings) -> tuple[str, Marks]:
    """The text of a shared string; of one that holds something else, too, all that is written in it: only cells that show it suffer."""
    try:
        return read_text(item)
    except PackageError as error:
        if error.fault.code != "damaged":
            raise
    strings.unclear.add(len(strings.texts))
    return bounded(" ".join("".join(item.itertext()).split())), UNMARKED
