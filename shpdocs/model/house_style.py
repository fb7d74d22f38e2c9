"""A council's house style as plain values: how its papers look, free of Word."""

from __future__ import annotations

from msgspec import Struct


class HouseStyle(Struct, frozen=True):
    """A house style as read. `empty_paper` is a Word file (.docx): our empty paper, into which the council's look was copied.

    `missing` names the styles that stayed ours; `inaccessible` holds a style's name, what is wrong with it and how to mend it;
    `left` what the file holds that no paper takes.
    """

    file: str
    empty_paper: bytes
    missing: tuple[str, ...] = ()
    inaccessible: tuple[tuple[str, str, str], ...] = ()
    left: tuple[str, ...] = ()
