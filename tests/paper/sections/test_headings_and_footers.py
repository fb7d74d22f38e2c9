"""Titles, headings of sections and footers lead to what the profile states, to answers, and to how appendices are numbered."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.appendix import NamedAppendix
from shpdocs.model.document import Contents, Document, Heading
from shpdocs.model.ledger import Event
from shpdocs.model.origin import Decided, Number, Rule, Stated, Statement
from shpdocs.model.profile import Profile, SectionPlan
from shpdocs.paper.sections.compose import compose, parts_of
from shpdocs.paper.sections.material import Material
from tests.support.made import definition, field, material
from tests.support.origins import pieces, sources

FILE = "workbook_templates/2024-25/paper.toml"
DEFINITION = definition(fields=(field("day", "date"),))


def _placed(profile: Profile) -> Profile:
    """The profile as if it had been read from its file."""
    sections = tuple(replace(plan, file=FILE, key=f"sections.{number}") for number, plan in enumerate(profile.sections, 1))
    return replace(profile, sections=sections, file=FILE)


def _material(*plans: SectionPlan, footer: tuple[str, ...] = (), day: str | None = "2024-09-24") -> Material:
    given = material((DEFINITION,), {"made-up": {"fields": {"day": day}}}, *plans, footer=footer)
    return replace(given, profile=_placed(given.profile))


def _headings(document: Document) -> list[Heading]:
    return [block for block in document.blocks if isinstance(block, Heading)]


def test_the_title_of_the_paper_and_each_heading_lead_to_the_profile() -> None:
    document = compose(_material(SectionPlan("group", "FIRST"), SectionPlan("group", "SECOND"))).document
    assert sources(document.title, document.origins, "title") == [("MADE-UP PAPER", Stated(FILE, "title"))]
    assert [sources(each.text, each.origins) for each in _headings(document)] == [
        [("MADE-UP PAPER", Stated(FILE, "title"))],
        [("FIRST", Stated(FILE, "sections.1.heading"))],
        [("SECOND", Stated(FILE, "sections.2.heading"))],
    ]


def test_a_section_that_the_profile_has_not_leads_to_a_rule() -> None:
    waived = {"made-up": Event("waived", "", "", "", "made-up", because="Made-up reason.")}
    added = _headings(compose(replace(_material(), returns={}, waived=waived)).document)[-1]
    assert [type(source) for _, source in sources(added.text, added.origins)] == [Rule]


def test_the_list_of_contents_leads_to_its_heading_in_the_profile() -> None:
    document = compose(_material(SectionPlan("contents", "IN THIS PAPER 2024"))).document
    contents = next(block for block in document.blocks if isinstance(block, Contents))
    assert sources(contents.title, contents.origins, "title") == [("IN THIS PAPER 2024", Stated(FILE, "sections.1.heading"))]


def test_the_heading_of_an_appendix_leads_to_its_number_and_to_its_title() -> None:
    given = _material(SectionPlan("group", "Plan 2017/18", is_appendix=True))
    profile = replace(given.profile, words=replace(given.profile.words, appendix="APPENDIX {number} - {title}"))
    document = compose(replace(given, profile=profile)).document
    title = _headings(document)[1]
    (_, words), (number, numbered), _, (name, named) = pieces(title.text, title.origins)
    assert words.source == Stated(FILE, "words.appendix")
    assert isinstance(numbered, Number)
    assert (number, int(numbered.value), type(numbered.source)) == ("1", 1, Rule)
    assert (name, named.source) == ("Plan 2017/18", Stated(FILE, "sections.1.heading"))


def test_the_usual_words_of_an_appendixs_heading_stand_in_no_profile() -> None:
    title = _headings(compose(_material(SectionPlan("group", "Plan", is_appendix=True))).document)[1]
    assert [(piece, type(source)) for piece, source in sources(title.text, title.origins)] == [
        ("Appendix ", Rule),
        ("1", Rule),
        (" – ", Rule),
        ("Plan", Stated),
    ]


def test_an_appendix_that_was_added_leads_to_who_added_it() -> None:
    decided = Statement("title of an appendix", Decided("appendix", "Police report 2024", "2024-09-01T10:00:00Z"))
    composed = compose(replace(_material(), added=(NamedAppendix("Police report 2024", origin=decided),)))
    (appendix,) = composed.appendices
    assert pieces(appendix.heading, appendix.heading_words.spans())[-1] == ("Police report 2024", decided)


def test_a_footer_leads_to_the_profile_the_committee_and_the_answer() -> None:
    footer = ("Classification: Public", "{committee} – {made-up/day}")
    document = compose(_material(footer=footer)).document
    assert sources(document.footer[0], document.origins, "footer/0") == [("Classification: Public", Stated(FILE, "footer.1"))]
    found = sources(document.footer[1], document.origins, "footer/1")
    assert found[:2] == [("Made-up Committee", Stated(FILE, "committee")), (" – ", Stated(FILE, "footer.2"))]


def test_an_appendix_in_a_file_of_its_own_has_the_title_of_its_heading() -> None:
    composed = compose(_material(SectionPlan("group", "Plan 2017/18", is_appendix=True), footer=("Page of 2024",)))
    _, (_, document) = parts_of(composed.document, composed.starts)
    assert [piece for piece, _ in pieces(document.title, document.origins, "title")] == ["Appendix ", "1", " – ", "Plan 2017/18"]
    assert [piece for piece, _ in pieces(document.footer[0], document.origins, "footer/0")] == ["Page of 2024"]
