"""Drawings of Windows (EMF, WMF), as Word keeps charts, diagrams and the pictures of objects: what they draw, and nothing else of them.

A drawing is a list of records. Those that draw, or say how, are kept as they are; descriptions, remarks and what was meant for a printer
are not. One that draws by remarks alone (EMF+), or by records that no list has, cannot be kept without them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from shpdocs.ooxml.pictures import PictureError, picture_alone

_EMF_MARK, _EMF_HEADER, _EMF_END = b" EMF", 1, 14
_SHORT_HEADER, _LONG_HEADER = 88, 108
_REMARK, _PLUS, _PLUS_HEADER, _DUAL = 70, b"EMF+", 0x4001, 1
# Records that draw or say how: all but remarks (70), escapes (105, 106, 110), formats of OpenGL (102-104), profiles of colours
# (99-101, 112, 113, 121, 122) and mapped fonts (109, 111, 119).
_EMF_DRAWS = frozenset([*range(2, 14), *range(15, 69), *range(71, 99), 108, 114, 115, 116, 118, 120])
_EMF_TEXTS, _SMALL_TEXT = {83: "cp1252", 84: "utf-16-le"}, 108
_NO_RECTANGLE, _NARROW, _GLYPHS = 0x100, 0x200, 0x10  # of the options of a text

_PLACEABLE, _PLACEABLE_SIZE = struct.pack("<I", 0x9AC6CDD7), 22
_WMF_HEADERS, _WMF_HEADER_SIZE = (b"\1\0\x09\0", b"\2\0\x09\0"), 18
_WMF_END, _WMF_ESCAPE, _WMF_TEXT, _WMF_LONG_TEXT = 0, 0x0626, 0x0521, 0x0A32
_WMF_DRAWS = frozenset(
    (
        *(0x001E, 0x0035, 0x0037, 0x00F7, 0x0102, 0x0103, 0x0104, 0x0105, 0x0106, 0x0107, 0x0108, 0x0127, 0x012A, 0x012B, 0x012C, 0x012D),
        *(0x012E, 0x0139, 0x0142, 0x0149, 0x01F0, 0x01F9, 0x0201, 0x0209, 0x020A, 0x020B, 0x020C, 0x020D, 0x020E, 0x020F, 0x0211, 0x0213),
        *(0x0214, 0x0220, 0x0228, 0x0231, 0x0234, 0x02FA, 0x02FB, 0x02FC, 0x0324, 0x0325, 0x0410, 0x0412, 0x0415, 0x0416, 0x0418, 0x0419),
        *(0x041B, 0x041F, 0x0429, 0x0436, 0x0521, 0x0538, 0x0548, 0x061C, 0x061D, 0x06FF, 0x0817, 0x081A, 0x0830, 0x0922, 0x0940, 0x0A32),
        *(0x0B23, 0x0B41, 0x0D33, 0x0F43),
    )
)
_PACKED, _LARGEST = b"\x1f\x8b", 1 << 26


def shown_alone(content: bytes) -> tuple[bytes, str]:
    """A picture of any kind that comes in, or a drawing of Windows, without anything else; and the ending for its kind.

    Raises:
        PictureError: it is of another kind, damaged, or cannot be parted from what nobody sees.
    """
    content = _unpacked(content)
    return _drawing_alone(content) or picture_alone(content)


def texts_of_drawing(content: bytes) -> list[str]:
    """The texts that a drawing (EMF, WMF) draws where it comes in, in order; [] of a picture of another kind, which is not looked at.

    Raises:
        PictureError: it is damaged, cannot be parted from what nobody sees, or a text stands where the drawing has none.
    """
    drawing, ending = _drawing_alone(_unpacked(content)) or (b"", "")
    try:
        if ending == "emf":
            return [text for kind, record in _emf_records(drawing) for text in _emf_text(kind, record)]
        if ending == "wmf":
            return [text for kind, record in _wmf_records(drawing) for text in _wmf_text(kind, record)]
    except struct.error as error:
        raise PictureError from error
    return []


def _drawing_alone(content: bytes) -> tuple[bytes, str] | None:
    """A drawing of Windows without anything else, and the ending for its kind; None for a picture of another kind."""
    try:
        if _is_emf(content):
            return _emf(content), "emf"
        if content.startswith((_PLACEABLE, *_WMF_HEADERS)):
            return _wmf(content), "wmf"
    except struct.error as error:
        raise PictureError from error
    return None


def _unpacked(content: bytes) -> bytes:
    """A drawing that was packed (EMZ, WMZ) as it was before."""
    if not content.startswith(_PACKED):
        return content
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = stream.decompress(content, _LARGEST)
    except zlib.error as error:
        raise PictureError from error
    if not stream.eof:
        raise PictureError
    return unpacked


def _is_emf(content: bytes) -> bool:
    return content[:4] == struct.pack("<I", _EMF_HEADER) and content[40:44] == _EMF_MARK


def _emf(content: bytes) -> bytes:
    """The records that draw, behind a header that names no program and no title."""
    kept, is_plus, is_dual = [], False, False
    for kind, record in _emf_records(content):
        if kind == _REMARK and record[12:16] == _PLUS:
            is_plus = True
            is_dual |= len(record) >= 20 and struct.unpack_from("<HH", record, 16) == (_PLUS_HEADER, _DUAL)
        elif kind in _EMF_DRAWS:
            kept.append(record)
    if (is_plus and not is_dual) or not kept:
        raise PictureError
    header = _emf_header(content)
    body = b"".join(kept) + struct.pack("<IIIII", _EMF_END, 20, 0, 16, 20)
    struct.pack_into("<II", header, 48, len(header) + len(body), len(kept) + 2)
    return bytes(header) + body


def _emf_header(content: bytes) -> bytearray:
    """A header without what describes the drawing: its size and place, and those of the screen that it was made on."""
    (size,) = struct.unpack_from("<I", content, 4)
    (description,) = struct.unpack_from("<I", content, 64)
    is_long = size >= _LONG_HEADER and (description == 0 or description >= _LONG_HEADER)
    header = bytearray(content[: _LONG_HEADER if is_long else _SHORT_HEADER])
    struct.pack_into("<I", header, 4, len(header))
    struct.pack_into("<HIII", header, 58, 0, 0, 0, 0)  # nothing reserved, no description, no palette
    if is_long:
        struct.pack_into("<III", header, _SHORT_HEADER, 0, 0, 0)  # no format of OpenGL
    return header


def _emf_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record between the header and the end."""
    (at,) = struct.unpack_from("<I", content, 4)
    while True:
        kind, size = struct.unpack_from("<II", content, at)
        if size < 8 or size % 4 or at + size > len(content):
            raise PictureError
        if kind == _EMF_END:
            return
        yield kind, content[at : at + size]
        at += size


def _emf_text(kind: int, record: bytes) -> Iterator[str]:
    if kind in _EMF_TEXTS:
        count, place, options = struct.unpack_from("<III", record, 44)
        width = 2 if kind == 84 else 1
        if not options & _GLYPHS:
            yield record[place : place + count * width].decode(_EMF_TEXTS[kind], "replace")
    elif kind == _SMALL_TEXT:
        count, options = struct.unpack_from("<II", record, 16)
        place = 36 if options & _NO_RECTANGLE else 52
        narrow = bool(options & _NARROW)
        yield record[place : place + count * (1 if narrow else 2)].decode("cp1252" if narrow else "utf-16-le", "replace")


def _wmf(content: bytes) -> bytes:
    """The records that draw, behind a header that says how many and how large they are."""
    kept = []
    for kind, record in _wmf_records(content):
        if kind in _WMF_DRAWS:
            kept.append(record)
        elif kind != _WMF_ESCAPE:
            raise PictureError  # one that makes something which others name by its number cannot be left out
    if not kept:
        raise PictureError
    start = _wmf_start(content)
    header = bytearray(content[start : start + _WMF_HEADER_SIZE])
    body = b"".join(kept) + struct.pack("<IH", 3, _WMF_END)
    struct.pack_into("<I", header, 6, (len(header) + len(body)) // 2)
    struct.pack_into("<IH", header, 12, max(len(record) // 2 for record in kept), 0)
    return content[:start] + bytes(header) + body


def _wmf_start(content: bytes) -> int:
    start = _PLACEABLE_SIZE if content.startswith(_PLACEABLE) else 0
    if content[start : start + 4] not in _WMF_HEADERS:
        raise PictureError
    return start


def _wmf_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record between the header and the end."""
    at = _wmf_start(content) + _WMF_HEADER_SIZE
    while True:
        words, kind = struct.unpack_from("<IH", content, at)
        if words < 3 or at + 2 * words > len(content):
            raise PictureError
        if kind == _WMF_END:
            return
        yield kind, content[at : at + 2 * words]
        at += 2 * words


def _wmf_text(kind: int, record: bytes) -> Iterator[str]:
    if kind == _WMF_TEXT:
        (count,) = struct.unpack_from("<H", record, 6)
        yield record[8 : 8 + count].decode("cp1252", "replace")
    elif kind == _WMF_LONG_TEXT:
        count, options = struct.unpack_from("<HH", record, 10)
        place = 22 if options & 0x6 else 14
        if not options & _GLYPHS:
            yield record[place : place + count].decode("cp1252", "replace")
