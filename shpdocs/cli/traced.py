"""What was traced, on the screen and as JSON."""

from __future__ import annotations

from typing import Any

from shpdocs.commands.trace import MOST_PLACES, AppendixMatch, Traced
from shpdocs.commands.tracing.texts import TracedText
from shpdocs.model.edition import KeptAppendix
from shpdocs.model.printed_paper import KeptCell, KeptOrigin
from shpdocs.model.problem.message import printable
from shpdocs.paper.origins.tree import tree_lines
from shpdocs.paper.origins.words import origin_words

PRIVATE = "Private: for the officer. It names files and cells as leads sent them; say no more of them than the paper does."
_SHOWN = 160  # characters of a text
_MOST = 8  # texts of which the way back is told; of more only the places
_MOST_TEXTS = 20  # of one way back any number
_OWN_WORDS = "Words of shpdocs itself: nothing in them was returned, stated or worked out."


def print_traced(traced: Traced) -> None:
    """Print what was traced; of words that stand in many texts where they stand, and how to ask of one."""
    file = f"'{traced.file}': " if traced.file else ""
    _print(f"{file}{traced.paper.words}", PRIVATE)
    alike = _alike(traced)
    if len(alike) > _MOST or (len(alike) > 1 and len(traced.texts) > _MOST_TEXTS):
        _print_places(traced)
    else:
        for texts in alike:
            _print("", *_text_lines(texts, traced))
    for appendix in dict.fromkeys(match.appendix for match in traced.appendices):
        _print("", *_appendix_lines(appendix, [match.text for match in traced.appendices if match.appendix == appendix]))


def _print(*texts: str) -> None:
    for text in texts:
        print(printable(text))


def _alike(traced: Traced) -> list[list[TracedText]]:
    """The texts, those together that come from the same."""
    alike: dict[object, list[TracedText]] = {}
    for text in traced.texts:
        origins = tuple(dict.fromkeys(piece.origin for piece in text.pieces))
        alike.setdefault((origins, text.state) if origins else text, []).append(text)
    return list(alike.values())


def _place(text: TracedText) -> str:
    place = text.place.words if text.place else "Added to the file"
    return f"{place} (Part II)" if text.is_exempt else place


def _print_places(traced: Traced) -> None:
    places = [f"  {_place(text)}: {_quoted(text.in_file or text.text)}" for text in traced.texts]
    _print("", f"'{traced.words}' stands in {len(places)} places:", *places[:MOST_PLACES])
    if len(places) > MOST_PLACES:
        _print(f"  and {len(places) - MOST_PLACES} more")
    _print("To ask of one, give more of the words around it, or its heading, row or column with --place TEXT.")


def _text_lines(texts: list[TracedText], traced: Traced) -> list[str]:
    """Texts that come from the same, each with its place and what became of it in a file, and the tree of each of their pieces."""
    shown = [line for text in texts[:MOST_PLACES] for line in (_place(text), *(f"  {words}" for words in _said(text)))]
    shown += [f"and {len(texts) - MOST_PLACES} places more"] if len(texts) > MOST_PLACES else []
    trees = {piece.origin: text.text[piece.start : piece.end] or text.text for text in reversed(texts) for piece in reversed(text.pieces)}
    tree = [line for origin, words in reversed(trees.items()) for line in tree_lines(traced.origins, origin, words)]
    own_words = [] if texts[0].state == "added" else [_OWN_WORDS]
    return [*shown, *(f"  {line}" for line in tree or own_words)]


def _said(text: TracedText) -> list[str]:
    match text.state:
        case "edited":
            return [f"It was edited. The file says: {_quoted(text.in_file)}", f"Printed there, and traced: {_quoted(text.text)}"]
        case "gone":
            return [f"The file says it no more. Printed there, and traced: {_quoted(text.text)}"]
        case "added":
            return [f"It was not printed: somebody wrote it into the file: {_quoted(text.in_file)}"]
        case "printed":
            return [_quoted(text.text)]


def _appendix_lines(appendix: KeptAppendix, texts: list[str]) -> list[str]:
    more = [f"  and {len(texts) - _MOST} texts more"] if len(texts) > _MOST else []
    file = f"  The file '{appendix.file}' of another body (file {appendix.sha256[:12]}) came so. Ask them where it comes from."
    return [appendix.heading, *(f"  {_quoted(text)}" for text in texts[:_MOST]), *more, file]


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
