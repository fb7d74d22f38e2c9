"""Files found right are not checked again; anything that changes is."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.definitions.checked_files import KEPT, CheckedFiles
from shpdocs.model.errors import DefinitionError

PERIOD = "2017-18-Q3"


def test_what_was_found_right_is_known_again_until_it_or_its_schema_changes(tmp_path: Path) -> None:
    first = CheckedFiles(tmp_path)
    assert not first.knows(b"schema", b"made up")
    first.learn(b"schema", b"made up")
    first.keep()
    again = CheckedFiles(tmp_path)
    assert again.knows(b"schema", b"made up")
    assert not again.knows(b"schema", b"made up ")
    assert not again.knows(b"schemam", b"ade up")


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[1]", b"\xff", b'"made up"'])
def test_a_damaged_list_is_an_empty_one(content: bytes, tmp_path: Path) -> None:
    (tmp_path / KEPT).write_bytes(content)
    checked = CheckedFiles(tmp_path)
    assert not checked.knows(b"schema", b"made up")
    checked.learn(b"schema", b"made up")
    checked.keep()
    assert CheckedFiles(tmp_path).knows(b"schema", b"made up")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"a file where the folder should be")
    checked = CheckedFiles(tmp_path / "output")
    checked.learn(b"schema", b"made up")
    checked.keep()
    assert (tmp_path / "output").read_bytes() == b"a file where the folder should be"


def test_a_definition_spoilt_after_it_was_found_right_is_told(demo_folder: Path) -> None:
    assemble(demo_folder, PERIOD)
    path = demo_folder / "workbook_templates" / "2017-18" / "prevent.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('unit = "progress"', 'unit = "made up"'), encoding="utf-8")
    with pytest.raises(DefinitionError):
        assemble(demo_folder, PERIOD)
