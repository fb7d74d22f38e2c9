"""Parts of an appendix made anew in a package of their own: each that is reached from what is shown, once, under a name of ours."""

from __future__ import annotations

from collections import Counter

from shpdocs.ooxml.alternatives import keep_shown_branches
from shpdocs.ooxml.bounds import damaged
from shpdocs.ooxml.metafiles import shown_alone
from shpdocs.ooxml.outside import is_public, leads_within
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.writing import EditedPackage, office
from shpdocs.ooxml.xml import Element, each, serialise, tag
from shpdocs.paper.appendix.rewriting import Rewriter

_OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{_OFFICE}.wordprocessingml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
# The kinds of parts that a page reaches: where each stands, its root and its type.
_PARTS = {
    "header": ("word/header", "w:hdr", f"{WORD}.header+xml"),
    "footer": ("word/footer", "w:ftr", f"{WORD}.footer+xml"),
    "chart": ("word/charts/chart", "c:chartSpace", f"{_OFFICE}.drawingml.chart+xml"),
    "chartUserShapes": ("word/drawings/drawing", "c:userShapes", f"{_OFFICE}.drawingml.chartshapes+xml"),
    "themeOverride": ("word/theme/themeOverride", "a:themeOverride", f"{_OFFICE}.themeOverride+xml"),
    "theme": ("word/theme/theme", "a:theme", f"{_OFFICE}.theme+xml"),
}
_DRAWN = ("emf", "wmf")
_UNNAMED = ("themeOverride",)  # a part of this kind counts though nothing names it


class PartRewriter:
    """Makes parts of a file anew in `package`."""

    def __init__(self, file: WordFile, rewriter: Rewriter) -> None:
        self.package = EditedPackage({}, {"rels": _RELATIONS})
        self.has_workbooks = self.has_second_pictures = self.has_drawings = False
        self._file, self._rewriter = file, rewriter
        self._copied: dict[tuple[str, str], str] = {}
        self._numbers: Counter[str] = Counter()  # how many parts of each kind there are

    def copy(self, part: str, kind: str) -> str:
        """Make a part of a kind anew, once; return its name, '' for a kind that no page reaches."""
        if (part, kind) not in self._copied:
            if kind == "image":
                self._copied[part, kind] = self._copy_picture(part)
            elif kind in _PARTS:
                folder, root, type = _PARTS[kind]
                name = self._copied[part, kind] = f"{folder}{self._number(kind)}.xml"
                tree = self._file.tree(part)
                if tree.tag != tag(root):
                    raise damaged(part)
                keep_shown_branches(tree)
                self.put(name, tree, part, type)
            else:
                return ""
        return self._copied[part, kind]

    def _number(self, kind: str) -> int:
        self._numbers[kind] += 1
        return self._numbers[kind]

    def _copy_picture(self, part: str) -> str:
        content, ending = shown_alone(self._file.package.read(part))
        name = f"word/media/image{self._number('image')}.{ending}"
        self.package.add(name, content, f"image/{'x-' if ending in _DRAWN else ''}{ending}")
        self.has_drawings |= ending in _DRAWN
        return name

    def put(self, name: str, root: Element, source: str, type: str) -> None:
        """Write a part anew under a name, with what it is related to as `source`."""
        known = self._file.relations(source) if source else {}
        relations: list[Relation] = []
        new_ids: dict[str, str] = {}

        def relate(relation: Relation) -> str:
            target = self._target(relation)
            if not target:
                return ""
            relations.append(Relation(f"rId{len(relations) + 1}", office(relation.kind), target, relation.is_external))
            return relations[-1].id

        def new_id(id: str) -> str:
            if id not in new_ids:
                new_ids[id] = relate(known[id]) if id in known else ""
            return new_ids[id]

        self.package.parts[name] = b""  # taken
        self.has_workbooks |= any(True for _ in each(root, "c:externalData"))
        self.has_second_pictures |= any(True for _ in root.iter(_SECOND_PICTURE))
        content = serialise(self._rewriter.rewritten(root, new_id))
        for relation in known.values():
            if relation.kind in _UNNAMED:
                relate(relation)
        self.package.add(name, content, type)
        self.package.set_relations(name, relations)

    def _target(self, relation: Relation) -> str:
        """What a relationship leads to in the new package; '' if it does not come in."""
        if not relation.is_external:
            return self.copy(relation.target, relation.kind) if self._file.has_target(relation) else ""
        if relation.kind != "hyperlink":
            return ""
        if leads_within(relation):
            name = self._rewriter.bookmark(relation.target[1:])
            return f"#{name}" if name else ""
        return relation.target if is_public(relation.target) else ""


_SECOND_PICTURE = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
