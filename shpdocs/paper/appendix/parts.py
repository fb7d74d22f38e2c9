"""Parts of an appendix besides its text: pictures, charts, headers. They come into the paper under names of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from shpdocs.paper.appendix.package import Package, Relation, fresh_name, office
from shpdocs.paper.appendix.refusals import CARRIED_PARTS
from shpdocs.paper.appendix.theme import Theme, make_plain
from shpdocs.paper.appendix.xml import Element, O, R, each, parse, written


@dataclass
class PartCopier:
    """Copies parts of one file into another. `changed` holds the text of parts that were changed on the way, by name."""

    source: Package
    target: Package
    prefix: str
    theme: Theme | None  # the source's, to be made plain in drawings; None if the target's is the same
    bookmarks: dict[str, str]
    changed: dict[str, Element] = field(default_factory=dict)
    copied: dict[str, str] = field(default_factory=dict)
    left_workbooks: int = 0

    def copy(self, part: str) -> str:
        """Bring a part in, with all that it uses, once; return its name in the target."""
        if part in self.copied:
            return self.copied[part]
        name = fresh_name(self.target, part, self.prefix.lower())
        self.copied[part] = name
        type = self.source.content_type(part)
        self.target.add(name, self._content(part, type), type)
        relations = []
        for relation in self.source.relations(part):
            if relation.is_external and relation.kind == "hyperlink":
                relations.append(Relation(relation.id, relation.type, self._address(relation.target), True))
            elif not relation.is_external and relation.kind in CARRIED_PARTS:
                relations.append(Relation(relation.id, relation.type, self.copy(relation.target), False))
        self.target.set_relations(name, relations)
        return name

    def _content(self, part: str, type: str) -> bytes:
        if part in self.changed:
            return written(self.changed[part])
        if not type.endswith("+xml"):
            return self.source.parts[part]
        root = parse(self.source.parts[part])
        for link in list(each(root, "c:externalData")):  # its workbook may hold rows that nobody means to publish
            link.getparent().remove(link)
            self.left_workbooks += 1
        if self.theme is not None:
            make_plain(root, self.theme)
        return written(root)

    def _address(self, target: str) -> str:
        return f"#{self.bookmarks.get(target[1:], target[1:])}" if target.startswith("#") else target

    def copy_related(self, root: Element, part: str, target_part: str) -> None:
        """Bring in what a text is related to in its part, and let it name that by the ids of the part that it goes into."""
        relations = {relation.id: relation for relation in self.source.relations(part)}
        new_ids: dict[str, str] = {}
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            for name in [name for name in element.attrib if name.startswith(f"{{{R}}}") or name == f"{{{O}}}relid"]:
                id = element.get(name)
                if id in relations and id not in new_ids:
                    new_ids[id] = self._relate(relations[id], target_part)
                element.set(name, new_ids.get(id, id))

    def _relate(self, relation: Relation, part: str) -> str:
        if relation.is_external:
            return self.target.relate(part, relation.type, self._address(relation.target), True)
        return self.target.relate(part, relation.type, self.copy(relation.target))


def add_part(package: Package, kind: str, name: str, root: Element) -> str:
    """Add a part of Word's own kind, such as a header, to the main part; return the relationship's id."""
    type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    package.add(name, written(root), type)
    return package.relate(package.main, office(kind), name)
