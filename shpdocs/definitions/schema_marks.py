"""What a schema that was made says of itself: by which shpdocs, of what, and a checksum, so that one that is old or edited is known."""

from __future__ import annotations

import re

from msgspec import Struct

from shpdocs.answers.kinds import Schema
from shpdocs.model.version import __version__
from shpdocs.store.disk import sha256
from shpdocs.store.records import json_bytes

MAKER = f"shpdocs {__version__}"
_HEAD = ("$schema", "$id", "title", "description")
_MARKS = re.compile(rb'\n  "x-made-by": "([^"\n]*)",\n  "x-made-of": "([^"\n]*)",\n  "x-checksum": "([0-9a-f]{64})",\n')


class Marks(Struct, frozen=True):
    """Who made a schema, and a fingerprint of what it was made of; `is_whole` says that it is as it was made."""

    maker: str
    grounds: str
    is_whole: bool


def marked(schema: Schema, grounds: str, maker: str = MAKER) -> bytes:
    """Return the file of a schema, with its marks; `grounds` is a fingerprint of what it is made of."""
    head = {key: schema[key] for key in _HEAD}
    content = json_bytes({**head, "x-made-by": maker, "x-made-of": grounds, "x-checksum": "", **schema})
    return content.replace(b'"x-checksum": ""', b'"x-checksum": "%s"' % sha256(content).encode(), 1)


def marks_of(content: bytes) -> Marks | None:
    """The marks of a schema's file; None if it has none."""
    match = _MARKS.search(content)
    if match is None:
        return None
    checksum = match[3].decode()
    unsigned = content[: match.start(3)] + content[match.end(3) :]
    return Marks(match[1].decode(), match[2].decode(), sha256(unsigned) == checksum)
