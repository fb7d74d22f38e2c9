"""Protective markings in a Word file, as lines of their own and never as words within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from unicodedata import category, normalize

from shpdocs.ooxml.metafiles import texts_of_drawing
from shpdocs.ooxml.pictures import PictureError
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_paragraphs import texts_of
from shpdocs.ooxml.xml import Element, V, each, local, value

_LABEL = re.compile(
    r"^(protective marking|security classification|classification|security marking|marking|gsc|handling)\s*[:\-–—]\s*", re.IGNORECASE
)
_DIVIDERS = re.compile(r"[\t\n|•·]| {3,}|(?<=\w) [–—] (?=\w)")
_HANDLING = (
    r"(PERSONAL|COMMERCIAL|LOCSEN|MANAGEMENT|STAFF|POLICY|DATA|INFORMATION|REPORT|APPENDIX|WHEN COMPLETE|UK EYES ONLY|INVESTIGATION"
    r"|AND|CAVEAT|MPS|POLICE|DRAFT)"
)
_RANKS = (
    (3, "TOP SECRET"), (2, "SECRET"), (1, r"OFFICIAL[\s\-–—:/(\[]*SENSITIVE"), (1, "RESTRICTED"), (1, "CONFIDENTIAL"), (1, "PROTECT"),
    (1, "STRICTLY CONFIDENTIAL"), (1, "PRIVATE AND CONFIDENTIAL"), (1, "NOT FOR PUBLICATION"), (1, "EXEMPT"), (1, "EXEMPT INFORMATION"),
)  # fmt: skip
_PART_TWO = re.compile(r"part\s*(ii|2)\b.*(exempt|private|confidential|not for publication|members only|restricted)", re.IGNORECASE)
_BARE_PART_TWO = re.compile(r"part\s*(ii|2)", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"\b(TOP SECRET|OFFICIAL[\s\-–—]{0,3}SENSITIVE|NOT FOR PUBLICATION|LAW ENFORCEMENT SENSITIVE|EXEMPT FROM PUBLICATION)\b"
)
_IN_MARGIN = re.compile(
    r"\b(TOP SECRET|SECRET|RESTRICTED|CONFIDENTIAL)\b"
    r"|(?i:\bofficial[\s\-]{0,3}sensitive\b|^(restricted|confidential|secret)\b|\bexempt from publication\b)"
)
_SPACED = re.compile(r"\b(?:\w ){3,}\w\b")  # S E C R E T
_BEFORE_CAPTION = re.compile(
    r"^([A-Z][A-Z\s\-/]+|[Oo]fficial[\s\-:]*[Ss]ensitive|(?:[Ss]trictly |[Pp]rivate and )?[Cc]onfidential|Restricted|Secret)\s*[:;.,\-(\[]"
)
_DRAWN_PARTS = {"chart": "a chart", "chartEx": "a chart", "diagramData": "SmartArt", "diagramDrawing": "SmartArt"}
_LONGEST_MARKING = 120  # letters
_HINT = re.compile(r"secret|sensitive|restricted|confidential|protect|publication|exempt|part", re.IGNORECASE)
_VERBS = ("protect",)  # in a text a word like any other, unless it stands in capitals
_NOT_FOR = re.compile(r"^not for publication\b", re.IGNORECASE)


class Standing(Enum):
    """What a line stands in: the text; headers, footers and properties; or what is written on a drawing or said of one."""

    TEXT = "text"
    MARGIN = "margin"
    CAPTION = "caption"


def rank(line: str, standing: Standing = Standing.TEXT) -> int:
    """How high a line marks what it stands on: 0 not at all or public, 1 sensitive or exempt, 2 secret, 3 top secret.

    In a margin 'Part II' alone is a marking too. In a caption a marking may stand before what is shown: 'SECRET: map of …'.
    """
    line = _normalised(line)
    if not _HINT.search(line):
        return 0
    is_margin = standing is Standing.MARGIN
    highest = max((_rank(piece.strip(), is_margin) for piece in [line, *_pieces(line, standing)]), default=0)
    words = _ANYWHERE.search(line) if standing is not Standing.TEXT or line == line.upper() else None
    words = words or (_IN_MARGIN.search(line) if is_margin else None)
    return max(highest, {"TOP SECRET": 3, "SECRET": 2}.get(words[0], 1) if words else 0)


def _pieces(line: str, standing: Standing) -> list[str]:
    pieces = _DIVIDERS.split(line)
    return [*pieces, *_BEFORE_CAPTION.findall(line[:_LONGEST_MARKING])] if standing is Standing.CAPTION else pieces


def _normalised(line: str) -> str:
    """The line as it reads: any dash or underscore a hyphen, wide and spaced letters as usual ones, what cannot be seen gone."""
    visible = line.replace("_", "-") if line.isascii() else _plain(line)
    return _SPACED.sub(lambda word: word[0].replace(" ", ""), visible)


def _plain(line: str) -> str:
    characters = (character for character in normalize("NFKC", line) if category(character) != "Cf")
    return "".join("-" if category(character) == "Pd" or character in "_\u2212" else character for character in characters)


def _rank(piece: str, is_margin: bool) -> int:
    piece, labels = _LABEL.subn("", piece)
    piece = piece.strip(" .*[]()")
    if len(piece) > _LONGEST_MARKING:
        return 0
    if _PART_TWO.match(piece) or _NOT_FOR.match(piece) or (is_margin and _BARE_PART_TWO.fullmatch(piece)):
        return 1
    if not (is_margin or labels or piece.isupper()) and piece.lower() in _VERBS:
        return 0
    for height, words in _RANKS:
        if re.fullmatch(words, piece, re.IGNORECASE) or re.fullmatch(rf"{words}[\s\-–—:,/()\[\]]+{_HANDLING}\b[^a-z]*", piece):
            return height
    return 0


def lines(file: WordFile) -> Iterator[tuple[str, str, Standing]]:
    """Every line that may be a marking: its text, where it stands, and what stands there."""
    for kind, name in file.text_parts:
        where = "the text" if kind == "document" else f"the {kind}"
        standing = Standing.MARGIN if kind in ("header", "footer") else Standing.TEXT
        yield from ((text, where, standing) for text in _paragraphs(file.tree(name)))
        yield from ((text, f"an alternative text in {where}", Standing.CAPTION) for text in _captions(file.tree(name)))
        for drawn, part in file.parts(*_DRAWN_PARTS, source=name):
            yield from ((text, _DRAWN_PARTS[drawn], Standing.CAPTION) for text in _drawn_texts(file, part))
        for _, picture in file.parts("image", source=name):
            yield from ((text, f"a picture in {where}", Standing.CAPTION) for text in _pictured_texts(file, picture))
    for _, name in file.parts("core-properties", "custom-properties", source=""):
        yield from ((text, "the file's properties", Standing.MARGIN) for text in _values(file.tree(name)))
    for _, name in [*file.parts("extended-properties", source=""), *file.parts("customXml")]:
        if file.is_xml(name):
            yield from ((text, "the file's properties", Standing.TEXT) for text in _values(file.tree(name)))


def _paragraphs(root: Element) -> Iterator[str]:
    yield from texts_of([root]).values()
    for path in each(root, "v:textpath"):  # a watermark
        yield path.get("string", "")


def _captions(root: Element) -> Iterator[str]:
    """What is said of drawings and tables, for those who do not see them."""
    for described in root.iter("{*}docPr", "{*}cNvPr", f"{{{V}}}*"):
        yield from (described.get(name, "") for name in ("descr", "title", "alt"))
    yield from (value(said) for said in each(root, "w:tblCaption", "w:tblDescription"))


def _drawn_texts(file: WordFile, part: str) -> Iterator[str]:
    """What stands in a chart or another drawing that is a part of its own, in pictures behind it, and in shapes upon it."""
    root = file.tree(part)
    yield from ("".join(said.text or "" for said in each(paragraph, "a:t")) for paragraph in each(root, "a:p"))
    yield from (said.text or "" for said in root.iter("{*}v", "{*}oddHeader", "{*}oddFooter"))
    yield from _captions(root)
    for _, picture in file.parts("image", source=part):
        yield from _pictured_texts(file, picture)
    for _, shapes in file.parts("chartUserShapes", source=part):
        yield from _drawn_texts(file, shapes)


def _pictured_texts(file: WordFile, part: str) -> list[str]:
    """What a drawing of Windows writes: each text, and all as one, as programs write a line in pieces. A picture of dots writes none."""
    try:
        texts = texts_of_drawing(file.package.read(part))
    except PictureError:
        return []  # such a picture is refused
    return [*texts, " ".join(texts), "".join(texts)]


def _values(root: Element) -> Iterator[str]:
    for element in root.iter():
        if local(element) not in ("creator", "lastModifiedBy") and element.text and element.text.strip():
            yield element.text.strip()


def marking_above(file: WordFile, classification: str, title: str, name: str) -> tuple[str, str] | None:
    """The first marking that is higher than the paper's, and where it stands; None if there is none."""
    allowed = rank(classification, Standing.MARGIN)
    named = ((title, "its title", Standing.MARGIN), (name.rpartition(".")[0], "the file's name", Standing.MARGIN))
    for text, where, standing in (*named, *lines(file)):
        if text.strip() and rank(text, standing) > allowed:
            return " ".join(text.split())[:80], where
    return None
