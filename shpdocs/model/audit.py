"""Audits: how a file stands against each rule of accessibility."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from shpdocs.model.returns import Place

RuleVerdict = Literal["met", "broken", "by-choice"]


class Finding(Struct, frozen=True):
    """One departure from a rule: where, what stands there and how to mend it.

    `is_choice` is set for a departure that an entry form makes on purpose, or that may be right: it is named, and breaks nothing.
    In a paper the place's sheet is the heading over it ("under 'Headlines'") and its cell what it is there ('table 2, row 3').
    """

    rule: str
    place: Place
    what: str
    mend: str
    is_choice: bool = False

    @property
    def separator(self) -> str:
        """What stands between the two parts of its place: 'Measures B4', but "under 'Headlines', paragraph 2"."""
        return ", " if self.rule.startswith("W") else " "

    @property
    def where(self) -> str:
        """Its place within the file in words, '' for the whole file."""
        return self.separator.join(part for part in (self.place.sheet, self.place.cell) if part)


class RuleResult(Struct, frozen=True):
    """How a file stands against one rule. `is_essential` as the published checklist marks it, or WCAG asks for it."""

    code: str
    title: str
    is_essential: bool
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> RuleVerdict:
        """'broken' if anything is, else 'by-choice' if anything was found, else 'met'."""
        if any(not finding.is_choice for finding in self.findings):
            return "broken"
        return "by-choice" if self.findings else "met"


class UnreadFile(Struct, frozen=True):
    """Why a file could not be audited, and what to do."""

    what: str
    mend: str


class AuditedFile(Struct, frozen=True):
    """A file and its result for every rule, in the order of the rules; there are none for a file that could not be read."""

    file: str
    results: tuple[RuleResult, ...] = ()
    unread: UnreadFile | None = None

    def count(self, verdict: RuleVerdict) -> int:
        """How many rules have this verdict."""
        return sum(result.verdict == verdict for result in self.results)

    @property
    def is_broken(self) -> bool:
        """Whether any rule is broken."""
        return self.count("broken") > 0
