"""How a paper as it was printed stands in a file, with the way back of what it prints."""

from __future__ import annotations

from msgspec import Struct, json, to_builtins
from msgspec.structs import replace

from shpdocs.model.document import Document
from shpdocs.model.printed_paper import PrintedPaper, TracedDocument
from shpdocs.store.edition_records import NewerFormatError
from shpdocs.store.records import in_unicode

PRINTED_FORMAT = 2
WITHOUT_ORIGINS = 1  # the format of papers that were kept without the way back
_PAPERS = json.Decoder(PrintedPaper)


class _Format(Struct, frozen=True):
    """The number of a file's format; the first one had none."""

    format: int = WITHOUT_ORIGINS


class _BeforeOrigins(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a paper in its first format."""

    document: Document
    starts: tuple[int, ...]


def printed_bytes(paper: PrintedPaper) -> bytes:
    """Return the file of a paper as it was printed, in today's format. A file name that is no Unicode keeps what of it is."""
    paper = replace(paper, format=PRINTED_FORMAT)
    try:
        return json.encode(paper)
    except UnicodeEncodeError:
        return json.encode(in_unicode(to_builtins(paper)))


def printed_from(content: bytes) -> PrintedPaper:
    """Return the paper that a file holds; one that was kept without the way back has the format WITHOUT_ORIGINS.

    Raises:
        NewerFormatError: a newer shpdocs wrote it.
        ValueError, RecursionError: it holds none.
    """
    number = json.decode(content, type=_Format).format
    if number == WITHOUT_ORIGINS:
        before = json.decode(content, type=_BeforeOrigins)
        return PrintedPaper(WITHOUT_ORIGINS, TracedDocument(before.document), before.starts)
    if number > PRINTED_FORMAT:
        raise NewerFormatError
    paper = _PAPERS.decode(content)
    if paper.format != PRINTED_FORMAT:
        raise ValueError
    return paper
