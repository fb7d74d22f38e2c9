"""A little evaluator of the tests' own: what a tree of origins comes to, from what files say, in plain fractions."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

from tests.support.way_back.printed_numbers import is_printed_as
from tests.support.way_back.tree import Node, Used

_WORKED: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda inputs: sum(inputs, Fraction()),
    "less": lambda inputs: inputs[0] - inputs[1],
    "share": lambda inputs: inputs[0] * inputs[1] / inputs[2],
    "pace": lambda inputs: inputs[0] / inputs[1],
    "projection": lambda inputs: inputs[0] / inputs[1] * inputs[2],
    "changed-by": lambda inputs: inputs[0] + sum((inputs[0] * change / 100 for change in inputs[1:]), Fraction()),
    "per-cent-change": lambda inputs: (inputs[0] - inputs[1]) / abs(inputs[1]) * 100,
}

_MOST_ROUNDED = 5  # of the made-up partnership's rules
_BESIDE = ("/reason", "/base", "/data-as-at", "/provisional", "/commentary", "/revision")  # of a figure: beside its value


class Files:
    """What the files of a partnership say, read without any code of shpdocs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[Path, Any] = {}
        self._workbooks: dict[str, Any] = {}
        self._hashes: dict[str, Path] = {}

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

    def said(self, sub_group: str, used: Used) -> Any:
        """What stands in the cell that is used, as openpyxl reads it in the file that was received; of no cell the return's answer."""
        if not used.cell:
            return self.answered(sub_group, used.period, used.pointer)
        said = self._workbook(used.file)[used.sheet][used.cell].value
        said = said.isoformat()[: len(str(used.raw))] if isinstance(said, date) else said
        return said if used.is_kept_back or said == used.raw else None

    def _workbook(self, file: str) -> Any:
        """The received file with that SHA-256."""
        if file not in self._workbooks:
            paths = self.root.glob("output/*/received/**/*.xlsx")
            self._hashes = self._hashes or {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}
            self._workbooks[file] = openpyxl.load_workbook(self._hashes[file], data_only=True)
        return self._workbooks[file]

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
    if node.kind == "rounded":
        return _rounded_faults(node, files)
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
    if not node.uses:  # of a figure that was left blank
        return [] if node.value is None else [f"{node.words}: nothing is named that it was returned in"]
    told = [(used, files.said(node.answer.partition("/")[0], used)) for used in node.uses]
    wrong = [f"{node.words}: nothing stands at {used.pointer} of {used.period}" for used, said in told if said is None]
    if node.value is None or wrong:
        return wrong
    counted = [said for used, said in told if used.role in ("counts", "revises") and not _is_beside(used, node)]
    numbers = [number for said in counted if (number := _number(said)) is not None]
    if len(counted) != 1 or (numbers and numbers != [node.value]):
        return [f"{node.words}: what was returned is {counted}, not {node.value}"]
    return []


def _rounded_faults(node: Node, files: Files) -> list[str]:
    """A number that is rounded for publication is near the one in the cell, though that is kept back."""
    (returned,) = node.inputs
    uses = [used for used in returned.uses if used.role in ("counts", "revises") and not _is_beside(used, returned)]
    numbers = [_number(files.said(returned.answer.partition("/")[0], used)) for used in uses]
    if len(numbers) != 1 or numbers[0] is None or node.value is None or abs(numbers[0] - node.value) > _MOST_ROUNDED:
        return [f"{node.words}: {node.value} is not {numbers}, rounded"]
    return [] if uses[0].raw is None else [f"{node.words}: the cells of a rounded number say what it was"]


def _is_beside(used: Used, node: Node) -> bool:
    """Whether it says something of a figure that is not the number itself."""
    return used.pointer.endswith(_BESIDE) and not node.answer.endswith(used.pointer)


def is_stated_so(text: str, node: Node, files: Files) -> bool:
    """Whether a file says at the key what is printed: these words among its own, or the number, with a unit or rounded."""
    return any(_says(said, text) for said in _values(files.stated(node.file, node.key)))


def _says(said: Any, text: str) -> bool:
    if isinstance(said, str):
        return _plain(text) in _plain(said)
    return isinstance(said, int | float) and is_printed_as(text, exactly(abs(said)))


def _plain(text: str) -> str:
    """Words without the signs that a paper puts after them, years as files name them ('2017-18')."""
    return " ".join(text.replace("/", "-").casefold().rstrip(" :.").split())


def _values(said: Any) -> Iterator[Any]:
    """What stands at a key, and all below it."""
    if isinstance(said, dict | list):
        for below in said.values() if isinstance(said, dict) else said:
            yield from _values(below)
    else:
        yield said


def _number(said: Any) -> Fraction | None:
    """The number that an answer is, or of a sum of money its pounds; None of what is told in words."""
    said = said.get("value", said.get("amount")) if isinstance(said, dict) else said
    said = said["amount"] if isinstance(said, dict) else said
    return exactly(said) if isinstance(said, int | float) else None


def exactly(number: float) -> Fraction:
    """The number that its digits say."""
    return Fraction(str(number))


def _steps(key: str) -> list[str]:
    return key.split(".") if key else []
