"""Publishing that is cut short: at every step on the disk the run is killed, or the disk is full, or says no.

Whoever reads then sees the edition whole or none of it; the next who holds the period finishes it, and nothing is left lying about.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.edition import Edition
from shpdocs.store.edition_faults import all_faults, check_records
from shpdocs.store.editions import Editions
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.printed_papers import printed_bytes
from tests.reliability.crashes.steps import FAILED, KILLED, Harm, Plan, do
from tests.support.editions import EVENT, PAPER_AS_PRINTED, PRIVATE, PUBLIC, edition, period_folder, publish_all, sent_draft

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")

Files = dict[str, bytes]
Work = Callable[[PeriodFolder, Editions], object]
_PASSING = (".lock", "ledger.", ".DS_Store")


def _publish(_: PeriodFolder, editions: Editions) -> None:
    editions.publish(edition(2, "first"), PUBLIC, PRIVATE, EVENT)


def _add(_: PeriodFolder, editions: Editions) -> None:
    editions.add("first", 1, "apart/MPS report.docx", b"made up", EVENT)


def _add_private(_: PeriodFolder, editions: Editions) -> None:
    editions.add("first", 1, "PART II.pdf", b"made-up secret PDF", EVENT, is_private=True)


def _withdraw(_: PeriodFolder, editions: Editions) -> None:
    editions.withdraw("first", 1, EVENT)


def _send(_: PeriodFolder, editions: Editions) -> None:
    sent_draft(editions, "first", b"made-up draft 2")


def _draft(_: PeriodFolder, editions: Editions) -> None:
    editions.write_draft(edition(0, "second", fingerprint="ab" * 32), printed_bytes(replace(PAPER_AS_PRINTED, starts=(1,))))


def _give(folder: PeriodFolder, editions: Editions) -> None:
    file = editions.keep_appendix(b"another appendix")
    folder.record(replace(EVENT, event="appendix", what="given", title="Map", file="map.docx", sha256=file, profile="first"))


WORKS: dict[str, Work] = {
    "publish": _publish,
    "add": _add,
    "add to its record": _add_private,
    "withdraw": _withdraw,
    "sent draft": _send,
    "draft": _draft,
    "appendix": _give,
}


def _in_child(root: Path, work: Work) -> Callable[[], None]:
    def locked_work() -> None:
        folder = period_folder(root)
        with folder.locked():
            work(folder, Editions(folder))

    return locked_work


def _files(root: Path) -> Files:
    """Every file of the period but for the lock and the ledger."""
    there = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.name.startswith(_PASSING))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in there}


def _read_everything(root: Path) -> tuple[list[Edition], list[Edition], Edition | None]:
    editions = Editions(period_folder(root))
    check_records(editions)
    if editions.draft_printed_fault("second") is None:  # it is read with its own record, or not at all
        editions.printed_draft("second")
    read = list(editions.all())
    assert [editions.printed(each.profile, each.number) for each in read] == [PAPER_AS_PRINTED] * len(read)
    sent = list(editions.sent_drafts("first"))
    assert [editions.printed_sent_draft("first", number) for number, _ in enumerate(sent, 1)] == [PAPER_AS_PRINTED] * len(sent)
    return read, sent, editions.draft("second")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    publish_all(period_folder(root))
    return root


@pytest.mark.parametrize(
    "harm", ["kill", *(pytest.param(harm, marks=pytest.mark.slow) for harm in ("full", "read-only for good", "denied"))]
)
@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_whatever_cuts_it_short_there_is_all_of_it_or_nothing_and_the_next_run_finishes_it(
    work: Work, harm: Harm, before: Path, tmp_path: Path
) -> None:
    after = Path(shutil.copytree(before, tmp_path / "after"))
    ended = do(_in_child(after, work), after)
    assert (ended.code, ended.said) == (0, "")
    known = [(_read_everything(root), _files(root)) for root in (before, after)]
    assert known[0] != known[1]
    for step in range(1, ended.steps + 1):
        root = Path(shutil.copytree(before, tmp_path / "run"))
        code = do(_in_child(root, work), root, Plan(harm, step)).code
        assert code == KILLED if harm == "kill" else code in (0, FAILED), step
        read = _read_everything(root)
        assert read in [each[0] for each in known], step
        published = {name: content for name, content in _files(root).items() if "/published/" in name}
        assert all(content in (files.get(name) for _, files in known) for name, content in published.items()), step
        with period_folder(root).locked():
            pass
        files = _files(root)
        if work is _give:  # an appendix that is kept before it is recorded may lie there: the next that is given is recorded
            assert files in (known[0][1], known[1][1]), step
        elif work is _draft:  # of what is kept of a draft one file may be new already: that is seen, and the next draft writes both
            assert all(content in (known[0][1].get(name), known[1][1][name]) for name, content in files.items()), step
        else:
            assert (read, files) in known, step
            assert list(all_faults(Editions(period_folder(root)))) == [], step
        shutil.rmtree(root)


def test_a_public_folder_never_holds_a_part_of_an_edition(before: Path, tmp_path: Path) -> None:
    steps = do(_in_child(Path(shutil.copytree(before, tmp_path / "after")), _publish), tmp_path / "after").steps
    seen = set()
    for step in range(1, steps + 1):
        root = Path(shutil.copytree(before, tmp_path / "run"))
        do(_in_child(root, _publish), root, Plan("kill", step))
        folder = period_folder(root).published / "paper-first" / "2"
        seen.add(len(_files(folder)) if folder.exists() else None)
        shutil.rmtree(root)
    assert seen == {None, len(PUBLIC)}


def test_a_second_run_that_would_publish_the_same_edition_does_not(before: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(before, tmp_path / "both"))
    code = do(_in_child(root, _publish), root).code
    again = do(_in_child(root, _publish), root)
    assert (code, again.code) == (0, FAILED)
    assert "edition 2 is not the next one" in again.said
    assert list(all_faults(Editions(period_folder(root)))) == []
