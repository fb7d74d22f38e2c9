"""XlsxWriter writing the same cells: values, one format for labels and one for answers, nothing else."""

import json
from pathlib import Path

import xlsxwriter

folder = Path("written")
folder.mkdir(exist_ok=True)
for name, sheets in json.loads(Path("cells.json").read_text()).items():
    workbook = xlsxwriter.Workbook(str(folder / name))
    label = workbook.add_format({"text_wrap": True, "border": 1})
    answer = workbook.add_format({"text_wrap": True, "border": 1, "bg_color": "#FFF8E1", "locked": False})
    for title, cells in sheets.items():
        sheet = workbook.add_worksheet(title)
        for row, column, value, is_answer in cells:
            sheet.write(row, column, value, answer if is_answer else label)
    workbook.close()
