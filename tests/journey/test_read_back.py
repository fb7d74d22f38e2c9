"""The papers read back by three readers that are not ours: the same headings, tables and text, in the same order.

What a reader tells otherwise stands in DIFFERENCES with its reason; anything else that differs is a failure.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.support.clients import needs_libreoffice
from tests.support.readers import PAPERS, Item, read_by_libreoffice, read_by_mammoth, read_by_pandoc

# What a reader tells otherwise, by reader: why that is no fault of the paper, and whether an item is concerned.
DIFFERENCES: dict[str, tuple[str, Callable[[Item], bool]]] = {}


def in_common(reader: str, items: list[Item]) -> list[Item]:
    """The items but for those that the reader is known to tell otherwise."""
    known = [concerns for name, (_, concerns) in DIFFERENCES.items() if name == reader]
    return [item for item in items if not any(concerns(item) for concerns in known)]


def read_by_all(path: Path, folder: Path) -> dict[str, list[Item]]:
    """What each reader tells of a Word file, but for the known differences. `folder` is for LibreOffice's files."""
    told = {"LibreOffice": read_by_libreoffice(path, folder), "pandoc": read_by_pandoc(path), "mammoth": read_by_mammoth(path)}
    return {reader: in_common(reader, items) for reader, items in told.items()}


@pytest.mark.real_client
@needs_libreoffice
@pytest.mark.parametrize("name", PAPERS)
def test_three_readers_tell_the_same_headings_tables_and_text(made_demo: Path, tmp_path: Path, name: str) -> None:
    told = read_by_all(made_demo / "output" / name, tmp_path)
    kinds = {item[0] for item in told["mammoth"]}
    assert {"heading", "text", "table", "header row", "row"} <= kinds
    for kind in sorted(kinds):  # a kind at a time first: what differs is then told in few lines
        by_kind = {reader: [item for item in items if item[0] == kind] for reader, items in told.items()}
        assert by_kind["LibreOffice"] == by_kind["mammoth"] == by_kind["pandoc"]
    assert told["LibreOffice"] == told["mammoth"] == told["pandoc"]


@pytest.mark.real_client
@needs_libreoffice
def test_what_only_some_readers_see_is_noticed(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Made up", level=0)  # the style Title: a heading to LibreOffice alone
    for _ in range(2):  # two tables with nothing between them: one to LibreOffice
        made.add_table(1, 1).cell(0, 0).text = "made up"
    made.add_paragraph("made up", style="List Bullet")
    made.save(str(tmp_path / "made up.docx"))
    told = read_by_all(tmp_path / "made up.docx", tmp_path)
    assert [told["LibreOffice"].count(("table",)), told["mammoth"].count(("table",))] == [1, 2]
    assert ("text", "Made up") in told["mammoth"] and ("text", "Made up") not in told["pandoc"]
    assert told["LibreOffice"][-1] == told["mammoth"][-1] == told["pandoc"][-1] == ("item", "1", "made up")
