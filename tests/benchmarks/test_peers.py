"""The peers of the benchmarks: they do what they are said to do, or a race would say nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.collect import collect
from tests.benchmarks.material import PAPER_PERIOD, PERIOD, prepare, write_calls
from tests.benchmarks.papers import write_material
from tests.benchmarks.recorder import told
from tests.support.editions import edition_paper
from tests.support.leads import At, type_into
from tests.support.readers import read_by_mammoth
from tests.support.validators import faults_of

pytestmark = pytest.mark.slow

ACTIVITY = At("Activity", "measures/prevent-referrals", "Activity")
PLAIN_COLLECT = ("plain_program.py", "collect", PERIOD)
FIGURE = At("Measures", "measures/prevent-referrals", "Q2")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder that our command works in, and that of the peers: read them, never write into them."""
    return prepare(tmp_path_factory.mktemp("prepared"))


def _run(script: str, *words: str, folder: Path) -> None:
    subprocess.run([sys.executable, "-W", "error", str(Path(__file__).with_name(script)), *words], cwd=folder, check=True)


def _written(folder: Path) -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}


@pytest.fixture
def material(prepared: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the peers' folder that a test may change."""
    return Path(shutil.copytree(prepared[1], tmp_path / "material"))


def test_the_peer_of_issue_writes_the_very_cells_that_our_writer_writes(tmp_path: Path) -> None:
    ours = write_calls(tmp_path)
    _run("plain_xlsxwriter.py", folder=tmp_path)
    theirs = sorted(path.name for path in (tmp_path / "written").iterdir())
    assert theirs == sorted(path.name for path in ours)
    assert len(theirs) == 5
    for path in ours:
        assert told(path.read_bytes()) == told((tmp_path / "written" / path.name).read_bytes())


def test_what_is_raced_is_five_workbooks_that_nothing_holds_back(prepared: tuple[Path, Path], tmp_path: Path) -> None:
    made = Path(shutil.copytree(prepared[0], tmp_path / "made"))
    shutil.rmtree(made / "output" / PERIOD / "returns")
    collected = collect(made, PERIOD)
    assert [(one.outcome, [problem.code for problem in one.problems]) for one in collected.files] == [("in-force", [])] * 5


def test_the_peers_of_collect_find_no_error_in_what_is_raced(material: Path) -> None:
    for command, folder in ((PLAIN_COLLECT, "returns"), (("plain_pandera.py",), "frames")):
        _run(*command, folder=material)
        assert {name: found["errors"] for name, found in _written(material / folder).items()} == {
            name: [] for name in ("domestic-abuse", "drugs-and-alcohol", "partnership", "prevent", "serious-violence")
        }


def test_the_peers_of_collect_read_every_answer_that_we_read(prepared: tuple[Path, Path], material: Path) -> None:
    for command in (PLAIN_COLLECT, ("plain_pandera.py",)):
        _run(*command, folder=material)
    ours, cells, frames = (
        _written(folder) for folder in (prepared[0] / "output" / PERIOD / "returns", material / "returns", material / "frames")
    )
    for name, return_ in ours.items():
        for source in return_["sources"].values():
            assert f"{source['sheet']}!{source['cell']}" in cells[name]["cells"]
            values_there = [value for row in frames[name]["answers"][source["sheet"]] for value in row.values()]
            assert source["raw"] in values_there or str(source["raw"])[:10] in {str(value)[:10] for value in values_there}


def test_the_plain_peer_of_collect_names_every_cell_that_was_filled_in(prepared: tuple[Path, Path], material: Path) -> None:
    _run(*PLAIN_COLLECT, folder=material)
    cells = _written(material / "returns")
    for name, return_ in _written(prepared[0] / "output" / PERIOD / "returns").items():
        filled = {f"{source['sheet']}!{source['cell']}" for source in return_["sources"].values()}
        assert len(filled & set(cells[name]["changed"])) > len(filled) / 2, name  # the others were sent with what they hold
        assert set(cells[name]["changed"]) < cells[name]["cells"].keys() | filled


def test_the_peer_with_pandera_finds_what_is_wrong(material: Path) -> None:
    path = next((material / "inbox").glob("* prevent.xlsx"))
    type_into(path, {FIGURE: -3, ACTIVITY: "made up " * 3000}, path)
    _run("plain_pandera.py", folder=material)
    found = [(one["column"], one["check"]) for one in _written(material / "frames")["prevent"]["errors"]]
    assert [column.split(":")[0] for column, _ in found] == ["Q2 2024/25", "Activity this year"]


def test_the_lower_bound_parses_every_workbook(material: Path) -> None:
    _run("bare_parse.py", folder=material)
    path = next((material / "inbox").glob("*.xlsx"))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(subprocess.CalledProcessError):
        _run("bare_parse.py", folder=material)


def test_our_appendix_and_the_peers_hold_the_same_rows(tmp_path: Path) -> None:
    write_material(tmp_path, (50,))
    for script in ("our_appendix.py", "plain_docxtpl_appendix.py"):
        _run(script, "rows-50.json", folder=tmp_path)
    ours, theirs = (
        [item[1:] for item in read_by_mammoth(tmp_path / name) if item[0].endswith("row")] for name in ("ours.docx", "theirs.docx")
    )
    assert ours == theirs
    assert [list(row) for row in ours[1:]] == json.loads((tmp_path / "rows-50.json").read_text(encoding="utf-8"))
    assert faults_of(tmp_path / "ours.docx") == []


def test_the_paper_with_charts_differs_from_the_one_without_in_its_charts_alone(tmp_path: Path) -> None:
    charts, items = [], []
    for number in ("0", "6"):
        _run("our_charts.py", number, folder=tmp_path)
        with zipfile.ZipFile(tmp_path / "charts.docx") as paper:
            charts.append([name for name in paper.namelist() if name.startswith("word/charts/chart")])
        items.append([item for item in read_by_mammoth(tmp_path / "charts.docx") if item[0] != "text"])
    assert [len(names) for names in charts] == [0, 6]
    assert items[0] == items[1]
    assert faults_of(tmp_path / "charts.docx") == []


def test_the_plain_program_judges_its_settings_and_writes_a_paper_with_the_same_rows(prepared: tuple[Path, Path], material: Path) -> None:
    _run("plain_program.py", "status", PERIOD, folder=material)
    _run("plain_program.py", "assemble", PAPER_PERIOD, folder=material)
    papers = edition_paper(prepared[0], PAPER_PERIOD), material / f"{PAPER_PERIOD}.docx"
    ours, theirs = ([(item[1], len(item)) for item in read_by_mammoth(path) if item[0].endswith("row")] for path in papers)
    assert len(theirs) > 20
    assert theirs == ours
    (material / "shpdocs.toml").write_text("made-up = 1", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        _run("plain_program.py", "status", PERIOD, folder=material)
