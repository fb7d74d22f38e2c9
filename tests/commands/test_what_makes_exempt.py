"""What makes an answer exempt is known by where it is stated and what was decided: both, where both are so."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.commands.exemptions import Exemptions, exempt_by
from shpdocs.disclosure.grounds import grounds_in_definitions
from shpdocs.model.definition import Exemption
from shpdocs.model.disclosure import Decisions
from shpdocs.model.ledger import Event
from shpdocs.model.origin import Decided, Stated
from tests.support.made import definition, field, measure, open_table

WHY = Exemption((1, 2), "Made up: it would tell who somebody is.")
DEFINITION = definition(
    fields=(replace(field("update", "narrative"), exempt=WHY), field("plan", "narrative")),
    measures=(replace(measure("orders"), exempt=WHY),),
    tables=(replace(open_table("cases", field("case")), after="orders"),),
)
AT = "2024-09-01T10:00:00Z"


def _decided(answer: str) -> dict[str, Event]:
    return {answer: Event("exempted", AT, "", "", because="Made up.", paragraphs=(3,))}


def test_what_states_it_and_what_was_decided_are_both_told_and_a_table_goes_with_its_measure() -> None:
    standing = grounds_in_definitions((DEFINITION,))
    exemptions = Exemptions({}, standing, {}, {}, _decided("made-up/update"), {}, {})
    update, orders = (Stated(DEFINITION.file, f"{key}.exempt") for key in ("fields.update", "measures.orders"))
    assert exempt_by(Decisions(exempted=_decided("made-up/plan")), exemptions, (DEFINITION,)) == {
        "made-up/update": (update, Decided("exempted", "made-up/update", AT)),
        "made-up/orders": (orders,),
        "made-up/cases": (orders,),
        "made-up/plan": (Decided("exempted", "made-up/plan", AT),),
    }
