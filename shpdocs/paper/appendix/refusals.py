"""What in a Word file cannot come into a paper: each reason named, with its place and what to do about it in Word."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.appendix import Appendix, Refusal
from shpdocs.paper.appendix import markings
from shpdocs.paper.appendix.cascade import Styles
from shpdocs.paper.appendix.fields import FETCHING, fields
from shpdocs.paper.appendix.notes import real_notes
from shpdocs.paper.appendix.package import NotAPackageError, Package, Relation, opened
from shpdocs.paper.appendix.xml import Element, NotXMLError, each, is_on, local, paragraph_of, parse, tag, text_of, value

_SAVE = "In Word: File › Save As › Word Document (.docx)"
UNREADABLE = {
    "pdf": ("It is a PDF", "Ask for the Word file, or publish the PDF as a file of its own."),
    "old": ("It is a Word 97–2003 file (.doc), or is locked with a password", f"Open it in Word, take off any password. {_SAVE}."),
    "locked": ("It is locked with a password", "Open it in Word, take off the password (File › Info › Protect Document), and save it."),
    "too-large": ("It is too large to be read safely", "Save its pictures smaller (Picture Format › Compress Pictures), and save it."),
    "damaged": ("It is damaged", f"Open it in Word, which may repair it. {_SAVE}."),
    "not-word": ("It is not a Word file", f"Open it in the program it comes from and save it as .docx. {_SAVE}."),
    "macros": ("It holds macros (.docm), or is a template", f"{_SAVE}, which leaves macros behind."),
    "strict": ("It is saved as a Strict Open XML Document", f"{_SAVE}, not “Strict Open XML Document”."),
}  # fmt: skip
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

CARRIED_PARTS = {
    "styles", "settings", "numbering", "theme", "fontTable", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "chart",
    "chartStyle", "chartColorStyle", "chartUserShapes", "themeOverride", "hdphoto",
}  # fmt: skip
OMITTED_PARTS = {
    "core-properties", "extended-properties", "custom-properties", "thumbnail", "webSettings", "stylesWithEffects", "customXml",
    "customXmlProps", "printerSettings", "attachedTemplate", "glossaryDocument", "people", "commentsExtended", "commentsIds",
    "commentsExtensible", "font", "keyMapCustomizations", "classificationlabels", "documenttasks", "officeDocument", "comments", "package",
}  # fmt: skip
_REFUSED_PARTS = {
    "oleObject": ("an embedded object, such as a sheet or another document", "Paste it as a picture with alternative text, or as a table"),
    "control": ("an ActiveX control", "Delete it (Developer › Design Mode), or type what it shows"),
    "aFChunk": ("a file within the file that was not opened yet", "Open the file in Word and save it again as .docx"),
    "subDocument": ("a sub-document of a master document", "In Outline view choose Show Document, then Unlink"),
    "diagramData": ("SmartArt", "Cut it, and paste it as a picture with alternative text, or write it as a list"),
    "chartEx": ("a chart of a newer kind (such as a map, funnel or waterfall)", "Copy it and paste it as a picture with alternative text"),
    "recipientData": ("a mail merge", "Choose Mailings › Start Mail Merge › Normal Word Document"),
    "vbaProject": ("macros", _SAVE),
    "origin": ("a digital signature", "Choose File › Info › View Signatures, and remove it"),
    "frame": ("frames of a web page", "Copy the text into a plain document"),
}  # fmt: skip
_COMPANION_PARTS = {"diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "mailMergeSource", "mailMergeHeaderSource",
              "wordVbaData", "signature", "ctrlProp", "activeXControlBinary", "diagramHeader"}  # fmt: skip

_ACCEPT = "Choose Review › Accept › Accept All Changes and Stop Tracking, or reject them"
_TRACKED = (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
    "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "delText", "delInstrText",
)  # fmt: skip
_COMMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_REFUSED_ELEMENTS = {
    "object": _REFUSED_PARTS["oleObject"], "control": _REFUSED_PARTS["control"], "altChunk": _REFUSED_PARTS["aFChunk"],
    "subDoc": _REFUSED_PARTS["subDocument"], "frameset": _REFUSED_PARTS["frame"],
    "dataBinding": ("a control that shows data kept elsewhere in the file", "Right-click it › Remove Content Control: the text stays"),
    "permStart": ("parts that only some people may edit", "Choose Review › Restrict Editing and take the exceptions off"),
    "numPicBullet": ("a list with pictures as bullets", "Choose Home › Bullets and take a plain bullet"),
}  # fmt: skip


def open_appendix(appendix: Appendix) -> Package | Refusal:
    """Open an appendix, or say why it cannot be opened."""
    reason = _foreign_format(appendix.content)
    if not reason:
        try:
            package = opened(appendix.content)
            reason = _unfit(package)
        except NotAPackageError as error:
            reason = str(error)
        except NotXMLError:
            reason = "damaged"
    if reason:
        what, mend = UNREADABLE[reason]
        return Refusal(what, "", mend)
    return package


def _foreign_format(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "locked" if "EncryptedPackage".encode("utf-16-le") in content else "old"
    return "" if content.startswith(b"PK") else "not-word"


def _unfit(package: Package) -> str:
    """Why a package is not a plain Word document; every XML part of it is well-formed and declares no type."""
    if any(relation.type.startswith("http://purl.oclc.org/ooxml/") for relation in package.relations("")):
        return "strict"
    type = package.content_type(package.main)
    if "macroEnabled" in type or "template" in type:
        return "macros"
    if type != _DOCX:
        return "not-word"
    for name, content in package.parts.items():
        if name.endswith((".xml", ".rels")) or package.content_type(name).endswith("+xml"):
            parse(content)
    return "" if local(parse(package.parts[package.main])) == "document" else "not-word"


def refusals(package: Package, appendix: Appendix, classification: str = "") -> tuple[Refusal, ...]:
    """Every reason why a file cannot come into a paper; () if it can."""
    all_refusals = [*_part_refusals(package), *_settings_refusals(package), *_text_refusals(package)]
    marking = markings.marking_above(package, classification, appendix.title, appendix.file)
    if marking:
        own = classification or "public"
        mend = f"It is higher than the paper's own ({own}). Leave the appendix out, or ask its owner for a version that may be published."
        all_refusals.append(Refusal(f"It is marked “{marking[0]}”", marking[1], mend))
    return tuple(dict.fromkeys(all_refusals))


def _reachable_relations(package: Package) -> Iterator[tuple[str, Relation]]:
    """Every relationship that can be reached, and the part it starts from."""
    waiting, seen = ["", package.main], {"", package.main}
    while waiting:
        part = waiting.pop(0)
        for relation in package.relations(part):
            yield part, relation
            is_part = not relation.is_external and relation.target in package.parts
            if is_part and relation.target not in seen and relation.kind not in OMITTED_PARTS:
                seen.add(relation.target)
                waiting.append(relation.target)


def _part_refusals(package: Package) -> Iterator[Refusal]:
    seen = set()
    for part, relation in _reachable_relations(package):
        kind, target = relation.kind, relation.target
        where = _place(package, part)
        if kind in _REFUSED_PARTS and kind not in seen:
            seen.add(kind)
            what, mend = _REFUSED_PARTS[kind]
            yield Refusal(f"It holds {what}", where, f"{mend}.")
        elif kind == "package" and "/charts/" not in part and "chart" not in package.content_type(part):
            yield Refusal(f"It holds {_REFUSED_PARTS['oleObject'][0]}", where, f"{_REFUSED_PARTS['oleObject'][1]}.")
        elif kind == "image" and relation.is_external:
            mend = "Choose File › Info › Edit Links to Files › Break Link, so that the picture is kept in the file."
            yield Refusal("It shows a picture that is kept elsewhere", where, mend)
        elif kind in CARRIED_PARTS and kind != "hyperlink" and not relation.is_external and target not in package.parts:
            yield Refusal(f"A part of it is missing ({kind})", where, UNREADABLE["damaged"][1])
        elif kind not in CARRIED_PARTS | OMITTED_PARTS | _COMPANION_PARTS and kind not in _REFUSED_PARTS and kind not in seen:
            seen.add(kind)
            yield Refusal(f"It holds something that cannot be carried ({kind})", where, "Take it out, or paste it as a picture.")
        if kind == "comments" and target in package.parts and len(parse(package.parts[target])):
            count = len(parse(package.parts[target]))
            yield Refusal(f"It has {_count(count, 'comment')}", "", "Choose Review › Delete › Delete All Comments in Document.")
        if kind in ("chart", "chartUserShapes") and target in package.parts:
            yield from _chart_refusals(parse(package.parts[target]), where)


def _chart_refusals(root: Element, where: str) -> Iterator[Refusal]:
    """A chart may keep series and categories that it does not show."""
    if any(local(element).lower().startswith("filtered") for element in root.iter()):
        yield Refusal(
            "A chart keeps data that it does not show", where, "Choose the chart, Chart Filters, and show or delete what is hidden."
        )


def _settings_refusals(package: Package) -> Iterator[Refusal]:
    settings = package.root("settings")
    if settings is None:
        return
    protection = settings.find(tag("w:documentProtection"))
    if protection is not None and value(protection, "w:enforcement") in ("1", "true", "on"):
        yield Refusal("It is protected against editing", "", "Choose Review › Restrict Editing › Stop Protection.")
    if settings.find(tag("w:mailMerge")) is not None:
        what, mend = _REFUSED_PARTS["recipientData"]
        yield Refusal(f"It holds {what}", "", f"{mend}.")


def text_parts(package: Package) -> list[tuple[str, str]]:
    """The parts that hold text: the kind of each ('document', 'header') and its name."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    relations = (relation for relation in package.relations(package.main) if relation.kind in kinds and relation.target in package.parts)
    return [("document", package.main), *dict.fromkeys((relation.kind, relation.target) for relation in relations)]


def _text_refusals(package: Package) -> Iterator[Refusal]:
    styles = Styles(package.root("styles"))
    roots = [(kind, parse(package.parts[name])) for kind, name in text_parts(package)]
    extra = [(kind, package.root(kind)) for kind in ("styles", "numbering")]
    for kind, root in [*roots, *((kind, root) for kind, root in extra if root is not None)]:
        yield from _element_refusals(kind, root)
    for kind, root in roots:
        yield from _hidden_text_refusals(kind, root, styles)
        for field in fields(root):
            if field.kind in FETCHING:
                start = field.simple if field.simple is not None else field.characters[0]
                mend = "Click it and press Ctrl+Shift+F9: what it shows becomes text."
                yield Refusal(f"It has a field that fetches from elsewhere ({field.kind})", _where(start, kind), mend)
    yield from _note_refusals(package, [root for _, root in roots])


def _element_refusals(kind: str, root: Element) -> Iterator[Refusal]:
    tracked = list(each(root, *(f"w:{name}" for name in _TRACKED)))
    if tracked:
        yield Refusal(f"It has {_count(len(tracked), 'tracked change')}", _where(tracked[0], kind), f"{_ACCEPT}.")
    comments = next(each(root, *(f"w:{name}" for name in _COMMENTS)), None)
    if comments is not None:
        yield Refusal("It has comments", _where(comments, kind), "Choose Review › Delete › Delete All Comments in Document.")
    for name, (what, mend) in _REFUSED_ELEMENTS.items():
        first = next(root.iter(tag(f"w:{name}"), f"{{http://schemas.microsoft.com/office/word/2012/wordml}}{name}"), None)
        if first is not None:
            yield Refusal(f"It holds {what}", _where(first, kind), f"{mend}.")


def _hidden_text_refusals(kind: str, root: Element, styles: Styles) -> Iterator[Refusal]:
    """Text that a reader does not see, but that a copy of the file would give away."""
    mend = "Choose Home › ¶ to see it. Delete it, or choose it and take Hidden off in Home › Font."
    for run in each(root, "w:r"):
        if _is_hidden(run, styles) and any(local(child) not in ("rPr", "fldChar", "instrText", "lastRenderedPageBreak") for child in run):
            yield Refusal("It has hidden text", _where(run, kind), mend)
            break
    hidden = (element for element in root.iter(tag("w:hidden")) if local(element.getparent()) == "trPr" and is_on(element))
    row = next(hidden, None)
    if row is not None:
        yield Refusal("It has a hidden row of a table", _where(row, kind), mend)
    drawing = next((element for element in each(root, "wp:docPr") if element.get("hidden") in ("1", "true")), None)
    if drawing is not None:
        yield Refusal("It has a hidden drawing", _where(drawing, kind), "Choose Layout › Selection Pane and delete it, or show it.")


def _is_hidden(run: Element, styles: Styles) -> bool:
    direct = run.find(f"{tag('w:rPr')}/{tag('w:vanish')}")
    if direct is not None:
        return is_on(direct)
    paragraph = paragraph_of(run)
    paragraph_style = paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}") if paragraph is not None else None
    style_ids = (value(run.find(f"{tag('w:rPr')}/{tag('w:rStyle')}")), value(paragraph_style) or styles.default("paragraph"))
    switches = [styles.look(id, "rPr").get("vanish") for id in style_ids]
    return sum(is_on(switch) for switch in switches) == 1  # two that are on undo each other


def _note_refusals(package: Package, roots: list[Element]) -> Iterator[Refusal]:
    for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        known = {value(note, "w:id") for note in real_notes(package.root(kind))}
        for root in roots:
            if any(value(reference, "w:id") not in known for reference in each(root, f"w:{name}Reference")):
                yield Refusal(f"The text of a {name} is missing", "", UNREADABLE["damaged"][1])
                break


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _where(element: Element, kind: str) -> str:
    """Where an element stands, in words that a person can search for."""
    paragraph = element if local(element) == "p" else paragraph_of(element)
    words = " ".join(text_of(paragraph).split()) if paragraph is not None else ""
    part = {"document": "", "styles": "a style", "numbering": "a list"}.get(kind, f"the {kind}")
    begins = f"the paragraph that begins “{words[:40]}{'…' if len(words) > 40 else ''}”" if words else ""
    return ", ".join(piece for piece in (part, begins) if piece)


def _place(package: Package, part: str) -> str:
    kinds = {name: kind for kind, name in text_parts(package)}
    return f"the {kinds[part]}" if kinds.get(part, "document") != "document" else ""
