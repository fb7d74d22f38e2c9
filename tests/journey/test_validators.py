"""No validator finds a fault in what we send out: every issued workbook and every paper of the demo."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.support.readers import PAPERS
from tests.support.validators import faults_of

SUB_GROUPS = ("partnership", "prevent", "drugs-and-alcohol", "serious-violence", "domestic-abuse")
WORKBOOKS = tuple(f"{period}/issued/{period} {name}.xlsx" for period in ("2017-18-Q3", "2024-25-Q2") for name in SUB_GROUPS)


@pytest.mark.parametrize("name", WORKBOOKS + PAPERS)
def test_no_validator_finds_a_fault(made_demo: Path, name: str) -> None:
    assert faults_of(made_demo / "output" / name) == []


def test_no_workbook_or_paper_of_the_demo_is_left_out(made_demo: Path) -> None:
    output = made_demo / "output"
    made = [path for folder in ("issued", "published") for path in output.glob(f"*/{folder}/**/*.*")]
    assert sorted(path.relative_to(output).as_posix() for path in made) == sorted(WORKBOOKS + PAPERS)


def test_both_validators_find_what_is_planted(made_demo: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.docx"
    with zipfile.ZipFile(made_demo / "output" / PAPERS[0]) as paper, zipfile.ZipFile(spoilt, "w") as package:
        for name in paper.namelist():
            part = paper.read(name).decode("utf-8")
            package.writestr(
                name, part.replace('w:pStyle w:val="Heading2"', 'w:pStyle w:val="MadeUp"').replace("<w:gridCol ", "<w:madeUp ")
            )
    assert {fault.split(":")[0] for fault in faults_of(spoilt)} == {"openxml-audit", "ooxml-integrity"}
