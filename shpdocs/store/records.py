"""How returns, judgements and events stand in files: their JSON forms, and back."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from json import loads  # reads what msgspec does not: NaN, and half a letter of two (a lone surrogate)
from typing import Any

from msgspec import Raw, Struct, ValidationError, convert, json, to_builtins
from msgspec.structs import fields

from shpdocs.model.collection import Judgement
from shpdocs.model.ledger import Event
from shpdocs.model.returns import Json, Return, Source, Stamp
from shpdocs.store.disk import sha256

JUDGEMENT_FORMAT = 1


class _ReceivedFile(Struct, frozen=True):
    """The file that a return came in: its name, and its SHA-256 in hexadecimal."""

    file: str
    sha256: str


class _ReturnFile(Struct, frozen=True, rename="kebab"):
    """The file of a return: what it is, its answers, and apart from them the source of each."""

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


def return_bytes(return_: Return) -> bytes:
    """Return the file of a return."""
    stamp = return_.stamp
    return json_bytes(
        _ReturnFile(
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


def return_from(content: bytes) -> Return:
    """Return the return that a file holds.

    Raises:
        ValueError: the file holds none.
    """
    file = json.decode(content.removeprefix(BOM_UTF8), type=_ReturnFile)
    if file.answers.keys() - {"sign-off"} != {"fields", "measures", "tables"}:
        raise ValueError
    stamp = Stamp(file.partnership, file.sub_group, file.period, file.definition, file.issue)
    return Return(stamp, file.received.sha256, file.received.file, file.answers, file.sources)


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


def event_line(event: Event) -> bytes:
    """Return an event as a line of the ledger, its time first. A file name that is no Unicode keeps what of it is."""
    raw = {"at": event.at, **to_builtins(event)}
    try:
        line = json.encode(raw)
    except UnicodeEncodeError:
        line = json.encode(_in_unicode(raw))
    return json.format(line, indent=0) + b"\n"


def _in_unicode(value: Any) -> Any:
    """The value with '?' for whatever in its texts is no Unicode."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_in_unicode(key): _in_unicode(item) for key, item in value.items()}
    return [_in_unicode(item) for item in value] if isinstance(value, list | tuple) else value


def events_in(ledger: bytes) -> Iterator[Event]:
    """Yield the events of a ledger; a line that is none, such as one cut short by a crash, is passed over."""
    for line in ledger.split(b"\n"):  # bytes: a crash may cut a letter, and a file's name hold U+2028
        line = line.removeprefix(BOM_UTF8)
        try:
            event = _event_as_written(line) or _event_by_fields(_in_unicode(loads(line)))
        except ValueError:
            continue
        if event:
            yield event


def _event_as_written(line: bytes) -> Event | None:
    try:
        return json.decode(line, type=Event)
    except ValueError:
        return None


def _event_by_fields(raw: Any) -> Event | None:
    """The event of a line that another program, or a newer shpdocs, wrote; None if it is none.

    A decision that protects must not be lost for a whole number written 1.0, a null or NaN: what does not fit is left out.
    An event of a name that is not known here is one too: it is history, and comes to nothing.
    """
    if not isinstance(raw, dict) or not raw.keys() >= {"event", "at", "file", "sha256"}:
        return None
    if isinstance(raw.get("answers"), dict):
        raw["answers"] = {name: digest if isinstance(digest, str) else "" for name, digest in raw["answers"].items()}
    fitting: dict[str, Any] = {"event": str(raw["event"]), "at": "", "file": "", "sha256": ""}
    for part in fields(Event):
        if part.encode_name in raw:
            with suppress(ValidationError):
                fitting[part.name] = convert(raw[part.encode_name], part.type, strict=False)
    return Event(**fitting)
