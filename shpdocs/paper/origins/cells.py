"""The cells that answers stand in, as far as whoever reads a paper may know what stood there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shpdocs.model.disclosure import Known
from shpdocs.model.origin import Returned, Use
from shpdocs.model.printed_paper import KeptCell
from shpdocs.model.returns import Return, answer_at

_Returns = dict[tuple[str, str], Return]  # by sub-group and period


class Cells:
    """The cells of the returns that a paper was made of.

    `returned` is what came; `told` what whoever reads the paper is told of it: of a public paper what is public, of Part II what is exempt
    too. A cell whose answer is told otherwise than it came (left out, suppressed, rounded) has no raw value.
    """

    def __init__(self, returned: Known, *told: Known) -> None:
        self._returned = _by_period(returned)
        self._told = tuple(_by_period(known) for known in told)
        self._under: dict[tuple[str, str], dict[str, list[str]]] = {}

    def behind(self, answer: Returned) -> tuple[KeptCell, ...]:
        """Every cell that says something of an answer, in the order of its uses."""
        sub_group = answer.answer.partition("/")[0]
        return tuple(cell for use in answer.uses for cell in self._of_use(sub_group, use))

    def _of_use(self, sub_group: str, use: Use) -> Iterator[KeptCell]:
        return_ = self._returned.get((sub_group, use.period))
        if return_:
            for pointer in self._pointers(return_).get(use.pointer, ()):
                yield self._cell(return_, pointer, use)

    def _pointers(self, return_: Return) -> dict[str, list[str]]:
        """The pointers of a return's sources, by every pointer that they stand under."""
        key = _key(return_)
        if key not in self._under:
            self._under[key] = _under(return_.sources)
        return self._under[key]

    def _cell(self, return_: Return, pointer: str, use: Use) -> KeptCell:
        source = return_.sources[pointer]
        place = (use.period, pointer, use.role, return_.file_name, source.file, source.sheet, source.cell)
        if not self._is_told(return_, pointer):
            return KeptCell(*place, prefilled=source.prefilled, is_kept_back=True)
        return KeptCell(*place, source.raw, source.number_format, source.rule, source.prefilled)

    def _is_told(self, return_: Return, pointer: str) -> bool:
        answer = answer_at(return_.answers, pointer)
        told = (returns[_key(return_)] for returns in self._told if _key(return_) in returns)
        return answer is not None and any(answer_at(each.answers, pointer) == answer for each in told)


def _by_period(known: Known) -> _Returns:
    earlier = (return_ for years in (known.earlier, known.last_year) for returns in years.values() for return_ in returns.values())
    return {_key(return_): return_ for return_ in (*known.returns.values(), *earlier)}


def _key(return_: Return) -> tuple[str, str]:
    return return_.stamp.sub_group, return_.stamp.period


def _under(pointers: Iterable[str]) -> dict[str, list[str]]:
    """Pointers by each of those they stand under, themselves too: '/fields/update' by '/fields' and '/fields/update'."""
    under: dict[str, list[str]] = {}
    for pointer in pointers:
        steps = pointer.split("/")
        for depth in range(2, len(steps) + 1):
            under.setdefault("/".join(steps[:depth]), []).append(pointer)
    return under
