"""Pictures of an appendix that cannot come in: of kinds that may hold more than they show, cut off but still whole, or of no picture."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.metafiles import shown_alone, texts_of_drawing
from shpdocs.ooxml.outside import naming
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.pictures import PictureError
from shpdocs.ooxml.vocabulary import PREFIXES
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_paragraphs import place_of
from shpdocs.ooxml.xml import Element, local, tag
from shpdocs.paper.appendix.preparing.crops import cropped_pictures

_AS_PNG = "Cut it, and paste it with Paste Special › Picture (PNG), with alternative text."
_COMPRESS = "Choose it, then Picture Format › Compress Pictures, tick “Delete cropped areas of pictures”, and save."
_REFUSED_SHAPES = {
    "contentPart": "ink",
    "image": "a picture of an older kind",
    "movie": "a film",
    "videoFile": "a film",
    "audioFile": "sound",
}
_PICTURES = (tag("a:blip"), tag("v:imagedata"))
_DRAWINGS = {
    f"{{{PREFIXES[prefix]}}}{name}" for prefix, name in (("pic", "pic"), ("wps", "wsp"), ("wpg", "wgp"), ("wpc", "wpc"), ("c", "chart"))
}


def picture_refusals(file: WordFile, part: str, kind: str) -> Iterator[Refusal]:
    """Why pictures and drawings of a part of this kind ('header') cannot come in."""
    root = file.tree(part)
    shown = [(id, named) for id, named in naming(root) if local(named) != "svgBlip"]
    unreadable = _unreadable(file, part, {id for id, _ in shown})
    unreadable |= {id for id, named in shown if named.tag in _PICTURES and _is_no_picture(file.relations(part).get(id))}
    for id, named in shown:
        if id in unreadable:
            yield Refusal(
                "It shows a picture of a kind that may hold more than it shows, or that is damaged", place_of(named, kind), _AS_PNG
            )
    for cropped in cropped_pictures(root):
        yield Refusal("A picture still holds what was cropped off", place_of(cropped, kind), _COMPRESS)
    for drawing in root.iter("{*}graphicData", *(f"{{*}}{name}" for name in _REFUSED_SHAPES)):
        what = _REFUSED_SHAPES.get(local(drawing)) or _unknown(drawing)
        if what:
            yield Refusal(f"It holds {what}", place_of(drawing, kind), _AS_PNG)


def _unreadable(file: WordFile, part: str, ids: set[str]) -> set[str]:
    """Those of the pictures of a part that cannot be read; each is looked at once, however often it is shown."""
    named = ((id, file.relations(part).get(id)) for id in ids)
    return {id for id, relation in named if relation is not None and relation.kind == "image" and not _is_readable(file, relation)}


def _is_no_picture(relation: Relation | None) -> bool:
    """Whether what should be a picture is another part of the file, such as its notes."""
    return relation is not None and not relation.is_external and relation.kind != "image"


def _is_readable(file: WordFile, relation: Relation) -> bool:
    if not file.has_target(relation):
        return True  # that a part is missing is told elsewhere
    try:
        content = file.package.read(relation.target)
        shown_alone(content)
        texts_of_drawing(content)  # they are read for markings
    except PictureError:
        return False
    return True


def _unknown(drawing: Element) -> str:
    """What a drawing shows that is of no known kind; '' if all is known."""
    return "a drawing that cannot be carried" if any(child.tag not in _DRAWINGS for child in drawing) else ""
