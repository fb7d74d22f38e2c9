"""Assembling: the paper of a period from the returns in force, by its profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shpdocs.doors.definition_files import read_settings, read_year
from shpdocs.doors.disk import sha256, write_atomically
from shpdocs.doors.profile_files import read_profile
from shpdocs.doors.store import PeriodFolder, open_folder
from shpdocs.sections.compose import compose, missing_returns
from shpdocs.sections.material import Material
from shpdocs.sections.unprinted import not_printed
from shpdocs.verbs.clock import now
from shpdocs.verbs.in_force import in_force
from shpdocs.words.ledger import Event
from shpdocs.words.period import Period, parse_period


@dataclass(frozen=True)
class Assembled:
    """A paper: where it stands, what became of it, and what is not in it.

    `missing` holds the titles of sub-groups without a return in force, `left_out` the headings of sections that the
    returns hold nothing for, `not_printed` the answers that no section prints ('partnership/risks'), `unusable` the
    returns that no longer fit their definition, `kept` an edited paper that was left as it stands,
    and `draft` an older draft that still stands beside a paper that is none. `outcome` is
    'assembled', 'replaced' (the paper assembled before) or 'unchanged'.
    """

    path: Path
    outcome: str
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    not_printed: tuple[str, ...]
    unusable: tuple[str, ...] = ()
    kept: Path | None = None
    draft: Path | None = None


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
    found = in_force(root, wanted, year.definitions)
    material = Material(read_profile(root, year), wanted, year.definitions, found.returns, found.earlier)
    composed = compose(material)
    missing = tuple(definition.title for definition in missing_returns(material))
    content = write_paper(composed.document, wanted.last_day)
    name = _file_name(wanted, settings.partnership, is_draft=bool(missing))
    path, kept, outcome = _put(of_period, name, content, missing, at or now())
    return Assembled(
        path, outcome, missing, composed.left_out, not_printed(composed.document, material), found.unusable, kept, _old_draft(path)
    )


def _file_name(period: Period, partnership: str, is_draft: bool) -> str:
    """A name that Windows accepts: '2024-25-Q2 Safer Hillingdon Partnership DRAFT'."""
    safe = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", partnership)
    return " ".join(f"{period} {safe}".split()).rstrip(". ") + (" DRAFT" if is_draft else "")


def _put(of_period: PeriodFolder, name: str, content: bytes, missing: tuple[str, ...], at: str) -> tuple[Path, Path | None, str]:
    """Write the paper over the last one we wrote, but never over one that has changed since; then record it."""
    ours = {event.sha256 for event in of_period.events() if event.event == "assembled"}
    edited: Path | None = None
    outcome = "assembled"
    for path in _names(of_period.papers, name):
        there = path.read_bytes() if path.is_file() else None
        if there is None or there == content or sha256(there) in ours:
            outcome = "assembled" if there is None else "unchanged" if there == content else "replaced"
            break
        edited = path
    if outcome != "unchanged":
        write_atomically(path, content)
    if sha256(content) not in ours or outcome != "unchanged":
        of_period.record(Event("assembled", at, path.name, sha256(content), missing=missing))
    return path, edited, outcome


def _old_draft(path: Path) -> Path | None:
    draft = path.with_name(f"{path.stem} DRAFT{path.suffix}")
    return draft if draft.is_file() else None


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.docx"
    number = 2
    while True:
        yield folder / f"{name} ({number}).docx"
        number += 1
