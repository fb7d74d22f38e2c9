"""What a reader knows before any paper: the definition and the rule, read from the TOML files as everybody can read them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.disclosure.attack.made_up import Rule


@dataclass(frozen=True)
class Asked:
    """A definition and the partnership's rule, as plain values of TOML."""

    measures: dict[str, dict[str, Any]]
    tables: dict[str, dict[str, Any]]
    default: Rule

    def rule_of_measure(self, key: str) -> Rule:
        """Its own rule or the partnership's; where the whole that it is part of has a stricter one, that one."""
        measure = self.measures[key]
        own = _rule(measure["small-numbers"]) if "small-numbers" in measure else self.default
        whole = measure.get("part-of")
        return stricter(own, self.rule_of_measure(whole)) if whole else own

    def rule_of_table(self, key: str) -> Rule:
        """That of the measure it breaks down."""
        measure = self.measure_of_table(key)
        return self.rule_of_measure(measure) if measure else self.default

    def measure_of_table(self, key: str) -> str:
        """The key of the measure that the table breaks down; '' if it breaks down none."""
        table = self.tables[key]
        return str(table.get("sums-to") or table.get("after") or "")

    def columns_of(self, key: str, kind: str) -> list[str]:
        """The keys of a table's columns of that kind."""
        return [column for column, asked in self.tables[key]["columns"].items() if asked["kind"] == kind]


def stricter(one: Rule, other: Rule) -> Rule:
    """The rule of which a number must satisfy both."""
    zero = "suppress" if "suppress" in (one.zero, other.zero) else "show"
    return Rule(max(one.threshold, other.threshold), max(one.round_to, other.round_to), zero, max(one.upper, other.upper))


def read_asked(definition: Path, settings: Path) -> Asked:
    """Read the definition and the settings."""
    read = tomllib.loads(definition.read_text(encoding="utf-8"))
    default = _rule(tomllib.loads(settings.read_text(encoding="utf-8")).get("small-numbers", {}))
    return Asked(read.get("measures", {}), read.get("tables", {}), default)


def _rule(stated: dict[str, Any]) -> Rule:
    return Rule(stated.get("threshold", 5), stated.get("round-to", 0), stated.get("zero", "show"), stated.get("upper-protection", 0))
