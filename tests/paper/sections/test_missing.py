from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.disclosure import Disclosed, Flagged, Known
from shpdocs.model.document import ListItem, Notice
from shpdocs.model.ledger import Event
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.missing import draft_notice, is_draft, not_received
from tests.support.made import definition, material

PLAN = SectionPlan("not-received")
FIRST = definition(sub_group="first", title="Made-up First")
SECOND = definition(sub_group="second", title="Made-up Second")
NOTHING = material((FIRST, SECOND), {})
WHOLE = material((FIRST, SECOND), {"first": {}, "second": {}})


def _waived(because: str = "Made-up reason.") -> dict[str, Event]:
    return {"second": Event("waived", "", "", "", "second", by="A Made-up Name", because=because)}


def _notice(given: Material) -> str:
    (notice,) = draft_notice(given)
    assert isinstance(notice, Notice)
    return notice.text


def _items(given: Material) -> list[str]:
    return [item.text for item in not_received(PLAN, given) if isinstance(item, ListItem)]


def _flagged(number: int) -> Disclosed:
    return Disclosed(Known(), Known(), flagged=tuple(Flagged(f"first/{at}", "Made up", (), "") for at in range(number)))


def test_a_paper_of_all_returns_is_final_unless_it_says_otherwise() -> None:
    assert (is_draft(WHOLE), draft_notice(WHOLE)) == (False, ())
    assert is_draft(replace(WHOLE, is_final=False))


def test_a_missing_return_makes_a_draft_even_of_a_paper_called_final() -> None:
    assert is_draft(material((FIRST, SECOND), {"first": {}}))


def test_a_waived_return_leaves_the_paper_final() -> None:
    assert not is_draft(replace(material((FIRST, SECOND), {"first": {}}), waived=_waived()))


def test_the_draft_tells_missing_returns_from_those_that_wait_for_a_decision() -> None:
    assert _notice(replace(NOTHING, held=("second",))) == (
        "DRAFT. No return for 2024-25-Q2 from: Made-up First. Received for 2024-25-Q2, but waiting for a decision: Made-up Second."
    )


def test_the_draft_does_not_ask_for_a_waived_return() -> None:
    assert _notice(replace(NOTHING, waived=_waived())) == "DRAFT. No return for 2024-25-Q2 from: Made-up First."


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "DRAFT. 1 text seems to hold small or withheld numbers of people, which nobody has decided about yet."),
        (3, "DRAFT. 3 texts seem to hold small or withheld numbers of people, which nobody has decided about yet."),
        (0, "DRAFT. Nothing is missing, but this is not the published paper."),
    ],
)
def test_the_draft_counts_the_texts_that_nobody_decided_about(number: int, expected: str) -> None:
    assert _notice(replace(WHOLE, is_final=False, disclosed=_flagged(number))) == expected


def test_returns_not_received_are_listed_and_none_if_all_came() -> None:
    assert _items(NOTHING) == ["Made-up First: no return was received.", "Made-up Second: no return was received."]
    assert [item.starts for item in not_received(PLAN, NOTHING) if isinstance(item, ListItem)] == [True, False]
    assert not_received(PLAN, WHOLE) == ()


@pytest.mark.parametrize("because", ["Made-up reason.", "Made-up reason"])
def test_a_waived_return_is_listed_with_its_reason_and_without_who_decided(because: str) -> None:
    (_, waived) = _items(replace(NOTHING, waived=_waived(because)))
    assert waived == "Made-up Second: no return was received. The paper goes without it: Made-up reason."
    assert "A Made-up Name" not in waived


def test_a_return_that_waits_for_a_decision_is_not_called_missing() -> None:
    assert _items(replace(NOTHING, held=("first",)))[0] == "Made-up First: a return was received and waits for a decision."
