"""The fewest numbers that must be withheld beside the small ones, so that each of these may have every small value.

If more is withheld, more is possible: so every choice that leaves some value impossible says of all that it prints, as far as it can be
made to withhold more and leave it impossible, that one of these must be withheld. The fewest that meet all such demands are looked for
again and again, until they leave nothing impossible.
"""

from __future__ import annotations

from collections.abc import Set

import highspy

from tests.benchmarks.disclosure.made_up import Numbers
from tests.benchmarks.disclosure.reader import Question, Reader, solver


def cheapest(numbers: Numbers) -> frozenset[str]:
    """The fewest numbers to withhold beside the small ones."""
    search = _Search(numbers)
    while True:
        withheld = search.fewest()
        unanswered = [question for question in search.questions if not search.is_possible(question, withheld)]
        if not unanswered:
            return withheld
        search.demands += [search.demand(question, withheld) for question in unanswered[:4]]


class _Search:
    """The demands that were found so far, and what would have to be withheld for the worlds that were found."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.reader = Reader(numbers)
        self.questions = [question for question in self.reader.questions if numbers.values[question[0]] != question[1]]
        self.demands: list[frozenset[str]] = []
        self._needed: dict[Question, list[frozenset[str]]] = {question: [] for question in self.questions}

    def is_possible(self, question: Question, withheld: Set[str]) -> bool:
        """Whether the small number may have that value where these are withheld."""
        if any(needed <= withheld for needed in self._needed[question]):
            return True
        world = self.reader.world(withheld, *question)
        if world is None:
            return False
        changed = {name for name in self.numbers.choosable if world[name] != self.numbers.values[name]}
        self._needed[question].append(frozenset(changed))
        return True

    def demand(self, question: Question, withheld: Set[str]) -> frozenset[str]:
        """Numbers one of which must be withheld: what remains where as many as may be are withheld and it is still impossible."""
        most = set(withheld)
        for name in self.numbers.choosable:
            if name not in most and not self.is_possible(question, most | {name}):
                most.add(name)
        return frozenset(self.numbers.choosable) - most

    def fewest(self) -> frozenset[str]:
        """The fewest numbers that meet every demand."""
        names = sorted({name for demand in self.demands for name in demand})
        model = solver()
        for at in range(len(names)):
            model.addVar(0, 1)
            model.changeColCost(at, 1)
            model.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        for demand in self.demands:
            model.addRow(1, highspy.kHighsInf, len(demand), [names.index(name) for name in sorted(demand)], [1.0] * len(demand))
        model.run()
        chosen = model.getSolution().col_value
        return frozenset(name for at, name in enumerate(names) if round(chosen[at]))
