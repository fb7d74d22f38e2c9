"""Assembling: the paper of a period from the returns in force, by its profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shpdocs.doors.definition_files import read_settings, read_year
from shpdocs.doors.store import PeriodFolder, open_folder, sha256, write_atomically
from shpdocs.rules.values import last_day
from shpdocs.sections.compose import compose, missing_returns
from shpdocs.sections.material import Material
from shpdocs.sections.unprinted import not_printed
from shpdocs.verbs.clock import now
from shpdocs.words.period import Period, parse_period


@dataclass(frozen=True)
class Assembled:
    """A paper: where it stands, whether it was 'assembled' or is 'unchanged', and what is not in it.

    `missing` holds the titles of sub-groups without a return in force, `left_out` the headings of sections that the
    returns hold nothing for, `not_printed` the answers that no section prints ('partnership/risks'), and `kept` an
    edited paper that was left as it stands.
    """

    path: Path
    outcome: str
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    not_printed: tuple[str, ...]
    kept: Path | None = None


def assemble(folder: str | Path, period: str, *, at: str = "") -> Assembled:
    """Assemble the paper of a period into output/<period>/papers/. With returns missing it is a draft.

    A paper that somebody edited is never overwritten: the new one gets a name of its own. Needs no lock: returns are
    whole whenever they are read, and two runs on the same returns write the same paper.

    Raises:
        ShpdocsError: the folder, its settings, definitions or a return in force cannot be used, or `period` is no
            period.
    """
    from shpdocs.doors.word_writer import write_paper

    wanted = parse_period(period)
    root = open_folder(Path(folder))
    settings, year = read_settings(root), read_year(root, wanted.year)
    of_period = root.period(wanted)
    returns = {definition.sub_group: found for definition in year.definitions if (found := of_period.read_return(definition.sub_group))}
    material = Material(year.profile, wanted, year.definitions, returns)
    composed = compose(material)
    missing = tuple(definition.title for definition in missing_returns(material))
    content = write_paper(composed.document, last_day(wanted.last_month))
    name = _file_name(wanted, settings.partnership, is_draft=bool(missing))
    path, kept, outcome = _put(of_period, name, content, missing, at or now())
    return Assembled(path, outcome, missing, composed.left_out, not_printed(composed.document, material), kept)


def _file_name(period: Period, partnership: str, is_draft: bool) -> str:
    """A name that Windows accepts: '2024-25-Q2 Safer Hillingdon Partnership DRAFT'."""
    safe = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", partnership)
    return " ".join(f"{period} {safe}".split()).rstrip(". ") + (" DRAFT" if is_draft else "")


def _put(of_period: PeriodFolder, name: str, content: bytes, missing: tuple[str, ...], at: str) -> tuple[Path, Path | None, str]:
    """Write the paper over the last one we wrote, but never over one that has changed since."""
    ours = {event["sha256"] for event in of_period.events() if event.get("event") == "assembled"}
    edited: Path | None = None
    for path in _names(of_period.papers, name):
        there = path.read_bytes() if path.is_file() else None
        if there == content:
            return path, edited, "unchanged"
        if there is None or sha256(there) in ours:
            break
        edited = path
    of_period.record({"at": at, "event": "assembled", "file": path.name, "sha256": sha256(content), "missing": list(missing)})
    write_atomically(path, content)
    return path, edited, "assembled"


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.docx"
    number = 2
    while True:
        yield folder / f"{name} ({number}).docx"
        number += 1
