"""Appendices of other bodies: the Word files named with a paper, and the number each gets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from shpdocs.model.appendix import Appendix
from shpdocs.model.document import Document, Heading
from shpdocs.model.errors import UsageError

_NUMBERED = re.compile(r"appendix\s+(\d+)\b", re.IGNORECASE)


def read_appendices(named: Mapping[str, str | Path], document: Document) -> tuple[Appendix, ...]:
    """Read the files, by the title each is to have. A title that says 'Appendix 4 – …' stands as it is; any other is numbered.

    Raises:
        UsageError: a file is not there or is a folder, a title is blank, or two appendices have one number.
    """
    taken = set(_numbers(block.text for block in document.blocks if isinstance(block, Heading)))
    for number in _numbers(named):
        if number in taken:
            raise UsageError(f"There are two appendices {number}.", "Give each a number of its own, or a title without one.")
        taken.add(number)
    appendices = []
    for title, file in named.items():
        path = Path(file)
        if not title.strip():
            raise UsageError(f"The appendix '{path.name}' has no title.", 'Name it, as in --appendix "MPS Report=FILE.docx".')
        if not path.is_file():
            raise UsageError(f"There is no file '{path.name}' for the appendix '{title}'.", "Check the name and the folder.")
        heading = " ".join(title.split())
        if not _NUMBERED.match(heading):
            number = next(number for number in range(1, len(taken) + 2) if number not in taken)
            taken.add(number)
            heading = f"Appendix {number} – {heading}"
        appendices.append(Appendix(title.strip(), heading, path.read_bytes(), path.name))
    return tuple(appendices)


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(match[1]) for text in texts if (match := _NUMBERED.match(text.strip()))]
