"""Publishing and drafting the paper of a made-up partnership."""

from __future__ import annotations

from pathlib import Path

from shpdocs.commands.assemble import assemble


def published(root: Path, period: str) -> None:
    """Publish the next edition of a period's paper."""
    assemble(root, period, final=True, by="A. Officer", because="The paper differs.")


def drafted(root: Path, period: str) -> Path:
    """Make a draft of a period's paper; return it."""
    return assemble(root, period).path
