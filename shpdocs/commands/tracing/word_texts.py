"""What a Word file that somebody names says, text by text: read bounded, and with nothing of ours taken for granted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from shpdocs.model.errors import ShpdocsError
from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.alternatives import keep_shown_branches
from shpdocs.ooxml.bounds import PackageError, word_bounds
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.word_paragraphs import texts_of
from shpdocs.ooxml.xml import Element, each, value

_FRESH = "Open it in Word, save a fresh copy as 'Word Document (.docx)' and name that."
_REASONS = {
    "oversized": ("is larger than a paper can be: it holds {entered}, and the limit is {limit}.", "Name the paper as it was assembled."),
    "locked": ("is locked with a password.", "Open it in Word, take the password off (File, Info, Protect Document) and save it."),
    "empty": ("is empty: it has not arrived whole.", "Wait until the drive has synced it, then trace it again."),
    "not-a-package": ("is no Word document (.docx).", "Name the Word file of the paper, or an edition by --edition NUMBER."),
    "old-office": ("is an older Word document (.doc) or another older Office file.", _FRESH),
}
_UNCLEAR = ("could not be read by shpdocs.", f"{_FRESH} If that does not help, please report it with what SHPDOCS_TRACEBACK=1 prints.")
_DAMAGED = ("is damaged, and cannot be read.", _FRESH)


class WordTexts(Struct, frozen=True):
    """What a Word file says, each text with one space between its words and none empty.

    `body` is its paragraphs in order, `drawn` the alternative texts and what charts show, `beside` all else: lines at the head and foot of
    pages, notes.
    """

    body: tuple[str, ...]
    drawn: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.body, *self.drawn, *self.beside))


def word_texts(content: bytes, name: str, limits: WordLimits) -> WordTexts:
    """Return what a Word file says.

    Raises:
        ShpdocsError: it is no Word document, or is locked, damaged or too large.
    """
    try:
        file = open_word_file(content, word_bounds(limits))
        roots = [file.tree(part) for _, part in file.text_parts]
        for root in roots:
            keep_shown_branches(root)
        drawn = [*(text for root in roots for text in _alternative_texts(root)), *_chart_texts(file)]
        return WordTexts(*map(_lines, (texts_of(roots[:1]).values(), drawn, texts_of(roots[1:]).values())))
    except PackageError as error:
        what, remedy = _REASONS.get(error.fault.code, _DAMAGED)
        what = what.format(entered=error.fault.entered, limit=error.fault.limit)
    except Exception as error:
        raise ShpdocsError(f"'{name}' {_UNCLEAR[0]}", _UNCLEAR[1]) from error
    raise ShpdocsError(f"'{name}' {what}", remedy)


def on_one_line(text: str) -> str:
    """A text with one space between its words."""
    return " ".join(text.split())


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(on_one_line, texts) if text)


def _alternative_texts(root: Element) -> Iterator[str]:
    yield from (value(element, "w:val") for element in each(root, "w:tblCaption", "w:tblDescription"))
    yield from (element.get("descr", "") for element in each(root, "wp:docPr"))


def _chart_texts(file: WordFile) -> Iterator[str]:
    for _, part in file.parts("chart"):
        yield from (element.text or "" for element in each(file.tree(part), "c:v"))
