"""Footnotes and endnotes of an appendix."""

from __future__ import annotations

from shpdocs.paper.appendix.order import SETTINGS_ORDER
from shpdocs.paper.appendix.xml import Element, each, made, put, require, required, tag, united, value

KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


def set_setting(settings: Element, child: Element) -> None:
    """Put a setting in its place among the others, or in the place of one of the same name."""
    put(settings, child, SETTINGS_ORDER)


def is_separator(note: Element) -> bool:
    """Whether a note is only the line between text and notes."""
    return value(note, "w:type") not in ("", "normal")


def real_notes(root: Element | None) -> list[Element]:
    """The notes that somebody wrote."""
    return [note for note in root if not is_separator(note)] if root is not None else []


def with_separators(kind: str, settings: Element) -> Element:
    """A new part for notes, with the lines that stand between them and the text; the settings name those."""
    root = made(f"w:{kind}")
    said = made(f"w:{KINDS[kind]}Pr")
    for id, type in _SEPARATORS:
        note = made(f"w:{KINDS[kind]}", type=type, id=id)
        paragraph, run = made("w:p"), made("w:r")
        look = made("w:pPr")
        look.append(made("w:spacing", after="0", line="240", lineRule="auto"))
        run.append(made(f"w:{type}"))
        paragraph.extend((look, run))
        note.append(paragraph)
        root.append(note)
        said.append(made(f"w:{KINDS[kind]}", id=id))
    set_setting(settings, said)
    return root


def joined(ours: Element, theirs: Element, kind: str, text_roots: list[Element]) -> Element:
    """The paper's notes with those of an appendix, under numbers of their own; the references to them follow."""
    highest = max((int(value(note, "w:id")) for note in ours), default=0)
    numbers: dict[str, str] = {}
    for note in real_notes(theirs):
        highest += 1
        numbers[value(note, "w:id")] = str(highest)
        note.set(tag("w:id"), str(highest))
    for root in text_roots:
        for reference in each(root, f"w:{KINDS[kind]}Reference"):
            reference.set(tag("w:id"), numbers[value(reference, "w:id")])
    choices = required(ours) | required(theirs)
    root = united(f"w:{kind}", [ours, theirs])
    root.extend(list(ours))
    root.extend(real_notes(theirs))
    require(choices, root)
    return root
