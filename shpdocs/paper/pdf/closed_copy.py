"""The copy of a Word file that LibreOffice is given: packed anew, with what is shown alone.

Nothing in it leads a program anywhere: no relationship out of the file but links to web and mail, no field that fetches or says where
the file stands, no object of another program, no picture that can name other files. What cannot be left out is refused.
"""

from __future__ import annotations

import re
from itertools import pairwise

from shpdocs.model.errors import ShpdocsError
from shpdocs.ooxml.bounds import OUR_BOUNDS, PackageError
from shpdocs.ooxml.outside import is_public, naming, outgoing
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.writing import EditedPackage
from shpdocs.ooxml.xml import Element, each, local, remove, serialise

OR_WORD = "or open the paper in Word and save it as PDF from there."
# Kinds of parts that are shown, or say how something is shown; a picture is copied as it is, the rest is XML.
_KEPT = {
    "officeDocument", "core-properties", "styles", "settings", "numbering", "theme", "themeOverride", "fontTable", "header", "footer",
    "footnotes", "endnotes", "image", "chart", "chartStyle", "chartColorStyle", "chartUserShapes",
}  # fmt: skip
_NAMED = {"image", "chart", "header", "footer"}  # they are shown where something names them, and only there
# Kinds of parts that nobody sees; whatever refers to them is taken out too.
_LEFT = {
    "extended-properties", "custom-properties", "thumbnail", "webSettings", "stylesWithEffects", "customXml", "customXmlProps", "people",
    "printerSettings", "glossaryDocument", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "font", "hdphoto",
    "keyMapCustomizations", "classificationlabels", "documenttasks", "attachedTemplate", "package",
}  # fmt: skip
_LEFT_ELEMENTS = (
    "w:attachedTemplate", "w:linkStyles", "w:attachedSchema", "w:saveThroughXslt", "w:docVars", "w:rsids", "w:updateFields",
    "w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic", "w:commentRangeStart", "w:commentRangeEnd",
    "w:commentReference", "c:externalData", "a:hlinkHover", "a:hlinkMouseOver",
)  # fmt: skip
_KEPT_PROPERTIES = ("title", "language")
_REFUSED = {
    **dict.fromkeys(("object", "control", "OLEObject", "ocx", "contentPart"), "an object of another program"),
    **dict.fromkeys(("altChunk", "subDoc", "frameset", "mailMerge"), "another file that is to be taken in"),
    **dict.fromkeys(("movie", "webVideoPr", "videoFile", "audioFile", "wavAudioFile", "quickTimeFile", "audioCd"), "a film or sound"),
}
_OTHER_LINK = "a link to something else than a page of the web or an e-mail address"
_FETCHED = "something that is to be fetched from elsewhere"
# Fields that Word and LibreOffice work out from the paper itself; of any other the text stays that it shows.
_KEPT_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "REF", "PAGEREF", "NOTEREF", "HYPERLINK", "TOC", "SEQ", "STYLEREF", "=",
}  # fmt: skip
_CODE_WORD = re.compile(r'"[^"]*"|\S+')
_SWITCH = re.compile(r"\\[a-z]", re.IGNORECASE)
_WITH_ARGUMENT = ("\\l", "\\o", "\\t")  # a bookmark, a tip, a frame
# How pictures begin that hold nothing but themselves: PNG, JPEG, GIF, BMP, TIFF, and Windows' own two.
_PICTURES = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|BM|II\*\x00|MM\x00\*|\xd7\xcd\xc6\x9a|\x01\x00\x09\x00|\x01\x00\x00\x00.{36} EMF", re.DOTALL
)


class PdfError(ShpdocsError):
    """No PDF could be made: LibreOffice is not installed, failed, or took too long; or paper or PDF hold what must not be in a PDF."""


def closed_copy(content: bytes, name: str) -> bytes:
    """Return a Word file without anything that leads out of it, or that is not shown. `name` is the file's, for messages.

    Raises:
        PdfError: it is damaged, or holds what cannot be left out.
    """
    try:
        return _Copier(open_word_file(content, OUR_BOUNDS), name).copied()
    except PackageError as error:
        part = f" ({error.fault.part})" if error.fault.part else ""
        raise PdfError(f"No PDF was made: '{name}' is damaged{part}.", "Assemble the paper again.") from None


class _Copier:
    """Copies a file part by part, from its root on: only what a program comes to."""

    def __init__(self, file: WordFile, name: str) -> None:
        self._file, self._name = file, name
        self._package = EditedPackage({})

    def copied(self) -> bytes:
        """The copy."""
        waiting = self._relate("", ())
        while waiting:
            relation = waiting.pop()
            part = relation.target
            if not self._package.has(part):
                self._package.add(part, b"", self._file.package.content_type(part))  # it may refer to itself
                self._package.parts[part], roots = self._picture(part) if relation.kind == "image" else self._xml(part, relation.kind)
                waiting += self._relate(part, roots)
        return self._package.write()

    def _relate(self, part: str, roots: tuple[Element, ...]) -> list[Relation]:
        """Give a part of the copy the relationships that it needs; return those that lead to parts."""
        used = {id for root in roots for id, _ in naming(root)}
        kept = []
        for relation in self._file.relations(part).values():
            is_known = relation.kind in _LEFT or (relation.kind in _KEPT and self._file.has_target(relation))
            if relation.is_external and not roots:
                raise self._refused(_FETCHED, part)
            if not relation.is_external and not is_known:
                raise self._refused(f"something that no PDF can hold ({relation.kind[:40]})", part)
            if relation.id in used or (not relation.is_external and relation.kind in _KEPT - _NAMED):
                kept.append(relation)
        self._package.set_relations(part, kept)
        return [relation for relation in kept if not relation.is_external]

    def _picture(self, part: str) -> tuple[bytes, tuple[Element, ...]]:
        content = self._file.package.read(part)
        if not _PICTURES.match(content):
            raise self._refused("a picture of a kind that can name other files, such as SVG or EPS", part)
        return content, ()

    def _xml(self, part: str, kind: str) -> tuple[bytes, tuple[Element, ...]]:
        root = self._file.tree(part)
        if kind == "core-properties":
            remove([element for element in root if local(element) not in _KEPT_PROPERTIES])
        remove(list(each(root, *_LEFT_ELEMENTS)))
        remove([extensions for blip in each(root, "a:blip") for extensions in each(blip, "a:extLst")])  # a drawing beside the picture
        for field in fields(root):
            if field.kind not in _KEPT_FIELDS and not field.kind.startswith("="):
                field.unlink()
            elif field.kind == "HYPERLINK":
                self._check_link(field.code, part)
        for leading in outgoing(root, self._file.relations(part).values()):
            if leading.is_fetched:
                raise self._refused(_FETCHED, part)
            if not is_public(leading.address):
                raise self._refused(_OTHER_LINK, part)
        for element in root.iter():
            if local(element) in _REFUSED:
                raise self._refused(_REFUSED[local(element)], part)
        return serialise(root), (root,)

    def _check_link(self, code: str, part: str) -> None:
        words = _CODE_WORD.findall(code)[1:]
        for before, word in pairwise(("", *words)):
            is_argument = _SWITCH.fullmatch(word) or before.lower() in _WITH_ARGUMENT
            if not is_argument and not is_public(word.strip('"')):
                raise self._refused(_OTHER_LINK, part)

    def _refused(self, what: str, part: str) -> PdfError:
        return PdfError(
            f"No PDF was made: '{self._name}' holds {what} (in {part or 'the file itself'}).",
            f"Take it out of the appendix or house style that it came with, and assemble again, {OR_WORD}",
        )
