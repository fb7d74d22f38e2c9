"""What an answer would publish, and its digest: what a decision to publish small numbers is about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from shpdocs.disclosure.figures import bases, figures_given
from shpdocs.model.definition import Definition
from shpdocs.model.period import QUARTERS
from shpdocs.model.returns import Json, Return


def content_of(definition: Definition, key: str, returns: Mapping[str, Return], last_year: Mapping[str, Return], quarter: str) -> Json:
    """Return everything that an answer would publish: a field, measure or table of the quarter, with a measure's other quarters.

    `returns` and `last_year` hold the sub-group's returns of this year and of the year before, by quarter.
    """
    own = returns[quarter].answers if quarter in returns else {}
    found: dict[str, Json] = {name: own[name][key] for name in ("fields", "measures", "tables") if key in own.get(name, {})}
    for measure in definition.measures:
        if measure.key == key and measure.is_figure:
            found["quarters"] = [
                [base, name, [[of, one.get("value"), one.get("reason"), one.get("base")] for of, one in figures_given(year, base, name)]]
                for year in (returns, last_year)
                for base, _ in bases(measure)
                for name in QUARTERS
            ]
    return found


def digest_of(content: Json) -> str:
    """The SHA-256, in hexadecimal, of what an answer would publish."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
