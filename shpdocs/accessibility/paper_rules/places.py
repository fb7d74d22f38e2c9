"""Where something stands in a paper, in words that lead a reader there: Word numbers neither paragraphs nor tables."""

from __future__ import annotations

from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import PaperParagraph, Spot

_LONGEST = 40  # characters of a text that is quoted
_BESIDE = {"header": "in the header", "footer": "in the footer", "footnote": "in the footnotes", "endnote": "in the endnotes"}


def breach_at(spot: Spot, what: str, mend: str, is_choice: bool = False) -> Breach:
    """A departure at a table, a cell or something drawn."""
    return Breach(_under(spot), _at(spot), what, mend, is_choice)


def breach_in(paragraph: PaperParagraph, what: str, mend: str, is_choice: bool = False) -> Breach:
    """A departure in a paragraph, told with its first words."""
    spot, quoted = paragraph.spot, quote(paragraph.words)
    at = _at(spot) or "the heading itself"
    return Breach(_under(spot), f"{at} ({quoted})" if quoted and (spot.paragraph or spot.part != "body") else at, what, mend, is_choice)


def quote(text: str) -> str:
    """A text's beginning between quotation marks, '' if there is none."""
    return f"'{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}'" if text else ""


def _under(spot: Spot) -> str:
    if spot.part in _BESIDE:
        return _BESIDE[spot.part]
    under = f"under {quote(spot.under)}" if spot.under else "before the first heading"
    return f"in a text box {under}" if spot.part == "text box" else under


def _at(spot: Spot) -> str:
    if not spot.table:
        return f"paragraph {spot.paragraph}" if spot.paragraph else ""
    row = f", row {spot.row}" if spot.row else ""
    return f"table {spot.table}{row}{f', column {spot.column}' if spot.column else ''}"
