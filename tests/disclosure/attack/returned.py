"""How a made-up return comes in: as a workbook that a lead fills in, or straight into force, which takes a tenth of the time.

What the papers print is the same either way; `test_years` shows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from shpdocs import accept, collect, issue
from shpdocs.commands.collecting.decide import put_in_force, with_its_standing
from shpdocs.commands.collecting.receive import receive
from shpdocs.commands.context import hold_period
from shpdocs.commands.files import find_files
from shpdocs.model.collection import Judgement
from shpdocs.model.definition import Definition, Measure
from shpdocs.model.ledger import Event
from shpdocs.model.returns import Return, Source, Stamp, set_answer
from tests.disclosure.attack.definition_texts import SUB_GROUP, YEAR
from tests.disclosure.attack.made_up import QUARTERS, Cell
from tests.support.leads import At, type_into

BY, BECAUSE = "A made-up officer", "Made up for a test."
_SIGNED = {
    At("Start", "sign-off/name", "Your answer"): "A made-up name",
    At("Start", "sign-off/role", "Your answer"): "A made-up role",
    At("Start", "sign-off/date", "Your answer"): date(2024, 10, 4),
}
_SIGN_OFF = {"name": "A made-up name", "role": "A made-up role", "date": "2024-10-04"}
Typed = Mapping[Cell, float]
ComesIn = Callable[[Path, str, Mapping[str, Typed], str], None]  # a root, a quarter, what was typed by quarter so far, a name


class RefusedError(Exception):
    """A return that no lead could have sent: `collect` refuses it."""


def by_workbook(root: Path, quarter: str, typed: Mapping[str, Typed], name: str) -> None:
    """Issue a workbook, fill it in and collect it.

    Raises:
        RefusedError: it is refused.
    """
    period = f"{YEAR}-{quarter}"
    issued = issue(root, period)
    entries = {_place(cell): _number(value) for cell, value in typed[quarter].items()}
    type_into(issued[0].path, _SIGNED | entries, root / "post" / f"{name}.xlsx")
    (file,) = collect(root, period, [root / "post" / f"{name}.xlsx"]).files
    if file.outcome == "held":
        accept(root, period, SUB_GROUP, by=BY, because=BECAUSE)
    elif file.outcome != "in-force":
        raise RefusedError(str(file.problems))


def straight(root: Path, quarter: str, typed: Mapping[str, Typed], name: str) -> None:
    """Put a return in force as `collect` does, without a workbook: what was received is the answers themselves."""
    post = root / "post" / f"{name}.json"
    post.parent.mkdir(exist_ok=True)
    post.write_text(json.dumps([[*cell, value] for cell, value in typed[quarter].items()]), encoding="utf-8")
    digest = hashlib.sha256(post.read_bytes()).hexdigest()
    with hold_period(root, f"{YEAR}-{quarter}") as context:
        receive(context, find_files((post,)))
        (definition,) = context.year.definitions
        stamp = Stamp(context.settings.partnership, SUB_GROUP, f"{YEAR}-{quarter}", definition.digest, 1)
        answers = _answers(definition, quarter, typed)
        sources = {pointer: Source(digest, "Sheet", "A1", value, "General", "number") for pointer, value in _values(answers)}
        return_ = Return(stamp, digest, post.name, answers, sources)
        judgement = with_its_standing(context, Judgement(post.name, digest, stamp, (), return_, None, digest))
        warnings = tuple(problem.key for problem in judgement.warnings)  # what it changes of papers
        if warnings:
            context.record(Event("accepted", context.time, post.name, digest, SUB_GROUP, warnings=warnings, by=BY, because=BECAUSE))
        put_in_force(context, judgement)
        context.record()


def _answers(definition: Definition, quarter: str, typed: Mapping[str, Typed]) -> dict[str, Any]:
    measures = {measure.key: _measure(measure, quarter, typed) for measure in definition.measures}
    answers: dict[str, Any] = {"fields": {"papers": None}, "measures": measures, "tables": {}, "sign-off": _SIGN_OFF}
    for cell, value in typed[quarter].items():
        if cell.row:
            set_answer(answers, f"/tables/{cell.owner}/{cell.row}/{cell.column}", _number(value))
    return answers


def _measure(measure: Measure, quarter: str, typed: Mapping[str, Typed]) -> dict[str, Any]:
    cell = Cell(measure.key, quarter, "figure")
    before = QUARTERS[: QUARTERS.index(quarter)]
    figure: dict[str, Any] = {"value": _number(typed[quarter][cell]), "reason": None}
    if measure.unit == "percentage":
        base = typed[quarter].get(cell._replace(column="base"))
        figure["base"] = None if base is None else _number(base)
    figure |= {"data-as-at": None, "provisional": None, "commentary": None, **({"revision": None} if before else {})}
    earlier = {name: {"value": _number(typed[name][cell._replace(quarter=name)]), "reason": None} for name in before if name in typed}
    return {"figure": figure, "earlier": earlier, "activity": None}


def _values(answers: Any, pointer: str = "") -> list[tuple[str, Any]]:
    if not isinstance(answers, dict):
        return [] if answers is None else [(pointer, answers)]
    return [pair for key, part in answers.items() for pair in _values(part, f"{pointer}/{key}")]


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _place(cell: Cell) -> At:
    if cell.row:
        return At(cell.owner, f"tables/{cell.owner}/{cell.row}", cell.column.title())
    return At("Measures", f"measures/{cell.owner}", "If per cent" if cell.column == "base" else cell.quarter)
