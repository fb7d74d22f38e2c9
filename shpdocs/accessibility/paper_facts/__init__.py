"""Any Word file that is to be audited, read into everything about it that a rule may ask, as plain facts.

Read element by element: python-docx does not see what stands within content controls, text boxes and notes.
"""

from __future__ import annotations

from shpdocs.accessibility.paper_facts.story import Story
from shpdocs.accessibility.paper_facts.styles import Looks
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.paper_facts import PaperFacts
from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.bounds import PackageError, word_bounds
from shpdocs.ooxml.colours import six_digits
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.xml import Element, find, is_on, local, value

_WORD = "Open it in Word, save it as 'Word Document (.docx)' and audit that."
_FRESH = "Open it in Word, save a fresh copy as 'Word Document (.docx)' and audit that."
_UNCLEAR = ("cannot be read closely enough to be audited.", _FRESH)
_DAMAGED = ("is damaged and cannot be audited.", _FRESH)
_REASONS = {
    "oversized": ("is larger than a paper for readers can be: it holds {entered}, and the limit is {limit}.", "Audit it in parts."),
    "not-a-package": ("is not a Word document (.docx).", _WORD),
    "locked": ("is locked with a password.", "Open it, take the password off (File, Info, Protect Document), save it and audit that."),
    "old-office": ("is an older Word document (.doc) or another older Office file.", _WORD),
    "empty": ("is empty: it has not arrived whole.", "Wait until the drive has synced it, and audit it again."),
}
_BESIDE = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "endnote"}
_WHITE = "FFFFFF"
_USUAL = WordLimits()
_USUAL_HEIGHT = 700.0  # points: the text of an A4 page
_PROPERTIES = {
    "title": "title", "creator": "author", "language": "language", "description": "comment", "created": "created",
    "modified": "modified",
}  # fmt: skip


def read_paper_facts(content: bytes, name: str, limits: WordLimits = _USUAL) -> PaperFacts:
    """Return the facts of a Word file (.docx, .docm, strict ones too); `name` is what it is called.

    Raises:
        ShpdocsError: the file is no Word document, is locked, damaged or too large to be audited.
    """
    try:
        return _paper_facts(open_word_file(content, word_bounds(limits)), name)
    except PackageError as error:
        what, mend = _REASONS.get(error.fault.code, _DAMAGED)
        what = what.format(entered=error.fault.entered, limit=error.fault.limit)
    except Exception:  # noqa: BLE001 - whatever a stranger's file makes Python raise is that file's fault
        what, mend = _UNCLEAR
    raise ShpdocsError(f"{name} {what}", mend)


def _paper_facts(file: WordFile, name: str) -> PaperFacts:
    """Return the facts of a Word file. Raises PackageError for a part that is damaged or too large."""
    looks = Looks(file.styles, file.theme, file.related("fontTable"))
    story = Story(looks, _page_colour(file.root, file.settings))
    body, comments = find(file.root, "w:body"), file.related("comments")
    if body is not None:
        story.read("body", body, _links(file, file.main))
    for kind, part in sorted(file.parts(*_BESIDE)):
        for text in [file.tree(part)] if kind in ("header", "footer") else file.tree(part):
            if value(text, "w:type", "normal") == "normal":  # other notes only part notes from the text
                story.read(_BESIDE[kind], text, _links(file, part))
    return PaperFacts(
        file=name,
        paragraphs=tuple(story.paragraphs),
        tables=tuple(story.tables),
        drawings=tuple(story.drawings),
        **_properties(file.related("core-properties", source="")),
        default_language=looks.default_language,
        page_height=min(story.heights, default=_USUAL_HEIGHT),
        comment_count=len(comments) if comments is not None else 0,
        tracked_changes=story.tracked_changes,
        has_macros=any(relation.kind == "vbaProject" for relation in file.relations(file.main).values()),
        is_strict=file.is_strict,
    )


def _links(file: WordFile, part: str) -> dict[str, str]:
    """Where the links of a part lead, by the ids of its relationships."""
    return {id: relation.target for id, relation in file.relations(part).items()}


def _page_colour(root: Element, settings: Element | None) -> str:
    """The colour of the page, if it is shown."""
    is_shown = is_on(find(settings, "w:displayBackgroundShape"))
    return six_digits(value(find(root, "w:background"), "w:color")) or _WHITE if is_shown else _WHITE


def _properties(root: Element | None) -> dict[str, str]:
    """The document's properties that are asked for, by their name in the facts."""
    texts = {local(element): (element.text or "").strip() for element in (root if root is not None else ())}
    return {name: texts[property] for property, name in _PROPERTIES.items() if property in texts}
