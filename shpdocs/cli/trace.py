"""shpdocs trace"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from shpdocs.cli.edge import FINE, DraftOption, EditionOption, FolderOption, JsonOption, OptionalPeriod, ProfileOption, period_or_current

_NEGATIVE = re.compile(r"-(?=[^A-Za-z-])")


class TraceCommand(TyperCommand):
    """The command as it takes negative numbers too: '-5.2%' is no option, and finds what papers print as '−5.2%'."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments, the hyphen before a number being the minus sign that it stands for."""
        return super().parse_args(ctx, [_NEGATIVE.sub("−", argument, count=1) if argument[:1] == "-" else argument for argument in args])


def trace(
    words: Annotated[
        str, typer.Argument(help="Some words, or a number, as the paper prints them; not with --cell or --answer.", show_default=False)
    ] = "",
    period: OptionalPeriod = "",
    profile: ProfileOption = "",
    edition: EditionOption = None,
    draft: DraftOption = False,
    paper: Annotated[
        Path | None,
        typer.Option("--paper", help="The Word file of a paper, of any period: also an edited one.", metavar="FILE", show_default=False),
    ] = None,
    place: Annotated[
        str, typer.Option("--place", help="Only where the heading, row or column has these words.", metavar="TEXT", show_default="anywhere")
    ] = "",
    cell: Annotated[
        str,
        typer.Option("--cell", help="The other way: where this cell is printed or used.", metavar="FILE!SHEET!CELL", show_default=False),
    ] = "",
    answer: Annotated[
        str, typer.Option("--answer", help="The other way: where this answer is, as in prevent/update.", metavar="NAME", show_default=False)
    ] = "",
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Say where a number or text of a paper comes from.

    The arithmetic, the cells, the definition: of the paper as it was made, whatever came since. With --cell or --answer the other way: in
    which editions and drafts a cell of a received file, or an answer, is printed or was used; a period then means what was returned for
    it. Writes nothing.
    """
    if cell or answer:
        is_more_asked = bool(period or profile or edition is not None or draft or paper or place)
        return _trace_uses(cell, answer, words, folder, is_more_asked=is_more_asked, json=json)
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


def _trace_uses(cell: str, answer: str, period: str, folder: Path, *, is_more_asked: bool, json: bool) -> int:
    """The other way: from a cell or an answer to the papers."""
    from shpdocs.cli.traced_uses import print_uses, uses_code, uses_json
    from shpdocs.commands.tracing.uses import uses_of_answer, uses_of_cell
    from shpdocs.model.errors import UsageError
    from shpdocs.report.screen import as_json

    if is_more_asked or (cell and answer):
        what = "A cell and an answer are looked for in every paper that is kept, one at a time."
        raise UsageError(what, "Name one of them, and at most the period that it was returned for: shpdocs trace 2024-25-Q2 --cell CELL")
    uses = uses_of_cell(folder, cell, period) if cell else uses_of_answer(folder, answer, period)
    if json:
        print(as_json(uses_json(uses)))
    else:
        print_uses(uses)
    return uses_code(uses)
