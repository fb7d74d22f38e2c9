// Opens each workbook with SheetJS, sets its cells and saves it anew, as a short script of anybody would.
// Standard input: [{"source", "target", "cells": [[sheet, cell, value]]}]; a date is {"date": "YYYY-MM-DD"}.
"use strict";
const fs = require("fs");
const XLSX = require("xlsx");

const DAY = 24 * 60 * 60 * 1000;
// without it SheetJS forgets number formats, and every date comes back as a number (not-a-date)
const KEEP = { cellNF: true };

function typed(value) {
  if (value !== null && typeof value === "object") {
    return { t: "n", v: (Date.parse(value.date) - Date.UTC(1899, 11, 30)) / DAY, z: "dd/mm/yyyy" };
  }
  return { t: { string: "s", number: "n", boolean: "b" }[typeof value], v: value };
}

for (const { source, target, cells } of JSON.parse(fs.readFileSync(0, "utf8"))) {
  const workbook = XLSX.readFile(source, KEEP);
  for (const [sheet, cell, value] of cells) {
    workbook.Sheets[sheet][cell] = typed(value);
  }
  XLSX.writeFile(workbook, target);
}
