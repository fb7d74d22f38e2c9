"""Word files of other bodies, made up piece by piece as raw XML: everything that an appendix may bring, and all that is refused."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

from shpdocs.model.appendix import Appendix, AppendixRefusedError, Refusal
from shpdocs.paper.appendix import as_separate_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = (
    f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14"'
)
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1200" w:right="1300" w:bottom="1400" w:left="1500" w:header="500" w:footer="600" w:gutter="0"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="900" w:right="950" w:bottom="1000" w:left="1050" w:header="500" w:footer="600" w:gutter="0"/>'
TYPES = {
    "document": "wordprocessingml.document.main", "styles": "wordprocessingml.styles", "numbering": "wordprocessingml.numbering",
    "settings": "wordprocessingml.settings", "footnotes": "wordprocessingml.footnotes", "endnotes": "wordprocessingml.endnotes",
    "header": "wordprocessingml.header", "footer": "wordprocessingml.footer", "theme": "theme", "fontTable": "wordprocessingml.fontTable",
    "comments": "wordprocessingml.comments", "chart": "drawingml.chart",
}  # fmt: skip
STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="260" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:pPr><w:keepNext/>
<w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:b/>
<w:color w:val="0A5A2A" w:themeColor="accent1"/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr>
<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="90"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="48"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:link w:val="FootnoteTextChar"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteTextChar"><w:name w:val="Footnote Text Char"/><w:link w:val="FootnoteText"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1A4FA0"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:tblStylePr></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:nsid w:val="11111111"/><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="432" w:hanging="432"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:nsid w:val="22222222"/><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:nsid w:val="33333333"/><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="(%1)"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="500" w:hanging="500"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""
THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Made up"><a:themeElements><a:clrScheme name="Made up">
<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1B1B3A"/></a:dk2>
<a:lt2><a:srgbClr val="EEEEEE"/></a:lt2><a:accent1><a:srgbClr val="0A5A2A"/></a:accent1><a:accent2><a:srgbClr val="7A1F1F"/></a:accent2><a:accent3><a:srgbClr val="333399"/></a:accent3>
<a:accent4><a:srgbClr val="663366"/></a:accent4><a:accent5><a:srgbClr val="336666"/></a:accent5><a:accent6><a:srgbClr val="666633"/></a:accent6><a:hlink><a:srgbClr val="1A4FA0"/></a:hlink>
<a:folHlink><a:srgbClr val="551A8B"/></a:folHlink></a:clrScheme><a:fontScheme name="Made up"><a:majorFont><a:latin typeface="Georgia"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>
<a:minorFont><a:latin typeface="Verdana"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="Made up"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>
<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst><a:lnStyleLst><a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>
<a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln><a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle>
<a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>
<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>en-GB</dc:language>
<dcterms:created xsi:type="dcterms:W3CDTF">2024-09-30T00:00:00Z</dcterms:created></cp:coreProperties>"""


def picture(shade: int) -> bytes:
    """A small picture (PNG) of one grey."""
    rows = b"".join(b"\0" + bytes([shade % 256]) * 8 for _ in range(8))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, style: str = "", properties: str = "", inside: str = "") -> str:
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{run(text) if text else ''}{inside}</w:p>"


def item(text: str, number: int) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def table(cells: list[list[str]], style: str = "TableGrid") -> str:
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    grid = "".join('<w:gridCol w:w="2500"/>' for _ in cells[0])
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr>{named}<w:tblW w:w="0" w:type="auto"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def field_of(code: str, shown: str) -> str:
    """A field in five runs, as Word writes one; its words are cut in two."""
    half = len(code) // 2
    words = "".join(f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>' for part in (code[:half], code[half:]))
    marks = [f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end")]
    return f"{marks[0]}{words}{marks[1]}{run(shown)}{marks[2]}"


def bookmark(name: str, inside: str, number: int = 7) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def text_box(inside: str) -> str:
    """A run with a text box, as Word writes one: for new programs, and again for old ones."""
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="accent1"/></a:solidFill></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    data = f'<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}</a:graphicData>'
    new = (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="500000" cy="500000"/><wp:docPr id="1" name="Made up" descr="A made-up box"/>'
        f"<wp:cNvGraphicFramePr/><a:graphic>{data}</a:graphic></wp:inline></w:drawing>"
    )
    old = (
        f'<w:pict><v:shape style="width:50pt;height:50pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'
    )


def chart_xml(workbook: str) -> str:
    """A chart of made-up values; `workbook` is the id of the workbook behind it."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{number}</c:v></c:pt>' for at, number in enumerate((3, 5, 4)))
    names = "".join(f'<c:pt idx="{at}"><c:v>Made-up {at}</c:v></c:pt>' for at in range(3))
    return (
        f'<c:chartSpace {NS}><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:spPr><a:solidFill><a:schemeClr val="accent2"><a:lumMod val="75000"/></a:schemeClr></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:cat><c:strRef><c:f>Sheet1!$A$2:$A$4</c:f><c:strCache><c:ptCount val="3"/>{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef>'
        f'<c:f>Sheet1!$B$2:$B$4</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="3"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
        f'<c:axId val="11"/><c:axId val="12"/></c:barChart><c:catAx><c:axId val="11"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:crossAx val="12"/></c:catAx><c:valAx><c:axId val="12"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="11"/></c:valAx>'
        f'</c:plotArea><c:plotVisOnly val="1"/></c:chart><c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


@dataclass
class Source:
    """A Word file in the making: body, parts and relationships are added piece by piece."""

    title: str = "Made-up report"
    body: list[str] = field(default_factory=list)
    last_section: str = PORTRAIT
    settings: str = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    styles: str = STYLES
    numbering: str = NUMBERING
    theme: str = THEME
    notes: dict[str, list[str]] = field(default_factory=lambda: {"footnotes": [], "endnotes": []})
    relations: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    author: str = "Somebody Made Up"

    def relate(self, kind: str, target: str, part: str = "document", external: bool = False) -> str:
        """Relate a part to another or to an address; return the id."""
        known = self.relations.setdefault(part, [])
        id = f"rId{len(known) + 20}"
        mode = ' TargetMode="External"' if external else ""
        known.append(f'<Relationship Id="{id}" Type="{REL}/{kind}" Target="{escape(target)}"{mode}/>')
        return id

    def margin(self, kind: str, inside: str, type: str = "default") -> str:
        """A header or footer; return the reference to it."""
        name = f"{kind}{sum(part.startswith(kind) for part in self.parts) + 1}"
        root = "hdr" if kind == "header" else "ftr"
        self.parts[f"{name}.xml"] = (f"<w:{root} {NS}>{inside}</w:{root}>".encode(), TYPES[kind])
        return f'<w:{kind}Reference w:type="{type}" r:id="{self.relate(kind, f"{name}.xml")}"/>'

    def image(self, shade: int, description: str, part: str = "document") -> str:
        """A run with a picture."""
        name = f"media/image{shade}.png"
        self.parts[name] = (picture(shade), "image/png")
        id = self.relate("image", name, part)
        return self.drawing(
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="500000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>',
            description,
        )

    def drawing(self, data: str, description: str) -> str:
        return (
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="500000" cy="500000"/>'
            f'<wp:docPr id="1" name="Made up" descr="{escape(description)}"/><wp:cNvGraphicFramePr/><a:graphic>{data}</a:graphic></wp:inline></w:drawing></w:r>'
        )

    def chart(self, description: str) -> str:
        """A run with a chart that has a workbook behind it."""
        self.parts["embeddings/book1.xlsx"] = (b"PK made up", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        workbook = self.relate("package", "../embeddings/book1.xlsx", "charts/chart1")
        self.parts["charts/chart1.xml"] = (chart_xml(workbook).encode(), TYPES["chart"])
        id = self.relate("chart", "charts/chart1.xml")
        data = f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{id}"/></a:graphicData>'
        return self.drawing(data, description)

    def note(self, kind: str, text: str, inside: str = "") -> str:
        """A run with the reference to a footnote or endnote."""
        self.notes[kind].append(paragraph(f" {text}", "FootnoteText", inside=inside))
        return (
            f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{kind[:-1]}Reference w:id="{len(self.notes[kind]) + 1}"/></w:r>'
        )

    def link(self, text: str, address: str, part: str = "document") -> str:
        id = self.relate("hyperlink", address, part, external=True)
        return f'<w:hyperlink r:id="{id}">{run(text, "<w:rStyle w:val=" + chr(34) + "Hyperlink" + chr(34) + "/>")}</w:hyperlink>'

    def section(self, properties: str) -> None:
        """End a section here."""
        self.body.append(f"<w:p><w:pPr><w:sectPr>{properties}</w:sectPr></w:pPr></w:p>")

    def write(self) -> bytes:
        """The file."""
        parts = dict(self.parts)
        for kind, notes in self.notes.items():
            if notes:
                parts[f"{kind}.xml"] = (_notes(kind, notes).encode(), TYPES[kind])
                self.relate(kind, f"{kind}.xml")
        for kind, inside in (("styles", self.styles), ("numbering", self.numbering), ("settings", self.settings)):
            parts[f"{kind}.xml"] = (f"<w:{kind} {NS}>{inside}</w:{kind}>".encode(), TYPES[kind])
            self.relate(kind, f"{kind}.xml")
        parts["theme/theme1.xml"] = (self.theme.encode(), TYPES["theme"])
        self.relate("theme", "theme/theme1.xml")
        body = f"<w:document {NS}><w:body>{''.join(self.body)}<w:sectPr>{self.last_section}</w:sectPr></w:body></w:document>"
        parts["document.xml"] = (body.encode(), TYPES["document"])
        return self._packed(parts)

    def _packed(self, parts: dict[str, tuple[bytes, str]]) -> bytes:
        full = {f"word/{name}": one for name, one in parts.items()}
        full["docProps/core.xml"] = (CORE.format(title=escape(self.title), author=escape(self.author)).encode(), "core")
        types = "".join(f'<Override PartName="/{name}" ContentType="{_type(type)}"/>' for name, (_, type) in full.items())
        head = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        core = '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            _put(archive, "[Content_Types].xml", f"{head}{types}</Types>")
            _put(
                archive,
                "_rels/.rels",
                _relations([f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/>', core]),
            )
            for part, relations in self.relations.items():
                folder, _, name = part.rpartition("/")
                _put(archive, f"word/{folder + '/' if folder else ''}_rels/{name}.xml.rels", _relations(relations))
            for name, (content, _) in full.items():
                _put(archive, name, content)
        return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def _relations(relations: list[str]) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(relations)}</Relationships>'


def _type(type: str) -> str:
    if type == "core":
        return "application/vnd.openxmlformats-package.core-properties+xml"
    return type if "/" in type else f"application/vnd.openxmlformats-officedocument.{type}+xml"


def _notes(kind: str, notes: list[str]) -> str:
    one = kind[:-1]
    lines = "".join(
        f'<w:{one} w:type="{type}" w:id="{id}"><w:p><w:r><w:{type}/></w:r></w:p></w:{one}>'
        for id, type in ((0, "separator"), (1, "continuationSeparator"))
    )
    own = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{one}Ref/></w:r>'
    real = "".join(f'<w:{one} w:id="{id}">{text.replace("<w:r>", own + "<w:r>", 1)}</w:{one}>' for id, text in enumerate(notes, 2))
    return f"<w:{kind} {NS}>{lines}{real}</w:{kind}>"


def refusals_of(appendix: Appendix, classification: str = "") -> tuple[Refusal, ...]:
    """Every reason why an appendix cannot come into a paper of this classification; () if it can."""
    try:
        as_separate_file(appendix, classification)
    except AppendixRefusedError as error:
        return error.refused[0][1]
    return ()


def rich() -> Source:
    """A report of a body made up, with one of everything that comes in."""
    made = Source()
    header = made.margin("header", paragraph("Made-up body\tOFFICIAL", "Header", inside=made.image(9, "A made-up badge", "header1")))
    footer = made.margin(
        "footer",
        paragraph(
            "",
            inside=f"{run('Page ')}{field_of(' PAGE ', '1')}{run(' of ')}{field_of(' NUMPAGES ', '3')}{field_of(' TITLE ', 'Made-up report')}",
        ),
    )
    made.body += [
        paragraph("A made-up report", "Title"),
        paragraph("", inside=field_of(' TOC \\o "1-3" \\h ', "Made-up findings")),
        paragraph("Made-up findings", "Heading1"),
        paragraph("Text with a note", inside=made.note("footnotes", "A made-up footnote", made.link("a made-up link", "https://example.org/note", "footnotes"))),
        paragraph("And an endnote", "BodyText", inside=made.note("endnotes", "A made-up endnote")),
        item("first", 4), item("second", 4), paragraph("Between"), item("first again", 5), paragraph("dash", "ListBullet"),
        paragraph("Deep", "Heading3", inside=run(" and strong", '<w:rStyle w:val="Strong"/>')),
        paragraph("", inside=bookmark("_Ref1", run("Table 1")) + field_of(" SEQ Table \\* ARABIC ", "1")),
        paragraph("See ", inside=field_of(" REF _Ref1 \\h ", "Table 1") + f'<w:hyperlink w:anchor="_Ref1">{run("there")}</w:hyperlink>'),
        paragraph("Out: ", inside=made.link("a made-up site", "https://example.org/made-up?a=1&b=2")),
    ]  # fmt: skip
    made.section(f'{header}{footer}{PORTRAIT}<w:cols w:num="2" w:space="500"/><w:titlePg/>')
    made.body += [
        paragraph("More", "Heading2"),
        paragraph("A picture: ", inside=made.image(40, "A made-up picture")),
        paragraph("A chart: ", inside=made.chart("A made-up chart")),
        f'<w:sdt><w:sdtPr><w:alias w:val="Made up"/><w:tag w:val="made-up"/><w:id w:val="5"/></w:sdtPr><w:sdtContent>{paragraph("In a control")}</w:sdtContent></w:sdt>',
    ]
    made.section(made.margin("header", paragraph("Landscape header", "Header")) + LANDSCAPE)
    made.body += [table([["Made up", "Number"], ["One", "1"], ["Two", "2"]]), paragraph("The end")]
    made.last_section = made.margin("footer", paragraph("Last footer")) + LANDSCAPE
    return made
