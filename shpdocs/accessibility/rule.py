"""What a rule of accessibility is, and what it says of a file: the same for workbooks and for papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from shpdocs.model.audit import AuditedFile, Finding, RuleResult
from shpdocs.model.returns import Place

Facts = TypeVar("Facts")


class Breach(Struct, frozen=True):
    """A departure from a rule: sheet and cell ('' for the whole), what stands there, how to mend it."""

    sheet: str
    cell: str
    what: str
    mend: str
    is_choice: bool = False


class Rule(Struct, Generic[Facts], frozen=True):
    """A rule: its code, its title as a statement that is true when it is met, and the function that looks for departures."""

    code: str
    title: str
    is_essential: bool
    check: Callable[[Facts], Iterable[Breach]]


def judge(rules: tuple[Rule[Facts], ...], file: str, facts: Facts) -> AuditedFile:
    """Return how a file with these facts stands against every rule."""
    return AuditedFile(file, tuple(_result(rule, file, facts) for rule in rules))


def _result(rule: Rule[Facts], file: str, facts: Facts) -> RuleResult:
    breaches = dict.fromkeys(rule.check(facts))  # the same breach, met in two ways, counts once
    findings = tuple(
        Finding(rule.code, Place(file, breach.sheet, breach.cell), breach.what, breach.mend, breach.is_choice) for breach in breaches
    )
    return RuleResult(rule.code, rule.title, rule.is_essential, findings)
