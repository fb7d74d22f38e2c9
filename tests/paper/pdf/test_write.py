"""The PDF of a paper: what LibreOffice made of it, mended; and what is said where there is none."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import time
import zlib
from pathlib import Path

import pytest

from shpdocs.paper.pdf import write as pdf_writer
from shpdocs.paper.pdf.repair import _marked, repaired
from shpdocs.paper.pdf.write import PdfError, write_pdf
from tests.support.clients import needs_libreoffice

LINE = b"0.5 G\nq 0.5 w 0 J 1 j\n70.9 61.4 m\n524.4 61.4 l S\nQ"
MARKED_LINE = b"0.5 G\nq 0.5 w 0 J 1 j\n/Artifact BMC\n70.9 61.4 m\n524.4 61.4 l S\nEMC\nQ"


@pytest.fixture
def paper(made_demo: Path, tmp_path: Path) -> Path:
    """The published paper of 2017/18: a row goes on overleaf in the middle of a list, and a line stands above the footer."""
    made = made_demo / "output" / "2017-18-Q3" / "papers" / "2017-18-Q3 Safer Hillingdon Partnership.docx"
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


def stands_in(program: Path, script: str) -> None:
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
    told = subprocess.run(
        ["pdfinfo", tmp_path / "made.pdf"], capture_output=True, text=True, check=True, env=os.environ | {"TZ": "UTC"}
    ).stdout
    lines = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    assert lines["Title"].strip() == "EXTERNAL SERVICES SCRUTINY COMMITTEE - SAFER HILLINGDON PARTNERSHIP PERFORMANCE MONITORING"
    assert (lines["Tagged"].strip(), "31" in lines["CreationDate"], "2017" in lines["CreationDate"]) == ("yes", True, True)
    year = time.strftime("%Y").encode()
    assert b"D:" + year not in (tmp_path / "made.pdf").read_bytes()


@pytest.mark.real_client
@needs_libreoffice
def test_mending_changes_nothing_that_is_shown(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pdf(paper, tmp_path / "mended.pdf")
    monkeypatch.setattr(pdf_writer, "repaired", lambda pdf, _: pdf)
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
    monkeypatch.setattr(pdf_writer, "_USUAL_PLACES", ())
    with pytest.raises(PdfError) as error:
        write_pdf(paper, tmp_path / "made.pdf")
    assert "Install LibreOffice" in error.value.remedy
    assert "Word" in error.value.remedy
    assert not (tmp_path / "made.pdf").exists()


def test_libreoffice_is_found_where_it_usually_stands(paper: Path, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "Made up Office" / "soffice"
    elsewhere.parent.mkdir()
    stands_in(elsewhere, 'for last; do :; done; printf "%s" "%PDF-1.6 made up" > "${last%.docx}.pdf"')
    monkeypatch.setattr(pdf_writer, "_USUAL_PLACES", (str(tmp_path / "not there"), str(elsewhere)))
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert not program.exists()
    write_pdf(paper, tmp_path / "made.pdf")
    assert (tmp_path / "made.pdf").read_bytes() == b"%PDF-1.6 made up"


@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'for last; do :; done; echo no PDF > "${last%.docx}.pdf"', "kill -11 $$"])
def test_where_libreoffice_fails_the_pdf_before_stays(paper: Path, tmp_path: Path, program: Path, script: str) -> None:
    stands_in(program, script)
    (tmp_path / "made.pdf").write_bytes(b"the PDF made before")
    with pytest.raises(PdfError) as error:
        write_pdf(paper, tmp_path / "made.pdf")
    assert "LibreOffice" in error.value.what
    assert (tmp_path / "made.pdf").read_bytes() == b"the PDF made before"


def test_a_libreoffice_that_hangs_is_ended_with_what_it_started(
    paper: Path, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_in(program, f'sleep 60 & echo $! > "{tmp_path}/started"; wait')
    monkeypatch.setattr(pdf_writer, "_PATIENCE", 2)
    with pytest.raises(PdfError, match="longer"):
        write_pdf(paper, tmp_path / "made.pdf")
    started = Path("/proc") / (tmp_path / "started").read_text().strip()
    deadline = time.monotonic() + 5
    while started.exists() and "State:\tZ" not in (started / "status").read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not started.exists() or "State:\tZ" in (started / "status").read_text()


def test_a_fault_after_the_pdf_was_made_does_not_count(paper: Path, tmp_path: Path, program: Path) -> None:
    stands_in(program, 'for last; do :; done; printf "%s" "%PDF-1.6 made up" > "${last%.docx}.pdf"; exit 139')
    write_pdf(paper, tmp_path / "made.pdf")
    assert (tmp_path / "made.pdf").read_bytes() == b"%PDF-1.6 made up"


@pytest.mark.parametrize(
    ("content", "marked"),
    [
        (LINE, MARKED_LINE),
        (b"/P<</MCID 0>>BDC\n" + LINE + b"\nEMC", b"/P<</MCID 0>>BDC\n" + LINE + b"\nEMC"),
        (b"q 0 0 595 841 re\nW* n\nQ", b"q 0 0 595 841 re\nW* n\nQ"),
        (LINE + b"\n" + LINE, MARKED_LINE + b"\n" + MARKED_LINE),
        (LINE + b"\nEMC", LINE + b"\nEMC"),  # not as LibreOffice writes it: left alone
        (b"BT\n/F1 12 Tf\n(made up) Tj\nET", b"BT\n/F1 12 Tf\n(made up) Tj\nET"),  # text is never made decoration
    ],
)
def test_only_lines_outside_every_tag_are_marked_as_decoration(content: bytes, marked: bytes) -> None:
    assert _marked(content) == marked


def made_pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1, as LibreOffice lays one out."""
    parts, offsets, at = [b"%PDF-1.6\n"], [], 9
    for number, one in enumerate(objects, 1):
        offsets.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, one))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    return b"".join(parts) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)


def element(kind: str, parent: int, kids: str) -> bytes:
    return f"<</Type/StructElem\n/S/{kind}\n/P {parent} 0 R\n/K[{kids} ]\n>>".encode()


def test_items_that_follow_their_list_go_into_it_and_items_without_one_get_one() -> None:
    cell, items = element("TD", 9, "2 0 R 3 0 R 4 0 R 5 0 R"), [element("LI", 1, "7"), element("P", 1, "8"), element("LI", 1, "9")]
    plain = made_pdf([cell, element("L", 1, "6 0 R"), *items, element("LI", 2, "5")])
    update = repaired(plain)[len(plain) :]
    assert repaired(plain).startswith(plain)
    assert b"1 0 obj\n" + element("TD", 9, "2 0 R 4 0 R 7 0 R").replace(b" ]", b"]") in update
    assert b"2 0 obj\n" + element("L", 1, "6 0 R 3 0 R").replace(b" ]", b"]") in update
    assert b"7 0 obj\n" + element("L", 1, "5 0 R").replace(b" ]", b"]") in update
    assert b"3 0 obj\n" + element("LI", 2, "7") in update
    assert b"5 0 obj\n" + element("LI", 7, "9") in update
    assert b"/Size 8" in update


def test_a_line_in_a_compressed_page_is_marked_and_what_needs_no_mending_is_left_alone() -> None:
    page = b"<</Type/Page/Parent 1 0 R\n/Contents 2 0 R>>"

    def pdf_of(content: bytes) -> bytes:
        packed = zlib.compress(content)
        stream = b"<</Length 3 0 R/Filter/FlateDecode>>\nstream\n%s\nendstream" % packed
        return made_pdf([page, stream, b"%d" % len(packed)])

    plain = pdf_of(LINE)
    update = repaired(plain)[len(plain) :]
    packed = update.split(b"stream\n", 1)[1].split(b"\nendstream")[0]
    assert zlib.decompress(packed) == MARKED_LINE
    assert repaired(pdf_of(MARKED_LINE)) == pdf_of(MARKED_LINE)


def test_figures_that_lost_their_words_get_them_back_if_it_is_certain_which_are_whose() -> None:
    kept = element("Figure", 9, "1").replace(b"/K", b"/Alt(kept)\n/K")
    plain = made_pdf([element("Figure", 9, "0"), kept, element("Figure", 9, "2")])
    update = repaired(plain, ("One – made up", "not used", ""))[len(plain) :]
    words = b"/Alt<FEFF%s>" % "One – made up".encode("utf-16-be").hex().upper().encode()
    assert update.count(b" 0 obj") == 1
    assert b"1 0 obj\n<</Type/StructElem\n/S/Figure\n/P 9 0 R\n/K[0 ]\n" + words + b"\n>>\nendobj" in update
    assert repaired(plain, ("One", "Two")) == plain


def test_links_are_printed_and_follow_the_order_of_the_text() -> None:
    link = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Dest[1 0 R/XYZ 0 0 0]/StructParent 0>>"
    packed = zlib.compress(MARKED_LINE)
    page = b"<</Type/Page/Parent 1 0 R/Annots[\n2 0 R\n]\n/Tabs(S)\n/Contents 3 0 R>>"
    plain = made_pdf([page, link, b"<</Length 4 0 R/Filter/FlateDecode>>\nstream\n%s\nendstream" % packed, b"%d" % len(packed)])
    update = repaired(plain)[len(plain) :]
    assert b"/Tabs/S\n" in update
    assert b"/Subtype/Link/F 4/Border" in update
    assert update.count(b" 0 obj") == 2


def test_a_link_within_the_paper_that_no_tag_holds_is_taken_off_its_page() -> None:
    within, tagged = (
        b"<</Type/Annot/Subtype/Link/F 4/Dest[1 0 R/XYZ 0 0 0]>>",
        b"<</Type/Annot/Subtype/Link/F 4/Dest[1 0 R]/StructParent 1>>",
    )
    abroad = b"<</Type/Annot/Subtype/Link/F 4/A<</S/URI/URI(https://example.org)>>>>"
    packed = zlib.compress(MARKED_LINE)
    page = b"<</Type/Page/Annots[\n2 0 R\n3 0 R\n4 0 R\n]\n/Tabs/S\n/Contents 5 0 R>>"
    stream = b"<</Length 6 0 R/Filter/FlateDecode>>\nstream\n%s\nendstream" % packed
    plain = made_pdf([page, within, tagged, abroad, stream, b"%d" % len(packed)])
    update = repaired(plain)[len(plain) :]
    assert update.count(b" 0 obj") == 1
    assert b"/Annots[\n\n3 0 R\n4 0 R\n]" in update
    assert repaired(made_pdf([page, tagged, tagged, abroad, stream, b"%d" % len(packed)])).count(b"%%EOF") == 1


def test_footnotes_get_a_name_each_and_the_root_a_list_of_them() -> None:
    root, note = b"<</Type/StructTreeRoot\n/K[2 0 R ]\n>>", element("Note", 1, "4 0 R")
    plain = made_pdf([root, note, element("Note", 1, "5 0 R 6 0 R"), element("P", 2, "1"), element("L", 3, ""), element("LI", 3, "2")])
    update = repaired(plain)[len(plain) :]
    assert b"/S/Note\n/ID(0000000002)\n/P 1 0 R\n/K[4 0 R ]" in update
    assert b"/S/Note\n/ID(0000000003)\n/P 1 0 R\n/K[5 0 R]" in update  # its list is made whole too
    assert b"<</Type/StructTreeRoot\n/IDTree<</Names[(0000000002) 2 0 R (0000000003) 3 0 R]>>\n/K[2 0 R ]" in update
    assert repaired(made_pdf([root, note.replace(b"/P", b"/ID(kept)\n/P")])).count(b"%%EOF") == 1


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.6 made up", made_pdf([b"1"])[:-30], b"x" + made_pdf([element("TD", 9, "2 0 R"), element("LI", 1, "")])]
)
def test_a_file_that_is_not_built_as_libreoffice_builds_it_is_left_as_it_is(pdf: bytes) -> None:
    assert repaired(pdf) == pdf
