"""What a paper is made of, as one hash: with another definition, profile, library or setting the paper is looked at anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.assembling.fingerprint import paper_fingerprint
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder

AT = "2024-11-02T10:00:00"


def hash_of(folder: Path) -> str:
    return paper_fingerprint(open_folder(folder), parse_period("2024-25-Q2"), (), AT)


@pytest.mark.parametrize(
    "file",
    [
        "shpdocs.toml",
        "workbook_templates/measures/prevent.toml",
        "workbook_templates/2024-25/prevent.toml",
        "workbook_templates/2024-25/paper.toml",
    ],
)
def test_a_change_of_what_the_officer_wrote_is_one_of_the_paper(file: str, folder: Path) -> None:
    before = hash_of(folder)
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write("# Made up\n")

    assert hash_of(folder) != before


def test_a_definition_of_a_later_year_is_no_part_of_it(folder: Path) -> None:
    before = hash_of(folder)
    (folder / "workbook_templates/2030-31").mkdir()
    (folder / "workbook_templates/2030-31/made-up.toml").write_text("", encoding="utf-8")

    assert hash_of(folder) == before
