from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.definitions.consistency import definition_faults
from shpdocs.model.definition import Asked, Definition, Exemption, Field, Measure, Part, SmallNumbers, Target
from tests.support.made import definition, field, measure, named_table, open_table


def _asked(**bounds: float) -> Field:
    return Field("size", "Size", Asked("number", **bounds), sheet="Update")  # type: ignore[arg-type]


def _with_measures(*measures: Measure) -> Definition:
    return definition(measures=measures)


def _breakdown(*columns: Field, of: Measure | None = None, after: str = "m", **relations: str) -> Definition:
    """A measure and a table that breaks it down."""
    table = replace(named_table("t", {"x": "X", "y": "Y"}, *columns, after=after), **relations)
    return definition(measures=(of or measure("m"),), tables=(table,))


CARRIED = replace(field("risk"), carry=True)
STATE = field("state", "choice", choices=("Open", "Completed", "Stopped"))
SECRET = Exemption((1,), "Made up for a test.")
SUMS = replace(
    named_table("t", {"x": "X", "all": "All"}, field("n", "count"), field("o", "count"), field("sum", "count")),
    total="all",
    total_column="sum",
    sums_to="m",
)
FINE: dict[str, Definition] = {
    "nothing": definition(),
    "fields of one sheet": definition(fields=(field("a"), field("b"))),
    "tables of their own sheets": definition(tables=(open_table("risks", field("a")), open_table("plans", field("a")))),
    "bounds that meet": definition(fields=(_asked(minimum=5, maximum=5),)),
    "choices": definition(fields=(field("a", "choice", choices=("Not met", "Met")),)),
    "a shared activity": definition(measures=(measure("a"), measure("b", activity_with="a"))),
    "a count in parts": definition(measures=(measure("a", parts=(Part("x", "X"), Part("y", "Y"))),)),
    "a milestone": definition(measures=(measure("a", "status", target=Target(month="2024-06")),)),
    "a whole target": definition(measures=(measure("a", target=Target(444.0)),)),
    "a target with decimals": definition(measures=(measure("a", "number", target=Target(4.5)),)),
    "a target with the change it was worked out from": definition(measures=(measure("a", target=Target(444, reduce_by=5)),)),
    "sheets that are not alike": definition(fields=(field("a", sheet="Update"), field("b", sheet="Update 2"), field("c", sheet="x" * 31))),
    "an open table with a fewest": definition(tables=(open_table("risks", field("a"), fewest=1),)),
    "a band": definition(measures=(measure("a", "percentage", target=Target(low=28, high=28)),)),
    "a profile up to the target": _with_measures(measure("a", target=Target(1664), profile={"Q1": 405, "Q2": 810, "Q4": 1664})),
    "a profile of some quarters": _with_measures(measure("a", target=Target(1664, reduce_by=1), profile={"Q2": 810})),
    "a profile of a level": _with_measures(measure("a", "percentage", target=Target(60), profile={"Q1": 57, "Q4": 60})),
    "a profile of the quarters asked": _with_measures(measure("a", target=Target(10), profile={"Q2": 5}, asked_in=("Q2", "Q4"))),
    "a table that carries": definition(tables=(open_table("risks", field("a"), carry=True),)),
    "named rows that carry": definition(tables=(named_table("rates", {"x": "X"}, field("a"), carry=True),)),
    "a narrative of progress that carries": definition(
        tables=(open_table("risks", Field("x", "Progress and next steps", Asked("narrative"), carry=True)),)
    ),
    "closed rows": definition(tables=(open_table("risks", field("risk"), STATE, carry=True, closed={"state": ("Completed", "Stopped")}),)),
    "closed rows in other letters": definition(
        tables=(open_table("risks", field("risk"), STATE, carry=True, closed={"state": (" completed",)}),)
    ),
    "a breakdown": definition(measures=(measure("a"),), tables=(named_table("rates", {"x": "X"}, field("a"), after="a"),)),
    "a part of another count": _with_measures(replace(measure("a"), part_of="b"), measure("b")),
    "a rule for small numbers": _with_measures(replace(measure("a"), people=True, small_numbers=SmallNumbers(8))),
    "a field that counts people": definition(fields=(replace(field("a", "count"), people=True),)),
    "totals and a sum": definition(measures=(measure("m"),), tables=(SUMS,)),
    "one count that sums to a measure": definition(
        measures=(measure("m"),), tables=(replace(open_table("t", field("x"), field("n", "count")), sums_to="m"),)
    ),
    "a total of other counts": _with_measures(replace(measure("a"), total_of=("b", "c")), measure("b"), measure("c")),
    "a total whose parts say so too": _with_measures(
        replace(measure("a"), total_of=("b", "c")), replace(measure("b"), part_of="a"), replace(measure("c"), part_of="a")
    ),
    "a total of totals": _with_measures(
        replace(measure("a"), total_of=("b", "c")), replace(measure("b"), total_of=("d", "e")), *map(measure, "cde")
    ),
    "a share of a count in another": _with_measures(
        replace(measure("a", "percentage", quarters="level"), numerator="b", denominator="c"),
        measure("b", quarters="sum"),
        measure("c", quarters="sum"),
    ),
    "a share to date": _with_measures(
        replace(measure("a", "percentage", quarters="to-date"), denominator="b"), measure("b", quarters="to-date")
    ),
    "a rate of people in a known population": _with_measures(
        replace(measure("a", "rate", quarters="level"), people=True, numerator="b", denominator=309_300),
        replace(measure("b", quarters="sum"), people=True),
    ),
    "a rate of people by the household": _with_measures(
        replace(measure("a", "rate", quarters="level"), people=True, denominator="b"), measure("b", quarters="sum")
    ),
    "rows that are all of a measure": _breakdown(field("n", "count"), rows_are="all"),
    "rows that are all of it, twice said": _breakdown(field("n", "count"), rows_are="all", sums_to="m"),
    "rows that are some of it": _breakdown(field("n", "count"), field("o", "count"), rows_are="some"),
    "rows that say all of it in percentages": _breakdown(field("n", "percentage"), rows_are="all"),
    "an exempt measure": _with_measures(replace(measure("a"), exempt=SECRET)),
}


@pytest.mark.parametrize("consistent", FINE.values(), ids=FINE)
def test_a_definition_that_agrees_with_itself_has_no_fault(consistent: Definition) -> None:
    assert definition_faults(consistent) == ()


FAULTS: dict[str, tuple[Definition, list[str]]] = {
    "capitals in the name": (definition(sub_group="Prevent"), [""]),
    "a space in the name": (definition(sub_group="pre vent"), [""]),
    "a name of Windows": (definition(sub_group="con"), [""]),
    "a port of Windows": (definition(sub_group="lpt1"), [""]),
    "a name too long": (definition(sub_group="a" * 61), [""]),
    "a field on a sheet of ours": (definition(fields=(field("a", sheet="Measures"),)), ["fields.a.sheet"]),
    "a field on a sheet of ours, in small letters": (definition(fields=(field("a", sheet="start"),)), ["fields.a.sheet"]),
    "a table on a sheet of ours": (definition(tables=(open_table("a", field("x"), sheet="Check"),)), ["tables.a.sheet"]),
    "a table on a field's sheet": (
        definition(fields=(field("a"),), tables=(open_table("b", field("x"), sheet="UPDATE"),)),
        ["tables.b.sheet"],
    ),
    "two tables on one sheet": (
        definition(tables=(open_table("a", field("x"), sheet="Risks"), open_table("b", field("x"), sheet="risks"))),
        ["tables.b.sheet"],
    ),
    "a profile without a target": (_with_measures(measure("a", profile={"Q1": 5})), ["measures.a.profile"]),
    "a profile and a change without a value": (
        _with_measures(measure("a", target=Target(reduce_by=5), profile={"Q1": 5})),
        ["measures.a.profile"],
    ),
    "a profile to a band": (
        _with_measures(measure("a", "percentage", target=Target(low=1, high=2), profile={"Q1": 5})),
        ["measures.a.profile"],
    ),
    "a profile of a status": (
        _with_measures(measure("a", "status", target=Target(month="2024-06"), profile={"Q1": 5})),
        ["measures.a.profile"],
    ),
    "a profile of progress": (_with_measures(measure("a", "progress", target=Target(60), profile={"Q1": 5})), ["measures.a.profile"]),
    "a profile of parts": (
        _with_measures(measure("a", target=Target(31), parts=(Part("x", "X"), Part("y", "Y")), profile={"Q1": 5})),
        ["measures.a.profile"],
    ),
    "a profile of quarters not asked": (
        _with_measures(measure("a", target=Target(10), profile={"Q1": 2, "Q2": 5, "Q3": 7}, asked_in=("Q2", "Q4"))),
        ["measures.a.profile.Q1", "measures.a.profile.Q3"],
    ),
    "a profile that ends elsewhere than the target": (
        _with_measures(measure("a", target=Target(1664), profile={"Q4": 1600})),
        ["measures.a.profile.Q4"],
    ),
    "closed rows of named rows": (
        definition(tables=(replace(named_table("risks", {"x": "X"}, CARRIED, STATE), closed_column="state", closed=("Completed",)),)),
        ["tables.risks.closed"],
    ),
    "closed rows by no column": (
        definition(tables=(open_table("risks", field("risk"), STATE, carry=True, closed={"status": ("Completed",)}),)),
        ["tables.risks.closed"],
    ),
    "closed rows by no choice": (
        definition(tables=(open_table("risks", field("risk"), STATE, carry=True, closed={"state": ("Completed", "Ended")}),)),
        ["tables.risks.closed.state"],
    ),
    "closed rows by a text": (
        definition(tables=(open_table("risks", CARRIED, field("state"), carry=True, closed={"state": ("Completed",)}),)),
        ["tables.risks.closed.state"],
    ),
    "closed rows of a table that does not carry": (
        definition(tables=(open_table("risks", field("risk"), STATE, closed={"state": ("Completed",)}),)),
        ["tables.risks.closed"],
    ),
    "a carried column that closes rows": (
        definition(tables=(open_table("risks", CARRIED, replace(STATE, carry=True), closed={"state": ("Completed",)}),)),
        ["tables.risks.columns.state.carry"],
    ),
    **{
        f"a carried {kind}": (
            definition(tables=(open_table("risks", CARRIED, Field("x", "Made-up x", Asked(kind, per=100), carry=True)),)),
            ["tables.risks.columns.x.carry"],
        )
        for kind in ("count", "number", "percentage", "rate", "money")
    },
    "a carried count of named rows": (
        definition(tables=(named_table("rates", {"x": "X"}, replace(field("x", "count"), carry=True)),)),
        ["tables.rates.columns.x.carry"],
    ),
    **{
        f"a carried column labelled {label}": (
            definition(tables=(open_table("risks", CARRIED, Field("x", label, Asked(kind), carry=True)),)),
            ["tables.risks.columns.x.carry"],
        )
        for label, kind in (
            ("Reports taken in the quarter", "text"),
            ("What happened THIS QUARTER", "narrative"),
            ("Last quarter's position", "text"),
            ("Met so far", "yes-no"),
            ("RAG status", "text"),
            ("Direction of travel", "text"),
        )
    },
    "a named row of the quarter under a carried column": (
        definition(tables=(named_table("rates", {"x": "Reports in the quarter"}, CARRIED),)),
        ["tables.rates.rows.x"],
    ),
    "a field on the Checklist": (definition(fields=(field("a", sheet="Checklist"),)), ["fields.a.sheet"]),
    "a table on the Activity sheet": (definition(tables=(open_table("a", field("x"), sheet="activity"),)), ["tables.a.sheet"]),
    "a column headed as the states are": (definition(tables=(open_table("a", Field("x", "State", Asked("text"))),)), ["tables.a.columns"]),
    "a column headed as what is carried is": (
        definition(tables=(open_table("a", Field("x", "carried or new", Asked("text")), carry=True),)),
        ["tables.a.columns"],
    ),
    "rows headed as the states are": (
        definition(tables=(replace(named_table("a", {"x": "X"}, field("y")), row_heading="State"),)),
        ["tables.a.columns"],
    ),
    "minimum above maximum": (definition(fields=(_asked(minimum=6, maximum=5),)), ["fields.size.minimum"]),
    "an activity shared with a measure that is never printed": (
        _with_measures(measure("a", publish=False), measure("b", activity_with="a")),
        ["measures.b.activity-with"],
    ),
    "choices that differ in capitals": (definition(fields=(field("a", "choice", choices=("Met", "met")),)), ["fields.a.choices"]),
    "choices of a text": (definition(fields=(field("a", "text", choices=("Met", "Not met")),)), ["fields.a.choices"]),
    "a column's choices": (definition(tables=(open_table("a", field("x", "text", choices=("A", "B"))),)), ["tables.a.columns.x.choices"]),
    "activity with nobody": (_with_measures(measure("a", activity_with="b")), ["measures.a.activity-with"]),
    "activity with itself": (_with_measures(measure("a", activity_with="a")), ["measures.a.activity-with"]),
    "activity with one that shares": (
        _with_measures(measure("a"), measure("b", activity_with="a"), measure("c", activity_with="b")),
        ["measures.c.activity-with"],
    ),
    "activity with one asked less often": (
        _with_measures(measure("a", asked_in=("Q4",)), measure("b", activity_with="a")),
        ["measures.b.activity-with"],
    ),
    "parts of a percentage": (_with_measures(measure("a", "percentage", parts=(Part("x", "X"),))), ["measures.a.parts"]),
    "a month for a count": (_with_measures(measure("a", target=Target(month="2024-06"))), ["measures.a.target.month"]),
    "a count's target with decimals": (_with_measures(measure("a", target=Target(4.5))), ["measures.a.target.value"]),
    "a band upside down": (_with_measures(measure("a", target=Target(low=5, high=4))), ["measures.a.target.low"]),
    "a breakdown of nothing": (definition(tables=(named_table("a", {"x": "X"}, field("y"), after="b"),)), ["tables.a.after"]),
    "two columns of one label": (
        definition(tables=(open_table("a", field("x"), Field("y", "MADE-UP X", Asked("text"))),)),
        ["tables.a.columns"],
    ),
    "a column labelled as the rows": (
        definition(tables=(named_table("a", {"x": "X"}, Field("y", "row", Asked("text"))),)),
        ["tables.a.columns"],
    ),
    "choices that differ in quotes and dashes": (
        definition(fields=(field("a", "choice", choices=("Met – its ‘own’", "met - its 'own'")),)),
        ["fields.a.choices"],
    ),
    "a column's choices that look alike": (
        definition(tables=(open_table("a", field("x", "choice", choices=("Met", " met "))),)),
        ["tables.a.columns.x.choices"],
    ),
    "a column labelled as the Reference column": (
        definition(tables=(open_table("a", field("x"), Field("y", "reference (leave as it is)", Asked("text"))),)),
        ["tables.a.columns"],
    ),
    "a column labelled as the State column": (
        definition(tables=(open_table("a", field("x"), Field("y", " STATE ", Asked("text"))),)),
        ["tables.a.columns"],
    ),
    "a column labelled as the one that tells carried rows": (
        definition(tables=(open_table("a", field("x"), Field("y", "carried or new", Asked("text"))),)),
        ["tables.a.columns"],
    ),
    "a row heading of the same label as the State column": (
        definition(tables=(replace(named_table("a", {"one": "First"}, field("x")), row_heading="State"),)),
        ["tables.a.columns"],
    ),
    "sheets that differ in a hyphen": (
        definition(fields=(field("a", sheet="More questions"), field("b", sheet="More-questions"))),
        ["fields.b.sheet"],
    ),
    "sheets that differ in capitals": (definition(fields=(field("a", sheet="Update"), field("b", sheet="UPDATE"))), ["fields.b.sheet"]),
    "a field's sheet with too long a name": (definition(fields=(field("a", sheet="x" * 32),)), ["fields.a.sheet"]),
    "a table's sheet too long in Excel's count": (
        definition(tables=(open_table("a", field("x"), sheet="\N{BAR CHART}" * 16),)),
        ["tables.a.sheet"],
    ),
    "a target of a figure and a band": (_with_measures(measure("a", target=Target(5, low=1, high=2))), ["measures.a.target"]),
    "a target of a change and a band": (_with_measures(measure("a", target=Target(reduce_by=5, low=1, high=2))), ["measures.a.target"]),
    "a target up and down": (_with_measures(measure("a", target=Target(reduce_by=5, increase_by=5))), ["measures.a.target"]),
    "a target of a month and a figure": (_with_measures(measure("a", "status", target=Target(5, month="2024-06"))), ["measures.a.target"]),
    "a status with words for a target": (_with_measures(measure("a", "status", target=Target(words="Jun-24"))), ["measures.a.target"]),
    "a status with a figure for a target": (_with_measures(measure("a", "status", target=Target(5))), ["measures.a.target"]),
    "named rows with a fewest": (
        definition(tables=(replace(named_table("a", {"x": "X"}, field("y")), fewest=1),)),
        ["tables.a.fewest"],
    ),
    "two rows of one label": (definition(tables=(named_table("a", {"x": "Same", "y": "same"}, field("z")),)), ["tables.a.rows"]),
    "a part of nothing": (_with_measures(replace(measure("a"), part_of="b")), ["measures.a.part-of"]),
    "a part of itself": (_with_measures(replace(measure("a"), part_of="a")), ["measures.a.part-of"]),
    "a part of a percentage": (_with_measures(replace(measure("a"), part_of="b"), measure("b", "percentage")), ["measures.a.part-of"]),
    "a part of a count in parts": (
        _with_measures(replace(measure("a"), part_of="b"), measure("b", parts=(Part("x", "X"), Part("y", "Y")))),
        ["measures.a.part-of"],
    ),
    "a part with quarters of another kind": (
        _with_measures(replace(measure("a", quarters="sum"), part_of="b"), measure("b", quarters="to-date")),
        ["measures.a.part-of"],
    ),
    "parts of each other": (
        _with_measures(replace(measure("a"), part_of="b"), replace(measure("b"), part_of="a")),
        ["measures.a.part-of", "measures.b.part-of"],
    ),
    "a part of people that counts none": (
        _with_measures(replace(measure("a"), part_of="b"), replace(measure("b"), people=True)),
        ["measures.a.part-of"],
    ),
    "a total of nothing": (_with_measures(replace(measure("a"), total_of=("b", "c")), measure("b")), ["measures.a.total-of"]),
    "a total of itself": (_with_measures(replace(measure("a"), total_of=("a", "b")), measure("b")), ["measures.a.total-of"]),
    "a total of a percentage": (
        _with_measures(replace(measure("a"), total_of=("b", "c")), measure("b"), measure("c", "percentage")),
        ["measures.a.total-of"],
    ),
    "a total that is none of counts": (
        _with_measures(replace(measure("a", "money"), total_of=("b", "c")), measure("b"), measure("c")),
        ["measures.a.total-of", "measures.a.total-of"],
    ),
    "a total with quarters of another kind": (
        _with_measures(
            replace(measure("a", quarters="sum"), total_of=("b", "c")),
            measure("b", quarters="sum"),
            measure("c", quarters="level"),
        ),
        ["measures.a.total-of"],
    ),
    "a total of people and things": (
        _with_measures(replace(measure("a"), people=True, total_of=("b", "c")), replace(measure("b"), people=True), measure("c")),
        ["measures.a.total-of"],
    ),
    "totals of each other": (
        _with_measures(replace(measure("a"), total_of=("b", "c")), replace(measure("b"), total_of=("a", "c")), measure("c")),
        ["measures.a.total-of", "measures.b.total-of"],
    ),
    "a total that is part of its part": (
        _with_measures(replace(measure("a"), total_of=("b", "c"), part_of="b"), measure("b"), measure("c")),
        ["measures.a.part-of", "measures.a.total-of"],
    ),
    "a count with a numerator": (_with_measures(replace(measure("a"), numerator="b"), measure("b")), ["measures.a.numerator"]),
    "a number with a population": (_with_measures(replace(measure("a", "number"), denominator=1000)), ["measures.a.denominator"]),
    "a share of no measure": (
        _with_measures(replace(measure("a", "percentage"), numerator="b", denominator="a")),
        ["measures.a.numerator", "measures.a.denominator"],
    ),
    "a share of a share": (
        _with_measures(replace(measure("a", "percentage"), denominator="b"), measure("b", "percentage")),
        ["measures.a.denominator"],
    ),
    "a share of itself": (
        _with_measures(replace(measure("a", "percentage"), numerator="b", denominator="b"), measure("b")),
        ["measures.a.denominator"],
    ),
    "a share of the quarter of a count to date": (
        _with_measures(replace(measure("a", "percentage", quarters="level"), denominator="b"), measure("b", quarters="to-date")),
        ["measures.a.denominator"],
    ),
    "a share of people that counts none": (
        _with_measures(replace(measure("a", "percentage"), denominator="b"), replace(measure("b"), people=True)),
        ["measures.a.denominator"],
    ),
    "a rate of people that counts none": (
        _with_measures(replace(measure("a", "rate"), numerator="b"), replace(measure("b"), people=True)),
        ["measures.a.numerator"],
    ),
    "rows of no measure": (_breakdown(field("n", "count"), rows_are="some", after=""), ["tables.t.rows-are"]),
    "rows that are all and some": (_breakdown(field("n", "count"), rows_are="some", sums_to="m"), ["tables.t.rows-are"]),
    "rows that are all of a percentage": (
        _breakdown(field("n", "count"), rows_are="all", of=measure("m", "percentage")),
        ["tables.t.rows-are"],
    ),
    "rows that are all in two counts": (_breakdown(field("n", "count"), field("o", "count"), rows_are="all"), ["tables.t.rows-are"]),
    "rows that are all in two percentages": (
        _breakdown(field("n", "percentage"), field("o", "percentage"), rows_are="all"),
        ["tables.t.rows-are"],
    ),
    "rows of people that count none": (
        _breakdown(field("n", "count"), rows_are="all", of=replace(measure("m"), people=True)),
        ["tables.t.rows-are"],
    ),
    "rows that count people of a measure that does not": (
        _breakdown(replace(field("n", "count"), people=True), sums_to="m"),
        ["tables.t.sums-to"],
    ),
    "a total column of people and things": (
        _breakdown(replace(field("n", "count"), people=True), field("o", "count"), field("all", "count"), total_column="all"),
        ["tables.t.total-column"],
    ),
    "a rule for small numbers of things": (
        _with_measures(replace(measure("a"), small_numbers=SmallNumbers(8))),
        ["measures.a.small-numbers"],
    ),
    "exempt and never printed": (_with_measures(replace(measure("a", publish=False), exempt=SECRET)), ["measures.a.exempt"]),
    "people in a text": (definition(fields=(replace(field("a"), people=True),)), ["fields.a.people"]),
    "a percentage of people in a column": (
        definition(tables=(open_table("t", replace(field("x", "percentage"), people=True)),)),
        ["tables.t.columns.x.people"],
    ),
    "a total of an open table": (definition(tables=(replace(open_table("t", field("n", "count")), total="all"),)), ["tables.t.total"]),
    "a total that is no row": (
        definition(tables=(replace(named_table("t", {"x": "X"}, field("n", "count")), total="all"),)),
        ["tables.t.total"],
    ),
    "a total column that is no count": (
        definition(tables=(replace(open_table("t", field("x"), field("n", "count")), total_column="x"),)),
        ["tables.t.total-column"],
    ),
    "a total column of nothing": (
        definition(tables=(replace(open_table("t", field("x"), field("n", "count")), total_column="n"),)),
        ["tables.t.total-column"],
    ),
    "a sum to no measure": (definition(tables=(replace(open_table("t", field("n", "count")), sums_to="m"),)), ["tables.t.sums-to"]),
    "a sum to a percentage": (
        definition(measures=(measure("m", "percentage"),), tables=(replace(open_table("t", field("n", "count")), sums_to="m"),)),
        ["tables.t.sums-to"],
    ),
    "a sum of two counts": (
        definition(measures=(measure("m"),), tables=(replace(open_table("t", field("n", "count"), field("o", "count")), sums_to="m"),)),
        ["tables.t.sums-to"],
    ),
}


@pytest.mark.parametrize(("contradicting", "keys"), FAULTS.values(), ids=FAULTS)
def test_each_contradiction_is_told_at_its_key(contradicting: Definition, keys: list[str]) -> None:
    assert [key for key, _ in definition_faults(contradicting)] == keys


def test_every_fault_is_told_at_once() -> None:
    contradicting = definition(sub_group="CON", fields=(field("a", sheet="Check"),), measures=(measure("m", activity_with="n"),))
    assert [key for key, _ in definition_faults(contradicting)] == ["", "fields.a.sheet", "measures.m.activity-with"]
