"""Canaries, words hidden in every place that a Word file has: that they are found wherever they get to."""

from __future__ import annotations

import zlib
from urllib.parse import quote

import pytest

from tests.support.made_word import Source, paragraph
from tests.support.word_canaries import Words, canary_files, travelled, words_in
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


def test_every_word_stands_in_one_place_and_is_found_in_the_file_that_it_is_in() -> None:
    seen = set[str]()
    for file in canary_files():
        words = {canary.word for canary in file.canaries}
        assert words and words <= words_in(file.content), (
            file.name,
            [canary for canary in file.canaries if canary.word not in words_in(file.content)],
        )
        assert not words & seen
        seen |= words
