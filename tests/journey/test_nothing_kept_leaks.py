"""What is kept of public papers holds nothing of what they keep back: read as plain JSON, held against what each record says was told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.decide import exempt
from shpdocs.commands.published import sent
from tests.support.way_back.made_year import PERIOD, WHO

Origin = dict[str, Any]
EXEMPT, NEVER = (771, 772, 773, 774), (881, 882, 883, 884)
RECORDS = {"printed.json": "edition.json", "draft-printed.json": "draft.json"}


@pytest.fixture(scope="module")
def year(made_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large made-up year, with a figure and a field more that are exempt in the last draft, which was sent."""
    root = Path(shutil.copytree(made_year, tmp_path_factory.mktemp("sent") / "partnership"))
    exempt(root, PERIOD, "people/victims", paragraphs=(1,), **WHO)
    exempt(root, PERIOD, "texts/money-1", paragraphs=(3,), **WHO)
    assemble(root, PERIOD)
    sent(root, PERIOD, draft=True, **WHO)
    return root


def _kept(root: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The name, what was kept as it was printed, and the record, of every edition and draft."""
    for path in sorted(root.glob("output/*/editions/**/*printed.json")):
        record = json.loads((path.parent / RECORDS[path.name]).read_text(encoding="utf-8"))
        kept = json.loads(path.read_text(encoding="utf-8"))
        yield path.relative_to(root / "output").as_posix(), kept, record.get("draft", record)


def _kept_back(record: dict[str, Any]) -> set[tuple[str, str]]:
    """The answers, by name and period, that the public paper did not tell."""
    return {(told["answer"], told["period"]) for told in record["printed"] if told["state"] != "printed"}


def _raw(origins: list[Origin]) -> list[Any]:
    return [cell["raw"] for origin in origins for cell in origin.get("cells", ()) if cell.get("raw") is not None]


@pytest.mark.slow
def test_everything_that_was_made_is_kept(year: Path) -> None:
    papers = [
        "2024-25-Q1/editions/paper/1",
        "2024-25-Q2/editions/paper/1",
        *(f"{PERIOD}/editions/paper/{name}" for name in ("1", "sent-draft-1")),
    ]
    names = [f"{paper}/printed.json" for paper in papers]
    assert sorted(name for name, _, _ in _kept(year)) == sorted([*names, f"{PERIOD}/editions/paper/draft-printed.json"])


@pytest.mark.slow
def test_no_public_tree_has_the_number_or_the_cells_raw_value_of_what_the_paper_keeps_back(year: Path) -> None:
    seen = set()
    for name, kept, record in _kept(year):
        kept_back = _kept_back(record)
        for origin in kept["public"]["origins"]:
            answer = (origin.get("answer", "").removesuffix("/figure"), origin.get("period", ""))
            if origin["kind"] == "returned" and answer in kept_back:
                seen.add(answer)
                values = [cell for cell in origin["cells"] if not cell["pointer"].endswith(("/commentary", "/revision"))]
                assert (origin.get("value"), _raw([{"cells": values}])) == (None, []), (name, origin)
    assert {("people/measures/victims", PERIOD), ("texts/tables/open/1/people", PERIOD)} <= seen


@pytest.mark.slow
def test_what_is_exempt_or_never_published_stands_nowhere_in_a_public_tree_and_what_is_never_published_in_none(year: Path) -> None:
    for name, kept, _ in _kept(year):
        public, part_ii = kept["public"]["origins"], kept["exempt"]["origins"]
        words = {str(number) for number in (*EXEMPT, *NEVER)}
        assert {origin.get("value") for origin in public} & words == set(), name
        assert {str(raw) for raw in _raw(public)} & words == set(), name
        assert {str(raw) for raw in _raw(part_ii)} & set(map(str, NEVER)) == set(), name
        assert {str(raw) for raw in _raw(part_ii)} & set(map(str, EXEMPT)), name  # Part II prints it


@pytest.mark.slow
def test_of_what_is_rounded_no_public_tree_has_what_was_returned(year: Path) -> None:
    rounded = {"12", "23", "48", "31"}
    for name, kept, _ in _kept(year):
        origins = kept["public"]["origins"]
        returned = [origin for origin in origins if origin.get("answer") == "people/measures/rounded/figure"]
        assert returned, name
        assert {str(raw) for raw in _raw(returned)} & rounded == set(), name
        assert all("value" not in origin for origin in returned), name
        told = [origin["value"] for origin in origins if origin["kind"] == "rounded" and origins[origin["inputs"][0]] in returned]
        assert told and all(int(value) % 5 == 0 for value in told), name


@pytest.mark.slow
def test_part_ii_has_the_raw_values_of_what_it_prints_alone(year: Path) -> None:
    for name, kept, record in _kept(year):
        withheld = {(told["answer"], told["period"]) for told in record["printed"] if told["state"] == "withheld"}
        for origin in kept["exempt"]["origins"]:
            answer = (origin.get("answer", "").removesuffix("/figure"), origin.get("period", ""))
            if origin["kind"] == "returned" and answer in _kept_back(record) - withheld:
                assert _raw([origin]) == [], (name, origin)
