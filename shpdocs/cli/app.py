"""The command `shpdocs`: its commands in the order of an officer's quarter."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from shpdocs.cli.accept import accept
from shpdocs.cli.assemble import assemble
from shpdocs.cli.audit import audit
from shpdocs.cli.check import check
from shpdocs.cli.collect import collect
from shpdocs.cli.demo import demo
from shpdocs.cli.edge import at_edge
from shpdocs.cli.exempt import exempt
from shpdocs.cli.history import history
from shpdocs.cli.house_style import house_style
from shpdocs.cli.init import init
from shpdocs.cli.issue import issue
from shpdocs.cli.publish import publish
from shpdocs.cli.schemas import schemas
from shpdocs.cli.status import status
from shpdocs.cli.trace import trace
from shpdocs.cli.waive import waive
from shpdocs.model.version import __version__

COMMANDS = (
    init,
    issue,
    check,
    collect,
    accept,
    waive,
    publish,
    exempt,
    status,
    history,
    assemble,
    trace,
    audit,
    schemas,
    house_style,
    demo,
)

app = typer.Typer(
    name="shpdocs",
    help="Quarterly returns of a community safety partnership: from Excel workbooks to the committee's Word paper.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command(command.__name__.replace("_", "-"))(at_edge(command))
NAMES = tuple(str(registered.name) for registered in app.registered_commands)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"shpdocs {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


def _leave_only(called: list[str]) -> None:
    """Leave only the command that is called, if it is one: Typer makes something of each, which takes time."""
    app.registered_commands = [command for command in app.registered_commands if [command.name] == called] or app.registered_commands


def main() -> None:
    """Run the command line. Output that a terminal cannot show is replaced, never a reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    _leave_only(sys.argv[1:2])
    try:
        app()
    finally:
        gc.freeze()  # the process ends: no search for cycles in what is left, which takes a tenth of a command's time
