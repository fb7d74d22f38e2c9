"""What came of an answer or a cell, on the screen and as JSON: paper by paper the places, or why there are none."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from shpdocs.cli.edge import COULD_NOT_RUN, FINE
from shpdocs.cli.traced import PRIVATE
from shpdocs.commands.tracing.uses import PaperUses, Uses
from shpdocs.model.problem.message import printable
from shpdocs.paper.origins.places import Place
from shpdocs.paper.origins.uses import PlaceOfUse

_SHOWN = 160  # characters of the words of a place
_HOW = {"printed": "printed", "used": "used", "kept-back": "kept back", "silent": "counts for nothing"}


def print_uses(uses: Uses) -> None:
    """Print in which papers it is printed or was used, and where."""
    answers = ", ".join(f"{answer.answer} of {answer.period}" for answer in uses.answers)
    lines = [f"{uses.asked}: {answers}" if answers else uses.asked, PRIVATE]
    lines += ["", uses.because] if uses.because else []
    for paper in uses.papers:
        lines += ["", f"{paper.paper.words}: {_count(paper)}", *_paper_lines(paper)]
    lines += ["", "Papers of which nobody can tell it:"] if uses.unread else []
    lines += [f"  {paper.paper}: {paper.why} {paper.remedy}".rstrip() for paper in uses.unread]
    print(*map(printable, lines), sep="\n")


def _count(paper: PaperUses) -> str:
    """In how many places it is printed, used and so on: 'printed in 2 places, used in 3'."""
    hows = [place.how for place in paper.places]
    counts = [f"{words} in {hows.count(how)}" for how, words in _HOW.items() if how in hows]
    first = f"{counts[0]} {'place' if counts[0].endswith(' 1') else 'places'}"
    return ", ".join((first, *counts[1:]))


def _paper_lines(paper: PaperUses) -> list[str]:
    """The places, each under the headings that it stands under."""
    lines: list[str] = []
    for (headings, is_exempt), places in groupby(paper.places, lambda place: (place.place.headings, place.is_exempt)):
        under = Place(headings).words
        lines.append(f"  {under} (Part II)" if is_exempt else f"  {under}")
        lines += [line for place in places for line in _place_lines(place)]
    return lines


def _place_lines(place: PlaceOfUse) -> list[str]:
    where = f"{place.place.detail}, {_HOW[place.how]}" if place.place.detail else _HOW[place.how]
    words = place.words if len(place.words) <= _SHOWN else f"{place.words[:_SHOWN]}…"
    return [f"    {where}: {words}", *([f"      {place.role}"] if place.role else [])]


def uses_code(uses: Uses) -> int:
    """FINE; COULD_NOT_RUN if the record of a paper is spoiled, so that nobody can tell whether it stands there."""
    return COULD_NOT_RUN if any(paper.is_spoiled for paper in uses.unread) else FINE


def uses_json(uses: Uses) -> dict[str, Any]:
    """What came of it, as schemas/uses.schema.json has it."""
    return {
        "asked": uses.asked,
        "answers": [{"answer": answer.answer, "period": answer.period} for answer in uses.answers],
        "papers": [_paper_json(paper) for paper in uses.papers],
        "unread": [{"paper": paper.paper, "why": paper.why, "remedy": paper.remedy, "spoiled": paper.is_spoiled} for paper in uses.unread],
        "because": uses.because or None,
    }


def _paper_json(paper: PaperUses) -> dict[str, Any]:
    return {
        "period": paper.paper.period,
        "profile": paper.paper.profile or None,
        "kind": paper.paper.kind,
        "number": paper.paper.number or None,
        "withdrawn": paper.paper.is_withdrawn,
        "places": [_place_json(place) for place in paper.places],
    }


def _place_json(place: PlaceOfUse) -> dict[str, Any]:
    return {
        "place": place.place.words,
        "headings": list(place.place.headings),
        "text": place.text,
        "in-words": place.words,
        "how": place.how,
        "unchanged-because": place.role or None,
        "exempt": place.is_exempt,
    }
