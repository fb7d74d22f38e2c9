"""Rules on shape: nothing but paragraphs and tables, one after the other, in letters that are easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.accessibility.paper_rules.letters import with_letters
from shpdocs.accessibility.paper_rules.places import breach_at, breach_in
from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import Letters, PaperFacts, PaperParagraph

_CONTENTS = re.compile(r"toc\b.*|table of figures|index.*|contents.*", re.IGNORECASE)
_TITLE = re.compile(r"title|subtitle", re.IGNORECASE)
_NO_BLANKS = "Delete it, and set the space before or after: Layout, Spacing."
_CAPTION = "Nothing has to be done; a line that says what the next table holds would serve readers better."
_LEAST_SIZE = 12  # points
_BESIDE = {"header", "footer"}
_NOTES = {"footnote", "endnote"}
_LONG = 100  # characters: a shorter line, as of a title page, may stand in the middle
_CAPITALS, _CAPITAL_WORDS = 20, 4  # letters and words: fewer are names and short forms


def shape_is_plain(paper: PaperFacts) -> Iterator[Breach]:
    """W14: no blank paragraphs or tabs for space; no text boxes, no floating objects."""
    for one in paper.paragraphs:
        if one.spot.part in _BESIDE:
            continue
        if not (one.words or one.has_more or one.level):
            yield from _blank(one)
        elif "\t" in one.text and not _CONTENTS.fullmatch(one.style):
            mend = "Delete the tabs; use an indent (Layout, Indent) or a table with a row of headings."
            yield breach_in(one, "Tabs are used for layout.", mend)
    yield from _floating(paper)


def _floating(paper: PaperFacts) -> Iterator[Breach]:
    """What stands beside the text or over it."""
    for one in paper.paragraphs:
        if one.floats and one.spot.part not in _BESIDE:
            yield breach_in(one, "The paragraph stands in a frame that floats.", "Right click on its border, Format Frame, Remove Frame.")
    for table in paper.tables:
        if table.floats:
            mend = "Right click on the table, choose Table Properties, Text wrapping: None."
            yield breach_at(table.spot, "The table floats.", mend)
    for drawing in paper.drawings:
        if drawing.kind == "text box":
            mend = "Move the text out of the box, delete the box; for a border choose Home, Borders."
            yield breach_at(drawing.spot, "Text stands in a text box.", mend)
        elif drawing.floats:
            yield breach_at(drawing.spot, f"A {drawing.kind} floats over the text.", "Right click on it, Wrap Text, In Line with Text.")


def _blank(one: PaperParagraph) -> Iterator[Breach]:
    """A blank paragraph. One that Word needs is told; one in a cell that is blank is told by W6."""
    if one.spot.table:
        if one.spot.paragraph > 1 and not one.keeps_apart:
            yield breach_in(one, "A blank paragraph stands in a cell.", _NO_BLANKS)
    elif one.keeps_apart:
        yield breach_in(one, "A blank paragraph keeps two tables apart; without one they would be read as one.", _CAPTION, True)
    elif one.spot.part == "body" or one.spot.paragraph > 1:
        yield breach_in(one, "A blank paragraph is used for space.", _NO_BLANKS)


def letters_are_plain(paper: PaperFacts) -> Iterator[Breach]:
    """W15: body text of 12 points or more, without serifs, aligned to the left, not in capitals."""
    for letters, one in with_letters(paper, _is_small):
        if one.spot.part not in _BESIDE | _NOTES:
            what = f"The text has {letters.size:g} points; {_LEAST_SIZE} are needed."
            yield breach_in(one, what, f"Mark it and choose Home, Font Size {_LEAST_SIZE}, or change its style once for all.")
    for letters, one in with_letters(paper, lambda letters: letters.has_serifs):
        mend = "Choose a font without serifs such as Arial (Home, Font), or change the style once for all."
        yield breach_in(one, f"The font {letters.font} has serifs.", mend)
    for one in paper.paragraphs:
        if one.spot.part not in _BESIDE and not one.level and not _TITLE.fullmatch(one.style) and one.words:
            yield from _set_otherwise(one)


def _is_small(letters: Letters) -> bool:
    return letters.size < _LEAST_SIZE


def _set_otherwise(one: PaperParagraph) -> Iterator[Breach]:
    """Text that is justified, long and not to the left, or in capitals."""
    if one.align == "both":
        yield breach_in(one, "The text is justified, which leaves uneven gaps.", "Choose Home, Align Left.")
    elif one.align != "left" and len(one.words) > _LONG:
        yield breach_in(one, "Long text is not aligned to the left.", "Choose Home, Align Left.")
    shown = "".join(stretch.text.upper() if stretch.letters.capitals else stretch.text for stretch in one.stretches)
    if not shown.isupper() or _CONTENTS.fullmatch(one.style):  # a list of contents says what the headings say
        return
    letters = [letter for letter in shown if letter.isalpha()]
    words = [word for word in shown.split() if sum(map(str.isalpha, word)) > 1]
    if len(letters) > _CAPITALS and len(words) >= _CAPITAL_WORDS:
        mend = "Write it in small letters (Home, Change Case); capitals are for the title and headings."
        yield breach_in(one, "Text outside headings is in capitals.", mend)
