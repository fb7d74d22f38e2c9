"""The PDF of a paper: what LibreOffice made of it, repaired; and what is said where there is none."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import time
from pathlib import Path

import pytest

from shpdocs.paper import pdf as pdf_writer
from shpdocs.paper.pdf import PdfError, libreoffice, write_pdf
from tests.support.clients import needs_libreoffice
from tests.support.editions import edition_paper


@pytest.fixture
def paper(made_demo: Path, tmp_path: Path) -> Path:
    """The published paper of 2017/18: a row goes on overleaf in the middle of a list, and a line stands above the footer."""
    made = edition_paper(made_demo, "2017-18-Q3")
    copy = tmp_path / "paper (1).docx"
    copy.write_bytes(made.read_bytes())
    return copy


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a test writes a shell script that stands for LibreOffice: the only program there is."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return folder / "soffice"


def stand_in(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.real_client
@needs_libreoffice
def test_the_same_paper_gives_the_same_bytes_and_is_not_touched(paper: Path, tmp_path: Path) -> None:
    before, changed = digest(paper), paper.stat().st_mtime_ns
    write_pdf(paper, tmp_path / "one.pdf")
    time.sleep(1.1)  # the clock goes on to another second
    write_pdf(paper, tmp_path / "other.pdf")
    assert digest(tmp_path / "one.pdf") == digest(tmp_path / "other.pdf")
    assert (digest(paper), paper.stat().st_mtime_ns) == (before, changed)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.pdf", "other.pdf", "paper (1).docx"]


@pytest.mark.real_client
@needs_libreoffice
def test_the_pdf_has_the_papers_title_and_date_and_nothing_of_today(paper: Path, tmp_path: Path) -> None:
    write_pdf(paper, tmp_path / "made.pdf")
    output = subprocess.run(
        ["pdfinfo", tmp_path / "made.pdf"], capture_output=True, text=True, check=True, env=os.environ | {"TZ": "UTC"}
    ).stdout
    lines = dict(line.split(":", 1) for line in output.splitlines() if ":" in line)
    assert lines["Title"].strip() == "EXTERNAL SERVICES SCRUTINY COMMITTEE - SAFER HILLINGDON PARTNERSHIP PERFORMANCE MONITORING"
    assert (lines["Tagged"].strip(), "31" in lines["CreationDate"], "2017" in lines["CreationDate"]) == ("yes", True, True)
    year = time.strftime("%Y").encode()
    assert b"D:" + year not in (tmp_path / "made.pdf").read_bytes()


@pytest.mark.real_client
@needs_libreoffice
def test_mending_changes_nothing_that_is_shown(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pdf(paper, tmp_path / "mended.pdf")
    monkeypatch.setattr(pdf_writer, "repair", lambda pdf, _: pdf)
    write_pdf(paper, tmp_path / "plain.pdf")
    pages = {}
    for name in ("mended", "plain"):
        subprocess.run(["pdftoppm", "-r", "40", tmp_path / f"{name}.pdf", tmp_path / name], check=True, capture_output=True)
        pages[name] = [path.read_bytes() for path in sorted(tmp_path.glob(f"{name}-*.ppm"))]
    assert digest(tmp_path / "mended.pdf") != digest(tmp_path / "plain.pdf")
    assert len(pages["plain"]) > 5
    assert pages["mended"] == pages["plain"]


def test_without_libreoffice_the_error_says_what_to_do(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    with pytest.raises(PdfError) as error:
        write_pdf(paper, tmp_path / "made.pdf")
    assert "Install LibreOffice" in error.value.remedy
    assert "Word" in error.value.remedy
    assert not (tmp_path / "made.pdf").exists()


def test_libreoffice_is_found_where_it_usually_stands(paper: Path, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "Made up Office" / "soffice"
    elsewhere.parent.mkdir()
    stand_in(elsewhere, 'for last; do :; done; printf "%s" "%PDF-1.6 made up" > "${last%.docx}.pdf"')
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", (str(tmp_path / "not there"), str(elsewhere)))
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert not program.exists()
    write_pdf(paper, tmp_path / "made.pdf")
    assert (tmp_path / "made.pdf").read_bytes() == b"%PDF-1.6 made up"


@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'for last; do :; done; echo no PDF > "${last%.docx}.pdf"', "kill -11 $$"])
def test_where_libreoffice_fails_the_pdf_before_stays(paper: Path, tmp_path: Path, program: Path, script: str) -> None:
    stand_in(program, script)
    (tmp_path / "made.pdf").write_bytes(b"the PDF made before")
    with pytest.raises(PdfError) as error:
        write_pdf(paper, tmp_path / "made.pdf")
    assert "LibreOffice" in error.value.what
    assert (tmp_path / "made.pdf").read_bytes() == b"the PDF made before"


def test_a_libreoffice_that_hangs_is_ended_with_what_it_started(
    paper: Path, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid_file = tmp_path / "started"
    stand_in(program, f'sleep 600 & echo $! > "{pid_file}"; wait')

    class Process(subprocess.Popen[bytes]):
        """A process whose time runs from when it has started another."""

        def wait(self, timeout: float | None = None) -> int:
            while timeout and not (pid_file.exists() and pid_file.read_text().strip()):
                time.sleep(0.01)
            return super().wait(timeout)

    monkeypatch.setattr(subprocess, "Popen", Process)
    monkeypatch.setattr(libreoffice, "_TIMEOUT", 0.1)
    with pytest.raises(PdfError, match="longer"):
        write_pdf(paper, tmp_path / "made.pdf")
    status = Path("/proc") / pid_file.read_text().strip() / "status"
    for _ in range(1_200):
        if has_ended(status):
            break
        time.sleep(0.05)
    assert has_ended(status)


def has_ended(status: Path) -> bool:
    """Whether a process is gone, or only waits for its parent to take note of its end."""
    try:
        return "State:\tZ" in status.read_text()
    except OSError:
        return True


def test_a_fault_after_the_pdf_was_made_does_not_count(paper: Path, tmp_path: Path, program: Path) -> None:
    stand_in(program, 'for last; do :; done; printf "%s" "%PDF-1.6 made up" > "${last%.docx}.pdf"; exit 139')
    write_pdf(paper, tmp_path / "made.pdf")
    assert (tmp_path / "made.pdf").read_bytes() == b"%PDF-1.6 made up"
