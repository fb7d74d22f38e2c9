"""A paper as a tagged PDF, made with LibreOffice. The Word file itself is only read.

LibreOffice is given a copy from which nothing leads out (`closed_copy`), in surroundings that are closed (`libreoffice`); what it made
is mended (`repair`) and looked through (`inspection`) before it is written.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.word_file import open_word_file
from shpdocs.ooxml.xml import each, local, value
from shpdocs.paper.pdf.closed_copy import OR_WORD, PdfError, closed_copy
from shpdocs.paper.pdf.inspection import unfit_in
from shpdocs.paper.pdf.libreoffice import convert, find_libreoffice
from shpdocs.paper.pdf.repair import repair
from shpdocs.store.disk import read_file, read_if_there, working_folder, write_atomically

__all__ = ["PdfError", "write_pdf"]

_MODIFIED = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z")
_UNDATED = "2000-01-01T00:00:00"


def write_pdf(docx: Path, pdf: Path) -> None:
    """Write a Word file as a tagged PDF with LibreOffice, whole or not at all. It works on a copy, in a folder beside the PDF.

    The same file gives the same bytes with the same LibreOffice and fonts: the PDF is dated as the Word file is.

    Raises:
        PdfError: LibreOffice is not found, fails, or takes longer than three minutes; the Word file, or the PDF that was made of it,
            holds what no PDF of ours may hold.
        OSError: the Word file cannot be read, or the PDF cannot be written.
    """
    program = find_libreoffice()
    content = read_file(docx)
    copy = closed_copy(content, docx.name)
    with working_folder(pdf.parent.resolve() / "libreoffice") as folder:
        write_atomically(folder / "paper.docx", copy, is_lasting=False)
        made = convert(program, folder / "paper.docx", folder)
        made_content = read_if_there(made) or b""
    if not made_content.startswith(b"%PDF-"):
        raise PdfError(f"LibreOffice made no PDF of {docx.name}.", f"Open the paper in LibreOffice to see why, {OR_WORD}")
    modified, figures = _date_and_descriptions(content)
    repaired = repair(_without_clock(made_content, modified), figures)
    unfit = unfit_in(repaired)
    if unfit:
        raise PdfError(
            f"The PDF that LibreOffice made of {docx.name} holds {unfit}, so it was not written.",
            f"Look in the appendices for what could have become that, take it out, and assemble again, {OR_WORD}",
        )
    write_atomically(pdf, repaired)


def _date_and_descriptions(docx: bytes) -> tuple[str, tuple[str, ...]]:
    """When the Word file says that it was last changed, '2024-09-30T00:00:00' in UTC, and the words for its pictures and charts."""
    file = open_word_file(docx, OUR_BOUNDS)
    properties = file.related("core-properties", source="")
    dates = [] if properties is None else [entry.text or "" for entry in properties if local(entry) == "modified"]
    descriptions = tuple(value(drawing, "descr") for drawing in each(file.root, "wp:docPr"))
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
