"""The door for appendices of other bodies: Word files come into a paper, each as sections of its own, or are refused by name.

What reads XML is loaded only when there is an appendix.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from shpdocs.model.appendix import Appendix, AppendixLostError, AppendixRefusedError, Merged, MergeReport, Refusal
from shpdocs.model.errors import ShpdocsError

if TYPE_CHECKING:
    from shpdocs.paper.appendix.package import Package


def inspect(appendix: Appendix, classification: str = "") -> tuple[Refusal, ...]:
    """Return every reason why an appendix cannot come into a paper of this classification ('' for public); () if it can."""
    return _inspected(appendix, classification)[1]


def _inspected(appendix: Appendix, classification: str) -> tuple[Package | None, tuple[Refusal, ...]]:
    from shpdocs.paper.appendix.refusals import read, refusals

    try:
        with _judging(appendix):
            package = read(appendix)
            return (None, (package,)) if isinstance(package, Refusal) else (package, refusals(package, appendix, classification))
    except AppendixRefusedError as error:
        return None, error.refused[0][1]


@contextmanager
def _judging(appendix: Appendix) -> Iterator[None]:
    """Refuse an appendix as damaged for whatever it makes Python raise: that is the fault of a stranger's file."""
    try:
        yield
    except ShpdocsError:
        raise
    except Exception as error:
        from shpdocs.paper.appendix.refusals import UNREADABLE

        what, mend = UNREADABLE["damaged"]
        raise AppendixRefusedError(((appendix.file, (Refusal(what, "", mend),)),)) from error


def as_separate_file(appendix: Appendix, classification: str = "") -> bytes:
    """Return an appendix as a file of its own: as it came, but for properties and workbooks behind charts, which nobody sees.

    Raises:
        AppendixRefusedError: it cannot come into a paper of this classification.
    """
    package, reasons = _inspected(appendix, classification)
    if package is None or reasons:
        raise AppendixRefusedError(((appendix.file, reasons),))
    from shpdocs.paper.appendix.properties import cleaned

    with _judging(appendix):
        return cleaned(package)


def merge(paper: bytes, appendices: tuple[Appendix, ...], classification: str = "") -> Merged:
    """Return the paper (.docx) with appendices after its last page, in order, and what became of each. Same input, same bytes.

    Raises:
        AppendixRefusedError: an appendix cannot come in; it names every reason of every appendix.
        AppendixLostError: the result lacks something of an appendix.
    """
    if not appendices:
        return Merged(paper, ())
    from shpdocs.paper.appendix.incoming import Paper, taken
    from shpdocs.paper.appendix.join import join, prepare
    from shpdocs.paper.appendix.package import opened
    from shpdocs.paper.appendix.proof import proved

    looked_at = [(appendix, *_inspected(appendix, classification)) for appendix in appendices]
    refused = tuple((appendix.file, reasons) for appendix, _, reasons in looked_at if reasons)
    if refused:
        raise AppendixRefusedError(refused)
    whole = Paper(opened(paper))
    coming = []
    for number, (appendix, package, _) in enumerate(looked_at, 1):
        assert package is not None  # it would have been refused
        with _judging(appendix):
            coming.append(taken(appendix, package, number))
    prepare(whole, coming)
    for one in coming:
        with _judging(one.appendix):
            join(whole, one)
    content = whole.write()
    reports = []
    for one in coming:
        with _judging(one.appendix):
            carried, lost = proved(one.appendix.content, content, one.bookmark)
        if lost:
            raise AppendixLostError(one.appendix.file, lost)
        hash = sha256(one.appendix.content).hexdigest()
        told = (carried, tuple(one.changed), tuple(one.left))
        reports.append(MergeReport(one.appendix.title, one.appendix.file, hash, one.bookmark, *told))
    return Merged(content, tuple(reports))
