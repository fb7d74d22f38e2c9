"""The blocks of a paper as markup, in order: each text with its pieces as links to where they come from, and the trees under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from shpdocs.model.document import Block, Chart, Contents, Heading, ListItem, PageBreak, Table
from shpdocs.model.printed_paper import KeptOrigin, KeptSpan, TracedDocument
from shpdocs.paper.origins.texts import OF_DOCUMENT, PrintedText, texts
from shpdocs.report.evidence.trees import Places, Trees
from shpdocs.report.page.parts import entered, escaped

_LONGEST_LINK = 60  # characters of a piece that is a link: of a whole paragraph the tree stands under it all the same
_LONGEST_TEXT = 100_000
_LONGEST_NAME = 60
_LEVELS = 2  # of the page's own headings above those of the paper
_LOWEST = 6


def paper_markup(traced: TracedDocument, prefix: str, beside: Callable[[KeptOrigin], str]) -> Iterator[str]:
    """Yield the markup of a document, block by block; the anchors begin with `prefix`."""
    markup = _Markup(traced, prefix, beside)
    yield from markup.all()


class _Markup:
    """The markup of one document: its texts by block, the spans of each, and the trees."""

    def __init__(self, traced: TracedDocument, prefix: str, beside: Callable[[KeptOrigin], str]) -> None:
        self._blocks = traced.document.blocks
        self._prefix = prefix
        self._texts: dict[int, list[PrintedText]] = {}
        for text in texts(traced.document):
            self._texts.setdefault(text.block, []).append(text)
        self._spans: dict[int, list[KeptSpan]] = {}
        for span in traced.spans:
            self._spans.setdefault(span.text, []).append(span)
        self._names = dict(_block_names(self._blocks))
        self._trees = Trees(traced, f"{prefix}o", self._printed_places(), beside)

    def all(self) -> Iterator[str]:
        """Yield the block of what stands on every page, then every block of the paper."""
        every_page = "".join(f"<p>{_EVERY_PAGE[text.name.partition('/')[0]]}: {self._words(text)}</p>" for text in self._of(OF_DOCUMENT))
        if every_page:
            yield self._framed(OF_DOCUMENT, every_page, "")
        over: list[tuple[int, str]] = []  # the headings that are open: level and anchor
        for place, block in enumerate(self._blocks):
            level = block.level if isinstance(block, Heading) else _LOWEST + 1
            while over and over[-1][0] >= level:
                over.pop()
            under = over[-1][1] if over else ""
            if isinstance(block, Heading):
                over.append((level, self._anchor(place)))
            markup = self._block(place, block)
            if markup:
                yield self._framed(place, markup, under)

    def _framed(self, place: int, markup: str, under: str) -> str:
        """A block with its trees under it; for the search, the heading that it stands under."""
        pieces = [piece for text in self._of(place) for piece in self._pieces(text)]
        trees = self._trees.under(self._anchor(place), pieces)
        attributes = f' data-under="{under}"' if under else ""
        return f'<div class="block" id="{self._anchor(place)}" data-item{attributes}>{markup}{trees}</div>'

    def _block(self, place: int, block: Block) -> str:
        own = self._of(place)
        match block:
            case PageBreak():
                return ""
            case Table():
                return self._table(block, own)
            case Chart():
                return self._chart(block, own)
            case Heading(level=level):
                tag = f"h{min(level + _LEVELS, _LOWEST)}"
                return f"<{tag}>{self._all_words(own)}</{tag}>"
            case Contents():
                return f'<p class="kind">List of contents</p><p>{self._all_words(own)}</p>'
            case ListItem():
                return f'<p class="item">{block.mark.replace("-", "•")} {self._all_words(own)}</p>'
        return f"<p>{self._all_words(own)}</p>" if own else ""

    def _table(self, table: Table, own: Sequence[PrintedText]) -> str:
        """A table with its alternative text above it; the first cell of a row is its heading."""
        named = {text.name: text for text in own if text.row < 0}
        cells: dict[tuple[int, int], dict[int, list[PrintedText]]] = {}
        for text in own:
            if text.row >= 0:
                cells.setdefault((text.row, text.column), {}).setdefault(text.part, []).append(text)
        about = "".join(f"<p>{self._words(named[name])}</p>" for name in ("title", "description") if name in named)
        head = [self._words(named[f"header/{number}"]) if f"header/{number}" in named else "" for number in range(len(table.header))]
        rows = [
            ["<br>".join(map(self._all_words, cells.get((row, column), {}).values())) for column in range(len(line))]
            for row, line in enumerate(table.rows)
        ]
        return f'<p class="kind">Table</p>{about}{_grid(table.title, table.header, head, rows)}'

    def _chart(self, chart: Chart, own: Sequence[PrintedText]) -> str:
        """A chart as its texts and a table of what it draws."""
        named = {text.name: text for text in own}

        def words(name: str) -> str:
            return self._words(named[name]) if name in named else "–"

        about = "".join(f"<p>{self._words(named[name])}</p>" for name in ("title", "description") if name in named)
        unit = f"<p>Unit: {words('unit')}</p>" if chart.unit else ""
        series = ("bar", *(f"line/{number}" for number in range(len(chart.lines))))
        names = (chart.bars.name, *(line.name for line in chart.lines))
        rows = [[words(f"category/{place}"), *(words(f"{name}/{place}") for name in series)] for place in range(len(chart.categories))]
        grid = _grid(chart.title, ("Quarter", *names), ["Drawn for", *map(words, series)], rows)
        return f'<p class="kind">Chart, with its alternative text</p>{about}{unit}{grid}'

    def _of(self, place: int) -> Sequence[PrintedText]:
        return self._texts.get(place, ())

    def _all_words(self, own: Sequence[PrintedText]) -> str:
        return " ".join(f"<b>{self._words(text)}</b>" if text.name == "label" else self._words(text) for text in own)

    def _words(self, text: PrintedText) -> str:
        """A text with each short piece that comes from somewhere as a link."""
        parts, at = [], 0
        for span in sorted(self._spans.get(text.number, ()), key=lambda span: span.start):
            start, end = _drawn(span, text)
            if start < at or not _is_link(start, end):
                continue
            parts += [escaped(text.text[at:start], _LONGEST_TEXT), self._link(span.origin, text.text[start:end])]
            at = end
        return f"<bdi>{''.join(parts)}{escaped(text.text[at:], _LONGEST_TEXT)}</bdi>"

    def _link(self, origin: int, words: str) -> str:
        return f'<a class="from" href="#{self._trees.anchor(origin)}">{escaped(words, _LONGEST_TEXT)}</a>'

    def _pieces(self, text: PrintedText) -> Iterator[tuple[int, str, bool]]:
        for span in self._spans.get(text.number, ()):
            start, end = _drawn(span, text)
            yield span.origin, text.text[start:end], _is_link(start, end)

    def _printed_places(self) -> Places:
        """The blocks that print each origin, in order, each once."""
        places: dict[int, dict[int, None]] = {}
        for place, own in sorted(self._texts.items()):
            for text in own:
                for span in self._spans.get(text.number, ()):
                    places.setdefault(span.origin, {})[place] = None
        return {origin: tuple((self._anchor(place), self._names[place]) for place in own) for origin, own in places.items()}

    def _anchor(self, place: int) -> str:
        return f"{self._prefix}b{place + 1}"


_EVERY_PAGE = {"title": "Title of the file", "footer": "Footer", "mark": "Mark at the head of every page"}


def _drawn(span: KeptSpan, text: PrintedText) -> tuple[int, int]:
    """Where a piece stands in its text; one that is drawn and not written is the whole value."""
    return (span.start, span.end) if span.end > span.start else (0, len(text.text))


def _is_link(start: int, end: int) -> bool:
    return 0 < end - start <= _LONGEST_LINK


def _grid(caption: str, headings: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are markup. `headings` are the texts of its header row, `head` their markup: none of a table of labels."""
    labels = [f' data-label="{escaped(heading, _LONGEST_NAME)}"' for heading in headings]
    heads = "".join(f'<th scope="col" role="columnheader">{heading}</th>' for heading in head)
    lines = []
    for row in rows:
        cells = "".join(f'<td role="cell"{labels[number] if labels else ""}>{cell}</td>' for number, cell in enumerate(row) if number)
        lines.append(f'<tr role="row"><th scope="row" role="rowheader">{row[0]}</th>{cells}</tr>')
    top = f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n' if head else ""
    body = "\n".join(('<tbody role="rowgroup">', *lines, "</tbody>"))
    return f'<table role="table">\n<caption>{entered(caption)}</caption>\n{top}{body}\n</table>'


def _block_names(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """What links to a block call it, as markup: 'the table “Position of each measure”', 'the text under “Burglary”'."""
    yield OF_DOCUMENT, "what stands on every page"
    under = ""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            under = block.text
            yield place, f"the heading {_quoted(under)}"
        elif isinstance(block, Table | Chart):
            yield place, f"the {'table' if isinstance(block, Table) else 'chart'} {_quoted(block.title)}"
        else:
            yield place, f"the text under {_quoted(under)}" if under else "the text at the beginning"


def _quoted(words: str) -> str:
    return f"“{entered(words, _LONGEST_NAME)}”"
