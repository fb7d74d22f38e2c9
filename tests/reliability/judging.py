"""Judging workbooks as `collect` does, apart from any folder's state: what odd files and mutations are held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shpdocs.commands.judge import Rules, judge
from shpdocs.definitions.definition_files import Year, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.collection import Judgement
from shpdocs.model.definition import Definition
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Json, Stamp
from shpdocs.model.settings import Settings
from shpdocs.store.folder import open_folder

FILE = "made-up.xlsx"


@dataclass(frozen=True)
class Court:
    """A partnership folder by whose definitions workbooks are judged."""

    folder: Path

    def judged(self, content: bytes) -> Judgement:
        """The bytes judged, as if they lay in the inbox of the period that they are for."""
        settings, years, issued = _rules(self.folder)

        def prefill(stamp: Stamp) -> Prefill:
            return issued.get((stamp.period, stamp.sub_group, stamp.issue), Prefill())

        return judge(content, FILE, Rules(settings, years.get, prefill, open_folder(self.folder).read_sent))

    def definition(self, judged: Judgement) -> Definition | None:
        """The definition that a judged workbook was judged by."""
        if judged.stamp is None:
            return None
        year = _rules(self.folder)[1].get(parse_period(judged.stamp.period).year)
        return year.definition(judged.stamp.sub_group) if year else None


@cache
def _rules(folder: Path) -> tuple[Settings, dict[str, Year], dict[tuple[str, str, int], Prefill]]:
    root = open_folder(folder)
    years = {name: read_year(root, name) for name in root.years()}
    issued = {
        (str(period), *key): root.issued_with(str(period), sent)
        for period in map(parse_period, root.periods())
        for key, sent in root.period(period).state().sent.items()
    }
    return read_settings(root), years, issued


def blocking(judged: Judgement) -> tuple[str, ...]:
    """The codes of what keeps a return from being used."""
    return tuple(problem.code for problem in judged.problems if problem.severity == "blocking")


def leaves(answers: Json, pointer: str = "") -> dict[str, Json]:
    """Every answer that is not null, by its pointer."""
    if isinstance(answers, dict):
        return {at: leaf for key, value in answers.items() for at, leaf in leaves(value, f"{pointer}/{key}").items()}
    if isinstance(answers, list):
        return {at: leaf for key, value in enumerate(answers) for at, leaf in leaves(value, f"{pointer}/{key}").items()}
    return {} if answers is None else {pointer: answers}


def wrong_answers(true: Judgement, judged: Judgement) -> tuple[str, ...]:
    """The pointers of answers that would be used though they are not the true ones."""
    if judged.return_ is None or blocking(judged):
        return ()
    assert true.return_ is not None
    known, found = leaves(true.return_.answers), leaves(judged.return_.answers)
    return tuple(pointer for pointer, answer in found.items() if known.get(pointer) != answer or type(known[pointer]) is not type(answer))


def lost_answers(true: Judgement, judged: Judgement) -> tuple[str, ...]:
    """The pointers of answers that went unseen: neither used, nor is there a new problem that holds the return."""
    if judged.return_ is None or {one.code for one in judged.problems if one.severity != "notice"} - {one.code for one in true.problems}:
        return ()
    assert true.return_ is not None
    found = leaves(judged.return_.answers)
    return tuple(pointer for pointer in leaves(true.return_.answers) if pointer not in found)
