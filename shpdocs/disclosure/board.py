"""The definitions as the partnership's board may see them: nothing is exempt, all is printed, and the board's own rule holds."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.definition import Definition, Measure, SmallNumbers, Table


def definitions_for_board(definitions: tuple[Definition, ...], rule: SmallNumbers | None) -> tuple[Definition, ...]:
    """Return the definitions without what keeps answers from the public, and without small-number rules of measures if there is a `rule`.

    A board without a rule of its own has those of the measures.
    """
    return tuple(
        replace(
            definition,
            fields=tuple(replace(field, exempt=None) for field in definition.fields),
            measures=tuple(_measure(measure, rule) for measure in definition.measures),
            tables=tuple(map(_table, definition.tables)),
        )
        for definition in definitions
    )


def _measure(measure: Measure, rule: SmallNumbers | None) -> Measure:
    return replace(measure, publish=True, exempt=None, small_numbers=None if rule else measure.small_numbers)


def _table(table: Table) -> Table:
    return replace(table, exempt=None, columns=tuple(replace(column, exempt=None) for column in table.columns))
