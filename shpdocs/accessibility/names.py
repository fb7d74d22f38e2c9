"""Words that say nothing: the text of a link that does not tell where it leads, an author that is a program."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"\s*(https?:|ftp:|file:|mailto:|www\.)\S*\s*", re.IGNORECASE)
_SAYS_NOTHING = {"click here", "click", "here", "link", "this link", "this page", "more", "read more", "more information", "see here", "go"}
_PROGRAMS = {
    "openpyxl", "xlsxwriter", "apache poi", "unknown", "user", "microsoft office user", "python-docx", "docx4j", "libreoffice",
    "openoffice", "pandoc", "aspose", "windows user", "author", "admin", "administrator", "owner", "default user",
}  # fmt: skip


def says_nothing(text: str) -> bool:
    """Whether a link's text, on one line, does not say where it leads: none, an address, or the like of 'click here'."""
    return not text or text.casefold().rstrip(".:>» ") in _SAYS_NOTHING or bool(_ADDRESS.fullmatch(text))


def names_nobody(author: str) -> bool:
    """Whether an author is blank or is what a program writes by itself."""
    return not author.strip() or author.strip().casefold() in _PROGRAMS
