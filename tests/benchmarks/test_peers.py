"""The peers of the benchmarks: they do what they are said to do, or a race would say nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.material import write_calls
from tests.benchmarks.recorder import told


def test_the_peer_of_issue_writes_the_very_cells_that_our_writer_writes(tmp_path: Path) -> None:
    ours = write_calls(tmp_path)
    script = Path(__file__).with_name("plain_xlsxwriter.py")
    subprocess.run([sys.executable, str(script)], cwd=tmp_path, check=True)
    theirs = sorted(path.name for path in (tmp_path / "written").iterdir())
    assert theirs == sorted(path.name for path in ours)
    assert len(theirs) == 5
    for path in ours:
        assert told(path.read_bytes()) == told((tmp_path / "written" / path.name).read_bytes())
