from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Exemption, SmallNumbers
from shpdocs.model.disclosure import Decisions, Disclosed, Known, Withheld
from shpdocs.model.document import Block, Heading, ListItem, Notice, PageBreak, Paragraph, Table, without_origins
from shpdocs.model.origin import Decided, Stated
from shpdocs.model.profile import Content, SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.compose import Composed, compose, compose_exempt
from shpdocs.paper.sections.material import Material
from tests.support.made import PERIOD, a_return, answer_name, definition, field, figure, material, measure, named_table, open_table, plain
from tests.support.origins import inputs_of, pieces, sources
from tests.support.way_back.printed_texts import lost_numbers

REASON = "Made up: it would tell who somebody is."
WHY = Exemption((1, 2), REASON)
DEFINITION = definition(
    fields=(field("update", "narrative"), field("day", "date")),
    measures=(measure("orders"), measure("talks")),
    tables=(open_table("cases", field("case"), field("size", "count")),),
)
UPDATE = SectionPlan("text", "UPDATE", content=(Content(run_in=(answer_name("made-up/update"),)),))
MEASURES = SectionPlan("measures", "MEASURES", target_heading="Target", baseline_heading="Baseline")
CASES = SectionPlan("table", "CASES", table=answer_name("made-up/cases"))
BACKGROUND = SectionPlan("text", "BACKGROUND PAPERS")
IN_FULL: dict[str, Json] = {
    "fields": {"update": "Canary text.", "day": None},
    "measures": {"orders": {"figure": figure(77), "earlier": {"Q1": figure(66)}, "activity": "Canary activity."}},
    "tables": {"cases": [{"case": "Canary case", "size": 55}]},
}
PUBLIC: dict[str, Json] = {
    "fields": {"update": None, "day": "2024-09-24"},
    "measures": {
        "orders": {"figure": figure(), "earlier": {"Q1": figure()}, "activity": None},
        "talks": {"figure": figure(8), "earlier": {"Q1": figure(9)}, "activity": None},
    },
    "tables": {"cases": []},
}
EVERYTHING = ("update", "orders", "cases")


def _given(*plans: SectionPlan, withheld: tuple[str, ...] = EVERYTHING, footer: tuple[str, ...] = ()) -> Material:
    """Material whose return is exempt in these answers, with the sections given."""
    public, exempt = (Known({"made-up": a_return(answers)}) for answers in (PUBLIC, IN_FULL))
    items = tuple(Withheld(f"made-up/{key}", f"Made-up {key}", WHY) for key in withheld)
    disclosed = Disclosed(public, exempt, withheld=items)
    return replace(material((DEFINITION,), {"made-up": PUBLIC}, *plans, footer=footer), disclosed=disclosed)


def _exempt(given: Material) -> Composed:
    exempt = compose_exempt(given)
    assert exempt
    return exempt


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph | ListItem)]


def _headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


WORDS = "Not for publication: exempt under paragraphs 1 and 2 of Part 1 of Schedule 12A to the Local Government Act 1972"


def test_words_stand_in_the_place_of_a_withheld_text_and_a_withheld_table() -> None:
    blocks = compose(_given(UPDATE, CASES, SectionPlan("withheld", omit_when_empty=True))).document.blocks
    assert plain(blocks[1:5]) == (Heading("UPDATE", 2), Paragraph(f"{WORDS}."), Heading("CASES", 2), Paragraph(WORDS))


def test_words_stand_in_the_place_of_every_figure_of_a_withheld_measure_and_of_no_other() -> None:
    (table,) = [block for block in compose(_given(MEASURES)).document.blocks if isinstance(block, Table)]
    assert [[cell[0].text for cell in row][1:] for row in table.rows] == [
        ["Not for publication", "Not for publication", WORDS],
        ["9", "8", "No entry"],
    ]


def test_one_column_of_a_table_may_be_withheld() -> None:
    given = _given(CASES, withheld=("cases/case",))
    rows: dict[str, Json] = {**PUBLIC, "tables": {"cases": [{"case": None, "size": 55}]}}
    (table,) = [block for block in compose(replace(given, returns={"made-up": a_return(rows)})).document.blocks if isinstance(block, Table)]
    assert [[cell[0].text for cell in row] for row in table.rows] == [["Not for publication", "55"]]


def test_nothing_withheld_is_in_the_public_paper() -> None:
    paper = repr(without_origins(compose(_given(UPDATE, MEASURES, CASES, SectionPlan("updates"), SectionPlan("notes"))).document))
    assert [canary for canary in ("Canary", "77", "66", "55") if canary in paper] == []


def test_the_public_paper_says_what_is_withheld_under_which_paragraph_and_why() -> None:
    texts = _texts(compose(_given(SectionPlan("withheld"), withheld=("update",))).document.blocks)
    assert texts == [
        "What is listed here is not for publication. A separate paper, Part II, holds it in full.",
        (
            "Made-up update (Made-up Sub-Group): exempt under paragraphs 1 and 2 of Part 1 of Schedule 12A to the Local Government "
            f"Act 1972. Public interest: {REASON}"
        ),
    ]


def test_a_profile_without_a_place_for_it_says_it_before_the_background_papers() -> None:
    blocks = compose(_given(UPDATE, BACKGROUND, SectionPlan("updates", "LAST"))).document.blocks
    assert _headings(blocks)[1:] == ["UPDATE", "INFORMATION NOT FOR PUBLICATION", "BACKGROUND PAPERS", "LAST"]


def test_a_paper_that_withholds_nothing_says_nothing_of_it_and_has_no_exempt_paper() -> None:
    given = material((DEFINITION,), {"made-up": PUBLIC}, BACKGROUND)
    assert _headings(compose(given).document.blocks) == ["MADE-UP PAPER", "BACKGROUND PAPERS"]
    assert compose_exempt(given) is None


def test_the_exempt_paper_is_marked_and_says_by_virtue_of_what() -> None:
    exempt = _exempt(_given(footer=("{committee} – {made-up/day}", "Classification: Public"))).document
    assert (exempt.title, exempt.mark) == ("MADE-UP PAPER – PART II", "NOT FOR PUBLICATION")
    assert plain(exempt.blocks[:2]) == (
        Heading("MADE-UP PAPER – PART II", 1),
        Notice("NOT FOR PUBLICATION by virtue of paragraphs 1 and 2 of Part 1 of Schedule 12A of the Local Government Act 1972."),
    )
    assert exempt.footer == ("Made-up Committee – 24 September 2024", "Part II – Not for publication")


def test_the_exempt_paper_gives_paragraph_and_reason_for_each_item() -> None:
    table = _exempt(_given()).document.blocks[2]
    assert isinstance(table, Table)
    assert next([[block.text for block in cell] for cell in row] for row in table.rows) == [
        ["Made-up update (Made-up Sub-Group)"],
        [
            "Paragraph 1: Information relating to any individual.",
            "Paragraph 2: Information which is likely to reveal the identity of an individual.",
        ],
        [REASON],
    ]
    assert len(table.rows) == 3


def test_a_paragraph_whose_words_were_not_verified_is_printed_by_its_number() -> None:
    given = _given(withheld=())
    items = (Withheld("made-up/update", "Made-up update", Exemption((6,), REASON)),)
    assert given.disclosed
    table = _exempt(replace(given, disclosed=replace(given.disclosed, withheld=items))).document.blocks[2]
    assert isinstance(table, Table)
    assert [text.text for text in table.rows[0][1]] == ["Paragraph 6"]


def test_the_exempt_paper_holds_every_withheld_answer_in_full() -> None:
    blocks = _exempt(_given()).document.blocks[3:]
    assert _headings(blocks) == [f"Made-up {key} (Made-up Sub-Group)" for key in EVERYTHING]
    assert Paragraph("Canary text.", refs=("made-up/fields/update",)) in plain(blocks)
    orders, cases = [block for block in blocks if isinstance(block, Table)]
    assert [cell[0].text for cell in orders.rows[0]] == ["Objective of orders", "66", "77", "Canary activity."]
    assert [cell[0].text for cell in cases.rows[0]] == ["Canary case", "55"]
    assert [block for block in blocks if isinstance(block, PageBreak)] == []


def test_the_exempt_paper_is_the_same_whichever_of_the_two_materials_it_is_given() -> None:
    given = _given(MEASURES, footer=("{committee} – {made-up/day}",))
    assert given.disclosed
    of_exempt, of_public = compose_exempt(replace(given, returns=given.disclosed.exempt.returns)), compose_exempt(given)
    assert of_exempt and of_public
    assert replace(of_exempt, material=given) == replace(of_public, material=given)


def test_the_exempt_paper_of_a_draft_is_a_draft() -> None:
    assert _exempt(replace(_given(), is_final=False)).document.mark == "DRAFT – NOT FOR PUBLICATION"


EXEMPT_UPDATE = replace(UPDATE, exempt=WHY)


@pytest.mark.parametrize("withheld", [("update",), ()])
def test_an_exempt_section_stands_in_the_exempt_paper_alone(withheld: tuple[str, ...]) -> None:
    given = _given(EXEMPT_UPDATE, BACKGROUND, withheld=withheld)
    if not withheld:  # nobody kept the answer itself out: the section does all the same
        given = replace(given, disclosed=None, returns={"made-up": a_return(IN_FULL)})
    public, exempt = compose(given).document.blocks, _exempt(given).document.blocks
    assert "UPDATE" not in _headings(public)
    assert "Canary text." not in _texts(public)
    assert any("Schedule 12A" in text for text in _texts(public))
    assert plain(exempt[3:]) == (Heading("UPDATE", 2), Paragraph("Canary text.", refs=("made-up/fields/update",)))


def test_what_disclosure_parts_goes_each_into_its_paper_once() -> None:
    a_definition = definition(
        fields=(replace(field("update", "narrative"), exempt=WHY), field("open", "narrative")),
        measures=(replace(measure("orders", quarters="sum"), exempt=WHY), measure("talks", quarters="sum")),
        tables=(named_table("kinds", {"x": "Row X"}, field("size", "count"), after="orders"),),
    )
    answers: dict[str, Json] = {
        "fields": {"update": "Canary text.", "open": "Open text."},
        "measures": {
            key: {"figure": figure(77), "earlier": {"Q1": figure(66)}, "activity": f"Told of {key}."} for key in ("orders", "talks")
        },
        "tables": {"kinds": {"x": {"size": 5511}}},
        "sign-off": {},
    }
    known = Known({"made-up": a_return(answers)})
    disclosed = disclose((a_definition,), known, PERIOD, SmallNumbers(), Decisions())
    given = replace(material((a_definition,), {}, MEASURES, SectionPlan("updates")), returns=disclosed.public.returns, disclosed=disclosed)
    public, exempt = repr(without_origins(compose(given).document)), repr(without_origins(_exempt(given).document))
    assert [public.count(text) for text in ("Canary", "Told of orders", "5511", "Open text", "Told of talks")] == [0, 0, 0, 1, 1]
    assert [exempt.count(text) for text in ("Canary", "Told of orders", "5511", "Open text", "Told of talks")] == [1, 1, 1, 0, 0]


DECIDED = Decided("exempted", "made-up/orders", "2024-09-01T10:00:00Z")
STATED = Stated(DEFINITION.file, "fields.update.exempt")
EXEMPT_BY = {"made-up/update": (STATED,), "made-up/orders": (STATED, DECIDED)}


def test_what_is_withheld_leads_to_what_states_it_and_to_the_decisions() -> None:
    given = replace(_given(SectionPlan("withheld"), withheld=("update", "orders")), exempt_by=EXEMPT_BY)
    _, update, orders = [block for block in compose(given).document.blocks if isinstance(block, Paragraph | ListItem)]
    leading = sources(update.text, update.origins)
    assert [source for text, source in leading if text in "12"] == [Stated(STATED.file, f"{STATED.key}.paragraphs")] * 2
    assert leading[-1] == (REASON, Stated(STATED.file, f"{STATED.key}.reason"))
    origin = next(origin for text, origin in pieces(orders.text, orders.origins) if text == "2")
    assert [each.source for each in inputs_of(origin)] == [Stated(STATED.file, f"{STATED.key}.paragraphs"), DECIDED]


def test_every_number_of_the_exempt_papers_opening_has_its_way_back() -> None:
    given = replace(_given(withheld=("update", "orders")), exempt_by=EXEMPT_BY)
    document = replace(_exempt(given).document, blocks=_exempt(given).document.blocks[:3])
    assert lost_numbers(document) == []


def test_an_exempt_section_leads_to_its_own_exemption_in_the_profile() -> None:
    file = "workbook_templates/2024-25/paper.toml"
    plan = replace(EXEMPT_UPDATE, file=file, key="sections.2")
    given = replace(_given(plan, SectionPlan("withheld"), withheld=()), disclosed=None)
    _, item = [block for block in compose(given).document.blocks if isinstance(block, Paragraph | ListItem)]
    leading = sources(item.text, item.origins)
    assert leading[:2] == [("UPDATE", Stated(file, "sections.2.heading")), ("1", Stated(file, "sections.2.exempt.paragraphs"))]
