"""A paper as a tagged PDF, made with LibreOffice. The Word file itself is only read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from shpdocs.model.errors import ShpdocsError
from shpdocs.ooxml.bounds import OUR_BOUNDS, PackageError
from shpdocs.ooxml.word_file import open_word_file
from shpdocs.ooxml.xml import each, local, value
from shpdocs.paper.pdf.repair import repair
from shpdocs.store.disk import copy_file, working_folder, write_atomically

_TIMEOUT = 180  # seconds; a long paper takes 5
_OPTIONS = (
    '{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
)
_OR_WORD = "or open the paper in Word and save it as PDF from there."
_MODIFIED = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z")
_UNDATED = "2000-01-01T00:00:00"


class PdfError(ShpdocsError):
    """No PDF could be made: LibreOffice is not installed, failed, or took too long."""


def write_pdf(docx: Path, pdf: Path) -> None:
    """Write a Word file as a tagged PDF with LibreOffice, whole or not at all. Works on a copy, with a profile of its own, beside the PDF.

    The same file gives the same bytes with the same LibreOffice and fonts: the PDF is dated as the Word file is.

    Raises:
        PdfError: LibreOffice is not found, fails, or takes longer than three minutes.
        OSError: the Word file cannot be read, or the PDF cannot be written.
    """
    program = _find_libreoffice()
    with working_folder(pdf.parent / "libreoffice") as folder:
        copy = folder / "paper.docx"
        copy_file(docx, copy)
        _convert(program, copy, folder)
        made = folder / "paper.pdf"
        content = made.read_bytes() if made.is_file() else b""
        modified, figures = _date_and_descriptions(copy)
    if not content.startswith(b"%PDF-"):
        raise PdfError(f"LibreOffice made no PDF of {docx.name}.", f"Open the paper in LibreOffice to see why, {_OR_WORD}")
    write_atomically(pdf, repair(_without_clock(content, modified), figures))


def _find_libreoffice() -> str:
    """Where LibreOffice's program stands: on the path, or where it usually is."""
    names = ("soffice.com", "soffice") if sys.platform == "win32" else ("soffice", "libreoffice")
    candidates = [shutil.which(name) for name in names] + [place for place in _USUAL_PLACES if Path(place).is_file()]
    program = next((path for path in candidates if path), None)
    if program is None:
        raise PdfError("A PDF needs LibreOffice, which was not found on this computer.", f"Install LibreOffice (it is free), {_OR_WORD}")
    return program


def _convert(program: str, docx: Path, folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo", "--nodefault"]
    command += ["--convert-to", f"pdf:writer_pdf_Export:{_OPTIONS}", "--outdir", str(folder), str(docx)]
    environment = os.environ | {"TZ": "UTC"} | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))  # it keeps copies of the paper there
    quiet = subprocess.DEVNULL
    try:  # its launcher starts a second process: in a session of their own both can be ended
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment, start_new_session=True)
    except OSError:
        raise PdfError("LibreOffice could not be started.", f"Install it anew, {_OR_WORD}") from None
    try:
        code = process.wait(_TIMEOUT)
    except subprocess.TimeoutExpired:
        raise PdfError(
            f"LibreOffice took longer than {_TIMEOUT // 60} minutes.", f"Try again when the computer has less to do, {_OR_WORD}"
        ) from None
    finally:
        _end(process)
    if code and not (folder / "paper.pdf").is_file():  # now and then it makes the PDF, then ends in a fault
        raise PdfError("LibreOffice failed to make the PDF.", f"Try again; if it fails again, open the paper in LibreOffice, {_OR_WORD}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice if it still runs, with whatever it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, 9)
    process.wait()


def _date_and_descriptions(docx: Path) -> tuple[str, tuple[str, ...]]:
    """When the Word file says that it was last changed, '2024-09-30T00:00:00' in UTC, and the words for its pictures and charts."""
    try:
        file = open_word_file(docx.read_bytes(), OUR_BOUNDS)
        properties = file.related("core-properties", source="")
        dates = [] if properties is None else [entry.text or "" for entry in properties if local(entry) == "modified"]
        descriptions = tuple(value(drawing, "descr") for drawing in each(file.root, "wp:docPr"))
    except PackageError:
        return _UNDATED, ()
    modified = _MODIFIED.fullmatch("".join(dates))
    return (modified[1] if modified else _UNDATED), descriptions


def _without_clock(pdf: bytes, modified: str) -> bytes:
    """Return the PDF with the clock taken out: its dates and the hashes made of them. Each gives way to one of the same length."""
    compact = "".join(character for character in modified if character.isdigit()).encode()
    pdf = re.sub(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}", lambda match: match[1] + compact, pdf)
    pdf = re.sub(rb"<rdf:li[^>]*>[^<]*</rdf:li>", _escaped_once, pdf)
    pdf = re.sub(rb"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)[-\dT:]{19}", lambda match: match[1] + modified.encode(), pdf)
    hashes = re.compile(rb"(/ID \[ <|/DocChecksum /|(?<=>)\s+<)[0-9A-F]{32}(?=>|\b)")
    head, mark, trailer = pdf.rpartition(b"\ntrailer\n")
    plain = hashes.sub(lambda match: match[1] + b"0" * 32, trailer)
    digest = sha256(head + plain).hexdigest()[:32].upper().encode()
    return head + mark + hashes.sub(lambda match: match[1] + digest, trailer)


def _escaped_once(entry: re.Match[bytes]) -> bytes:
    """LibreOffice 7.4 writes an apostrophe of the title as &amp;apos;, which a reader speaks as '&apos;'; spaces keep the length."""
    once = re.sub(rb"&amp;(amp|lt|gt|apos|quot);", rb"&\1;", entry[0])
    return once + b" " * (len(entry[0]) - len(once))
