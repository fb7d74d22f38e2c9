"""shpdocs init"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption
from shpdocs.model.errors import UsageError


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The new folder.", show_default=False)],
    period: Annotated[
        str,
        typer.Option("--period", help="The quarter to begin with, as in 2026-27-Q2.", metavar="PERIOD", show_default="asked on a terminal"),
    ] = "",
    folder: FolderOption = Path(),
) -> int:
    """Make a new partnership folder. It has the shipped definitions."""
    from shpdocs.commands.init import init as make_folder

    period = period or _period_asked()
    root = make_folder(folder / directory, period)
    print(f"{root.resolve().name} is ready.")
    print("Next: put your partnership's name in shpdocs.toml, look through workbook_templates, then")
    print(f"  shpdocs issue {period} --folder {(folder / directory).as_posix()}")
    return FINE


def _period_asked() -> str:
    """Ask for the quarter to begin with: the last that has ended, unless another is typed.

    Raises:
        UsageError: there is no terminal on which to ask.
    """
    from shpdocs.model.period import last_ended

    proposed = str(last_ended(today()))
    if not is_terminal():
        raise UsageError("No quarter is named to begin with.", f"Name it, the last that has ended for example: --period {proposed}")
    try:
        return str(typer.prompt("Which quarter do you begin with?", default=proposed, err=True)).strip()
    except typer.Abort:  # Ctrl+C, or the end of what is typed
        raise KeyboardInterrupt from None


def today() -> date:
    """Return the day by this computer's calendar."""
    return date.today()


def is_terminal() -> bool:
    """Return whether somebody can be asked: what is typed comes from a terminal, and what is asked is seen on one."""
    return sys.stdin.isatty() and sys.stderr.isatty()
