"""Tracing: where a text of the paper comes from, down to the cells of the files that were received."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.assembling.inputs import PaperInputs, read_paper_inputs
from shpdocs.model.document import Document, Heading, ListItem, Paragraph, Table, Text
from shpdocs.model.errors import UsageError
from shpdocs.model.period import parse_period
from shpdocs.model.returns import Return, Source
from shpdocs.paper.sections.compose import compose


class Origin(Struct, frozen=True):
    """A cell that a text was made of: the answer, the quarter whose return holds it, the file's name as received, and the cell as read."""

    answer: str
    quarter: str
    file_name: str
    source: Source


class Traced(Struct, frozen=True):
    """A text of the public paper, the heading that it stands under, and the cells that it was made of."""

    text: str
    under: str
    origins: tuple[Origin, ...]


def trace(folder: str | Path, period: str, words: str, *, profile: str = "") -> tuple[Traced, ...]:
    """Return every text of the public paper that holds these words, in any case, with the cells it was made of. Writes nothing.

    A figure leads to its cells in every quarter's return that says something of it. Standing words of the profile lead nowhere.

    Raises:
        UsageError: `period` is no period, no words are given, or no text of the paper holds them.
        ShpdocsError: the folder, its settings, definitions, profile or a return in force cannot be used.
    """
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        raise UsageError("No words to look for were given.", 'Name some of the paper, as in: shpdocs trace "Residential burglary"')
    inputs = read_paper_inputs(folder, parse_period(period), profile)
    document = compose(inputs.material(inputs.disclosed.public, is_final=False)).document
    matching = tuple((text, under) for text, under in _texts(document) if wanted in text.text.casefold())
    if not matching:
        raise UsageError(f"No text of the paper holds '{words}'.", "Copy a few words of one sentence or cell as the paper prints them.")
    return tuple(Traced(text.text, under, tuple(_origins(inputs, text))) for text, under in matching)


def _texts(document: Document) -> Iterator[tuple[Text, str]]:
    """Every text with the heading it stands under."""
    under = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, Paragraph | ListItem):
            yield block, under
        elif isinstance(block, Table):
            yield from ((text, under) for row in block.rows for cell in row for text in cell)


def _origins(inputs: PaperInputs, text: Text) -> Iterator[Origin]:
    """The cells of a text's answers; those of a figure stand in the returns of several quarters."""
    named: set[tuple[str, str, str]] = set()
    for ref in text.refs:
        sub_group, _, pointer = ref.partition("/")
        for quarter, return_ in _returns(inputs, sub_group).items():
            for answer, source in _cells(return_, f"/{pointer}", quarter == inputs.period.quarter):
                cell = (source.file, source.sheet, source.cell)
                if cell not in named:
                    named.add(cell)
                    yield Origin(f"{sub_group}{answer}", quarter, return_.file_name, source)


def _returns(inputs: PaperInputs, sub_group: str) -> Mapping[str, Return]:
    """The year's returns of a sub-group by quarter, this quarter's last."""
    own = inputs.in_force.returns.get(sub_group)
    return {**inputs.in_force.earlier.get(sub_group, {}), **({inputs.period.quarter: own} if own else {})}


def _cells(return_: Return, pointer: str, is_now: bool) -> Iterator[tuple[str, Source]]:
    """The cells of an answer; of a figure those of the earlier quarters too. Other quarters' returns say something of figures alone."""
    base = pointer.removesuffix("/figure")
    is_figure = base != pointer
    for answer, source in return_.sources.items():
        is_own = f"{answer}/".startswith(f"{pointer}/") and (is_now or "/figure/" in answer)
        if is_own or (is_figure and answer.startswith(f"{base}/earlier/")):
            yield answer, source
