"""The two published papers as lists of what stands in them, and any Word file the same way, read by pandoc."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pypandoc

SEEDS = Path(__file__).resolve().parent / "seeds"  # the published papers' text, as extracted from their files
SEED_A = SEEDS / "external-services-2018-02.txt"
SEED_B = SEEDS / "residents-services-2024-09.txt"

Item = tuple[str, ...]  # ('heading', text), ('paragraph', text), ('item', mark, text), ('row', cell, cell, …)


def words(text: str) -> str:
    """The words of a text: tags, mark-up entities and the kind of white space taken away."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()).replace("( ", "(").replace(" )", ")")


def read_paper(path: Path) -> list[Item]:
    """Everything in the body of a Word file in order, as pandoc reads it; a row of a table is one item."""
    tree = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    return [item for block in tree["blocks"] for item in _items(block)]


def headings(path: Path) -> list[tuple[int, str]]:
    """The headings of a Word file with their levels, as pandoc reads them."""
    tree = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    return [(block["c"][0], _inline(block["c"][2])) for block in tree["blocks"] if block["t"] == "Header"]


def _items(block: dict[str, Any]) -> list[Item]:
    kind, content = block["t"], block["c"]
    if kind == "Header":
        return [("heading", _inline(content[2]))]
    if kind in ("Para", "Plain"):
        return [("paragraph", _inline(content))]
    if kind in ("OrderedList", "BulletList"):
        return [("item", mark, text) for mark, text in _list_items(block)]
    if kind == "Table":
        return [("row", *cells) for cells in _rows(content)]
    if kind in ("Div", "BlockQuote"):
        inner = content[1] if kind == "Div" else content
        return [item for part in inner for item in _items(part)]
    raise AssertionError(f"nothing of this kind belongs in a paper: {kind}")


def _list_items(block: dict[str, Any]) -> list[tuple[str, str]]:
    """Each item with its mark as a reader sees it, nested items after their own."""
    if block["t"] == "BulletList":
        start, style, close, items = 1, "Bullet", "", block["c"]
    else:
        (start, style, delimiter), items = (block["c"][0][0], block["c"][0][1]["t"], block["c"][0][2]["t"]), block["c"][1]
        close = {"Period": ".", "OneParen": ")"}[delimiter]
    found = []
    for number, item in enumerate(items, start):
        mark = {"Bullet": "*", "Decimal": str(number), "LowerAlpha": chr(96 + number)}[style] + close
        found.append((mark, _inline(item[0]["c"])))
        for inner in item[1:]:
            found += _list_items(inner) if inner["t"].endswith("List") else [("", _inline(inner["c"]))]
    return found


def _rows(table: list[Any]) -> list[tuple[str, ...]]:
    head, bodies = table[3], table[4]
    rows = [*head[1], *(row for body in bodies for row in body[3])]
    return [tuple(_cell(cell[4]) for cell in row[1]) for row in rows]


def _cell(blocks: list[dict[str, Any]]) -> str:
    parts = []
    for block in blocks:
        if block["t"].endswith("List"):
            parts += [f"{mark} {text}".strip() for mark, text in _list_items(block)]
        else:
            parts.append(_inline(block["c"]))
    return " ".join(parts)


def _inline(parts: list[dict[str, Any]]) -> str:
    text = ""
    for part in parts:
        kind = part["t"]
        if kind == "Str":
            text += part["c"]
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            text += " "
        elif kind in ("Strong", "Emph", "Underline"):
            text += _inline(part["c"])
        elif kind == "Quoted":
            mark = "'" if part["c"][0]["t"] == "SingleQuote" else '"'
            text += mark + _inline(part["c"][1]) + mark
        elif kind == "Span":
            text += _inline(part["c"][1])
        else:
            raise AssertionError(f"nothing of this kind belongs in a paper: {kind}")
    return words(text)
