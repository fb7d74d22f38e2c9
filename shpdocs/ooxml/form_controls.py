"""ActiveX controls of Microsoft Forms as Office saves them, in bytes: the words on one and its value ([MS-OFORMS] 2.2)."""

from __future__ import annotations

import struct
from struct import Struct as Layout

from msgspec import Struct

_HEAD = Layout("<16s B B H")  # the class of the control, the version, how many bytes of properties follow
_NUMBER, _MASK = Layout("<I"), {True: Layout("<Q"), False: Layout("<I")}
_VERSION = 2
_FAMILIES = {bytes.fromhex(f"{number}1dd28b42ecce119e0d00aa006002f3"): True for number in ("10", "20", "30", "40", "50", "60")}
_FAMILIES |= dict.fromkeys(map(bytes.fromhex, ("239e8c97b0d4ce11bf2d00aa003f40d0", "403205d769cecd11a77700dd01143c57")), False)
# The size of each property before the texts, by the number of its bit: of what is ticked, chosen or typed into; of labels and buttons.
_SIZES = {
    True: {0: 4, 1: 4, 2: 4, 3: 4, 4: 1, 5: 1, 6: 1, 7: 1, 9: 2, 10: 4, 11: 2, 12: 2, 13: 2, 14: 2, 15: 2, 16: 1, 17: 1, 18: 1, 20: 1,
           21: 1, 22: 4, 23: 4, 24: 4, 25: 4, 26: 4, 27: 2, 28: 2, 29: 2, 32: 4},
    False: {0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 6: 1, 7: 4, 8: 2, 9: 2, 10: 2, 11: 2, 12: 2},
}  # fmt: skip
_TEXTS = {True: {22: "value", 23: "caption"}, False: {3: "caption"}}
_SIZE_OF_CONTROL = {True: 8, False: 0}  # bytes that stand before the texts; of labels and buttons behind them
_IN_BYTES = 0x8000_0000  # of the length of a text: a byte a letter, not two


class FormControl(Struct, frozen=True):
    """The words on a control, '' for none, and its value as text: '1' for what is ticked, what was typed or chosen; None if it has none."""

    caption: str = ""
    value: str | None = None


def read_form_control(content: bytes) -> FormControl | None:
    """The control of these bytes; None if it is of another kind, or they break off."""
    try:
        return _read(content)
    except (struct.error, UnicodeDecodeError):
        return None


def _read(content: bytes) -> FormControl | None:
    kind, _, version, length = _HEAD.unpack_from(content)
    has_value = _FAMILIES.get(kind)
    if has_value is None or version != _VERSION:
        return None
    start = _HEAD.size  # where the properties begin: their places are counted from four bytes before
    (mask,) = _MASK[has_value].unpack_from(content, start)
    at = start + _MASK[has_value].size
    lengths: dict[int, int] = {}
    for bit, size in _SIZES[has_value].items():
        if mask >> bit & 1:
            at += -(at - start) % size
            if bit in _TEXTS[has_value]:
                (lengths[bit],) = _NUMBER.unpack_from(content, at)
            at += size
    at += -(at - start) % 4 + _SIZE_OF_CONTROL[has_value]
    texts: dict[str, str] = {}
    for bit, named in lengths.items():
        count = named & ~_IN_BYTES
        if at + count > min(start + length, len(content)):
            return None
        texts[_TEXTS[has_value][bit]] = content[at : at + count].decode("cp1252" if named & _IN_BYTES else "utf-16-le")
        at += count + -count % 4
    return FormControl(texts.get("caption", ""), texts.get("value"))
