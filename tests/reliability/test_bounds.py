"""Files that would take all time or memory: judged or refused within bounds, in a process of its own that has no more."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.packages import packed, parts_of
from tests.support.made_word import Source, paragraph

SOURCE = "2024-25-Q2 partnership.xlsx"
SECONDS, MEGABYTES = 10, 1_000
_PROGRAM = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
resource.setrlimit(resource.RLIMIT_AS, ({bytes}, {bytes}))
from shpdocs.commands.check import check
for file in check(Path(sys.argv[1]), (Path(sys.argv[2]),)):
    print(*sorted({{problem.code for problem in file.problems}}))
"""
Parts = dict[str, bytes]


def _sheet_of(parts: Parts, title: str) -> str:
    titles = re.findall(rb'<sheet [^>]*name="([^"]+)"', parts["xl/workbook.xml"])
    return f"xl/worksheets/sheet{titles.index(title.encode()) + 1}.xml"


def _texts(parts: Parts, *texts: str) -> None:
    """Shared texts for a workbook that has none."""
    relation = b'<Relationship Id="made-up-texts" Type="made-up/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/sharedStrings.xml"] = f"<sst>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>".encode()
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation)


def _rows(parts: Parts, title: str, count: int, columns: str) -> None:
    """More rows far below, each cell with the first shared text."""
    cells = [f'<c r="{column}{{0}}" t="s"><v>0</v></c>' for column in columns]
    rows = "".join(f'<row r="{row}">{"".join(cells).format(row)}</row>' for row in range(1_000, 1_000 + count))
    part = _sheet_of(parts, title)
    parts[part] = parts[part].replace(b"</sheetData>", rows.encode() + b"</sheetData>")


def _bars(parts: Parts) -> None:
    _texts(parts, "a | " * 18_000)
    _rows(parts, "Measures", 4_000, "C")


def _headings(parts: Parts) -> None:
    _texts(parts, "State")
    book, related = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    sheet = b'<sheet xmlns:r="made-up:r" name="Made up" sheetId="999" r:id="made-up-sheet"/></sheets>'
    relation = b'<Relationship Id="made-up-sheet" Type="made-up/worksheet" Target="worksheets/sheet999.xml"/></Relationships>'
    parts[book] = parts[book].replace(b"</sheets>", sheet)
    parts[related] = parts[related].replace(b"</Relationships>", relation)
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 15_000))
    parts["xl/worksheets/sheet999.xml"] = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()


def _words_to_tidy(parts: Parts) -> None:
    _texts(parts, "b \u00a0" * 33_000)
    _rows(parts, "Measures", 4_000, "C")


def _words_again_and_again(parts: Parts) -> None:
    _texts(parts, "word " * 3_900)
    _rows(parts, "Risk register", 6_000, "BE")


def _rows_without_end(parts: Parts) -> None:
    _texts(parts, "x")
    _rows(parts, "Risk register", 2_000, "BE")


def _format(parts: Parts) -> None:
    styles = parts["xl/styles.xml"]
    parts["xl/styles.xml"] = re.sub(
        rb'formatCode="[^"]*"', lambda _: b'formatCode="0&quot;' + b"a" * 5_000_000 + b'&quot;"', styles, count=1
    )


FILES: dict[str, tuple[Callable[[Parts], None], str]] = {
    "texts full of bars, as stamps have them": (_bars, "oversized-file"),
    "one heading in thousands of rows": (_headings, "more-not-read"),
    "long texts to tidy": (_words_to_tidy, "oversized-file"),
    "one text in thousands of cells": (_words_again_and_again, "oversized-file"),
    "thousands of rows in an open table": (_rows_without_end, "missing"),
    "a number format of five million letters": (_format, "damaged-file"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits")
@pytest.mark.parametrize("name", FILES)
def test_a_file_takes_neither_all_time_nor_all_memory(name: str, made_demo: Path, tmp_path: Path) -> None:
    change, code = FILES[name]
    parts = parts_of((made_demo / "output" / SOURCE[:10] / "inbox" / SOURCE).read_bytes())
    change(parts)
    path = tmp_path / "made up.xlsx"
    path.write_bytes(packed(parts))
    program = _PROGRAM.format(seconds=SECONDS, bytes=MEGABYTES * 1_000_000)

    done = subprocess.run([sys.executable, "-c", program, str(made_demo), str(path)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-500:]
    assert code in done.stdout.split()


_PAPER_PROGRAM = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({bytes}, {bytes}))
from shpdocs.commands.assemble import assemble
from shpdocs.model.errors import ShpdocsError
root, appendix = sys.argv[1:]
try:
    made = assemble(root, "2017-18-Q3", separate=True, appendices={{"Made up": appendix}} if appendix else {{}})
    print([(carried.what, carried.count) for carried in made.merged[0].carried if carried.what == "tables"])
except ShpdocsError as error:
    print(error.what, error.remedy)
"""
_CELL = "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>"
_STYLE = '<w:style w:type="paragraph" w:styleId="S{0}"><w:name w:val="S{0}"/></w:style>'


def _tables(depth: int) -> str:
    inner = "<w:p/>"
    for _ in range(depth):
        inner = _CELL.format(inner)
    return inner


PAPER_FILES: dict[str, tuple[Callable[[], Source], str]] = {
    "400,000 paragraphs": (lambda: Source(body=[paragraph("x") * 400_000]), "most-paragraphs"),
    "tables 80 deep": (lambda: Source(body=[_tables(80)]), "deepest-nesting"),
    "60,000 styles": (lambda: Source(body=[paragraph("x")], styles="".join(map(_STYLE.format, range(60_000)))), "most-styles"),
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits")
@pytest.mark.parametrize("is_house_style", [False, True])
@pytest.mark.parametrize("name", PAPER_FILES)
def test_a_word_file_without_end_is_refused_by_its_limit_in_some_hundred_megabytes(
    name: str, is_house_style: bool, demo_folder: Path
) -> None:
    make, setting = PAPER_FILES[name]
    file = demo_folder / ("workbook_templates/house-style.docx" if is_house_style else "made up.docx")
    file.write_bytes(make().write())
    program = _PAPER_PROGRAM.format(bytes=MEGABYTES * 500_000)
    done = subprocess.run(
        [sys.executable, "-c", program, str(demo_folder), "" if is_house_style else str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert f"raise {setting} under [limits.word] in shpdocs.toml" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits")
def test_tables_as_deep_as_the_settings_allow_come_in_within_the_same_memory(demo_folder: Path) -> None:
    settings = demo_folder / "shpdocs.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[limits.word]\ndeepest-nesting = 250\n", encoding="utf-8")
    file = demo_folder / "made up.docx"
    file.write_bytes(Source(body=[_tables(80)]).write())
    program = _PAPER_PROGRAM.format(bytes=MEGABYTES * 500_000)
    done = subprocess.run([sys.executable, "-c", program, str(demo_folder), str(file)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[('tables', 80)]", done.stderr[-500:]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits")
def test_a_process_that_takes_more_is_ended() -> None:
    """The limits above are limits."""
    program = _PROGRAM.format(seconds=1, bytes=MEGABYTES * 1_000_000).partition("from shpdocs")[0]
    assert subprocess.run([sys.executable, "-c", f"{program}\nwhile True: pass"], capture_output=True, check=False).returncode != 0
