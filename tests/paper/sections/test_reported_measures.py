"""Which measures a paper reports, and what each is called. Every figure here is made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Exemption, Measure, Part
from shpdocs.model.disclosure import Disclosed, Known, Withheld
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.reported_measures import reported_measures
from tests.support.made import figure, measure
from tests.support.made_dashboard import (
    PLAN,
    ROBBERY,
    figures,
    material_of,
)


def test_a_part_takes_the_place_of_all_where_the_name_lists_them() -> None:
    parts = (Part("pwit", "PWIT"), Part("vap", "VAP"))
    a_measure = measure("disposals", name="Disposals for PWIT and VAP", parts=parts, quarters="sum")
    given = material_of((a_measure,), {"disposals": {"parts": {key: figures(figure(5), figure(0)) for key in ("pwit", "vap")}}})
    assert [reported.name for reported in reported_measures(given)] == ["Disposals for PWIT", "Disposals for VAP"]


@pytest.mark.parametrize(
    "a_measure",
    [
        measure("secret", quarters="sum", publish=False),
        measure("later", quarters="sum", asked_in=("Q3",)),
        measure("milestone", "status"),
        measure("account", "progress"),
    ],
)
def test_what_is_no_published_figure_asked_so_far_has_no_row(a_measure: Measure) -> None:
    answers = {"robbery": figures(figure(1), figure(2)), a_measure.key: figures(figure(987), figure(987))}
    assert [reported.measure.key for reported in reported_measures(material_of((a_measure, ROBBERY), answers))] == ["robbery"]
    assert "987" not in repr(dashboard(PLAN, material_of((a_measure, ROBBERY), answers)))


@pytest.mark.parametrize("is_withheld", [True, False])
def test_a_measure_withheld_from_the_paper_has_no_row(is_withheld: bool) -> None:
    """Not even its target and baseline, which stand in the definition, are told."""
    exemption = Exemption((1,), "Made up: it would name a person.")
    withheld = (Withheld("made-up/robbery", "Robbery", exemption),) if is_withheld else ()
    other = replace(ROBBERY, key="other", name="Other")
    given = material_of((ROBBERY, other), {"robbery": figures(figure(104), figure(126)), "other": figures(figure(1), figure(2))})
    public = replace(given, disclosed=Disclosed(Known(), Known(), withheld))
    assert [reported.name for reported in reported_measures(public)] == ["Robbery", "Other"][is_withheld:]
    assert ("Robbery" in repr(dashboard(PLAN, public))) is not is_withheld
