"""How a measure stands in its year: so far, against what is expected, by the year's end, and against the time before.

Worked out exactly, from the digits as they are printed; rounded only where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from shpdocs.answers.values import number_in
from shpdocs.figures.expected import exact, exact_target, exactly_expected, expected
from shpdocs.model.definition import Baseline, Measure, Part
from shpdocs.model.document import Rating
from shpdocs.model.period import QUARTERS
from shpdocs.model.returns import Json

Bound = Fraction | None

PROFILE, PRO_RATA, TARGET = "agreed profile", "pro rata, indicative", "target"


class Performance(Struct, frozen=True):
    """How a measure, or a part of it, stands at the end of `quarter`, the last asked ('' if none was); None: not known.

    `figure` is the quarter's own answer; `missing` the quarters without a figure that the position needs, each with its
    reason ('' if it was left blank). `so_far` is the year to date of what can be summed, or is given for the year so far.
    `low` and `high` are the bounds expected by now, `method` (PROFILE, PRO_RATA, TARGET or '') how they were reached, and
    `variance` how far the position lies from them, in per cent of what is expected, below 0 if it is under it.

    `asked` and `remaining` count the quarters asked so far and still to come. `projection` is the year at the pace so far,
    `same_quarter_last_year` and `quarter_before` are figures to compare with (None where a figure is of the year so far: it can
    but grow).

    `rating` is '' where `unrated` says why: 'milestone', 'progress', 'monitored', 'no-direction', 'not-asked', 'no-target',
    or the reason in `missing` ('missing' for a blank). `tolerance` is in per cent.
    """

    quarter: str
    figure: Fraction | None
    missing: tuple[tuple[str, str], ...]
    asked: int
    remaining: int
    so_far: Fraction | None
    low: Fraction | None
    high: Fraction | None
    method: str
    variance: Fraction | None
    target: Fraction | None
    baseline: Fraction | None
    projection: Fraction | None
    same_quarter_last_year: Fraction | None
    quarter_before: Fraction | None
    rating: Rating | Literal[""]
    unrated: str
    tolerance: Fraction

    @property
    def expected(self) -> Fraction | None:
        """What is expected by now; None if nothing is, or a band."""
        return self.high if self.low is None else self.low if self.high is None else None

    @property
    def position(self) -> Fraction | None:
        """What is held against the bounds: the year to date, or else the figure."""
        return None if self.missing else self.figure if self.so_far is None else self.so_far

    @property
    def difference(self) -> Fraction | None:
        """How far the position lies from the bounds, in the measure's own unit: 0 within a band, below 0 if it is under them."""
        if self.position is None or (self.low, self.high) == (None, None):
            return None
        if self.expected is not None:
            return self.position - self.expected
        edge = _edge(self.position, self.low, self.high)
        return self.position - (self.position if edge is None else edge)

    @property
    def compared_with_baseline(self) -> Fraction | None:
        """What is held against the baseline: the projection, or a level's figure."""
        return self.position if self.so_far is None else self.projection

    @property
    def change_on_baseline(self) -> Fraction | None:
        """How far the projection (of a level: its figure) is from the baseline, in per cent of it."""
        return per_cent_change(self.compared_with_baseline, self.baseline)

    @property
    def pace(self) -> Fraction | None:
        """The year to date for each quarter so far."""
        return None if self.so_far is None else self.so_far / self.asked

    @property
    def left_to_target(self) -> Fraction | None:
        """The target less the year to date."""
        return _less(self.target, self.so_far)

    @property
    def left_each_quarter(self) -> Fraction | None:
        """What is left for each of the remaining quarters; None if none remains."""
        return self.left_to_target / self.remaining if self.left_to_target is not None and self.remaining else None

    @property
    def above_target(self) -> Fraction | None:
        """How far the projection is above the target."""
        return _less(self.projection, self.target)


def performance(
    measure: Measure,
    part: Part | None,
    quarter: str,
    figures: Mapping[str, Json],
    last_year: Mapping[str, Json] | None = None,
    tolerance: float = 5,
) -> Performance:
    """Return how the measure (or a part of it) stands at the end of a quarter.

    `figures` gives the year's answers ({'value', 'reason'} or None) by quarter, as they are now known; `last_year` those of
    the year before. `tolerance`, in per cent of what is expected, is that of the settings: the measure's own comes first.
    """
    asked = sorted(name for name in measure.asked_in if name <= quarter)
    at = asked[-1] if asked else ""
    needed = asked if measure.quarters == "sum" else asked[-1:]
    known = {name: figure_in(figures.get(name)) for name in QUARTERS}
    missing = tuple((name, _reason(figures.get(name))) for name in needed if known[name] is None)
    position = _total([known[name] for name in needed])
    so_far = position if measure.quarters in ("sum", "to-date") else None
    low, high = _bounds(measure, part, at)
    baseline = _number(_baseline(measure, part))
    projection = None if so_far is None else so_far * len(measure.asked_in) / len(asked)
    allowed = exact(tolerance if measure.tolerance is None else measure.tolerance)
    unrated = _unrated(measure, at, missing, low, high)
    last_year_figures = {name: figure_in((last_year or {}).get(name)) for name in QUARTERS}
    figure = known.get(at)
    return Performance(
        quarter=at,
        figure=figure,
        missing=missing,
        asked=len(asked),
        remaining=len(measure.asked_in) - len(asked),
        so_far=so_far,
        low=low,
        high=high,
        method=_method(measure, part, at) if (low, high) != (None, None) else "",
        variance=_variance(position, low, high),
        target=_target(measure, part),
        baseline=baseline,
        projection=projection,
        same_quarter_last_year=last_year_figures.get(at),
        quarter_before=_quarter_before(at, known, last_year_figures) if measure.quarters != "to-date" else None,
        rating="" if unrated or position is None else _rating(position, low, high, allowed),
        unrated=unrated,
        tolerance=allowed,
    )


def figure_in(figure: Json) -> Fraction | None:
    """The number in a quarter's answer, a sum of money as its pounds; None if there is none."""
    number = number_in(figure["value"]) if figure else None
    return None if number is None else exact(number)


def rounded(number: Fraction, places: int = 1) -> int | float:
    """The number rounded to so many decimals, a half away from nought, as JSON has it: an int if it is whole."""
    scale: int = 10**places
    units = (2 * abs(number.numerator) * scale + number.denominator) // (2 * number.denominator)
    signed = units if number >= 0 else -units
    return signed / scale if signed % scale else signed // scale


def _reason(figure: Json) -> str:
    return (figure["reason"] or "") if figure else ""


def _total(numbers: list[Fraction | None]) -> Fraction | None:
    known = [number for number in numbers if number is not None]
    return sum(known, exact(0)) if known and len(known) == len(numbers) else None


def _baseline(measure: Measure, part: Part | None) -> Baseline | None:
    return part.baseline if part else measure.baseline


def _number(baseline: Baseline | None) -> Fraction | None:
    return None if baseline is None or baseline.value is None else exact(baseline.value)


def _target(measure: Measure, part: Part | None) -> Fraction | None:
    """The year's target in figures; one for all parts together says nothing of a part."""
    own = part.target if part else measure.target
    if own is None and part and measure.target and measure.target.value is None:
        own = measure.target
    return exact_target(own, _baseline(measure, part)) if own else None


def _bounds(measure: Measure, part: Part | None, at: str) -> tuple[Bound, Bound]:
    if not at or (part and part.target is None and part.baseline is None):
        return None, None
    return exactly_expected(measure, part, at)


def _method(measure: Measure, part: Part | None, at: str) -> str:
    bounds = expected(measure, part, at)
    if at in dict(measure.profile) and measure.better != "band":
        return PROFILE
    return PRO_RATA if bounds and bounds.is_pro_rata else TARGET


def _variance(position: Fraction | None, low: Bound, high: Bound) -> Fraction | None:
    """In per cent of the bound, or of the nearer edge of a band: 0 within it."""
    if position is None:
        return None
    edge = _edge(position, low, high) if low is not None and high is not None else (high if low is None else low)
    if edge is None:
        return exact(0) if low is not None else None
    return per_cent_change(position, edge)


def _edge(position: Fraction, low: Bound, high: Bound) -> Fraction | None:
    """The bound that is passed; None if none is."""
    if high is not None and position > high:
        return high
    return low if low is not None and position < low else None


def _rating(position: Fraction, low: Bound, high: Bound, tolerance: Fraction) -> Rating:
    edge = _edge(position, low, high)
    if edge is None:
        return "green"
    return "amber" if abs(position - edge) * 100 <= abs(edge) * tolerance else "red"


def _unrated(measure: Measure, at: str, missing: tuple[tuple[str, str], ...], low: Bound, high: Bound) -> str:
    """Why the measure is not rated; '' if it is."""
    if not measure.is_figure:
        return "progress" if measure.unit == "progress" else "milestone"
    if measure.better not in ("lower", "higher", "band"):
        return "monitored" if measure.better == "monitor" else "no-direction"
    if not at:
        return "not-asked"
    if missing:
        reasons = [reason or "missing" for _, reason in missing]
        return "suppressed" if "suppressed" in reasons else reasons[0]
    return "no-target" if low is None and high is None else ""


def _quarter_before(at: str, known: Mapping[str, Fraction | None], last_year: Mapping[str, Fraction | None]) -> Fraction | None:
    """The figure of the quarter before, that of last year's last before the first."""
    if not at:
        return None
    return known[QUARTERS[QUARTERS.index(at) - 1]] if at != QUARTERS[0] else last_year[QUARTERS[-1]]


def _less(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None or second is None else first - second


def per_cent_change(now: Fraction | None, then: Fraction | None) -> Fraction | None:
    """In per cent of what stood before; None of nothing."""
    return (now - then) * 100 / abs(then) if now is not None and then else None
