"""What a kind of answer is: everything that is particular to it, said in its own module, and the guard of its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from msgspec import Struct

from shpdocs.model.definition import Asked
from shpdocs.model.origin import Unit
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Json, Place, RawCell, Reading

Schema = dict[str, Any]
WORDS: Schema = {"title": "In words", "description": "As the lead wrote it.", "type": "string", "minLength": 1}


class Guard(Struct, frozen=True):
    """What a program may check while the lead types: neutral words for a data validation.

    `test` is 'whole', 'decimal', 'date', 'list', 'length' or '' (anything). `stop` refuses other entries; else
    they are only warned about. `hint` is shown before, `fault` after a wrong entry: at most 255 characters; a fault
    is told in the words that the catalogue has for it.
    """

    test: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    stop: bool = True
    hint: str = ""
    fault: str = ""


def _as_text(answer: Json, _: Asked) -> str:
    return str(answer)


def _as_it_is(answer: Json) -> str | int | float:
    entry: str | int | float = answer
    return entry


class Kind(Struct, frozen=True):
    """One kind of answer: how it is asked, read and shown, and what else depends on it.

    `schema`, `guard` and `read` depend on what is asked, and the schema's description says what the answer is; `show` gives the
    answer as the paper prints it. `type_in` is what a workbook's cell holds to mean it, `cell` as what (a date is kept as its ISO
    text), `number_format` how, in a column of `width` characters. `codes` names the problem that a fault of its schema is, by
    keyword, where it is not that of every kind.

    `needs` is what a text in its cell must have at least to mean an answer: a digit, or nothing but a number. `also` are words
    that mean one of the guard's choices, in lower case.

    `words` says that an answer is the lead's own words, in one line or in paragraphs and lists; `longest` is how many characters
    it may have where the definition does not say. `is_date` says that it names a day or month, which a date cell must show by
    its `date_parts`: day, month, year.

    `is_number` says that it is a figure: it may be summed, charted and compared, and worked out in a formula. `least` and `most`
    bound it where the definition does not. `unit` is what a heading calls it, '{per}' the number that a rate is per; `sign` is
    printed with it ('£' before, '%' after). `is_count` says that it counts things, of which a small number may be suppressed;
    `is_ratio` that changes of it are not told in per cent. What a cell shows must be what it holds to so many `decimals`, or it is
    asked; a number with more than `most_decimals` was worked out, and is rounded and told.
    """

    schema: Callable[[Asked], Schema]
    guard: Callable[[Asked], Guard]
    read: Callable[[RawCell, Asked], Reading]
    show: Callable[[Json, Asked], str] = _as_text
    type_in: Callable[[Json], str | int | float] = _as_it_is
    cell: Literal["text", "number", "date"] = "text"
    number_format: str = "General"
    width: int = 16
    codes: Mapping[str, str] = {}
    needs: Literal["", "digit", "number"] = ""
    also: tuple[str, ...] = ()
    words: Literal["", "line", "paragraphs"] = ""
    longest: int | None = None
    is_date: bool = False
    date_parts: str = "dmy"
    is_number: bool = False
    least: float | None = None
    most: float | None = None
    unit: str = ""
    sign: str = ""
    is_count: bool = False
    is_ratio: bool = False
    decimals: int = 1
    most_decimals: int = 6

    @property
    def is_percentage(self) -> bool:
        """Whether it is in per cent, so that differences are percentage points."""
        return self.sign == "%"

    @property
    def is_quotient(self) -> bool:
        """Whether it says how many there are of so many: per cent, or per as many as a measure says."""
        return self.is_percentage or "{per}" in self.unit

    @property
    def number_unit(self) -> Unit:
        """What is printed with its numbers."""
        return Unit(before=self.sign) if self.sign == "£" else Unit(after=self.sign)


def needed(code: str, **details: str) -> str:
    """What the catalogue says is needed, for a message that a spreadsheet shows."""
    return Problem(code, Place(""), details=details).needed


def worded_schema(description: str, properties: Schema) -> Schema:
    """The schema of an answer that keeps the words it was given in (`WORDS`) beside what they mean."""
    return {
        "description": description,
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def in_words(answer: Json) -> str:
    """The words that such an answer was given in."""
    return str(answer["words"])
