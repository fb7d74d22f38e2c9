"""LibreOffice reaches neither network nor disk while it makes a PDF: by what it is given, and by its surroundings alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from shpdocs.paper.pdf import PdfError, libreoffice, write_pdf
from shpdocs.paper.pdf.closed_copy import closed_copy
from shpdocs.paper.pdf.libreoffice import convert, find_libreoffice
from tests.support.clients import needs_libreoffice
from tests.support.fetching_word import ONCE, fetching_files, file_of, ways_together
from tests.support.listening import MARK, Lure, lure


@pytest.fixture
def lured(tmp_path: Path) -> Iterator[Lure]:
    """A socket that listens, and marked files."""
    (tmp_path / "marked").mkdir()
    with lure(tmp_path / "marked") as set_out:
        yield set_out


def converted(content: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of a file as it is, in the surroundings that a paper's PDF is made in; nothing if it makes nothing."""
    folder.mkdir()
    (folder / "paper.docx").write_bytes(content)
    try:
        pdf = convert(find_libreoffice(), folder / "paper.docx", folder)
    except PdfError:
        return b""
    return pdf.read_bytes() if pdf.is_file() else b""


def holds_marked(pdf: bytes, folder: Path) -> bool:
    """Whether a PDF shows a picture or the marked text: the files of these tests hold neither."""
    (folder / "looked at.pdf").write_bytes(pdf)
    text = subprocess.run(["pdftotext", folder / "looked at.pdf", "-"], capture_output=True, text=True, check=bool(pdf)).stdout
    return MARK in text or b"/Subtype/Image" in pdf


@pytest.mark.real_client
@needs_libreoffice
def test_the_surroundings_alone_close_network_and_disk(lured: Lure, tmp_path: Path) -> None:
    pdf = converted(file_of(ways_together(), lured.addresses), tmp_path / "all")
    assert pdf.startswith(b"%PDF-")
    assert (lured.calls, holds_marked(pdf, tmp_path)) == ([], False)


@pytest.mark.real_client
@needs_libreoffice
def test_they_close_what_a_file_has_but_once(lured: Lure, tmp_path: Path) -> None:
    files = [content for way, content in fetching_files(lured.addresses[:2]).items() if way.startswith(ONCE)]
    for number, content in enumerate(files):
        pdf = converted(content, tmp_path / str(number))
        assert (lured.calls, holds_marked(pdf, tmp_path)) == ([], False)


@pytest.mark.real_client
@needs_libreoffice
def test_without_these_surroundings_the_same_file_is_seen_to_fetch(lured: Lure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_CLOSED", {})
    pdf = converted(file_of([way for way in ways_together() if "picture linked" in way], lured.addresses[:2]), tmp_path / "all")
    assert lured.calls
    assert holds_marked(pdf, tmp_path)


@pytest.mark.real_client
@needs_libreoffice
def test_no_way_leads_out_of_a_paper(lured: Lure, tmp_path: Path) -> None:
    paper, pdf = tmp_path / "paper.docx", tmp_path / "made.pdf"
    accepted = []
    for way, content in fetching_files(lured.addresses).items():
        try:
            closed_copy(content, paper.name)
        except PdfError:
            paper.write_bytes(content)
            with pytest.raises(PdfError):
                write_pdf(paper, pdf)
            assert not pdf.exists(), way
        else:
            accepted.append(way.partition(":")[0])
    paper.write_bytes(file_of(dict.fromkeys(way for way in accepted), lured.addresses))
    write_pdf(paper, pdf)
    assert accepted
    assert (lured.calls, holds_marked(pdf.read_bytes(), tmp_path)) == ([], False)
    assert str(tmp_path) not in subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path).encode() not in pdf.read_bytes()


def test_neither_proxies_nor_the_persons_folders_are_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.org")
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example.org")
    monkeypatch.setenv("HOME", "/home/made-up")
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\nenv > "$TMPDIR/environment"; pwd >> "$TMPDIR/environment"\n', encoding="utf-8")
    program.chmod(0o755)
    folder = tmp_path / "working"
    folder.mkdir()
    convert(str(program), folder / "paper.docx", folder)
    lines = (folder / "environment").read_text().splitlines()
    assert not [line for line in lines if "proxy" in line.lower()]
    assert {f"HOME={folder}", f"TMPDIR={folder}", str(folder)} <= set(lines)
    profile = (folder / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert 'oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true<' in profile
