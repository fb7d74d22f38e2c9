"""Protective markings in a Word file, as lines of their own and never as words within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize

from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_paragraphs import texts_of
from shpdocs.ooxml.xml import Element, each, local

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
_HINT = re.compile(r"secret|sensitive|restricted|confidential|protect|publication|exempt|part", re.IGNORECASE)
_NOT_FOR = re.compile(r"^not for publication\b", re.IGNORECASE)


def rank(line: str, is_margin: bool = False) -> int:
    """How high a line marks what it stands on: 0 not at all or public, 1 sensitive or exempt, 2 secret, 3 top secret.

    `is_margin` is for lines of headers, footers and properties, where 'Part II' alone is a marking too.
    """
    line = _normalised(line)
    if not _HINT.search(line):
        return 0
    highest = max((_rank(piece.strip(), is_margin) for piece in [line, *_DIVIDERS.split(line)]), default=0)
    words = _ANYWHERE.search(line) if is_margin or line == line.upper() else None
    words = words or (_IN_MARGIN.search(line) if is_margin else None)
    return max(highest, {"TOP SECRET": 3, "SECRET": 2}.get(words[0], 1) if words else 0)


def _normalised(line: str) -> str:
    """The line as it reads: any dash or underscore a hyphen, wide and spaced letters as usual ones, what cannot be seen gone."""
    visible = line.replace("_", "-") if line.isascii() else _plain(line)
    return _SPACED.sub(lambda word: word[0].replace(" ", ""), visible)


def _plain(line: str) -> str:
    characters = (character for character in normalize("NFKC", line) if category(character) != "Cf")
    return "".join("-" if category(character) == "Pd" or character in "_\u2212" else character for character in characters)


def _rank(piece: str, is_margin: bool) -> int:
    piece = _LABEL.sub("", piece).strip(" .*[]()")
    if len(piece) > 120:
        return 0
    if _PART_TWO.match(piece) or _NOT_FOR.match(piece) or (is_margin and _BARE_PART_TWO.fullmatch(piece)):
        return 1
    for height, words in _RANKS:
        if re.fullmatch(words, piece, re.IGNORECASE) or re.fullmatch(rf"{words}[\s\-–—:,/()\[\]]+{_HANDLING}\b[^a-z]*", piece):
            return height
    return 0


def lines(file: WordFile) -> Iterator[tuple[str, str, bool]]:
    """Every line that may be a marking: its text, where it stands, and whether that is a margin or a property."""
    for kind, name in file.text_parts:
        where = "the text" if kind == "document" else f"the {kind}"
        yield from ((text, where, kind in ("header", "footer")) for text in _paragraphs(file.tree(name)))
    for _, name in file.parts("core-properties", "custom-properties", source=""):
        yield from ((text, "the file's properties", True) for text in _values(file.tree(name)))


def _paragraphs(root: Element) -> Iterator[str]:
    yield from texts_of([root]).values()
    for path in each(root, "v:textpath"):  # a watermark
        yield path.get("string", "")


def _values(root: Element) -> Iterator[str]:
    for element in root.iter():
        if local(element) not in ("creator", "lastModifiedBy") and element.text and element.text.strip():
            yield element.text.strip()


def marking_above(file: WordFile, classification: str, title: str, name: str) -> tuple[str, str] | None:
    """The first marking that is higher than the paper's, and where it stands; None if there is none."""
    allowed = rank(classification, is_margin=True)
    for text, where, is_margin in ((title, "its title", True), (name.rpartition(".")[0], "the file's name", True), *lines(file)):
        if text.strip() and rank(text, is_margin) > allowed:
            return " ".join(text.split())[:80], where
    return None
