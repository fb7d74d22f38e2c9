"""Parts of an appendix besides its text: pictures, charts, headers. They come into the paper under names of their own."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from itertools import count

from msgspec.structs import replace

from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.writing import EditedPackage, office
from shpdocs.ooxml.xml import Element, R, serialise, tag
from shpdocs.paper.appendix.chart_colours import say_colours
from shpdocs.paper.appendix.chart_themes import map_colours, override_of, say_fonts, theme_of_chart
from shpdocs.paper.appendix.plain_theme import make_plain
from shpdocs.paper.appendix.shape_styles import say_styles

_OF_RELATIONS = (f"{{{R}}}", tag("o:relid"))
_OVERRIDE = "themeOverride"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_CHART, _SHAPES, _OVERRIDE_TYPE = (f"{_OFFICE}.{name}+xml" for name in ("drawingml.chart", "drawingml.chartshapes", _OVERRIDE))
_WORD = f"{_OFFICE}.wordprocessingml"


@dataclass
class PartCopier:
    """Copies parts of a file that was made anew into a package. `changed` holds those that were changed on the way, by name."""

    source: WordFile
    target: EditedPackage
    prefix: str
    bookmarks: dict[str, str]
    changed: dict[str, Element] = field(default_factory=dict)
    copied: dict[str, str] = field(default_factory=dict)

    def copy(self, part: str) -> str:
        """Bring a part in, with all that it uses, once; return its name in the target."""
        if part in self.copied:
            return self.copied[part]
        name = self.copied[part] = self._fresh_name(part)
        type = self.source.package.content_type(part)
        relations = [replace(relation, target=self._target(relation)) for relation in self.source.relations(part).values()]
        if type == _CHART:
            relations += self._theme_for_chart(part)
        self.target.add(name, self._content(part, type), type)
        self.target.set_relations(name, relations)
        return name

    def _theme_for_chart(self, part: str) -> list[Relation]:
        """The relationship of a chart to a theme of its own, made of that of its file; none where it has one, or the file has none."""
        themes = self.source.parts("theme")
        if not themes or self.source.parts(_OVERRIDE, source=part):
            return []
        theme = themes[0][1]
        name = self._fresh_name(f"{posixpath.dirname(theme)}/{_OVERRIDE}.xml")
        self.target.add(name, serialise(override_of(self.source.tree(theme))), _OVERRIDE_TYPE)
        within = self.source.relations(theme).values()
        self.target.set_relations(name, [replace(relation, target=self._target(relation)) for relation in within])
        id = next(id for id in (f"rId{number}" for number in count(1)) if id not in self.source.relations(part))
        return [Relation(id, office(_OVERRIDE), name)]

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
        own = self.source.related(_OVERRIDE, source=part)
        if type == _CHART:
            theme = theme_of_chart(root, own, self.source.theme)
            say_fonts(root, theme)
            say_colours(root)
            make_plain(root, theme)
            map_colours(root, self.source.theme)
        elif type == _SHAPES:
            say_styles(root, self.source.related("theme"))
            make_plain(root, self.source.theme)
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
