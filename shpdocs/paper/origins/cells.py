"""The cells that answers stand in, as far as whoever reads a paper may know what stood there."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.disclosure import Known
from shpdocs.model.origin import Returned, Use
from shpdocs.model.printed_paper import KeptCell
from shpdocs.model.returns import Json, Return, answer_at

_VALUE = "/figure/value"
_Returns = dict[tuple[str, str], Return]  # by sub-group and period


class Cells:
    """The cells of the returns that a paper was made of.

    `returned` is what came; `told` what whoever reads the paper is told of it: of a public paper what is public, of Part II what is exempt
    too. A cell whose answer is told otherwise than it came (left out, suppressed, rounded) has no raw value.
    """

    def __init__(self, returned: Known, *told: Known) -> None:
        self._returned = _by_period(returned)
        self._told = tuple(_by_period(known) for known in told)
        self._known: dict[tuple[str, Use], tuple[KeptCell, ...]] = {}  # many numbers are worked out from the same answers

    def behind(self, answer: Returned) -> tuple[KeptCell, ...]:
        """Every cell that says something of an answer, in the order of its uses."""
        sub_group = answer.answer.partition("/")[0]
        return tuple(cell for use in answer.uses for cell in self._of_use(sub_group, use))

    def _of_use(self, sub_group: str, use: Use) -> tuple[KeptCell, ...]:
        key = (sub_group, use)
        if key not in self._known:
            self._known[key] = tuple(self._cell(return_, pointer, use) for return_, pointer in self._sources(sub_group, use))
        return self._known[key]

    def is_rounded(self, answer: Returned) -> bool:
        """Whether the reader is told another number than one of those that count."""
        sub_group = answer.answer.partition("/")[0]
        counting = (use for use in answer.uses if use.role in ("counts", "revises"))
        return any(
            pointer in (use.pointer, f"{use.pointer}/value") and self._is_number_told_otherwise(return_, pointer)
            for use in counting
            if any(cell.is_kept_back for cell in self._of_use(sub_group, use))
            for return_, pointer in self._sources(sub_group, use)
        )

    def of_base(self, answer: Returned) -> tuple[KeptCell, ...]:
        """The cells of what a percentage is a share of: what it is rounded to depends on it. None of anything else."""
        own = (use for use in answer.uses if use.pointer.endswith(_VALUE))
        uses = tuple(Use(use.period, f"{use.pointer.removesuffix(_VALUE)}/figure/base") for use in own)
        return self.behind(Returned(answer.answer, answer.period, uses))

    def _sources(self, sub_group: str, use: Use) -> Iterator[tuple[Return, str]]:
        """The pointers of the sources of a use, each with its return."""
        return_ = self._returned.get((sub_group, use.period))
        if return_:
            yield from ((return_, pointer) for pointer in _pointers(return_, use.pointer))

    def _cell(self, return_: Return, pointer: str, use: Use) -> KeptCell:
        source = return_.sources[pointer]
        place = (use.period, pointer, use.role, return_.file_name, source.file, source.sheet, source.cell)
        if not self._is_told(return_, pointer):
            return KeptCell(*place, prefilled=source.prefilled, is_kept_back=True)
        return KeptCell(*place, source.raw, source.number_format, source.rule, source.prefilled)

    def _is_told(self, return_: Return, pointer: str) -> bool:
        answer = answer_at(return_.answers, pointer)
        return answer is not None and answer in self._told_at(return_, pointer)

    def _is_number_told_otherwise(self, return_: Return, pointer: str) -> bool:
        answer, told = answer_at(return_.answers, pointer), self._told_at(return_, pointer)
        return isinstance(answer, int | float) and answer not in told and any(isinstance(other, int | float) for other in told)

    def _told_at(self, return_: Return, pointer: str) -> list[Json]:
        """What the reader is told of an answer."""
        told = (returns[_key(return_)] for returns in self._told if _key(return_) in returns)
        return [answer_at(each.answers, pointer) for each in told]


def _by_period(known: Known) -> _Returns:
    earlier = (return_ for years in (known.earlier, known.last_year) for returns in years.values() for return_ in returns.values())
    return {_key(return_): return_ for return_ in (*known.returns.values(), *earlier)}


def _key(return_: Return) -> tuple[str, str]:
    return return_.stamp.sub_group, return_.stamp.period


def _pointers(return_: Return, pointer: str) -> tuple[str, ...]:
    """The pointers of a return's sources that stand at a pointer, or under it; under a source stands none."""
    if pointer in return_.sources:
        return (pointer,)
    return tuple(each for each in return_.sources if each.startswith(f"{pointer}/"))
