"""The lines at the head and foot of each printed page."""

from __future__ import annotations

import re

_BY_THEMSELVES = re.compile(r"(?i)&[^g&]|page|of|[\s\d/|,.:-]")  # what programs put there unasked: the page, the sheet, the day
_FONTS = re.compile(r'(?i)&"[^"]*"|&k(?:[0-9a-f]{6}|[0-9]{2}[+-][0-9]{3})|&[0-9]+|&[lcrbiuesxy]')


def page_line(written: str) -> str:
    """Return what a lead wrote in a header or footer, '' if nothing: without fonts, places and the numbers of pages."""
    text = _FONTS.sub(" ", written)
    return " ".join(text.replace("&G", "(a picture)").split()) if _BY_THEMSELVES.sub("", text) else ""
