"""What papers that others have showed of counts."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from shpdocs.disclosure.cells import Cell, Key, half_a_digit
from shpdocs.disclosure.counts import Count, Name, Range, share_of
from shpdocs.disclosure.numbers import Numbers
from shpdocs.figures.arithmetic import exact
from shpdocs.model.disclosure import PublishedPaper
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.period import Period


def add_published(numbers: Numbers, of_paper: Numbers, paper: PublishedPaper) -> None:
    """Add what a paper that is out showed to the numbers of another. `of_paper` are its own, made of the returns that it was made of.

    A number that it printed is known. Of one that it marked as suppressed the mark is known too; of what it did not tell, or withheld as
    exempt, nothing is.
    """
    answers = {(answer.answer, answer.period): answer for answer in paper.printed}
    measures = {_measure_in(answer.answer) for answer in paper.printed}
    for key, cell in of_paper.cells.items():
        answer = answers.get(_answer_of(key, paper.period))
        is_statement = not key[1]  # a baseline or target is printed with its measure, unless the paper says that it withholds it
        is_with_measure = is_statement and answer is None and _measure_in(f"{key[2]}{key[3]}") in measures
        is_printed = is_with_measure or (answer is not None and answer.state == "printed")
        if _is_same(numbers, of_paper, key) and (is_printed or (answer and answer.state == "suppressed")):
            (numbers.printed if is_printed else numbers.suppressed).add(key)
        if answer and not is_printed:
            numbers.kept_back.add(float(cell.value))
        if is_printed:
            numbers.out += _shown(cell, answer, of_paper.counts)
        elif key in of_paper.names and (answer is None or answer.state == "withheld"):
            name = of_paper.names[key]
            of_paper.counts[name] = replace(of_paper.counts[name], low=0, high=None)
    _merge(numbers.counts, of_paper.counts)
    numbers.ranges += of_paper.ranges
    numbers.rests |= of_paper.rests
    for series, by_quarter in of_paper.to_date.items():
        standing = numbers.to_date.setdefault(series, {})
        for quarter, name in by_quarter.items():
            if standing.setdefault(quarter, name) != name:  # what stands now goes before what stood then
                numbers.superseded.append((series, quarter, name))


def _measure_in(answer: str) -> str:
    """The answer of which another is a part or says something: 'prevent/measures/referrals' of 'prevent/measures/referrals/baseline'."""
    return "/".join(answer.split("/")[:3])


def _is_same(numbers: Numbers, of_paper: Numbers, key: Key) -> bool:
    """Whether what stands at a key was not corrected since."""
    now, then = numbers.cells.get(key), of_paper.cells[key]
    return now is not None and now.value == then.value and numbers.names.get(key) == of_paper.names.get(key)


def _answer_of(key: Key, period: Period) -> tuple[str, str]:
    """How the record of a period's paper names what stands at a key: the answer and its period, which is the paper's if it has none."""
    year, quarter, sub_group, pointer = key
    return f"{sub_group}{pointer}", f"{year}-{quarter}" if quarter else str(period)


def _shown(cell: Cell, answer: PrintedAnswer | None, counts: Mapping[Name, Count]) -> list[Range]:
    """What was shown of counts: by the rule, unless the number was printed exactly then, as somebody may have decided."""
    is_exact = answer is not None and answer.shown.replace(",", "").removesuffix("%") == str(answer.value)
    if answer is None or not is_exact or any(len(shown.coefficients) > 1 for shown in cell.shows):
        return list(cell.shows)
    names = [name for shown in cell.shows for name in shown.coefficients]
    if len(names) == 1:
        return [Range({names[0]: 1}, cell.value, cell.value)]
    base, count = names  # of a percentage with its base, both of which are rounded by the rule
    value, whole, share = counts[count].value, counts[base].value, exact(answer.value)
    return [Range({base: 1}, whole, whole), *share_of(count, base, (value, whole), share, half_a_digit(share))]


def _merge(counts: dict[Name, Count], others: Mapping[Name, Count]) -> None:
    """Add counts; of one that is there already, what a reader knows of it through either."""
    for name, other in others.items():
        own = counts.get(name)
        counts[name] = other if own is None else _both(own, other)


def _both(own: Count, other: Count) -> Count:
    """A count as this paper judges it, of which is known what either paper tells."""
    highs = [high for high in (own.high, other.high) if high is not None]
    return replace(
        own,
        low=max(own.low, other.low),
        high=min(highs, default=None),
        margin=max(own.margin, other.margin),
    )
