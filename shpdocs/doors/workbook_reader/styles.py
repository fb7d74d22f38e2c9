"""The number formats of a workbook's cells, and which of them show a number as a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from shpdocs.doors.workbook_reader.package import Package, UnreadableError, local, new_parser
from shpdocs.rules.values import is_date_format

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_CONTAINERS = ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_GENERAL = ("General", False)


@dataclass(frozen=True)
class Styles:
    """The number format of each cell style, by the style's number as it is written, and whether it shows dates."""

    formats: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def of(self, style: str, kind: str) -> tuple[str, bool]:
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
    used: list[int] = []
    within = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal within
        tag = local(tag) if ":" in tag else tag
        if tag == "xf":
            if within == "cellXfs":
                used.append(int(attributes.get("numFmtId", "0")))
        elif tag in _CONTAINERS:
            within = tag
        elif tag == "numFmt" and within != "dxfs":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "General")

    parser = new_parser()
    parser.StartElementHandler = start
    package.run(name, parser)
    known = {number: _with_date(codes.get(number, "General")) for number in set(used)}
    return Styles({str(at): known[number] for at, number in enumerate(used)})


@lru_cache(maxsize=256)
def _with_date(code: str) -> tuple[str, bool]:
    return (code, is_date_format(code))
