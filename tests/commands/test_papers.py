"""The papers of a quarter: final or draft, waived returns, exempt and separate papers, appendices, what is told of each."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from shpdocs.accessibility import paper_facts
from shpdocs.commands.assemble import assemble
from shpdocs.commands.assembling.files import safe_name
from shpdocs.commands.assembling.final import NotFinalError
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import exempt, publish, waive
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.model.appendix import AppendixRefusedError
from shpdocs.model.errors import UsageError
from shpdocs.ooxml.bounds import word_bounds
from shpdocs.paper.word.house_style import write_starter
from tests.support.definition_files import list_made
from tests.support.leads import At, tree, type_into
from tests.support.ledgers import change_return, drop_return, no_longer_fitting
from tests.support.word_files import edit_parts, texts

PERIOD = "2017-18-Q3"
NAME = f"{PERIOD} Safer Hillingdon Partnership"
ROBBERY = At("Measures", "measures/robbery", "Q1")
BY, BECAUSE = "A made-up officer", "Made up for a test, and long enough to be a reason."


def heads(path: Path) -> list[str]:
    """What stands at the head of the pages of each section."""
    return ["\n".join(one.text for one in section.header.paragraphs) for section in docx.Document(str(path)).sections]


def test_a_paper_that_is_not_final_says_draft_on_every_page_and_in_its_name(demo_folder: Path) -> None:
    made = assemble(demo_folder, PERIOD)
    assert made.path.name == f"{NAME} DRAFT.docx"
    assert all("DRAFT" in head for head in heads(made.path))
    final = assemble(demo_folder, PERIOD, final=True)
    assert final.path.name == f"{NAME}.docx"
    assert not any("DRAFT" in text for text in [*texts(final.path), *heads(final.path)])


def test_a_paper_cannot_be_final_while_a_return_is_missing_and_nothing_is_written(demo_folder: Path) -> None:
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    before = tree(demo_folder)
    with pytest.raises(NotFinalError) as caught:
        assemble(demo_folder, PERIOD, final=True)
    assert len(caught.value.reasons) == 1
    assert "Prevent" in caught.value.reasons[0][0]
    assert tree(demo_folder) == before


def test_a_waived_return_lets_the_paper_be_final_and_the_paper_says_why(demo_folder: Path) -> None:
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    waive(demo_folder, PERIOD, "prevent", by=BY, because=BECAUSE)
    made = assemble(demo_folder, PERIOD, final=True, by=BY, because=BECAUSE)
    assert (made.path.name, made.missing) == (f"{NAME}.docx", ())
    assert any(BECAUSE.rstrip(".") in text for text in texts(made.path))
    assert not any(BY in text for text in texts(made.path))
    waive(demo_folder, PERIOD, "prevent", by=BY, because=BECAUSE, withdraw=True)
    with pytest.raises(NotFinalError):
        assemble(demo_folder, PERIOD, final=True)


def test_small_numbers_are_suppressed_until_somebody_publishes_them(demo_folder: Path) -> None:
    publish(demo_folder, PERIOD, "serious-violence/youth-disposals", by=BY, because=BECAUSE, withdraw=True)
    made = assemble(demo_folder, PERIOD)
    assert [(one.answer, one.why) for one in made.suppressed] == [("serious-violence/youth-disposals", "small")]
    assert not any("4 PWIT" in text for text in texts(made.path))
    assert any("5 PWIT and 21 VAP" in text for text in texts(made.path))
    publish(demo_folder, PERIOD, "serious-violence/youth-disposals", by=BY, because=BECAUSE)
    made = assemble(demo_folder, PERIOD)
    assert made.suppressed == ()
    assert any("4 PWIT and 10 VAP" in text for text in texts(made.path))


def test_a_text_with_small_numbers_keeps_the_paper_from_being_final_until_it_is_decided_about(demo_folder: Path) -> None:
    publish(demo_folder, PERIOD, "domestic-abuse/repeat-victims", by=BY, because=BECAUSE, withdraw=True)
    assert [one.answer for one in assemble(demo_folder, PERIOD).flagged] == ["domestic-abuse/repeat-victims"]
    with pytest.raises(NotFinalError) as caught:
        assemble(demo_folder, PERIOD, final=True)
    assert "domestic-abuse/repeat-victims" in caught.value.reasons[0][1]


def test_what_is_exempt_stands_in_a_paper_of_its_own_and_nowhere_else(demo_folder: Path) -> None:
    secret = "Two police operations"
    public_before = texts(assemble(demo_folder, PERIOD, final=True).path)
    assert any(secret in text for text in public_before)
    exempt(demo_folder, PERIOD, "serious-violence/violence-with-injury", paragraphs=(7,), by=BY, because=BECAUSE)
    draft = assemble(demo_folder, PERIOD)
    assert draft.exempt is not None and draft.exempt.parent.name == "not for publication"
    made = assemble(demo_folder, PERIOD, final=True, by=BY, because=BECAUSE)
    assert made.exempt is not None and made.exempt.parent == demo_folder / "output" / PERIOD / "editions" / "paper" / "2"
    assert any(secret in text for text in texts(made.exempt))
    assert any("NOT FOR PUBLICATION" in head for head in heads(made.exempt))
    assert any("paragraph 7" in text for text in texts(made.path))
    with zipfile.ZipFile(made.path) as package:
        assert not any(secret.encode() in package.read(name) for name in package.namelist())
    assert [one.answer for one in made.withheld] == ["serious-violence/violence-with-injury"]


def test_report_and_appendices_can_be_single_files(demo_folder: Path) -> None:
    source = demo_file(EXAMPLE_APPENDIX)
    made = assemble(demo_folder, PERIOD, appendices={"Example": source}, separate=True)
    assert [(path.parent.name, path.name) for path in made.files] == [
        (f"{NAME} DRAFT", "Report.docx"),
        (f"{NAME} DRAFT", "APPENDIX 1 - Safer Hillingdon Partnership Plan 2017 18.docx"),
        (f"{NAME} DRAFT", "APPENDIX 2 - Example.docx"),
    ]
    assert texts(made.files[2]) == texts(source)
    whole = texts(made.path)
    apart = [text for path in made.files[:2] for text in texts(path)]
    assert [text for text in apart if text and text not in whole] == []
    assert "PRIORITY THEME 1 – REDUCE BURGLARY" in texts(made.files[1])
    assert "PRIORITY THEME 1 – REDUCE BURGLARY" not in texts(made.files[0])


def test_an_appendix_is_merged_and_the_report_of_it_is_kept(demo_folder: Path) -> None:
    made = assemble(demo_folder, PERIOD, appendices={"Example": demo_file(EXAMPLE_APPENDIX)})
    assert [report.lost for report in made.merged] == [()]
    report = json.loads((demo_folder / "output" / PERIOD / "merge-report.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in report["appendices"]] == ["Example"]
    assert "APPENDIX 2 - Example" in texts(made.path)
    assert assemble(demo_folder, PERIOD, appendices={"Example": demo_file(EXAMPLE_APPENDIX)}).outcome == "unchanged"


def test_page_numbers_say_of_how_many_only_where_no_appendix_is_numbered_anew(demo_folder: Path) -> None:
    def footers(path: Path) -> str:
        with zipfile.ZipFile(path) as package:
            return "".join(package.read(name).decode() for name in package.namelist() if name.startswith("word/footer"))

    alone = footers(assemble(demo_folder, PERIOD).path)
    merged = footers(assemble(demo_folder, PERIOD, appendices={"Example": demo_file(EXAMPLE_APPENDIX)}).path)
    assert ("NUMPAGES" in alone, "NUMPAGES" in merged) == (True, False)
    assert " PAGE " in merged


def test_a_refused_appendix_stops_the_paper_before_anything_is_written(demo_folder: Path) -> None:
    marked = docx.Document()
    marked.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    marked.add_paragraph("Made up.")
    marked.save(str(demo_folder / "marked.docx"))
    root = list_made(demo_folder)
    before = tree(demo_folder)
    with pytest.raises(AppendixRefusedError) as caught:
        assemble(root, PERIOD, final=True, by=BY, because=BECAUSE, appendices={"Made-up report": demo_folder / "marked.docx"})
    assert [file for file, _ in caught.value.refused] == ["marked.docx"]
    assert tree(demo_folder) == before


@pytest.mark.parametrize(("title", "file"), [("Example", "there-is-none.docx"), (" ", EXAMPLE_APPENDIX)])
def test_an_appendix_that_is_not_there_or_has_no_title_is_an_error_with_a_remedy(title: str, file: str, demo_folder: Path) -> None:
    with pytest.raises(UsageError):
        assemble(demo_folder, PERIOD, appendices={title: demo_file(file)})


def test_what_assemble_makes_keeps_every_rule_of_accessibility(demo_folder: Path) -> None:
    for period, profile in ((PERIOD, ""), (PERIOD, "select-committee"), ("2024-25-Q2", "")):
        made = assemble(demo_folder, period, profile=profile)
        assert [finding for one in made.audits for result in one.results for finding in result.findings if not finding.is_choice] == []


def test_a_council_house_style_is_used(demo_folder: Path) -> None:
    path = demo_folder / "workbook_templates" / "house-style.docx"
    path.write_bytes(write_starter())
    made = assemble(demo_folder, PERIOD)
    assert made.house_style is not None
    assert (made.house_style.missing, made.house_style.inaccessible) == ((), ())


def test_an_appendix_that_cannot_be_audited_comes_in_and_is_told(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(parts: dict[str, bytes]) -> None:
        words = b"<w:p><w:r><w:t>" + b"made up " * 260_000 + b"</w:t></w:r></w:p>"
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + words)

    monkeypatch.setattr(
        paper_facts, "word_bounds", lambda limits: replace(word_bounds(limits), xml=2_000_000)
    )  # of what is audited, not of what comes in
    path = demo_folder / "odd.docx"
    path.write_bytes(edit_parts(demo_file(EXAMPLE_APPENDIX).read_bytes(), fill))
    found = assemble(demo_folder, PERIOD, appendices={"Example": path})
    assert "APPENDIX 2 - Example" in texts(found.path)
    assert [(one.file, bool(one.unread)) for one in found.audits] == [(f"{NAME} DRAFT", False), ("odd.docx", True)]


def test_a_return_that_no_longer_fits_and_is_waived_does_not_keep_the_paper_from_being_final(demo_folder: Path) -> None:
    change_return(demo_folder / "output" / PERIOD, "prevent", no_longer_fitting)
    with pytest.raises(NotFinalError) as caught:
        assemble(demo_folder, PERIOD, final=True)
    assert len(caught.value.reasons) == 1
    waive(demo_folder, PERIOD, "prevent", by=BY, because=BECAUSE)
    assert assemble(demo_folder, PERIOD, final=True, by=BY, because=BECAUSE).unusable == (f"Prevent Partnership ({PERIOD})",)


def test_a_name_too_long_for_a_file_still_ends_in_what_tells_it_from_others() -> None:
    assert safe_name("2031-32-Q1", "A made-up partnership " * 20, "DRAFT").startswith("2031-32-Q1 A made-up partnership")
    assert safe_name("2031-32-Q1", "A made-up partnership " * 20, "DRAFT").endswith(" DRAFT")
    assert len(safe_name("2031-32-Q1", "A made-up partnership " * 20, "DRAFT")) <= 120
    assert safe_name("2031-32-Q1", "Made/up: St. Mary's.", "") == "2031-32-Q1 Made up St. Mary's"


def test_a_newer_return_that_is_not_in_force_is_told(demo_folder: Path) -> None:
    assert assemble(demo_folder, PERIOD, final=True).overtaken == ()
    newer = demo_folder / "post" / "newer.xlsx"
    type_into(demo_folder / "output" / PERIOD / "inbox" / f"{PERIOD} serious-violence.xlsx", {ROBBERY: "made up"}, newer)
    assert [one.outcome for one in collect(demo_folder, PERIOD, [newer]).files] == ["refused"]
    assert assemble(demo_folder, PERIOD, final=True).overtaken == ("Serious Violence Sub-Group",)


def test_a_part_two_paper_goes_when_nothing_is_exempt_any_more(demo_folder: Path) -> None:
    exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=(1, 2), by=BY, because=BECAUSE)
    made = assemble(demo_folder, PERIOD)
    assert made.exempt is not None
    assert [finding for one in made.audits for result in one.results for finding in result.findings if not finding.is_choice] == []
    exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", by=BY, because=BECAUSE, withdraw=True)
    again = assemble(demo_folder, PERIOD)
    assert (again.exempt, again.gone, made.exempt.exists()) == (None, (made.exempt,), False)


def test_two_days_for_the_meeting_keep_the_paper_from_being_final(demo_folder: Path) -> None:
    path = demo_folder / "shpdocs.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'meetings = {{ "2024-25-Q2" = "2024-09-24" }}\n{text}', encoding="utf-8")
    assert assemble(demo_folder, "2024-25-Q2", final=True).outcome == "stands"
    path.write_text(f'meetings = {{ "2024-25-Q2" = "2024-10-24" }}\n{text}', encoding="utf-8")
    with pytest.raises(NotFinalError) as caught:
        assemble(demo_folder, "2024-25-Q2", final=True)
    assert "2024-10-24" in caught.value.reasons[0][0]
