"""The door to a year's paper profile, written by hand: it becomes typed values, or an error."""

from __future__ import annotations

from typing import Any

from shpdocs.doors.definition_files import Year, exemption, validated
from shpdocs.doors.store import PROFILE, TEMPLATES, Folder
from shpdocs.rules.paper_consistency import profile_faults
from shpdocs.words.errors import DefinitionError, FolderError
from shpdocs.words.profile import AnswerName, Content, Line, Profile, SectionPlan, Theme, Words


def read_profile(root: Folder, year: Year) -> Profile:
    """Read and validate a year's profile, and whether it and the definitions meet.

    Raises:
        FolderError: the year has no profile.
        DefinitionError: a file is wrong; names file, key and remedy, all faults of the file at once.
    """
    path = root.templates(year.name) / PROFILE
    if not path.is_file():
        raise FolderError(f"{TEMPLATES}/{year.name} has no {PROFILE}, the paper's profile.", "Copy that of another year and change it.")
    profile = _profile(year.name, validated(path, f"{TEMPLATES}/{year.name}/{PROFILE}", "profile.schema.json"))
    for file, found in profile_faults(profile, year.definitions).items():
        raise DefinitionError(f"{TEMPLATES}/{year.name}/{file}", found)
    return profile


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
        themes=tuple(Theme(item["key"], item["heading"], item.get("first-column", "Objective")) for item in raw.get("themes", ())),
    )


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
