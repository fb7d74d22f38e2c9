"""The lists of a Word file: which list an item belongs to, at what level, and how that is numbered."""

from __future__ import annotations

from shpdocs.ooxml.word_styles import Styles, together
from shpdocs.ooxml.xml import Element, element, find, tag, value


class Numbering:
    """The lists of a file: definitions (abstractNum), lists (num) and pictures as bullets (numPicBullet) by id."""

    def __init__(self, root: Element | None) -> None:
        self.root = element("w:numbering") if root is None else root
        self.definitions = {value(definition, "w:abstractNumId"): definition for definition in self.root.findall(tag("w:abstractNum"))}
        self.bullets = {value(bullet, "w:numPicBulletId"): bullet for bullet in self.root.findall(tag("w:numPicBullet"))}
        self.lists = {value(listed, "w:numId"): listed for listed in self.root.findall(tag("w:num"))}

    def definition_id(self, list_id: str) -> str:
        """The id of the definition that a list follows."""
        return value(find(self.lists.get(list_id), "w:abstractNumId"))

    def level(self, list_id: str, level: str, styles: Styles) -> Element | None:
        """What a list says of a level; its definition may name a style whose list says it."""
        definition = self.definitions.get(self.definition_id(list_id))
        style = styles.by_id.get(value(find(definition, "w:numStyleLink")))
        if style is not None:
            definition = self.definitions.get(self.definition_id(value(find(style, "w:pPr/w:numPr/w:numId"))))
        return next((numbered for numbered in _levels(definition) if value(numbered, "w:ilvl") == level), None)

    def list_and_level(self, style: str, direct: Element | None, styles: Styles) -> tuple[str, str]:
        """The list of a paragraph of this style and with these properties, '' if none, and its level, from 0."""
        said = (styles.look(style, "pPr").get("numPr"), find(direct, "w:numPr"))
        numbering = together([part for part in said if part is not None]).get("numPr")
        list_id, level = value(find(numbering, "w:numId")), value(find(numbering, "w:ilvl"))
        if list_id and not level:
            level = self._level_of_style(list_id, [value(below, "w:styleId") for below in styles.chain(style)])
        return list_id, level

    def _level_of_style(self, list_id: str, styles: list[str]) -> str:
        """The level of a list that belongs to a style or one below it."""
        levels = _levels(self.definitions.get(self.definition_id(list_id)))
        by_style = {value(find(level, "w:pStyle")): value(level, "w:ilvl") for level in levels}
        return next((by_style[style] for style in styles if style in by_style), "0")


def _levels(definition: Element | None) -> list[Element]:
    return [] if definition is None else definition.findall(tag("w:lvl"))
