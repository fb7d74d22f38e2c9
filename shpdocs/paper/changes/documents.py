"""What differs between two papers as blocks: heading by heading, and under each its paragraphs, list items, tables and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from shpdocs.model.document import Block, Chart, Document, Heading, ListItem, Notice, Paragraph, Table
from shpdocs.model.edition import PaperChange
from shpdocs.paper.changes.order import Pair, matched, moved, paired
from shpdocs.paper.changes.outline import Part, outline, part_names
from shpdocs.paper.changes.place import Found, Spot, with_moves
from shpdocs.paper.changes.tables import chart_changes, table_changes
from shpdocs.paper.changes.texts import is_alike, numbered, on_one_line, same, shown

_HEADINGS = "Headings"


def document_changes(
    before: Document, now: Document, *, is_exempt: bool = False, names: Mapping[str, str] | None = None
) -> tuple[PaperChange, ...]:
    """Return every place at which two papers show something else, in the order of the paper: its marking, texts, footer.

    `names` says what answers are called by their refs' beginning ('prevent/measures/referrals'); rows are named by them. Page breaks,
    the author and which answers a text was made of are no difference.
    """
    if before == now:
        return ()
    top = Spot("", is_exempt, names or {})
    return with_moves([*_around(before, now, top), *_Outlines(before, now, top).changes(), *_footer(before, now, top)])


def _around(before: Document, now: Document, top: Spot) -> Iterator[Found]:
    if before.mark != now.mark:
        yield Found(top.change("Mark at the head of every page", before.mark, now.mark, is_marking=True))
    if before.title != now.title and (before.title, now.title) != (_first_heading(before), _first_heading(now)):
        yield Found(top.change("Title of the file", before.title, now.title))


def _first_heading(document: Document) -> str:
    return next((block.text for block in document.blocks if isinstance(block, Heading)), "")


def _footer(before: Document, now: Document, top: Spot) -> Iterator[Found]:
    lines, lines_now = ([Paragraph(text) for text in document.footer] for document in (before, now))
    yield from _block_changes(lines, lines_now, Spot("Footer", top.is_exempt))
    if before.page_numbers != now.page_numbers:
        first, second = ("page numbers" if document.page_numbers else "" for document in (before, now))
        yield Found(top.change("Footer", first, second))


class _Outlines:
    """Two papers' outlines side by side, and the part of the paper that each heading is."""

    def __init__(self, before: Document, now: Document, spot: Spot) -> None:
        self._before, self._now, self._spot = outline(before.blocks), outline(now.blocks), spot
        self._names = part_names(self._before) | part_names(self._now)

    def changes(self) -> Iterator[Found]:
        """What differs, part by part."""
        yield from self._part_changes(self._before, self._now)

    def _at(self, part: Part) -> Spot:
        return Spot(self._names[id(part)], self._spot.is_exempt, self._spot.names)

    def _part_changes(self, before: Part, now: Part) -> Iterator[Found]:
        was, heading = before.heading, now.heading
        if was.text != heading.text:
            yield Found(self._spot.change(_HEADINGS if heading.level > 1 else "Title", was.text, heading.text))
        elif was.level != heading.level:
            yield Found(self._spot.change(_HEADINGS, f"{was.text} (level {was.level})", f"{heading.text} (level {heading.level})"))
        yield from _block_changes(before.blocks, now.blocks, self._at(now))
        yield from self._parts_changes(before.parts, now.parts)

    def _parts_changes(self, before: list[Part], now: list[Part]) -> Iterator[Found]:
        """What differs of the parts under a heading: those that are the same, in another place or not; those that are new or gone."""
        pairs = _part_pairs(before, now)
        for at in sorted(moved(pairs)):
            places = (_place_among(parts, place) for parts, place in ((before, pairs[at]), (now, at)))
            yield Found(self._spot.move(self._at(now[at]).name, *places))
        for at, part in enumerate(now):
            if at in pairs:
                yield from self._part_changes(before[pairs[at]], part)
            else:
                yield from self._whole(part, is_added=True)
        stayed = set(pairs.values())
        for was, part in enumerate(before):
            if was not in stayed:
                yield from self._whole(part, is_added=False)

    def _whole(self, part: Part, is_added: bool) -> Iterator[Found]:
        """A part that was added, or is gone: its heading, each of its blocks, and the parts under it."""
        text = part.heading.text or "a heading without words"
        yield Found(self._spot.change(_HEADINGS, "" if is_added else text, text if is_added else ""), same(part.heading))
        yield from _block_changes([] if is_added else part.blocks, part.blocks if is_added else [], self._at(part))
        for below in part.parts:
            yield from self._whole(below, is_added)


def _place_among(parts: list[Part], place: int) -> str:
    return f"after {parts[place - 1].heading.text}" if place else "first"


def _part_pairs(before: list[Part], now: list[Part]) -> dict[int, int]:
    """The parts side by side: by heading; of the others those that stand in between and hold some of the same."""
    pairs = matched([part.heading.text for part in before], [part.heading.text for part in now])
    stood = set(pairs.values())
    left = [was for was in range(len(before)) if was not in stood]
    new = [at for at in range(len(now)) if at not in pairs]
    contents = {id(part): _contents(part) for part in (*(before[was] for was in left), *(now[at] for at in new))}

    def is_same(was: int, at: int) -> bool:
        first, second = contents[id(before[left[was]])], contents[id(now[new[at]])]
        return bool(first & second) or (not first and not second)

    renamed = paired(len(left), len(new), is_same, lambda was, at: len(left) == len(new) == 1)
    return pairs | {new[at]: left[was] for was, at in renamed if was is not None and at is not None}


def _contents(part: Part) -> frozenset[str]:
    """What a part says, by which it is known under another heading: of tables and charts their names."""
    return frozenset((*map(shown, part.blocks), *(text for below in part.parts for text in (below.heading.text, *_contents(below)))))


def _block_changes(before: Sequence[Block], now: Sequence[Block], spot: Spot) -> Iterator[Found]:
    """What differs of the blocks under a heading."""
    if before == now:
        return
    keys, keys_now = ([same(block) for block in blocks] for blocks in (before, now))
    details, details_now = _details(before), _details(now)
    is_reordered = False
    kept: list[tuple[int, int]] = []
    others: list[Pair] = []
    for tag, start, end, start_now, end_now in SequenceMatcher(None, keys, keys_now).get_opcodes():
        if tag == "equal":
            kept += zip(range(start, end), range(start_now, end_now), strict=True)
            continue
        is_reordered |= end - start != end_now - start_now
        for was, at in _block_pairs(before[start:end], now[start_now:end_now]):
            others.append((None if was is None else start + was, None if at is None else start_now + at))
    for was, at in _with_answers_that_moved(others, before, now):
        old, new = None if was is None else before[was], None if at is None else now[at]
        detail = details[was or 0] if at is None else details_now[at]
        if isinstance(old, Chart) and isinstance(new, Chart):
            yield from chart_changes(old, new, spot, _refs_of_tables(now))
        else:
            yield from _change(old, new, detail, spot)
    if not is_reordered:  # else the numbers of the items that follow say nothing new
        for was, at in kept:
            yield from _number_change(before[was], now[at], details_now[at], spot)


def _with_answers_that_moved(pairs: list[Pair], before: Sequence[Block], now: Sequence[Block]) -> list[Pair]:
    """The pairs, in which a text that is gone and one that was added are one where only they are made of the same answers.

    What only moved, word for word, stays parted: that it moved says more.
    """
    gone = _by_refs((was, before[was]) for was, at in pairs if at is None and was is not None)
    added = _by_refs((at, now[at]) for was, at in pairs if was is None and at is not None)
    same_answers = {added[refs]: gone[refs] for refs in added if refs in gone and same(before[gone[refs]]) != same(now[added[refs]])}
    left = set(same_answers.values())
    return [
        (same_answers.get(at, was) if was is None and at is not None else was, at) for was, at in pairs if at is not None or was not in left
    ]


def _by_refs(blocks: Iterable[tuple[int, Block]]) -> dict[tuple[str, ...], int]:
    """The places of texts by the answers that they are made of, where no other is made of just these."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, block in blocks:
        if isinstance(block, Paragraph | ListItem) and block.refs:
            places.setdefault(block.refs, []).append(at)
    return {refs: only[0] for refs, only in places.items() if len(only) == 1}


def _refs_of_tables(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The answers that the tables beside a chart are made of: those of its numbers."""
    tables = (block for block in blocks if isinstance(block, Table))
    return tuple(dict.fromkeys(ref for table in tables for row in table.rows for cell in row for text in cell for ref in text.refs))


def _block_pairs(before: Sequence[Block], now: Sequence[Block]) -> list[tuple[int | None, int | None]]:
    return paired(
        len(before),
        len(now),
        lambda was, at: _is_same_thing(before[was], now[at]),
        lambda was, at: type(before[was]) is type(now[at]),
    )


def _is_same_thing(before: Block, now: Block) -> bool:
    match before, now:
        case Table(), Table():
            return before.title == now.title or before.header == now.header
        case Chart(), Chart():
            return before.bars.name == now.bars.name
        case Paragraph(), Paragraph() if before.label or now.label:
            return before.label == now.label
        case Paragraph() | ListItem() | Notice(), Paragraph() | ListItem() | Notice():
            return is_alike(shown(before), shown(now))
        case _:
            return type(before) is type(now)


def _change(old: Block | None, new: Block | None, detail: str, spot: Spot) -> Iterator[Found]:
    """What became of a block: it changed, it was added (`old` is None) or it is gone (`new` is)."""
    if isinstance(old, Table) and isinstance(new, Table):
        yield from table_changes(old, new, spot)
        return
    first, second = _told(old, spot), _told(new, spot)
    if first == second:  # an item that became a paragraph, or stands on another level
        first, second = f"{first} ({_kind(old)})", f"{second} ({_kind(new)})"
    refs = [ref for block in (old, new) for ref in _refs(block)]
    either = old if new is None else new if old is None else None
    is_marking = isinstance(old, Notice) or isinstance(new, Notice)
    yield Found(spot.change(detail, first, second, refs, is_marking), either and same(either))


def _refs(block: Block | None) -> tuple[str, ...]:
    match block:
        case Paragraph() | ListItem():
            return block.refs
        case Table():
            return _refs_of_tables([block])
        case _:
            return ()


def _told(block: Block | None, spot: Spot) -> str:
    match block:
        case None:
            return ""
        case Table():
            return _whole_table(block, spot)
        case Chart():
            return f"chart {shown(block)}: {block.description}"
        case Paragraph() if block.label:
            return block.text or block.label
        case _:
            return shown(block) or "an empty line"


def _whole_table(table: Table, spot: Spot) -> str:
    """A table as a whole: its title, unless its part of the paper is called so, and its rows by the first line of each."""
    title = "" if table.title == spot.name else f" {table.title}"
    names = "; ".join(first_line for row in table.rows if (first_line := on_one_line(row[0][:1])))
    return f"table{title}, {len(table.rows)} row{'' if len(table.rows) == 1 else 's'}: {names}"


def _kind(block: Block | None) -> str:
    match block:
        case ListItem():
            return f"item '{block.numbering}' on level {block.level + 1}"
        case Paragraph():
            return f"paragraph{f', {block.rating}' if block.rating else ''}{f' after {block.label}' if block.label else ''}"
        case _:
            return type(block).__name__.lower()


def _details(blocks: Sequence[Block]) -> list[str]:
    """Where each block stands among those under its heading: by its label, or by its number where there are several."""
    times, so_far = Counter(map(type, blocks)), Counter[type]()
    details = []
    for block in blocks:
        so_far[type(block)] += 1
        name = "item" if isinstance(block, ListItem) else "paragraph" if isinstance(block, Paragraph) else ""
        number = f"{name} {so_far[type(block)]}" if name and times[type(block)] > 1 else ""
        details.append((block.label.strip(": ") if isinstance(block, Paragraph) else "") or number)
    return details


def _number_change(old: Block, new: Block, detail: str, spot: Spot) -> Iterator[Found]:
    if isinstance(old, ListItem) and isinstance(new, ListItem) and old.number != new.number and numbered(old) != numbered(new):
        yield Found(spot.change(detail, numbered(old), numbered(new), new.refs))
