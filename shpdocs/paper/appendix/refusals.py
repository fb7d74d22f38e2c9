"""What in a Word file cannot come into a paper: each reason named, with its place and what to do about it in Word."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.appendix import Appendix, Refusal
from shpdocs.paper.appendix import markings
from shpdocs.paper.appendix.cascade import Styles
from shpdocs.paper.appendix.fields import FOREIGN, fields
from shpdocs.paper.appendix.notes import real_notes
from shpdocs.paper.appendix.package import NotAPackageError, Package, opened
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
LEFT_PARTS = {
    "core-properties", "extended-properties", "custom-properties", "thumbnail", "webSettings", "stylesWithEffects", "customXml",
    "customXmlProps", "printerSettings", "attachedTemplate", "glossaryDocument", "people", "commentsExtended", "commentsIds",
    "commentsExtensible", "font", "keyMapCustomizations", "classificationlabels", "documenttasks", "officeDocument", "comments", "package",
}  # fmt: skip
_PARTS = {
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
_SAME_NEWS = {"diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "mailMergeSource", "mailMergeHeaderSource",
              "wordVbaData", "signature", "ctrlProp", "activeXControlBinary", "diagramHeader"}  # fmt: skip

_ACCEPT = "Choose Review › Accept › Accept All Changes and Stop Tracking, or reject them"
_TRACKED = (
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
    "delText",
    "delInstrText",
)
_COMMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_ELEMENTS = {
    "object": _PARTS["oleObject"], "control": _PARTS["control"], "altChunk": _PARTS["aFChunk"], "subDoc": _PARTS["subDocument"],
    "frameset": _PARTS["frame"],
    "dataBinding": ("a control that shows data kept elsewhere in the file", "Right-click it › Remove Content Control: the text stays"),
    "permStart": ("parts that only some people may edit", "Choose Review › Restrict Editing and take the exceptions off"),
    "numPicBullet": ("a list with pictures as bullets", "Choose Home › Bullets and take a plain bullet"),
}  # fmt: skip


def read(appendix: Appendix) -> Package | Refusal:
    """Open an appendix, or say why it cannot be opened."""
    kind = _not_word(appendix.content)
    if not kind:
        try:
            package = opened(appendix.content)
            kind = _unfit(package)
        except NotAPackageError as error:
            kind = str(error)
        except NotXMLError:
            kind = "damaged"
    if kind:
        what, mend = UNREADABLE[kind]
        return Refusal(what, "", mend)
    return package


def _not_word(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "locked" if "EncryptedPackage".encode("utf-16-le") in content else "old"
    return "" if content.startswith(b"PK") else "not-word"


def _unfit(package: Package) -> str:
    """Why a package is not a plain Word document; every XML part of it is well-formed and declares no type."""
    if any(one.type.startswith("http://purl.oclc.org/ooxml/") for one in package.relations("")):
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
    found = [*_of_parts(package), *_of_settings(package), *_of_text(package)]
    marked = markings.too_high(package, classification, appendix.title, appendix.file)
    if marked:
        said = classification or "public"
        mend = f"It is higher than the paper's own ({said}). Leave the appendix out, or ask its owner for a version that may be published."
        found.append(Refusal(f"It is marked “{marked[0]}”", marked[1], mend))
    return tuple(dict.fromkeys(found))


def _reached(package: Package) -> Iterator[tuple[str, str, bool, str]]:
    """Every relationship that can be reached: the part it starts from, its kind, whether it leads out of the file, its target."""
    waiting, seen = ["", package.main], {"", package.main}
    while waiting:
        part = waiting.pop(0)
        for one in package.relations(part):
            yield part, one.kind, one.is_external, one.target
            if not one.is_external and one.target not in seen and one.target in package.parts and one.kind not in LEFT_PARTS:
                seen.add(one.target)
                waiting.append(one.target)


def _of_parts(package: Package) -> Iterator[Refusal]:
    seen = set()
    for part, kind, is_external, target in _reached(package):
        where = _place(package, part)
        if kind in _PARTS and kind not in seen:
            seen.add(kind)
            what, mend = _PARTS[kind]
            yield Refusal(f"It holds {what}", where, f"{mend}.")
        elif kind == "package" and "/charts/" not in part and "chart" not in package.content_type(part):
            yield Refusal(f"It holds {_PARTS['oleObject'][0]}", where, f"{_PARTS['oleObject'][1]}.")
        elif kind == "image" and is_external:
            mend = "Choose File › Info › Edit Links to Files › Break Link, so that the picture is kept in the file."
            yield Refusal("It shows a picture that is kept elsewhere", where, mend)
        elif kind in CARRIED_PARTS and kind != "hyperlink" and not is_external and target not in package.parts:
            yield Refusal(f"A part of it is missing ({kind})", where, UNREADABLE["damaged"][1])
        elif kind not in CARRIED_PARTS | LEFT_PARTS | _SAME_NEWS and kind not in _PARTS and kind not in seen:
            seen.add(kind)
            yield Refusal(f"It holds something that cannot be carried ({kind})", where, "Take it out, or paste it as a picture.")
        if kind == "comments" and target in package.parts and len(parse(package.parts[target])):
            count = len(parse(package.parts[target]))
            yield Refusal(f"It has {_many(count, 'comment')}", "", "Choose Review › Delete › Delete All Comments in Document.")
        if kind in ("chart", "chartUserShapes") and target in package.parts:
            yield from _of_chart(parse(package.parts[target]), where)


def _of_chart(root: Element, where: str) -> Iterator[Refusal]:
    """A chart may keep series and categories that it does not show."""
    if any(local(element).lower().startswith("filtered") for element in root.iter()):
        yield Refusal(
            "A chart keeps data that it does not show", where, "Choose the chart, Chart Filters, and show or delete what is hidden."
        )


def _of_settings(package: Package) -> Iterator[Refusal]:
    settings = package.root("settings")
    if settings is None:
        return
    protected = settings.find(tag("w:documentProtection"))
    if protected is not None and value(protected, "w:enforcement") in ("1", "true", "on"):
        yield Refusal("It is protected against editing", "", "Choose Review › Restrict Editing › Stop Protection.")
    if settings.find(tag("w:mailMerge")) is not None:
        what, mend = _PARTS["recipientData"]
        yield Refusal(f"It holds {what}", "", f"{mend}.")


def text_parts(package: Package) -> list[tuple[str, str]]:
    """The parts that hold text: the kind of each ('document', 'header') and its name."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    found = [(one.kind, one.target) for one in package.relations(package.main) if one.kind in kinds and one.target in package.parts]
    return [("document", package.main), *dict.fromkeys(found)]


def _of_text(package: Package) -> Iterator[Refusal]:
    styles = Styles(package.root("styles"))
    roots = [(kind, parse(package.parts[name])) for kind, name in text_parts(package)]
    extra = [(kind, package.root(kind)) for kind in ("styles", "numbering")]
    for kind, root in [*roots, *((kind, root) for kind, root in extra if root is not None)]:
        yield from _of_elements(kind, root)
    for kind, root in roots:
        yield from _hidden(kind, root, styles)
        for one in fields(root):
            if one.kind in FOREIGN:
                start = one.simple if one.simple is not None else one.marks[0]
                mend = "Click it and press Ctrl+Shift+F9: what it shows becomes text."
                yield Refusal(f"It has a field that fetches from elsewhere ({one.kind})", _where(start, kind), mend)
    yield from _of_notes(package, [root for _, root in roots])


def _of_elements(kind: str, root: Element) -> Iterator[Refusal]:
    tracked = list(each(root, *(f"w:{name}" for name in _TRACKED)))
    if tracked:
        yield Refusal(f"It has {_many(len(tracked), 'tracked change')}", _where(tracked[0], kind), f"{_ACCEPT}.")
    comments = next(each(root, *(f"w:{name}" for name in _COMMENTS)), None)
    if comments is not None:
        yield Refusal("It has comments", _where(comments, kind), "Choose Review › Delete › Delete All Comments in Document.")
    for name, (what, mend) in _ELEMENTS.items():
        first = next(root.iter(tag(f"w:{name}"), f"{{http://schemas.microsoft.com/office/word/2012/wordml}}{name}"), None)
        if first is not None:
            yield Refusal(f"It holds {what}", _where(first, kind), f"{mend}.")


def _hidden(kind: str, root: Element, styles: Styles) -> Iterator[Refusal]:
    """Text that a reader does not see, but that a copy of the file would give away."""
    mend = "Choose Home › ¶ to see it. Delete it, or choose it and take Hidden off in Home › Font."
    for run in each(root, "w:r"):
        if _is_hidden(run, styles) and any(local(child) not in ("rPr", "fldChar", "instrText", "lastRenderedPageBreak") for child in run):
            yield Refusal("It has hidden text", _where(run, kind), mend)
            break
    row = next((one for one in root.iter(tag("w:hidden")) if local(one.getparent()) == "trPr" and is_on(one)), None)
    if row is not None:
        yield Refusal("It has a hidden row of a table", _where(row, kind), mend)
    drawing = next((one for one in each(root, "wp:docPr") if one.get("hidden") in ("1", "true")), None)
    if drawing is not None:
        yield Refusal("It has a hidden drawing", _where(drawing, kind), "Choose Layout › Selection Pane and delete it, or show it.")


def _is_hidden(run: Element, styles: Styles) -> bool:
    direct = run.find(f"{tag('w:rPr')}/{tag('w:vanish')}")
    if direct is not None:
        return is_on(direct)
    paragraph = paragraph_of(run)
    above = paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}") if paragraph is not None else None
    named = (value(run.find(f"{tag('w:rPr')}/{tag('w:rStyle')}")), value(above) or styles.default("paragraph"))
    says = [styles.look(id, "rPr").get("vanish") for id in named]
    return sum(is_on(one) for one in says) == 1


def _of_notes(package: Package, roots: list[Element]) -> Iterator[Refusal]:
    for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        known = {value(note, "w:id") for note in real_notes(package.root(kind))}
        for root in roots:
            if any(value(one, "w:id") not in known for one in each(root, f"w:{name}Reference")):
                yield Refusal(f"The text of a {name} is missing", "", UNREADABLE["damaged"][1])
                break


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _where(element: Element, kind: str) -> str:
    """Where an element stands, in words that a person can search for."""
    paragraph = element if local(element) == "p" else paragraph_of(element)
    said = " ".join(text_of(paragraph).split()) if paragraph is not None else ""
    part = {"document": "", "styles": "a style", "numbering": "a list"}.get(kind, f"the {kind}")
    begins = f"the paragraph that begins “{said[:40]}{'…' if len(said) > 40 else ''}”" if said else ""
    return ", ".join(piece for piece in (part, begins) if piece)


def _place(package: Package, part: str) -> str:
    kinds = {name: kind for kind, name in text_parts(package)}
    return f"the {kinds[part]}" if kinds.get(part, "document") != "document" else ""
