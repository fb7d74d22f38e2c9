"""What a paper was made of, as tables: its returns and who signed them off, the decisions that it rests on, its files and their hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from shpdocs.answers.dates import show_date, time_in_words
from shpdocs.model.evidence import Evidence, UsedReturn
from shpdocs.model.ledger import Event
from shpdocs.model.printed_paper import KeptCell, KeptOrigin
from shpdocs.paper.origins.references import AnswerReference, parse_answer
from shpdocs.report.page.parts import entered, escaped, table

_LONGEST = 1_000  # characters of a reason
_DECISIONS = {
    "accepted": "Return accepted with its warnings",
    "waived": "Paper made without the return",
    "published": "Small numbers published all the same",
    "exempted": "Not for publication",
    "paper-sent": "Sent to the committee",
    "withdrawn": "Edition withdrawn",
}


def grounds_markup(evidence: Evidence) -> Iterator[str]:
    """Yield the tables of returns and decisions."""
    yield '<section aria-labelledby="returns">\n<h2 id="returns">The returns that it was made from</h2>'
    yield _rows_to_find(_returns(evidence.returns)) if evidence.returns else "<p>None.</p>"
    yield '</section>\n<section aria-labelledby="decisions">\n<h2 id="decisions">The decisions that it rests on</h2>'
    yield _rows_to_find(_decisions(evidence.decisions)) if evidence.decisions else "<p>None.</p>"
    yield "</section>"


def files_markup(evidence: Evidence) -> str:
    """The table of the paper's files and their hashes."""
    heading = '<section aria-labelledby="files">\n<h2 id="files">The files of the paper</h2>'
    return f"{heading}\n{_rows_to_find(_files(evidence))}\n</section>"


def beside_answers(evidence: Evidence) -> Callable[[KeptOrigin], str]:
    """Return what gives the markup of who answers for an answer: who signed its return off, and what was decided about it."""
    returns = {used.file: number for number, used in enumerate(evidence.returns)}
    accepted: dict[tuple[str, str], list[int]] = {}
    named: dict[str, list[tuple[AnswerReference, int]]] = {}
    decided: dict[tuple[str, str], list[int]] = {}
    for number, event in enumerate(evidence.decisions):
        for which in (event.at, *event.answers):
            decided.setdefault((event.event, which), []).append(number)
        for warning in event.warnings:
            accepted.setdefault((event.sha256, warning.rpartition(" ")[2]), []).append(number)
        for answer in event.answers if event.event in ("published", "exempted") else ():
            reference = parse_answer(answer)
            named.setdefault(reference.sub_group, []).append((reference, number))

    def beside(origin: KeptOrigin) -> str:
        files = dict.fromkeys(cell.file for cell in origin.cells)
        signed = (_signed(evidence.returns[returns[file]], returns[file]) for file in files if file in returns)
        numbers = [number for cell in origin.cells for number in _accepted(accepted, cell)]
        sub_group = origin.answer.partition("/")[0]
        numbers += [number for reference, number in named.get(sub_group, ()) if reference.names_origin(origin)]
        if origin.kind == "decided":
            numbers += decided.get((origin.key, origin.at or origin.answer), ())
        return "".join((*signed, *(_decided(evidence.decisions[number], number) for number in dict.fromkeys(numbers))))

    return beside


def _accepted(accepted: dict[tuple[str, str], list[int]], cell: KeptCell) -> Iterable[int]:
    """The decisions about warnings at a cell: at its answer, or at one that it stands under."""
    steps = cell.pointer.split("/")
    return (number for depth in range(2, len(steps) + 1) for number in accepted.get((cell.file, "/".join(steps[:depth])), ()))


def _signed(used: UsedReturn, number: int) -> str:
    name = f"signed off by {entered(used.name)}" if used.name else "signed off by nobody"
    return f'<p class="soft">Return of {escaped(used.sub_group)}, {escaped(used.period)}: <a href="#r{number + 1}">{name}</a>.</p>'


def _decided(event: Event, number: int) -> str:
    what = _DECISIONS.get(event.event, event.event)
    return f'<p class="soft">{what}: <a href="#d{number + 1}">decided by {entered(event.by)}</a>.</p>'


def _rows_to_find(markup: str) -> str:
    """A table whose rows the search finds one by one."""
    head, body = markup.split("<tbody", 1)
    return f"{head}<tbody{body.replace('<tr ', '<tr data-item ')}"


def _returns(returns: tuple[UsedReturn, ...]) -> str:
    headings = ("Return", "File", "Received", "Signed off by", "SHA-256 of the file")
    rows = (
        (
            f'<span id="r{number + 1}">{escaped(used.sub_group)}, {escaped(used.period)}</span>',
            entered(used.file_name) if used.file_name else "Not known any more",
            escaped(time_in_words(used.received)) or "–",
            _signature(used),
            _digest(used.file),
        )
        for number, used in enumerate(returns)
    )
    return table("Returns", headings, rows, "grounds")


def _signature(used: UsedReturn) -> str:
    """Who signed a return off, with role and day."""
    parts = (entered(used.name), entered(used.role), escaped(_day(used.day)))
    return ", ".join(part for part, text in zip(parts, (used.name, used.role, used.day), strict=True) if text) or "Nobody"


def _day(day: str) -> str:
    try:
        return show_date(day)
    except (ValueError, IndexError):
        return day


def _decisions(decisions: tuple[Event, ...]) -> str:
    headings = ("Decision", "What about", "By", "Because", "When")
    rows = (
        (
            f'<span id="d{number + 1}">{_DECISIONS.get(event.event, event.event)}</span>',
            "<br>".join(entered(about, _LONGEST) for about in _about(event)),
            entered(event.by),
            entered(event.because, _LONGEST),
            escaped(time_in_words(event.at)),
        )
        for number, event in enumerate(decisions)
    )
    return table("Decisions", headings, rows, "grounds")


def _about(event: Event) -> Iterator[str]:
    """What a decision is about: the file and its warnings, or answers."""
    if event.file:
        yield event.file
    yield from map(_warning, event.warnings)
    yield from event.answers
    if event.paragraphs:
        yield f"Schedule 12A, paragraph {', '.join(map(str, event.paragraphs))}"


def _warning(key: str) -> str:
    """A warning by its key ('not-signed-off Start!B32 /sign-off/name'): 'Start B32: not signed off'."""
    code, _, rest = key.partition(" ")
    sheet, _, cell = rest.rpartition(" ")[0].rpartition("!")
    place, words = f"{sheet} {cell}".strip(), code.replace("-", " ")
    return f"{place}: {words}" if place else words


def _files(evidence: Evidence) -> str:
    edition = evidence.edition
    files = [("Paper", name, digest) for name, digest in edition.public.items()]
    files += [("Part II", name, digest) for name, digest in edition.private.items() if "/" not in name and name.endswith("PART II.docx")]
    rows = [(kind, entered(name), _digest(digest)) for kind, name, digest in files]
    for appendix in edition.appendices:
        digest = _digest(appendix.sha256) if appendix.sha256 else "Published apart"
        rows.append((entered(appendix.heading), entered(appendix.file) if appendix.file else "–", digest))
    return table("Files", ("What", "File", "SHA-256"), rows, "grounds")


def _digest(digest: str) -> str:
    return f'<code class="digest">{escaped(digest)}</code>'
