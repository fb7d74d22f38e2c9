"""A Word file that is read: its parts as trees, each parsed once, and what a paragraph in them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from shpdocs.ooxml.bounds import WORD_BOUNDS, Bounds, Fault, PackageError
from shpdocs.ooxml.package import Package, Relation, open_package
from shpdocs.ooxml.theme import Theme, read_theme
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import Element, each, find, local, tag, tree, value
from shpdocs.paper.appendix.lists import Numbering

OUR_BOUNDS = Bounds(*[1 << 40] * 5)  # of a paper that was made here, of parts that were bounded
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class WordFile:
    """A file's parts, its relationships, styles, lists and theme. All raise PackageError for a part that is missing or damaged."""

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
                raise PackageError(Fault("damaged", part))  # of two of one id nobody can say which counts
        return self._relations[part]

    def has_target(self, relation: Relation) -> bool:
        """Whether a relationship leads to a part that is there."""
        return not relation.is_external and self.package.has(relation.target)

    def parts(self, *kinds: str, source: str | None = None) -> list[tuple[str, str]]:
        """The parts of these kinds that the document (or `source`) uses, each once: its kind and its name."""
        relations = self.relations(self.main if source is None else source).values()
        there = [relation for relation in relations if relation.kind in kinds and self.has_target(relation)]
        return list(dict.fromkeys((relation.kind, relation.target) for relation in there))

    def related(self, kind: str) -> Element | None:
        """The root of the first part of a kind that the document uses, such as 'styles'; None without it."""
        return next((self.tree(name) for _, name in self.parts(kind)), None)

    @property
    def text_parts(self) -> list[tuple[str, str]]:
        """The parts that hold text, the document first: the kind and the name of each."""
        return [("document", self.main), *self.parts("header", "footer", "footnotes", "endnotes")]

    @property
    def root(self) -> Element:
        """The document."""
        return self.tree(self.main)

    @cached_property
    def settings(self) -> Element | None:
        """The root of the settings."""
        return self.related("settings")

    @cached_property
    def styles(self) -> Styles:
        """The styles."""
        return Styles(self.related("styles"))

    @cached_property
    def lists(self) -> Numbering:
        """The lists."""
        return Numbering(self.related("numbering"))

    @cached_property
    def theme(self) -> Theme:
        """The theme, as the settings map it."""
        return read_theme(self.related("theme"), self.settings)


def open_word_file(content: bytes, bounds: Bounds = WORD_BOUNDS) -> WordFile:
    """Return a file.

    Raises:
        PackageError: it is no package that may be read, or holds no document.
    """
    package = open_package(content, bounds)
    if isinstance(package, Fault):
        raise PackageError(package)
    if not package.main:
        raise PackageError(Fault("not-a-package"))
    return WordFile(package)


def paragraph_of(element: Element) -> Element | None:
    """The nearest paragraph that an element stands in."""
    return next(element.iterancestors(tag("w:p")), None)


def directly_in(paragraph: Element, name: str) -> list[Element]:
    """Elements of a paragraph that are not in a paragraph within it (a text box)."""
    return [element for element in each(paragraph, name) if paragraph_of(element) is paragraph]


def style_of(paragraph: Element | None) -> str:
    """The id of the style that a paragraph names; '' if it names none."""
    return value(find(paragraph, "w:pPr/w:pStyle"))


def text_of(paragraph: Element) -> str:
    """What a paragraph says, without what stands in text boxes within it."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for element in each(paragraph, "w:t", "m:t", "w:sym", *(f"w:{name}" for name in _MARKS)):
        name = local(element)
        if paragraph_of(element) is paragraph and local(element.getparent()) != "tabs":
            yield _MARKS[name] if name in _MARKS else value(element, "w:char") if name == "sym" else element.text or ""


def remove(elements: Iterable[Element]) -> int:
    """Take elements out of where they stand; return how many."""
    listed = list(elements)
    for element in listed:
        if element.getparent() is not None:
            element.getparent().remove(element)
    return len(listed)
