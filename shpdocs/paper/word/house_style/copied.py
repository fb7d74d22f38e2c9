"""What is copied from a council's house style into our empty paper: the whole list. What it does not name is left behind.

Names are those of Word's XML; docs/house-style.md says the same in words.
"""

from __future__ import annotations

from shpdocs.ooxml.xml import NAMESPACES, tag

_PARAGRAPH = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens",
    "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
    "spacing", "ind", "contextualSpacing", "mirrorIndents", "jc", "textDirection", "textAlignment",
)  # fmt: skip
_LETTERS = (
    "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof",
    "snapToGrid", "vanish", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
    "fitText", "vertAlign", "rtl", "cs", "em",
)  # fmt: skip
_TABLE = ("tblStyleRowBandSize", "tblStyleColBandSize", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblCellMar")
_CELL = ("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign")
_NAMES = ("name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat")

# Of a style and of the defaults of text: what an element may hold.
STYLES = {
    tag(f"w:{holder}"): frozenset(tag(f"w:{name}") for name in names)
    for holder, names in {
        "docDefaults": ("rPrDefault", "pPrDefault"),
        "style": (*_NAMES, "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
        "tblStylePr": ("pPr", "rPr", "tblPr", "trPr", "tcPr"),
        "pPr": _PARAGRAPH,
        "rPr": _LETTERS,
        "tblPr": _TABLE,
        "trPr": ("tblCellSpacing", "jc"),
        "tcPr": _CELL,
    }.items()
}
# What a style may say that is told when it is left behind.
TOLD = {tag("w:numPr"): "the numbering", tag("w:framePr"): "the frame"}

# Of a font in the table of fonts.
FONT = frozenset(tag(f"w:{name}") for name in ("panose1", "charset", "family", "notTrueType", "pitch", "sig"))

# Of the theme.
THEME = ("a:themeElements/a:clrScheme", "a:themeElements/a:fontScheme")

# Of the page of the last section: what python-docx calls it, and where Word has it.
PAGE = {
    "left_margin": "w:left", "right_margin": "w:right", "top_margin": "w:top", "bottom_margin": "w:bottom",
    "header_distance": "w:header", "footer_distance": "w:footer",
}  # fmt: skip

# Headers and footers of the last section, as python-docx calls them: the place of each, and the pages that show it.
HEADERS_AND_FOOTERS = {
    "header": ("header", "default"),
    "footer": ("footer", "default"),
    "first_page_header": ("header", "first"),
    "first_page_footer": ("footer", "first"),
}
VOCABULARIES = frozenset(NAMESPACES[prefix] for prefix in ("w", "r", "wp", "a", "pic", "v", "o", "w10", "xml"))  # of their content
FIELDS = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES")
# Whatever these wrap up comes without them, from the child that is named here; '' is the element itself.
WRAPPERS = {"sdt": "w:sdtContent", "smartTag": "", "customXml": "", "AlternateContent": "mc:Fallback"}
LEFT_OUT = (
    "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "sectPr", "smartTagPr", "customXmlPr",
    "lang", "rsid", "extLst", "ffData", "fldData",
)  # fmt: skip
# What a header or footer may not hold, whatever stands beside it.
REFUSED = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"), "tracked changes"),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference"), "comments"),
    **dict.fromkeys(("object", "control", "OLEObject", "altChunk", "subDoc"), "an embedded object"),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "notes"),
    **dict.fromkeys(("vanish", "specVanish"), "hidden text"),
    **dict.fromkeys(("dataBinding", "showingPlcHdr"), "a field or placeholder that fills itself in"),
}
