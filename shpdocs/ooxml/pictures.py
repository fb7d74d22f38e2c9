"""Pictures without what nobody sees: who took one, where, with what, in which words, and what stands behind its last byte.

Nothing is drawn anew: the parts of a file that hold the picture are copied as they are, and no others. A picture that is not built as
it should be is none that can be shown to be clean.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the type of colour
_PNG_LENGTHS = {b"gAMA": (4,), b"cHRM": (32,), b"sRGB": (1,), b"pHYs": (9,), b"sBIT": (1, 2, 3, 4)}  # chunks that tell how it looks
_MOST_OF_A_COLOUR = 1_000_000  # hundred-thousandths, of a place among colours or of a gamma
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))  # first x, y; steps
_LARGEST = 1 << 31  # bytes of a picture's rows
_PIECE = 1 << 20
_JPEG, _GIF = b"\xff\xd8\xff", (b"GIF87a", b"GIF89a")
_START_OF_FRAME, _TABLES, _RESTART, _SCAN, _END = (0xC0, 0xC1, 0xC2), (0xC4, 0xDB), 0xDD, 0xDA, 0xD9
_DROPPED = (*range(0xE0, 0xF0), 0xFE)  # of programs, and remarks
_TURNED = 0x0112  # Exif's number for which way up a picture stands


class PictureError(Exception):
    """A picture of a kind that may hold more than it shows, or that is not built as its kind should be."""


def dots_of(content: bytes) -> tuple[int, int] | None:
    """How many dots a picture (PNG, GIF) has across and down; None for one of another kind, or cut short."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
    return None


def picture_alone(content: bytes) -> tuple[bytes, str]:
    """A picture without anything else, and the ending for its kind: 'png', 'jpeg', 'gif'.

    Raises:
        PictureError: it is of another kind, or damaged.
    """
    try:
        if content.startswith(_PNG):
            return _png(content), "png"
        if content.startswith(_JPEG):
            return _jpeg(content), "jpeg"
        if content.startswith(_GIF):
            return _gif(content), "gif"
    except (struct.error, IndexError, zlib.error) as error:
        raise PictureError from error
    raise PictureError


def _png(content: bytes) -> bytes:
    """The chunks that hold the picture and tell how it looks, each of the length that it must have."""
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise PictureError
    header = chunks[0][1]
    depth, colour = header[8:10]
    kept = [chunks[0]]
    for name, data in chunks[1:]:
        if name == b"IDAT" or (_tells_how_it_looks(name, data, depth, colour) and name not in {before for before, _ in kept}):
            kept.append((name, data))
    _check_rows(header, [data for name, data in kept if name == b"IDAT"])
    packed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in kept)
    return _PNG + b"".join(packed) + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def _tells_how_it_looks(name: bytes, data: bytes, depth: int, colour: int) -> bool:
    """Whether a chunk says how a picture's dots look, in numbers that they need.

    Raises:
        PictureError: it has more colours than its dots can name.
    """
    if name == b"PLTE" and colour == 3:
        if len(data) % 3 or not 0 < len(data) <= 3 << depth:
            raise PictureError
        return True
    if name == b"tRNS":
        return len(data) <= {0: 2, 2: 6, 3: 1 << depth}.get(colour, 0)
    if len(data) not in _PNG_LENGTHS.get(name, ()):
        return False
    is_measured = name in (b"cHRM", b"gAMA")
    return not is_measured or max(struct.unpack(f">{len(data) // 4}I", data)) <= _MOST_OF_A_COLOUR


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        if len(data) < length or struct.unpack_from(">I", content, at + 8 + length)[0] != zlib.crc32(name + data):
            raise PictureError
        if name == b"IEND":
            return
        yield name, data
        at += 12 + length


def _check_rows(header: bytes, packed: list[bytes]) -> None:
    """See that the packed rows are those of the picture and nothing more; none is kept."""
    width, height, depth, colour, method, filtering, interlaced = struct.unpack(">IIBBBBB", header)
    if colour not in _PNG_CHANNELS or depth not in (1, 2, 4, 8, 16) or method or filtering or interlaced > 1:
        raise PictureError
    bits = depth * _PNG_CHANNELS[colour]
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    sizes = ((-(-max(0, width - x) // right), -(-max(0, height - y) // down)) for x, y, right, down in passes)
    expected = sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in sizes if columns)
    if not 0 < expected <= _LARGEST:
        raise PictureError
    unpacked, stream = 0, zlib.decompressobj()
    for data in packed:
        while data and not stream.eof:
            unpacked += len(stream.decompress(data, _PIECE))
            data = stream.unconsumed_tail
            if unpacked > expected:
                raise PictureError
        if stream.eof and (stream.unused_data or data):
            raise PictureError
    if unpacked != expected or not stream.eof or stream.unused_data:
        raise PictureError


def _jpeg(content: bytes) -> bytes:
    """The tables, the frame and the scans, each of the length that it must have, and which way up the picture stands."""
    kept, turned = [], b""
    for code, data, scan in _segments(content):
        if code == 0xE1 and data.startswith(b"Exif\0\0"):
            turned = turned or _turned(data[6:])
        elif code == 0xEE and data.startswith(b"Adobe") and len(data) >= 12:
            kept.append(_segment(0xEE, b"Adobe\0\x64\0\0\0\0" + data[11:12]))  # how its colours are meant
        elif code not in _DROPPED:
            if not _is_exact(code, data):
                raise PictureError
            kept.append(_segment(code, data) + scan)
    return content[:2] + turned + b"".join(kept) + b"\xff\xd9"


def _segment(code: int, data: bytes) -> bytes:
    return b"\xff" + bytes([code]) + struct.pack(">H", len(data) + 2) + data


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each segment: what it is, what it says, and the packed picture that follows it."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if content[at] != 0xFF:
            raise PictureError
        code = content[at + 1]
        if code == _END:
            return
        (length,) = struct.unpack_from(">H", content, at + 2)
        data = content[at + 4 : at + 2 + length]
        if length < 2 or len(data) < length - 2:
            raise PictureError
        at += 2 + length
        end = _end_of_scan(content, at) if code == _SCAN else at
        yield code, data, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: no 0xFF of the packed picture, and no mark between its pieces."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise PictureError
        code = content[at + 1]
        if code != 0 and not 0xD0 <= code <= 0xD7:
            return at
        at += 2


def _is_exact(code: int, data: bytes) -> bool:
    """Whether a table, a frame or the start of a scan holds what it says and no more; no other segment does."""
    if code in _START_OF_FRAME:
        return len(data) == 6 + 3 * data[5]
    if code == _SCAN:
        return len(data) == 4 + 2 * data[0]
    if code == _RESTART:
        return len(data) == 2
    at = 0
    while at < len(data) and code in _TABLES:
        at += (1 + 64 * (1 + (data[at] >> 4))) if code == 0xDB else 17 + sum(data[at + 1 : at + 17])
    return at == len(data)


def _turned(exif: bytes) -> bytes:
    """A segment that says which way up the picture stands and nothing else; b'' if it stands as it is."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return b""
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        entries = [struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number) for number in range(count)]
    except struct.error:
        return b""
    way = next((value for number, _, _, value in entries if number == _TURNED), 1)
    if not 2 <= way <= 8:
        return b""
    said = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _TURNED, 3, 1, way, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said


def _gif(content: bytes) -> bytes:
    """The first picture, as a page shows it, and what makes some of it clear."""
    at = 13 + _colours(content[10])
    kept = [content[:at]]
    while True:
        kind = content[at]
        if kind == 0x2C:
            end = _end_of_blocks(content, at + 11 + _colours(content[at + 9]))
            return b"".join([*kept, content[at:end], b";"])
        if kind != 0x21:
            raise PictureError
        end = _end_of_blocks(content, at + 2)
        if content[at + 1] == 0xF9 and end - at == 8:
            kept = [kept[0], content[at:end]]
        at = end


def _colours(flags: int) -> int:
    """The bytes of a table of colours, by the flags that tell of it."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1
