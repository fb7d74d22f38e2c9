"""Why fields of an appendix cannot come in: they fetch, they keep text that they do not show, or show nothing yet. By place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.outside import is_public
from shpdocs.ooxml.word_fields import Field, is_seen, read_fields
from shpdocs.ooxml.word_paragraphs import place_of
from shpdocs.ooxml.xml import Element, local
from shpdocs.paper.appendix.field_codes import KnownNames, address_of
from shpdocs.paper.appendix.form_fields import shown_by
from shpdocs.paper.appendix.links import link_refusal
from shpdocs.paper.appendix.shown import with_new_codes

_FETCHING = {
    "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "EMBED", "DATABASE", "MERGEFIELD", "MERGEREC",
    "MERGESEQ", "MERGEBARCODE", "NEXT", "NEXTIF", "SKIPIF", "ASK", "CONTROL", "RD", "ADDRESSBLOCK",
    "GREETINGLINE", "HTMLCONTROL", "BARCODE", "DISPLAYBARCODE",
}  # fmt: skip
_UNSEEN = {"XE", "TC", "TA", "SET", "PRIVATE"}  # no program shows their result
# Kinds that every program works out anew as it opens a file: what is kept as their result is not what a page shows.
_COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"}
_DRAWN = {"EQ", "SYMBOL", "FORMCHECKBOX", "FORMDROPDOWN"}
_NUMBER = re.compile(r"[\W_]*(?:(?:\d{1,3}\W?){1,8}(?:st|nd|rd|th)?|[ivxlcdm]{1,12}|[a-z]{1,2})?[\W_]*", re.IGNORECASE)
_LONGEST_SIGN = 2  # letters that the result of a SYMBOL may be
# Kinds that show what somebody gave, or did not give: a property, an answer, a branch, a place that is not there any more, a link without
# words. Where a page shows nothing, nothing comes in.
_MAY_BE_BLANK = {
    "", "ADDIN", "AUTHOR", "AUTOTEXT", "AUTOTEXTLIST", "COMMENTS", "COMPARE", "DOCPROPERTY", "DOCVARIABLE", "FILLIN", "GLOSSARY",
    "HYPERLINK", "IF", "INFO", "KEYWORDS", "LASTSAVEDBY", "NOTEREF", "PAGEREF", "QUOTE", "REF", "SUBJECT", "TEMPLATE", "TITLE",
    "USERADDRESS", "USERINITIALS", "USERNAME",
}  # fmt: skip
_MAY_SHOW_NOTHING = _UNSEEN | _MAY_BE_BLANK | {"FORMTEXT", "ADVANCE"}
# Kinds that become text and are called by their name when that is told; another's name may be any word.
TOLD = {
    "ADDIN", "ADVANCE", "AUTHOR", "AUTOTEXT", "AUTOTEXTLIST", "BIBLIOGRAPHY", "CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE",
    "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "EQ", "FILENAME", "FILESIZE", "FILLIN", "FORMTEXT", "GLOSSARY", "HYPERLINK", "IF",
    "INCLUDEPICTURE", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY", "NOTEREF", "NUMCHARS", "NUMWORDS", "PAGEREF", "PRINTDATE", "PRIVATE",
    "QUOTE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SEQ", "SET", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME",
    "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
}  # fmt: skip
_TO_TEXT = "Click it and press Ctrl+Shift+F9: what it shows becomes text."
_REFRESH = "Click it and press F9. If it shows something then, press Ctrl+Shift+F9; if not, press Alt+F9 and delete it."
_WORK_OUT = "Click it and press F9, or delete it and insert it anew."
_SHOW_CODES = "Press Alt+F9 to see the codes of fields, and delete it."


def field_refusals(kind: str, root: Element, names: KnownNames) -> Iterator[Refusal]:
    """Why fields of a part of this kind ('header') cannot come in."""
    fields, strays = read_fields([root])
    broken = next(iter(strays), None)
    broken = next((field.start for field in fields if not field.has_end), None) if broken is None else broken
    if broken is not None:
        yield Refusal("A field is broken: its beginning or its end is missing", place_of(broken, kind), _SHOW_CODES)
    for field, code in with_new_codes(fields, names):
        where = place_of(field.start, kind)
        address = address_of(field.code)
        if address and not is_public(address):
            yield link_refusal(address, where)
        else:
            yield from _refused(field, where, has_code=bool(code))


def _refused(field: Field, where: str, has_code: bool) -> Iterator[Refusal]:
    if field.kind in _FETCHING and not _shows_pictures_alone(field):
        yield Refusal(f"It has a field that fetches from elsewhere ({field.kind})", where, _TO_TEXT)
    elif any(map(is_seen, field.in_code)):
        yield Refusal("A field keeps text in its code that no page shows", where, _TO_TEXT)
    elif field.kind in _UNSEEN and field.shows_anything:
        yield Refusal(f"A field keeps text that no page shows ({field.kind})", where, _SHOW_CODES)
    elif has_code and _keeps_another_result(field):
        yield Refusal(f"A field keeps a text that is not what a page shows ({field.kind})", where, _WORK_OUT)
    elif _shows_nothing_yet(field) and not has_code:
        what = f" ({field.kind})" if field.kind in TOLD else ""
        yield Refusal(f"A field shows nothing{what}", where, _REFRESH)


def _shows_pictures_alone(field: Field) -> bool:
    """Whether a field that fetches a picture shows one, and nothing besides: it becomes what it shows, if the file keeps that."""
    return field.kind == "INCLUDEPICTURE" and bool(field.shown) and all(local(shown) in ("drawing", "pict") for shown in field.shown)


def _keeps_another_result(field: Field) -> bool:
    """Whether the result that is kept of a field cannot be what a program works out and shows."""
    kept = "".join(element.text or "" for element in field.shown if local(element) == "t").strip()
    if field.kind in _DRAWN:
        return len(kept) > _LONGEST_SIGN and kept != shown_by(field)
    is_hidden_number = field.kind == "SEQ" and "\\h" in field.code.lower().split() and "\\*" not in field.code
    return (field.kind in _COUNTED or is_hidden_number) and not _NUMBER.fullmatch(kept)


def _shows_nothing_yet(field: Field) -> bool:
    """Whether a field shows nothing, and is of a kind that should."""
    return not (field.is_within_code or field.kind in _MAY_SHOW_NOTHING or field.shows_anything)
