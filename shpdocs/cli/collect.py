"""shpdocs collect"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shpdocs.cli.edge import FINE, PROBLEMS, FolderOption, JsonOption, period_or_current, progress_bar, relative

if TYPE_CHECKING:
    from shpdocs.commands.collect import Collected

_NAMED = 5  # sub-groups whose next command is printed
_MOST_LINES = 24  # of the problems of one file; the page has all


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
    """Check what came back and put accepted returns in force. Every file is kept as received."""
    from shpdocs.cli.outcomes import print_json, print_outcomes
    from shpdocs.commands.collect import collect as collect_files
    from shpdocs.model.collection import needs_an_answer
    from shpdocs.report.schema_lines import schema_lines

    period, files = _split(period_and_files or [])
    with progress_bar("Checking workbooks", is_wanted=not json) as progress:
        collected = collect_files(folder, period_or_current(period, folder), files, progress=progress, workers=os.cpu_count() or 1)
    for line in _of_records(collected):
        print(line, file=sys.stderr if json else sys.stdout)
    if json:
        print_json(collected.files, collected.report.statuses, collected.report.printed, collected.schemas)
    else:
        print_outcomes(collected.files, collected.report.statuses, _MOST_LINES)
        if not collected.files:
            print("There is no file in the folders named." if files else f"Nothing to collect: output/{collected.period}/inbox is empty.")
        for line in _summary(collected, folder):
            print(line)
        for line in schema_lines(collected.schemas):
            print(line)
    return PROBLEMS if needs_an_answer(collected.files) or collected.faults else FINE


def _of_records(collected: Collected) -> Iterator[str]:
    """What was wrong with the records of the period and was put right, and what is wrong still."""
    for fault in collected.mended:
        yield f"Put right: {fault.file}: {fault.what} What stood there is in returns/replaced."
    for fault in collected.faults:
        yield f"Not as it was kept: {fault.file}: {fault.what}"
        yield f"  {fault.remedy}"


def _summary(collected: Collected, folder: Path) -> Iterator[str]:
    """Where the period stands, what is to be done next, and where all of it can be read."""
    from shpdocs.model.problem.message import printable
    from shpdocs.report.printed import printed_lines
    from shpdocs.report.screen import names_in_line

    report, period = collected.report, collected.period
    yield f"In force for {period}: {names_in_line(collected.in_force) or 'none'}."
    stays = [f"{status.sub_group} ({printable(status.earlier_file)})" for status in report.statuses if status.earlier_file]
    if stays:
        yield f"The earlier return stays in force for {names_in_line(stays)}."
    if collected.missing:
        yield f"Not in force: {names_in_line(collected.missing)}."
    waiting = [status.sub_group for status in report.statuses if status.state == "held"]
    if waiting:
        yield f"Waiting for a decision: {names_in_line(waiting)}. To let what they say stand:"
        for sub_group in waiting[:_NAMED]:
            yield f"  shpdocs accept {sub_group} {period} --by NAME --because TEXT"
    yield from (printable(line) for line in printed_lines(report.printed))
    if report.drafts:
        new = f", {len(report.new)} of them new" if report.new else ""
        yield f"E-mails to send: {len(report.drafts)}{new}, in {relative(report.drafts[0].parent, folder)}"
    yield f"Everything on one page: {relative(report.page, folder)}"
    if not collected.missing and not waiting and not stays and not collected.faults:
        yield f"All returns are in force.{'' if report.printed.to_do else f' Next: shpdocs assemble {period}'}"


def _split(words: list[str]) -> tuple[str, tuple[Path, ...]]:
    """The first word is the period if it looks like one and no file of that name is there."""
    is_period = bool(words) and re.fullmatch(r"20\d\d-\d\d-Q[1-4]", words[0]) is not None
    is_like_one = bool(words) and re.match(r"\d{4}\D", words[0]) is not None and not words[0].lower().endswith(".xlsx")
    if is_period or (is_like_one and not Path(words[0]).exists()):
        return words[0], tuple(Path(word) for word in words[1:])
    return "", tuple(Path(word) for word in words)
