"""Both ways: in which editions and drafts an answer, or the cell of a file, is printed or was used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.tracing.nowhere import why_answer_is_nowhere, why_cell_is_nowhere
from shpdocs.commands.tracing.papers import NamedPaper, all_papers, read_printed
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.model.printed_paper import KeptCell, KeptOrigin, PrintedPaper
from shpdocs.paper.origins.references import parse_answer, parse_cell
from shpdocs.paper.origins.uses import Meant, PlaceOfUse, uses
from shpdocs.store.folder import Folder, open_folder


class PaperUses(Struct, frozen=True):
    """A paper in which it is printed or was used, and the places, in its order, those of Part II last."""

    paper: NamedPaper
    places: tuple[PlaceOfUse, ...]


class UnreadPaper(Struct, frozen=True):
    """A paper of which nobody can tell what it was made of, why, and what to do; its record `is_spoiled`, or kept no way back."""

    paper: str
    why: str
    remedy: str = ""
    is_spoiled: bool = False


class NamedAnswer(Struct, frozen=True, order=True):
    """An answer that is meant, by its ref, and the period that it is of."""

    answer: str
    period: str


class Uses(Struct, frozen=True):
    """What came of an answer or a cell (`asked`, as it was named): the answers that it is, and the papers in order of their periods.

    `because` says why there is none.
    """

    asked: str
    answers: tuple[NamedAnswer, ...] = ()
    papers: tuple[PaperUses, ...] = ()
    unread: tuple[UnreadPaper, ...] = ()
    because: str = ""


def uses_of_cell(folder: str | Path, cell: str, period: str = "") -> Uses:
    """Return where the cell of a file that was received ('prevent.xlsx!Measures!C12') is printed or was used. Writes nothing.

    The file is named as it came, or by its SHA-256 or the beginning of that. With `period`, only what was returned for that one counts.

    Raises:
        UsageError: no cell is named, or no such file or sheet was received.
        RecordError: a ledger is not as it was written.
    """
    root, reference = _open(folder, period), parse_cell(cell)

    def meant(origin: KeptOrigin) -> tuple[KeptCell, ...] | None:
        return tuple(each for each in origin.cells if reference.names(each) and period in ("", each.period)) or None

    return _uses(root, reference.text, meant, lambda: why_cell_is_nowhere(root, reference, period))


def uses_of_answer(folder: str | Path, answer: str, period: str = "") -> Uses:
    """Return where an answer ('prevent/update', 'prevent/cases/owner', 'prevent/tables/cases/0/owner') is printed or was used.

    Writes nothing. With `period`, only the answer of that one counts: of a figure, that of its quarter, whichever return gave it.

    Raises:
        UsageError: no answer is named, or no definition asks it and no paper was made of it.
        RecordError: a ledger is not as it was written.
    """
    root, reference = _open(folder, period), parse_answer(answer)

    def meant(origin: KeptOrigin) -> tuple[KeptCell, ...] | None:
        return () if period in ("", origin.period) and reference.names_origin(origin) else None

    return _uses(root, reference.text, meant, lambda: why_answer_is_nowhere(root, reference, period))


def _open(folder: str | Path, period: str) -> Folder:
    if period:
        parse_period(period)
    return open_folder(Path(folder))


def _uses(root: Folder, asked: str, meant: Meant, why_nowhere: Callable[[], str]) -> Uses:
    answers: set[NamedAnswer] = set()
    papers: list[PaperUses] = []
    unread: list[UnreadPaper] = []
    for named in all_papers(root):
        try:
            printed = read_printed(root, named)
        except (RecordError, UsageError) as error:
            unread.append(UnreadPaper(named.words, error.what, error.remedy, isinstance(error, RecordError)))
            continue
        places = _places(printed, meant)
        if places:
            answers |= _answers(printed, meant)
            papers.append(PaperUses(named, places))
    because = "" if papers else why_nowhere()
    return Uses(asked, tuple(sorted(answers)), tuple(papers), tuple(unread), because)


def _places(printed: PrintedPaper, meant: Meant) -> tuple[PlaceOfUse, ...]:
    parts = (uses(document, meant, is_exempt=document is printed.exempt) for document in printed.documents)
    return tuple(place for part in parts for place in part)


def _answers(printed: PrintedPaper, meant: Meant) -> set[NamedAnswer]:
    origins = (origin for document in printed.documents for origin in document.origins)
    return {NamedAnswer(origin.answer, origin.period) for origin in origins if meant(origin) is not None}
