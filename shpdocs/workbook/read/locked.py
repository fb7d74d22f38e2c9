"""Why a file that is locked cannot be opened, and what its sender must do: a password, rights management, a label that encrypts."""

from __future__ import annotations

import struct

from msgspec import Struct


class FileKind(Struct, frozen=True):
    """A kind of file: `words` follow 'is', `how` says what to do."""

    words: str
    how: str


LOCKED = FileKind(
    "locked with a password",
    "Open it with the password, take that off with File > Info > Protect Workbook > Encrypt with Password, and save it again.",
)
BY_LABEL = FileKind(
    "encrypted by a sensitivity label",
    "Choose a label that does not encrypt (Home > Sensitivity), or ask whoever looks after labels; save it again, and send that.",
)
BY_RIGHTS = FileKind(
    "locked by rights management: only those who were named can open it",
    "Take the restriction off with File > Info > Protect Workbook > Restrict Access > Unrestricted Access, save it again, and send that.",
)
OLD_LOCKED = FileKind(
    "an older Excel file (.xls), locked with a password",
    "Open it with the password, take that off, choose File > Save As > 'Excel Workbook (.xlsx)', and send that.",
)
OPEN_DOCUMENT_LOCKED = FileKind(
    "an OpenDocument spreadsheet (.ods), locked with a password",
    "Open it in LibreOffice, choose File > Save As > 'Excel 2007-365 (.xlsx)', untick 'Save with password', and send that.",
)
ZIP_LOCKED = FileKind("packed with a password", "Pack it again without one, or send the workbook in it by itself.")
NUMBERS_LOCKED = FileKind(
    "a Numbers spreadsheet, locked with a password",
    "In Numbers, take the password off (File > Change Password), choose File > Export To > Excel, and send that.",
)
_RIGHTS = ("DRMEncryptedDataSpace", "DRMEncryptedTransform", "\tDRMContent", "\tDRMViewerContent")
_LABEL = "LabelInfo"
_FIRST_RECORD, _PASSWORD = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F
_MOST_RECORDS = 10  # a password's record comes first of all


def lock_of(content: bytes) -> FileKind:
    """How a file that Office encrypted is locked: its directory names its streams in two-byte letters."""
    if _names(content, _LABEL):
        return BY_LABEL
    return BY_RIGHTS if any(_names(content, name) for name in _RIGHTS) else LOCKED


def is_locked_by_rights(content: bytes) -> bool:
    """Whether an Office file of any age is locked by rights management."""
    return lock_of(content) is not LOCKED


def is_old_and_locked(content: bytes) -> bool:
    """Whether a workbook of Excel 97 to 2003 says within its first records that it has a password."""
    at = content.find(_FIRST_RECORD)
    for _ in range(_MOST_RECORDS if at >= 0 else 0):
        if at + 4 > len(content):
            return False
        number, length = struct.unpack_from("<HH", content, at)
        if number == _PASSWORD:
            return True
        at += 4 + length
    return False


def _names(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content
