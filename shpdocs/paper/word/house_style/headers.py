"""The page of a house style, its headers and footers with their pictures, copied into ours; what no paper can take is refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.image import ImagePart
from docx.shared import Twips

from shpdocs.ooxml.alternatives import says_something_else
from shpdocs.ooxml.outside import is_public, outgoing
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.pictures import PictureError, picture_alone
from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.xml import Element, R, each, find, is_on, local, remove, tag, value
from shpdocs.paper.unseen.pages import largest_page
from shpdocs.paper.unseen.places import unseen_places
from shpdocs.paper.unseen.text import unseen_text
from shpdocs.paper.word.headers import content_of
from shpdocs.paper.word.house_style.copied import FIELDS, HEADERS_AND_FOOTERS, LEFT_OUT, PAGE, REFUSED, VOCABULARIES, WRAPPERS
from shpdocs.paper.word.house_style.plain import keep_plain
from shpdocs.paper.word.house_style.refusals import refused
from shpdocs.paper.word.house_style.starter import EXAMPLES
from shpdocs.paper.word.house_style.styles import StyleCopier

_LEAST_TEXT = Twips(3402)  # 60 mm: a page that leaves less for text is not meant so
_LONGEST = Twips(31_680)  # 22 inches, the most that Word takes
_FIRST_DRAWING = 9_001  # charts count from 1
_REMEDIES = {
    "tracked changes": "Accept or reject them: Review, Accept.",
    "comments": "Delete them: Review, Delete.",
    "a picture that is damaged, or of a kind that may hold more than it shows": "Cut it, and paste it with Paste Special, Picture (PNG).",
    "hidden text": "Show it (Home, ¶) and delete it, or take Hidden off.",
}
_FORM = re.compile(r"\\\* (?:Arabic|roman|ROMAN|alphabetic|ALPHABETIC|MERGEFORMAT)\b")  # of a number
_BESIDE_TEXT = tuple(f"w:{name}" for name in ("drawing", "pict", "fldChar", "fldSimple", "instrText", "sym", "tbl"))


def copy_page(council: Element | None, base: Any) -> None:
    """Copy the page of a section, turned upright, into a section of python-docx's; ours stays if theirs leaves no room for text."""
    size, margins = find(council, "w:pgSz"), find(council, "w:pgMar")
    width, height = sorted((_length(size, "w:w", base.page_width), _length(size, "w:h", base.page_height)))
    page = {name: _length(margins, attribute, getattr(base, name)) for name, attribute in PAGE.items()}
    across, down = width - page["left_margin"] - page["right_margin"], height - page["top_margin"] - page["bottom_margin"]
    if min(across, down) >= _LEAST_TEXT and height <= _LONGEST:
        for name, length in (page | {"page_width": width, "page_height": height}).items():
            setattr(base, name, length)


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

    def __init__(self, file: WordFile, name: str, sections: list[Element], styles: StyleCopier) -> None:
        self._file, self._name, self._styles = file, name, styles
        self._numbers = count(_FIRST_DRAWING)
        self._pictures: dict[str, ImagePart] = {}  # by their part's name
        self._shown: dict[str, tuple[str, list[Element]]] = {}  # the part and the content of each that shows anything
        self.left: list[str] = []
        if is_on(find(file.settings, "w:evenAndOddHeaders")):
            remedy = "Take the tick from 'Different Odd & Even Pages' in its header."
            raise refused(name, "has other headers on even pages than on odd ones.", remedy)
        self._has_first = bool(sections) and is_on(find(sections[-1], "w:titlePg"))
        for base, (place, pages) in HEADERS_AND_FOOTERS.items():
            part = self._part(sections, place, pages) if pages == "default" or self._has_first else ""
            blocks = self._content(part, place) if part else []
            if blocks:
                self._shown[base] = (part, blocks)

    @property
    def blocks(self) -> list[Element]:
        """The paragraphs and tables of all of them."""
        return [block for _, blocks in self._shown.values() for block in blocks]

    def put_into(self, section: Any) -> None:
        """Put them into a section of python-docx's.

        Raises:
            FolderError: one refers to what cannot be taken into a paper.
        """
        for base, (part, blocks) in self._shown.items():
            place = HEADERS_AND_FOOTERS[base][0]
            root = content_of(getattr(section, base))
            for element in (element for block in blocks for element in block.iter("*")):
                for key in [key for key in element.attrib if key.startswith(f"{{{R}}}") and element.get(key)]:
                    relation = self._file.relations(part).get(element.get(key))
                    element.set(key, self._related(relation, place, getattr(section, base).part))
            root.extend(blocks)
        section.different_first_page_header_footer = self._has_first and bool(self._shown)  # a first page may be meant to be blank

    def _part(self, sections: list[Element], place: str, pages: str) -> str:
        """The part of the last section; one that names none shows that of the section before."""
        references = [reference for section in sections for reference in section.findall(tag(f"w:{place}Reference"))]
        ids = [value(reference, "r:id") for reference in references if value(reference, "w:type", "default") == pages]
        relation = self._file.relations(self._file.main).get(ids[-1]) if ids else None
        return relation.target if relation and self._file.has_target(relation) else ""

    def _content(self, part: str, place: str) -> list[Element]:
        """The paragraphs and tables of a header or footer as a paper can have them."""
        root = self._file.tree(part)
        if any(says_something_else(alternate) for alternate in each(root, "mc:AlternateContent")):
            raise self._refused(place, "something else for older programs than for newer ones")
        remove(each(root, "mc:Choice"))
        self._refuse_unfit(root, place)
        self._refuse_outgoing(root, part, place)
        page = largest_page(self._file.root)
        unseen = (*unseen_text(self._file, place, root), *unseen_places(self._file, place, part, page))  # before blocks are taken apart
        blocks = [block for child in root for block in _unwrapped(child) if _is_more_than_example(block)]
        if unseen and blocks:
            raise refused(self._name, f"has a {place} of which readers do not see all: {_inside_sentence(unseen[0].what)}.", unseen[0].mend)
        for block in blocks:
            self._rename_styles(block, place)
            self._clean_drawings(block)
            keep_plain(block)
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
            form = _FORM.search(field.code)
            field.set_code(f" {field.kind} {form[0] if form else ''}")

    def _refuse_outgoing(self, root: Element, part: str, place: str) -> None:
        for leading in outgoing(root, self._file.relations(part).values()):
            if leading.is_fetched:
                raise self._refused(place, "something that is kept elsewhere")
            if not is_public(leading.address):
                raise self._refused(place, "a link to something else than a page of the web or an e-mail address")

    def _refused(self, place: str, what: str) -> Exception:
        remedy = _REMEDIES.get(what, "Take it out, or put plain text or a picture in its place.")
        return refused(self._name, f"has a {place} that holds {what}, which no paper can take.", remedy)

    def _related(self, relation: Relation | None, place: str, part: Any) -> str:
        """The id in a part of the paper of what a header or footer refers to."""
        kind = relation.kind if relation else ""
        if relation and kind == "hyperlink" and relation.is_external:
            return str(part.relate_to(relation.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        if not relation or kind != "image" or not self._file.has_target(relation):
            raise self._refused(place, "a picture that is not in the file" if kind == "image" else "an embedded object")
        return str(part.relate_to(self._picture(relation.target, place), RELATIONSHIP_TYPE.IMAGE))

    def _picture(self, name: str, place: str) -> ImagePart:
        if name not in self._pictures:
            try:
                content, ending = picture_alone(self._file.package.read(name))
            except PictureError:
                raise self._refused(place, "a picture that is damaged, or of a kind that may hold more than it shows") from None
            new_name = PackURI(f"/word/media/house{len(self._pictures) + 1}.{ending}")
            self._pictures[name] = ImagePart(new_name, f"image/{ending}", content)
        return self._pictures[name]

    def _rename_styles(self, block: Element, place: str) -> None:
        """Give styles their ids in the paper; no numbers of lists, which are not there."""
        for name in list(each(block, "w:pStyle", "w:rStyle", "w:tblStyle")):
            name.set(tag("w:val"), self._styles.use(value(name)))
            if not value(name):
                remove([name])
        if remove(each(block, "w:numPr")):
            self.left.append(f"the numbering in the {place}")

    def _clean_drawings(self, block: Element) -> None:
        """Give drawings numbers of their own, and no names of files, which often say their folders."""
        for drawing in each(block, "pic:cNvPr", "wp:docPr"):
            is_whole = local(drawing) == "docPr"
            number = next(self._numbers) if is_whole else 0
            alternative = drawing.get("descr", "").strip() or drawing.get("title", "").strip()
            drawing.attrib.clear()
            drawing.attrib.update({"id": str(number), "name": f"Picture {number}"} | ({"descr": alternative} if is_whole else {}))


def _inside_sentence(what: str) -> str:
    return f"{what[0].lower()}{what[1:]}"


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
    vocabulary, _, name = attribute[1:].partition("}") if attribute.startswith("{") else ("", "", attribute)
    return not vocabulary or (vocabulary in VOCABULARIES and not name.startswith("rsid") and attribute != tag("o:title"))


def _is_more_than_example(block: Element) -> bool:
    """Whether a paragraph holds anything, once the starter's example is taken out of it: a picture may have been put beside that."""
    texts = list(each(block, "w:t"))
    whole = rest = "".join(text.text or "" for text in texts).strip()
    for example in EXAMPLES:
        rest = rest.replace(example, "").strip()
    if rest != whole:
        for number, text in enumerate(texts):
            text.text = rest if number == 0 else ""
    return bool(rest) or next(each(block, *_BESIDE_TEXT), None) is not None
