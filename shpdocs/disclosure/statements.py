"""Baselines and targets that a public paper withholds, because a small number could be worked out of them."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from shpdocs.model.definition import Baseline, Definition, Measure, Target
from shpdocs.model.disclosure import WithheldStatement

_BASELINE, _TARGET = Baseline(none="suppressed"), Target(none="suppressed")


def without_statements(definitions: tuple[Definition, ...], withheld: Set[WithheldStatement]) -> tuple[Definition, ...]:
    """The definitions as a public paper may use them: what is withheld says so, and nothing can be worked out of it."""
    if not withheld:
        return definitions
    return tuple(
        replace(definition, measures=tuple(_public(measure, definition.sub_group, withheld) for measure in definition.measures))
        for definition in definitions
    )


def _public(measure: Measure, sub_group: str, withheld: Set[WithheldStatement]) -> Measure:
    public = measure
    has_no_baseline = (sub_group, measure.key, "baseline") in withheld
    if has_no_baseline:
        parts = tuple(replace(part, baseline=_BASELINE if _is_number(part.baseline) else part.baseline) for part in measure.parts)
        public = replace(public, parts=parts, baseline=_BASELINE if _is_number(measure.baseline) else measure.baseline)
    if (sub_group, measure.key, "target") in withheld or (has_no_baseline and _leads_back(measure)):
        parts = tuple(replace(part, target=_TARGET if part.target or _is_change(measure.target) else None) for part in public.parts)
        public = replace(public, parts=parts, target=measure.target and _TARGET, profile=())
    return public


def _is_number(baseline: Baseline | None) -> bool:
    return baseline is not None and baseline.value is not None


def _is_change(target: Target | None) -> bool:
    """Whether what is aimed at is a change: one for all parts is worked out for each of them."""
    return target is not None and bool(target.reduce_by or target.increase_by)


def _leads_back(measure: Measure) -> bool:
    """Whether a target is stated with the change that it was worked out of: both give the baseline."""
    targets = [measure.target, *(part.target for part in measure.parts)]
    return any(target is not None and target.value is not None and _is_change(target) for target in targets)
