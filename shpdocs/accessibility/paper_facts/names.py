"""How elements are called in a Word file's trees, and how their values are read."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - as the files call it
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VAL = W + "val"


def value(element: Element | None, name: str = "val", missing: str = "") -> str:
    """An attribute of Word's, `missing` if the element or the attribute is not there."""
    return missing if element is None else element.get(W + name, missing)


def is_on(element: Element) -> bool:
    """Whether a switch is on: it is if it says nothing."""
    return element.get(VAL, "1") not in ("0", "false", "off", "none")


def number(text: str, missing: float = 0) -> float:
    """A number as written, with or without a unit ('12pt'); `missing` if it is none that Word could mean."""
    digits = text.strip().rstrip("abcdefghijklmnopqrstuvwxyz%")
    try:
        found = float(digits)
    except ValueError:
        return missing
    return found if abs(found) < _LARGEST else missing


def points(text: str, each: float) -> float:
    """A length in points; a plain number counts so many to the point, unless it has a unit."""
    return number(text) * _UNITS[text[-2:]] if text[-2:] in _UNITS else number(text) / each


_LARGEST = 1e9
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
