from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from shpdocs.model.document import Contents, Document, Heading, Notice, PageBreak, Paragraph, without_origins
from shpdocs.model.ledger import Event
from shpdocs.model.profile import Content, Line, SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.compose import REPORT, SECTIONS, Composed, compose, parts_of
from shpdocs.paper.sections.missing import missing_returns
from tests.support import ROOT
from tests.support.made import answer_name, definition, field, material

DEFINITION = definition(fields=(field("intro", "narrative"), field("date", "date")))
OTHER = definition(sub_group="other", title="Made-up Other")
LATE = definition(sub_group="late", title="Made-up Late")
INTRO = Content(run_in=(answer_name("made-up/intro"),))
TEXT = SectionPlan("text", "TEXT", content=(INTRO,))
OMITTED = SectionPlan("text", "OMITTED", omit_when_empty=True, content=(INTRO,))
PRINTED = Paragraph("One.", refs=("made-up/fields/intro",))


def _paper(*plans: SectionPlan, intro: str | None = None, date: str | None = None, footer: tuple[str, ...] = ()) -> Document:
    answers: dict[str, Json] = {"fields": {"intro": intro, "date": date}}
    return without_origins(compose(material((DEFINITION,), {"made-up": answers}, *plans, footer=footer)).document)


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
    assert compose(material((DEFINITION,), blank, *plans)).left_out == ("OMITTED", "text")
    assert compose(material((DEFINITION,), full, *plans)).left_out == ()


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
    assert [block.orientation for block in _paper(plan).blocks if isinstance(block, PageBreak)] == [expected]


def test_a_page_turns_with_the_group_only_if_it_prints() -> None:
    group = SectionPlan("group", "GROUP", page="landscape", omit_when_empty=True)
    assert _paper(group, OMITTED, intro="One.").blocks[1:3] == (PageBreak("landscape"), Heading("GROUP", 2))
    assert _paper(group, OMITTED).blocks[1:] == ()


def test_a_paper_of_all_returns_is_no_draft() -> None:
    assert [block for block in _paper(TEXT).blocks if isinstance(block, Notice)] == []


def test_a_missing_return_makes_a_draft_that_names_it_under_the_title() -> None:
    given = material((DEFINITION, OTHER, LATE), {"other": {}}, TEXT)
    assert [missing.sub_group for missing in missing_returns(given)] == ["made-up", "late"]
    notice = compose(given).document.blocks[1]
    assert isinstance(notice, Notice)
    assert ["Made-up Sub-Group" in notice.text, "Made-up Late" in notice.text, "Made-up Other" in notice.text] == [True, True, False]
    assert "2024-25-Q2" in notice.text


def test_the_footer_is_filled_in() -> None:
    footer = ("{committee} – {made-up/date}", "Classification: Public")
    assert _paper(footer=footer, date="2024-09-24").footer == ("Made-up Committee – 24 September 2024", "Classification: Public")
    assert _paper(footer=footer).footer[0] == "Made-up Committee – No entry"


def test_every_kind_of_section_but_the_group_has_a_function() -> None:
    schema = json.loads((ROOT / "schemas" / "profile.schema.json").read_text(encoding="utf-8"))
    kinds = schema["$defs"]["section"]["properties"]["kind"]["enum"]
    assert set(SECTIONS) == set(kinds) - {"group"}


def test_the_same_material_makes_the_same_paper() -> None:
    assert _paper(TEXT, GROUP, OMITTED, intro="One.") == _paper(TEXT, GROUP, OMITTED, intro="One.")


def test_a_draft_is_marked_on_every_page_and_a_final_paper_is_not() -> None:
    given = material((DEFINITION,), {"made-up": {}}, TEXT)
    assert compose(given).document.mark == ""
    assert compose(replace(given, is_final=False)).document.mark == "DRAFT – not for publication"
    assert compose(replace(given, returns={})).document.mark == "DRAFT – not for publication"


def test_a_waived_return_is_told_before_the_background_papers_where_the_profile_has_no_place_for_it() -> None:
    waived = {"late": Event("waived", "", "", "", "late", because="Made-up reason.")}
    background = SectionPlan("text", "BACKGROUND PAPERS")
    paper = compose(replace(material((DEFINITION, LATE), {"made-up": {}}, background), waived=waived)).document
    assert [block.text for block in paper.blocks if isinstance(block, Heading)][1:] == ["RETURNS NOT RECEIVED", "BACKGROUND PAPERS"]
    assert "Made-up reason." in repr(paper.blocks)
    assert paper.mark == ""


def test_a_waived_return_that_came_after_all_is_not_told() -> None:
    waived = {"late": Event("waived", "", "", "", "late", because="Made-up reason.")}
    paper = compose(replace(material((DEFINITION, LATE), {"made-up": {}, "late": {}}), waived=waived)).document
    assert "Made-up reason." not in repr(paper.blocks)


def test_the_list_of_contents_has_its_heading_as_its_title() -> None:
    assert _paper(SectionPlan("contents", "IN THIS PAPER")).blocks[1:] == (Contents("IN THIS PAPER"),)
    assert _paper(SectionPlan("contents")).blocks[1:] == (Contents(),)


def _in_parts(*plans: SectionPlan) -> tuple[tuple[str, Document], ...]:
    answers: dict[str, Json] = {"fields": {"intro": "One.", "date": None}}
    return _parts(compose(material((DEFINITION,), {"made-up": answers}, TEXT, *plans)))


def _parts(composed: Composed) -> tuple[tuple[str, Document], ...]:
    return parts_of(without_origins(composed.document), composed.starts)


APPENDIX = SectionPlan("group", "Made-up plan", page="landscape", is_appendix=True)
FIRST, SECOND = "Appendix 1 – Made-up plan", "Appendix 2 – Made-up figures"
UPRIGHT = replace(TEXT, heading="Made-up figures", page="portrait", is_appendix=True)
UNDER = replace(TEXT, heading="UNDER", level=3)


def test_a_paper_without_appendices_is_one_part() -> None:
    ((name, document),) = _in_parts()
    assert (name, document) == (REPORT, _paper(TEXT, intro="One."))


def test_each_appendix_is_a_part_of_its_own_with_its_heading_as_title_line() -> None:
    (_, report), (first_name, first), (second_name, second) = _in_parts(APPENDIX, UNDER, UPRIGHT)
    assert report.blocks == (Heading("MADE-UP PAPER", 1), Heading("TEXT", 2), PRINTED)
    assert (first_name, first.title, second_name, second.title) == (FIRST, FIRST, SECOND, SECOND)
    assert first.blocks == (PageBreak("landscape"), Heading(FIRST, 1), Heading("UNDER", 2), PRINTED)
    assert second.blocks == (Heading(SECOND, 1), PRINTED)


@pytest.mark.parametrize("level", [2, 3])
def test_a_section_after_an_appendix_that_is_not_lower_stands_under_its_title_line_all_the_same(level: int) -> None:
    _, (_, part) = _in_parts(replace(APPENDIX, level=level), replace(UNDER, level=2))
    assert [block.level for block in part.blocks if isinstance(block, Heading)] == [1, 2]


def test_the_parts_have_the_papers_author_footer_and_mark() -> None:
    given = material((DEFINITION,), {"made-up": {}}, APPENDIX, UNDER, footer=("Made-up footer",))
    for _, part in _parts(compose(replace(given, is_final=False))):
        assert (part.author, part.footer, part.mark) == ("Made-up Author", ("Made-up footer",), "DRAFT – not for publication")


def test_an_appendix_that_prints_nothing_is_no_part() -> None:
    empty = replace(APPENDIX, omit_when_empty=True)
    assert [name for name, _ in _in_parts(empty, SectionPlan("updates", "UPDATES", omit_when_empty=True))] == [REPORT]


def test_composed_says_where_its_appendices_begin() -> None:
    composed = compose(material((DEFINITION,), {"made-up": {"fields": {"intro": "One."}}}, TEXT, APPENDIX, UNDER))
    assert isinstance(composed, Composed)
    assert [composed.document.blocks[at] for at in composed.starts] == [PageBreak("landscape")]
