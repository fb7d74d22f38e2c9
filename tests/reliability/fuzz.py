"""Random mutations of the demo's workbooks, of their bytes and of their XML, judged: no failure, no hang, nothing wrong.

`run(count, seed)` gives the figures. A mutation of the package's bytes that is accepted must leave every answer the true
one: checksums see to that, and this sees to checksums. A mutation of the XML may change what a cell says, as a lead may;
what is accepted then must be valid by its schema.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from shpdocs.definitions.schema import schema_of
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.collection import Judgement
from tests.reliability.judging import Court, blocking, lost_answers, wrong_answers
from tests.reliability.packages import packed, parts_of
from tests.support.work import calls_in

_BATCH = 50
_NASTY = (
    b"", b"-1", b"0", b"1048577", b"99999999999999999999", b"1E400", b"NaN", b"XFE1", b"A0", b"a1", b"s", b"str", b"b", b"d", b"e", b"x",
    b"true", b"../../../x", b"/", b"rId1", b"&#x10FFFF;", b"_x0000_", b"_xD83D_", b"\xf0\x9f\x9a\xa8", b"\xe2\x80\x8f", b"\xff\xfe",
    b"\x00", b"]]>", b"&lt;script&gt;", b"&made;", b"<a/>", b"<!--", b"=1+1", b"x" * 40_000, b"veryHidden", b"1904-02-30", b"#REF!", b"'",
    b"$A$1:$XFD$1048576",
)  # fmt: skip
_ELEMENT = re.compile(rb"<([A-Za-z:]+)(?: [^<>]*)?(?:/>|>[^<]*</\1>)")
_TAG = re.compile(rb"</?[A-Za-z:]+[^<>]*>")
_VALUE = re.compile(rb'="([^"<>]*)"')
_BETWEEN = re.compile(rb">([^<>]+)<")
Mutation = Callable[[random.Random, bytes], bytes]
MOST_CALLS = 3_000_000  # of functions, to judge one workbook: far more than the largest sound return takes


@dataclass(frozen=True)
class Finding:
    """A mutation that did what none may do: what, and the seed, workbook and number by which it is made again."""

    what: str
    source: str
    seed: int
    number: int


@dataclass(frozen=True)
class Figures:
    """What came of all mutations. `codes` counts those refused by their first blocking problem; `most_calls` is the
    largest number of function calls that judging one took.
    """

    count: int
    refused: int
    accepted: int
    codes: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    most_calls: int


# --- mutations ---------------------------------------------------------------------------------------------------------


def _flip(rng: random.Random, content: bytes) -> bytes:
    marked = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 4, 40))):
        marked[rng.randrange(len(marked))] ^= 1 << rng.randrange(8)
    return bytes(marked)


def _cut_out(rng: random.Random, content: bytes) -> bytes:
    begin, length = _span(rng, content)
    return content[:begin] + content[begin + length :]


def _put_in(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.randbytes(rng.choice((1, 2, 16, 300))) + content[at:]


def _repeat(rng: random.Random, content: bytes) -> bytes:
    begin, length = _span(rng, content)
    at = rng.randrange(len(content) + 1)
    return content[:at] + content[begin : begin + length] + content[at:]


def _truncate(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content))]


def _in_directory(rng: random.Random, content: bytes) -> bytes:
    """A byte of an entry of the directory, or of the beginning of a part: where a flip does most."""
    marked = bytearray(content)
    at = rng.choice([found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", content)]) + rng.randrange(46)
    marked[min(at, len(marked) - 1)] = rng.choice((0, 1, 8, 255, rng.randrange(256)))
    return bytes(marked)


def _span(rng: random.Random, content: bytes) -> tuple[int, int]:
    return rng.randrange(len(content)), rng.choice((1, 2, 8, 64, 1000))


BYTES: tuple[Mutation, ...] = (_flip, _cut_out, _put_in, _repeat, _truncate, _in_directory)


def _pick(rng: random.Random, pattern: re.Pattern[bytes], part: bytes) -> re.Match[bytes] | None:
    """A match near a random place: of a large part not all are looked for."""
    found = pattern.search(part, rng.randrange(len(part) + 1)) if part else None
    return found or pattern.search(part)


def _delete(rng: random.Random, part: bytes) -> bytes:
    found = _pick(rng, rng.choice((_ELEMENT, _TAG, _VALUE, _BETWEEN)), part)
    return part[: found.start()] + part[found.end() :] if found else part


def _duplicate(rng: random.Random, part: bytes) -> bytes:
    found = _pick(rng, rng.choice((_ELEMENT, _ELEMENT, _TAG)), part)
    return part[: found.end()] + found[0] * rng.choice((1, 1, 2, 50)) + part[found.end() :] if found else part


def _swap(rng: random.Random, part: bytes) -> bytes:
    pattern = rng.choice((_ELEMENT, _VALUE, _BETWEEN))
    first, second = _pick(rng, pattern, part), _pick(rng, pattern, part)
    if not first or not second or first.start() == second.start():
        return part
    first, second = sorted((first, second), key=lambda one: one.start())
    if first.end() > second.start():
        return part
    return part[: first.start()] + second[0] + part[first.end() : second.start()] + first[0] + part[second.end() :]


def _make_nasty(rng: random.Random, part: bytes) -> bytes:
    found = _pick(rng, rng.choice((_VALUE, _VALUE, _BETWEEN)), part)
    return part[: found.start(1)] + rng.choice(_NASTY) + part[found.end(1) :] if found else part


def _insert(rng: random.Random, part: bytes) -> bytes:
    found = _pick(rng, _TAG, part)
    return part[: found.end()] + rng.choice(_NASTY) + part[found.end() :] if found else part


def _move(rng: random.Random, part: bytes) -> bytes:
    found, to = _pick(rng, _ELEMENT, part), _pick(rng, _TAG, part)
    return part[: to.end()] + found[0] + part[to.end() :] if found and to else part


XML: tuple[Mutation, ...] = (_delete, _duplicate, _swap, _make_nasty, _make_nasty, _insert, _move)


def mutated(rng: random.Random, content: bytes, parts: dict[str, bytes]) -> tuple[str, bytes]:
    """A mutation: 'bytes' or 'xml', and the workbook after it."""
    if rng.random() < 0.5:
        return "bytes", rng.choice(BYTES)(rng, content)
    changed = dict(parts)
    for _ in range(rng.choice((1, 1, 2, 5))):
        sheets = [name for name in changed if "worksheets/" in name]
        name = rng.choice(sheets if rng.random() < 0.6 else list(changed))
        changed[name] = rng.choice(XML)(rng, changed[name])
    if rng.random() < 0.05:
        changed.pop(rng.choice(list(changed)))
    return "xml", packed(changed, zipfile.ZIP_STORED)


# --- judging -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Result:
    code: str
    what: str
    calls: int
    source: str
    number: int


def _outcome(kind: str, court: Court, true: Judgement, judged: Judgement) -> str:
    """What the mutation did that none may do, '' if nothing."""
    codes = blocking(judged)
    if "could-not-judge" in codes:
        return "a failure within"
    if codes:
        return ""
    if judged.return_ is None:
        return "neither answers nor a problem"
    definition = court.definition(judged)
    if definition is None or list(schema_faults(schema_of(definition), judged.return_.answers)):
        return "answers that are not valid"
    if kind == "bytes" and wrong_answers(true, judged):
        return f"a wrong answer: {wrong_answers(true, judged)[0]}"
    return f"a lost answer: {lost_answers(true, judged)[0]}" if kind == "bytes" and lost_answers(true, judged) else ""


@cache
def _case(folder: Path, source: str) -> tuple[Court, bytes, dict[str, bytes], Judgement]:
    court, content = Court(folder), (folder / source).read_bytes()
    return court, content, parts_of(content), court.judged(content)


def one(folder: Path, source: str, seed: int, number: int) -> _Result:
    """Make and judge one mutation; the same arguments make the same."""
    court, content, parts, true = _case(folder, source)
    kind, changed = mutated(random.Random(f"{seed} {source} {number}"), content, parts)
    judgements: list[Judgement] = []
    calls = calls_in(lambda: judgements.append(court.judged(changed)))
    what = _outcome(kind, court, true, judgements[0]) or ("too much work" if calls > MOST_CALLS else "")
    return _Result(next(iter(blocking(judgements[0])), ""), what, calls, source, number)


def _batch(job: tuple[Path, tuple[str, ...], int, range]) -> list[_Result]:
    folder, sources, seed, numbers = job
    return [one(folder, sources[number % len(sources)], seed, number) for number in numbers]


def _jobs(folder: Path, sources: tuple[str, ...], count: int, seed: int) -> Iterator[tuple[Path, tuple[str, ...], int, range]]:
    for begin in range(0, count, _BATCH):
        yield folder, sources, seed, range(begin, min(begin + _BATCH, count))


def run(folder: Path, count: int, seed: int = 4, workers: int = 2) -> Figures:
    """Judge `count` mutations of the workbooks in the inboxes of a demo's folder."""
    sources = tuple(sorted(path.relative_to(folder).as_posix() for path in folder.glob("output/*/inbox/*.xlsx")))
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        results = [result for batch in pool.map(_batch, _jobs(folder, sources, count, seed)) for result in batch]
    codes = Counter(result.code for result in results if result.code)
    return Figures(
        count=len(results),
        refused=sum(codes.values()),
        accepted=len(results) - sum(codes.values()),
        codes=tuple(codes.most_common()),
        findings=tuple(Finding(result.what, result.source, seed, result.number) for result in results if result.what),
        most_calls=max(result.calls for result in results),
    )
