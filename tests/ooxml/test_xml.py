"""Parts as trees: what is refused, what is read as the same, and how elements are made."""

from __future__ import annotations

import pytest

from shpdocs.ooxml.xml import NotXMLError, each, element, find, is_on, local, parse, serialise, tag, value

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BOMB = '<!DOCTYPE a [<!ENTITY b "ten">{}]><a c="&k;">&k;</a>'.format("".join(f'<!ENTITY {name} "&b;&b;&b;">' for name in "cdefghijk"))


@pytest.mark.parametrize(
    "content", [b"", b"<a>", b"words", _BOMB.encode(), _BOMB.encode("utf-16"), ("<a>" * 400 + "</a>" * 400).encode(), b"\xff\xfe<"]
)
def test_what_is_no_xml_declares_entities_or_nests_without_end_is_refused(content: bytes) -> None:
    with pytest.raises(NotXMLError):
        parse(content)


def test_two_bytes_a_letter_are_read() -> None:
    root = parse(f"<?xml version='1.0' encoding='UTF-16'?><w:p {_W}>é</w:p>".encode("utf-16"))
    assert (root.tag, root.text) == (tag("w:p"), "é")


def test_the_strict_kind_is_read_by_the_usual_names() -> None:
    strict = (
        b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:a="http://purl.oclc.org/ooxml/drawingml/main"><a:t/></w:p>'
    )
    root = parse(strict)
    assert (root.tag, root[0].tag) == (tag("w:p"), tag("a:t"))


def test_an_element_is_made_of_names_texts_and_children() -> None:
    made = element("w:p", {"w:rsidR": "1"}, element("w:r", {}, element("w:t", {"xml:space": "preserve"}, "a & b ")))
    assert serialise(made).endswith(b'w:rsidR="1"><w:r><w:t xml:space="preserve">a &amp; b </w:t></w:r></w:p>')
    assert serialise(parse(serialise(made))) == serialise(made)


def test_values_and_switches_are_read_as_word_reads_them() -> None:
    properties = parse(f'<w:rPr {_W}><w:b/><w:i w:val="0"/><w:caps w:val="off"/><w:sz w:val="24"/></w:rPr>'.encode())
    assert [is_on(find(properties, name)) for name in ("w:b", "w:i", "w:caps", "w:strike")] == [True, False, False, False]
    assert (value(find(properties, "w:sz")), value(find(properties, "w:color"), missing="auto")) == ("24", "auto")
    assert [local(child) for child in each(properties, "w:i", "w:sz")] == ["i", "sz"]
