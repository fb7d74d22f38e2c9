"""A Word file as it is opened: what is none is said by a code, and its parts are found by what uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shpdocs.ooxml.bounds import WORD_BOUNDS, PackageError
from shpdocs.ooxml.word_file import open_word_file
from shpdocs.ooxml.xml import value
from tests.support.made_word import rich
from tests.support.word_files import edit_parts

RELATIONS = "word/_rels/document.xml.rels"


def code_of(content: bytes) -> str:
    with pytest.raises(PackageError) as refused:
        open_word_file(content, WORD_BOUNDS).relations("word/document.xml")
    return refused.value.fault.code


def swap(part: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return change


def test_what_is_no_word_document_is_said_by_a_code() -> None:
    whole = rich().write()
    assert code_of(b"plain text") == "not-a-package"
    assert code_of(edit_parts(whole, swap("word/document.xml", b"w:document", b"w:workbook"))) == "not-a-package"
    assert code_of(edit_parts(whole, swap("_rels/.rels", b"word/document.xml", b"word/nothing.xml"))) == "not-a-package"
    assert code_of(edit_parts(whole, swap(RELATIONS, b"rId21", b"rId20"))) == "damaged"  # two relationships of one id


def test_parts_are_found_by_the_relationships_that_use_them_and_read_once() -> None:
    file = open_word_file(edit_parts(rich().write(), swap(RELATIONS, b'"numbering.xml"', b'"nothing.xml"')), WORD_BOUNDS)
    assert [kind for kind, _ in file.text_parts] == ["document", "header", "footer", "header", "footer", "footnotes", "endnotes"]
    assert file.related("styles") is file.related("styles")
    assert file.related("numbering") is None
    assert [kind for kind, _ in file.parts("core-properties", "hyperlink", source="")] == ["core-properties"]
    assert value(file.styles.by_id[file.styles.id_of("HEADING 1")], "w:styleId") == "Heading1"
