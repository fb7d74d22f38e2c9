"""Packages taken apart and put together again, as programs do it and as they should not: for odd and damaged files."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

Change = Callable[[bytes], bytes]
SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in its order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED, zip64: bool = False) -> bytes:
    """A package of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=zip64) if zip64 else archive.open(name, "w") as target:
                target.write(part)
    return stream.getvalue()


class _Once(BytesIO):
    """A file that only goes forward, as one that is sent over a network while it is made."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def streamed(content: bytes) -> bytes:
    """The package with the size of each part after it."""
    stream = _Once()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts_of(content).items():
            archive.writestr(name, part)
    return stream.getvalue()


def in_parts(change: Callable[[str, bytes], bytes]) -> Change:
    """Change each part."""
    return lambda content: packed({name: change(name, part) for name, part in parts_of(content).items()})


def in_sheets(change: Change) -> Change:
    """Change the part of each sheet."""
    return in_parts(lambda name, part: change(part) if SHEETS.fullmatch(name) else part)


def in_part(wanted: str, change: Change) -> Change:
    """Change one part."""
    return in_parts(lambda name, part: change(part) if name == wanted else part)


def in_largest_sheet(change: Change) -> Change:
    """Change the part of the sheet that has most in it."""

    def whole(content: bytes) -> bytes:
        parts = parts_of(content)
        name = max((name for name in parts if SHEETS.fullmatch(name)), key=lambda name: len(parts[name]))
        return packed(parts | {name: change(parts[name])})

    return whole


def renamed(change: Callable[[str], str]) -> Change:
    """Change the names of the parts."""
    return lambda content: packed({change(name): part for name, part in parts_of(content).items()})


def without(beginning: str) -> Change:
    """Leave out the parts whose names begin like that."""
    return lambda content: packed({name: part for name, part in parts_of(content).items() if not name.startswith(beginning)})


def replaced(old: bytes, new: bytes) -> Change:
    """Replace bytes in every part."""
    return in_parts(lambda _, part: part.replace(old, new))


def with_twin(wanted: str, name: str, change: Change = bytes) -> Change:
    """Add a part again, changed, under a name."""

    def whole(content: bytes) -> bytes:
        stream = BytesIO(content)
        with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
            warnings.simplefilter("ignore")
            archive.writestr(name, change(parts_of(content)[wanted]))
        return stream.getvalue()

    return whole


def in_directory(at: int, form: str, *values: int) -> Change:
    """Write values into every entry of the directory, `at` bytes from its beginning."""

    def whole(content: bytes) -> bytes:
        marked = bytearray(content)
        for found in re.finditer(b"PK\x01\x02", content):
            struct.pack_into(form, marked, found.start() + at, *values)
        return bytes(marked)

    return whole


def overlapping(content: bytes) -> bytes:
    """Let every entry of the directory point to the first part."""
    first = content.index(b"PK\x01\x02")
    return in_directory(42, "<I", struct.unpack_from("<I", content, first + 42)[0])(content)
