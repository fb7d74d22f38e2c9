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
    from shpdocs.commands.audit import audit as judge
    from shpdocs.report.screen import as_json

    audited = judge(folder / file for file in files)
    is_none_read = all(one.unread for one in audited)
    if json:
        print(as_json({"files": [_as_json(one) for one in audited]}))
    elif is_none_read:
        _print_errors(audited)
    else:
        for one in audited:
            _print(one)
    if is_none_read:
        return COULD_NOT_RUN
    return PROBLEMS if any(one.is_broken or one.unread for one in audited) else FINE


def _print_errors(audited: tuple[AuditedFile, ...]) -> None:
    for one in audited:
        if one.unread:
            print(f"shpdocs: {one.unread.what} {one.unread.mend}", file=sys.stderr)


def _print(one: AuditedFile) -> None:
    if one.unread:
        print(f"{one.file}: not audited\n  ! {one.unread.what}\n    {one.unread.mend}")
        return
    counts = f"{one.count('met')} rules met, {one.count('broken')} broken, {one.count('by-choice')} by choice"
    print(f"{one.file}: {counts}")
    for result in one.results:
        print(f"  {result.code:<4}{_WORDS[result.verdict]:<11}{result.title}{' (essential)' if result.is_essential else ''}")
        _print_findings(result)


def _print_findings(result: RuleResult) -> None:
    """What is broken, then what is by choice; the same in several places is told once."""
    told: dict[tuple[bool, str, str], list[Finding]] = {}
    for finding in result.findings:
        told.setdefault((finding.is_choice, finding.what, finding.mend), []).append(finding)
    for (is_choice, what, mend), findings in sorted(told.items(), key=lambda item: item[0][0]):
        where = "; ".join(_where(sheet, list(of_sheet)) for sheet, of_sheet in groupby(findings, key=lambda one: one.place.sheet))
        print(f"      {'-' if is_choice else '!'} {where + ': ' if where else ''}{what}")
        print(f"        {mend}")


def _where(sheet: str, findings: list[Finding]) -> str:
    """A sheet and its cells, as in 'Measures B4, B5'; a heading and what stands below it, as in "under 'Headlines', paragraph 2"."""
    cells = [finding.place.cell for finding in findings if finding.place.cell]
    more = f" and {len(cells) - _CELLS_SHOWN} more" if len(cells) > _CELLS_SHOWN else ""
    separator = "; " if findings[0].separator == ", " else ", "
    return findings[0].separator.join(part for part in (sheet, separator.join(cells[:_CELLS_SHOWN]) + more) if part)


def _as_json(one: AuditedFile) -> dict[str, Any]:
    """A file as schemas/audit.schema.json has it."""
    rules = [
        {
            "rule": result.code,
            "title": result.title,
            "essential": result.is_essential,
            "verdict": result.verdict,
            "findings": [_finding_json(finding) for finding in result.findings],
        }
        for result in one.results
    ]
    found: dict[str, Any] = {"file": one.file, "rules": rules}
    if one.unread:
        found["unread"] = {"what": one.unread.what, "mend": one.unread.mend}
    return found


def _finding_json(finding: Finding) -> dict[str, Any]:
    in_paper = finding.rule.startswith("W")
    return {
        **({"where": finding.where} if in_paper else {"sheet": finding.place.sheet, "cell": finding.place.cell}),
        "by-choice": finding.is_choice,
        "what": finding.what,
        "mend": finding.mend,
    }
