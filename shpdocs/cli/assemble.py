"""shpdocs assemble"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption, OptionalPeriod, period_or_current, relative

if TYPE_CHECKING:
    from shpdocs.commands.assemble import Assembled

_FINDINGS_SHOWN = 12  # of a file that breaks rules of accessibility; shpdocs audit shows all
_WHY = {
    "small": "a small number of people",
    "secondary": "another could be worked out from it",
    "derived": "made of one that is suppressed",
}


def assemble(
    period: OptionalPeriod = "",
    final: Annotated[bool, typer.Option("--final", help="The paper to publish, not a draft: refused while anything is missing.")] = False,
    profile: Annotated[str, typer.Option("--profile", help="The profile paper-NAME.toml.", metavar="NAME", show_default="paper.toml")] = "",
    appendix: Annotated[
        list[str] | None,
        typer.Option("--appendix", help="A Word file of another body: TITLE=FILE.docx. May be repeated.", show_default=False),
    ] = None,
    separate: Annotated[bool, typer.Option("--separate", help="Write report and appendices as single files too.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Make a tagged PDF of each file too, through LibreOffice.")] = False,
    folder: FolderOption = Path(),
) -> int:
    """Assemble the paper from the returns in force. It stands in output/PERIOD/papers, and is a draft unless --final."""
    from shpdocs.commands.assemble import assemble as make

    of = period_or_current(period, folder)
    made = make(folder, of, final=final, profile=profile, appendices=_named(appendix or []), separate=separate, pdf=pdf)
    _print_files(made, folder)
    _print_returns(made, "" if final else f"{of} --profile {profile}" if profile else of)
    _print_kept_back(made, of)
    _print_reading(made)
    _print_meeting(made)
    return FINE


def _named(options: list[str]) -> dict[str, str | Path]:
    """The appendices by title."""
    from shpdocs.model.errors import UsageError

    found: dict[str, str | Path] = {}
    for option in options:
        title, is_there, file = option.rpartition("=")
        if not is_there or not title.strip() or not file.strip():
            raise UsageError(f"'{option}' does not name an appendix.", 'Write a title and a file, as in --appendix "MPS Report=FILE.docx".')
        if title in found:
            raise UsageError(f"Two appendices are called '{title}'.", "Give each a title of its own.")
        found[title] = Path(file).expanduser()
    return found


def _print_files(made: Assembled, folder: Path) -> None:
    note = {"unchanged": " (unchanged)", "replaced": " (replaces the one assembled before)"}.get(made.outcome, "")
    print(f"{relative(made.path, folder)}{note}")
    for path in made.files:
        print(relative(path, folder))
    if made.exempt:
        print(f"{relative(made.exempt, folder)}   Part II: keep it out of what is published")
    for kept in made.kept:
        print(f"{kept.name} was edited since it was assembled, so it stays as it is; the new one stands beside it.")
    for gone in made.gone:
        print(f"{relative(gone, folder)} was of the paper before and is taken away.")
    if made.draft:
        print(f"{made.draft.name} stands beside it still; it is out of date.")
    for report in made.merged:
        carried = ", ".join(f"{one.what}: {one.count}" for one in report.carried)
        print(f"Appendix {report.title}: carried {carried}; nothing lost.")
        for changed in report.changed:
            print(f"  changed: {changed}")
        for left in report.left:
            print(f"  left out: {left}")


def _print_returns(made: Assembled, draft_of: str) -> None:
    if draft_of and not (made.missing or made.flagged or made.unusable):
        print(f"DRAFT: nothing is missing. The paper to publish: shpdocs assemble {draft_of} --final")
    missing = [title for title in made.missing if title not in made.waiting]
    if missing:
        print(f"DRAFT: no return from {'; '.join(missing)}.")
    if made.waiting:
        print(f"DRAFT: the return waits for a decision (shpdocs accept): {'; '.join(made.waiting)}.")
    for title in made.overtaken:
        print(f"{title} sent a newer return that waits for a decision or has problems: the one in force is printed.")
    if made.unusable:
        print(f"Not used, as it no longer fits its definition; collect it again: {'; '.join(made.unusable)}.")
    if made.left_out:
        print(f"Left out, as the returns hold nothing for them: {'; '.join(made.left_out)}.")
    if made.not_printed:
        print(f"Answered, but in no section of the paper: {', '.join(made.not_printed)}.")


def _print_kept_back(made: Assembled, period: str) -> None:
    for withheld in made.withheld:
        numbers = ", ".join(str(number) for number in withheld.exemption.paragraphs)
        word = "paragraph" if len(withheld.exemption.paragraphs) == 1 else "paragraphs"
        print(f"Not for publication: {withheld.title} ({withheld.answer}), Schedule 12A {word} {numbers}.")
    for suppressed in made.suppressed:
        where = f", {', '.join(suppressed.where)}" if suppressed.where else ""
        print(f"Suppressed: {suppressed.title} ({suppressed.answer}){where}: {_WHY[suppressed.why]}.")
    if made.suppressed:
        print(f"To print one all the same: shpdocs publish ANSWER {period} --by NAME --because TEXT")
    for flagged in made.flagged:
        told = "; ".join(f"“{excerpt}”" for excerpt in flagged.excerpts)
        print(f"Small numbers in a text, to be decided: {flagged.title} ({flagged.answer}): {told}")
    if made.flagged:
        print(f"Ask the lead for other words, or let it stand: shpdocs publish ANSWER {period} --by NAME --because TEXT")


def _print_reading(made: Assembled) -> None:
    """What keeps somebody from reading the paper, and what a house style lacks."""
    if made.house_style:
        if made.house_style.missing:
            print(f"{made.house_style.file} lacks styles, ours are used: {', '.join(made.house_style.missing)}.")
        for name, what, mend in made.house_style.inaccessible:
            print(f"{made.house_style.file}, {name}: {what}. {mend}")
    for one in made.audits:
        if one.unread:
            print(f"{one.file}: not audited. {one.unread.what} {one.unread.mend}")
        broken = [finding for result in one.results for finding in result.findings if not finding.is_choice]
        if broken:
            from shpdocs.report.screen import counted

            print(f"{one.file}: {counted(one.count('broken'), 'rule')} of accessibility broken:")
        told: dict[str, int] = {}
        for finding in broken:
            words = f"{finding.rule} {finding.what} {finding.mend}"
            told[words] = told.get(words, 0) + 1
        for words, count in list(told.items())[:_FINDINGS_SHOWN]:
            print(f"  {words}{f' ({count} times)' if count > 1 else ''}")
        if broken:
            print("  To see where: shpdocs audit FILE.docx")


def _print_meeting(made: Assembled) -> None:
    if made.publication:
        print(made.publication.words)
        for warning in made.publication.warnings:
            print(f"Warning: {warning}")
