"""A plain script: openpyxl reads every cell, jsonschema validates the answers, both are written as JSON.

With `alone` it runs as in an environment that holds nothing else: what stands in the tests' environment (numpy, pillow,
lxml) openpyxl would load, which takes it a third longer.
"""

import json
import sys
from pathlib import Path

if sys.argv[1:] == ["alone"]:
    sys.modules.update(dict.fromkeys(("numpy", "PIL", "lxml")))  # type: ignore[arg-type]

import openpyxl
from jsonschema import Draft202012Validator, FormatChecker

folder = Path("returns")
folder.mkdir(exist_ok=True)
for path in sorted(Path("inbox").glob("*.xlsx")):
    sub_group = path.stem.split(" ")[1]
    workbook = openpyxl.load_workbook(path)
    cells = {
        f"{sheet.title}!{cell.coordinate}": cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value
    }
    schema = json.loads(Path("schemas", f"{sub_group}.schema.json").read_text())
    answers = json.loads(Path("answers", f"{sub_group}.json").read_text())
    errors = [error.message for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(answers)]
    text = json.dumps({"answers": answers, "cells": cells, "errors": errors}, default=str, indent=2)
    Path(folder, f"{sub_group}.json").write_text(text)
