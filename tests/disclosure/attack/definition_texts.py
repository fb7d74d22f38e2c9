"""Made-up families written down as the definition and the two profiles of a partnership."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.disclosure.attack.made_up import POPULATION, Family, MadeTable, Rule

YEAR, SUB_GROUP = "2024-25", "young-people"
SETTINGS = 'partnership = "Made-up Partnership"\ncouncil = "Made-up Council"\n'
_PROFILE = """title = "MADE-UP PAPER"
committee = "Made-up Committee"
footer = ["{committee}"]

[words]
not-yet-available = "Not yet available"
not-applicable = "Not applicable"
suppressed = "[c]"
no-baseline = "No baseline"
no-entry = "No entry"
none = "None."
no-return = "No return received"
"""
_FIGURES = """
[[sections]]
kind = "headlines"
heading = "HEADLINES"

[[sections]]
kind = "dashboard"
heading = "Position"

[[sections]]
kind = "charts"
heading = "Charts"
when-empty = "omit"
"""
_MEASURES = """
[[sections]]
kind = "measures"
target-heading = "Target"
baseline-heading = "Baseline"
"""
_TABLE = """
[[sections]]
kind = "table"
heading = "Table {key}"
from = "{sub_group}/{key}"
"""
_BACKGROUND = """
[[sections]]
kind = "text"
heading = "BACKGROUND PAPERS"
content = [{{ from = ["{sub_group}/papers"] }}]
"""


def write_partnership(root: Path, families: Iterable[Family], rule: Rule, short: str) -> None:
    """The settings, the definition and both profiles; `short` says what the short one prints."""
    templates = root / "workbook_templates" / YEAR
    templates.mkdir(parents=True)
    (root / "shpdocs.toml").write_text(SETTINGS + _rule_text(rule, "small-numbers"), encoding="utf-8")
    families = tuple(families)
    (templates / f"{SUB_GROUP}.toml").write_text(definition_text(families, rule), encoding="utf-8")
    tables = [table for family in families for table in family.tables]
    apart = [table for table in tables if table.link == "sums-to"]
    background = _BACKGROUND.format(sub_group=SUB_GROUP)
    (templates / "paper.toml").write_text(_PROFILE + _FIGURES + _MEASURES + _sections(apart) + background, encoding="utf-8")
    printed = {"tables": _sections(tables), "measures": _MEASURES, "one table": _sections(tables[:1])}[short]
    (templates / "paper-short.toml").write_text(_PROFILE + (printed or _MEASURES) + background, encoding="utf-8")


def _sections(tables: Iterable[MadeTable]) -> str:
    return "".join(_TABLE.format(key=table.key, sub_group=SUB_GROUP) for table in tables)


def definition_text(families: Iterable[Family], rule: Rule) -> str:
    """The definition as TOML."""
    fields = '[fields.papers]\nlabel = "Papers"\nkind = "text"\nrequired = false\nsheet = "Papers"\n'
    head = f'title = "Made-up Young People Group"\norder = 10\n\n{fields}'
    return "\n".join([head, *(text for family in families for text in _family_texts(family, rule))])


def _family_texts(family: Family, default: Rule) -> Iterator[str]:
    name, own = family.name, family.rule if family.rule != default else None
    yield _measure(family, name, rule=own)
    if family.has_part:
        yield _measure(family, f"{name}-part", f'part-of = "{name}"')
    if family.has_total:
        yield _measure(family, f"{name}-other", "publish = false" if family.other_is_kept else "")
        yield _measure(family, f"{name}-total", f'total-of = ["{name}", "{name}-other"]')
    if family.has_share:
        yield _measure(family, f"{name}-share", unit="percentage")
    if family.has_declared_share:
        yield _measure(family, f"{name}-of", f'numerator = "{name}-part"\ndenominator = "{name}"', unit="percentage")
    if family.has_rate:
        yield _measure(family, f"{name}-rate", f'per = 1000\nnumerator = "{name}"\ndenominator = {POPULATION}', unit="rate")
    for table in family.tables:
        yield _table(table, name)


def _measure(family: Family, key: str, more: str = "", unit: str = "count", rule: Rule | None = None) -> str:
    lines = [
        f"[measures.{key}]",
        f'name = "Measure {key}"',
        f'objective = "Objective {key}"',
        f'unit = "{unit}"',
        f'counts = "Made-up young people of {key}."',
        'better = "monitor"',
        f'quarters = "{family.quarters}"',
        "people = true",
        more,
        _rule_text(rule, f"measures.{key}.small-numbers") if rule else "",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _rule_text(rule: Rule, heading: str) -> str:
    return (
        f'\n[{heading}]\nthreshold = {rule.threshold}\nround-to = {rule.round_to}\nzero = "{rule.zero}"\nupper-protection = {rule.upper}\n'
    )


def _table(table: MadeTable, measure: str) -> str:
    link = {"sums-to": f'sums-to = "{measure}"', "after": f'after = "{measure}"'}
    rows = ", ".join(f'{row} = "Row {row}"' for row in table.rows)
    lines = [
        f"[tables.{table.key}]",
        f'title = "Table {table.key}"',
        f'sheet = "{table.key}"',
        link.get(table.link, f'{link["after"]}\nrows-are = "{table.link}"'),
        f'total = "{table.total}"' if table.total else "",
        f'total-column = "{table.total_column}"' if table.total_column else "",
        f'row-heading = "Rows of {table.key}"',
        f"rows = {{ {rows} }}",
    ]
    kind = 'kind = "percentage"' if table.shares_only else 'kind = "count"\npeople = true'
    columns = [f'[tables.{table.key}.columns.{column}]\nlabel = "{column.title()}"\n{kind}\n' for column in table.columns]
    return "\n".join([*(line for line in lines if line), *columns])
