"""How papers grow: many rows, six charts, an appendix of many paragraphs. `python -m tests.benchmarks.papers [ROWS...]`

Both programs are whole processes that read the same rows from a file and write the same table: ours through `paper.word`,
docxtpl from a template with a row in a loop. They take turns; each figure is the median of the rounds. What a row costs is
counted above a paper with no rows. Six charts are set against the same paper without them.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import docx

from shpdocs.model.appendix import Appendix
from shpdocs.model.document import Contents, Document, Heading
from shpdocs.paper.appendix import merge
from shpdocs.paper.word import write_paper
from tests.benchmarks.__main__ import HERE, timed
from tests.support.made_word import Source, paragraph

ROUNDS, CHART_ROUNDS = 5, 15
NUMBERS = (1000, 5000, 20_000)
CHARTS = 6
AIM = 0.25  # of docxtpl's time, at the most rows
AIM_ROW = 1.1  # the cost of a row among the most, by that among the second most: among few it is lost in the noise
AIM_CHARTS = 50  # ms that six charts add
MERGED, AIM_MERGED = (2_000, 20_000), 1.2  # paragraphs of another body's report; how many times as much each may cost among many
_HEADER = ("Number", "Day", "Ward", "What", "Count")


def write_material(folder: Path, numbers: tuple[int, ...]) -> None:
    """Write the made-up rows for each number, and docxtpl's template."""
    for number in (0, *numbers):
        rows = [
            [str(at), f"{at % 28 + 1} June 2024", f"Made-up ward {at % 22}", f"Theft & damage <{at % 7}", str(at % 9)]
            for at in range(number)
        ]
        (folder / f"rows-{number}.json").write_text(json.dumps(rows), encoding="utf-8")
    template = docx.Document()
    template.add_heading("A made-up paper", 1)
    template.add_heading("Appendix", 2)
    table = template.add_table(4, len(_HEADER))
    table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    for column, heading in enumerate(_HEADER):
        table.cell(0, column).text, table.cell(2, column).text = heading, f"{{{{ row[{column}] }}}}"
    template.save(str(folder / "appendix.docx"))


def seconds_of(script: str, argument: str, folder: Path) -> float:
    """The wall time of one run of a script, in the folder of the material."""
    return timed([sys.executable, str(HERE / script), argument], folder, folder / "compiled")


def race_appendices(folder: Path, numbers: tuple[int, ...]) -> dict[int, tuple[list[float], list[float]]]:
    """The seconds of our runs and of docxtpl's for each number of rows, 0 among them, in turn."""
    write_material(folder, numbers)
    found: dict[int, tuple[list[float], list[float]]] = {number: ([], []) for number in (0, *numbers)}
    for turn in range(ROUNDS + 1):
        for number, (ours, theirs) in found.items():
            if turn or not number:  # the first turn compiles
                ours.append(seconds_of("our_appendix.py", f"rows-{number}.json", folder))
                theirs.append(seconds_of("plain_docxtpl_appendix.py", f"rows-{number}.json", folder))
    for of_none in found[0]:
        del of_none[0]
    return found


def race_charts(folder: Path) -> tuple[list[float], list[float]]:
    """The seconds of our runs with six charts and without, in turn."""
    pairs = [[seconds_of("our_charts.py", str(number), folder) for number in (CHARTS, 0)] for _ in range(CHART_ROUNDS + 1)]
    return [pair[0] for pair in pairs[1:]], [pair[1] for pair in pairs[1:]]


def print_appendices(found: dict[int, tuple[list[float], list[float]]]) -> None:
    """Print a line for each number of rows."""
    print(f"{'rows':>7}{'our ms':>9}{'docxtpl ms':>12}{'ratio':>7}{'aim':>6}{'our µs a row':>14}{'by the line above':>19}{'aim':>6}")
    before = 0.0
    for number, (ours, theirs) in found.items():
        ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
        row = statistics.median(one - none for one, none in zip(ours, found[0][0], strict=True)) / number * 1e6 if number else 0.0
        is_most = number == max(found)
        told = f"{number:>7}{statistics.median(ours) * 1000:>9.0f}{statistics.median(theirs) * 1000:>12.0f}{ratio:>7.2f}"
        told += f"{AIM if is_most else '':>6}{row if number else '':>14{'.1f' if number else ''}}"
        print(told + (f"{row / before:>19.2f}{AIM_ROW if is_most else '':>6}" if before else ""), flush=True)
        before = row


def print_charts(with_charts: list[float], without: list[float]) -> None:
    """Print what six charts add."""
    added = statistics.median(one - other for one, other in zip(with_charts, without, strict=True)) * 1000
    print(f"{CHARTS} charts add {added:.1f} ms (aim: {AIM_CHARTS}) to {statistics.median(without) * 1000:.0f} ms")


def print_merging() -> None:
    """Print what merging another body's report takes, of few paragraphs and of many, its proof included."""
    paper = write_paper(Document("A made-up paper", "Made up", (Heading("A made-up paper", 1), Contents())), date(2024, 9, 30))
    each = {}
    for length in MERGED:
        styles = ("", "BodyText", "ListBullet", "BodyText", "Heading2")
        report = Source(body=[paragraph(f"Made-up paragraph {number}", styles[number % 5]) for number in range(length)]).write()
        started = time.process_time()
        merge(paper, (Appendix("Made up", "Appendix 1 – Made up", report, "made-up.docx"),))
        each[length] = (time.process_time() - started) / length * 1e6
        print(f"merging {length:,} paragraphs: {each[length] * length / 1e6:.1f} s of the processor, {each[length]:.0f} µs each")
    print(f"a paragraph among the most costs {each[max(MERGED)] / each[min(MERGED)]:.2f} of one among few (aim: {AIM_MERGED})")


def main(numbers: tuple[int, ...]) -> None:
    """Print how tables of these numbers of rows grow, beside docxtpl's, and what charts add."""
    with tempfile.TemporaryDirectory(prefix="shpdocs-papers-") as folder:
        print_appendices(race_appendices(Path(folder), numbers))
        print_charts(*race_charts(Path(folder)))
    print_merging()


if __name__ == "__main__":
    main(tuple(int(word) for word in sys.argv[1:]) or NUMBERS)
