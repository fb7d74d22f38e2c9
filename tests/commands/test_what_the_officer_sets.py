"""What definitions, profile and settings say, seen in the papers that are assembled from made-up figures."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.decide import exempt
from shpdocs.model.errors import DefinitionError, UsageError
from shpdocs.paper.word.tables import RATING_FILLS
from tests.support.leads import At, row_of
from tests.support.made_secrets import PROFILE, SUB_GROUP, YEAR, figure, measure, partnership, publishable, quarter_done, text_of

Q1, Q2 = f"{YEAR}-Q1", f"{YEAR}-Q2"
TARGET = "target = { value = 100 }"
RATED = [RATING_FILLS[name] for name in ("green", "amber", "red")]
NO_FIGURE = "If no figure"


def things(key: str, more: str = TARGET, quarters: str = "sum", unit: str = "count") -> str:
    """A made-up measure of what is no person."""
    return measure(key, quarters, unit, more).replace("people = true", "people = false")


def cell(key: str, heading: str) -> At:
    return At("Measures", f"measures/{key}", heading)


def dashboard(paper: Path) -> dict[str, dict[str, str]]:
    """The rows of the first table of the dashboard by measure: each cell's text by its heading."""
    table = next(one for one in docx.Document(str(paper)).tables if one.rows[0].cells[0].text == "Priority")
    headings, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    return {row[1].removeprefix("Made-up "): dict(zip(headings, row, strict=True)) for row in rows}


def colours(paper: Path) -> list[str]:
    """The fills of ratings that a paper has, in order."""
    with zipfile.ZipFile(paper) as package:
        body = package.read("word/document.xml").decode("utf-8")
    return sorted(fill for fill in RATED for _ in range(body.count(f'w:fill="{fill}"')))


def setting(root: Path, line: str) -> None:
    path = root / "shpdocs.toml"
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


# Ratings


STATUS = things("milestone", 'target = { month = "2024-05" }', "level", "status").replace('"lower"', '"done"')


def test_what_is_watched_a_milestone_missing_or_suppressed_is_never_rated(tmp_path: Path) -> None:
    watched = things("watched").replace('"lower"', '"monitor"')
    asked = watched + STATUS + things("awaited") + measure("kept-back", more=TARGET) + measure("tiny", more=TARGET)
    root = partnership(tmp_path / "made-up", asked)
    typed = {figure("watched", "Q1"): 40, figure("milestone", "Q1"): "Drafted, made up", figure("tiny", "Q1"): 3}
    why = {cell("awaited", NO_FIGURE): "Not yet available", cell("kept-back", NO_FIGURE): "Suppressed"}
    quarter_done(root, "Q1", typed | why)
    paper = assemble(root, Q1).path
    assert {key: row["Rating"] for key, row in dashboard(paper).items()} == {
        "watched": "Not rated: monitored only",
        "awaited": "Not rated: not yet available",
        "kept-back": "Not rated: figure not published",
        "tiny": "Not rated: figure not published",
    }
    assert colours(paper) == []
    assert not any(colour in text_of(paper) for colour in ("(green)", "(amber)", "(red)"))


@pytest.mark.parametrize(
    ("line", "more", "rating", "fill"),
    [
        ("", "", "Red", "red"),
        ("tolerance = 10", "", "Amber", "amber"),
        ("tolerance = 10", "tolerance = 7", "Red", "red"),
        ("", "tolerance = 8", "Amber", "amber"),
        ("", "profile = { Q1 = 27, Q4 = 100 }", "Green", "green"),
    ],
)
def test_a_rating_is_by_the_tolerance_and_the_profile_that_are_set(line: str, more: str, rating: str, fill: str, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", things("judged", f"{TARGET}\n{more}"))
    setting(root, line)
    quarter_done(root, "Q1", {figure("judged", "Q1"): 27})  # 8 per cent above an even share of 100
    paper = assemble(root, Q1).path
    assert (dashboard(paper)["judged"]["Rating"], colours(paper)) == (rating, [RATING_FILLS[fill]])
    assert f"({rating.lower()})" in text_of(paper)


def test_with_ratings_off_no_paper_has_a_word_or_a_colour_of_them(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", things("judged") + things("other"))
    setting(root, "ratings = false")
    quarter_done(root, "Q1", {figure("judged", "Q1"): 40, figure("other", "Q1"): 20})
    paper = assemble(root, Q1).path
    assert "Rating" not in dashboard(paper)["judged"]
    assert dashboard(paper)["judged"]["Position"] == "60% above"
    assert colours(paper) == []
    assert [word for word in ("green", "amber", "red:", "(red", "rating") if word in text_of(paper).lower()] == []


# Small numbers


@pytest.mark.parametrize(
    ("line", "more", "printed"),
    [
        ("", "", ["0", "Suppressed", "5", "12"]),
        ("", "small-numbers = { threshold = 10 }", ["0", "Suppressed", "Suppressed", "12"]),
        ("", "small-numbers = { round-to = 5 }", ["0", "Suppressed", "5", "10"]),
        ("", 'small-numbers = { zero = "suppress" }', ["Suppressed", "Suppressed", "5", "12"]),
        ("small-numbers = { threshold = 10 }", "", ["0", "Suppressed", "Suppressed", "12"]),
        ("small-numbers = { threshold = 10 }", "small-numbers = { threshold = 3 }", ["0", "3", "5", "12"]),
    ],
)
def test_threshold_rounding_and_nought_are_those_of_the_measure_or_else_of_the_settings(
    line: str, more: str, printed: list[str], tmp_path: Path
) -> None:
    keys, values = ("none", "few", "some", "many"), (0, 3, 5, 12)
    root = partnership(tmp_path / "made-up", "".join(measure(key, more=more) for key in keys))
    setting(root, line)
    quarter_done(root, "Q1", {figure(key, "Q1"): value for key, value in zip(keys, values, strict=True)})
    paper = assemble(root, Q1).path
    assert [row_of(paper, f"Made-up objective of {key}")[1] for key in keys] == printed


NO_SNARKS = 'small-numbers = { threshold = 5, words = { for-others = ["referral", "snark"] } }'
SNARKS = 'small-numbers = { threshold = 5, words = { for-people = ["snark"], for-others = ["referral"] } }'


def test_words_of_the_partnerships_own_are_read_in_texts_and_in_reasons_that_are_printed(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("seen", more="small-numbers = { threshold = 4 }"))
    typed = {figure("seen", "Q1"): 40, cell("seen", "Commentary"): "Made up: 3 snarks were seen, and 2 referrals made."}
    quarter_done(root, "Q1", typed)
    assert [text.excerpts for text in assemble(root, Q1).flagged] == [("Made up: 3 snarks were seen, and 2 referrals made.",)]

    setting(root, NO_SNARKS)
    assert assemble(root, Q1).flagged == ()

    path = root / "shpdocs.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(NO_SNARKS, SNARKS), encoding="utf-8")
    assert [text.answer for text in assemble(root, Q1).flagged] == [f"{SUB_GROUP}/seen"]
    with pytest.raises(UsageError, match="Say it without the number"):
        exempt(root, Q1, f"{SUB_GROUP}/seen", paragraphs=(1,), by="Made-up officer", because="It tells of two snarks.")


@pytest.mark.parametrize("text", ["Down to 2.", "2, both made up."])
def test_a_number_that_names_nothing_waits_where_the_measure_is_of_people_alone(text: str, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("people") + things("things"))
    quarter_done(
        root,
        "Q1",
        {figure("people", "Q1"): 40, figure("things", "Q1"): 90} | {cell(key, "Commentary"): text for key in ("people", "things")},
    )
    assert [flagged.answer for flagged in assemble(root, Q1).flagged] == [f"{SUB_GROUP}/people"]


@pytest.mark.parametrize(
    ("share", "base", "printed"), [(60, 5, "Suppressed"), (60, 50, "60%"), (4, 50, "Suppressed"), (96, 50, "Suppressed")]
)
def test_a_percentage_of_people_is_printed_by_the_counts_behind_it(share: int, base: int, printed: str, tmp_path: Path) -> None:
    """60% of 5 are 3 people, 4% of 50 are 2, and 96% of 50 leave 2."""
    root = partnership(tmp_path / "made-up", measure("share", "level", "percentage"))
    quarter_done(root, "Q1", {figure("share", "Q1"): share, cell("share", "If per cent"): base})
    paper = assemble(root, Q1).path
    assert row_of(paper, "Made-up objective of share")[1] == printed
    assert ("%" in text_of(paper)) is (printed != "Suppressed")


# Part I and Part II


BY_SECTION = """
[[sections]]
kind = "text"
heading = "PLANS"
content = [{{ from = ["young-people/plan"] }}]
{exempt}
"""
PLAN = """
[fields.plan]
label = "Made-up plan"
kind = "narrative"
sheet = "Update"
"""
PARAGRAPH = 'exempt = {{ paragraphs = [{number}], reason = "Made up: it would tell what is planned." }}'


def test_a_section_that_the_profile_marks_as_exempt_is_in_no_file_to_publish(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", PLAN, BY_SECTION.format(exempt=PARAGRAPH.format(number=3)))
    quarter_done(root, "Q1", {At("Update", "fields/plan", "Your answer"): "A made-up kanarienvogel."})
    made = assemble(root, Q1, final=True, separate=True)
    assert made.exempt
    assert "kanarienvogel" in text_of(made.exempt)
    assert "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A" in text_of(made.exempt)
    files = publishable(root, "Q1")
    assert len(files) >= 3
    for path in files:
        with zipfile.ZipFile(path) as package:
            assert [name for name in package.namelist() if b"kanarienvogel" in package.read(name)] == []
    assert "paragraph 3 of Part 1 of Schedule 12A" in text_of(made.path)
    assert "Made up: it would tell what is planned." in text_of(made.path)


@pytest.mark.parametrize("number", ["0", "8", "9", "10", "1.5", '"7"', ""])
def test_no_file_may_name_a_paragraph_but_1_to_7(number: str, tmp_path: Path) -> None:
    exempt = PARAGRAPH.format(number=number)
    by_definition = partnership(tmp_path / "definition", PLAN + exempt.replace("{{", "{").replace("}}", "}"), BY_SECTION.format(exempt=""))
    with pytest.raises(DefinitionError):
        assemble(by_definition, Q1)
    by_profile = partnership(tmp_path / "profile", PLAN, BY_SECTION.format(exempt=exempt))
    with pytest.raises(DefinitionError):
        assemble(by_profile, Q1)


@pytest.mark.parametrize(
    "exempt", ["exempt = { paragraphs = [7] }", 'exempt = { reason = "Made up." }', 'exempt = { paragraphs = [7], reason = "" }']
)
def test_nothing_is_exempt_without_a_paragraph_and_a_reason(exempt: str, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError):
        assemble(partnership(tmp_path / "definition", PLAN + exempt, BY_SECTION.format(exempt="")), Q1)
    with pytest.raises(DefinitionError):
        assemble(partnership(tmp_path / "profile", PLAN, BY_SECTION.format(exempt=exempt)), Q1)


# Headlines


@pytest.mark.parametrize(("line", "is_written_too"), [("", False), ('own-text = "replaces"', False), ('own-text = "joins"', True)])
def test_the_officers_own_headlines_replace_the_written_ones_or_join_them(line: str, is_written_too: bool, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", PLAN.replace("narrative", "text") + things("judged"))
    profile = root / "workbook_templates" / YEAR / "paper.toml"
    own = f'kind = "headlines"\ncontent = [{{ from = ["{SUB_GROUP}/plan"] }}]\n{line}\n'
    assert PROFILE.count('kind = "headlines"\n') == 1
    profile.write_text(profile.read_text(encoding="utf-8").replace('kind = "headlines"\n', own), encoding="utf-8")
    quarter_done(root, "Q1", {At("Update", "fields/plan", "Your answer"): "The officer's own made-up words.", figure("judged", "Q1"): 40})
    paper = text_of(assemble(root, Q1).path)
    assert "The officer's own made-up words." in paper
    assert ("The one figure held against a target is off track" in paper) is is_written_too
