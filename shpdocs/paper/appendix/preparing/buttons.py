"""Buttons of Word's older forms (MACROBUTTON, GOTOBUTTON) become the text that they show, which stands in their code."""

from __future__ import annotations

import re

from shpdocs.ooxml.word_fields import Field, fields
from shpdocs.ooxml.xml import Element, element, value

_BEFORE_TEXT = re.compile(r'\s*(?:MACROBUTTON|GOTOBUTTON)\s+(?:"[^"]*"|\S+)\s?', re.IGNORECASE)
_KINDS = ("MACROBUTTON", "GOTOBUTTON")


def make_text(root: Element) -> int:
    """Let every button of a part be its text; return how many there were."""
    buttons = [field for field in fields(root) if field.kind in _KINDS and field.has_end]
    for button in buttons:
        _make_text(button)
    return len(buttons)


def _make_text(button: Field) -> None:
    match = _BEFORE_TEXT.match(button.code)
    before = match.end() if match else len(button.code)
    if button.simple is not None:
        said = value(button.simple, "w:instr")[before:]
        if said.strip() and not button.shown:
            button.simple.append(element("w:r", None, _text(said)))
    for instruction in button.instructions:
        words = instruction.text or ""
        if words[before:]:
            instruction.addnext(_text(words[before:]))
        before = max(0, before - len(words))
    button.unlink()


def _text(words: str) -> Element:
    return element("w:t", {"xml:space": "preserve"}, words)
