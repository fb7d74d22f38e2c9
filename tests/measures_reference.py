"""The table of docs/measures.md: every measure of the library, with its source and where it is asked."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from shpdocs.definitions.definition_files import read_year
from shpdocs.store.folder import open_folder

ROOT = Path(__file__).resolve().parent.parent
_HEADINGS = ("Measure", "Unit", "Of", "Better", "Quarters", "Source", "Published", "Link", "From", "Since", "Asked in")


def measures_reference() -> str:
    """Every measure of the library, in a table for each family."""
    folder = open_folder(ROOT)
    asked = asked_in(folder.root)
    tables = []
    for path in sorted(folder.library.glob("*.toml")):
        family = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [_row(key, measure, family, asked.get(key, [])) for key, measure in family.items()]
        lines = [_line(_HEADINGS), _line(("---",) * len(_HEADINGS)), *(_line(row) for row in rows)]
        tables.append(f"## {path.stem.replace('-', ' ').capitalize()}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(tables)


def asked_in(root: Path) -> dict[str, list[str]]:
    """Where each measure of the library is asked, by its key: year, sub-group, and quarters if they are not all four."""
    folder = open_folder(root)
    places: dict[str, list[str]] = {}
    for year in folder.years():
        for definition in read_year(folder, year).definitions:
            for measure in definition.measures:
                if measure.taken:
                    quarters = "" if len(measure.asked_in) == 4 else f" ({', '.join(measure.asked_in)})"
                    otherwise = "" if "since" in measure.taken.keys else ", defined otherwise"
                    places.setdefault(measure.taken.key, []).append(f"{year} {definition.sub_group}{quarters}{otherwise}")
    return places


def _row(key: str, raw: dict[str, Any], family: dict[str, Any], asked: list[str]) -> tuple[str, ...]:
    per = f" per {raw['per']:,}" if "per" in raw else ""
    link = f"[{raw['link'].split('/')[2]}]({raw['link']})" if "link" in raw else "–"
    said = [str(raw.get(name, "–")) for name in ("better", "quarters", "source", "published")]
    rest = (link, raw.get("from-guidance", "–"), raw.get("since", "–"), "; ".join(asked) or "–")
    return (f"{raw['name']} (`{key}`)", raw["unit"] + per, _base(raw, family), *said, *rest)


def _base(raw: dict[str, Any], family: dict[str, Any]) -> str:
    denominator = raw.get("denominator", "")
    name = family.get(denominator, {}).get("name", "") if isinstance(denominator, str) else f"{denominator:,}"
    return raw.get("base") or name or "–"


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in cells) + " |"
