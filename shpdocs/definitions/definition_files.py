"""The door to the files written by hand: definitions and settings become typed values, or an error."""

from __future__ import annotations

import hashlib
import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from msgspec import Struct

from shpdocs.definitions.consistency import deadline_faults, definition_faults
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import file_faults, read_schema
from shpdocs.model.definition import Asked, Baseline, Definition, Exemption, Field, Measure, Part, SmallNumbers, Table, Target
from shpdocs.model.errors import DefinitionError, nearest
from shpdocs.model.fault import Fault
from shpdocs.model.period import QUARTERS
from shpdocs.model.settings import Limits, Settings
from shpdocs.store.folder import SETTINGS, TEMPLATES, Folder

_LONGEST = {"text": 200, "narrative": 20_000}


class Year(Struct, frozen=True):
    """A financial year's definitions, in order."""

    name: str
    definitions: tuple[Definition, ...]

    def definition(self, sub_group: str) -> Definition | None:
        """The definition of that sub-group, or None."""
        return next((found for found in self.definitions if found.sub_group == sub_group), None)


def read_year(root: Folder, year: str) -> Year:
    """Read and validate a year's definitions.

    Raises:
        FolderError: there are no definitions for that year.
        DefinitionError: a file is wrong; names file, key and remedy, all faults of the file at once.
    """
    definitions = (read_definition(root.templates(year) / f"{name}.toml", year) for name in root.sub_groups(year))
    return Year(year, tuple(sorted(definitions, key=lambda found: (found.order, found.sub_group))))


def read_definition(path: Path, year: str) -> Definition:
    """Read and validate one definition.

    Raises:
        DefinitionError: the file is no TOML, or what it asks is not allowed or contradicts itself.
    """
    name = f"{TEMPLATES}/{year}/{path.name}"
    raw = validated(path, name, "definition.schema.json")
    definition = _definition(path.stem, year, raw)
    faults = definition_faults(definition)
    if faults:
        raise DefinitionError(name, faults)
    return definition


def read_settings(root: Folder) -> Settings:
    """Read and validate shpdocs.toml. Raises DefinitionError as read_definition does."""
    raw = validated(root.root / SETTINGS, SETTINGS, "settings.schema.json")
    limits = Limits(**{name.replace("-", "_"): value for name, value in raw.pop("limits", {}).items()})
    small = small_numbers(raw.pop("small-numbers", {}), SmallNumbers())
    settings = Settings(**{name.replace("-", "_"): value for name, value in raw.items()}, limits=limits, small_numbers=small)
    faults = deadline_faults(settings)
    if faults:
        raise DefinitionError(SETTINGS, faults)
    return settings


def validated(path: Path, name: str, schema_name: str) -> dict[str, Any]:
    """Return a TOML file's content, valid by the schema of that name. Raises DefinitionError, with `name` for the file."""
    raw = _read_toml(path.read_bytes(), name)
    path_of_schema = shipped("schemas") / schema_name
    faults = file_faults(path_of_schema, raw)
    if faults:
        schema = read_schema(path_of_schema)
        raise DefinitionError(name, tuple(dict.fromkeys(_remedy(fault, schema) for fault in faults)))
    return raw


def _read_toml(content: bytes, name: str) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig")  # Notepad may begin a file with a byte order mark
    except UnicodeDecodeError:
        raise DefinitionError(name, (("", "save it as UTF-8 text"),)) from None
    text = text.replace("\r\n", "\n")
    try:
        return _without_dates(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError:
        key = f"line {_bad_line(text)}"
        raise DefinitionError(name, ((key, "is not TOML; a text needs quotes, a heading [brackets], and no key stands twice"),)) from None


def _without_dates(raw: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the file's content. TOML has dates of its own; no key of ours takes one."""

    def found(value: Any, key: str) -> list[str]:
        if isinstance(value, dict):
            return [inner for part, one in value.items() for inner in found(one, f"{key}.{part}")]
        if isinstance(value, list):
            return [inner for at, one in enumerate(value) for inner in found(one, f"{key}.{at}")]
        return [key.lstrip(".")] if isinstance(value, date | datetime | time) else []

    dates = found(raw, "")
    if dates:
        raise DefinitionError(name, tuple((key, "is a date; put it in quotes") for key in dates))
    return raw


def _bad_line(text: str) -> int:
    """The line at which the first statement that is not TOML begins, counted from 1."""
    lines = text.splitlines()
    for good in range(len(lines) - 1, 0, -1):
        try:
            tomllib.loads("\n".join(lines[:good]))
        except tomllib.TOMLDecodeError:
            continue
        return good + 1
    return 1


def _remedy(fault: Fault, schema: dict[str, Any]) -> tuple[str, str]:
    """Return the key at fault and what to do, from the keyword and the schema's own descriptions."""
    key = ".".join(str(step) for step in fault.path)
    if fault.keyword == "required":
        return key, f"add the key '{fault.limit}'"
    if fault.keyword in ("additionalProperties", "unevaluatedProperties"):
        unknown = fault.limit[0] if isinstance(fault.limit, list) else str(fault.limit)
        return f"{key}.{unknown}".strip("."), f"is not a key here; take it out or correct it.{nearest(unknown, _known_keys(schema))}"
    if fault.keyword == "enum":
        options = [str(option) for option in fault.limit]
        return key, f"use one of: {', '.join(options)}.{nearest(str(fault.value), tuple(options))}"
    if fault.keyword == "type":
        return key, f"must be {_article(str(fault.rule.get('type', 'another kind')))}, not {json.dumps(fault.value, sort_keys=True)}"
    described = fault.rule.get("description", "see docs/definitions.md")
    return key, f"{json.dumps(fault.value, ensure_ascii=False, sort_keys=True)[:80]} does not fit: {described}"


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _known_keys(schema: Any) -> tuple[str, ...]:
    """Every key that some object of the schema may have."""
    if isinstance(schema, list):
        return tuple(key for part in schema for key in _known_keys(part))
    if not isinstance(schema, dict):
        return ()
    own = tuple(schema.get("properties", {})) if isinstance(schema.get("properties"), dict) else ()
    return own + tuple(key for part in schema.values() for key in _known_keys(part))


def _definition(sub_group: str, year: str, raw: dict[str, Any]) -> Definition:
    digest = hashlib.sha256(json.dumps([sub_group, year, raw], ensure_ascii=False).encode()).hexdigest()[:12]
    return Definition(
        sub_group=sub_group,
        year=year,
        title=raw["title"],
        order=raw["order"],
        digest=digest,
        about=raw.get("about", ""),
        fields=tuple(_field(key, item) for key, item in raw.get("fields", {}).items()),
        measures=tuple(_measure(key, item) for key, item in raw.get("measures", {}).items()),
        tables=tuple(_table(key, item) for key, item in raw.get("tables", {}).items()),
    )


def _field(key: str, raw: dict[str, Any]) -> Field:
    asked = Asked(
        kind=raw["kind"],
        required=raw.get("required", True),
        choices=tuple(raw.get("choices", ())),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        longest=raw.get("longest", _LONGEST.get(raw["kind"])),
        per=raw.get("per"),
    )
    people = raw.get("people", False)
    return Field(key, raw["label"], asked, raw.get("guidance", ""), raw.get("sheet", ""), people, exemption(raw.get("exempt")))


def exemption(raw: dict[str, Any] | None) -> Exemption | None:
    """An exemption as a file has it, its paragraphs in order."""
    return None if raw is None else Exemption(tuple(sorted(raw["paragraphs"])), raw["reason"])


def small_numbers(raw: dict[str, Any], default: SmallNumbers) -> SmallNumbers:
    """A rule for small numbers as a file has it; what it does not say is that of the default."""
    is_zero_shown = raw["zero"] == "show" if "zero" in raw else default.show_zero
    return SmallNumbers(raw.get("threshold", default.threshold), raw.get("round-to", default.round_to), is_zero_shown)


def _measure(key: str, raw: dict[str, Any]) -> Measure:
    plain = {
        name: raw[name] for name in ("theme", "per", "people", "source", "quarters", "publish", "guidance", "tolerance") if name in raw
    }
    return Measure(
        key=key,
        name=raw["name"],
        objective=raw["objective"],
        unit=raw["unit"],
        counts=raw["counts"],
        better=raw["better"],
        asked_in=tuple(quarter for quarter in QUARTERS if quarter in raw.get("asked", QUARTERS)),
        baseline=_baseline(raw.get("baseline")),
        target=_target(raw.get("target")),
        profile=tuple((quarter, raw["profile"][quarter]) for quarter in QUARTERS if quarter in raw.get("profile", {})),
        parts=tuple(_part(name, part) for name, part in raw.get("parts", {}).items()),
        activity_with=raw.get("activity-with", ""),
        small_numbers=small_numbers(raw["small-numbers"], SmallNumbers()) if "small-numbers" in raw else None,
        part_of=raw.get("part-of", ""),
        exempt=exemption(raw.get("exempt")),
        **plain,
    )


def _part(key: str, raw: dict[str, Any]) -> Part:
    return Part(key, raw["label"], raw.get("counts", ""), _baseline(raw.get("baseline")), _target(raw.get("target")))


def _baseline(raw: dict[str, Any] | None) -> Baseline | None:
    return None if raw is None else Baseline(**raw)


def _target(raw: dict[str, Any] | None) -> Target | None:
    return None if raw is None else Target(**{name.replace("-", "_"): value for name, value in raw.items()})


def _table(key: str, raw: dict[str, Any]) -> Table:
    closed_column, closed = next(iter(raw.get("closed", {}).items()), ("", ()))
    return Table(
        key=key,
        title=raw["title"],
        sheet=raw["sheet"],
        columns=tuple(_field(name, column) for name, column in raw["columns"].items()),
        rows=tuple(raw.get("rows", {}).items()),
        row_heading=raw.get("row-heading", ""),
        guidance=raw.get("guidance", ""),
        spare=max(raw.get("spare", 10), raw.get("fewest", 0)),
        fewest=raw.get("fewest", 0),
        after=raw.get("after", ""),
        carry=raw.get("carry", False),
        closed_column=closed_column,
        closed=tuple(closed),
        total=raw.get("total", ""),
        total_column=raw.get("total-column", ""),
        sums_to=raw.get("sums-to", ""),
        exempt=exemption(raw.get("exempt")),
    )
