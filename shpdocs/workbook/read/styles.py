"""The number formats of a workbook's cells, and which of them show a number as a date."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct, field

from shpdocs.answers.values import is_date_format
from shpdocs.workbook.read.package import Package, UnreadableError, local, new_parser
from shpdocs.workbook.read.strings import look_of

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0_);\\("$"#,##0\\)', 6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)', 8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)', 43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_CONTAINERS = ("numFmts", "fonts", "fills", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_GENERAL = ("General", False)
_LONGEST_CODE = 255  # characters of a number format, in Excel
_PLAIN: frozenset[str] = frozenset()


class Styles(Struct, frozen=True):
    """The number format of each cell style, by the style's number as it is written, and whether it shows dates.

    `looks` are 'struck' and 'raised', of the styles whose font is.
    """

    formats: dict[str, tuple[str, bool]] = field(default_factory=dict)
    looks: dict[str, frozenset[str]] = field(default_factory=dict)

    def marks(self, style: str) -> frozenset[str]:
        """What the font of a style makes of its text: 'struck', 'raised'."""
        return self.looks.get(style) or self.looks.get(str(int(style)), _PLAIN)

    def format_of(self, style: str, kind: str) -> tuple[str, bool]:
        """The format of a cell with that style and kind of value.

        Raises:
            UnreadableError: there is no such style, and the value is a number, which could be a date then.
        """
        found = self.formats.get(style)
        if found is not None:
            return found
        found = self.formats.get(str(int(style)))
        if found is not None:
            return found
        if kind == "n" and int(style):
            raise UnreadableError
        return _GENERAL


def read_styles(package: Package, name: str) -> Styles:
    """Read the part of the styles; a workbook may have none."""
    codes = dict(_BUILT_IN)
    used: list[tuple[int, int]] = []  # number format and font of each style
    fonts: list[set[str]] = []
    within = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal within
        tag = local(tag) if ":" in tag else tag
        if tag == "xf":
            if within == "cellXfs":
                used.append((int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))))
        elif tag in _CONTAINERS:
            within = tag
        elif tag == "numFmt" and within != "dxfs":
            codes[int(attributes.get("numFmtId", "0"))] = _bounded(attributes.get("formatCode", "General"))
        elif within == "fonts":
            if tag == "font":
                fonts.append(set())
            elif fonts and (look := look_of(tag, attributes)):
                fonts[-1].add(look)

    parser = new_parser()
    parser.StartElementHandler = start
    package.run(name, parser)
    known = {number: _with_date(codes.get(number, "General")) for number, _ in set(used)}
    marked = {at: frozenset(looks) for at, looks in enumerate(fonts) if looks}
    looks = {str(at): marked[font] for at, (_, font) in enumerate(used) if font in marked} if marked else {}
    return Styles({str(at): known[number] for at, (number, _) in enumerate(used)}, looks)


def _bounded(code: str) -> str:
    if len(code) > _LONGEST_CODE:
        raise UnreadableError
    return code


@lru_cache(maxsize=256)
def _with_date(code: str) -> tuple[str, bool]:
    return (code, is_date_format(code))
