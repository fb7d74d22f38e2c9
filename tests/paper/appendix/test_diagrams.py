"""SmartArt comes in as the drawing that the file keeps of it, with every word and place; whatever is not as plain is refused."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import re

import pytest

from shpdocs.model.appendix import Appendix
from tests.paper.appendix.test_preparing import document_of, made_of, merged
from tests.support.made_word import REL, Source, paragraph, refusals_of

DGM, DSP, A = (
    "http://schemas.openxmlformats.org/drawingml/2006/diagram", "http://schemas.microsoft.com/office/drawing/2008/diagram", "http://schemas.openxmlformats.org/drawingml/2006/main",
)  # fmt: skip
TYPE = "application/vnd.openxmlformats-officedocument.drawingml.diagram"
FRAME = '<a:off x="{0}" y="0"/><a:ext cx="900000" cy="500000"/>'


def said(text: str) -> str:
    return f'<a:p><a:pPr algn="ctr" marL="0" indent="0"/><a:r><a:rPr lang="en-GB" sz="1400" b="1"/><a:t>{text}</a:t></a:r></a:p>'


def shape(text: str, at: int = 0, text_at: int | None = None, fill: str = '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>') -> str:
    style = '<dsp:style><a:lnRef idx="0"><a:srgbClr val="000000"/></a:lnRef><a:fillRef idx="0"><a:srgbClr val="000000"/></a:fillRef><a:effectRef idx="0"><a:srgbClr val="000000"/></a:effectRef><a:fontRef idx="minor"><a:srgbClr val="FFFFFF"/></a:fontRef></dsp:style>'
    return (
        f'<dsp:sp modelId="{{1}}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr><dsp:spPr><a:xfrm>{FRAME.format(at)}</a:xfrm><a:prstGeom prst="chevron"><a:avLst/></a:prstGeom>{fill}</dsp:spPr>{style}'
        f"<dsp:txBody><a:bodyPr/><a:lstStyle/>{said(text)}</dsp:txBody><dsp:txXfrm>{FRAME.format(at if text_at is None else text_at)}</dsp:txXfrm></dsp:sp>"
    )


def with_diagram(shapes: str, *words: str, is_kept: bool = True) -> Source:
    """A report with a SmartArt of these words, of which the file keeps this drawing."""
    made = made_of()
    points = "".join(
        f'<dgm:pt modelId="{at}"><dgm:prSet/><dgm:t><a:bodyPr/><a:lstStyle/>{said(text)}</dgm:t></dgm:pt>' for at, text in enumerate(words)
    )
    ids = [made.relate(kind, f"diagrams/{kind}.xml") for kind in ("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors")]
    drawing = made.relate("diagramDrawing", "diagrams/drawing.xml")
    extension = f'<dgm:extLst><a:ext uri="{{C62137D5-CB1D-491B-B009-E17868A290BF}}"><dsp:dataModelExt xmlns:dsp="{DSP}" relId="{drawing if is_kept else "rId0"}"/></a:ext></dgm:extLst>'
    made.parts["diagrams/diagramData.xml"] = (
        f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><dgm:ptLst>{points}</dgm:ptLst>{extension}</dgm:dataModel>'.encode(),
        f"{TYPE}Data+xml",
    )
    for kind in ("diagramLayout", "diagramQuickStyle", "diagramColors"):
        made.parts[f"diagrams/{kind}.xml"] = (f'<dgm:{kind} xmlns:dgm="{DGM}"/>'.encode(), f"{TYPE}X+xml")
    tree = f'<dsp:drawing xmlns:dsp="{DSP}" xmlns:a="{A}" xmlns:r="{REL}"><dsp:spTree><dsp:nvGrpSpPr/><dsp:grpSpPr/>{shapes}</dsp:spTree></dsp:drawing>'
    made.parts["diagrams/drawing.xml"] = (tree.encode(), "application/vnd.ms-office.drawingml.diagramDrawing+xml")
    names = " ".join(f'r:{name}="{id}"' for name, id in zip(("dm", "lo", "qs", "cs"), ids, strict=True))
    data = f'<a:graphicData uri="{DGM}"><dgm:relIds xmlns:dgm="{DGM}" {names}/></a:graphicData>'
    inline = f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="500000"/><wp:docPr id="9" name="x" descr="A made-up flow"/><wp:cNvGraphicFramePr/><a:graphic>{data}</a:graphic></wp:inline>'
    made.body.insert(1, f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>")
    return made


def reasons(made: Source) -> list[str]:
    return [refusal.what for refusal in refusals_of(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx"))]


def test_its_shapes_and_words_come_in_and_that_is_told() -> None:
    result = merged(with_diagram(shape("Plan") + shape("Act", 1_000_000), "Plan", "Act"))
    document = document_of(result.content)
    assert "SmartArt, 1 drawing: the shapes and words that it showed are there, as a drawing" in result.reports[0].changed
    assert re.findall(r"<w:t[^>]*>(Plan|Act)</w:t>", document) == ["Plan", "Act"]
    assert document.count('prst="chevron"') == 2
    assert 'descr="A made-up flow"' in document
    assert 'w:color w:val="FFFFFF"' in document
    assert "relIds" not in document


def test_it_keeps_the_room_that_it_had() -> None:
    document = document_of(merged(with_diagram(shape("Plan"), "Plan")).content)
    assert document.count('<a:ext cx="2000000" cy="500000"/>') == 2  # of the group, and of the rectangle that LibreOffice measures


def test_words_with_a_place_of_their_own_keep_it() -> None:
    document = document_of(merged(with_diagram(shape("Plan", 0, 200_000), "Plan")).content)
    assert [int(x) for x in re.findall(r'<a:off x="(\d+)"', document)] == [0, 0, 0, 200_000]


@pytest.mark.parametrize(
    ("shapes", "words", "is_kept"),
    [
        (shape("Plan"), ("Plan", "a secret that it does not show"), True),
        (shape("Plan") + shape("More"), ("Plan",), True),
        (shape("Plan"), ("Plan",), False),
        ("", (), True),
        (shape("Plan").replace('<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>', '<a:blipFill><a:blip r:embed="rId1"/></a:blipFill>'), ("Plan",), True),
        ("<dsp:grpSp/>" + shape("Plan"), ("Plan",), True),
        (re.sub("<dsp:spPr>.*</dsp:spPr>", "", shape("Plan")), ("Plan",), True),
    ],
    ids=["words not shown", "words not said", "no drawing kept", "nothing drawn", "a picture", "a group", "no shape"],
)  # fmt: skip
def test_one_that_is_not_as_plain_is_refused(shapes: str, words: tuple[str, ...], is_kept: bool) -> None:
    assert "It holds SmartArt" in reasons(with_diagram(shapes, *words, is_kept=is_kept))


def test_one_that_shares_its_drawing_with_another_is_refused() -> None:
    made = with_diagram(shape("Plan"), "Plan")
    made.body.insert(2, made.body[1])
    assert "It holds SmartArt" in reasons(made)


def test_one_beside_which_something_else_stands_is_refused() -> None:
    made = with_diagram(shape("Plan"), "Plan")
    made.body[1] = made.body[1].replace("</a:graphicData>", "<a:t>Lost</a:t></a:graphicData>")
    assert "It holds SmartArt" in reasons(made)


def test_a_marking_in_it_is_a_marking() -> None:
    assert any("It is marked" in what for what in reasons(with_diagram(shape("OFFICIAL-SENSITIVE"), "OFFICIAL-SENSITIVE")))


def test_words_that_cannot_be_seen_are_refused() -> None:
    white = shape("Plan").replace("1F3864", "FFFFFF")
    assert any("colour" in what for what in reasons(with_diagram(white, "Plan")))


def test_one_that_stays_keeps_what_it_needs_and_is_still_named() -> None:
    made = with_diagram(shape("Plan"), "Plan", "hidden")
    made.body.append(paragraph("After all"))
    assert "It holds SmartArt" in reasons(made)
