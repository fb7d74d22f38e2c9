"""The blocks of a paper as elements of Word, one after another."""

from __future__ import annotations

from shpdocs.model.document import Block, Chart, Contents, Heading, ListItem, Notice, PageBreak, Paragraph, Table
from shpdocs.ooxml.xml import Element, element
from shpdocs.paper.word.builder import PaperBuilder
from shpdocs.paper.word.charts import write_chart
from shpdocs.paper.word.tables import write_table
from shpdocs.paper.word.text import KEEP_WITH_NEXT, paragraph, run


def write_blocks(builder: PaperBuilder) -> None:
    """Write every block of the document."""
    for index, block in enumerate(builder.document.blocks):
        _write_block(block, index, builder)


def _write_block(block: Block, index: int, builder: PaperBuilder) -> None:
    match block:
        case PageBreak(orientation):
            builder.turn_page(orientation)
        case Heading(text, level):
            builder.add(paragraph(f"Heading{level}", *_bookmarked(run(text), index, builder), switches=builder.page_break))
        case Paragraph() | ListItem():
            is_under_table = isinstance(block, Paragraph) and index > 0 and isinstance(builder.document.blocks[index - 1], Table)
            style = "TextAfterTable" if is_under_table else "Normal"
            builder.add(builder.text(block, style, (*_keep(block, index, builder), *builder.page_break)))
        case Notice(text):
            builder.add(paragraph("Notice", run(text), switches=builder.page_break))
        case Table():
            write_table(block, builder)
        case Contents():
            _write_contents(block, index, builder)
        case Chart():
            write_chart(block, builder, _keep(block, index, builder))


def _keep(block: Block, index: int, builder: PaperBuilder) -> tuple[str, ...]:
    """Words that lead to a list, and a chart over its numbers, stay on the page of what follows."""
    following = builder.document.blocks[index + 1] if index + 1 < len(builder.document.blocks) else None
    match (block, following):
        case (Paragraph(), ListItem()) | (Chart(), Table()):
            return (KEEP_WITH_NEXT,)
        case _:
            return ()


def _bookmarked(heading: Element, index: int, builder: PaperBuilder) -> tuple[Element, ...]:
    """A heading's text within the bookmark that the contents link to."""
    number = builder.bookmarks.get(index)
    if number is None:
        return (heading,)
    start = element("w:bookmarkStart", {"w:id": str(number), "w:name": _bookmark(number)})
    return (start, heading, element("w:bookmarkEnd", {"w:id": str(number)}))


def _bookmark(number: int) -> str:
    """The name of a heading's bookmark, as Word itself names those of a list of contents."""
    return f"_Toc{number:09d}"


def _write_contents(block: Contents, index: int, builder: PaperBuilder) -> None:
    """The list of contents as a field that is filled in already: right when the paper is opened, and Word can update it.

    It holds no page numbers: committees' packs are numbered anew.
    """
    linked = [(builder.document.blocks[place], number) for place, number in builder.bookmarks.items() if place > index]
    entries = [(heading, number) for heading, number in linked if isinstance(heading, Heading) and heading.level <= block.deepest]
    if not entries:
        return
    if block.title:
        builder.add(paragraph("TOCHeading", run(block.title), switches=builder.page_break))
    instruction = element("w:instrText", {"xml:space": "preserve"}, f' TOC \\o "2-{block.deepest}" \\n \\h \\z ')
    begin = (_field_mark("begin"), element("w:r", None, instruction), _field_mark("separate"))
    for line, (heading, number) in enumerate(entries, 1):
        end = (_field_mark("end"),) if line == len(entries) else ()
        text = run(heading.text, element("w:rStyle", {"w:val": "Hyperlink"}))
        link = element("w:hyperlink", {"w:anchor": _bookmark(number), "w:history": "1"}, text)
        builder.add(paragraph(f"TOC{heading.level}", *(begin if line == 1 else ()), link, *end, switches=builder.page_break))


def _field_mark(kind: str) -> Element:
    return element("w:r", None, element("w:fldChar", {"w:fldCharType": kind}))
