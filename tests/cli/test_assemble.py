"""What the command assemble says at once: what is kept back, what a house style lacks, what breaks a rule, and that it is late."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.paper.word.house_style import write_starter
from tests.support.editions import unpublished
from tests.support.leads import tree
from tests.support.ledgers import drop_return

PERIOD = "2017-18-Q3"
WHO = ("--by", "A made-up officer", "--because", "Made up for a test.")


def told(folder: Path, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, [arguments[0], *arguments[1:], "--folder", str(folder)])
    assert result.exit_code == code, result.output
    return result.output


def test_a_style_that_the_house_style_lacks_is_named(demo_folder: Path) -> None:
    made = docx.Document(BytesIO(write_starter()))
    style = made.styles["Notice"].element
    style.getparent().remove(style)
    for paragraph in [one for one in made.paragraphs if one._p.pPr is not None and one._p.style == style.get(style.attrib.keys()[0])]:
        paragraph._p.getparent().remove(paragraph._p)
    made.save(str(demo_folder / "workbook_templates" / "house-style.docx"))
    assert "house-style.docx lacks styles, ours are used: Notice." in told(demo_folder, "assemble", PERIOD)


def test_a_rule_that_an_appendix_breaks_is_named_with_where_and_how_to_mend_it(demo_folder: Path) -> None:
    made = docx.Document()
    made.add_heading("Made-up report", 1)
    made.add_table(1, 2).rows[0].cells[0].text = "made up"
    made.add_paragraph("Made up.")
    made.save(str(demo_folder / "report.docx"))
    said = told(demo_folder, "assemble", PERIOD, "--appendix", f"Made-up report={demo_folder / 'report.docx'}")
    assert "report.docx: " in said and "rules of accessibility broken:" in said
    assert "  W4 " in said


def test_what_is_withheld_suppressed_or_to_be_decided_is_named_with_the_next_step(demo_folder: Path) -> None:
    told(demo_folder, "publish", "serious-violence/youth-disposals", PERIOD, *WHO, "--withdraw")
    told(demo_folder, "publish", "domestic-abuse/repeat-victims", PERIOD, *WHO, "--withdraw")
    told(demo_folder, "exempt", "serious-violence/robbery", PERIOD, "--paragraph", "7", *WHO)
    said = told(demo_folder, "assemble", PERIOD)
    assert "(serious-violence/youth-disposals), PWIT Q3: a small number of people." in said
    assert "Numbers of people in a text, to be decided: " in said and "(domestic-abuse/repeat-victims)" in said
    assert f"shpdocs publish ANSWER {PERIOD} --by NAME --because TEXT" in said
    assert "(serious-violence/robbery), Schedule 12A paragraph 7." in said
    assert "Part II: keep it out of what is published" in said


def test_what_became_of_an_appendix_is_told(demo_folder: Path) -> None:
    said = told(demo_folder, "assemble", PERIOD, "--appendix", f"Example={demo_file(EXAMPLE_APPENDIX)}")
    assert "Appendix Example: carried paragraphs: 24, tables: 1, pictures: 1," in said
    assert "nothing lost." in said


def test_who_publishes_a_paper_is_told_how_to_record_that_it_was_sent(demo_folder: Path) -> None:
    command = f"When it goes to the committee: shpdocs sent {PERIOD} --by NAME --because TEXT"
    told(demo_folder, "withdraw", PERIOD, *WHO)
    assert command not in told(demo_folder, "assemble", PERIOD)
    assert command in told(demo_folder, "assemble", PERIOD, "--final").splitlines()
    assert command not in told(demo_folder, "assemble", PERIOD, "--final")


def test_the_appendices_of_a_paper_are_named_and_a_list_that_names_others_is_told(demo_folder: Path) -> None:
    apart = told(demo_folder, "assemble", "2024-25-Q2", "--apart", "Made-up map")
    assert "; Appendix 2 – MPS Report (published apart: put it beside the paper); Appendix 3 – Made-up map (published apart" in apart
    assert "“Papers with report” (partnership/papers) names other appendices than there are: Appendix 1 – " in apart
    assert "; Appendix 2 – MPS Report. The paper lists those there are." in apart
    assert "in no section of the paper: partnership/papers" not in apart
    assert "DRAFT: nothing is missing" not in apart
    decided = ("--by", "Made-up officer", "--because", "Made up: there is no map")
    without = told(demo_folder, "assemble", "2024-25-Q2", "--without-appendix", "Made-up map", *decided)
    (with_it,) = [line for line in without.splitlines() if line.startswith("With it: ")]
    assert "Made-up map" not in with_it
    assert "  Appendix 3 – Made-up map: gone: published apart" in without.splitlines()
    assert "DRAFT: nothing is missing" in without
    past = told(demo_folder, "history", "2024-25-Q2")
    assert "appendix 'Made-up map'" in past and "Made up: there is no map" in past


@pytest.mark.parametrize(("day", "is_late"), [("2018-02-13", True), ("2199-02-12", False)])
def test_a_day_to_publish_that_is_past_is_a_warning_that_names_the_rule(day: str, is_late: bool, demo_folder: Path) -> None:
    path = demo_folder / "shpdocs.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[meetings]\n"{PERIOD}" = "{day}"\n', encoding="utf-8")
    unpublished(demo_folder, PERIOD)
    said = told(demo_folder, "assemble", PERIOD, "--final")
    assert "The committee meets on " in said and "; the last day to publish is " in said
    warning = "Warning: The last day to publish is past (section 100B(4) of the Local Government Act 1972: five clear days)."
    assert (warning in said) is is_late


def test_a_final_paper_that_cannot_be_says_why_and_writes_nothing(demo_folder: Path) -> None:
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    before = tree(demo_folder)
    said = told(demo_folder, "assemble", PERIOD, "--final", code=3)
    assert "Prevent Partnership" in said and "shpdocs waive" in said
    assert tree(demo_folder) == before
