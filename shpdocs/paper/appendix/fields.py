"""Fields: what they say, wherever their words are scattered over runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from msgspec import Struct

from shpdocs.paper.appendix.xml import Element, each, local, tag, value

FOREIGN = {
    "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "EMBED", "DATABASE", "MERGEFIELD", "MERGEREC",
    "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ASK", "FILLIN", "MACROBUTTON", "CONTROL", "RD", "ADDRESSBLOCK", "GREETINGLINE",
    "GLOSSARY", "AUTOTEXT", "AUTOTEXTLIST", "ADDIN", "HTMLCONTROL", "BARCODE", "DISPLAYBARCODE",
}  # fmt: skip
OF_THE_FILE = {
    "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "FILENAME", "FILESIZE", "TEMPLATE", "DOCPROPERTY", "DOCVARIABLE",
    "INFO", "NUMWORDS", "NUMCHARS", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "USERNAME", "USERADDRESS", "USERINITIALS",
    "SECTION",
}  # fmt: skip
_TO_BOOKMARK = {"REF", "PAGEREF", "NOTEREF", "GOTOBUTTON"}
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[^\s"]+|\s+')


@dataclass
class Field:
    """A field: the elements its words stand in, and those that begin, divide and end it (for a simple one: itself)."""

    simple: Element | None = None
    words: list[Element] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)

    @property
    def code(self) -> str:
        """What the field says: 'REF _Ref1 \\h'."""
        if self.simple is not None:
            return value(self.simple, "w:instr")
        return "".join(element.text or "" for element in self.words)

    @property
    def kind(self) -> str:
        """Its first word in capitals; '' if it says nothing."""
        found = self.code.split()
        return found[0].upper() if found else ""

    def say(self, code: str) -> None:
        """Say something else."""
        if self.simple is not None:
            self.simple.set(tag("w:instr"), code)
            return
        for at, element in enumerate(self.words):
            element.text = code if at == 0 else ""
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def become_text(self) -> None:
        """Leave what the field shows, as plain text."""
        if self.simple is not None:
            parent, at = self.simple.getparent(), self.simple.getparent().index(self.simple)
            for child in reversed([child for child in self.simple if local(child) != "fldData"]):
                parent.insert(at, child)
            parent.remove(self.simple)
            return
        for element in [*self.words, *self.marks]:
            run = element.getparent()
            run.remove(element)
            if not [child for child in run if local(child) != "rPr"] and run.getparent() is not None:
                run.getparent().remove(run)


def fields(root: Element) -> list[Field]:
    """Every field of a part in the order in which they begin."""
    found: list[Field] = []
    stack: list[Field] = []
    for element in each(root, "w:fldSimple", "w:fldChar", "w:instrText"):
        name, type = local(element), value(element, "w:fldCharType")
        if name == "fldSimple":
            found.append(Field(element))
        elif name == "instrText":
            if stack:
                stack[-1].words.append(element)
        elif type == "begin":
            stack.append(Field(marks=[element]))
            found.append(stack[-1])
        elif stack:
            stack[-1].marks.append(element)
            if type == "end":
                stack.pop()
    return found


class Meanings(Struct, frozen=True):
    """What names of the appendix become: bookmarks, styles by name, sequences; and its heading levels."""

    bookmarks: dict[str, str]
    styles: Callable[[str], str]
    sequence: Callable[[str], str]
    levels: dict[int, int]
    whole: str  # the bookmark around the whole appendix
    end: str  # the bookmark on its last page


def meant(code: str, meanings: Meanings) -> str:
    """A field's words with every name in them as it is called now."""
    tokens = _TOKEN.findall(code)
    said = [at for at, token in enumerate(tokens) if not token.isspace()]
    if not said:
        return code
    kind = tokens[said[0]].upper()
    if tokens[said[0]] in meanings.bookmarks and kind not in _TO_BOOKMARK:  # a bookmark's name alone is a field too
        tokens[said[0]] = meanings.bookmarks[tokens[said[0]]]
    elif kind in _TO_BOOKMARK:
        _replace(tokens, said[1:2], lambda name: meanings.bookmarks.get(name, name))
    elif kind == "HYPERLINK":
        _hyperlink(tokens, said, meanings)
    elif kind == "SEQ":
        _replace(tokens, said[1:2], meanings.sequence)
    elif kind == "STYLEREF":
        _replace(tokens, said[1:2], lambda name: _heading(name, meanings))
    elif kind in ("TOC", "INDEX", "TOA"):
        return _contents(tokens, said, meanings)
    elif kind in ("=", "IF", "SET") or kind.startswith("="):
        _replace(tokens, said[1:], lambda name: meanings.bookmarks.get(name, name))
    return "".join(tokens)


def _replace(tokens: list[str], places: Iterable[int], change: Callable[[str], str]) -> None:
    for at in places:
        quoted = tokens[at].startswith('"')
        new = change(tokens[at].strip('"'))
        tokens[at] = f'"{new}"' if quoted or " " in new else new


def _hyperlink(tokens: list[str], said: list[int], meanings: Meanings) -> None:
    """Only a link without an address leads into the appendix itself."""
    anchors = [said[at + 1] for at, place in enumerate(said[:-1]) if tokens[place].lower() == "\\l"]
    first = tokens[said[1]] if len(said) > 1 else ""
    if anchors and first.startswith("\\"):
        _replace(tokens, anchors, lambda name: meanings.bookmarks.get(name, name))


def _heading(name: str, meanings: Meanings) -> str:
    level = re.fullmatch(r"(?:heading )?([1-9])", name, re.IGNORECASE)
    if level and int(level[1]) in meanings.levels:
        new = meanings.levels[int(level[1])]
        return str(new) if name.isdigit() else f"heading {new}"
    return meanings.styles(name)


def _contents(tokens: list[str], said: list[int], meanings: Meanings) -> str:
    """A contents list of the appendix lists the appendix alone, at its new levels."""
    limited = False
    for at, place in enumerate(said[:-1]):
        switch, following = tokens[place].lower(), said[at + 1]
        if switch in ("\\o", "\\u", "\\l") and re.fullmatch(r'"?[1-9]-[1-9]"?', tokens[following]) and tokens[said[0]].upper() == "TOC":
            low, high = (int(digit) for digit in re.findall(r"\d", tokens[following]))
            tokens[following] = f'"{meanings.levels.get(low, min(9, low + 2))}-{meanings.levels.get(high, min(9, high + 2))}"'
        elif switch == "\\b":
            limited = True
            _replace(tokens, [following], lambda name: meanings.bookmarks.get(name, name))
        elif switch in ("\\c", "\\s", "\\a"):
            _replace(tokens, [following], meanings.sequence)
        elif switch == "\\t":
            tokens[following] = '"' + _styles_and_levels(tokens[following].strip('"'), meanings) + '"'
    code = "".join(tokens).rstrip()
    return f"{code} " if limited else f"{code} \\b {meanings.whole} "


def _styles_and_levels(listed: str, meanings: Meanings) -> str:
    """'Annex,1' with the style's new name and the level moved as headings are."""
    divider = ";" if ";" in listed else ","
    pieces = listed.split(divider)
    for at, piece in enumerate(pieces):
        if piece.strip().isdigit():
            level = int(piece)
            pieces[at] = str(meanings.levels.get(level, min(9, level + 2)))
        else:
            pieces[at] = _heading(piece.strip(), meanings)
    return divider.join(pieces)
