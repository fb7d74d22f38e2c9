"""Pictures that are kept in a file and linked too: the copy in the file is what a page shows, the link goes."""

from __future__ import annotations

from shpdocs.ooxml.outside import naming
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.xml import Element, each, tag

_KEPT_AND_LINKED = {"a:blip": ("r:embed", "r:link"), "v:imagedata": ("r:id", "r:href")}


def unlink_pictures(file: WordFile, part: str, root: Element) -> tuple[int, set[str]]:
    """Take the links off pictures of a part that are kept in the file.

    Return how many there were, and the ids of relationships to pictures elsewhere that nothing names any more, or ever did.
    """
    relations = file.relations(part)
    elsewhere = {id for id, relation in relations.items() if relation.is_external and relation.kind == "image"}
    if not elsewhere:
        return 0, set()
    count = 0
    for name, (kept, linked) in _KEPT_AND_LINKED.items():
        for shown in each(root, name):
            relation = relations.get(shown.get(tag(kept), ""))
            is_kept = relation is not None and relation.kind == "image" and file.has_target(relation)
            if is_kept and shown.get(tag(linked), "") in elsewhere:
                del shown.attrib[tag(linked)]
                count += 1
    unnamed = elsewhere - {id for id, _ in naming(root)}
    return max(count, len(unnamed)), unnamed
