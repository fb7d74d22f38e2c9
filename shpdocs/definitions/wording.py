"""Figures, baselines and targets in words, the same in the workbook and in the paper."""

from __future__ import annotations

from msgspec import Struct

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


class StatedPiece(Struct, frozen=True):
    """A piece of what is printed of a measure's baseline or target: its key under those of the measure ('target.value'; '' of what only
    stands between), and the number that is stated there, if it is one."""

    text: str
    key: str = ""
    number: float | None = None


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
    return _text(baseline_pieces(measure, words))


def baseline_pieces(measure: Measure, words: Words) -> tuple[StatedPiece, ...]:
    """The same in pieces."""
    if not measure.parts or measure.baseline is not None:
        return own_baseline_pieces(measure.baseline, measure, words)
    pieces: list[StatedPiece] = []
    for part in measure.parts:
        if shown := own_baseline_pieces(part.baseline, measure, words, f"parts.{part.key}."):
            pieces += [StatedPiece(" and ")] if pieces else []
            pieces += [*shown, StatedPiece(" "), StatedPiece(part.label, f"parts.{part.key}.label")]
    return tuple(pieces)


def own_baseline_pieces(baseline: Baseline | None, measure: Measure, words: Words, under: str = "") -> tuple[StatedPiece, ...]:
    """A single baseline as printed, in pieces; `under` is what its keys begin with ('parts.pwit.' of a part's)."""
    if baseline is None:
        return ()
    if baseline.value is not None:
        return (StatedPiece(show_value(baseline.value, measure), f"{under}baseline.value", baseline.value),)
    if baseline.words:
        return (StatedPiece(baseline.words, f"{under}baseline.words"),)
    none = {"no-baseline": words.no_baseline, "not-applicable": words.not_applicable, "suppressed": words.suppressed}[baseline.none]
    return (StatedPiece(none, f"{under}baseline.none"),)


def show_target(target: Target | None, measure: Measure) -> str:
    """The target as printed: its value if it has one, else the change aimed at, the band or the month."""
    return _text(target_pieces(target, measure))


def target_pieces(target: Target | None, measure: Measure, under: str = "", words: Words = WORKBOOK_WORDS) -> tuple[StatedPiece, ...]:
    """The same in pieces; `under` as there."""
    if target is None:
        return ()
    if target.none:
        return (StatedPiece(words.suppressed, f"{under}target.none"),)
    if target.value is not None:
        return (StatedPiece(show_value(target.value, measure), f"{under}target.value", target.value),)
    if target.month:
        return (StatedPiece(target.words or target.month, f"{under}target.{'words' if target.words else 'month'}"),)
    if target.low is not None and target.high is not None:
        low = StatedPiece(show_value(target.low, measure), f"{under}target.low", target.low)
        return (low, StatedPiece(" to "), StatedPiece(show_value(target.high, measure), f"{under}target.high", target.high))
    size, change = (target.reduce_by, "reduce-by") if target.reduce_by else (target.increase_by or 0, "increase-by")
    return (StatedPiece(f"{show_number(size)}%", f"{under}target.{change}", size),)


def show_profile(measure: Measure, quarter: str) -> str:
    """Where the figure should stand at the end of that quarter; '' if no profile says so."""
    value = dict(measure.profile).get(quarter)
    return "" if value is None else show_value(value, measure)


def _text(pieces: tuple[StatedPiece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def show_figure(measure: Measure, figure: Json, words: Words) -> str:
    """A quarter's answer ({'value', 'reason', …} or None) as printed; '' if it was left blank."""
    if figure is None or (figure["value"] is None and figure["reason"] is None):
        return ""
    if figure["value"] is None:
        return words.reason(figure["reason"])
    asked = figure_asked(measure, required=False)
    return kind_of(asked).show(figure["value"], asked)
