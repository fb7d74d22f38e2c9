"""The page of a house style, its headers and footers with their pictures, copied into ours; what no paper can take is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.image import ImagePart
from docx.shared import Twips

from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.xml import Element, R, W, each, find, is_on, local, remove, tag, value
from shpdocs.paper.word.headers import content_of, end_in_paragraph
from shpdocs.paper.word.house_style.copied import FIELDS, HEADERS_AND_FOOTERS, LEFT_OUT, PAGE, PICTURES, REFUSED, VOCABULARIES, WRAPPERS
from shpdocs.paper.word.house_style.refusals import refused
from shpdocs.paper.word.house_style.starter import EXAMPLES
from shpdocs.paper.word.house_style.styles import StyleCopier

_LEAST_TEXT = Twips(3402)  # 60 mm: a page that leaves less for text is not meant so
_LONGEST = Twips(31_680)  # 22 inches, the most that Word takes
_FIRST_DRAWING = 9_001  # charts count from 1
_REMEDIES = {
    "tracked changes": "Accept or reject them: Review, Accept.",
    "comments": "Delete them: Review, Delete.",
    "hidden text": "Show it (Home, ¶) and delete it, or take Hidden off.",
}
_VISIBLE = tuple(f"w:{name}" for name in ("t", "drawing", "pict", "fldChar", "fldSimple", "instrText", "sym", "tbl"))


def copy_page(theirs: Element | None, ours: Any) -> None:
    """Copy the page of a section, turned upright, into a section of python-docx's; ours stays if theirs leaves no room for text."""
    size, margins = find(theirs, "w:pgSz"), find(theirs, "w:pgMar")
    sides = sorted((_length(size, "w:w", ours.page_width), _length(size, "w:h", ours.page_height)))
    page = {name: _length(margins, attribute, getattr(ours, name)) for name, attribute in PAGE.items()}
    across, down = sides[0] - page["left_margin"] - page["right_margin"], sides[1] - page["top_margin"] - page["bottom_margin"]
    if min(across, down) >= _LEAST_TEXT and sides[1] <= _LONGEST:
        ours.page_width, ours.page_height = sides
        for name, length in page.items():
            setattr(ours, name, length)


def _length(element: Element | None, name: str, otherwise: Twips) -> Twips:
    try:
        return Twips(abs(round(float(value(element, name)))))
    except (ValueError, OverflowError):
        return otherwise


class HeaderFooterCopier:
    """Copies the headers and footers of a file's last section: of every page, and of the first where it has its own.

    They are read first, so that the styles that they use are known. `left` says what was left behind of them.

    Raises:
        FolderError: one holds what cannot be taken into a paper.
    """

    def __init__(self, source: WordFile, file: str, sections: list[Element], styles: StyleCopier) -> None:
        self._source, self._file, self._styles = source, file, styles
        self._next_drawing = _FIRST_DRAWING
        self._pictures: dict[str, ImagePart] = {}  # by their part's name
        self.left: list[str] = []
        if is_on(find(source.settings, "w:evenAndOddHeaders")):
            remedy = "Take the tick from 'Different Odd & Even Pages' in its header."
            raise refused(file, "has other headers on even pages than on odd ones.", remedy)
        self._has_first = bool(sections) and is_on(find(sections[-1], "w:titlePg"))
        self._parts = {
            name: self._part(sections, _place(name), pages)
            for name, pages in HEADERS_AND_FOOTERS.items()
            if pages == "default" or self._has_first
        }
        self._blocks = {name: self._read(part, _place(name)) for name, part in self._parts.items() if part}

    def put_into(self, ours: Any) -> None:
        """Put them into a section of python-docx's.

        Raises:
            FolderError: one refers to what cannot be taken into a paper.
        """
        shown = {name: blocks for name, blocks in self._blocks.items() if blocks}
        for name, blocks in shown.items():
            self._put(blocks, self._parts[name], _place(name), getattr(ours, name))
        ours.different_first_page_header_footer = self._has_first and bool(shown)  # a first page may be meant to show nothing

    def _part(self, sections: list[Element], place: str, pages: str) -> str:
        """The part of the last section; one that names none shows that of the section before."""
        references = [reference for section in sections for reference in section.findall(tag(f"w:{place}Reference"))]
        ids = [value(reference, "r:id") for reference in references if value(reference, "w:type", "default") == pages]
        relation = self._source.relations(self._source.main).get(ids[-1]) if ids else None
        return relation.target if relation and self._source.has_target(relation) else ""

    def _read(self, part: str, place: str) -> list[Element]:
        """The paragraphs and tables of a header or footer as a paper can have them."""
        root = self._source.tree(part)
        remove(each(root, "mc:Choice"))
        self._refuse_unfit(root, place)
        blocks = [_without_example(block) for child in root for block in _unwrapped(child) if not _is_blank(block)]
        for block in blocks:
            self._rename_styles(block, place)
            self._clean_drawings(block)
        return blocks

    def _refuse_unfit(self, root: Element, place: str) -> None:
        for element in root.iter():
            name = local(element)
            what = REFUSED.get(name, "tracked changes" if name.endswith("Change") else "")
            if what and is_on(element):
                raise self._refused(place, what)
            if name == "graphicData" and next(each(element, "pic:pic"), None) is None:
                raise self._refused(place, "a chart or drawing")
        for field in fields(root):
            if field.kind not in FIELDS:
                raise self._refused(place, f"a field ({field.kind or '?'})")

    def _refused(self, place: str, what: str) -> Exception:
        remedy = _REMEDIES.get(what, "Take it out, or put plain text or a picture in its place.")
        return refused(self._file, f"has a {place} that holds {what}, which no paper can take.", remedy)

    def _put(self, blocks: list[Element], part: str, place: str, target: Any) -> None:
        """Put blocks into a header or footer of python-docx's, and point them at its own pictures and links."""
        root = content_of(target)
        relations = self._source.relations(part)
        for block in blocks:
            for element in block.iter():
                for key in [key for key in element.attrib if key.startswith(f"{{{R}}}") and element.get(key)]:
                    element.set(key, self._related(relations.get(element.get(key)), place, target))
        root.extend(blocks)
        end_in_paragraph(root, place.capitalize())

    def _related(self, relation: Relation | None, place: str, target: Any) -> str:
        """The id in the paper of what a header or footer refers to."""
        kind, name = (relation.kind, relation.target) if relation else ("", "")
        is_external = relation is not None and relation.is_external
        if kind == "hyperlink" and is_external:
            return str(target.part.relate_to(name, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        if kind != "image" or relation is None or not self._source.has_target(relation):
            raise self._refused(place, "a picture that is not in the file" if kind == "image" else "an embedded object")
        ending = name.rpartition(".")[2].lower()
        if ending not in PICTURES:
            raise self._refused(place, f"a picture of a kind that Word papers do not share ({ending})")
        if name not in self._pictures:
            new_name = PackURI(f"/word/media/house{len(self._pictures) + 1}.{ending}")
            self._pictures[name] = ImagePart(new_name, f"image/{PICTURES[ending]}", self._source.package.read(name))
        return str(target.part.relate_to(self._pictures[name], RELATIONSHIP_TYPE.IMAGE))

    def _rename_styles(self, block: Element, place: str) -> None:
        """Give styles their ids in the paper; no numbers of lists, which are not there."""
        for child in list(each(block, "w:pStyle", "w:rStyle", "w:tblStyle", "w:numPr")):
            style = self._styles.use(value(child)) if local(child) != "numPr" else ""
            child.set(tag("w:val"), style)
            if not style:
                remove([child])
            if local(child) == "numPr":
                self.left.append(f"the numbering in the {place}")

    def _clean_drawings(self, block: Element) -> None:
        """Give drawings numbers of their own and no names of files, which a picture has often with its folders."""
        for element in each(block, "pic:cNvPr", "wp:docPr", "v:imagedata", "v:shape"):
            element.attrib.pop(tag("o:title"), None)
            if local(element) == "cNvPr":
                element.attrib.clear()
                element.attrib.update({"id": "0", "name": "Picture"})
            elif local(element) == "docPr":
                alternative = element.get("descr", "").strip() or element.get("title", "").strip()
                element.attrib.clear()
                element.attrib.update({"id": str(self._next_drawing), "name": f"Picture {self._next_drawing}", "descr": alternative})
                self._next_drawing += 1


def _place(name: str) -> str:
    """'header' or 'footer', from what python-docx calls it."""
    return name.rpartition("_")[2]


def _unwrapped(element: Element) -> Iterator[Element]:
    """An element as a paper can have it: names that every program knows, and what stands in content controls without them."""
    name = local(element)
    if name in WRAPPERS:
        content = find(element, WRAPPERS[name]) if WRAPPERS[name] else element
        for child in content if content is not None else ():
            yield from _unwrapped(child)
    elif element.tag[1:].partition("}")[0] in VOCABULARIES and name not in LEFT_OUT:
        for key in [key for key in element.attrib if not _is_known(key)]:
            del element.attrib[key]
        element[:] = [plain for child in list(element) for plain in _unwrapped(child)]
        yield element


def _is_known(attribute: str) -> bool:
    if attribute.startswith(f"{{{W}}}rsid"):
        return False
    return not attribute.startswith("{") or attribute[1:].partition("}")[0] in VOCABULARIES


def _without_example(block: Element) -> Element:
    """A paragraph without the starter's example words: a picture may have been put beside them."""
    texts = list(each(block, "w:t"))
    whole = "".join(text.text or "" for text in texts).strip()
    for example in EXAMPLES:
        if example in whole:
            rest = whole.replace(example, "").strip()
            for number, text in enumerate(texts):
                text.text = rest if number == 0 else ""
    return block


def _is_blank(block: Element) -> bool:
    """Whether a paragraph holds nothing, or only what the starter says there as an example."""
    visible = list(each(block, *_VISIBLE))
    is_text_only = local(block) == "p" and all(local(element) == "t" for element in visible)
    text = "".join(element.text or "" for element in visible).strip() if is_text_only else ""
    return is_text_only and (not text or text in EXAMPLES)
