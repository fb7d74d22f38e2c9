"""The proof that an appendix came whole: what can be read in its file is compared with what can be read in the paper."""

from __future__ import annotations

from shpdocs.model.appendix import Carried
from shpdocs.paper.appendix.facts import Facts, Reader
from shpdocs.paper.appendix.package import opened
from shpdocs.paper.appendix.xml import Element, each, local, tag, value


def proved(source: bytes, result: bytes, bookmark: str) -> tuple[tuple[Carried, ...], tuple[str, ...]]:
    """Return what came in and how many of each, and what did not: () if nothing is lost. `bookmark` is on our heading over it."""
    before = _of_source(Reader(opened(source)))
    after = _of_result(Reader(opened(result)), bookmark, len(before["sections"]))
    lost = [line for what, facts in before.items() for line in _missing(what, facts, after.get(what, []))]
    carried = tuple(Carried(what, len(facts)) for what, facts in before.items() if facts)
    return carried, tuple(lost)


def _of_source(reader: Reader) -> Facts:
    stretch = [child for child in reader.body if local(child) != "sectPr"]
    return reader.facts(stretch, list(each(reader.body, "w:sectPr")) or [])


def _of_result(reader: Reader, bookmark: str, count: int) -> Facts:
    """The facts of what stands between our heading and the end of the appendix."""
    place = reader.places.get(bookmark)
    heading: Element = next(place.iterancestors(tag("w:p")), None) if place is not None else None
    opening = heading.getprevious() if heading is not None else None
    if opening is None or local(opening) != "bookmarkStart":
        return {}
    stretch: list[Element] = []
    following = heading.getnext()
    while following is not None and not (local(following) == "bookmarkEnd" and value(following, "w:id") == value(opening, "w:id")):
        stretch.append(following)
        following = following.getnext()
    every = list(each(reader.document, "w:sectPr"))
    inside = [one for top in stretch for one in each(top, "w:sectPr")]
    if len(inside) < count:
        inside.append(_next(every, inside, opening))
    return reader.facts(stretch, inside)


def _next(every: list[Element], inside: list[Element], opening: Element) -> Element:
    """The section that ends after the appendix's last line."""
    if inside:
        return every[next(at for at, one in enumerate(every) if one is inside[-1]) + 1]
    before = {one for sibling in opening.itersiblings(preceding=True) for one in each(sibling, "w:sectPr")}
    return next(one for one in every if one not in before)


def _missing(what: str, before: list[str], after: list[str]) -> list[str]:
    """Where two lists of facts part, in words; [] if they say the same."""
    if before == after:
        return []
    for at, (one, other) in enumerate(zip(before, after, strict=False), 1):
        if one != other:
            return [f"{what}: number {at} was “{_short(one)}” and would be “{_short(other)}”."]
    if len(after) < len(before):
        return [f"{what}: {len(before) - len(after)} of {len(before)} missing, the first “{_short(before[len(after)])}”."]
    return [f"{what}: {len(after) - len(before)} too many, the first “{_short(after[len(before)])}”."]


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 300 else f"{plain[:300]}…"
