"""Rules on layout: nothing but paragraphs and tables, one after the other, in letters that are easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.accessibility.paper_rules.breaches import breach_at, breach_in, paragraphs_with_look
from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph

_CONTENTS = re.compile(r"toc\b.*|table of figures|index.*|contents.*", re.IGNORECASE)
_TITLE = re.compile(r"title|subtitle", re.IGNORECASE)
_NO_BLANKS = "Delete it, and set the space before or after: Layout, Spacing."
_CAPTION = "Nothing has to be done; a line that says what the next table holds would serve readers better."
_LEAST_SIZE = 12  # points
_BESIDE = {"header", "footer"}
_NOTES = {"footnote", "endnote"}
_LONG = 100  # characters: a shorter line, as of a title page, may stand in the middle
_CAPITALS, _CAPITAL_WORDS = 20, 4  # letters and words: fewer are names and short forms


def layout_is_plain(paper: PaperFacts) -> Iterator[Breach]:
    """W14: no blank paragraphs or tabs for space; no text boxes, no floating objects."""
    for paragraph in paper.paragraphs:
        if paragraph.place.part in _BESIDE:
            continue
        if not (paragraph.words or paragraph.has_other_content or paragraph.level):
            yield from _blank_breaches(paragraph)
        elif "\t" in paragraph.text and not _CONTENTS.fullmatch(paragraph.style):
            mend = "Delete the tabs; use an indent (Layout, Indent) or a table with a row of headings."
            yield breach_in(paragraph, "Tabs are used for layout.", mend)
    yield from _floating_breaches(paper)


def _floating_breaches(paper: PaperFacts) -> Iterator[Breach]:
    """What stands beside the text or over it."""
    for paragraph in paper.paragraphs:
        if paragraph.is_floating and paragraph.place.part not in _BESIDE:
            yield breach_in(
                paragraph, "The paragraph stands in a frame that floats.", "Right click on its border, Format Frame, Remove Frame."
            )
    for table in paper.tables:
        if table.is_floating:
            mend = "Right click on the table, choose Table Properties, Text wrapping: None."
            yield breach_at(table.place, "The table floats.", mend)
    for drawing in paper.drawings:
        if drawing.kind == "text box":
            mend = "Move the text out of the box, delete the box; for a border choose Home, Borders."
            yield breach_at(drawing.place, "Text stands in a text box.", mend)
        elif drawing.is_floating:
            yield breach_at(drawing.place, f"A {drawing.kind} floats over the text.", "Right click on it, Wrap Text, In Line with Text.")


def _blank_breaches(paragraph: PaperParagraph) -> Iterator[Breach]:
    """A blank paragraph. One that Word needs is by choice; one in a cell that is blank is a breach of W6."""
    if paragraph.place.table:
        if paragraph.place.paragraph > 1 and not paragraph.is_between_tables:
            yield breach_in(paragraph, "A blank paragraph stands in a cell.", _NO_BLANKS)
    elif paragraph.is_between_tables:
        yield breach_in(paragraph, "A blank paragraph keeps two tables apart; without one they would be read as one.", _CAPTION, True)
    elif paragraph.place.part == "body" or paragraph.place.paragraph > 1:
        yield breach_in(paragraph, "A blank paragraph is used for space.", _NO_BLANKS)


def text_is_plain(paper: PaperFacts) -> Iterator[Breach]:
    """W15: body text of 12 points or more, without serifs, aligned to the left, not in capitals."""
    for look, paragraph in paragraphs_with_look(paper, lambda look: look.size < _LEAST_SIZE):
        if paragraph.place.part not in _BESIDE | _NOTES:
            what = f"The text has {look.size:g} points; {_LEAST_SIZE} are needed."
            yield breach_in(paragraph, what, f"Mark it and choose Home, Font Size {_LEAST_SIZE}, or change its style once for all.")
    for look, paragraph in paragraphs_with_look(paper, lambda look: look.has_serifs):
        mend = "Choose a font without serifs such as Arial (Home, Font), or change the style once for all."
        yield breach_in(paragraph, f"The font {look.font} has serifs.", mend)
    for paragraph in paper.paragraphs:
        if paragraph.place.part not in _BESIDE and not paragraph.level and not _TITLE.fullmatch(paragraph.style) and paragraph.words:
            yield from _setting_breaches(paragraph)


def _setting_breaches(paragraph: PaperParagraph) -> Iterator[Breach]:
    """Text that is justified, long and not to the left, or in capitals."""
    if paragraph.align == "both":
        yield breach_in(paragraph, "The text is justified, which leaves uneven gaps.", "Choose Home, Align Left.")
    elif paragraph.align != "left" and len(paragraph.words) > _LONG:
        yield breach_in(paragraph, "Long text is not aligned to the left.", "Choose Home, Align Left.")
    shown = "".join(run.text.upper() if run.look.capitals else run.text for run in paragraph.runs)
    if not shown.isupper() or _CONTENTS.fullmatch(paragraph.style):  # a list of contents says what the headings say
        return
    letters = [letter for letter in shown if letter.isalpha()]
    words = [word for word in shown.split() if sum(map(str.isalpha, word)) > 1]
    if len(letters) > _CAPITALS and len(words) >= _CAPITAL_WORDS:
        mend = "Write it in small letters (Home, Change Case); capitals are for the title and headings."
        yield breach_in(paragraph, "Text outside headings is in capitals.", mend)
