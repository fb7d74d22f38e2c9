"""The definitions, profiles and schemas that travel with the program, and the published papers of the demo."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the path of a shipped file or folder: in an installed wheel inside the package, in a clone beside it."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def published(period: str) -> Path:
    """Return the folder of the published answers of a period, as a lead types them."""
    return _PACKAGE / "demo" / period
