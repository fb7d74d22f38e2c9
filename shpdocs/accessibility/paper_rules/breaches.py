"""Where a breach stands in a paper, in words that lead a reader there: Word numbers neither paragraphs nor tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph, PaperPlace, TextLook

CONTENTS = re.compile(r"toc\b.*|table of figures|index.*|contents.*", re.IGNORECASE)  # styles of lists of what stands in the paper
_LONGEST = 40  # characters of a text that is quoted
_BESIDE = {"header": "in the header", "footer": "in the footer", "footnote": "in the footnotes", "endnote": "in the endnotes"}


def breach_at(place: PaperPlace, what: str, mend: str, is_choice: bool = False) -> Breach:
    """A breach at a table, a cell or something drawn."""
    return Breach(_under(place), _at(place), what, mend, is_choice)


def breach_in(paragraph: PaperParagraph, what: str, mend: str, is_choice: bool = False) -> Breach:
    """A breach in a paragraph, named by its first words."""
    place, quoted = paragraph.place, quote(paragraph.words)
    at = _at(place) or "the heading itself"
    if quoted and (place.paragraph or place.part != "body"):
        at = f"{at} ({quoted})"
    return Breach(_under(place), at, what, mend, is_choice)


def quote(text: str) -> str:
    """A text's beginning between quotation marks, '' if there is none."""
    return f"'{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}'" if text else ""


def paragraphs_with_look(paper: PaperFacts, is_wrong: Callable[[TextLook], bool]) -> Iterator[tuple[TextLook, PaperParagraph]]:
    """Every paragraph with text of a look that is wrong, and that look, in reading order; what is hidden is left out.

    A look is judged once, however much text has it.
    """
    wrong = {look for look in paper.looks if not look.is_hidden and is_wrong(look)}
    for paragraph in paper.paragraphs if wrong else ():
        for look in dict.fromkeys(run.look for run in paragraph.runs if run.look in wrong and run.text.strip()):
            yield look, paragraph


def _under(place: PaperPlace) -> str:
    if place.part in _BESIDE:
        return _BESIDE[place.part]
    under = f"under {quote(place.under)}" if place.under else "before the first heading"
    return f"in a text box {under}" if place.part == "text box" else under


def _at(place: PaperPlace) -> str:
    if not place.table:
        return f"paragraph {place.paragraph}" if place.paragraph else ""
    row = f", row {place.row}" if place.row else ""
    column = f", column {place.column}" if place.column else ""
    return f"table {place.table}{row}{column}"
