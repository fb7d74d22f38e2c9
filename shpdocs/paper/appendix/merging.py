"""One appendix comes into a paper, step by step."""

from __future__ import annotations

from copy import deepcopy
from functools import partial

from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.word_order import properties, set_in_order
from shpdocs.ooxml.word_paragraphs import style_of, text_of
from shpdocs.ooxml.word_styles import Look
from shpdocs.ooxml.xml import Element, each, element, find, is_on, local, remove, tag, value
from shpdocs.paper.appendix import notes, numbering, sections, styles
from shpdocs.paper.appendix.documents import AppendixDocument, PaperDocument
from shpdocs.paper.appendix.fields import NewNames
from shpdocs.paper.appendix.headings import HeadingMaker, TableOfContents, add_bookmark, add_heading_styles, find_headings, paper_levels
from shpdocs.paper.appendix.identifiers import assign_identifiers, update_references
from shpdocs.paper.appendix.joining import one_document
from shpdocs.paper.appendix.line_numbers import add_number_style, has_line_numbers, start_line_numbers, suppress_line_numbers
from shpdocs.paper.appendix.parts import PartCopier, add_part
from shpdocs.paper.appendix.plain_theme import make_plain
from shpdocs.paper.appendix.shape_styles import say_styles
from shpdocs.paper.appendix.table_places import is_older, keep_tables_in_place
from shpdocs.paper.word.text import paragraph, run

Levels = list[tuple[Element, int, int]]  # a heading, its level in the appendix, its level in the paper
_LOST_SETTINGS = {
    "mirrorMargins": "mirrored margins: left and right margins are now the same on every page",
    "autoHyphenation": "automatic hyphenation: words are no longer divided",
    "bookFoldPrinting": "printing as a folded book",
}


def prepare_even_pages(paper: PaperDocument, appendices: list[AppendixDocument]) -> None:
    """Let even pages have headers of their own if they have in an appendix; those of the paper stay as they are."""
    if sections.has_even_headers(paper.settings) or not any(sections.has_even_headers(appendix.settings) for appendix in appendices):
        return
    set_in_order(paper.settings, element("w:evenAndOddHeaders"))
    _remove_even_references(paper.body)
    sections.repeat_on_even_pages(sections.section_properties(paper.body))


def _remove_even_references(body: Element) -> None:
    references = each(body, "w:headerReference", "w:footerReference")
    remove(reference for reference in references if value(reference, "w:type") == "even")


def merge_appendix(paper: PaperDocument, appendix: AppendixDocument) -> None:
    """Put an appendix after the paper's last page."""
    _leave_out(appendix)
    theme = appendix.file.related("theme")
    for root in appendix.parts.values():
        say_styles(root, theme)
    for root in [*appendix.parts.values(), appendix.styles.root, appendix.lists.root]:
        make_plain(root, appendix.theme)
    styles.add_missing_default(appendix.styles)
    _remove_first_break(appendix)
    beginnings = styles.beginnings(paper.styles, appendix.styles)
    for root in appendix.parts.values():
        styles.keep_table_formats(root, appendix.styles, beginnings)
        notes.keep_marks(root, appendix.styles)
        if is_older(appendix.settings):
            keep_tables_in_place(root, appendix.styles)
    levels = _move_headings(paper, appendix)
    bullets = numbering.copy_bullets(paper.lists, appendix.lists)
    used = styles.Used(appendix.parts.values(), appendix.styles, appendix.lists)  # before codes of fields name them otherwise
    bookmarks = _rename(paper, appendix, {old: new for _, old, new in reversed(levels)})
    _copy_styles(paper, appendix, used, {heading for heading, _, _ in levels}, beginnings)
    _copy_parts(paper, appendix, bookmarks, bullets)
    _keep_pages(paper, appendix)
    _append(paper, appendix, levels)


def _leave_out(appendix: AppendixDocument) -> None:
    """Leave what is on no page, and say what a setting of the whole file did that a paper cannot do for one part."""
    appendix.changed += [words for name, words in _LOST_SETTINGS.items() if is_on(find(appendix.settings, f"w:{name}"))]
    if find(appendix.root, "w:background") is not None:
        appendix.left.append("the colour of the page on screen")


def _remove_first_break(appendix: AppendixDocument) -> None:
    """A break before the first paragraph would leave our heading on a page of its own."""
    first = appendix.body[0] if len(appendix.body) else None
    if first is None or local(first) != "p":
        return
    look = appendix.styles.whole_look(appendix.styles.usual(style_of(first)), "pPr", find(first, "w:pPr"))
    if is_on(look.get("pageBreakBefore")):
        set_in_order(properties(first, "w:pPr"), element("w:pageBreakBefore", {"w:val": "0"}))
        appendix.changed.append("the break before its first line: our heading stands on that page")


def _move_headings(paper: PaperDocument, appendix: AppendixDocument) -> Levels:
    headings = find_headings(appendix.root, appendix.styles)
    new_levels = paper_levels([level for _, level in headings])
    add_heading_styles(paper.styles, {2, *new_levels})
    heading_styles = {level: paper.styles.id_of(f"heading {level}") for level in new_levels}
    maker = HeadingMaker(paper.styles, appendix.styles, appendix.lists)
    for (heading, _), level in zip(headings, new_levels, strict=True):
        maker.make(heading, heading_styles[level])
    levels = [(heading, old, new) for (heading, old), new in zip(headings, new_levels, strict=True)]
    moved = sorted({(old, new) for _, old, new in levels if old != new})
    if moved:
        appendix.changed.append("heading levels: " + ", ".join(f"{old} is now {new}" for old, new in moved))
    return levels


def _rename(paper: PaperDocument, appendix: AppendixDocument, levels: dict[int, int]) -> dict[str, str]:
    """Give names and ids that stand alone in the paper, let links and fields follow them; return the new names of bookmarks."""
    roots, prefix = list(appendix.parts.values()), appendix.prefix
    bookmarks = assign_identifiers(roots, paper.identifiers, prefix)
    whole, end = (paper.identifiers.new_bookmark(name, prefix) for name in ("whole", "end"))
    if any(field.kind == "TOC" for field in fields(appendix.root)):
        appendix.changed.append("its list of contents lists the appendix alone when it is updated")
    style_names = {appendix.styles.name(id).lower() for id in appendix.styles.by_id}
    if update_references(roots, NewNames(prefix, bookmarks, style_names, levels, whole, end)):
        appendix.changed.append("the number of pages is that of the appendix's last page")
    _bookmark_extent(paper, appendix, whole, end)
    return bookmarks


def _bookmark_extent(paper: PaperDocument, appendix: AppendixDocument, whole: str, end: str) -> None:
    """Bookmarks around the appendix, and on its last page."""
    body = appendix.body
    if not len(body) or local(body[-1]) != "sectPr":
        body.append(element("w:sectPr"))
    section = body[-1]
    whole_id = paper.identifiers.next_bookmark_id()
    body.insert(0, element("w:bookmarkStart", {"w:id": whole_id, "w:name": whole}))
    last_block, end_id = body[-2], paper.identifiers.next_bookmark_id()
    if local(last_block) == "p":  # around its text: LibreOffice does not find an empty bookmark at the end of a file
        add_bookmark(last_block, end, end_id)
    else:
        section.addprevious(element("w:bookmarkStart", {"w:id": end_id, "w:name": end}))
        section.addprevious(element("w:bookmarkEnd", {"w:id": end_id}))
    section.addprevious(element("w:bookmarkEnd", {"w:id": whole_id}))
    if local(last_block) == "tbl":  # Word wants a paragraph there, and LibreOffice loses the section's pages without one
        section.addprevious(paragraph(paper.empty_style))


def _copy_styles(
    paper: PaperDocument, appendix: AppendixDocument, used: styles.Used, headings: set[Element], beginnings: dict[str, Look]
) -> None:
    """Bring in styles, lists and fonts; the headings have the paper's styles already."""
    style_ids = styles.new_ids(paper.styles, appendix.styles, used.styles, appendix.prefix)
    list_ids = numbering.copy_lists(paper.lists, appendix.lists, used.lists, used.definitions, style_ids, appendix.prefix)
    styles.bring_in(paper.styles, appendix.styles, style_ids, appendix.prefix, beginnings)
    for new in style_ids.values():
        numbering.renumber(paper.styles.by_id[new], list_ids)
    for root in appendix.parts.values():
        numbering.renumber(root, list_ids)
        styles.restyle(root, appendix.styles, style_ids, headings)
    appendix.changed.append(f"names of styles: “{appendix.prefix}” stands before each, so that they stand beside the paper's own")
    if has_line_numbers(appendix.body):
        add_number_style(paper.styles, appendix.styles)
    paper.add_fonts(appendix.file.related("fontTable"))


def _copy_parts(paper: PaperDocument, appendix: AppendixDocument, bookmarks: dict[str, str], bullets: list[Element]) -> None:
    """Bring in notes, headers and footers, pictures and charts, and let the text name them."""
    if not sections.has_even_headers(appendix.settings):
        _remove_even_references(appendix.body)
    for root in appendix.parts_of_kind("header"):
        root[:0] = deepcopy(paper.page_mark)
    if paper.page_mark:
        appendix.changed.append("headers: the paper's mark is their first line")
    copier = PartCopier(appendix.file, paper.package, appendix.prefix, bookmarks, changed=appendix.parts)
    for name, kind in appendix.kinds.items():
        if kind in notes.KINDS and notes.real_notes(appendix.parts[name]):
            _copy_notes(paper, appendix, copier, name)
    _copy_pictures_of_bullets(paper, appendix, copier, bullets)
    copier.copy_related(appendix.root, appendix.file.main, paper.main)


def _copy_pictures_of_bullets(paper: PaperDocument, appendix: AppendixDocument, copier: PartCopier, bullets: list[Element]) -> None:
    """Bring in the pictures that stand as bullets; the paper may have no lists so far."""
    if bullets and not paper.package.related(paper.main, "numbering"):
        add_part(paper.package, "numbering", "word/numbering.xml", paper.lists.root)
    for bullet in bullets:
        source, target = (
            part.related(main, "numbering") for part, main in ((appendix.file.package, appendix.file.main), (paper.package, paper.main))
        )
        copier.copy_related(bullet, source, target)


def _copy_notes(paper: PaperDocument, appendix: AppendixDocument, copier: PartCopier, name: str) -> None:
    """Put the notes of a part among the paper's; the paper may have none so far."""
    kind, root = appendix.kinds[name], appendix.parts[name]
    notes.add_mark_style(kind, paper.styles, appendix.styles)
    if paper.notes[kind] is None:
        paper.notes[kind] = notes.new_notes(kind, paper.settings)
        add_part(paper.package, kind, f"word/{kind}.xml", paper.notes[kind])
    elif notes.real_notes(paper.notes[kind]):
        appendix.changed.append(f"{kind}: they are numbered on from those before it in the paper")
    copier.copy_related(root, name, paper.package.related(paper.main, kind))
    paper.notes[kind] = notes.append_notes(paper.notes[kind], root, kind, appendix.root)


def _keep_pages(paper: PaperDocument, appendix: AppendixDocument) -> None:
    """Let each section keep its own pages, headers, footers and numbers, and take none of the paper's."""
    all_sections = sections.section_properties(appendix.body)
    has_even = sections.has_even_headers(paper.settings)
    if has_even and not sections.has_even_headers(appendix.settings):
        sections.repeat_on_even_pages(all_sections)
    sections.complete_references(all_sections[0], partial(paper.add_empty, appendix.prefix), has_even)
    if sections.start_on_new_page(all_sections[0]):
        appendix.changed.append("it begins on a new page")
    start_line_numbers(all_sections[0])
    has_endnotes = any(notes.real_notes(root) for root in appendix.parts_of_kind("endnotes"))
    end_with_section = value(find(appendix.settings, "w:endnotePr/w:pos")) == "sectEnd"
    sections.keep_note_numbering(all_sections, appendix.settings, defer_endnotes=has_endnotes and not end_with_section)
    if has_endnotes:
        endnotes = properties(paper.settings, "w:endnotePr")
        if find(endnotes, "w:pos") is None:
            endnotes.insert(0, element("w:pos", {"w:val": "sectEnd"}))


def _append(paper: PaperDocument, appendix: AppendixDocument, levels: Levels) -> None:
    """Put the text after the paper's, under a heading of the paper's own that its list of contents links to."""
    sections.end_last_section(paper.body, paper.empty_style)
    contents = TableOfContents(paper.root, paper.styles)
    title = paragraph(paper.styles.id_of("heading 2"), run(" ".join(appendix.source.heading.split())))
    if paper.has_line_numbers:
        suppress_line_numbers([title])
    appendix.bookmark = _list_heading(paper, appendix, contents, title, 2)
    for heading, _, level in levels:
        is_in_box = next(heading.iterancestors(tag("w:txbxContent")), None) is not None  # Word lists no heading of a text box
        if level <= contents.deepest and text_of(heading).strip() and not is_in_box:
            _list_heading(paper, appendix, contents, heading, level)
    appendix.body.insert(1, title)
    paper.root = one_document(paper.root, appendix.root)


def _list_heading(paper: PaperDocument, appendix: AppendixDocument, contents: TableOfContents, heading: Element, level: int) -> str:
    """Bookmark a heading and add it to the list of contents; return the bookmark's name."""
    name = paper.identifiers.new_bookmark(f"_Toc_{level}", appendix.prefix)
    add_bookmark(heading, name, paper.identifiers.next_bookmark_id())
    contents.add(text_of(heading), level, name)
    return name
