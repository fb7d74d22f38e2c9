"""shpdocs trace"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption, OptionalPeriod, period_or_current

_SHOWN = 120  # characters of a text


def trace(
    words: Annotated[str, typer.Argument(help="Some words of the paper, as printed.", show_default=False)],
    period: OptionalPeriod = "",
    profile: Annotated[str, typer.Option("--profile", help="The profile paper-NAME.toml.", metavar="NAME", show_default="paper.toml")] = "",
    folder: FolderOption = Path(),
) -> int:
    """Say which cells of which files a text comes from. Writes nothing."""
    from shpdocs.commands.trace import trace as trace_words
    from shpdocs.model.problem.message import printable

    for traced in trace_words(folder, period_or_current(period, folder), words, profile=profile):
        text = traced.text if len(traced.text) <= _SHOWN else f"{traced.text[:_SHOWN]}…"
        print(printable(f"{traced.under}: {text}"))
        for origin in traced.origins:
            source = origin.source
            raw = " ".join(str(source.raw).split())
            shown = raw if len(raw) <= _SHOWN // 2 else f"{raw[: _SHOWN // 2]}…"
            place = f"{source.sheet} {source.cell} of {origin.file_name}"
            print(printable(f"  {place}: {shown}  ({origin.answer}, read as {source.rule}, file {source.file[:12]})"))
        if not traced.origins:
            print("  standing words of the profile or the definition, or a word for what was not returned")
    return FINE
