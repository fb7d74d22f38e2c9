"""How returns, judgements and events stand in files: their JSON forms, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Raw, Struct, json, to_builtins

from shpdocs.model.collection import Judgement
from shpdocs.model.ledger import Event, Head
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Json, Return, Source, Stamp
from shpdocs.store.disk import sha256

JUDGEMENT_FORMAT = 1
PREFILL_FORMAT = 1
LEDGER_FORMAT = 1  # of its lines, and of its head
_LINE_START = re.compile(rb'\{"format": %d, "before": "([0-9a-f]{64}|[\w-]{1,40})", (?="at": )' % LEDGER_FORMAT)
_EVENTS = json.Decoder(Event)
RETURN_FORMAT = 1


class _ReceivedFile(Struct, frozen=True):
    """The file that a return came in: its name, and its SHA-256 in hexadecimal."""

    file: str
    sha256: str


class _ReturnFile(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """The file of a return: what it is, how far the ledger went when it was made, its answers, and apart from them the source of each."""

    format: int
    ledger: Head
    partnership: str
    sub_group: str
    period: str
    definition: str
    issue: int
    received: _ReceivedFile
    answers: dict[str, Json]
    sources: Mapping[str, Source]


def json_bytes(value: Any) -> bytes:
    """Return a value as the bytes of a JSON file that people can read."""
    return json.format(json.encode(value), indent=2) + b"\n"


def fingerprint(**values: object) -> str:
    """Return the SHA-256, in hexadecimal, of named values: of mappings, dates, texts and numbers, whatever their order."""
    return sha256(json.encode(values, order="deterministic"))


def return_bytes(return_: Return, ledger: Head) -> bytes:
    """Return the file of a return that was made when the ledger went as far as that."""
    stamp = return_.stamp
    return json_bytes(
        _ReturnFile(
            RETURN_FORMAT,
            ledger,
            stamp.partnership,
            stamp.sub_group,
            stamp.period,
            stamp.definition,
            stamp.issue,
            _ReceivedFile(return_.file_name, return_.file),
            return_.answers,
            return_.sources,
        )
    )


def return_from(content: bytes) -> tuple[Return, Head]:
    """Return the return that a file holds, and how far the ledger went when it was made.

    Raises:
        ValueError, RecursionError: the file holds none of this format.
    """
    file = json.decode(content, type=_ReturnFile)
    if file.format != RETURN_FORMAT or file.answers.keys() - {"sign-off"} != {"fields", "measures", "tables"}:
        raise ValueError
    stamp = Stamp(file.partnership, file.sub_group, file.period, file.definition, file.issue)
    return Return(stamp, file.received.sha256, file.received.file, file.answers, file.sources), file.ledger


class _MadeAt(Struct, frozen=True):
    """Of the file of a return, however the rest of it was changed, how far the ledger went when it was made."""

    ledger: Head
    period: str


def head_of_return(content: bytes, period: str) -> Head | None:
    """How far the ledger of a period went when a return was made; None if the file does not say so."""
    try:
        made = json.decode(content, type=_MadeAt)
    except (ValueError, RecursionError):
        return None
    return made.ledger if made.period == period else None


class _PrefillFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The file of what a workbook was issued with."""

    format: int
    cells: dict[str, str | int | float]
    origins: dict[str, str]
    ranges: dict[str, tuple[int | float, int | float]]
    corrected: dict[str, str] = {}
    before: dict[str, str] = {}


def prefill_bytes(prefill: Prefill) -> bytes:
    """Return the file of what a workbook was issued with."""
    cells, origins, ranges = dict(prefill.cells), dict(prefill.origins), dict(prefill.ranges)
    return json_bytes(_PrefillFile(PREFILL_FORMAT, cells, origins, ranges, dict(prefill.corrected), dict(prefill.before)))


def prefill_from(content: bytes) -> Prefill:
    """Return what a workbook was issued with, as its file says.

    Raises:
        ValueError: the file is none of this format.
    """
    file = json.decode(content, type=_PrefillFile)
    if file.format != PREFILL_FORMAT:
        raise ValueError
    return Prefill(file.cells, file.origins, file.ranges, file.corrected, file.before)


class _KeptJudgement(Struct, frozen=True):
    """The file of a judgement: a fingerprint of what else it depends on beside the file's bytes, and a checksum of the rest."""

    format: int
    grounds: str
    checksum: str
    judgement: Raw


def judgement_bytes(judgement: Judgement, grounds: str) -> bytes:
    """Return the file of a judgement.

    Raises:
        ValueError: it could not be read back as it is.
    """
    raw = json.encode(judgement)
    content = json.encode(_KeptJudgement(JUDGEMENT_FORMAT, grounds, sha256(grounds.encode() + raw), Raw(raw)))
    if judgement_from(content) != (judgement, grounds):
        raise ValueError
    return content


def judgement_from(content: bytes) -> tuple[Judgement, str]:
    """Return the judgement that a file holds, and the fingerprint of its grounds.

    Raises:
        ValueError: the file is spoiled, or holds none of this format.
    """
    kept = json.decode(content, type=_KeptJudgement)
    raw = bytes(kept.judgement)
    if kept.format != JUDGEMENT_FORMAT or kept.checksum != sha256(kept.grounds.encode() + raw):
        raise ValueError
    return json.decode(raw, type=Judgement), kept.grounds


def event_line(event: Event, before: str) -> bytes:
    """Return an event as a line of the ledger, chained to the line before by its SHA-256 (the first names the period).

    A file name that is no Unicode keeps what of it is.

    Raises:
        ValueError: the line could not be read back.
    """
    raw = {"format": LEDGER_FORMAT, "before": before, "at": event.at, **to_builtins(event)}
    try:
        encoded = json.encode(raw)
    except UnicodeEncodeError:
        encoded = json.encode(in_unicode(raw))
    line = json.format(encoded, indent=0)
    event_from(line)
    return line + b"\n"


def in_unicode(value: Any) -> Any:
    """Return the value with '?' for whatever in its texts is no Unicode."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {in_unicode(key): in_unicode(item) for key, item in value.items()}
    return [in_unicode(item) for item in value] if isinstance(value, list | tuple) else value


def event_from(line: bytes) -> tuple[Event, str]:
    """Return the event of a line of the ledger, and the SHA-256 of the line before that it names. Just what `event_line` writes is read.

    Raises:
        ValueError, RecursionError: the line holds none.
    """
    start = _LINE_START.match(line)
    if start is None or not line.endswith(b"}"):
        raise ValueError
    return _EVENTS.decode(b"{" + line[start.end() :]), start[1].decode()


def format_of(content: bytes) -> int | None:
    """The number of the format that a line of the ledger, or its head, says it has: 0 if it says none, None if it is no JSON object."""
    try:
        raw = json.decode(content, type=dict[str, Any])
    except (ValueError, RecursionError):
        return None
    number = raw.get("format", 0)
    return number if isinstance(number, int) and not isinstance(number, bool) else None


class _HeadFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a ledger's head."""

    format: int
    lines: Annotated[int, Meta(ge=0)]
    sha256: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]


def head_bytes(head: Head) -> bytes:
    """Return the file of a ledger's head."""
    return json_bytes(_HeadFile(LEDGER_FORMAT, head.lines, head.sha256))


def head_from(content: bytes) -> Head:
    """Return the head that a file holds.

    Raises:
        ValueError, RecursionError: the file holds none of this format.
    """
    file = json.decode(content, type=_HeadFile)
    if file.format != LEDGER_FORMAT or bool(file.lines) != bool(file.sha256):
        raise ValueError
    return Head(file.lines, file.sha256)
