"""What is missing: the returns that are not in force, and the notice that a paper is a draft."""

from __future__ import annotations

from shpdocs.model.definition import Definition
from shpdocs.model.document import Block, ListItem, Notice
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material

DRAFT = "DRAFT – not for publication"


def missing_returns(material: Material) -> tuple[Definition, ...]:
    """The definitions whose return is not in force."""
    return tuple(definition for definition in material.definitions if definition.sub_group not in material.returns)


def is_draft(material: Material) -> bool:
    """Whether the paper is a draft: it is not the final one, or a return is neither in force nor waived."""
    return not material.is_final or any(definition.sub_group not in material.waived for definition in missing_returns(material))


def draft_notice(material: Material) -> tuple[Block, ...]:
    """What a draft says under its title: which returns are missing or wait, and how many texts nobody decided about."""
    if not is_draft(material):
        return ()
    missing = [definition for definition in missing_returns(material) if definition.sub_group not in material.waived]
    waiting = [definition.title for definition in missing if definition.sub_group in material.held]
    absent = [definition.title for definition in missing if definition.sub_group not in material.held]
    told = ["DRAFT."]
    if absent:
        told.append(f"{material.profile.words.no_return} for {material.period} from: {'; '.join(absent)}.")
    if waiting:
        told.append(f"Received for {material.period}, but waiting for a decision: {'; '.join(waiting)}.")
    flagged = len(material.disclosed.flagged) if material.disclosed else 0
    if flagged:
        texts = "1 text seems" if flagged == 1 else f"{flagged} texts seem"
        told.append(f"{texts} to hold small numbers of people, which nobody has decided about yet.")
    if not told[1:]:
        told.append("Nothing is missing: this paper was not yet made final.")
    return (Notice(" ".join(told)),)


def not_received(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """An item for each return that is not in force, with the reason if the paper goes without it."""
    items = tuple(f"{definition.title}: {_why(definition.sub_group, material)}" for definition in missing_returns(material))
    return tuple(ListItem(text, "-", starts=not at) for at, text in enumerate(items))


def _why(sub_group: str, material: Material) -> str:
    what = "a return was received and waits for a decision." if sub_group in material.held else "no return was received."
    if sub_group not in material.waived:
        return what
    reason = material.waived[sub_group].because.strip()
    return f"{what} The paper goes without it: {reason}{'' if reason.endswith(('.', '!', '?')) else '.'}"
