"""What a package may hold, judged by its bytes and its directory before anything is unpacked; what is wrong is a value."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from shpdocs.model.settings import MB, Limits, WordLimits
from shpdocs.ooxml.part_names import part_key

FaultCode = Literal["empty", "old-office", "locked", "not-a-package", "cut-off", "oversized", "damaged", "missing", "doubled"]

_MOST_DEFLATED = 1_100  # times: no deflated stream unpacks to more
_MOST_CHANCE = 100  # marks of a directory entry that may stand in packed bytes by chance
_SHORTEST_END, _LONGEST_END = 22, (1 << 16) + 22  # bytes: the end of a zip file, without a comment and with the longest
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class Fault(Struct, frozen=True):
    """Why a file, or a part of it, cannot be used.

    `code`: 'empty' (nothing but zeros), 'old-office' (an older Office file), 'locked' (with a password), 'not-a-package', 'cut-off'
    (its end is missing), 'oversized' (`entered` says what it holds and `limit` what is allowed, in words; `setting` names the setting
    that allows more, '' where none does), 'damaged', 'missing' (a part that is needed). `part` is the part's name, '' of the whole file.
    """

    code: FaultCode
    part: str = ""
    entered: str = ""
    limit: str = ""
    setting: str = ""

    @property
    def to_allow_more(self) -> str:
        """How a partnership allows a Word file to hold more, as the end of a remedy; '' where no setting does."""
        return f", or raise {self.setting} under [limits.word] in shpdocs.toml" if self.setting else ""


class PackageError(Exception):
    """A file, or a part of it, cannot be used; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def damaged(part: str = "") -> PackageError:
    """The error of a part that is broken, or contradicts itself."""
    return PackageError(Fault("damaged", part))


def too_many(most: int, what: str, part: str = "", setting: str = "") -> PackageError:
    """The error of a file that holds more of something than is allowed."""
    return PackageError(Fault("oversized", part, f"more than {most:,} {what}", f"{most:,}", setting))


class Bounds(Struct, frozen=True):
    """How much a package may hold: bytes as it comes and unpacked, parts, and of all XML that is read the bytes and tags.

    Of XML that is read whole also elements, paragraphs, styles, and elements within each other; where `elements` is None none of
    these is counted.
    """

    file: int
    unpacked: int
    parts: int
    xml: int
    tags: int
    elements: int | None = None
    paragraphs: int = 0
    styles: int = 0
    nesting: int = 0


OUR_BOUNDS = Bounds(*[1 << 40] * 5)  # of a file that was made here, of what was bounded when it came


def workbook_bounds(limits: Limits) -> Bounds:
    """The bounds of a workbook by the partnership's limits: parts may be read twice, and in a few seconds."""
    unpacked = limits.largest_unpacked * MB
    return Bounds(limits.largest_file * MB, unpacked, limits.most_parts, 2 * unpacked, 10_000_000)


def word_bounds(limits: WordLimits) -> Bounds:
    """The bounds of a Word file by the partnership's limits."""
    return Bounds(
        file=limits.largest_file * MB,
        unpacked=limits.largest_unpacked * MB,
        parts=limits.most_parts,
        xml=limits.largest_text * MB,
        tags=3 * limits.most_elements,  # of relationships, which are read in branches: no element has more than two
        elements=limits.most_elements,
        paragraphs=limits.most_paragraphs,
        styles=limits.most_styles,
        nesting=limits.deepest_nesting,
    )


WORD_BOUNDS = word_bounds(WordLimits())


def fault_of_bytes(content: bytes, bounds: Bounds) -> Fault | None:
    """What is wrong with a file by its bytes alone; None if it may be a package."""
    if content.count(0) == len(content):  # programs that sync files leave such ones
        return Fault("empty")
    if len(content) > bounds.file:
        return Fault("oversized", "", f"{len(content) / MB:,.1f} MB", f"{bounds.file // MB:,} MB", "largest-file")
    if content.startswith(_OLD_OFFICE):
        return Fault("locked" if "EncryptedPackage".encode("utf-16-le") in content else "old-office")
    if not content.startswith(b"PK"):
        return Fault("not-a-package")
    end = content.rfind(b"PK\5\6", max(len(content) - _LONGEST_END, 0))
    if end < 0 or end + _SHORTEST_END > len(content):
        return Fault("cut-off")
    if content.count(b"PK\1\2") > bounds.parts + _MOST_CHANCE:
        return Fault("oversized", "", f"more than {bounds.parts:,} parts", f"{bounds.parts:,}", "most-parts")
    return None


def fault_of_directory(members: list[zipfile.ZipInfo], bounds: Bounds) -> Fault | None:
    """What is wrong with a package by its directory; None if its parts may be read."""
    if len(members) > bounds.parts:
        return Fault("oversized", "", f"{len(members):,} parts", f"{bounds.parts:,}", "most-parts")
    if any(member.flag_bits & 1 for member in members):
        return Fault("locked")
    unpacked = sum(member.file_size for member in members)
    if unpacked > bounds.unpacked:
        entered = f"{unpacked / MB:,.1f} MB when unpacked"
        return Fault("oversized", "", entered, f"{bounds.unpacked // MB:,} MB", "largest-unpacked")
    return Fault("damaged") if _lies(members) else None


def doubled(members: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, zipfile.ZipInfo]]:
    """The parts of one name, however it is spelt: each later one with the first."""
    known: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        first = known.setdefault(part_key(member.filename), member)
        if first is not member:
            yield first, member


def _lies(members: list[zipfile.ZipInfo]) -> bool:
    """Whether the directory cannot be true: parts that overlap, or unpack to more than they can."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end or member.file_size > _MOST_DEFLATED * (member.compress_size + 1):
            return True
        end = member.header_offset + 30 + member.compress_size
    return False
