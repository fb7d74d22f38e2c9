"""Phrases: text that is put together of pieces, each with where it comes from, until it stands in a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec import Struct

from shpdocs.model.document import Heading, ListItem, Notice, Paragraph, Rating, Table, Text
from shpdocs.model.origin import Origin, Span


class Piece(Struct, frozen=True):
    """A piece of a text; without an origin it is words of the program's own, of which nobody asks where they come from."""

    text: str
    origin: Origin | None = None


class Phrase(Struct, frozen=True):
    """Pieces in a row."""

    pieces: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        """Whether it has any piece: one of '' has none."""
        return bool(self.pieces)

    @property
    def text(self) -> str:
        """What it reads."""
        return "".join(piece.text for piece in self.pieces)

    def spans(self, text: str = "") -> tuple[Span, ...]:
        """Its pieces that come from somewhere, as spans of the text of a block that has that name (as in `Span`)."""
        spans, start = [], 0
        for piece in self.pieces:
            end = start + len(piece.text)
            if piece.origin is not None and piece.text:
                spans.append(Span(start, end, piece.origin, text))
            start = end
        return tuple(spans)


Words = str | Phrase


def pieces_of(words: Words) -> tuple[Piece, ...]:
    """The pieces of words; plain ones are a single piece from nowhere, '' none."""
    if isinstance(words, Phrase):
        return words.pieces
    return (Piece(words),) if words else ()


def as_phrase(words: Words) -> Phrase:
    """Words as a phrase; plain ones come from nowhere."""
    return words if isinstance(words, Phrase) else Phrase(pieces_of(words))


def text_of(words: Words) -> str:
    """What words read."""
    return words if isinstance(words, str) else words.text


def from_origin(text: str, origin: Origin | None) -> Phrase:
    """A text that comes whole from one origin; nothing of ''."""
    return Phrase((Piece(text, origin),) if text else ())


def phrase_of(block: Text) -> Phrase:
    """The text of a paragraph or item as a phrase again, to go into another: its pieces in order, and what stands between them."""
    pieces: list[Piece] = []
    start = 0
    for span in block.origins:
        if span.text:  # of its label
            continue
        pieces += pieces_of(block.text[start : span.start])
        pieces.append(Piece(block.text[span.start : span.end], span.origin))
        start = span.end
    return Phrase((*pieces, *pieces_of(block.text[start:])))


def phrase(template: str, *parts: Words) -> Phrase:
    """A text with a part in place of each '{}', in order: phrase('{} in {}', figure, quarter)."""
    pieces: list[Piece] = []
    for number, between in enumerate(template.split("{}")):
        pieces += pieces_of(parts[number - 1]) if number else ()
        pieces += pieces_of(between)
    return Phrase(tuple(pieces))


def filled_in(template: str, origin: Origin | None, part: Callable[[str], Words]) -> Phrase:
    """A text that has its own origin, with a part in place of each name in braces: 'Corrected on {day}', 'Appendix {number}'."""
    pieces: list[Piece] = []
    for number, between in enumerate(re.split(r"\{([^{}]*)\}", template)):
        pieces += pieces_of(part(between) if number % 2 else from_origin(between, origin))
    return Phrase(tuple(pieces))


def joined(separator: Words, parts: Iterable[Words]) -> Phrase:
    """The parts with the separator between them."""
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        pieces += pieces_of(separator) if number else ()
        pieces += pieces_of(part)
    return Phrase(tuple(pieces))


def listed(parts: Sequence[Words]) -> Phrase:
    """The parts in one line: 'A', 'A and B', 'A, B and C'."""
    return joined(" and ", [joined(", ", parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def one_line(blocks: tuple[Text, ...]) -> Phrase:
    """Blocks on one line, list items with the marks that were typed."""
    return joined(" ", (phrase("{}{}", _list_mark(block), phrase_of(block)) for block in blocks))


def _list_mark(block: Text) -> Phrase:
    """The mark before an item, which comes from where its text does."""
    if not isinstance(block, ListItem):
        return Phrase()
    return from_origin(f"{block.mark} ", block.origins[0].origin if block.origins else None)


def ended(words: Phrase) -> Phrase:
    """The phrase with a full stop, if it does not end a sentence already."""
    return words if words.text.endswith((".", "!", "?")) else phrase("{}.", words)


def beginning(words: Phrase, change: Callable[[str], str]) -> Phrase:
    """The phrase with its first piece changed, such as by a capital: its length must stay."""
    if not words.pieces:
        return words
    first, *others = words.pieces
    return Phrase((Piece(change(first.text), first.origin), *others))


def paragraph(words: Words, label: Words = "", refs: tuple[str, ...] = (), rating: Rating | Literal[""] = "") -> Paragraph:
    """A paragraph of a phrase, with where each piece of it and of its label comes from."""
    body, before = as_phrase(words), as_phrase(label)
    return Paragraph(body.text, before.text, refs, rating, (*before.spans("label"), *body.spans()))


def list_item(
    words: Words, numbering: str, number: int = 1, level: int = 0, *, starts: bool = False, refs: tuple[str, ...] = ()
) -> ListItem:
    """An item of a list, with where each piece of it comes from."""
    body = as_phrase(words)
    return ListItem(body.text, numbering, number, level, starts, refs, body.spans())


def heading(words: Words, level: int) -> Heading:
    """A heading, with where each piece of it comes from."""
    body = as_phrase(words)
    return Heading(body.text, level, body.spans())


def notice(words: Words) -> Notice:
    """A notice, with where each piece of it comes from."""
    body = as_phrase(words)
    return Notice(body.text, body.spans())


def table(title: Words, description: Words, header: Iterable[Words], rows: tuple[tuple[tuple[Text, ...], ...], ...]) -> Table:
    """A table, with where each piece of its title, description and header row comes from."""
    headings = [as_phrase(words) for words in header]
    name, about = as_phrase(title), as_phrase(description)
    spans = [*name.spans("title"), *about.spans("description")]
    for number, words in enumerate(headings):
        spans += words.spans(f"header/{number}")
    return Table(name.text, about.text, tuple(words.text for words in headings), rows, tuple(spans))
