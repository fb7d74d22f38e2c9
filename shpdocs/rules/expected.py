"""What a figure is expected to be by the end of a quarter, so that it can be called off target."""

from __future__ import annotations

from dataclasses import dataclass

from shpdocs.words.definition import Baseline, Measure, Part, Target


@dataclass(frozen=True)
class Expected:
    """The bounds that a figure keeps to if it is on target; None where there is no bound.

    `quarters` are those whose figures are added up to be held against the bounds; one alone is held as it stands.
    `is_pro_rata` says that the bounds are an even share of the year's target, no profile being agreed.
    """

    low: float | None
    high: float | None
    quarters: tuple[str, ...]
    is_pro_rata: bool = False


def expected(measure: Measure, part: Part | None, quarter: str) -> Expected | None:
    """Return what the measure (or a part of it) is expected to be by the end of a quarter, or None if nothing is.

    A sum is held against the profile of the year so far, or an even share of the target. So is a figure for the year so
    far, which is not added up. Anything else is held against its profile or target as it stands. A measure without a
    direction or a target in figures is never off target.
    """
    if not measure.is_figure or measure.better not in ("lower", "higher", "band"):
        return None
    so_far = tuple(name for name in measure.asked_in if name <= quarter)
    quarters = so_far if measure.quarters == "sum" else (quarter,)
    profiled = dict(measure.profile).get(quarter)
    target = part.target if part and part.target else measure.target
    if part and not part.target and target and (target.value is not None or target.low is not None):
        return None  # a level aimed at by all parts together says nothing of one
    baseline = part.baseline if part and part.baseline else measure.baseline
    low, high = _bounds(measure.better, target, baseline)
    if profiled is not None and measure.better != "band":
        low, high = _sides(measure.better, profiled)
    if low is None and high is None:
        return None
    is_share = measure.quarters in ("sum", "to-date") and profiled is None
    share = len(so_far) / len(measure.asked_in) if is_share else 1
    return Expected(_times(low, share), _times(high, share), quarters, is_share and share < 1)


def _bounds(better: str, target: Target | None, baseline: Baseline | None) -> tuple[float | None, float | None]:
    if target is None:
        return None, None
    if better == "band":
        return target.low, target.high
    value = target_value(target, baseline)
    return (None, None) if value is None else _sides(better, value)


def _sides(better: str, value: float) -> tuple[float | None, float | None]:
    return (None, value) if better == "lower" else (value, None)


def _times(bound: float | None, share: float) -> float | None:
    return None if bound is None else bound * share


def target_value(target: Target, baseline: Baseline | None) -> float | None:
    """The figure aimed at: as stated, or the baseline changed by the stated per cent (not rounded); else None."""
    if target.value is not None:
        return target.value
    change = (target.increase_by or 0) - (target.reduce_by or 0)
    return baseline.value * (100 + change) / 100 if change and baseline and baseline.value is not None else None
