"""A large made-up year as commands make it: revised, corrected, provisional, suppressed, rounded, withheld, missing figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from shpdocs.commands.assemble import assemble
from shpdocs.commands.decide import waive
from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from shpdocs.model.period import QUARTERS, parse_period
from shpdocs.store.folder import open_folder
from shpdocs.workbook.fill import fill_workbook
from tests.support.accepted import collect
from tests.support.every_kind import places_in
from tests.support.way_back.asked import DEFINITIONS, PROFILE, UNITS

YEARS = ("2023-24", "2024-25")
PERIOD = "2024-25-Q3"
WHO: dict[str, Any] = {"by": "A made-up officer", "because": "Made up for a test."}
Typed = dict[str, Any]
_FIELDS: Typed = {
    "text-1": "Officer 12, room 4.07",
    "narrative-1": "In 2024 there were 17 meetings.\n\n1. The first of 3\n2. The second of 3\n\n- 45 leaflets\n- 1,200 calls",
    "count-1": 1234,
    "number-1": 12.75,
    "percentage-1": 43.5,
    "rate-1": 7.25,
    "money-1": "£280k",
    "date-1": date(2025, 1, 21),
    "months-1": "Oct/Nov 2024",
    "choice-1": "Stage 2",
    "yes-no-1": "Yes",
    "plan": "Operation 55 begins on 3 March.",
    "papers": "Plan of 2024, 2nd edition",
}
_TABLES: Typed = {
    "named/ward-1/calls": 1310, "named/ward-1/share": 61.5, "named/ward-1/spent": 4500,
    "named/ward-2/calls": 87, "named/ward-2/share": 38.5, "named/ward-2/spent": "£1.2m",
    "open/0/action": "Open 2 hubs", "open/0/due": "December 2024", "open/0/people": 120,
    "open/1/action": "Train 30 staff", "open/1/due": "Jan 2025", "open/1/people": 3,
}  # fmt: skip
_PEOPLE: Mapping[str, tuple[int, ...]] = {  # by quarter
    "victims": (212, 180, 3, 190),
    "rounded": (12, 23, 48, 31),
    "rounded-whole": (111, 117, 142, 150),
    "secret": (771, 772, 773, 774),
    "never": (881, 882, 883, 884),
    "compound/parts/pwit": (9, 5, 14, 8),
    "compound/parts/vap": (31, 27, 44, 30),
    "share": (22, 37, 41, 33),
    "rounded-share": (31, 42, 53, 44),
}


def make_year(root: Path) -> Path:
    """A partnership whose papers of three quarters are published, that of the third with a draft beside it; Part II belongs to each."""
    init(root)
    for folder in (root / "workbook_templates").iterdir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    for year in YEARS:
        templates = root / "workbook_templates" / year
        templates.mkdir()
        for name, definition in DEFINITIONS.items():
            (templates / f"{name}.toml").write_text(definition(), encoding="utf-8")
        (templates / "paper.toml").write_text(PROFILE, encoding="utf-8")
    _return(root, "2023-24-Q3")
    _return(root, "2024-25-Q1")
    assemble(root, "2024-25-Q1", final=True, **WHO)
    _return(root, "2024-25-Q2", {"figures": _provisional, "people": _revised})
    assemble(root, "2024-25-Q2", final=True, **WHO)
    _return(root, "2024-25-Q2", {"figures": _corrected}, suffix=" corrected")
    _return(root, PERIOD, {"figures": _third})
    waive(root, PERIOD, "absent", **WHO)
    assemble(root, PERIOD, final=True, **WHO)
    assemble(root, PERIOD)
    return root


def _return(root: Path, period: str, changes: Mapping[str, Callable[[Typed], None]] | None = None, suffix: str = "") -> None:
    """Issue the workbooks of a quarter, fill them in and collect them, whatever they warn of."""
    inbox = open_folder(root).period(parse_period(period)).inbox
    for one in issue(root, period):
        wanted = one.sub_group in (changes or {}) if suffix else one.sub_group != "absent" or period != PERIOD
        if wanted:
            places = places_in(root, period, one.sub_group, one.path)
            typed = _answers(one.sub_group, period, places)
            (changes or {}).get(one.sub_group, _as_it_is)(typed)
            cells = {(places[at].sheet, places[at].cell): value for at, value in typed.items() if at in places}
            (inbox / f"{period} {one.sub_group}{suffix}.xlsx").write_bytes(fill_workbook(one.path.read_bytes(), cells))
    collect(root, period)


def _answers(sub_group: str, period: str, places: Mapping[str, Any]) -> Typed:
    """What is typed into each cell of a workbook, by pointer."""
    quarter = QUARTERS.index(period[-2:])
    random = Random(f"{sub_group} {period}")
    typed: Typed = {"/sign-off/name": "A made-up name", "/sign-off/role": "Lead 1", "/sign-off/date": date(2025, 1, 3)}
    typed |= {f"/fields/{key}": value for key, value in _FIELDS.items()} | {f"/tables/{key}": value for key, value in _TABLES.items()}
    for pointer in places:
        base, _, item = pointer.partition("/figure/")
        key = base.removeprefix("/measures/")
        if item == "value":
            typed[pointer] = _PEOPLE[key][quarter] if key in _PEOPLE else _figure(key, quarter, random)
        elif item == "base":
            typed[pointer] = 400 + quarter
        elif item == "commentary":
            typed[pointer] = f"Made up: {quarter + 502} reasons in 2024."
        elif pointer.endswith(("/activity", "/progress")):
            typed[pointer] = f"Made up: {quarter + 503} visits.\n- 451 of them at night"
    return typed


def _figure(key: str, quarter: int, random: Random) -> Any:
    """About what is aimed at."""
    if key == "milestone":
        return f"Stage {quarter + 51} of 60"
    unit = key.partition("-")[0]
    about = UNITS.get(unit, 50) * random.uniform(0.8, 1.2) * ((quarter + 1) / 4 if "to-date" in key else 1)
    return round(about, 1) if unit in ("number", "money", "percentage", "rate") else round(about)


def _as_it_is(typed: Typed) -> None:
    """Nothing more than all returns say."""


def _provisional(typed: Typed) -> None:
    """Of two figures it is said that they may change; two are not there."""
    keys = [pointer.removesuffix("/value") for pointer in typed if pointer.endswith("/figure/value")]
    for base in (keys[0], keys[5]):
        typed[f"{base}/provisional"] = "Yes"
        typed[f"{base}/data-as-at"] = date(2024, 10, 2)
    for base, reason in ((keys[7], "Not yet available"), (keys[9], "Not applicable")):
        del typed[f"{base}/value"]
        typed[f"{base}/reason"] = reason


def _revised(typed: Typed) -> None:
    """A figure of the quarter before is told otherwise."""
    typed |= {"/measures/rounded-whole/earlier/Q1/value": 131, "/measures/rounded-whole/figure/revision": "Counted again on 2 May."}


def _corrected(typed: Typed) -> None:
    """A newer return of a quarter that was printed: one figure differs, two are no longer provisional or not yet available."""
    _provisional(typed)
    keys = [pointer.removesuffix("/value") for pointer in typed if pointer.endswith("/figure/value")]
    typed[f"{keys[1]}/value"] = 437


def _third(typed: Typed) -> None:
    """The quarter of the paper: figures of both quarters before are revised, one is there at last, one is not yet, one is left blank."""
    keys = [pointer.removesuffix("/figure/value") for pointer in typed if pointer.endswith("/figure/value")]
    for base in keys[2:4]:
        typed[f"{base}/earlier/Q1/value"] = 391
        typed[f"{base}/figure/revision"] = "Found 2 more files."
    typed[f"{keys[7]}/earlier/Q2/value"] = 52
    typed[f"{keys[0]}/earlier/Q2/value"] = 388
    del typed[f"{keys[12]}/figure/value"]
    typed[f"{keys[12]}/figure/reason"] = "Not yet available"
