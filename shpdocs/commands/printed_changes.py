"""What papers printed otherwise than it stands now: which answers of a period, in which editions and drafts, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.earlier_papers import standing_papers
from shpdocs.commands.returns_in_force import prefill_for
from shpdocs.definitions.definition_files import Year, read_year
from shpdocs.figures.printed import EarlierPaper, Otherwise, is_figure, otherwise, said_now, sub_group_of
from shpdocs.model.collection import PrintedChange, PrintedChanges
from shpdocs.model.definition import Definition, SmallNumbers
from shpdocs.model.edition import PrintedAnswer, assemble_command
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.ledger import Event
from shpdocs.model.period import QUARTERS, Period, parse_period, year_before
from shpdocs.model.returns import Return
from shpdocs.report.printed import reads_as_printed, shortened, show_now
from shpdocs.store.folder import Folder
from shpdocs.store.ledger import LedgerState

_Found = tuple[EarlierPaper, Otherwise]


def printed_changes(root: Folder, period: Period, small_numbers: SmallNumbers) -> PrintedChanges:
    """Return what papers printed of a period otherwise than the returns say it now, and what the period's own papers did of any; and
    the quarters whose workbooks are to be issued again.

    Nothing is read but ledgers and the records of papers unless a return is another one than a paper was made from. `small_numbers`
    is the rule by which figures of people are rounded that have none of their own.

    Raises:
        RecordError: a ledger, a return or the record of a paper is not as it was written.
    """
    telling = _Telling(root, period, small_numbers)
    found = tuple(telling.found())
    by_answer: dict[tuple[str, str, str], list[_Found]] = {}
    for paper, each in found:
        by_answer.setdefault((each.printed.answer, each.printed.period, each.printed.shown), []).append((paper, each))
    changes = tuple(telling.change(tuple(alike)) for alike in by_answer.values())
    return PrintedChanges(changes, tuple(dict.fromkeys((*telling.issue_again(), *telling.said_later(found), *_assemble_again(found)))))


class _Telling(Struct, frozen=True, dict=True):
    """What is read to tell of a period: each thing once, and only if it is needed."""

    root: Folder
    period: Period
    small_numbers: SmallNumbers

    @cached_property
    def _periods(self) -> frozenset[str]:
        return frozenset(self.root.periods())

    @cached_property
    def _years(self) -> dict[str, Year | None]:
        return {}

    def found(self) -> Iterator[_Found]:
        """What the papers that stand printed otherwise."""
        returns: dict[str, dict[str, Return]] = {}
        for paper in standing_papers(self.root, self.period):
            is_own = paper.period == str(self.period)
            for sub_group in self._with_other_returns(paper):
                if sub_group not in returns:
                    returns[sub_group] = self._returns(sub_group)
                for each in otherwise(paper, {sub_group: returns[sub_group]}):
                    if (is_own or each.printed.period == str(self.period)) and not self._reads_as_printed(each):
                        yield paper, each

    def change(self, alike: tuple[_Found, ...]) -> PrintedChange:
        """What several papers printed alike of an answer, and what stands there now."""
        _, each = alike[0]
        papers = tuple(paper for paper, _ in alike)
        now = show_now(each, self._definition(each.printed))
        names = tuple(dict.fromkeys(paper.words for paper in papers))
        is_out, before = any(paper.is_out for paper in papers), shortened(each.printed.shown)
        return PrintedChange(each.printed.name, before, now, names, is_out, is_figure(each.printed))

    def issue_again(self) -> Iterator[tuple[str, str]]:
        """The quarters from the period on with a workbook, not yet returned, that was issued with other figures than those of now."""
        for quarter in QUARTERS[QUARTERS.index(self.period.quarter) :]:
            later = Period(self.period.year, quarter)
            state = self.root.period(later).state() if str(later) in self._periods else None
            if state and any(self._is_outdated(later, state, issued) for issued in state.last_issued.values()):
                words = f"Workbooks of {later} were issued with figures of earlier quarters that changed since. Issue them again:"
                yield words, f"shpdocs issue {later}"

    def said_later(self, found: tuple[_Found, ...]) -> Iterator[tuple[str, str]]:
        """The quarters after the period whose returns say another figure of it than it has now: papers from then on print that one."""
        for _, each in found:
            if not is_figure(each.printed) or each.printed.period != str(self.period):
                continue
            returns = self._returns(sub_group_of(each.printed))
            before = said_now(each.printed, str(self.period), returns)
            for later in sorted(name for name in returns if name > str(self.period)):
                now = said_now(each.printed, later, returns)
                if now != before:
                    shown = show_now(replace(each, now=now), self._definition(each.printed))
                    words = f"{each.printed.name}: the return of {later} says {shown}, and papers from then on print that."
                    yield f"{words} If it is wrong, have that return sent again:", f"shpdocs issue {later}"
                before = now

    def _with_other_returns(self, paper: EarlierPaper) -> tuple[str, ...]:
        """The sub-groups of which another return is in force than a paper was made from."""
        period, in_force = parse_period(paper.period), dict[str, str]()
        for name in (period, *period.told_of):
            if str(name) in self._periods:
                events = self.root.period(name).state().in_force
                in_force |= {f"{name}/{sub_group}": event.sha256 for sub_group, event in events.items()}
        others = (key for key in {**paper.made_from, **in_force} if paper.made_from.get(key) != in_force.get(key))
        return tuple(sorted({key.partition("/")[2] for key in others}))

    def _returns(self, sub_group: str) -> dict[str, Return]:
        """A sub-group's returns in force of the period's year and the year before, by period."""
        periods = (Period(year, quarter) for year in (self.period.year, year_before(self.period.year)) for quarter in QUARTERS)
        there = (name for name in periods if str(name) in self._periods)
        returns = {str(name): self.root.period(name).read_return(sub_group) for name in there}
        return {name: return_ for name, return_ in returns.items() if return_}

    def _definition(self, printed: PrintedAnswer) -> Definition | None:
        """The definition by which an answer was asked; None if it cannot be used any more."""
        year = self._year(printed.period.rpartition("-")[0])
        return year.definition(sub_group_of(printed)) if year else None

    def _year(self, name: str) -> Year | None:
        """A year's definitions; None if they cannot be used any more."""
        if name not in self._years:
            try:
                self._years[name] = read_year(self.root, name)
            except ShpdocsError:
                self._years[name] = None  # what was printed can be told without
        return self._years[name]

    def _reads_as_printed(self, each: Otherwise) -> bool:
        return reads_as_printed(each, self._definition(each.printed), self.small_numbers)

    def _is_outdated(self, period: Period, state: LedgerState, issued: Event) -> bool:
        """Whether a workbook, not yet returned, was issued before a return of an earlier quarter gave it another figure."""
        sub_group, year = issued.sub_group, self._year(period.year)
        definition = year.definition(sub_group) if year else None
        if sub_group in state.in_force or definition is None:
            return False
        earlier = (self.root.period(Period(period.year, quarter)).state().in_force.get(sub_group) for quarter in period.earlier_quarters)
        if not any(return_ and return_.at > issued.at for return_ in earlier):  # so that mostly no return has to be read
            return False
        sent = state.sent[sub_group, issued.issue]  # without what was removed as received in error
        before, now = self.root.issued_with(str(period), sent), prefill_for(self.root, definition, period)
        return _earlier(before.cells) != _earlier(now.cells)


def _earlier(cells: Mapping[str, object]) -> dict[str, object]:
    return {pointer: cell for pointer, cell in cells.items() if "/earlier/" in pointer}


def _assemble_again(found: tuple[_Found, ...]) -> Iterator[tuple[str, str]]:
    for paper, _ in found:
        command = assemble_command(paper.period, paper.profile)
        words = f"{paper.words[:1].upper()}{paper.words[1:]}"
        if paper.kind == "edition":
            yield f"{words} stands as it is until a correction is published:", f"{command} --final --by NAME --because TEXT"
        else:
            yield f"{words} tells what stood there before. To make a new one:", command
