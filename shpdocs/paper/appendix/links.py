"""What of an appendix leads out of its file: links that may not be published, and what a program would fetch. It is refused by place."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.bounds import PackageError
from shpdocs.ooxml.outside import Outgoing, drawing_reaches_out, is_public, outgoing
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_paragraphs import place_of, shortened
from shpdocs.ooxml.xml import local, tag

_LONGEST = 60  # letters of an address that are told
_BREAK = "Choose File › Info › Edit Links to Files › Break Link, so that it is kept in the file, or delete it."
_UNLINK = (
    "Right-click it › Edit Hyperlink and give an address that begins with https:// and names no user, or a mailto: with a subject at most,"
    " or choose Remove Hyperlink: the text stays; or have that done here: --appendix-links text."
)
_SVG = "image/svg+xml"


def outside_refusals(file: WordFile, part: str, kind: str) -> Iterator[Refusal]:
    """Why what a part of this kind ('header') names outside its file may not come in."""
    if not part and any(relation.is_external for relation in file.relations("").values()):
        yield Refusal("It takes in what is kept elsewhere", "", "Copy its text into a new document.")
    if not file.is_xml(part):
        return
    if file.package.content_type(part) == _SVG:
        yield from _drawn_refusals(file, part, kind)
        return
    root = file.tree(part)
    for leading in outgoing(root, file.relations(part).values()):
        if leading.element is not None and leading.element.tag == tag("c:externalData"):
            continue  # the workbook that a chart is linked to: the chart comes in without
        yield from _refused(leading, place_of(leading.element, kind))


def _drawn_refusals(file: WordFile, part: str, kind: str) -> Iterator[Refusal]:
    """Why a drawing (SVG) cannot come in beside its copy in dots; one that cannot be read is not shown."""
    try:
        root = file.tree(part)
    except PackageError:
        return
    if drawing_reaches_out(root) or any(True for _ in outgoing(root, file.relations(part).values())):
        yield Refusal("It holds a drawing that shows what is kept elsewhere", place_of(None, kind), "Save it as a picture (PNG).")


def _refused(leading: Outgoing, where: str) -> Iterator[Refusal]:
    if leading.is_fetched:
        is_picture = leading.element is not None and local(leading.element) in ("blip", "imagedata", "svgBlip")
        yield Refusal(f"It shows {'a picture' if is_picture else 'something'} that is kept elsewhere", where, _BREAK)
    elif not is_public(leading.address):
        yield link_refusal(leading.address, where)


def link_refusal(address: str, where: str) -> Refusal:
    """Why a link to this address may not be published."""
    plain = "".join(letter if letter.isprintable() else " " for letter in address)
    return Refusal(f"A link leads to what no reader can open, or should (“{shortened(plain, _LONGEST)}”)", where, _UNLINK)
