"""Made-up returns for the pictures: each sub-group's workbook of Q2 2024/25 blank, half-filled and complete.

A complete return of Q1 is collected first, so that the workbooks of Q2 show what is carried. What is typed stands in
`answers`, and says of itself that it is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shpdocs.commands.init import init
from shpdocs.commands.issue import Issued, issue
from shpdocs.commands.returns_in_force import prefill_for
from shpdocs.definitions.definition_files import read_definition
from shpdocs.model.period import parse_period
from shpdocs.model.problem import Problem
from shpdocs.store.folder import open_folder
from shpdocs.workbook.fill import fill_workbook
from shpdocs.workbook.find import issued_places
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.read import read_workbook
from tests.pictures.made_up_lead import Lead, answers_of
from tests.support.accepted import collect
from tests.support.leads import rezipped

YEAR, BEFORE, NOW = "2024-25", "2024-25-Q1", "2024-25-Q2"
STATES = ("blank", "half-filled", "complete")
PARTNERSHIP = "Example Partnership (made-up figures)"
_COLLECTED_AT, _ISSUED_AT = "2024-07-20T09:00:00Z", "2024-10-01T09:00:00Z"


@dataclass(frozen=True)
class MadeUp:
    """A workbook in one state, ready to be drawn."""

    sub_group: str
    state: str
    path: Path


def make_returns(folder: Path) -> list[MadeUp]:
    """Write every workbook of Q2 in every state under `folder`, sub-group after sub-group."""
    root = _made_up_folder(folder / "partnership")
    inbox = open_folder(root).period(parse_period(BEFORE)).inbox
    for one in issue(root, BEFORE, at=_COLLECTED_AT):
        (inbox / one.path.name).write_bytes(_filled(root, one, BEFORE, "complete"))
    refused = [file for file in collect(root, BEFORE, at=_COLLECTED_AT).files if file.outcome != "in-force"]
    if refused:
        raise ValueError(f"made-up returns are refused: {refused}")
    return [made for one in issue(root, NOW, at=_ISSUED_AT) for made in _in_every_state(root, one, folder)]


def _made_up_folder(path: Path) -> Path:
    """A partnership folder that says it is made up; a few measures get targets, since the shipped ones have none."""
    root = init(path)
    settings = root / "shpdocs.toml"
    told = settings.read_text(encoding="utf-8").replace("the Safer Hillingdon Partnership officer", "the example partnership's officer")
    settings.write_text(told.replace("Safer Hillingdon Partnership", PARTNERSHIP), encoding="utf-8")
    for definition in (root / "workbook_templates" / YEAR).glob("*.toml"):
        if not definition.stem.startswith("paper"):
            with definition.open("a", encoding="utf-8") as file:
                file.write(answers_of(definition.stem)["targets"])
    return root


def _in_every_state(root: Path, issued: Issued, folder: Path) -> Iterator[MadeUp]:
    for state in STATES:
        path = folder / state / f"{issued.sub_group}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_filled(root, issued, NOW, state))
        yield MadeUp(issued.sub_group, state, path)


def _filled(root: Path, issued: Issued, period: str, state: str) -> bytes:
    """The workbook as issued, or with what the made-up lead types."""
    source = issued.path.read_bytes()
    if state == "blank":
        return source
    of_folder, wanted = open_folder(root), parse_period(period)
    definition = read_definition(of_folder.templates(YEAR) / f"{issued.sub_group}.toml", YEAR)
    prefill = prefill_for(of_folder, definition, wanted)
    layout = lay_out(definition, wanted, prefill)
    content = read_workbook(source, issued.path.name)
    assert not isinstance(content, Problem)
    places = issued_places(layout, content)
    typed = Lead(layout, prefill, is_halfway=state == "half-filled").types()
    filled = fill_workbook(source, {(places[pointer].sheet, places[pointer].cell): value for pointer, value in typed.items()})
    return rezipped(filled, _fitted)


def _fitted(name: str, part: bytes) -> bytes:
    """A sheet whose rows fit what stands in them, as they do while a lead types: openpyxl holds them at their heights."""
    return part.replace(b' customHeight="1"', b"") if name.startswith("xl/worksheets/") else part
