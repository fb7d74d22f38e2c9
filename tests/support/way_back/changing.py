"""A paper composed anew with one answer of one return changed, and every text of it by its place."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from shpdocs.commands.assembling import inputs as reading
from shpdocs.commands.assembling.inputs import PaperInputs, read_paper_inputs
from shpdocs.commands.returns_in_force import ReturnsInForce, returns_in_force
from shpdocs.model.document import Document
from shpdocs.model.period import parse_period
from shpdocs.model.returns import Return
from shpdocs.paper.sections.compose import compose, compose_exempt
from tests.support.way_back.printed_texts import PrintedText, printed_texts
from tests.support.way_back.tree import Answer, Node, node_of

Place = tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """The public paper and Part II, each as its texts by place; and the numbers that the public is told, small ones rounded."""

    public: Mapping[Place, PrintedText]
    exempt: Mapping[Place, PrintedText]
    numbers: Mapping[Answer, float]

    @property
    def both(self) -> dict[Place, PrintedText]:
        """All texts."""
        return {("public", *place): text for place, text in self.public.items()} | {
            ("exempt", *place): text for place, text in self.exempt.items()
        }


def printed_of(inputs: PaperInputs) -> Printed:
    """What is printed of what was read."""
    material = inputs.material(inputs.disclosed.public, True)
    exempt = compose_exempt(material)
    public = inputs.disclosed.public
    in_parts = (public.returns, *public.earlier.values(), *public.last_year.values())
    told = (leaf for part in in_parts for return_ in part.values() for leaf in _answers_of(return_))
    numbers = {answer: said for answer, said in told if isinstance(said, int | float)}
    return Printed(_by_place(compose(material).document), _by_place(exempt.document) if exempt else {}, numbers)


def answers_in(inputs: PaperInputs) -> Iterator[tuple[Answer, Any]]:
    """Every answer of the returns that the paper is made of, with what it says."""
    for return_ in _returns(inputs.in_force):
        yield from _answers_of(return_)


def _answers_of(return_: Return) -> Iterator[tuple[Answer, Any]]:
    for pointer, said in _leaves(return_.answers, ""):
        yield Answer(return_.stamp.sub_group, return_.stamp.period, pointer), said


def printed_with(root: Path, period: str, answer: Answer, said: Any) -> Printed:
    """What is printed if an answer says something else."""
    with _changed(answer, said):
        return printed_of(read_paper_inputs(root, parse_period(period)))


@contextmanager
def _changed(answer: Answer, said: Any) -> Iterator[None]:
    real = returns_in_force

    def changed(*arguments: Any, **options: Any) -> ReturnsInForce:
        in_force = real(*arguments, **options)
        returns = {name: _with(return_, answer, said) for name, return_ in in_force.returns.items()}
        earlier = {name: {at: _with(one, answer, said) for at, one in quarters.items()} for name, quarters in in_force.earlier.items()}
        last_year = {
            name: replace(year, returns={at: _with(one, answer, said) for at, one in year.returns.items()})
            for name, year in in_force.last_year.items()
        }
        return replace(in_force, returns=returns, earlier=earlier, last_year=last_year)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "returns_in_force", changed)
        yield


def _with(return_: Return, answer: Answer, said: Any) -> Return:
    if (return_.stamp.sub_group, return_.stamp.period) != (answer.sub_group, answer.period):
        return return_
    answers = copy.deepcopy(return_.answers)
    *path, last = answer.pointer.split("/")[1:]
    here: Any = answers
    for step in path:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here[last] = said
    return replace(return_, answers=answers)


def _returns(in_force: ReturnsInForce) -> Iterator[Return]:
    yield from in_force.returns.values()
    for quarters in in_force.earlier.values():
        yield from quarters.values()
    for year in in_force.last_year.values():
        yield from year.returns.values()


def _leaves(said: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """The answers below a pointer; a sum of money and a range of months are one."""
    if isinstance(said, dict) and "words" not in said:
        for key, below in said.items():
            yield from _leaves(below, f"{pointer}/{key}")
    elif isinstance(said, list):
        for at, below in enumerate(said):
            yield from _leaves(below, f"{pointer}/{at}")
    elif said is not None:
        yield pointer, said


def _by_place(document: Document) -> dict[Place, PrintedText]:
    """The texts by where they stand: under which heading, in the row of what; a headline by what it is about, as their order may change."""
    times: Counter[Place] = Counter()
    found: dict[Place, PrintedText] = {}
    for text in printed_texts(document):
        place = (text.where.partition(", row ")[0], text.row, _beginning(text) if "HEADLINES" in text.where else "")
        times[place] += 1
        found[(*place, str(times[place]))] = text
    return found


def _beginning(text: PrintedText) -> str:
    """What a paragraph or an item of a list begins with: the name that it is about, or its words to the first that come from somewhere."""
    first = min((span.start for span in text.spans), default=len(text.text))
    end = min((span.end for span in text.spans), default=0)
    return text.text[: first or end]


_SAYS_WHY = {"rounded", "suppressed", "withheld", "rating", "greatest", "count"}  # of these a tree says why a cell changes nothing
_MARKS = {"provisional", "revised", "corrected", "figures that were revised", "figures that were corrected"}  # these say only that it is so
_SUPPRESSED = re.compile("suppressed|could be identified", re.IGNORECASE)


def breaches(before: Printed, after: Printed, answer: Answer) -> list[str]:
    """Texts that changed though the answer is in no tree of theirs, and trees with it that came to the same and do not say why."""
    old, new = before.both, after.both
    both = sorted(set(old) & set(new))
    is_rounded = answer in before.numbers and before.numbers[answer] == after.numbers.get(answer)  # its tree says so once it is kept
    is_told = any(old[place].text != new[place].text and _holds_text(old[place], answer) for place in both)
    return [
        breach
        for place in both
        if not (is_told and _holds_text(old[place], answer))  # of an answer of several paragraphs one may have changed alone
        for breach in _breaches(place, old[place], new[place], answer, is_rounded)
    ]


def _holds_text(text: PrintedText, answer: Answer) -> bool:
    """Whether the text is what was typed, or one of its paragraphs."""
    nodes = [node_of(span.origin) for span in text.spans]
    return any(
        node.kind == "returned" and node.value is None and any(answer.pointer == used.pointer for used in node.uses) for node in nodes
    )


def _breaches(place: Place, old: PrintedText, new: PrintedText, answer: Answer, is_rounded: bool) -> Iterator[str]:
    ways = [[(span, path) for span in text.spans for path in node_of(span.origin).paths_to(answer)] for text in (old, new)]
    is_suppressed = _SUPPRESSED.search(old.text) or _SUPPRESSED.search(new.text)
    if _numbers_in(old) != _numbers_in(new) and not any(ways) and not is_suppressed:
        yield f"{place}: {old.text!r} became {new.text!r}, and {answer} is in no tree of it"
    if is_rounded or len(old.spans) != len(new.spans):
        return
    now = {id(span): node_of(other.origin) for span, other in zip(old.spans, new.spans, strict=True)}
    pieces = {id(span): new.text[other.start : other.end] for span, other in zip(old.spans, new.spans, strict=True)}
    for span, path in ways[0]:
        if _must_tell(path, answer) and (path[0].value, old.text[span.start : span.end]) == (now[id(span)].value, pieces[id(span)]):
            yield f"{place}: {old.text!r} stays though {answer} changed: {' < '.join(node.kind + ' ' + node.words for node in path)}"


def _numbers_in(text: PrintedText) -> list[str]:
    """The numbers of a text: words without any come and go with what they explain."""
    return re.findall(r"\d[\d.,]*", text.text)


def _must_tell(path: tuple[Node, ...], answer: Answer) -> bool:
    """Whether what stands at the head of the path must change with the answer: nothing on the way says why it would not."""
    if path[0].words in _MARKS or any(node.kind in _SAYS_WHY for node in path):
        return False
    at = next(used for used in path[-1].uses if answer.is_at(used))
    is_itself = answer.pointer in (used_pointer := at.pointer, f"{used_pointer}/value")
    return is_itself and at.role in ("counts", "revises")
