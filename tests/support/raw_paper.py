"""A made-up Word file written as raw XML, part by part, so that a test can plant any fault in it. It meets every rule."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", style: str = "", properties: str = "", inner: str = "") -> str:
    """A paragraph with a text, or with what `inner` says."""
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{inner or (run(text) if text else '')}</w:p>"


def cell(text: str, properties: str = "") -> str:
    """A cell of 150 points."""
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/>{properties}</w:tcPr>{paragraph(text)}</w:tc>'


def row(*cells: str, properties: str = "<w:cantSplit/>") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


HEADINGS = row(cell("Quarter"), cell("Burglary"), cell("Rating"), properties="<w:cantSplit/><w:tblHeader/>")
FIGURES = row(cell("Q1"), cell("419"), cell("Green: made up", '<w:shd w:val="clear" w:color="auto" w:fill="C6EFCE"/>'))
MORE = row(cell("Q2"), cell("449"), cell("A made-up text that is as long as it takes to fill a second line of its cell"))
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="9000" w:type="dxa"/><w:tblLook w:val="0020" w:firstRow="1"/>'
    '<w:tblCaption w:val="Made-up burglary"/><w:tblDescription w:val="Made-up figures by quarter."/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>' + HEADINGS + FIGURES + MORE + "</w:tbl>"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="900" cy="900"/><wp:docPr id="1" name="Picture 1" descr="A made-up arrow that points up"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:inline></w:drawing></w:r>'
)
LINK = f'<w:hyperlink r:id="rId9">{run("Made-up guidance")}</w:hyperlink>'
BULLETS = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BODY = "".join(
    (
        paragraph("A made-up paper", "Heading1"),
        paragraph("Nothing in this paper is true; all of it is made up."),
        paragraph("Burglary", "Heading2"),
        paragraph("Figures that are made up:"),
        paragraph("fewer homes", properties=BULLETS),
        paragraph("fewer shops", properties=BULLETS),
        TABLE,
        paragraph("Next", "Heading2"),
        paragraph(inner=run("More stands in the ") + LINK + run(".")),
        paragraph(inner=PICTURE),
    )
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
)
STYLES = (
    f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Heading2"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pale"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:color w:val="auto" w:themeColor="accent1"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:basedOn w:val="TableNormal"/><w:tblStylePr w:type="firstRow">'
    '<w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>A made-up paper</dc:title><dc:creator>Made-up partnership</dc:creator><dc:language>en-GB</dc:language>"
    "<dcterms:created>2018-02-13T00:00:00Z</dcterms:created><dcterms:modified>2018-02-13T00:00:00Z</dcterms:modified></cp:coreProperties>"
)
_THEME = (
    f'<a:theme {NAMESPACES}><a:themeElements><a:clrScheme><a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1>'
    '<a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)
_NUMBERING = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="\u2022"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def parts(body: str = BODY) -> dict[str, str]:
    """The parts of the made-up paper by name."""
    kinds = ("styles", "numbering", "theme", "header", "footer")
    names = ("styles.xml", "numbering.xml", "theme/theme1.xml", "header1.xml", "footer1.xml")
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_R}/{kind}" Target="{name}"/>'
        for at, (kind, name) in enumerate(zip(kinds, names, strict=True), 3)
    )
    related += f'<Relationship Id="rId9" Type="{_R}/hyperlink" Target="https://example.org/made-up" TargetMode="External"/>'
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_OPEN}{kind}+xml"/>'
        for name, kind in (("document.xml", "document.main"), ("styles.xml", "styles"), ("numbering.xml", "numbering"),
                           ("header1.xml", "header"), ("footer1.xml", "footer"))
    )  # fmt: skip
    types += '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    types += '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    top = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    top += f'<Relationship Id="rId2" Type="{_RELATED}/metadata/core-properties" Target="docProps/core.xml"/>'
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": f'<Relationships xmlns="{_RELATED}">{top}</Relationships>',
        "docProps/core.xml": CORE,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATED}">{related}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{SECTION}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": _NUMBERING,
        "word/theme/theme1.xml": _THEME,
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{paragraph('Made up')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{paragraph('PART I – MADE-UP MEMBERS, PUBLIC AND PRESS')}</w:ftr>",
    }


def packed(made: dict[str, str] | dict[str, bytes]) -> bytes:
    """A file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in made.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def changed(old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The made-up paper with the first `old` in a part replaced; it must be there."""
    made = parts()
    assert old in made[part], old
    return packed(made | {part: made[part].replace(old, new, 1)})
