"""Every number of a paper, gathered from the years of its sub-groups."""

from __future__ import annotations

from shpdocs.disclosure.counts import Standing
from shpdocs.disclosure.figures import add_figures
from shpdocs.disclosure.numbers import Numbers
from shpdocs.disclosure.relations import add_growth, add_parts, add_statements
from shpdocs.disclosure.tables import add_fields, add_tables
from shpdocs.disclosure.years import Years
from shpdocs.model.period import Period


def paper_numbers(years: Years, period: Period, standing: Standing) -> Numbers:
    """Return the numbers of the paper of a period: the figures of two years, the tables of this one, its own quarter's fields.

    `standing` is what stood in the papers that were made before it, and gets what stands in it.
    """
    numbers = Numbers(standing)
    for sub_group in years.values():
        for year in sub_group.both:
            add_figures(numbers, year)
            add_parts(numbers, year)
        if sub_group.before:
            add_statements(numbers, sub_group.now, sub_group.before)
        for quarter in sorted(sub_group.now.returns):  # the papers of quarters before may come late, or come again
            add_tables(numbers, sub_group.now, quarter, is_elsewhere=quarter != period.quarter)
        if period.quarter in sub_group.now.returns:
            add_fields(numbers, sub_group.now, period.quarter)
    add_growth(numbers)
    return numbers
