"""Reported figures: what the returns of a year say of a quarter."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.values import number_in
from shpdocs.figures.arithmetic import exact, together
from shpdocs.model.origin import PLAIN, Number, Origin, Returned, Role, Statement, Unit, Use
from shpdocs.model.returns import SUPPRESSED, Json, Return, answer_at

AWAITED = "not-yet-available"


class ReportedFigure(Struct, frozen=True):
    """What is known of a quarter: its figure ({'value', 'reason', …}), and whether it was revised or corrected since it was first told.

    It is revised if a later return says otherwise, or a paper printed it as provisional and otherwise; corrected if a paper printed it
    otherwise as it should have stood (`figures.printed`). `source` names every answer that says something of it, whatever came of it,
    `because` what else its mark rests on.
    """

    figure: Json
    is_revised: bool = False
    is_corrected: bool = False
    source: Returned = Returned("", "", ())
    because: tuple[Statement, ...] = ()

    def number(self, words: str, unit: Unit = PLAIN) -> Number | None:
        """The number in it, exactly, a sum of money as its pounds; None if there is none."""
        number = number_in(self.figure["value"])
        return None if number is None else Number(words, exact(number), self.source, unit)

    def mark_origin(self, mark: str) -> Origin:
        """Where one of its marks comes from: the answers in the returns, and what else it rests on."""
        if mark == "provisional":
            counts = (use for use in self.source.uses if use.role in ("counts", "revises"))
            uses = tuple(replace(use, pointer=f"{use.pointer.rpartition('/')[0]}/{mark}") for use in counts)
            return Statement(mark, replace(self.source, uses=uses))
        return together(mark, (Statement(mark, self.source), *self.because))

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader should know of it: that it is 'provisional', that it was 'revised' or 'corrected'."""
        marks = (("provisional", self.figure.get("provisional")), ("revised", self.is_revised), ("corrected", self.is_corrected))
        return tuple(mark for mark, is_set in marks if is_set)


def reported_figure(quarter: str, base: str, returns: Mapping[str, Return]) -> ReportedFigure | None:
    """Return what the returns in force of a year (by quarter, 'Q1') say of a quarter's figure, or None.

    `base` is the pointer of the measure or part. The quarter's own return counts; a later one that was filled in
    otherwise has revised it, unless the figure was not yet available before. A figure that a later workbook was issued
    with and that nobody touched says nothing new.
    """
    reported: ReportedFigure | None = None
    uses: list[Use] = []
    for name in sorted(name for name in returns if name >= quarter):
        pointer = f"{base}/figure" if name == quarter else f"{base}/earlier/{quarter}"
        figure = answer_at(returns[name].answers, pointer)
        if not _is_answered(figure):
            continue
        role: Role = "counts"
        if name != quarter and _is_untouched(returns[name], pointer):
            role = "untouched"
        elif reported is None:
            reported = ReportedFigure(figure)
        elif (figure["value"], figure["reason"]) == (reported.figure["value"], reported.figure["reason"]):
            role = "repeats"
        else:
            reported = ReportedFigure(figure, is_revised=reported.is_revised or reported.figure["reason"] != AWAITED)
            uses = [replace(use, role="replaced") if use.role != "untouched" else use for use in uses]
            role = "revises"
        uses.append(Use(returns[name].stamp.period, _said_at(pointer, figure), role))
    if reported is None:
        return None
    stamp = next(iter(returns.values())).stamp
    source = Returned(f"{stamp.sub_group}{base}/figure", f"{stamp.period.rpartition('-')[0]}-{quarter}", tuple(uses))
    return replace(reported, source=source)


def _is_answered(figure: Json) -> bool:
    """Whether there is a figure, or a reason why there is none."""
    return figure is not None and (figure["value"] is not None or figure["reason"] is not None)


def _said_at(pointer: str, figure: Json) -> str:
    """Where the figure stands, or the reason why there is none; under the pointer of one that is suppressed stands what that was."""
    if figure["value"] is None and figure["reason"] == SUPPRESSED:
        return pointer
    return f"{pointer}/{'reason' if figure['value'] is None else 'value'}"


def _is_untouched(return_: Return, pointer: str) -> bool:
    """Whether the figure is just what the workbook was issued with."""
    sources = [return_.sources[key] for key in (f"{pointer}/value", f"{pointer}/reason") if key in return_.sources]
    return bool(sources) and all(source.prefilled for source in sources)
