"""The blocks of a paper as XML of Word, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.document import Block, Chart, Contents, Heading, ListItem, Notice, PageTurn, Paragraph, Table
from shpdocs.paper.word.pages import section
from shpdocs.paper.word.pen import Pen
from shpdocs.paper.word.tables import KEPT, table_block
from shpdocs.paper.word.text import clean, paragraph, run, text_block

_NEW_PAGE = "<w:pageBreakBefore/>"


def body(blocks: tuple[Block, ...], pen: Pen) -> Iterator[str]:
    """Every block as XML. A turn of the page ends a section: its mark goes into the last paragraph before it."""
    for at, block in enumerate(blocks):
        if isinstance(block, PageTurn):
            pen.new_page = block.orientation == pen.sheet.orientation and at > 0
            pen.turn(block.orientation)
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        ends = isinstance(following, PageTurn) and following.orientation != pen.sheet.orientation
        if pen.new_page and isinstance(block, Table):
            yield paragraph("AfterTable", "", before=_NEW_PAGE)
            pen.new_page = False
        after_table = isinstance(block, Table) and (following is None or ends or isinstance(following, Table))
        yield _block(block, at, pen, section(pen) if ends and not after_table else "")
        if after_table:
            yield paragraph("AfterTable", "", section(pen) if ends else "")
        pen.new_page = False


def _block(block: Block, at: int, pen: Pen, ending: str) -> str:
    """A block; `ending` is the mark of a section that ends with it, which goes into its last paragraph."""
    before = _NEW_PAGE if pen.new_page else ""
    match block:
        case Heading(text, level):
            return paragraph(f"Heading{level}", _marked(run(text), at, pen), ending, before)
        case Paragraph() | ListItem():
            is_under_table = isinstance(block, Paragraph) and at > 0 and isinstance(pen.document.blocks[at - 1], Table)
            return text_block(block, pen, "TextAfterTable" if is_under_table else "Normal", ending, _kept(block, at, pen) + before)
        case Notice(text):
            return paragraph("Notice", run(text), ending, before)
        case Table():
            return table_block(block, pen)
        case Contents():
            return _contents(block, at, pen, ending, before)
        case Chart():
            from shpdocs.paper.word.charts import chart_block

            return chart_block(block, pen, ending, before, _kept(block, at, pen))
        case _:
            return ""


def _kept(block: Block, at: int, pen: Pen) -> str:
    """Words that lead to a list, and a chart over its numbers, stay on the page of what follows."""
    following = pen.document.blocks[at + 1] if at + 1 < len(pen.document.blocks) else None
    match (block, following):
        case (Paragraph(), ListItem()) | (Chart(), Table()):
            return KEPT
        case _:
            return ""


def _marked(runs: str, at: int, pen: Pen) -> str:
    """A heading's text between the bookmarks that the contents link to."""
    number = pen.bookmarks.get(at)
    if number is None:
        return runs
    return f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def _bookmark(number: int) -> str:
    """The name of a heading's bookmark, as Word itself names those of a list of contents."""
    return f"_Toc{number:09d}"


def _contents(block: Contents, at: int, pen: Pen, ending: str, before: str) -> str:
    """The list of contents as a field that is filled in already: right when the paper is opened, and Word can update it.

    It holds no page numbers: committees' packs are numbered anew.
    """
    headings = [(pen.document.blocks[place], number) for place, number in pen.bookmarks.items() if place > at]
    entries = [(one, number) for one, number in headings if isinstance(one, Heading) and one.level <= block.deepest]
    if not entries:
        return paragraph("AfterTable", "", ending, before) if ending else ""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "2-{block.deepest}" \\n \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [paragraph("TOCHeading", run(block.title), before=before)] if block.title else []
    last = len(entries) - 1
    for place, (heading, number) in enumerate(entries):
        link = (
            f'<w:hyperlink w:anchor="{_bookmark(number)}" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
            f'<w:t xml:space="preserve">{clean(heading.text)}</w:t></w:r></w:hyperlink>'
        )
        runs = (begin if place == 0 else "") + link + (end if place == last else "")
        lines.append(paragraph(f"TOC{heading.level}", runs, ending if place == last else ""))
    return "".join(lines)
