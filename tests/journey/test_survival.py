"""Workbooks survive real programs: whichever saved one, or filled one in, the same answers and problems are collected."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shpdocs.commands.check import check
from shpdocs.commands.demo import PERIODS, entries
from shpdocs.definitions.shipped import published
from shpdocs.model.period import parse_period
from shpdocs.model.returns import Json, answer_at
from shpdocs.store.folder import open_folder
from tests.reliability.as_they_come import SILENT
from tests.support.accepted import collect
from tests.support.clients import CLIENTS, Client, Value, each_client
from tests.support.every_kind import LOST_BY_PROGRAMS, Asked, Read, ask, places_in, read_back
from tests.support.leads import rezipped, saved
from tests.survival_table import PAGE, issued_workbooks, marks_on, measure


@dataclass(frozen=True)
class Quirk:
    """Something odd that may stand in an answer cell. `as_text` keeps a leading '=' from making a formula."""

    kind: str
    value: Any
    number_format: str = ""
    as_text: bool = False


QUIRKS: Mapping[str, Quirk] = {
    "nothing": Quirk("text", None),
    "spaces only": Quirk("text", "   "),
    "spaces around": Quirk("text", "  two   spaces  "),
    "noughts in front": Quirk("text", "007"),
    "an apostrophe in front": Quirk("text", "'quoted"),
    "text like a formula": Quirk("text", "=not a formula", as_text=True),
    "text like a sum": Quirk("text", "-5 of them"),
    "text like an error": Quirk("text", "#REF! is what it said", as_text=True),
    "text like an escape": Quirk("text", "a_x005F_x0041_b"),
    "markup": Quirk("text", "<b>Tom & Jerry</b> \"quoted\" ]]>"),
    "a tab": Quirk("text", "one\ttwo"),
    "a space that does not break": Quirk("text", "£5\u00a0million"),
    "a character without width": Quirk("text", "made\u200bup"),
    "letters of many kinds": Quirk("text", "Ångström, Łódź, Ελλάδα, עברית, 漢字, 😀, e\u0301"),
    "a number in a text": Quirk("text", 2024),
    "a long number in a text": Quirk("text", 12345678901234),
    "a tick in a text": Quirk("text", True),
    "a date in a text": Quirk("text", date(2024, 9, 24), "dd/mm/yyyy"),
    "per cent in a text": Quirk("text", 0.45, "0%"),
    "a formula": Quirk("text", '="made"&" up"'),
    "lines": Quirk("narrative", "One.\n\n- two\n- three\n\n1. four\na) five\n"),
    "lines with spaces": Quirk("narrative", "  One.  \n   two\n\n\n"),
    "a long narrative": Quirk("narrative", "Made up, word by word. " * 800),
    "one long word": Quirk("narrative", "x" * 19_000),
    "a whole number": Quirk("count", 1664),
    "a number with commas": Quirk("count", " 1,664 "),
    "nought": Quirk("count", 0),
    "a fraction": Quirk("count", 45.5),
    "a formula of numbers": Quirk("count", "=600+48"),
    "an error": Quirk("count", "#DIV/0!"),
    "a formula with an error": Quirk("count", "=1/0"),
    "a tick in a count": Quirk("count", True),
    "a date in a count": Quirk("count", date(2024, 9, 24), "dd/mm/yyyy"),
    "a time in a count": Quirk("count", time(13, 30), "hh:mm"),
    "many digits": Quirk("number", 0.1 + 0.2),
    "a tiny number": Quirk("number", 1e-7),
    "a number below nought": Quirk("number", -3.5, '0.0;[Red]"minus "0.0'),
    "a large number": Quirk("number", 123456789012345),
    "a number in thousands": Quirk("number", 1234.5, "#,##0"),
    "plain per cent": Quirk("percentage", 45),
    "a per-cent cell": Quirk("percentage", 0.45, "0%"),
    "a per-cent cell with decimals": Quirk("percentage", 0.066, "0.0%"),
    "per cent in words": Quirk("percentage", "45 %"),
    "a part of one": Quirk("percentage", 0.45),
    "a rate": Quirk("rate", 21.5),
    "a rate in words": Quirk("rate", "21 per 10,000"),
    "pounds": Quirk("money", 280000, '"£"#,##0'),
    "pounds of accountants": Quirk("money", 1234.56, '_-"£"* #,##0.00_-;\\-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-'),
    "pounds in words": Quirk("money", "£280k"),
    "a date": Quirk("date", date(2024, 9, 24), "dd/mm/yyyy"),
    "a date in American": Quirk("date", date(2024, 9, 24), "mm-dd-yy"),
    "a date as ISO has it": Quirk("date", date(2024, 9, 24), "yyyy-mm-dd"),
    "a date in words": Quirk("date", "24 September 2024"),
    "a date that could be two": Quirk("date", "03/04/2024"),
    "a date and time": Quirk("date", datetime(2024, 9, 24, 10, 30), "dd/mm/yyyy hh:mm"),
    "a day as a number": Quirk("date", 45559, "General"),
    "months": Quirk("months", "Oct/Nov 2024"),
    "a date for months": Quirk("months", date(2024, 9, 1), "mmm yyyy"),
    "a choice": Quirk("choice", "On track"),
    "a choice in another case": Quirk("choice", "ON TRACK "),
    "no choice": Quirk("choice", "Mostly"),
    "yes": Quirk("yes-no", "Yes"),
    "a tick": Quirk("yes-no", True),
    "a tick taken away": Quirk("yes-no", False),
    "a formula for yes": Quirk("yes-no", "=TRUE()"),
    "a figure": Quirk("figure", 12),
    "a reason in place of a figure": Quirk("figure", "[c]"),
    "a hidden figure": Quirk("figure", "<5"),
    "a reason": Quirk("reason", "Not applicable"),
}  # fmt: skip

# What a program truly changes: by program and quirk, the answer and the problem that it becomes.
CHANGES: Mapping[str, Mapping[str, object]] = {
    "LibreOffice through .ods": {"a tab": ("onetwo", "")},  # the .ods keeps no tab within a cell
    "SheetJS": {"text like an escape": ("aAb", "")},  # it reads the escape of an escape and does not write one
}


LABEL = SILENT["a label in footers and properties"][1]


def _as_excel_saves_it(content: bytes) -> bytes:
    """A workbook that openpyxl saved, in three things as Excel saves it, since programs stumble over openpyxl's way.

    Letters stand as they are, not as numbers (SheetJS garbles those of emoji); a formula has a result (without one SheetJS
    drops it); and a sheet refers to its table by a relative path (exceljs opens no other).
    """

    def part_as_excel_has_it(name: str, part: bytes) -> bytes:
        if name.endswith((".xml", ".rels")):
            part = re.sub(rb"&#(\d{3,});", lambda found: chr(int(found[1])).encode(), part)
            part = (
                part.replace(b"</f><v />", b"</f><v>1</v>").replace(b"</f><v></v>", b"</f><v>1</v>").replace(b"</f><v/>", b"</f><v>1</v>")
            )
        return part.replace(b'Target="/xl/tables/', b'Target="../tables/')

    return rezipped(content, part_as_excel_has_it)


@pytest.fixture(scope="module")
def filled(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The ten workbooks of the demo, filled in with the published answers."""
    folder = tmp_path_factory.mktemp("filled")
    found = []
    for source in sorted(made_demo.glob("output/*/inbox/*.xlsx")):
        found.append(folder / source.name)
        found[-1].write_bytes(_as_excel_saves_it(source.read_bytes()))
    assert len(found) == 10
    return found


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return ask(tmp_path_factory.mktemp("quirks") / "partnership", [quirk.kind for quirk in QUIRKS.values()])


@pytest.fixture(scope="module")
def quirky(asked: Asked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with every quirk in a cell of its own."""
    workbook = openpyxl.load_workbook(asked.workbook)
    for place, quirk in zip(asked.places, QUIRKS.values(), strict=True):
        cell = workbook[place.sheet][place.cell]
        cell.value = quirk.value
        cell.number_format = quirk.number_format or cell.number_format
        if quirk.as_text:
            cell.data_type = "s"
    path = tmp_path_factory.mktemp("quirky") / "quirky.xlsx"
    path.write_bytes(_as_excel_saves_it(saved(workbook)))
    return path


def _told(read: Read, asked: Asked) -> dict[str, object]:
    """By quirk, the answer it became and the code of the problem with it; under '', every problem elsewhere."""
    places = [(place.sheet, place.cell) for place in asked.places]
    at = {(problem.place.sheet, problem.place.cell): problem.code for problem in read.problems}
    told: dict[str, object] = {
        name: (_answer(read, pointer), at.get(place, "")) for name, pointer, place in zip(QUIRKS, asked.pointers, places, strict=True)
    }
    elsewhere = [problem for problem in read.problems if (problem.place.sheet, problem.place.cell) not in places]
    return told | {"": elsewhere}


def _answer(read: Read, pointer: str) -> Json:
    """The answer there; for a figure the reason if there is none."""
    figure = pointer.removesuffix("/value")
    value = answer_at(dict(read.answers), pointer)
    return answer_at(dict(read.answers), f"{figure}/reason") if value is None and figure != pointer else value


@pytest.mark.parametrize("client", each_client())
def test_whichever_program_saved_it_a_filled_workbook_gives_the_same_answers_and_problems(
    client: Client, made_demo: Path, filled: list[Path], tmp_path: Path
) -> None:
    for before, after in zip(filled, client.save(filled, tmp_path), strict=True):
        assert before.read_bytes() != after.read_bytes()
        assert read_back(made_demo, after) == read_back(made_demo, before)


@pytest.mark.parametrize("client", each_client())
def test_a_label_on_what_a_program_saved_is_one_notice_at_most(client: Client, made_demo: Path, filled: list[Path], tmp_path: Path) -> None:
    """The council's label is stamped before a program saves the workbook, and again on what it saved."""
    for number, source in enumerate(filled[::9]):
        labelled = tmp_path / f"{number}" / source.name
        labelled.parent.mkdir()
        labelled.write_bytes(LABEL(source.read_bytes()))
        (after,) = client.save([labelled], labelled.parent)
        true = read_back(made_demo, source)
        for content in (after.read_bytes(), LABEL(after.read_bytes())):
            after.write_bytes(content)
            read = read_back(made_demo, after)
            more = Counter((one.code, one.severity) for one in read.problems) - Counter((one.code, one.severity) for one in true.problems)
            assert read.answers == true.answers
            assert sum(more.values()) <= 1
            assert {severity for _, severity in more} <= {"notice"}


@pytest.mark.parametrize("client", each_client())
def test_what_a_program_does_to_odd_entries_is_what_is_written_here(client: Client, asked: Asked, quirky: Path, tmp_path: Path) -> None:
    (after,) = client.save([quirky], tmp_path)
    before = _told(read_back(asked.root, quirky), asked)
    changes = CHANGES.get(client.name, {})
    assert not [name for name, change in changes.items() if before[name] == change]
    assert _told(read_back(asked.root, after), asked) == before | dict(changes)


@pytest.mark.parametrize("client", each_client(can_fill=True))
def test_a_workbook_filled_in_by_a_program_itself_is_collected_as_published(client: Client, demo_folder: Path, tmp_path: Path) -> None:
    issued = sorted(demo_folder.glob("output/*/issued/*.xlsx"))
    returned = client.fill([(path, _published(demo_folder, path)) for path in issued], tmp_path)
    for source, path in zip(issued, returned, strict=True):
        path.rename(path.with_name(source.name))
    for period in PERIODS:
        of_openpyxl = {one.file: one.problems for one in check(demo_folder, (demo_folder / "output" / period / "inbox",))}
        before = _answers_in_force(demo_folder, period)
        shutil.rmtree(demo_folder / "output" / period / "returns")
        collected = collect(demo_folder, period, sorted(tmp_path.glob(f"saved/{period} *.xlsx")))
        assert {one.outcome for one in collected.files} == {"in-force"}
        told = {one.file: tuple(found for found in one.problems if found.code not in LOST_BY_PROGRAMS) for one in collected.files}
        assert told == of_openpyxl
        assert (len(before), _answers_in_force(demo_folder, period)) == (5, before)


def _published(root: Path, issued: Path) -> dict[tuple[str, str], Value]:
    """What the lead of the published paper types, by sheet and cell of the issued workbook."""
    period, sub_group = issued.stem.split(" ")
    places = places_in(root, period, sub_group, issued)
    return {(places[pointer].sheet, places[pointer].cell): value for pointer, value in entries(published(period, sub_group))}


def _answers_in_force(root: Path, period: str) -> dict[str, Json]:
    folder = open_folder(root)
    found = {name: folder.period(parse_period(period)).read_return(name) for name in folder.sub_groups(period[:7])}
    return {name: one.answers for name, one in found.items() if one is not None}


@pytest.mark.parametrize("client", each_client())
def test_the_page_says_what_a_program_keeps_of_a_workbook(client: Client, tmp_path: Path) -> None:
    issued = issued_workbooks(tmp_path / "partnership")
    marks = {feature: of_one[client.name] for feature, of_one in measure(issued, {client.name: client.save(issued, tmp_path)}).items()}
    on_page = {feature: of_one[client.name] for feature, of_one in marks_on(PAGE.read_text(encoding="utf-8")).items()}
    assert marks == on_page, f"with version {client.version()}; if that is right: python -m tests.survival_table"


def test_the_page_has_a_column_for_every_program() -> None:
    for of_feature in marks_on(PAGE.read_text(encoding="utf-8")).values():
        assert list(of_feature) == [client.name for client in CLIENTS]
