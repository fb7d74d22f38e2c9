"""Canaries, words hidden in every place that a Word file has: that they are found wherever they get to, and that none gets out."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from shpdocs.model.appendix import Appendix, AppendixLostError, AppendixRefusedError
from shpdocs.model.document import Document, Heading
from shpdocs.paper.appendix import as_separate_file, merge
from shpdocs.paper.word import write_paper
from tests.support.made_word import Source, paragraph
from tests.support.validators import faults_of
from tests.support.word_canaries import CanaryFile, Words, travelled, words_in
from tests.support.word_canaries.in_elements import PARTS, element_files, only, types_of
from tests.support.word_canaries.in_names import name_files
from tests.support.word_canaries.in_packages import package_files
from tests.support.word_canaries.in_pictures import picture_files
from tests.support.word_files import edit_parts


@pytest.mark.parametrize(
    "hide",
    [
        lambda word: word.encode(),
        lambda word: word.upper().encode(),
        lambda word: word.encode("utf-16-le"),
        lambda word: word.encode("utf-16-be"),
        lambda word: quote(word.encode()).replace("z", "%7A").encode(),
        lambda word: "".join(f"&#{ord(letter)};" for letter in word).encode(),
        lambda word: zlib.compress(word.encode(), 0),
    ],
)
def test_a_canary_is_found_in_whatever_code(hide: object) -> None:
    words = Words()
    word = words.new("somewhere")

    def put(parts: dict[str, bytes]) -> None:
        parts["word/made-up.bin"] = b"before " + hide(word) + b" after"  # type: ignore[operator]

    content = edit_parts(Source(body=[paragraph("Made up")]).write(), put)
    assert words_in(content) == {word}
    assert travelled(words.file("made up", content), content) == [f"made up: somewhere should be gone ({word})"]


@pytest.mark.parametrize("files", [(name_files, package_files, picture_files), pytest.param((element_files,), marks=pytest.mark.slow)])
def test_every_word_stands_in_one_place_and_is_found_in_the_file_that_it_is_in(
    files: tuple[Callable[[Words], Iterator[CanaryFile]], ...],
) -> None:
    words, seen = Words(), set[str]()
    for file in (file for each in files for file in each(words)):
        own = {canary.word for canary in file.canaries}
        assert own and own <= words_in(file.content), file.name
        assert not own & seen
        seen |= own


def appendix(file: CanaryFile) -> Appendix:
    return Appendix("Made up", "Appendix 1 – Made up", file.content, "made-up.docx")


def separate(file: CanaryFile) -> bytes | None:
    """A file as one of its own; None if it is refused, by name."""
    try:
        return as_separate_file(appendix(file))
    except (AppendixRefusedError, AppendixLostError) as error:
        assert "made-up.docx" in str(error)
        return None


def faults(file: CanaryFile) -> list[str]:
    public = separate(file)
    if public is None:
        return [] if file.may_be_refused else [f"{file.name} is refused"]
    return travelled(file, public)


def paper() -> bytes:
    return write_paper(Document("Made up", "Made up", (Heading("Made up", 1),)), date(2024, 9, 30))


def test_names_that_people_give_do_not_travel_and_what_readers_see_does(tmp_path: Path) -> None:
    for file in name_files(Words()):
        assert faults(file) == []
        if file.may_be_refused:
            continue
        merged = merge(paper(), (appendix(file),)).content
        assert travelled(file, merged) == []
        path = tmp_path / "made.docx"
        path.write_bytes(merged)
        assert faults_of(path) == []


def test_no_part_and_no_relationship_travels_that_no_page_reaches() -> None:
    for file in package_files(Words()):
        assert faults(file) == []


def test_no_picture_says_what_nobody_sees() -> None:
    for file in picture_files(Words()):
        assert faults(file) == []


def test_pictures_come_into_a_paper_as_they_come_into_a_file_of_their_own() -> None:
    files = [file for file in picture_files(Words()) if not file.may_be_refused]
    merged = merge(paper(), tuple(appendix(file) for file in files[::7])).content
    assert [fault for file in files[::7] for fault in travelled(file, merged)] == []


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_no_attribute_and_no_text_travels_that_says_nothing_of_what_is_shown(every: int) -> None:
    assert [fault for number, file in enumerate(element_files(Words())) if number % every == 0 for fault in faults(file)] == []


@pytest.mark.slow
def test_every_element_alone_comes_in_clean_or_is_refused() -> None:
    words, carried = Words(), 0
    for root in PARTS:
        for name in types_of(root):
            file = only(words, root, name)
            public = separate(file)
            carried += public is not None
            assert public is None or travelled(file, public) == []
    assert carried > 1_500  # so that it shows something
