"""An appendix as a file of its own: its pages as they came, without what nobody sees and no one meant to publish."""

from __future__ import annotations

from shpdocs.paper.appendix.package import Package, relations_part
from shpdocs.paper.appendix.xml import Element, each, local, parse, tag, written

_PROPERTIES = ("core-properties", "extended-properties", "custom-properties", "thumbnail")
_KEPT_PROPERTIES = ("title", "language")  # of the properties: what readers are told
_PRIVATE_SETTINGS = ("w:rsids", "w:docVars", "w:attachedTemplate")


def without_metadata(package: Package) -> bytes:
    """The file again: of its properties title and language alone, no names of people, no workbooks behind charts."""
    relations = []
    for relation in package.relations(""):
        if relation.kind not in _PROPERTIES:
            relations.append(relation)
        elif relation.kind == "core-properties" and relation.target in package.parts:
            package.parts[relation.target] = written(_cleared(parse(package.parts[relation.target])))
            relations.append(relation)
        else:
            _drop(package, relation.target)
    package.set_relations("", relations)
    _clear_settings(package)
    _drop_workbooks(package)
    return package.write()


def _cleared(root: Element) -> Element:
    for element in list(root):
        if local(element) not in _KEPT_PROPERTIES:
            root.remove(element)
    return root


def _clear_settings(package: Package) -> None:
    """Settings that name a person's template, hold variables or tell who wrote what when."""
    settings = package.of_kind(package.main, "settings")
    if settings:
        root = parse(package.parts[settings])
        for name in _PRIVATE_SETTINGS:
            for element in root.findall(tag(name)):
                root.remove(element)
        package.parts[settings] = written(root)
        others = [relation for relation in package.relations(settings) if relation.kind != "attachedTemplate"]
        package.parts.pop(relations_part(settings), None)
        package.set_relations(settings, others)
    for kind in ("people", "customXml"):
        relations = package.relations(package.main)
        dropped = [relation for relation in relations if relation.kind == kind]
        for relation in dropped:
            _drop(package, relation.target)
        if dropped:
            package.set_relations(package.main, [relation for relation in relations if relation.kind != kind])


def _drop_workbooks(package: Package) -> None:
    for part in [name for name in package.parts if "/charts/" in name and name.endswith(".xml")]:
        relations = package.relations(part)
        workbooks = [relation for relation in relations if relation.kind == "package" or "embeddings/" in relation.target]
        if not workbooks:
            continue
        root = parse(package.parts[part])
        for link in list(each(root, "c:externalData")):
            link.getparent().remove(link)
        package.parts[part] = written(root)
        package.parts.pop(relations_part(part), None)
        package.set_relations(part, [relation for relation in relations if relation not in workbooks])
        for workbook in workbooks:
            _drop(package, workbook.target)


def _drop(package: Package, part: str) -> None:
    package.parts.pop(part, None)
    package.parts.pop(relations_part(part), None)
