"""What was traced, on the screen and as JSON."""

from __future__ import annotations

from typing import Any

from shpdocs.commands.trace import MOST_PLACES, AppendixMatch, Traced
from shpdocs.commands.tracing.texts import TracedText
from shpdocs.model.printed_paper import KeptCell, KeptOrigin
from shpdocs.model.problem.message import printable
from shpdocs.paper.origins.tree import tree_lines
from shpdocs.paper.origins.words import origin_words

PRIVATE = "For you alone: figures and texts stand here as they were returned, those too that are not for publication."
_SHOWN = 160  # characters of a text
_MOST = 8  # texts of which the way back is told; of more only the places
_OWN_WORDS = "Words of shpdocs itself: nothing in them was returned, stated or worked out."


def print_traced(traced: Traced) -> None:
    """Print what was traced; of words that stand in many texts where they stand, and how to ask of one."""
    file = f"'{traced.file}': " if traced.file else ""
    _print(f"{file}{traced.paper.words}", PRIVATE)
    alike = _alike(traced)
    if len(alike) > _MOST:
        _print_places(traced)
    else:
        for texts in alike:
            _print("", *_places(texts), *(f"  {line}" for line in _text_lines(texts[0], traced)))
    for match in traced.appendices[:_MOST]:
        _print("", *_appendix_lines(match))
    if len(traced.appendices) > _MOST:
        _print(f"  and {len(traced.appendices) - _MOST} more texts of appendices")


def _print(*texts: str) -> None:
    for text in texts:
        print(printable(text))


def _alike(traced: Traced) -> list[list[TracedText]]:
    """The texts, those together that say the same and come from the same."""
    alike: dict[object, list[TracedText]] = {}
    for text in traced.texts:
        alike.setdefault((text.text, text.state, text.in_file, text.pieces, text.is_exempt), []).append(text)
    return list(alike.values())


def _places(texts: list[TracedText]) -> list[str]:
    return list(dict.fromkeys(_place(text) for text in texts))


def _place(text: TracedText) -> str:
    place = text.place.words if text.place else "Added to the file"
    return f"{place} (Part II)" if text.is_exempt else place


def _print_places(traced: Traced) -> None:
    places = [f"  {_place(text)}: {_quoted(text.in_file or text.text)}" for text in traced.texts]
    _print("", f"'{traced.words}' stands in {len(places)} places:", *places[:MOST_PLACES])
    if len(places) > MOST_PLACES:
        _print(f"  and {len(places) - MOST_PLACES} more")
    _print("To ask of one, give more of the words around it, or its heading, row or column with --place TEXT.")


def _text_lines(text: TracedText, traced: Traced) -> list[str]:
    """A text, what became of it in a file, and the tree of each of its pieces."""
    words = {
        "printed": [_quoted(text.text)],
        "edited": [f"It was edited. The file says: {_quoted(text.in_file)}", f"Printed there, and traced: {_quoted(text.text)}"],
        "gone": [f"The file says it no more. Printed there, and traced: {_quoted(text.text)}"],
        "added": [f"It was not printed: somebody wrote it into the file: {_quoted(text.in_file)}"],
    }[text.state]
    if text.state == "added":
        return words
    trees: dict[int, str] = {}
    for piece in text.pieces:
        trees.setdefault(piece.origin, text.text[piece.start : piece.end] or text.text)
    traced_lines = [line for origin, said in trees.items() for line in tree_lines(traced.origins, origin, said)]
    return [*words, *(traced_lines or [_OWN_WORDS])]


def _appendix_lines(match: AppendixMatch) -> list[str]:
    appendix = match.appendix
    file = f"  From the file '{appendix.file}' of another body (file {appendix.sha256[:12]}), as it came. Ask them where it comes from."
    return [appendix.heading, f"  {_quoted(match.text)}", file]


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN].rstrip()}…”"


def traced_json(traced: Traced) -> dict[str, Any]:
    """What was traced, as schemas/trace.schema.json has it."""
    paper = traced.paper
    return {
        "paper": {
            "period": paper.period,
            "profile": paper.profile or None,
            "kind": paper.kind,
            "number": paper.number or None,
            "at": paper.at,
        },
        "file": traced.file or None,
        "words": traced.words,
        "texts": [_text_json(text) for text in traced.texts],
        "origins": [_origin_json(traced.origins, number) for number in range(len(traced.origins))],
        "appendices": [_appendix_json(match) for match in traced.appendices],
    }


def _text_json(text: TracedText) -> dict[str, Any]:
    return {
        "place": text.place.words if text.place else None,
        "headings": list(text.place.headings) if text.place else [],
        "text": text.text,
        "exempt": text.is_exempt,
        "state": text.state,
        "in-file": text.in_file or None,
        "pieces": [{"start": piece.start, "end": piece.end, "origin": piece.origin} for piece in text.pieces],
    }


def _origin_json(origins: tuple[KeptOrigin, ...], number: int) -> dict[str, Any]:
    origin = origins[number]
    return {
        "kind": origin.kind,
        "words": origin.words,
        "in-words": origin_words(origins, number),
        "value": origin.value or None,
        "before": origin.unit.before,
        "after": origin.unit.after,
        "inputs": list(origin.inputs),
        "answer": origin.answer or None,
        "period": origin.period or None,
        "cells": [_cell_json(cell) for cell in origin.cells],
        "file": origin.file or None,
        "key": origin.key or None,
        "at": origin.at or None,
    }


def _cell_json(cell: KeptCell) -> dict[str, Any]:
    return {
        "period": cell.period,
        "pointer": cell.pointer,
        "role": cell.role,
        "file-name": cell.file_name,
        "file": cell.file,
        "sheet": cell.sheet,
        "cell": cell.cell,
        "raw": cell.raw,
        "number-format": cell.number_format,
        "rule": cell.rule,
        "prefilled": cell.prefilled,
        "kept-back": cell.is_kept_back,
    }


def _appendix_json(match: AppendixMatch) -> dict[str, Any]:
    appendix = match.appendix
    return {"heading": appendix.heading, "title": appendix.title, "file": appendix.file, "sha256": appendix.sha256, "text": match.text}
