"""shpdocs history"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption, JsonOption, OptionalPeriod, period_or_current

if TYPE_CHECKING:
    from shpdocs.model.ledger import Event, Ground

_WORDS: dict[str, Callable[[Event], str]] = {
    "issued": lambda event: f"issued to {event.sub_group} (issue {event.issue})",
    "received": lambda _: "received",
    "in-force": lambda event: f"in force for {event.sub_group}",
    "held": lambda event: f"waits for a decision for {event.sub_group}: {_count(event, 'warning')}",
    "refused": lambda event: f"not accepted{f' for {event.sub_group}' if event.sub_group else ''}: {_count(event, 'problem')}",
    "queried": lambda event: f"asked back to {event.sub_group} (issue {event.issue})",
    "drafted": lambda event: f"e-mail drafted for {event.sub_group}",
    "accepted": lambda event: f"accepted for {event.sub_group} by {event.by}, because: {event.because}",
    "waived": lambda event: f"return of {event.sub_group} waived {_decision(event)}",
    "published": lambda event: f"{_published(event)}: {', '.join(event.answers)}, {_decision(event)}",
    "exempted": lambda event: f"exempt under {_paragraphs(event)}: {', '.join(event.answers)}, {_decision(event)}",
    "withdrawn": lambda event: (
        f"edition {event.edition}{_of_profile(event)} withdrawn {_decision(event)}"
        if event.what == "edition"
        else f"no longer {event.what}{_despite(event)}: {', '.join(event.answers)}, {_decision(event)}"
    ),
    "withheld": lambda event: f"withheld by {', '.join(_files(event))}: {', '.join(event.grounds)}",
    "removed": lambda event: (
        f"{'workbook of ' + event.sub_group + ' that quoted it' if event.about else 'received in error'}: "
        f"removed{' wholly' if event.what else ''} {_decision(event)}"
    ),
    "torn": lambda event: f"begun by a run that was cut short: {event.size} bytes of the ledger moved there",
    "assembled": lambda event: (
        f"assembled{' as final' if event.what == 'final' else ''}" + (f", without {', '.join(event.missing)}" if event.missing else "")
    ),
    "edition": lambda event: f"edition {event.edition}{_of_profile(event)} published" + (f" {_decision(event)}" if event.by else ""),
    "edition-file": lambda event: f"made of edition {event.edition}{_of_profile(event)}, and put beside it",
    "paper-sent": lambda event: (
        f"{f'edition {event.edition}' if event.edition else 'draft'}{_of_profile(event)} sent to the committee {_decision(event)}"
    ),
    "appendix": lambda event: _appendix(event),
}

_OF_EDITIONS = ("edition", "edition-file", "paper-sent")  # 0 is a draft there
_APPENDIX: dict[str, str] = {"given": "given to the paper", "apart": "published apart from the paper", "left-out": "left out of the paper"}


def _appendix(event: Event) -> str:
    from shpdocs.model.appendix import requests_in_words

    decision = f" {_decision(event)}" if event.by else ""
    return f"appendix '{event.title}' {_APPENDIX[event.what]}{_of_profile(event)}{requests_in_words(event.requests)}{decision}"


def _of_profile(event: Event) -> str:
    """Which of the period's papers an event is about, if it is not the usual one."""
    return f" ({event.profile})" if event.profile else ""


def _decision(event: Event) -> str:
    return f"by {event.by}, because: {event.because}"


def _published(event: Event) -> str:
    return "printed though its workbook said that it is not" if event.what else "small numbers may be published"


def _paragraphs(event: Event) -> str:
    named = ", ".join(str(paragraph) for paragraph in event.paragraphs)
    return f"paragraph{'' if len(event.paragraphs) == 1 else 's'} {named} of Schedule 12A"


def _files(event: Event) -> tuple[str, ...]:
    """The definitions and profiles that an event speaks of."""
    return tuple(dict.fromkeys(ground.file for grounds in event.grounds.values() for ground in grounds))


def _despite(event: Event) -> str:
    return f", whatever {' and '.join(_files(event))} says" if event.grounds else ""


def _count(event: Event, word: str) -> str:
    return f"{event.problems} {word}{'' if event.problems == 1 else 's'}"


def history(
    period: OptionalPeriod = "",
    sub_group: Annotated[str, typer.Option("--sub-group", help="Only what concerns this sub-group.", show_default="all")] = "",
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Read the ledger back: what came, and who decided what. Each with its time, and why."""
    from shpdocs.commands.history import history as read_history
    from shpdocs.model.problem.message import printable
    from shpdocs.report.screen import as_json

    past = read_history(folder, period_or_current(period, folder), sub_group)
    if json:
        print(as_json({"period": str(past.period), "events": [_raw(event) for event in past.events]}))
        return FINE
    if not past.events:
        print(f"Nothing has happened in {past.period} yet.")
    for event in past.events:
        what = _WORDS[event.event](event) if event.event in _WORDS else event.event
        print(printable(f"{event.at[:16].replace('T', ' ')}  {event.file or event.sub_group}  {what}"))
    if past.events:
        print("Times are in UTC.")
    return FINE


def _ground(ground: Ground) -> dict[str, object]:
    return {"file": ground.file, "paragraphs": list(ground.paragraphs), "reason": ground.reason}


def _raw(event: Event) -> dict[str, object]:
    return {
        "at": event.at,
        "event": event.event,
        "file": event.file,
        "sha256": event.sha256 or None,
        "sub-group": event.sub_group or None,
        "issue": event.issue or None,
        "problems": event.problems,
        "by": event.by or None,
        "because": event.because or None,
        "warnings": list(event.warnings),
        "about": event.about or None,
        "missing": list(event.missing),
        "answers": dict(event.answers),
        "paragraphs": list(event.paragraphs),
        "what": event.what or None,
        "profile": event.profile or None,
        "edition": event.edition if event.event in _OF_EDITIONS or event.edition else None,
        "title": event.title or None,
        "requests": list(event.requests),
        "unprinted": None if event.unprinted is None else list(event.unprinted),
        "grounds": {answer: [_ground(ground) for ground in grounds] for answer, grounds in event.grounds.items()},
    }
