"""Definitions, profile and settings with one fault each: the error names the file, the key and the remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.definitions.definition_files import read_definition, read_profile, read_year
from shpdocs.model.errors import DefinitionError, FolderError
from shpdocs.store.folder import open_folder
from tests.support.definition_files import YEAR, edit_file, error_in, read_with_profile


@dataclass(frozen=True)
class Edit:
    """One fault planted in a shipped file: `old` becomes `new`; the error names `key` and its remedy holds `remedy`."""

    file: str
    old: str
    new: str
    key: str
    remedy: str


ROBBERY = '[measures.robbery]\nfrom = "robbery"\n'
# A measure that takes nothing from the library, before anything is missing in it.
RATE = 'name = "x"\nobjective = "x"\nunit = "rate"\nper = 10\ncounts = "x"\nquarters = "sum"\nbetter = "lower"\n'
FUNDER = '[tables.funding.columns.funder]\nlabel = "Funder"\nkind = "text"\n'
UPDATE = 'kind = "narrative"\nsheet = "Update"\n'
EDITS = {
    "a missing key": Edit("serious-violence", 'from = "robbery"\n', RATE.replace('counts = "x"\n', ""), "measures.robbery", "'counts'"),
    "a missing top key": Edit("serious-violence", "order = 50\n", "", "", "'order'"),
    "an unknown key": Edit(
        "serious-violence", 'sheet = "Update"\n', 'sheet = "Update"\nguidence = "x"\n', "fields.update.guidence", "guidance"
    ),
    "an unknown key of a measure": Edit("serious-violence", ROBBERY, ROBBERY + 'sorce = "x"\n', "measures.robbery.sorce", "source"),
    "an unknown top key": Edit("serious-violence", "order = 50\n", 'order = 50\nabuot = "x"\n', "abuot", "about"),
    "a text where a number belongs": Edit("serious-violence", "order = 50", 'order = "50"', "order", "a whole number"),
    "a number where a text belongs": Edit("serious-violence", ROBBERY, ROBBERY + "name = 5\n", "measures.robbery.name", "a text in quotes"),
    "an unknown kind": Edit(
        "serious-violence", 'kind = "money"', 'kind = "mony"', "tables.funding.columns.amount.kind", "Did you mean money?"
    ),
    "an unknown unit": Edit(
        "serious-violence", ROBBERY, ROBBERY + 'unit = "percent"\n', "measures.robbery.unit", "Did you mean percentage?"
    ),
    "a key in capitals": Edit("serious-violence", "[measures.robbery]", "[measures.Robbery]", "measures.Robbery", "Lower-case words"),
    "a sheet name Excel refuses": Edit(
        "serious-violence", 'sheet = "Funding"', 'sheet = "Fund/ing"', "tables.funding.sheet", "31 characters"
    ),
    "a baseline of value and words": Edit(
        "serious-violence",
        ROBBERY,
        ROBBERY + 'baseline = { value = 1, words = "one" }\n',
        "measures.robbery.baseline",
        "a value in its own unit, or words",
    ),
    "a baseline of nothing": Edit(
        "serious-violence",
        ROBBERY,
        ROBBERY + 'baseline = { year = "2016-17" }\n',
        "measures.robbery.baseline",
        "a value in its own unit, or words",
    ),
    "a baseline of value and none": Edit(
        "serious-violence",
        ROBBERY,
        ROBBERY + 'baseline = { value = 1, none = "no-baseline" }\n',
        "measures.robbery.baseline",
        "a value in its own unit, or words",
    ),
    "a target without anything": Edit("serious-violence", ROBBERY, ROBBERY + "target = {}\n", "measures.robbery.target", "aimed at"),
    "a target with half a band": Edit("serious-violence", ROBBERY, ROBBERY + "target = { low = 3 }\n", "measures.robbery.target", "a band"),
    "a choice without choices": Edit(
        "prevent", 'choices = ["Not met", "Met", "Exceeding"]\n', "", "tables.benchmarks.columns.assessment", "'choices'"
    ),
    "a rate without per": Edit("serious-violence", 'from = "robbery"\n', RATE.replace("per = 10\n", ""), "measures.robbery", "'per'"),
    "a count without quarters": Edit(
        "serious-violence", 'from = "robbery"\n', RATE.replace('quarters = "sum"\n', ""), "measures.robbery", "'quarters'"
    ),
    "a theme the paper lacks": Edit(
        "prevent", 'theme = "prevent"', 'theme = "prevant"', "measures.prevent-referrals.theme", "Did you mean prevent?"
    ),
    "an activity with no measure": Edit(
        "serious-violence", ROBBERY, ROBBERY + 'activity-with = "homicde"\n', "measures.robbery.activity-with", "Did you mean homicide?"
    ),
    "an activity with itself": Edit(
        "serious-violence", ROBBERY, ROBBERY + 'activity-with = "robbery"\n', "measures.robbery.activity-with", "no other measure"
    ),
    "a table after no measure": Edit(
        "drugs-and-alcohol",
        'after = "sustained-progress"',
        'after = "sustained-progres"',
        "tables.domes.after",
        "Did you mean sustained-progress?",
    ),
    "two columns of one label": Edit("prevent", 'label = "Evidence"', 'label = "assessment"', "tables.benchmarks.columns", "same label"),
    "two rows of one label": Edit("drugs-and-alcohol", 'alcohol = "Alcohol"', 'alcohol = "Opiate"', "tables.domes.rows", "same label"),
    "a table on a sheet of ours": Edit("serious-violence", 'sheet = "Funding"', 'sheet = "measures"', "tables.funding.sheet", "in use"),
    "a table on a field's sheet": Edit("serious-violence", 'sheet = "Funding"', 'sheet = "Update"', "tables.funding.sheet", "in use"),
    "a field on a sheet of ours": Edit(
        "serious-violence", UPDATE, UPDATE.replace("Update", "Lists"), "fields.update.sheet", "choose another name"
    ),
    "a minimum above the maximum": Edit(
        "serious-violence",
        FUNDER + "carry = true\n",
        FUNDER.replace('"text"', '"number"\nminimum = 5\nmaximum = 4'),
        "tables.funding.columns.funder.minimum",
        "above the maximum",
    ),
    "choices that differ in capitals": Edit(
        "prevent", '"Met", "Exceeding"', '"Met", "met"', "tables.benchmarks.columns.assessment.choices", "capitals"
    ),
    "choices of a text": Edit(
        "serious-violence", FUNDER, FUNDER + 'choices = ["a", "b"]\n', "tables.funding.columns.funder.choices", "only a choice"
    ),
    "parts of a percentage": Edit(
        "serious-violence",
        ROBBERY,
        ROBBERY + 'unit = "percentage"\nparts = { a = { label = "a" }, b = { label = "b" } }\n',
        "measures.robbery.parts",
        "only a count has parts",
    ),
    "a month for a count": Edit(
        "serious-violence", ROBBERY, ROBBERY + 'target = { month = "2024-09" }\n', "measures.robbery.target.month", "set unit to status"
    ),
    "half a robbery as a target": Edit(
        "serious-violence", ROBBERY, ROBBERY + "target = { value = 1.5 }\n", "measures.robbery.target.value", "whole number"
    ),
    "a band upside down": Edit(
        "serious-violence", ROBBERY, ROBBERY + "target = { low = 5, high = 4 }\n", "measures.robbery.target.low", "above the high end"
    ),
    "a profile of no sub-group": Edit("paper", '"prevent/update"', '"prevnt/update"', "sections.6.content.from", "Did you mean prevent?"),
    "a profile of no field": Edit(
        "paper", '"partnership/headlines"', '"partnership/headline"', "sections.2.content.from", "Did you mean headlines?"
    ),
    "a profile of no table": Edit("paper", '"partnership/risks"', '"partnership/risk"', "sections.21.from", "Did you mean risks?"),
    "a profile of no column": Edit(
        "paper", '["milestone", "activity"]', '["milestone", "actvity"]', "sections.13.columns", "Did you mean activity?"
    ),
    "a profile of no list": Edit(
        "paper", '"partnership/priorities"', '"partnership/priority"', "sections.6.content", "Did you mean priorities?"
    ),
    "a sentence of no column": Edit("paper", "{funder}", "{fundr}", "sections.6.content.sentence", "Did you mean funder?"),
    "a footer of no field": Edit(
        "paper", "{partnership/meeting-date}", "{partnership/meeting-day}", "footer", "Did you mean meeting-date?"
    ),
    "a profile section of no kind": Edit("paper", 'kind = "cover"', 'kind = "covr"', "sections.1.kind", "Did you mean cover?"),
    "a correction without its day": Edit(
        "paper",
        'no-return = "No return received"\n',
        'no-return = "No return received"\ncorrection = "Corrected: {reason}"\n',
        "words.correction",
        "name {day} and {reason}",
    ),
    "a profile without a word": Edit("paper", 'no-return = "No return received"\n', "", "words", "'no-return'"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_fault_in_a_definition_names_file_key_and_remedy(edit: Edit, folder: Path) -> None:
    edit_file(folder / "workbook_templates" / YEAR / f"{edit.file}.toml", edit.old, edit.new)
    error = error_in(folder)
    assert error.file == f"workbook_templates/{YEAR}/{edit.file}.toml"
    assert [fault.key for fault in error.faults] == [edit.key]
    assert edit.remedy in error.faults[0].remedy
    assert edit.key in str(error)
    assert str(folder) not in str(error)


def test_the_definitions_as_shipped_have_no_fault(folder: Path) -> None:
    root = open_folder(folder)
    assert root.years() == ("2017-18", "2024-25", "2026-27")
    assert [len(read_year(root, year).definitions) for year in root.years()] == [5, 5, 5]


def test_definitions_come_in_their_order(folder: Path) -> None:
    orders = [definition.order for definition in read_year(open_folder(folder), YEAR).definitions]
    assert orders == sorted(orders)


def test_an_empty_definition_is_told_its_keys(folder: Path) -> None:
    (folder / "workbook_templates" / YEAR / "prevent.toml").write_text("", encoding="utf-8")
    remedies = [fault.remedy for fault in error_in(folder).faults]
    assert any("'title'" in remedy for remedy in remedies)
    assert any("'order'" in remedy for remedy in remedies)


def test_two_faults_of_the_same_file_are_told_at_once(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "serious-violence.toml"
    edit_file(path, "order = 50", 'order = "fifty"')
    edit_file(path, 'from = "robbery"\n', RATE.replace('counts = "x"\n', ""))
    assert {fault.key for fault in error_in(folder).faults} == {"order", "measures.robbery"}


def test_two_contradictions_of_the_same_file_are_told_at_once(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "serious-violence.toml"
    edit_file(path, ROBBERY, ROBBERY + 'activity-with = "nothing"\n')
    edit_file(path, 'sheet = "Funding"', 'sheet = "Start"')
    assert {fault.key for fault in error_in(folder).faults} == {"measures.robbery.activity-with", "tables.funding.sheet"}


@pytest.mark.parametrize("name", ["Big Group", "con", "lpt1", "a" * 61, "under_score"])
def test_a_definition_whose_file_name_cannot_be_a_sub_group_is_refused(name: str, folder: Path) -> None:
    templates = folder / "workbook_templates" / YEAR
    (templates / "prevent.toml").rename(templates / f"{name}.toml")
    error = error_in(folder)
    assert error.file == f"workbook_templates/{YEAR}/{name}.toml"
    assert f"'{name}'" in error.faults[0].remedy


def test_a_year_without_definitions_names_the_years_there_are(folder: Path) -> None:
    with pytest.raises(FolderError) as caught:
        read_year(open_folder(folder), "2030-31")
    assert "2030-31" in caught.value.what
    assert "2017-18, 2024-25, 2026-27" in caught.value.what


def test_a_comment_added_to_a_definition_does_not_change_its_digest(folder: Path) -> None:
    before = {definition.sub_group: definition.digest for definition in read_year(open_folder(folder), YEAR).definitions}
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    path.write_text("# A made-up remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert {definition.sub_group: definition.digest for definition in read_year(open_folder(folder), YEAR).definitions} == before


@pytest.mark.parametrize(
    ("measure", "more"),
    [
        ("violence-with-injury", 'total-of = ["robbery", "knife-crime-with-injury"]'),
        ("robbery", 'part-of = "violence-with-injury"'),
        ("homicide", "small-numbers = { upper-protection = 3 }"),
    ],
)
def test_a_relation_that_no_lead_is_told_of_does_not_change_the_digest(folder: Path, measure: str, more: str) -> None:
    path = folder / "workbook_templates" / YEAR / "serious-violence.toml"
    before = read_definition(path, YEAR)
    path.write_text(path.read_text(encoding="utf-8").replace(f"[measures.{measure}]", f"[measures.{measure}]\n{more}"), encoding="utf-8")
    after = read_definition(path, YEAR)

    assert before.digest == after.digest
    assert before != after


def test_a_question_changed_in_a_definition_changes_the_digest_of_that_one_only(folder: Path) -> None:
    before = {definition.sub_group: definition.digest for definition in read_year(open_folder(folder), YEAR).definitions}
    edit_file(folder / "workbook_templates" / YEAR / "prevent.toml", "Update for the committee", "Update for Members")
    after = {definition.sub_group: definition.digest for definition in read_year(open_folder(folder), YEAR).definitions}
    assert [name for name in before if before[name] != after[name]] == ["prevent"]


def test_a_definition_spoilt_between_two_assemblies_is_refused(demo_folder: Path) -> None:
    assemble(demo_folder, "2017-18-Q3")
    path = demo_folder / "workbook_templates" / "2017-18" / "prevent.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[measures.hate-crime-programme]", '[measures.hate-crime-programme]\nunit = "made up"'),
        encoding="utf-8",
    )
    with pytest.raises(DefinitionError):
        assemble(demo_folder, "2017-18-Q3")


def test_a_whole_number_may_be_written_with_a_point(demo_folder: Path) -> None:
    path = demo_folder / "workbook_templates" / YEAR / "serious-violence.toml"
    edit_file(path, "order = 50\n", "order = 50.0\n")
    assert (
        next(definition.order for definition in read_with_profile(demo_folder).definitions if definition.sub_group == "serious-violence")
        == 50
    )


def test_a_year_without_a_profile_is_named(folder: Path) -> None:
    (folder / "workbook_templates" / YEAR / "paper.toml").unlink()
    with pytest.raises(FolderError) as caught:
        read_with_profile(folder)
    assert "paper.toml" in caught.value.what
    assert YEAR in caught.value.what


@pytest.mark.parametrize("year", ["2017-18", "2024-25", "2026-27"])
def test_a_profile_without_background_papers_is_refused(year: str, folder: Path) -> None:
    path = folder / "workbook_templates" / year / "paper.toml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r'(?i)heading = "background papers"', 'heading = "Made up"', text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_with_profile(folder, year)
    assert caught.value.file == f"workbook_templates/{year}/paper.toml"
    (fault,) = caught.value.faults
    assert fault.key == "sections"
    assert "BACKGROUND PAPERS" in fault.remedy
    assert "1972" in fault.remedy


def _named(folder: Path, name: str) -> Path:
    """A profile beside the usual one of the year, the same but for its title."""
    templates = folder / "workbook_templates" / YEAR
    path = templates / f"paper-{name}.toml"
    text = (templates / "paper.toml").read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^title = ".*"$', 'title = "MADE-UP SHORT PAPER"', text, count=1), encoding="utf-8")
    return path


def test_a_year_may_have_profiles_with_names_beside_the_usual_one(folder: Path) -> None:
    _named(folder, "short")
    root = open_folder(folder)
    year = read_year(root, YEAR)
    assert root.profiles(YEAR) == ("", "board", "short")
    assert read_profile(root, year, "short").title == "MADE-UP SHORT PAPER"
    assert read_profile(root, year).title != "MADE-UP SHORT PAPER"


def test_a_profile_is_no_sub_group(folder: Path) -> None:
    _named(folder, "short")
    assert [name for name in open_folder(folder).sub_groups(YEAR) if name.startswith("paper")] == []


@pytest.mark.parametrize(("name", "hint"), [("shot", "Did you mean short?"), ("nothing-like-it", "copy one of them to paper-nothing")])
def test_a_profile_that_is_not_there_names_those_that_are(name: str, hint: str, folder: Path) -> None:
    _named(folder, "short")
    with pytest.raises(FolderError) as caught:
        read_profile(open_folder(folder), read_year(open_folder(folder), YEAR), name)
    assert f"paper-{name}.toml" in caught.value.what
    assert "paper.toml, paper-board.toml, paper-short.toml" in caught.value.what
    assert hint in caught.value.remedy


def test_a_fault_in_a_named_profile_names_its_file(folder: Path) -> None:
    edit_file(_named(folder, "short"), '"partnership/headlines"', '"partnership/headline"')
    root = open_folder(folder)
    with pytest.raises(DefinitionError) as caught:
        read_profile(root, read_year(root, YEAR), "short")
    assert caught.value.file == f"workbook_templates/{YEAR}/paper-short.toml"
    read_with_profile(folder)  # the usual one is not touched by it


def test_every_profile_that_ships_meets_its_definitions(folder: Path) -> None:
    root = open_folder(folder)
    profiles = {(year, name) for year in root.years() for name in root.profiles(year) if read_profile(root, read_year(root, year), name)}
    of_2017 = {("2017-18", ""), ("2017-18", "select-committee")}
    assert profiles == of_2017 | {(year, name) for year in ("2024-25", "2026-27") for name in ("", "board")}
