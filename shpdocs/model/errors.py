"""Errors: why a run cannot go on, each with its remedy. Faults in a return are problems, not errors."""

from __future__ import annotations

from difflib import get_close_matches


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


class DefinitionError(ShpdocsError):
    """A file written by hand (definition, profile, settings) is wrong: names file, key and remedy."""

    def __init__(self, file: str, faults: tuple[tuple[str, str], ...]) -> None:
        self.file = file
        self.faults = faults
        lines = "\n".join(f"  {key or 'the file'}: {remedy}" for key, remedy in faults)
        super().__init__(f"{file} cannot be used:", f"\n{lines}")


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return ' Did you mean …?' for the known word nearest to `word`, or '' if none is near."""
    matches = get_close_matches(word, known, n=1, cutoff=0.5)
    return f" Did you mean {matches[0]}?" if matches else ""
