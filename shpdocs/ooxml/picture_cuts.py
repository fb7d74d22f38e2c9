"""Of a picture the part that a page shows: its dots are taken out and packed anew, so that what was cropped off is not there."""

from __future__ import annotations

import warnings
from io import BytesIO

from msgspec import Struct
from PIL import Image, JpegImagePlugin

from shpdocs.ooxml.pictures import PictureError, picture_alone

LARGEST = 50_000_000  # dots of a picture that is cut
_MODES = {"png": ("1", "L", "LA", "P", "RGB", "RGBA"), "gif": ("1", "L", "P", "RGB", "RGBA"), "jpeg": ("L", "RGB")}
_TURNED = 0x0112  # Exif's number for which way up a picture stands
_USUAL_GAMMA, _SAME_GAMMA = 0.45455, 0.01


class Edges(Struct, frozen=True):
    """How much of a picture is cut off at each side, as a share of its width or height: at least 0."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


def cut(content: bytes, edges: Edges) -> tuple[bytes, str, int]:
    """The picture without its edges, to the nearest dot; the ending for its kind ('png', 'jpeg'); the dots that it had before.

    A GIF becomes a PNG of its first picture. The same picture and edges give the same bytes.

    Raises:
        PictureError: it is of another kind, damaged, larger than `LARGEST`, turned, or in colours that cannot be kept as they are;
            or nothing would be left of it.
    """
    alone, kind = picture_alone(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(alone), formats=(kind.upper(),)) as picture:
                return (*_cut(picture, kind, edges), picture.width * picture.height)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError from error


def _cut(picture: Image.Image, kind: str, edges: Edges) -> tuple[bytes, str]:
    if not _can_be_kept(picture, kind):
        raise PictureError
    width, height = picture.size
    box = (round(edges.left * width), round(edges.top * height), round((1 - edges.right) * width), round((1 - edges.bottom) * height))
    if box[0] >= box[2] or box[1] >= box[3]:
        raise PictureError
    written = BytesIO()
    if isinstance(picture, JpegImagePlugin.JpegImageFile):  # as finely as it was packed before
        sampling = JpegImagePlugin.get_sampling(picture)
        picture.crop(box).save(written, "JPEG", qtables=picture.quantization, subsampling=max(0, sampling))
        return written.getvalue(), "jpeg"
    picture.crop(box).save(written, "PNG")
    return written.getvalue(), "png"


def _can_be_kept(picture: Image.Image, kind: str) -> bool:
    """Whether a picture looks the same when its dots are packed anew."""
    gamma = float(picture.info.get("gamma", _USUAL_GAMMA))
    is_plain = picture.mode in _MODES[kind] and picture.getexif().get(_TURNED, 1) == 1 and abs(gamma - _USUAL_GAMMA) <= _SAME_GAMMA
    return is_plain and picture.width * picture.height <= LARGEST
