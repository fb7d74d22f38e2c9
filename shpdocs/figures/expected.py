"""What a figure is expected to be by the end of a quarter, so that it can be called off target."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from shpdocs.model.definition import Baseline, Measure, Part, Target

Bounds = tuple[Fraction | None, Fraction | None]


class Expected(Struct, frozen=True):
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
    low, high = exactly_expected(measure, part, quarter)
    if low is None and high is None:
        return None
    so_far = tuple(name for name in measure.asked_in if name <= quarter)
    quarters = so_far if measure.quarters == "sum" else (quarter,)
    return Expected(_as_float(low), _as_float(high), quarters, _is_share(measure, quarter) and len(so_far) < len(measure.asked_in))


def exact(number: float) -> Fraction:
    """The number that its digits say: 0.1 is a tenth."""
    return Fraction(repr(number))


def _as_float(bound: Fraction | None) -> float | None:
    return None if bound is None else float(bound)


def exactly_expected(measure: Measure, part: Part | None, quarter: str) -> Bounds:
    """The lower and the upper bound that `expected` gives, exactly; None where there is no bound."""
    if not measure.is_figure or measure.better not in ("lower", "higher", "band"):
        return None, None
    target = part.target if part and part.target else measure.target
    if part and not part.target and target and (target.value is not None or target.low is not None):
        return None, None  # a level aimed at by all parts together says nothing of one
    baseline = part.baseline if part and part.baseline else measure.baseline
    low, high = _whole(measure.better, target, baseline)
    profiled = dict(measure.profile).get(quarter)
    if profiled is not None and measure.better != "band":
        low, high = _sides(measure.better, exact(profiled))
    if not _is_share(measure, quarter):
        return low, high
    share = Fraction(sum(name <= quarter for name in measure.asked_in), len(measure.asked_in))
    return None if low is None else low * share, None if high is None else high * share


def _is_share(measure: Measure, quarter: str) -> bool:
    """Whether what is expected is a share of the year's target: no profile says otherwise."""
    return measure.quarters in ("sum", "to-date") and quarter not in dict(measure.profile)


def _whole(better: str, target: Target | None, baseline: Baseline | None) -> Bounds:
    """The bounds that the target sets for the year."""
    if target is None:
        return None, None
    if better == "band":
        return None if target.low is None else exact(target.low), None if target.high is None else exact(target.high)
    value = exact_target(target, baseline)
    return (None, None) if value is None else _sides(better, value)


def _sides(better: str, value: Fraction) -> Bounds:
    return (None, value) if better == "lower" else (value, None)


def exact_target(target: Target, baseline: Baseline | None) -> Fraction | None:
    """The figure aimed at: as stated, or the baseline changed by the stated per cent (1319 less 5 are 1253.05 exactly); else None."""
    if target.value is not None:
        return exact(target.value)
    change = exact(target.increase_by or 0) - exact(target.reduce_by or 0)
    return exact(baseline.value) * (100 + change) / 100 if change and baseline and baseline.value is not None else None
