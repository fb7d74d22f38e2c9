"""A council's file as it is opened: bounded, and refused by name where it cannot be a house style."""

from __future__ import annotations

from shpdocs.model.errors import FolderError
from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.bounds import Fault, word_bounds
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.xml import tag

_SAVE_AS = "Open it in Word and save it as Word Document (.docx)."
_DAMAGED = ("is damaged{part}.", _SAVE_AS)
_FAULTS = {
    "empty": ("is empty: it has not arrived whole.", "Wait until the drive has synced it, or copy it anew."),
    "old-office": ("is an old Word file.", _SAVE_AS),
    "locked": ("is locked with a password.", "Take the password off and save it again."),
    "not-a-package": ("is no Word file.", _SAVE_AS),
    "oversized": (
        "is too large: it holds {entered}, and the limit is {limit}.",
        "Use smaller pictures, or make it anew from the starter{to_allow_more}.",
    ),
    "damaged": _DAMAGED,
    "cut-off": ("breaks off: it has not arrived whole.", "Wait until the drive has synced it, or copy it anew."),
    "missing": _DAMAGED,
}


def refused(file: str, what: str, remedy: str) -> FolderError:
    """The error that a file cannot be a house style."""
    return FolderError(f"The house style '{file}' {what}", remedy)


def refused_for(file: str, fault: Fault) -> FolderError:
    """The error that a file, or a part of it, cannot be read."""
    what, remedy = _FAULTS[fault.code]
    what = what.format(entered=fault.entered, limit=fault.limit, part=f" ({fault.part})" if fault.part else "")
    return refused(file, what, remedy.format(to_allow_more=fault.to_allow_more))


def open_house_style(content: bytes, name: str, limits: WordLimits) -> WordFile:
    """Return a council's file; its name is for messages.

    Raises:
        PackageError: it is no package, or is locked, damaged or too large.
        FolderError: it is no Word file (.docx), has macros or no styles, or is of the strict kind.
    """
    file = open_word_file(content, word_bounds(limits))
    has_code = any(part.lower().endswith("vbaproject.bin") for part in file.package.names)
    if has_code or "macroEnabled" in file.package.content_type(file.main):
        raise refused(name, "holds macros.", _SAVE_AS)
    if file.is_strict:
        raise refused(name, "is saved as Strict Open XML.", _SAVE_AS)
    if file.styles.root.tag != tag("w:styles") or not file.styles.by_id:
        raise refused(name, "has no styles.", "Make it anew from the starter: shpdocs house-style.")
    return file
