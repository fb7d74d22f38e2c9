from __future__ import annotations

import pytest

from shpdocs.sections.compose import SECTIONS, compose, missing_returns
from shpdocs.words.document import Document, Heading, Notice, PageTurn, Paragraph
from shpdocs.words.profile import Content, Line, SectionPlan
from shpdocs.words.returns import Json
from tests.made import answer_name, definition, field, material

OF = definition(fields=(field("intro", "narrative"), field("date", "date")))
OTHER = definition(sub_group="other", title="Made-up Other")
LATE = definition(sub_group="late", title="Made-up Late")
INTRO = Content(run_in=(answer_name("made-up/intro"),))
TEXT = SectionPlan("text", "TEXT", content=(INTRO,))
OMITTED = SectionPlan("text", "OMITTED", omit_when_empty=True, content=(INTRO,))
PRINTED = Paragraph("One.", refs=("made-up/fields/intro",))


def _paper(*plans: SectionPlan, intro: str | None = None, date: str | None = None, footer: tuple[str, ...] = ()) -> Document:
    answers: dict[str, Json] = {"fields": {"intro": intro, "date": date}}
    return compose(material((OF,), {"made-up": answers}, *plans, footer=footer)).document


def test_a_paper_has_title_author_and_its_title_as_the_first_heading() -> None:
    paper = _paper()
    assert (paper.title, paper.author, paper.page_numbers) == ("MADE-UP PAPER", "Made-up Author", True)
    assert paper.blocks == (Heading("MADE-UP PAPER", 1),)


def test_sections_stand_in_the_profiles_order_under_their_headings() -> None:
    lines = SectionPlan("lines", level=3, lines=(Line("Meeting", answer_name("made-up/date")),))
    paper = _paper(lines, TEXT, intro="One.", date="2024-09-24")
    assert paper.blocks[1:] == (Paragraph("24 September 2024", "Meeting: ", ("made-up/fields/date",)), Heading("TEXT", 2), PRINTED)


def test_an_empty_section_says_none() -> None:
    assert _paper(TEXT).blocks[1:] == (Heading("TEXT", 2), Paragraph("None."))


def test_a_section_may_be_left_out_when_empty() -> None:
    assert _paper(OMITTED).blocks[1:] == ()
    assert _paper(OMITTED, intro="One.").blocks[1:] == (Heading("OMITTED", 2), PRINTED)


def test_what_was_left_out_is_named() -> None:
    plans = (
        SectionPlan("group", "GROUP", omit_when_empty=True),
        OMITTED,
        SectionPlan("text", omit_when_empty=True, content=(INTRO,)),
        TEXT,
    )
    blank, full = ({"made-up": {"fields": {"intro": intro, "date": None}}} for intro in (None, "One."))
    assert compose(material((OF,), blank, *plans)).left_out == ("OMITTED", "text")
    assert compose(material((OF,), full, *plans)).left_out == ()


GROUP = SectionPlan("group", "GROUP", omit_when_empty=True)


def test_a_group_waits_for_the_first_of_its_sections_that_prints() -> None:
    paper = _paper(GROUP, SectionPlan("updates", "UPDATES", omit_when_empty=True), OMITTED, OMITTED, intro="One.")
    assert paper.blocks[1:] == (Heading("GROUP", 2), Heading("OMITTED", 2), PRINTED, Heading("OMITTED", 2), PRINTED)


def test_a_group_with_nothing_in_it_is_not_printed() -> None:
    assert _paper(GROUP, OMITTED).blocks[1:] == ()
    assert _paper(GROUP, OMITTED, SectionPlan("group", "NEXT"), TEXT).blocks[1:] == (
        Heading("NEXT", 2),
        Heading("TEXT", 2),
        Paragraph("None."),
    )


def test_a_group_that_always_prints_stands_even_when_empty() -> None:
    assert _paper(SectionPlan("group", "GROUP", 3)).blocks[1:] == (Heading("GROUP", 3),)


@pytest.mark.parametrize(("page", "expected"), [("landscape", "landscape"), ("portrait", "portrait")])
def test_a_section_may_begin_on_a_new_page(page: str, expected: str) -> None:
    plan = SectionPlan("text", "TEXT", page=page, content=(INTRO,))
    assert [block.orientation for block in _paper(plan).blocks if isinstance(block, PageTurn)] == [expected]


def test_a_page_turns_with_the_group_only_if_it_prints() -> None:
    group = SectionPlan("group", "GROUP", page="landscape", omit_when_empty=True)
    assert _paper(group, OMITTED, intro="One.").blocks[1:3] == (PageTurn("landscape"), Heading("GROUP", 2))
    assert _paper(group, OMITTED).blocks[1:] == ()


def test_a_paper_of_all_returns_is_no_draft() -> None:
    assert [block for block in _paper(TEXT).blocks if isinstance(block, Notice)] == []


def test_a_missing_return_makes_a_draft_that_names_it_under_the_title() -> None:
    given = material((OF, OTHER, LATE), {"other": {}}, TEXT)
    assert [of.sub_group for of in missing_returns(given)] == ["made-up", "late"]
    notice = compose(given).document.blocks[1]
    assert isinstance(notice, Notice)
    assert ["Made-up Sub-Group" in notice.text, "Made-up Late" in notice.text, "Made-up Other" in notice.text] == [True, True, False]
    assert "2024-25-Q2" in notice.text


def test_the_footer_is_filled_in() -> None:
    footer = ("{committee} – {made-up/date}", "Classification: Public")
    assert _paper(footer=footer, date="2024-09-24").footer == ("Made-up Committee – 24 September 2024", "Classification: Public")
    assert _paper(footer=footer).footer[0] == "Made-up Committee – No entry"


def test_every_kind_of_section_but_the_group_has_a_function() -> None:
    assert set(SECTIONS) == {"lines", "cover", "text", "measures", "table", "updates"}


def test_the_same_material_makes_the_same_paper() -> None:
    assert _paper(TEXT, GROUP, OMITTED, intro="One.") == _paper(TEXT, GROUP, OMITTED, intro="One.")
