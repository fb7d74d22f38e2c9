"""A corrected edition says under its title when, why and what was corrected, and no number that may not be printed any more."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.definition import Exemption
from shpdocs.model.disclosure import Disclosed, Known, Suppressed, Withheld
from shpdocs.model.document import Document, Heading, Notice, Paragraph, Table
from shpdocs.model.edition import CorrectionNote, PaperChange
from shpdocs.model.origin import Decided, Returned
from shpdocs.model.returns import Json
from shpdocs.paper.sections.compose import Composed
from shpdocs.paper.sections.corrections import NO_REASON, with_correction_notes
from shpdocs.paper.sections.material import Material
from tests.support.made import definition, figure, material, measure
from tests.support.origins import inputs_of, pieces
from tests.support.way_back.printed_texts import lost_numbers

VICTIMS = "made-up/measures/victims/figure"
UPDATE = "made-up/fields/update"
FIGURE = PaperChange("Made-up safety: Victims, Quarter 2", "140", "148", refs=(VICTIMS,))
TEXT = PaperChange("Updates: Update", "It went on as it had been planned in the year before.", "It was stopped.", refs=(UPDATE,))
NOTE = CorrectionNote("2024-11-04", "Some were counted twice", (FIGURE,))
TITLE, SECTION = Heading("Made-up paper", 1), Heading("Updates", 2)
DOCUMENT = Document("Made-up paper", "", (TITLE, SECTION, Paragraph("Made-up.", refs=(UPDATE,))))


def of(value: Json = 148, reason: str | None = None, disclosed: Disclosed | None = None) -> Material:
    answers = {"fields": {"update": "It was stopped."}, "measures": {"victims": {"figure": figure(value, reason)}}}
    made = material((definition(measures=(measure("victims"),)),), {"made-up": answers})
    return replace(made, disclosed=disclosed)


def paper_of(made: Material) -> Composed:
    """A paper made of this."""
    return Composed(DOCUMENT, DOCUMENT, made, (), (1,))


PAPER = paper_of(of())


def notes(*given: CorrectionNote, made_of: Material | None = None, is_exempt: bool = False, paper: Composed = PAPER) -> list[str]:
    blocks = with_correction_notes(replace(paper, material=made_of) if made_of else paper, given, is_exempt).document.blocks
    return [block.text for block in blocks if isinstance(block, Notice)]


def changed(*changes: PaperChange) -> CorrectionNote:
    return replace(NOTE, changes=changes)


def test_a_note_says_the_recorded_day_the_reason_and_what_was_and_is_printed() -> None:
    words = "Corrected on 4 November 2024: Some were counted twice. Changed: Made-up safety: Victims, Quarter 2 (was 140, now 148)."
    assert notes(NOTE) == [words]


def test_the_words_are_the_profiles() -> None:
    made = of()
    words = replace(made.profile.words, correction="Amended {day} ({reason}).")
    made = replace(made, profile=replace(made.profile, words=words))
    assert notes(replace(NOTE, changes=()), made_of=made) == ["Amended 4 November 2024 (Some were counted twice)."]


def test_braces_in_a_reason_are_only_braces() -> None:
    assert notes(CorrectionNote("2024-11-04", "See {day}.")) == ["Corrected on 4 November 2024: See {day}."]


def test_notes_stand_below_the_title_the_first_first_and_appendices_begin_where_they_did() -> None:
    composed = with_correction_notes(PAPER, (NOTE, replace(NOTE, day="2024-11-20")))
    first, second = composed.document.blocks[1:3]
    assert isinstance(first, Notice) and "4 November" in first.text
    assert isinstance(second, Notice) and "20 November" in second.text
    assert (composed.document.blocks[0], composed.document.blocks[composed.starts[0]]) == (TITLE, SECTION)


def test_notes_stand_below_what_a_draft_says_of_itself() -> None:
    draft = replace(PAPER, document=replace(PAPER.document, blocks=(TITLE, Notice("DRAFT."), SECTION)), starts=(2,))
    assert notes(NOTE, paper=draft)[0] == "DRAFT."


def test_a_paper_without_notes_is_as_it_was() -> None:
    assert with_correction_notes(PAPER, ()) == PAPER


def test_a_text_is_named_and_not_quoted() -> None:
    assert notes(changed(TEXT))[0].endswith(" Changed: Updates: Update.")


def test_a_figure_in_several_places_is_told_once() -> None:
    twice = changed(FIGURE, replace(FIGURE, where="Dashboard: Victims, Quarter 2"))
    assert notes(twice) == notes(NOTE)


def test_what_follows_from_a_figure_is_not_told_beside_it() -> None:
    year = replace(FIGURE, where="Dashboard: Victims, Year to date", before="200", now="208")
    derived = replace(FIGURE, where="Dashboard: Victims, Projection", before="280", now="296", refs=())
    headline = replace(FIGURE, where="HEADLINES: paragraph 1", refs=(VICTIMS, UPDATE))
    assert notes(changed(derived, year, FIGURE)) == notes(NOTE)
    assert notes(changed(headline, TEXT, FIGURE))[0].count("HEADLINES") == 0


def test_what_is_made_of_no_answer_is_told_if_nothing_else_is() -> None:
    heading = PaperChange("Headings", "", "Words and marks")
    assert notes(changed(heading))[0].endswith("Changed: Headings.")


def test_a_text_is_not_quoted_however_short_it_is() -> None:
    assert notes(changed(replace(TEXT, before="3 came.", now="None came.")))[0].endswith("Changed: Updates: Update.")


def test_long_lists_end_in_how_many_more_there_are() -> None:
    refs = [(f"made-up/measures/victims-{number}/figure",) for number in range(20)]
    many = changed(*(replace(FIGURE, where=f"Place {number}", before=str(number), refs=refs[number]) for number in range(20)))
    measures = tuple(measure(f"victims-{number}") for number in range(20))
    answers = {"measures": {each.key: {"figure": figure(148)} for each in measures}}
    made = material((definition(measures=measures),), {"made-up": answers})
    assert notes(many, made_of=made)[0].endswith("Place 7 (was 7, now 148); and 12 other places.")


def test_a_figure_that_is_suppressed_now_is_not_repeated() -> None:
    suppressed = Disclosed(Known(), Known(), suppressed=(Suppressed("made-up/victims", "Victims", ("Q2",), "small", ""),))
    by_lead = of(None, "suppressed")
    for made in (of(disclosed=suppressed), by_lead):
        (note,) = notes(NOTE, made_of=made)
        assert ("140" in note, "148" in note) == (False, False)
        assert note.endswith("Changed: Made-up safety.")


def test_what_else_was_changed_in_a_section_is_told_as_that() -> None:
    section = FIGURE.where.partition(":")[0]
    hidden = replace(FIGURE, where=f"{section}: Robbery, Quarter 2", refs=("made-up/measures/robbery/figure",))
    (note,) = notes(changed(hidden, FIGURE))
    assert note.endswith(f"Changed: {FIGURE.where} (was 140, now 148); elsewhere in {section}.")


def test_what_is_exempt_now_is_not_repeated() -> None:
    withheld = Disclosed(Known(), Known(), withheld=(Withheld("made-up/victims", "Victims", Exemption((1,), "Made up")),))
    assert "140" not in notes(NOTE, made_of=of(disclosed=withheld))[0]


def test_what_no_return_says_any_more_is_not_repeated() -> None:
    gone = replace(of(), returns={})
    assert "140" not in notes(NOTE, made_of=gone)[0]


def test_a_figure_of_a_measure_that_the_paper_knows_nothing_of_is_not_repeated() -> None:
    """Nothing is known of one that is held back, because its workbook said that it is not printed."""
    made = of()
    answers = {"fields": {"update": "It was stopped."}, "measures": {}}
    held = replace(made, returns={"made-up": replace(made.returns["made-up"], answers=answers)})
    assert notes(NOTE, made_of=held)[0].endswith("Changed: Made-up safety.")


def test_a_change_of_which_nobody_knows_what_it_was_made_of_is_named_alone() -> None:
    assert notes(changed(replace(FIGURE, refs=())))[0].endswith("Changed: Made-up safety: Victims, Quarter 2.")


def test_a_reason_that_may_not_be_printed_any_more_is_said_to_be_none() -> None:
    assert notes(CorrectionNote("2024-11-04", "")) == [f"Corrected on 4 November 2024: {NO_REASON}."]


def test_the_public_paper_says_that_part_two_was_changed_and_only_part_two_what() -> None:
    both = changed(FIGURE, replace(TEXT, is_exempt=True, where="Cases: Owner"))
    assert notes(both)[0].endswith("(was 140, now 148); PART II, which is not for publication.")
    assert notes(both, is_exempt=True)[0].endswith("Changed: Cases: Owner.")


def with_rows(*labels: str) -> Composed:
    """The paper with a table of risks."""
    table = Table("Risks", "", ("Risk", "Status"), tuple(((Paragraph(label),), (Paragraph("Open"),)) for label in labels))
    document = replace(DOCUMENT, blocks=(*DOCUMENT.blocks, table))
    return replace(PAPER, document=document)


def of_rows(number: int) -> Material:
    """What a paper is made of whose table of risks has so many rows."""
    made = of()
    answers = made.returns["made-up"].answers | {"tables": {"risks": [{"risk": "Made-up", "status": "Closed"}] * number}}
    return replace(made, returns={"made-up": replace(made.returns["made-up"], answers=answers)})


def test_the_name_of_a_row_that_is_gone_is_not_repeated_though_another_row_has_its_place() -> None:
    gone = PaperChange(
        "Risks: Gang of a made-up person, his street",
        "Gang of a made-up person, his street; Open",
        "",
        refs=("made-up/tables/risks/0/risk",),
    )
    (note,) = notes(changed(gone), made_of=of_rows(1), paper=with_rows("Knives"))
    assert note.endswith("Changed: Risks.")


def test_a_row_that_is_there_is_named_with_its_column() -> None:
    long = "A made-up risk, of a name so long that it is told shortened, wherever it is told at all, in full it is not"
    for label, told in (("Knives, and cars", "Knives, and cars"), (long, f"{long[:78].rstrip()} …")):
        change = PaperChange(f"Risks: {told}, Status", "Open", "Closed", refs=("made-up/tables/risks/0/status",))
        assert f"Risks: {told}, Status" in notes(changed(change), made_of=of_rows(1), paper=with_rows(label))[0]


def test_an_appendix_that_was_replaced_is_told_beside_what_answers_changed() -> None:
    appendix = PaperChange("Appendix 2 – Made-up report", "old.docx", "new.docx", "appendix")
    assert notes(changed(FIGURE, appendix))[0].endswith("(was 140, now 148); Appendix 2 – Made-up report.")


def test_a_note_leads_to_the_edition_the_answers_that_changed_and_the_comparison() -> None:
    (note,) = with_correction_notes(PAPER, (NOTE,)).document.blocks[1:2]
    assert isinstance(note, Notice)
    said = dict(pieces(note.text, note.origins))
    assert list(said) == [
        "Corrected on ",
        "4 November 2024",
        ": ",
        "Some were counted twice",
        "Made-up safety: Victims, Quarter 2",
        "140",
        "148",
    ]
    decided = [origin.source for text, origin in said.items() if isinstance(origin.source, Decided)]
    assert decided == [Decided("edition", "2024-25-Q2", "2024-11-04")] * 3
    _, figure_of_quarter = inputs_of(said["148"])
    assert figure_of_quarter.words == "Quarter 2"
    assert isinstance(figure_of_quarter.source, Returned)
    assert figure_of_quarter.source.answer == VICTIMS


def test_a_note_of_many_places_counts_those_that_it_does_not_name() -> None:
    changes = tuple(PaperChange(f"Section {number}: Made-up text", "Old.", "New.") for number in range(12))
    (note,) = with_correction_notes(PAPER, (changed(*changes),)).document.blocks[1:2]
    assert isinstance(note, Notice)
    assert "and 4 other places." in note.text
    assert lost_numbers(replace(DOCUMENT, blocks=(note,))) == []


def test_a_note_of_what_is_kept_back_leads_to_no_answer() -> None:
    withheld = Disclosed(Known(), Known(), withheld=(Withheld("made-up/victims", "Victims", Exemption((1,), "Made up")),))
    (note,) = with_correction_notes(paper_of(of(disclosed=withheld)), (NOTE,)).document.blocks[1:2]
    assert isinstance(note, Notice)
    assert "Returned" not in repr(note)
