"""docs/reliability.md shows the figures of a full run in which all was as it must be, of the kinds that are run today."""

from __future__ import annotations

import re

from tests.reliability.__main__ import BEGIN, END, FULL, PAGE, PARTS
from tests.reliability.as_they_come import SILENT, TOLD
from tests.reliability.planted import KINDS
from tests.reliability.variants import NO_HARM, ODD_CELLS, REFUSED, SAME

FIGURES = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
ROWS = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", FIGURES, re.MULTILINE))


def test_the_page_has_the_figures_of_every_part() -> None:
    assert re.findall(r"^### (.+)$", FIGURES, re.MULTILINE) == list(PARTS)


def test_every_kind_of_fault_stands_there_found_as_often_as_planted() -> None:
    found = {name.rpartition(" (")[0]: figure.split(" of ") for name, figure in ROWS.items() if " of " in figure}
    assert list(found) == list(KINDS)
    assert all(told == planted for told, planted in found.values())


def test_what_must_be_perfect_is() -> None:
    shares = {name: figure for name, figure in ROWS.items() if figure.endswith("%")}
    assert len(shares) == 3
    assert set(shares.values()) == {"100.00%"}
    wrong = {name: figure for name, figure in ROWS.items() if " of " not in figure and re.search("wrong|other|false|lying", name)}
    assert len(wrong) == 5
    assert set(wrong.values()) == {"0"}
    runs = [figure for figure in ROWS.values() if "harm" in figure]
    assert runs
    assert all(figure.endswith(" 0 with harm") for figure in runs)


def test_as_much_was_run_as_a_full_run_does() -> None:
    assert ROWS["workbooks with random changes"] == f"{FULL.mutations:,}"
    assert ROWS["collect killed at a random moment"].startswith(f"{FULL.kills} runs")
    variants = sum(int(figure) for name, figure in ROWS.items() if name.startswith("odd variants"))
    assert variants == 2 * len([*SAME, *SILENT, *TOLD, *ODD_CELLS, *REFUSED, *NO_HARM])
