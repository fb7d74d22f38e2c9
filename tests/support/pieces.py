"""The pieces of a printed text, each with where it comes from: for tests of what sections say of it."""

from __future__ import annotations

from shpdocs.model.origin import Origin, Source, Span, Worked


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
