"""Errors: why a run cannot go on, each with its remedy. Faults in a return are problems, not errors."""

from __future__ import annotations

from difflib import get_close_matches

from msgspec import Struct


class ShpdocsError(Exception):
    """A run that cannot go on; the text says what happened and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy


class UsageError(ShpdocsError):
    """The command was asked for something that cannot be: a wrong period, an unknown sub-group."""


class FolderError(ShpdocsError):
    """The partnership folder is missing, incomplete or cannot be written."""


Remedy = tuple[str, str]  # the key at fault ('measures.robbery.unit', '' for the file as a whole), and what to do


class KeyFault(Struct, frozen=True):
    """What is wrong in a file written by hand: the key ('' for the file as a whole), what to do, line and column from 1 (0: unknown)."""

    key: str
    remedy: str
    line: int = 0
    column: int = 0

    @property
    def words(self) -> str:
        """Where the fault is and what to do."""
        place = f"line {self.line}, column {self.column}" if self.line else ""
        return f"{', '.join(part for part in (place, self.key) if part) or 'the file'}: {self.remedy}"


class DefinitionError(ShpdocsError):
    """A file written by hand (definition, profile, settings) is wrong: names file, line, key and remedy."""

    def __init__(self, file: str, faults: tuple[KeyFault, ...]) -> None:
        self.file = file
        self.faults = faults
        super().__init__(f"{file} cannot be used:", "".join(f"\n  {fault.words}" for fault in faults))


class RecordFault(Struct, frozen=True):
    """What is wrong with a record: its file as seen from the partnership folder, the line from 1 (0: the whole file), and what to do."""

    file: str
    line: int
    what: str
    remedy: str

    @property
    def place(self) -> str:
        """The file, and the line if it is about one."""
        return f"{self.file}, line {self.line}" if self.line else self.file


class RecordError(ShpdocsError):
    """A record that protects (the ledger, its head, a return, a kept file) is not as it was written: nothing that depends on it is done."""

    def __init__(self, *faults: RecordFault) -> None:
        self.faults = faults
        if len(faults) == 1:
            super().__init__(f"{faults[0].place}: {faults[0].what}", faults[0].remedy)
            return
        lines = "".join(f"\n  {fault.place}: {fault.what}" for fault in faults)
        remedies = "".join(f"\n{remedy}" for remedy in dict.fromkeys(fault.remedy for fault in faults))
        super().__init__("The records are not as they were written:", f"{lines}{remedies}")


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return ' Did you mean …?' for the known word nearest to `word`, or '' if none is near."""
    matches = get_close_matches(word, known, n=1, cutoff=0.5)
    return f" Did you mean {matches[0]}?" if matches else ""
