"""One appendix comes into a paper, step by step."""

from __future__ import annotations

from copy import deepcopy

from shpdocs.paper.appendix import headings, names, notes, numbering, sections, styles, tables, theme
from shpdocs.paper.appendix.cascade import Look
from shpdocs.paper.appendix.contents import Contents, mark
from shpdocs.paper.appendix.fields import Meanings, fields
from shpdocs.paper.appendix.incoming import Incoming, Paper
from shpdocs.paper.appendix.order import PPR_ORDER
from shpdocs.paper.appendix.parts import Mover, new_part
from shpdocs.paper.appendix.xml import Element, each, is_on, local, made, one_body, properties, put, tag, text_of, value

Levels = list[tuple[Element, int, int]]  # a heading, its level in the appendix, its level in the paper


def prepare(paper: Paper, coming: list[Incoming]) -> None:
    """Let the paper tell even pages apart if an appendix does; its own even pages stay as they are."""
    if sections.tells_even_pages_apart(paper.settings) or not any(sections.tells_even_pages_apart(one.settings) for one in coming):
        return
    notes.set_setting(paper.settings, made("w:evenAndOddHeaders"))
    for one in list(each(paper.body, "w:headerReference", "w:footerReference")):
        if value(one, "w:type") == "even":
            one.getparent().remove(one)
    sections.same_on_even_pages(sections.section_properties(paper.body), lambda place: paper.empty(place, "P"))


def join(paper: Paper, coming: Incoming) -> None:
    """Put an appendix after the paper's last page."""
    _leave(coming)
    if not paper.theme.same_as(coming.theme):
        for root in [*coming.parts.values(), coming.styles.root, coming.lists.root]:
            theme.make_plain(root, coming.theme)
    styles.without_style(coming.styles)
    begin = styles.beginnings(paper.styles, coming.styles)
    for root in coming.parts.values():
        tables.keep_tables(root, coming.styles, begin)
    levels = _headings(paper, coming)
    bookmarks = _names(paper, coming, {was: now for _, was, now in reversed(levels)})
    _looks(paper, coming, {paragraph for paragraph, _, _ in levels}, begin)
    _move(paper, coming, bookmarks)
    _pages(paper, coming)
    _append(paper, coming, levels)


def _leave(coming: Incoming) -> None:
    """Leave what is on no page, and say what a setting of the whole file did that a paper cannot do for one part."""
    coming.left.append("properties of the file: author, company, title, dates")
    settings = coming.settings if coming.settings is not None else made("w:settings")
    told = {
        "mirrorMargins": "mirrored margins: left and right margins are now the same on every page",
        "autoHyphenation": "automatic hyphenation: words are no longer divided",
        "bookFoldPrinting": "printing as a folded book",
    }
    coming.changed += [words for name, words in told.items() if is_on(settings.find(tag(f"w:{name}")))]
    if coming.document.find(tag("w:background")) is not None:
        coming.left.append("the colour of the page on screen")
    kinds = {one.kind for part in ("", coming.package.main) for one in coming.package.relations(part)}
    if "glossaryDocument" in kinds:
        coming.left.append("building blocks")
    if "customXml" in kinds:
        coming.left.append("data kept with the file that is on no page")
    for root in coming.parts.values():
        for name in ("w:printerSettings", "w:placeholder", "w:proofErr"):
            for element in list(each(root, name)):
                element.getparent().remove(element)
    _first_break(coming)


def _first_break(coming: Incoming) -> None:
    """A break before the first paragraph would leave our heading on a page of its own."""
    first = coming.body[0] if len(coming.body) else None
    if first is None or local(first) != "p":
        return
    said = properties(first, "w:pPr")
    named = value(said.find(tag("w:pStyle"))) or coming.styles.default("paragraph")
    direct = said.find(tag("w:pageBreakBefore"))
    if is_on(direct if direct is not None else coming.styles.look(named, "pPr").get("pageBreakBefore")):
        put(said, made("w:pageBreakBefore", val="0"), PPR_ORDER)
        coming.changed.append("the break before its first line: our heading stands on that page")


def _headings(paper: Paper, coming: Incoming) -> Levels:
    found = headings.headings(coming.document, coming.styles)
    new = headings.shifted([level for _, level in found])
    headings.missing_styles(paper.styles, {2, *new})
    for (paragraph, _), level in zip(found, new, strict=True):
        headings.become(paragraph, level, paper.styles, coming.styles, coming.lists)
    levels = [(paragraph, was, now) for (paragraph, was), now in zip(found, new, strict=True)]
    moved = sorted({(was, now) for _, was, now in levels if was != now})
    if moved:
        coming.changed.append("heading levels: " + ", ".join(f"{was} is now {now}" for was, now in moved))
    return levels


def _names(paper: Paper, coming: Incoming, levels: dict[int, int]) -> dict[str, str]:
    """Give names and numbers that stand alone in the paper; let links and fields follow them."""
    roots, prefix = list(coming.parts.values()), coming.prefix
    bookmarks = names.rename(roots, paper.names, prefix)
    whole, end = (paper.names.bookmark(f"{name}", prefix) for name in ("whole", "end"))
    known = {coming.styles.name(id).lower() for id in coming.styles.by_id}
    if any(one.kind == "TOC" for one in fields(coming.document)):
        coming.changed.append("its list of contents lists the appendix alone when it is updated")
    meanings = Meanings(
        bookmarks,
        lambda name: f"{prefix} {name}" if name.lower() in known else name,
        lambda name: f"{prefix}_{name}",
        levels,
        whole,
        end,
    )
    told = names.repoint(roots, meanings)
    plain = sorted({kind for kind in told if kind != "NUMPAGES"})
    if plain:
        coming.changed.append(f"fields that show properties of the file are now plain text: {', '.join(plain)}")
    if "NUMPAGES" in told:
        coming.changed.append("the number of pages is that of the appendix's last page")
    _mark_extent(paper, coming, whole, end)
    return bookmarks


def _mark_extent(paper: Paper, coming: Incoming, whole: str, end: str) -> None:
    """Bookmarks around the appendix, and on its last page."""
    body = coming.body
    if not len(body) or local(body[-1]) != "sectPr":
        body.append(made("w:sectPr"))
    first, last = paper.names.next_bookmark_id(), paper.names.next_bookmark_id()
    body.insert(0, made("w:bookmarkStart", id=first, name=whole))
    last_block = body[-2]
    ends = made("w:bookmarkStart", id=last, name=end), made("w:bookmarkEnd", id=last)
    if local(last_block) == "p":  # around its text: LibreOffice does not find an empty bookmark at the end of a file
        last_block.insert(1 if last_block.find(tag("w:pPr")) is not None else 0, ends[0])
        last_block.append(ends[1])
    else:
        for one in ends:
            body[-1].addprevious(one)
    ends_in_table = local(last_block) == "tbl"
    body[-1].addprevious(made("w:bookmarkEnd", id=first))
    if ends_in_table:  # Word wants a paragraph there, and LibreOffice loses the section's pages without one
        body[-1].addprevious(sections.empty_paragraph(paper.styles.id_of("After Table")))


def _looks(paper: Paper, coming: Incoming, done: set[Element], begin: dict[str, Look]) -> None:
    """Bring in styles, lists and fonts."""
    used = styles.Used(coming.parts.values(), coming.styles, coming.lists)
    ids = styles.new_ids(paper.styles, coming.styles, used.styles, coming.prefix)
    numbers = numbering.bring_in(paper.lists, coming.lists, used.lists, used.definitions, ids, coming.prefix)
    styles.bring_in(paper.styles, coming.styles, ids, coming.prefix, begin)
    for new in ids.values():
        numbering.renumber(paper.styles.by_id[new], numbers)
    for root in coming.parts.values():
        numbering.renumber(root, numbers)
        styles.restyle(root, coming.styles, ids, done)
    coming.changed.append(f"names of styles: “{coming.prefix}” stands before each, so that they stand beside the paper's own")
    paper.fonts, embedded = theme.fonts_added(paper.fonts, coming.package.root("fontTable"))
    if embedded:
        coming.left.append("fonts embedded in the file: their names are kept")


def _move(paper: Paper, coming: Incoming, bookmarks: dict[str, str]) -> None:
    """Bring in notes, headers and footers, pictures and charts, and let the text name them."""
    if not sections.tells_even_pages_apart(coming.settings):
        for one in list(each(coming.body, "w:headerReference", "w:footerReference")):
            if value(one, "w:type") == "even":
                one.getparent().remove(one)
    for root in coming.of_kind("header"):
        for line in reversed(paper.mark):
            root.insert(0, deepcopy(line))
    if paper.mark:
        coming.changed.append("headers: the paper's mark is their first line")
    other = None if paper.theme.same_as(coming.theme) else coming.theme
    mover = Mover(coming.package, paper.package, coming.prefix, other, bookmarks, ready=coming.parts)
    for name, kind in coming.kinds.items():
        if kind in notes.KINDS and notes.real_notes(coming.parts[name]):
            _join_notes(paper, coming, mover, name)
    mover.relate(coming.document, coming.package.main, paper.main)
    if mover.workbooks:
        coming.changed.append("charts: they show what they showed, without the workbook behind them")


def _join_notes(paper: Paper, coming: Incoming, mover: Mover, name: str) -> None:
    """Put the notes of a part among the paper's; the paper may have none so far."""
    kind, theirs = coming.kinds[name], coming.parts[name]
    if paper.notes[kind] is None:
        paper.notes[kind] = notes.with_separators(kind, paper.settings)
        new_part(paper.package, kind, f"word/{kind}.xml", paper.notes[kind])
    elif notes.real_notes(paper.notes[kind]):
        coming.changed.append(f"{kind}: they are numbered on from those before it in the paper")
    mover.relate(theirs, name, paper.package.of_kind(paper.main, kind))
    paper.notes[kind] = notes.joined(paper.notes[kind], theirs, kind, [coming.document])


def _pages(paper: Paper, coming: Incoming) -> None:
    """Let each section keep its own pages, headers, footers and numbers, and take none of the paper's."""
    found = sections.section_properties(coming.body)
    made_empty: dict[str, str] = {}

    def empty(place: str) -> str:
        if place not in made_empty:
            made_empty[place] = paper.empty(place, coming.prefix)
        return made_empty[place]

    tells_even = sections.tells_even_pages_apart(paper.settings)
    if tells_even and not sections.tells_even_pages_apart(coming.settings):
        sections.same_on_even_pages(found, empty)
    sections.all_explicit(found[0], empty, tells_even)
    if sections.begin_as_own(found[0]):
        coming.changed.append("it begins on a new page")
    has_endnotes = any(notes.real_notes(root) for root in coming.of_kind("endnotes"))
    at_end_of_section = coming.settings is not None and any(
        value(one) == "sectEnd" for one in coming.settings.iterfind(f"{tag('w:endnotePr')}/{tag('w:pos')}")
    )
    sections.notes_as_own(found, coming.settings, defer=has_endnotes and not at_end_of_section)
    if has_endnotes:
        said = paper.settings.find(tag("w:endnotePr"))
        if said.find(tag("w:pos")) is None:
            said.insert(0, made("w:pos", val="sectEnd"))


def _append(paper: Paper, coming: Incoming, levels: Levels) -> None:
    """Put the text after the paper's, under a heading of the paper's own that its list of contents links to."""
    sections.close(paper.body, paper.styles.id_of("After Table"))
    listed = Contents(paper.document, paper.styles)
    title = made("w:p")
    put(properties(title, "w:pPr"), made("w:pStyle", val=paper.styles.id_of("heading 2")), PPR_ORDER)
    run, text = made("w:r"), made("w:t")
    text.text = " ".join(coming.appendix.heading.split())
    run.append(text)
    title.append(run)
    coming.bookmark = _listed(paper, coming, listed, title, 2)
    for paragraph, _, level in levels:
        if level <= listed.deepest and text_of(paragraph).strip() and local(paragraph.getparent()) == "body":
            _listed(paper, coming, listed, paragraph, level)
    coming.body.insert(1, title)
    paper.document = one_body(paper.document, coming.document)


def _listed(paper: Paper, coming: Incoming, listed: Contents, paragraph: Element, level: int) -> str:
    """Bookmark a heading and list it; return the bookmark's name."""
    name = paper.names.bookmark(f"_Toc_{level}", coming.prefix)
    mark(paragraph, name, paper.names.next_bookmark_id())
    listed.add(text_of(paragraph), level, name)
    return name
