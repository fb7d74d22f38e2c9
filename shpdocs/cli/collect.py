"""shpdocs collect"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, PROBLEMS, FolderOption, JsonOption, period_or_current, progress_bar


def collect(
    period_and_files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PERIOD] [FILE_OR_FOLDER]...",
            help="The period (default: the one in shpdocs.toml), then workbooks or folders of them (default: the inbox).",
            show_default=False,
        ),
    ] = None,
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Check what came back, keep it as received, and put accepted returns in force."""
    from shpdocs.cli.outcomes import print_json, print_outcomes
    from shpdocs.verbs.collect import collect as take
    from shpdocs.verbs.outcome import has_blocking

    period, files = _split(period_and_files or [])
    with progress_bar("Checking workbooks", is_wanted=not json) as progress:
        collected = take(folder, period_or_current(period, folder), files, progress=progress)
    if json:
        print_json(collected.files)
    else:
        print_outcomes(collected.files)
        if not collected.files:
            print(f"Nothing to collect: output/{collected.period}/inbox is empty.")
        print(f"In force for {collected.period}: {', '.join(collected.in_force) or 'none'}.")
        if collected.missing:
            print(f"Not in force: {', '.join(collected.missing)}.")
        else:
            print(f"All returns are in force. Next: shpdocs assemble {collected.period}")
    return PROBLEMS if has_blocking(collected.files) else FINE


def _split(words: list[str]) -> tuple[str, tuple[Path, ...]]:
    """The first word is the period if it looks like one and no file of that name is there."""
    is_period = bool(words) and re.fullmatch(r"20\d\d-\d\d-Q[1-4]", words[0]) is not None
    is_like_one = bool(words) and re.match(r"\d{4}\D", words[0]) is not None and not words[0].lower().endswith(".xlsx")
    if is_period or (is_like_one and not Path(words[0]).exists()):
        return words[0], tuple(Path(word) for word in words[1:])
    return "", tuple(Path(word) for word in words)
