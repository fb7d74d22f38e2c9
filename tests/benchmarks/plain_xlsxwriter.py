"""XlsxWriter asked for the very same workbooks: the calls of our writer (recorder.py), one after the other, and nothing else."""

import json
from datetime import datetime
from pathlib import Path

import xlsxwriter

folder = Path("written")
folder.mkdir(exist_ok=True)
for name, options, calls in json.loads(Path("calls.json").read_text(encoding="utf-8")):
    objects = [xlsxwriter.Workbook(str(folder / name), options)]
    for number, method, arguments, references, is_new in calls:
        for path, target in references:
            place = arguments
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = datetime.fromisoformat(target) if isinstance(target, str) else objects[target]
        result = getattr(objects[number], method)(*arguments[0], **arguments[1])
        if is_new:
            objects.append(result)
