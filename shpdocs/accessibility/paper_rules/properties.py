"""Rules on what surrounds the words: pictures, document properties, what is left over from writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.accessibility.paper_rules.breaches import breach_at, breach_in, quote
from shpdocs.accessibility.rule import Breach, author_breaches
from shpdocs.model.paper_facts import PaperFacts

_NO_WORDS = (
    r"(picture|image|graphic|graphical user interface|chart|diagram|shape|logo|photo|text box|img|dsc|screenshot)?[\s_\-\d.,]*"
    r"(\.?(png|jpe?g|gif|bmp|emf|wmf|svg|tiff?))?|.*\.(png|jpe?g|gif|bmp|emf|wmf|svg|tiff?)"
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_FIRST_YEAR = 2006  # no .docx is older
_MADE_BY_A_LIBRARY = "2013-12-23T23:15:00Z"  # what python-docx says of every paper


def pictures_have_alt_text(paper: PaperFacts) -> Iterator[Breach]:
    """W10: every picture, chart and shape has alternative text that is more than a file's name, or is marked as decorative."""
    mend = "Right click on it, choose Edit Alt Text, and say what it shows; or mark it as decorative."
    for drawing in paper.drawings:
        if drawing.kind in ("text box", "foreign text") or drawing.is_decorative:
            continue
        if not drawing.alt_text:
            yield breach_at(drawing.place, f"The {drawing.kind} has no alternative text.", mend)
        elif re.fullmatch(_NO_WORDS, drawing.alt_text, re.IGNORECASE):
            what = f"The alternative text of the {drawing.kind} ({quote(drawing.alt_text)}) says nothing."
            yield breach_at(drawing.place, what, mend)


def nothing_is_left_over(paper: PaperFacts) -> Iterator[Breach]:
    """W16: author and dates are set, no remarks are kept; no comments, tracked changes, hidden text, macros or foreign texts."""
    yield from author_breaches(paper.author)
    if paper.comment:
        what = f"The document property Comments says {quote(paper.comment)}."
        yield Breach("", "", what, "Clear it: File, Info, Properties, Show All Properties, Comments.")
    yield from _date_breaches(paper)
    yield from _left_from_writing(paper)


def _date_breaches(paper: PaperFacts) -> Iterator[Breach]:
    mend = "Save it under a new name, which dates it anew."
    if not _is_day(paper.created) or paper.created == _MADE_BY_A_LIBRARY:
        yield Breach("", "", "The day on which the paper was made is missing, or is one that a program makes up.", mend)
    elif _is_day(paper.modified) and paper.modified[:10] < paper.created[:10]:
        yield Breach("", "", "The paper was last changed before it was made, by its properties.", mend)


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(match[group]) for group in (1, 2, 3))
    return year >= _FIRST_YEAR and 1 <= month <= 12 and 1 <= day <= 31


def _left_from_writing(paper: PaperFacts) -> Iterator[Breach]:
    """What is left over from writing in the text and in the file."""
    if paper.comment_count:
        yield Breach("", "", _left(paper.comment_count, "comment"), "Answer them, then delete them: Review, Delete, Delete All Comments.")
    if paper.tracked_changes:
        what = _left(paper.tracked_changes, "tracked change")
        yield Breach("", "", what, "Choose Review, Accept, Accept All Changes and Stop Tracking.")
    for paragraph in paper.paragraphs:
        if any(run.look.is_hidden and run.text.strip() for run in paragraph.runs):
            yield breach_in(paragraph, "Text is hidden.", "Show it (Home, Show/Hide), and delete it; or untick Hidden in Home, Font.")
    for drawing in paper.drawings:
        if drawing.kind in ("embedded object", "foreign text"):
            what = "Another file is embedded, which cannot be audited."
            yield breach_at(drawing.place, what, "Send that file on its own, or copy what it says into the text.")
    if paper.has_macros:
        yield Breach("", "", "The paper has macros.", "Save it as 'Word Document (.docx)'.")
    if paper.is_strict:
        what = "The paper is kept in the strict kind of the format, which some programs do not open."
        yield Breach("", "", what, "If readers have trouble, save it as 'Word Document (.docx)'.", True)


def _left(number: int, noun: str) -> str:
    return f"{number} {noun} is left in the paper." if number == 1 else f"{number} {noun}s are left in the paper."
