"""What papers printed, held against what the returns say now: which answers stand otherwise, and how a figure is to be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from shpdocs.answers.values import tidy
from shpdocs.figures.reported import AWAITED, ReportedFigure, reported_figure
from shpdocs.model.edition import PrintedAnswer, paper_words
from shpdocs.model.ledger import Event
from shpdocs.model.origin import Decided, Statement
from shpdocs.model.returns import REASON_WORDS, Json, Return, answer_at

ByPeriod = Mapping[str, Return]  # a sub-group's returns, by period ('2024-25-Q2')


class EarlierPaper(Struct, frozen=True):
    """A paper that was made, by the answers that it printed: an edition by its number, a draft that was sent, or the last draft, which
    nobody else has.

    `made_from` gives the SHA-256 of the file of each return that it was made from, by period and sub-group ('2024-25-Q2/prevent'); `at` is
    when it was made. `is_for_board` says that only the partnership's board may read it.
    """

    period: str
    profile: str
    kind: Literal["edition", "sent-draft", "draft"]
    number: int
    printed: tuple[PrintedAnswer, ...]
    made_from: Mapping[str, str] = field(default_factory=dict)
    at: str = ""
    is_for_board: bool = False

    @property
    def is_out(self) -> bool:
        """Whether others may have it: it was published, or sent to the committee."""
        return self.kind != "draft"

    @property
    def words(self) -> str:
        """How people call it: 'edition 1 of 2024-25-Q2', 'the draft of 2024-25-Q2/short that was sent'."""
        paper = paper_words(self.period, self.profile)
        of_draft = "the draft of {} that was sent" if self.kind == "sent-draft" else "the last draft of {}"
        return f"edition {self.number} of {paper}" if self.kind == "edition" else of_draft.format(paper)


class Otherwise(Struct, frozen=True):
    """An answer that a paper printed and that the returns give otherwise now: what was printed, and what they say.

    Of a figure `now` is its value, or the reason why there is none; None if nothing is said any more.
    """

    printed: PrintedAnswer
    now: Json

    @property
    def is_awaited(self) -> bool:
        """Whether what was printed is that the answer was not yet available: what came since takes nothing back."""
        return self.printed.value in (None, AWAITED)

    @property
    def is_ordinary(self) -> bool:
        """Whether everybody had to expect it: it was awaited, or printed as provisional."""
        return self.is_awaited or self.printed.is_provisional


def sub_group_of(printed: PrintedAnswer) -> str:
    """The sub-group that gave an answer."""
    return printed.answer.partition("/")[0]


def pointer_of(printed: PrintedAnswer) -> str:
    """The JSON pointer of an answer; of a figure that of its measure or part."""
    return printed.answer[len(sub_group_of(printed)) :]


def is_figure(printed: PrintedAnswer) -> bool:
    """Whether an answer is a quarter's figure, named by its measure or part."""
    match printed.answer.split("/"):
        case [_, "measures", _] | [_, "measures", _, "parts", _]:
            return True
    return False


def known_figure(printed: PrintedAnswer, paper: str, returns: ByPeriod) -> ReportedFigure | None:
    """What the returns of a figure's year say of it now, as far as the paper of a period knows them: to its own quarter."""
    year, _, quarter = printed.period.rpartition("-")
    known = {name[-2:]: return_ for name, return_ in returns.items() if name.startswith(year) and name <= paper}
    return reported_figure(quarter, pointer_of(printed), known)


def otherwise(paper: EarlierPaper, returns: Mapping[str, ByPeriod]) -> Iterator[Otherwise]:
    """Yield what a paper printed otherwise than the returns in force, by sub-group and period, say it now.

    Of quarters and sub-groups without a return nothing is known: what was printed of them stands.
    """
    rows: dict[tuple[str, str], list[PrintedAnswer]] = {}
    for answer in paper.printed:
        of_sub_group = returns.get(sub_group_of(answer), {})
        if answer.state != "printed" or answer.period not in of_sub_group:
            continue
        if _is_in_row(answer, of_sub_group):
            rows.setdefault((answer.period, answer.answer.rsplit("/", 2)[0]), []).append(answer)
            continue
        now = said_now(answer, paper.period, of_sub_group)
        if not _is_same(answer.value, now):
            yield Otherwise(answer, now)
    for (period, _), answers in rows.items():
        yield from _rows_otherwise(answers, returns[sub_group_of(answers[0])][period])


def said_now(answer: PrintedAnswer, paper: str, returns: ByPeriod) -> Json:
    """What the returns say of an answer now: of a figure its value, or else the reason why there is none."""
    if not is_figure(answer):
        return answer_at(returns[answer.period].answers, pointer_of(answer))
    known = known_figure(answer, paper, returns)
    if known is None:
        return None
    return known.figure["reason"] if known.figure["value"] is None else known.figure["value"]


def _is_same(printed: Json, now: Json) -> bool:
    if isinstance(printed, str) and isinstance(now, str):
        return tidy(printed) == tidy(now)
    if printed is None and isinstance(now, str) and now in REASON_WORDS:
        return True  # nothing but a reason stood there, and does now
    return bool(printed == now)


def _is_in_row(answer: PrintedAnswer, returns: ByPeriod) -> bool:
    """Whether an answer stands in a row that a lead added."""
    table, _, cell = pointer_of(answer).partition("/tables/")[2].partition("/")
    return bool(cell) and isinstance(answer_at(returns[answer.period].answers, f"/tables/{table}"), list)


def _rows_otherwise(answers: Sequence[PrintedAnswer], return_: Return) -> Iterator[Otherwise]:
    """What is otherwise in a table whose rows leads add: rows that are somewhere in it still are the same, wherever they stand."""
    left = dict(enumerate(answer_at(return_.answers, pointer_of(answers[0]).rsplit("/", 2)[0])))
    printed: dict[int, list[PrintedAnswer]] = {}
    for answer in answers:
        printed.setdefault(int(answer.answer.split("/")[-2]), []).append(answer)
    gone: list[int] = []
    for number, row in printed.items():
        same = next((at for at, now in left.items() if not any(_cells_otherwise(row, now))), None)
        if same is None:
            gone.append(number)
        else:
            del left[same]
    for number in gone:
        row, now = printed[number], left.pop(number, None)
        yield from _cells_otherwise(row[:1] if now is None else row, now or {})  # of a row that is gone its first answer says so


def _cells_otherwise(row: Sequence[PrintedAnswer], now: Mapping[str, Json]) -> Iterator[Otherwise]:
    said = ((cell, now.get(cell.answer.rpartition("/")[2])) for cell in row)
    return (Otherwise(cell, answer) for cell, answer in said if not _is_same(cell.value, answer))


class Mark(Struct, frozen=True):
    """How a figure that earlier papers printed otherwise is marked: 'corrected' or 'revised'; and why it was corrected, '' if not said.

    `before` is what the last of these papers printed, and `where` which it was. `origins` are what it rests on: that paper, and the
    decision by which the figure was let in.
    """

    kind: Literal["corrected", "revised"]
    because: str = ""
    before: str = ""
    where: str = ""
    origins: tuple[Statement, ...] = ()


Marks = Mapping[tuple[str, str], Mark]  # by answer ('domestic-abuse/measures/repeat-victims') and period


def marks(
    period: str, earlier: Iterable[EarlierPaper], returns: Mapping[str, ByPeriod], accepted: Mapping[tuple[str, str], Event]
) -> Marks:
    """Return the marks of the figures in a paper of a period, by what `earlier` papers printed.

    `accepted` gives, by answer and period, the decision that let a figure in otherwise than it was printed.
    """
    marked: dict[tuple[str, str], Mark] = {}
    for paper in earlier:
        known_now = replace(paper, period=period, printed=tuple(answer for answer in paper.printed if is_figure(answer)))
        for found in otherwise(known_now, returns):
            key = (found.printed.answer, found.printed.period)
            if found.is_awaited or found.now is None:
                continue
            known = known_figure(found.printed, period, returns[sub_group_of(found.printed)])
            is_revised = found.is_ordinary or (known is not None and known.is_revised)
            if is_revised and marked.get(key, Mark("revised")).kind == "revised":
                marked[key] = Mark("revised", "", found.printed.shown, paper.words, (_printed_in(paper, found.printed),))
            elif not is_revised:
                event = accepted.get(key)
                origins = (_printed_in(paper, found.printed), *_let_in(key[0], event))
                marked[key] = Mark("corrected", event.because if event else "", found.printed.shown, paper.words, origins)
    return marked


def _printed_in(paper: EarlierPaper, printed: PrintedAnswer) -> Statement:
    event = {"edition": "edition", "sent-draft": "paper-sent", "draft": "assembled"}[paper.kind]
    return Statement(f"printed as {printed.shown}", Decided(event, paper.words, paper.at))


def _let_in(answer: str, event: Event | None) -> tuple[Statement, ...]:
    return (Statement("let in otherwise than it was printed", Decided(event.event, answer, event.at)),) if event else ()
