"""What leads out of a file: addresses that a reader may follow, and whatever would make a program fetch something by itself.

One rule for all that comes from other bodies and for a house style: of what lies outside a file nothing is named but the addresses
of links that a reader clicks, and those are public ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import category

from msgspec import Struct

from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.writing import office
from shpdocs.ooxml.xml import Element, R, local, tag

LINKS = frozenset(tag(name) for name in ("w:hyperlink", "a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver"))  # what a reader clicks
_TEMPLATE = office("attachedTemplate")
_HYPERLINKS = (office("hyperlink"), "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink")
_HOST = r"(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\])"
_WEB = re.compile(rf"https?://{_HOST}(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_MAILBOX = rf"[\w.!#$&'*+/=^`{{|}}~-]+@{_HOST}"
_MAIL = re.compile(rf"mailto:{_MAILBOX}(?:[,;]{_MAILBOX})*(?:\?subject=[^&]{{0,200}})?", re.IGNORECASE)
_PATH = re.compile(r"(?:file:/*)?(?:[A-Za-z]:[\\/]|\\\\|/(?:home|Users|tmp|var|private|mnt|Volumes)/)[^\n]*\.\w{2,5}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OF_ONE_COMPUTER = ("file", "ms-help", "mk")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
_LITERAL = {"src", "althref", "href", "embeddedHtml", "invalidUrl"}  # attributes that hold an address themselves
_FOLLOWED = {"href", "invalidUrl"}
_PICTURE_WITHIN = re.compile(r"data:image/(png|jpe?g|gif);base64,", re.IGNORECASE)
_STYLE_OUT = re.compile(r"url\(\s*[\"']?\s*(?!#|[\"']?\s*#)|@import|expression\(", re.IGNORECASE)
_ACTIVE = {"script", "foreignObject", "handler", "listener", "iframe", "object", "embed", "audio", "video"}


class Outgoing(Struct, frozen=True):
    """Something that leads out of a file: the address, the element that names it (None if nothing does), and whether a program
    would fetch it by itself, or a reader follow it."""

    address: str
    element: Element | None
    is_fetched: bool


def is_public(address: str) -> bool:
    """Whether an address may stand in a paper: http, https or mailto, written plainly, without a user's name or a password.

    A mailto may name a subject and nothing else, which would be a text that no page shows.
    """
    if "\\" in address or any(letter != " " and category(letter) in _UNSEEN for letter in address):
        return False
    return bool(_WEB.fullmatch(address) or _MAIL.fullmatch(address))


def leads_nowhere(address: str) -> bool:
    """Whether nobody but its author can follow an address: a path, a file beside, a help file, a misspelt "http".

    One with signs that cannot be seen, or of a kind that a program may act upon (a script, a mail with a text), is not said to be so.
    """
    if any(letter != " " and category(letter) in _UNSEEN for letter in address):
        return False
    named = _SCHEME.match(address.strip())
    kind = named[1].lower() if named else ""
    is_misspelt = set(kind) <= set("https") and kind not in ("http", "https")
    return is_misspelt or len(kind) == 1 or kind in _OF_ONE_COMPUTER  # one letter is a drive


def leads_within(relation: Relation) -> bool:
    """Whether a relationship leads to a place of the same file ('#bookmark')."""
    return relation.target.startswith("#")


def naming(root: Element) -> Iterator[tuple[str, Element]]:
    """Each id of a relationship that a part names, and the element that does."""
    for element in root.iter("*"):
        for name, id in element.attrib.items():
            if name.startswith(f"{{{R}}}") or name == tag("o:relid"):
                yield id, element


def outgoing(root: Element, relations: Iterable[Relation]) -> Iterator[Outgoing]:
    """All that a part names outside its file, by its relationships or in its own words.

    A link that nothing names, and the template that a file was made from, are not told: whoever takes a part over leaves them.
    """
    outside = {relation.id: relation for relation in relations if relation.is_external and not leads_within(relation)}
    named: set[str] = set()
    for id, element in naming(root) if outside else ():
        if id in outside:
            named.add(id)
            yield from _named(outside[id], element)
    for id, relation in outside.items():
        if id not in named and relation.type not in (*_HYPERLINKS, _TEMPLATE):
            yield Outgoing(relation.target, None, is_fetched=True)
    yield from _literal(root)


def _named(relation: Relation, element: Element) -> Iterator[Outgoing]:
    if relation.type == _TEMPLATE and local(element) == "attachedTemplate":
        return
    yield Outgoing(relation.target, element, is_fetched=element.tag not in LINKS or relation.type not in _HYPERLINKS)


def _literal(root: Element) -> Iterator[Outgoing]:
    """Addresses in a part's own words; one within the part ('#shape') leads nowhere. That of an older drawing is a link."""
    for element in root.iter("*"):
        for key, address in element.attrib.items():
            name = key.rpartition("}")[2]
            if name in _LITERAL and not key.startswith(f"{{{R}}}") and address.strip() and not address.startswith("#"):
                yield Outgoing(address, element, is_fetched=name not in _FOLLOWED)


def drawing_reaches_out(root: Element) -> bool:
    """Whether a picture that is drawn in XML (SVG) runs a script, or shows what is not in it."""
    for element in root.iter("*"):
        if local(element) in _ACTIVE or _STYLE_OUT.search(element.text or "" if local(element) == "style" else ""):
            return True
        for key, text in element.attrib.items():
            name = key.rpartition("}")[2]
            if name in ("href", "src") and text.strip() and not text.startswith("#") and not _PICTURE_WITHIN.match(text):
                return True
            if name.lower().startswith("on") or _STYLE_OUT.search(text):
                return True
    return False


def description_of(text: str) -> str:
    """What an alternative text says of a picture: nothing where it is a path that it was taken from, as Word 2007 wrote it."""
    return "" if _PATH.fullmatch(text.strip()) else text
