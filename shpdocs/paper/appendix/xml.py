"""The XML of Word files: names, safe reading, one way of writing, and the order in which the schema wants children to stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

Element = Any  # lxml has no types of its own

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
NAMESPACES = {"w": W, "r": R, "mc": MC, "a": A, "wp": WP, "c": C, "v": V, "o": O, "m": M, "w14": W14}


def _order(names: str) -> tuple[str, ...]:
    """Names of children in the order of the schema."""
    return tuple(names.split())


PPR_ORDER = _order(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange"
)
RPR_ORDER = _order(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish "
    "oMath"
)
SECTPR_ORDER = _order(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt "
    "vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
STYLE_ORDER = _order(
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
SETTINGS_ORDER = _order(
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape "
    "printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts "
    "saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves "
    "doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle "
    "evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore "
    "savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
    "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields "
    "hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping"
)


class NotXMLError(Exception):
    """A part is not the XML that it should be, or holds a document type."""


def tag(name: str) -> str:
    """'w:p' as lxml names it."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def local(element: Element) -> str:
    """The element's name without its namespace; '' for a comment or an instruction."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def parse(content: bytes) -> Element:
    """The root of a part.

    Raises:
        NotXMLError: it is not well-formed, or declares a document type or entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXMLError from error
    if root.getroottree().docinfo.doctype:
        raise NotXMLError
    return root


def written(root: Element) -> bytes:
    """The part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def made(name: str, /, **attributes: str) -> Element:
    """A new element of the main namespace: made('w:spacing', after='0')."""
    element = etree.Element(tag(name), nsmap={name.split(":")[0]: NAMESPACES[name.split(":")[0]]})
    for key, value in attributes.items():
        element.set(tag(f"w:{key}"), value)
    return element


def value(element: Element | None, name: str = "w:val") -> str:
    """An attribute; '' without it or without the element."""
    return "" if element is None else str(element.get(tag(name), ""))


def is_on(element: Element | None) -> bool:
    """Whether a switch such as <w:b/> is there and on."""
    return element is not None and value(element) not in ("0", "false", "off")


def each(root: Element, *names: str) -> Iterator[Element]:
    """Every element of these names, in order."""
    yield from root.iter(*(tag(name) for name in names))


def put(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Put a child where the schema wants it, in place of one of the same name."""
    name = local(child)
    for old in parent.findall(child.tag):
        if name not in ("headerReference", "footerReference"):
            parent.remove(old)
    insert(parent, child, order)


def insert(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Put a child where the schema wants it, beside those of the same name."""
    rank = _rank(local(child), order)
    at = next((at for at, other in enumerate(parent) if _rank(local(other), order) > rank), len(parent))
    parent.insert(at, child)


def tidy(root: Element, name: str, order: tuple[str, ...]) -> None:
    """Put the children of every such element where the schema wants them: some programs write them out of order, or twice."""
    for element in each(root, name):
        names = [local(child) for child in element]
        ranks = [_rank(one, order) for one in names]
        if ranks != sorted(ranks) or len(set(names)) < len(names):
            last = {child.tag: child for child in element}
            element[:] = sorted((child for child in element if last[child.tag] is child), key=lambda child: _rank(local(child), order))


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def properties(element: Element, name: str) -> Element:
    """The element's properties ('w:pPr', 'w:rPr'), made if they are missing. They stand first."""
    found = element.find(tag(name))
    if found is None:
        found = made(name)
        element.insert(0, found)
    return found


def paragraph_of(element: Element) -> Element | None:
    """The nearest paragraph that an element stands in."""
    return next(element.iterancestors(tag("w:p")), None)


def own(paragraph: Element, name: str) -> list[Element]:
    """Elements of a paragraph that are not in a paragraph within it (a text box)."""
    return [element for element in each(paragraph, name) if paragraph_of(element) is paragraph]


def text_of(paragraph: Element) -> str:
    """What a paragraph says, without what stands in text boxes within it."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterable[str]:
    marks = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    for element in paragraph.iter(tag("w:t"), tag("m:t"), tag("w:sym"), *(tag(f"w:{name}") for name in marks)):
        if paragraph_of(element) is not paragraph or local(element.getparent()) == "tabs":
            continue
        name = local(element)
        yield marks[name] if name in marks else value(element, "w:char") if name == "sym" else element.text or ""


def united(name: str, roots: list[Element]) -> Element:
    """An empty root that knows every namespace of some roots, and what may be ignored in them.

    A prefix that means two things keeps its first meaning; the second is given another name.
    """
    known: dict[str, str] = {"w": W, "r": R}
    ignorable: list[str] = []
    for root in roots:
        for prefix, uri in root.nsmap.items():
            if prefix and uri not in known.values():
                known[prefix if prefix not in known else _free(prefix, known)] = uri
        ignorable += [root.nsmap[prefix] for prefix in root.get(tag("mc:Ignorable"), "").split() if prefix in root.nsmap]
    if ignorable and MC not in known.values():
        known[_free("mc", known) if "mc" in known else "mc"] = MC
    made_root = etree.Element(tag(name), nsmap=known)
    prefixes = {uri: prefix for prefix, uri in known.items()}
    if ignorable:
        made_root.set(tag("mc:Ignorable"), " ".join(dict.fromkeys(prefixes[uri] for uri in ignorable)))
    return made_root


def _free(prefix: str, known: dict[str, str]) -> str:
    return next(f"{prefix}{number}" for number in range(2, 1000) if f"{prefix}{number}" not in known)


def required(root: Element) -> dict[Element, list[str]]:
    """What each <mc:Choice> requires, as namespaces: its prefixes mean nothing in another root."""
    return {choice: [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()] for choice in each(root, "mc:Choice")}


def require(choices: dict[Element, list[str]], root: Element) -> None:
    """Say again, in the words of a new root, what each choice requires."""
    prefixes = {uri: prefix for prefix, uri in root.nsmap.items()}
    for choice, uris in choices.items():
        choice.set("Requires", " ".join(prefixes[uri] for uri in uris if uri in prefixes))


def one_body(first: Element, second: Element) -> Element:
    """A document of two bodies, one after the other.

    Both are written and read again: moving many elements from tree to tree takes a time that grows with their square.
    """
    choices = required(first) | required(second)
    root = united("w:document", [first, second])
    require(choices, root)
    opening = bytes(etree.tostring(root)).removesuffix(b"/>")
    children = (bytes(etree.tostring(child, with_tail=False)) for one in (first, second) for child in one.find(tag("w:body")))
    prefix = next(prefix for prefix, uri in root.nsmap.items() if uri == W).encode()
    joined = parse(b"".join((opening, b"><", prefix, b":body>", *children, b"</", prefix, b":body></", prefix, b":document>")))
    etree.cleanup_namespaces(joined, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    return joined
