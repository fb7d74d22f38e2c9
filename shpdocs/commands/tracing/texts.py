"""The texts of a paper that hold words, as printed or as somebody wrote them into its file, and the origins of their pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.tracing.by_file import PaperFile
from shpdocs.commands.tracing.matching import matches
from shpdocs.model.printed_paper import KeptOrigin, PrintedPaper
from shpdocs.paper.origins.places import Place, PrintedLine, printed_lines

State = Literal["printed", "edited", "gone", "added"]


class TracedPiece(Struct, frozen=True):
    """A piece of a text, from one character to before another, and the number of its origin; of a value that is drawn without length."""

    start: int
    end: int
    origin: int


class TracedText(Struct, frozen=True):
    """A text of a paper that holds the words: where it stands, what it says as printed, and the pieces of it that they lie in.

    `is_exempt` says that it stands in Part II. Of a file that was named `state` is 'edited' where the file says `in_file` in its
    place, 'gone' where it says nothing, 'added' where only it says something (`text` is '' and `place` None then); all pieces of the text
    are told of one that was edited.
    """

    place: Place | None
    text: str
    pieces: tuple[TracedPiece, ...] = ()
    is_exempt: bool = False
    state: State = "printed"
    in_file: str = ""


def traced_texts(file: PaperFile, pattern: re.Pattern[str]) -> tuple[TracedText, ...]:
    """Return the texts of a paper that hold what is sought, the public paper first; of a file that was named those of its own part alone.

    Their pieces name origins as they are numbered in the public paper, those of Part II after them.
    """
    printed = file.printed
    if file.texts is not None:
        traced = printed.exempt if file.is_exempt and printed.exempt else printed.public
        return tuple(_of_file(file, tuple(printed_lines(traced)), pattern))
    asked = ((part, part is printed.exempt) for part in printed.documents)
    lines = ((line, is_exempt) for part, is_exempt in asked if not file.name or is_exempt == file.is_exempt for line in printed_lines(part))
    matched = ((line, is_exempt, matches(pattern, line.text)) for line, is_exempt in lines)
    return tuple(_text(line, file, is_exempt, spans) for line, is_exempt, spans in matched if spans)


def _of_file(file: PaperFile, lines: tuple[PrintedLine, ...], pattern: re.Pattern[str]) -> Iterator[TracedText]:
    """What a file that may have been edited says: lines that it has as they were printed, edited or no more; then what was added."""
    edited = {other.printed: other.text for other in file.held.others if other.printed is not None}
    for number, line in enumerate(lines):
        spans, in_file = matches(pattern, line.text), edited.get(number, "")
        if number not in file.held.gone:
            yield from [_text(line, file, file.is_exempt, spans)] if spans else []
        elif spans or matches(pattern, in_file):
            whole = _text(line, file, file.is_exempt, ((0, len(line.text)),))
            yield replace(whole, state="edited" if in_file else "gone", in_file=in_file)
    for other in file.held.others:
        if other.printed is None and matches(pattern, other.text):
            yield TracedText(None, "", is_exempt=file.is_exempt, state="added", in_file=other.text)


def _text(line: PrintedLine, file: PaperFile, is_exempt: bool, matched: tuple[tuple[int, int], ...]) -> TracedText:
    """A line with the pieces in which something that was sought stands. A value that is drawn has one piece, without length."""
    first = len(file.printed.public.origins) if is_exempt else 0
    spans = (span for span in line.spans if span.start == span.end or any(span.start < end and start < span.end for start, end in matched))
    return TracedText(line.place, line.text, tuple(TracedPiece(span.start, span.end, first + span.origin) for span in spans), is_exempt)


def with_origins(texts: tuple[TracedText, ...], printed: PrintedPaper) -> tuple[tuple[TracedText, ...], tuple[KeptOrigin, ...]]:
    """Return the texts, and the origins of their pieces with all that they were made of, numbered anew."""
    first = len(printed.public.origins)
    exempt = (replace(each, inputs=tuple(first + at for at in each.inputs)) for each in (printed.exempt.origins if printed.exempt else ()))
    origins = (*printed.public.origins, *exempt)
    numbers = {number: place for place, number in enumerate(_needed(origins, (piece.origin for text in texts for piece in text.pieces)))}
    kept = tuple(replace(origins[number], inputs=tuple(numbers[at] for at in origins[number].inputs)) for number in numbers)
    return tuple(_renumbered(text, numbers) for text in texts), kept


def _needed(origins: tuple[KeptOrigin, ...], numbers: Iterable[int]) -> list[int]:
    """The numbers of some origins and of all that they were made of, in order."""
    needed = set(numbers)
    for number in range(len(origins) - 1, -1, -1):
        if number in needed:
            needed.update(origins[number].inputs)
    return sorted(needed)


def _renumbered(text: TracedText, numbers: dict[int, int]) -> TracedText:
    return replace(text, pieces=tuple(replace(piece, origin=numbers[piece.origin]) for piece in text.pieces))
