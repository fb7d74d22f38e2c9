"""The settings of a partnership folder: shpdocs.toml, read and judged; and what a JSON Schema cannot say of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from msgspec import convert

from shpdocs.definitions.toml_files import definition_error, read_toml, toml_bytes
from shpdocs.model.errors import Remedy, UsageError
from shpdocs.model.period import parse_period
from shpdocs.model.settings import Settings
from shpdocs.store.folder import SETTINGS, Folder


def read_settings(folder: Folder) -> Settings:
    """Read and validate shpdocs.toml.

    Raises:
        DefinitionError: the file is no TOML, or something in it is wrong.
    """
    content = toml_bytes(SETTINGS, folder.root / SETTINGS)
    settings, faults = _judged(content)
    if faults:
        raise definition_error(SETTINGS, content, faults)
    return settings


def sound_settings(folder: Folder) -> Settings:
    """Read of shpdocs.toml what is sound, for a first look: it must not end at a wrong address. What is wrong is as if it were not set."""
    return _judged(toml_bytes(SETTINGS, folder.root / SETTINGS))[0]


@lru_cache(maxsize=8)  # a command asks for them more than once: for the current period, and for the rest
def _judged(content: bytes) -> tuple[Settings, tuple[Remedy, ...]]:
    """The settings as far as they are sound, and every fault of the file."""
    toml = read_toml(content, "settings.schema.json")
    settings = convert({"partnership": "", "council": "", **toml.sound}, Settings, strict=False)  # 5.0 is a whole number by JSON Schema
    return settings, toml.faults or (*_day_faults(settings), *_word_faults(settings))


def _word_faults(settings: Settings) -> Iterator[Remedy]:
    """Every noun that counts people by one list and none by the other."""
    words = settings.small_numbers.words
    people = {word.lower() for word in words.for_people}
    for number, word in enumerate(words.for_others, 1):
        if word.lower() in people:
            yield f"small-numbers.words.for-others.{number}", f"{word} stands in 'for-people' too; take it out of one of the two lists"


def _day_faults(settings: Settings) -> Iterator[Remedy]:
    """Every day that can be none: of a period that is none, a deadline before its quarter has ended, a meeting before its quarter
    has begun."""
    for key, days, edge in (("deadlines", settings.deadlines, "ended"), ("meetings", settings.meetings, "begun")):
        for name, day in days.items():
            try:
                period = parse_period(name)
            except UsageError as error:
                yield f"{key}.{name}", f"is no period. {error.remedy}"
                continue
            earliest = period.last_day if edge == "ended" else period.before.last_day + timedelta(days=1)
            if day < earliest.isoformat():
                yield f"{key}.{name}", f"lies before the quarter has {edge}; give a later day"
