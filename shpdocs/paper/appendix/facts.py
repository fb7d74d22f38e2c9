"""What can be read in a part of a Word file: text, tables, pictures, notes, pages, lists, links.

It is read from the file's bytes alone and knows nothing of how an appendix is brought in, so that it can prove that.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from shpdocs.paper.appendix.package import Package, Relation
from shpdocs.paper.appendix.xml import Element, each, is_on, local, parse, tag, text_of, value

Facts = dict[str, list[str]]
_OF_THE_PAGE = (
    "pgSz",
    "pgMar",
    "cols",
    "titlePg",
    "vAlign",
    "pgBorders",
    "lnNumType",
    "bidi",
    "rtlGutter",
    "textDirection",
    "docGrid",
    "formProt",
)


class Reader:
    """A file, and the facts of a stretch of it."""

    def __init__(self, package: Package) -> None:
        self.package, self.main = package, package.main
        self.document = parse(package.parts[self.main])
        self.body = self.document.find(tag("w:body"))
        self._related: dict[str, dict[str, Relation]] = {}
        self.relations = self._relations(self.main)
        self._notes_by_id = {kind: self._all_notes(kind) for kind in ("footnote", "endnote")}
        self.styles = {value(one, "w:styleId"): one for one in _root(package, "styles").findall(tag("w:style"))}
        self.numbering = _root(package, "numbering")
        self.tells_even = is_on(_root(package, "settings").find(tag("w:evenAndOddHeaders")))
        self.places: dict[str, Element] = {}
        for mark in each(self.document, "w:bookmarkStart"):
            self.places.setdefault(value(mark, "w:name"), mark)  # of two of one name Word takes the first

    def _relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id, read once."""
        if part not in self._related:
            self._related[part] = {one.id: one for one in self.package.relations(part)}
        return self._related[part]

    def _all_notes(self, kind: str) -> tuple[str, dict[str, Element]]:
        """The part that holds the notes of a kind, '' if there is none, and the notes by id."""
        part = self.package.of_kind(self.main, f"{kind}s")
        return part, {value(one, "w:id"): one for one in parse(self.package.parts[part])} if part else {}

    def facts(self, stretch: list[Element], sections: list[Element]) -> Facts:
        """Everything that can be read in a stretch of the body with these sections, kind by kind."""
        paragraphs = [one for top in stretch for one in each(top, "w:p")]
        return {
            "paragraphs": [text_of(one) for one in paragraphs],
            "tables": [_table(one) for top in stretch for one in each(top, "w:tbl")],
            "pictures": [picture for top in stretch for picture in self._pictures(top, self.main)],
            "drawings and their alternative texts": [_alternative(one) for top in stretch for one in each(top, "wp:docPr")],
            "charts": [said for top in stretch for said in self._charts(top)],
            "footnotes": [note for top in stretch for note in self._notes(top, "footnote")],
            "endnotes": [note for top in stretch for note in self._notes(top, "endnote")],
            "sections": [_page(one) for one in sections],
            "headers and footers": list(self._margins(sections)),
            "list items": list(self._lists(paragraphs)),
            "links": [said for top in stretch for said in self._links(top)],
            "fields": [kind for top in stretch for kind in _fields(top)],
            "controls": [_control(one) for top in stretch for one in each(top, "w:sdt")],
            "equations": ["".join(one.itertext()) for top in stretch for one in each(top, "m:oMath")],
        }

    def _pictures(self, root: Element, part: str) -> Iterator[str]:
        for element in each(root, "a:blip", "v:imagedata"):
            one = self._relations(part).get(value(element, "r:embed") or value(element, "r:id"))
            yield sha256(self.package.parts.get(one.target, b"")).hexdigest() if one is not None else "missing"

    def _charts(self, top: Element) -> Iterator[str]:
        for chart in each(top, "c:chart"):
            one = self.relations.get(value(chart, "r:id"))
            if one is not None and one.target in self.package.parts:
                root = parse(self.package.parts[one.target])
                yield " | ".join(element.text or "" for element in each(root, "c:v", "a:t", "c:f"))

    def _notes(self, top: Element, kind: str) -> Iterator[str]:
        part, known = self._notes_by_id[kind]
        for reference in each(top, f"w:{kind}Reference"):
            note = known.get(value(reference, "w:id"))
            yield "missing" if note is None else _said(note, list(self._pictures(note, part)), self._addresses(note, part))

    def _addresses(self, root: Element, part: str) -> list[str]:
        found = (self._relations(part).get(value(link, "r:id")) for link in each(root, "w:hyperlink") if value(link, "r:id"))
        return [one.target if one else "" for one in found]

    def _margins(self, sections: list[Element]) -> Iterator[str]:
        """The headers and footers that each section shows, taken over from sections before it where it has none."""
        before = _until(list(each(self.document, "w:sectPr")), sections[0]) if sections else []
        shown: dict[tuple[str, str], str] = {}
        for section in [*before, *sections]:
            for place in ("header", "footer"):
                for one in section.findall(tag(f"w:{place}Reference")):
                    shown[place, value(one, "w:type")] = value(one, "r:id")
            if any(section is one for one in sections):
                yield "; ".join(self._margin(section, place, shown) for place in ("header", "footer"))

    def _margin(self, section: Element, place: str, shown: dict[tuple[str, str], str]) -> str:
        types = ["default", *(["first"] if is_on(section.find(tag("w:titlePg"))) else [])]
        said = {type: self._of_margin(shown.get((place, type), "")) for type in [*types, "even"]}
        if not self.tells_even:
            said["even"] = said["default"]
        return f"{place}: {said}"

    def _of_margin(self, id: str) -> str:
        one = self.relations.get(id)
        if one is None or one.target not in self.package.parts:
            return ""
        root = parse(self.package.parts[one.target])
        for line in [line for line in root.findall(tag("w:p")) if self._style_name(line) == "Page Mark"]:
            root.remove(line)
        return _said(root, list(self._pictures(root, one.target)), self._addresses(root, one.target))

    def _style_name(self, paragraph: Element) -> str:
        style = self.styles.get(value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")))
        return value(style.find(tag("w:name"))) if style is not None else ""

    def _lists(self, paragraphs: list[Element]) -> Iterator[str]:
        """For each item of a list which list it belongs to, counted from the first, its level and how that is numbered."""
        seen: dict[str, int] = {}
        abstract = {value(one, "w:abstractNumId"): one for one in self.numbering.findall(tag("w:abstractNum"))}
        lists = {value(one, "w:numId"): one for one in self.numbering.findall(tag("w:num"))}
        for paragraph in paragraphs:
            number, level = self._list_of(paragraph, lists, abstract)
            if number in lists:
                place = seen.setdefault(number, len(seen) + 1)
                definition = self._defined(abstract.get(value(lists[number].find(tag("w:abstractNumId")))), lists, abstract)
                starts = [value(one) for one in each(lists[number], "w:startOverride")]
                yield f"list {place}, level {level}: {_level(definition, level)} {starts} {text_of(paragraph)[:30]}"

    def _list_of(self, paragraph: Element, lists: dict[str, Element], abstract: dict[str, Element]) -> tuple[str, str]:
        said = paragraph.find(f"{tag('w:pPr')}/{tag('w:numPr')}")
        number, level = _numbered(said)
        style = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")) or _default(self.styles)
        for _ in range(40):
            if number or style not in self.styles:
                break
            found, its_level = _numbered(self.styles[style].find(f"{tag('w:pPr')}/{tag('w:numPr')}"))
            level = level or its_level
            if found:
                number, level = found, level or self._level_of(style, found, lists, abstract)
            style = value(self.styles[style].find(tag("w:basedOn")))
        return number, level or "0"

    @staticmethod
    def _level_of(style: str, number: str, lists: dict[str, Element], abstract: dict[str, Element]) -> str:
        one = abstract.get(value(lists[number].find(tag("w:abstractNumId")))) if number in lists else None
        levels = one.findall(tag("w:lvl")) if one is not None else []
        return next((value(level, "w:ilvl") for level in levels if value(level.find(tag("w:pStyle"))) == style), "")

    def _defined(self, definition: Element | None, lists: dict[str, Element], abstract: dict[str, Element]) -> Element | None:
        """The definition that says the levels: one may name a style whose list says them."""
        link = value(definition.find(tag("w:numStyleLink"))) if definition is not None else ""
        if link not in self.styles:
            return definition
        number, _ = _numbered(self.styles[link].find(f"{tag('w:pPr')}/{tag('w:numPr')}"))
        return abstract.get(value(lists[number].find(tag("w:abstractNumId")))) if number in lists else definition

    def _links(self, top: Element) -> Iterator[str]:
        for link in each(top, "w:hyperlink"):
            said = "".join(one.text or "" for one in each(link, "w:t"))
            one = self.relations.get(value(link, "r:id"))
            if one is not None:
                yield f"{said} → {one.target if not one.target.startswith('#') else '#'}"
            elif value(link, "w:anchor"):
                place = self.places.get(value(link, "w:anchor"))
                yield f"{said} → {_text_at(place) if place is not None else 'nothing'}"


def _root(package: Package, kind: str) -> Element:
    found = package.root(kind)
    return parse(b"<none/>") if found is None else found


def _table(table: Element) -> str:
    rows = [["\n".join(text_of(one) for one in each(cell, "w:p")) for cell in each(row, "w:tc")] for row in each(table, "w:tr")]
    return " / ".join(" | ".join(row) for row in rows)


def _alternative(drawing: Element) -> str:
    return f"{drawing.get('title', '')} {drawing.get('descr', '')}"


def _said(root: Element, pictures: list[str], addresses: list[str]) -> str:
    texts = [text_of(one) for one in each(root, "w:p")]
    return "\n".join([*(text for text in texts if text.strip()), *pictures, *addresses])


def _page(section: Element) -> str:
    """The geometry of a section's pages; whether its numbers have a form of their own."""
    found = []
    for name in _OF_THE_PAGE:
        one = section.find(tag(f"w:{name}"))
        if one is not None:
            children = [(local(child), sorted(child.attrib.items())) for child in one]
            found.append(f"{name} {sorted((key, said) for key, said in one.attrib.items() if 'rsid' not in key)} {children}")
    return f"{found} {value(section.find(tag('w:pgNumType')), 'w:fmt')}"


def _until(sections: list[Element], first: Element) -> list[Element]:
    return sections[: next(at for at, one in enumerate(sections) if one is first)]


def _numbered(said: Element | None) -> tuple[str, str]:
    if said is None:
        return "", ""
    return value(said.find(tag("w:numId"))), value(said.find(tag("w:ilvl")))


def _default(styles: dict[str, Element]) -> str:
    return next((id for id, one in styles.items() if value(one, "w:type") == "paragraph" and value(one, "w:default") in ("1", "true")), "")


def _level(definition: Element | None, level: str) -> str:
    for one in definition.findall(tag("w:lvl")) if definition is not None else ():
        if value(one, "w:ilvl") == level:
            return " ".join(value(one.find(tag(f"w:{name}"))) for name in ("start", "numFmt", "lvlText", "lvlJc"))
    return ""


def _fields(top: Element) -> Iterator[str]:
    """The kind of each field, but for those that show the file's own properties; a count of pages leads to the last one."""
    open_fields: list[str] = []
    for element in each(top, "w:fldSimple", "w:fldChar", "w:instrText"):
        type = value(element, "w:fldCharType")
        if local(element) == "fldSimple":
            yield from _kind(value(element, "w:instr"))
        elif local(element) == "instrText" and open_fields:
            open_fields[-1] += element.text or ""
        elif type == "begin":
            open_fields.append("")
        elif type == "end" and open_fields:
            yield from _kind(open_fields.pop())


def _kind(code: str) -> list[str]:
    kind = code.split()[0].upper() if code.split() else ""
    return ["PAGEREF" if kind == "NUMPAGES" else kind] if kind in _KINDS else []


_KINDS = {
    "PAGE",
    "NUMPAGES",
    "REF",
    "PAGEREF",
    "NOTEREF",
    "HYPERLINK",
    "TOC",
    "SEQ",
    "STYLEREF",
    "DATE",
    "TIME",
    "SECTIONPAGES",
    "INDEX",
    "XE",
}
_KINDS |= {"QUOTE", "IF", "SYMBOL", "EQ", "ADVANCE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "LISTNUM", "AUTONUM", "TC", "TOA", "TA"}


def _control(control: Element) -> str:
    names = (value(control.find(f"{tag('w:sdtPr')}/{tag(f'w:{name}')}")) for name in ("alias", "tag"))
    return " ".join(names)


def _text_at(mark: Element) -> str:
    paragraph = next(mark.iterancestors(tag("w:p")), None)
    following = mark if paragraph is None else None
    while following is not None and local(following) != "p":
        following = following.getnext()
    found = paragraph if paragraph is not None else following
    return text_of(found)[:60] if found is not None else ""
