"""Footnotes and endnotes of an appendix."""

from __future__ import annotations

from shpdocs.ooxml.word_order import properties, set_in_order
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import Element, each, element, find, local, tag, value
from shpdocs.paper.appendix.joining import move, united
from shpdocs.paper.appendix.looks import lay_under

KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


def real_notes(root: Element | None) -> list[Element]:
    """The notes that somebody wrote, not those that are only the line between text and notes."""
    return [note for note in root if value(note, "w:type", "normal") == "normal"] if root is not None else []


def keep_marks(root: Element, styles: Styles) -> None:
    """Say of each mark of a note itself that it is raised: LibreOffice knows that of a style by its name alone, which is another now."""
    for mark in each(root, *(f"w:{kind}{name}" for kind in KINDS.values() for name in ("Reference", "Ref"))):
        run = mark.getparent()
        raised = styles.look(value(find(run, "w:rPr/w:rStyle")), "rPr").get("vertAlign")
        if raised is not None and local(run) == "r":
            lay_under(properties(run, "w:rPr"), {"vertAlign": raised})


def add_mark_style(kind: str, paper: Styles, appendix: Styles) -> None:
    """Give a paper the style by whose name LibreOffice raises the number before a note, as the appendix has it."""
    name = f"{KINDS[kind]} reference"
    raised = appendix.look(appendix.id_of(name), "rPr").get("vertAlign")
    if raised is not None and not paper.id_of(name):
        attributes = {"w:type": "character", "w:styleId": name.title().replace(" ", "")}
        said = element("w:rPr", None, element("w:vertAlign", {"w:val": value(raised)}))
        paper.add(element("w:style", attributes, element("w:name", {"w:val": name}), said))


def new_notes(kind: str, settings: Element) -> Element:
    """A new part for notes, with the lines that stand between them and the text; the settings name those."""
    spacing = {"w:after": "0", "w:line": "240", "w:lineRule": "auto"}
    named, notes = [], []
    for id, type in _SEPARATORS:
        run = element("w:r", None, element(f"w:{type}"))
        line = element("w:p", None, element("w:pPr", None, element("w:spacing", spacing)), run)
        notes.append(element(f"w:{KINDS[kind]}", {"w:type": type, "w:id": id}, line))
        named.append(element(f"w:{KINDS[kind]}", {"w:id": id}))
    set_in_order(settings, element(f"w:{KINDS[kind]}Pr", None, *named))
    return element(f"w:{kind}", None, *notes)


def append_notes(paper: Element, appendix: Element, kind: str, document: Element) -> Element:
    """The paper's notes with those of an appendix, under numbers of their own; the references in its document follow."""
    highest = max((int(value(note, "w:id")) for note in paper), default=0)
    coming = real_notes(appendix)
    new_ids = {value(note, "w:id"): str(number) for number, note in enumerate(coming, highest + 1)}
    for numbered in (*coming, *each(document, f"w:{KINDS[kind]}Reference")):
        numbered.set(tag("w:id"), new_ids[value(numbered, "w:id")])
    root = united(f"w:{kind}", [paper, appendix])
    for notes in (list(paper), coming):
        move(notes, root)
    return root
