"""The disk: files read if they are files, made for their owner's eyes alone, and written whole or not at all.

Every file and folder of the program is opened and made here. What is made is for its owner (0600, 0700 on POSIX) from the moment it
exists, whatever the umask; in a folder that is shared, which its group may write and hands on to what is made in it (setgid), for
the group too. On Windows a file has the rights that its folder hands on.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import rmtree
from time import sleep
from typing import BinaryIO

from shpdocs.model.errors import FolderError

UNFINISHED = ".writing-"  # how the name of a file begins that is being written
PAUSES = (0.1, 0.2, 0.4)  # seconds: a virus scanner or a sync program holds a file on Windows for a moment, Word or Excel for longer
_PIECE = 1_000_000  # bytes
_HAS_MODES = os.name == "posix"
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer would be waited for for ever
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_plain_file(path: Path) -> bool:
    """Whether a file stands there: no folder, no link, no pipe that a reader would wait at."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


class UnreadableError(OSError):
    """The disk will not give a file; `errno` says why."""


class NoFileError(UnreadableError):
    """What stands there is no file: a folder, a pipe, a device, or a link where the program keeps a file of its own."""


class TooLargeError(UnreadableError):
    """A file is larger than what is read of its kind."""


class HeldOpenError(FolderError):
    """A file could not be replaced or removed, as one that is open in another program: nothing is lost, and the next run does it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        remedy = "Close it there, or make it writable, then run the command again."
        super().__init__(f"'{path.name}' stands as it was: it is open in another program, or read-only.", remedy)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Say of whatever the disk says no to meanwhile that the file is not readable."""
    try:
        yield
    except UnreadableError:
        raise
    except OSError as error:
        raise UnreadableError(error.errno, error.strerror, str(path)) from None


@contextmanager
def open_file(path: Path, *, is_ours: bool = False) -> Iterator[BinaryIO]:
    """Open a file to be read. A link is followed, but not where `is_ours` says that the program keeps the file.

    Raises:
        NoFileError: there is something else.
        UnreadableError: the disk will not give it.
    """
    no_link = _NO_LINK if is_ours else 0
    with _readable(path):
        is_file = stat.S_ISREG(path.stat(follow_symlinks=not is_ours).st_mode)  # to open a device may set it going
        if not is_file:
            raise NoFileError(errno.EINVAL, "no file", str(path))
        stream = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NOT_WAITING | no_link))  # noqa: SIM115
    with stream:
        yield stream


def read_file(path: Path, most: int | None = None, *, is_ours: bool = False) -> bytes:
    """Return the bytes of a file, of which there may be `most`.

    Raises:
        TooLargeError: there are more.
        NoFileError: there is something else than a file, or a link where `is_ours` says that the program keeps the file.
        UnreadableError: the disk will not give it.
    """
    with open_file(path, is_ours=is_ours) as stream, _readable(path):
        if most is not None and os.fstat(stream.fileno()).st_size > most:
            raise TooLargeError(errno.EFBIG, "too large", str(path))
        return stream.read() or b""


def read_if_there(path: Path, most: int | None = None, *, is_ours: bool = False) -> bytes | None:
    """Return the bytes of a file, of which there may be `most`, None if nothing stands there; raises UnreadableError as `read_file`."""
    try:
        return read_file(path, most, is_ours=is_ours)
    except UnreadableError:
        if not os.path.lexists(path):
            return None
        raise


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link, or lies behind one, that leads out of a folder, or round in a circle."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 say so of a circle
        return True


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece, of which only one is in memory."""
    with open_file(path) as stream:
        while True:
            with _readable(path):
                piece = stream.read(_PIECE)
            if not piece:
                return
            yield piece


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
    with _new_file(target) as copy:
        for piece in _pieces(source):
            digest.update(piece)
            copy.write(piece)
        flush(copy)
    return digest.hexdigest()


def flush(stream: BinaryIO) -> None:
    """See that what was written is on the disk before this returns."""
    stream.flush()
    os.fsync(stream.fileno())


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are not there, for the eyes that the folder above is for."""
    if path.is_dir():
        return
    make_folder(path.parent)
    make_folder_for(path, is_shared=_is_shared(path.parent))


def make_folder_for(path: Path, *, is_shared: bool) -> None:
    """Make a folder for its owner, or for its group too; if it is there, nobody else has rights in it from now on.

    One of another owner, or on a disk without such rights, stays as it is.
    """
    with suppress(FileExistsError):
        path.mkdir(mode=0o700 if _HAS_MODES else 0o777)  # on Windows 0o700 would shut out those whom the folder is shared with
    if not path.is_dir():
        raise FileExistsError(errno.EEXIST, "no folder", str(path))
    set_rights(path, 0o2770 if is_shared else 0o700)


def set_rights(path: Path, mode: int) -> None:
    """Give a folder these rights, if it has others and they are ours to give."""
    if _HAS_MODES and stat.S_IMODE(path.stat().st_mode) != mode:
        with suppress(OSError):
            path.chmod(mode)


def _is_shared(folder: Path) -> bool:
    """Whether a folder is shared with its group, and hands that on."""
    mode = folder.stat().st_mode
    return _HAS_MODES and bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def _for_its_eyes(name: str, flags: int) -> int:
    """How `open` is to open a file of ours that is written: no link, and a new one for the eyes that its folder is for."""
    is_new = not os.path.lexists(name)
    handle = os.open(name, flags | _NO_LINK | _NOT_WAITING, 0o600)
    if is_new and _is_shared(Path(name).parent):
        with suppress(OSError):  # a disk without such rights
            os.fchmod(handle, 0o660)
    return handle


def _new_file(path: Path, *, is_private: bool = True) -> BinaryIO:
    """Open a new file to be written; one that is not private has the rights that are usual."""
    return open(path, "xb", opener=_for_its_eyes if is_private else None)


def open_to_append(path: Path) -> BinaryIO:
    """Open a file of ours to add to it; it and its folder are made if they are not there. A link or pipe is no such file: OSError."""
    make_folder(path.parent)
    return open(path, "ab", opener=_for_its_eyes)


def append(path: Path, content: bytes) -> None:
    """Add to a file of ours, on the disk before this returns."""
    with _named(path), open_to_append(path) as stream:
        stream.write(content)
        flush(stream)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """See that an error of the disk names a file: one of writing, as when the disk is full, names none."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno:
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise


@contextmanager
def file_beside(path: Path) -> Iterator[Path]:
    """Give the name of a new file beside `path`, for what is to take a place there; nothing is left of it if that fails."""
    make_folder(path.parent)
    beside = path.with_name(f"{UNFINISHED}{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with _named(path):
            yield beside
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, content: bytes, *, is_lasting: bool = True, is_private: bool = True) -> None:
    """Write a file whole or not at all: beside, flushed to the disk, then put in its place.

    One that is not lasting is not flushed: it may be lost, or spoiled, if the machine fails. One that is not private holds nothing
    of a return, and has the rights that are usual.

    Raises:
        HeldOpenError: another program holds the file that is to be replaced.
    """
    with file_beside(path) as beside:
        with _new_file(beside, is_private=is_private) as stream:
            stream.write(content)
            if is_lasting:
                flush(stream)
        put_in_place(beside, path)


def put_in_place(path: Path, target: Path) -> Path:
    """Move a file to where another may stand, and return where; raises HeldOpenError if a program will not let go of one of them."""
    for pause in PAUSES:
        with suppress(PermissionError):
            return path.replace(target)
        sleep(pause)
    try:
        return path.replace(target)
    except PermissionError:
        raise HeldOpenError(target) from None


def move_aside(path: Path, folder: Path) -> Path:
    """Move what stands somewhere into a folder, under its name or that with a number; return where. Nothing there is replaced."""
    make_folder(folder)
    names = (f"{path.name}{f' ({number})' if number > 1 else ''}" for number in count(1))
    return put_in_place(path, next(folder / name for name in names if not os.path.lexists(folder / name)))


def remove(path: Path) -> None:
    """Remove a file, if it is there; raises HeldOpenError if a program will not let go of it."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        raise HeldOpenError(path) from None


@contextmanager
def working_folder(path: Path) -> Iterator[Path]:
    """Make a folder for work that is thrown away afterwards."""
    make_folder(path)
    try:
        yield path
    finally:
        rmtree(path, ignore_errors=True)


def clear_unfinished(root: Path, working: Path, inbox: Path) -> None:
    """Take away what a killed run left within a folder: files half-written, and the working folder. What others put there stays.

    Raises:
        FolderError: a folder within it is a link that leads out.
    """
    rmtree(working, ignore_errors=True)
    for where, folders, files in os.walk(root):
        folders[:] = [name for name in folders if Path(where, name) != inbox]
        for name in folders:
            if leads_out(Path(where, name), root):
                remedy = f"Put a folder in its place, with what stands there: what {root.name} keeps must stay in it."
                raise FolderError(f"'{name}' in output/{root.name} is a link that leads out of it.", remedy)
        for name in files:
            if name.startswith(UNFINISHED):
                with suppress(OSError):
                    Path(where, name).unlink()
