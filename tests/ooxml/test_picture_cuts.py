"""A picture is cut to what a page shows: the dots that are left are the same, those that were cropped off are in no byte of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from shpdocs.ooxml import picture_cuts
from shpdocs.ooxml.picture_cuts import Edges, cut
from shpdocs.ooxml.pictures import PictureError, picture_alone

QUARTERS = Edges(left=0.25, top=0.5, right=0.25)


def drawn(mode: str, kind: str, **settings: object) -> tuple[Image.Image, bytes]:
    """A made-up picture of 40 by 20 dots of which no two columns or rows are alike."""
    picture = Image.new("RGB", (40, 20))
    picture.putdata([(x * 6, y * 12, (x + y) * 4) for y in range(20) for x in range(40)])
    converted = picture.convert(mode) if mode != "P" else picture.quantize(64)
    written = BytesIO()
    converted.save(written, kind, **settings)
    return converted, written.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_dots_that_are_left_are_the_same(mode: str, kind: str) -> None:
    _, content = drawn(mode, kind)
    whole = Image.open(BytesIO(content)).convert("RGBA")
    left, ending, dots = cut(content, QUARTERS)
    assert (ending, dots) == ("png", 800)
    shown = Image.open(BytesIO(left))
    assert shown.convert("RGBA").tobytes() == whole.crop((10, 10, 30, 20)).tobytes()
    assert picture_alone(left) and cut(content, QUARTERS) == (left, ending, dots)


def test_what_is_clear_stays_clear() -> None:
    _, content = drawn("P", "PNG", transparency=3)
    whole = Image.open(BytesIO(content)).convert("RGBA").crop((10, 10, 30, 20))
    assert Image.open(BytesIO(cut(content, QUARTERS)[0])).convert("RGBA").tobytes() == whole.tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("settings", [{"quality": 95}, {"quality": 60, "subsampling": 0}, {"progressive": True}])
def test_a_photograph_is_packed_as_finely_as_before(mode: str, settings: dict[str, object]) -> None:
    _, content = drawn(mode, "JPEG", **settings)
    left, ending, _ = cut(content, QUARTERS)
    whole, shown = Image.open(BytesIO(content)), Image.open(BytesIO(left))
    assert (ending, shown.size, shown.mode) == ("jpeg", (20, 10), mode)
    expected = whole.crop((10, 10, 30, 20)).convert("L").tobytes()
    assert max(abs(one - other) for one, other in zip(expected, shown.convert("L").tobytes(), strict=True)) <= 24
    assert picture_alone(left)


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return drawn("RGB", "JPEG", exif=exif)[1]


@pytest.mark.parametrize(
    "content",
    [turned(), drawn("CMYK", "JPEG")[1], drawn("RGB", "TIFF")[1], drawn("RGB", "PNG")[1][:-30], b"", b"\x89PNG\r\n\x1a\n"],
    ids=["turned", "for printing", "another kind", "broken off", "empty", "a start alone"],
)
def test_what_cannot_be_kept_as_it_looks_is_not_cut(content: bytes) -> None:
    with pytest.raises(PictureError):
        cut(content, QUARTERS)


@pytest.mark.parametrize("edges", [Edges(left=1), Edges(left=0.6, right=0.6), Edges(top=0.5, bottom=0.499)])
def test_a_picture_of_which_nothing_would_be_left_is_not_cut(edges: Edges) -> None:
    with pytest.raises(PictureError):
        cut(drawn("RGB", "PNG")[1], edges)


def test_a_picture_that_is_too_large_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_cuts, "LARGEST", 799)
    with pytest.raises(PictureError):
        cut(drawn("RGB", "PNG")[1], QUARTERS)
