"""Reading values: named rules that turn one cell into one answer, or into a question. Never a guess.

Each `read_…` function takes a cell that is not blank, no formula and no error, and returns a Reading whose
`rule` says how the value was read. The table of rules with examples is docs/reading.md.
"""

from shpdocs.answers.values.basics import (
    Number,
    comparable,
    is_date_format,
    is_percent_format,
    json_number,
    parse_number,
    show_number,
    stored_decimal,
    tidy,
)
from shpdocs.answers.values.dates import MONTHS, day_in_words, read_date, read_fraction, read_months, show_date, time_in_words
from shpdocs.answers.values.numbers import (
    AMBIGUOUS_NONE,
    NO_FIGURE_WORDS,
    STATUSES,
    read_count,
    read_money,
    read_no_figure,
    read_number,
    read_percentage,
    read_rate,
    show_pounds,
)
from shpdocs.answers.values.texts import CONSTANTS, read_choice, read_narrative, read_text, read_yes_no

__all__ = [
    "AMBIGUOUS_NONE",
    "CONSTANTS",
    "MONTHS",
    "NO_FIGURE_WORDS",
    "STATUSES",
    "Number",
    "comparable",
    "day_in_words",
    "is_date_format",
    "is_percent_format",
    "json_number",
    "parse_number",
    "read_choice",
    "read_count",
    "read_date",
    "read_fraction",
    "read_money",
    "read_months",
    "read_narrative",
    "read_no_figure",
    "read_number",
    "read_percentage",
    "read_rate",
    "read_text",
    "read_yes_no",
    "show_date",
    "show_number",
    "show_pounds",
    "stored_decimal",
    "tidy",
    "time_in_words",
]
