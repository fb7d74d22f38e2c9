"""Footnotes and endnotes of an appendix."""

from __future__ import annotations

from shpdocs.paper.appendix.xml import SETTINGS_ORDER, Element, each, made, put, require, required, tag, united, value

KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


def is_separator(note: Element) -> bool:
    """Whether a note is only the line between text and notes."""
    return value(note, "w:type") not in ("", "normal")


def real_notes(root: Element | None) -> list[Element]:
    """The notes that somebody wrote."""
    return [note for note in root if not is_separator(note)] if root is not None else []


def new_notes(kind: str, settings: Element) -> Element:
    """A new part for notes, with the lines that stand between them and the text; the settings name those."""
    root = made(f"w:{kind}")
    properties = made(f"w:{KINDS[kind]}Pr")
    for id, type in _SEPARATORS:
        note = made(f"w:{KINDS[kind]}", type=type, id=id)
        paragraph, run = made("w:p"), made("w:r")
        paragraph_properties = made("w:pPr")
        paragraph_properties.append(made("w:spacing", after="0", line="240", lineRule="auto"))
        run.append(made(f"w:{type}"))
        paragraph.extend((paragraph_properties, run))
        note.append(paragraph)
        root.append(note)
        properties.append(made(f"w:{KINDS[kind]}", id=id))
    put(settings, properties, SETTINGS_ORDER)
    return root


def append_notes(ours: Element, theirs: Element, kind: str, document: Element) -> Element:
    """The paper's notes with those of an appendix, under numbers of their own; the references in its document follow."""
    highest = max((int(value(note, "w:id")) for note in ours), default=0)
    new_ids: dict[str, str] = {}
    for number, note in enumerate(real_notes(theirs), highest + 1):
        new_ids[value(note, "w:id")] = str(number)
        note.set(tag("w:id"), str(number))
    for reference in each(document, f"w:{KINDS[kind]}Reference"):
        reference.set(tag("w:id"), new_ids[value(reference, "w:id")])
    choices = required(ours) | required(theirs)
    root = united(f"w:{kind}", [ours, theirs])
    root.extend(list(ours))
    root.extend(real_notes(theirs))
    require(choices, root)
    return root
