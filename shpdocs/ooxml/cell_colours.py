"""The colours of a workbook's letters and grounds: given as such, by a number of its palette, or by its theme (ECMA-376, 18.8)."""

from __future__ import annotations

from math import isfinite
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from shpdocs.ooxml.branches import local_name, whole_number
from shpdocs.ooxml.colours import NUMBERED, UNKNOWN, six_digits, tinted
from shpdocs.ooxml.package import Package

AUTOMATIC = "auto"  # the key of a colour that the program chooses
_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_PALETTE = (  # of a workbook that has none of its own
    f"{_BASIC} {_BASIC} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 "
    "FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split()
_OFFICE = {
    "lt1": "FFFFFF", "dk1": "000000", "lt2": "E7E6E6", "dk2": "44546A", "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5",
    "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip


class CellColours(Struct, frozen=True):
    """The colours of one workbook: those of its theme by slot, Office's where it has none, and its palette."""

    theme: dict[str, str] = field(default_factory=lambda: _OFFICE)
    palette: tuple[str, ...] = tuple(_PALETTE)

    def seen(self, key: str, automatic: str) -> str:
        """The colour of a key as six digits; `automatic` where the program chooses, '?' for one that nobody can say."""
        kind, _, rest = key.partition(" ")
        value, _, tint = rest.partition(" ")
        number = whole_number(value)
        if kind == "theme":
            colour = self.theme.get(NUMBERED[number], UNKNOWN) if number < len(NUMBERED) else UNKNOWN
        elif kind == "indexed":
            colour = self.palette[number] if number < len(self.palette) else automatic  # 64 and 65: the program's own
        else:
            colour = six_digits(value[-6:]) if kind == "rgb" else automatic
        return tinted(colour, float(tint)) if len(colour) == 6 else colour or UNKNOWN


def colour_key(colour: Element | None) -> str:
    """What names a colour, as a line: 'theme 0 -0.25', 'rgb FFFF0000', 'indexed 9', or 'auto'."""
    if colour is None:
        return AUTOMATIC
    kind = next((kind for kind in ("rgb", "theme", "indexed") if colour.get(kind)), "")
    named = "".join(colour.get(kind, "").split())  # a space in it would part it from its tint
    return f"{kind} {named} {_tint(colour.get('tint', '0'))}" if kind else AUTOMATIC


def _tint(text: str) -> float:
    """How much lighter (to 1) or darker (to -1) a colour is made; not at all by what is no number."""
    try:
        tint = float(text)
    except ValueError:
        return 0.0
    return min(max(tint, -1.0), 1.0) if isfinite(tint) else 0.0


def theme_colours(package: Package, part: str) -> dict[str, str]:
    """The colours of the part of a theme, by slot; none without the part.

    Raises:
        PackageError: the part is broken.
    """
    slots: dict[str, str] = {}
    for parent, element in package.branches(part, 3):
        if local_name(parent.tag) == "clrScheme":
            colour = next((kind.get("lastClr") or kind.get("val") or "" for kind in element), "")
            slots[local_name(element.tag)] = six_digits(colour) or UNKNOWN
    return slots


def cell_colours(theme: dict[str, str], palette: tuple[str, ...]) -> CellColours:
    """The colours of a workbook with that theme and that palette of its own; Office's where it has none."""
    return CellColours(theme or _OFFICE, palette or tuple(_PALETTE))
