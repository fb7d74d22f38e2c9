"""What a figure is expected to be by the end of a quarter, so that it can be called off target."""

from __future__ import annotations

from msgspec import Struct

from shpdocs.figures.arithmetic import changed_by, exact, less, share
from shpdocs.figures.stated import StatedNumbers
from shpdocs.model.definition import Baseline, Measure, Part, Target
from shpdocs.model.origin import Number

Bounds = tuple[Number | None, Number | None]


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
    low, high = expected_bounds(measure, part, quarter)
    if low is None and high is None:
        return None
    so_far = tuple(name for name in measure.asked_in if name <= quarter)
    quarters = so_far if measure.quarters == "sum" else (quarter,)
    return Expected(_as_float(low), _as_float(high), quarters, is_pro_rata(measure, quarter))


def _as_float(bound: Number | None) -> float | None:
    return None if bound is None else float(bound.value)


def expected_bounds(measure: Measure, part: Part | None, quarter: str, file: str = "") -> Bounds:
    """The lower and the upper bound that `expected` gives, exactly, with what they come from; None where there is no bound.

    `file` is that of the definition.
    """
    stated = StatedNumbers(file, measure, part)
    bounds = _agreed(measure, part, quarter, stated)
    if not is_share(measure, quarter):
        return bounds
    return _shares(f"expected by the end of Quarter {quarter[1]}", bounds, stated.quarters_asked(quarter), stated)


def bounds_of_quarter(measure: Measure, part: Part | None, quarter: str, file: str = "") -> Bounds:
    """What a quarter's own figure is held against: of a sum, what the quarter adds to what is expected of the year so far."""
    asked = sorted(measure.asked_in)
    before = asked[asked.index(quarter) - 1] if quarter != asked[0] else ""
    if measure.quarters != "sum" or not (before or is_share(measure, quarter)):
        return expected_bounds(measure, part, quarter, file)
    words = f"expected in Quarter {quarter[1]}"
    if is_share(measure, quarter) and (not before or is_share(measure, before)):
        stated = StatedNumbers(file, measure, part)
        return _shares(words, _agreed(measure, part, quarter, stated), stated.a_quarter(), stated)
    (low, high), (low_before, high_before) = (expected_bounds(measure, part, name, file) for name in (quarter, before))
    return _less(words, low, low_before), _less(words, high, high_before)


def baseline_of_quarter(measure: Measure, baseline: Number, quarter: str, file: str = "") -> Number:
    """What of a year's baseline a quarter is compared with: an even share of what is summed, or of what is the year so far."""
    stated, words = StatedNumbers(file, measure, None), f"even share of the {baseline.words}"
    if measure.quarters not in ("sum", "to-date"):
        return baseline
    quarters = stated.a_quarter() if measure.quarters == "sum" else stated.quarters_asked(quarter)
    return share(words, baseline, quarters, stated.quarters_asked())


def _agreed(measure: Measure, part: Part | None, quarter: str, stated: StatedNumbers) -> Bounds:
    """The bounds that the target sets for the year, or the profile for the end of a quarter."""
    if not measure.is_figure or measure.better not in ("lower", "higher", "band"):
        return None, None
    target = part.target if part and part.target else measure.target
    if part and not part.target and target and (target.value is not None or target.low is not None):
        return None, None  # a level aimed at by all parts together says nothing of one
    profiled = stated.profile(quarter)
    if profiled is not None and measure.better != "band":
        return _sides(measure.better, profiled)
    return _whole(measure.better, target, part.baseline if part and part.baseline else measure.baseline, stated)


def _shares(words: str, bounds: Bounds, quarters: Number, stated: StatedNumbers) -> Bounds:
    low, high = (None if bound is None else share(words, bound, quarters, stated.quarters_asked()) for bound in bounds)
    return low, high


def _less(words: str, bound: Number | None, before: Number | None) -> Number | None:
    return less(words, bound, before) if bound is not None and before is not None else bound


def is_share(measure: Measure, quarter: str) -> bool:
    """Whether what is expected is a share of the year's target: no profile says otherwise."""
    return measure.quarters in ("sum", "to-date") and quarter not in dict(measure.profile)


def is_pro_rata(measure: Measure, quarter: str) -> bool:
    """Whether it is a share that is not yet the whole."""
    return is_share(measure, quarter) and any(later > quarter for later in measure.asked_in)


def _whole(better: str, target: Target | None, baseline: Baseline | None, stated: StatedNumbers) -> Bounds:
    """The bounds that the target sets for the year."""
    if target is None:
        return None, None
    if better == "band":
        return stated.end_of_band(target, "low"), stated.end_of_band(target, "high")
    value = target_number(target, baseline, stated)
    return (None, None) if value is None else _sides(better, value)


def _sides(better: str, value: Number) -> Bounds:
    return (None, value) if better == "lower" else (value, None)


def target_number(target: Target, baseline: Baseline | None, stated: StatedNumbers) -> Number | None:
    """The figure aimed at: as stated, or the baseline changed by the stated per cent (1319 less 5 are 1253.05 exactly); else None."""
    if target.value is not None:
        return stated.target(target, "value", exact(target.value))
    change = exact(target.increase_by or 0) - exact(target.reduce_by or 0)
    from_baseline = stated.baseline(baseline)
    if not change or from_baseline is None:
        return None
    changes = [("increase-by", exact(target.increase_by or 0)), ("reduce-by", -exact(target.reduce_by or 0))]
    by = tuple(stated.change(target, key, size) for key, size in changes if size)
    return changed_by("target", from_baseline, by)
