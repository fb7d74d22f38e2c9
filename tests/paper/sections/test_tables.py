from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Field
from shpdocs.model.disclosure import Disclosed, Known, Suppressed
from shpdocs.model.document import Heading, Paragraph, Table
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.tables import table, table_blocks
from tests.support.made import answer_name, definition, field, material, named_table, open_table, plain

RISKS = open_table("risks", field("risk"), field("owner"))
RATES = named_table("rates", {"opiate": "Opiate", "alcohol": "Alcohol"}, field("local", "percentage"))
DEFINITION = definition(tables=(RISKS, RATES))
OTHER = definition(sub_group="other", title="Made-up Other", tables=(RISKS,))
PLAN = SectionPlan("table", table=answer_name("made-up/risks"))
EVERY = SectionPlan("table", table=AnswerName("*", "risks"), level=2)


def _answers(*risks: Json, rates: Mapping[str, Json] | None = None) -> dict[str, Json]:
    given = dict(rates or {"opiate": None, "alcohol": None})
    return {"tables": {"risks": list(risks), "rates": {key: {"local": value} for key, value in given.items()}}}


def _printed(plan: SectionPlan, given: Material) -> Table:
    (printed,) = table(plan, given)
    assert isinstance(printed, Table)
    return printed


def test_an_open_table_prints_a_row_for_each() -> None:
    printed = _printed(
        PLAN, material((DEFINITION,), {"made-up": _answers({"risk": "A", "owner": "Made-up"}, {"risk": "B", "owner": None})})
    )
    assert printed.title == "Made-up risks"
    assert printed.header == ("Made-up risk", "Made-up owner")
    assert [[block.text for cell in row for block in cell] for row in printed.rows] == [["A", "Made-up"], ["B", "No entry"]]
    assert printed.rows[0][0][0].refs == ("made-up/tables/risks/0/risk",)


def test_a_table_with_named_rows_has_them_in_the_first_column() -> None:
    plan = SectionPlan("table", table=answer_name("made-up/rates"))
    printed = _printed(plan, material((DEFINITION,), {"made-up": _answers(rates={"opiate": 6.6, "alcohol": 0})}))
    assert printed.header == ("Row", "Made-up local")
    assert [[block.text for cell in row for block in cell] for row in printed.rows] == [["Opiate", "6.6%"], ["Alcohol", "0%"]]


def test_the_profile_chooses_columns_and_their_order() -> None:
    plan = SectionPlan("table", table=answer_name("made-up/risks"), columns=("owner", "risk"))
    printed = _printed(plan, material((DEFINITION,), {"made-up": _answers({"risk": "A", "owner": "Made-up"})}))
    assert printed.header == ("Made-up owner", "Made-up risk")
    assert [block.text for cell in printed.rows[0] for block in cell] == ["Made-up", "A"]


def test_a_table_without_an_answer_prints_nothing() -> None:
    given = material((DEFINITION,), {"made-up": _answers()})
    assert table(PLAN, given) == ()
    assert table_blocks(given, DEFINITION, RATES) == ()


def test_a_missing_return_is_told_in_the_tables_place() -> None:
    assert plain(table(PLAN, material((DEFINITION,), {}))) == (Paragraph("[No return: Made-up Sub-Group]"),)


def test_tables_of_every_sub_group_stand_under_its_name() -> None:
    row = {"risk": "A", "owner": "B"}
    blocks = table(EVERY, material((DEFINITION, OTHER), {"made-up": _answers(row), "other": _answers(row)}))
    assert [block.text if isinstance(block, Heading) else type(block) for block in blocks] == [
        "Made-up Sub-Group",
        Table,
        "Made-up Other",
        Table,
    ]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [3, 3]


def test_a_sub_group_whose_table_is_empty_has_no_heading() -> None:
    blocks = table(EVERY, material((DEFINITION, OTHER), {"made-up": _answers(), "other": _answers({"risk": "A", "owner": "B"})}))
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["Made-up Other"]


@pytest.mark.parametrize(("owner", "expected"), [("Made-up", ("Made-up risk", "Made-up owner")), (None, ("Made-up risk",))])
def test_a_column_may_be_printed_only_if_a_row_has_an_answer_in_it(owner: str | None, expected: tuple[str, ...]) -> None:
    plan = replace(PLAN, columns=("risk",), columns_if_any=("owner",))
    printed = _printed(plan, material((DEFINITION,), {"made-up": _answers({"risk": "A", "owner": None}, {"risk": "B", "owner": owner})}))
    assert printed.header == expected


def test_tables_of_a_name_leave_out_the_one_that_another_section_prints() -> None:
    answers = {"made-up": _answers({"risk": "A", "owner": None}), "other": _answers({"risk": "B", "owner": None})}
    assert [block.text for block in table(EVERY, material((DEFINITION, OTHER), answers, PLAN, EVERY)) if isinstance(block, Heading)] == [
        "Made-up Other"
    ]


COUNTS = named_table("victims", {"x": "Row X", "y": "Row Y"}, field("number", "count"))
TWO_COUNTS = replace(COUNTS, columns=(field("number", "count"), field("repeat", "count"), field("remark")))


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        (COUNTS.columns, ("x/number",), ["[c]", "7"]),
        (TWO_COUNTS.columns, ("x/repeat",), ["No entry", "[c]", "No entry", "7", "7", "No entry"]),
        (COUNTS.columns, (), ["No entry", "7"]),
    ],
)
def test_a_suppressed_count_is_not_called_blank(columns: tuple[Field, ...], cells: tuple[str, ...], expected: list[str]) -> None:
    a_definition = definition(tables=(replace(COUNTS, columns=columns),))
    rows = {"x": {column.key: None for column in columns}, "y": {"number": 7, "repeat": 7, "remark": None}}
    pointers = tuple(f"/tables/victims/{cell}" for cell in cells)
    suppressed = (Suppressed("made-up/victims", "Made-up victims", cells, "small", "", pointers),)
    disclosed = Disclosed(Known(), Known(), suppressed=suppressed)
    given = replace(material((a_definition,), {"made-up": {"tables": {"victims": rows}}}), disclosed=disclosed)
    printed = _printed(SectionPlan("table", table=answer_name("made-up/victims")), given)
    assert [block.text for row in printed.rows for cell in row[1:] for block in cell] == expected


def test_a_suppressed_count_of_a_field_is_not_called_blank() -> None:
    a_definition = definition(fields=(field("victims", "count"), field("other", "count")))
    disclosed = Disclosed(
        Known(), Known(), suppressed=(Suppressed("made-up/victims", "Made-up", ("",), "small", "", ("/fields/victims",)),)
    )
    given = replace(material((a_definition,), {"made-up": {"fields": {"victims": None, "other": None}}}), disclosed=disclosed)
    assert [given.field_line(answer_name(f"made-up/{key}")).text for key in ("victims", "other")] == ["[c]", ""]


def test_the_rows_of_an_open_table_are_suppressed_one_by_one() -> None:
    a_definition = definition(tables=(open_table("cases", field("size", "count")),))
    disclosed = Disclosed(
        Known(), Known(), suppressed=(Suppressed("made-up/cases", "Made-up", ("row 2",), "small", "", ("/tables/cases/1/size",)),)
    )
    rows = [{"size": None}, {"size": None}, {"size": 9}]
    given = replace(material((a_definition,), {"made-up": {"tables": {"cases": rows}}}), disclosed=disclosed)
    printed = _printed(SectionPlan("table", table=answer_name("made-up/cases")), given)
    assert [row[0][0].text for row in printed.rows] == ["No entry", "[c]", "9"]
