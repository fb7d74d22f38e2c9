"""The grids of measures: their figures, and what was done about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor

from msgspec.structs import replace

from shpdocs.answers.values import show_number
from shpdocs.definitions.wording import WORKBOOK_WORDS, figure_asked, show_baseline, show_profile, show_target, unit_words
from shpdocs.figures.expected import expected
from shpdocs.model.definition import ACTIVITY, COMMENTARY, PROGRESS, REVISION, Asked, Measure, Part, Series, Target
from shpdocs.model.period import Period, slashed
from shpdocs.model.prefill import Prefill
from shpdocs.model.workbook import CARRIED_LABEL, LAST_YEAR
from shpdocs.workbook.layout.grid import NEW_ROW, NOT_ASKED, Column, Grid, Row, Slot
from shpdocs.workbook.layout.tables import carried_from

COMPARISON_COLUMNS = ("baseline", "target", "profile")  # columns of what a figure is compared with
_AS_TARGET = "As target"
_SO_FAR = "Give the year so far: what the quarters before came to is included."
NOT_PRINTED = "(For the partnership only: not printed in the paper.)"


def measure_grid(measures: tuple[Measure, ...], period: Period, prefill: Prefill) -> Grid:
    """One row for each figure: what it counts, what it is compared with, the earlier quarters, and the answer."""
    columns = _measure_columns(measures, period)
    rows = tuple(_measure_row(measure, series, period, columns, prefill) for measure in measures for series in measure.series)
    missing = [word for word, is_there in (("baselines", _has_baseline), ("targets", _has_target)) if not any(map(is_there, measures))]
    guidance = _measure_guidance(period) + (f" No {' and no '.join(missing)} are set for this year." if missing else "")
    summary = f"The quarter's figures: {len(rows)} in all, each with its commentary."
    return Grid("measures", "Measures", "Measures", guidance, columns, rows, summary=summary)


def _measure_guidance(period: Period) -> str:
    guidance = f"Give the figure for {period.quarter}, or choose why there is none. Say in the commentary why a figure is off target."
    if not period.earlier_quarters:
        return guidance
    return (
        f"{guidance} Earlier quarters stand as they were accepted: fill in blank ones; "
        "change one only to correct it, and say why in the last column."
    )


def _measure_columns(measures: tuple[Measure, ...], period: Period) -> tuple[Column, ...]:
    wide = 13 if any(measure.unit == "status" for measure in measures) else 12
    year, quarter = slashed(period.year), period.quarter
    columns = [
        Column("objective", "Objective", 26),
        Column("counts", "What it counts, and source", 30),
        Column("unit", "Unit", 11),
    ]
    if any(_has_baseline(measure) for measure in measures):
        columns.append(Column("baseline", "Baseline", 11))
    if any(_has_target(measure) for measure in measures):
        columns.append(Column("target", "Target", 13))
    if any(_expected(measure, series.part, quarter) not in ("", _AS_TARGET) for measure in measures for series in measure.series):
        columns.append(Column("profile", f"Expected by {quarter}", 13))
    columns += [Column(name, f"{name} {year}", wide, is_answer=True) for name in period.earlier_quarters]
    columns += [
        Column("figure", f"{quarter} {year}: your figure", wide + 1, is_answer=True),
        Column("reason", "If no figure, why", 12, is_answer=True),
    ]
    if any(measure.unit == "percentage" for measure in measures):
        columns.append(Column("base", "If per cent, of how many", 12, is_answer=True))
    columns += [
        Column("data-as-at", "Data as at", 12, is_answer=True),
        Column("provisional", "Provisional?", 14, is_answer=True),
        Column("commentary", "Commentary", 34, is_answer=True),
    ]
    if period.earlier_quarters:
        columns.append(Column("revision", "If an earlier quarter changed, why", 18, is_answer=True))
    return tuple(columns)


def _measure_row(measure: Measure, series: Series, period: Period, columns: tuple[Column, ...], prefill: Prefill) -> Row:
    part = series.part
    labels = {
        "objective": f"{measure.objective} ({part.label})" if part else measure.objective,
        "counts": _what_it_counts(measure, part, prefill.ranges.get(series.pointer)),
        "unit": unit_words(measure),
        "baseline": _part_baseline(measure, part) or "None set",
        "target": _target(part.target if part and part.target else measure.target, measure) or "None set",
        "profile": _expected(measure, part, period.quarter) or "None set",
    }
    return _row(series.pointer, columns, labels, _slots(measure, series, period))


def _row(pointer: str, columns: Iterable[Column], labels: Mapping[str, str], slots: Mapping[str, Slot]) -> Row:
    """A row by what stands in its columns, some of which are not asked of it."""
    return Row(pointer.removeprefix("/"), tuple(slots.get(column.key) or labels.get(column.key, NOT_ASKED) for column in columns))


def _slots(measure: Measure, series: Series, period: Period) -> dict[str, Slot]:
    """What is asked of one figure, by column."""

    def slot(key: str, label: str, asked: Asked) -> Slot:
        return Slot(f"{series.pointer}/{key}", f"{series.name}: {label}", asked)

    slots = {
        "figure": slot("figure/value", f"{period.quarter} figure", figure_asked(measure, required=True)),
        "reason": slot("figure/reason", "if no figure, why", Asked("reason", required=False)),
        "data-as-at": slot("figure/data-as-at", "data as at", Asked("date", required=False)),
        "provisional": slot("figure/provisional", "provisional", Asked("yes-no", required=False)),
        "commentary": slot("figure/commentary", "commentary", COMMENTARY),
        "revision": slot("figure/revision", "why an earlier quarter changed", REVISION),
    }
    if measure.unit == "percentage":
        slots["base"] = slot("figure/base", "of how many", Asked("count", required=False))
    for quarter in period.earlier_quarters:
        if quarter in measure.asked_in:
            slots[quarter] = slot(f"earlier/{quarter}/value", quarter, figure_asked(measure, required=False))
    return slots


def _what_it_counts(measure: Measure, part: Part | None, last_year: tuple[float, float] | None = None) -> str:
    pieces = [
        f"{(part.counts if part and part.counts else measure.counts).rstrip('.')}.",
        f"Source: {measure.source.rstrip('.')}." if measure.source else "",
        _SO_FAR if measure.quarters == "to-date" else "",
        measure.guidance,
        f"{LAST_YEAR} {show_number(last_year[0])} to {show_number(last_year[1])}." if last_year else "",
        "" if measure.publish else NOT_PRINTED,
    ]
    return "\n".join(piece for piece in pieces if piece)


def _expected(measure: Measure, part: Part | None, quarter: str) -> str:
    """Where the figure, or a sum's year so far, should stand by now: the profile, or an even share of the target as an indication."""
    if quarter in dict(measure.profile):
        return show_profile(measure, quarter)
    expectation = expected(measure, part, quarter)
    if expectation is None or not expectation.is_pro_rata:
        return _AS_TARGET if expectation else ""
    bound = (expectation.high if expectation.high is not None else expectation.low) or 0
    whole = floor(bound) if expectation.high is not None else ceil(bound)  # a count that is still on target
    shown = f"{whole:,}" if measure.unit == "count" else show_number(round(bound, 1))
    return f"{shown} (even share of the target, indicative)"


def _has_baseline(measure: Measure) -> bool:
    return measure.baseline is not None or any(part.baseline for part in measure.parts)


def _has_target(measure: Measure) -> bool:
    return measure.target is not None or any(part.target for part in measure.parts)


def _target(target: Target | None, measure: Measure) -> str:
    """The target for a lead: a change on the baseline is not to be taken for a level."""
    change = (target.reduce_by or target.increase_by) if target and target.value is None else None
    if target is None or not change:
        return show_target(target, measure)
    return f"{show_number(change)}% {'below' if target.reduce_by else 'above'} the baseline"


def _part_baseline(measure: Measure, part: Part | None) -> str:
    baseline = part.baseline if part and part.baseline else measure.baseline
    return show_baseline(replace(measure, parts=(), baseline=baseline), WORKBOOK_WORDS)


def activity_grid(measures: tuple[Measure, ...], quarter: str, prefill: Prefill) -> Grid:
    """One row for each measure that reports its progress, of the year up to this quarter, or activity of its own."""
    with_progress = any(measure.unit == "progress" for measure in measures)
    origins = {measure.key: carried for measure in measures if (carried := _origin(measure, prefill))}
    columns = [Column("measure", "Measure", 34)]
    if origins:
        columns.append(Column("carried", CARRIED_LABEL, 17))
    if with_progress:
        columns.append(Column("progress", f"Progress this year, to {quarter}", 60, is_answer=True))
    columns.append(Column("activity", "Activity this year", 80 if with_progress else 96, is_answer=True))
    rows = []
    for measure in measures:
        base, origin = f"/measures/{measure.key}", origins.get(measure.key, "")
        labels = {"measure": _activity_label(measure), "carried": carried_from(origin) if origin else NEW_ROW}
        slots = {}
        if measure.unit == "progress":
            slots["progress"] = Slot(f"{base}/progress", f"{measure.name}: progress", PROGRESS)
        if not measure.activity_with:
            slots["activity"] = Slot(f"{base}/activity", f"{measure.name}: activity", ACTIVITY)
        rows.append(_row(base, columns, labels, slots))
    guidance = "Say what was done this year. Alt+Enter starts a new line; begin a line with '- ', '1. ' or 'a) ' for a list."
    if origins:
        guidance += " Text carried from an earlier quarter is yours to bring up to date."
    summary = "What was done this year for each objective."
    return Grid("activity", "Activity", "Activity", guidance, tuple(columns), tuple(rows), summary=summary)


def _origin(measure: Measure, prefill: Prefill) -> str:
    pointers = (f"/measures/{measure.key}/{key}" for key in ("progress", "activity"))
    return next((prefill.origins[pointer] for pointer in pointers if pointer in prefill.origins), "")


def _activity_label(measure: Measure) -> str:
    """The measure's objective, and for progress what is to be reported and its target."""
    if measure.unit != "progress":
        return measure.objective if measure.publish else f"{measure.objective} {NOT_PRINTED}"
    target = show_target(measure.target, measure)
    return f"{measure.objective} {_what_it_counts(measure, None)}" + (f" Target: {target}." if target else "")
