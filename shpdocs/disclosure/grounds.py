"""Why an answer is exempt: by definitions, by sections of profiles, by what earlier papers withheld, and by decisions, all put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shpdocs.definitions.profile_consistency import answers_of_section
from shpdocs.model.definition import Definition, Exemption
from shpdocs.model.ledger import Event, Ground, Grounds
from shpdocs.model.origin import Rule, Stated
from shpdocs.model.profile import Profile


def grounds_in_definitions(definitions: Iterable[Definition]) -> Grounds:
    """What the definitions exempt: fields, measures, tables ('prevent/cases') and columns ('prevent/cases/owner')."""
    return _by_answer(
        (f"{definition.sub_group}/{key}", Ground(f"{definition.year}/{definition.sub_group}.toml", exempt.paragraphs, exempt.reason))
        for definition in definitions
        for key, exempt, _ in _marked(definition)
    )


def _marked(definition: Definition) -> Iterator[tuple[str, Exemption, str]]:
    """What a definition exempts, why, and the key that says so."""
    for group, question in definition.questions:
        if question.exempt:
            yield question.key, question.exempt, f"{group}.{question.key}.exempt"
    for table in definition.tables:
        for column in table.columns:
            if column.exempt:
                yield f"{table.key}/{column.key}", column.exempt, f"tables.{table.key}.columns.{column.key}.exempt"


def grounds_in_profile(file: str, profile: Profile, definitions: tuple[Definition, ...]) -> Grounds:
    """What the exempt sections of a profile print: kept out of every public paper, not only out of the section."""
    return _by_answer(
        (answer, Ground(f"{profile.year}/{file}", plan.exempt.paragraphs, plan.exempt.reason))
        for plan in profile.sections
        if plan.exempt
        for answer in answers_of_section(plan, definitions)
    )


def source_of(answer: str, ground: Ground, definitions: Iterable[Definition], profiles: Iterable[Profile]) -> Stated | Rule:
    """Where a ground for an answer stands today ('fields.update.exempt'); else that it stood there when an earlier paper was made."""
    for definition in definitions:
        for key, exempt, stated in _marked(definition):
            if f"{definition.sub_group}/{key}" == answer and _is_ground(ground, definition.file, exempt):
                return Stated(definition.file, stated)
    for profile in profiles:
        for plan in profile.sections:
            if plan.exempt and _is_ground(ground, plan.file, plan.exempt) and answer in answers_of_section(plan, tuple(definitions)):
                return plan.stated("exempt")
    return Rule(f"{ground.file} exempted it when an earlier paper was made")


def _is_ground(ground: Ground, file: str, exempt: Exemption) -> bool:
    return file.endswith(f"/{ground.file}") and (exempt.paragraphs, exempt.reason) == (ground.paragraphs, ground.reason)


def joined(*all_grounds: Grounds) -> dict[str, tuple[Ground, ...]]:
    """All grounds together, each once, in order."""
    return dict(_by_answer((answer, ground) for grounds in all_grounds for answer, each in grounds.items() for ground in each))


def without(grounds: Grounds, lifted: Grounds) -> dict[str, tuple[Ground, ...]]:
    """The grounds without those that a decision lifted; one that was worded anew since is another, and stands."""
    left = {answer: tuple(ground for ground in each if ground not in lifted.get(answer, ())) for answer, each in grounds.items()}
    return {answer: each for answer, each in left.items() if each}


def as_decision(grounds: Iterable[Ground], decisions: Iterable[Event] = ()) -> Event:
    """Grounds and decisions about one answer as a single decision: with all their paragraphs, and each reason once."""
    given = (*((ground.paragraphs, ground.reason) for ground in grounds), *((event.paragraphs, event.because) for event in decisions))
    paragraphs = tuple(sorted({number for numbers, _ in given for number in numbers}))
    reasons = tuple(dict.fromkeys(reason.strip() for _, reason in given))
    words = (
        reasons[0] if len(reasons) == 1 else " ".join(reason if reason.endswith((".", "!", "?")) else f"{reason}." for reason in reasons)
    )
    return Event("exempted", "", "", "", because=words, paragraphs=paragraphs)


def _by_answer(pairs: Iterable[tuple[str, Ground]]) -> Grounds:
    grounds: dict[str, tuple[Ground, ...]] = {}
    for answer, ground in pairs:
        if ground not in grounds.get(answer, ()):
            grounds[answer] = (*grounds.get(answer, ()), ground)
    return grounds
