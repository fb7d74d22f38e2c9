"""How returns and events stand in files: their JSON forms, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from shpdocs.model.ledger import Event
from shpdocs.store.disk import sha256

if TYPE_CHECKING:
    from shpdocs.model.returns import Return


def json_bytes(value: Any) -> bytes:
    """Return a value as the bytes of a JSON file that people can read."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def fingerprint(**values: object) -> str:
    """Return the SHA-256, in hexadecimal, of named values: of mappings, dates, texts and numbers, whatever their order."""
    return sha256(msgspec.json.encode(values, order="deterministic"))


def return_bytes(of: Return) -> bytes:
    """Return the file of a return: what it is, its answers, and apart from them the source of each."""
    sources = {
        pointer: {
            "file": source.file,
            "sheet": source.sheet,
            "cell": source.cell,
            "raw": source.raw,
            "number-format": source.number_format,
            "rule": source.rule,
            "prefilled": source.prefilled,
        }
        for pointer, source in of.sources.items()
    }
    return json_bytes(
        {
            "partnership": of.stamp.partnership,
            "sub-group": of.stamp.sub_group,
            "period": of.stamp.period,
            "definition": of.stamp.definition,
            "issue": of.stamp.issue,
            "received": {"file": of.file_name, "sha256": of.file},
            "answers": of.answers,
            "sources": sources,
        }
    )


def return_of(content: bytes) -> Return:
    """Return the return that a file holds.

    Raises:
        ValueError: the file holds none.
    """
    from shpdocs.model.returns import Return, Source, Stamp

    try:
        raw = json.loads(content)
        stamp = Stamp(raw["partnership"], raw["sub-group"], raw["period"], raw["definition"], raw["issue"])
        sources = {
            pointer: Source(s["file"], s["sheet"], s["cell"], s["raw"], s["number-format"], s["rule"], s["prefilled"])
            for pointer, s in raw["sources"].items()
        }
        of = Return(stamp, raw["received"]["sha256"], raw["received"]["file"], raw["answers"], sources)
    except (KeyError, TypeError, AttributeError):
        raise ValueError from None
    if not isinstance(of.answers, dict) or set(of.answers) - {"sign-off"} != {"fields", "measures", "tables"}:
        raise ValueError
    return of


def event_line(event: Event) -> bytes:
    """Return an event as a line of the ledger. A file name that is no Unicode keeps what of it is."""
    raw = {"at": event.at, "event": event.event, "file": event.file, "sha256": event.sha256}
    extra = {
        "sub-group": event.sub_group,
        "issue": event.issue,
        "fingerprint": event.fingerprint,
        "prefilled": dict(event.prefilled),
        "problems": event.problems,
        "missing": list(event.missing),
        "origins": dict(event.origins),
        "ranges": dict(event.ranges),
        "by": event.by,
        "because": event.because,
        "warnings": list(event.warnings),
        "about": event.about,
        "version": event.version,
        "rivals": event.rivals,
        "differences": event.differences,
        "answers": dict(event.answers),
        "paragraphs": list(event.paragraphs),
        "what": event.what,
    }
    text = json.dumps(raw | {key: value for key, value in extra.items() if value}, ensure_ascii=False)
    return text.encode("utf-8", errors="replace") + b"\n"


def events_of(ledger: bytes) -> Iterator[Event]:
    """Yield the events of a ledger; a line that is none, such as one cut short by a crash, is passed over."""
    for line in ledger.split(b"\n"):  # bytes: a crash may cut a letter, and a file's name hold U+2028
        try:
            raw = json.loads(line)
            yield Event(
                raw["event"],
                raw["at"],
                raw["file"],
                raw["sha256"],
                raw.get("sub-group", ""),
                raw.get("issue", 0),
                raw.get("fingerprint", ""),
                raw.get("prefilled", {}),
                raw.get("problems", 0),
                tuple(raw.get("missing", ())),
                raw.get("origins", {}),
                {pointer: (low, high) for pointer, (low, high) in raw.get("ranges", {}).items()},
                raw.get("by", ""),
                raw.get("because", ""),
                tuple(raw.get("warnings", ())),
                raw.get("about", ""),
                raw.get("version", ""),
                raw.get("rivals", ""),
                raw.get("differences", ""),
                raw.get("answers", {}),
                tuple(raw.get("paragraphs", ())),
                raw.get("what", ""),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
