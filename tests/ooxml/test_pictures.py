"""Pictures lose all but the picture: what they show stays the same, dot by dot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from shpdocs.ooxml.pictures import PictureError, picture_alone

SAID = "MADE-UP-PERSON"
NOISE = Image.frombytes("RGB", (61, 37), bytes(range(256)) * 26 + bytes(115))


def saved(kind: str, mode: str = "RGB", **more: Any) -> bytes:
    out = BytesIO()
    NOISE.convert(mode).save(out, kind, **more)
    return out.getvalue()


def exif(way: int) -> Image.Exif:
    said = Image.Exif()
    said[0x0112], said[0x010E], said[0x013B] = way, SAID, SAID
    return said


@pytest.mark.parametrize(
    "content",
    [
        *(saved("PNG", mode) for mode in ("RGB", "RGBA", "L", "LA", "P", "1")),
        *(saved("JPEG", mode) for mode in ("RGB", "L", "CMYK")),
        saved("JPEG", progressive=True, optimize=True),
        saved("JPEG", exif=exif(1), comment=SAID.encode()),
        saved("GIF", "P", comment=SAID.encode(), transparency=3),
    ],
)
def test_a_picture_shows_what_it_showed(content: bytes) -> None:
    alone, _ = picture_alone(content)
    before, after = (Image.open(BytesIO(each)) for each in (content, alone))
    assert (before.size, before.convert("RGBA").tobytes()) == (after.size, after.convert("RGBA").tobytes())
    assert SAID.encode() not in alone
    assert picture_alone(alone)[0] == alone


@pytest.mark.parametrize("way", [1, 3, 6, 8])
def test_a_photograph_stands_the_same_way_up(way: int) -> None:
    alone, ending = picture_alone(saved("JPEG", exif=exif(way)))
    assert (dict(Image.open(BytesIO(alone)).getexif()), ending) == ({} if way == 1 else {0x0112: way}, "jpeg")


def test_a_picture_in_rows_of_seven_passes_is_read() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(bytes(1 + width) * height for width, height in ((1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 3), (5, 2)))
    header = struct.pack(">IIBBBBB", 5, 5, 8, 0, 0, 0, 1)
    whole = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    assert Image.open(BytesIO(picture_alone(whole)[0])).convert("L").tobytes() == bytes(25)


def png_with(*chunks: tuple[bytes, bytes], colour: int = 2, depth: int = 8) -> bytes:
    """A picture of one dot with chunks before it."""
    header = struct.pack(">IIBBBBB", 1, 1, depth, colour, 0, 0, 0)
    row = zlib.compress(bytes(4 if colour == 2 else 2))
    every = [(b"IHDR", header), *chunks, (b"IDAT", row), (b"IEND", b"")]
    packed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in every)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def test_what_tells_of_colours_holds_no_words_and_stands_once() -> None:
    measured = struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
    words = (SAID.encode() * 3)[:32]
    alone, _ = picture_alone(png_with((b"cHRM", words), (b"gAMA", words[:4]), (b"pHYs", bytes(9)), (b"pHYs", words[:9])))
    assert (words[:4] in alone, alone.count(b"pHYs")) == (False, 1)
    assert measured in picture_alone(png_with((b"cHRM", measured)))[0]
    assert picture_alone(png_with((b"PLTE", bytes(6)), colour=3, depth=1))
    with pytest.raises(PictureError):
        picture_alone(png_with((b"PLTE", bytes(6) + words[:30]), colour=3, depth=1))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_that_is_cut_short_is_refused_wherever_it_is_cut(kind: str) -> None:
    content = saved(kind, "P" if kind == "GIF" else "RGB")
    for length in range(0, len(content) - 1, 7):
        with pytest.raises(PictureError):
            picture_alone(content[:length])


@pytest.mark.parametrize("content", [b"", b"made up", b"\x01\0\0\0" + bytes(100), b"II*\0made up", b"<svg/>", saved("BMP"), saved("TIFF")])
def test_other_kinds_are_refused(content: bytes) -> None:
    with pytest.raises(PictureError):
        picture_alone(content)
