"""An appendix as a file of its own: its pages as they came, without what nobody sees and no one meant to publish."""

from __future__ import annotations

from shpdocs.paper.appendix.package import Package, relations_part
from shpdocs.paper.appendix.xml import Element, each, local, parse, tag, written

_PROPERTIES = ("core-properties", "extended-properties", "custom-properties", "thumbnail")
_KEPT = ("title", "language")  # of the properties: what readers are told
_UNSEEN = ("w:rsids", "w:docVars", "w:attachedTemplate")


def cleaned(package: Package) -> bytes:
    """The file again: of its properties title and language alone, no names of people, no workbooks behind charts."""
    kept = []
    for relation in package.relations(""):
        if relation.kind not in _PROPERTIES:
            kept.append(relation)
        elif relation.kind == "core-properties" and relation.target in package.parts:
            package.parts[relation.target] = written(_without_people(parse(package.parts[relation.target])))
            kept.append(relation)
        else:
            _drop(package, relation.target)
    package.set_relations("", kept)
    _clear_settings(package)
    _drop_workbooks(package)
    return package.write()


def _without_people(root: Element) -> Element:
    for element in list(root):
        if local(element) not in _KEPT:
            root.remove(element)
    return root


def _clear_settings(package: Package) -> None:
    """Settings that name a person's template, hold variables or tell who wrote what when."""
    settings = package.of_kind(package.main, "settings")
    if settings:
        root = parse(package.parts[settings])
        for name in _UNSEEN:
            for element in root.findall(tag(name)):
                root.remove(element)
        package.parts[settings] = written(root)
        others = [one for one in package.relations(settings) if one.kind != "attachedTemplate"]
        package.parts.pop(relations_part(settings), None)
        package.set_relations(settings, others)
    for kind in ("people", "customXml"):
        gone = [one for one in package.relations(package.main) if one.kind == kind]
        for one in gone:
            _drop(package, one.target)
        if gone:
            package.set_relations(package.main, [one for one in package.relations(package.main) if one.kind != kind])


def _drop_workbooks(package: Package) -> None:
    for part in [name for name in package.parts if "/charts/" in name and name.endswith(".xml")]:
        relations = package.relations(part)
        workbooks = [one for one in relations if one.kind == "package" or "embeddings/" in one.target]
        if not workbooks:
            continue
        root = parse(package.parts[part])
        for link in list(each(root, "c:externalData")):
            link.getparent().remove(link)
        package.parts[part] = written(root)
        package.parts.pop(relations_part(part), None)
        package.set_relations(part, [one for one in relations if one not in workbooks])
        for one in workbooks:
            _drop(package, one.target)


def _drop(package: Package, part: str) -> None:
    package.parts.pop(part, None)
    package.parts.pop(relations_part(part), None)
