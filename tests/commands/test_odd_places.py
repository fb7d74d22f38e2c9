"""What lies where a file should be and is none: links that lead out, pipes, devices, folders. Each is told, and nothing waits for ever."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.collect import collect
from shpdocs.model.collection import Outcome
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, collisions, returned

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only, and has no pipes")
YEAR = "2024-25"
TEMPLATES = f"workbook_templates/{YEAR}"
Odd = Callable[[Path], None]


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("gone")


ODD: dict[str, Odd] = {
    "a pipe": _pipe,
    "a folder": _folder,
    "a device": _device,
    "a circle": _circle,
    "a link to nothing": _link_to_nothing,
}


def _inbox(root: Path) -> Path:
    return root / "output" / PERIOD / "inbox"


def _codes(outcomes: tuple[Outcome, ...]) -> dict[str, list[str]]:
    """The problems of every file that did not become a return in force."""
    return {outcome.file: [problem.code for problem in outcome.problems] for outcome in outcomes if outcome.outcome != "in-force"}


def _said(root: Path, *words: str | Path) -> tuple[int, str]:
    """The exit code of a command, and what it said, on one line."""
    run = CliRunner().invoke(app, [*map(str, words), "--folder", str(root)])
    return run.exit_code, " ".join((run.output + run.stderr).split())


def test_links_in_the_inbox_that_lead_out_are_passed_over_and_told_and_the_rest_is_collected(small: Path) -> None:
    outside = returned(small, "another body's.xlsx", {COLLISIONS: 99}, at="../../elsewhere")
    inbox = _inbox(small)
    returned(small, "mine.xlsx", {})
    (inbox / "out.xlsx").symlink_to(outside)
    (inbox / "all of it").symlink_to(outside.parent)
    (inbox / "within").mkdir()
    (inbox / "within" / "up and out.xlsx").symlink_to(Path("../../../../elsewhere") / outside.name)
    (inbox / "round").symlink_to(".")
    (inbox / "chain.xlsx").symlink_to("out.xlsx")
    passed_over = {"out.xlsx", "all of it", "up and out.xlsx", "chain.xlsx"}
    assert _codes(collect(small, PERIOD).files) == {name: ["link-passed-over"] for name in passed_over}
    assert collisions(small) == 47
    assert not [
        path
        for path in (small / "output").rglob("*")
        if path.is_file() and path.read_bytes() == outside.read_bytes() and not path.is_symlink()
    ]


def test_a_link_within_the_inbox_is_the_file_it_leads_to(small: Path) -> None:
    returned(small, "mine.xlsx", {})
    (_inbox(small) / "same.xlsx").symlink_to("mine.xlsx")
    assert _codes(collect(small, PERIOD).files) == {"same.xlsx": ["same-file"]}


def test_a_link_that_is_named_is_followed(small: Path) -> None:
    outside = returned(small, "kept elsewhere.xlsx", {}, at="../../elsewhere")
    link = small / "link.xlsx"
    link.symlink_to(outside)
    assert [outcome.outcome for outcome in collect(small, PERIOD, [link]).files] == ["in-force"]
    assert (_inbox(small).parent / "received").is_dir()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_what_is_no_file_in_the_inbox_is_told_and_stops_no_other(odd: Odd, small: Path) -> None:
    returned(small, "mine.xlsx", {})
    odd(_inbox(small) / "odd.xlsx")
    told = _codes(collect(small, PERIOD).files)
    assert told == ({} if odd is _folder else {"odd.xlsx": ["link-passed-over" if odd is _device else "no-file"]})
    assert collisions(small) == 47


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("shpdocs.toml", ("collect", PERIOD)),
        (f"{TEMPLATES}/{SUB_GROUP}.toml", ("collect", PERIOD)),
        (f"{TEMPLATES}/paper.toml", ("assemble", PERIOD)),
        ("workbook_templates/house-style.docx", ("assemble", PERIOD)),
    ],
    ids=["settings", "definition", "profile", "house style"],
)
def test_what_is_no_file_among_the_officers_own_is_named_and_ends_the_run(
    file: str, command: tuple[str, ...], odd: Odd, small: Path
) -> None:
    path = small / file
    path.unlink(missing_ok=True)
    odd(path)
    code, said = _said(small, *command)
    assert (code, path.name in said, "inside shpdocs" in said) == (3, True, False)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_what_is_no_file_is_told_of_a_file_that_is_named(odd: Odd, small: Path) -> None:
    path = small / "odd.docx"
    odd(path)
    for command in (("collect", PERIOD, path), ("check", path), ("assemble", PERIOD, "--appendix", f"Made up={path}")):
        code, said = _said(small, *command)
        is_empty_folder = odd is _folder and command[0] != "assemble"
        assert (command[0], code in ((0,) if is_empty_folder else (1, 2)), "inside shpdocs" in said) == (command[0], True, False)
    run = CliRunner().invoke(app, ["audit", str(path)])
    assert (run.exit_code in (2, 3), "inside shpdocs" in run.output + run.stderr) == (True, False)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("file", [f"returns/{SUB_GROUP}.json", "ledger.jsonl", "ledger.head"])
def test_what_is_no_file_in_place_of_a_record_publishes_nothing(file: str, odd: Odd, small: Path) -> None:
    returned(small, "mine.xlsx", {})
    collect(small, PERIOD)
    path = small / "output" / PERIOD / file
    path.unlink()
    odd(path)
    code, said = _said(small, "assemble", PERIOD)
    assert (code, "inside shpdocs" in said, list((small / "output" / PERIOD).glob("papers/*.docx"))) == (3, False, [])


@pytest.mark.parametrize("odd", [_pipe, _device, _circle, _link_to_nothing], ids=lambda odd: odd.__name__)
def test_what_is_no_file_in_place_of_a_judgement_is_as_good_as_none(odd: Odd, small: Path) -> None:
    returned(small, "mine.xlsx", {})
    collect(small, PERIOD)
    (judgement,) = (small / "output" / PERIOD / "received" / "judgements").iterdir()
    judgement.unlink()
    odd(judgement)
    assert [outcome.outcome for outcome in collect(small, PERIOD).files] == ["unchanged"]


@pytest.mark.parametrize("name", ["received", "sent", "returns", "papers", "received/judgements"])
def test_a_folder_of_ours_that_is_a_link_out_ends_the_run_and_nothing_is_written_there(name: str, small: Path) -> None:
    returned(small, "mine.xlsx", {})
    elsewhere = small / "elsewhere"
    path = small / "output" / PERIOD / name
    path.parent.mkdir(exist_ok=True)
    if path.is_dir():
        path.rename(elsewhere)
    else:
        elsewhere.mkdir()
    path.symlink_to(elsewhere)
    before = sorted(elsewhere.rglob("*"))
    for command in ("collect", "assemble"):
        code, said = _said(small, command, PERIOD)
        assert (code, path.name in said, sorted(elsewhere.rglob("*")) == before) == (3, True, True)


def test_a_definition_may_be_a_link_to_a_file(small: Path) -> None:
    definition = small / TEMPLATES / f"{SUB_GROUP}.toml"
    definition.rename(small / "kept elsewhere.toml")
    definition.symlink_to(small / "kept elsewhere.toml")
    returned(small, "mine.xlsx", {})
    assert _said(small, "collect", PERIOD)[0] in (0, 1)
    assert collisions(small) == 47
