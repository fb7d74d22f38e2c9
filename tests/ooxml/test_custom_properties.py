"""Properties that somebody gave an Office file: written and read back, and read of whatever file."""

from __future__ import annotations

import pytest

from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.custom_properties import CONTENT_TYPE, PART, RELATIONSHIP, custom_properties, custom_properties_part
from shpdocs.ooxml.package import open_package
from shpdocs.ooxml.writing import EditedPackage


def _file(content: bytes | None) -> bytes:
    package = EditedPackage({"made-up.xml": b"<made-up/>"}, {"rels": "application/vnd.openxmlformats-package.relationships+xml"})
    package.by_ending["xml"] = "application/xml"
    if content is not None:
        package.add(PART, content, CONTENT_TYPE)
        package.relate("", RELATIONSHIP, PART)
    return package.write()


@pytest.mark.parametrize("properties", [{}, {"made up": "a text"}, {"<&\"'>": "5 < 6 & é\u2028", "second": ""}])
def test_properties_are_read_back_as_they_were_written(properties: dict[str, str]) -> None:
    package = open_package(_file(custom_properties_part(properties)), OUR_BOUNDS)
    assert custom_properties(package) == properties


def test_a_file_without_them_has_none() -> None:
    assert custom_properties(open_package(_file(None), OUR_BOUNDS)) == {}


def test_what_is_no_text_is_passed_over() -> None:
    part = custom_properties_part({"a": "b"}).replace(b"vt:lpwstr", b"vt:i4")
    assert custom_properties(open_package(_file(part), OUR_BOUNDS)) == {}
