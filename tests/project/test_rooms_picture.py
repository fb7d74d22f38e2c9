"""The picture of the rooms in docs/architecture.md. That it is up to date is held by test_reference."""

from __future__ import annotations

from tests.support.rooms_picture import rooms_picture

SOURCES = {
    "model.period": "",
    "answers.kinds": "from shpdocs.model.period import Period",
    "figures.rows": "from shpdocs.answers.kinds import KINDS\nfrom shpdocs.model.period import Period",
    "cli.app": "def start():\n    from shpdocs.answers.kinds import KINDS\n    import shpdocs.figures.rows",
}


def test_an_arrow_leads_to_each_room_from_those_it_is_built_on_in_the_order_of_the_flow() -> None:
    assert rooms_picture(SOURCES).split("\n")[2:-1] == ["    model --> answers", "    answers --> figures", "    figures --> cli"]


def test_an_arrow_that_no_longer_way_implies_is_drawn() -> None:
    without = {**SOURCES, "figures.rows": "from shpdocs.model.period import Period"}
    assert rooms_picture(without).split("\n")[2:-1] == [
        "    model --> answers",
        "    model --> figures",
        "    answers --> cli",
        "    figures --> cli",
    ]
