"""What headlines say leads to the figures that were counted and compared, to the calendar, the profile and the definitions."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.appendix import NamedAppendix
from shpdocs.model.definition import Target
from shpdocs.model.document import ListItem, Paragraph
from shpdocs.model.origin import Calendar, Number, Origin, Returned, Rule, Stated, Worked
from shpdocs.model.profile import SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.appendices import numbered
from shpdocs.paper.sections.headlines import headlines
from shpdocs.paper.sections.material import Material
from tests.support.made import definition, figure, material, measure
from tests.support.origins import inputs_of, pieces

PLAN = SectionPlan("headlines")
NO_FIGURE = figure(None, "not-yet-available")


def _answers(this: Json, q1: Json = None) -> Json:
    return {"figure": this if isinstance(this, dict) else figure(this), "earlier": {"Q1": figure(q1)}, "activity": None}


def _given(answers: dict[str, Json]) -> Material:
    measures = tuple(measure(key, target=Target(100), quarters="sum") for key in answers)
    return material((definition(measures=measures),), {"made-up": {"fields": {}, "measures": dict(answers)}})


def _said(given: Material, beginning: str) -> list[tuple[str, Origin]]:
    """The pieces of the headline that begins with these words."""
    texts = [block for block in headlines(PLAN, given) if isinstance(block, Paragraph | ListItem)]
    block = next(text for text in texts if text.text.startswith(beginning))
    return pieces(block.text, block.origins)


def _counted(origin: Origin) -> list[str]:
    assert isinstance(origin, Number)
    assert isinstance(origin.source, Worked)
    assert (origin.source.how, int(origin.value)) == ("count", len(origin.source.inputs))
    return [each.words for each in origin.source.inputs]


THREE = _given({"burglary": _answers(20, 20), "robbery": _answers(26, 26), "asb": _answers(40, 25)})


def test_how_many_are_on_track_are_counts_of_ratings() -> None:
    said = _said(THREE, "Of 3 figures")
    assert [(text, _counted(origin)) for text, origin in said] == [
        ("3", ["rating of Made-up burglary", "rating of Made-up robbery", "rating of Made-up asb"]),
        ("1", ["rating of Made-up burglary"]),
        ("2", ["rating of Made-up robbery", "rating of Made-up asb"]),
        ("1", ["rating of Made-up robbery"]),
        ("1", ["rating of Made-up asb"]),
    ]
    ratings = inputs_of(said[0][1])
    assert all(isinstance(rating.source, Worked) and rating.source.how == "rating" for rating in ratings)


def test_a_position_leads_to_its_rating_its_quarter_and_what_was_worked_out() -> None:
    said = dict(_said(THREE, "Made-up robbery"))
    assert list(said) == ["Made-up robbery", "amber", "52", "Quarter 2", "4% above", "50"]
    assert said["Made-up robbery"].source == Stated("workbook_templates/2024-25/made-up.toml", "measures.robbery.name")
    assert said["Quarter 2"].source == Calendar("2024-25-Q2")
    hows = {text: source.how for text, source in ((text, origin.source) for text, origin in said.items()) if isinstance(source, Worked)}
    assert hows == {"amber": "rating", "52": "sum", "4% above": "per-cent-change", "50": "share"}


def test_the_biggest_change_is_the_greatest_of_all_that_were_compared() -> None:
    said = _said(THREE, "The biggest change")
    (start, judged), (among, rule), *_ = said
    assert (start, among, type(rule.source)) == ("The biggest change", "counts of 20 or more", Rule)
    assert isinstance(judged.source, Worked)
    assert judged.source.how == "greatest"
    changes = [(change.words, int(change.value)) for change in judged.source.inputs if isinstance(change, Number)]
    assert changes == [("change of Made-up asb", 60)]
    assert [text for text, _ in said[2:]] == ["Made-up asb", "40", "Quarter 2", "up 60%", "25"]


def test_figures_that_are_missing_are_counted_each_with_its_answer() -> None:
    given = _given({"burglary": _answers(NO_FIGURE, 20), "robbery": _answers(NO_FIGURE, 26), "asb": _answers(40, 25)})
    (number, origin), (noun, asked), (quarter, calendar), *_ = _said(given, "2 figures for Quarter 2")
    assert (number, noun, quarter, calendar.source) == ("2", "figures", "Quarter 2", Calendar("2024-25-Q2"))
    assert len(inputs_of(asked)) == 3  # whichever of these were missing would be among them
    assert _counted(origin) == ["Made-up burglary, Quarter 2", "Made-up robbery, Quarter 2"]
    answers = [each.source.answer for each in inputs_of(origin) if isinstance(each.source, Returned)]
    assert answers == ["made-up/measures/burglary/figure", "made-up/measures/robbery/figure"]


def test_those_that_are_not_listed_are_counted_and_the_appendix_named() -> None:
    given = _given({f"m{number}": _answers(60, 60) for number in range(1, 10)})
    plans = (SectionPlan("group", "Made-up plan", is_appendix=True), SectionPlan("dashboard", "At a glance"))
    given = replace(given, profile=replace(given.profile, sections=plans))
    said = _said(replace(given, appendices=numbered([NamedAppendix("Made-up plan")], given)), "And 3 more")
    (number, counted), (more, among), (_, words), (appendix, of_appendix) = said
    assert (more, len(inputs_of(among))) == ("more", 9)
    assert (number, _counted(counted)) == ("3", ["rating of Made-up m7", "rating of Made-up m8", "rating of Made-up m9"])
    assert (appendix, type(words.source), type(of_appendix.source)) == ("1", Rule, Rule)
