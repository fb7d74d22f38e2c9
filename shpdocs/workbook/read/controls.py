"""Form controls and ActiveX controls over the cells of a sheet: what each is, where it stands, and its state in words.

Excel keeps a control in two or three places: its anchor in the sheet, its state in a part of its own, its text and once more its
state in an older drawing (VML). LibreOffice keeps some of them. What any of them says is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.cells import NO_CELL, cell_name
from shpdocs.model.workbook import Remark
from shpdocs.ooxml.branches import attribute, local_name, whole_number
from shpdocs.ooxml.form_controls import FormControl, read_form_control
from shpdocs.ooxml.package import Package, Relation
from shpdocs.workbook.read.drawings import corner_of
from shpdocs.workbook.read.unclear import if_clear, relations_if_clear, root_if_clear

_KINDS = {
    "checkbox": "tick box", "radio": "option button", "drop": "list to choose from", "list": "list to choose from", "button": "button",
    "scroll": "scroll bar", "spin": "spin button", "edit": "field to type in", "editbox": "field to type in", "label": "label",
    "gbox": "group box", "dialog": "dialog", "line": "line or arrow", "linea": "line or arrow", "rect": "shape", "oval": "shape",
    "shape": "shape", "group": "shape", "movie": "film",
}  # fmt: skip
_ACTIVE = {
    "8bd21d40": "tick box", "8bd21d50": "option button", "8bd21d10": "field to type in", "8bd21d30": "list to choose from",
    "8bd21d20": "list to choose from", "8bd21d60": "switch", "d7053240": "button", "79176fb0": "spin button", "dfd181e0": "scroll bar",
    "978c9e23": "label", "4c599241": "picture",
}  # fmt: skip
_CHOOSING = ("tick box", "option button", "switch")
_TICKED = {"1": "ticked", "-1": "ticked", "true": "ticked", "0": "not ticked", "false": "not ticked"}
_TOLD_ELSEWHERE = ("note", "pict")  # a comment; the picture of an embedded file
_OPEN_BREAK = re.compile(rb"<br\s*>", re.IGNORECASE)  # as Excel writes it: no XML
_SHAPE_NUMBER = re.compile(r"_s([0-9]{1,9})$")
_NAMELESS = "without a name"


class Control(Struct, frozen=True):
    """A control: its kind in words, the cell it begins at, the words on it, its state in words ('' if it has none, or none is known)."""

    kind: str = ""
    cell: str = ""
    text: str = ""
    state: str = ""


def read_controls(package: Package, sheet: str, relations: Iterable[Relation]) -> Iterator[Remark]:
    """The controls on a sheet, each as a remark: its words and its state.

    Raises:
        PackageError: there is more than is allowed.
    """
    targets = {relation.id: relation for relation in relations if not relation.is_external}
    drawings = [relation.target for relation in targets.values() if relation.kind == "vmlDrawing"]
    if not drawings and not any(relation.kind in ("ctrlProp", "control") for relation in targets.values()):
        return
    drawn = {number: control for part in drawings for number, control in _drawn(package, part)}
    merged: list[Control] = []
    for number, name, anchor, relation in _anchored(package, sheet, targets):
        own = _kept(package, relation) if relation else Control()
        older = drawn.pop(number, Control())
        kind, text = own.kind or older.kind or "control", own.text or older.text or name
        merged.append(Control(kind, anchor or older.cell, text, own.state or older.state))
    for control in (*drawn.values(), *merged):
        state = control.state or ("nobody knows whether it is ticked" if control.kind in _CHOOSING else "")
        yield Remark(control.kind, control.cell, ": ".join(filter(None, (state, control.text))) or _NAMELESS)


def _anchored(package: Package, sheet: str, targets: dict[str, Relation]) -> Iterator[tuple[int, str, str, Relation | None]]:
    """What the sheet's own part says of each control: its number, name, cell and the relationship to its state."""
    seen: set[int] = set()
    for parent, element in package.branches(sheet, 2):
        for control in element.iter() if local_name(parent.tag) in ("controls", "AlternateContent") else ():
            number = whole_number(control.get("shapeId", ""))
            if local_name(control.tag) == "control" and number not in seen:
                seen.add(number)
                anchors = [within for within in control.iter() if local_name(within.tag) == "anchor"]
                at = corner_of(anchors[0]) if anchors else NO_CELL
                cell = "" if at == NO_CELL else cell_name(*at)
                yield number, control.get("name", ""), cell, targets.get(attribute(control, "id"))


def _kept(package: Package, relation: Relation) -> Control:
    """What a control's own part says; nothing if it cannot be read."""
    root = root_if_clear(package, relation.target)
    if root is None:
        return Control()
    if local_name(root.tag) == "ocx":
        return _active(root, _in_bytes(package, relation.target))
    kind = _KINDS.get(root.get("objectType", "").lower(), "control")
    if kind in _CHOOSING:
        states = {"checked": "ticked", "mixed": "half ticked"}
        return Control(kind, state=_in_words(kind, states.get(root.get("checked", "").lower(), "not ticked")))
    chosen = whole_number(root.get("sel", "")) or whole_number(root.get("val", ""))
    return Control(kind, state=_numbered(kind, chosen))


def _in_bytes(package: Package, part: str) -> FormControl:
    """What an ActiveX control keeps in a part of its own, as Excel does; nothing if it is of a kind that cannot be read."""
    parts = [relation.target for relation in relations_if_clear(package, part) if relation.kind == "activeXControlBinary"]
    content = if_clear(lambda: package.read(parts[0]), b"") if parts and package.has(parts[0]) else b""
    return read_form_control(content) or FormControl()


def _active(root: Element, in_bytes: FormControl) -> Control:
    """An ActiveX control, its state kept as text or in bytes."""
    kind = _ACTIVE.get(attribute(root, "classid").strip("{}").lower()[:8], "control")
    bag = {attribute(entry, "name").lower(): attribute(entry, "value") for entry in root if local_name(entry.tag) == "ocxPr"}
    value = bag.get("value", in_bytes.value or "")
    said = f"it says {value}" if value else ""
    state = _in_words(kind, _TICKED.get(value.lower(), "")) if kind in _CHOOSING else said
    return Control(kind, text=bag.get("caption", in_bytes.caption), state=state)


def _drawn(package: Package, part: str) -> Iterator[tuple[int, Control]]:
    """The controls of an older drawing, by the number of the shape."""
    root = root_if_clear(package, part, _closed)
    for shape in root.iter() if root is not None else ():
        data = next((child for child in shape if local_name(child.tag) == "ClientData"), None)
        kind = data.get("ObjectType", "").lower() if data is not None else ""
        if data is None or kind in _TOLD_ELSEWHERE:
            continue
        said = {local_name(child.tag): (child.text or "").strip() for child in data}
        words = " ".join(" ".join(text.itertext()) for text in shape if local_name(text.tag) == "textbox")
        control = Control(_KINDS.get(kind, "control"), _cell(said.get("Anchor", "")), " ".join(words.split()))
        named = attribute(shape, "spid") or shape.get("id", "")  # of one that was given a name, its number stands apart
        number = _SHAPE_NUMBER.search(named)
        yield int(number[1]) if number else -1 - id(shape), replace(control, state=_older_state(control.kind, said))


def _older_state(kind: str, said: dict[str, str]) -> str:
    if kind in _CHOOSING:
        return _in_words(kind, {"1": "ticked", "2": "half ticked"}.get(said.get("Checked", ""), "not ticked"))
    return _numbered(kind, whole_number(said.get("Sel", "")) or whole_number(said.get("Val", "")))


def _in_words(kind: str, state: str) -> str:
    return state if kind == "tick box" else state.replace("ticked", "chosen")


def _numbered(kind: str, number: int) -> str:
    """What is chosen in a list, or where a bar stands; '' if nothing, or of a thing that has no state."""
    if not number or not any(word in kind for word in ("list", "bar", "spin")):
        return ""
    return f"entry {number} is chosen" if "list" in kind else f"it stands at {number}"


def _cell(anchor: str) -> str:
    """The cell at the corner of an older drawing: 'column, offset, row, …', counted from 0."""
    numbers = [whole_number(number.strip()) for number in anchor.split(",")]
    return cell_name(numbers[2] + 1, numbers[0] + 1) if len(numbers) == 8 else ""


def _closed(content: bytes) -> bytes:
    """An older drawing with what Excel leaves open in it closed."""
    return _OPEN_BREAK.sub(b"<br/>", content)
