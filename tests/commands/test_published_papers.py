"""The papers that others have, as the next paper is held against them: which count, what each was made of, and where the run ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from shpdocs.commands import decide
from shpdocs.commands.assemble import assemble
from shpdocs.commands.assembling import comparing, inputs, readers
from shpdocs.commands.paper_statuses import paper_statuses
from shpdocs.commands.published import sent, withdraw
from shpdocs.commands.published_papers import published_papers
from shpdocs.commands.remove_received import remove_received
from shpdocs.commands.returns_in_force import as_far_as_it_fits, returns_in_force
from shpdocs.definitions.definition_files import read_year
from shpdocs.model.disclosure import PublishedPaper
from shpdocs.model.edition import Edition, PaperChange, paper_folder
from shpdocs.model.errors import RecordError
from shpdocs.model.period import Period, parse_period, year_after, year_before
from shpdocs.model.returns import answer_at
from shpdocs.store import edition_reader
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder, PeriodFolder, open_folder
from shpdocs.store.records import return_from
from tests.support.leads import At
from tests.support.ledgers import drop_events
from tests.support.made import a_return, definition, field, named_table
from tests.support.made import figure as made_figure
from tests.support.made import measure as made_measure
from tests.support.made_secrets import SUB_GROUP, WHO, YEAR, figure, measure, partnership, quarter_done
from tests.support.publishing import published
from tests.support.work import calls_in

Q1, Q2, Q3 = (f"{YEAR}-{quarter}" for quarter in ("Q1", "Q2", "Q3"))
MEASURES = measure("arrests") + measure("victims")
ARRESTS = f"{SUB_GROUP}/measures/arrests"


def _typed(quarter: str, arrests: int) -> dict[At, Any]:
    return {figure("arrests", quarter): arrests, figure("victims", quarter): 90}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper of a first quarter, 30, published; a draft of another profile sent; corrected to 36; the second quarter's, published."""
    root = partnership(tmp_path_factory.mktemp("made") / "partnership", MEASURES)
    templates = root / "workbook_templates" / YEAR
    shutil.copy(templates / "paper.toml", templates / "paper-short.toml")
    quarter_done(root, "Q1", _typed("Q1", 30))
    published(root, Q1)
    assemble(root, Q1, profile="short")
    sent(root, f"{Q1}/short", draft=True, **WHO)
    quarter_done(root, "Q1", _typed("Q1", 36), "corrected.xlsx")
    published(root, Q1)
    quarter_done(root, "Q2", _typed("Q2", 40))
    published(root, Q2)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "partnership"))


def _folder(root: Path, period: str) -> PeriodFolder:
    return open_folder(root).period(parse_period(period))


def _papers(root: Path, period: str) -> tuple[PublishedPaper, ...]:
    """What a paper of the period would be held against."""
    folder, wanted = open_folder(root), parse_period(period)
    year = read_year(folder, wanted.year)
    return published_papers(folder, wanted, year, returns_in_force(folder, wanted, year.definitions, with_last_year=True))


def _names(root: Path, period: str) -> list[str]:
    return [paper.name for paper in _papers(root, period)]


def _made_of(paper: PublishedPaper, quarter: str) -> Any:
    known = paper.known
    returns = {**known.earlier.get(SUB_GROUP, {}), paper.period.quarter: known.returns[SUB_GROUP]}
    return answer_at(returns[quarter].answers, "/measures/arrests/figure/value")


def _printed(paper: PublishedPaper) -> list[tuple[str, Any]]:
    return [(answer.period, answer.value) for answer in paper.printed if answer.answer == ARRESTS]


EVERY = [f"edition 1 of {Q1}", f"the draft of {Q1}/short that was sent", f"edition 2 of {Q1}", f"edition 1 of {Q2}"]


@pytest.mark.parametrize("period", [Q1, Q2, Q3, f"{year_after(YEAR)}-Q1", f"{year_before(YEAR)}-Q4"])
def test_every_paper_that_others_have_counts_whatever_period_and_profile_it_is_of(period: str, root: Path) -> None:
    for year in {parse_period(period).year} - {YEAR}:
        templates = root / "workbook_templates"
        shutil.copytree(templates / YEAR, templates / year)
    assert _names(root, period) == EVERY


def test_each_is_given_with_what_it_was_made_of_and_what_it_printed(root: Path) -> None:
    papers = _papers(root, Q1)
    assert [_made_of(paper, "Q1") for paper in papers] == [30, 30, 36, 36]
    assert [_printed(paper) for paper in papers] == [[(Q1, 30)], [(Q1, 30)], [(Q1, 36)], [(Q1, 36), (Q2, 40)]]
    assert _made_of(papers[-1], "Q2") == 40
    assert [definition.sub_group for paper in papers for definition in paper.definitions] == [SUB_GROUP] * 4


def test_a_withdrawn_edition_and_a_draft_that_nobody_sent_do_not_count(root: Path) -> None:
    assemble(root, Q2, profile="short")
    withdraw(root, Q2, **WHO)
    assert _names(root, Q2) == EVERY[:-1]


def test_a_paper_of_two_years_ago_does_not_count(root: Path) -> None:
    year = year_after(year_after(YEAR))
    assert (root / "workbook_templates" / year).is_dir()
    assert _names(root, f"{year}-Q1") == []


def test_what_a_definition_does_not_allow_any_more_is_left_out_and_the_rest_stays() -> None:
    asked = definition(measures=(made_measure("robbery"),), tables=(named_table("ages", {"young": "Young"}, field("people", "count")),))
    as_it_came: dict[str, Any] = {"measures": {"robbery": {"figure": made_figure(30)}}, "tables": {"ages": [{"people": 3}]}}
    fits = as_far_as_it_fits(a_return(as_it_came), replace(asked, digest="changed"))
    assert [answer_at(fits.answers, pointer) for pointer in ("/measures/robbery/figure/value", "/tables/ages")] == [30, None]
    assert as_it_came["tables"]["ages"] == [{"people": 3}]


# what was kept is not as it was written


def _record_of(root: Path, period: str, *names: str) -> Path:
    return _folder(root, period).editions.joinpath(paper_folder(""), *names)


def _spoiled_return(root: Path) -> Path:
    return _record_of(root, Q1, "1", "returns", Q1, f"{SUB_GROUP}.json")  # 30, which stands nowhere else as in force


def _spoiled_record(root: Path) -> Path:
    return _record_of(root, Q1, "1", "edition.json")


def _later_record(root: Path) -> Path:
    return _record_of(root, Q2, "1", "edition.json")


@pytest.mark.parametrize("spoiled", [_spoiled_return, _spoiled_record, _later_record])
@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes() + b" ")])
def test_without_the_record_of_what_others_have_nothing_is_made_or_decided(
    spoil: Callable[[Path], object], spoiled: Callable[[Path], Path], root: Path
) -> None:
    path = spoiled(root)
    spoil(path)
    for run in (lambda: assemble(root, Q1), lambda: decide.publish(root, Q1, f"{SUB_GROUP}/arrests", **WHO)):
        with pytest.raises(RecordError, match=path.relative_to(_folder(root, path.relative_to(root).parts[1]).root).as_posix()):
            run()


def test_a_later_ledger_that_lost_its_edition_stops_the_paper_of_an_earlier_quarter(root: Path) -> None:
    drop_events(_folder(root, Q2).root, "edition")
    with pytest.raises(RecordError, match="the ledger knows nothing of it"):
        assemble(root, Q1)


def _sent_as_before(root: Path) -> None:
    """Let a draft made of 30 be sent as an older shpdocs kept it: without its returns."""
    folder = _folder(root, Q1)
    with folder.locked():
        editions = Editions(folder)
        (draft,) = editions.sent_drafts("short")
        path = editions.keep_sent_draft(draft, "paper.docx", b"made up", folder.events()[-1], {})
    assert not (path / "returns").exists()


def test_the_returns_of_a_draft_that_was_sent_without_them_are_found_among_those_replaced(root: Path) -> None:
    _sent_as_before(root)
    assert [_made_of(paper, "Q1") for paper in _papers(root, Q2) if "draft" in paper.name] == [30, 30]
    shutil.rmtree(_folder(root, Q1).returns.folder / "replaced")
    with pytest.raises(RecordError, match=f"output/{Q1}/returns/{SUB_GROUP}.json: the return that was in force when a draft was made"):
        assemble(root, Q2)


def test_what_was_received_in_error_and_taken_away_is_not_asked_for_and_what_was_printed_counts(root: Path) -> None:
    _sent_as_before(root)
    remove_received(root, Q1, "returned.xlsx", **WHO)
    kept, without = (paper for paper in _papers(root, Q2) if "draft" in paper.name)
    assert (_made_of(kept, "Q1"), _printed(kept)) == (30, [(Q1, 30)])
    assert (without.known.returns, _printed(without)) == ({}, [(Q1, 30)])


def test_a_draft_of_which_a_return_is_gone_cannot_be_recorded_as_sent(root: Path) -> None:
    assemble(root, Q2, profile="short")
    shutil.rmtree(_folder(root, Q1).returns.folder / "replaced", ignore_errors=True)
    _folder(root, Q1).returns.path(SUB_GROUP).unlink()
    with pytest.raises(RecordError, match="not kept any more"):
        sent(root, f"{Q2}/short", draft=True, **WHO)


# who is told of them


def test_drafts_editions_decisions_and_comparisons_are_all_made_with_them(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[str]] = []
    for module in (inputs, decide):
        disclose = module.disclose

        def noted(*given: Any, disclose: Any = disclose, **more: Any) -> Any:
            told.append([paper.name for paper in given[7]])
            return disclose(*given, **more)

        monkeypatch.setattr(module, "disclose", noted)
    assemble(root, Q1)
    assemble(root, Q2, final=True)
    comparing.differences(open_folder(root), Period(YEAR, "Q1"), Editions(_folder(root, Q1)).read("", 1))
    with pytest.raises(Exception, match="nothing to decide"):
        decide.publish(root, Q1, f"{SUB_GROUP}/arrests", **WHO)
    assert told == [EVERY] * 4


def test_each_return_is_read_once_whichever_papers_were_made_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def noted(content: bytes) -> Any:
        read.append(content)
        return return_from(content)

    monkeypatch.setattr(edition_reader, "return_from", noted)
    _papers(root, Q2)
    assert len(read) == 1  # 30: the others are in force, and known


def test_reading_them_is_a_small_part_of_making_a_paper(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assemble(root, Q2)  # what is loaded and kept once is not counted
    with_them = calls_in(assemble, root, Q2)
    monkeypatch.setattr(readers, "published_papers", lambda *_: ())
    assert with_them <= 1.1 * calls_in(assemble, root, Q2)  # four papers, and a short one that is made


def test_a_paper_is_not_composed_anew_because_another_was_published_after_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[str] = []

    def noted(_root: Folder, period: Period, _record: Edition) -> tuple[tuple[PaperChange, ...], str]:
        composed.append(str(period))
        return (), ""

    monkeypatch.setattr(comparing, "differences", noted)
    for period in (Q1, Q2):
        paper_statuses(open_folder(root), parse_period(period))
    assert composed == [Q1]  # a draft of Q1/short was sent, and 36 came since; nothing else is otherwise
    withdraw(root, Q2, **WHO)
    quarter_done(root, "Q3", _typed("Q3", 50))
    published(root, Q3)
    withdraw(root, Q1, **WHO)
    composed.clear()
    paper_statuses(open_folder(root), parse_period(Q3))
    assert composed == [Q3]  # it was held against an edition that is withdrawn since
