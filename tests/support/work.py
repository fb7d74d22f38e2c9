"""How much work a call is, counted and not timed: a busy machine takes longer over it, and does no more of it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType


def calls_in(work: Callable[..., object], *arguments: object) -> int:
    """How many functions, Python's own among them, are called while `work` runs with these arguments."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    gc.disable()  # others hook into it, and would be counted
    sys.setprofile(note)
    try:
        work(*arguments)
    finally:
        sys.setprofile(before)
        gc.enable()
    return count
