"""A Word file of a paper held against what was printed: which of its texts are ours, and what stood where somebody wrote another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from shpdocs.commands.tracing.word_texts import WordTexts, on_one_line
from shpdocs.paper.changes.order import matched, paired
from shpdocs.paper.changes.texts import is_alike
from shpdocs.paper.origins.places import PrintedLine


class OtherText(Struct, frozen=True):
    """A text of a file that was printed nowhere, and which of the printed lines stood in its place, by number; None if none did."""

    text: str
    printed: int | None = None


class HeldAgainst(Struct, frozen=True):
    """What a file says otherwise than it was printed: its other texts in order, and the numbers of the lines that it says no more."""

    others: tuple[OtherText, ...] = ()
    gone: frozenset[int] = frozenset()


def held_against(texts: WordTexts, printed: Sequence[PrintedLine], apart: Collection[str]) -> HeldAgainst:
    """Hold the texts of a file against the lines that were printed. `apart` are texts that come from elsewhere, as an appendix's do.

    What a council's house style writes at the head and foot of pages is not asked about.
    """
    lines = [on_one_line(line.text) for line in printed]
    there, known = texts.all, {*lines, *apart}
    gone = frozenset(at for at, line in enumerate(lines) if line and line not in there and printed[at].place.headings)
    drawn = (OtherText(text) for text in texts.drawn if text not in known)
    return HeldAgainst((*_others(texts.body, lines, gone, known), *drawn), gone)


def _others(texts: Sequence[str], lines: Sequence[str], gone: Collection[int], known: Collection[str]) -> Iterator[OtherText]:
    """The texts that nobody printed, run by run: what stood in the place of a run stood between what is before it and what is after it."""
    pairs = matched(lines, texts)
    run: list[str] = []
    before = -1
    for at in range(len(texts) + 1):
        if at < len(texts) and texts[at] not in known:
            run.append(texts[at])
        elif at in pairs or at == len(texts):
            after = pairs.get(at, len(lines))
            yield from _in_place(run, [place for place in range(before + 1, after) if place in gone], lines)
            run, before = [], after


def _in_place(run: Sequence[str], stood: Sequence[int], lines: Sequence[str]) -> Iterator[OtherText]:
    pairs = paired(len(stood), len(run), lambda was, now: is_alike(lines[stood[was]], run[now]), lambda was, now: True)
    yield from (OtherText(run[now], None if was is None else stood[was]) for was, now in pairs if now is not None)
