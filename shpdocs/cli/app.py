"""The command `shpdocs`: its commands in the order of an officer's quarter."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Annotated

import typer

from shpdocs.cli.accept import accept
from shpdocs.cli.assemble import assemble
from shpdocs.cli.audit import audit
from shpdocs.cli.check import check
from shpdocs.cli.collect import collect
from shpdocs.cli.demo import demo
from shpdocs.cli.edge import with_exit_code
from shpdocs.cli.evidence import evidence
from shpdocs.cli.exempt import exempt
from shpdocs.cli.history import history
from shpdocs.cli.house_style import house_style
from shpdocs.cli.init import init
from shpdocs.cli.issue import issue
from shpdocs.cli.publish import publish
from shpdocs.cli.remove_received import remove_received
from shpdocs.cli.schemas import schemas
from shpdocs.cli.sent import sent
from shpdocs.cli.status import status
from shpdocs.cli.trace import TraceCommand, trace
from shpdocs.cli.verify import verify
from shpdocs.cli.waive import waive
from shpdocs.cli.withdraw import withdraw
from shpdocs.model.version import __version__

COMMANDS: tuple[Callable[..., int], ...] = (
    init,
    issue,
    check,
    collect,
    accept,
    waive,
    publish,
    exempt,
    remove_received,
    status,
    history,
    assemble,
    sent,
    withdraw,
    trace,
    evidence,
    audit,
    verify,
    schemas,
    house_style,
    demo,
)
NAMES = tuple(command.__name__.replace("_", "-") for command in COMMANDS)

app = typer.Typer(
    name="shpdocs",
    help="Quarterly returns of a community safety partnership: from Excel workbooks to the committee's Word paper.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for name, command in zip(NAMES, COMMANDS, strict=True):
    app.command(name, cls=TraceCommand if command is trace else None)(with_exit_code(command))


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        print(f"shpdocs {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line. Output that a terminal cannot show is replaced, never a reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()
