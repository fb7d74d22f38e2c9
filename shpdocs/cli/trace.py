"""shpdocs trace"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption, JsonOption, OptionalPeriod, period_or_current


def trace(
    words: Annotated[str, typer.Argument(help="Some words, or a number, as the paper prints them.", show_default=False)],
    period: OptionalPeriod = "",
    profile: Annotated[str, typer.Option("--profile", help="The profile paper-NAME.toml.", metavar="NAME", show_default="paper.toml")] = "",
    edition: Annotated[
        int | None, typer.Option("--edition", help="An edition by its number.", metavar="NUMBER", show_default="the one that stands")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Not an edition, but the last draft.")] = False,
    paper: Annotated[
        Path | None,
        typer.Option("--paper", help="The Word file of a paper, of any period: also an edited one.", metavar="FILE", show_default=False),
    ] = None,
    place: Annotated[
        str, typer.Option("--place", help="Only where the heading, row or column has these words.", metavar="TEXT", show_default="anywhere")
    ] = "",
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Say where a number or text of a paper comes from: the arithmetic, the cells, the definition.

    It is that of the paper as it was made, whatever came since. Writes nothing.
    """
    from shpdocs.cli.traced import print_traced, traced_json
    from shpdocs.commands.trace import trace as trace_words
    from shpdocs.report.screen import as_json

    meant = period if paper else period_or_current(period, folder)
    traced = trace_words(folder, meant, words, profile=profile, edition=edition, draft=draft, paper=paper, place=place)
    if json:
        print(as_json(traced_json(traced)))
    else:
        print_traced(traced)
    return FINE
