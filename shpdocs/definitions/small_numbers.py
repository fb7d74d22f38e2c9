"""Which rule for small numbers holds for a measure: its own or the settings', and that of whatever it is a part of; and for a table."""

from __future__ import annotations

from collections.abc import Iterable

from shpdocs.model.definition import Definition, Measure, SmallNumbers, Table


def rule_of(definition: Definition, measure: Measure, default: SmallNumbers) -> SmallNumbers:
    """The rule for a measure's small numbers; a stricter one of what it is a part of counts for it too. `default` is the settings'."""
    return strictest(counted.small_numbers or default for counted in (measure, *_wholes(definition, measure)))


def table_rule(definition: Definition, table: Table, default: SmallNumbers) -> SmallNumbers:
    """The rule for a table's small numbers: that of the measure it sums to or breaks down."""
    behind = measures_behind(definition, table)
    return rule_of(definition, behind[0], default) if behind else default


def measures_behind(definition: Definition, table: Table) -> tuple[Measure, ...]:
    """The measure that a table sums to, then the one that it breaks down; what holds for them holds for it."""
    measures = {measure.key: measure for measure in definition.measures}
    return tuple(measures[name] for name in (table.sums_to, table.after) if name in measures)


def strictest(rules: Iterable[SmallNumbers]) -> SmallNumbers:
    """The rule that withholds what any of these withholds."""
    every = tuple(rules)
    return SmallNumbers(
        max(rule.threshold for rule in every),
        max(rule.round_to for rule in every),
        "show" if all(rule.show_zero for rule in every) else "suppress",
        max(rule.upper_protection for rule in every),
    )


def _wholes(definition: Definition, measure: Measure) -> tuple[Measure, ...]:
    """Every measure that this one is a part of, by whichever way the definition says so."""
    reached = [measure]
    for part in reached:  # grows while it is gone through
        reached += (
            whole
            for whole in definition.measures
            if (whole.key in (part.part_of, part.numerator, part.denominator) or part.key in whole.total_of) and whole not in reached
        )
    return tuple(reached[1:])
