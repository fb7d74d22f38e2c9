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
from datetime import date, time
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.support import ROOT
from tests.support.definition_files import PROFILE_WORDS
from tests.support.leads import At, type_into

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("shpdocs", "schemas", "workbook_templates", "shpdocs.toml")
PERIOD, THIRD_QUARTER = "2024-25-Q2", "2024-25-Q3"
SIGNED_OFF = {"name": "A made-up lead", "role": "Lead", "date": date(2025, 1, 10)}

TIME = '''"""A time of day, kept as its hour and minute: '14:30'."""

import re
from datetime import time

from shpdocs.answers.kinds.kind import Guard, Kind
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading

_HINT = "Enter a time from 00:00 to 23:59, for example 14:30."


def read_time(cell: RawCell, _: Asked) -> Reading:
    """Read a time of day."""
    if isinstance(cell.value, time):
        return Reading("time", f"{cell.value:%H:%M}")
    match = re.fullmatch("([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", str(cell.value).strip())
    if match:
        return Reading("time-text", f"{int(match[1]):02d}:{match[2]}")
    return Reading("time-text", problem="not-understood", details={"wanted": _HINT})


KIND = Kind(
    schema=lambda _: {"description": "A time of day, such as '14:30'.", "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    guard=lambda _: Guard(hint=_HINT),
    read=read_time,
    number_format="@",
    codes={"pattern": "not-understood"},
)
'''
TIMES_ASKED = """title = "Made-up Group"
order = 10

[fields.opens]
label = "Opens at"
kind = "time"
sheet = "Hours"

[tables.sessions]
title = "Sessions"
sheet = "Sessions"

[tables.sessions.columns.begins]
label = "Begins"
kind = "time"
carry = true

[tables.sessions.columns.visitors]
label = "Visitors"
kind = "count"

[measures.visits]
name = "Visits"
objective = "Made-up: more visits"
unit = "count"
counts = "Made-up visits"
quarters = "sum"
better = "higher"
"""
TIMES_PRINTED = """title = "A made-up paper"
committee = "Made-up Committee"

{words}
[[sections]]
kind = "lines"
lines = [{ label = "Opens at", from = "made-up/opens" }]

[[sections]]
kind = "table"
heading = "Sessions"
from = "made-up/sessions"

[[sections]]
kind = "charts"
heading = "Charts"

[[sections]]
kind = "text"
heading = "BACKGROUND PAPERS"
content = [{ from = ["made-up/opens"] }]
""".replace("{words}", PROFILE_WORDS)
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
    copy.write("shpdocs/answers/kinds/time.py", TIME)
    copy.import_in("shpdocs/answers/kinds/__init__.py", "from shpdocs.answers.kinds import time")
    copy.insert("shpdocs/answers/kinds/__init__.py", "KINDS: dict[str, Kind] = {\n", '    "time": time.KIND,\n')
    copy.insert("schemas/definition.schema.json", '"yes-no"', ', "time"')
    assert copy.touched() == named_in_contributing("A kind of answer")

    shutil.rmtree(copy.root / "workbook_templates/2024-25")
    (copy.root / "workbook_templates/2024-25").mkdir()
    copy.write("workbook_templates/2024-25/made-up.toml", TIMES_ASKED)
    copy.write("workbook_templates/2024-25/paper.toml", TIMES_PRINTED)
    assert copy.run("issue", THIRD_QUARTER).returncode == 0
    issued = copy.root / "output" / THIRD_QUARTER / "issued" / f"{THIRD_QUARTER} made-up.xlsx"
    guards = openpyxl.load_workbook(issued)["Hours"].data_validations.dataValidation
    assert [guard.prompt for guard in guards] == ["Enter a time from 00:00 to 23:59, for example 14:30."]

    unread = checked_times(copy, issued, "half past two")
    assert [(problem["code"], problem["sheet"], problem["needed"]) for problem in unread] == [("not-understood", "Hours", guards[0].prompt)]
    assert checked_times(copy, issued, time(14, 30)) == []

    assert copy.run("collect", THIRD_QUARTER, "filled.xlsx").returncode == 0
    return_ = json.loads((copy.root / "output" / THIRD_QUARTER / "returns" / "made-up.json").read_text(encoding="utf-8"))
    assert (return_["answers"]["fields"]["opens"], return_["sources"]["/fields/opens"]["rule"]) == ("14:30", "time")
    assert return_["answers"]["tables"]["sessions"] == [{"begins": "09:05", "visitors": 12}]
    assert copy.run("assemble", THIRD_QUARTER).returncode == 0
    paper = docx.Document(str(next((copy.root / "output" / THIRD_QUARTER / "papers").glob("*.docx"))))
    assert "Opens at: 14:30" in [paragraph.text for paragraph in paper.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["09:05", "12"] in rows
    assert any(relation.reltype.endswith("/chart") for relation in paper.part.rels.values())

    copy.run("issue", "2024-25-Q4")  # what is carried into the next workbook is read again
    carried = openpyxl.load_workbook(copy.root / "output/2024-25-Q4/issued/2024-25-Q4 made-up.xlsx")["Sessions"]
    assert "09:05" in [cell.value for row in carried.iter_rows() for cell in row]


def checked_times(copy: Copy, issued: Path, entered: object) -> list[dict[str, Any]]:
    """The problems of a return that is filled in, with that typed into the added field."""
    typed = {
        At("Hours", "fields/opens", "Your answer"): entered,
        At("Sessions", "tables/sessions/0", "Begins"): "9.05",
        At("Sessions", "tables/sessions/0", "Visitors"): 12,
        **{At("Measures", "measures/visits", quarter): 40 for quarter in ("Q1", "Q2", "Q3")},
        **{At("Start", f"sign-off/{key}", "Your answer"): answer for key, answer in SIGNED_OFF.items()},
    }
    type_into(issued, typed, copy.root / "filled.xlsx")
    (file,) = json.loads(copy.run("check", "filled.xlsx", "--json").stdout)["files"]
    problems: list[dict[str, Any]] = file["problems"]
    return problems


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
