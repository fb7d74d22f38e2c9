"""How a measure stands in its year: so far, against what is expected, by the year's end, and against the time before.

Worked out exactly, from the digits as they are printed; rounded only where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from shpdocs.figures.arithmetic import exact, judged, less, pace, per_cent_change, projection, total
from shpdocs.figures.expected import Bounds, expected_bounds, is_pro_rata, target_number
from shpdocs.figures.reported import ReportedFigure
from shpdocs.figures.stated import StatedNumbers, unit_of
from shpdocs.model import settings
from shpdocs.model.definition import Baseline, Measure, Part
from shpdocs.model.document import Rating
from shpdocs.model.origin import PER_CENT, Number, Origin, Rule, Statement
from shpdocs.model.period import QUARTERS

PROFILE, PRO_RATA, TARGET = "agreed profile", "pro rata, indicative", "target"
_BETTER = {"lower": "lower is better", "higher": "higher is better", "band": "within the band is better"}
TOLERANCE = Number("tolerance", exact(settings.TOLERANCE), Rule("the tolerance where shpdocs.toml states no other"), PER_CENT)


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
    or the reason in `missing` ('missing' for a blank). `better` says which way is better, `tolerance` is in per cent.
    """

    quarter: str
    figure: Number | None
    missing: tuple[tuple[str, str], ...]
    asked: Number
    remaining: Number
    so_far: Number | None
    low: Number | None
    high: Number | None
    method: str
    variance: Number | None
    target: Number | None
    baseline: Number | None
    projection: Number | None
    same_quarter_last_year: Number | None
    quarter_before: Number | None
    rating: Rating | Literal[""]
    unrated: str
    better: Statement
    tolerance: Number

    @property
    def expected(self) -> Number | None:
        """What is expected by now; None if nothing is, or a band."""
        return self.high if self.low is None else self.low if self.high is None else None

    @property
    def position(self) -> Number | None:
        """What is held against the bounds: the year to date, or else the figure."""
        return None if self.missing else self.figure if self.so_far is None else self.so_far

    @property
    def difference(self) -> Number | None:
        """How far the position lies from the bound in the measure's own unit, below 0 if it is under it; within a band that there is
        nothing between."""
        if self.position is None or (self.low is None and self.high is None):
            return None
        if self.expected is not None:
            return less("against what is expected", self.position, self.expected)
        edge = _edge(self.position, self.low, self.high)
        return less("against the band", self.position, self.position if edge is None else edge)

    @property
    def rated(self) -> Statement:
        """The rating, and what it rests on."""
        return self._held_against("rating", self.low, self.high, self.better, self.tolerance)

    @property
    def held_against_bounds(self) -> Statement:
        """That the position lies within the bounds, and what that rests on."""
        return self._held_against("position", self.low, self.high)

    def _held_against(self, words: str, *grounds: Origin | None) -> Statement:
        return judged(words, "rating", (ground for ground in (self.position, *grounds) if ground is not None))

    @property
    def compared_with_baseline(self) -> Number | None:
        """What is held against the baseline: the projection, or a level's figure."""
        return self.position if self.so_far is None else self.projection

    @property
    def change_on_baseline(self) -> Number | None:
        """How far the projection (of a level: its figure) is from the baseline, in per cent of it."""
        return per_cent_change("against the baseline", self.compared_with_baseline, self.baseline)

    @property
    def difference_from_baseline(self) -> Number | None:
        """The same in the measure's own unit."""
        return _less("against the baseline", self.compared_with_baseline, self.baseline)

    @property
    def pace(self) -> Number | None:
        """The year to date for each quarter so far."""
        return None if self.so_far is None else pace("for each quarter so far", self.so_far, self.asked)

    @property
    def left_to_target(self) -> Number | None:
        """The target less the year to date."""
        return _less("left to the target", self.target, self.so_far)

    @property
    def beyond_target(self) -> Number | None:
        """The year to date less the target."""
        return _less("beyond the target", self.so_far, self.target)

    @property
    def left_each_quarter(self) -> Number | None:
        """What is left for each of the remaining quarters; None if none remains."""
        left = self.left_to_target
        return pace("left for each quarter", left, self.remaining) if left is not None and self.remaining.value else None

    @property
    def above_target(self) -> Number | None:
        """How far the projection is above the target."""
        return _less("against the target", self.projection, self.target)


def _less(words: str, first: Number | None, second: Number | None) -> Number | None:
    return None if first is None or second is None else less(words, first, second)


def performance(
    measure: Measure,
    part: Part | None,
    quarter: str,
    figures: Mapping[str, ReportedFigure | None],
    last_year: Mapping[str, ReportedFigure | None] | None = None,
    tolerance: Number = TOLERANCE,
    file: str = "",
) -> Performance:
    """Return how the measure (or a part of it) stands at the end of a quarter.

    `figures` gives what is known of the year's quarters, `last_year` of those of the year before. `tolerance`, in per cent of what is
    expected, is that of the settings: the measure's own comes first. `file` is that of the definition.
    """
    asked = sorted(name for name in measure.asked_in if name <= quarter)
    at = asked[-1] if asked else ""
    needed = asked if measure.quarters == "sum" else asked[-1:]
    known = {name: _number_of(figures.get(name), f"Quarter {name[1]}", measure) for name in QUARTERS}
    before = {name: _number_of((last_year or {}).get(name), f"Quarter {name[1]} of last year", measure) for name in QUARTERS}
    missing = tuple((name, _reason(figures.get(name))) for name in needed if known[name] is None)
    position = _position([known[name] for name in needed], at)
    so_far = position if measure.quarters in ("sum", "to-date") else None
    stated = StatedNumbers(file, measure, part)
    low, high = _bounds(measure, part, at, file)
    allowed = tolerance if measure.tolerance is None else _own_tolerance(measure.tolerance, stated)
    unrated = _unrated(measure, at, missing, low, high)
    quarters, all_quarters = stated.quarters_asked(at or "Q0"), stated.quarters_asked()
    return Performance(
        quarter=at,
        figure=known.get(at),
        missing=missing,
        asked=quarters,
        remaining=stated.quarters_left(at),
        so_far=so_far,
        low=low,
        high=high,
        method=_method(measure, at) if (low, high) != (None, None) else "",
        variance=_variance(position, low, high),
        target=_target(measure, part, stated),
        baseline=stated.baseline(_baseline(measure, part)),
        projection=None if so_far is None else projection("projection for the year", so_far, quarters, all_quarters),
        same_quarter_last_year=before.get(at),
        quarter_before=_quarter_before(at, known, before) if measure.quarters != "to-date" else None,
        rating="" if unrated or position is None else _rating(position, low, high, allowed),
        unrated=unrated,
        better=Statement(_BETTER.get(measure.better, "no direction is better"), stated.stated("better")),
        tolerance=allowed,
    )


def _number_of(known: ReportedFigure | None, words: str, measure: Measure) -> Number | None:
    return known.number(words, unit_of(measure)) if known else None


def _reason(known: ReportedFigure | None) -> str:
    return (known.figure["reason"] or "") if known else ""


def _position(numbers: list[Number | None], at: str) -> Number | None:
    """What there is by the end of a quarter, if every figure of it is known."""
    known = tuple(number for number in numbers if number is not None)
    return total(f"by the end of Quarter {at[1]}", known) if known and len(known) == len(numbers) else None


def _own_tolerance(tolerance: float, stated: StatedNumbers) -> Number:
    return Number("tolerance of the measure", exact(tolerance), stated.stated("tolerance"), PER_CENT)


def _baseline(measure: Measure, part: Part | None) -> Baseline | None:
    return part.baseline if part else measure.baseline


def _target(measure: Measure, part: Part | None, stated: StatedNumbers) -> Number | None:
    """The year's target in figures; one for all parts together says nothing of a part."""
    own = part.target if part else measure.target
    if own is None and part and measure.target and measure.target.value is None:
        own = measure.target
    return target_number(own, _baseline(measure, part), stated) if own else None


def _bounds(measure: Measure, part: Part | None, at: str, file: str) -> Bounds:
    if not at or (part and part.target is None and part.baseline is None):
        return None, None
    return expected_bounds(measure, part, at, file)


def _method(measure: Measure, at: str) -> str:
    if at in dict(measure.profile) and measure.better != "band":
        return PROFILE
    return PRO_RATA if is_pro_rata(measure, at) else TARGET


def _variance(position: Number | None, low: Number | None, high: Number | None) -> Number | None:
    """In per cent of the bound, or of the nearer edge of a band: None within it, as of nothing."""
    if position is None:
        return None
    edge = _edge(position, low, high) if low is not None and high is not None else (high if low is None else low)
    return per_cent_change("against what is expected", position, edge)


def _edge(position: Number, low: Number | None, high: Number | None) -> Number | None:
    """The bound that is passed; None if none is."""
    if high is not None and position.value > high.value:
        return high
    return low if low is not None and position.value < low.value else None


def _rating(position: Number, low: Number | None, high: Number | None, tolerance: Number) -> Rating:
    edge = _edge(position, low, high)
    if edge is None:
        return "green"
    return "amber" if abs(position.value - edge.value) * 100 <= abs(edge.value) * tolerance.value else "red"


def _unrated(measure: Measure, at: str, missing: tuple[tuple[str, str], ...], low: Number | None, high: Number | None) -> str:
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


def _quarter_before(at: str, known: Mapping[str, Number | None], last_year: Mapping[str, Number | None]) -> Number | None:
    """The figure of the quarter before, that of last year's last before the first."""
    if not at:
        return None
    return known[QUARTERS[QUARTERS.index(at) - 1]] if at != QUARTERS[0] else last_year[QUARTERS[-1]]
