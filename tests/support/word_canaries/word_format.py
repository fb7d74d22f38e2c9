"""The format's own list of elements and attributes, as the validator of the tests has it (the data of Open XML SDK), and ways to each."""

from __future__ import annotations

import json
from collections import deque
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

_FOLDER = files("openxml_audit") / "data" / "openxml"
# What the list leaves open: anything may stand there, and in a Word file this does.
_OPEN = {
    "a:graphicData": ("pic:pic", "wps:wsp", "wpg:wgp", "wpc:wpc", "c:chart"),
    "w:pict": ("v:shape", "v:group", "v:rect", "v:line", "v:oval", "v:roundrect", "v:polyline",
               "v:curve", "v:arc", "v:image", "v:shapetype"),
    "a:ext": ("a14:useLocalDpi", "a14:imgProps", "adec:decorative", "a16:creationId", "asvg:svgBlip", "a14:hiddenFill", "ahyp:hlinkClr"),
    "c:ext": ("c14:invertSolidFillFmt", "c15:datalabelsRange", "c16:uniqueId", "c15:layout", "c15:formulaRef", "c15:pivotSource"),
}  # fmt: skip


class Attribute(Struct, frozen=True):
    """An attribute: its name ('w:val'; without a prefix ':id'), its type, and whether it must be there."""

    name: str
    type: str
    is_required: bool


class ElementType(Struct, frozen=True):
    """A type of element: its name, attributes, what may stand in it (by the names of types), whether it holds text."""

    element: str
    attributes: tuple[Attribute, ...]
    children: tuple[str, ...]
    has_text: bool


@cache
def namespaces() -> dict[str, str]:
    """The namespaces of the format by their usual prefixes."""
    listed = json.loads((_FOLDER / "namespaces.json").read_text(encoding="utf-8"))
    return {each["Prefix"]: each["Uri"] for each in listed if each["Prefix"]} | {
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"
    }


@cache
def _listed() -> tuple[dict[str, Any], dict[str, Any]]:
    """The raw lists: types by name, and values of enumerations by the last word of the type that names them."""
    types: dict[str, Any] = {}
    enumerations: dict[str, Any] = {}
    for path in sorted((_FOLDER / "schemas").iterdir(), key=lambda path: path.name):
        listed = json.loads(path.read_text(encoding="utf-8"))
        types |= {each["Name"]: each for each in listed.get("Types", ())}
        enumerations |= {each["Name"]: [facet["Value"] for facet in each["Facets"]] for each in listed.get("Enums", ())}
    return types, enumerations


@cache
def element_types() -> dict[str, ElementType]:
    """Every type of element by its name ('w:CT_Jc/w:jc')."""
    types, _ = _listed()
    return {name: _element_type(name, types) for name in types if not name.endswith("/")}


def _element_type(name: str, types: dict[str, Any]) -> ElementType:
    said, base = types[name], types.get(f"{name.split('/')[0]}/", {})
    attributes = {each["QName"]: each for each in [*base.get("Attributes", ()), *said.get("Attributes", ())]}
    children = [each["Name"] for each in [*base.get("Children", ()), *said.get("Children", ())]]
    return ElementType(
        name.split("/")[1],
        tuple(_attribute(each) for each in attributes.values()),
        tuple(children),
        "Text" in said.get("BaseClass", ""),
    )


def _attribute(said: Any) -> Attribute:
    is_required = any(each["Name"] == "RequiredValidator" for each in said.get("Validators", ()))
    return Attribute(said["QName"].removeprefix(":"), said["Type"], is_required)


def usual_value(attribute: Attribute) -> str:
    """A value that an attribute may have."""
    kind, _, rest = attribute.type.partition("<")
    if kind == "EnumValue":
        values = _listed()[1].get(rest.rstrip(">").rsplit(".", 1)[-1], ())
        return str(next(iter(values), ""))
    if kind in ("BooleanValue", "OnOffValue", "TrueFalseValue", "TrueFalseBlankValue"):
        return "1" if kind in ("BooleanValue", "OnOffValue") else "t"
    return "00000001" if kind == "HexBinaryValue" else "2024-09-30T00:00:00Z" if kind == "DateTimeValue" else "1"


def is_free(attribute: Attribute) -> bool:
    """Whether an attribute takes what somebody writes, not one of a few values."""
    return attribute.type.partition("<")[0] in ("StringValue", "ListValue", "HexBinaryValue", "Base64BinaryValue", "DateTimeValue")


@cache
def ways(root: str) -> dict[str, tuple[str, ...]]:
    """The shortest way from the root of a part ('w:document') to each type of element that may stand in it, by its name."""
    by_element: dict[str, list[str]] = {}
    for name, each in element_types().items():
        by_element.setdefault(each.element, []).append(name)
    first = by_element[root][0]
    found: dict[str, tuple[str, ...]] = {first: (first,)}
    waiting = deque([first])
    while waiting:
        name = waiting.popleft()
        each = element_types()[name]
        more = [by_element[element][0] for element in _OPEN.get(each.element, ()) if element in by_element]
        for child in (*each.children, *more):
            if child in element_types() and child not in found:
                found[child] = (*found[name], child)
                waiting.append(child)
    return found
