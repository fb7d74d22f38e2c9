"""A Word file that is read: its parts as trees, each parsed once, its relationships, styles and theme."""

from __future__ import annotations

from functools import cached_property

from shpdocs.ooxml.bounds import Bounds, Fault, PackageError, damaged
from shpdocs.ooxml.package import Package, Relation, open_package
from shpdocs.ooxml.theme import Theme, read_theme
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import STRICT, Element, tag, tree


class WordFile:
    """A file's parts, its relationships, styles and theme. All raise PackageError for a part that is missing or damaged."""

    def __init__(self, package: Package) -> None:
        self.package, self.main = package, package.main
        self._trees: dict[str, Element] = {}
        self._relations: dict[str, dict[str, Relation]] = {}

    def tree(self, part: str) -> Element:
        """The root of a part."""
        if part not in self._trees:
            root = tree(self.package, part)
            if root is None:
                raise PackageError(Fault("missing", part))
            self._trees[part] = root
        return self._trees[part]

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part ('' for the package's own) by id, in the file's order."""
        if part not in self._relations:
            relations = self.package.relations(part)
            self._relations[part] = {relation.id: relation for relation in relations}
            if len(self._relations[part]) < len(relations):
                raise damaged(part)  # of two of one id nobody can say which counts
        return self._relations[part]

    def has_target(self, relation: Relation) -> bool:
        """Whether a relationship leads to a part that is there."""
        return not relation.is_external and self.package.has(relation.target)

    def is_xml(self, part: str) -> bool:
        """Whether a part is XML, by its name or by its type."""
        return part.endswith((".xml", ".rels")) or self.package.content_type(part).endswith("+xml")

    def parts(self, *kinds: str, source: str | None = None) -> list[tuple[str, str]]:
        """The parts of these kinds that the document (or `source`) uses, each once: its kind and its name."""
        relations = self.relations(self.main if source is None else source).values()
        there = [relation for relation in relations if relation.kind in kinds and self.has_target(relation)]
        return list(dict.fromkeys((relation.kind, relation.target) for relation in there))

    def related(self, kind: str, source: str | None = None) -> Element | None:
        """The root of the first part of a kind that the document (or `source`) uses, such as 'styles'; None without it."""
        return next((self.tree(name) for _, name in self.parts(kind, source=source)), None)

    @property
    def text_parts(self) -> list[tuple[str, str]]:
        """The parts that hold text, the document first: the kind and the name of each."""
        return [("document", self.main), *self.parts("header", "footer", "footnotes", "endnotes")]

    @property
    def root(self) -> Element:
        """The document."""
        return self.tree(self.main)

    @property
    def is_strict(self) -> bool:
        """Whether the file is of the strict kind; its names are read as the usual ones."""
        types = (relation.type.encode() for relation in self.relations("").values())
        return any(type.startswith(STRICT) for type in types) or STRICT in self.package.read(self.main)

    @cached_property
    def settings(self) -> Element | None:
        """The root of the settings."""
        return self.related("settings")

    @cached_property
    def styles(self) -> Styles:
        """The styles."""
        return Styles(self.related("styles"))

    @cached_property
    def theme(self) -> Theme:
        """The theme, as the settings map it."""
        return read_theme(self.related("theme"), self.settings)


def open_word_file(content: bytes, bounds: Bounds) -> WordFile:
    """Return a file.

    Raises:
        PackageError: it is no package that may be read, or holds no document.
    """
    package = open_package(content, bounds)
    file = WordFile(package)
    if not package.main or file.root.tag != tag("w:document"):
        raise PackageError(Fault("not-a-package", package.main))
    return file
