from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from shpdocs.model.appendix import NamedAppendix
from shpdocs.model.definition import Measure, Part, SmallNumbers, Target
from shpdocs.model.document import ListItem, Paragraph
from shpdocs.model.profile import Content, SectionPlan
from shpdocs.model.returns import Json
from shpdocs.model.settings import Settings
from shpdocs.paper.sections.appendices import numbered
from shpdocs.paper.sections.headlines import headlines
from shpdocs.paper.sections.material import Material
from tests.support.made import a_return, answer_name, definition, field, figure, material, measure, plain

PLAN = SectionPlan("headlines", content=(Content(run_in=(answer_name("made-up/headlines"),)),))
WITHOUT_RATINGS = Settings("Made-up Partnership", "Made-up Council", ratings=False)


def _measure(key: str, target: float = 100, **more: Json) -> Measure:
    return measure(key, target=Target(target), quarters="sum", **more)


def _answers(this: Json, q1: Json = None) -> Json:
    return {"figure": this if isinstance(this, dict) else figure(this), "earlier": {"Q1": figure(q1)}, "activity": None}


def _given(measures: tuple[Measure, ...], answers: Mapping[str, Json], own: str | None = None) -> Material:
    a_definition = definition(fields=(field("headlines", "narrative"),), measures=measures)
    return material((a_definition,), {"made-up": {"fields": {"headlines": own}, "measures": dict(answers)}})


def _texts(given: Material, plan: SectionPlan = PLAN) -> list[str]:
    return [block.text for block in headlines(plan, given) if isinstance(block, Paragraph | ListItem)]


BURGLARY, ROBBERY, ASB = (_measure(key) for key in ("burglary", "robbery", "asb"))
THREE = _given((BURGLARY, ROBBERY, ASB), {"burglary": _answers(20, 20), "robbery": _answers(26, 26), "asb": _answers(40, 25)})


def test_what_is_on_track_and_what_is_off_is_counted_and_the_furthest_off_comes_first() -> None:
    assert _texts(THREE)[:4] == [
        (
            "Of 3 figures held against a target, 1 is on track (green) and 2 are off track (1 amber and 1 red). "
            "All of them are held against an even share of the year's target (pro rata), which is only indicative."
        ),
        "Off track, the furthest first:",
        "Made-up asb (red): 65 by the end of Quarter 2, 30% above the 50 expected by then (pro rata).",
        "Made-up robbery (amber): 52 by the end of Quarter 2, 4% above the 50 expected by then (pro rata).",
    ]


def test_without_ratings_no_colour_is_named() -> None:
    texts = _texts(replace(THREE, settings=WITHOUT_RATINGS))
    assert texts[0].startswith("Of 3 figures held against a target, 1 is on track and 2 are off track. ")
    assert texts[2].startswith("Made-up asb: 65 ")
    assert [colour for colour in ("green", "amber", "red") if any(f"({colour}" in text for text in texts)] == []


def test_every_sentence_names_the_figures_that_it_was_made_of() -> None:
    blocks = [block for block in headlines(PLAN, THREE) if isinstance(block, Paragraph | ListItem)]
    all_refs = ("made-up/measures/burglary/figure", "made-up/measures/robbery/figure", "made-up/measures/asb/figure")
    assert [block.refs for block in blocks] == [all_refs, (), (all_refs[2],), (all_refs[1],), (all_refs[2],)]


def test_one_figure_off_track_is_told_in_the_singular() -> None:
    assert _texts(_given((ASB,), {"asb": _answers(40, 25)}))[:2] == [
        (
            "The one figure held against a target is off track (red). "
            "It is held against an even share of the year's target (pro rata), which is only indicative."
        ),
        "Off track:",
    ]


def test_figures_that_cannot_be_judged_are_counted() -> None:
    watched = measure("watched", better="monitor", quarters="sum")
    texts = _texts(_given((ASB, watched), {"asb": _answers(10, 10), "watched": _answers(5, 5)}))
    assert texts[0].endswith(" The other figure has no target, or not what is needed to judge by.")
    only = _given((watched,), {"watched": _answers(5, 5)})
    assert _texts(only)[0] == "None of the figures can be held against a target."


LEVEL = measure("confidence", "percentage", better="higher", target=Target(60), quarters="level")
BAND = measure("repeats", "percentage", better="band", target=Target(low=28, high=40), quarters="level")
PROFILED = measure("burglary", target=Target(1664), profile={"Q2": 810}, quarters="sum")


@pytest.mark.parametrize(
    ("a_measure", "answers", "expected"),
    [
        (LEVEL, _answers(48, 50), "Made-up confidence (red): 48% in Quarter 2, 12 points below the target of 60%."),
        (BAND, _answers(42, 40), "Made-up repeats (amber): 42% in Quarter 2, 2 points above the band from 28% to 40%."),
        (
            PROFILED,
            _answers(500, 400),
            ("Made-up burglary (red): 900 by the end of Quarter 2, 11.1% above the 810 expected by then (agreed profile)."),
        ),
        (
            _measure("deaths", 0),
            _answers(1, 2),
            ("Made-up deaths (red): 3 by the end of Quarter 2, 3 above the 0 expected by then (pro rata)."),
        ),
    ],
)
def test_each_is_told_by_its_own_yardstick(a_measure: Measure, answers: Json, expected: str) -> None:
    assert expected in _texts(_given((a_measure,), {a_measure.key: answers}))


def test_beyond_the_first_six_off_track_the_others_are_counted() -> None:
    measures = tuple(_measure(f"a{at}") for at in range(8))
    texts = _texts(_given(measures, {a_measure.key: _answers(80 - at, 0) for at, a_measure in enumerate(measures)}))
    assert [text[:10] for text in texts[2:8]] == [f"Made-up a{at}" for at in range(6)]
    assert texts[8] == "And 2 more."


def _with_dashboard(given: Material) -> Material:
    plans = (SectionPlan("group", "Made-up plan", is_appendix=True), SectionPlan("dashboard", "At a glance"))
    appendices = numbered(map(NamedAppendix, ("Made-up map", "Made-up notes", "Made-up plan")), given)
    return replace(given, profile=replace(given.profile, sections=plans), appendices=appendices)


def test_of_those_that_are_not_told_the_appendix_with_the_dashboard_tells() -> None:
    measures = tuple(_measure(f"a{at}") for at in range(9))
    off = _with_dashboard(_given(measures, {a_measure.key: _answers(80 - at, 0) for at, a_measure in enumerate(measures)}))
    assert _texts(off)[8] == "And 3 more, see Appendix 3."
    awaited = _with_dashboard(_given(measures, {a_measure.key: _answers(figure(reason="not-yet-available"), 1) for a_measure in measures}))
    assert _texts(awaited)[-1].endswith("Made-up a4; Made-up a5; and 3 more, see Appendix 3.")


def test_a_seventh_is_told_as_it_takes_no_more_room_than_to_say_that_there_is_one() -> None:
    measures = tuple(_measure(f"a{at}") for at in range(7))
    texts = _texts(_given(measures, {a_measure.key: _answers(80 - at, 0) for at, a_measure in enumerate(measures)}))
    assert texts[8].startswith("Made-up a6 (red): ")


def test_the_biggest_change_is_on_the_quarter_before_where_last_year_is_not_known() -> None:
    assert _texts(THREE)[4] == (
        "The biggest change on the quarter before, among counts of 20 or more: Made-up asb, 40 in Quarter 2, up 60% from 25."
    )


def _change_in(given: Material) -> list[str]:
    return [text for text in _texts(given) if text.startswith("The biggest change")]


@pytest.mark.parametrize(("now", "before", "is_told"), [(1, 3, False), (40, 19, False), (10, 20, True)])
def test_a_change_from_a_tiny_figure_is_not_the_biggest(now: int, before: int, is_told: bool) -> None:
    texts = _change_in(_given((BURGLARY, ASB), {"burglary": _answers(101, 100), "asb": _answers(now, before)}))
    assert ["Made-up asb" in text for text in texts] == [is_told]


def test_a_change_of_figures_that_are_rounded_is_not_the_biggest() -> None:
    people = replace(ASB, people=True, small_numbers=SmallNumbers(round_to=5))
    answers = {"burglary": _answers(101, 100), "asb": _answers(80, 40)}
    assert "Made-up burglary" in _change_in(_given((BURGLARY, people), answers))[0]
    assert "Made-up asb" in _change_in(_given((BURGLARY, replace(people, small_numbers=SmallNumbers())), answers))[0]


def test_percentages_are_compared_with_each_other_in_points_and_only_where_no_count_is() -> None:
    share = measure("share", "percentage", quarters="level", better="monitor")
    assert _change_in(_given((share,), {"share": _answers(63, 62)})) == [
        "The biggest change on the quarter before, among percentages: Made-up share, 63% in Quarter 2, up 1 point from 62%."
    ]
    both = _given((share, BURGLARY), {"share": _answers(90, 10), "burglary": _answers(101, 100)})
    assert "Made-up burglary" in _change_in(both)[0]


def test_the_biggest_change_is_on_last_year_where_that_is_known_of_any() -> None:
    then = a_return({"measures": {"burglary": _answers(25)}}, period="2023-24-Q2")
    given = replace(THREE, last_year={"made-up": {"Q2": then}})
    assert _texts(given)[4] == (
        "The biggest change on the same quarter of last year, among counts of 20 or more: "
        "Made-up burglary, 20 in Quarter 2, down 20% from 25."
    )


def test_figures_without_change_make_no_biggest_change() -> None:
    assert [text for text in _texts(_given((ASB,), {"asb": _answers(10, 10)})) if "change" in text] == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (figure(reason="not-yet-available"), "1 figure for Quarter 2 is not yet available: Made-up asb."),
        (figure(reason="suppressed"), "1 figure for Quarter 2 is not published, because people could be identified: Made-up asb."),
        (figure(), "1 figure for Quarter 2 is left blank: Made-up asb."),
        (figure(reason="not-applicable"), None),
    ],
)
def test_what_is_missing_is_named_with_why(answer: Json, expected: str | None) -> None:
    given = _given((BURGLARY, ASB), {"burglary": _answers(20, 20), "asb": _answers(answer, 25)})
    assert [text for text in _texts(given) if " for Quarter 2 " in text] == ([expected] if expected else [])


def test_several_missing_figures_are_told_together() -> None:
    awaited = _answers(figure(reason="not-yet-available"), 25)
    texts = _texts(_given((BURGLARY, ROBBERY, ASB), {"burglary": _answers(20, 20), "robbery": awaited, "asb": awaited}))
    assert texts[-1] == "2 figures for Quarter 2 are not yet available: Made-up robbery; Made-up asb."


def test_missing_returns_and_those_that_wait_are_named() -> None:
    others = tuple(definition(sub_group=name, title=f"Made-up {name}") for name in ("first", "second", "third"))
    given = replace(THREE, definitions=(*THREE.definitions, *others), held=("third",))
    assert _texts(given)[-2:] == [
        "No return was received from Made-up first and Made-up second.",
        "Received, but waiting for a decision: the return of Made-up third.",
    ]


def test_revised_figures_are_named() -> None:
    before = a_return({"measures": {"asb": {"figure": figure(30), "earlier": {}, "activity": None}}}, period="2024-25-Q1")
    given = replace(_given((ASB,), {"asb": _answers(25, 28)}), earlier={"made-up": {"Q1": before}})
    assert _texts(given)[-1] == "Revised since first returned: Made-up asb, Quarter 1."


@pytest.mark.parametrize("answers", [{}, {"asb": _answers(figure(), None)}])
def test_no_figures_at_all_is_said(answers: dict[str, Json]) -> None:
    assert _texts(_given((ASB,), answers)) == ["No figures were returned for Quarter 2 of 2024/25 (July to September)."]


def test_where_every_figure_is_suppressed_it_is_not_said_that_none_was_returned() -> None:
    suppressed = figure(reason="suppressed")
    texts = _texts(_given((ASB,), {"asb": _answers(suppressed, None)}))
    assert texts == [
        "1 figure for Quarter 1 is left blank: Made-up asb.",
        "1 figure for Quarter 2 is not published, because people could be identified: Made-up asb.",
    ]


def test_the_officers_own_text_replaces_what_is_written_or_joins_it() -> None:
    given = _given((ASB,), {"asb": _answers(10, 10)}, own="Made-up headline.")
    own = Paragraph("Made-up headline.", refs=("made-up/fields/headlines",))
    written = plain(headlines(PLAN, _given((ASB,), {"asb": _answers(10, 10)})))
    assert plain(headlines(PLAN, given)) == (own,)
    assert plain(headlines(replace(PLAN, own_text="joins"), given)) == (own, *written)


def test_a_partnership_return_that_is_missing_gives_no_text_of_its_own() -> None:
    other = definition(sub_group="other", measures=(ASB,))
    given = material((definition(fields=(field("headlines", "narrative"),)), other), {"other": {"measures": {"asb": _answers(10, 10)}}})
    assert _texts(given)[0].startswith("The one figure held against a target is on track (green).")


def test_each_part_of_a_compound_measure_is_a_figure() -> None:
    parts = (Part("pwit", "PWIT", target=Target(100)), Part("vap", "VAP", target=Target(100)))
    a_measure = measure("disposals", parts=parts, quarters="sum")
    given = _given((a_measure,), {"disposals": {"parts": {"pwit": _answers(20, 20), "vap": _answers(40, 40)}, "activity": None}})
    assert _texts(given)[0].startswith("Of 2 figures held against a target, 1 is on track (green) and 1 is off track (1 red).")


def test_the_same_figures_make_the_same_headlines() -> None:
    assert headlines(PLAN, THREE) == headlines(PLAN, THREE)
