"""Nothing exempt, suppressed or never published is anywhere in the public paper.

Thousands of random canaries are planted in every sort of answer of the shipped definitions, in the record of where each
came from, in sign-offs and in file names; then every byte of every part of the public package is searched for them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from shpdocs.definitions.definition_files import read_profile, read_year
from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Definition, Exemption, Field, Measure, SmallNumbers, Table
from shpdocs.model.disclosure import Decisions, Disclosed, Known
from shpdocs.model.period import Period, parse_period
from shpdocs.model.profile import Profile
from shpdocs.model.returns import Json, Return, Source, Stamp
from shpdocs.model.settings import Settings
from shpdocs.paper.sections.compose import compose
from shpdocs.paper.sections.material import Material
from shpdocs.paper.word import write_paper
from shpdocs.store.folder import open_folder

EXEMPT = Exemption((1, 7), "It would tell who somebody is; made up for a test.")
ALL_ARE_SMALL = SmallNumbers(threshold=10**12)  # numbers large enough to be found again are "small" all the same
PAPERS = (("2017-18-Q3", ""), ("2017-18-Q3", "select-committee"), ("2024-25-Q2", ""))
ROUNDS = 8


@dataclass
class Plant:
    """Canaries planted so far: those that must never be seen, and those that must be."""

    random: Random
    secret: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)

    def word(self, is_secret: bool) -> str:
        return self._planted("".join(self.random.choice("bcdfghjkmnpqrstvwxz") for _ in range(14)), is_secret)

    def number(self, is_secret: bool) -> int:
        found = self.random.randrange(100_000_000, 999_999_999)
        self._planted(str(found), is_secret)
        return found

    def per_cent(self, is_secret: bool) -> float:
        found = self.random.randrange(10_000_001, 99_999_999) / 1_000_000
        self._planted(f"{found}", is_secret)
        return found

    def _planted(self, text: str, is_secret: bool) -> str:
        (self.secret if is_secret else self.public).add(text)
        return text

    def often(self, share: float) -> bool:
        return self.random.random() < share


def _answer(plant: Plant, asked: Field, is_secret: bool) -> Json:
    kind = asked.asked.kind
    if kind in ("text", "narrative"):
        return plant.word(is_secret)
    if kind in ("count", "number", "rate"):
        return plant.number(is_secret or asked.people)
    if kind == "money":
        return {"amount": plant.number(is_secret), "words": plant.word(is_secret)}
    if kind == "months":
        return {"words": plant.word(is_secret), "start": "2024-09", "end": "2024-10"}
    return plant.word(is_secret) if kind == "choice" else None


def _marked_field(plant: Plant, one: Field) -> Field:
    return replace(one, exempt=EXEMPT) if plant.often(0.4) and one.key != "meeting-date" else one


def _marked_measure(plant: Plant, one: Measure) -> Measure:
    exempt = EXEMPT if plant.often(0.3) else None
    return replace(one, exempt=exempt, people=one.people or plant.often(0.4), publish=one.publish and not plant.often(0.1))


def _marked_table(plant: Plant, one: Table) -> Table:
    columns = tuple(replace(column, people=column.asked.kind == "count") for column in one.columns)
    return replace(one, columns=columns, exempt=EXEMPT if plant.often(0.4) else None)


def _marked(plant: Plant, definition: Definition) -> Definition:
    """The definition with what is exempt, counts people or is never published chosen at random."""
    return replace(
        definition,
        fields=tuple(_marked_field(plant, one) for one in definition.fields),
        measures=tuple(_marked_measure(plant, one) for one in definition.measures),
        tables=tuple(_marked_table(plant, one) for one in definition.tables),
    )


def _figure(plant: Plant, measure: Measure, is_secret: bool) -> dict[str, Json]:
    hidden = is_secret or (measure.people and measure.unit in ("count", "percentage"))
    blank = {"value": None, "reason": None, "data-as-at": None, "provisional": None, "commentary": None, "revision": None}
    if measure.unit == "percentage":
        return blank | {"value": plant.per_cent(hidden), "base": plant.number(hidden)}
    if measure.unit in ("status", "progress"):
        return blank | {"value": plant.word(is_secret)}
    return blank | {"value": plant.number(hidden)}


def _measure(plant: Plant, measure: Measure, period: Period) -> dict[str, Json]:
    is_secret = measure.exempt is not None or not measure.publish
    texts: dict[str, Json] = {"activity": plant.word(is_secret)}
    if measure.unit == "progress":
        return texts | {"progress": plant.word(is_secret)}
    quarters = [quarter for quarter in period.earlier_quarters if quarter in measure.asked_in]

    def told() -> dict[str, Json]:
        earlier = {quarter: {"value": _figure(plant, measure, is_secret)["value"], "reason": None} for quarter in quarters}
        return {"earlier": earlier, "figure": _figure(plant, measure, is_secret)}

    return texts | ({"parts": {part.key: told() for part in measure.parts}} if measure.parts else told())


def _rows(plant: Plant, table: Table) -> Json:
    is_secret = table.exempt is not None
    row = {column.key: _answer(plant, column, is_secret or column.exempt is not None) for column in table.columns}
    return {key: dict(row) for key, _ in table.rows} if table.rows else [row]


def _leaves(answers: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    if isinstance(answers, dict):
        for key, value in answers.items():
            yield from _leaves(value, f"{pointer}/{key}")
    elif isinstance(answers, list):
        for at, value in enumerate(answers):
            yield from _leaves(value, f"{pointer}/{at}")
    elif answers is not None:
        yield pointer, answers


def _return(plant: Plant, definition: Definition, period: Period) -> Return:
    """A return of canaries; where each answer came from holds canaries of its own, which no paper prints."""
    asked = definition.measures_asked(period.quarter)
    answers: dict[str, Json] = {
        "fields": {one.key: _answer(plant, one, one.exempt is not None) for one in definition.fields},
        "measures": {one.key: _measure(plant, one, period) for one in asked},
        "tables": {one.key: _rows(plant, one) for one in definition.tables},
        "sign-off": {"name": plant.word(True), "role": plant.word(True), "date": None},
    }
    hashed = "".join(plant.random.choice("0123456789abcdef") for _ in range(64))
    plant.secret.add(hashed)
    sources = {
        pointer: Source(hashed, plant.word(True), "B2", plant.word(True), "General", plant.word(True)) for pointer, _ in _leaves(answers)
    }
    stamp = Stamp("Made-up Partnership", definition.sub_group, str(period), definition.digest, 1)
    return Return(stamp, hashed, f"{plant.word(True)}.xlsx", answers, sources)


@dataclass(frozen=True)
class Planted:
    plant: Plant
    definitions: tuple[Definition, ...]
    known: Known
    profile: Profile
    period: Period

    def material(self, known: Known, disclosed: Disclosed | None, is_final: bool) -> Material:
        settings = Settings("Made-up Partnership", "Made-up Council")
        return Material(
            self.profile,
            self.period,
            self.definitions,
            known.returns,
            known.earlier,
            settings=settings,
            last_year=known.last_year,
            disclosed=disclosed,
            is_final=is_final,
        )


def planted(folder: Path, period: str, profile: str, seed: int) -> Planted:
    plant = Plant(Random(f"{period} {profile} {seed}"))
    root, quarter = open_folder(folder), parse_period(period)
    year = read_year(root, quarter.year)
    definitions = tuple(_marked(plant, definition) for definition in year.definitions)
    returns = {definition.sub_group: _return(plant, definition, quarter) for definition in definitions}
    earlier = {
        definition.sub_group: {name: _return(plant, definition, Period(quarter.year, name)) for name in quarter.earlier_quarters}
        for definition in definitions
    }
    last_year = {definition.sub_group: {"Q2": _return(plant, definition, Period(quarter.year, "Q2"))} for definition in definitions}
    return Planted(plant, definitions, Known(returns, earlier, last_year), read_profile(root, year, profile), quarter)


def parts_of_package(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        for info in package.infolist():
            yield info.filename, package.read(info)
            yield f"{info.filename} (its entry)", info.comment + info.extra + info.filename.encode()


def seen(content: bytes, canaries: set[str]) -> set[str]:
    """The canaries that stand anywhere in a package, numbers with or without commas."""
    whole = b"\0".join(part for _, part in parts_of_package(content))
    return {one for one in canaries if one.encode() in whole or (one.isdigit() and f"{int(one):,}".encode() in whole)}


@pytest.mark.parametrize(("period", "profile"), PAPERS)
@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, ROUNDS))])
def test_no_canary_is_in_the_public_package(period: str, profile: str, seed: int, folder: Path) -> None:
    found = planted(folder, period, profile, seed)
    disclosed = disclose(found.definitions, found.known, found.period, ALL_ARE_SMALL, Decisions(), found.definitions)
    for is_final in (False, True):
        public = compose(found.material(disclosed.public, disclosed, is_final))
        assert seen(write_paper(public.document, date(2024, 9, 30)), found.plant.secret) == set()
    assert len(found.plant.secret) > 500  # in all papers and rounds together some 30,000


@pytest.mark.parametrize(("period", "profile"), PAPERS)
def test_the_search_would_find_what_is_not_kept_back(period: str, profile: str, folder: Path) -> None:
    found = planted(folder, period, profile, seed=0)
    leaking = write_paper(compose(found.material(found.known, None, True)).document, date(2024, 9, 30))
    assert len(seen(leaking, found.plant.secret)) > 20
    disclosed = disclose(found.definitions, found.known, found.period, ALL_ARE_SMALL, Decisions(), found.definitions)
    public = write_paper(compose(found.material(disclosed.public, disclosed, True)).document, date(2024, 9, 30))
    assert len(seen(public, found.plant.public)) > 10  # what may be seen is there
