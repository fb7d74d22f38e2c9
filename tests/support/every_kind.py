"""A made-up sub-group that is asked as many answers of each kind as a test needs, and how its workbook is read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from shpdocs.commands.check import check
from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from shpdocs.commands.judge import Rules, judge
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Json, Place, Stamp
from shpdocs.store.folder import open_folder
from shpdocs.workbook.find import issued_places
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.read import read_workbook

PERIOD = "2024-25-Q2"
SUB_GROUP = "every-kind"
CHOICES = ("Not started", "On track", "Done")
KINDS = ("text", "narrative", "count", "number", "percentage", "rate", "money", "date", "months", "choice", "yes-no", "figure", "reason")
_OF_MEASURES = ("figure", "to-date", "reason")
_MORE = {"rate": "per = 10000", "choice": f"choices = {list(CHOICES)}"}
_MEASURE = """
[measures.{key}]
name = "Made-up {key}"
objective = "Made-up objective {key}"
unit = "count"
counts = "Made-up things"
quarters = "{quarters}"
better = "monitor"
"""
_FIELD = """
[fields.{key}]
label = "Made-up {key}"
kind = "{kind}"
sheet = "{kind}"
required = false
{more}
"""


@dataclass(frozen=True)
class Asked:
    """A folder whose made-up sub-group has been sent its workbook; the pointer and the place of each answer asked for."""

    root: Path
    workbook: Path
    pointers: tuple[str, ...]
    places: tuple[Place, ...]


def ask(root: Path, kinds: Sequence[str]) -> Asked:
    """Make a partnership folder and issue a workbook that asks an answer of each of these kinds, in order.

    'figure' is a measure's figure for the quarter, a count; 'to-date' one for the year so far; 'reason' a measure's reason
    for having none.
    """
    init(root)
    keys = [f"q-{number}" for number in range(len(kinds))]
    text = 'title = "Every Kind"\norder = 90\nabout = "Made up."\n'
    for key, kind in zip(keys, kinds, strict=True):
        quarters = "to-date" if kind == "to-date" else "sum"
        text += (_MEASURE if kind in _OF_MEASURES else _FIELD).format(key=key, kind=kind, quarters=quarters, more=_MORE.get(kind, ""))
    (root / "workbook_templates" / PERIOD[:7] / f"{SUB_GROUP}.toml").write_text(text, encoding="utf-8")
    workbook = next(one.path for one in issue(root, PERIOD) if one.sub_group == SUB_GROUP)
    pointers = tuple(_pointer(key, kind) for key, kind in zip(keys, kinds, strict=True))
    places = places_in(root, PERIOD, SUB_GROUP, workbook)
    return Asked(root, workbook, pointers, tuple(places[pointer] for pointer in pointers))


def _pointer(key: str, kind: str) -> str:
    match kind:
        case "figure" | "to-date":
            return f"/measures/{key}/figure/value"
        case "reason":
            return f"/measures/{key}/figure/reason"
        case _:
            return f"/fields/{key}"


def places_in(root: Path, period: str, sub_group: str, workbook: Path) -> Mapping[str, Place]:
    """The place of every answer cell of an issued workbook, by pointer."""
    definition = read_year(open_folder(root), period[:7]).definition(sub_group)
    content = read_workbook(workbook.read_bytes(), workbook.name)
    assert definition is not None
    assert not isinstance(content, Problem)
    return issued_places(lay_out(definition, parse_period(period)), content)


@dataclass(frozen=True)
class Read:
    """What is collected from a workbook: whose it is, the answers, and every problem, free of the file's name."""

    stamp: Stamp | None
    answers: Mapping[str, Json]
    problems: tuple[Problem, ...]


LOST_BY_PROGRAMS = ("guards-gone", "protection-gone")  # notices of what a program drops when it saves, as docs/clients.md has it


def read_back(root: Path, workbook: Path) -> Read:
    """Read a workbook that came back, by the definitions of a partnership folder. Stores nothing.

    Notices of what the program did not keep are left out: they concern no answer.
    """
    folder = open_folder(root)
    rules = Rules(read_settings(folder), lambda year: read_year(folder, year), lambda _: Prefill(), folder.read_sent)
    judged = judge(workbook.read_bytes(), workbook.name, rules)
    (checked,) = check(root, (workbook,))
    assert judged.return_ is not None, checked.problems
    told = (problem for problem in checked.problems if problem.code not in LOST_BY_PROGRAMS)
    problems = tuple(replace(problem, place=replace(problem.place, file="")) for problem in told)
    return Read(judged.stamp, judged.return_.answers, problems)
