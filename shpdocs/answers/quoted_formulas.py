"""What no workbook may work out, and yet shows as it stood: a formula as the text of one, an error as an error."""

from __future__ import annotations

import re

from msgspec.structs import replace

from shpdocs.model.returns import RawCell

ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
_PIECE = 120  # characters: Excel allows 255 in a text of a formula, and some count as two
_LONGEST = 3000  # characters: Excel allows 8192 in a formula, and quotation marks are doubled
_TEXT = r'"(?:[^"]|"")*"'
_QUOTED = re.compile(rf"={_TEXT}(?:&{_TEXT})*")


def quote_formula(formula: str) -> str:
    """Return the formula that comes to the text of this one: '=A1' becomes '="=A1"'. Nothing is worked out in it."""
    shown = formula[:_LONGEST]
    pieces = [shown[at : at + _PIECE] for at in range(0, len(shown), _PIECE)]
    return "=" + "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def unquote_formula(cell: RawCell) -> RawCell:
    """Return the cell as it was before a query workbook quoted its formula, or a program made a formula of its error."""
    error = cell.formula.lstrip("=")
    if error in ERRORS:
        return replace(cell, value=error, formula="", is_error=True, cached="")
    if _QUOTED.fullmatch(cell.formula):
        text = "".join(piece[1:-1].replace('""', '"') for piece in re.findall(_TEXT, cell.formula))
        if text.startswith("="):
            return replace(cell, formula=text, cached="")
    return cell
