"""Deciding about the paper: a return it may do without, small numbers it may print, an answer that is exempt; and taking that back.

Each decision is recorded with who and why, and counts until it is withdrawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.context import Context, hold_to_decide
from shpdocs.commands.exemptions import decisions_for_paper, read_exemptions
from shpdocs.commands.printing import read_printing
from shpdocs.commands.published_papers import published_papers
from shpdocs.commands.returns_in_force import returns_in_force
from shpdocs.disclosure.disclose import disclose
from shpdocs.disclosure.exclusions import exclusions_for
from shpdocs.disclosure.grounds import joined
from shpdocs.disclosure.texts.search import small_numbers_in
from shpdocs.model.definition import Definition, SmallNumbers
from shpdocs.model.errors import UsageError, did_you_mean
from shpdocs.model.ledger import PRINTED, Event
from shpdocs.store.folder import check_sub_group
from shpdocs.store.proofs import read_proofs

PARAGRAPHS = range(1, 8)  # of Part 1 of Schedule 12A as it stands for England; 7A to 7C went in 2006 and later


class Decided(Struct, frozen=True):
    """A decision about the paper.

    `decision` is 'waived', 'published' or 'exempted'; `answers` are what it is about ('prevent/update'; for a waiver the sub-group
    alone). `outcome` is 'recorded', 'withdrawn', or 'unchanged' if it stood already, just so. `waits` and `refused` name a file of
    that sub-group that waits for a decision, or has problems, where a return was waived all the same. Of an exemption taken back,
    `despite` names the definitions and profiles that say exempt, and `stays` says that the answer is exempt all the same, by a decision
    about an earlier paper or with the measure or table that it belongs to. Of answers that may be published, `held_back` are those
    whose workbook said that they are not printed; for the others it is about small numbers.
    """

    decision: str
    answers: tuple[str, ...]
    outcome: str
    by: str
    because: str
    waits: str = ""
    refused: str = ""
    despite: tuple[str, ...] = ()
    stays: bool = False
    held_back: tuple[str, ...] = ()


def waive(folder: str | Path, period: str, sub_group: str, *, by: str, because: str, at: str = "", withdraw: bool = False) -> Decided:
    """Let the paper be final without a sub-group's return; with `withdraw`, take that back.

    Raises:
        UsageError: nobody or no reason is named, the reason seems to hold a small number of people, there is no such
            sub-group, its return is in force, or there is nothing to withdraw.
        ShpdocsError: the folder, its definitions or a return cannot be used.
    """
    with hold_to_decide(folder, period, by, because, at) as context:
        check_sub_group(sub_group, context.sub_groups)
        event = Event("waived", context.time, "", "", sub_group, by=by.strip(), because=because.strip(), answers={sub_group: ""})
        if withdraw:
            return _withdrawn(context, event, context.state.waived)
        if sub_group in returns_in_force(context.root, context.period, context.year.definitions).returns:
            in_force = context.state.in_force.get(sub_group)
            file = f": {in_force.file}" if in_force else ""
            raise UsageError(f"The return of {sub_group} is in force{file}.", "There is nothing to waive.")
        check_printed_reason(because, context.settings.small_numbers)
        last = context.state.last_decision.get(sub_group)
        decided = _recorded(context, event, _as_decided(context.state.waived))
        waiting = context.state.held.get(sub_group)
        refused = last.file if last and last.event == "refused" else ""
        return replace(decided, waits=waiting.file if waiting else "", refused=refused)


def publish(
    folder: str | Path,
    period: str,
    answer: str,
    *,
    by: str,
    because: str,
    at: str = "",
    withdraw: bool = False,
    not_printed: bool = False,
) -> Decided:
    """Let an answer be printed that its workbook said is not, or its small numbers as they are; of a sub-group alone, all of it that
    waits for a decision. What is held back is decided about first, its small numbers when it is not held back any more.

    The decision holds for what stands there now: once it changes, it must be decided anew. With `withdraw`, take it back. With
    `not_printed` it is about nothing but what workbooks said is not printed: a sub-group alone stands for one of the two.

    Raises:
        UsageError: nobody or no reason is named, nothing there can be decided, there is nothing to withdraw, or of a sub-group both
            small numbers and what is not printed wait, and nothing says which is meant.
        ShpdocsError: the folder, its settings, definitions or a return cannot be used.
    """
    with hold_to_decide(folder, period, by, because, at) as context:
        check_sub_group(answer.partition("/")[0], context.sub_groups)
        event = Event("published", context.time, "", "", answer.partition("/")[0], by=by.strip(), because=because.strip())
        if withdraw:
            named = {name: "" for name in context.state.published if answer in (name, name.partition("/")[0])}
            held_back = tuple(name for name in named if any(each.what for each in context.state.published[name].values()))
            withdrawn = _withdrawn(context, replace(event, answers=named or {answer: ""}), context.state.published)
            return replace(withdrawn, held_back=held_back)
        decidable = _decidable(context)
        if not_printed:
            decidable = {name: waiting for name, waiting in decidable.items() if waiting.what == PRINTED}
        wanted = {name: waiting for name, waiting in decidable.items() if answer in (name, name.partition("/")[0])}
        if not wanted:
            raise _nothing_to_decide(context, answer, tuple(sorted(decidable)))
        _check_one_kind(context, answer, wanted)
        return _published(context, event, wanted, with_decided="/" in answer)


def _check_one_kind(context: Context, answer: str, wanted: Mapping[str, Waiting]) -> None:
    """Make sure that who lets be printed what workbooks said is not does not let small numbers be printed with it."""
    published = context.state.published
    new = {name: waiting for name, waiting in wanted.items() if not waiting.is_decided(published.get(name, {}))}
    small = [name for name, waiting in new.items() if waiting.what != PRINTED]
    if small and len(small) < len(new):
        what = f"Of {answer} two things wait: small numbers in {', '.join(small)}, and what its workbook said is not printed."
        decide = f"shpdocs publish {answer} {context.period} --not-printed --by NAME --because TEXT"
        raise UsageError(what, f"Decide about the second: {decide}. Then name each answer whose small numbers may be printed.")


def _published(context: Context, event: Event, wanted: Mapping[str, Waiting], *, with_decided: bool) -> Decided:
    """Record that these answers may be printed; `with_decided`, those too of which that was decided already."""
    published = context.state.published
    new = {name for name, waiting in wanted.items() if not waiting.is_decided(published.get(name, {}))}
    if not new and not with_decided:
        standing = next(published[name][waiting.digest] for name, waiting in wanted.items())
        return Decided("published", tuple(wanted), "unchanged", standing.by, standing.because)
    answers = {name: waiting for name, waiting in wanted.items() if with_decided or name in new}
    outcomes = set()
    for what in (PRINTED, ""):
        of_this = {name: waiting.digest for name, waiting in answers.items() if waiting.what == what}
        places = tuple(place for name in of_this for place in answers[name].places)
        if of_this:
            outcomes.add(_recorded(context, replace(event, answers=of_this, what=what, places=places), published).outcome)
    outcome = "recorded" if "recorded" in outcomes else "unchanged"
    held_back = tuple(name for name, waiting in answers.items() if waiting.what)
    return Decided("published", tuple(answers), outcome, event.by, event.because, held_back=held_back)


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

    An answer may be a column of a table ('prevent/cases/owner'). What is taken back may also be what a definition or a profile says:
    for this period's paper alone, and as long as they say nothing else.

    `because` says why the public interest in keeping it exempt outweighs that in disclosing it.

    Raises:
        UsageError: nobody, no reason or no paragraph from 1 to 7 is named, the reason seems to hold a small number of people,
            there is no such answer, or there is nothing to withdraw.
        ShpdocsError: the folder or its definitions cannot be used.
    """
    with hold_to_decide(folder, period, by, because, at) as context:
        event = Event(
            "exempted", context.time, "", "", answer.partition("/")[0], by=by.strip(), because=because.strip(), answers={answer: ""}
        )
        if withdraw:
            return _withdrawn_exemption(context, event, answer)
        check_printed_reason(because, context.settings.small_numbers)
        _check_paragraphs(paragraphs)
        _check_answer(answer, context.year.definitions)
        event = replace(event, paragraphs=tuple(sorted(set(paragraphs))))
        return _recorded(context, event, _as_decided(context.state.exempted))


def _as_decided(standing: Mapping[str, Event]) -> dict[str, dict[str, Event]]:
    """Decisions that do not depend on what stands there, in the form of those that do."""
    return {answer: {"": event} for answer, event in standing.items()}


def _recorded(context: Context, event: Event, standing: Mapping[str, Mapping[str, Event]]) -> Decided:
    """Record a decision, unless it stands just so."""
    before = [standing.get(answer, {}).get(digest) for answer, digest in event.answers.items()]
    decision = (event.by, event.because, event.paragraphs)
    is_same = all(earlier and (earlier.by, earlier.because, earlier.paragraphs) == decision for earlier in before)
    is_same = is_same and {*event.places} <= {place for earlier in before if earlier for place in earlier.places}
    if not is_same:
        context.record(event)
    return Decided(event.event, tuple(event.answers), "unchanged" if is_same else "recorded", event.by, event.because)


def _withdrawn(context: Context, event: Event, standing: Mapping[str, object]) -> Decided:
    """Record that a decision is taken back."""
    if not set(event.answers) <= set(standing):
        verb = "stands" if len(standing) == 1 else "stand"
        remedy = f"There {verb}: {', '.join(sorted(standing))}." if standing else "There stands none."
        what = f"Nothing that was {event.event} stands for {', '.join(event.answers)} in {context.period}."
        raise UsageError(what, remedy)
    context.record(replace(event, event="withdrawn", what=event.event))
    return Decided(event.event, tuple(event.answers), "withdrawn", event.by, event.because)


def _withdrawn_exemption(context: Context, event: Event, answer: str) -> Decided:
    """Record that an answer is not exempt in this paper: by no decision about it, nor by what definitions and profiles say now."""
    exemptions = read_exemptions(context.root, context.period, context.year, context.state)
    if answer not in context.state.exempted and answer in exemptions.earlier:
        what = f"'{answer}' is exempt by a decision about an earlier paper, not about that of {context.period}."
        raise UsageError(what, "Withdraw it in the period in which it was decided; shpdocs history shows the decisions of one.")
    lifted = joined(exemptions.standing, exemptions.last_year)
    if answer in lifted:
        event = replace(event, grounds={answer: lifted[answer]})
    decided = _withdrawn(context, event, {**context.state.exempted, **lifted})
    despite = tuple(dict.fromkeys(ground.file for ground in lifted.get(answer, ())))
    return replace(decided, despite=despite, stays=_is_excluded(context, answer))


def _is_excluded(context: Context, answer: str) -> bool:
    """Whether an answer is exempt in the paper, as the ledger stands now."""
    exemptions = read_exemptions(context.root, context.period, context.year, context.state)
    decisions = decisions_for_paper(context.root, context.period, context.state.decisions, exemptions)
    sub_group, _, key = answer.partition("/")
    table, _, column = key.partition("/")
    for definition in context.year.definitions:
        if definition.sub_group == sub_group:
            excluded = exclusions_for(definition, decisions)
            return bool({key, table} & {*excluded.fields, *excluded.measures, *excluded.tables}) or (table, column) in excluded.columns
    return False


class Waiting(Struct, frozen=True):
    """What a decision to publish an answer would be about: the digest of what stands there, and the places in its texts that tell a number;
    `what` is PRINTED if it is held back."""

    digest: str
    what: str = ""
    places: tuple[str, ...] = ()

    def is_decided(self, published: Mapping[str, Event]) -> bool:
        """Whether one of the decisions about the answer, by the digest of what stood there, was about all of this."""
        decided = published.get(self.digest)
        return decided is not None and {*self.places} <= {*decided.places}


def _decidable(context: Context) -> dict[str, Waiting]:
    """The answers that can be published by a decision, those decided already among them."""
    exemptions = read_exemptions(context.root, context.period, context.year, context.state)
    decisions = decisions_for_paper(context.root, context.period, context.state.decisions, exemptions)
    in_force = returns_in_force(context.root, context.period, context.year.definitions, with_last_year=True)
    small = context.settings.small_numbers
    before = in_force.last_year_definitions
    printing = read_printing(context.root, context.period, context.year, exemptions, in_force)
    published = published_papers(context.root, context.period, context.year, in_force)
    given = (context.year.definitions, in_force.known, context.period, small, decisions, before, printing, published)
    disclosed = disclose(*given, proofs=read_proofs(context.period_folder))
    held_back = {held.answer: Waiting(held.digest, PRINTED) for held in disclosed.held_back}
    released = {held.answer: Waiting(held.digest, PRINTED) for held in disclosed.released}
    decided = {name: event.answers[name] for name, event in disclosed.overridden.items() if event.what != PRINTED}
    small_numbers = {
        name: Waiting(digest, places=disclosed.places.get(name, ())) for name, digest in (decided | dict(disclosed.decidable)).items()
    }
    return released | small_numbers | held_back


def _nothing_to_decide(context: Context, answer: str, names: tuple[str, ...]) -> UsageError:
    remedy = f"There can be decided: {', '.join(names)}.{did_you_mean(answer, names)}" if names else "Nothing of this period waits for one."
    return UsageError(f"There is nothing to decide about in {answer} for {context.period}.", remedy)


def check_printed_reason(because: str, rule: SmallNumbers) -> None:
    """Make sure that a reason that public papers print holds no small number of people.

    Raises:
        UsageError: it seems to hold one.
    """
    excerpts = small_numbers_in(because, rule)
    if excerpts:
        what = f"The public paper prints this reason, and it seems to hold a small number of people: “{excerpts[0]}”."
        raise UsageError(what, "Say it without the number.")


def _check_paragraphs(paragraphs: tuple[int, ...]) -> None:
    wrong = sorted({str(paragraph) for paragraph in paragraphs if paragraph not in PARAGRAPHS})
    if wrong:
        what = f"Part 1 of Schedule 12A has no paragraph {', '.join(wrong)}."
        raise UsageError(what, "It has seven in England today, 1 to 7; guidance that counts ten is of older law.")
    if not paragraphs:
        raise UsageError("An exemption needs its paragraphs of Schedule 12A.", "Give at least one: --paragraph 1 (1 to 7).")


def _check_answer(answer: str, definitions: tuple[Definition, ...]) -> None:
    check_sub_group(answer.partition("/")[0], tuple(definition.sub_group for definition in definitions))
    definition = next(definition for definition in definitions if definition.sub_group == answer.partition("/")[0])
    keys = tuple(f"{definition.sub_group}/{question.key}" for _, question in definition.questions)
    columns = tuple(f"{definition.sub_group}/{table.key}/{column.key}" for table in definition.tables for column in table.columns)
    if answer not in keys + columns:
        raise UsageError(f"There is no answer '{answer}'.", f"There are: {', '.join(keys)}.{did_you_mean(answer, keys)}")
