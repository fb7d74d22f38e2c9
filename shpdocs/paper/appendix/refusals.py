"""What in a Word file cannot come into a paper: each reason named, with its place and what to do about it in Word."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.values import counted
from shpdocs.model.appendix import Appendix, Refusal
from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.alternatives import says_something_else
from shpdocs.ooxml.bounds import Fault, word_bounds
from shpdocs.ooxml.outside import naming
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.word_paragraphs import place_of
from shpdocs.ooxml.word_styles import is_set
from shpdocs.ooxml.xml import Element, each, find, is_on, local, tag, value
from shpdocs.paper.appendix import markings
from shpdocs.paper.appendix.field_refusals import field_refusals
from shpdocs.paper.appendix.links import outside_refusals
from shpdocs.paper.appendix.notes import KINDS, real_notes
from shpdocs.paper.appendix.picture_refusals import picture_refusals
from shpdocs.paper.appendix.preparing.changes import TRACKED
from shpdocs.paper.appendix.preparing.comments import count_comments, first_mark
from shpdocs.paper.appendix.shown import known_names
from shpdocs.paper.unseen.covered import covered_text
from shpdocs.paper.unseen.pages import largest_page, page_refusals
from shpdocs.paper.unseen.places import unseen_places
from shpdocs.paper.unseen.text import unseen_numbers, unseen_text
from shpdocs.paper.unseen.undrawn import undrawn_text

_LONGEST_CHAIN = 50  # styles based on each other; Word itself makes some ten
_SAVE = "In Word: File › Save As › Word Document (.docx)"
_DAMAGED = ("It is damaged", f"Open it in Word, which may repair it. {_SAVE}.")
OUR_FAULT = Refusal(
    "shpdocs could not read it, because of something in it that shpdocs does not know, or of a fault in shpdocs",
    "",
    f"Open it in Word and save it afresh. {_SAVE}. If that does not help, please report it with what SHPDOCS_TRACEBACK=1 prints.",
)
_UNREADABLE = {
    "empty": ("It is empty: it has not arrived whole", "Wait until the drive has synced it, or ask for it again."),
    "pdf": ("It is a PDF", "Ask for the Word file, or publish the PDF as a file of its own."),
    "old-office": ("It is a Word 97–2003 file (.doc), or is locked with a password", f"Open it in Word, take off any password. {_SAVE}."),
    "locked": ("It is locked with a password", "Open it in Word, take off the password (File › Info › Protect Document), and save it."),
    "not-a-package": ("It is not a Word file", f"Open it in the program it comes from and save it as .docx. {_SAVE}."),
    "macros": ("It holds macros (.docm), or is a template", f"{_SAVE}, which leaves macros behind."),
    "strict": ("It is saved as a Strict Open XML Document", f"{_SAVE}, not “Strict Open XML Document”."),
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

CARRIED_PARTS = {
    "styles", "settings", "numbering", "theme", "fontTable", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "chart",
    "chartStyle", "chartColorStyle", "chartUserShapes", "themeOverride", "hdphoto",
}  # fmt: skip
_OMITTED_PARTS = {
    "core-properties", "extended-properties", "custom-properties", "thumbnail", "webSettings", "stylesWithEffects", "customXml",
    "customXmlProps", "printerSettings", "attachedTemplate", "glossaryDocument", "people", "commentsExtended", "commentsIds",
    "commentsExtensible", "font", "keyMapCustomizations", "classificationlabels", "documenttasks", "officeDocument", "comments", "package",
    "intelligence", "webextensiontaskpanes", "webextension", "extensibility", "userCustomization",
}  # fmt: skip
_AS_PICTURE = "or have the picture that it shows come in alone: --appendix-objects picture"
_REFUSED_PARTS = {
    "oleObject": (
        "an embedded object, such as a sheet or another document",
        f"Paste it as a picture with alternative text, or as a table; {_AS_PICTURE}",
    ),
    "control": ("an ActiveX control", f"Delete it (Developer › Design Mode), or type what it shows; {_AS_PICTURE}"),
    "aFChunk": ("a file within the file that was not opened yet", "Open the file in Word and save it again as .docx"),
    "subDocument": ("a sub-document of a master document", "In Outline view choose Show Document, then Unlink"),
    "diagramData": ("SmartArt", "Cut it, and paste it as a picture with alternative text, or write it as a list"),
    "chartEx": (
        "a chart of a newer kind (such as a map, funnel or waterfall)",
        f"Copy it and paste it as a picture with alternative text; {_AS_PICTURE}",
    ),
    "recipientData": ("a mail merge", "Choose Mailings › Start Mail Merge › Normal Word Document"),
    "vbaProject": ("macros", _SAVE),
    "origin": ("a digital signature", "Choose File › Info › View Signatures, and remove it"),
    "frame": ("frames of a web page", "Copy the text into a plain document"),
}  # fmt: skip
_COMPANION_PARTS = {"diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "mailMergeSource", "mailMergeHeaderSource",
              "wordVbaData", "signature", "ctrlProp", "activeXControlBinary", "diagramHeader"}  # fmt: skip
_KNOWN_PARTS = CARRIED_PARTS | _OMITTED_PARTS | _COMPANION_PARTS | _REFUSED_PARTS.keys()

_ACCEPT_IN_WORD = "Choose Review › Accept › Accept All Changes and Stop Tracking, or reject them"
_ACCEPT = f"{_ACCEPT_IN_WORD}; or have them accepted here: --appendix-changes accept."
_DELETE_COMMENTS = "Choose Review › Delete › Delete All Comments in Document, or have them left out here: --appendix-comments drop."
_RETYPE = "Save it with Word (File › Save As › Word Document), or delete the text box or drawing and make it anew."
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_REFUSED_ELEMENTS = {
    "object": _REFUSED_PARTS["oleObject"], "control": _REFUSED_PARTS["control"], "altChunk": _REFUSED_PARTS["aFChunk"],
    "subDoc": _REFUSED_PARTS["subDocument"], "frameset": _REFUSED_PARTS["frame"], "mailMerge": _REFUSED_PARTS["recipientData"],
    "permStart": ("parts that only some people may edit", "Choose Review › Restrict Editing and take the exceptions off"),
}  # fmt: skip


def oversized(fault: Fault) -> Refusal:
    """Why a file that holds more than is allowed is not read: it names the limit, and the setting that raises it."""
    mend = f"Ask for it in parts or with smaller pictures (Picture Format › Compress Pictures){fault.to_allow_more}."
    return Refusal(f"It is too large to be read safely: it holds {fault.entered}, and the limit is {fault.limit}", "", mend)


def unreadable(reason: str) -> Refusal:
    """Why a file cannot be opened: the code of a fault, or a word of this module's own."""
    what, mend = _UNREADABLE.get(reason, _DAMAGED)
    return Refusal(what, "", mend)


def open_appendix(content: bytes, limits: WordLimits) -> WordFile:
    """Return the file of an appendix, the XML of all that may be carried read.

    Raises:
        PackageError: it is no package, holds more than the limits allow, or a part of it is damaged.
    """
    file = open_word_file(content, word_bounds(limits))
    for name in _reached_parts(file):
        if name and _is_read(file, name):
            file.tree(name)
    for id in file.styles.by_id:
        file.styles.chain(id, _LONGEST_CHAIN)
    return file


def _foreign_format(file: WordFile) -> str:
    """Which other format than a plain Word document a package has; '' if it is one."""
    if file.is_strict:
        return "strict"
    type = file.package.content_type(file.main)
    if "macroEnabled" in type or "template" in type:
        return "macros"
    return "" if type == _DOCX else "not-a-package"


def is_plain_document(file: WordFile) -> bool:
    """Whether a file is a Word document as Word usually writes one: not Strict, no template, without macros."""
    return not _foreign_format(file)


def refusals(file: WordFile, appendix: Appendix, classification: str = "") -> tuple[Refusal, ...]:
    """Every reason why a file cannot come into a paper; () if it can."""
    foreign = _foreign_format(file)
    if foreign:
        return (unreadable(foreign),)
    all_refusals = [*_part_refusals(file), *_text_refusals(file)]
    if is_set(find(file.settings, "w:documentProtection"), "w:enforcement"):
        all_refusals.append(Refusal("It is protected against editing", "", "Choose Review › Restrict Editing › Stop Protection."))
    marking = markings.marking_above(file, classification, appendix.title, appendix.file)
    if marking:
        own = classification or "public"
        mend = f"It is higher than the paper's own ({own}). Leave the appendix out, or ask its owner for a version that may be published."
        all_refusals.append(Refusal(f"It is marked “{marking[0]}”", marking[1], mend))
    return tuple(dict.fromkeys(all_refusals))


def _reached_parts(file: WordFile) -> list[str]:
    """Every part that can be reached, the package itself ('') first."""
    waiting, reached = ["", file.main], {"", file.main}
    for part in waiting:  # grows on the way
        targets = (relation.target for relation in file.relations(part).values() if file.has_target(relation) and _is_entered(relation))
        new = [target for target in dict.fromkeys(targets) if target not in reached]
        waiting += new
        reached.update(new)
    return waiting


def _is_read(file: WordFile, part: str) -> bool:
    """Whether a part is read as XML: no picture is."""
    return file.is_xml(part) and not file.package.content_type(part).startswith("image/")


def _is_entered(relation: Relation) -> bool:
    """Whether what a relationship leads to may be carried: the rest is refused by the relationship alone, or left."""
    return relation.kind in CARRIED_PARTS or relation.kind == "officeDocument"


def _part_refusals(file: WordFile) -> Iterator[Refusal]:
    kinds = {name: kind for kind, name in file.text_parts}
    for part in _reached_parts(file):
        kind = kinds.get(part, "document")
        is_chart = "/charts/" in part or "chart" in file.package.content_type(part)
        named = dict(reversed(list(naming(file.tree(part))))) if _is_read(file, part) else {}  # the first that names each
        for relation in file.relations(part).values():
            where = place_of(named.get(relation.id), kind)
            yield from _relation_refusals(file, relation, where, is_chart)
            if file.has_target(relation):
                yield from _target_refusals(file, relation, where)
        yield from outside_refusals(file, part, kind)
        if _is_read(file, part):
            yield from picture_refusals(file, part, kind)


def _target_refusals(file: WordFile, relation: Relation, where: str) -> Iterator[Refusal]:
    """What a part that is reached says that cannot come in."""
    if relation.kind not in ("chart", "chartUserShapes"):
        return
    yield from undrawn_text("chart", file.tree(relation.target))
    in_chart = file.tree(relation.target).iter("*")
    if any(local(element).lower().startswith("filtered") for element in in_chart):  # series and categories that it does not show
        mend = "Choose the chart, Chart Filters, and show or delete what is hidden."
        yield Refusal("A chart keeps data that it does not show", where, mend)


def _relation_refusals(file: WordFile, relation: Relation, where: str, is_in_chart: bool) -> Iterator[Refusal]:
    kind = "oleObject" if relation.kind == "package" and not is_in_chart else relation.kind
    if is_in_chart and kind == "oleObject":
        return  # the workbook that a chart is linked to: the chart comes in without
    if kind in _REFUSED_PARTS:
        what, mend = _REFUSED_PARTS[kind]
        yield Refusal(f"It holds {what}", where, f"{mend}.")
    elif kind in CARRIED_PARTS and kind != "hyperlink" and not relation.is_external and not file.has_target(relation):
        yield Refusal(f"A part of it is missing ({kind})", where, _DAMAGED[1])
    elif kind not in _KNOWN_PARTS:
        yield Refusal(f"It holds something that cannot be carried ({kind})", where, "Take it out, or paste it as a picture.")


def _text_refusals(file: WordFile) -> Iterator[Refusal]:
    roots = [(kind, file.tree(name)) for kind, name in file.text_parts]
    others = [(kind, file.tree(name)) for kind, name in file.parts("styles", "numbering", "settings")]
    names, page = known_names(file), largest_page(file.root)
    if len(file.root.findall(tag("w:body"))) != 1:
        yield Refusal("It is not built as Word builds a document: it has several bodies of text, or none", "", _DAMAGED[1])
        return
    yield from _unfinished_refusals(file, roots)
    for kind, root in [*roots, *others]:
        yield from _element_refusals(kind, root)
    for kind, name in file.text_parts:
        root = file.tree(name)
        yield from _hidden_refusals(kind, root)
        yield from undrawn_text(kind, root)
        yield from unseen_text(file, kind, root)
        yield from unseen_places(file, kind, name, page)
        yield from covered_text(file, kind, root, page)
        yield from field_refusals(kind, root, names)
    yield from unseen_numbers(file)
    yield from page_refusals(file.root)
    for kind, name in KINDS.items():
        known = {value(note, "w:id") for note in real_notes(file.related(kind))}
        if any(value(reference, "w:id") not in known for _, root in roots for reference in each(root, f"w:{name}Reference")):
            yield Refusal(f"The text of a {name} is missing", "", _DAMAGED[1])


def _unfinished_refusals(file: WordFile, roots: list[tuple[str, Element]]) -> Iterator[Refusal]:
    """Changes that nobody accepted, and comments: each told once, with its first place."""
    tracked = [(change, kind) for kind, root in roots for change in each(root, *(f"w:{name}" for name in TRACKED))]
    if tracked:
        is_of_cells = any(local(change) in ("cellDel", "cellMerge") for change, _ in tracked)
        mend = f"{_ACCEPT_IN_WORD}: those of cells cannot be accepted here." if is_of_cells else _ACCEPT
        yield Refusal(f"It has {counted(len(tracked), 'tracked change')}", place_of(*tracked[0]), mend)
    count = count_comments(file)
    if count:
        yield Refusal(f"It has {counted(count, 'comment')}", place_of(*first_mark(file)), _DELETE_COMMENTS)


def _element_refusals(kind: str, root: Element) -> Iterator[Refusal]:
    twice = next((alternate for alternate in each(root, "mc:AlternateContent") if says_something_else(alternate)), None)
    if twice is not None:
        yield Refusal("It shows older programs another text than newer ones", place_of(twice, kind), _RETYPE)
    for name, (what, mend) in _REFUSED_ELEMENTS.items():
        first = next(root.iter(tag(f"w:{name}"), f"{{{_W15}}}{name}"), None)
        if first is not None:
            yield Refusal(f"It holds {what}", place_of(first, kind), f"{mend}.")


def _hidden_refusals(kind: str, root: Element) -> Iterator[Refusal]:
    """Rows and drawings that a reader does not see, but a copy of the file would give away."""
    row = next((row for row in each(root, "w:hidden") if local(row.getparent()) == "trPr" and is_on(row)), None)
    if row is not None:
        mend = "Choose the row and take Hidden off in Home › Font, or delete it; or --appendix-hidden drop, or show."
        yield Refusal("It has a hidden row of a table", place_of(row, kind), mend)
    drawing = next((drawing for drawing in root.iter("{*}docPr", "{*}cNvPr") if drawing.get("hidden") in ("1", "true")), None)
    if drawing is not None:
        mend = "Choose Layout › Selection Pane and delete it, or show it."
        yield Refusal("It has a hidden drawing", place_of(drawing, kind), mend)
