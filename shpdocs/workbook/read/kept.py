"""What a workbook keeps that no cell shows: copies of other data, other files, names of people, what programs add for themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element

from shpdocs.model.workbook import Kept
from shpdocs.ooxml.branches import local_name
from shpdocs.ooxml.package import Package
from shpdocs.workbook.read.unclear import if_clear, root_if_clear
from shpdocs.workbook.read.unreached import unreached

_MOST_NAMED = 8  # fields, sheets or people named; the rest is counted
_LONGEST = 60  # characters of a name
# Parts that hold copies of data, by the beginning of their names; what they are, in words.
_COPIES = {
    "xl/model/": "a data model (Power Pivot), which holds whole tables",
    "xl/revisions/": "the log of a shared workbook: every change, with what stood there before",
}
# Parts that programs add for themselves, or that hold no data of their own.
_ADDED = {
    "xl/connections.xml": "connections to other data", "xl/querytables/": "queries of other data", "xl/vbaproject": "macros",
    "docprops/thumbnail": "a small picture of its first page",
    "xl/webextensions/": "add-ins", "customui/": "buttons of its own", "xl/timelinecaches/": "timelines", "xl/slicercaches/": "slicers",
    "xl/macrosheets/": "macros of Excel 4", "xl/richdata/": "linked data, or pictures in cells", "xl/cellimages": "pictures in cells",
    "xl/volatiledependencies": "live data", "xl/documenttasks/": "tasks that people were given", "xl/python": "code in Python",
    "xl/xmlmaps": "links to XML data", "xl/customproperty": "settings of add-ins", "_xmlsignatures/": "a digital signature",
}  # fmt: skip
_PIVOT, _LINK, _CUSTOM = "xl/pivotcache/pivotcachedefinition", "xl/externallinks/externallink", "customxml/item"
_PERSONS, _PROPERTIES = "xl/persons/", "customxml/itemprops"
_TOLD = (_PIVOT, _LINK, _CUSTOM, _PERSONS, *_COPIES, *_ADDED)
# What Office, SharePoint and programs that put labels on files keep for themselves in custom XML, by the namespace of its root.
_OF_PROGRAMS = re.compile(
    r"https?://schemas\.(microsoft\.com/(office/(2006/metadata|20[0-9]{2}/mip|[^}]*/bibliography)|sharepoint|datamashup)"
    r"|openxmlformats\.org|titus\.com)[^}]*\}.*|https?://(www\.(boldonjames|imanage|objective)\.com|gemini)/[^}]*\}.*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2}\s[^\W\d_]{2}")
_LITERAL = re.compile(
    r'=?(?:"(.*)"|([+-]?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?|\{.*\}))', re.DOTALL
)  # what a name holds that is neither cells nor a formula
_PEOPLE = ("DisplayName", "displayName", "AccountId", "senderid")


def read_kept(package: Package) -> tuple[Kept, ...]:
    """All that the package keeps beside its cells; what can be read of it in a few words. A part that cannot be read is named alone.

    Raises:
        PackageError: there is more than is allowed.
    """
    kept = {name: tuple(_of_part(package, name)) for name in sorted(package.names) if name.lower().startswith(_TOLD)}
    lost = [name for name in unreached(package, (name for name in kept if kept[name])) if "/embeddings/" not in name.lower()]
    nowhere = (Kept("parts that nothing in it shows", _listed(lost), is_data=True),) if lost else ()
    return tuple(dict.fromkeys((*(entry for entries in kept.values() for entry in entries), *nowhere)))


def kept_in_book(names: Mapping[str, str], views: list[str]) -> Iterator[Kept]:
    """What the workbook's own part keeps: views of somebody's, and names that stand for a text or a number, not for cells.

    Such a text may be a list of cases; codes and settings are what add-ins leave.
    """
    if views:
        yield Kept("views of the sheets (View > Custom Views)", _listed(views))
    literals = {name: match[1] or match[2] for name, text in names.items() if (match := _LITERAL.fullmatch(text)) and name[:3] != "_xl"}
    for name, said in literals.items():
        if has_words(said):
            yield Kept("a name that holds a text of its own", _listed([f"{name}: {said}"]), is_data=True)
    settings = [f"{name}: {said}" for name, said in literals.items() if not has_words(said)]
    if settings:
        yield Kept("names that hold values of their own", _listed(settings))


def has_words(text: str) -> bool:
    """Whether a text may be a name or a sentence: settings of programs are single words, numbers and ids."""
    return bool(_WORDS.search(text))


def _of_part(package: Package, name: str) -> Iterator[Kept]:
    key = name.lower()
    if key.startswith(_PIVOT) and key.endswith(".xml"):
        yield Kept("the data behind a pivot table", _told(package, name, _pivot), is_data=True)
    elif key.startswith(_LINK) and key.endswith(".xml"):
        cells = _told(package, name, _link)
        yield Kept("copies of cells of another workbook", cells, is_data=True) if cells else Kept("links to another workbook", "")
    elif key.startswith(_PERSONS) and (people := _told(package, name, _persons)):
        yield Kept("names of people who commented", people)
    elif key.startswith(_CUSTOM) and key.endswith(".xml") and not key.startswith(_PROPERTIES):
        yield from _custom(package, name)
    else:
        yield from (Kept(words, "", is_data=True) for beginning, words in _COPIES.items() if key.startswith(beginning))
        yield from (Kept(words, "") for beginning, words in _ADDED.items() if key.startswith(beginning))


def _told(package: Package, name: str, read: Callable[[Package, str], str]) -> str:
    """What a reader of such a part says of it; that it cannot be read, if so."""
    return if_clear(lambda: read(package, name), "it cannot be read")


def _pivot(package: Package, name: str) -> str:
    """The rows that a cache holds, and the names of its fields."""
    rows = sum(1 for relation in package.relations(name) if relation.kind == "pivotCacheRecords" for _ in package.branches(relation.target))
    fields = [element.get("name", "") for _, element in package.branches(name, 2) if local_name(element.tag) == "cacheField"]
    return f"{rows:,} rows of {_listed(fields)}" if rows else f"what stands in {_listed(fields)}"


def _link(package: Package, name: str) -> str:
    """How many cells of another workbook are copied, and of which sheets; '' if none."""
    sheets: list[str] = []
    cells = 0
    for _, element in package.branches(name, 4):
        if local_name(element.tag) == "sheetName":
            sheets.append(element.get("val", ""))
        else:
            cells += sum(1 for within in element.iter() if local_name(within.tag) in ("v", "val"))
    return f"{cells:,} cells of {_listed(sheets) if sheets else 'it'}" if cells else ""


def _persons(package: Package, name: str) -> str:
    """Who may have commented; '' if nobody is named, as in every file that such a program has saved."""
    names = [person.get("displayName", "") for _, person in package.branches(name)]
    return _listed(names) if any(names) else ""


def _custom(package: Package, name: str) -> Iterator[Kept]:
    """Custom XML: what programs keep for themselves, with the people that it names; any other is told as what it may be: data."""
    root = root_if_clear(package, name)
    if root is None:
        yield Kept("data in a part of its own (custom XML)", "it cannot be read", is_data=True)
        return
    people = [text for person in root.iter() if local_name(person.tag) in _PEOPLE and (text := _line(person.text)) and not text.isdigit()]
    if people:
        yield Kept("names of people, kept by document management", _listed(people))
    elif not _OF_PROGRAMS.fullmatch(root.tag) and (texts := list(_texts_of(root))):
        yield Kept("data in a part of its own (custom XML)", _listed(texts), is_data=True)


def _texts_of(root: Element) -> Iterator[str]:
    """Every text in custom XML, and of its attributes those that hold words."""
    for element in root.iter():
        yield from (words for words in element.attrib.values() if has_words(words))
        yield from filter(None, (_line(element.text), _line(element.tail)))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _listed(names: list[str]) -> str:
    """A few names, and how many more there are."""
    known = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    shown = ", ".join(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in islice(known, _MOST_NAMED))
    return f"{shown} and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else shown or "no name"
