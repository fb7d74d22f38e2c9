"""A little evaluator of the tests' own: what a tree of origins comes to, from what files say, in plain fractions."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.support.way_back.tree import Node

_WORKED: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda inputs: sum(inputs, Fraction()),
    "less": lambda inputs: inputs[0] - inputs[1],
    "share": lambda inputs: inputs[0] * inputs[1] / inputs[2],
    "pace": lambda inputs: inputs[0] / inputs[1],
    "projection": lambda inputs: inputs[0] / inputs[1] * inputs[2],
    "changed-by": lambda inputs: inputs[0] + sum((inputs[0] * change / 100 for change in inputs[1:]), Fraction()),
    "per-cent-change": lambda inputs: (inputs[0] - inputs[1]) / abs(inputs[1]) * 100,
}


class Files:
    """What the files of a partnership say, read without any code of shpdocs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[Path, Any] = {}

    def stated(self, file: str, key: str) -> Any:
        """What a file states at a key ('sections.5.heading', counted from 1); None if it has no such key."""
        path = self.root / file
        found = self._content(path) if path.is_file() else None
        for step in _steps(key):
            if isinstance(found, list):
                found = found[int(step) - 1] if step.isdigit() and 0 < int(step) <= len(found) else None
            else:
                found = found.get(step) if isinstance(found, dict) else None
        return found

    def answered(self, sub_group: str, period: str, pointer: str) -> Any:
        """What the return in force of a period answers at a JSON pointer."""
        found = self._content(self.root / "output" / period / "returns" / f"{sub_group}.json")["answers"]
        for step in pointer.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else (found or {}).get(step)
        return found

    def _content(self, path: Path) -> Any:
        if path not in self._read:
            text = path.read_text(encoding="utf-8")
            self._read[path] = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
        return self._read[path]


def faults(node: Node, files: Files) -> list[str]:
    """What is untrue of a node by itself: a value that its inputs, its file or its cells do not give."""
    if node.kind == "stated":
        return _stated_faults(node, files)
    if node.kind == "returned":
        return _returned_faults(node, files)
    if node.value is None:
        return []
    if node.kind == "count":
        return [] if node.value == len(node.inputs) else [f"{node.words}: {node.value} is no count of {len(node.inputs)}"]
    if node.kind not in _WORKED:
        return []
    values = [below.value for below in node.inputs]
    if None in values:
        return [f"{node.words}: {node.kind} of what is no number"]
    came = _WORKED[node.kind]([value for value in values if value is not None])
    return [] if came == node.value else [f"{node.words}: {node.kind} of {', '.join(map(str, values))} is {came}, not {node.value}"]


def _stated_faults(node: Node, files: Files) -> list[str]:
    said = files.stated(node.file, node.key)
    if said is None:
        return [f"{node.words}: {node.file} has no {node.key}"]
    if node.value is None:
        return []
    if isinstance(said, list):  # the quarters that a measure is asked in
        return [] if node.value <= len(said) else [f"{node.words}: {node.value} of {said}"]
    number = exactly(said) * (-1 if node.key.endswith("reduce-by") else 1)
    return [] if number == node.value else [f"{node.words}: {node.file} says {said} at {node.key}, not {node.value}"]


def _returned_faults(node: Node, files: Files) -> list[str]:
    sub_group = node.answer.partition("/")[0]
    told = {used: files.answered(sub_group, used.period, used.pointer) for used in node.uses}
    wrong = [f"{node.words}: nothing stands at {used.pointer} of {used.period} {sub_group}" for used, said in told.items() if said is None]
    if node.value is None or wrong:
        return wrong or ([] if node.uses else [f"{node.words}: no cell is named"])
    counted = [said for used, said in told.items() if used.role in ("counts", "revises")]
    if len(counted) != 1:
        return [f"{node.words}: {len(counted)} answers count"]
    said = counted[0].get("value") if "value" in counted[0] else counted[0]
    number = exactly(said["amount"] if isinstance(said, dict) else said)
    return [] if number == node.value else [f"{node.words}: the return says {said}, not {node.value}"]


def exactly(number: float) -> Fraction:
    """The number that its digits say."""
    return Fraction(str(number))


def _steps(key: str) -> list[str]:
    return key.split(".") if key else []
