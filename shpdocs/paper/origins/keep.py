"""Keeping where a document's texts come from: each origin once, what it was worked out from before it, apart from the document."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.document import Document, without_origins
from shpdocs.model.origin import PLAIN, Calendar, Decided, Number, Origin, Returned, Rule, Stated, Worked
from shpdocs.model.printed_paper import KeptOrigin, KeptSpan, TracedDocument
from shpdocs.paper.origins.cells import Cells
from shpdocs.paper.origins.texts import texts


def keep(document: Document, cells: Cells) -> TracedDocument:
    """Return a document as it is kept: its blocks as they are printed, and apart from them the origins of the pieces of its texts."""
    origins = _Origins(cells)
    spans = tuple(
        KeptSpan(text.number, span.start, span.end, origins.number(span.origin)) for text in texts(document) for span in text.spans
    )
    return TracedDocument(without_origins(document), tuple(origins.numbers), spans)


class _Origins(Struct):
    """The origins met so far, each with its number: as they are, and as they are kept, in which some are the same."""

    cells: Cells
    numbers: dict[KeptOrigin, int] = {}
    known: dict[Origin, int] = {}

    def number(self, origin: Origin) -> int:
        """The number of an origin; what it was worked out from has got lower ones."""
        number = self.known.get(origin)
        if number is None:
            number = self.known[origin] = self.numbers.setdefault(self._kept(origin), len(self.numbers))
        return number

    def _kept(self, origin: Origin) -> KeptOrigin:
        words, source = origin.words, origin.source
        value, unit = (str(origin.value), origin.unit) if isinstance(origin, Number) else ("", PLAIN)
        match source:
            case Returned(answer, period):
                return self._returned(KeptOrigin("returned", words, value, unit, answer=answer, period=period), source)
            case Stated(file, key):
                return KeptOrigin("stated", words, value, unit, file=file, key=key)
            case Calendar(period):
                return KeptOrigin("calendar", words, value, unit, period=period)
            case Rule(rule):
                return KeptOrigin("rule", words, value, unit, key=rule)
            case Decided(event, about, at):
                return KeptOrigin("decided", words, value, unit, answer=about, key=event, at=at)
            case Worked(how, inputs):
                return KeptOrigin(how, words, value, unit, tuple(map(self.number, inputs)))

    def _returned(self, kept: KeptOrigin, source: Returned) -> KeptOrigin:
        """What is returned, with its cells; a number that the reader is told rounded is worked out from what was returned.

        Words about a figure, such as that it was revised, are not rounded.
        """
        kept = replace(kept, cells=self.cells.behind(source))
        if not self.cells.is_rounded(source) or ("/measures/" in kept.answer and not kept.value):
            return kept
        returned = replace(kept, value="", cells=(*kept.cells, *self.cells.of_base(source)))
        number = self.numbers.setdefault(returned, len(self.numbers))
        return KeptOrigin("rounded", kept.words, kept.value, kept.unit, (number,))
