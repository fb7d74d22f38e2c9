"""Real programs that tests need. Where one is missing its tests are skipped; CI installs all and allows no such skip."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.support import ROOT

NODE_MODULES = ROOT / ".ci" / "node" / "node_modules"
XLSX = "xlsx:Calc MS Excel 2007 XML"
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's, the only one that LibreOffice's bindings are made for
_PATIENCE = 300  # seconds for one run of a program
# what makes LibreOffice read typing as it does in Britain
_BRITISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
</oor:items>
"""

Value = str | int | float | bool | date


@dataclass(frozen=True)
class Job:
    """A workbook for a program to open, set cells of (by sheet and cell), and save as a new one."""

    source: Path
    target: Path
    cells: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    typed: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def as_json(self) -> dict[str, Any]:
        """The job as the scripts that drive programs read it; a date is {"date": "YYYY-MM-DD"}."""
        cells = [[*at, {"date": value.isoformat()} if isinstance(value, date) else value] for at, value in self.cells.items()]
        typed = [[*at, text] for at, text in self.typed.items()]
        return {"source": str(self.source.resolve()), "target": str(self.target.resolve()), "cells": cells, "typed": typed}


@dataclass(frozen=True)
class Typed:
    """What LibreOffice made of one text that was typed: the cell's type there, and whether its validation finds it wrong."""

    text: str
    holds: str
    is_invalid: bool


@dataclass(frozen=True)
class Client:
    """A program that opens workbooks and saves them anew. `lacks` says what this machine has not got for it, or ''."""

    name: str
    version: Callable[[], str]
    lacks: str
    run: Callable[[list[Job], Path], None]
    can_fill: bool = False

    def save(self, sources: list[Path], folder: Path) -> list[Path]:
        """Open and save each workbook, in as few runs as the program allows; return the new ones in order."""
        return self.fill([(source, {}) for source in sources], folder)

    def fill(self, workbooks: list[tuple[Path, Mapping[tuple[str, str], Value]]], folder: Path) -> list[Path]:
        """Open each workbook, set its cells and save it; return the new ones in order."""
        saved = folder / "saved"
        saved.mkdir(parents=True, exist_ok=True)
        jobs = [Job(source, saved / f"{number:04d}.xlsx", cells) for number, (source, cells) in enumerate(workbooks)]
        self.run(jobs, folder)
        return [job.target for job in jobs]


def soffice_convert(source: Path, kind: str, folder: Path) -> Path:
    """Convert a file with LibreOffice and return the result. It works on a private copy, with a private profile."""
    return soffice_convert_all([source], kind, folder)[0]


def soffice_convert_all(sources: list[Path], kind: str, folder: Path) -> list[Path]:
    """Convert several files in one run, in order. `kind` is an extension, or extension:filter."""
    copies, results = folder / "sources", folder / "converted"
    copies.mkdir(parents=True, exist_ok=True)
    named = []
    for number, source in enumerate(sources):
        named.append(copies / f"{number:04d}{source.suffix}")
        shutil.copyfile(source, named[-1])
    command = [*_soffice(folder), "--convert-to", kind, "--outdir", str(results)]
    subprocess.run([*command, *map(str, named)], check=True, capture_output=True, timeout=_PATIENCE, env=_environment())
    extension = kind.split(":")[0]
    return [results / f"{copy.stem}.{extension}" for copy in named]


def type_in_libreoffice(jobs: list[Job], folder: Path) -> list[list[Typed]]:
    """Set and type what the jobs say in a LibreOffice of its own, set to British English; tell what it made of each text."""
    copies = [replace(job, source=folder / "private" / f"{number:04d}.xlsx") for number, job in enumerate(jobs)]
    (folder / "private").mkdir(parents=True, exist_ok=True)  # a file that another LibreOffice has open does not open
    for job, copy in zip(jobs, copies, strict=True):
        shutil.copyfile(job.source, copy.source)
    with _libreoffice(folder) as pipe:
        asked = json.dumps({"pipe": pipe, "jobs": [job.as_json for job in copies]})
        told = _driven([SYSTEM_PYTHON, str(ROOT / "tests" / "support" / "uno" / "drive.py")], asked)
    return [[Typed(**entry) for entry in of_job] for of_job in json.loads(told)]


@contextmanager
def _libreoffice(folder: Path) -> Iterator[str]:
    """A LibreOffice that runs while the block does; yield the name of the pipe it answers on."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_BRITISH, encoding="utf-8")
    pipe = f"shpdocs-{uuid4().hex}"
    command = [*_soffice(folder), "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(), start_new_session=True)
    try:
        yield pipe
        process.wait(60)  # the driver told it to stop
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
            process.wait()
        for left in Path("/tmp").glob(f"OSL_PIPE_*_{pipe}"):  # there if LibreOffice ended in a fault, as it now and then does
            left.unlink()


def _soffice(folder: Path) -> list[str]:
    return ["soffice", f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}", "--headless"]


def _environment() -> dict[str, str]:
    return os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "NODE_PATH": str(NODE_MODULES)}


def _driven(command: list[str], asked: str) -> str:
    """What a script prints that is fed JSON; its own words if it fails. A fault after it said everything does not count."""
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=_PATIENCE, env=_environment(), check=False)
    assert done.returncode == 0 or (done.stdout and not done.stderr), f"{done.returncode}: {done.stderr}"
    return done.stdout


def _through_libreoffice(jobs: list[Job], folder: Path) -> None:
    _put(soffice_convert_all([job.source for job in jobs], XLSX, folder), jobs)


def _through_ods(jobs: list[Job], folder: Path) -> None:
    sheets = soffice_convert_all([job.source for job in jobs], "ods", folder / "to")
    _put(soffice_convert_all(sheets, XLSX, folder / "fro"), jobs)


def _through_gnumeric(jobs: list[Job], _: Path) -> None:
    for job in jobs:
        command = ["ssconvert", "--export-type=Gnumeric_Excel:xlsx2", str(job.source), str(job.target)]
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE, env=_environment())


def _put(saved: list[Path], jobs: list[Job]) -> None:
    for path, job in zip(saved, jobs, strict=True):
        path.rename(job.target)


def _through_uno(jobs: list[Job], folder: Path) -> None:
    type_in_libreoffice(jobs, folder)


def _through_node(script: str) -> Callable[[list[Job], Path], None]:
    def run(jobs: list[Job], _: Path) -> None:
        _driven(["node", str(ROOT / "tests" / "support" / "node" / script)], json.dumps([job.as_json for job in jobs]))

    return run


def _says(pattern: str, *command: str) -> Callable[[], str]:
    """The version a program tells of itself."""

    def version() -> str:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE, env=_environment())
        found = re.search(pattern, done.stdout + done.stderr)
        assert found, done.stdout
        return found[1]

    return version


def _packaged(package: str) -> Callable[[], str]:
    return lambda: str(json.loads((NODE_MODULES / package / "package.json").read_text(encoding="utf-8"))["version"])


def _lacks(*programs: str) -> str:
    missing = [program for program in programs if not shutil.which(program)]
    return f"needs {' and '.join(missing)}" if missing else ""


def _lacks_uno() -> str:
    try:
        subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return "needs python3-uno"
    return _lacks("soffice")


def _lacks_node(package: str) -> str:
    missing = "" if (NODE_MODULES / package).is_dir() else f"needs {package}: npm ci in .ci/node"
    return _lacks("node") or missing


LACKS_LIBREOFFICE, LACKS_UNO = _lacks("soffice", "pdftotext"), _lacks_uno()
needs_libreoffice = pytest.mark.skipif(bool(LACKS_LIBREOFFICE), reason=LACKS_LIBREOFFICE)
needs_uno = pytest.mark.skipif(bool(LACKS_UNO), reason=LACKS_UNO)

_LIBREOFFICE = _says(r"LibreOffice ([\d.]+)", "soffice", "--version")
CLIENTS = (
    Client("LibreOffice", _LIBREOFFICE, LACKS_UNO, _through_uno, can_fill=True),
    Client("LibreOffice, converting", _LIBREOFFICE, LACKS_LIBREOFFICE, _through_libreoffice),
    Client("LibreOffice through .ods", _LIBREOFFICE, LACKS_LIBREOFFICE, _through_ods),
    Client("Gnumeric", _says(r"version '([\d.]+)'", "ssconvert", "--version"), _lacks("ssconvert"), _through_gnumeric),
    Client("SheetJS", _packaged("xlsx"), _lacks_node("xlsx"), _through_node("sheetjs.js"), can_fill=True),
    Client("exceljs", _packaged("exceljs"), _lacks_node("exceljs"), _through_node("exceljs.js"), can_fill=True),
)


def each_client(*, can_fill: bool = False) -> list[Any]:
    """Every program, or every one that fills cells, as parameters of a test that is skipped where the program is missing."""
    return [
        pytest.param(client, id=client.name, marks=(pytest.mark.real_client, pytest.mark.skipif(bool(client.lacks), reason=client.lacks)))
        for client in CLIENTS
        if client.can_fill or not can_fill
    ]
