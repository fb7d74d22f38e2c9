"""Writes shpdocs/demo/example-appendix.docx, the appendix of the demo: `python -m tests.support.example_appendix`.

It says of itself that it is made up: no figure in it is real and no person is named.
"""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

from tests.support import ROOT
from tests.support.made_word import THEME, Source, field_of, item, paragraph, run

FILE = ROOT / "shpdocs" / "demo" / "example-appendix.docx"
TITLE = "Example report of another body, made up for the demonstration"
UPRIGHT = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
TURNED = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/>'
_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
    f'<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    f'<w:rPr><w:b/><w:color w:val="0A4A3C"/><w:sz w:val="{size}"/></w:rPr></w:style>'
    for level, before, size in ((1, 0, 34), (2, 320, 28), (3, 240, 24))
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="0A4A3C"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
STYLES = f"""<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Verdana" w:hAnsi="Verdana" w:cs="Verdana"/><w:sz w:val="24"/><w:szCs w:val="24"/>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>{_HEADINGS}
<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TableHead"><w:name w:val="Table Head"/><w:basedOn w:val="TableText"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="ExampleTable"><w:name w:val="Example Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="0A4A3C"/></w:tcPr></w:tblStylePr></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:nsid w:val="5A1E0001"/><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="500" w:hanging="500"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
ROWS = (
    ("What is shown", "Example quarter", "What it shows of the merge"),
    ("Example A", "11", "The page lies on its side, as in the file that it comes from."),
    ("Example B", "22", "The header and footer of this page are the example's own."),
    ("Example C", "33", "The row of headings is printed again on every page."),
)
WIDTHS = (3600, 2800, 8100)


def _table() -> str:
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    said = '<w:tblCaption w:val="Example table"/><w:tblDescription w:val="Three made-up numbers and what each shows of the merge."/>'
    head = f'<w:tblPr><w:tblStyle w:val="ExampleTable"/><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}{said}</w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    rows = ""
    for at, row in enumerate(ROWS):
        style, more = ("TableHead", "<w:tblHeader/>") if at == 0 else ("TableText", "")
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(text, style)}</w:tc>'
            for text, width in zip(row, WIDTHS, strict=True)
        )
        rows += f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def example() -> bytes:
    """The file's bytes: always the same."""
    made = Source(title=TITLE, styles=STYLES, numbering=NUMBERING, theme=THEME, author="An example")
    made.parts["fontTable.xml"] = (
        b'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="Verdana"><w:family w:val="swiss"/></w:font></w:fonts>',
        "wordprocessingml.fontTable",
    )
    made.relate("fontTable", "fontTable.xml")
    header = made.margin("header", paragraph("EXAMPLE, made up for the demonstration – OFFICIAL", "Header"))
    pages = run("Example report, page ") + field_of(" PAGE ", "1") + run(" of ") + field_of(" NUMPAGES ", "2")
    footer = made.margin("footer", paragraph("", "Footer", inside=pages))
    note = made.note("footnotes", "This note is an example too: it shows that notes come with the report.")
    made.body += [
        paragraph(TITLE, "Heading1"),
        paragraph("This report is an example. No figure in it is real, and it names no person. It stands for a report that another body sends, "
                  "such as the police, and shows how such a report comes into a paper whole.", inside=note),
        paragraph("What to look at", "Heading2"),
        paragraph("These pages have a font, colours, margins, a header and a footer of their own."),
        item("The list begins at one.", 1), item("It goes on at two.", 1),
        paragraph("A picture", "Heading3"),
        paragraph("", inside=made.image(96, "A plain grey square, which stands for a picture in this example.")),
    ]  # fmt: skip
    made.section(f"{header}{footer}{UPRIGHT}")
    turned = made.margin("header", paragraph("EXAMPLE, made up for the demonstration – OFFICIAL – wide page", "Header"))
    made.body += [
        paragraph("A wide table", "Heading2"),
        paragraph("The numbers in this table are made up."),
        _table(),
        paragraph("The example ends here.", properties='<w:spacing w:before="200"/>'),
    ]
    made.last_section = f"{turned}{TURNED}"
    return made.write()


if __name__ == "__main__":
    FILE.write_bytes(example())
