"""The door to a year's paper profile, written by hand: it becomes typed values, or an error."""

from __future__ import annotations

from typing import Any

from shpdocs.definitions.definition_files import Year, exemption, validated
from shpdocs.definitions.profile_consistency import profile_faults
from shpdocs.model.errors import DefinitionError, FolderError, nearest
from shpdocs.model.profile import AnswerName, Content, Line, Profile, SectionPlan, Theme, Words
from shpdocs.store.folder import TEMPLATES, Folder, profile_file


def read_profile(root: Folder, year: Year, name: str = "") -> Profile:
    """Read and validate a year's profile, and whether it and the definitions meet.

    `name` is that of a profile beside the usual one: 'select-committee' for paper-select-committee.toml.

    Raises:
        FolderError: the year has no such profile; names those that there are.
        DefinitionError: a file is wrong; names file, key and remedy, all faults of the file at once.
    """
    known = root.profiles(year.name)
    if name not in known:
        raise _no_profile(year.name, name, known)
    file = profile_file(name)
    told = f"{TEMPLATES}/{year.name}/{file}"
    profile = _profile(year.name, validated(root.templates(year.name) / file, told, "profile.schema.json"))
    for at_fault, found in profile_faults(profile, year.definitions, file).items():
        raise DefinitionError(f"{TEMPLATES}/{year.name}/{at_fault}", found)
    return profile


def _no_profile(year: str, name: str, known: tuple[str, ...]) -> FolderError:
    files = ", ".join(profile_file(one) for one in known)
    if not files:
        return FolderError(
            f"{TEMPLATES}/{year} has no {profile_file(name)}, the paper's profile.", "Copy that of another year and change it."
        )
    remedy = f"Name one that there is, or copy one of them to {profile_file(name)} and change it.{nearest(name, known)}"
    return FolderError(f"{TEMPLATES}/{year} has no {profile_file(name)}, the paper's profile (there are: {files}).", remedy)


def _answer_name(text: str) -> AnswerName:
    sub_group, key = text.split("/")
    return AnswerName(sub_group, key)


def _profile(year: str, raw: dict[str, Any]) -> Profile:
    return Profile(
        year=year,
        title=raw["title"],
        committee=raw["committee"],
        words=Words(**{name.replace("-", "_"): value for name, value in raw["words"].items()}),
        sections=tuple(_section(item) for item in raw["sections"]),
        author=raw.get("author", ""),
        footer=tuple(raw.get("footer", ())),
        page_numbers=raw.get("page-numbers", True),
        meeting_date=_answer_name(raw["meeting-date"]) if "meeting-date" in raw else None,
        themes=tuple(_theme(item) for item in raw.get("themes", ())),
    )


def _theme(raw: dict[str, Any]) -> Theme:
    return Theme(raw["key"], raw["heading"], raw.get("first-column", "Objective"), raw.get("short", ""))


def _section(raw: dict[str, Any]) -> SectionPlan:
    return SectionPlan(
        kind=raw["kind"],
        heading=raw.get("heading", ""),
        level=raw.get("level", 2),
        page=raw.get("page", ""),
        omit_when_empty=raw.get("when-empty") == "omit",
        lines=tuple(_line(line) for line in raw.get("lines", ())),
        content=tuple(_content(item) for item in raw.get("content", ())),
        table=_answer_name(raw["from"]) if "from" in raw else None,
        columns=tuple(raw.get("columns", ())),
        columns_if_any=tuple(raw.get("columns-if-any", ())),
        target_heading=raw.get("target-heading", ""),
        baseline_heading=raw.get("baseline-heading", ""),
        with_counts=raw.get("with-counts", False),
        own_text=raw.get("own-text", "replaces"),
        is_appendix=raw.get("appendix", False),
        exempt=exemption(raw.get("exempt")),
    )


def _line(raw: dict[str, Any]) -> Line:
    return Line(raw["label"], _answer_name(raw["from"]) if "from" in raw else None, raw.get("words", ""))


def _content(raw: dict[str, Any]) -> Content:
    return Content(
        run_in=tuple(_answer_name(name) for name in raw.get("from", ())),
        sentence=raw.get("sentence", ""),
        list_of=_answer_name(raw["list"]) if "list" in raw else None,
        numbering=raw.get("numbering", "1."),
        rows_of=_answer_name(raw["rows"]) if "rows" in raw else None,
    )
