"""Word files that ask a program to fetch something: by the network or from the disk, in each way that the format has.

`fetching_files` makes a file for each way. A file names each of the addresses it is given in that way, so that a socket that listens
and marked files on the disk show whether a program followed it.
"""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"'
)
_PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


class Made:
    """A Word file in the making: its body, its relationships, and its further parts."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.relations: list[str] = []
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.endings = {"xml": "application/xml", "rels": "application/vnd.openxmlformats-package.relationships+xml", "png": "image/png"}

    def relate(self, kind: str, target: str, is_external: bool = True) -> str:
        """Relate the document to something; return the id."""
        id = f"rId{len(self.relations) + 1}"
        self.relations.append(relation(id, kind, target, is_external))
        return id

    def part(self, name: str, content: str | bytes, type: str = "", relations: Iterable[str] = ()) -> None:
        """Put a part in, with its relationships."""
        self.parts[name] = content.encode() if isinstance(content, str) else content
        if type:
            self.types[name] = type
        folder, _, file = name.rpartition("/")
        if rels := "".join(relations):
            self.parts[f"{folder}/_rels/{file}.rels"] = _relations(rels)

    def write(self) -> bytes:
        """The file."""
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{type}"/>' for name, type in self.types.items())
        defaults = "".join(f'<Default Extension="{ending}" ContentType="{type}"/>' for ending, type in self.endings.items())
        main = f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
        types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{main}{overrides}</Types>'
        body = f"<w:document {_NAMES}><w:body>{paragraph('Made up')}{''.join(self.body)}<w:sectPr/></w:body></w:document>"
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            package.writestr("[Content_Types].xml", types)
            package.writestr("_rels/.rels", _relations(relation("rId1", "officeDocument", "word/document.xml", False)))
            package.writestr("word/document.xml", body)
            package.writestr("word/_rels/document.xml.rels", _relations("".join(self.relations)))
            for name, content in self.parts.items():
                package.writestr(name, content)
        return packed.getvalue()


def relation(id: str, kind: str, target: str, is_external: bool = True) -> str:
    """A relationship; its kind is a word of Office's, or a whole type."""
    type = kind if "/" in kind else f"{OFFICE}/{kind}"
    return (
        f'<Relationship Id="{id}" Type="{type}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if is_external else ""}/>'
    )


def paragraph(text: str = "", inside: str = "") -> str:
    """A paragraph with a text and what stands behind it."""
    return f"<w:p>{f'<w:r><w:t>{text}</w:t></w:r>' if text else ''}{inside}</w:p>"


def _relations(inside: str) -> bytes:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'.encode()


def _drawing(graphic: str, uri: str, properties: str = "") -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="1" name="made up" descr="made up">{properties}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def _picture(blip: str, properties: str = "", within: str = "") -> str:
    shape = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return _drawing(
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="made up">{within}</pic:cNvPr><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>{shape}</pic:spPr></pic:pic>",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        properties,
    )


def _linked_picture(kind: str) -> Callable[[Made, str], None]:
    def write(made: Made, address: str) -> None:
        made.body.append(_picture(f'<a:blip r:link="{made.relate(kind, address)}"/>'))

    return write


def _picture_embedded_from_elsewhere(made: Made, address: str) -> None:
    made.body.append(_picture(f'<a:blip r:embed="{made.relate("image", address)}"/>'))


def _picture_without_mode(made: Made, address: str) -> None:
    made.body.append(_picture(f'<a:blip r:link="{made.relate("image", address, is_external=False)}"/>'))


def _field(code: str) -> str:
    parts = (f'<w:fldChar w:fldCharType="{type}"/>' for type in ("begin", "separate", "end"))
    begin, separate, end = (f"<w:r>{part}</w:r>" for part in parts)
    return paragraph(
        "", f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{separate}<w:r><w:t>shown</w:t></w:r>{end}'
    )


def _field_of(code: str) -> Callable[[Made, str], None]:
    return lambda made, address: made.body.append(_field(code.format(address=address.replace("\\", "\\\\"))))


def _nested_field(made: Made, address: str) -> None:
    inner = f' INCLUDEPICTURE "{address}" \\d '
    made.body.append(paragraph("", f'<w:fldSimple w:instr="{inner.replace(chr(34), "&quot;")}"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'))


def _ole_link(made: Made, address: str) -> None:
    id = made.relate("oleObject", address)
    image = '<v:shape id="s" style="width:20pt;height:20pt"/>'
    program = 'ProgID="Word.Document.12" ShapeID="s" DrawAspect="Content" ObjectID="_1"'
    ole = f'<o:OLEObject Type="Link" {program} r:id="{id}" UpdateMode="Always"/>'
    made.body.append(paragraph("", f"<w:r><w:object>{image}{ole}</w:object></w:r>"))


def _alternative_format(made: Made, address: str) -> None:
    made.body.append(f'<w:altChunk r:id="{made.relate("aFChunk", address)}"/>')


def _html_within(made: Made, address: str) -> None:
    made.endings["html"] = "text/html"
    name = f"word/chunk{len(made.parts)}.html"
    head, body = f'<link rel="stylesheet" href="{address}"/>', f'<img src="{address}"/><iframe src="{address}"></iframe>'
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    made.part(name, html)
    made.body.append(f'<w:altChunk r:id="{made.relate("aFChunk", name.removeprefix("word/"), is_external=False)}"/>')


def _sub_document(made: Made, address: str) -> None:
    made.body.append(f'<w:subDoc r:id="{made.relate("subDocument", address)}"/>')


def _vml_picture(attribute: str) -> Callable[[Made, str], None]:
    def write(made: Made, address: str) -> None:
        reference = f'{attribute}="{made.relate("image", address) if attribute.startswith("r:") else address}"'
        shape = f'<v:shape style="width:20pt;height:20pt"><v:imagedata {reference}/></v:shape>'
        made.body.append(paragraph("", f"<w:r><w:pict>{shape}</w:pict></w:r>"))

    return write


def _vml_fill(made: Made, address: str) -> None:
    fill = f'<v:fill type="frame" src="{address}" o:href="{address}" r:id="{made.relate("image", address)}"/>'
    shape = f'<v:rect style="width:20pt;height:20pt">{fill}</v:rect>'
    made.body.append(paragraph("", f"<w:r><w:pict>{shape}</w:pict></w:r>"))


def _movie(made: Made, address: str) -> None:
    movie = f'<v:shape style="width:20pt;height:20pt"><o:movie r:id="{made.relate("video", address)}"/></v:shape>'
    made.body.append(paragraph("", f"<w:r><w:pict>{movie}</w:pict></w:r>"))


def _video(made: Made, address: str) -> None:
    id = made.relate("image", _added_png(made), is_external=False)
    html = f'<wp15:webVideoPr embeddedHtml="&lt;iframe src=&quot;{address}&quot;/&gt;" h="9" w="9"/>'
    extension = f'<a:extLst><a:ext uri="{{C809E66F-F1BF-436E-b5F7-EEA9579F0CBA}}">{html}</a:ext></a:extLst>'
    file = f'<a:videoFile r:link="{made.relate("video", address)}"/>'
    made.body.append(_picture(f'<a:blip r:embed="{id}"/>', extension, f'<a:hlinkClick r:id="{made.relate("hyperlink", address)}"/>{file}'))


def _added_png(made: Made) -> str:
    made.parts["word/media/dot.png"] = _PNG
    return "media/dot.png"


def _drawing_with_addresses(ending: str) -> Callable[[Made, str], None]:
    """A picture in SVG, under its own ending or another: programs look into the file."""

    def write(made: Made, address: str) -> None:
        name = f"media/drawing{len(made.parts)}.{ending}"
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20">'
            f'<style>@import url("{address}"); @font-face {{font-family: f; src: url("{address}")}}</style>'
            f'<image width="20" height="20" xlink:href="{address}"/><image width="20" height="20" href="{address}"/>'
            f'<use xlink:href="{address}#a"/></svg>'
        )
        made.endings["svg"] = "image/svg+xml"
        made.part(f"word/{name}", svg)
        id = made.relate("image", name, is_external=False)
        svg_blip = f'<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{id}"/>'
        extension = f'<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">{svg_blip}</a:ext></a:extLst>'
        made.body.append(_picture(f'<a:blip r:embed="{id}">{extension}</a:blip>'))

    return write


def _postscript(made: Made, address: str) -> None:
    name = f"media/drawing{len(made.parts)}.eps"
    read = f"({address}) run\n({address}) (r) file 100 string readstring pop show"
    eps = f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n{read}\nshowpage\n"
    made.endings["eps"] = "image/x-eps"
    made.part(f"word/{name}", eps)
    made.body.append(_picture(f'<a:blip r:embed="{made.relate("image", name, is_external=False)}"/>'))


def _chart(made: Made, address: str) -> None:
    name = f"charts/chart{len(made.parts)}.xml"
    cache = '<c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>1</c:v></c:pt></c:numCache>'
    values = f"<c:val><c:numRef><c:f>Sheet1!$A$1</c:f>{cache}</c:numRef></c:val>"
    fill = '<c:spPr><a:blipFill><a:blip r:link="rId2"/><a:stretch/></a:blipFill></c:spPr>'
    bars = f'<c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/>{fill}{values}</c:ser></c:barChart>'
    chart = (
        f"<c:chartSpace {_NAMES}><c:chart><c:plotArea>{bars}</c:plotArea></c:chart>"
        '<c:externalData r:id="rId1"><c:autoUpdate val="1"/></c:externalData></c:chartSpace>'
    )
    type = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    made.part(f"word/{name}", chart, type, (relation("rId1", "oleObject", address), relation("rId2", "hyperlink", address)))
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    made.body.append(_drawing(f'<c:chart r:id="{made.relate("chart", name, is_external=False)}"/>', uri))


def _settings(made: Made, address: str) -> None:
    inside = '<w:attachedTemplate r:id="rId1"/><w:linkStyles/><w:updateFields w:val="true"/>'
    merge = (
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:linkToQuery/><w:dataType w:val="textFile"/>'
        '<w:query w:val="SELECT * FROM made_up"/><w:dataSource r:id="rId2"/></w:mailMerge>'
    )
    more = '<w:attachedSchema w:val="made-up"/><w:saveThroughXslt r:id="rId3"/>'
    relations = (
        relation("rId1", "attachedTemplate", address),
        relation("rId2", "mailMergeSource", address),
        relation("rId3", "transform", address),
    )
    made.part("word/settings.xml", f"<w:settings {_NAMES}>{inside}{merge}{more}</w:settings>", f"{_WORD_TYPE}.settings+xml", relations)
    made.relate("settings", "settings.xml", is_external=False)


def _frames(made: Made, address: str) -> None:
    frames = '<w:frameset><w:frame><w:sourceFileName r:id="rId1"/></w:frame></w:frameset>'
    web = f"<w:webSettings {_NAMES}>{frames}</w:webSettings>"
    made.part("word/webSettings.xml", web, f"{_WORD_TYPE}.webSettings+xml", (relation("rId1", "frame", address),))
    made.relate("webSettings", "webSettings.xml", is_external=False)


def _fonts(made: Made, address: str) -> None:
    font = f'<w:fonts {_NAMES}><w:font w:name="Made Up"><w:embedRegular r:id="rId1"/></w:font></w:fonts>'
    made.part("word/fontTable.xml", font, f"{_WORD_TYPE}.fontTable+xml", (relation("rId1", "font", address),))
    made.relate("fontTable", "fontTable.xml", is_external=False)


def _bullets(made: Made, address: str) -> None:
    shape = '<v:shape style="width:9pt;height:9pt"><v:imagedata r:id="rId1"/></v:shape>'
    bullet = f'<w:numPicBullet w:numPicBulletId="0"><w:pict>{shape}</w:pict></w:numPicBullet>'
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlPicBulletId w:val="0"/></w:lvl>'
    abstract = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering = f'<w:numbering {_NAMES}>{bullet}{abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    made.part("word/numbering.xml", numbering, f"{_WORD_TYPE}.numbering+xml", (relation("rId1", "image", address),))
    made.relate("numbering", "numbering.xml", is_external=False)
    made.body.append('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>')


def _header(made: Made, address: str) -> None:
    name = f"header{len(made.parts)}.xml"
    header = f"<w:hdr {_NAMES}>{_picture(f'<a:blip r:link={chr(34)}rId1{chr(34)}/>')}</w:hdr>"
    made.part(f"word/{name}", header, f"{_WORD_TYPE}.header+xml", (relation("rId1", "hyperlink", address),))
    id = made.relate("header", name, is_external=False)
    made.body.append(f'<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="{id}"/></w:sectPr></w:pPr></w:p>')


def _background(made: Made, address: str) -> None:
    shape = f'<v:background fillcolor="white"><v:fill r:id="{made.relate("image", address)}" type="frame" src="{address}"/></v:background>'
    made.body.append(paragraph("", f"<w:r><w:pict>{shape}</w:pict></w:r>"))


def _theme(made: Made, address: str) -> None:
    fill = '<a:blipFill><a:blip r:link="rId1"/><a:stretch/></a:blipFill>'
    formats = f'<a:fmtScheme name="f"><a:fillStyleLst>{fill}</a:fillStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>'
    theme = f'<a:theme {_NAMES} name="t"><a:themeElements>{formats}</a:themeElements></a:theme>'
    type = "application/vnd.openxmlformats-officedocument.theme+xml"
    made.part("word/theme/theme1.xml", theme, type, (relation("rId1", "image", address),))
    made.relate("theme", "theme/theme1.xml", is_external=False)


def _control(made: Made, address: str) -> None:
    names = 'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{8856F961-340A-11D0-A96B-00C04FD705A2}"'
    control = f'<ax:ocx {names}><ax:ocxPr ax:name="Location" ax:value="{address}"/></ax:ocx>'
    made.part(f"word/activeX{len(made.parts)}.xml", control, "application/vnd.ms-office.activeX+xml")
    id = made.relate("control", f"activeX{len(made.parts) - 1}.xml", is_external=False)
    made.body.append(paragraph("", f'<w:r><w:object><w:control r:id="{id}" w:name="made" w:shapeid="s"/></w:object></w:r>'))


WAYS: dict[str, Callable[[Made, str], None]] = {
    **{
        f"a picture linked by a relationship called {kind.rsplit('/', 1)[-1]}": _linked_picture(kind)
        for kind in ("image", "hyperlink", "oleObject", "styles", "http://example.org/made-up", "video")
    },
    "a picture embedded from elsewhere": _picture_embedded_from_elsewhere,
    "a picture linked without a mode": _picture_without_mode,
    **{
        f"a field {code.split()[0]}{' (' + name + ')' if name else ''}": _field_of(code)
        for code, name in (
            ('INCLUDEPICTURE "{address}" \\d', ""), ('INCLUDEPICTURE "{address}" \\* MERGEFORMAT', "kept"), ('INCLUDETEXT "{address}"', ""),
            ('LINK Word.Document.8 "{address}" "" \\a \\r', ""), ('DDEAUTO soffice "{address}" A1', ""), ('DDE soffice "{address}" A1', ""),
            ('IMPORT "{address}"', ""), ('INCLUDE "{address}"', ""), ('DATABASE \\d "{address}"', ""), ('RD "{address}"', ""),
            ('HYPERLINK "{address}"', ""), ('FILENAME \\p', ""),
        )
    },
    "a simple field INCLUDEPICTURE": _nested_field,
    "an OLE link": _ole_link,
    "another file to be taken in": _alternative_format,
    "a web page to be taken in": _html_within,
    "a sub-document": _sub_document,
    **{f"VML's picture by {attribute}": _vml_picture(attribute) for attribute in ("src", "o:href", "r:id", "r:href", "r:pict")},
    "VML's fill": _vml_fill,
    "VML's background": _background,
    "a film of VML": _movie,
    "a film": _video,
    "a drawing in SVG": _drawing_with_addresses("svg"),
    "a drawing in SVG that is called a PNG": _drawing_with_addresses("png"),
    "PostScript": _postscript,
    "a chart": _chart,
    "the settings": _settings,
    "frames": _frames,
    "fonts": _fonts,
    "bullets": _bullets,
    "a header": _header,
    "the theme": _theme,
    "a control": _control,
}  # fmt: skip


# Ways of which a file can have one alone: the part that they are in.
ONCE = ("the settings", "frames", "fonts", "bullets", "the theme")
# Ways that LibreOffice 7.4 follows whatever its settings say: the copy that it is given is without them.
NOT_CLOSED_BY_SETTINGS = ("a drawing in SVG", "a drawing in SVG that is called a PNG", "a field FILENAME")


def fetching_files(addresses: Iterable[str]) -> dict[str, bytes]:
    """A Word file for each way, which names each of the addresses in it; one for each address where a file can name but one."""
    listed = tuple(addresses)
    files = {way: file_of((way,), listed) for way in WAYS if way not in ONCE}
    return files | {f"{way}: {address}": file_of((way,), (address,)) for way in ONCE for address in listed}


def ways_together() -> tuple[str, ...]:
    """The ways that one file can have at once, but for those that LibreOffice's settings do not close."""
    return tuple(way for way in WAYS if way not in (*ONCE, *NOT_CLOSED_BY_SETTINGS))


def file_of(ways: Iterable[str], addresses: Iterable[str]) -> bytes:
    """A Word file of these ways, which names each of the addresses in each."""
    listed = tuple(addresses)
    made = Made()
    for way in ways:
        for address in listed:
            WAYS[way](made, address.replace("&", "&amp;"))
    return made.write()
