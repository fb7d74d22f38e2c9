"""How editions stand in files: the record of one, and that of the last draft, which says itself whether it is as it was written."""

from __future__ import annotations

from msgspec import Raw, Struct, json, to_builtins
from msgspec.structs import replace

from shpdocs.model.edition import Edition
from shpdocs.store.disk import sha256
from shpdocs.store.records import in_unicode, json_bytes

EDITION_FORMAT = 1
_EDITIONS = json.Decoder(Edition)


class _Format(Struct, frozen=True):
    """The number of a record's format; what else stands there is passed over."""

    format: int


class NewerFormatError(ValueError):
    """A record was written by a newer shpdocs."""


def edition_bytes(edition: Edition) -> bytes:
    """Return the record of an edition, in today's format. A file name that is no Unicode keeps what of it is.

    Raises:
        ValueError: it could not be read back as it is.
    """
    edition = replace(edition, format=EDITION_FORMAT)
    try:
        content = json_bytes(edition)
    except UnicodeEncodeError:
        edition = _EDITIONS.decode(json.encode(in_unicode(to_builtins(edition))))
        content = json_bytes(edition)
    if edition_from(content) != edition:
        raise ValueError
    return content


def edition_from(content: bytes) -> Edition:
    """Return the edition that a record is of.

    Raises:
        NewerFormatError: a newer shpdocs wrote it.
        ValueError, RecursionError: it is none of this format.
    """
    if json.decode(content, type=_Format).format > EDITION_FORMAT:
        raise NewerFormatError
    edition = _EDITIONS.decode(content)
    if edition.format != EDITION_FORMAT:
        raise ValueError
    return edition


class _KeptDraft(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of the record of a draft, and a checksum of it: no ledger holds one, since each new draft replaces it."""

    format: int
    checksum: str
    draft: Raw


def draft_bytes(draft: Edition) -> bytes:
    """Return the file of the record of a draft; raises ValueError as `edition_bytes`."""
    record = json.format(edition_bytes(draft), indent=0)
    return json.encode(_KeptDraft(EDITION_FORMAT, sha256(record), Raw(record)))


def draft_from(content: bytes) -> Edition:
    """Return the record of a draft that a file holds.

    Raises:
        ValueError, RecursionError: the file is spoiled, or holds none of this format.
    """
    kept = json.decode(content, type=_KeptDraft)
    record = bytes(kept.draft)
    if kept.format != EDITION_FORMAT or kept.checksum != sha256(record):
        raise ValueError
    return edition_from(record)
