"""Pictures of which a page shows a part: they are cut to it, so that what was cropped off does not travel."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from msgspec.structs import replace

from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.pictures import PictureError
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_styles import number
from shpdocs.ooxml.xml import Element, each, find, local, tag

LEAST_CROPPED = 0.01  # of a side: less shows nothing
_MOST_DOTS = 500_000_000  # of the pictures of a file that are cut
_SIDES = {"left": ("l", "cropleft"), "top": ("t", "croptop"), "right": ("r", "cropright"), "bottom": ("b", "cropbottom")}


def cropped_pictures(root: Element) -> Iterator[Element]:
    """What of a part says that a picture is shown without its edges (`a:srcRect`, `v:imagedata`)."""
    return (said for said in each(root, "a:srcRect", "v:imagedata") if any(share >= LEAST_CROPPED for share in _shares(said).values()))


def _shares(said: Element) -> dict[str, float]:
    """What share of a picture's width or height is cropped off at each side; below 0 what is put on."""
    shares = {}
    for side, names in _SIDES.items():
        text = said.get(names[local(said) == "imagedata"], "")
        if local(said) == "srcRect":
            shares[side] = number(text) / (100 if text.endswith("%") else 100_000)
        else:
            shares[side] = number(text) / (65_536 if text.endswith("f") else 100 if text.endswith("%") else 1)
    return shares


class Cutter:
    """Cuts the pictures of a file; `parts` are the pictures made, by name, and `relations` how each part is related to them besides."""

    def __init__(self, file: WordFile) -> None:
        self.parts: dict[str, tuple[bytes, str]] = {}
        self.relations: dict[str, list[Relation]] = {}
        self._file = file
        self._made: dict[tuple[str, tuple[float, ...]], str] = {}  # the name of each by its edges; '' for one that cannot be cut
        self._dots_left = _MOST_DOTS

    def cut_pictures(self, part: str, root: Element) -> int:
        """Cut the pictures of a part that are cropped; return how many there are. One that cannot be cut stays, and is refused."""
        return sum(self._cut_picture(part, said) for said in list(cropped_pictures(root)))

    def _cut_picture(self, part: str, said: Element) -> bool:
        shows = said if local(said) == "imagedata" else find(said.getparent(), "a:blip")
        name = tag("r:id") if shows is said else tag("r:embed")
        relation = self._file.relations(part).get("" if shows is None else shows.get(name, ""))
        if shows is None or relation is None or relation.kind != "image" or not self._file.has_target(relation):
            return False
        shares = _shares(said)
        made = self._part(relation.target, tuple(max(0.0, shares[side]) for side in _SIDES))
        if made:
            shows.set(name, self._related(part, relation, made))
            _show_whole(said, shares)
        return bool(made)

    def _part(self, picture: str, edges: tuple[float, ...]) -> str:
        """The name of the part that holds what is shown of a picture; '' if it cannot be cut."""
        if (picture, edges) not in self._made:
            self._made[picture, edges] = self._cut(picture, edges) if self._dots_left > 0 else ""
        return self._made[picture, edges]

    def _cut(self, picture: str, edges: tuple[float, ...]) -> str:
        """Cut a picture; return the name of the part that was made, '' if it cannot be cut."""
        from shpdocs.ooxml.picture_cuts import Edges, cut  # late: with Pillow; most appendices have no cropped picture

        try:
            content, ending, dots = cut(self._file.package.read(picture), Edges(*edges))
        except PictureError:
            return ""
        self._dots_left -= dots
        name = f"word/media/cut{len(self._made) + 1}.{ending}"
        if self._file.package.has(name):
            return ""
        self.parts[name] = (content, f"image/{ending}")
        return name

    def _related(self, part: str, relation: Relation, made: str) -> str:
        """The id by which a part names a picture that was made."""
        added = self.relations.setdefault(part, [])
        known = next((other.id for other in added if other.target == made), "")
        if not known:
            taken = {*self._file.relations(part), *(other.id for other in added)}
            known = next(id for id in (f"cut{number}" for number in count(1)) if id not in taken)
            added.append(replace(relation, id=known, target=made))
        return known


def _show_whole(said: Element, shares: dict[str, float]) -> None:
    """Let a picture that was cut be shown whole; what is put on at a side is a share of what is left."""
    is_older = local(said) == "imagedata"
    left = {sides: 1 - sum(max(0.0, shares[side]) for side in sides) for sides in (("left", "right"), ("top", "bottom"))}
    for sides, rest in left.items():
        for side in sides:
            name = _SIDES[side][is_older]
            said.attrib.pop(name, None)
            if shares[side] < 0:
                said.set(name, f"{round(shares[side] / rest * 65_536)}f" if is_older else str(round(shares[side] / rest * 100_000)))
