"""The disk: files read in pieces, and written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".writing-"  # how the name of a file begins that is being written
_PIECE = 1_000_000  # bytes


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_plain_file(path: Path) -> bool:
    """Whether a file stands there: no folder, no link, no pipe that a reader would wait at."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


class UnreadableError(Exception):
    """The disk will not give a file."""


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece, of which only one is in memory."""
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except OSError:
        raise UnreadableError from None


def digest_and_size(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file, in hexadecimal, and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(path):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def copy_file(source: Path, target: Path) -> str:
    """Copy a file to the disk; return the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with target.open("xb") as copy:
        for piece in _pieces(source):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


@contextmanager
def file_beside(path: Path) -> Iterator[Path]:
    """Give the name of a new file beside `path`, for what is to take a place there; nothing is left of it if that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{UNFINISHED}{os.getpid()}-{os.urandom(4).hex()}")
    try:
        yield beside
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, content: bytes, *, is_lasting: bool = True) -> None:
    """Write a file whole or not at all: beside, flushed to the disk, then put in its place.

    One that is not lasting is not flushed: it may be lost, or spoiled, if the machine fails.
    """
    with file_beside(path) as beside:
        with beside.open("xb") as stream:
            stream.write(content)
            if is_lasting:
                stream.flush()
                os.fsync(stream.fileno())
        beside.replace(path)
