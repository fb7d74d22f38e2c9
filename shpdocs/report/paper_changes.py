"""What differs between two papers in words: how many changes there are of each sort, and each on a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shpdocs.model.edition import PaperChange, PrintedAnswer

_FIGURE = re.compile(r"([^/]+/measures/[^/]+(?:/parts/[^/]+)?)(?:/figure)?")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_Changes = list[PaperChange]


def changes_in_words(changes: Iterable[PaperChange], before: tuple[PrintedAnswer, ...] = (), now: tuple[PrintedAnswer, ...] = ()) -> str:
    """Return how many changes there are: 'one figure changed, in three places; two texts changed'; 'nothing changed' of none.

    `before` and `now` are what the two papers told of each answer: by them figures are counted, whatever the texts made of them.
    Without them every figure is counted of which a place that changed was made. Changes of Part II are counted apart.
    """
    figures = _changed_figures(before, now)
    parts = []
    for is_exempt in (False, True):
        of_paper = [change for change in changes if change.is_exempt == is_exempt]
        words = "; ".join(_sorts(of_paper, figures if before or now else None))
        parts += [f"in Part II {words}" if is_exempt else words] if words else []
    return "; ".join(parts) or "nothing changed"


def change_line(change: PaperChange) -> str:
    """Return a change on a line: 'Domestic abuse: Repeat victims, Quarter 2: 140 → 148'."""
    before, now = (" ".join(text.split()) for text in (change.before, change.now))
    where = f"Part II, {change.where}" if change.is_exempt else change.where
    if change.is_moved:
        return f"{where}: moved, {before} → {now}"
    if not before:
        return f"{where}: added: {now}"
    return f"{where}: {before} → {now}" if now else f"{where}: gone: {before}"


def _changed_figures(before: tuple[PrintedAnswer, ...], now: tuple[PrintedAnswer, ...]) -> frozenset[tuple[str, str]]:
    """The figures, by series and period, of which two papers told otherwise."""
    told = [
        {
            (answer.answer, answer.period): (answer.state, answer.shown, answer.is_provisional)
            for answer in answers
            if _FIGURE.fullmatch(answer.answer)
        }
        for answers in (before, now)
    ]
    return frozenset(key for key in told[0].keys() | told[1].keys() if told[0].get(key) != told[1].get(key))


def _sorts(changes: _Changes, figures: frozenset[tuple[str, str]] | None) -> Iterator[str]:
    series = None if figures is None else {answer for answer, _ in figures}
    of_figures = [change for change in changes if change.what == "text" and not change.is_moved and _figures_of(change, series)]
    if of_figures:
        named = {name for change in of_figures for name in _figures_of(change, series)}
        number = len(named) if figures is None else sum(answer in named for answer, _ in figures)
        places = f", in {_number(len(of_figures))} places" if len(of_figures) > 1 else ""
        yield f"{_counted(number, 'figure')} changed{places}"
    texts = [change for change in changes if change not in of_figures]
    for noun, what in (("text", "text"), ("marking", "marking"), ("appendix", "appendix")):
        of_sort = [change for change in texts if change.what == what]
        for happened in ("changed", "added", "gone", "moved"):
            number = sum(_happened(change) == happened for change in of_sort)
            if number:
                yield f"{_counted(number, noun)} {happened}"


def _figures_of(change: PaperChange, series: set[str] | None) -> set[str]:
    """The figures that a place is made of; only those of `series`, unless it is None."""
    named = {match[1] for ref in change.refs if (match := _FIGURE.fullmatch(ref)) and ref.endswith("/figure")}
    return named if series is None else named & series


def _happened(change: PaperChange) -> str:
    if change.is_moved:
        return "moved"
    return "changed" if change.before and change.now else "added" if change.now else "gone"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _counted(number: int, noun: str) -> str:
    plural = "appendices" if noun == "appendix" else f"{noun}s"
    return f"{_number(number)} {noun if number == 1 else plural}"
