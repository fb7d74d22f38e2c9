"""W11 judges a text on what it lies on: a cell, the cell of a table within it, a shape, a text box; and not where nobody can say."""

from __future__ import annotations

import pytest

from tests.accessibility.test_paper_rules import added, broken
from tests.support.raw_paper import paragraph, run

_DARK, _LIGHT = "1F3864", "DEEAF6"
_WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_WPG = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'


def _in(colour: str, text: str = "Made up.") -> str:
    return paragraph(inner=run(text, f'<w:color w:val="{colour}"/>' if colour else ""))


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _table(inside: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr>{shade}</w:tcPr>{inside}</w:tc></w:tr></w:tbl>{paragraph('Made up.')}"


def _shape(inside: str, fill: str = "", style: str = "", line: str = "") -> str:
    """A shape in the line of the text, or what holds several."""
    box = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
    return f"<wps:wsp {_WPS}><wps:spPr>{fill}{line}</wps:spPr>{style}{box}<wps:bodyPr/></wps:wsp>"


def _drawn(shape: str, how: str = "inline") -> str:
    held = f'<a:graphic><a:graphicData uri="made-up">{shape}</a:graphicData></a:graphic>'
    return f'<w:r><w:drawing><wp:{how}><wp:docPr id="1" name="Made up" descr="A made-up box"/>{held}</wp:{how}></w:drawing></w:r>'


def _beside(shape: str, how: str = "inline") -> str:
    return paragraph(inner=_drawn(shape, how))


def _old(inside: str, attributes: str, within: str = "") -> str:
    box = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
    return paragraph(inner=f"<w:r><w:pict><v:rect {attributes}>{within}{box}</v:rect></w:pict></w:r>")


_STYLE = (
    '<wps:style><a:lnRef idx="2"/><a:fillRef idx="1"><a:srgbClr val="{}"/></a:fillRef><a:fontRef idx="minor"><a:srgbClr val="{}"/>'
    "</a:fontRef></wps:style>"
)
_VEIL = '<a:solidFill><a:srgbClr val="000000"><a:alpha val="40000"/></a:srgbClr></a:solidFill>'
_SHADOW = '<a:effectLst><a:outerShdw><a:srgbClr val="000000"><a:alpha val="40000"/></a:srgbClr></a:outerShdw></a:effectLst>'
CLEAR = {
    "white in a nested table on the outer cell's dark fill": _table(_table(_in("FFFFFF")), _DARK),
    "white two tables deep": _table(_table(_table(_in("FFFFFF"))), _DARK),
    "white on a nested table's own dark fill": _table(_table(_in("FFFFFF"), _DARK), _LIGHT),
    "black on a nested table's own light fill": _table(_table(_in("000000"), _LIGHT), _DARK),
    "no colour of its own in a nested table on a dark fill": _table(_table(_in("")), _DARK),
    "white on a dark shape": _beside(_shape(_in("FFFFFF"), _filled(_DARK))),
    "white on a dark shape that floats": _beside(_shape(_in("FFFFFF"), _filled(_DARK)), "anchor"),
    "a shape whose style writes in white on dark": _beside(_shape(_in(""), style=_STYLE.format(_DARK, "FFFFFF"))),
    "white in a table in a dark shape": _beside(_shape(_table(_in("FFFFFF")), _filled(_DARK))),
    "white in a shape without a fill in a dark cell": _table(_beside(_shape(_in("FFFFFF"), "<a:noFill/>")), _DARK),
    "white on an old dark shape": _old(_in("FFFFFF"), f'fillcolor="#{_DARK}"'),
    "white in a shape without a fill that floats": _beside(_shape(_in("FFFFFF"), "<a:noFill/>"), "anchor"),
    "white in a group, in a shape without a fill": _beside(f"<wpg:wgp {_WPG}>{_shape(_in('FFFFFF'), '<a:noFill/>')}</wpg:wgp>"),
    "white on a picture": _beside(_shape(_in("FFFFFF"), "<a:blipFill/>")),
    "white on colours that run into each other": _beside(_shape(_in("FFFFFF"), "<a:gradFill/>")),
    "white on what is seen through": _beside(_shape(_in("FFFFFF"), _VEIL)),
    "white on an old shape that is seen through": _old(_in("FFFFFF"), 'fillcolor="white"', '<v:fill opacity=".5"/>'),
    "white on an old shape without a fill that floats": _old(_in("FFFFFF"), 'filled="f" style="position:absolute"'),
}
FAINT = {
    "white in a nested table": _table(_table(_in("FFFFFF"))),
    "black in a nested table on the outer cell's dark fill": _table(_table(_in("000000")), _DARK),
    "white on a nested table's light fill in a dark cell": _table(_table(_in("FFFFFF"), _LIGHT), _DARK),
    "black on a dark shape": _beside(_shape(_in("000000"), _filled(_DARK))),
    "black on a dark shape with a shadow": _beside(_shape(_in("000000"), _filled(_DARK), line=_SHADOW)),
    "black on a dark shape that floats": _beside(_shape(_in("000000"), _filled(_DARK)), "anchor"),
    "a shape whose style writes in white on light": _beside(_shape(_in(""), style=_STYLE.format(_LIGHT, "FFFFFF"))),
    "black in a table in a dark shape": _beside(_shape(_table(_in("000000")), _filled(_DARK))),
    "white in a shape without a fill": _beside(_shape(_in("FFFFFF"), "<a:noFill/>")),
    "white on an old shape, which is white if it says nothing": _old(_in("FFFFFF"), ""),
    "black on an old dark shape": _old(_in("000000"), f'fillcolor="#{_DARK}"'),
}


def _faint(made: str) -> list[str]:
    return [finding.rule for finding in broken(added(made)) if finding.rule == "W11"]


@pytest.mark.parametrize("made", CLEAR.values(), ids=CLEAR)
def test_a_text_that_is_clear_or_whose_ground_nobody_knows_is_no_breach(made: str) -> None:
    assert _faint(made) == []


@pytest.mark.parametrize("made", FAINT.values(), ids=FAINT)
def test_a_text_that_is_faint_on_its_ground_is_told(made: str) -> None:
    assert _faint(made) == ["W11"]
