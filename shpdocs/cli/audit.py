"""shpdocs audit"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shpdocs.cli.edge import COULD_NOT_RUN, FINE, PROBLEMS, JsonOption

if TYPE_CHECKING:  # every command loads this module, only this one needs those
    from shpdocs.model.audit import AuditedFile, Finding, RuleResult

_CELLS_SHOWN = 8
_WORDS = {"met": "met", "broken": "BROKEN", "by-choice": "by choice"}


def audit(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Workbooks and Word files, or folders of them.", show_default=False)
    ],
    folder: Annotated[Path, typer.Option("--folder", help="Where FILE is looked for.", show_default="the current folder")] = Path(),
    json: JsonOption = False,
) -> int:
    """Check workbooks and Word papers for accessibility. Rule by rule, your own or anybody's; stores nothing."""
    from shpdocs.commands.audit import audit as audit_files
    from shpdocs.report.screen import as_json

    audited = audit_files(folder / path for path in files)
    is_none_read = all(file.unread for file in audited)
    if json:
        print(as_json({"files": [_as_json(file) for file in audited]}))
    elif is_none_read:
        _print_errors(audited)
    else:
        for file in audited:
            _print(file)
    if is_none_read:
        return COULD_NOT_RUN
    return PROBLEMS if any(file.is_broken or file.unread for file in audited) else FINE


def _print_errors(audited: tuple[AuditedFile, ...]) -> None:
    for file in audited:
        if file.unread:
            print(f"shpdocs: {file.unread.what} {file.unread.mend}", file=sys.stderr)


def _print(file: AuditedFile) -> None:
    if file.unread:
        print(f"{file.file}: not audited\n  ! {file.unread.what}\n    {file.unread.mend}")
        return
    counts = f"{file.count('met')} rules met, {file.count('broken')} broken, {file.count('by-choice')} by choice"
    print(f"{file.file}: {counts}")
    for result in file.results:
        print(f"  {result.code:<4}{_WORDS[result.verdict]:<11}{result.title}{' (essential)' if result.is_essential else ''}")
        _print_findings(result)


def _print_findings(result: RuleResult) -> None:
    """What is broken, then what is by choice; the same in several places is shown once."""
    places: dict[tuple[bool, str, str], list[Finding]] = {}
    for finding in result.findings:
        places.setdefault((finding.is_choice, finding.what, finding.mend), []).append(finding)
    for (is_choice, what, mend), findings in sorted(places.items(), key=lambda item: item[0][0]):
        where = "; ".join(_where(sheet, list(in_sheet)) for sheet, in_sheet in groupby(findings, key=lambda finding: finding.place.sheet))
        print(f"      {'-' if is_choice else '!'} {where + ': ' if where else ''}{what}")
        print(f"        {mend}")


def _where(sheet: str, findings: list[Finding]) -> str:
    """A sheet and its cells, as in 'Measures B4, B5'; a heading and what stands below it, as in "under 'Headlines', paragraph 2"."""
    cells = [finding.place.cell for finding in findings if finding.place.cell]
    more = f" and {len(cells) - _CELLS_SHOWN} more" if len(cells) > _CELLS_SHOWN else ""
    separator = "; " if findings[0].separator == ", " else ", "
    return findings[0].separator.join(part for part in (sheet, separator.join(cells[:_CELLS_SHOWN]) + more) if part)


def _as_json(file: AuditedFile) -> dict[str, Any]:
    """A file as schemas/audit.schema.json has it."""
    rules = [
        {
            "rule": result.code,
            "title": result.title,
            "essential": result.is_essential,
            "verdict": result.verdict,
            "findings": [_finding_json(finding) for finding in result.findings],
        }
        for result in file.results
    ]
    json: dict[str, Any] = {"file": file.file, "rules": rules}
    if file.unread:
        json["unread"] = {"what": file.unread.what, "mend": file.unread.mend}
    return json


def _finding_json(finding: Finding) -> dict[str, Any]:
    in_paper = finding.rule.startswith("W")
    return {
        **({"where": finding.where} if in_paper else {"sheet": finding.place.sheet, "cell": finding.place.cell}),
        "by-choice": finding.is_choice,
        "what": finding.what,
        "mend": finding.mend,
    }
