"""Made-up papers as blocks, built by hand."""

from __future__ import annotations

from collections.abc import Sequence

from shpdocs.model.document import Block, Document, Heading, ListItem, Paragraph, Table

TITLE = "MADE-UP PAPER"
DOMESTIC = Heading("Domestic abuse", 2)
HEADER = ("Objective", "Q1", "Q2", "Activity")


def paper(*blocks: Block, footer: tuple[str, ...] = (), mark: str = "") -> Document:
    return Document(TITLE, "Made-up Author", (Heading(TITLE, 1), *blocks), footer, mark=mark)


def said(text: str, *refs: str, label: str = "") -> Paragraph:
    return Paragraph(text, label, refs)


def figure(text: str, measure: str = "repeat-victims") -> Paragraph:
    return Paragraph(text, refs=(f"made-up/measures/{measure}/figure",))


def items(*texts: str) -> tuple[ListItem, ...]:
    return tuple(ListItem(text, "1.", number, starts=number == 1) for number, text in enumerate(texts, 1))


def table(*rows: Sequence[str | Paragraph], header: tuple[str, ...] = HEADER, title: str = "Made-up table") -> Table:
    cells = tuple(tuple((Paragraph(cell) if isinstance(cell, str) else cell,) for cell in row) for row in rows)
    return Table(title, "Made up.", header, cells)


def repeat_victims(now: str, activity: str = "Visits.") -> tuple[str | Paragraph, ...]:
    return ("Reduce repeat victims", figure("130"), figure(now), activity)


def robbery(now: str = "20") -> tuple[str | Paragraph, ...]:
    return ("Reduce robbery", figure("10", "robbery"), figure(now, "robbery"), "Patrols.")
