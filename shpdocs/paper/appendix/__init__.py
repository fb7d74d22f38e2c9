"""Appendices of other bodies: Word files come into a paper, each as sections of its own, or are refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from msgspec.structs import replace

from shpdocs.model.appendix import Appendix, AppendixLostError, AppendixRefusedError, Merged, MergeReport, Refusal
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.bounds import OUR_BOUNDS, PackageError
from shpdocs.ooxml.word_file import open_word_file
from shpdocs.paper.appendix.cleaning import Cleaned, cleaned
from shpdocs.paper.appendix.documents import AppendixDocument, PaperDocument
from shpdocs.paper.appendix.line_numbers import number_lines_apart
from shpdocs.paper.appendix.merging import merge_appendix, prepare_even_pages
from shpdocs.paper.appendix.notices import notices
from shpdocs.paper.appendix.preparing import Prepared, prepared
from shpdocs.paper.appendix.proof import Proof, lost_from
from shpdocs.paper.appendix.refusals import OUR_FAULT, is_plain_document, open_appendix, oversized, refusals, unreadable

_USUAL = WordLimits()


@contextmanager
def _refused_if_unreadable(appendix: Appendix) -> Iterator[None]:
    """Refuse an appendix that is broken; one on which shpdocs itself fails in words that say so, and the others are judged all the same."""
    try:
        yield
    except ShpdocsError:
        raise
    except PackageError as error:
        code = "pdf" if appendix.content.startswith(b"%PDF") else error.fault.code
        reason = oversized(error.fault) if code == "oversized" else unreadable(code)
        raise AppendixRefusedError(((appendix.file, (reason,)),)) from error
    except Exception as error:
        raise AppendixRefusedError(((appendix.file, (OUR_FAULT,)),)) from error


def _checked(appendix: Appendix, classification: str, limits: WordLimits) -> Cleaned:
    """What a reader sees of an appendix that may come in, and nothing else.

    Raises:
        AppendixRefusedError: it cannot come into a paper of this classification.
    """
    with _refused_if_unreadable(appendix):
        file = open_appendix(appendix.content, limits)
        noticed = notices(file)
        ready = prepared(appendix, file, limits) if is_plain_document(file) else Prepared(file, appendix.content)
        reasons = refusals(ready.file, appendix, classification)
        if reasons:
            raise AppendixRefusedError(((appendix.file, reasons),))
        clean = cleaned(ready.file, " ".join(appendix.heading.split()))
        return replace(clean, changed=(*ready.changed, *clean.changed), source=ready.content, requested=ready.requested, noticed=noticed)


def as_separate_file(appendix: Appendix, classification: str = "", limits: WordLimits = _USUAL) -> bytes:
    """Return an appendix as a file of its own, with what a reader sees of it and nothing else.

    Raises:
        AppendixRefusedError: it cannot come into a paper of this classification.
        AppendixLostError: the result lacks something of the appendix.
    """
    clean = _checked(appendix, classification, limits)
    with _refused_if_unreadable(appendix):
        lost = lost_from(clean.source, clean.content)
    if lost:
        raise AppendixLostError(appendix.file, lost)
    return clean.content


def merge(paper: bytes, appendices: tuple[Appendix, ...], classification: str = "", limits: WordLimits = _USUAL) -> Merged:
    """Return the paper (.docx) with appendices after its last page, in order, and what became of each. Same input, same bytes.

    Raises:
        AppendixRefusedError: an appendix cannot come in; it names every reason of every appendix.
        AppendixLostError: the result lacks something of an appendix.
    """
    if not appendices:
        return Merged(paper, ())
    parsed = _parse_all(appendices, classification, limits)
    content = _joined(paper, parsed)
    proof = Proof(content)
    reports = tuple(_report(appendix, proof) for appendix in parsed)
    return Merged(content, reports, tuple(appendix.content for appendix in parsed))


def _joined(paper: bytes, appendices: list[AppendixDocument]) -> bytes:
    """The paper with appendices; its trees are let go before the proof reads it again."""
    document = PaperDocument(open_word_file(paper, OUR_BOUNDS))
    prepare_even_pages(document, appendices)
    others = (([root for root in each.parts.values() if root is not each.root]) for each in appendices)
    document.has_line_numbers = number_lines_apart(document.body, zip((each.body for each in appendices), others, strict=True))
    for appendix in appendices:
        with _refused_if_unreadable(appendix.source):
            merge_appendix(document, appendix)
    return document.write()


def _parse_all(appendices: tuple[Appendix, ...], classification: str, limits: WordLimits) -> list[AppendixDocument]:
    """Every appendix as trees; if any cannot come in, the error names every reason of every one."""
    parsed: list[AppendixDocument] = []
    refused: list[tuple[str, tuple[Refusal, ...]]] = []
    cause: BaseException | None = None
    for number, appendix in enumerate(appendices, 1):
        try:
            clean = _checked(appendix, classification, limits)
            with _refused_if_unreadable(appendix):
                parsed.append(AppendixDocument(appendix, clean, number))
        except AppendixRefusedError as error:
            refused += error.refused
            cause = cause or error.__cause__
    if refused:
        raise AppendixRefusedError(tuple(refused)) from cause
    return parsed


def _report(appendix: AppendixDocument, proof: Proof) -> MergeReport:
    """What became of an appendix in the paper.

    Raises:
        AppendixLostError: the paper lacks something of it.
    """
    source = appendix.source
    with _refused_if_unreadable(source):
        carried, lost = proof.compare(appendix.proved, appendix.bookmark)
    if lost:
        raise AppendixLostError(source.file, lost)
    return MergeReport(
        title=source.title,
        file=source.file,
        sha256=sha256(source.content).hexdigest(),
        bookmark=appendix.bookmark,
        carried=carried,
        changed=tuple(appendix.changed),
        left=tuple(appendix.left),
        requested=appendix.requested,
        noticed=appendix.noticed,
    )
