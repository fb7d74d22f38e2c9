"""The partnership's settings as typed values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What stands in shpdocs.toml: who the partnership is and how its workbooks are marked."""

    partnership: str
    council: str
    period: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    contact: str = ""
