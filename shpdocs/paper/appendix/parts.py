"""Parts of an appendix besides its text: pictures, charts, headers. They come in under names of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from shpdocs.paper.appendix.package import Package, Relation, fresh_name, office
from shpdocs.paper.appendix.refusals import CARRIED_PARTS
from shpdocs.paper.appendix.theme import Theme, make_plain
from shpdocs.paper.appendix.xml import Element, O, R, each, parse, written


@dataclass
class Mover:
    """Brings parts of one file into another. `ready` holds the text of parts that were changed on the way, by name."""

    source: Package
    target: Package
    prefix: str
    theme: Theme | None  # the source's, to be made plain in drawings; None if the target's is the same
    bookmarks: dict[str, str]
    ready: dict[str, Element] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    workbooks: int = 0

    def move(self, part: str) -> str:
        """Bring a part in, with all that it uses, once; return its name in the target."""
        if part in self.moved:
            return self.moved[part]
        name = fresh_name(self.target, part, self.prefix.lower())
        self.moved[part] = name
        type = self.source.content_type(part)
        self.target.add(name, self._content(part, type), type)
        kept = []
        for one in self.source.relations(part):
            if one.is_external and one.kind == "hyperlink":
                kept.append(Relation(one.id, one.type, self._address(one.target), True))
            elif not one.is_external and one.kind in CARRIED_PARTS:
                kept.append(Relation(one.id, one.type, self.move(one.target), False))
        self.target.set_relations(name, kept)
        return name

    def _content(self, part: str, type: str) -> bytes:
        if part in self.ready:
            return written(self.ready[part])
        if not type.endswith("+xml"):
            return self.source.parts[part]
        root = parse(self.source.parts[part])
        for link in list(each(root, "c:externalData")):  # its workbook may hold rows that nobody means to publish
            link.getparent().remove(link)
            self.workbooks += 1
        if self.theme is not None:
            make_plain(root, self.theme)
        return written(root)

    def _address(self, target: str) -> str:
        return f"#{self.bookmarks.get(target[1:], target[1:])}" if target.startswith("#") else target

    def relate(self, root: Element, part: str, target_part: str) -> None:
        """Let text that goes from a part into another name what it is related to by the ids there, and bring that in."""
        known = {one.id: one for one in self.source.relations(part)}
        new: dict[str, str] = {}
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            for name in [name for name in element.attrib if name.startswith(f"{{{R}}}") or name == f"{{{O}}}relid"]:
                id = element.get(name)
                if id in known and id not in new:
                    new[id] = self._related(known[id], target_part)
                element.set(name, new.get(id, id))

    def _related(self, one: Relation, part: str) -> str:
        if one.is_external:
            return self.target.relate(part, one.type, self._address(one.target), True)
        return self.target.relate(part, one.type, self.move(one.target))


def new_part(package: Package, kind: str, name: str, root: Element) -> str:
    """Add a part of Word's own kind, such as a header, to the main part; return the relationship's id."""
    type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    package.add(name, written(root), type)
    return package.relate(package.main, office(kind), name)
