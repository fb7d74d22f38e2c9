"""Rules on colour: contrast of every text with what lies under it, and no rating that colour alone gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.accessibility.criteria import contrast, least_contrast
from shpdocs.accessibility.paper_rules.breaches import breach_at, breach_in, paragraphs_with_look
from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import PaperCell, PaperFacts, PaperRow, TextLook

_RATINGS = {
    "red": "red|off track|not on track|behind|not met|missed|high|very high|severe|overdue|delayed|worse|failed|below target|critical",
    "amber": "amber|yellow|orange|at risk|slightly|nearly|medium|moderate|partly|partial|some concern|in progress|within tolerance",
    "green": "green|on track|met|achieved|complete|completed|done|low|very low|better|on target|ahead|exceeded",
}
_WORDS = {"red": "Red", "amber": "Amber", "green": "Green"}
_PALE = 0.15  # colours of less strength are greys


def texts_have_contrast(paper: PaperFacts) -> Iterator[Breach]:
    """W11: contrast of 4.5 to 1, for large text (18 points, or 14 in bold) 3 to 1."""
    for look, paragraph in paragraphs_with_look(paper, _is_weak):
        rounded = int(contrast(look.text_colour, look.fill) * 100) / 100
        least = least_contrast(look.size, look.bold)
        what = f"The text ({look.text_colour} on {look.fill}) has a contrast of {rounded:.2f} to 1; {least:g} is needed."
        mend = "Choose a darker text on a light fill, or a lighter one on a dark fill: Home, Font Color; or change its style once for all."
        yield breach_in(paragraph, what, mend)


def _is_weak(look: TextLook) -> bool:
    return bool(look.fill) and contrast(look.text_colour, look.fill) < least_contrast(look.size, look.bold)


def ratings_are_words(paper: PaperFacts) -> Iterator[Breach]:
    """W12: a table's cell in red, amber or green says that, or what it means, in words; so may one of the same colour beside it."""
    for table in paper.tables:
        for row in table.rows[1:] if table.rows and table.rows[0].is_heading else table.rows:
            for cell in row.cells:
                rating = _rating(cell.shade)
                if rating and not _says(rating, cell) and not _said_beside(rating, row):
                    mend = f"Write the rating into the cell, such as {_WORDS[rating]}, or take the fill off (Table Design, Shading)."
                    yield breach_at(cell.place, f"The cell's fill is {rating}, and its text does not say so.", mend)


def _says(rating: str, cell: PaperCell) -> bool:
    return bool(re.search(rf"\b({_RATINGS[rating]})\b", cell.words, re.IGNORECASE))


def _said_beside(rating: str, row: PaperRow) -> bool:
    """Whether all coloured cells of the row have one colour, and one of them says what it means."""
    coloured = [cell for cell in row.cells if _rating(cell.shade)]
    return len({_rating(cell.shade) for cell in coloured}) == 1 and any(_says(rating, cell) for cell in coloured)


def _rating(colour: str) -> str:
    """'red', 'amber' or 'green' for a colour that is read as such; '' for any other, for greys and for no fill."""
    if not colour:
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    most, least = max(red, green, blue), min(red, green, blue)
    if most == 0 or (most - least) / most < _PALE:
        return ""
    hue = _hue(red, green, blue)
    if hue < 16 or hue >= 340:
        return "red"
    if 20 <= hue < 66:
        return "amber"
    return "green" if 75 <= hue < 165 else ""


def _hue(red: int, green: int, blue: int) -> float:
    """The hue of a colour that is no grey, in degrees: red 0, green 120, blue 240."""
    most, spread = max(red, green, blue), max(red, green, blue) - min(red, green, blue)
    if most == red:
        return (60 * (green - blue) / spread) % 360
    return 60 * (blue - red) / spread + 120 if most == green else 60 * (red - green) / spread + 240
