"""Parts of an appendix besides its text: pictures, charts, headers. They come into the paper under names of their own."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from msgspec.structs import replace

from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.writing import EditedPackage, office
from shpdocs.ooxml.xml import Element, R, serialise, tag
from shpdocs.paper.appendix.plain_theme import make_plain

_OF_RELATIONS = (f"{{{R}}}", tag("o:relid"))
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass
class PartCopier:
    """Copies parts of a file that was made anew into a package. `changed` holds those that were changed on the way, by name."""

    source: WordFile
    target: EditedPackage
    prefix: str
    theme: Theme | None  # the source's, to be made plain in drawings; None if the target's is the same
    bookmarks: dict[str, str]
    changed: dict[str, Element] = field(default_factory=dict)
    copied: dict[str, str] = field(default_factory=dict)

    def copy(self, part: str) -> str:
        """Bring a part in, with all that it uses, once; return its name in the target."""
        if part in self.copied:
            return self.copied[part]
        name = self.copied[part] = self._fresh_name(part)
        type = self.source.package.content_type(part)
        self.target.add(name, self._content(part, type), type)
        relations = self.source.relations(part).values()
        self.target.set_relations(name, [replace(relation, target=self._target(relation)) for relation in relations])
        return name

    def _target(self, relation: Relation) -> str:
        """What a relationship leads to in the target; a bookmark by its new name."""
        if not relation.is_external:
            return self.copy(relation.target)
        name = relation.target.removeprefix("#")
        return f"#{self.bookmarks.get(name, name)}" if relation.target.startswith("#") else relation.target

    def _fresh_name(self, part: str) -> str:
        """A name for a part, in the folder it comes from and with the prefix."""
        folder, file = posixpath.split(part)
        names = (f"{folder}/{self.prefix.lower()}{'' if number == 1 else f'-{number}'}-{file}" for number in range(1, 10**6))
        return next(name for name in names if name not in self.target.parts)

    def _content(self, part: str, type: str) -> bytes:
        if part in self.changed:
            return serialise(self.changed[part])
        if not type.endswith("+xml"):
            return self.source.package.read(part)
        root = self.source.tree(part)
        if self.theme is not None:
            make_plain(root, self.theme)
        return serialise(root)

    def copy_related(self, root: Element, part: str, target_part: str) -> None:
        """Bring in what a text is related to in its part, and let it name that by the ids of the part that it goes into."""
        relations = self.source.relations(part)
        named = [(element, name) for element in root.iter("*") for name in element.attrib if name.startswith(_OF_RELATIONS)]
        ids = list(dict.fromkeys(element.get(name) for element, name in named if element.get(name) in relations))
        targets = [replace(relations[id], target=self._target(relations[id])) for id in ids]
        new_ids = dict(zip(ids, self.target.relate_all(target_part, targets), strict=True))
        for element, name in named:
            element.set(name, new_ids.get(element.get(name), element.get(name)))


def add_part(package: EditedPackage, kind: str, name: str, root: Element) -> str:
    """Add a part of Word's own kind, such as a header, to the main part; return the relationship's id."""
    package.add(name, serialise(root), f"{_WORD}.{kind}+xml")
    return package.relate(package.main, office(kind), name)
