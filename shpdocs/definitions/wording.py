"""Figures, baselines and targets in words, the same in the workbook and in the paper."""

from __future__ import annotations

from shpdocs.answers.kinds import KINDS, kind_of
from shpdocs.answers.values import show_number, with_sign
from shpdocs.model.definition import Asked, Baseline, Measure, Target
from shpdocs.model.profile import Words
from shpdocs.model.returns import REASON_WORDS, Json

STATUS_LONGEST = 300
WORKBOOK_WORDS = Words(
    not_yet_available=REASON_WORDS["not-yet-available"],
    not_applicable=REASON_WORDS["not-applicable"],
    suppressed=REASON_WORDS["suppressed"],
    no_baseline="No baseline",
    no_entry="",
    none="None",
    no_return="",
)
_WORDED = {"status": "Status, in words", "progress": "Progress, in words"}  # units


def figure_asked(measure: Measure, required: bool) -> Asked:
    """What a quarter's figure or status of this measure must be."""
    if measure.unit == "status":
        return Asked("text", required=required, longest=STATUS_LONGEST, no_figure=True)
    return Asked(measure.unit, required=required, per=measure.per, no_figure=True)


def unit_words(measure: Measure) -> str:
    """The measure's unit for a lead."""
    if not measure.is_figure:
        return _WORDED[measure.unit]
    kind = KINDS[measure.unit]
    return unit_heading(measure) + (f" ({kind.least} to {kind.most})" if kind.most is not None else "")


def unit_heading(measure: Measure) -> str:
    """What the figures of a measure are in, over a column or at an axis: 'Number', 'Per cent', 'Rate per 10,000'."""
    return KINDS[measure.unit].unit.replace("{per}", f"{measure.per or 1:,}")


def show_value(number: float, measure: Measure) -> str:
    """A number of the measure with its unit ('25 per 10000', '75%'). A progress measure's target is in per cent."""
    kind = KINDS["percentage"] if measure.unit == "progress" else kind_of(figure_asked(measure, required=False))
    return with_sign(show_number(number), kind.sign) + (f" per {measure.per}" if "{per}" in kind.unit else "")


def show_baseline(measure: Measure, words: Words) -> str:
    """The baseline as printed; that of a compound measure joins its parts ('33 PWIT and 134 VAP')."""
    if measure.parts and measure.baseline is None:
        shown = [(_baseline(part.baseline, measure, words), part.label) for part in measure.parts]
        return " and ".join(f"{text} {label}" for text, label in shown if text)
    return _baseline(measure.baseline, measure, words)


def _baseline(baseline: Baseline | None, measure: Measure, words: Words) -> str:
    if baseline is None:
        return ""
    if baseline.value is not None:
        return show_value(baseline.value, measure)
    return baseline.words or {"no-baseline": words.no_baseline, "not-applicable": words.not_applicable}[baseline.none]


def show_target(target: Target | None, measure: Measure) -> str:
    """The target as printed: its value if it has one, else the change aimed at, the band or the month."""
    if target is None:
        return ""
    if target.value is not None:
        return show_value(target.value, measure)
    if target.month:
        return target.words or target.month
    if target.low is not None and target.high is not None:
        return f"{show_value(target.low, measure)} to {show_value(target.high, measure)}"
    return f"{show_number(target.reduce_by or target.increase_by or 0)}%"


def show_profile(measure: Measure, quarter: str) -> str:
    """Where the figure should stand at the end of that quarter; '' if no profile says so."""
    value = dict(measure.profile).get(quarter)
    return "" if value is None else show_value(value, measure)


def show_figure(measure: Measure, figure: Json, words: Words) -> str:
    """A quarter's answer ({'value', 'reason', …} or None) as printed; '' if it was left blank."""
    if figure is None or (figure["value"] is None and figure["reason"] is None):
        return ""
    if figure["value"] is None:
        return words.reason(figure["reason"])
    asked = figure_asked(measure, required=False)
    return kind_of(asked).show(figure["value"], asked)
