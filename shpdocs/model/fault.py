"""Faults: how a value breaks a JSON Schema, as data."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Fault(Struct, frozen=True):
    """One way in which a value breaks a JSON Schema: where (`path`), by which keyword, and the keyword's limit."""

    path: tuple[str | int, ...]
    keyword: str
    value: Any
    limit: Any = None
    within: tuple[str | int, ...] = ()
