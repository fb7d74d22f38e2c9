"""Rules on looks: plain layout, letters that are easy to read, contrast, and no rating that colour alone gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from colorsys import rgb_to_hsv

from shpdocs.accessibility.paper_rules.breaches import CONTENTS, breach_at, breach_in, paragraphs_with_look
from shpdocs.accessibility.rule import Breach, faintness
from shpdocs.model.paper_facts import PaperCell, PaperFacts, PaperParagraph, PaperRow, TextLook

_TITLE = re.compile(r"title|subtitle", re.IGNORECASE)
_NO_BLANKS = "Delete it, and set the space before or after: Layout, Spacing."
_CAPTION = "Nothing has to be done; a line that says what the next table holds would serve readers better."
_LEAST_SIZE = 12  # points
_BESIDE = {"header", "footer"}
_NOTES = {"footnote", "endnote"}
_LONG = 100  # characters: a shorter line, as of a title page, may stand in the middle
_CAPITALS, _CAPITAL_WORDS = 20, 4  # letters and words: fewer are names and short forms
_RATINGS = {
    "red": "red|off track|not on track|behind|not met|missed|high|very high|severe|overdue|delayed|worse|failed|below target|critical",
    "amber": "amber|yellow|orange|at risk|slightly|nearly|medium|moderate|partly|partial|some concern|in progress|within tolerance",
    "green": "green|on track|met|achieved|complete|completed|done|low|very low|better|on target|ahead|exceeded",
}
_PALE = 0.15  # colours of less strength are greys


def layout_is_plain(paper: PaperFacts) -> Iterator[Breach]:
    """W14: no blank paragraphs or tabs for space; no text boxes, no floating objects."""
    for paragraph in paper.paragraphs:
        if paragraph.place.part in _BESIDE:
            continue
        if not (paragraph.words or paragraph.has_other_content or paragraph.level):
            yield from _blank_breaches(paragraph)
        elif "\t" in paragraph.text and not CONTENTS.fullmatch(paragraph.style):
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
    if not shown.isupper() or CONTENTS.fullmatch(paragraph.style):  # a list of contents says what the headings say
        return
    letters = [letter for letter in shown if letter.isalpha()]
    words = [word for word in shown.split() if sum(map(str.isalpha, word)) > 1]
    if len(letters) > _CAPITALS and len(words) >= _CAPITAL_WORDS:
        mend = "Write it in small letters (Home, Change Case); capitals are for the title and headings."
        yield breach_in(paragraph, "Text outside headings is in capitals.", mend)


def texts_have_contrast(paper: PaperFacts) -> Iterator[Breach]:
    """W11: contrast of 4.5 to 1, for large text (18 points, or 14 in bold) 3 to 1."""
    mend = "Choose a darker text on a light fill, or a lighter one on a dark fill: Home, Font Color; or change its style once for all."
    for look, paragraph in paragraphs_with_look(paper, lambda look: bool(_faintness(look))):
        yield breach_in(paragraph, _faintness(look), mend)


def _faintness(look: TextLook) -> str:
    return faintness(look.text_colour, look.fill, look.size, look.bold) if look.fill else ""


def ratings_are_words(paper: PaperFacts) -> Iterator[Breach]:
    """W12: a table's cell in red, amber or green says that, or what it means, in words; so may one of the same colour beside it."""
    for table in paper.tables:
        for row in table.rows[1:] if table.rows and table.rows[0].is_heading else table.rows:
            for cell in row.cells:
                rating = _rating(cell.shade)
                if rating and not _says(rating, cell) and not _said_beside(rating, row):
                    mend = f"Write the rating into the cell, such as {rating.capitalize()}, or take the fill off (Table Design, Shading)."
                    yield breach_at(cell.place, f"The cell's fill is {rating}, and its text does not say so.", mend)


def _says(rating: str, cell: PaperCell) -> bool:
    return bool(re.search(rf"\b({_RATINGS[rating]})\b", cell.words, re.IGNORECASE))


def _said_beside(rating: str, row: PaperRow) -> bool:
    """Whether all coloured cells of the row have one colour, and one of them says what it means."""
    coloured = [cell for cell in row.cells if _rating(cell.shade)]
    return len({_rating(cell.shade) for cell in coloured}) == 1 and any(_says(rating, cell) for cell in coloured)


def _rating(colour: str) -> str:
    """'red', 'amber' or 'green' for a colour that is read as such; '' for any other, for greys and for no fill."""
    hue, strength, _ = rgb_to_hsv(*(primary / 255 for primary in bytes.fromhex(colour or "FFFFFF")))
    degrees = round(hue * 360, 6)
    if round(strength, 6) < _PALE:
        return ""
    if degrees < 16 or degrees >= 340:
        return "red"
    if 20 <= degrees < 66:
        return "amber"
    return "green" if 75 <= degrees < 165 else ""
