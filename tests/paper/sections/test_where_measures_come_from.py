"""Where the tables of measures and the notes on figures come from: every digit from somewhere, each figure from its cells."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.figures.printed import Mark
from shpdocs.model.definition import Baseline, Exemption, Measure, Part, Target
from shpdocs.model.disclosure import Disclosed, HeldBack, Known, Withheld
from shpdocs.model.document import Block, Table, Text
from shpdocs.model.origin import Decided, Statement
from shpdocs.model.profile import SectionPlan, Theme
from shpdocs.model.returns import Json
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.measures import measures
from shpdocs.paper.sections.notes import notes
from tests.support.made import a_return, definition, figure, material, measure
from tests.support.origins import from_nowhere, in_words, origins_of

PROFILE = "workbook_templates/2024-25/paper.toml"
PLAN = SectionPlan("measures", "FIGURES 1", 2, target_heading="2024/25 target", baseline_heading="2023/24 baseline", with_counts=True)
PARTS = (Part("u18", "under 18", "Those under 18", Baseline(33)), Part("over", "18 and over", "", Baseline(134)))
ROBBERY = replace(measure("robbery", name="Robbery 1", target=Target(444), baseline=Baseline(467), quarters="sum"), source="Police 999")
DISPOSALS = measure("disposals", name="Disposals 2", parts=PARTS, quarters="sum")
ORDERS = measure("orders", "percentage", name="Orders 3", activity_with="robbery")
THEME = Theme("safety", "PRIORITY 1 – SAFETY", "Target 1")
ANSWERS: dict[str, Json] = {
    "robbery": {
        "figure": figure(104, commentary="Up by 5.\n1. So it is.", data_as_at="2024-09-30", revision="3 counted twice", provisional=True),
        "earlier": {"Q1": figure(126)},
        "activity": "11 patrols.",
    },
    "disposals": {
        "parts": {
            "u18": {"figure": figure(3, commentary="- 2 of them"), "earlier": {"Q1": figure(None, "not-yet-available")}},
            "over": {"figure": figure(7), "earlier": {"Q1": figure(None, "not-yet-available")}},
        },
        "activity": None,
    },
    "orders": {"figure": figure(12.5, base=118), "earlier": {"Q1": figure()}, "activity": None},
}


def _given(*printed: Measure, answers: dict[str, Json] | None = None) -> Material:
    a_definition = definition(measures=printed or (ROBBERY, DISPOSALS, ORDERS))
    given = material((a_definition,), {"made-up": {"measures": answers or ANSWERS}}, PLAN, themes=(THEME,))
    sections = (replace(PLAN, file=PROFILE, key="sections.1"),)
    return replace(given, profile=replace(given.profile, file=PROFILE, sections=sections))


def _blocks(given: Material) -> tuple[Block, ...]:
    return measures(given.profile.sections[0], given)


def _table(blocks: tuple[Block, ...]) -> Table:
    return next(block for block in blocks if isinstance(block, Table))


def _told(texts: tuple[Text, ...]) -> list[str]:
    """Each piece that comes from somewhere, with where."""
    return [f"{text.text[span.start : span.end]}: {in_words(span.origin)}" for text in texts for span in text.origins]


def test_no_digit_of_a_table_of_measures_or_of_the_notes_comes_from_nowhere() -> None:
    given = _given()
    assert from_nowhere(_blocks(given)) == []
    assert from_nowhere(notes(SectionPlan("notes"), given)) == []


def test_headings_and_titles_come_from_the_profile_and_the_calendar() -> None:
    head, table, *_ = _blocks(_given())
    assert isinstance(table, Table)
    (title,) = {in_words(origin) for origin in (*origins_of(head), *origins_of(table, "title"))}
    headings = [in_words(origin) for number in range(5) for origin in origins_of(table, f"header/{number}")]
    assert title == "themes.1.heading"
    assert headings == [
        "themes.1.first-column", "sections.1.target-heading", "sections.1.baseline-heading", "calendar", "calendar",
    ]  # fmt: skip
    assert [in_words(origin) for origin in origins_of(table, "description")] == ["calendar"]


def test_the_usual_heading_of_the_first_column_is_said_to_stand_in_no_profile() -> None:
    given = _given()
    themes = (replace(THEME, first_column="Objective"),)
    table = _table(_blocks(replace(given, profile=replace(given.profile, themes=themes))))
    assert (table.header[0], origins_of(table, "header/0")) == ("Objective", [])


def test_a_row_leads_to_definition_and_cells() -> None:
    objective, target, baseline, first, second, activity = _table(_blocks(_given())).rows[0]
    base = "made-up/measures/robbery"
    assert _told(objective) == [
        "Objective of robbery: measures.robbery.objective",
        "Made-up things: measures.robbery.counts",
        "Police 999: measures.robbery.source",
    ]
    assert (_told(target), _told(baseline)) == (["444: 444 measures.robbery.target.value"], ["467: 467 measures.robbery.baseline.value"])
    assert _told(first) == [f"126: 126 {base}/figure 2024-25-Q1"]
    assert _told(second) == [f"104: 104 {base}/figure 2024-25-Q2", f"provisional: {base}/figure 2024-25-Q2"]
    assert _told(activity) == [
        f"11 patrols.: {base}/activity 2024-25-Q2",
        f"Up by 5.: {base}/figure/commentary 2024-25-Q2",
        f"So it is.: {base}/figure/commentary 2024-25-Q2",
        f"3 counted twice: {base}/figure/revision 2024-25-Q2",
        f"30 September 2024: {base}/figure/data-as-at 2024-25-Q2",
    ]


def test_the_parts_of_a_compound_measure_lead_each_to_its_own() -> None:
    objective, _, baseline, first, second, activity = _table(_blocks(_given())).rows[1]
    base, parts = "made-up/measures/disposals/parts", "measures.disposals.parts"
    assert _told(objective)[2:] == [f"under 18: {parts}.u18.label", f"Those under 18: {parts}.u18.counts"]
    assert _told(baseline) == [
        f"33: 33 {parts}.u18.baseline.value", f"under 18: {parts}.u18.label",
        f"134: 134 {parts}.over.baseline.value", f"18 and over: {parts}.over.label",
    ]  # fmt: skip
    assert _told(first) == [f"Not yet: = made-of({base}/u18/figure 2024-25-Q1, {base}/over/figure 2024-25-Q1)"]
    assert _told(second) == [
        f"3: 3 {base}/u18/figure 2024-25-Q2", f"under 18: {parts}.u18.label",
        f"7: 7 {base}/over/figure 2024-25-Q2", f"18 and over: {parts}.over.label",
    ]  # fmt: skip
    assert _told(activity) == [f"under 18: {parts}.u18.label", f"2 of them: {base}/u18/figure/commentary 2024-25-Q2"]


def test_what_a_percentage_is_of_is_a_number_and_a_shared_activity_is_named_by_the_definition() -> None:
    activity = _table(_blocks(_given())).rows[2][5]
    assert _told(activity) == ["Robbery 1: measures.robbery.name", "118: 118 made-up/measures/orders/figure/base 2024-25-Q2"]


def test_what_is_kept_out_leads_to_the_figures_of_each_quarter() -> None:
    known = Known({"made-up": a_return({"measures": ANSWERS})})
    disclosed = Disclosed(known, known, (Withheld("made-up/disposals", "Disposals 2", Exemption((1,), "Made-up")),))
    first = _table(_blocks(replace(_given(), disclosed=disclosed))).rows[1][3]
    figures = ", ".join(f"made-up/measures/disposals/parts/{part}/figure 2024-25-Q1" for part in ("u18", "over"))
    assert _told(first) == [f"Not for publication: = withheld({figures})"]


def test_a_commentary_that_is_held_back_leads_to_it() -> None:
    pointer = "/measures/robbery/figure/commentary"
    held = HeldBack("made-up/robbery/commentary", "Robbery 1: commentary", pointer, (pointer,), "")
    activity = _table(_blocks(replace(_given(), disclosed=Disclosed(Known(), Known(), held_back=(held,))))).rows[0][5]
    assert _told(activity)[-1] == f"Held back: commentary.: = withheld(made-up{pointer} 2024-25-Q2)"


def test_a_correction_leads_to_the_decision_that_let_it_in() -> None:
    because = Statement("let in otherwise than it was printed", Decided("accepted", "made-up/measures/robbery", "2024-10-01T09:00:00Z"))
    mark = Mark("corrected", "2 counted twice", "105", "the paper", (because,))
    given = replace(_given(), marks={("made-up/measures/robbery", "2024-25-Q2"): mark})
    for cell in (_table(_blocks(given)).rows[0][5], _table(notes(SectionPlan("notes"), given)).rows[0][4]):
        assert "2 counted twice: decided" in _told(cell)


def test_the_notes_say_where_they_come_from() -> None:
    table, *below = notes(SectionPlan("notes"), _given())
    assert isinstance(table, Table)
    name, counts, source, as_at, remarks = table.rows[0]
    assert (_told(name), _told(counts)) == (["Robbery 1: measures.robbery.name"], ["Made-up things: measures.robbery.counts"])
    assert _told(source) == ["Police 999: measures.robbery.source"]
    assert _told(as_at) == ["30 September 2024: made-up/measures/robbery/figure/data-as-at 2024-25-Q2"]
    assert _told(remarks) == [
        "Provisional: made-up/measures/robbery/figure 2024-25-Q2",
        "Quarter 2: calendar",
        "3 counted twice: made-up/measures/robbery/figure/revision 2024-25-Q2",
    ]
    key = [in_words(origin) for block in below for origin in origins_of(block)]
    assert key == ["words.not-yet-available", "words.no-entry"]
