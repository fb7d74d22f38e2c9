"""A year's paper profile, written by hand: it becomes typed values, or an error."""

from __future__ import annotations

from typing import Any

from msgspec import convert

from shpdocs.definitions.definition_files import Year, with_exemption
from shpdocs.definitions.profile_consistency import profile_faults
from shpdocs.definitions.toml_files import read_valid_toml
from shpdocs.model.errors import DefinitionError, FolderError, did_you_mean
from shpdocs.model.profile import Profile
from shpdocs.store.folder import TEMPLATES, Folder, profile_file


def read_profile(folder: Folder, year: Year, name: str = "") -> Profile:
    """Read and validate a year's profile, and whether it and the definitions meet.

    `name` is that of a profile beside the usual one: 'select-committee' for paper-select-committee.toml.

    Raises:
        FolderError: the year has no such profile; names those that there are.
        DefinitionError: a file is wrong; names file, key and remedy, all faults of the file at once.
    """
    known = folder.profiles(year.name)
    if name not in known:
        raise _no_profile(year.name, name, known)
    file = profile_file(name)
    path = f"{TEMPLATES}/{year.name}/{file}"
    profile = _profile(year.name, read_valid_toml(folder.templates(year.name) / file, path, "profile.schema.json"))
    for faulty_file, faults in profile_faults(profile, year.definitions, file).items():
        raise DefinitionError(f"{TEMPLATES}/{year.name}/{faulty_file}", faults)
    return profile


def _no_profile(year: str, name: str, known: tuple[str, ...]) -> FolderError:
    files = ", ".join(profile_file(known_name) for known_name in known)
    if not files:
        return FolderError(
            f"{TEMPLATES}/{year} has no {profile_file(name)}, the paper's profile.", "Copy that of another year and change it."
        )
    remedy = f"Name one that there is, or copy one of them to {profile_file(name)} and change it.{did_you_mean(name, known)}"
    return FolderError(f"{TEMPLATES}/{year} has no {profile_file(name)}, the paper's profile (there are: {files}).", remedy)


# From the shape of the file to that of the model, where they differ: what names an answer, a word for yes or no.


def _profile(year: str, raw: dict[str, Any]) -> Profile:
    sections = [_section(section) for section in raw["sections"]]
    return convert({**_named(raw, "meeting-date"), "year": year, "sections": sections}, Profile, strict=False)


def _section(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        **with_exemption(_named(raw, "from")),
        "omit-when-empty": raw.get("when-empty") == "omit",
        "lines": [_named(line, "from") for line in raw.get("lines", ())],
        "content": [_named(content, "from", "list", "rows") for content in raw.get("content", ())],
    }


def _named(raw: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The same with what these keys name ('prevent/update', or a list of such) as sub-group and field or table."""
    return {**raw, **{key: _answer_name(raw[key]) for key in keys if key in raw}}


def _answer_name(name: str | list[str]) -> list[Any]:
    return name.split("/") if isinstance(name, str) else [_answer_name(item) for item in name]
