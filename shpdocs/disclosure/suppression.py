"""What is hidden of counts that belong together, one number after another, until an attack on each finds nothing.

What is hidden beside a small number is chosen by what it is, never by how large it is: the choice would tell. Nothing that was chosen
is printed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial

from shpdocs.disclosure.attack import Attack
from shpdocs.disclosure.cells import Cell, Key
from shpdocs.disclosure.counts import MARGIN, Name
from shpdocs.disclosure.groups import Group
from shpdocs.disclosure.moves import Move, Moves
from shpdocs.model.disclosure import Left, Proof

CALLS = 40  # of the solver, for each protected count that belongs together: past that, all is withheld
_MOST_VALUES = 100  # that must stay possible of one number: a definition can ask for no more
_AGE = 4  # by so much more it costs to hide a figure for each quarter since: others may have noted it
_DECIDED = 100  # by so much more it costs to hide what somebody decided to print
_NEAR = 1e-3  # what a row further away costs more
_ELSEWHERE = 0.01  # what it costs to hide what only another paper would print, for each of its breadth
_NARROW = 0.5  # what it costs to use a small number, which has little room
_NO_COMPANY = 100  # what it costs where small numbers are no company
_FREE = 1e-4  # what it costs to use a number that is hidden anyway


class Suppression:
    """What is hidden of a group, one number after another."""

    def __init__(self, group: Group, hidden: set[Key]) -> None:
        self._group = group
        self.attack = Attack(group)
        self.hidden, self.wholesale = set(hidden), set[Key]()
        self.exposed: list[tuple[Left, Name]] = []
        self.attack.hide(self.hidden, stays=False)

    @property
    def proof(self) -> Proof:
        """What came of it."""
        return Proof(tuple(sorted(self.hidden)), tuple(sorted(self.wholesale)), tuple(self.exposed))

    def until_safe(self) -> Iterator[Name]:
        """Hide one number after another until every protected count is safe, and all that belongs together past bounded work.

        Yield each count that is.
        """
        counts = self._group.counts
        if any(count.rule.threshold > _MOST_VALUES for count in counts.values()):
            self._hide(self._printed, is_wholesale=True)  # more than can be asked
            return
        for name in sorted(self._group.protected, key=lambda name: (counts[name].when, name)):
            if name in self._marked:
                self._hide_company(name)
            self._hide_until(partial(self.attack.is_safe, name), name)
            if left := self.attack.left(name):
                self.exposed.append((left, name))
            if left == "few-by-marks":
                self._hide_marks(name)
            yield name

    def _hide_company(self, name: Name) -> None:
        """Hide what is company for a small number that is printed nowhere, whatever the numbers are: others that are small are none.

        Else, that nothing was hidden beside two of them would tell what they come to.
        """
        self._hide(self._new_cells(self._moves.cheapest(name, self._group.public, self._costs(name, _NO_COMPANY))), is_wholesale=False)

    def _hide_until(self, is_safe: Callable[[], bool], name: Name) -> None:
        """Hide more and more of what belongs to a count until it is safe."""
        blocked = set[Name]()
        while self._printed and not is_safe():
            new = () if self._is_past_bounds else self._next_cells(name, blocked)
            self._hide(new or self._beside(name) or self._printed, is_wholesale=not new)

    def _hide_marks(self, name: Name) -> None:
        """Hide beside the numbers whose marks rule values of this one out what would be hidden if they were small: so nothing that is
        printed tells that they are not.
        """
        for other in self.attack.telling_marks(name):
            self._hide_company(other)
            self._hide_until(partial(self.attack.would_be_safe, name, other), name)

    def _new_cells(self, move: Move | None) -> tuple[Key, ...]:
        """The cells that a move would change and that are printed."""
        return tuple(dict.fromkeys(self._priced[at] for at in move.changed if self._priced[at] not in self.hidden)) if move else ()

    @cached_property
    def _marked(self) -> set[Name]:
        """The small numbers that are suppressed by themselves."""
        return {name for name in self._group.small if self._group.counts[name].high is not None}

    @property
    def _is_past_bounds(self) -> bool:
        return self.attack.calls > CALLS * len(self._group.protected)

    @property
    def _printed(self) -> tuple[Key, ...]:
        """The cells that are printed and could be hidden."""
        return tuple(key for key in self._group.hideable if key not in self.hidden)

    def _hide(self, keys: Iterable[Key], *, is_wholesale: bool) -> None:
        """Hide cells. What was possible stays so, unless it asked for a number that is hidden now to be too near to the threshold."""
        cells = [self._group.cells[key] for key in keys]
        self.hidden |= set(keys)
        if is_wholesale:
            self.wholesale |= set(keys)
        stays = all(not cell.people or len(cell.shows) > 1 or cell.value >= cell.rule.threshold + MARGIN for cell in cells)
        self.attack.hide(self.hidden, stays=stays)

    def _next_cells(self, name: Name, blocked: set[Name]) -> tuple[Key, ...]:
        """The cells to hide next: by the cheapest way in which this count and others could move without a printed number changing.

        What is blocked does not move: hidden numbers that left too little room before.
        """
        seen, costs = self._seen, self._costs(name)
        known, unseen, tried = self._group.public, set[Name](), set[Name]()
        while name not in known:
            move = self._moves.cheapest(name, known | blocked | unseen, costs)
            if new := self._new_cells(move):
                return new
            moved = move.moved - {name} if move else set[Name]()
            tried |= moved & seen
            if moved - seen:
                unseen |= moved - seen  # what nobody prints may be near to nothing: first another way round it
            elif tried - blocked:
                small = {other for other in tried - blocked if self._group.counts[other].is_small}
                blocked |= small or (tried - blocked - self._near(name)) or tried
                unseen = set()
            else:
                break
        return ()

    @cached_property
    def _moves(self) -> Moves:
        ties = [known.coefficients for known in self._group.known if len(known.coefficients) > 1]
        ties += [shown.coefficients for key, cell in self._group.cells.items() if key in self._group.zeros for shown in cell.shows]
        return Moves(self._group.counts, ties, [shown.coefficients for key in self._priced_cells for shown in self._group.cells[key].shows])

    @cached_property
    def _priced(self) -> tuple[Key, ...]:
        """The cells that could be hidden, each as often as it shows something."""
        return tuple(key for key in self._priced_cells for _ in self._group.cells[key].shows)

    @cached_property
    def _priced_cells(self) -> tuple[Key, ...]:
        return tuple(key for key in self._group.cells if key not in self._group.zeros)

    @cached_property
    def _seen(self) -> set[Name]:
        """The counts of which a cell shows something."""
        return {name for cell in self._group.cells.values() for shown in cell.shows for name in shown.coefficients}

    def _near(self, name: Name) -> set[Name]:
        """The counts that one sum has together with another."""
        return {other for known in self._group.known if name in known.coefficients for other in known.coefficients}

    def _beside(self, name: Name) -> tuple[Key, ...]:
        """The printed cells that one sum has together with a count."""
        names = self._near(name)
        return tuple(
            key for key in self._printed if any(other in names for shown in self._group.cells[key].shows for other in shown.coefficients)
        )

    def _costs(self, name: Name, of_small: float = _NARROW) -> list[float]:
        """What it costs to hide each priced cell: by what it is and where it stands, never by its value."""
        place, when, hidden = self._place(name), self._group.counts[name].when, self.hidden
        costs = []
        for key, cell, price, is_of_several in self._prices:
            if key in hidden:  # by how much a share would have to move tells the share
                costs.append(0.0 if is_of_several else of_small if cell.is_small else _FREE)
            else:
                costs.append(price + _NEAR * min(abs(cell.place - place), 100) + _NEAR * (when != cell.when))
        return costs

    @cached_property
    def _prices(self) -> tuple[tuple[Key, Cell, float, bool], ...]:
        """The cells that could be hidden, each as often as it shows something: with what that costs wherever the count stands, and whether
        it shows something of several counts together, as a share does.
        """
        cells = ((key, self._group.cells[key]) for key in self._priced)
        return tuple((key, cell, self._price(cell), any(len(shown.coefficients) > 1 for shown in cell.shows)) for key, cell in cells)

    def _price(self, cell: Cell) -> float:
        age = max(0, self._now - cell.when)
        return cell.breadth * (_ELSEWHERE if cell.is_elsewhere else 1 + _AGE * age) * (_DECIDED if cell.is_decided else 1)

    @cached_property
    def _now(self) -> int:
        return max((cell.when for cell in self._group.cells.values()), default=0)

    def _place(self, name: Name) -> int:
        cell = self._group.cells.get(name[:-1])
        return cell.place if cell else 0
