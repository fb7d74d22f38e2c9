"""Drawings of Windows keep what they draw and lose what describes them; all made up."""

from __future__ import annotations

import gzip
import struct

import pytest

from shpdocs.ooxml.metafiles import shown_alone, texts_of_drawing
from shpdocs.ooxml.pictures import PictureError

SECRET = "made-up secret"
RECTANGLE = struct.pack("<II4i", 43, 24, 0, 0, 90, 90)
END = struct.pack("<IIIII", 14, 20, 0, 16, 20)


def emf_text(words: str) -> bytes:
    said = words.encode("utf-16-le").ljust((len(words) * 2 + 3) // 4 * 4, b"\0")
    place = struct.pack("<iiII", 5, 5, len(words), 76) + struct.pack("<I4iI", 0, 0, 0, 0, 0, 76 + len(said))
    return struct.pack("<II", 84, 76 + len(said)) + struct.pack("<4iIff", 0, 0, 90, 90, 1, 1, 1) + place + said


def remark(data: bytes) -> bytes:
    data = data.ljust((len(data) + 3) // 4 * 4, b"\0")
    return struct.pack("<III", 70, 12 + len(data), len(data)) + data


def emf(*records: bytes, description: str = SECRET, after: bytes = b"") -> bytes:
    said = description.encode("utf-16-le").ljust((len(description) * 2 + 3) // 4 * 4, b"\0")
    size = 108 + len(said)
    body = b"".join((*records, END))
    head = (
        struct.pack("<II8i", 1, size, 0, 0, 90, 90, 0, 0, 2000, 2000)
        + b" EMF"
        + struct.pack("<IIIHH", 0x10000, size + len(body), len(records) + 2, 1, 0)
    )
    return (
        head
        + struct.pack("<III", len(description), 108, 0)
        + struct.pack("<4i", 1920, 1080, 500, 300)
        + bytes(12)
        + struct.pack("<II", 5, 6)
        + said
        + body
        + after
    )


def wmf_record(kind: int, data: bytes) -> bytes:
    data += b"\0" * (len(data) % 2)
    return struct.pack("<IH", 3 + len(data) // 2, kind) + data


def wmf(*records: bytes, placeable: bool = True, after: bytes = b"") -> bytes:
    body = b"".join((*records, wmf_record(0, b"")))
    head = b"\1\0\x09\0\0\3" + struct.pack("<IHIH", (18 + len(body)) // 2, 1, 40, 0)
    place = struct.pack("<IH4hHIH", 0x9AC6CDD7, 0, 0, 0, 90, 90, 96, 0, 0) if placeable else b""
    return place + head + body + after


def holds(content: bytes) -> bool:
    return any(SECRET.encode(coding) in content for coding in ("utf-8", "utf-16-le"))


@pytest.mark.parametrize(
    "content",
    [
        emf(RECTANGLE),
        emf(remark(SECRET.encode()), RECTANGLE, remark(b"EMF+" + struct.pack("<HH", 0x4001, 1) + SECRET.encode())),
        emf(RECTANGLE, struct.pack("<II", 105, 8 + 16) + SECRET.encode().ljust(16, b"\0")),
        emf(RECTANGLE, after=SECRET.encode()),
        gzip.compress(emf(RECTANGLE), mtime=0),
        wmf(wmf_record(0x041B, bytes(8)), wmf_record(0x0626, struct.pack("<HH", 15, 14) + SECRET.encode())),
        wmf(wmf_record(0x041B, bytes(8)), placeable=False, after=SECRET.encode()),
    ],
)
def test_what_describes_a_drawing_is_gone_and_what_it_draws_is_as_it_was(content: bytes) -> None:
    alone, ending = shown_alone(content)
    assert not holds(alone)
    assert (RECTANGLE if ending == "emf" else wmf_record(0x041B, bytes(8))) in alone
    assert shown_alone(alone) == (alone, ending)


def test_a_header_says_how_many_records_there_are_and_how_large_they_are() -> None:
    alone, _ = shown_alone(emf(RECTANGLE, remark(b"x"), RECTANGLE))
    assert struct.unpack_from("<II", alone, 48) == (len(alone), 4)
    alone, _ = shown_alone(wmf(wmf_record(0x0626, bytes(4)), wmf_record(0x041B, bytes(8))))
    assert struct.unpack_from("<I", alone, 22 + 6) == ((len(alone) - 22) // 2,)


@pytest.mark.parametrize(
    "content",
    [
        emf(remark(b"EMF+" + struct.pack("<HH", 0x4001, 0))),
        emf(remark(b"EMF+" + struct.pack("<HH", 0x4001, 0)), RECTANGLE),
        emf(),
        emf(RECTANGLE)[:-20],
        emf(struct.pack("<II", 43, 7)),
        emf(struct.pack("<II", 43, 1 << 20)),
        wmf(),
        wmf(wmf_record(0x0999, b"")),
        wmf(wmf_record(0x041B, bytes(8)))[:-6],
        struct.pack("<I", 0x9AC6CDD7) + bytes(40),
        gzip.compress(b"nothing", mtime=0),
        gzip.compress(emf(RECTANGLE), mtime=0)[:-4],
        b"BM made up",
    ],
)
def test_a_drawing_that_cannot_be_parted_from_the_rest_is_none(content: bytes) -> None:
    with pytest.raises(PictureError):
        shown_alone(content)


def test_the_texts_of_a_drawing_are_read() -> None:
    assert texts_of_drawing(emf(emf_text("OFFICIAL"), RECTANGLE, emf_text("two"))) == ["OFFICIAL", "two"]
    short = struct.pack("<H", 5) + b"three\0" + struct.pack("<hh", 1, 1)
    long = struct.pack("<hhHH", 1, 1, 4, 0) + b"four"
    assert texts_of_drawing(wmf(wmf_record(0x0521, short), wmf_record(0x0A32, long))) == ["three", "four"]
    assert texts_of_drawing(gzip.compress(emf(emf_text("packed")), mtime=0)) == ["packed"]
    assert texts_of_drawing(b"\x89PNG\r\n\x1a\n") == []


def test_a_text_that_stands_nowhere_is_a_fault_of_the_drawing() -> None:
    with pytest.raises(PictureError):
        texts_of_drawing(emf(struct.pack("<III", 84, 12, 0)))
