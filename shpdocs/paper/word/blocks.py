"""The blocks of a paper as Word's XML, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.document import Block, Chart, Contents, Heading, ListItem, Notice, PageBreak, Paragraph, Table
from shpdocs.paper.word.builder import PaperBuilder
from shpdocs.paper.word.charts import chart_block
from shpdocs.paper.word.sections import section_properties
from shpdocs.paper.word.tables import KEEP_WITH_NEXT, table_block
from shpdocs.paper.word.text import escape, paragraph, run, text_block

_PAGE_BREAK_BEFORE = "<w:pageBreakBefore/>"


def write_blocks(blocks: tuple[Block, ...], builder: PaperBuilder) -> Iterator[str]:
    """Every block as XML. A break that turns the page ends a section: its properties go into the last paragraph before it."""
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            builder.next_starts_page = block.orientation == builder.page.orientation and index > 0
            builder.set_orientation(block.orientation)
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        ends_section = isinstance(following, PageBreak) and following.orientation != builder.page.orientation
        if builder.next_starts_page and isinstance(block, Table):
            yield paragraph("AfterTable", "", properties=_PAGE_BREAK_BEFORE)
            builder.next_starts_page = False
        needs_paragraph = isinstance(block, Table) and (following is None or ends_section or isinstance(following, Table))
        yield _block(block, index, builder, section_properties(builder) if ends_section and not needs_paragraph else "")
        if needs_paragraph:
            yield paragraph("AfterTable", "", section_properties(builder) if ends_section else "")
        builder.next_starts_page = False


def _block(block: Block, index: int, builder: PaperBuilder, section: str) -> str:
    """A block; `section` is the properties of a section that ends with it, which go into its last paragraph."""
    page_break = _PAGE_BREAK_BEFORE if builder.next_starts_page else ""
    match block:
        case Heading(text, level):
            return paragraph(f"Heading{level}", _bookmarked(run(text), index, builder), section, page_break)
        case Paragraph() | ListItem():
            is_under_table = isinstance(block, Paragraph) and index > 0 and isinstance(builder.document.blocks[index - 1], Table)
            style = "TextAfterTable" if is_under_table else "Normal"
            return text_block(block, builder, style, section, _keep(block, index, builder) + page_break)
        case Notice(text):
            return paragraph("Notice", run(text), section, page_break)
        case Table():
            return table_block(block, builder)
        case Contents():
            return _contents(block, index, builder, section, page_break)
        case Chart():
            return chart_block(block, builder, section, page_break, _keep(block, index, builder))
        case _:
            return ""


def _keep(block: Block, index: int, builder: PaperBuilder) -> str:
    """Words that lead to a list, and a chart over its numbers, stay on the page of what follows."""
    following = builder.document.blocks[index + 1] if index + 1 < len(builder.document.blocks) else None
    match (block, following):
        case (Paragraph(), ListItem()) | (Chart(), Table()):
            return KEEP_WITH_NEXT
        case _:
            return ""


def _bookmarked(runs: str, index: int, builder: PaperBuilder) -> str:
    """A heading's text within the bookmark that the contents link to."""
    number = builder.bookmarks.get(index)
    if number is None:
        return runs
    return f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def _bookmark(number: int) -> str:
    """The name of a heading's bookmark, as Word itself names those of a list of contents."""
    return f"_Toc{number:09d}"


def _contents(block: Contents, index: int, builder: PaperBuilder, section: str, page_break: str) -> str:
    """The list of contents as a field that is filled in already: right when the paper is opened, and Word can update it.

    It holds no page numbers: committees' packs are numbered anew.
    """
    linked = [(builder.document.blocks[place], number) for place, number in builder.bookmarks.items() if place > index]
    entries = [(heading, number) for heading, number in linked if isinstance(heading, Heading) and heading.level <= block.deepest]
    if not entries:
        return paragraph("AfterTable", "", section, page_break) if section else ""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "2-{block.deepest}" \\n \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [paragraph("TOCHeading", run(block.title), properties=page_break)] if block.title else []
    for line, (heading, number) in enumerate(entries, 1):
        is_last = line == len(entries)
        link = (
            f'<w:hyperlink w:anchor="{_bookmark(number)}" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(heading.text)}</w:t></w:r></w:hyperlink>'
        )
        runs = (begin if line == 1 else "") + link + (end if is_last else "")
        lines.append(paragraph(f"TOC{heading.level}", runs, section if is_last else ""))
    return "".join(lines)
