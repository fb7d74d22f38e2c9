"""Deciding about the paper: a return it may do without, small numbers it may print, an answer that is exempt; and taking that back.

Each decision is recorded with who and why, and counts until it is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.clock import now
from shpdocs.commands.returns_in_force import decisions_of, returns_in_force
from shpdocs.definitions.definition_files import Year, read_settings, read_year
from shpdocs.model.definition import Definition, Field, Measure, Table
from shpdocs.model.disclosure import Decisions
from shpdocs.model.errors import UsageError, did_you_mean
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, parse_period
from shpdocs.store.folder import Folder, PeriodFolder, open_folder
from shpdocs.store.ledger_state import LedgerState, ledger_state

PARAGRAPHS = range(1, 8)  # of Part 1 of Schedule 12A as it stands for England; 7A to 7C went in 2006 and later


class Decided(Struct, frozen=True):
    """A decision about the paper.

    `decision` is 'waived', 'published' or 'exempted'; `answers` are what it is about ('prevent/update'; for a waiver the sub-group
    alone). `outcome` is 'recorded', 'withdrawn', or 'unchanged' if it stood already, just so. `waits` and `refused` name a file of
    that sub-group that waits for a decision, or has problems, where a return was waived all the same.
    """

    decision: str
    answers: tuple[str, ...]
    outcome: str
    by: str
    because: str
    waits: str = ""
    refused: str = ""


class _Scene(Struct, frozen=True):
    """What a decision is taken on: the folder, the year's definitions and what was decided so far."""

    root: Folder
    period_folder: PeriodFolder
    year: Year
    state: LedgerState

    @property
    def period(self) -> Period:
        return self.period_folder.period

    @property
    def sub_groups(self) -> tuple[str, ...]:
        return tuple(definition.sub_group for definition in self.year.definitions)


def waive(folder: str | Path, period: str, sub_group: str, *, by: str, because: str, at: str = "", withdraw: bool = False) -> Decided:
    """Let the paper be final without a sub-group's return; with `withdraw`, take that back.

    Raises:
        UsageError: nobody or no reason is named, the reason seems to hold a small number of people, there is no such
            sub-group, its return is in force, or there is nothing to withdraw.
        ShpdocsError: the folder, its definitions or a return cannot be used.
    """
    with _deciding(folder, period, by, because) as scene:
        _check_sub_group(sub_group, scene.sub_groups)
        event = Event("waived", at or now(), "", "", sub_group, by=by.strip(), because=because.strip(), answers={sub_group: ""})
        if withdraw:
            return _withdrawn(scene, event, scene.state.waived)
        if sub_group in returns_in_force(scene.root, scene.period, scene.year.definitions).returns:
            there = scene.state.in_force.get(sub_group)
            file = f": {there.file}" if there else ""
            raise UsageError(f"The return of {sub_group} is in force{file}.", "There is nothing to waive.")
        _check_reason(scene, because)
        last = scene.state.last_decision.get(sub_group)
        decided = _recorded(scene, event, _as_decided(scene.state.waived))
        waiting = scene.state.held.get(sub_group)
        refused = last.file if last and last.event == "refused" else ""
        return replace(decided, waits=waiting.file if waiting else "", refused=refused)


def publish(folder: str | Path, period: str, answer: str, *, by: str, because: str, at: str = "", withdraw: bool = False) -> Decided:
    """Let an answer's small numbers be printed as they are; of a sub-group alone, all of it that waits for a decision.

    The decision holds for what stands there now: once it changes, it must be decided anew. With `withdraw`, take it back.

    Raises:
        UsageError: nobody or no reason is named, nothing there can be decided, or there is nothing to withdraw.
        ShpdocsError: the folder, its settings, definitions or a return cannot be used.
    """
    with _deciding(folder, period, by, because) as scene:
        _check_sub_group(answer.partition("/")[0], scene.sub_groups)
        event = Event("published", at or now(), "", "", answer.partition("/")[0], by=by.strip(), because=because.strip())
        if withdraw:
            named = {one: "" for one in scene.state.published if answer in (one, one.partition("/")[0])}
            return _withdrawn(scene, replace(event, answers=named or {answer: ""}), scene.state.published)
        can_be = _decidable(scene)
        wanted = {one: digest for one, digest in can_be.items() if answer in (one, one.partition("/")[0])}
        if not wanted:
            raise _nothing_to_decide(scene, answer, can_be)
        published = scene.state.published
        new = {one: digest for one, digest in wanted.items() if digest not in published.get(one, {})}
        if "/" not in answer and not new:
            standing = next(published[one][digest] for one, digest in wanted.items())
            return Decided("published", tuple(wanted), "unchanged", standing.by, standing.because)
        return _recorded(scene, replace(event, answers=wanted if "/" in answer else new), published)


def exempt(
    folder: str | Path,
    period: str,
    answer: str,
    *,
    paragraphs: tuple[int, ...] = (),
    by: str,
    because: str,
    at: str = "",
    withdraw: bool = False,
) -> Decided:
    """Keep an answer out of the public paper as exempt under paragraphs of Schedule 12A; with `withdraw`, take that back.

    `because` says why the public interest in keeping it exempt outweighs that in disclosing it.

    Raises:
        UsageError: nobody, no reason or no paragraph from 1 to 7 is named, the reason seems to hold a small number of people,
            there is no such answer, or there is nothing to withdraw.
        ShpdocsError: the folder or its definitions cannot be used.
    """
    with _deciding(folder, period, by, because) as scene:
        event = Event(
            "exempted", at or now(), "", "", answer.partition("/")[0], by=by.strip(), because=because.strip(), answers={answer: ""}
        )
        if withdraw:
            _check_is_of_this_paper(scene, answer)
            return _withdrawn(scene, event, scene.state.exempted)
        _check_reason(scene, because)
        _check_paragraphs(paragraphs)
        _check_answer(answer, scene.year.definitions)
        event = replace(event, paragraphs=tuple(sorted(set(paragraphs))))
        return _recorded(scene, event, _as_decided(scene.state.exempted))


@contextmanager
def _deciding(folder: str | Path, period: str, by: str, because: str) -> Iterator[_Scene]:
    """Hold the period while something is decided about its paper."""
    if not all(any(sign.isalnum() for sign in text) for text in (by, because)):  # a dash or a space without width names nobody
        raise UsageError("A decision needs who and why.", "Give both: --by NAME --because TEXT.")
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    year = read_year(root, wanted.year)
    period_folder = root.period(wanted)
    with period_folder.locked():
        yield _Scene(root, period_folder, year, ledger_state(period_folder.events()))


def _as_decided(standing: Mapping[str, Event]) -> dict[str, dict[str, Event]]:
    """Decisions that do not depend on what stands there, in the form of those that do."""
    return {answer: {"": event} for answer, event in standing.items()}


def _recorded(scene: _Scene, event: Event, standing: Mapping[str, Mapping[str, Event]]) -> Decided:
    """Record a decision, unless it stands just so."""
    before = [standing.get(answer, {}).get(digest) for answer, digest in event.answers.items()]
    is_same = all(one and (one.by, one.because, one.paragraphs) == (event.by, event.because, event.paragraphs) for one in before)
    if not is_same:
        scene.period_folder.record(event)
    return Decided(event.event, tuple(event.answers), "unchanged" if is_same else "recorded", event.by, event.because)


def _withdrawn(scene: _Scene, event: Event, standing: Mapping[str, object]) -> Decided:
    """Record that a decision is taken back."""
    if not set(event.answers) <= set(standing):
        stand = f"There {'stands' if len(standing) == 1 else 'stand'}: {', '.join(sorted(standing))}." if standing else "There stands none."
        what = f"Nothing that was {event.event} stands for {', '.join(event.answers)} in {scene.period}."
        raise UsageError(what, stand)
    scene.period_folder.record(replace(event, event="withdrawn", what=event.event))
    return Decided(event.event, tuple(event.answers), "withdrawn", event.by, event.because)


def _decidable(scene: _Scene) -> Mapping[str, str]:
    """The answers whose small numbers can be decided about, those decided already among them, with what stands there."""
    from shpdocs.disclosure import decidable

    found = returns_in_force(scene.root, scene.period, scene.year.definitions, with_last_year=True)
    small = read_settings(scene.root).small_numbers
    return decidable(scene.year.definitions, found.known, scene.period, small, _undecided(scene), found.last_year_definitions)


def _undecided(scene: _Scene) -> Decisions:
    """The decisions without those to publish."""
    return decisions_of(scene.root, scene.period, scene.year.definitions, Decisions(exempted=scene.state.exempted))


def _nothing_to_decide(scene: _Scene, answer: str, can_be: Mapping[str, str]) -> UsageError:
    names = tuple(sorted(can_be))
    remedy = f"There can be decided: {', '.join(names)}.{did_you_mean(answer, names)}" if names else "Nothing of this period waits for one."
    return UsageError(f"There are no small numbers to decide about in {answer} for {scene.period}.", remedy)


def _check_sub_group(sub_group: str, names: tuple[str, ...]) -> None:
    if sub_group not in names:
        raise UsageError(f"There is no sub-group '{sub_group}'.", f"There are: {', '.join(names)}.{did_you_mean(sub_group, names)}")


def _check_is_of_this_paper(scene: _Scene, answer: str) -> None:
    if answer not in scene.state.exempted and answer in _undecided(scene).exempted:
        what = f"'{answer}' is exempt by a decision about an earlier paper, not about that of {scene.period}."
        raise UsageError(what, "Withdraw it in the period in which it was decided; shpdocs history shows the decisions of one.")


def _check_reason(scene: _Scene, because: str) -> None:
    """The public paper prints why an answer is exempt and why a return is waived."""
    from shpdocs.disclosure.texts import small_in_text

    found = small_in_text(because, read_settings(scene.root).small_numbers)
    if found:
        what = f"The public paper prints this reason, and it seems to hold a small number of people: “{found[0]}”."
        raise UsageError(what, "Say it without the number.")


def _check_paragraphs(paragraphs: tuple[int, ...]) -> None:
    wrong = sorted({str(one) for one in paragraphs if one not in PARAGRAPHS})
    if wrong:
        what = f"Part 1 of Schedule 12A has no paragraph {', '.join(wrong)}."
        raise UsageError(what, "It has seven in England today, 1 to 7; guidance that counts ten is of older law.")
    if not paragraphs:
        raise UsageError("An exemption needs its paragraphs of Schedule 12A.", "Give at least one: --paragraph 1 (1 to 7).")


def _check_answer(answer: str, definitions: tuple[Definition, ...]) -> None:
    _check_sub_group(answer.partition("/")[0], tuple(definition.sub_group for definition in definitions))
    definition = next(one for one in definitions if one.sub_group == answer.partition("/")[0])
    asked: tuple[Field | Measure | Table, ...] = (*definition.fields, *definition.measures, *definition.tables)
    keys = tuple(f"{definition.sub_group}/{one.key}" for one in asked)
    if answer not in keys:
        raise UsageError(f"There is no answer '{answer}'.", f"There are: {', '.join(keys)}.{did_you_mean(answer, keys)}")
