"""Answers of every kind, each in a form in which a lead may type it. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from shpdocs.model.definition import Asked
from shpdocs.model.returns import Json

Entry = str | int | float | bool | date

_WORDS = (
    "amber", "bench", "café", "dove", "engine", "façade", "grove", "harbour", "inlet", "jetty", "kestrel", "lantern", "meadow",
    "naïve", "orchard", "pebble", "quay", "river", "stone", "thistle", "ünder", "valley", "willow", "x-ray", "yarrow", "zephyr",
    "O’Neil", "“quoted”", "R&D", "<b>bold</b>", "a=b", "{braces}", "emoji 🙂", "\u200fעברית\u200f", "naïve–dash", "C:\\path",
    "no. 7", "per cent",
)  # fmt: skip
_PLAIN = _WORDS[: _WORDS.index("O’Neil")]
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DECIMALS = {"number": 2, "percentage": 1, "rate": 1}


@dataclass(frozen=True)
class Typed:
    """What is typed into a cell, and the answer it means."""

    entry: Entry
    answer: Json


def words(rng: Random, low: int, high: int) -> str:
    """A line of made-up text: never a formula, a number, a stated reason or blank."""
    return " ".join(("Made-up", *(rng.choice(_WORDS) for _ in range(rng.randint(low, high)))))


def name(rng: Random) -> str:
    """A made-up name of words alone, as a text may repeat it."""
    return f"Made-up {rng.choice(_PLAIN)} {rng.choice(_PLAIN)}"


def figure_near(rng: Random, unit: str, centre: float, spread: float = 0.2) -> Json:
    """A figure not far from a centre, or a status."""
    if unit == "status":
        return f"Completed: {words(rng, 1, 4)}"
    near = centre * rng.uniform(1 - spread, 1 + spread)
    if unit == "money":
        return _pounds(round(near))
    rounded = round(near, _DECIMALS.get(unit, 0))
    return int(rounded) if rounded == int(rounded) else rounded


def as_typed(rng: Random, asked: Asked, answer: Json) -> Entry:
    """One of the forms in which a number or a sum of money is typed."""
    forms: dict[str, tuple[Entry, ...]] = {
        "count": (answer, answer, f"{answer:,}", f" {answer} ") if asked.kind == "count" else (),
        "percentage": (answer, answer, f"{answer}%", f"{answer} %"),
        "rate": (answer, answer, str(answer), f"{answer} per {asked.per or 1:,}"),
        "number": (answer, answer, f"{answer:,}") if asked.kind == "number" else (),
        "money": (answer["amount"], answer["words"]) if asked.kind == "money" else (),
    }
    return rng.choice(forms.get(asked.kind, (answer,)))


def an_answer(rng: Random, asked: Asked) -> Typed:
    """An answer of the kind, within its bounds."""
    match asked.kind:
        case "text":
            line = words(rng, 1, 5)
            return Typed(line, line)
        case "narrative":
            text = "\n".join(rng.choice(("", "- ", "1. ")) + words(rng, 1, 8) for _ in range(rng.randint(1, 4)))
            return Typed(text, text)
        case "count":
            number: Json = rng.randint(1, 9_999)
        case "number":
            number = figure_near(rng, "number", rng.randint(10, 9_999))
        case "percentage":
            number = figure_near(rng, "percentage", rng.randint(5, 80))
        case "rate":
            number = figure_near(rng, "rate", rng.randint(5, 900))
        case "money":
            number = _pounds(rng.randint(1, 10**6))
        case _:
            return _other(rng, asked)
    return Typed(as_typed(rng, asked, number), number)


def _other(rng: Random, asked: Asked) -> Typed:
    match asked.kind:
        case "date":
            day = date(rng.randint(2015, 2035), rng.randint(1, 12), rng.randint(1, 28))
            forms: tuple[Entry, ...] = (day, day, f"{day.day} {_MONTHS[day.month - 1]} {day.year}", day.isoformat())
            return Typed(rng.choice(forms), day.isoformat())
        case "months":
            month, year = rng.randint(1, 12), rng.randint(2020, 2030)
            said = rng.choice((f"{_MONTHS[month - 1]} {year}", f"{_MONTHS[month - 1][:3]} {year}"))
            return Typed(said, {"words": said, "start": f"{year}-{month:02d}", "end": f"{year}-{month:02d}"})
        case "choice":
            choice = rng.choice(asked.choices)
            return Typed(rng.choice((choice, choice, choice.upper(), f" {choice} ")), choice)
        case _:
            yes = rng.random() < 0.5
            return Typed(rng.choice(("Yes", "YES", "y") if yes else ("No", "no", "N")), yes)


def _pounds(amount: int) -> Json:
    return {"amount": amount, "words": f"£{amount:,}"}
