"""The formats of a workbook's cells: how a number is shown, and whether the font strikes it through, or raises or lowers it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from xml.etree.ElementTree import Element

from msgspec import Struct

from shpdocs.ooxml.bounds import damaged
from shpdocs.ooxml.branches import local_name, whole_number
from shpdocs.ooxml.cell_colours import CellColours, cell_colours, colour_key
from shpdocs.ooxml.colours import UNKNOWN, six_digits, stands_out
from shpdocs.ooxml.letters import mark_of_font
from shpdocs.ooxml.package import Package

# Of a text: 'struck', 'raised' (lowered, too), 'otherwise' (what is raised would be read otherwise on the line), 'unseen' (in the colour of
# its ground), 'runs' (it has looks of its own), 'colour …' (of letters, by its key), and the marks of symbol fonts.
Value = TypeVar("Value")
Marks = frozenset[str]
UNMARKED: Marks = frozenset()
IN_RUNS: Marks = frozenset({"runs"})
OTHERWISE: Marks = frozenset({"otherwise"})
UNSEEN: Marks = frozenset({"unseen"})
COLOUR = "colour "  # how the mark of a colour begins; alone: that of the cell's own font
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0_);\\("$"#,##0\\)', 6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)', 8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)', 43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
    # Each language of East Asia has codes of its own for these, and so shows the same day or time in its own way.
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"), 32: "h:mm", 33: "h:mm:ss",
    **dict.fromkeys((34, 35, 55, 56), "yyyy-mm-dd h:mm"),
    # Those of Thai.
    59: "0", 60: "0.00", 61: "#,##0", 62: "#,##0.00", 67: "0%", 68: "0.00%", 69: "# ?/?", 70: "# ??/??", 71: "d/m/yyyy", 72: "d-mmm-yy",
    73: "d-mmm", 74: "mmm-yy", 75: "h:mm", 76: "h:mm:ss", 77: "d/m/yyyy h:mm", 78: "mm:ss", 79: "[h]:mm:ss", 80: "mm:ss.0", 81: "d/m/bb",
}  # fmt: skip
_BLACK, _WHITE = "000000", "FFFFFF"
_LONGEST_CODE = 255  # characters of a number format, in Excel


class CellFormat(Struct, frozen=True):
    """A format: the code of its number format, what its font makes of a text, the colour of its ground ('' for none, '?' if unknown)."""

    number_format: str = "General"
    marks: Marks = UNMARKED
    ground: str = ""


class CellFormats(Struct, frozen=True):
    """The formats by the number that a cell names, the colours of the workbook, and those of every ground, conditional ones too."""

    formats: tuple[CellFormat, ...] = ()
    colours: CellColours = CellColours()
    grounds: frozenset[str] = frozenset()


def read_cell_formats(package: Package, part: str, theme: dict[str, str] | None = None) -> CellFormats:
    """The formats of the part of the styles, by the number that a cell names; none without the part. `theme` are its colours.

    Excel writes what a cell's named style gives it into the cell's own format too, so that this is all that counts.

    Raises:
        PackageError: the part is broken, or a number format has no end.
    """
    codes, listed = dict(_BUILT_IN), dict[str, list[Element]]()
    for parent, element in package.branches(part, 2):
        listed.setdefault(local_name(parent.tag), []).append(element)
    for element in listed.get("numFmts", ()):
        code = element.get("formatCode", "General")
        if len(code) > _LONGEST_CODE:
            raise damaged(part)
        codes[whole_number(element.get("numFmtId", "")) or -1] = code
    indexed = (colour for colours in listed.get("colors", ()) if local_name(colours.tag) == "indexedColors" for colour in colours)
    colours = cell_colours(theme or {}, tuple(six_digits(colour.get("rgb", "")[-6:]) for colour in indexed))
    fonts = [font_marks(font) for font in listed.get("fonts", ())]
    grounds = [_ground(fill, colours) for fill in listed.get("fills", ())]
    conditional = {_ground(fill, colours, "bgColor") for rule in listed.get("dxfs", ()) for fill in rule if local_name(fill.tag) == "fill"}
    formats = tuple(
        _format(
            codes.get(whole_number(element.get("numFmtId", "")), "General"),
            _of_number(fonts, element.get("fontId", ""), UNMARKED),
            _of_number(grounds, element.get("fillId", ""), ""),
            colours,
        )
        for element in listed.get("cellXfs", ())
    )
    return CellFormats(formats, colours, frozenset({*conditional, *grounds} - {"", UNKNOWN}))


def _format(code: str, marks: Marks, ground: str, colours: CellColours) -> CellFormat:
    is_unseen = any(not stands_out(colours.seen(mark.removeprefix(COLOUR), _BLACK), ground) for mark in marks if mark.startswith(COLOUR))
    kept = frozenset(mark for mark in marks if not mark.startswith(COLOUR))
    return CellFormat(code, kept | UNSEEN if is_unseen else kept, ground)


def _ground(fill: Element, colours: CellColours, name: str = "fgColor") -> str:
    """The colour of a fill: '' for none, '?' for a pattern or a gradient; `name` is what keeps it: of a conditional one, 'bgColor'."""
    for pattern in fill:
        kind = pattern.get("patternType", "solid")
        named = {local_name(colour.tag): colour for colour in pattern}
        colour = named.get(name, named.get("fgColor"))
        if local_name(pattern.tag) != "patternFill" or kind not in ("none", "solid"):
            return UNKNOWN
        if kind == "solid" and colour is not None:
            return colours.seen(colour_key(colour), _WHITE)
    return ""


def _of_number(values: list[Value], number: str, otherwise: Value) -> Value:
    return values[whole_number(number)] if 0 <= whole_number(number) < len(values) else otherwise


def font_marks(font: Iterable[Element]) -> Marks:
    """What the properties of a font make of its text, of what may change how it is read."""
    marks = set()
    for switch in font:
        name, value = local_name(switch.tag), switch.get("val")
        if name == "strike" and value not in ("0", "false"):
            marks.add("struck")
        elif name == "vertAlign" and value in ("superscript", "subscript"):
            marks.add("raised")
        elif name == "color":
            marks.add(f"{COLOUR}{colour_key(switch)}")
        elif name in ("name", "rFont") and (mark := mark_of_font(value or "")):
            marks.add(mark)
    return frozenset(marks)
