"""An appendix as a file of its own: the same pages, and nothing that no reader sees."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pypandoc
import pytest

from shpdocs.model.appendix import Appendix, AppendixRefusedError
from shpdocs.paper.appendix import as_separate_file
from tests.support.made_word import paragraph, rich
from tests.support.paper_integrity import integrity_faults
from tests.support.validators import faults_of
from tests.support.word_files import edit_parts

SECRET = b"MADE-UP-PERSON"


def appendix(content: bytes) -> Appendix:
    return Appendix("Made up", "Appendix 2 \u2013 Made up", content, "made-up.docx")


def by_a_person() -> bytes:
    made = docx.Document()
    made.add_heading("A made-up report", 1)
    made.add_paragraph("Made up.")
    core = made.core_properties
    core.title = "A made-up report"
    core.author = core.last_modified_by = core.comments = core.keywords = core.category = core.subject = SECRET.decode()
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


def whole(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return b"".join(name.encode() + package.read(name) for name in package.namelist())


def markdown(content: bytes, folder: Path) -> str:
    folder.mkdir()
    path = folder / "file.docx"
    path.write_bytes(content)
    return re.sub(r"media/[\w.-]+", "a picture", str(pypandoc.convert_file(str(path), "markdown")))


def faults(content: bytes, path: Path) -> list[str]:
    path.write_bytes(content)
    return faults_of(path)


def test_names_of_people_are_gone_and_the_pages_are_the_same(tmp_path: Path) -> None:
    before = by_a_person()
    after = as_separate_file(appendix(before))
    assert SECRET in whole(before)
    assert SECRET not in whole(after)
    assert b"A made-up report" in whole(after)
    assert markdown(after, tmp_path / "after") == markdown(before, tmp_path / "before")


def test_everything_else_stays_and_the_file_is_whole(tmp_path: Path) -> None:
    before = rich().write()
    after = as_separate_file(appendix(before))
    assert markdown(after, tmp_path / "after") == markdown(before, tmp_path / "before")
    assert set(faults(after, tmp_path / "one.docx")) <= set(faults(before, tmp_path / "two.docx"))
    assert integrity_faults(after) == integrity_faults(before)
    with zipfile.ZipFile(BytesIO(after)) as package:
        assert [name for name in package.namelist() if "embeddings" in name] == []
    assert as_separate_file(appendix(before)) == after


def test_a_part_that_no_program_comes_to_is_left_out() -> None:
    def hide(parts: dict[str, bytes]) -> None:
        parts["docProps/forgotten.xml"] = b"<forgotten>" + SECRET + b"</forgotten>"

    before = edit_parts(rich().write(), hide)
    assert SECRET in whole(before)
    assert SECRET not in whole(as_separate_file(appendix(before)))


def test_what_cannot_come_into_a_paper_is_refused_alone_too() -> None:
    made = rich()
    made.body.append(paragraph("OFFICIAL-SENSITIVE"))
    with pytest.raises(AppendixRefusedError):
        as_separate_file(appendix(made.write()))
