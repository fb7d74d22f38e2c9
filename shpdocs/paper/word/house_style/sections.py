"""Sections of a house style: the page, and headers and footers with their pictures: what a paper can take, and what it cannot by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from shpdocs.model.errors import FolderError
from shpdocs.model.house_style import HeaderFooter, PageSize
from shpdocs.paper.word.house_style.package import NAMESPACES, Package, R, W, as_text, is_on
from shpdocs.paper.word.house_style.starter import EXAMPLES
from shpdocs.paper.word.house_style.styles import Styles

_MM = 25.4 / 1440  # a twip
_LEAST_TEXT = 60.0  # mm: a page that leaves less for text is not meant so
_FIRST_DRAWING = 9_001  # charts count from 1
_PICTURES = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf")
_WRAPPERS = ("sdt", "smartTag", "customXml")  # what is in them stays
_IGNORED = (
    "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "sectPr", "sdtPr", "sdtEndPr",
    "smartTagPr", "customXmlPr", "lang",
)  # fmt: skip
_FIELDS = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES")
_REFUSED = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"), "tracked changes"),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference"), "comments"),
    **dict.fromkeys(("object", "control", "OLEObject", "altChunk", "subDoc"), "an embedded object"),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "notes"),
    **dict.fromkeys(("vanish", "specVanish"), "hidden text"),
    **dict.fromkeys(("dataBinding", "showingPlcHdr"), "a field or placeholder that fills itself in"),
}
_REMEDIES = {
    "tracked changes": "Accept or reject them: Review, Accept.",
    "comments": "Delete them: Review, Delete.",
    "hidden text": "Show it (Home, ¶) and delete it, or take Hidden off.",
}
_PICTURE = f"{{{NAMESPACES['pic']}}}pic"
_PICTURE_PROPERTIES = f"{{{NAMESPACES['pic']}}}cNvPr"
_VML_SHAPE, _VML_PICTURE = (f"{{{NAMESPACES['v']}}}{name}" for name in ("shape", "imagedata"))
_NO_ALTERNATIVE = ("it holds a picture without alternative text", "Right-click the picture, View Alt Text, and say what it shows.")
_FILE_NAME = f"{{{NAMESPACES['o']}}}title"
_DRAWING_PROPERTIES = f"{{{NAMESPACES['wp']}}}docPr"
_VISIBLE = tuple(f"{W}{name}" for name in ("t", "drawing", "pict", "fldChar", "fldSimple", "instrText", "sym", "tbl"))

Place = Literal["header", "footer"]
Relations = tuple[tuple[str, str, str, bool], ...]


def page_size(section: Element | None) -> PageSize:
    """The page of a section, turned upright; ours where it says nothing or leaves no room for text."""
    ours = PageSize()
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    width, height = _mm(size, "w", ours.width), _mm(size, "h", ours.height)
    sides = {name: _mm(margins, name, getattr(ours, name)) for name in ("left", "right", "top", "bottom", "header", "footer")}
    page = PageSize(min(width, height), max(width, height), **sides)
    fits = page.width - page.left - page.right >= _LEAST_TEXT and page.height - page.top - page.bottom >= _LEAST_TEXT
    return page if fits else ours


def _mm(element: Element | None, name: str, otherwise: float) -> float:
    try:
        return round(abs(float("" if element is None else element.get(f"{W}{name}", ""))) * _MM, 1)  # ours are whole
    except ValueError:
        return otherwise


def has_first_page(section: Element | None) -> bool:
    """Whether the first page has a header and footer of its own."""
    return section is not None and is_on(section.find(f"{W}titlePg"))


class HeaderFooterReader:
    """Reads headers and footers. Afterwards `images` holds their pictures by name, `inaccessible` and `left_out` what was wrong."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package, self._styles = package, styles
        self._next_drawing = _FIRST_DRAWING
        self._names: dict[str, str] = {}  # their picture's part: ours
        self.images: tuple[tuple[str, bytes], ...] = ()
        self.inaccessible: tuple[tuple[str, str, str], ...] = ()
        self.left_out: tuple[str, ...] = ()

    def read(self, sections: list[Element]) -> tuple[HeaderFooter, ...]:
        """The headers and footers of the last section: of every page, and of the first where it has its own.

        Raises:
            FolderError: one holds what cannot be taken into a paper.
        """
        settings = self._package.part("settings")
        if settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders")):
            raise self._package.refused(
                "has other headers on even pages than on odd ones.", "Take the tick from 'Different Odd & Even Pages' in its header."
            )
        places: tuple[Place, ...] = ("header", "footer")
        kinds: tuple[Literal["default", "first"], ...] = ("default", "first")
        if not sections or not has_first_page(sections[-1]):
            kinds = ("default",)
        headers_footers = []
        for place in places:
            for pages in kinds:
                part = self._part(sections, place, pages)
                content, relations = self._content(part, place) if part else ("", ())
                if content:
                    headers_footers.append(HeaderFooter(place, pages, content, relations))
        return tuple(headers_footers)

    def _part(self, sections: list[Element], place: Place, pages: str) -> str:
        """The part of the last section; one that names none shows that of the section before."""
        references = [reference for section in sections for reference in section.findall(f"{W}{place}Reference")]
        ids = [reference.get(f"{R}id", "") for reference in references if reference.get(f"{W}type", "default") == pages]
        return self._package.target(ids[-1]) if ids else ""

    def _content(self, part: str, place: Place) -> tuple[str, Relations]:
        root = self._package.parsed(part)
        self._refuse_unfit(root, place)
        _unwrap(root)
        blocks = [_without_example(block) for block in root if not _is_blank(block)]
        relations = self._relate(blocks, self._package.relations(part), place)
        for block in blocks:
            self._rename_styles(block, place)
            self._clean_drawings(block, place)
        return "".join(map(as_text, blocks)), relations

    def _refuse_unfit(self, root: Element, place: Place) -> None:
        for element in root.iter():
            name = str(element.tag).rpartition("}")[2]
            what = _REFUSED.get(name, "tracked changes" if name.endswith("Change") else "")
            if what and is_on(element):
                raise self._refused(place, what)
            if name == "graphicData" and element.find(f".//{_PICTURE}") is None:
                raise self._refused(place, "a chart or drawing")
        for instruction in _field_instructions(root):
            kind = instruction.split()[0].upper()
            if kind not in _FIELDS:
                raise self._refused(place, f"a field ({kind})")

    def _refused(self, place: Place, what: str) -> FolderError:
        remedy = _REMEDIES.get(what, "Take it out, or put plain text or a picture in its place.")
        return self._package.refused(f"has a {place} that holds {what}, which no paper can take.", remedy)

    def _relate(self, blocks: list[Element], known: dict[str, tuple[str, str, bool]], place: Place) -> Relations:
        """Point what refers to other parts at the paper's own; return those relationships."""
        relations: dict[str, tuple[str, str, str, bool]] = {}
        for element in (element for block in blocks for element in block.iter()):
            for key in [key for key in element.attrib if key.startswith(R)]:
                id = element.get(key, "")
                if id and id not in relations:
                    relations[id] = (f"rIdHouse{len(relations) + 1}", *self._target(known.get(id), place))
                element.set(key, relations[id][0] if id else "")
        return tuple(relations.values())

    def _target(self, relation: tuple[str, str, bool] | None, place: Place) -> tuple[str, str, bool]:
        """The type, target and place of a relationship as the paper has it; its picture comes with it."""
        kind, target, is_outside = relation or ("", "", False)
        type = f"{NAMESPACES['r']}/{kind}"
        if kind == "hyperlink" and is_outside:
            return type, target, True
        if kind != "image" or is_outside or not self._package.has(target):
            raise self._refused(place, "a picture that is not in the file" if kind == "image" else "an embedded object")
        extension = target.rpartition(".")[2]
        if extension not in _PICTURES:
            raise self._refused(place, f"a picture of a kind that Word papers do not share ({extension})")
        if target not in self._names:
            self._names[target] = f"media/house{len(self._names) + 1}.{extension}"
            self.images += ((self._names[target], self._package.bytes_of(target)),)
        return type, self._names[target], False

    def _rename_styles(self, block: Element, place: Place) -> None:
        """Give styles their ids in the paper; no numbers of lists, which are not there."""
        for parent in list(block.iter()):
            for child in list(parent):
                name = child.tag.removeprefix(W)
                if name in ("pStyle", "rStyle", "tblStyle"):
                    style = self._styles.use(child.get(f"{W}val", ""))
                    child.set(f"{W}val", style)
                    if not style:
                        parent.remove(child)
                elif name == "numPr":
                    parent.remove(child)
                    self.left_out += (f"the numbering in the {place}",)

    def _clean_drawings(self, block: Element, place: Place) -> None:
        """Give drawings numbers of their own and no names of files, and note what not all people can read."""
        for element in block.iter():
            element.attrib.pop(_FILE_NAME, None)
            if element.tag == _PICTURE_PROPERTIES:  # names the file that the picture was, often with its folders
                element.attrib.clear()
                element.attrib.update({"id": "0", "name": "Picture"})
            elif element.tag == _DRAWING_PROPERTIES:
                alternative = element.get("descr", "").strip() or element.get("title", "").strip()
                number = self._next_drawing
                self._next_drawing += 1
                element.attrib.clear()
                element.attrib.update({"id": str(number), "name": f"Picture {number}", "descr": alternative})
                if not alternative:
                    self._note_inaccessible(place, *_NO_ALTERNATIVE)
            elif element.tag == _VML_SHAPE and element.find(_VML_PICTURE) is not None and not element.get("alt", "").strip():
                self._note_inaccessible(place, *_NO_ALTERNATIVE)
            elif element.tag == f"{W}txbxContent":
                what = "it holds a text box, which many programs do not read"
                self._note_inaccessible(place, what, "Put the text into the header or footer itself.")

    def _note_inaccessible(self, place: Place, what: str, remedy: str) -> None:
        if (place, what, remedy) not in self.inaccessible:
            self.inaccessible += ((place, what, remedy),)


def _unwrap(element: Element) -> None:
    """Put what stands in content controls and the like in their place, and leave out marks that mean nothing in a paper."""
    children: list[Element] = []
    for child in element:
        _unwrap(child)
        name = child.tag.removeprefix(W)
        if name in _WRAPPERS:
            content = child.find(f"{W}sdtContent")
            children += list(child if content is None else content)
        elif name not in _IGNORED:
            children.append(child)
    element[:] = children


def _without_example(block: Element) -> Element:
    """A paragraph without the starter's example words: a picture may have been put beside them."""
    texts = list(block.iter(f"{W}t"))
    whole = "".join(text.text or "" for text in texts).strip()
    for example in EXAMPLES:
        if example in whole:
            rest = whole.replace(example, "").strip()
            for number, text in enumerate(texts):
                text.text = rest if number == 0 else ""
    return block


def _is_blank(block: Element) -> bool:
    """Whether a paragraph holds nothing, or only what the starter says there as an example."""
    if block.tag != f"{W}p":
        return False
    visible = [element for element in block.iter() if element.tag in _VISIBLE]
    is_text_only = all(element.tag == f"{W}t" for element in visible)
    text = "".join(element.text or "" for element in visible if element.tag == f"{W}t").strip()
    return is_text_only and (not text or text in EXAMPLES)


def _field_instructions(root: Element) -> Iterator[str]:
    """The instruction of every field; '?' for one that says nothing."""
    for field in root.iter(f"{W}fldSimple"):
        yield field.get(f"{W}instr", "").strip() or "?"
    open_fields: list[str] = []
    for element in root.iter():
        kind = element.get(f"{W}fldCharType") if element.tag == f"{W}fldChar" else ""
        if kind == "begin":
            open_fields.append("")
        elif element.tag == f"{W}instrText" and open_fields:
            open_fields[-1] += element.text or ""
        elif kind == "end" and open_fields:
            yield open_fields.pop().strip() or "?"
