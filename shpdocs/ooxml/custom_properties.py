"""The properties that somebody, or a program, gave an Office file beside the usual ones: texts by name (ECMA-376, part 1, 15.2.12.2)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from shpdocs.ooxml.branches import local_name
from shpdocs.ooxml.package import Package

PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_ANYBODYS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format's own id of properties that no program has a name for
_FIRST_ID = 2  # 0 and 1 are the format's


def custom_properties_part(properties: Mapping[str, str]) -> bytes:
    """The part that holds these properties."""
    elements = (
        f'<property fmtid="{_ANYBODYS}" pid="{number}" name={quoteattr(name)}><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'
        for number, (name, text) in enumerate(properties.items(), start=_FIRST_ID)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}">{"".join(elements)}</Properties>'.encode()


def custom_properties(package: Package) -> dict[str, str]:
    """The properties of a file that are texts, by name; of two of one name the last.

    Raises:
        PackageError: the part that holds them is damaged, or larger than is allowed.
    """
    elements = (element for _, element in package.branches(package.related("", "custom-properties")))
    return {
        element.get("name", ""): value.text or ""
        for element in elements
        if local_name(element.tag) == "property"
        for value in element
        if local_name(value.tag) == "lpwstr"
    }
