"""The commands sent and withdraw: what they print, and their exit codes."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from shpdocs.cli.app import app
from tests.support.editions import DRAFT, PERIOD, made_draft, made_edition

WHO = ("--by", "A made-up officer", "--because", "For the agenda")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--folder", str(folder)])


def test_an_edition_that_is_sent_is_told_to_stay(folder: Path) -> None:
    made_edition(folder)
    result = run(folder, "sent", PERIOD, *WHO)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            f"{PERIOD}: edition 1 went to the committee, recorded by A made-up officer.",
            "It cannot be withdrawn any more. What changes from now on is a correction, which the next edition prints.",
        ],
    )
    again = run(folder, "sent", PERIOD, *WHO)
    assert (again.exit_code, again.stdout.partition(", on ")[0]) == (0, f"{PERIOD}: edition 1 was recorded as sent already")
    assert again.stdout.endswith(" by A made-up officer, because: For the agenda\n")


def test_a_draft_that_was_edited_is_told(folder: Path) -> None:
    made_draft(folder).write_bytes(b"edited")
    result = run(folder, "sent", PERIOD, "--draft", *WHO)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{PERIOD}: the draft '{DRAFT}' went to the committee, recorded by A made-up officer.\nIt was edited")


def test_the_current_period_is_meant_where_none_is_named(folder: Path) -> None:
    settings = folder / "shpdocs.toml"
    settings.write_text(
        f'period = "{PERIOD}"\n' + settings.read_text(encoding="utf-8").replace('period = "', '# period = "'), encoding="utf-8"
    )
    made_edition(folder)
    assert run(folder, "withdraw", *WHO).exit_code == 0


def test_what_is_withdrawn_is_told_where_it_is(folder: Path) -> None:
    made_edition(folder)
    made_edition(folder, 2)
    first, second = run(folder, "withdraw", PERIOD, *WHO), run(folder, "withdraw", PERIOD, *WHO)
    assert first.stdout.splitlines() == [
        f"{PERIOD}: edition 2 is withdrawn by A made-up officer.",
        f"Its files are kept in output/{PERIOD}/editions/paper/2/withdrawn",
        "Edition 1 stands again.",
    ]
    assert second.stdout.splitlines()[-1] == "No edition of it stands now."


def test_what_cannot_be_is_a_fault_of_the_call(folder: Path) -> None:
    for words in (("sent", PERIOD, *WHO), ("sent", PERIOD), ("withdraw", PERIOD, *WHO), ("sent", f"{PERIOD}/none", *WHO)):
        result = run(folder, *words)
        assert (result.exit_code in (2, 3), result.stdout) == (True, "")
