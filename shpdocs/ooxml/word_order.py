"""The order in which the schema wants the children of an element to stand, and how one is put among them."""

from __future__ import annotations

from shpdocs.ooxml.xml import Element, each, element, find, local

# The rank of each child by its name.
_ORDERS: dict[str, dict[str, int]] = {
    parent: {name: rank for rank, name in enumerate(children.split())}
    for parent, children in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
        "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
        "sectPr pPrChange",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
        "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish "
        "oMath",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
        "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders "
        "shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
        "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        # of settings those that a paper of ours may have
        "settings": "zoom mirrorMargins defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr "
        "compat rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    }.items()
}


def add_in_order(parent: Element, *children: Element) -> None:
    """Put children of one name where the schema wants them, behind others of that name; first in a parent whose order is not kept here."""
    order = _ORDERS.get(local(parent), {})
    rank = _rank(children[0], order) if children else 0
    place = next((at for at, other in enumerate(parent) if not order or _rank(other, order) > rank), len(parent))
    parent[place:place] = children


def set_in_order(parent: Element, child: Element) -> None:
    """Put a child where the schema wants it, in place of any of the same name."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    add_in_order(parent, child)


def properties(parent: Element, name: str) -> Element:
    """The properties of an element ('w:pPr'), made if they are missing."""
    child = find(parent, name)
    if child is None:
        child = element(name)
        add_in_order(parent, child)
    return child


def tidy(root: Element) -> None:
    """Put properties of paragraphs and runs where the schema wants them: some programs write them out of order, or twice."""
    for parent in each(root, "w:pPr", "w:rPr"):
        order = _ORDERS[local(parent)]
        ranks = [_rank(child, order) for child in parent]
        if ranks != sorted(ranks) or len({child.tag for child in parent}) < len(parent):
            last = {child.tag: child for child in parent}
            parent[:] = sorted((child for child in parent if last[child.tag] is child), key=lambda child: _rank(child, order))


def _rank(child: Element, order: dict[str, int]) -> int:
    return order.get(local(child), len(order))
