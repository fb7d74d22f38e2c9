"""A reader who knows all that is printed, what ties the numbers, the rule, and which of the missing numbers are the small ones.

Every question to HiGHS is whether one small number may have one value. Nothing of this is shared with what shpdocs decides by.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property

import highspy

from tests.benchmarks.disclosure.made_up import Numbers

Question = tuple[str, int]  # a small number, and a small value that it may have or not
World = dict[str, int]  # a value for every number, that agrees with all that the reader knows


class Reader:
    """One model of a paper, of which only the bounds change from question to question."""

    def __init__(self, numbers: Numbers) -> None:
        """Lay down the numbers and what ties them. A missing number that is not small is 0, or the threshold and more."""
        self.numbers = numbers
        self.names = sorted(numbers.values)
        self.most = 2 * max(numbers.values.values()) + numbers.threshold * (len(numbers.small) + 2)
        self._at = {name: at for at, name in enumerate(self.names)}
        self._model = solver()
        for _ in self.names:
            _add(self._model, 0, self.most)
        for name in numbers.choosable:
            at, is_some = self._at[name], _add(self._model, 0, 1)
            self._model.addRow(0, highspy.kHighsInf, 2, [at, is_some], [1.0, -float(numbers.threshold)])
            self._model.addRow(-highspy.kHighsInf, 0, 2, [at, is_some], [1.0, -float(self.most)])
        for relation in numbers.relations:
            self._model.addRow(0, 0, len(relation), [self._at[name] for name in relation], [float(sign) for sign in relation.values()])

    def world(self, withheld: Set[str], small: str, value: int) -> World | None:
        """A world in which the small number has this value, if there is one where these numbers are withheld beside the small ones."""
        for name, at in self._at.items():
            self._model.changeColBounds(at, *self._bounds(name, withheld))
        self._model.changeColBounds(self._at[small], value, value)
        self._model.run()
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = self._model.getSolution().col_value
        return {name: round(found[at]) for name, at in self._at.items()}

    def _bounds(self, name: str, withheld: Set[str]) -> tuple[int, int]:
        true = self.numbers.values[name]
        if name in self.numbers.printed and self.numbers.is_small(name):
            return 1, self.numbers.threshold - 1
        return (true, true) if name in self.numbers.printed and name not in withheld else (0, self.most)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every small value of every small number that is possible where all is withheld.

        Where two small numbers make a third, their marks alone tell that it is not 1: nobody can withhold more than all.
        """
        everything = self.numbers.printed
        small = [(name, value) for name in self.numbers.small for value in range(1, self.numbers.threshold)]
        return tuple(question for question in small if self.world(everything, *question))

    def excluded(self, withheld: Set[str]) -> tuple[Question, ...]:
        """What is impossible where these are withheld, and would not be if all were: () if the choice is safe."""
        return tuple(question for question in self.questions if not self.world(withheld, *question))


def solver() -> highspy.Highs:
    """An empty model, silent, on one thread, the same in every run."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("random_seed", 1)
    return model


def _add(model: highspy.Highs, least: int, most: int) -> int:
    """Add a whole number and return where it stands."""
    at = int(model.getNumCol())
    model.addVar(least, most)
    model.changeColIntegrality(at, highspy.HighsVarType.kInteger)
    return at
