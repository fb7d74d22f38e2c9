"""A plain script: pandas reads every sheet, pandera validates each table and tells all errors, both are written as JSON."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa


def schema_of(table: dict[str, Any]) -> pa.DataFrameSchema:
    """The table's schema: of each column the type, the bounds or choices, and whether it may be blank."""
    columns = {}
    for label, asked in table["columns"].items():
        checks = [pa.Check.isin(asked["choices"])] if asked["choices"] else []
        checks += [pa.Check.ge(asked["minimum"])] if asked["minimum"] is not None else []
        checks += [pa.Check.le(asked["maximum"])] if asked["maximum"] is not None else []
        checks += [pa.Check.str_length(max_value=asked["longest"])] if asked["longest"] else []
        columns[label] = pa.Column(asked["type"], checks, nullable=not asked["required"], coerce=True)
    return pa.DataFrameSchema(columns)


folder = Path("frames")
folder.mkdir(exist_ok=True)
tables = json.loads(Path("tables.json").read_text())
for path in sorted(Path("inbox").glob("*.xlsx")):
    sub_group = path.stem.split(" ")[1]
    sheets = pd.read_excel(path, sheet_name=None, header=None, na_values=["Not asked"], engine="openpyxl")
    answers, errors = {}, []
    for table in tables[sub_group]:
        sheet, heading = sheets[table["sheet"]], table["heading row"]
        frame = sheet.iloc[heading : heading + table["rows"]].set_axis(sheet.iloc[heading - 1], axis=1)[list(table["columns"])]
        if table["open"]:
            frame = frame.dropna(how="all")
        try:
            frame = schema_of(table).validate(frame, lazy=True)
        except pa.errors.SchemaErrors as found:
            errors += json.loads(found.failure_cases.to_json(orient="records", default_handler=str))
        answers[table["sheet"]] = json.loads(frame.to_json(orient="records", date_format="iso"))
    Path(folder, f"{sub_group}.json").write_text(json.dumps({"answers": answers, "errors": errors}, indent=2))
