"""Colours as six hexadecimal digits: what a tint makes of one, whether one is seen on another, and what people call it."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

# The slots of a theme as workbooks count them.
NUMBERED = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
UNKNOWN = "?"  # a picture, a pattern or a gradient: nobody can say what lies under a letter
HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_LEAST_CONTRAST = 1.3  # to 1; colours that differ less, and in no primary much, are the same to a reader
_LEAST_DIFFERENCE = 100  # of 255, in a primary
_GREYEST = 0.12  # of the strength of a colour: what is weaker is grey
_HUES = ((0.04, "red"), (0.13, "orange"), (0.2, "yellow"), (0.45, "green"), (0.7, "blue"), (0.8, "purple"), (0.93, "pink"), (1.0, "red"))


def six_digits(text: str) -> str:
    """A colour as written, '' if it is none ('auto')."""
    return text.upper() if len(text) == 6 and set(text) <= HEXADECIMAL else ""


def tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint to 1) or darker (to -1), as Office does: by its lightness."""
    if not tint:
        return colour
    hue, light, strength = rgb_to_hls(*(primary / 255 for primary in bytes.fromhex(colour)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(primary * 255):02X}" for primary in hls_to_rgb(hue, min(max(light, 0), 1), strength))


def stands_out(colour: str, fill: str) -> bool:
    """Whether a reader sees a colour on another ('' for none at all, '?' for one that nobody can say)."""
    if UNKNOWN in (colour, fill):
        return True
    if not colour:
        return False
    pairs = list(zip(bytes.fromhex(colour), bytes.fromhex(fill or "FFFFFF"), strict=True))
    if max(abs(front - back) for front, back in pairs) >= _LEAST_DIFFERENCE:
        return True
    lights = [_luminance([pair[at] for pair in pairs]) + 0.05 for at in (0, 1)]
    return max(lights) / min(lights) >= _LEAST_CONTRAST


def _luminance(primaries: list[int]) -> float:
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in primaries]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def in_words(colour: str) -> str:
    """What people call a colour: 'red', 'pale green', 'dark grey'."""
    hue, light, strength = rgb_to_hls(*(primary / 255 for primary in bytes.fromhex(colour)))
    primaries = bytes.fromhex(colour)
    is_grey = strength < _GREYEST or max(primaries) - min(primaries) < 255 * _GREYEST / 2
    if is_grey and (light < 0.1 or light > 0.95):
        return "black" if light < 0.1 else "white"
    name = "grey" if is_grey else next(name for end, name in _HUES if hue <= end)
    return f"dark {name}" if light < 0.3 else f"pale {name}" if light > 0.75 else name
