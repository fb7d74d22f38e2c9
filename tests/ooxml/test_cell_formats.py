"""Formats of cells: number formats by number, built in or the file's own, and what a font makes of a text."""

from __future__ import annotations

import pytest

from shpdocs.ooxml.bounds import Fault, PackageError
from shpdocs.ooxml.cell_formats import UNMARKED, CellFormat, CellFormats, read_cell_formats
from tests.ooxml.test_package import opened

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts>'
    '<fonts><font/><font><strike/></font><font><vertAlign val="subscript"/><strike val="0"/></font></fonts>'
    '<cellStyleXfs><xf numFmtId="49"/></cellStyleXfs><cellXfs>{}</cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs></styleSheet>'
)


def formats(*xfs: str) -> tuple[CellFormat, ...]:
    styles = STYLES.format("".join(f"<xf {xf}/>" for xf in xfs))
    return read_cell_formats(opened({"xl/styles.xml": styles}), "xl/styles.xml").formats


@pytest.mark.parametrize(
    ("number", "code"), [("0", "General"), ("9", "0%"), ("14", "mm-dd-yy"), ("49", "@"), ("164", "0.0"), ("165", "General")]
)
def test_a_number_format_is_known_by_its_number(number: str, code: str) -> None:
    assert formats(f'numFmtId="{number}"') == (CellFormat(code),)


@pytest.mark.parametrize(("font", "marks"), [("0", set()), ("1", {"struck"}), ("2", {"raised"}), ("3", set()), ("-1", set())])
def test_what_a_font_makes_of_a_text_is_known(font: str, marks: set[str]) -> None:
    assert [form.marks for form in formats(f'fontId="{font}"')] == [UNMARKED | marks]


def test_formats_come_in_the_order_of_their_numbers_and_none_without_the_part() -> None:
    assert [form.number_format for form in formats('numFmtId="1"', "", 'numFmtId="2"')] == ["0", "General", "0.00"]
    assert read_cell_formats(opened({"xl/a.xml": "<a/>"}), "xl/styles.xml") == CellFormats()


@pytest.mark.parametrize(
    "colour", ['theme="1" tint="NaN"', 'rgb="FF000000 x" tint="0.5"', 'rgb="FF 000000"', 'theme="1" tint="x"', 'indexed="²"']
)
def test_a_colour_that_is_written_as_none_is_stops_nothing(colour: str) -> None:
    styles = STYLES.replace("<font/>", f"<font><color {colour}/></font>").format('<xf fontId="0"/>')
    (form,) = read_cell_formats(opened({"xl/styles.xml": styles}), "xl/styles.xml").formats
    assert form == CellFormat()


def test_a_number_format_without_end_is_damage() -> None:
    styles = STYLES.replace('"0.0"', f'"{"0" * 256}"').format("")
    with pytest.raises(PackageError) as raised:
        read_cell_formats(opened({"xl/styles.xml": styles}), "xl/styles.xml")
    assert raised.value.fault == Fault("damaged", "xl/styles.xml")
