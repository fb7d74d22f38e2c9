"""Parsers that read XML as a stream of elements, without document types, entities or endless nesting."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]

DEEPEST = 200  # elements within each other


class RefusedError(Exception):
    """What is fed to a parser is not what a part may be; `Package.feed` makes it a fault."""


def new_parser() -> Any:
    """Return an expat parser that takes no document type, and so no entities."""
    parser = expat.ParserCreate(intern={})
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: Any) -> None:
    raise RefusedError


def stream_parser(start: Start | None, end: End | None) -> Any:
    """Return a parser that hands each element's start, and its end with its own text, over without prefixes."""
    parser = new_parser()
    texts: list[list[str]] = []

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        texts.append([])
        if len(texts) > DEEPEST:
            raise RefusedError
        if start:
            start(local_name(tag), {local_name(name): value for name, value in attributes.items() if name[:5] != "xmlns"})

    def on_end(tag: str) -> None:
        own = texts.pop()
        if end:
            end(local_name(tag), "".join(own))

    def on_text(text: str) -> None:
        texts[-1].append(text)

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    if end:
        parser.CharacterDataHandler = on_text
    return parser


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]
