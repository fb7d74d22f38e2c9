"""Of an embedded object the picture that a page shows: what stands behind it, a sheet or another document, does not come in."""

from __future__ import annotations

from shpdocs.ooxml.outside import naming
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.xml import Element, V, each, element, local, remove, tag

PARTS = ("oleObject", "package", "control", "chartEx")
_NEWER_CHART = "http://schemas.microsoft.com/office/drawing/2014/chartex"
_OF_FIELDS = ("EMBED", "LINK", "CONTROL")
_BEHIND = {"OLEObject", "control", "objectEmbed", "objectLink", "movie"}
_PICTURES = (f"{{{V}}}imagedata",)


def keep_pictures(root: Element) -> int:
    """Leave of each object the picture that it shows; return how many there were. One without a picture stays, and is refused."""
    shown = [embedded for embedded in each(root, "w:object") if _shows_picture(embedded)]
    controls = [control for control in each(root, "w:control") if _shows_picture(control.getparent())]
    for embedded in shown:
        _keep_picture(embedded)
    remove(controls)
    _unlink_fields(root)
    return len({*shown, *(control.getparent() for control in controls)})


def keep_pictures_of_charts(root: Element) -> int:
    """Leave of each chart of a newer kind the picture that the file keeps for older programs; return how many there were."""
    newer = {
        next(data.iterancestors(tag("mc:AlternateContent")), data)
        for data in each(root, "a:graphicData")
        if data.get("uri") == _NEWER_CHART
    }
    kept = [alternate for alternate in newer if any(True for branch in each(alternate, "mc:Fallback") for _ in each(branch, "a:blip"))]
    for alternate in kept:
        for drawing in [drawing for branch in each(alternate, "mc:Fallback") for drawing in branch]:
            alternate.addprevious(drawing)
    return remove(kept)


def unnamed(root: Element, relations: tuple[Relation, ...]) -> set[str]:
    """The ids of relationships to objects that nothing in a part names any more."""
    named = {id for id, _ in naming(root)}
    return {relation.id for relation in relations if relation.kind in PARTS and relation.id not in named}


def _shows_picture(embedded: Element) -> bool:
    return next(embedded.iter(*_PICTURES), None) is not None or next(each(embedded, "w:drawing"), None) is not None


def _keep_picture(embedded: Element) -> None:
    """Put the drawing of an object in its place."""
    remove([part for part in embedded.iter("*") if local(part) in _BEHIND])
    drawing = next(each(embedded, "w:drawing"), None)
    embedded.addprevious(element("w:pict", None, *list(embedded)) if drawing is None else drawing)
    remove([embedded])


def _unlink_fields(root: Element) -> None:
    """Let fields that held an object be the picture that they showed."""
    for field in [field for field in fields(root) if field.kind in _OF_FIELDS]:
        if any(next(shown.iter(*_PICTURES), None) is not None or local(shown) == "drawing" for shown in field.shown):
            field.unlink()
