"""The appendices of a paper: numbered as they are there, listed, and held against what was typed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.appendix import NamedAppendix
from shpdocs.model.document import Document, Heading, Notice, Paragraph, Table
from shpdocs.model.profile import Content, Line, SectionPlan
from shpdocs.paper.sections.compose import Composed, compose
from tests.support.made import BACKGROUND_PAPERS, answer_name, definition, field, material, plain

PAPERS = answer_name("made-up/papers")
DEFINITION = definition(fields=(field("papers", "narrative"), field("plan", "narrative"), field("update", "narrative")))
COVER = SectionPlan("cover", lines=(Line("Papers with report", PAPERS, appendices=True),))
PLAN = SectionPlan(
    "text", "Made-up plan", content=(Content(run_in=(answer_name("made-up/plan"),)),), is_appendix=True, omit_when_empty=True
)
UPDATE = SectionPlan("text", "UPDATE", content=(Content(run_in=(answer_name("made-up/update"),)),))
NOTES = SectionPlan("group", "Made-up notes", is_appendix=True)
REPORT, MAP = NamedAppendix("Police report"), NamedAppendix("Map", is_apart=True)


def _composed(
    *added: NamedAppendix,
    papers: str | None = None,
    plan: str | None = "A plan.",
    update: str | None = None,
    first: SectionPlan = COVER,
    words: str = "",
) -> Composed:
    answers = {"fields": {"papers": papers, "plan": plan, "update": update}}
    given = material((DEFINITION,), {"made-up": answers}, first, UPDATE, BACKGROUND_PAPERS, PLAN, NOTES)
    profile = replace(given.profile, words=replace(given.profile.words, appendix=words)) if words else given.profile
    return compose(replace(given, added=added, profile=profile))


def _listed(document: Document) -> list[str]:
    """What stands in the cover beside the label."""
    cover = next(block for block in document.blocks if isinstance(block, Table))
    return [text.text for text in cover.rows[0][1]]


def _headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and "ppendix" in block.text]


def test_a_paper_numbers_its_appendices_in_their_order_and_those_added_after_them() -> None:
    composed = _composed(REPORT, MAP)
    assert [appendix.heading for appendix in composed.appendices] == [
        "Appendix 1 – Made-up plan",
        "Appendix 2 – Made-up notes",
        "Appendix 3 – Police report",
        "Appendix 4 – Map",
    ]
    assert _headings(composed.document) == ["Appendix 1 – Made-up plan", "Appendix 2 – Made-up notes"]


def test_an_appendix_that_is_left_out_takes_no_number() -> None:
    composed = _composed(REPORT, plan=None)
    assert [appendix.heading for appendix in composed.appendices] == ["Appendix 1 – Made-up notes", "Appendix 2 – Police report"]
    assert composed.left_out == ("Made-up plan",)


def test_a_profile_words_the_headings_of_appendices() -> None:
    composed = _composed(REPORT, words="APPENDIX {number} - {title}")
    assert [(appendix.heading, appendix.name) for appendix in composed.appendices][-1] == ("APPENDIX 3 - Police report", "APPENDIX 3")


def test_a_list_that_nobody_typed_is_made_and_says_which_are_published_apart() -> None:
    assert _listed(_composed(REPORT, MAP).document) == [
        "Appendix 1 – Made-up plan",
        "Appendix 2 – Made-up notes",
        "Appendix 3 – Police report",
        "Appendix 4 – Map (published separately)",
    ]


THE_SAME = (
    "Appendix 1 – Made-up plan\nAppendix 2 – Made-up notes\nAppendix 3 – Police report\nAppendix 4 – Map",
    "APPENDIX 1 - MADE-UP PLAN; Appendix 2 – Made-Up Notes; appendix 3: police  report; Appendix 4 — map (published separately)",
    "- Appendix 1–Made up plan\n- Appendix 2–Made up notes\n- Appendix 3–Police report\n- Appendix 4–Map",
)


@pytest.mark.parametrize("typed", THE_SAME)
def test_a_typed_list_that_says_the_same_stands_as_it_was_typed(typed: str) -> None:
    composed = _composed(REPORT, MAP, papers=typed)
    assert composed.wrongly_listed == ()
    assert " ".join(_listed(composed.document)) == " ".join(line.removeprefix("- ") for line in typed.splitlines())


OTHERS = (
    "Appendix 1 – Made-up plan",
    "Appendix 1 – Made-up notes\nAppendix 2 – Made-up plan\nAppendix 3 – Police report",
    "Appendix 1 – Made-up plan\nAppendix 2 – Made-up notes\nAppendix 4 – Police report",
    "None.",
)


@pytest.mark.parametrize("typed", OTHERS)
def test_of_a_typed_list_of_others_the_paper_prints_what_is_there_and_a_draft_says_so(typed: str) -> None:
    composed = _composed(REPORT, papers=typed)
    there = ("Appendix 1 – Made-up plan", "Appendix 2 – Made-up notes", "Appendix 3 – Police report")
    assert tuple(_listed(composed.document)) == there
    (listed,) = composed.wrongly_listed
    assert (listed.answer, listed.label, listed.typed, listed.there) == (
        "made-up/papers",
        "Papers with report",
        tuple(typed.splitlines()),
        there,
    )
    assert not any(isinstance(block, Notice) for block in composed.document.blocks)
    given = material((DEFINITION,), {"made-up": {"fields": {"papers": typed, "plan": "A plan.", "update": None}}}, COVER, PLAN, NOTES)
    notice = compose(replace(given, added=(REPORT,), is_final=False)).document.blocks[1]
    assert isinstance(notice, Notice) and "“Papers with report”" in notice.text and "is not what the paper has" in notice.text


@pytest.mark.parametrize("typed", ["None", "none.", None])
def test_without_appendices_the_list_says_none(typed: str | None) -> None:
    answers = {"fields": {"papers": typed, "plan": None, "update": None}}
    composed = compose(material((DEFINITION,), {"made-up": answers}, COVER))
    assert (_listed(composed.document), composed.wrongly_listed) == ([typed or "None."], ())


def test_a_text_section_lists_them_too_a_paragraph_each_and_needs_no_field() -> None:
    listing = SectionPlan("text", "PAPERS", content=(Content(appendices=True),))
    composed = _composed(first=listing)
    blocks = plain(composed.document.blocks)
    at = blocks.index(Heading("PAPERS", 2))
    assert blocks[at + 1 : at + 3] == (Paragraph("Appendix 1 – Made-up plan"), Paragraph("Appendix 2 – Made-up notes"))


def test_the_list_is_made_though_the_return_was_not_received() -> None:
    composed = compose(material((DEFINITION,), {}, COVER, NOTES))
    assert _listed(composed.document) == ["Appendix 1 – Made-up notes"]


MENTIONS = {
    "See Appendix 3 of this paper.": ["Appendix 3"],
    "The plan is in Appendix 1 and the notes in appendix 2.": [],
    "Appendices 1, 2 and 4 tell more.": ["Appendix 4"],
    "See APPENDIX B for the map; see Appendix B again.": ["Appendix B"],
    "An appendix a year is enough.": [],
}


@pytest.mark.parametrize(("text", "expected"), MENTIONS.items(), ids=MENTIONS)
def test_an_appendix_that_a_text_names_and_that_is_not_there_is_told_with_the_words_around_it(text: str, expected: list[str]) -> None:
    composed = _composed(update=text)
    assert [mention.name for mention in composed.absent] == expected
    assert all(mention.ref == "made-up/fields/update" and mention.excerpt == text for mention in composed.absent)


def test_the_list_itself_is_told_as_a_list_alone() -> None:
    composed = _composed(papers="Appendix 1 – Made-up plan\nAppendix 7 – Other")
    assert (len(composed.wrongly_listed), composed.absent) == (1, ())
