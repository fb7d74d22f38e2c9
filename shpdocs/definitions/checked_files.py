"""Files written by hand that were found right: they are checked again once they, or the schema that they are checked by, change.

The validator takes longer to load than to check, so whoever assembles again and again with the same definitions is spared it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from shpdocs.store.disk import sha256, write_atomically

KEPT = ".checked.json"
_MOST = 100  # digests: a few years' definitions


class CheckedFiles:
    """The digests of files found right, kept in the folder `output`. A damaged list is an empty one."""

    def __init__(self, output: Path) -> None:
        self._path = output / KEPT
        self._kept: list[str] = []
        with suppress(OSError, ValueError):
            raw = json.loads(self._path.read_bytes())
            self._kept = [one for one in raw if isinstance(one, str)] if isinstance(raw, list) else []
        self._new: list[str] = []

    def knows(self, schema: bytes, content: bytes) -> bool:
        """Whether this very content was found right by this very schema."""
        return _digest(schema, content) in self._kept

    def learn(self, schema: bytes, content: bytes) -> None:
        """Take in that the content was found right."""
        self._new.append(_digest(schema, content))

    def keep(self) -> None:
        """Write what was learnt, if the folder may be written."""
        if self._new:
            with suppress(OSError):
                write_atomically(self._path, (json.dumps([*self._kept, *self._new][-_MOST:]) + "\n").encode())


def _digest(schema: bytes, content: bytes) -> str:
    return sha256(b"%d %s%s" % (len(schema), schema, content))
