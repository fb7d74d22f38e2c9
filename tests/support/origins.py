"""What the pieces of a block's texts come from, for tests of sections: which digits come from nowhere, and trees in short words."""

from __future__ import annotations

from collections.abc import Iterable

from shpdocs.model.document import Block, Chart, Document, PageBreak
from shpdocs.model.origin import Number, Origin, Returned, Rule, Source, Span, Stated, Worked
from tests.support.way_back.printed_texts import lost_numbers


def from_nowhere(blocks: Iterable[Block]) -> list[str]:
    """The numbers that blocks print, or draw, and that come from nowhere."""
    return [str(number) for number in lost_numbers(Document("", "", tuple(blocks)))]


def drawn_values(chart: Chart) -> dict[str, float | None]:
    """Every value that a chart draws, by its name (as in `Span`)."""
    bars = {f"bar/{number}": value for number, value in enumerate(chart.bars.values)}
    lines = {f"line/{at}/{number}": value for at, line in enumerate(chart.lines) for number, value in enumerate(line.values)}
    return bars | lines


def pieces(text: str, spans: tuple[Span, ...], name: str = "") -> list[tuple[str, Origin]]:
    """What the spans of one of a block's texts cover, in order, each piece with its origin."""
    return [(text[span.start : span.end], span.origin) for span in spans if span.text == name]


def sources(text: str, spans: tuple[Span, ...], name: str = "") -> list[tuple[str, Source]]:
    """The same with what each origin leads to."""
    return [(piece, origin.source) for piece, origin in pieces(text, spans, name)]


def inputs_of(origin: Origin) -> tuple[Origin, ...]:
    """What an origin was worked out from."""
    assert isinstance(origin.source, Worked)
    return origin.source.inputs


def origins_of(block: Block, name: str = "") -> list[Origin]:
    """The origins of the pieces of a text of a block."""
    return [] if isinstance(block, PageBreak) else [span.origin for span in block.origins if span.text == name]


def in_words(origin: Origin) -> str:
    """An origin in one line: '116.75 = share(467 measures.robbery.baseline.value, 1 rule, 4 rule)'."""
    value = f"{float(origin.value):.12g} " if isinstance(origin, Number) else ""
    match origin.source:
        case Worked(how, inputs):
            return f"{value}= {how}({', '.join(map(in_words, inputs))})".strip()
        case Stated(_, key):
            return f"{value}{key}"
        case Returned(answer, period):
            return f"{value}{answer} {period}"
        case Rule():
            return f"{value}rule"
        case source:
            return f"{value}{type(source).__name__.lower()}"
