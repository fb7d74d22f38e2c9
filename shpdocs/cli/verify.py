"""shpdocs verify"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shpdocs.cli.edge import FINE, PROBLEMS, FolderOption, JsonOption

if TYPE_CHECKING:
    from shpdocs.model.errors import RecordFault


def verify(
    period: Annotated[str, typer.Argument(help="Year and quarter, as in 2024-25-Q2.", show_default="all periods")] = "",
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Check that everything kept is as it was written. Lists every fault with what to do; changes nothing."""
    from shpdocs.answers.values import counted
    from shpdocs.commands.verify import verify as verify_folder
    from shpdocs.model.problem.message import printable
    from shpdocs.report.screen import as_json, names_in_line

    verified = verify_folder(folder, period)
    if json:
        print(as_json({"periods": list(verified.periods), "faults": _raw(verified.faults), "notes": _raw(verified.notes)}))
    else:
        for line in (*_lines("!", verified.faults), *_lines("i", verified.notes)):
            print(printable(line))
        checked = f"settings and definitions, {names_in_line(verified.periods) or 'no period'}"
        print(f"Checked: {checked}. {counted(len(verified.faults), 'fault') if verified.faults else 'No fault'}.")
    return PROBLEMS if verified.faults else FINE


def _lines(mark: str, faults: Iterable[RecordFault]) -> Iterator[str]:
    for fault in faults:
        yield f"{mark} {fault.place}: {fault.what}"
        yield f"    {fault.remedy}"


def _raw(faults: Iterable[RecordFault]) -> list[dict[str, Any]]:
    """Faults as schemas/verify.schema.json has them."""
    return [{"file": fault.file, "line": fault.line or None, "what": fault.what, "remedy": fault.remedy} for fault in faults]
