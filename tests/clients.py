"""Real programs that tests need: LibreOffice and poppler. Without them a test is skipped; CI allows no such skip."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_FOUND = shutil.which("soffice") and shutil.which("pdftotext")
needs_libreoffice = pytest.mark.skipif(not _FOUND, reason="needs LibreOffice and poppler")


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
    profile = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(results)]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    subprocess.run([*command, *map(str, named)], check=True, capture_output=True, timeout=300, env=environment)
    extension = kind.split(":")[0]
    return [results / f"{copy.stem}.{extension}" for copy in named]
