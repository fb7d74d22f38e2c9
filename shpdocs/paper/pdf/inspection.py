"""What a PDF must not hold: anything that acts, is attached, names a person, or leads elsewhere than to the web and to mail.

The whole file is read as PDF's own marks (names, texts, streams), whatever program wrote it and however its objects are kept; objects
that cannot be read are told as a fault. Marks that stand in a picture's bytes by chance could only be told too often.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

_MARK = re.compile(
    rb"(?P<stream>\bstream\r?\n)|/(?P<name>[^\s()<>\[\]{}/%]*)|\((?P<text>(?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*)\)"
    rb"|(?P<close>>>)|<(?P<digits>[0-9A-Fa-f\s]*)>|%[^\r\n]*|(?P<word>[^\s()<>\[\]{}/%]+)|<<|[\[\]{}()<>]",
    re.DOTALL,
)
_ESCAPED_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPED_TEXT = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_LINK = re.compile(rb"(?:https?://|mailto:)[^\x00-\x1f\x7f]+", re.IGNORECASE)
_REFUSED = {
    **dict.fromkeys((b"JavaScript", b"JS"), "a script"),
    **dict.fromkeys((b"EmbeddedFile", b"EmbeddedFiles", b"Filespec", b"FileAttachment", b"EF", b"AF"), "a file within it"),
    **dict.fromkeys((b"Launch", b"GoToR", b"GoToE", b"Thread"), "a link to a file"),
    **dict.fromkeys((b"SubmitForm", b"ImportData", b"ResetForm", b"AcroForm", b"XFA", b"Widget"), "a form"),
    **dict.fromkeys((b"RichMedia", b"Movie", b"Sound", b"Rendition", b"Screen", b"3D"), "a film or sound"),
    **dict.fromkeys((b"AA", b"Named", b"Hide", b"SetOCGState", b"GoTo3DView"), "an action"),
    **dict.fromkeys((b"Author", b"Subject", b"Keywords"), "words about the file besides its title"),
    b"OCProperties": "layers, of which some may not be shown",
    b"Encrypt": "a lock",
}
_PERSON = re.compile(rb"<(?:dc:creator|pdf:Keywords|dc:description|dc:contributor)\b")
_UNREADABLE = "objects that cannot be read"
_OTHER_LINK = "a link to something else than a page of the web or an e-mail address"


class _Mark(Struct, frozen=True):
    """A mark of PDF: its kind, as the groups of the pattern are called, and what it says."""

    kind: str
    content: bytes


def unfit_in(pdf: bytes) -> str:
    """What a PDF holds that none of ours may hold, in words; '' if it holds nothing of the kind."""
    for before, mark in pairwise([_Mark("", b""), *_marks(pdf)]):
        if mark.kind == "unreadable":
            return _UNREADABLE
        if mark.kind == "metadata" and _PERSON.search(mark.content):
            return _REFUSED[b"Author"]
        if mark.kind == "name" and mark.content in _REFUSED:
            return _REFUSED[mark.content]
        is_address = before == _Mark("name", b"URI") and mark.kind not in ("name", "close")
        if is_address and not (mark.kind in ("text", "digits") and _LINK.fullmatch(mark.content)):
            return _OTHER_LINK
    return ""


def _marks(pdf: bytes) -> Iterator[_Mark]:
    """Every mark of a PDF in order, those of its packed objects too; of any other stream nothing."""
    names: set[bytes] = set()  # of the object so far
    position = 0
    while match := _MARK.search(pdf, position):
        kind, position = match.lastgroup or "", match.end()
        if kind == "stream":
            end = pdf.find(b"endstream", position)
            yield from _marks_of_stream(pdf[position:end], names) if end >= 0 else (_Mark("unreadable", b""),)
            position = len(pdf) if end < 0 else end
        elif kind == "word" and match["word"] == b"obj":
            names = set()
        elif kind:
            mark = _Mark(kind, _plain(kind, match[kind]))
            names |= {mark.content} if kind == "name" else set()
            yield mark


def _marks_of_stream(content: bytes, names: set[bytes]) -> Iterator[_Mark]:
    if not names & {b"ObjStm", b"Metadata"}:
        return
    if b"Filter" in names:
        try:
            content = zlib.decompress(content.strip(b"\r\n")) if names & {b"FlateDecode"} else b""
        except zlib.error:
            content = b""
        if not content:
            yield _Mark("unreadable", b"")
    if b"ObjStm" in names:
        yield from _marks(content)
    else:
        yield _Mark("metadata", content)


def _plain(kind: str, content: bytes) -> bytes:
    """What a mark says, without the ways in which PDF may write it."""
    if kind == "name":
        return _ESCAPED_NAME.sub(lambda escaped: bytes([int(escaped[1], 16)]), content)
    if kind == "digits":
        digits = b"".join(content.split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPED_TEXT.sub(lambda escaped: _letter(escaped[1]), content) if kind == "text" else content


def _letter(escaped: bytes) -> bytes:
    if escaped.isdigit():
        return bytes([int(escaped, 8) & 0xFF])
    return b"" if escaped.endswith(b"\n") else {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(escaped, escaped)
