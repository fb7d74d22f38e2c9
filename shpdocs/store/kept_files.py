"""Files that are kept under their SHA-256: what was received, what was sent. None is given that holds other bytes than its name says.

What stands in the place of one and is not it (spoiled, replaced, a folder, a link) is moved aside, never deleted, when the true
one is kept again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from shpdocs.store.disk import (
    UnreadableError,
    copy_file,
    digest_and_size,
    file_beside,
    is_plain_file,
    move_aside,
    put_in_place,
    read_file,
    remove,
    sha256,
    write_atomically,
)

SPOILED = "spoiled"  # the folder, among the kept files, of what stood in the place of one
_LONGEST_ENDING = 10  # characters

Condition = Literal["kept", "gone", "spoiled", "unreadable"]
CONDITION_WORDS: dict[Condition, str] = {
    "gone": "it is gone.",
    "spoiled": "it is not the file that was kept: its bytes are others, or it is a folder, a link or something else.",
    "unreadable": "the disk will not give it.",
}


class KeptFiles(Struct, frozen=True):
    """A folder of files, each named by its SHA-256 in hexadecimal and an ending, which is usually the one named here."""

    folder: Path
    ending: str = ".xlsx"

    def place(self, file: str) -> Path:
        """Where the file with that hash stands, or would."""
        usual = self.folder / f"{file}{self.ending}"
        if is_plain_file(usual):
            return usual
        others = sorted(path for path in self.folder.glob(f"{file}.*") if is_plain_file(path))
        return others[0] if others else usual

    def condition(self, file: str) -> Condition:
        """Whether the file with that hash is kept; if not, whether nothing is there, something else, or what the disk will not give."""
        return self.condition_at(self.place(file), file)

    def condition_at(self, path: Path, file: str) -> Condition:
        """The same of one place where the file may stand."""
        if not is_plain_file(path):
            return "spoiled" if path.exists() or path.is_symlink() else "gone"
        try:
            return "kept" if digest_and_size(path)[0] == file else "spoiled"
        except UnreadableError:
            return "unreadable"

    def read(self, file: str) -> bytes | None:
        """The bytes of the file with that hash; None if it is not kept, whatever stands there."""
        try:
            content = read_file(self.place(file), is_ours=True)
        except UnreadableError:
            return None
        return content if sha256(content) == file else None

    def keep(self, source: Path) -> tuple[Path, Path | None]:
        """Keep a file; return where, and where what was spoiled in its place stands now. What is there already, whole, stays.

        A file of any size goes through in pieces. One that changes meanwhile, as on a synced drive, is kept as it was copied.

        Raises:
            UnreadableError: the disk will not give the file (in use, no permission, not synced yet).
            OSError: the disk will not take it.
        """
        suffix = source.suffix.lower()
        ending = suffix if suffix.isascii() and suffix[1:].isalnum() and len(suffix) <= _LONGEST_ENDING else ".file"
        digest, _ = digest_and_size(source)
        known = self.folder / f"{digest}{ending}"
        if self.condition_at(known, digest) == "kept":
            return known, None
        with file_beside(known) as beside:
            copied = copy_file(source, beside)
            kept = self.folder / f"{copied}{ending}"
            aside = self._move_aside(kept, copied)
            return put_in_place(beside, kept), aside

    def keep_bytes(self, content: bytes) -> None:
        """Keep a file of ours; what is there already, whole, stays."""
        file = sha256(content)
        if self.condition(file) != "kept":
            path = self.folder / f"{file}{self.ending}"
            self._move_aside(path, file)
            write_atomically(path, content)

    def remove(self, file: str) -> tuple[Path, ...]:
        """Remove the file with that hash, and what stood in its place and was moved aside; return what is gone.

        Raises:
            HeldOpenError: another program will not let go of one of them.
        """
        gone = tuple(path for folder in (self.folder, self.folder / SPOILED) for path in sorted(folder.glob(f"{file}*")))
        for path in gone:
            remove(path)
        return gone

    def _move_aside(self, path: Path, file: str) -> Path | None:
        """Move what stands in the place of a file and is not it out of the way; return where, None if nothing is there, or the file."""
        return None if self.condition_at(path, file) in ("gone", "kept") else move_aside(path, self.folder / SPOILED)
