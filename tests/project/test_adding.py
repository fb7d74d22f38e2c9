"""What CONTRIBUTING says of adding a kind, a section, a check or a command: each is really added, in a copy, and its files are counted.

Everything added is made up. What is added must then work from the command line.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support import ROOT
from tests.support.leads import At, type_into

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("shpdocs", "schemas", "workbook_templates", "shpdocs.toml")
PERIOD = "2024-25-Q2"

POSTCODES = '''"""Postcodes."""

import re

from shpdocs.model.returns import RawCell, Reading


def read_postcode(cell: RawCell) -> Reading:
    """Read a postcode."""
    text = " ".join(str(cell.value).upper().split())
    if re.fullmatch("[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}", text):
        return Reading("postcode", text)
    return Reading("postcode", problem="not-a-postcode")
'''
POSTCODE_KIND = """    "postcode": Kind(
        schema=lambda _: {"type": "string", "minLength": 6},
        guard=lambda _: Guard(hint="Enter a postcode, for example UB8 1UW."),
        read=lambda cell, _: read_postcode(cell),
        show=lambda answer, _: str(answer),
        type_in=lambda answer: str(answer),
    ),
"""
POSTCODE_MESSAGE = """    "not-a-postcode": blocking("'{entered}' is not a postcode.", "Write it in full, for example UB8 1UW."),
"""
MADE_UP_SECTION = '''"""A section that says what it is."""

from shpdocs.model.document import Block, Paragraph
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material


def made_up(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """Say which period it is about."""
    return (Paragraph(f"A made-up section about {material.period}."),)
'''
THIRTEEN = '''"""A figure that somebody may have made up."""

from collections.abc import Iterator

from shpdocs.checks.case import Case, Oddity


def thirteen(case: Case) -> Iterator[Oddity]:
    """The figure of the quarter is 13."""
    if case.at(f"{case.base}/figure/value") == 13:
        yield Oddity("thirteen", f"{case.base}/figure/value", {}, entered="13")
'''
THIRTEEN_MESSAGE = """    "thirteen": warning("{label} is {entered}.", "Check that it was counted."),
"""
COUNT = '''"""Counting: how many sub-groups report."""

from pathlib import Path

from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder


def count(folder: Path, period: str) -> int:
    """Return how many sub-groups report in that period."""
    return len(open_folder(folder).sub_groups(parse_period(period).year))
'''
COUNT_AT_THE_EDGE = '''"""shpdocs count"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE
from shpdocs.cli.edge import FolderOption, PeriodArgument


def count(period: PeriodArgument, folder: FolderOption = Path()) -> int:
    """Print how many sub-groups report."""
    from shpdocs.commands.count import count as counted

    print(counted(folder, period))
    return FINE
'''


class Copy:
    """A copy of the project, which is a partnership folder too, to add something to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, root / name)

    def write(self, name: str, text: str) -> None:
        """Add a file."""
        (self.root / name).write_text(text, encoding="utf-8")

    def insert(self, name: str, after: str, text: str) -> None:
        """Add text to a file, behind a text that stands in it once."""
        path = self.root / name
        before = path.read_text(encoding="utf-8")
        assert before.count(after) == 1, after
        path.write_text(before.replace(after, after + text), encoding="utf-8")

    def import_in(self, name: str, statement: str) -> None:
        """Add an import to a module."""
        self.insert(name, "from __future__ import annotations\n", f"\n{statement}\n")

    def touched(self) -> set[str]:
        """The files of the package and of schemas/ that are new or changed; a new one is called NAME."""
        files = [path for name in ("shpdocs", "schemas") for path in (self.root / name).rglob("*") if path.suffix in (".py", ".json")]
        return {name for path in files if (name := self._touched(path))}

    def _touched(self, path: Path) -> str:
        name = path.relative_to(self.root)
        if not (ROOT / name).is_file():
            return name.with_stem("NAME").as_posix()
        return "" if (ROOT / name).read_bytes() == path.read_bytes() else name.as_posix()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the copy in it."""
        known = os.environ | {"PYTHONPATH": str(self.root), "COLUMNS": "200"}
        command = [sys.executable, "-m", "shpdocs", *words]
        return subprocess.run(command, cwd=self.root, env=known, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def named_in_contributing(what: str) -> set[str]:
    """The files of the package and of schemas/ that CONTRIBUTING names for adding this."""
    paragraph = re.search(rf"^- \*\*{what}\*\*.*?(?=^- |^$|\Z)", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    assert paragraph, what
    return {name for name in re.findall(r"`([\w./-]+\.(?:py|json))`", paragraph[0]) if name.startswith(("shpdocs/", "schemas/"))}


def test_a_kind_of_answer_is_added(copy: Copy) -> None:
    copy.write("shpdocs/answers/values/postcodes.py", POSTCODES)
    copy.import_in("shpdocs/answers/kinds/kind.py", "from shpdocs.answers.values.postcodes import read_postcode")
    copy.insert("shpdocs/answers/kinds/kind.py", "KINDS: dict[str, Kind] = {\n", POSTCODE_KIND)
    copy.insert("shpdocs/model/problem/answer_messages.py", "ANSWER_MESSAGES: dict[str, Message] = {\n", POSTCODE_MESSAGE)
    copy.insert("schemas/definition.schema.json", '"yes-no"', ', "postcode"')
    assert copy.touched() == named_in_contributing("A kind of answer")

    field = '[fields.made-up]\nlabel = "Postcode"\nkind = "postcode"\nsheet = "Made up"\n\n'
    copy.insert("workbook_templates/2024-25/prevent.toml", 'never printed."\n\n', field)
    assert copy.run("issue", PERIOD).returncode == 0
    issued = copy.root / "output" / PERIOD / "issued" / f"{PERIOD} prevent.xlsx"
    assert codes_of(copy, issued, "somewhere") == ["not-a-postcode"]
    assert codes_of(copy, issued, " ub8 1uw ") == []


def codes_of(copy: Copy, issued: Path, entered: str) -> list[str]:
    """The problems on the sheet of the added field, with that typed into it."""
    workbook = openpyxl.load_workbook(issued)
    label = next(cell for row in workbook["Made up"].iter_rows() for cell in row if cell.value == "Postcode")
    workbook["Made up"].cell(label.row, label.column + 1).value = entered
    workbook.save(copy.root / "filled.xlsx")
    checked = json.loads(copy.run("check", "filled.xlsx", "--json").stdout)
    return [problem["code"] for file in checked["files"] for problem in file["problems"] if problem["sheet"] == "Made up"]


def test_a_kind_of_section_is_added(copy: Copy) -> None:
    copy.write("shpdocs/paper/sections/made_up.py", MADE_UP_SECTION)
    copy.import_in("shpdocs/paper/sections/compose.py", "from shpdocs.paper.sections.made_up import made_up")
    copy.insert("shpdocs/paper/sections/compose.py", '    "updates": updates,\n', '    "made-up": made_up,\n')
    copy.insert("schemas/profile.schema.json", '"not-received", "withheld"', ', "made-up"')
    assert copy.touched() == named_in_contributing("A kind of section")

    with (copy.root / "workbook_templates/2024-25/paper.toml").open("a", encoding="utf-8") as profile:
        profile.write('\n[[sections]]\nkind = "made-up"\nheading = "Made up"\n')
    assert copy.run("issue", PERIOD).returncode == 0
    assert copy.run("assemble", PERIOD).returncode == 0
    paper = next((copy.root / "output" / PERIOD / "papers").glob("*.docx"))
    assert f"A made-up section about {PERIOD}." in [paragraph.text for paragraph in docx.Document(str(paper)).paragraphs]


def test_a_check_of_sense_is_added(copy: Copy) -> None:
    copy.write("shpdocs/checks/thirteen.py", THIRTEEN)
    copy.import_in("shpdocs/checks/__init__.py", "from shpdocs.checks.thirteen import thirteen")
    copy.insert("shpdocs/checks/__init__.py", "    far_from_history,\n    date_outside_period,\n", "    thirteen,\n")
    copy.insert("shpdocs/model/problem/answer_messages.py", "CHECK_MESSAGES: dict[str, Message] = {\n", THIRTEEN_MESSAGE)
    assert copy.touched() == named_in_contributing("A check of sense")

    assert copy.run("issue", PERIOD).returncode == 0
    issued = copy.root / "output" / PERIOD / "issued" / f"{PERIOD} prevent.xlsx"
    type_into(issued, {At("Measures", "measures/prevent-referrals", "Q2"): 13}, copy.root / "filled.xlsx")
    checked = json.loads(copy.run("check", "filled.xlsx", "--json").stdout)
    assert "thirteen" in [problem["code"] for file in checked["files"] for problem in file["problems"]]


def test_a_command_is_added(copy: Copy) -> None:
    copy.write("shpdocs/commands/count.py", COUNT)
    copy.write("shpdocs/cli/count.py", COUNT_AT_THE_EDGE)
    copy.import_in("shpdocs/cli/app.py", "from shpdocs.cli.count import count")
    copy.insert("shpdocs/cli/app.py", "    status,\n    history,\n", "    count,\n")
    assert copy.touched() == named_in_contributing("A command")

    assert "Print how many sub-groups report." in copy.run("--help").stdout
    counted = copy.run("count", PERIOD)
    assert (counted.returncode, counted.stdout, counted.stderr) == (0, "5\n", "")
