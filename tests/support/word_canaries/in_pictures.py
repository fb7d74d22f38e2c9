"""Files with pictures that say what nobody sees: a camera, a place, a writer, a text behind the last byte, a picture of another kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from tests.support.made_word import Source, paragraph, picture
from tests.support.word_canaries.canary import CanaryFile, Words

_TYPES = {
    "png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "tiff": "image/tiff", "bmp": "image/bmp", "svg": "image/svg+xml",
    "emf": "image/x-emf", "wmf": "image/x-wmf", "wdp": "image/vnd.ms-photo", "ico": "image/x-icon", "webp": "image/webp",
    "eps": "image/eps", "pdf": "application/pdf", "bin": "application/octet-stream",
}  # fmt: skip


# Places that a picture built as it should be has not got.
_BROKEN = {"behind its last row", "behind its packed rows", "between segments", "before its start", "in a longer table"} | {
    f"segment {code:02X}" for code in (*range(0xF0, 0xFE), 0xDC, 0xC8)
}


def picture_files(words: Words) -> Iterator[CanaryFile]:
    """A file for each kind of picture, and for each place within one."""
    for ending, places in (("png", _png_places(words)), ("jpeg", _jpeg_places(words)), ("gif", _gif_places(words))):
        for where, content in places:
            yield words.file(f"{ending}: {where}", shown(content, ending), may_be_refused=where in _BROKEN)
    for ending, content in _others(words):
        yield words.file(f"{ending} as a picture", shown(content, ending))
    for ending in ("png", "jpeg", "gif"):
        content = words.new(f"no picture, called .{ending}").encode()
        yield words.file(f"what is no {ending}", shown(content, ending))


def shown(content: bytes, ending: str) -> bytes:
    """A file that shows a picture."""
    made = Source(body=[paragraph("Made-up text")])
    drawing = made.image(40, "A made-up picture")
    id = made.relate("image", f"media/made-up.{ending}")
    made.parts[f"media/made-up.{ending}"] = (content, _TYPES[ending])
    made.body.append(paragraph("", inside=drawing.replace('embed="rId20"', f'embed="{id}"')))
    return made.write()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png_places(words: Words) -> Iterator[tuple[str, bytes]]:
    """Every kind of chunk that takes a text, between the first and the picture, before the end, and what stands behind the end."""
    whole = picture(40)
    head, rest = whole[:33], whole[33:]
    for name in (
        b"tEXt",
        b"iTXt",
        b"zTXt",
        b"eXIf",
        b"iCCP",
        b"sPLT",
        b"hIST",
        b"tIME",
        b"prVt",
        b"caBX",
        b"iDOT",
        b"cpIp",
        b"mkBT",
        b"gIFx",
    ):
        word = words.new(f"PNG {name.decode()}").encode()
        packed = zlib.compress(word, 0)
        data = {b"zTXt": b"Comment\0\0" + packed, b"iCCP": b"made up\0\0" + packed, b"iTXt": b"Comment\0\0\0\0\0" + word}.get(name, word)
        yield f"chunk {name.decode()}", head + _chunk(name, data) + rest
        word = words.new(f"PNG {name.decode()} at the end").encode()
        yield f"chunk {name.decode()} at the end", whole[:-12] + _chunk(name, word) + whole[-12:]
    yield "behind its end", whole + words.new("PNG, behind its end").encode()
    rows = b"".join(b"\0" + bytes(8) for _ in range(8)) + words.new("PNG, behind its last row").encode()
    yield "behind its last row", head + _chunk(b"IDAT", zlib.compress(rows, 0)) + _chunk(b"IEND", b"")
    yield "behind its packed rows", head + _chunk(b"IDAT", rest[8:-16] + words.new("PNG, behind its packed rows").encode()) + rest[-12:]
    yield "in its end", head + rest[:-12] + _chunk(b"IEND", words.new("PNG IEND").encode())
    yield "in its palette", head + _chunk(b"PLTE", (words.new("PNG PLTE of a grey picture") * 3).encode()) + rest


# A whole picture of one pixel, made by hand: tables, a frame and a scan.
JPEG = bytes.fromhex(
    "ffd8ffdb004300" + "08" * 64 + "ffc0000b080001000101011100"
    "ffc40014000100000000000000000000000000000009"
    "ffc40014100100000000000000000000000000000000"
    "ffda0008010100003f002a9fffd9"
)  # fmt: skip


def _jpeg_places(words: Words) -> Iterator[tuple[str, bytes]]:
    """Every segment that takes a text, and what stands behind the end, between segments, and in a second picture."""
    for code in (*range(0xE0, 0xF0), 0xFE, *range(0xF0, 0xFE), 0xDC, 0xC8):
        word = words.new(f"JPEG segment {code:02X}").encode()
        data = {0xE1: b"Exif\0\0", 0xED: b"Photoshop 3.0\0", 0xE0: b"JFXX\0\x10", 0xEE: b"Adobe\0\x64"}.get(code, b"") + word
        yield f"segment {code:02X}", JPEG[:2] + b"\xff" + bytes([code]) + struct.pack(">H", len(data) + 2) + data + JPEG[2:]
    jfif = b"JFIF\0\1\1\0\0\1\0\1\0\0" + words.new("JPEG JFIF, longer than it should be").encode()
    yield "in a longer JFIF", JPEG[:2] + b"\xff\xe0" + struct.pack(">H", len(jfif) + 2) + jfif + JPEG[2:]
    yield "behind its end", JPEG + words.new("JPEG, behind its end").encode()
    yield "between segments", JPEG[:2] + words.new("JPEG, between segments").encode() + JPEG[2:]
    yield "before its start", words.new("JPEG, before its start").encode() + JPEG
    word = words.new("JPEG, in a longer table").encode()
    yield "in a longer table", JPEG[:2] + b"\xff\xdb" + struct.pack(">H", 67 + len(word)) + JPEG[6:71] + word + JPEG[71:]
    word = words.new("JPEG, a segment after the scan").encode()
    yield "after the scan", JPEG[:-2] + b"\xff\xfe" + struct.pack(">H", len(word) + 2) + word + JPEG[-2:]


def _gif_places(words: Words) -> Iterator[tuple[str, bytes]]:
    """Comments, texts and programs' own blocks, and what stands behind the end."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    image = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2D\1\0"
    for name, label, first in (
        ("comment", 0xFE, b""),
        ("text", 1, b"\x0c" + bytes(12)),
        ("program", 0xFF, b"\x0bXMP DataXMP"),
        ("odd", 7, b""),
    ):
        word = words.new(f"GIF {name}").encode()
        block = b"!" + bytes([label]) + first + bytes([len(word)]) + word + b"\0"
        yield f"{name} before the picture", head + block + image + b";"
        word = words.new(f"GIF {name} after the picture").encode()
        yield f"{name} after the picture", head + image + b"!" + bytes([label]) + first + bytes([len(word)]) + word + b"\0;"
    yield "behind its end", head + image + b";" + words.new("GIF, behind its end").encode()


def _others(words: Words) -> Iterator[tuple[str, bytes]]:
    """Kinds of pictures that may say anything anywhere."""
    text = "".join(
        f"<{name}>{words.new(f'SVG {name}')}</{name}>" for name in ("title", "desc", "metadata", "script", "style", "text", "foreignObject")
    )
    links = f'<a href="https://{words.new("SVG link")}.example"/><image href="file:///{words.new("SVG image")}"/>'
    yield "svg", f'<svg xmlns="http://www.w3.org/2000/svg" id="{words.new("SVG id")}" width="9" height="9">{text}{links}</svg>'.encode()
    wide = words.new("EMF description").encode("utf-16-le")
    header = struct.pack("<II", 1, 108 + len(wide)) + bytes(32) + b" EMF" + bytes(68 - 8) + wide
    yield "emf", header + struct.pack("<II", 70, 12 + 8) + words.new("EMF comment").encode() + struct.pack("<IIIII", 14, 20, 0, 0, 20)
    yield "wmf", b"\xd7\xcd\xc6\x9a" + bytes(36) + words.new("WMF escape").encode()
    yield "tiff", b"II*\0\x08\0\0\0\1\0\x0e\x01\2\0\x0c\0\0\0\x1a\0\0\0\0\0\0\0" + words.new("TIFF description").encode()
    yield "bmp", b"BM" + struct.pack("<IHHI", 66, 0, 0, 54) + bytes(40) + words.new("BMP, behind its rows").encode()
    for ending, first in (
        ("wdp", b"II\xbc\1"),
        ("ico", b"\0\0\1\0"),
        ("webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("eps", b"%!PS\n%"),
        ("pdf", b"%PDF-1.7\n"),
        ("bin", b""),
    ):
        yield ending, first + words.new(f"{ending} as a picture").encode()
