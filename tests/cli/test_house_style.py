"""The command house-style: it writes a starter once, and says what a house style lacks."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shpdocs.cli.app import app
from tests.support.word_files import edit_part


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["house-style", *(str(argument) for argument in arguments)])


def test_it_writes_a_starter_and_says_what_to_do_next(folder: Path) -> None:
    result = _run("--folder", folder)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "workbook_templates/house-style.docx"
    assert "Next:" in result.stdout
    assert zipfile.is_zipfile(folder / "workbook_templates" / "house-style.docx")


def test_a_file_that_is_there_is_never_overwritten(folder: Path) -> None:
    path = folder / "workbook_templates" / "house-style.docx"
    path.write_bytes(b"made up")
    result = _run("--folder", folder)
    assert (result.exit_code, result.stdout, path.read_bytes()) == (2, "", b"made up")
    assert "never overwritten" in result.stderr


def test_another_name_may_be_given_and_is_told_from_the_one_that_papers_take(folder: Path) -> None:
    result = _run("made-up.docx", "--folder", folder)
    assert result.exit_code == 0
    assert (folder / "made-up.docx").is_file()
    assert "workbook_templates/house-style.docx" in result.stdout


def test_a_name_that_is_no_word_files_is_refused(folder: Path) -> None:
    result = _run("made-up.doc", "--folder", folder)
    assert result.exit_code == 2
    assert ".docx" in result.stderr


def test_the_starter_lacks_nothing(folder: Path) -> None:
    _run("--folder", folder)
    result = _run("--check", "--folder", folder)
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_people_cannot_read_is_told_with_how_to_mend_it(folder: Path) -> None:
    _run("--folder", folder)
    path = folder / "workbook_templates" / "house-style.docx"
    path.write_bytes(edit_part(path.read_bytes(), "word/styles.xml", ('<w:sz w:val="24"/>', '<w:sz w:val="20"/>')))
    result = _run("--check", "--folder", folder)
    assert result.exit_code == 1
    assert "! Normal: the text has 10 points; 12 are needed." in result.stdout
    assert "Modify" in result.stdout


def test_without_a_house_style_the_check_says_how_to_make_one(folder: Path) -> None:
    result = _run("--check", "--folder", folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "shpdocs house-style" in result.stderr


def test_a_file_that_is_no_word_file_is_an_error_and_not_a_traceback(folder: Path) -> None:
    (folder / "made-up.docx").write_bytes(b"made up")
    result = _run("made-up.docx", "--check", "--folder", folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "is no Word file" in result.stderr


def test_the_starter_is_the_same_whenever_it_is_written(folder: Path) -> None:
    for name in ("one.docx", "two.docx"):
        _run(name, "--folder", folder)
    one, two = ((folder / name).read_bytes() for name in ("one.docx", "two.docx"))
    assert one == two
    assert zipfile.ZipFile(BytesIO(one)).testzip() is None


def test_assemble_says_what_people_cannot_read_as_the_check_does(demo_folder: Path) -> None:
    _run("--folder", demo_folder)
    path = demo_folder / "workbook_templates" / "house-style.docx"
    path.write_bytes(edit_part(path.read_bytes(), "word/styles.xml", ('<w:sz w:val="24"/>', '<w:sz w:val="20"/>')))
    result = CliRunner().invoke(app, ["assemble", "2024-25-Q2", "--folder", str(demo_folder)])
    assert result.exit_code == 0
    told = "house-style.docx, Normal: the text has 10 points; 12 are needed. In Word: Home, Styles, right-click Normal, Modify"
    assert told in result.stdout


@pytest.mark.parametrize(
    "name",
    [
        "../made-up.docx", "workbook_templates/../../made-up.docx", "./../made-up.docx", "C:made-up.docx", "C:\\made-up.docx",
        "/tmp/made-up.docx",
        "\\\\server\\share\\made-up.docx", "//server/share/made-up.docx", "\\\\?\\C:\\made-up.docx", "..\\made-up.docx",
        "NUL.docx", "con.docx",
        "COM1.made.docx", "lpt9 .docx", "made-up.docx.", "made-up.docx ", "made-up.docx:stream.docx", "made\nup.docx", "~/made-up.docx",
        "workbook_templates/", "a//made-up.docx", "linked/made-up.docx", "link.docx", "new-folder/made-up.docx",
    ],
)  # fmt: skip
@pytest.mark.parametrize("option", [(), ("--check",)])
def test_nothing_is_written_or_read_but_within_the_folder(name: str, option: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "made-up.docx").write_bytes(b"made up")
    (folder.parent / "made-up.docx").write_bytes(b"made up")
    (folder / "linked").symlink_to(outside)
    (folder / "link.docx").symlink_to(outside / "made-up.docx")
    before = sorted(tmp_path.rglob("*"))
    result = _run(name, *option, "--folder", folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sorted(tmp_path.rglob("*")) == before
    assert (outside / "made-up.docx").read_bytes() == (folder.parent / "made-up.docx").read_bytes() == b"made up"


@pytest.mark.parametrize(
    "name", ["workbook_templates/made-up.docx", "workbook_templates\\made-up.docx", "Made up (2).DOCX", "führung.docx"]
)
def test_a_file_within_the_folder_is_written_whatever_the_separator(name: str, folder: Path) -> None:
    result = _run(name, "--folder", folder)
    assert result.exit_code == 0
    assert (folder / name.replace("\\", "/")).is_file()
