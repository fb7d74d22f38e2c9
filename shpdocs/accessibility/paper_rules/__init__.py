"""The rules of accessibility that a paper is audited by: pure functions over plain facts, one a rule."""

from __future__ import annotations

from shpdocs.accessibility.paper_rules.looks import layout_is_plain, ratings_are_words, text_is_plain, texts_have_contrast
from shpdocs.accessibility.paper_rules.properties import nothing_is_left_over, pictures_have_alt_text
from shpdocs.accessibility.paper_rules.tables import (
    headings_are_marked,
    no_cell_is_blank,
    rows_stay_whole,
    tables_are_simple,
    tables_have_alt_text,
)
from shpdocs.accessibility.paper_rules.texts import headings_are_in_order, language_is_set, links_speak, lists_are_lists, title_is_set
from shpdocs.accessibility.rule import Rule, judge
from shpdocs.model.audit import AuditedFile
from shpdocs.model.paper_facts import PaperFacts

# Essential is what a criterion of WCAG 2.2, level A or AA, asks for: docs/accessibility.md names it for each.
RULES: tuple[Rule[PaperFacts], ...] = (
    Rule("W1", "The document has a title, the one that stands in it", True, title_is_set),
    Rule("W2", "The language is set, and is British English throughout", True, language_is_set),
    Rule("W3", "Headings are real: one of level 1, none left out, none blank", True, headings_are_in_order),
    Rule("W4", "Every table's row of headings is marked as one", True, headings_are_marked),
    Rule("W5", "Tables are simple grids: no joined cells, no tables within tables", True, tables_are_simple),
    Rule("W6", "No cell of a table is blank", False, no_cell_is_blank),
    Rule("W7", "Every table has alternative text", False, tables_have_alt_text),
    Rule("W8", "Rows of tables stay whole at the end of a page, unless they are long", False, rows_stay_whole),
    Rule("W9", "Lists are lists, not bullets and numbers typed by hand", True, lists_are_lists),
    Rule("W10", "Every picture and chart has alternative text", True, pictures_have_alt_text),
    Rule("W11", "Text has contrast with what lies under it", True, texts_have_contrast),
    Rule("W12", "Ratings are words as well as colours", True, ratings_are_words),
    Rule("W13", "Every link says where it leads", True, links_speak),
    Rule("W14", "No blank paragraphs or tabs for space, no text boxes, nothing floats", False, layout_is_plain),
    Rule("W15", "Text is plain: 12 points or more, no serifs, to the left, no capitals", False, text_is_plain),
    Rule("W16", "Properties are clean, and nothing is left over from writing", False, nothing_is_left_over),
)


def audit_paper(facts: PaperFacts) -> AuditedFile:
    """Return how a paper stands against every rule."""
    return judge(RULES, facts.file, facts)
