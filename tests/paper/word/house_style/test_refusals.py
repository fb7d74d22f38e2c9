"""Files that cannot be a house style."""

from __future__ import annotations

import pytest

from shpdocs.model.errors import FolderError
from shpdocs.paper.word.house_style import write_starter
from tests.support.house_styles import (
    read_style,
)
from tests.support.word_files import edit_part


def _bomb() -> bytes:
    return edit_part(write_starter(), "", more={"word/media/made-up.bin": b"", **{f"made-up-{number}": b"" for number in range(5_100)}})


def _locked() -> bytes:
    content = bytearray(write_starter())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 1)
    return bytes(content)


def _macros() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return edit_part(write_starter(), "[Content_Types].xml", (kind, "application/vnd.ms-word.document.macroEnabled.main+xml"))


REFUSED = {
    "no Word file": b"made up",
    "old Word": b"\xd0\xcf\x11\xe0made up",
    "cut short": write_starter()[:4000],
    "a zip of something else": edit_part(b"PK\5\6" + bytes(18), "", more={"made-up.txt": b"made up"}),
    "macros": _macros(),
    "locked": _locked(),
    "too many parts": _bomb(),
    "no styles": edit_part(write_starter(), "word/_rels/document.xml.rels", ("relationships/styles", "relationships/made-up")),
    "entities": edit_part(write_starter(), "word/styles.xml", ("<w:styles", '<!DOCTYPE w [<!ENTITY a "b">]><w:styles')),
    "letters of an unknown encoding": edit_part(write_starter(), "word/theme/theme1.xml", ('encoding="UTF-8"', 'encoding="made-up"')),
    "broken XML": edit_part(write_starter(), "word/styles.xml", ("</w:styles>", "")),
    "strict": edit_part(
        write_starter(), "_rels/.rels",
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ),
    "other headers on even pages": edit_part(
        write_starter(), "word/settings.xml", ("<w:defaultTabStop", "<w:evenAndOddHeaders/><w:defaultTabStop"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_a_house_style_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(FolderError) as refused:
        read_style(content)
    assert "house.docx" in refused.value.what
    assert refused.value.remedy


def test_a_file_that_unpacks_without_end_is_refused_before_it_is_unpacked() -> None:
    content = edit_part(write_starter(), "", more={"word/made-up.xml": b"made up"})
    place = content.rindex(b"PK\1\2")
    lying = content[: place + 24] + (300_000_000).to_bytes(4, "little") + content[place + 28 :]
    with pytest.raises(FolderError, match="too large"):
        read_style(lying)
