"""Recognising a workbook: which partnership, sub-group, period, definition and issue its stamps name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.answers.values import comparable, tidy
from shpdocs.model.definition import Definition
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, Stamp
from shpdocs.model.workbook import WorkbookContent

_STAMP = re.compile(r"(.+?) \| (\S+) \| (\S+) \| definition ([0-9a-f]+) \| issue (\d{1,6})")
_BROKEN = re.compile(
    r"(.+?) ?\| ?(20\d\d-\d\d-q[1-4]) ?\| ?([a-z0-9-]+) ?\| ?definition ?([0-9a-f]+) ?\| ?issue ?(\d{1,6})\.?", re.IGNORECASE
)
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\uff5c", "------|")  # what programs make of - and | while one types
_WRAPPED = re.compile(r"-\s*\n\s*")
_PERIODS = re.compile(r"(?<!\d)(20\d\d)[-_/ .]?(\d\d)[-_/ .]*q([1-4])(?!\d)")
_LONGEST = 1_000  # characters: no stamp has more
_PROPERTIES = "the document's properties"


def read_stamp(text: str) -> Stamp | None:
    """Return the stamp that a text is, or None; one that was wrapped, spaced or typed anew in other letters is understood."""
    if len(text) > _LONGEST:
        return None
    match = _STAMP.fullmatch(tidy(text))
    if match:
        name, period, sub_group, definition, issue = match.groups()
        return Stamp(name, sub_group, period, definition, int(issue))
    typed = text.translate(_DASHES)
    match = _BROKEN.fullmatch(tidy(_WRAPPED.sub("-", typed))) if "|" in typed else None
    if match:
        name, period, sub_group, definition, issue = match.groups()
        return Stamp(name, sub_group.lower(), period.upper(), definition.lower(), int(issue))
    return None


def recognise(content: WorkbookContent) -> Stamp | Problem:
    """Return the one stamp that the visible lines and the document's properties agree on, or what is wrong.

    One that survives is enough. Where they disagree, each is reported in full with where it stands.
    """
    stamps: dict[tuple[str, ...], tuple[Stamp, list[str]]] = {}
    for where, text in _texts(content):
        stamp = read_stamp(text)
        if stamp:
            same = (comparable(stamp.partnership), stamp.sub_group, stamp.period, stamp.definition, str(stamp.issue))
            stamps.setdefault(same, (stamp, []))[1].append(where)
    place = Place(content.file)
    if not stamps:
        return Problem("foreign-workbook", place)
    if len(stamps) > 1:
        readings = [f"{_listed(places)} '{stamp}'" for stamp, places in stamps.values()]
        return Problem("stamps-disagree", place, entered="; ".join(readings), details={"first": "; ".join(readings)})
    return next(iter(stamps.values()))[0]


def _texts(content: WorkbookContent) -> Iterator[tuple[str, str]]:
    """Every text that may be a stamp, and where it stands; the workbook's own sheet Start comes first."""
    for sheet in sorted(content.sheets, key=lambda sheet: sheet.title != "Start"):
        for cell in sheet.cells.values():
            if isinstance(cell.value, str) and ("|" in cell.value or "\uff5c" in cell.value):
                yield f"{sheet.title} {cell.place.cell}", cell.value
    for line in content.stamp_property.split("\n"):
        yield _PROPERTIES, line


def _listed(places: list[str]) -> str:
    """Who says it, with the verb."""
    *others, last = dict.fromkeys(places)
    if others:
        return f"{', '.join(others)} and {last} say"
    return f"{last} {'say' if last == _PROPERTIES else 'says'}"


def file_name_problem(file: str, stamp: Stamp, definitions: tuple[Definition, ...]) -> Problem | None:
    """Return a notice if the file's name is that of another return: another period's, or another sub-group's.

    Words that the partnership's or the sub-group's own name has in it do not count, unless they stand as in the name of
    a file that was issued.
    """
    name = file.rpartition(".")[0].casefold()
    periods = {f"{year}-{end}-Q{quarter}" for year, end, quarter in _PERIODS.findall(name)}
    words = re.sub(r"[\W_]+", " ", name)
    keys = {definition.sub_group: definition.sub_group.replace("-", " ") for definition in definitions}
    titles = [definition.title for definition in definitions if definition.sub_group == stamp.sub_group]
    own_names = " ".join(re.findall(r"\w+", " ".join([stamp.partnership, *titles]).casefold()))
    named = {key for key, text in keys.items() if _contains(words, text)}
    named -= {key for key in named for other in named if key != other and _contains(keys[other], keys[key])}
    issued = f"q{stamp.period[-1]} "
    others = [key for key in sorted(named) if not _contains(own_names, keys[key]) or issued + keys[key] in words]
    others = [] if stamp.sub_group in named else others
    if not others and (not periods or stamp.period in periods):
        return None
    first = " ".join([*(sorted(periods) if stamp.period not in periods else ()), *others])
    return Problem("named-otherwise", Place(file), details={"first": first, "second": f"{stamp.period} {stamp.sub_group}"})


def _contains(text: str, words: str) -> bool:
    """Whether a text of words contains these words whole."""
    return f" {words} " in f" {text} "
