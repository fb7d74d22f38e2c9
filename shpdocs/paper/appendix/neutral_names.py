"""Names that somebody gave in an appendix become names of ours: of styles and bookmarks. Those that Word gives stay as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from itertools import count

from msgspec import Struct

from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import Element, each, value
from shpdocs.paper.appendix.fields import CODE_TOKEN

_OF_WORD = re.compile(r"_(?:Toc|Ref|Hlk|Hlt)\d{1,10}")
_ACCENTED = (
    "Light Shading|Light List|Light Grid|Medium Shading [12]|Medium List [12]|Medium Grid [123]|Dark List|Colorful Shading|Colorful List"
    "|Colorful Grid|(?:Grid|List) Table (?:1 Light|2|3|4|5 Dark|6 Colorful|7 Colorful)"
)
# The names of styles that Word itself gives.
_BUILT_IN = re.compile(
    "normal|(?:heading|index|toc) [1-9]|normal indent|(?:footnote|endnote|annotation) (?:text|reference|subject)|header|footer|caption"
    "|index heading|table of (?:figures|authorities)|envelope (?:address|return)|line number|page number|macro|toa heading"
    "|list(?: bullet| number| continue)?(?: [2-5])?|title|closing|signature|default paragraph font|body text(?: indent)?(?: [23])?"
    "|body text first indent(?: 2)?|message header|subtitle|salutation|date|note heading|block text|hyperlink|followedhyperlink|strong"
    "|emphasis|document map|plain text|e-mail signature|html (?:top of form|bottom of form|acronym|address|cite|code|definition|keyboard"
    "|preformatted|sample|typewriter|variable)|normal \\(web\\)|normal table|no list|outline list [123]|balloon text|table (?:grid(?: light"
    "| [1-8])?|theme|normal|(?:simple|colorful|3d effects|web) [1-3]|(?:classic|subtle) [1-4]|columns [1-5]|list [1-8]|contemporary"
    "|elegant|professional)|placeholder text|no spacing|list paragraph|quote|intense (?:quote|emphasis|reference)|subtle (?:emphasis"
    "|reference)|book title|bibliography|toc heading|revision|plain table [1-5]|(?:smart )?(?:mention|hyperlink|link)|hashtag"
    f"|unresolved mention|(?:{_ACCENTED})(?: accent [1-6])?",
    re.IGNORECASE,
)
_LINKED = re.compile(r"(.*?)(?: char)+", re.IGNORECASE)  # the character style that belongs to one of paragraphs
_SORTS = {"paragraph": "Style", "character": "Text Style", "table": "Table Style", "numbering": "List Style"}


class Names(Struct, frozen=True):
    """The new names of what comes in by the old ones: ids of styles, their names (by the old ids), bookmarks.

    `in_codes` has the new names of styles by the old ones in small letters, as fields name them.
    """

    style_ids: dict[str, str]
    style_names: dict[str, str]
    in_codes: dict[str, str]
    bookmarks: dict[str, str]

    def name_of(self, style: str) -> str | None:
        """The new name of the style of this old id."""
        return self.style_names.get(style)

    def in_code(self, code: str) -> str:
        """A field's code with styles and bookmarks by their new names."""
        first, *rest = CODE_TOKEN.findall(code.strip()) or [""]
        return f" {first}{''.join(self._word(word) for word in rest)} "

    def _word(self, token: str) -> str:
        word = token.strip('"')
        pieces = re.split("([,;])", word)
        new = self.bookmarks.get(word) or "".join(self._style(piece) for piece in pieces)
        return token if new == word else f'"{new}"' if token.startswith('"') or " " in new else new

    def _style(self, name: str) -> str:
        return self.in_codes.get(name.strip().lower(), name)


def neutral_names(styles: Styles, used: Container[str], roots: Iterable[Element]) -> Names:
    """The names for the styles that are used, and for every bookmark of the parts."""
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    in_codes: dict[str, str] = {}
    taken: set[str] = set()
    tried: Counter[str] = Counter()
    known = [id for id in styles.by_id if id in used]
    for id in known:
        name = _free(_style_name(styles, id), taken, tried)
        names[id] = name
        if styles.name(id):
            in_codes.setdefault(styles.name(id).lower(), name)
        ids[id] = "".join(word[:1].upper() + word[1:] for word in re.split(r"\W+", name))
    return Names(ids, names, in_codes, _bookmarks(roots))


def _style_name(styles: Styles, id: str) -> str:
    name = styles.name(id)
    linked = _LINKED.fullmatch(name)
    if _BUILT_IN.fullmatch(linked[1] if linked else name):
        return name
    return f"{_SORTS.get(value(styles.by_id[id], 'w:type'), 'Style')} 1"


def _free(name: str, taken: set[str], tried: Counter[str]) -> str:
    """A name that is not taken yet, whatever its capitals and spaces: the next number behind it that was not tried."""
    start = re.sub(r" 1$", "", name) if name.endswith("Style 1") else name
    for number in count(tried[name] + 1):
        free = name if number == 1 else f"{start} {number}"
        key = re.sub(r"\W+", "", free).lower()
        if key not in taken:
            break
    tried[name] = number
    taken.add(key)
    return free


def _bookmarks(roots: Iterable[Element]) -> dict[str, str]:
    named = dict.fromkeys(value(bookmark, "w:name") for root in roots for bookmark in each(root, "w:bookmarkStart"))
    return {name: name if _OF_WORD.fullmatch(name) else f"{'_' * name.startswith('_')}b{number}" for number, name in enumerate(named, 1)}


def rename_in_fields(roots: Iterable[Element], names: Names) -> None:
    """Let codes of fields name styles and bookmarks by their new names."""
    for root in roots:
        for field in fields(root):
            code = names.in_code(field.code)
            if code.split() != field.code.split():
                field.set_code(code)
