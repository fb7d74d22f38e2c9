"""What commands share: options, the period that is meant, paths as they are printed, and the bar that shows progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from shpdocs.model.errors import UsageError

MANY = 20  # workbooks: from here on, a bar on the terminal while they are worked on, and no line for each that tells nothing new

FolderOption = Annotated[Path, typer.Option("--folder", help="The partnership folder.", show_default="the current folder")]
PeriodArgument = Annotated[str, typer.Argument(help="Year and quarter, as in 2024-25-Q2.", show_default=False)]
OptionalPeriod = Annotated[str, typer.Argument(help="Year and quarter, as in 2024-25-Q2.", show_default="the period in shpdocs.toml")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides.", show_default=False)]
WithdrawOption = Annotated[bool, typer.Option("--withdraw", help="Take the decision back; who and why are recorded too.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def period_or_current(period: str, folder: Path) -> str:
    """Return the period named, else the current one of shpdocs.toml.

    Raises:
        UsageError: none is named in either place.
    """
    if period:
        return period
    from shpdocs.store.folder import open_folder

    current = open_folder(folder).current_period()
    if not current:
        raise UsageError("No period is named.", "Name one, as in 2024-25-Q2, or set 'period' in shpdocs.toml.")
    return current


def relative(path: Path, folder: Path) -> str:
    """Return a path as seen from the partnership folder, with forward slashes."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.name


@contextmanager
def progress_bar(label: str, is_wanted: bool = True) -> Iterator[Callable[[int, int], None]]:
    """Give the hook that a verb tells its progress: a bar on stderr, if that is a terminal and there are many to do."""
    bars: list[Any] = []
    with ExitStack() as stack:

        def show(done: int, count: int) -> None:
            if not (is_wanted and count >= MANY and sys.stderr.isatty()):
                return
            if not done:  # one thing after another may be told: each has a bar of its own
                bars.append(stack.enter_context(typer.progressbar(length=count, label=label, file=sys.stderr)))
            bars[-1].update(done - bars[-1].pos)

        yield show
