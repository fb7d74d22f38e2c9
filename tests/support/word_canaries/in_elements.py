"""Files with a canary in every attribute and in every text of every type of element that the format knows, part by part.

Each type of element stands once with canaries in what somebody writes and usual values in all else, and once with canaries in all.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.support.made_word import PORTRAIT, STYLES, Source, paragraph
from tests.support.word_canaries.canary import CanaryFile, Words
from tests.support.word_canaries.word_format import element_types, is_free, namespaces, usual_value, ways

_TOGETHER = 40  # types of element in one file
# Every part that Word writes as XML of its own, by its root: the relationship that leads to it, and its type.
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "w:document": ("", ""),
    "w:hdr": ("header", f"{_WORD}.header+xml"),
    "w:footnotes": ("footnotes", f"{_WORD}.footnotes+xml"),
    "w:styles": ("styles", f"{_WORD}.styles+xml"),
    "w:numbering": ("numbering", f"{_WORD}.numbering+xml"),
    "w:settings": ("settings", f"{_WORD}.settings+xml"),
    "w:fonts": ("fontTable", f"{_WORD}.fontTable+xml"),
    "w:webSettings": ("webSettings", f"{_WORD}.webSettings+xml"),
    "w:glossaryDocument": ("glossaryDocument", f"{_WORD}.document.glossary+xml"),
    "a:theme": ("theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
    "c:chartSpace": ("chart", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"),
}
# What readers see or hear; and names of fonts and forms of numbers, which decide how that looks and are tried by `in_names`.
_SHOWN_TEXTS = {"w:document": {"w:t", "m:t"}, "w:hdr": {"w:t"}, "w:footnotes": {"w:t"}, "c:chartSpace": {"a:t", "c:v"}}
_SHOWN = {
    ("wp:docPr", "descr"), ("wp:docPr", "title"), ("w:tblCaption", "w:val"), ("w:tblDescription", "w:val"), ("w:lvlText", "w:val"),
    ("w:listEntry", "w:val"), ("m:chr", "m:val"), ("m:begChr", "m:val"), ("m:endChr", "m:val"), ("m:sepChr", "m:val"),
    ("a:buChar", "char"), ("v:textpath", "string"), ("m:mathFont", "m:val"), ("w:font", "w:name"), ("c:pt", "formatCode"),
    ("c:numFmt", "formatCode"), ("c15:numFmt", "formatCode"),
}  # fmt: skip
_SHOWN_ATTRIBUTES = {"typeface", "w:ascii", "w:hAnsi", "w:eastAsia", "w:cs", "w:font", "alt"}
_LOOKS = {"c:formatCode", "c:name", "c:separator"}
_TEXTS = {"w:t", "m:t", "a:t", "c:v"}
_SHOWN_PARTS = {"w:document", "w:hdr", "w:footnotes", "c:chartSpace"}
_TEXTS = {"w:p", "w:tbl", "w:sdt", "w:txbxContent", "w:pict", "w:numPicBullet", "w:background", "w:hdrShapeDefaults", "w:shapeDefaults"}
_IGNORABLE = "w14 w15 w16 w16se w16cid w16cex w16sdtdh w16sdtfl w16du wp14"


def element_files(words: Words) -> Iterator[CanaryFile]:
    """The files, of each part some."""
    for root in PARTS:
        own = [ways(root)[name] for name in types_of(root)]
        for start in range(0, len(own), _TOGETHER):
            for is_all in (False, True):
                content = _file(root, tuple(own[start : start + _TOGETHER]), words, is_all)
                file = words.file(f"{root} {start} {'whole' if is_all else 'free'}", content)
                if file.canaries:
                    yield file


def types_of(root: str) -> list[str]:
    """The types of elements that are tried in a part, by their names."""
    return [name for name, way in ways(root).items() if len(way) > 1 and (root == "w:document" or not _is_text(way))]


def only(words: Words, root: str, name: str) -> CanaryFile:
    """The file of one type of element alone, with canaries in all of it."""
    return words.file(f"{root} {name}", _file(root, (ways(root)[name],), words, is_all=True))


def _is_text(way: tuple[str, ...]) -> bool:
    """Whether an element stands in a text, which every part with text has alike: it is enough to have it in the document."""
    return any(name.split("/")[1] in _TEXTS for name in way[1:-1])


def _file(root: str, batch: tuple[tuple[str, ...], ...], words: Words, is_all: bool) -> bytes:
    chains = [_chain(root, way, words, is_all, number) for number, way in enumerate(batch, 1)]
    made = Source(body=[paragraph("Made-up text")])
    inside = "".join(etree.tostring(chain, encoding="unicode") for chain in chains)
    kind, type = PARTS[root]
    if root == "w:document":
        made.body.append(inside)
    elif root == "w:styles":
        made.styles = STYLES + inside
        made.body += [paragraph("Made up", f"c{number}") for number in range(1, len(batch) + 1)]
    elif root in ("w:settings", "w:numbering"):
        setattr(made, kind, inside)
    elif root == "a:theme":
        made.theme = _root(root, inside)
    elif root == "c:chartSpace":
        made.body.append(paragraph("", inside=made.chart("A made-up chart")))
        made.parts["charts/chart1.xml"] = (_root(root, inside).encode(), type)
    else:
        made.parts[f"{kind}1.xml"] = (_root(root, inside).encode(), type)
        id = made.relate(kind, f"{kind}1.xml")
        if root == "w:hdr":
            made.last_section = f'<w:headerReference w:type="default" r:id="{id}"/>' + PORTRAIT
        if root == "w:footnotes":
            made.body.append(paragraph("", inside='<w:r><w:footnoteReference w:id="1"/></w:r>'))
    return made.write()


def _root(root: str, inside: str) -> str:
    known = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces().items())
    return f'<{root}{known} mc:Ignorable="{_IGNORABLE}">{inside}</{root}>'


def _chain(root: str, way: tuple[str, ...], words: Words, is_all: bool, number: int) -> etree._Element:
    """The elements from one under the root to the last, each in the one before; the last has canaries."""
    names = way[1:]
    if names[0].endswith("/w:body"):
        names = names[1:] or way[1:]
    if names[0].endswith("/w:sectPr"):
        names = ("w:CT_P/w:p", "w:CT_PPr/w:pPr", *names)
    top = element = _element(names[0], number)
    for name in names[1:]:
        element = _element(name, number, element)
    _put_canaries(element, names[-1], f"{root} {'/'.join(name.split('/')[1] for name in names)}", words, is_all, root)
    return top


def _tag(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{namespaces()[prefix]}}}{local}" if prefix else local


def _element(name: str, number: int, parent: etree._Element | None = None) -> etree._Element:
    """An element with the attributes that it must have."""
    type = element_types()[name]
    prefix = type.element.split(":")[0]
    nsmap = {prefix: namespaces()[prefix]}
    made = etree.Element(_tag(type.element), nsmap=nsmap) if parent is None else etree.SubElement(parent, _tag(type.element), nsmap=nsmap)
    for attribute in type.attributes:
        if attribute.is_required:
            made.set(_tag(attribute.name), usual_value(attribute))
    if type.element == "w:style":
        made.set(_tag("w:type"), "paragraph")
        made.set(_tag("w:styleId"), f"c{number}")
    return made


def _put_canaries(element: etree._Element, name: str, where: str, words: Words, is_all: bool, root: str) -> None:
    type = element_types()[name]
    for attribute in type.attributes:
        is_shown = (type.element, attribute.name) in _SHOWN or attribute.name in _SHOWN_ATTRIBUTES
        if (is_all or is_free(attribute)) and not is_shown and not attribute.name.startswith("r:") and attribute.name != "w:styleId":
            element.set(_tag(attribute.name), words.new(f"{where}/@{attribute.name}"))
    if (is_all or type.has_text) and type.element not in _LOOKS:
        is_kept = type.element in _SHOWN_TEXTS.get(root, ())
        element.text = words.new(f"{where}/text()", "kept" if is_kept else "gone")
    if is_all:
        element.tail = words.new(f"{where}, after it")
