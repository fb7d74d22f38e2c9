"""What a reader is shown of a text comes in, and nothing that stands behind it: no other branch, code, list to choose from, tip."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from shpdocs.ooxml.alternatives import keep_shown_branches
from shpdocs.ooxml.outside import LINKS
from shpdocs.ooxml.word_fields import Field, fields
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_paragraphs import paragraph_of, text_of
from shpdocs.ooxml.xml import Element, each, local, remove, tag, value
from shpdocs.paper.appendix.field_codes import KnownNames
from shpdocs.paper.appendix.form_fields import keep_shown_form
from shpdocs.paper.appendix.identifiers import balance_bookmarks

_SHOWN = ("w:t", "m:t", "w:sym", "w:drawing", "w:pict", "w:tab", "w:ptab", "w:noBreakHyphen", "w:footnoteReference", "w:endnoteReference")
_OF_A_LINK = {tag("w:anchor"), tag("w:history"), tag("r:id")}
_TOP = "_top"  # where Word leads to the top of a file
_PLACE = re.compile(r"[\w.\-]{1,100}")
_WRAPPERS = ("w:sdt", "w:smartTag", "w:customXml")
_OF_A_WRAPPER = {"sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"}


def known_names(file: WordFile) -> KnownNames:
    """The names that codes of a file's fields may name."""
    roots = (file.tree(name) for _, name in file.text_parts)
    bookmarks = {value(bookmark, "w:name") for root in roots for bookmark in each(root, "w:bookmarkStart")}
    return KnownNames(bookmarks, {file.styles.name(id).lower() for id in file.styles.by_id})


class EndedFields(Struct, frozen=True):
    """The kinds of the fields that are none any more: of those that became the text that they showed, and of those that showed nothing."""

    as_text: set[str]
    blank: set[str]


def keep_shown(roots: Iterable[Element], names: KnownNames) -> EndedFields:
    """Leave of parts that hold text what they show."""
    ended = EndedFields(set(), set())
    for root in roots:
        keep_shown_branches(root)
        _unwrap(root)
        _keep_shown_fields(root, names, ended)
        _keep_shown_links(root, names)
        balance_bookmarks(root)
    return ended


def _unwrap(root: Element) -> None:
    """Take content out of controls and the like: their names, lists and hints are shown on no page."""
    for wrapper in list(each(root, *_WRAPPERS)):
        for child in list(wrapper):
            if local(child) == "sdtContent":
                for content in list(child):
                    wrapper.addprevious(content)
            elif local(child) not in _OF_A_WRAPPER:
                wrapper.addprevious(child)
        remove([wrapper])


def _keep_shown_fields(root: Element, names: KnownNames, ended: EndedFields) -> None:
    for field, code in with_new_codes(fields(root), names):
        if code:
            keep_shown_form(field)
            field.set_code(code)
        else:
            (ended.as_text if field.shows_anything else ended.blank).add(field.kind)
            field.unlink()


def with_new_codes(all_fields: Iterable[Field], names: KnownNames) -> list[tuple[Field, str]]:
    """Each field and its code as it comes in, '' if the field becomes the text that it shows."""
    texts: dict[Element | None, str] = {None: ""}  # of the paragraphs of numbered sequences; one may hold thousands of them
    coded = []
    for field in all_fields:
        paragraph = paragraph_of(field.start) if field.kind == "SEQ" else None
        if paragraph not in texts:
            texts[paragraph] = text_of(paragraph)
        is_empty_link = field.kind == "HYPERLINK" and not field.shows_anything
        coded.append((field, "" if field.is_within_code or is_empty_link else names.rebuilt(field.code, texts[paragraph])))
    return coded


def _keep_shown_links(root: Element, names: KnownNames) -> None:
    """Leave of links where they lead to: no tips, frames or places that are not there."""
    for link in list(root.iter(*LINKS)):
        for name in set(link.attrib) - _OF_A_LINK:
            del link.attrib[name]
        if local(link) != "hyperlink":
            link[:] = []
            continue
        if not leads_to(link, names):
            link.attrib.pop(tag("w:anchor"), None)
        if not (shows_anything(link) and (value(link, "r:id") or value(link, "w:anchor"))):
            for child in list(link):
                link.addprevious(child)
            remove([link])


def shows_anything(link: Element) -> bool:
    """Whether there is something to see of a link: an address without is on no page."""
    return any(local(shown) != "t" or shown.text for shown in each(link, *_SHOWN))


def leads_to(link: Element, names: KnownNames) -> str:
    """The place that a link names, '' for one that is not there; of another file any that is written plainly."""
    anchor = value(link, "w:anchor")
    is_there = _PLACE.fullmatch(anchor) if value(link, "r:id") else anchor in names.bookmarks or anchor == _TOP
    return anchor if is_there else ""
