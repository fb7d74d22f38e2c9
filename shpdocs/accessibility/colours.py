"""Contrast, as WCAG 2 has it: of workbooks and papers alike."""

from __future__ import annotations

_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18, 14  # points


def least_contrast(size: float, bold: bool) -> float:
    """Return the contrast that text of so many points needs at least."""
    return _LEAST_LARGE if size >= _LARGE or (bold and size >= _LARGE_BOLD) else _LEAST


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 has it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
