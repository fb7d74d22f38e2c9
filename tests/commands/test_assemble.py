"""Assembling: a draft with returns missing, the same bytes again, an edited paper kept, one cell changed is one text changed."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.decide import exempt
from shpdocs.model.errors import RecordError
from tests.support.accepted import collect, publish_all
from tests.support.editions import unpublished
from tests.support.leads import At, tree, type_into
from tests.support.ledgers import drop_return

PERIOD = "2017-18-Q3"
NAME = f"{PERIOD} Safer Hillingdon Partnership DRAFT"


def _texts(path: Path) -> list[str]:
    """Every paragraph of the body in order, those of the tables' cells too."""
    document = docx.Document(str(path))
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(text.text or "" for text in one.iter(f"{tag}t")) for one in document.element.body.iter(f"{tag}p")]


def test_a_second_run_changes_nothing(demo_folder: Path) -> None:
    assemble(demo_folder, PERIOD)
    before = tree(demo_folder)
    made = assemble(demo_folder, PERIOD)
    assert (made.outcome, made.path.name, made.missing, made.kept) == ("unchanged", f"{NAME}.docx", (), ())
    assert tree(demo_folder) == before


def test_the_clock_has_no_part_in_a_paper(demo_folder: Path) -> None:
    path = assemble(demo_folder, PERIOD).path
    before = path.read_bytes()
    path.unlink()
    made = assemble(demo_folder, PERIOD, at="2031-01-01T00:00:00+00:00")
    assert (made.outcome, made.path.read_bytes()) == ("assembled", before)


def test_a_missing_return_makes_a_draft_that_names_it_and_stops_nothing(demo_folder: Path) -> None:
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    made = assemble(demo_folder, PERIOD)
    assert (made.outcome, made.path.name, made.missing) == ("assembled", f"{NAME}.docx", ("Prevent Partnership",))
    texts = _texts(made.path)
    assert any("DRAFT" in text.upper() and "Prevent Partnership" in text for text in texts)
    assert any("Two police operations" in text for text in texts)


def test_a_period_without_any_return_gives_a_draft(folder: Path) -> None:
    made = assemble(folder, PERIOD)
    assert len(made.missing) == 5
    assert made.path.name == f"{NAME}.docx"
    assert assemble(folder, PERIOD).outcome == "unchanged"


def test_an_edited_paper_is_kept_and_the_new_one_stands_beside_it(demo_folder: Path) -> None:
    paper = assemble(demo_folder, PERIOD).path
    assembled = paper.read_bytes()
    paper.write_bytes(b"a made-up edit")
    made = assemble(demo_folder, PERIOD)
    assert (made.outcome, made.path.name, made.kept) == ("assembled", f"{NAME} (2).docx", (paper,))
    assert paper.read_bytes() == b"a made-up edit"
    assert made.path.read_bytes() == assembled
    again = assemble(demo_folder, PERIOD)
    assert (again.outcome, again.path.name, again.kept) == ("unchanged", f"{NAME} (2).docx", (paper,))


def test_two_edited_papers_are_both_kept(demo_folder: Path) -> None:
    papers = demo_folder / "output" / PERIOD / "papers"
    assemble(demo_folder, PERIOD).path.write_bytes(b"a made-up edit")
    assemble(demo_folder, PERIOD).path.write_bytes(b"another made-up edit")
    assert assemble(demo_folder, PERIOD).path.name == f"{NAME} (3).docx"
    assert [(papers / f"{NAME}{mark}.docx").read_bytes() for mark in ("", " (2)")] == [b"a made-up edit", b"another made-up edit"]


def _changed(demo_folder: Path, sub_group: str, at: At, value: object) -> list[tuple[str, str]]:
    """Type one value into one workbook, collect and assemble; return every text that changed, before and after."""
    paper = assemble(unpublished(demo_folder, PERIOD), PERIOD).path
    before = _texts(paper)
    source = demo_folder / "output" / PERIOD / "inbox" / f"{PERIOD} {sub_group}.xlsx"
    type_into(source, {at: value}, demo_folder / "post" / "newer.xlsx")
    assert [one.outcome for one in collect(demo_folder, PERIOD, [demo_folder / "post" / "newer.xlsx"]).files] == ["in-force"]
    publish_all(demo_folder, PERIOD, sub_group)
    made = assemble(demo_folder, PERIOD)
    assert (made.path, made.kept) == (paper, ())
    return [pair for pair in zip(before, _texts(paper), strict=True) if pair[0] != pair[1]]


CHANGES = {
    "a figure": ("serious-violence", At("Measures", "measures/robbery", "Q1"), 127, [("126", "127")]),
    "a rate": ("domestic-abuse", At("Measures", "measures/marac-cases", "Q2"), 23.4, [("23", "23.4")]),
    "a percentage": ("domestic-abuse", At("Measures", "measures/marac-repeats", "Q1"), 12.5, [("12%", "12.5%")]),
    "a part of a compound measure": (
        "serious-violence",
        At("Measures", "measures/youth-disposals/parts/vap", "Q3"),
        11,
        [("4 PWIT and 10 VAP", "4 PWIT and 11 VAP")],
    ),
    "a status": ("domestic-abuse", At("Measures", "measures/white-ribbon", "Q3"), "Held (made up)", [("Completed", "Held (made up)")]),
    "a reason": (
        "serious-violence",
        At("Measures", "measures/robbery", "If no figure"),
        "Not applicable",
        [("Data not yet available", "N/A")],
    ),
    "a percentage of a breakdown": ("drugs-and-alcohol", At("Breakdown", "tables/domes/opiate", "Hillingdon"), 99.5, [("6.6%", "99.5%")]),
    "a line": ("partnership", At("Paper", "fields/telephone", "Your answer"), "01632 960000", [("Telephone: ", "Telephone: ")]),
}


@pytest.mark.parametrize(("sub_group", "at", "value", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_one_cell_changed_is_exactly_one_text_changed(
    sub_group: str, at: At, value: object, expected: list[tuple[str, str]], demo_folder: Path
) -> None:
    changed = _changed(demo_folder, sub_group, at, value)
    if sub_group == "partnership":
        assert len(changed) == 1
        assert changed[0][1] == f"{expected[0][1]}{value}"
    else:
        assert changed == expected


def test_a_damaged_return_in_force_stops_the_paper_and_is_named(demo_folder: Path) -> None:
    (demo_folder / "output" / PERIOD / "returns" / "prevent.json").write_text("made up", encoding="utf-8")
    before = tree(demo_folder)
    with pytest.raises(RecordError) as caught:
        assemble(demo_folder, PERIOD)
    assert "prevent.json" in caught.value.what
    assert tree(demo_folder) == before


def test_a_paper_is_named_after_the_partnership_without_what_windows_refuses(folder: Path) -> None:
    path = folder / "shpdocs.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Safer Hillingdon Partnership"', '"Made-up: Safer/Stronger? Partnership."'), encoding="utf-8")
    assert assemble(folder, PERIOD).path.name == f"{PERIOD} Made-up Safer Stronger Partnership DRAFT.docx"


def test_an_answer_no_section_prints_is_named(demo_folder: Path) -> None:
    path = demo_folder / "workbook_templates" / "2017-18" / "paper.toml"
    text = path.read_text(encoding="utf-8")
    line = '  { label = "Telephone", from = "partnership/telephone" },\n'
    assert line in text
    path.write_text(text.replace(line, ""), encoding="utf-8")
    assert assemble(demo_folder, PERIOD).not_printed == ("partnership/telephone",)


def test_what_is_not_for_publication_is_not_said_to_be_in_no_section(demo_folder: Path) -> None:
    exempt(demo_folder, PERIOD, "serious-violence/robbery", paragraphs=(7,), by="A made-up officer", because="Made up for a test.")
    made = assemble(demo_folder, PERIOD)
    assert ([one.answer for one in made.withheld], made.not_printed) == (["serious-violence/robbery"], ())
