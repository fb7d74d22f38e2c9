"""The demo publishes what was published, by decisions on record, and shows another body's report that says it is an example."""

from __future__ import annotations

import json
from pathlib import Path

import docx

from shpdocs.commands.demo import EXAMPLE, PERIODS
from shpdocs.model.period import parse_period
from shpdocs.store.editions import Editions
from shpdocs.store.folder import open_folder
from tests.commands.test_papers import heads
from tests.support.editions import edition_paper
from tests.support.word_files import texts


def _decisions(folder: Path, period: str) -> list[tuple[str, str, str]]:
    events = [json.loads(line) for line in (folder / "output" / period / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(answer, event["by"], event["because"]) for event in events if event["event"] == "published" for answer in event["answers"]]


def test_the_small_numbers_of_2018_are_published_by_decisions_with_who_and_why(made_demo: Path) -> None:
    assert sorted(_decisions(made_demo, PERIODS[0])) == [
        (answer, "shpdocs demo", "The committee has published these figures as they stand.")
        for answer in (
            "domestic-abuse/repeat-victims",
            "drugs-and-alcohol/dip-not-rearrested",
            "partnership/cr-marac",
            "serious-violence/youth-disposals",
        )
    ]
    assert _decisions(made_demo, PERIODS[1]) == []


def test_the_third_paper_holds_the_appendix_and_says_that_it_is_an_example(made_demo: Path) -> None:
    folder = made_demo / "output" / EXAMPLE[0]
    paper = edition_paper(made_demo, EXAMPLE[0], EXAMPLE[1])
    at = texts(paper).index("Appendix 2 – Example of another body's report")
    assert any("No figure in it is real, and it names no person." in text for text in texts(paper)[at:])
    assert heads(paper)[-1].startswith("EXAMPLE, made up for")
    assert docx.Document(str(paper)).sections[-1].orientation == 1
    (report,) = json.loads((folder / "editions" / "paper-select-committee" / "1" / "merge-report.json").read_text(encoding="utf-8"))[
        "appendices"
    ]
    assert (report["lost"], report["refused"]) == ([], [])


def test_the_paper_of_2024_says_of_the_report_that_it_names_and_does_not_hold_that_it_is_published_apart(made_demo: Path) -> None:
    period = parse_period(PERIODS[1])
    record = Editions(open_folder(made_demo).period(period)).read("", 1)
    assert [(appendix.heading, appendix.is_apart) for appendix in record.appendices] == [("Appendix 2 – MPS Report", True)]
    assert "Appendix 2 – MPS Report" in texts(edition_paper(made_demo, PERIODS[1]))  # as the published paper has it


def test_no_paper_of_the_demo_is_a_draft(made_demo: Path) -> None:
    papers = sorted(made_demo.glob("output/*/published/**/*.docx"))
    assert len(papers) == 3
    assert not list(made_demo.glob("output/*/papers/**/*.docx"))
    assert not any("DRAFT" in text for paper in papers for text in [paper.name, *texts(paper), *heads(paper)])
