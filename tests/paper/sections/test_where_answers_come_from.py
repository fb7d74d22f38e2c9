"""Where the texts of answers come from: the whole of each leads to the answer, the words around it to what states them."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from shpdocs.model.definition import Exemption
from shpdocs.model.disclosure import Disclosed, Known, Suppressed, Withheld
from shpdocs.model.document import ListItem, Paragraph, Table, Text
from shpdocs.model.origin import Number, Origin, Returned, Rule, Stated, Statement, Unit, Use, Worked
from shpdocs.model.profile import Content, Line, SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.tables import table_blocks
from shpdocs.paper.sections.text import cover, lines, text
from tests.support.made import a_return, answer_name, definition, field, material, named_table, open_table

COSTS = open_table("costs", field("item"), field("sum", "money"), field("share", "percentage"))
RATES = named_table("rates", {"opiate": "Opiate 1"}, field("local", "percentage"))
COUNTS = named_table("counts", {"x": "Row X"}, field("number", "count"))
DEFINITION = definition(fields=(field("update", "narrative"), field("day", "date")), tables=(COSTS, RATES, COUNTS))
ROW: Json = {"item": "Item 7", "sum": {"amount": 280_000, "words": "£280k"}, "share": 12.5}
ANSWERS: dict[str, Json] = {
    "fields": {"update": "One 1.\n2. two", "day": "2024-09-24"},
    "tables": {"costs": [ROW], "rates": {"opiate": {"local": 6.6}}, "counts": {"x": {"number": None}}},
}
FILE, PROFILE = DEFINITION.file, "workbook_templates/2024-25/paper.toml"


def _given() -> Material:
    given = material((DEFINITION,), {"made-up": ANSWERS})
    return replace(given, profile=replace(given.profile, file=PROFILE))


def _returned(pointer: str) -> Returned:
    return Returned(f"made-up{pointer}", "2024-25-Q2", (Use("2024-25-Q2", pointer),))


def _pieces(block: Text, text: str = "") -> dict[str, Origin]:
    """The pieces of a text that come from somewhere, each with where."""
    whole = block.label if text == "label" and isinstance(block, Paragraph) else block.text
    return {whole[span.start : span.end]: span.origin for span in block.origins if span.text == text}


def test_the_whole_of_an_answers_text_comes_from_it() -> None:
    told, item = _given().field_blocks(answer_name("made-up/update"))
    assert isinstance(item, ListItem)
    origin = Statement("Made-up update", _returned("/fields/update"))
    assert (_pieces(told), _pieces(item)) == ({"One 1.": origin}, {"two": origin})


def test_the_marks_of_a_list_on_one_line_come_from_the_answer_too() -> None:
    origin = Statement("Made-up update", _returned("/fields/update"))
    line = _given().field_line(answer_name("made-up/update"))
    assert [(piece.text, piece.origin) for piece in line.pieces] == [("One 1.", origin), (" ", None), ("2. ", origin), ("two", origin)]


def test_an_answer_in_numbers_is_a_number() -> None:
    (table,) = table_blocks(_given(), DEFINITION, COSTS)
    assert isinstance(table, Table)
    _, (money,), (share,) = table.rows[0]
    assert _pieces(share) == {"12.5%": Number("Made-up share", Fraction(25, 2), _returned("/tables/costs/0/share"), Unit(after="%"))}
    assert _pieces(money) == {"£280k": Statement("Made-up sum", _returned("/tables/costs/0/sum"))}  # printed as it was typed


def test_what_a_table_is_called_comes_from_its_definition() -> None:
    (table,) = table_blocks(_given(), DEFINITION, RATES)
    assert isinstance(table, Table)
    stated = {span.text: span.origin.source for span in table.origins if isinstance(span.origin.source, Stated)}
    keys = {"title": "title", "header/0": "row-heading", "header/1": "columns.local.label"}
    assert {text: stated[text] for text in keys} == {text: Stated(FILE, f"tables.rates.{key}") for text, key in keys.items()}
    assert _pieces(table.rows[0][0][0]) == {"Opiate 1": Statement("name of the row", Stated(FILE, "tables.rates.rows.opiate"))}


def test_labels_words_and_sentences_come_from_the_profile() -> None:
    line = Line("Meeting 1", answer_name("made-up/day"), key="lines.1")
    words = Line("Wards 2", words="All 22", key="lines.2")
    sentence = Content(run_in=(answer_name("made-up/costs"),), sentence="Item 1: {item}")
    plan = SectionPlan("lines", lines=(line, words), content=(sentence,), file=PROFILE, key="sections.3")
    first, second = (block for block in lines(plan, _given()) if isinstance(block, Paragraph))
    assert _pieces(first, "label") == {"Meeting 1": Statement("label", Stated(PROFILE, "sections.3.lines.1.label"))}
    assert _pieces(first) == {"24 September 2024": Statement("Made-up day", _returned("/fields/day"))}
    assert _pieces(second) == {"All 22": Statement("words of the profile", Stated(PROFILE, "sections.3.lines.2.words"))}
    (table,) = cover(plan, _given())
    assert isinstance(table, Table)
    assert [_pieces(row[1][0]) for row in table.rows] == [_pieces(first), _pieces(second)]
    (told,) = text(plan, _given())
    assert isinstance(told, Paragraph)
    assert _pieces(told) == {
        "Item 1: ": Statement("sentence of the profile", Stated(PROFILE, "sections.3.content.1.sentence")),
        "Item 7": Statement("Made-up item", _returned("/tables/costs/0/item")),
    }


def test_words_in_the_place_of_an_answer_lead_to_what_they_keep_back() -> None:
    exempt = Exemption((1, 2), "Made-up reason")
    known, items = Known({"made-up": a_return(ANSWERS)}), (Withheld("made-up/update", "Made-up update", exempt),)
    suppressed = (Suppressed("made-up/counts", "Made-up counts", ("Row X",), "small", "", ("/tables/counts/x/number",)),)
    disclosed = Disclosed(known, Known(), items, suppressed)
    given = replace(_given(), disclosed=disclosed, exempt_by={"made-up/update": (Stated(FILE, "fields.update.exempt"),)})
    (told,) = given.field_blocks(answer_name("made-up/update"))
    paragraphs = Statement("paragraphs of the exemption", Stated(FILE, "fields.update.exempt.paragraphs"))
    pieces = _pieces(told)
    assert pieces["Not for publication"].source == Worked("withheld", (Statement("answer", _returned("/fields/update")),))
    assert (pieces["1"], pieces["2"]) == (paragraphs, paragraphs)
    assert isinstance(pieces["Part 1 of Schedule 12A to the Local Government Act 1972"].source, Rule)
    (cell,) = given.blocks(DEFINITION, "/tables/counts/x/number", COUNTS.columns[0].asked)
    assert _pieces(cell)["[c]"].source == Worked("suppressed", (Statement("answer", _returned("/tables/counts/x/number")),))


def test_a_missing_return_is_told_in_the_words_of_the_profile() -> None:
    given = replace(_given(), returns={})
    (told,) = given.field_blocks(answer_name("made-up/update"))
    assert _pieces(told) == {
        "No return": Statement("words of the profile", Stated(PROFILE, "words.no-return")),
        "Made-up Sub-Group": Statement("name of the sub-group", Stated(FILE, "title")),
    }
