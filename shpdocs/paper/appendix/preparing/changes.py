"""Tracked changes accepted as Word accepts them: what was added stays, what was taken out goes, earlier looks are forgotten."""

from __future__ import annotations

from shpdocs.ooxml.xml import Element, each, find, local, remove, tag

FORMATTING = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange",
              "numberingChange")  # fmt: skip
_ADDED, _TAKEN_OUT = ("ins", "moveTo", "cellIns"), ("del", "moveFrom")
TRACKED = (*_ADDED, *_TAKEN_OUT, "cellDel", "cellMerge", "delText", "delInstrText")
_RANGES = [
    f"w:{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
]
_PLACES = {tag("w:bookmarkStart"), tag("w:bookmarkEnd")}
_PROPERTIES = ("rPr", "trPr", "tcPr", "numPr", "ctrlPr")


def forget_formatting(root: Element) -> int:
    """Forget how something looked before its look was changed; return how many such changes there were."""
    return remove(each(root, *(f"w:{name}" for name in FORMATTING))) + remove(
        mark for mark in each(root, "w:ins") if local(mark.getparent()) == "numPr"
    )


def remove_marks(root: Element) -> int:
    """Take out the marks around what was once moved or added: they show nothing, and name who did it."""
    return remove(each(root, *_RANGES))


def accept_changes(root: Element) -> tuple[int, int]:
    """Accept every change but those of cells that were taken out or joined; return how many were added, and how many taken out.

    A change that cannot be accepted for certain stays as it is, and the appendix is refused for it.
    """
    added = _taken(root, _ADDED)
    taken_out = _taken(root, _TAKEN_OUT)
    joined = [mark.getparent().getparent().getparent() for mark in taken_out if _is_of_paragraph(mark)]
    _remove_rows(root)
    for wrapper in taken_out:
        if wrapper.getparent() is not None and local(wrapper.getparent()) not in _PROPERTIES:
            _keep_places(wrapper)
            remove([wrapper])
    for wrapper in added:
        _keep_added(wrapper)
    for paragraph in reversed(joined):  # so that no content is moved twice
        _join(paragraph)
    return len(added), len(taken_out)


def _taken(root: Element, names: tuple[str, ...]) -> list[Element]:
    return list(each(root, *(f"w:{name}" for name in names)))


def _is_of_paragraph(mark: Element) -> bool:
    """Whether a change is that of the end of a paragraph."""
    return local(mark.getparent()) == "rPr" and local(mark.getparent().getparent()) == "pPr"


def _remove_rows(root: Element) -> None:
    """Take out rows that were taken out, and tables without a row."""
    rows = [mark.getparent().getparent() for mark in each(root, "w:del") if local(mark.getparent()) == "trPr"]
    tables = {row.getparent() for row in rows}
    remove(rows)
    remove(table for table in tables if find(table, "w:tr") is None)


def _keep_places(wrapper: Element) -> None:
    """Leave the places that links lead to where a text was taken out."""
    for place in [place for place in wrapper.iter("*") if place.tag in _PLACES]:
        wrapper.addprevious(place)


def _keep_added(wrapper: Element) -> None:
    """Take the mark off what was added."""
    if wrapper.getparent() is None:
        return
    if local(wrapper.getparent()) not in _PROPERTIES or local(wrapper.getparent()) == "ctrlPr":
        for child in list(wrapper):
            wrapper.addprevious(child)
    remove([wrapper])


def _join(paragraph: Element) -> None:
    """Put what stands in a paragraph whose end was taken out before the next one's; the end of a section is nobody's to take out."""
    if paragraph.getparent() is None or find(paragraph, "w:pPr/w:sectPr") is not None:
        return
    content = [child for child in paragraph if local(child) != "pPr"]
    following = next((sibling for sibling in paragraph.itersiblings() if sibling.tag not in _PLACES), None)
    if following is not None and local(following) == "p":
        at = 0 if find(following, "w:pPr") is None else 1
        following[at:at] = content
        remove([paragraph])
    elif content or not _may_go(paragraph):
        remove(each(find(paragraph, "w:pPr/w:rPr"), "w:del", "w:moveFrom"))
    else:
        remove([paragraph])


def _may_go(paragraph: Element) -> bool:
    """Whether a paragraph may be missing: a cell ends with one, and so does whatever else holds some."""
    return paragraph.getnext() is not None and local(paragraph.getparent()) in ("body", "tc")
