"""Every place at which two made-up papers differ, each worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from shpdocs.model.document import Block, Chart, ChartLine, Contents, Document, Heading, ListItem, Notice, PageBreak, Paragraph
from shpdocs.paper.changes import document_changes
from shpdocs.report.paper_changes import change_line
from tests.support.made_papers import DOMESTIC, figure, items, paper, repeat_victims, robbery, said, table

LONG = " ".join(f"word{number}" for number in range(200))
NAMES = {"made-up/measures/repeat-victims": "Repeat victims"}


def _lines(before: Document, now: Document) -> list[str]:
    return [change_line(change) for change in document_changes(before, now)]


def _under(heading: Heading, before: Sequence[Block], now: Sequence[Block]) -> list[str]:
    return _lines(paper(heading, *before), paper(heading, *now))


def test_papers_that_show_the_same_do_not_differ() -> None:
    before = paper(DOMESTIC, said("One.", "made-up/fields/a"), table(repeat_victims("140")), mark="DRAFT")
    other_refs = paper(DOMESTIC, said("One.", "made-up/fields/b"), table(repeat_victims("140")), mark="DRAFT")
    other_page = paper(PageBreak("landscape"), *other_refs.blocks[1:], mark="DRAFT")
    for now in (before, other_refs, other_page, replace(before, author="Another")):
        assert document_changes(before, now) == ()


def test_a_figure_is_told_by_its_measure_and_quarter() -> None:
    papers = [paper(DOMESTIC, table(repeat_victims(figure), robbery())) for figure in ("140", "148")]
    (change,) = document_changes(*papers, names=NAMES)
    assert change_line(change) == "Domestic abuse: Repeat victims, Quarter 2: 140 → 148"
    assert change.refs == ("made-up/measures/repeat-victims/figure",)


def test_without_the_measures_name_its_row_is_told_by_its_first_words() -> None:
    papers = [paper(DOMESTIC, table(repeat_victims(figure), robbery())) for figure in ("140", "148")]
    assert _lines(*papers) == ["Domestic abuse: Reduce repeat victims, Quarter 2: 140 → 148"]


def test_what_is_worked_out_from_a_figure_counts_as_made_of_it() -> None:
    rows = [("Safety", "Repeat victims", figure(figures), position) for figures, position in (("140 (Q2)", "Below"), ("148 (Q2)", "Above"))]
    header = ("Priority", "Measure", "Latest quarter", "Position")
    changes = document_changes(*(paper(DOMESTIC, table(row, ("Safety", "Robbery", "2", "x"), header=header)) for row in rows))
    assert [change.where for change in changes] == [
        "Domestic abuse: Repeat victims, Latest quarter",
        "Domestic abuse: Repeat victims, Position",
    ]
    assert {change.refs for change in changes} == {("made-up/measures/repeat-victims/figure",)}


def test_rows_that_moved_were_added_or_are_gone_are_told_as_that() -> None:
    before = paper(DOMESTIC, table(("A", "1"), ("B", "2"), ("C", "3"), ("D", "4"), header=("Risk", "Score")))
    now = paper(DOMESTIC, table(("D", "4"), ("A", "1"), ("B", "5"), ("E", "6"), header=("Risk", "Score")))
    assert _lines(before, now) == [
        "Domestic abuse: D: moved, row 4 → row 1",
        "Domestic abuse: B, Score: 2 → 5",
        "Domestic abuse: E: added: E; 6",
        "Domestic abuse: C: gone: C; 3",
    ]


def test_a_row_whose_label_changed_is_known_by_its_other_cells() -> None:
    before, now = (paper(DOMESTIC, table((label, "1", "x"), ("B", "2", "y"), header=("Risk", "Score", "Owner"))) for label in "AZ")
    assert _lines(before, now) == ["Domestic abuse: A, Risk: A → Z"]


def test_rows_of_one_label_keep_their_order() -> None:
    before, now = (paper(DOMESTIC, table(("A", score), ("A", "2"), ("A", "3"), header=("Risk", "Score"))) for score in "19")
    assert _lines(before, now) == ["Domestic abuse: 1, Score: 1 → 9"]


def test_columns_are_known_by_their_heading() -> None:
    before = paper(DOMESTIC, table(("A", "1", "2"), ("B", "3", "4"), header=("Risk", "Score", "Was")))
    now = paper(DOMESTIC, table(("A", "2", "1", "x"), ("B", "4", "3", "y"), header=("Risk", "Was", "Score now", "Owner")))
    assert _lines(before, now) == [
        "Domestic abuse: column Score now: added: A: 1; B: 3",
        "Domestic abuse: column Owner: added: A: x; B: y",
        "Domestic abuse: column Score: gone: A: 1; B: 3",
    ]
    renamed = paper(DOMESTIC, table(("A", "1", "2"), ("B", "3", "5"), header=("Risk", "Score", "Score before")))
    assert _lines(before, renamed) == [
        "Domestic abuse: heading of column 3: Was → Score before",
        "Domestic abuse: B, Score before: 4 → 5",
    ]


def test_a_table_without_headings_is_told_by_its_labels() -> None:
    before, now = (paper(table((said("", label="Report author"), name), ("Date", "May"), header=())) for name in ("Joan", "Jane"))
    assert _lines(before, now) == ["Under the title: Report author: Joan → Jane"]


def test_a_line_is_told_by_its_label() -> None:
    before, now = (paper(said(day, label="Meeting: "), said("x", label="Author: ")) for day in ("24 September 2024", "1 October 2024"))
    assert _lines(before, now) == ["Under the title: Meeting: 24 September 2024 → 1 October 2024"]


def test_paragraphs_and_items_are_told_by_their_number_where_there_are_several() -> None:
    before: list[Block] = [said("One."), said("Two."), *items("A", "B")]
    now: list[Block] = [said("One."), said("Three."), *items("A", "C")]
    assert _under(DOMESTIC, before, now) == [
        "Domestic abuse: paragraph 2: Two. → Three.",
        "Domestic abuse: item 2: B → C",
    ]
    assert _under(DOMESTIC, [said("One.")], [said("Two.")]) == ["Domestic abuse: One. → Two."]


def test_an_item_added_is_told_and_not_that_those_after_it_are_numbered_on() -> None:
    assert _under(DOMESTIC, (items("A", "B")), (items("A", "New", "B"))) == ["Domestic abuse: item 2: added: New"]


def test_a_number_that_changed_alone_is_told() -> None:
    first, second = items("A", "B")
    assert _under(DOMESTIC, [first, second], [first, replace(second, number=5)]) == ["Domestic abuse: item 2: 2. B → 5. B"]


def test_an_item_that_became_a_paragraph_or_stands_deeper_is_told() -> None:
    item = ListItem("A made-up text", "-", starts=True)
    assert _under(DOMESTIC, [item], [Paragraph("A made-up text")]) == [
        "Domestic abuse: A made-up text (item '-' on level 1) → A made-up text (paragraph)"
    ]
    assert _under(DOMESTIC, [item], [replace(item, level=1)]) == [
        "Domestic abuse: A made-up text (item '-' on level 1) → A made-up text (item '-' on level 2)"
    ]


def test_what_stands_elsewhere_word_for_word_only_moved() -> None:
    other = Heading("Burglary", 2)
    before = paper(DOMESTIC, said("One."), said("Two."), other, said("Three."))
    now = paper(DOMESTIC, said("One."), other, said("Three."), said("Two."))
    (change,) = document_changes(before, now)
    assert (change.is_moved, change_line(change)) == (
        True,
        "Burglary: paragraph 2: moved, Domestic abuse: paragraph 2 → Burglary: paragraph 2",
    )


def test_a_text_of_the_same_answers_that_stands_elsewhere_and_says_otherwise_is_one_change() -> None:
    first, second = (ListItem(f"Made-up {name}", "-", refs=(f"made-up/measures/{name}/figure",)) for name in ("robbery", "theft"))
    now = replace(second, text="Quite another thing")
    assert _under(DOMESTIC, [first, second], [now, first]) == ["Domestic abuse: item 1: Made-up theft → Quite another thing"]


def test_what_moved_past_a_table_is_told_to_stand_in_another_order() -> None:
    rows = table(robbery())
    assert _under(DOMESTIC, [said("One."), rows], [rows, said("One.")]) == [
        "Domestic abuse: moved, Domestic abuse → Domestic abuse, in another order"
    ]


def test_of_a_long_text_the_words_that_differ_are_told_and_those_around_them() -> None:
    now = LONG.replace("word20 ", "new20 ").replace("word150 ", "")
    (change,) = document_changes(paper(DOMESTIC, said(LONG)), paper(DOMESTIC, said(now)))
    around = [
        " ".join(f"word{number}" for number in numbers) for numbers in (range(15, 20), range(21, 26), range(145, 150), range(151, 156))
    ]
    assert change.before == f"… {around[0]} word20 {around[1]} … {around[2]} word150 {around[3]} …"
    assert change.now == f"… {around[0]} new20 {around[1]} … {around[2]} {around[3]} …"


@pytest.mark.parametrize(("before", "now"), [(LONG, LONG.replace("word9 ", "word9  ")), ("x" * 5000, "x" * 4999 + "y")])
def test_long_texts_that_differ_are_never_told_as_the_same(before: str, now: str) -> None:
    (change,) = document_changes(paper(DOMESTIC, said(before)), paper(DOMESTIC, said(now)))
    assert change.before != change.now
    assert max(len(change.before), len(change.now)) <= 600


def test_headings_are_told_where_they_changed_moved_were_added_or_are_gone() -> None:
    burglary, theft = (Heading(text, 2) for text in ("Burglary", "Theft"))
    before = paper(DOMESTIC, said("One."), burglary, said("Two."), theft, said("Three."))
    assert _lines(before, paper(Heading("Abuse", 2), said("One."), *before.blocks[3:])) == ["Headings: Domestic abuse → Abuse"]
    assert _lines(before, paper(*before.blocks[1:3], *before.blocks[5:], *before.blocks[3:5])) == [
        "Theft: moved, after Burglary → after Domestic abuse"
    ]
    assert _lines(before, paper(*before.blocks[1:3], *before.blocks[5:])) == ["Headings: gone: Burglary", "Burglary: gone: Two."]
    assert _lines(paper(*before.blocks[1:3]), paper(*before.blocks[1:5])) == ["Headings: added: Burglary", "Burglary: added: Two."]
    assert _lines(before, paper(Heading("Domestic abuse", 3), *before.blocks[2:])) == [
        "Headings: Domestic abuse (level 2) → Domestic abuse (level 3)"
    ]


def test_a_heading_that_stands_in_several_places_is_told_with_the_one_above_it() -> None:
    def risks(first: str, second: str) -> Document:
        group = Heading("Prevent", 3)
        return paper(Heading("Risks", 2), group, said(first), Heading("Funding", 2), group, said(second))

    assert _lines(risks("A", "B"), risks("A", "C")) == ["Funding, Prevent: B → C"]


def test_title_mark_and_footer_are_told_and_what_is_said_of_marking_is_marking() -> None:
    before = paper(footer=("Made-up Committee", "Classification: Public"))
    now = Document("NEW", "Made-up Author", (Heading("NEW", 1),), ("Made-up Committee", "Classification: Official"), False, "DRAFT")
    changes = document_changes(before, now)
    assert [(change_line(change), change.what) for change in changes] == [
        ("Mark at the head of every page: added: DRAFT", "marking"),
        ("Title: MADE-UP PAPER → NEW", "text"),
        ("Footer: paragraph 2: Classification: Public → Classification: Official", "marking"),
        ("Footer: gone: page numbers", "text"),
    ]
    assert _lines(before, replace(before, title="Other")) == ["Title of the file: MADE-UP PAPER → Other"]


def test_an_answer_that_became_exempt_and_a_notice_are_marking() -> None:
    words = "Not for publication: exempt under paragraph 3."
    for old, new in ((said("Text."), said(words)), (Notice("A."), Notice("B."))):
        (change,) = document_changes(paper(DOMESTIC, old), paper(DOMESTIC, new), is_exempt=True)
        assert (change.what, change.is_exempt) == ("marking", True)


def test_a_chart_is_told_by_line_and_quarter_and_its_texts_only_where_they_say_more() -> None:
    chart = Chart("", "It rose.", ("Quarter 1", "Quarter 2"), ChartLine("Robbery", (1, 2)), (ChartLine("Target", (1.5, None)),), "%")
    now = replace(chart, bars=ChartLine("Robbery", (1, 3)), lines=(ChartLine("Target", (1.5, 2)),), description="It rose much.")
    assert _under(DOMESTIC, [chart], [now]) == [
        "Domestic abuse: chart: Robbery, Quarter 2: 2 → 3",
        "Domestic abuse: chart: Target, Quarter 2: added: 2",
    ]
    (change, _) = document_changes(*(paper(DOMESTIC, each, table(robbery())) for each in (chart, now)))
    assert change.refs == ("made-up/measures/robbery/figure",)
    for other, line in (
        (replace(chart, description="Other."), "alternative text: It rose. → Other."),
        (replace(chart, unit="£"), "unit: % → £"),
        (replace(chart, title="New"), "title: added: New"),
    ):
        assert _under(DOMESTIC, [chart], [other]) == [f"Domestic abuse: chart of Robbery, {line}"]


def test_tables_that_come_or_go_are_told_with_their_rows_names_charts_and_lists_of_contents_whole() -> None:
    chart = Chart("", "It rose.", ("Quarter 1",), ChartLine("Robbery", (1,)))
    assert _under(DOMESTIC, [], [table(robbery()), chart, Contents()]) == [
        "Domestic abuse: added: table Made-up table, 1 row: Reduce robbery",
        "Domestic abuse: added: chart Robbery: It rose.",
        "Domestic abuse: added: Contents, to level 3",
    ]


def test_a_table_that_is_called_as_its_part_of_the_paper_is_not_named_twice() -> None:
    gone = _under(DOMESTIC, [table(robbery(), title="Domestic abuse")], [])
    assert gone == ["Domestic abuse: gone: table, 1 row: Reduce robbery"]


def test_a_tables_own_texts_and_the_colour_of_a_rating_are_told() -> None:
    assert _under(DOMESTIC, [table(robbery())], [table(robbery(), title="Other")]) == [
        "Domestic abuse: table, title: Made-up table → Other"
    ]
    rated = [table(("A", Paragraph("Off", rating=colour)), header=("Risk", "Rating")) for colour in ("amber", "red")]
    assert _under(DOMESTIC, rated[:1], rated[1:]) == ["Domestic abuse: A, Rating: Off, amber → Off, red"]


_texts = st.sampled_from(["", "A", "B", "C", "A longer made-up text", "Not for publication"])
_paragraphs = st.builds(said, _texts, label=st.sampled_from(["", "Label: "]))
_items = st.builds(ListItem, _texts, st.sampled_from(["-", "1."]), st.integers(1, 3), st.integers(0, 1))
_rows = st.lists(st.lists(_texts, min_size=2, max_size=2), max_size=4)
_tables = st.builds(lambda rows, header: table(*rows, header=header), _rows, st.sampled_from([(), ("A", "B"), ("B", "A"), ("A", "A")]))
_charts = st.builds(lambda first, second: Chart("", "", ("Q1",), ChartLine(first, (second,))), _texts, st.sampled_from([None, 1, 2]))
_headings = st.builds(Heading, st.sampled_from(["A", "B", "C"]), st.integers(1, 4))
_blocks = st.one_of(_headings, _paragraphs, _items, _tables, _charts, st.builds(Notice, _texts), st.just(PageBreak("portrait")))
_papers = st.builds(
    lambda blocks, footer, mark: Document("T", "A", tuple(blocks), tuple(footer), mark=mark),
    st.lists(_blocks, max_size=7),
    st.lists(_texts, max_size=2),
    _texts,
)


def _shown(document: Document) -> Document:
    """The paper without what no reader sees."""
    blocks = tuple(_shown_block(block) for block in document.blocks if not isinstance(block, PageBreak))
    return replace(document, blocks=blocks)


def _shown_block(block: Block) -> Block:
    if not isinstance(block, ListItem):
        return block
    return replace(block, starts=False, number=1 if block.numbering == "-" else block.number)


@given(_papers, _papers)
def test_papers_differ_if_and_only_if_a_change_is_told_and_each_says_something(before: Document, now: Document) -> None:
    changes = document_changes(before, now)
    assert (changes == ()) == (_shown(before) == _shown(now))
    assert all(change.before != change.now for change in changes)


@given(_papers)
def test_a_paper_does_not_differ_from_itself_made_anew(document: Document) -> None:
    assert document_changes(document, replace(document, author="Another")) == ()
