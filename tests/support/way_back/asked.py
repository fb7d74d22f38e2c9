"""What a made-up partnership is asked in a large year: measures of every unit, of quarters, targets and baselines of every sort."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.support.definition_files import PROFILE_WORDS

THEMES = ("safety-1", "health-2")
UNITS = {"count": 400.0, "number": 72.5, "money": 125_000.0, "percentage": 62.5, "rate": 31.4}  # a target about which figures lie
_QUARTERS = ("sum", "to-date", "level", "rolling")
_TARGETS = ("value", "reduce", "increase", "band", "profile", "monitor", "words", "none")
_NO_SUM = ("percentage", "rate")
_EXEMPT = 'exempt = {{ paragraphs = [{paragraph}], reason = "Made up: it would tell what is planned for 2026." }}\n'
_MEASURE = """
[measures.{key}]
theme = "{theme}"
name = "{name}"
objective = "Made-up objective {number} of {key}, by 31 March 2026"
unit = "{unit}"
counts = "Made-up {key} counted on {number} days"
source = "Made-up system {number}"
quarters = "{quarters}"
better = "{better}"
{more}"""


def figures() -> str:
    """A definition of forty measures: each unit with each sort of quarters, twice, the sorts of targets in turn."""
    text = 'title = "Made-up Figures Group"\norder = 10\n'
    for number, (unit, quarters, turn) in enumerate(product(UNITS, _QUARTERS, (0, 1))):
        sort = "level" if unit in _NO_SUM and quarters in ("sum", "to-date") else quarters
        text += _measure(number, unit, sort, _TARGETS[(number + number // 8 + 4 * turn) % len(_TARGETS)])
    return text


def _measure(number: int, unit: str, quarters: str, target: str) -> str:
    asked = {3: 'asked = ["Q1", "Q3"]\n', 11: 'asked = ["Q2", "Q3", "Q4"]\n', 17: 'asked = ["Q1", "Q2", "Q3"]\n'}.get(number, "")
    own = "tolerance = 12.5\n" if number % 7 == 0 else ""
    key = f"{unit}-{quarters}-{number}"
    more = asked + own + ("per = 10000\n" if unit == "rate" else "")
    better = {"increase": "higher", "words": "higher", "band": "band", "monitor": "monitor"}.get(target, "lower")
    text = _MEASURE.format(
        key=key, theme=THEMES[number % 2], name=f"Made-up {key}", number=number, unit=unit, quarters=quarters, better=better, more=more
    )
    return text + "".join(_sub_tables(key, target, UNITS[unit] * (4 if quarters == "sum" else 1), unit, asked))


def _sub_tables(key: str, target: str, whole: float, unit: str, asked: str) -> Iterator[str]:
    """The target, baseline and profile of a measure."""
    said = whole if unit != "count" else int(whole)
    baseline = {"words": 'words = "Held 12 times in 2023"', "none": 'none = "no-baseline"', "monitor": ""}.get(
        target, f"value = {said * 1.1:.2f}"
    )
    year = 'year = "2022-23"\n' if baseline.startswith("value") else ""
    if baseline:
        yield f"[measures.{key}.baseline]\n{baseline}\n{year}"
    told = {
        "value": f"value = {said}",
        "words": f"value = {said}",
        "profile": f"value = {said}",
        "reduce": "reduce-by = 7.5",
        "increase": "increase-by = 12",
        "band": f"low = {said * 0.9:.1f}\nhigh = {said * 1.05:.1f}",
    }.get(target)
    if told:
        yield f"[measures.{key}.target]\n{told}\n"
    if target == "profile" and not asked:
        yield f"[measures.{key}.profile]\nQ1 = {whole * 0.3:.0f}\nQ2 = {whole * 0.45:.0f}\nQ4 = {said}\n"


def people() -> str:
    """A definition in which people are counted: small numbers, rounded ones, compound ones, a part of a whole, and what is exempt."""
    text = 'title = "Made-up People Group"\norder = 20\n'
    rounded = "people = true\nsmall-numbers = { threshold = 5, round-to = 5 }\n"
    for key, unit, more in (
        ("victims", "count", "people = true\n"),
        ("rounded", "count", rounded),
        ("rounded-whole", "count", rounded),
        ("share", "percentage", "people = true\n"),
        ("rounded-share", "percentage", rounded),
        ("secret", "count", _EXEMPT.format(paragraph=3)),
        ("never", "count", "publish = false\n"),
    ):
        quarters = "level" if unit == "percentage" else "sum"
        text += _MEASURE.format(
            key=key, theme=THEMES[0], name=f"People, {key}", number=len(key), unit=unit, quarters=quarters, better="lower", more=more
        )
        target = 40 if unit == "percentage" else 1000
        text += f'[measures.{key}.baseline]\nvalue = {target * 1.05}\nyear = "2022-23"\n[measures.{key}.target]\nvalue = {target}\n'
    compound = _MEASURE.format(
        key="compound", theme=THEMES[1], name="Disposals for PWIT and VAP", number=9, unit="count", quarters="sum", better="lower", more=""
    )
    parts = "".join(
        f'[measures.compound.parts.{part}]\nlabel = "{part.upper()}"\nbaseline = {{ value = {value}, year = "2022-23" }}\n'
        for part, value in (("pwit", 33), ("vap", 134))
    )
    return f"{text}{compound}[measures.compound.target]\nreduce-by = 5\n{parts}"


def texts() -> str:
    """A definition of fields of every kind, tables with named rows and open ones, a milestone and an account of progress."""
    fields = "".join(
        f'[fields.{kind}-1]\nlabel = "Made-up {kind} 1"\nkind = "{kind}"\nsheet = "Answers"\nrequired = false\n{more}'
        for kind, more in (
            ("text", ""), ("narrative", ""), ("count", ""), ("number", ""), ("percentage", ""), ("rate", "per = 1000\n"), ("money", ""),
            ("date", ""), ("months", ""), ("choice", 'choices = ["Stage 1", "Stage 2"]\n'), ("yes-no", ""),
        )
    )  # fmt: skip
    secret = (
        f'[fields.plan]\nlabel = "Made-up plan 7"\nkind = "narrative"\nsheet = "Answers"\nrequired = false\n{_EXEMPT.format(paragraph=7)}'
    )
    papers = '[fields.papers]\nlabel = "Made-up papers"\nkind = "text"\nsheet = "Answers"\n'
    worded = _MEASURE.format(
        key="milestone", theme=THEMES[0], name="Milestone 1", number=1, unit="status", quarters="level", better="done", more=""
    ).replace('quarters = "level"\n', "")
    progress = _MEASURE.format(
        key="progress", theme=THEMES[1], name="Progress 2", number=2, unit="progress", quarters="level", better="done", more=""
    ).replace('quarters = "level"\n', "")
    month = '[measures.milestone.target]\nmonth = "2024-12"\nwords = "December 2024"\n'
    return f'title = "Made-up Texts Group"\norder = 30\n{fields}{secret}{papers}{worded}{month}{progress}{_TABLES}'


_TABLES = """
[tables.named]
title = "Made-up rates of 2024"
sheet = "Rates"
row-heading = "Area"
rows = { ward-1 = "Ward 1", ward-2 = "Ward 2" }
[tables.named.columns.calls]
label = "Calls 999"
kind = "count"
[tables.named.columns.share]
label = "Share of 100"
kind = "percentage"
[tables.named.columns.spent]
label = "Spent"
kind = "money"
[tables.open]
title = "Made-up actions 1 to 9"
sheet = "Actions"
[tables.open.columns.action]
label = "Action"
kind = "text"
[tables.open.columns.due]
label = "Due"
kind = "months"
required = false
[tables.open.columns.people]
label = "People"
kind = "count"
people = true
required = false
"""


def absent() -> str:
    """A definition whose sub-group sends nothing in the quarter of the paper."""
    return 'title = "Made-up Group 4, absent"\norder = 40\n' + _MEASURE.format(
        key="patrols", theme=THEMES[1], name="Patrols", number=4, unit="count", quarters="sum", better="higher", more=""
    )


PROFILE = (
    """title = "MADE-UP PAPER OF 2024/25"
committee = "Made-up Committee 1"
author = "Made-up Partnership"
footer = ["{committee} – page head 2", "Classification: Public", "Meeting of {texts/date-1}"]

[[themes]]
key = "safety-1"
heading = "PRIORITY 1 – SAFETY"
short = "Safety 1"
first-column = "Measure"

[[themes]]
key = "health-2"
heading = "PRIORITY 2 – HEALTH"
first-column = "Aim"

"""
    + PROFILE_WORDS
    + """
[[sections]]
kind = "cover"
lines = [
    { label = "Room 5", words = "Committee Room 5" },
    { label = "Papers with report", appendices = true },
    { label = "Officer", from = "texts/text-1" },
]

[[sections]]
kind = "contents"
heading = "CONTENTS 1"

[[sections]]
kind = "headlines"
heading = "HEADLINES OF 2024"

[[sections]]
kind = "lines"
heading = "FACTS 1"
lines = [
    { label = "Choice", from = "texts/choice-1" },
    { label = "Money", from = "texts/money-1" },
    { label = "Rate", from = "texts/rate-1" },
    { label = "Share", from = "texts/percentage-1" },
    { label = "Months", from = "texts/months-1" },
    { label = "Fixed", words = "Fixed 24 hours, 7 days" },
]

[[sections]]
kind = "text"
heading = "WHAT WAS DONE"
content = [{ from = ["texts/narrative-1"] }, { from = ["texts/date-1", "texts/count-1"] }]

[[sections]]
kind = "updates"
heading = "UPDATES 3"

[[sections]]
kind = "not-received"
heading = "RETURNS NOT RECEIVED"
when-empty = "omit"

[[sections]]
kind = "withheld"
heading = "INFORMATION NOT FOR PUBLICATION"
when-empty = "omit"

[[sections]]
kind = "table"
heading = "ACTIONS 1 TO 9"
from = "texts/open"

[[sections]]
kind = "text"
heading = "BACKGROUND PAPERS"
content = [{ from = ["texts/papers"] }]

[[sections]]
kind = "group"
heading = "Made-up plan 2024/25"
appendix = true
page = "landscape"

[[sections]]
kind = "dashboard"
level = 3
heading = "Position at 31 December"

[[sections]]
kind = "changed"
level = 3
heading = "Since 30 September"

[[sections]]
kind = "charts"
level = 3
heading = "Charts 1"
page = "portrait"
when-empty = "omit"

[[sections]]
kind = "measures"
level = 3
page = "landscape"
target-heading = "2024/25 target"
baseline-heading = "2022/23 baseline"
with-counts = true

[[sections]]
kind = "table"
level = 3
heading = "Rates of 2024"
from = "texts/named"

[[sections]]
kind = "notes"
level = 3
heading = "Notes"
when-empty = "omit"
"""
)
DEFINITIONS = {"figures": figures, "people": people, "texts": texts, "absent": absent}
