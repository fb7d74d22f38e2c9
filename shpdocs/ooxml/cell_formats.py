"""The formats of a workbook's cells: how a number is shown, and whether the font strikes it through, or raises or lowers it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from msgspec import Struct

from shpdocs.ooxml.bounds import damaged
from shpdocs.ooxml.branches import local_name, whole_number
from shpdocs.ooxml.letters import mark_of_font
from shpdocs.ooxml.package import Package

# Of a text: 'struck', 'raised' (lowered, too), 'otherwise' (what is raised would be read otherwise on the line), 'runs' (it has looks of
# its own), and the marks of symbol fonts.
Marks = frozenset[str]
UNMARKED: Marks = frozenset()
IN_RUNS: Marks = frozenset({"runs"})
OTHERWISE: Marks = frozenset({"otherwise"})
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
_LONGEST_CODE = 255  # characters of a number format, in Excel


class CellFormat(Struct, frozen=True):
    """A format: the code of its number format, and what its font makes of a text."""

    number_format: str = "General"
    marks: Marks = UNMARKED


def read_cell_formats(package: Package, part: str) -> tuple[CellFormat, ...]:
    """The formats of the part of the styles, by the number that a cell names; none without the part.

    Excel writes what a cell's named style gives it into the cell's own format too, so that this is all that counts.

    Raises:
        PackageError: the part is broken, or a number format has no end.
    """
    codes, fonts, used = dict(_BUILT_IN), list[Marks](), list[Element]()
    for parent, element in package.branches(part, 2):
        name = local_name(element.tag)
        if name == "xf" and local_name(parent.tag) == "cellXfs":
            used.append(element)
        elif name == "font" and local_name(parent.tag) == "fonts":
            fonts.append(font_marks(element))
        elif name == "numFmt":
            code = element.get("formatCode", "General")
            if len(code) > _LONGEST_CODE:
                raise damaged(part)
            codes[whole_number(element.get("numFmtId", "")) or -1] = code
    return tuple(
        CellFormat(
            codes.get(whole_number(element.get("numFmtId", "")), "General"), _of_number(fonts, whole_number(element.get("fontId", "")))
        )
        for element in used
    )


def _of_number(fonts: list[Marks], number: int) -> Marks:
    return fonts[number] if 0 <= number < len(fonts) else UNMARKED


def font_marks(font: Iterable[Element]) -> Marks:
    """What the properties of a font make of its text, of what may change how it is read."""
    marks = set()
    for switch in font:
        name, value = local_name(switch.tag), switch.get("val")
        if name == "strike" and value not in ("0", "false"):
            marks.add("struck")
        elif name == "vertAlign" and value in ("superscript", "subscript"):
            marks.add("raised")
        elif name in ("name", "rFont") and (mark := mark_of_font(value or "")):
            marks.add(mark)
    return frozenset(marks)
