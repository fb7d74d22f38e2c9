"""What can be read in a part of a Word file: text, tables, pictures, notes, pages, lists, links.

It is read from the file's bytes alone and knows nothing of how an appendix is brought in, so that it can prove that.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from shpdocs.paper.appendix.package import Package, Relation
from shpdocs.paper.appendix.xml import Element, each, is_on, local, parse, tag, text_of, value

Facts = dict[str, list[str]]
_PAGE_SETTINGS = (
    "pgSz", "pgMar", "cols", "titlePg", "vAlign", "pgBorders", "lnNumType", "bidi", "rtlGutter", "textDirection", "docGrid", "formProt",
)  # fmt: skip
_FIELD_KINDS = {
    "PAGE", "NUMPAGES", "REF", "PAGEREF", "NOTEREF", "HYPERLINK", "TOC", "SEQ", "STYLEREF", "DATE", "TIME", "SECTIONPAGES", "INDEX", "XE",
    "QUOTE", "IF", "SYMBOL", "EQ", "ADVANCE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "LISTNUM", "AUTONUM", "TC", "TOA", "TA",
}  # fmt: skip
_LONGEST_CHAIN = 40  # styles that are based on each other


class FactReader:
    """A Word file, and the facts of some blocks of its body."""

    def __init__(self, package: Package) -> None:
        self.package, self.main = package, package.main
        self.document = parse(package.parts[self.main])
        self.body = self.document.find(tag("w:body"))
        self._related: dict[str, dict[str, Relation]] = {}
        self.relations = self._relations(self.main)
        self._notes_by_id = {kind: self._all_notes(kind) for kind in ("footnote", "endnote")}
        self.styles = {value(style, "w:styleId"): style for style in _root(package, "styles").findall(tag("w:style"))}
        self.numbering = _root(package, "numbering")
        self.has_even_headers = is_on(_root(package, "settings").find(tag("w:evenAndOddHeaders")))
        self.bookmarks: dict[str, Element] = {}
        for bookmark in each(self.document, "w:bookmarkStart"):
            self.bookmarks.setdefault(value(bookmark, "w:name"), bookmark)  # of two of one name Word takes the first

    def _relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id, read once."""
        if part not in self._related:
            self._related[part] = {relation.id: relation for relation in self.package.relations(part)}
        return self._related[part]

    def _all_notes(self, kind: str) -> tuple[str, dict[str, Element]]:
        """The part that holds the notes of a kind, '' if there is none, and the notes by id."""
        part = self.package.of_kind(self.main, f"{kind}s")
        return part, {value(note, "w:id"): note for note in parse(self.package.parts[part])} if part else {}

    def facts(self, blocks: list[Element], sections: list[Element]) -> Facts:
        """Everything that can be read in blocks of the body with these sections, kind by kind."""
        paragraphs = [paragraph for block in blocks for paragraph in each(block, "w:p")]
        return {
            "paragraphs": [text_of(paragraph) for paragraph in paragraphs],
            "tables": [_table(table) for block in blocks for table in each(block, "w:tbl")],
            "pictures": [picture for block in blocks for picture in self._pictures(block, self.main)],
            "drawings and their alternative texts": [_alternative(drawing) for block in blocks for drawing in each(block, "wp:docPr")],
            "charts": [chart for block in blocks for chart in self._charts(block)],
            "footnotes": [note for block in blocks for note in self._notes(block, "footnote")],
            "endnotes": [note for block in blocks for note in self._notes(block, "endnote")],
            "sections": [_page(section) for section in sections],
            "headers and footers": list(self._headers_and_footers(sections)),
            "list items": list(self._lists(paragraphs)),
            "links": [link for block in blocks for link in self._links(block)],
            "fields": [kind for block in blocks for kind in _fields(block)],
            "controls": [_control(control) for block in blocks for control in each(block, "w:sdt")],
            "equations": ["".join(equation.itertext()) for block in blocks for equation in each(block, "m:oMath")],
        }

    def _pictures(self, root: Element, part: str) -> Iterator[str]:
        for element in each(root, "a:blip", "v:imagedata"):
            relation = self._relations(part).get(value(element, "r:embed") or value(element, "r:id"))
            yield sha256(self.package.parts.get(relation.target, b"")).hexdigest() if relation is not None else "missing"

    def _charts(self, block: Element) -> Iterator[str]:
        for chart in each(block, "c:chart"):
            relation = self.relations.get(value(chart, "r:id"))
            if relation is not None and relation.target in self.package.parts:
                root = parse(self.package.parts[relation.target])
                yield " | ".join(element.text or "" for element in each(root, "c:v", "a:t", "c:f"))

    def _notes(self, block: Element, kind: str) -> Iterator[str]:
        part, notes = self._notes_by_id[kind]
        for reference in each(block, f"w:{kind}Reference"):
            note = notes.get(value(reference, "w:id"))
            yield "missing" if note is None else _content(note, list(self._pictures(note, part)), self._addresses(note, part))

    def _addresses(self, root: Element, part: str) -> list[str]:
        relations = (self._relations(part).get(value(link, "r:id")) for link in each(root, "w:hyperlink") if value(link, "r:id"))
        return [relation.target if relation else "" for relation in relations]

    def _headers_and_footers(self, sections: list[Element]) -> Iterator[str]:
        """The headers and footers that each section shows, taken over from sections before it where it has none."""
        before = _before(list(each(self.document, "w:sectPr")), sections[0]) if sections else []
        shown: dict[tuple[str, str], str] = {}
        for section in [*before, *sections]:
            for place in ("header", "footer"):
                for reference in section.findall(tag(f"w:{place}Reference")):
                    shown[place, value(reference, "w:type")] = value(reference, "r:id")
            if any(section is shown_section for shown_section in sections):
                yield "; ".join(self._header_or_footer(section, place, shown) for place in ("header", "footer"))

    def _header_or_footer(self, section: Element, place: str, shown: dict[tuple[str, str], str]) -> str:
        types = ["default", *(["first"] if is_on(section.find(tag("w:titlePg"))) else [])]
        contents = {type: self._margin_content(shown.get((place, type), "")) for type in [*types, "even"]}
        if not self.has_even_headers:
            contents["even"] = contents["default"]
        return f"{place}: {contents}"

    def _margin_content(self, relation_id: str) -> str:
        """What a header or footer says, but for the mark of a paper."""
        relation = self.relations.get(relation_id)
        if relation is None or relation.target not in self.package.parts:
            return ""
        root = parse(self.package.parts[relation.target])
        for line in [line for line in root.findall(tag("w:p")) if self._style_name(line) == "Page Mark"]:
            root.remove(line)
        return _content(root, list(self._pictures(root, relation.target)), self._addresses(root, relation.target))

    def _style_name(self, paragraph: Element) -> str:
        style = self.styles.get(value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")))
        return value(style.find(tag("w:name"))) if style is not None else ""

    def _lists(self, paragraphs: list[Element]) -> Iterator[str]:
        """For each item of a list which list it belongs to, counted from the first, its level and how that is numbered."""
        places: dict[str, int] = {}
        definitions = {value(element, "w:abstractNumId"): element for element in self.numbering.findall(tag("w:abstractNum"))}
        lists = {value(element, "w:numId"): element for element in self.numbering.findall(tag("w:num"))}
        for paragraph in paragraphs:
            number, level = self._list_of(paragraph, lists, definitions)
            if number in lists:
                place = places.setdefault(number, len(places) + 1)
                definition = self._levels_definition(definitions.get(value(lists[number].find(tag("w:abstractNumId")))), lists, definitions)
                starts = [value(start) for start in each(lists[number], "w:startOverride")]
                yield f"list {place}, level {level}: {_level_format(definition, level)} {starts} {text_of(paragraph)[:30]}"

    def _list_of(self, paragraph: Element, lists: dict[str, Element], definitions: dict[str, Element]) -> tuple[str, str]:
        number, level = _list_and_level(paragraph.find(f"{tag('w:pPr')}/{tag('w:numPr')}"))
        style = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")) or _default_style(self.styles)
        for _ in range(_LONGEST_CHAIN):
            if number or style not in self.styles:
                break
            style_number, style_level = _list_and_level(self.styles[style].find(f"{tag('w:pPr')}/{tag('w:numPr')}"))
            level = level or style_level
            if style_number:
                number, level = style_number, level or self._level_of(style, style_number, lists, definitions)
            style = value(self.styles[style].find(tag("w:basedOn")))
        return number, level or "0"

    @staticmethod
    def _level_of(style: str, number: str, lists: dict[str, Element], definitions: dict[str, Element]) -> str:
        definition = definitions.get(value(lists[number].find(tag("w:abstractNumId")))) if number in lists else None
        levels = definition.findall(tag("w:lvl")) if definition is not None else []
        return next((value(level, "w:ilvl") for level in levels if value(level.find(tag("w:pStyle"))) == style), "")

    def _levels_definition(self, definition: Element | None, lists: dict[str, Element], definitions: dict[str, Element]) -> Element | None:
        """The definition that says the levels: one may name a style whose list says them."""
        link = value(definition.find(tag("w:numStyleLink"))) if definition is not None else ""
        if link not in self.styles:
            return definition
        number, _ = _list_and_level(self.styles[link].find(f"{tag('w:pPr')}/{tag('w:numPr')}"))
        return definitions.get(value(lists[number].find(tag("w:abstractNumId")))) if number in lists else definition

    def _links(self, block: Element) -> Iterator[str]:
        for link in each(block, "w:hyperlink"):
            words = "".join(text.text or "" for text in each(link, "w:t"))
            relation = self.relations.get(value(link, "r:id"))
            if relation is not None:
                yield f"{words} → {relation.target if not relation.target.startswith('#') else '#'}"
            elif value(link, "w:anchor"):
                bookmark = self.bookmarks.get(value(link, "w:anchor"))
                yield f"{words} → {_text_at(bookmark) if bookmark is not None else 'nothing'}"


def _root(package: Package, kind: str) -> Element:
    root = package.root(kind)
    return parse(b"<none/>") if root is None else root


def _table(table: Element) -> str:
    rows = [["\n".join(text_of(paragraph) for paragraph in each(cell, "w:p")) for cell in each(row, "w:tc")] for row in each(table, "w:tr")]
    return " / ".join(" | ".join(row) for row in rows)


def _alternative(drawing: Element) -> str:
    return f"{drawing.get('title', '')} {drawing.get('descr', '')}"


def _content(root: Element, pictures: list[str], addresses: list[str]) -> str:
    texts = [text_of(paragraph) for paragraph in each(root, "w:p")]
    return "\n".join([*(text for text in texts if text.strip()), *pictures, *addresses])


def _page(section: Element) -> str:
    """The geometry of a section's pages; whether its numbers have a form of their own."""
    settings = []
    for name in _PAGE_SETTINGS:
        element = section.find(tag(f"w:{name}"))
        if element is not None:
            attributes = sorted((key, text) for key, text in element.attrib.items() if "rsid" not in key)
            children = [(local(child), sorted(child.attrib.items())) for child in element]
            settings.append(f"{name} {attributes} {children}")
    return f"{settings} {value(section.find(tag('w:pgNumType')), 'w:fmt')}"


def _before(sections: list[Element], first: Element) -> list[Element]:
    return sections[: next(index for index, section in enumerate(sections) if section is first)]


def _list_and_level(numbering: Element | None) -> tuple[str, str]:
    if numbering is None:
        return "", ""
    return value(numbering.find(tag("w:numId"))), value(numbering.find(tag("w:ilvl")))


def _default_style(styles: dict[str, Element]) -> str:
    defaults = (id for id, style in styles.items() if value(style, "w:type") == "paragraph" and value(style, "w:default") in ("1", "true"))
    return next(defaults, "")


def _level_format(definition: Element | None, level: str) -> str:
    for element in definition.findall(tag("w:lvl")) if definition is not None else ():
        if value(element, "w:ilvl") == level:
            return " ".join(value(element.find(tag(f"w:{name}"))) for name in ("start", "numFmt", "lvlText", "lvlJc"))
    return ""


def _fields(block: Element) -> Iterator[str]:
    """The kind of each field, but for those that show the file's own properties; a count of pages leads to the last one."""
    open_fields: list[str] = []
    for element in each(block, "w:fldSimple", "w:fldChar", "w:instrText"):
        type = value(element, "w:fldCharType")
        if local(element) == "fldSimple":
            yield from _field_kind(value(element, "w:instr"))
        elif local(element) == "instrText" and open_fields:
            open_fields[-1] += element.text or ""
        elif type == "begin":
            open_fields.append("")
        elif type == "end" and open_fields:
            yield from _field_kind(open_fields.pop())


def _field_kind(code: str) -> list[str]:
    kind = code.split()[0].upper() if code.split() else ""
    return ["PAGEREF" if kind == "NUMPAGES" else kind] if kind in _FIELD_KINDS else []


def _control(control: Element) -> str:
    names = (value(control.find(f"{tag('w:sdtPr')}/{tag(f'w:{name}')}")) for name in ("alias", "tag"))
    return " ".join(names)


def _text_at(bookmark: Element) -> str:
    """The first words of the paragraph that a bookmark stands in, or of the next if it stands between paragraphs."""
    paragraph = next(bookmark.iterancestors(tag("w:p")), None)
    following = bookmark if paragraph is None else None
    while following is not None and local(following) != "p":
        following = following.getnext()
    paragraph = paragraph if paragraph is not None else following
    return text_of(paragraph)[:60] if paragraph is not None else ""
