"""An appendix as a file of its own: its pages as they came, without what nobody sees and no one meant to publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shpdocs.ooxml.outside import naming
from shpdocs.ooxml.part_names import relations_part
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.writing import EditedPackage, edited
from shpdocs.ooxml.xml import Element, each, local, parse, remove, serialise
from shpdocs.paper.appendix.shown import keep_shown, known_names

_KEPT_PROPERTIES = ("title", "language")  # of the properties: what readers are told


def without_metadata(file: WordFile) -> bytes:
    """The file again: of its properties title and language alone, no names of people, no workbooks behind charts."""
    package = edited(file.package)
    keep_shown([file.tree(part) for _, part in file.text_parts], known_names(file))
    for _, part in file.text_parts:
        package.parts[part] = serialise(file.tree(part))
    _drop(package, "", "extended-properties", "custom-properties", "thumbnail")
    _drop(package, file.main, "people", "customXml")
    for _, part in file.parts("core-properties", source=""):
        _rewrite(package, part, lambda root: [element for element in root if local(element) not in _KEPT_PROPERTIES])
    for _, part in file.parts("settings"):  # a person's template, variables, and who wrote what when
        _drop(package, part, "attachedTemplate")
        _rewrite(package, part, lambda root: each(root, "w:rsids", "w:docVars", "w:attachedTemplate"))
    for part in list(package.parts):
        if _drop(package, part, "package"):  # the workbook behind a chart
            _rewrite(package, part, lambda root: each(root, "c:externalData"))
    for part in list(package.parts):
        _drop_unnamed(package, part)
    reached = _reached(package)
    package.parts = {part: content for part, content in package.parts.items() if part in reached}
    return package.write()


def _drop(package: EditedPackage, source: str, *kinds: str) -> bool:
    """Take off relationships of these kinds; return whether there were any."""
    relations = package.relations(source)
    kept = [relation for relation in relations if relation.kind not in kinds]
    if len(kept) < len(relations):
        package.set_relations(source, kept)
    return len(kept) < len(relations)


def _drop_unnamed(package: EditedPackage, part: str) -> None:
    """Take off relationships of a part that lead out of the file and that nothing in it names."""
    relations = package.relations(part)
    if any(relation.is_external for relation in relations):
        named = {id for id, _ in naming(parse(package.parts[part]))}
        package.set_relations(part, [relation for relation in relations if not relation.is_external or relation.id in named])


def _rewrite(package: EditedPackage, part: str, unwanted: Callable[[Element], Iterable[Element]]) -> None:
    """Write a part again without its unwanted elements."""
    root = parse(package.parts[part])
    remove(unwanted(root))
    package.parts[part] = serialise(root)


def _reached(package: EditedPackage) -> set[str]:
    """The parts that a program comes to: nothing else was looked at when the file was checked."""
    reached, waiting = set[str](), [""]
    while waiting:
        part = waiting.pop()
        targets = {relation.target for relation in package.relations(part) if not relation.is_external} & package.parts.keys()
        waiting += targets - reached
        reached |= targets | {relations_part(part)}
    return reached
