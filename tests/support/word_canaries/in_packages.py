"""Files with canaries in parts of every kind, in relationships of every type, and in the package itself."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from shpdocs.ooxml.xml import NAMESPACES
from tests.support.made_word import REL, rich
from tests.support.word_canaries.canary import CanaryFile, Words
from tests.support.word_files import edit_parts

_OFFICE = "http://schemas.microsoft.com/office"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
# The kinds of parts of a Word file: the type of the relationship, and what the part's root is called ('' if it is no XML).
KINDS = {
    f"{_PACKAGE}/metadata/core-properties": "cp:coreProperties", f"{REL}/extended-properties": "Properties",
    f"{REL}/custom-properties": "Properties", f"{_PACKAGE}/metadata/thumbnail": "",
    f"{_OFFICE}/2020/02/relationships/classificationlabels": "clbl:labelList",
    f"{REL}/customXml": "made-up", f"{REL}/customXmlProps": "ds:datastoreItem", f"{REL}/bibliography": "b:Sources",
    f"{REL}/glossaryDocument": "w:glossaryDocument", f"{REL}/printerSettings": "", f"{REL}/people": "w15:people",
    f"{_OFFICE}/2011/relationships/people": "w15:people", f"{_OFFICE}/2011/relationships/commentsExtended": "w15:commentsEx",
    f"{_OFFICE}/2016/09/relationships/commentsIds": "w16cid:commentsIds",
    f"{_OFFICE}/2018/08/relationships/commentsExtensible": "w16cex:commentsExtensible",
    f"{_OFFICE}/2019/05/relationships/documenttasks": "t:Tasks", f"{REL}/comments": "w:comments", f"{REL}/webSettings": "w:webSettings",
    f"{REL}/fontTable": "w:fonts", f"{REL}/font": "", f"{REL}/keyMapCustomizations": "wne:tcg",
    f"{_OFFICE}/2006/relationships/keyMapCustomizations": "wne:tcg", f"{_OFFICE}/2006/relationships/attachedToolbars": "",
    f"{_OFFICE}/2006/relationships/vbaProject": "", f"{_OFFICE}/2006/relationships/wordVbaData": "wne:vbaSuppData",
    f"{_OFFICE}/2007/relationships/stylesWithEffects": "w:styles", f"{REL}/theme": "a:theme", f"{REL}/themeOverride": "a:themeOverride",
    f"{REL}/control": "ax:ocx", f"{_OFFICE}/2006/relationships/activeXControlBinary": "", f"{REL}/oleObject": "", f"{REL}/package": "",
    f"{REL}/diagramData": "dgm:dataModel", f"{REL}/diagramLayout": "dgm:layoutDef", f"{REL}/diagramQuickStyle": "dgm:styleDef",
    f"{REL}/diagramColors": "dgm:colorsDef", f"{_OFFICE}/2007/relationships/diagramDrawing": "dsp:drawing", f"{REL}/chart": "c:chartSpace",
    f"{_OFFICE}/2014/relationships/chartEx": "cx:chartSpace", f"{REL}/chartUserShapes": "c:userShapes",
    f"{_OFFICE}/2011/relationships/chartStyle": "cs:chartStyle", f"{_OFFICE}/2011/relationships/chartColorStyle": "cs:colorStyle",
    f"{REL}/header": "w:hdr", f"{REL}/footer": "w:ftr", f"{REL}/footnotes": "w:footnotes", f"{REL}/endnotes": "w:endnotes",
    f"{REL}/aFChunk": "html", f"{REL}/subDocument": "", f"{REL}/attachedTemplate": "", f"{REL}/mailMergeSource": "",
    f"{REL}/mailMergeHeaderSource": "", f"{REL}/recipientData": "w:recipients", f"{REL}/transform": "", f"{REL}/frame": "",
    f"{REL}/image": "", f"{REL}/audio": "", f"{REL}/video": "", f"{_OFFICE}/2007/relationships/media": "",
    f"{_OFFICE}/2007/relationships/hdphoto": "", f"{_OFFICE}/2017/06/relationships/model3d": "", f"{REL}/hyperlink": "",
    f"{_OFFICE}/2011/relationships/webextension": "we:webextension", f"{_OFFICE}/2011/relationships/webextensiontaskpanes": "wetp:taskpanes",
    f"{_OFFICE}/2020/10/relationships/intelligence": "int2:intelligence", f"{_OFFICE}/2007/relationships/ui/extensibility": "customUI",
    f"{REL}/slicer": "", f"{_PACKAGE}/digital-signature/origin": "", f"{_PACKAGE}/digital-signature/signature": "Signature",
    f"{_PACKAGE}/digital-signature/certificate": "", f"{REL}/officeDocument": "w:document", f"{REL}/settings": "w:settings",
    f"{REL}/styles": "w:styles", f"{REL}/numbering": "w:numbering", f"{REL}/ctrlProp": "", "http://example.org/made-up/unknown": "made-up",
}  # fmt: skip
SOURCES = (
    "",
    "word/document.xml",
    "word/settings.xml",
    "word/header1.xml",
    "word/charts/chart1.xml",
    "word/theme/theme1.xml",
    "word/styles.xml",
)


# Kinds that a file is refused for; all else may stand in a file, unseen.
_REFUSED = {
    "bibliography", "attachedToolbars", "vbaProject", "wordVbaData", "control", "activeXControlBinary", "oleObject", "package",
    "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "chartEx", "aFChunk", "subDocument",
    "mailMergeSource", "mailMergeHeaderSource", "recipientData", "transform", "frame", "audio", "video", "media", "model3d",
    "webextension", "webextensiontaskpanes", "intelligence", "extensibility", "slicer", "origin", "signature", "certificate",
    "ctrlProp", "unknown", "comments",
}  # fmt: skip
_ONCE = {"footnotes", "endnotes"}  # of two nobody can say which is shown


def package_files(words: Words) -> Iterator[CanaryFile]:
    """A file for each part that may have others, with all kinds of them; orphans; the package's own remarks, names and dates."""
    for source in SOURCES:
        refused = _REFUSED | (_ONCE if source == SOURCES[1] else set())
        parts = [_part(words, type, root, source) for type, root in KINDS.items() if type.rsplit("/", 1)[-1] not in refused]
        yield words.file(f"parts of {source or 'the package'}", _with_parts(parts, source), may_be_refused=False)
    for type, root in KINDS.items():
        if type.rsplit("/", 1)[-1] in _REFUSED | _ONCE:
            yield words.file(f"{type} of the document", _with_parts([_part(words, type, root, SOURCES[1])], SOURCES[1]))
    yield words.file("relationships to places outside", _with_addresses(words))
    yield words.file("parts that nothing leads to", _with_orphans(words), may_be_refused=False)
    yield words.file("remarks, instructions and names of no meaning", _with_remarks(words), may_be_refused=False)
    yield words.file("the package's remarks", _with_zip_remarks(words), may_be_refused=False)
    yield words.file("what is declared of parts that are not there", _with_types(words), may_be_refused=False)


def _relations_of(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return f"{folder}{'/' if folder else ''}_rels/{name}.rels"


def _relate(parts: dict[str, bytes], source: str, relation: str) -> None:
    name = _relations_of(source)
    empty = f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
    parts[name] = parts.get(name, empty).replace(b"</Relationships>", relation.encode() + b"</Relationships>")


class _Part(NamedTuple):
    """A part: its name, what it says, its relationship, and whether it is XML."""

    name: str
    content: str
    relation: str
    is_xml: bool


def _part(words: Words, type: str, root: str, source: str) -> _Part:
    """A part with canaries in its text, an attribute, its name, and the id of the relationship to it."""
    where = f"{type.rsplit('/', 1)[-1]} of {source or 'the package'}"
    text, attribute, name, id = (words.new(f"{where}: {place}") for place in ("text", "attribute", "name", "id"))
    prefix = root.partition(":")[0] if ":" in root else ""
    known = f' xmlns:{prefix}="{NAMESPACES.get(prefix, f"urn:{prefix}")}"' if prefix else ""
    content = f'<{root}{known} madeUp="{attribute}"><m:p xmlns:m="urn:made-up">{text}</m:p></{root}>' if root else f"{attribute} {text}"
    part = f"word/{name}.{'xml' if root else 'bin'}"
    return _Part(part, content, f'<Relationship Id="{id}" Type="{type}" Target="/{part}"/>', bool(root))


def _with_parts(more: list[_Part], source: str) -> bytes:
    """A rich file with more parts, related to one of it."""

    def add(parts: dict[str, bytes]) -> None:
        for part in more:
            parts[part.name] = part.content.encode()
            _relate(parts, source, part.relation)
            said = f'<Override PartName="/{part.name}" ContentType="application/{"xml" if part.is_xml else "octet-stream"}"/></Types>'
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", said.encode())

    return edit_parts(rich().write(), add)


def _with_addresses(words: Words) -> bytes:
    """Relationships outwards that nothing in the text names: links that were, a template, a source."""

    def add(parts: dict[str, bytes]) -> None:
        for number, kind in enumerate(("hyperlink", "hyperlink", "package")):
            source = ("word/document.xml", "word/header1.xml", "word/charts/chart1.xml")[number]
            address = f"https://example.org/{words.new(f'address of a {kind} that {source} does not name')}"
            _relate(parts, source, f'<Relationship Id="unused{number}" Type="{REL}/{kind}" Target="{address}" TargetMode="External"/>')
        template = words.new("path of the template")
        _relate(
            parts,
            "word/settings.xml",
            f'<Relationship Id="t" Type="{REL}/attachedTemplate" Target="file:///C:/{template}.dotx" TargetMode="External"/>',
        )

    return edit_parts(rich().write(), add)


def _with_orphans(words: Words) -> bytes:
    def add(parts: dict[str, bytes]) -> None:
        for name in (
            "word/header77.xml",
            "customXml/item1.xml",
            "word/media/image77.png",
            "docProps/custom.xml",
            "[trash]/0000.dat",
            "mimetype",
            "word/embeddings/book.xlsx",
        ):
            word = words.new(f"orphan {name}")
            parts[name] = f"<orphan>{word}</orphan>".encode()
        parts[f"word/{words.new('name of an orphan')}.xml"] = b"<orphan/>"

    return edit_parts(rich().write(), add)


def _with_remarks(words: Words) -> bytes:
    """Remarks and instructions of XML in every part, namespaces and prefixes of our own, attributes and elements of theirs."""

    def add(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name.endswith((".xml", ".rels"))]:
            start, _, rest = parts[name].decode().partition(">")
            before, within, after = (f"<!--{words.new(f'remark {place} {name}')}-->" for place in ("before", "in", "after"))
            instruction = f"<?made-up {words.new(f'instruction in {name}')}?>"
            if name.startswith("word/") and "Ignorable" in start:
                start = _with_unknown_names(words, name, start)
            parts[name] = f"{before}{start}>{within}{instruction}{rest}{after}".encode()

    return edit_parts(rich().write(), add)


def _with_unknown_names(words: Words, part: str, start: str) -> str:
    """The start of a root with a namespace that nobody knows, may be ignored, and has an attribute there."""
    prefix, attribute = words.new(f"prefix in {part}"), words.new(f"name of an attribute in {part}")
    known = f' xmlns:{prefix}="urn:{words.new(f"namespace in {part}")}"'
    said = f' {prefix}:{attribute}="{words.new(f"attribute of an unknown namespace in {part}")}"'
    return start.replace('mc:Ignorable="', f'mc:Ignorable="{prefix} ') + known + said


def _with_zip_remarks(words: Words) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(BytesIO(rich().write())) as before, zipfile.ZipFile(whole, "w") as after:
        after.comment = words.new("remark of the package").encode()
        for name in before.namelist():
            member = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            member.comment = words.new(f"remark of {name}").encode()
            word = words.new(f"extra field of {name}").encode()
            member.extra = b"\x99\x99" + len(word).to_bytes(2, "little") + word
            after.writestr(member, before.read(name))
        after.writestr(zipfile.ZipInfo(f"{words.new('name of a folder')}/"), b"")
    return whole.getvalue()


def _with_types(words: Words) -> bytes:
    def add(parts: dict[str, bytes]) -> None:
        said = f'<Default Extension="{words.new("ending of no part")}" ContentType="application/{words.new("type of no part")}"/>'
        said += f'<Override PartName="/word/{words.new("name of no part")}.xml" ContentType="application/xml"/>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", said.encode() + b"</Types>")
        _relate(
            parts,
            "word/document.xml",
            f'<Relationship Id="gone" Type="{REL}/customXml" Target="{words.new("target that is not there")}.xml"/>',
        )

    return edit_parts(rich().write(), add)
