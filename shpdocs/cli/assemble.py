"""shpdocs assemble"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shpdocs.cli.appendix_options import (
    AppendixOption,
    ChangesOption,
    CommentsOption,
    HiddenOption,
    LinksOption,
    ObjectsOption,
    appendix_files,
    appendix_requests,
)
from shpdocs.cli.edge import (
    FINE,
    ByOption,
    FolderOption,
    JsonOption,
    OptionalPeriod,
    ProfileOption,
    period_or_current,
    progress_bar,
    relative,
)

if TYPE_CHECKING:
    from shpdocs.commands.assemble import Assembled
    from shpdocs.model.disclosure import Left

_Apart = Annotated[
    list[str] | None,
    typer.Option("--apart", help="The title of one published apart: named, not in the paper. May be repeated.", show_default=False),
]
_WithoutAppendix = Annotated[
    list[str] | None,
    typer.Option(
        "--without-appendix", help="The title of one that leaves the paper; say who and why. May be repeated.", show_default=False
    ),
]
_Because = Annotated[
    str, typer.Option("--because", help="Why another edition is published, or an appendix leaves; kept for good.", show_default=False)
]
_FINDINGS_SHOWN = 12  # of a file that breaks rules of accessibility; shpdocs audit shows all
_MANY_NUMBERS = 61  # small numbers of people: from here on it takes more than a moment to show that none can be worked out
_WHY = {
    "small": "a small number of people",
    "secondary": "a small number could be worked out from it",
    "derived": "made of one that is suppressed or rounded",
    "whole": "with all that belongs together, as it could not be shown that nothing can be worked out",
}
_EXPOSED: dict[Left, str] = {
    "one": "Given away already: {number}, can be worked out of papers that others have, whatever this one withholds.",
    "few": "Narrowed down already: papers that others have leave {number}, fewer values than the rule asks, whatever this one withholds.",
    "few-by-marks": "Not to be told which are small: papers that others have leave {number}, fewer values to somebody who knows it.",
}


def assemble(
    period: OptionalPeriod = "",
    final: Annotated[bool, typer.Option("--final", help="Publish it as an edition: refused while anything is missing.")] = False,
    profile: ProfileOption = "",
    appendix: AppendixOption = None,
    appendix_changes: ChangesOption = None,
    appendix_comments: CommentsOption = None,
    appendix_objects: ObjectsOption = None,
    appendix_links: LinksOption = None,
    appendix_hidden: HiddenOption = None,
    apart: _Apart = None,
    without_appendix: _WithoutAppendix = None,
    separate: Annotated[bool, typer.Option("--separate", help="Write report and appendices as single files too.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Make a tagged PDF of each file too, through LibreOffice.")] = False,
    by: ByOption = "",
    because: _Because = "",
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Assemble the paper: a draft, or with --final an edition. Drafts stand in output/PERIOD/papers, editions in output/PERIOD/published.

    An edition never changes. If the paper differs from the one that stands, every change is told, and another is published only with
    --by and --because.
    """
    from shpdocs.commands.assemble import assemble as assemble_paper
    from shpdocs.model.edition import paper_words

    period = period_or_current(period, folder)
    with progress_bar("Testing small numbers", is_wanted=not json, least=_MANY_NUMBERS) as progress:
        paper = assemble_paper(
            folder,
            period,
            final=final,
            profile=profile,
            appendices=appendix_files(appendix or []),
            appendix_requests=appendix_requests(appendix_changes, appendix_comments, appendix_objects, appendix_links, appendix_hidden),
            apart=apart or (),
            without_appendices=without_appendix or (),
            separate=separate,
            pdf=pdf,
            by=by,
            because=because,
            progress=progress,
        )
    if json:
        _print_json(paper, paper_words(period, profile), folder)
    else:
        _print(paper, period, profile, folder)
    return FINE


def _print_json(paper: Assembled, name: str, folder: Path) -> None:
    from shpdocs.cli.assembled_json import assembled_json
    from shpdocs.report.screen import as_json

    print(as_json(assembled_json(paper, name, folder)))


def _print(paper: Assembled, period: str, profile: str, folder: Path) -> None:
    """Say what became of the paper, and what an officer should know of it."""
    from shpdocs.model.edition import assemble_command, paper_words

    _print_files(paper, folder)
    _print_appendices(paper)
    _print_returns(paper, "" if paper.edition else assemble_command(period, profile))
    _print_kept_back(paper, period)
    _print_reading(paper)
    _print_meeting(paper, paper_words(period, profile))


def _print_files(paper: Assembled, folder: Path) -> None:
    from shpdocs.model.problem.message import printable
    from shpdocs.report.papers import since_lines

    notes = {
        "unchanged": " (the same file as before)" if paper.changes else " (unchanged)",
        "replaced": " (replaces the one assembled before)",
        "published": f"   edition {paper.edition}: it never changes",
        "stands": f"   edition {paper.edition} stands: nothing differs from it",
    }
    print(f"{relative(paper.path, folder)}{notes.get(paper.outcome, '')}")
    for path in paper.files:
        print(relative(path, folder))
    if paper.exempt:
        print(f"{relative(paper.exempt, folder)}   Part II: keep it out of what is published")
    for kept in paper.kept:
        print(f"{kept.name} was edited since it was assembled, so it stays as it is; the new one stands beside it.")
    for gone in paper.gone:
        print(f"{relative(gone, folder)} was of the paper before and is taken away.")
    for line in since_lines(paper.record, paper.since, paper.changes):
        print(printable(line))


def _print_appendices(paper: Assembled) -> None:
    """The appendices that the paper has, what became of each that came in, and what names others."""
    from shpdocs.model.problem.message import printable

    if paper.appendices:
        names = (f"{each.heading}{' (published apart: put it beside the paper)' if each.is_apart else ''}" for each in paper.appendices)
        print(f"With it: {'; '.join(names)}")
    for report in paper.merged:
        carried = ", ".join(f"{part.what}: {part.count}" for part in report.carried)
        print(f"Appendix {report.title}: carried {carried}; nothing lost.")
        for noticed in report.noticed:
            print(printable(f"  look at: {noticed}"))
        for requested in report.requested:
            print(f"  on request: {requested}")
        for changed in report.changed:
            print(f"  changed: {changed}")
        for left in report.left:
            print(f"  left out: {left}")
    for listed in paper.wrongly_listed:
        typed = "; ".join(listed.typed)
        print(
            printable(
                f"“{listed.label}” ({listed.answer}) names other appendices than there are: {typed}. The paper lists those there are."
            )
        )
    for absent in paper.absent:
        print(printable(f"{absent.name} is named and not there ({absent.ref}): {absent.excerpt}"))


def _print_returns(paper: Assembled, command: str) -> None:
    """What is missing; of a draft of which nothing is, the `command` that publishes it once --final is added."""
    is_whole = not (paper.missing or paper.flagged or paper.telling_reasons or paper.held_back or paper.unusable or paper.wrongly_listed)
    if command and is_whole:
        decided = " --by NAME --because TEXT" if paper.differs_from else ""
        print(f"DRAFT: nothing is missing. The paper to publish: {command} --final{decided}")
    missing = [title for title in paper.missing if title not in paper.waiting]
    if missing:
        print(f"DRAFT: no return from {'; '.join(missing)}.")
    if paper.waiting:
        print(f"DRAFT: the return waits for a decision (shpdocs accept): {'; '.join(paper.waiting)}.")
    for title in paper.overtaken:
        print(f"{title} sent a newer return that waits for a decision or has problems: the one in force is printed.")
    if paper.unusable:
        print(f"Not used, as it no longer fits its definition; collect it again: {'; '.join(paper.unusable)}.")
    if paper.left_out:
        print(f"Left out, as the returns hold nothing for them: {'; '.join(paper.left_out)}.")
    if paper.not_printed:
        print(f"Answered, but in no section of the paper: {', '.join(paper.not_printed)}.")


def _print_kept_back(paper: Assembled, period: str) -> None:
    from shpdocs.report.held_back import held_back_words
    from shpdocs.report.suppressed import where_suppressed

    for withheld in paper.withheld:
        numbers = ", ".join(str(number) for number in withheld.exemption.paragraphs)
        word = "paragraph" if len(withheld.exemption.paragraphs) == 1 else "paragraphs"
        print(f"Not for publication: {withheld.title} ({withheld.answer}), Schedule 12A {word} {numbers}.")
    for suppressed in paper.suppressed:
        where = f", {where_suppressed(suppressed)}" if suppressed.where else ""
        print(f"Suppressed: {suppressed.title} ({suppressed.answer}){where}: {_WHY[suppressed.why]}.")
    if paper.suppressed:
        print(f"To print one all the same: shpdocs publish ANSWER {period} --by NAME --because TEXT")
    _print_exposed(paper)
    _print_telling_texts(paper, period)
    together = held_back_words(paper.held_back, period)
    for held in together:
        words = "its workbook said that it is" if held.count == 1 else "their workbook said that they are"
        print(f"Held back: {held.words}: {words} not printed.")
    for held in together:
        if held.count > 1:
            print(f"To print all of these: shpdocs publish {held.decided_by} --by NAME --because TEXT")
    if paper.held_back:
        print(f"To print one all the same: shpdocs publish SUB-GROUP/ANSWER {period} --by NAME --because TEXT")


def _print_telling_texts(paper: Assembled, period: str) -> None:
    """The texts and reasons that tell numbers which must not be printed, and what to do."""
    from shpdocs.report.suppressed import telling_remedy

    for flagged in paper.flagged:
        excerpts = "; ".join(f"“{excerpt}”" for excerpt in flagged.excerpts)
        print(f"Numbers of people in a text, to be decided: {flagged.title} ({flagged.answer}): {excerpts}")
    if paper.flagged:
        print(f"Ask the lead for other words, or let it stand: shpdocs publish ANSWER {period} --by NAME --because TEXT")
    for reason in paper.telling_reasons:
        print(f"The reason why {reason.answer} is {reason.why} tells a number that is not published: “{reason.excerpt}”")
        print(telling_remedy(reason, period))


def _print_exposed(paper: Assembled) -> None:
    """The small numbers of which papers that others have rule values out, and what to do."""
    for exposed in paper.exposed:
        print(_EXPOSED[exposed.left].format(number=f"a small number of {exposed.answer}, {exposed.period}"))
    lefts = {exposed.left for exposed in paper.exposed}
    if lefts - {"few-by-marks"}:
        print("Tell who governs information in your council; withdraw the edition that gives it away, wherever it is shown.")
    if "few-by-marks" in lefts:
        print("Tell nobody which of the suppressed numbers are small, and which went with them: no paper does.")


def _print_reading(paper: Assembled) -> None:
    """What keeps somebody from reading the paper, and what a house style lacks."""
    if paper.house_style:
        if paper.house_style.missing:
            print(f"{paper.house_style.file} lacks styles, ours are used: {', '.join(paper.house_style.missing)}.")
        for name, what, mend in paper.house_style.inaccessible:
            print(f"{paper.house_style.file}, {name}: {what}. {mend}")
    for audited in paper.audits:
        if audited.unread:
            print(f"{audited.file}: not audited. {audited.unread.what} {audited.unread.mend}")
        broken = [finding for result in audited.results for finding in result.findings if not finding.is_choice]
        if broken:
            from shpdocs.answers.values import counted

            print(f"{audited.file}: {counted(audited.count('broken'), 'rule')} of accessibility broken:")
        counts: dict[str, int] = {}
        for finding in broken:
            words = f"{finding.rule} {finding.what} {finding.mend}"
            counts[words] = counts.get(words, 0) + 1
        for words, count in list(counts.items())[:_FINDINGS_SHOWN]:
            print(f"  {words}{f' ({count} times)' if count > 1 else ''}")
        if broken:
            print("  To see where: shpdocs audit FILE.docx")


def _print_meeting(paper: Assembled, name: str) -> None:
    """By when the paper must be published, and how it is recorded that an edition published now went to the committee."""
    if paper.publication:
        print(paper.publication.words)
        for warning in paper.publication.warnings:
            print(f"Warning: {warning}")
    if paper.outcome == "published":
        print(f"When it goes to the committee: shpdocs sent {name} --by NAME --because TEXT")
