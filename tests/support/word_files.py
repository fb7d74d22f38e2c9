"""Word files edited part by part, and the day that papers of tests are dated."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

DAY = datetime(2024, 9, 30)


def edit_part(content: bytes, part: str, *swaps: tuple[str, str], more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with texts of one part swapped, each of which must be there, and with more parts."""
    edited = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(edited, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            for old, new in swaps if name == part else ():
                assert old.encode() in text, old
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
        for name, added in (more or {}).items():
            after.writestr(name, added)
    return edited.getvalue()


def edit_parts(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A Word file after a change of its parts by name."""
    with zipfile.ZipFile(BytesIO(content)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    change(parts)
    edited = BytesIO()
    with zipfile.ZipFile(edited, "w", zipfile.ZIP_DEFLATED) as after:
        for name, part in parts.items():
            after.writestr(name, part)
    return edited.getvalue()
