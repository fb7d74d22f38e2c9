"""Form fields of an appendix: what they show stays, and nothing else of them: no names, defaults, help, macros, items nobody chose."""

from __future__ import annotations

from shpdocs.ooxml.word_fields import Field
from shpdocs.ooxml.xml import Element, each, element, find, is_on, remove, tag, value

_CHECKBOX, _DROPDOWN = "FORMCHECKBOX", "FORMDROPDOWN"


def shown_by(field: Field) -> str:
    """What a form field shows that is no text of the document: the item chosen, whether a box is ticked; '' of any other field."""
    data = _data(field)
    if field.kind == _CHECKBOX:
        return "ticked" if _is_ticked(data) else "not ticked"
    return _chosen(data) if field.kind == _DROPDOWN else ""


def keep_shown_form(field: Field) -> None:
    """Leave of a field's form data what it shows, and of its first mark nothing else."""
    mark = field.start
    data = _data(field)
    new_data = None
    if field.kind == _CHECKBOX:
        size = value(find(data, "w:checkBox/w:size"))
        said = element("w:size", {"w:val": size}) if size.isdecimal() else element("w:sizeAuto")
        new_data = element("w:checkBox", None, said, element("w:checked", {"w:val": str(int(_is_ticked(data)))}))
    elif field.kind == _DROPDOWN:
        new_data = element("w:ddList", None, element("w:listEntry", {"w:val": _chosen(data)}))
    if field.simple is not None:
        remove(each(mark, "w:fldData"))
    else:
        mark[:] = [] if new_data is None else [element("w:ffData", None, new_data)]
    for name in set(mark.attrib) - {tag("w:fldCharType"), tag("w:instr"), tag("w:fldLock")}:
        del mark.attrib[name]


def _data(field: Field) -> Element | None:
    return find(field.start, "w:ffData")


def _is_ticked(data: Element | None) -> bool:
    box = find(data, "w:checkBox")
    checked = find(box, "w:checked")
    return is_on(checked if checked is not None else find(box, "w:default"))


def _chosen(data: Element | None) -> str:
    """The item that a list shows: the one chosen, or that it begins with, or the first."""
    listed = find(data, "w:ddList")
    items = [value(item) for item in listed.findall(tag("w:listEntry"))] if listed is not None else []
    said = value(find(listed, "w:result")) or value(find(listed, "w:default")) or "0"
    return items[int(said)] if said.isdecimal() and int(said) < len(items) else ""
