from __future__ import annotations

import pytest

from shpdocs.model.definition import Asked
from shpdocs.model.document import ListItem, Paragraph, Text
from shpdocs.model.returns import Json
from shpdocs.paper.sections.material import cell_line
from tests.support.made import answer_name, definition, field, material, named_table, open_table, plain

NARRATIVE = field("update", "narrative")
RISKS, POSTS = open_table("risks", field("risk")), named_table("posts", {"chair": "Chair"}, field("holder"))
DEFINITION = definition(fields=(NARRATIVE,), tables=(RISKS, POSTS))
OTHER = definition(sub_group="other")
ANSWERS: dict[str, Json] = {
    "fields": {"update": "One.\n- two"},
    "tables": {"risks": [{"risk": "A"}, {"risk": None}], "posts": {"chair": {"holder": "Made-up"}}},
}
GIVEN = material((DEFINITION, OTHER), {"made-up": ANSWERS})


def test_a_definition_is_found_by_its_sub_group() -> None:
    assert GIVEN.definition("other") is OTHER


@pytest.mark.parametrize(
    ("sub_group", "pointer", "expected"),
    [("made-up", "/tables/risks/0/risk", "A"), ("made-up", "/fields/none", None), ("other", "/fields/update", None)],
)
def test_an_answer_not_given_or_not_received_is_none(sub_group: str, pointer: str, expected: Json) -> None:
    assert GIVEN.answer(sub_group, pointer) == expected


def test_a_narrative_becomes_blocks_that_name_it() -> None:
    refs = ("made-up/fields/update",)
    assert plain(GIVEN.field_blocks(answer_name("made-up/update"))) == (
        Paragraph("One.", refs=refs),
        ListItem("two", "-", starts=True, refs=refs),
    )
    assert GIVEN.field_line(answer_name("made-up/update")).text == "One. - two"


@pytest.mark.parametrize(
    ("narrative", "expected"),
    [
        ("1. one\n2. two", "1. one 2. two"),
        ("a) one\nb) two", "a) one b) two"),
        ("3) three\n- under", "3) three - under"),
        ("One.\n\nTwo.", "One. Two."),
    ],
)
def test_list_items_on_one_line_keep_their_marks(narrative: str, expected: str) -> None:
    given = material((DEFINITION,), {"made-up": {"fields": {"update": narrative}}})
    assert given.field_line(answer_name("made-up/update")).text == expected


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        ("count", 0, (Paragraph("0", refs=("made-up/x",)),)),
        ("yes-no", False, (Paragraph("No", refs=("made-up/x",)),)),
        ("text", "- no list", (Paragraph("- no list", refs=("made-up/x",)),)),
        ("count", None, ()),
    ],
)
def test_zero_and_no_are_printed_and_a_blank_is_not(kind: str, answer: Json, expected: tuple[Text, ...]) -> None:
    assert plain(material((DEFINITION,), {"made-up": {"x": answer}}).blocks(DEFINITION, "/x", Asked(kind))) == expected


def test_rows_have_the_labels_of_the_definition_or_none() -> None:
    assert GIVEN.row_pointers(DEFINITION, RISKS) == (("", "/tables/risks/0"), ("", "/tables/risks/1"))
    assert GIVEN.row_pointers(DEFINITION, POSTS) == (("Chair", "/tables/posts/chair"),)


@pytest.mark.parametrize(("pointer", "expected"), [("/tables/risks/0", "A"), ("/tables/risks/1", "")])
def test_a_cell_is_shown_on_one_line(pointer: str, expected: str) -> None:
    assert cell_line(GIVEN, DEFINITION, pointer, DEFINITION.tables[0].columns[0]).text == expected
