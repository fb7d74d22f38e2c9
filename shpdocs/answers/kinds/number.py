"""A number; and what is alike in every kind whose cell holds one: its schema, its guard, and how a stored or written one is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shpdocs.answers.formats import is_money_format, is_percent_format
from shpdocs.answers.kinds.kind import Guard, Kind, Schema, needed
from shpdocs.answers.values import as_figure, json_number, parse_number, plain_number, show_number, with_sign, without_negative
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading

Bound = float | None


def span(asked: Asked, least: Bound, most: Bound) -> tuple[Bound, Bound]:
    """The smallest and largest number allowed, from the definition or else the kind; None where there is no bound."""
    return least if asked.minimum is None else asked.minimum, most if asked.maximum is None else asked.maximum


def number_schema(json_type: str, low: Bound, high: Bound) -> Schema:
    """A number between two bounds."""
    bounds = {"minimum": low, "maximum": high}
    return {"type": json_type} | {keyword: bound for keyword, bound in bounds.items() if bound is not None}


def number_kind(
    what: str,
    code: str,
    read: Callable[[RawCell, Asked], Reading],
    json_type: str = "number",
    least: Bound = None,
    most: Bound = None,
    sign: str = "",
    **particular: Any,
) -> Kind:
    """A kind whose answer is a plain number: `what` is asked for, and a wrong entry is told as the problem of that code is."""
    return Kind(
        schema=lambda asked: {"description": _in_a_sentence(what, asked)} | number_schema(json_type, *span(asked, least, most)),
        guard=_number_guard("whole" if json_type == "integer" else "decimal", what, code, (least, most)),
        read=read,
        show=lambda answer, _: with_sign(show_number(answer), sign),
        cell="number",
        is_number=True,
        least=least,
        most=most,
        sign=sign,
        **particular,
    )


def _in_a_sentence(what: str, asked: Asked) -> str:
    return f"{what[0].upper()}{what[1:]}.".replace("{per}", str(asked.per))


def _number_guard(test: str, what: str, code: str, usual: tuple[Bound, Bound]) -> Callable[[Asked], Guard]:
    def guard(asked: Asked) -> Guard:
        low, high = span(asked, *usual)
        least, most = ("" if bound is None else show_number(bound) for bound in (low, high))
        within = f", from {least} to {most}" if least and most else f", {least} or more" if least else f", {most} or less" if most else ""
        hint = f"Enter {what}{within}.".replace("{per}", str(asked.per))
        faults = [needed(code, limit=str(asked.per))]
        faults += [needed("too-small", limit=least)] if least else []
        faults += [needed("too-large", limit=most)] if most else []
        return Guard(test, low, high, stop=not asked.no_figure, hint=hint, fault=" ".join(faults))

    return guard


def read_number(cell: RawCell, _: Asked) -> Reading:
    """A number as stored, or written as text with thousands separators; '(12)' and '12-' are below nothing."""
    if isinstance(cell.value, str):
        return _number_text(cell.value)
    number = plain_number(cell.value)
    if number is None or is_percent_format(cell.number_format) or is_money_format(cell.number_format):
        return Reading("number", problem="not-a-number")
    return Reading("number", json_number(number))


def _number_text(text: str) -> Reading:
    figure = as_figure(text)
    amount = without_negative(figure)
    number = parse_number(amount or figure)
    if number is None:
        return Reading("number-text", problem="not-a-number")
    return Reading("negative-text", json_number(-number)) if amount else Reading("number-text", json_number(number))


KIND = number_kind("a number", "not-a-number", read_number, unit="Number", needs="number")
