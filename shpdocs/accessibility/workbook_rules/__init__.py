"""The rules of accessibility that a workbook is audited by: pure functions over plain facts, one a rule."""

from __future__ import annotations

from shpdocs.accessibility.rule import Rule, judge
from shpdocs.accessibility.workbook_rules.colours import colours_can_be_read
from shpdocs.accessibility.workbook_rules.sheets import (
    links_and_properties_are_set,
    nothing_floats,
    nothing_is_hidden,
    sheets_have_titles,
)
from shpdocs.accessibility.workbook_rules.tables import (
    blocks_are_tables,
    content_is_in_order,
    names_say_something,
    no_cells_are_merged,
    no_gaps,
)
from shpdocs.accessibility.workbook_rules.texts import notes_are_marked, nothing_is_cut, numbers_are_numbers
from shpdocs.model.audit import AuditedFile
from shpdocs.model.workbook_facts import WorkbookFacts

RULES: tuple[Rule[WorkbookFacts], ...] = (
    Rule("X1", "Tables are marked up as tables, with one row of headings", True, blocks_are_tables),
    Rule("X2", "Every table's name says what it holds", False, names_say_something),
    Rule("X3", "No cells are merged", True, no_cells_are_merged),
    Rule("X4", "Tables have no blank rows, columns or unexplained blank cells", True, no_gaps),
    Rule("X5", "Texts and numbers can be read whole", True, nothing_is_cut),
    Rule("X6", "Nothing is hidden or filtered away", False, nothing_is_hidden),
    Rule("X7", "Every sheet has a name, and a title in A1", True, sheets_have_titles),
    Rule("X8", "Content starts in column A, and nothing stands below a table", True, content_is_in_order),
    Rule("X9", "Nothing floats over the cells or stands outside them; no macros", True, nothing_floats),
    Rule("X10", "Colours have contrast and are never the only sign", True, colours_can_be_read),
    Rule("X11", "Notes are marked in words, and listed on a notes sheet", True, notes_are_marked),
    Rule("X12", "Links, title, author and language are there; it opens at the start", True, links_and_properties_are_set),
    Rule("X13", "Numbers are numbers, one in a cell, aligned to the right", False, numbers_are_numbers),
)


def audit_workbook(facts: WorkbookFacts) -> AuditedFile:
    """Return how a workbook stands against every rule."""
    return judge(RULES, facts.file, facts)
