"""What a paper told of every answer, over made-up returns."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.definition import Baseline, Exemption, Part, Target
from shpdocs.model.disclosure import Disclosed, Known, Suppressed, Withheld
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.profile import Content, SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.compose import compose
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.printed import printed_answers
from tests.support.made import a_return, answer_name, definition, field, figure, material, measure, named_table, open_table

Q1, Q2 = "2024-25-Q1", "2024-25-Q2"
MEASURES = SectionPlan("measures", "MEASURES", target_heading="Target", baseline_heading="Baseline")
DASHBOARD = SectionPlan("dashboard", "DASHBOARD")
TEXT = SectionPlan("text", "TEXT", content=(Content(run_in=(answer_name("made-up/intro"),)),))
ROBBERY = definition(measures=(measure("robbery", quarters="sum"),), fields=(field("intro", "narrative"), field("unused")))


def _printed(given: Material) -> tuple[PrintedAnswer, ...]:
    return printed_answers(given, compose(given).document, Known(given.returns, given.earlier, given.last_year))


def _robbery(now: Json, before: Json, *plans: SectionPlan, intro: str | None = None, **more: Json) -> Material:
    answers: dict[str, Json] = {"measures": {"robbery": {"figure": now} | more}, "fields": {"intro": intro, "unused": "Not printed."}}
    earlier = {"Q1": a_return({"measures": {"robbery": {"figure": before}}}, period=Q1)}
    return material((ROBBERY,), {"made-up": answers}, *plans, earlier=earlier)


def _parted(given: Material, exempt: Known, withheld: tuple[Withheld, ...] = (), suppressed: tuple[Suppressed, ...] = ()) -> Material:
    return replace(given, disclosed=Disclosed(Known(given.returns, given.earlier), exempt, withheld, suppressed))


def test_every_quarter_of_a_figure_that_the_paper_prints_is_told_with_its_value_and_words() -> None:
    name = "made-up/measures/robbery"
    expected = (
        PrintedAnswer(name, Q1, "printed", "Made-up robbery, Quarter 1", 126, "126", is_provisional=True),
        PrintedAnswer(name, Q2, "printed", "Made-up robbery, Quarter 2", 104, "104"),
    )
    for plan in (MEASURES, DASHBOARD):
        assert _printed(_robbery(figure(104), figure(126, provisional=True), plan)) == expected


def test_where_there_is_no_figure_the_value_is_the_reason() -> None:
    printed = _printed(_robbery(figure(None, "not-yet-available"), figure(126), MEASURES))
    assert printed[1] == PrintedAnswer(
        "made-up/measures/robbery", Q2, "printed", "Made-up robbery, Quarter 2", "not-yet-available", "Not yet"
    )


def test_a_figure_that_is_suppressed_is_told_without_value_and_words() -> None:
    printed = _printed(_robbery(figure(None, "suppressed"), figure(126), MEASURES))
    assert printed[1] == PrintedAnswer("made-up/measures/robbery", Q2, "suppressed", "Made-up robbery, Quarter 2")


def test_a_baseline_or_target_is_told_of_where_the_paper_withholds_it() -> None:
    stated = replace(ROBBERY.measures[0], baseline=Baseline(48), target=Target(none="suppressed"))
    given = _robbery(figure(104), figure(126), MEASURES)
    printed = _printed(replace(given, definitions=(replace(ROBBERY, measures=(stated,)),)))
    assert printed[2:] == (PrintedAnswer("made-up/measures/robbery/target", Q2, "suppressed", "Made-up robbery: target"),)


def test_the_value_is_as_it_was_returned_and_the_words_are_as_they_were_printed() -> None:
    public, raw = (_robbery(figure(value), figure(125), MEASURES, TEXT, intro=intro) for value, intro in ((105, "One."), (104, "One. ")))
    printed = printed_answers(public, compose(public).document, Known(raw.returns, raw.earlier))
    assert [(answer.value, answer.shown) for answer in printed] == [("One. ", "One."), (125, "125"), (104, "105")]


def test_each_part_of_a_compound_measure_is_an_answer() -> None:
    asked = definition(measures=(measure("disposals", parts=(Part("pwit", "PWIT"), Part("vap", "VAP"))),))
    answers: dict[str, Json] = {"measures": {"disposals": {"parts": {"pwit": {"figure": figure(3)}, "vap": {"figure": figure(9)}}}}}
    printed = _printed(material((asked,), {"made-up": answers}, MEASURES))
    assert [(answer.answer, answer.name, answer.value) for answer in printed] == [
        ("made-up/measures/disposals/parts/pwit", "Made-up disposals, PWIT, Quarter 2", 3),
        ("made-up/measures/disposals/parts/vap", "Made-up disposals, VAP, Quarter 2", 9),
    ]


def test_what_was_written_about_a_figure_is_told_where_it_is_printed() -> None:
    now = figure(104, commentary="Fewer.", base=200)
    printed = _printed(_robbery(now, figure(126), MEASURES, activity="- Patrols."))[2:]
    assert [(answer.answer.removeprefix("made-up/measures/robbery/"), answer.value, answer.shown) for answer in printed] == [
        ("figure/commentary", "Fewer.", "Fewer."),
        ("figure/base", 200, "200"),
        ("activity", "- Patrols.", "- Patrols."),
    ]


def test_a_field_is_told_with_its_sub_group_and_what_the_paper_does_not_print_is_not_told() -> None:
    printed = _printed(_robbery(figure(104), figure(126), TEXT, intro="One."))
    assert printed == (PrintedAnswer("made-up/fields/intro", Q2, "printed", "Made-up intro (Made-up Sub-Group)", "One.", "One."),)


def test_a_field_that_only_the_footer_prints_is_told() -> None:
    given = material((ROBBERY,), {"made-up": {"fields": {"intro": "One."}}}, footer=("Made-up: {made-up/intro}",))
    assert [answer.shown for answer in _printed(given)] == ["One."]


def test_cells_are_told_by_row_and_column_whether_rows_are_named_or_added() -> None:
    named = named_table("benchmarks", {"london": "London"}, field("rate", "number"))
    opened = open_table("risks", field("owner"))
    asked = definition(tables=(named, opened))
    answers: dict[str, Json] = {"tables": {"benchmarks": {"london": {"rate": 1.5}}, "risks": [{"owner": "A"}, {"owner": None}]}}
    plans = [SectionPlan("table", key, table=answer_name(f"made-up/{key}")) for key in ("benchmarks", "risks")]
    assert _printed(material((asked,), {"made-up": answers}, *plans)) == (
        PrintedAnswer("made-up/tables/benchmarks/london/rate", Q2, "printed", "Made-up benchmarks, London: Made-up rate", 1.5, "1.5"),
        PrintedAnswer("made-up/tables/risks/0/owner", Q2, "printed", "Made-up risks, row 1: Made-up owner", "A", "A"),
    )


def test_a_cell_that_is_suppressed_is_told_without_value_and_words() -> None:
    asked = definition(tables=(named_table("ages", {"young": "Young", "old": "Old"}, field("people", "count")),))
    answers: dict[str, Json] = {"tables": {"ages": {"young": {"people": None}, "old": {"people": 12}}}}
    given = material((asked,), {"made-up": answers}, SectionPlan("table", "AGES", table=answer_name("made-up/ages")))
    hidden = Suppressed("made-up/ages", "Made-up ages", ("Young",), "small", "", ("/tables/ages/young/people",))
    printed = _printed(_parted(given, Known(), suppressed=(hidden,)))
    assert [(answer.answer.rpartition("/tables/")[2], answer.state, answer.value) for answer in printed] == [
        ("ages/young/people", "suppressed", None),
        ("ages/old/people", "printed", 12),
    ]


def test_what_is_withheld_is_told_for_every_quarter_and_never_with_what_it_says() -> None:
    public = _robbery(None, None, MEASURES, TEXT)
    secret = _robbery(figure(104), figure(126), MEASURES, TEXT, intro="Secret.")
    reason = Exemption((7,), "Made-up reason.")
    items = tuple(Withheld(f"made-up/{key}", "Made up", reason) for key in ("intro", "robbery"))
    exempt = Known({"made-up": a_return({**secret.returns["made-up"].answers, "fields": {"intro": "Secret."}})}, secret.earlier)
    printed = _printed(_parted(public, exempt, withheld=items))
    assert printed == (
        PrintedAnswer("made-up/fields/intro", Q2, "withheld", "Made-up intro (Made-up Sub-Group)"),
        PrintedAnswer("made-up/measures/robbery", Q1, "withheld", "Made-up robbery, Quarter 1"),
        PrintedAnswer("made-up/measures/robbery", Q2, "withheld", "Made-up robbery, Quarter 2"),
    )


def test_a_figure_of_last_year_is_told_where_the_paper_compares_one_with_it() -> None:
    before = {"Q2": a_return({"measures": {"robbery": {"figure": figure(90)}}}, period="2023-24-Q2")}
    for plan, compared in ((DASHBOARD, [("2023-24-Q2", "90")]), (MEASURES, [])):
        given = replace(_robbery(figure(104), figure(126), plan), last_year={"made-up": before})
        assert [(answer.period, answer.shown) for answer in _printed(given)[2:]] == compared
    assert _printed(replace(_robbery(figure(104), figure(126), DASHBOARD), last_year={"made-up": before}))[-1].name == (
        "Made-up robbery, Quarter 2 of 2023/24"
    )
