"""Faults: how a value breaks a JSON Schema, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


class Fault(Struct, frozen=True):
    """One way in which a value breaks a JSON Schema: where (`path`), by which keyword, and the keyword's limit.

    `within` is the path of the keyword in the schema, `rule` the part of the schema that holds the keyword.
    """

    path: tuple[str | int, ...]
    keyword: str
    value: Any
    limit: Any = None
    within: tuple[str | int, ...] = ()
    rule: Mapping[str, Any] = field(default_factory=dict)
