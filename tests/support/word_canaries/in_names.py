"""Files as people make them, whose names are canaries wherever somebody may give one and no reader sees it; and what readers do see."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

from collections.abc import Iterator

from tests.support.made_word import (
    LANDSCAPE,
    NUMBERING,
    PORTRAIT,
    STYLES,
    TYPES,
    Source,
    bookmark,
    chart_xml,
    field_of,
    item,
    paragraph,
    run,
)
from tests.support.word_canaries.canary import CanaryFile, Words


def name_files(words: Words) -> Iterator[CanaryFile]:
    """A file for each sort of thing that has a name."""
    for made in (
        _shown,
        _styles,
        _lists,
        _bookmarks,
        _pictures,
        _charts,
        _controls,
        _wrappers,
        _forms,
        _settings,
        _fonts,
        _unused,
        _sections,
        _misplaced,
    ):
        yield words.file(f"names of {made.__name__.strip('_')}", made(words).write(), may_be_refused=made is _misplaced)


def _shown(words: Words) -> Source:
    """What readers see or hear, and what a file must not lose."""
    made = Source(title=words.new("title of the file"))

    def seen(where: str) -> str:
        return words.new(where, "kept")

    made.body = [
        paragraph(seen("heading"), "Heading1"),
        paragraph(seen("text"), inside=made.note("footnotes", seen("footnote")) + made.note("endnotes", seen("endnote"))),
        paragraph("", inside=made.image(40, seen("alternative text"))),
        paragraph("", inside=made.link(seen("link"), f"https://example.org/{seen('address of a link')}")),
        (f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblCaption w:val="{seen("title of a table for screen readers")}"/><w:tblDescription w:val="{seen("description of a table for screen readers")}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="2500"/></w:tblGrid><w:tr><w:tc>{paragraph(seen("cell"))}</w:tc></w:tr></w:tbl>'),
        paragraph("", inside=field_of(" DATE ", seen("what a field shows"))),
        item(seen("item of a list"), 4),
        paragraph("", inside=f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{seen("equation")}</m:t></m:r></m:oMath>'),
    ]  # fmt: skip
    made.last_section = made.margin("header", paragraph(seen("header"))) + made.margin("footer", paragraph(seen("footer"))) + PORTRAIT
    return made


def _styles(words: Words) -> Source:
    ids = {kind: words.new(f"id of a {kind} style") for kind in ("paragraph", "character", "table", "linked")}
    made = Source()
    more = "".join(
        f'<w:style w:type="{kind if kind != "linked" else "character"}" w:customStyle="1" w:styleId="{id}"><w:name w:val="{words.new(f"name of a {kind} style")}"/>'
        f'<w:aliases w:val="{words.new(f"other name of a {kind} style")}"/><w:link w:val="{ids["linked" if kind == "paragraph" else "paragraph"]}"/></w:style>'
        for kind, id in ids.items()
    )
    unused = f'<w:style w:type="paragraph" w:styleId="{words.new("id of a style that nobody uses")}"><w:name w:val="{words.new("name of a style that nobody uses")}"/></w:style>'
    latent = f'<w:latentStyles w:count="1"><w:lsdException w:name="{words.new("latent style")}"/></w:latentStyles>'
    made.styles = f'{latent}{STYLES}{more}{unused}<w:style w:type="paragraph" w:styleId="Based"><w:name w:val="Body Text 2"/><w:aliases w:val="{words.new("other name of a style of Word")}"/><w:basedOn w:val="{ids["paragraph"]}"/><w:next w:val="{ids["paragraph"]}"/><w:rsid w:val="00ABCDEF"/></w:style>'
    made.body = [
        paragraph("Made up", ids["paragraph"], inside=run("and more", f'<w:rStyle w:val="{ids["character"]}"/>')),
        paragraph("Made up", "Based", inside=run("x", f'<w:rStyle w:val="{ids["linked"]}"/>')),
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{ids["table"]}"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2500"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
        paragraph("Made up", words.new("id of a style that is not there")),
        paragraph("", inside=field_of(f' STYLEREF "{words.new("style in a field")}" ', "Made up")),
    ]
    return made


def _lists(words: Words) -> Source:
    style = f'<w:style w:type="numbering" w:styleId="Mine"><w:name w:val="{words.new("name of a style of lists")}"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    level = f'<w:lvl w:ilvl="0" w:tplc="{words.new("code of a level")}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    seen = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{words.new("text of a number", "kept")} %1"/></w:lvl>'
    definition = f'<w:abstractNum w:abstractNumId="9"><w:nsid w:val="{words.new("code of a list")}"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{words.new("code of a list as a template")}"/><w:name w:val="{words.new("name of a list")}"/><w:styleLink w:val="Mine"/>{level}</w:abstractNum>'
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Mine"/></w:abstractNum>'
    shown = f'<w:abstractNum w:abstractNumId="7">{seen}</w:abstractNum>'
    unused = f'<w:abstractNum w:abstractNumId="6"><w:name w:val="{words.new("name of a list that nobody uses")}"/><w:lvl w:ilvl="0"><w:lvlText w:val="{words.new("number of a list that nobody uses")}"/></w:lvl></w:abstractNum>'
    nums = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (6, 7, 8, 9))
    made = Source(
        styles=STYLES + style,
        numbering=NUMBERING.replace('<w:num w:numId="2">', f'{definition}{linked}{shown}{unused}<w:num w:numId="2">', 1) + nums,
    )
    made.body = [item("Made up", number) for number in (7, 8, 9)]
    return made


def _bookmarks(words: Words) -> Source:
    name, hidden, unused, sequence = (
        words.new(f"name of a {what}") for what in ("bookmark", "hidden bookmark", "bookmark that nothing leads to", "sequence")
    )
    made = Source()
    made.body = [
        paragraph("", inside=bookmark(name, run("Made up"), 1) + bookmark(f"_{hidden}", run("Made up"), 2) + bookmark(unused, run("Made up"), 3)),
        paragraph("", inside=field_of(f" REF {name} \\h ", "Made up") + field_of(f" PAGEREF _{hidden} ", "1")),
        paragraph("", inside=f'<w:hyperlink w:anchor="{name}" w:tooltip="{words.new("tip of a link")}" w:docLocation="{words.new("place in a link")}" w:tgtFrame="{words.new("frame of a link")}">{run("there")}</w:hyperlink>'),
        paragraph("", inside=field_of(f" SEQ {sequence} ", "1")),
        paragraph("", inside=field_of(f' TOC \\c "{sequence}" \\b {name} ', "Made up")),
        paragraph("", inside=f'<w:hyperlink w:anchor="{words.new("name of a bookmark that is not there")}">{run("nowhere")}</w:hyperlink>'),
    ]  # fmt: skip
    return made


def _pictures(words: Words) -> Source:
    made = Source()
    drawing = made.image(40, "A made-up picture")
    named = (
        drawing.replace('name="Made up"', f'name="{words.new("name of a drawing")}"')
        .replace('id="0" name="p"', f'id="0" name="{words.new("name of a picture")}" descr="{words.new("path of a picture")}"')
        .replace("media/image40.png", "")
        .replace("</pic:cNvPr>", "")
    )
    ext = f'<a:extLst><a:ext uri="{{{words.new("code of an extension")}}}"><x:y xmlns:x="urn:made-up" id="{words.new("extension of a drawing")}"/></a:ext></a:extLst>'
    named = named.replace("<wp:cNvGraphicFramePr/>", f"<wp:cNvGraphicFramePr>{ext}</wp:cNvGraphicFramePr>")
    shape = f'<w:r><w:pict><v:shape id="{words.new("id of a shape")}" o:spid="{words.new("code of a shape")}" type="#{words.new("type of a shape")}" style="width:50pt;height:50pt" href="#" target="{words.new("target of a shape")}" title="{words.new("title of a shape")}" alt="{words.new("alternative text of a shape", "kept")}"><v:imagedata r:id="rId20" o:title="{words.new("title of a picture in a shape")}"/></v:shape></w:pict></w:r>'
    made.body = [paragraph("", inside=named), paragraph("", inside=shape.replace(' href="#"', ""))]
    content, type = made.parts.pop("media/image40.png")
    name = words.new("name of a part")
    made.parts[f"media/{name}.png"] = (content, type)
    made.relations["document"] = [relation.replace("media/image40.png", f"media/{name}.png") for relation in made.relations["document"]]
    return made


def _charts(words: Words) -> Source:
    made = Source()
    made.body = [paragraph("", inside=made.chart("A made-up chart"))]
    chart = chart_xml("rId20")
    chart = chart.replace("Sheet1!$A$2", f"'{words.new('sheet behind a chart')}'!$A$2").replace(
        "Made-up 0", words.new("category of a chart", "kept")
    )
    chart = chart.replace(
        "<c:v>5</c:v>",
        f'<c:v>5</c:v><c:extLst><c:ext uri="{words.new("code of an extension of a chart")}"><z xmlns="urn:z">{words.new("extension of a chart")}</z></c:ext></c:extLst>',
    )
    chart = chart.replace("<c:chart>", '<c:userShapes r:id="nothing"/><c:chart>', 1).replace('<c:userShapes r:id="nothing"/>', "")
    extra = f'<c:pivotSource><c:name>{words.new("pivot table behind a chart")}</c:name><c:fmtId val="0"/></c:pivotSource>'
    setup = f"<c:printSettings><c:headerFooter><c:oddHeader>{words.new('header of a printed chart')}</c:oddHeader></c:headerFooter></c:printSettings>"
    chart = chart.replace("<c:chart>", f"{extra}<c:chart>", 1).replace("</c:chart>", f"</c:chart>{setup}", 1)
    made.parts["charts/chart1.xml"] = (chart.encode(), TYPES["chart"])
    made.parts["embeddings/book1.xlsx"] = (f"PK {words.new('workbook behind a chart')}".encode(), made.parts["embeddings/book1.xlsx"][1])
    return made


def _controls(words: Words) -> Source:
    made = Source()

    def control(more: str, where: str) -> str:
        said = f'<w:alias w:val="{words.new(f"title of a control: {where}")}"/><w:tag w:val="{words.new(f"tag of a control: {where}")}"/><w:id w:val="5{len(made.body)}"/>'
        hint = f'<w:placeholder><w:docPart w:val="{words.new(f"placeholder of a control: {where}")}"/></w:placeholder>'
        made.body.append(
            f"<w:sdt><w:sdtPr>{said}{hint}{more}</w:sdtPr><w:sdtContent>{paragraph(words.new(f'text of a control: {where}', 'kept'))}</w:sdtContent></w:sdt>"
        )
        return ""

    choices = "".join(
        f'<w:listItem w:displayText="{words.new("choice that nobody chose")}" w:value="{words.new("value of a choice")}"/>'
        for _ in range(3)
    )
    control("<w:text/>", "text")
    control(f"<w:dropDownList>{choices}</w:dropDownList>", "dropdown")
    control(f"<w:comboBox>{choices}</w:comboBox>", "combo box")
    control(f'<w:date w:fullDate="{words.new("date of a control")}"><w:dateFormat w:val="{words.new("form of a date")}"/></w:date>', "date")
    control(
        f'<w:docPartObj><w:docPartGallery w:val="{words.new("gallery")}"/><w:docPartCategory w:val="{words.new("category")}"/></w:docPartObj>',
        "building block",
    )
    control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', "tick box")
    return made


def _wrappers(words: Words) -> Source:
    made = Source()
    inner = f'<w:smartTag w:uri="{words.new("smart tag: uri")}" w:element="{words.new("smart tag: element")}"><w:smartTagPr><w:attr w:name="{words.new("smart tag: name")}" w:val="{words.new("smart tag: value")}"/></w:smartTagPr>{run(words.new("text in a smart tag", "kept"))}</w:smartTag>'
    made.body = [
        f'<w:customXml w:uri="{words.new("customXml: uri")}" w:element="{words.new("customXml: element")}"><w:customXmlPr><w:placeholder w:val="{words.new("customXml: placeholder")}"/><w:attr w:name="{words.new("customXml: name")}" w:val="{words.new("customXml: value")}"/></w:customXmlPr>{paragraph(words.new("text in customXml", "kept"), inside=inner)}</w:customXml>',
        f'<w:p w:rsidR="{words.new("rsid of a paragraph")}" w14:paraId="{words.new("id of a paragraph")}"><w:proofErr w:type="{words.new("proof error")}"/><w:r w:rsidRPr="{words.new("rsid of a run")}"><w:t>Made up</w:t></w:r></w:p>',
    ]  # fmt: skip
    return made


def _forms(words: Words) -> Source:
    """Old form fields; 'gone' also if the file is refused."""
    made = Source()
    data = (
        f'<w:ffData><w:name w:val="{words.new("name of a form field")}"/><w:enabled/><w:calcOnExit w:val="0"/><w:entryMacro w:val="{words.new("macro of a form field")}"/><w:helpText w:type="text" w:val="{words.new("help of a form field")}"/>'
        f'<w:statusText w:type="text" w:val="{words.new("status of a form field")}"/><w:textInput><w:default w:val="{words.new("default of a form field")}"/><w:format w:val="{words.new("format of a form field")}"/></w:textInput></w:ffData>'
    )
    made.body = [
        paragraph(
            "",
            inside=field_of(" FORMTEXT ", "Made up").replace(
                '<w:fldChar w:fldCharType="begin"/>', f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>', 1
            ),
        )
    ]
    return made


def _settings(words: Words) -> Source:
    made = Source(body=[paragraph("Made-up text")])
    made.settings = (
        f'<w:writeProtection w:algorithmName="{words.new("way of write protection")}" w:hashValue="{words.new("hash of write protection")}"/><w:zoom w:percent="100"/>'
        f'<w:activeWritingStyle w:lang="{words.new("writing style: language")}" w:appName="{words.new("writing style: program")}" w:vendorID="64" w:dllVersion="0" w:checkStyle="0"/>'
        f'<w:attachedTemplate r:id="nothing"/><w:stylePaneSortMethod w:val="{words.new("order of styles")}"/><w:captions><w:caption w:name="{words.new("caption")}"/></w:captions>'
        f'<w:rsids><w:rsidRoot w:val="{words.new("rsid")}"/></w:rsids><w:docVars><w:docVar w:name="{words.new("name of a variable")}" w:val="{words.new("variable")}"/></w:docVars>'
        f'<w:attachedSchema w:val="{words.new("schema")}"/><w:smartTagType w:namespaceuri="{words.new("smart tag: namespace")}" w:url="{words.new("smart tag: address")}" w:name="{words.new("smart tag: type")}"/>'
        f'<w:saveThroughXslt w:solutionID="{words.new("solution")}"/><w:defaultTableStyle w:val="{words.new("usual style of tables")}"/><w:clickAndTypeStyle w:val="{words.new("usual style of paragraphs")}"/>'
        f'<w:documentType w:val="{words.new("type of the document")}"/><w:proofState w:spelling="{words.new("state of spelling")}"/><w14:docId w14:val="{words.new("id of the document")}"/>'
    ).replace('<w:attachedTemplate r:id="nothing"/>', "")  # fmt: skip
    return made


def _fonts(words: Words) -> Source:
    used = words.new("font of a text", "kept")
    made = Source(body=[paragraph("", inside=run("Made up", f'<w:rFonts w:ascii="{used}" w:hAnsi="{used}"/>'))])
    table = f'<w:font w:name="{used}"><w:altName w:val="{words.new("other name of a font")}"/><w:family w:val="swiss"/></w:font><w:font w:name="{words.new("font that nobody uses")}"/>'
    made.parts["fontTable.xml"] = (
        f'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{table}</w:fonts>'.encode(),
        TYPES["fontTable"],
    )
    made.relate("fontTable", "fontTable.xml")
    for what in ("theme", "scheme of colours", "scheme of fonts", "scheme of effects"):
        made.theme = made.theme.replace('name="Made up"', f'name="{words.new(f"name of a {what}")}"', 1)
    return made


def _unused(words: Words) -> Source:
    """Notes, headers and footers that no page shows."""
    made = Source(body=[paragraph("Made-up text", inside=made_note) for made_note in ("",)])
    made.note("footnotes", words.new("footnote that nothing refers to"))
    made.note("endnotes", words.new("endnote that nothing refers to"))
    made.body.append(paragraph("More", inside=made.note("footnotes", words.new("footnote that is referred to", "kept"))))
    made.margin("header", paragraph(words.new("header of no section")))
    even = made.margin("header", paragraph(words.new("header of even pages that are as all others")), "even")
    first = made.margin("footer", paragraph(words.new("footer of a first page that is as all others")), "first")
    made.last_section = even + first + made.margin("header", paragraph(words.new("header of all pages", "kept"))) + PORTRAIT
    return made


def _sections(words: Words) -> Source:
    """A first page's header that a later section takes over, and one that the next section has anew."""
    made = Source(body=[paragraph("Made-up text")])
    made.section(
        made.margin("header", paragraph(words.new("first header that the next section shows", "kept")), "first")
        + made.margin("footer", paragraph(words.new("first footer that no section shows")), "first")
        + PORTRAIT
    )
    made.body.append(paragraph("More"))
    made.last_section = (
        made.margin("footer", paragraph(words.new("first footer of the second section", "kept")), "first") + LANDSCAPE + "<w:titlePg/>"
    )
    return made


def _misplaced(words: Words) -> Source:
    """Texts in parts that have none."""
    made = Source(body=[paragraph("Made-up text"), paragraph("", inside="")])
    made.body.append(paragraph("", inside=made.chart("A made-up chart")))

    def text(where: str) -> str:
        return f"<w:p><w:r><w:t>{words.new(f'text in the {where}')}</w:t></w:r></w:p>"

    made.styles += (
        text("styles") + f'<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Body Text 3"/>{text("style that is used")}</w:style>'
    )
    made.body.append(paragraph("Made up", "Mine"))
    made.settings += text("settings")
    made.numbering += text("lists")
    chart, type = made.parts["charts/chart1.xml"]
    made.parts["charts/chart1.xml"] = (chart.replace(b"<c:plotArea>", text("chart").encode() + b"<c:plotArea>", 1), type)
    made.theme = made.theme.replace("<a:themeElements>", f"<a:themeElements><a:t>{words.new('text in the theme')}</a:t>", 1)
    return made
