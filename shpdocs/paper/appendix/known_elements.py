"""Which elements of an appendix come in: those that the vocabulary knows, where they have a place, and that are shown there."""

from __future__ import annotations

from math import inf

from shpdocs.ooxml.vocabulary import PREFIXES, vocabulary
from shpdocs.ooxml.word_styles import number
from shpdocs.ooxml.xml import Element, local, tag
from shpdocs.paper.appendix.shape_guides import neutral_guides

DECORATIVE, LABELS, RANGE, INVERTED = (
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}", "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "{02D57815-91ED-43cb-92C2-25804820EDAC}",
    "{6F2FDCE9-48DA-4B69-8628-5D25D57E5C99}",
)  # fmt: skip
EXTENSIONS = {DECORATIVE, LABELS, RANGE, INVERTED}
_OUTSIDE_PAGES = tuple(f"{{{PREFIXES[prefix]}}}" for prefix in ("c", "cdr", "c14", "c15"))
_OUTSIDE_CHARTS = tuple(f"{{{PREFIXES[prefix]}}}" for prefix in ("w", "wp", "wps", "wpg", "wpc", "wp14", "w14", "v", "o", "w10", "m"))
_CHART, _POINT, _COUNT, _DELETE, _LABEL_TEXT = (tag(f"c:{name}") for name in ("chart", "pt", "ptCount", "delete", "tx"))
_BRANCHES = {tag("mc:AlternateContent"), tag("mc:Choice")}


def known_children(element: Element, *, is_chart: bool) -> list[Element]:
    """The children that the vocabulary knows, without what has no place in such a part; a shape's outline has guides named by us."""
    elements = vocabulary().elements
    kept = [child for child in element if child.tag in _BRANCHES or (child.tag in elements and _has_place(child, is_chart))]
    if element.tag.endswith("}extLst"):
        return [child for child in kept if child.get("uri") in EXTENSIONS]
    if element.tag.endswith("}custGeom"):
        neutral_guides(element)
    return [child for child in kept if not child.tag.endswith("}extLst") or known_children(child, is_chart=is_chart)]


def _has_place(element: Element, is_chart: bool) -> bool:
    """Whether an element stands in a part of its sort, and in a chart is shown: a point counted, once; no deleted label."""
    if element.tag.startswith(_OUTSIDE_CHARTS if is_chart else _OUTSIDE_PAGES):
        return bool(element.tag == _CHART and local(element.getparent()) == "graphicData")
    if element.tag == _POINT:
        count = element.getparent().find(_COUNT)
        count = element.getparent().getparent().find(_COUNT) if count is None else count
        before = element.getprevious()
        last = number(before.get("idx", ""), -1) if before is not None and before.tag == _POINT else -1
        most = inf if count is None else number(count.get("val", ""))  # some programs write no count
        return last < number(element.get("idx", ""), -1) < most
    if element.tag == _LABEL_TEXT:
        deleted = element.getparent().find(_DELETE)
        return deleted is None or deleted.get("val", "1") in ("0", "false")
    return True
