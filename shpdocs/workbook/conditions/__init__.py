"""Conditions on answer cells, each with its two readings side by side: as a formula of the workbook, and in Python.

The workbook's Check sheet is made of the formulas; `collect` holds the same conditions itself, over the cells as they
came. A cell's value is what a spreadsheet knows of it: text, number, logical value, nothing, or an error. Texts are
blank if they hold nothing but spaces and what cannot be printed.
"""

from shpdocs.workbook.conditions.answers import (
    as_long_as,
    blank,
    filled,
    logical,
    number,
    or_error,
    other_than,
    outside,
    share_of_one,
    sum_over,
    unanswered,
    unreadable,
    with_decimals,
    without_digit,
    words_other_than,
)
from shpdocs.workbook.conditions.condition import (
    ERROR,
    LONGEST_TEXT,
    Addresses,
    CellError,
    Cells,
    Condition,
    Value,
    all_of,
    any_of,
    as_text,
    blank_formula,
    is_blank,
    negated,
    require_value,
)
from shpdocs.workbook.conditions.tables import (
    error_in,
    fewer_rows,
    lacking_rows,
    no_rows,
    row_lacks,
)

__all__ = [
    "ERROR",
    "LONGEST_TEXT",
    "Addresses",
    "CellError",
    "Cells",
    "Condition",
    "Value",
    "all_of",
    "any_of",
    "as_long_as",
    "as_text",
    "blank",
    "blank_formula",
    "error_in",
    "fewer_rows",
    "filled",
    "is_blank",
    "lacking_rows",
    "logical",
    "negated",
    "no_rows",
    "number",
    "or_error",
    "other_than",
    "outside",
    "require_value",
    "row_lacks",
    "share_of_one",
    "sum_over",
    "unanswered",
    "unreadable",
    "with_decimals",
    "without_digit",
    "words_other_than",
]
