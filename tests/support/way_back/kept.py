"""What was kept of papers as they were printed, read as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.way_back.tree import Node, nodes_of


@dataclass(frozen=True)
class Kept:
    """A document as it was kept: its name, the trees of its origins by number, and its spans (text, start, end, origin)."""

    name: str
    nodes: list[Node]
    spans: list[tuple[int, int, int, int]]


def kept_documents(root: Path) -> Iterator[Kept]:
    """The public document and Part II of every edition and draft of a partnership's folder."""
    for path in sorted(root.glob("output/*/editions/**/*printed.json")):
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for part in ("public", "exempt"):
            document = told.get(part)
            if document:
                name = f"{path.relative_to(root / 'output').as_posix()} {part}"
                yield Kept(name, nodes_of(document.get("origins", ())), [tuple(span) for span in document.get("spans", ())])
