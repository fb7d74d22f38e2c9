"""shpdocs evidence"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shpdocs.cli.edge import FINE, FolderOption, JsonOption, OptionalPeriod, period_or_current, relative

if TYPE_CHECKING:
    from shpdocs.commands.evidence import WrittenEvidence


def evidence(
    period: OptionalPeriod = "",
    profile: Annotated[str, typer.Option("--profile", help="The profile paper-NAME.toml.", metavar="NAME", show_default="paper.toml")] = "",
    edition: Annotated[
        int | None, typer.Option("--edition", help="An edition by its number.", metavar="NUMBER", show_default="the one that stands")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Not an edition, but the last draft.")] = False,
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Write one page on where all of a paper comes from.

    It is private, made of what was kept with the edition or draft, and opens in any browser.
    """
    from shpdocs.commands.evidence import evidence as write_evidence
    from shpdocs.model.edition import paper_words
    from shpdocs.model.problem.message import printable
    from shpdocs.report.screen import as_json

    written = write_evidence(folder, period_or_current(period, folder), profile=profile, edition=edition, draft=draft)
    path = relative(written.path, folder)
    if json:
        print(as_json(_as_json(written, path)))
        return FINE
    which = f"edition {written.edition}" if written.edition else "the last draft"
    print(f"{paper_words(written.period, written.profile)}, {which}: {written.pieces} pieces of {written.texts} texts lead back.")
    print(f"  {written.outcome:<12}{printable(path)}")
    print("The page is private: it names the files of leads and what was typed into them. Open it in a browser.")
    return FINE


def _as_json(written: WrittenEvidence, path: str) -> dict[str, Any]:
    return {
        "period": written.period,
        "profile": written.profile or None,
        "edition": written.edition,
        "file": path,
        "outcome": written.outcome,
        "texts": written.texts,
        "pieces": written.pieces,
    }
