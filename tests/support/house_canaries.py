"""Files of canaries as house styles: what their text holds stands in a header, which every page of a paper shows."""

from __future__ import annotations

from lxml import etree

from tests.support.word_canaries import CanaryFile
from tests.support.word_files import edit_parts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def in_header(file: CanaryFile) -> CanaryFile:
    """The file with the content of its body in a header of all pages, related to what the body is related to."""
    return CanaryFile(f"{file.name}, in a header", edit_parts(file.content, _move), file.canaries, True)


def _move(parts: dict[str, bytes]) -> None:
    document = etree.fromstring(parts["word/document.xml"], etree.XMLParser(recover=True))  # an id may be none
    body = document.find(f"{{{_W}}}body")
    header = etree.Element(f"{{{_W}}}hdr", nsmap=document.nsmap, attrib=dict(document.attrib))
    header.extend([child for child in body if child.tag != f"{{{_W}}}sectPr"])
    section = next(iter(body.findall(f"{{{_W}}}sectPr")), None)
    if section is None:
        section = etree.SubElement(body, f"{{{_W}}}sectPr")
    for reference in section.findall(f"{{{_W}}}headerReference"):
        section.remove(reference)
    reference = etree.Element(f"{{{_W}}}headerReference", {f"{{{_W}}}type": "default", f"{{{_R}}}id": "inHeader"})
    section.insert(0, reference)
    parts["word/header99.xml"] = etree.tostring(header)
    parts["word/document.xml"] = etree.tostring(document)
    relations = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/header99.xml.rels"] = relations
    own = f'<Relationship Id="inHeader" Type="{_R}/header" Target="header99.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace(b"</Relationships>", own.encode())
    type = f'<Override PartName="/word/header99.xml" ContentType="{_HEADER_TYPE}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", type.encode())
