"""shpdocs evidence"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from shpdocs.cli.edge import (
    FINE,
    DraftOption,
    EditionOption,
    FolderOption,
    JsonOption,
    OptionalPeriod,
    ProfileOption,
    period_or_current,
    relative,
)

if TYPE_CHECKING:
    from shpdocs.commands.evidence import WrittenEvidence


def evidence(
    period: OptionalPeriod = "",
    profile: ProfileOption = "",
    edition: EditionOption = None,
    draft: DraftOption = False,
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
