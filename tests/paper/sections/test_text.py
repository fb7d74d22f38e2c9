from __future__ import annotations

from collections.abc import Mapping

import pytest

from shpdocs.model.document import Block, Heading, ListItem, Paragraph, Table
from shpdocs.model.profile import Content, Line, SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.text import cover, lines, text, updates
from tests.support.made import answer_name, definition, field, material, named_table, open_table, plain

DEFINITION = definition(
    fields=(field("officer"), field("date", "date"), field("intro", "narrative"), field("more", "narrative")),
    tables=(
        open_table("papers", field("paper", "narrative"), field("sum", "money")),
        named_table("posts", {"chair": "Chair"}, field("holder")),
    ),
)
OFFICER, DATE, INTRO, MORE, PAPERS = (answer_name(f"made-up/{key}") for key in ("officer", "date", "intro", "more", "papers"))
MISSING = Paragraph("[No return: Made-up Sub-Group]")


def _material(fields: Mapping[str, Json] | None = None, papers: list[Json] | None = None) -> Material:
    blank = {"officer": None, "date": None, "intro": None, "more": None}
    answers: dict[str, Json] = {
        "fields": blank | dict(fields or {}),
        "tables": {"papers": papers or [], "posts": {"chair": {"holder": None}}},
    }
    return material((DEFINITION,), {"made-up": answers})


NOT_RECEIVED = material((DEFINITION,), {})


def _text(given: Material, *content: Content) -> tuple[Block, ...]:
    return plain(text(SectionPlan("text", content=content), given))


LINES = SectionPlan("lines", lines=(Line("Officer", OFFICER), Line("Meeting", DATE)))


def test_a_line_is_a_label_and_its_answer() -> None:
    assert plain(lines(LINES, _material({"officer": "Made-up Officer", "date": "2024-09-24"}))) == (
        Paragraph("Made-up Officer", "Officer: ", ("made-up/fields/officer",)),
        Paragraph("24 September 2024", "Meeting: ", ("made-up/fields/date",)),
    )


def test_a_blank_line_says_so() -> None:
    assert plain(lines(LINES, _material({"officer": "Made-up Officer"})))[1] == Paragraph("No entry", "Meeting: ")


def test_a_line_of_a_missing_return_says_so() -> None:
    assert plain(lines(LINES, NOT_RECEIVED))[0] == Paragraph(MISSING.text, "Officer: ")


def test_a_narrative_in_a_line_stands_on_one_line() -> None:
    plan = SectionPlan("lines", lines=(Line("Intro", INTRO),))
    assert plain(lines(plan, _material({"intro": "One.\nTwo."}))) == (Paragraph("One. Two.", "Intro: ", ("made-up/fields/intro",)),)


def test_the_cover_is_a_table_of_labels_and_answers() -> None:
    (printed,) = plain(cover(LINES, _material({"officer": "Made-up Officer"})))
    assert isinstance(printed, Table)
    assert printed.header == ()
    assert printed.rows == (
        ((Paragraph("", "Officer"),), (Paragraph("Made-up Officer", refs=("made-up/fields/officer",)),)),
        ((Paragraph("", "Meeting"),), (Paragraph("No entry"),)),
    )
    assert "" not in (printed.title, printed.description)


def test_the_cover_of_a_missing_return_says_so() -> None:
    (printed,) = plain(cover(LINES, NOT_RECEIVED))
    assert isinstance(printed, Table)
    assert [row[1] for row in printed.rows] == [(MISSING,), (MISSING,)]


def test_texts_of_one_paragraph_each_run_into_one() -> None:
    blocks = _text(_material({"intro": "One.", "more": "Two."}), Content(run_in=(INTRO, MORE)))
    assert blocks == (Paragraph("One. Two.", refs=("made-up/fields/intro", "made-up/fields/more")),)


@pytest.mark.parametrize("more", ["Two.\nThree.", "1. Two."])
def test_texts_of_more_than_a_paragraph_stand_by_themselves(more: str) -> None:
    blocks = _text(_material({"intro": "One.", "more": more}), Content(run_in=(INTRO, MORE)))
    assert blocks[0] == Paragraph("One.", refs=("made-up/fields/intro",))
    assert len(blocks) == 1 + len(more.split("\n"))


def test_a_blank_text_is_left_out() -> None:
    assert _text(_material({"more": "Two."}), Content(run_in=(INTRO, MORE))) == (Paragraph("Two.", refs=("made-up/fields/more",)),)
    assert _text(_material(), Content(run_in=(INTRO, MORE))) == ()


def test_contents_stand_in_the_profiles_order() -> None:
    blocks = _text(_material({"intro": "One.", "more": "Two."}), Content(run_in=(MORE,)), Content(run_in=(INTRO,)))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Two.", "One."]


ROWS: list[Json] = [
    {"paper": "First", "sum": {"amount": 5, "words": "£5"}},
    {"paper": "Second", "sum": None},
]


@pytest.mark.parametrize("numbering", ["1.", "a)", "-"])
def test_the_first_column_of_a_table_is_a_list(numbering: str) -> None:
    assert _text(_material(papers=ROWS), Content(list_of=PAPERS, numbering=numbering)) == (
        ListItem("First", numbering, 1, 0, True, ("made-up/tables/papers/0/paper",)),
        ListItem("Second", numbering, 2, 0, False, ("made-up/tables/papers/1/paper",)),
    )


def test_the_first_column_of_a_table_is_paragraphs() -> None:
    assert _text(_material(papers=ROWS), Content(rows_of=PAPERS)) == (
        Paragraph("First", refs=("made-up/tables/papers/0/paper",)),
        Paragraph("Second", refs=("made-up/tables/papers/1/paper",)),
    )


def test_a_sentence_says_each_row_of_a_table() -> None:
    (paragraph,) = _text(_material(papers=ROWS), Content(run_in=(PAPERS,), sentence="{paper} costs {sum}."))
    refs = tuple(f"made-up/tables/papers/{row}/{column}" for row in (0, 1) for column in ("paper", "sum"))
    assert paragraph == Paragraph("First costs £5. Second costs No entry.", refs=refs)


def test_a_sentence_runs_on_from_a_text() -> None:
    (paragraph,) = _text(_material({"intro": "One."}, ROWS[:1]), Content(run_in=(INTRO, PAPERS), sentence="{paper}!"))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "One. First!"


def test_an_empty_table_says_nothing() -> None:
    for content in (Content(run_in=(PAPERS,), sentence="{paper}"), Content(list_of=PAPERS), Content(rows_of=PAPERS)):
        assert _text(_material(), content) == ()


def test_a_missing_return_is_told_once_in_each_text() -> None:
    assert _text(NOT_RECEIVED, Content(run_in=(INTRO, PAPERS), sentence="{paper}")) == (MISSING,)
    assert _text(NOT_RECEIVED, Content(rows_of=PAPERS)) == (MISSING,)
    assert _text(NOT_RECEIVED, Content(list_of=PAPERS)) == (ListItem(MISSING.text, "1.", 1, 0, True),)


UPDATES = SectionPlan("updates", level=2)
FIRST = definition(sub_group="first", title="Made-up First", fields=(field("update", "narrative"), field("name")))
SECOND = definition(sub_group="second", title="Made-up Second", fields=(field("news", "narrative"), field("plans", "narrative")))


def test_narratives_that_nothing_else_prints_stand_under_their_sub_group() -> None:
    answers = {"first": {"fields": {"update": "One."}}, "second": {"fields": {"news": "Two.", "plans": "Three."}}}
    assert plain(updates(UPDATES, material((FIRST, SECOND), answers, UPDATES))) == (
        Heading("Made-up First", 3),
        Paragraph("One.", refs=("first/fields/update",)),
        Heading("Made-up Second", 3),
        Paragraph("Two.", refs=("second/fields/news",)),
        Paragraph("Three.", refs=("second/fields/plans",)),
    )


def test_a_narrative_printed_elsewhere_is_not_printed_again() -> None:
    other = SectionPlan("text", content=(Content(run_in=(answer_name("second/news"), answer_name("first/update"))),))
    answers = {"first": {"fields": {"update": "One."}}, "second": {"fields": {"news": "Two.", "plans": "Three."}}}
    blocks = plain(updates(UPDATES, material((FIRST, SECOND), answers, other, UPDATES)))
    assert blocks == (Heading("Made-up Second", 3), Paragraph("Three.", refs=("second/fields/plans",)))


def test_a_sub_group_without_an_update_has_no_heading() -> None:
    answers = {"first": {"fields": {"update": None}}, "second": {"fields": {"news": None, "plans": None}}}
    assert plain(updates(UPDATES, material((FIRST, SECOND), answers, UPDATES))) == ()


def test_a_missing_return_is_told_under_its_sub_group() -> None:
    blocks = plain(updates(UPDATES, material((FIRST, SECOND), {"second": {"fields": {"news": None, "plans": None}}}, UPDATES)))
    assert blocks == (Heading("Made-up First", 3), Paragraph("[No return: Made-up First]"))
