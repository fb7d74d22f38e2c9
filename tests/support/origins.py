"""What the pieces of a block's texts come from, for tests of sections: which digits come from nowhere, and trees in short words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shpdocs.model.document import Block, Chart, Contents, PageBreak, Table
from shpdocs.model.origin import Number, Origin, Returned, Rule, Span, Stated, Worked


def texts_of(block: Block) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    """Yield each text that a block prints: its name (as in `Span`), what it reads, and its spans."""
    for name, text, origins in _texts(block):
        yield name, text, tuple(span for span in origins if span.text == name)


def _texts(block: Block) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    match block:
        case PageBreak():
            return
        case Table():
            head = {"title": block.title, "description": block.description}
            names = head | {f"header/{number}": text for number, text in enumerate(block.header)}
            yield from ((name, text, block.origins) for name, text in names.items())
            for row in block.rows:
                for cell in row:
                    for text in cell:
                        yield from _texts(text)
        case Chart():
            names = {"title": block.title, "description": block.description, "unit": block.unit, "bar": block.bars.name}
            names |= {f"category/{number}": text for number, text in enumerate(block.categories)}
            names |= {f"line/{number}": line.name for number, line in enumerate(block.lines)}
            yield from ((name, text, block.origins) for name, text in names.items())
        case Contents():
            yield "", block.title, block.origins
        case _:
            yield "", block.text, block.origins
            yield "label", getattr(block, "label", ""), block.origins


def from_nowhere(blocks: Iterable[Block]) -> list[str]:
    """The texts with a digit that no span holds; a drawn value without an origin."""
    lacking = []
    for block in blocks:
        for _, text, spans in texts_of(block):
            held = {position for span in spans for position in range(span.start, span.end)}
            if any(sign.isdigit() and position not in held for position, sign in enumerate(text)):
                lacking.append(text)
        if isinstance(block, Chart):
            lacking += [name for name, value in drawn_values(block).items() if value is not None and not origins_of(block, name)]
    return lacking


def drawn_values(chart: Chart) -> dict[str, float | None]:
    """Every value that a chart draws, by its name (as in `Span`)."""
    bars = {f"bar/{number}": value for number, value in enumerate(chart.bars.values)}
    lines = {f"line/{at}/{number}": value for at, line in enumerate(chart.lines) for number, value in enumerate(line.values)}
    return bars | lines


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
