"""Signs that nobody sees: marks of direction, joiners, fillers, selectors of a form. Around a number or a word they mean nothing."""

from __future__ import annotations

from unicodedata import category

TURNS_AROUND = "\u202e"  # what follows is shown from right to left, digits too: this one changes what is read
_RANGES = (
    (0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202D), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE01EF),
)  # fmt: skip
INVISIBLE = dict.fromkeys(code for first, last in _RANGES for code in range(first, last + 1))  # for str.translate


def is_unseen(letter: str) -> bool:
    """Whether a sign shows nothing, spaces included."""
    return letter.isspace() or ord(letter) in INVISIBLE or category(letter) == "Cf"
