"""Headers and footers of a house style, with their pictures: what a paper can take, and what it cannot by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from shpdocs.model.house_style import HeaderFooter
from shpdocs.paper.word.house_style.package import NAMESPACES, Package, R, W, as_text
from shpdocs.paper.word.house_style.page import OFF, first_page_differs
from shpdocs.paper.word.house_style.starter import EXAMPLES
from shpdocs.paper.word.house_style.styles import Styles

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
_MENDS = {
    "tracked changes": "Accept or reject them: Review, Accept.",
    "comments": "Delete them: Review, Delete.",
    "hidden text": "Show it (Home, ¶) and delete it, or take Hidden off.",
}
_PICTURE = f"{{{NAMESPACES['pic']}}}pic"
_PICTURE_PROPERTIES = f"{{{NAMESPACES['pic']}}}cNvPr"
_OLD_SHAPE, _OLD_PICTURE = (f"{{{NAMESPACES['v']}}}{name}" for name in ("shape", "imagedata"))
_NO_ALTERNATIVE = ("it holds a picture without alternative text", "Right-click the picture, View Alt Text, and say what it shows.")
_FILE_NAME = f"{{{NAMESPACES['o']}}}title"
_DRAWING_PROPERTIES = f"{{{NAMESPACES['wp']}}}docPr"
_KEPT_IN_A_LINE = tuple(f"{W}{name}" for name in ("t", "drawing", "pict", "fldChar", "fldSimple", "instrText", "sym", "tbl"))


class RunningReader:
    """Reads headers and footers. Afterwards `images` holds their pictures by name, `inaccessible` and `left` what was found."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package, self._styles = package, styles
        self._drawings = _FIRST_DRAWING
        self._names: dict[str, str] = {}  # their picture's part: ours
        self.images: tuple[tuple[str, bytes], ...] = ()
        self.inaccessible: tuple[tuple[str, str, str], ...] = ()
        self.left: tuple[str, ...] = ()

    def read(self, sections: list[Element]) -> tuple[HeaderFooter, ...]:
        """The headers and footers of the last section: of every page, and of the first where it has its own.

        Raises:
            FolderError: one holds what cannot be taken into a paper.
        """
        settings = self._package.part("settings")
        differs = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
        if differs is not None and differs.get(f"{W}val", "1") not in OFF:
            raise self._package.refused(
                "has other headers on even pages than on odd ones.", "Take the tick from 'Different Odd & Even Pages' in its header."
            )
        found = []
        for place in ("header", "footer"):
            for pages in ("default", "first") if sections and first_page_differs(sections[-1]) else ("default",):
                part = self._part(sections, place, pages)
                content, relations = self._content(part, place) if part else ("", ())
                if content:
                    found.append(HeaderFooter(_place(place), "first" if pages == "first" else "default", content, relations))
        return tuple(found)

    def _part(self, sections: list[Element], place: str, pages: str) -> str:
        """The part of the last section; one that names none shows that of the section before."""
        references = [one for section in sections for one in section.findall(f"{W}{place}Reference")]
        identities = [one.get(f"{R}id", "") for one in references if one.get(f"{W}type", "default") == pages]
        return self._package.target(identities[-1]) if identities else ""

    def _content(self, part: str, place: str) -> tuple[str, tuple[tuple[str, str, str, bool], ...]]:
        root = self._package.parsed(part)
        self._judge(root, place)
        _unwrap(root)
        blocks = [_without_example(one) for one in root if not _is_blank(one)]
        relations = self._relate(blocks, self._package.relations(part), place)
        for block in blocks:
            self._restyle(block, place)
            self._redraw(block, place)
        return "".join(map(as_text, blocks)), relations

    def _judge(self, root: Element, place: str) -> None:
        for one in root.iter():
            name = str(one.tag).rpartition("}")[2]
            what = _REFUSED.get(name, "tracked changes" if name.endswith("Change") else "")
            if what and one.get(f"{W}val", "1") not in OFF:
                raise self._refused(place, what)
            if name == "graphicData" and one.find(f".//{_PICTURE}") is None:
                raise self._refused(place, "a chart or drawing")
        for field in _fields(root):
            if field.split()[0].upper() not in _FIELDS:
                raise self._refused(place, f"a field ({field.split()[0].upper()})")

    def _refused(self, place: str, what: str) -> Exception:
        mend = _MENDS.get(what, "Take it out, or put plain text or a picture in its place.")
        return self._package.refused(f"has a {place} that holds {what}, which no paper can take.", mend)

    def _relate(self, blocks: list[Element], known: dict[str, tuple[str, str, bool]], place: str) -> tuple[tuple[str, str, str, bool], ...]:
        """Point what refers to other parts at the paper's own; return those relations."""
        made: dict[str, tuple[str, str, str, bool]] = {}
        for one in (one for block in blocks for one in block.iter()):
            for key in [key for key in one.attrib if key.startswith(R)]:
                identity = one.get(key, "")
                if identity and identity not in made:
                    made[identity] = (f"rIdHouse{len(made) + 1}", *self._related(known.get(identity), place))
                one.set(key, made[identity][0] if identity else "")
        return tuple(made.values())

    def _related(self, known: tuple[str, str, bool] | None, place: str) -> tuple[str, str, bool]:
        kind, target, is_outside = known or ("", "", False)
        office = f"{NAMESPACES['r']}/{kind}"
        if kind == "hyperlink" and is_outside:
            return office, target, True
        if kind != "image" or is_outside or not self._package.has(target):
            raise self._refused(place, "a picture that is not in the file" if kind == "image" else "an embedded object")
        extension = target.rpartition(".")[2]
        if extension not in _PICTURES:
            raise self._refused(place, f"a picture of a kind that Word papers do not share ({extension})")
        if target not in self._names:
            self._names[target] = f"media/house{len(self._names) + 1}.{extension}"
            self.images += ((self._names[target], self._package.bytes_of(target)),)
        return office, self._names[target], False

    def _restyle(self, block: Element, place: str) -> None:
        """Give styles their names in the paper; no numbers of lists, which are not there."""
        for parent in list(block.iter()):
            for one in list(parent):
                name = one.tag.removeprefix(W)
                if name in ("pStyle", "rStyle", "tblStyle"):
                    style = self._styles.taken(one.get(f"{W}val", ""))
                    one.set(f"{W}val", style)
                    if not style:
                        parent.remove(one)
                elif name == "numPr":
                    parent.remove(one)
                    self.left += (f"the numbering in the {place}",)

    def _redraw(self, block: Element, place: str) -> None:
        """Give drawings numbers of their own, no names of files, and tell what not all people can read."""
        for one in block.iter():
            one.attrib.pop(_FILE_NAME, None)
            if one.tag == _PICTURE_PROPERTIES:  # names the file that the picture was, often with its folders
                one.attrib.clear()
                one.attrib.update({"id": "0", "name": "Picture"})
            elif one.tag == _DRAWING_PROPERTIES:
                said = one.get("descr", "").strip() or one.get("title", "").strip()
                one.attrib.clear()
                one.attrib.update({"id": str(self._drawings), "name": f"Picture {self._drawings}", "descr": said})
                self._drawings += 1
                if not said:
                    self._tell(place, *_NO_ALTERNATIVE)
            elif one.tag == _OLD_SHAPE and one.find(_OLD_PICTURE) is not None and not one.get("alt", "").strip():
                self._tell(place, *_NO_ALTERNATIVE)
            elif one.tag == f"{W}txbxContent":
                self._tell(place, "it holds a text box, which many programs do not read", "Put the text into the header or footer itself.")

    def _tell(self, place: str, what: str, mend: str) -> None:
        if (place, what, mend) not in self.inaccessible:
            self.inaccessible += ((place, what, mend),)


def _place(place: str) -> Literal["header", "footer"]:
    return "header" if place == "header" else "footer"


def _unwrap(element: Element) -> None:
    """Put what stands in content controls and the like in their place, and leave out marks that mean nothing in a paper."""
    children: list[Element] = []
    for child in element:
        _unwrap(child)
        name = child.tag.removeprefix(W)
        if name in _WRAPPERS:
            inside = child.find(f"{W}sdtContent")
            children += list(child if inside is None else inside)
        elif name not in _IGNORED:
            children.append(child)
    element[:] = children


def _without_example(block: Element) -> Element:
    """A paragraph without the starter's example words: a picture may have been put beside them."""
    texts = list(block.iter(f"{W}t"))
    said = "".join(one.text or "" for one in texts).strip()
    for example in EXAMPLES:
        if example in said:
            rest = said.replace(example, "").strip()
            for number, one in enumerate(texts):
                one.text = rest if number == 0 else ""
    return block


def _is_blank(block: Element) -> bool:
    """Whether a paragraph holds nothing, or only what the starter says there as an example."""
    if block.tag != f"{W}p":
        return False
    shown = [one for one in block.iter() if one.tag in _KEPT_IN_A_LINE]
    text = "".join(one.text or "" for one in shown if one.tag == f"{W}t").strip()
    return (not text and all(one.tag == f"{W}t" for one in shown)) or (text in EXAMPLES and all(one.tag == f"{W}t" for one in shown))


def _fields(root: Element) -> Iterator[str]:
    """The instruction of every field."""
    for one in root.iter(f"{W}fldSimple"):
        yield one.get(f"{W}instr", "").strip() or "?"
    written: list[str] = []
    for one in root.iter():
        if one.tag == f"{W}fldChar" and one.get(f"{W}fldCharType") == "begin":
            written.append("")
        elif one.tag == f"{W}instrText" and written:
            written[-1] += one.text or ""
        elif one.tag == f"{W}fldChar" and one.get(f"{W}fldCharType") == "end" and written:
            yield written.pop().strip() or "?"
