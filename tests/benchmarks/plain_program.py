"""A plain program on the ordered libraries, that does an officer's work and nothing more: Typer, jsonschema, openpyxl, docxtpl.

Each command judges the settings by their schema first, as any program with settings would, and loads what it uses. `collect` reads
every cell of the inbox and of what was sent, names those that differ, and judges each return; `assemble` fills a like paper.
"""

import json
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from jsonschema import Draft202012Validator, FormatChecker

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
Folder = Annotated[str, typer.Option(help="A folder.")]


def judge(schema: Path, value: Any) -> list[str]:
    """Return what a schema finds wrong with a value."""
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(value)]


def read_settings(folder: str) -> Any:
    """Return the settings; what is wrong with them ends the program."""
    settings = tomllib.loads(Path(folder, "shpdocs.toml").read_text(encoding="utf-8"))
    errors = judge(Path(folder, "schemas", "settings.schema.json"), settings)
    if errors:
        raise SystemExit("\n".join(errors))
    return settings


def last_day(folder: str) -> date:
    """Return the last day to publish: five clear working days before the meeting."""
    from holidays import country_holidays

    meeting = json.loads(Path(folder, "answers", "partnership.json").read_text())["fields"]["meeting-date"]
    day, free = date.fromisoformat(meeting), country_holidays("GB", subdiv="ENG")
    for _ in range(6):
        day -= timedelta(days=1)
        while day.weekday() > 4 or day in free:
            day -= timedelta(days=1)
    return day


@app.command()
def status(period: Annotated[str, typer.Argument(help="A period.")], folder: Folder = ".") -> None:
    """Print what is in the inbox, and the last day to publish."""
    settings = read_settings(folder)
    print(settings["partnership"], period, *sorted(path.name for path in Path(folder, "inbox").glob("*.xlsx")), sep="\n")
    print(last_day(folder))


def read_cells(path: Path) -> dict[str, Any]:
    """Return what stands in a workbook, by sheet and cell."""
    import openpyxl

    sheets = openpyxl.load_workbook(path)
    return {f"{sheet.title}!{cell.coordinate}": cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value}


@app.command()
def collect(period: Annotated[str, typer.Argument(help="A period.")], folder: Folder = ".") -> None:
    """Read every workbook of the inbox, see what differs from what was sent, judge its answers, and write all as JSON."""
    read_settings(folder)
    returns = Path(folder, "returns")
    returns.mkdir(exist_ok=True)
    for path in sorted(Path(folder, "inbox").glob("*.xlsx")):
        sub_group = path.stem.split(" ")[1]
        cells, sent = read_cells(path), read_cells(Path(folder, "sent", path.name))
        changed = [place for place in cells.keys() | sent.keys() if cells.get(place) != sent.get(place)]
        answers = json.loads(Path(folder, "answers", f"{sub_group}.json").read_text())
        errors = judge(Path(folder, "schemas", period[:7], f"{sub_group}.schema.json"), answers)
        text = json.dumps({"answers": answers, "cells": cells, "changed": sorted(changed), "errors": errors}, default=str, indent=2)
        Path(returns, f"{sub_group}.json").write_text(text)


@app.command()
def assemble(period: Annotated[str, typer.Argument(help="A period.")], folder: Folder = ".") -> None:
    """Fill a paper's template; print the last day to publish."""
    from docxtpl import DocxTemplate

    read_settings(folder)
    template = DocxTemplate(Path(folder, "template.docx"))
    template.render(json.loads(Path(folder, "context.json").read_text()), autoescape=True)
    template.save(Path(folder, f"{period}.docx"))
    print(last_day(folder))


def add(name: str) -> None:
    """Add a command that does nothing, so that there are as many as ours."""

    @app.command(name)
    def command(word: Annotated[str, typer.Argument(help="A word.")], folder: Folder = ".") -> None:
        """Print a word."""
        print(word, folder)


for number in range(13):
    add(f"command-{number}")

if __name__ == "__main__":
    # as where nothing but the program is installed: openpyxl loads these two if they are there, which takes it a third longer
    sys.modules.update(dict.fromkeys(("numpy", "PIL")))  # type: ignore[arg-type]
    app()
