"""The profile of a paper as decisions and the year's other profiles leave it: what is exempt in one of them is printed by none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from shpdocs.definitions.profile_consistency import answers_of_section
from shpdocs.model.definition import Definition
from shpdocs.model.profile import Line, Profile, SectionPlan
from shpdocs.paper.sections.exemptions import exemption_words
from shpdocs.paper.sections.material import WITHHELD


def profile_for_paper(
    name: str, profiles: Mapping[str, Profile], exempted: Collection[str], definitions: tuple[Definition, ...]
) -> Profile:
    """Return the profile of that name, of which `exempted` are the answers that are.

    A section of it is exempt no longer if an answer of its is not: decided to be public, it is printed in its place, beside words for
    what is still exempt. Standing words of a section that is exempt in any of the profiles are words for what is exempt too; the
    section follows, as an exempt one, so that Part II holds them.
    """
    exempt_plans = [plan for profile in profiles.values() for plan in profile.sections if plan.exempt]
    sections = [_as_decided(plan, exempted, definitions) for plan in profiles[name].sections]
    public_words = {_plain(line.words) for plan in sections if not plan.exempt for line in plan.lines}
    secret = {_plain(line.words): plan for plan in exempt_plans for line in plan.lines if _plain(line.words) in public_words - {""}}
    sections = [plan if plan.exempt else replace(plan, lines=tuple(_without(secret, plan.lines))) for plan in sections]
    kept = (replace(plan, lines=tuple(line for line in plan.lines if _plain(line.words) in secret)) for plan in exempt_plans)
    once: dict[SectionPlan, SectionPlan] = {}
    for plan in kept:
        if plan.lines:
            once.setdefault(_reading(plan), plan)  # profiles may say the same
    return replace(profiles[name], sections=(*sections, *once.values()))


def _as_decided(plan: SectionPlan, exempted: Collection[str], definitions: tuple[Definition, ...]) -> SectionPlan:
    is_decided = plan.exempt and any(answer not in exempted for answer in answers_of_section(plan, definitions))
    return replace(plan, exempt=None) if is_decided else plan


def _without(secret: Mapping[str, SectionPlan], lines: Iterable[Line]) -> Iterable[Line]:
    """The lines with words in the place of those that are exempt."""
    for line in lines:
        plan = secret.get(_plain(line.words))
        words = f"{WITHHELD}: exempt under {exemption_words(plan.exempt).text}." if plan and plan.exempt else line.words
        yield replace(line, words=words, exempt_by=plan.stated("exempt.paragraphs") if plan else None)


def _reading(plan: SectionPlan) -> SectionPlan:
    """A section without where it stands."""
    return replace(plan, file="", key="", lines=tuple(replace(line, key="") for line in plan.lines))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
