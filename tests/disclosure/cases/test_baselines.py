"""Baselines and targets that are the sum of what was published and what was not. All of it is made up."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from shpdocs.commands.assemble import assemble
from tests.support.made_breakdowns import at_length
from tests.support.made_secrets import SUB_GROUP, YEAR, figure, measure, partnership, quarter_done

BEFORE = "2023-24"
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
LAST_YEAR = {  # by measure, its quarters: those of one come to what the next year's definition says
    "first": (3, 20, 20, 20),
    "third": (21, 24, 2, 30),
    "last": (19, 23, 41, 4),
    "none": (25, 26, 27, 28),
    "other": (3, 30, 31, 32),
}
SMALL = ("first", "third", "last")
OTHER = 211
SAID = {
    "baseline": 'baseline = {{ value = {total}, year = "2023-24" }}',
    "baseline and reduction": 'baseline = {{ value = {total}, year = "2023-24" }}\ntarget = {{ reduce-by = 50 }}',
    "target": "target = {{ value = {total} }}",
}


def total(key: str) -> int:
    """What the definition says of a measure: the sum of its quarters of last year, but for one that says something else."""
    return OTHER if key == "other" else sum(LAST_YEAR[key])


def two_years(at: Path, said: str) -> Path:
    """A partnership that is asked the same in two years; the second year's definition has baselines or targets."""
    root = partnership(at, "".join(measure(key) for key in LAST_YEAR))
    templates = root / "workbook_templates"
    (templates / BEFORE).mkdir()
    for path in (templates / YEAR).iterdir():
        (templates / BEFORE / path.name).write_bytes(path.read_bytes())
    definition = templates / YEAR / f"{SUB_GROUP}.toml"
    text = definition.read_text(encoding="utf-8")
    for key in LAST_YEAR:
        text = text.replace(f"[measures.{key}]\n", f"[measures.{key}]\n{SAID[said].format(total=total(key))}\n")
    definition.write_text(text, encoding="utf-8")
    return root


def numbers_in(paper: Path) -> set[str]:
    """Every word of a paper's text that stands between blanks, without the stops after it."""
    document = docx.Document(str(paper))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).split()
    return {word.strip(".,;:()") for word in words}


@pytest.mark.parametrize("said", ["baseline and reduction", at_length("baseline"), at_length("target")])
def test_a_baseline_or_target_does_not_tell_the_missing_quarter_of_the_year_before(said: str, tmp_path: Path) -> None:
    """Row 11: last year's 63 stood beside three of its quarters, 20 each; the fourth was 3."""
    root = two_years(tmp_path / "made-up", said)
    of_year = {figure(key, quarter): value for key, values in LAST_YEAR.items() for quarter, value in zip(QUARTERS, values, strict=True)}
    quarter_done(root, "Q4", of_year, year=BEFORE)
    assemble(root, f"{BEFORE}-Q4", final=True)
    quarter_done(root, "Q1", {figure(key, "Q1"): 33 for key in LAST_YEAR})
    paper = numbers_in(assemble(root, f"{YEAR}-Q1").path)
    printed = {key for key in LAST_YEAR if {str(total(key)), f"{total(key) / 2:g}"} & paper}
    assert printed == {"none", "other"}
