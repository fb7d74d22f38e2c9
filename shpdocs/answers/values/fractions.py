"""Fractions in one sign: AutoCorrect makes ¾ of 3/4, which may have been a date."""

from __future__ import annotations

import re
from unicodedata import normalize

from shpdocs.answers.values.basics import as_figure
from shpdocs.answers.values.dates import MONTHS
from shpdocs.model.returns import RawCell, Reading

_FRACTION = "[¼-¾⅐-⅞]"
_WITH_FRACTION = rf"(?i)[-+\u2212£\d., ]*({_FRACTION})[\d/ -]*(%|per[ -]?cent|pc|k|m|bn|thousand|million|billion|(?:per|in|/) ?[\d, ]+)?"


def read_fraction(cell: RawCell) -> Reading | None:
    """A fraction in one sign, alone or with digits ('¾', '3½', '£½m'), is a question; None for anything else."""
    match = re.fullmatch(_WITH_FRACTION, as_figure(cell.value)) if isinstance(cell.value, str) else None
    if match is None:
        return None
    day, month = normalize("NFKC", match[1]).split("\N{FRACTION SLASH}")
    return Reading("fraction", problem="fraction-or-date", details={"first": f"{day} {MONTHS[int(month) - 1]}"})
