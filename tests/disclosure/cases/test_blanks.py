"""A row that a lead left blank, to withhold it perhaps: what the total and the other rows say of it. All of it is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from tests.support.leads import At
from tests.support.made_breakdowns import NUMBER, TOTAL, broken_down, in_rows, label
from tests.support.made_secrets import YEAR, figure, partnership, quarter_done
from tests.support.reckoning import Reader, printed

Q1 = f"{YEAR}-Q1"
ROWS = {"first": (3, 9, 20), "second": (9, 2, 20), "last": (12, 30, 4), "large": (9, 20, 30)}
BLANK = {"first": 0, "second": 1, "last": 2, "large": 2}


@pytest.mark.parametrize("has_total", [True, False], ids=["with a total", "with the figure of the measure alone"])
def test_a_row_left_blank_is_not_told_by_the_total_and_the_other_rows(has_total: bool, tmp_path: Path) -> None:
    """Row 6: a lead left the 3 blank; 9, 20 and a total of 32 were printed beside it."""
    asked = "".join(broken_down(key, len(rows), has_total=has_total) for key, rows in ROWS.items())
    root = partnership(tmp_path / "made-up", asked.replace('kind = "count"', 'kind = "count"\nrequired = false'))
    typed: dict[At, float] = {figure(key, "Q1"): sum(rows) for key, rows in ROWS.items()}
    for key, rows in ROWS.items():
        cells = in_rows(key, rows, sum(rows) if has_total else None)
        typed |= {at: value for at, value in cells.items() if at.row != f"tables/{key}-rows/r{BLANK[key]}"}
    quarter_done(root, "Q1", typed)
    paper = assemble(root, Q1).path
    lacking: dict[str, dict[str, list[int]]] = {}
    for key, rows in ROWS.items():
        reader, names = Reader(most=130), [f"row {at}" for at in range(len(rows))]
        for at, name in enumerate(names):
            if at != BLANK[key]:
                reader.sees(name, printed(paper, label(key, at), NUMBER), rows[at])
        reader.sees("figure", printed(paper, f"Made-up objective of {key}", "Q1"), sum(rows))
        if has_total:
            reader.sees(TOTAL, printed(paper, label(key, TOTAL), NUMBER), sum(rows))
            reader.adds(TOTAL, *names)
        reader.adds("figure", *names)
        lacking |= {key: reader.lacks()} if reader.lacks() else {}
    assert lacking == {}
    assert [printed(paper, label("large", at), NUMBER) for at in (0, 1)] == ["9", "20"]
