"""Appendices with canaries in every place, through the command as an officer runs it: no public file has one that no reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.model.appendix import AppendixRefusedError
from tests.support.definition_files import list_made
from tests.support.editions import unpublished
from tests.support.leads import tree
from tests.support.word_canaries import CanaryFile, Words, travelled
from tests.support.word_canaries.in_names import name_files
from tests.support.word_canaries.in_packages import package_files
from tests.support.word_canaries.in_pictures import picture_files

PERIOD = "2017-18-Q3"


def put(files: list[CanaryFile], folder: Path) -> dict[str, str | Path]:
    """Files on the disk as appendices by title."""
    folder.mkdir()
    for number, file in enumerate(files, 1):
        (folder / f"{number}.docx").write_bytes(file.content)
    return {f"Made-up report {number}": folder / f"{number}.docx" for number in range(1, len(files) + 1)}


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_no_public_file_holds_what_no_reader_sees(every: int, demo_folder: Path, tmp_path: Path) -> None:
    words = Words()
    files = [*name_files(words), *package_files(words), *list(picture_files(words))[::every]]
    files = [file for file in files if not file.may_be_refused]
    root = list_made(unpublished(demo_folder, PERIOD))
    made = assemble(root, PERIOD, final=True, separate=True, appendices=put(files, tmp_path / "received"))
    public, apart = made.path.read_bytes(), [path.read_bytes() for path in made.files]
    assert [fault for file in files for fault in travelled(file, public)] == []
    assert [fault for file in files for fault in travelled(file, *apart)] == []
    assert len(made.merged) == len(files)


def test_a_file_that_cannot_be_shown_to_be_clean_is_refused_and_nothing_is_written(demo_folder: Path, tmp_path: Path) -> None:
    files = [file for file in picture_files(Words()) if file.may_be_refused]
    appendices = put(files, tmp_path / "received")
    root = list_made(unpublished(demo_folder, PERIOD))
    before = tree(root)
    with pytest.raises(AppendixRefusedError) as caught:
        assemble(root, PERIOD, final=True, appendices=appendices)
    assert len(caught.value.refused) == len(files)
    assert tree(demo_folder) == before
