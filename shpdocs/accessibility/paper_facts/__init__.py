"""Any Word file that is to be audited, read into everything about it that a rule may ask, as plain facts.

No library of Word's is loaded: `assemble` audits every paper that it makes, and those that read .docx take longer to be
loaded than this takes in all. Nor do they see what stands within content controls, text boxes and notes.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from shpdocs.accessibility.paper_facts.colours import Theme
from shpdocs.accessibility.paper_facts.package import Package, UnreadableError, W, is_on, no_word_document, open_package, value
from shpdocs.accessibility.paper_facts.story import Story
from shpdocs.accessibility.paper_facts.styles import Styles
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.paper_facts import PaperFacts

_UNCLEAR = "cannot be read closely enough to be audited."
_FRESH = "Open it in Word, save a fresh copy as 'Word Document (.docx)' and audit that."
_HEADER_AND_FOOTER = ("header", "footer")
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_WHITE = "FFFFFF"
_USUAL_HEIGHT = 700.0  # points: the text of an A4 page


def read_paper_facts(content: bytes, name: str) -> PaperFacts:
    """Return the facts of a Word file (.docx, .docm, strict ones too); `name` is what it is called.

    Raises:
        ShpdocsError: the file is no Word document, is locked, damaged or too large to be audited.
    """
    try:
        return _paper_facts(open_package(content), name)
    except UnreadableError as error:
        raise ShpdocsError(f"{name} {error.what}", error.mend) from None
    except Exception:  # noqa: BLE001 - whatever a stranger's file makes Python raise is that file's fault
        raise ShpdocsError(f"{name} {_UNCLEAR}", _FRESH) from None


def _paper_facts(package: Package, name: str) -> PaperFacts:
    """Return the facts of a Word file.

    Raises:
        UnreadableError: the package holds no Word document, or a part is damaged or too large.
    """
    top = dict(package.related("").values())
    main = top.get("officeDocument", "word/document.xml")
    root = package.tree(main)
    if root is None or root.tag != W + "document":
        raise no_word_document()
    related = package.related(main)
    parts = dict(related.values())
    trees = [package.tree(parts[kind]) if kind in parts else None for kind in ("styles", "theme", "fontTable", "settings")]
    styles = Styles(trees[0], Theme(trees[1]), trees[2])
    story = Story(styles, _page_colour(root, trees[3]))
    body = root.find(W + "body")
    if body is not None:
        story.read("body", body, related)
    for kind, part in sorted(related.values()):
        if kind in _HEADER_AND_FOOTER or kind in _NOTES:
            _read_beside(package, story, kind, part)
    comments = package.tree(parts["comments"]) if "comments" in parts else None
    return PaperFacts(
        file=name,
        paragraphs=tuple(story.paragraphs),
        tables=tuple(story.tables),
        drawings=tuple(story.drawings),
        **_properties(package.tree(top.get("core-properties", "docProps/core.xml"))),
        default_language=styles.default_language,
        page_height=min(story.heights, default=_USUAL_HEIGHT),
        comment_count=len(comments) if comments is not None else 0,
        tracked_changes=story.tracked_changes,
        has_macros="vbaProject" in parts,
        is_strict=package.is_strict,
    )


def _read_beside(package: Package, story: Story, kind: str, part: str) -> None:
    """Read a header, a footer or notes; marks that only part notes from the text are none."""
    tree = package.tree(part)
    if tree is None:
        return
    links = package.related(part)
    if kind in _HEADER_AND_FOOTER:
        story.read(kind, tree, links)
        return
    for note in tree:
        if value(note, "type", "normal") == "normal":
            story.read(_NOTES[kind], note, links)


def _page_colour(root: Element, settings: Element | None) -> str:
    """The colour of the page, if it is shown."""
    shown = settings.find(W + "displayBackgroundShape") if settings is not None else None
    background = root.find(W + "background")
    if shown is None or background is None or not is_on(shown):
        return _WHITE
    colour = value(background, "color")
    return colour.upper() if len(colour) == 6 else _WHITE


_PROPERTIES = {
    "title": "title", "creator": "author", "language": "language", "description": "comment", "created": "created",
    "modified": "modified",
}  # fmt: skip


def _properties(tree: Element | None) -> dict[str, str]:
    """The document's properties that are asked for, by their name in the facts."""
    elements = {element.tag.rpartition("}")[2]: element for element in (tree if tree is not None else ())}
    return {name: (elements[tag].text or "").strip() for tag, name in _PROPERTIES.items() if tag in elements}
