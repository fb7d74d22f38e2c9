"""Definitions and paper profiles, written by hand: they become typed values, or an error."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from shpdocs.answers.kinds import KINDS
from shpdocs.definitions.consistency import definition_faults
from shpdocs.definitions.library import Expanded, expanded
from shpdocs.definitions.library_files import LibraryFiles
from shpdocs.definitions.profile_consistency import profile_faults
from shpdocs.definitions.toml_files import definition_error, judged_toml, parsed_toml, read_toml, toml_bytes, valid_toml
from shpdocs.model.definition import Definition, Taken
from shpdocs.model.errors import DefinitionError, FolderError, Remedy, did_you_mean
from shpdocs.model.period import QUARTERS
from shpdocs.model.profile import AnswerName, Profile
from shpdocs.store.folder import LIBRARY, PROFILE, TEMPLATES, Folder, profile_file

_SPARE = 10  # rows
_RELATIONS = ("part-of", "total-of", "numerator", "denominator", "rows-are", "small-numbers")
_UNASKED = (*_RELATIONS, "base", "published", "link", "from-guidance", "since")  # no lead is told of them


class Year(Struct, frozen=True):
    """A financial year's definitions, in order."""

    name: str
    definitions: tuple[Definition, ...]

    def definition(self, sub_group: str) -> Definition | None:
        """The definition of that sub-group, or None."""
        return next((definition for definition in self.definitions if definition.sub_group == sub_group), None)


def read_year(folder: Folder, year: str) -> Year:
    """Read and validate a year's definitions.

    Raises:
        FolderError: there are no definitions for that year.
        DefinitionError: a file is wrong; names file, key and remedy, all faults of the file at once.
    """
    library = LibraryFiles(folder.library)
    definitions = (_read(folder.templates(year) / f"{name}.toml", year, library) for name in folder.sub_groups(year))
    return Year(year, tuple(sorted(definitions, key=lambda definition: (definition.order, definition.sub_group))))


def read_definition(path: Path, year: str) -> Definition:
    """Read and validate one definition, with what it takes from the library.

    Raises:
        DefinitionError: the file is no TOML, or what it asks is not allowed or contradicts itself; of a value that it takes from the
            library, the error names the library's file and key.
    """
    return _read(path, year, LibraryFiles(path.parent.parent / LIBRARY))


def _read(path: Path, year: str, library: LibraryFiles) -> Definition:
    name = f"{TEMPLATES}/{year}/{path.name}"
    written = expanded(parsed_toml(name, toml_bytes(name, path)), library.library)
    toml = judged_toml(written.raw, "definition.schema.json")
    if written.faults or toml.faults:
        raise _error(path, name, written, (*written.faults, *_by_themselves(toml.faults, written.faults)))
    definition = _definition(path.stem, year, written.raw, written.taken)
    faults = definition_faults(definition)
    if faults:
        raise _error(path, name, written, faults)
    return definition


def _by_themselves(faults: tuple[Remedy, ...], not_taken: tuple[Remedy, ...]) -> Iterator[Remedy]:
    """The faults that do not follow from what the library lacks: with that, the rest of the measure may be right."""
    spoilt = tuple(key.removesuffix("from") for key, _ in not_taken)
    yield from (fault for fault in faults if not f"{fault[0]}.".startswith(spoilt))


def _error(path: Path, name: str, written: Expanded, faults: tuple[Remedy, ...]) -> DefinitionError:
    """The error about the faults of a definition in the file where they stand: those of the library first, from which others may follow."""
    by_file: dict[str, tuple[Remedy, ...]] = {}
    for key, remedy in faults:
        file, inner = written.place(key)
        by_file[file] = (*by_file.get(file, ()), (inner, remedy))
    file = max(by_file)
    place = path.parents[1] / Path(file).relative_to(TEMPLATES) if file else path
    return definition_error(file or name, toml_bytes(file or name, place), by_file[file])


def read_profile(folder: Folder, year: Year, name: str = "") -> Profile:
    """Read and validate a year's profile, and whether it and the definitions meet.

    `name` is that of a profile beside the usual one: 'select-committee' for paper-select-committee.toml.

    Raises:
        FolderError: the year has no such profile; names those that there are.
        DefinitionError: a file is wrong; names file, key and remedy, all faults of the file at once.
    """
    check_profile(folder, year.name, name)
    file, templates, about = profile_file(name), folder.templates(year.name), f"{TEMPLATES}/{year.name}"
    raw = valid_toml(f"{about}/{file}", toml_bytes(f"{about}/{file}", templates / file), "profile.schema.json")
    profile = _profile(year.name, f"{about}/{file}", raw)
    for faulty_file, faults in profile_faults(profile, year.definitions, file).items():
        raise definition_error(f"{about}/{faulty_file}", toml_bytes(f"{about}/{faulty_file}", templates / faulty_file), faults)
    return profile


def check_profile(folder: Folder, year: str, name: str) -> None:
    """Make sure that a year has a profile of that name; it is not read.

    Raises:
        FolderError: it has none; names those that there are.
    """
    known = folder.profiles(year)
    if name not in known:
        raise _no_profile(year, name, known)


def sound_meeting_date(folder: Folder, year: str) -> AnswerName | None:
    """The answer that a year's profile names for the day of the meeting, for a first look: the rest of the profile may be wrong."""
    path = folder.templates(year) / PROFILE
    content = toml_bytes(f"{TEMPLATES}/{year}/{PROFILE}", path) if os.path.lexists(path) else b""
    if b"meeting-date" not in content:  # many have none, and to judge a profile takes time
        return None
    name = read_toml(content, "profile.schema.json").sound.get("meeting-date", "")
    return AnswerName(*name.split("/")) if name else None


def _no_profile(year: str, name: str, known: tuple[str, ...]) -> FolderError:
    files = ", ".join(profile_file(known_name) for known_name in known)
    if not files:
        return FolderError(
            f"{TEMPLATES}/{year} has no {profile_file(name)}, the paper's profile.", "Copy that of another year and change it."
        )
    remedy = f"Name one that there is, or copy one of them to {profile_file(name)} and change it.{did_you_mean(name, known)}"
    return FolderError(f"{TEMPLATES}/{year} has no {profile_file(name)}, the paper's profile (there are: {files}).", remedy)


# From the shape of the file to that of the model, where they differ: a key that is a name, what names an answer, a word for yes or
# no. What is converted is valid already; not strict, since 5.0 is a whole number by JSON Schema.


def _definition(sub_group: str, year: str, raw: dict[str, Any], taken: Mapping[str, Taken]) -> Definition:
    digest = hashlib.sha256(json.dumps([sub_group, year, _asked(raw)], ensure_ascii=False).encode()).hexdigest()[:12]
    groups = {
        "fields": _fields(raw.get("fields", {})),
        "measures": [_measure(key, measure, taken.get(key)) for key, measure in raw.get("measures", {}).items()],
        "tables": [_table(key, table) for key, table in raw.get("tables", {}).items()],
    }
    return convert({**raw, **groups, "sub-group": sub_group, "year": year, "digest": digest}, Definition, strict=False)


def _asked(raw: dict[str, Any]) -> dict[str, Any]:
    """The same without what no lead is asked or told: with another relation the workbook is still the same."""
    asked: dict[str, Any] = {}
    for group in ("measures", "tables"):
        if group in raw:
            asked[group] = {
                name: {key: value for key, value in question.items() if key not in _UNASKED} for name, question in raw[group].items()
            }
    return {**raw, **asked}


def _fields(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a definition, or the columns of a table."""
    return [
        {
            "key": key,
            **_with_exemption(field),
            "asked": {"longest": KINDS[field["kind"]].longest, "suppressible": field.get("people", False), **field},
        }
        for key, field in raw.items()
    ]


def _measure(key: str, raw: dict[str, Any], taken: Taken | None) -> dict[str, Any]:
    asked, profile = raw.get("asked", QUARTERS), raw.get("profile", {})
    return {
        "key": key,
        "taken": taken,
        **_with_exemption(raw),
        "asked": [quarter for quarter in QUARTERS if quarter in asked],
        "profile": [(quarter, profile[quarter]) for quarter in QUARTERS if quarter in profile],
        "parts": [{"key": name, **part} for name, part in raw.get("parts", {}).items()],
    }


def _table(key: str, raw: dict[str, Any]) -> dict[str, Any]:
    closed_column, closed = next(iter(raw.get("closed", {}).items()), ("", ()))
    return {
        "key": key,
        **_with_exemption(raw),
        "columns": _fields(raw["columns"]),
        "rows": list(raw.get("rows", {}).items()),
        "spare": max(raw.get("spare", _SPARE), raw.get("fewest", 0)),
        "closed-column": closed_column,
        "closed": closed,
    }


def _with_exemption(raw: dict[str, Any]) -> dict[str, Any]:
    """The same with the paragraphs of its exemption, if it has one, in order."""
    exempt = raw.get("exempt")
    return {**raw, "exempt": {**exempt, "paragraphs": sorted(exempt["paragraphs"])}} if exempt else raw


def _profile(year: str, file: str, raw: dict[str, Any]) -> Profile:
    sections = [{**_section(section), "file": file, "key": f"sections.{number}"} for number, section in enumerate(raw["sections"], 1)]
    return convert({**_named(raw, "meeting-date"), "year": year, "file": file, "sections": sections}, Profile, strict=False)


def _section(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        **_with_exemption(_named(raw, "from")),
        "omit-when-empty": raw.get("when-empty") == "omit",
        "lines": [{**_named(line, "from"), "key": f"lines.{number}"} for number, line in enumerate(raw.get("lines", ()), 1)],
        "content": [_named(content, "from", "list", "rows") for content in raw.get("content", ())],
    }


def _named(raw: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The same with what these keys name ('prevent/update', or a list of such) as sub-group and field or table."""
    return {**raw, **{key: _answer_name(raw[key]) for key in keys if key in raw}}


def _answer_name(name: str | list[str]) -> list[Any]:
    return name.split("/") if isinstance(name, str) else [_answer_name(item) for item in name]
