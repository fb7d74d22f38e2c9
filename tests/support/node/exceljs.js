// Opens each workbook with exceljs, sets its cells and saves it anew, as a short script of anybody would.
// Standard input: [{"source", "target", "cells": [[sheet, cell, value]]}]; a date is {"date": "YYYY-MM-DD"}.
"use strict";
const fs = require("fs");
const ExcelJS = require("exceljs");

async function carryOut({ source, target, cells }) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(source);
  for (const [sheet, cell, value] of cells) {
    const isDate = value !== null && typeof value === "object";
    workbook.getWorksheet(sheet).getCell(cell).value = isDate ? new Date(value.date) : value;
  }
  await workbook.xlsx.writeFile(target);
}

(async () => {
  for (const job of JSON.parse(fs.readFileSync(0, "utf8"))) {
    await carryOut(job);
  }
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
