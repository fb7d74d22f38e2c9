"""What in a house style not all people can read, by the rules that every paper keeps: seen in the starter, which shows every style."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.accessibility.paper_facts import read_paper_facts
from shpdocs.accessibility.rule import contrast, least_contrast
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph, TextLook
from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import find, value
from shpdocs.paper.word.house_style.starter import LINK

_TEXT = (
    "Normal", "List Paragraph", "Notice", "Text After Table", "Table Text", "Table Text Kept", "Table Heading", "caption", "toc 1",
    "toc 2", "toc 3", "Rating Green", "Rating Amber", "Rating Red", "Rating Grey",
)  # fmt: skip
_OTHERS = ("heading 1", "heading 2", "heading 3", "heading 4", "TOC Heading", "header", "Page Mark", "footer", "Footer First", LINK)
_LEAST_SIZE = 12  # points
_LEAST_CHART_CONTRAST = 3
_WHITE = "FFFFFF"
_CHART_COLOURS = ("accent1", "accent2", "accent3", "accent4", "accent6")

Fault = tuple[str, str, str]


def accessibility_faults(starter: bytes, styles: Styles, theme: Theme) -> tuple[Fault, ...]:
    """What is wrong with a house style: the name of the style or the place, what, and how to mend it.

    `starter` shows every style in it. A style that only has a fault from the style it is based on is not named again.
    """
    facts = read_paper_facts(starter, "starter")
    faults: list[Fault] = []
    faults_of_style: dict[str, set[str]] = {}
    for name in (*_TEXT, *_OTHERS):
        remedies = dict(fault for paragraph in _shown(facts, name) for fault in _paragraph_faults(paragraph, name in _TEXT))
        faults_of_style[name] = set(remedies)
        base = styles.name(value(find(styles.by_id[styles.id_of(name)], "w:basedOn")))
        mend = f"In Word: Home, Styles, right-click {name}, Modify"
        faults += [(name, what, f"{mend}: {remedy}") for what, remedy in remedies.items() if what not in faults_of_style.get(base, ())]
    return (*faults, *_chart_colour_faults(theme), *dict.fromkeys(_drawing_faults(facts)))


def _shown(facts: PaperFacts, name: str) -> list[PaperParagraph]:
    """Where the starter shows a style: in the cells of tables only, if it does there."""
    paragraphs = [paragraph for paragraph in facts.paragraphs if paragraph.place.part == "body" and paragraph.words]
    shown = [paragraph for paragraph in paragraphs if name == (LINK if paragraph.text.startswith(LINK) else paragraph.style)]
    return [paragraph for paragraph in shown if paragraph.place.table] or shown


def _paragraph_faults(paragraph: PaperParagraph, is_text: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with a paragraph's style, and what to set."""
    look = paragraph.runs[0].look
    if look.is_hidden:
        yield "its text is hidden", "Format, Font, take the tick from Hidden."
    if is_text and look.size < _LEAST_SIZE:
        yield f"its type is {look.size:g} points; {_LEAST_SIZE} is the least", f"set {_LEAST_SIZE} points or more."
    if is_text and paragraph.align == "both":
        yield "its text is justified, which leaves gaps between words", "align it left."
    if is_text and look.capitals:
        yield "its text is all capitals", "Format, Font, take the tick from All caps."
    yield from _contrast_faults(look)


def _contrast_faults(look: TextLook) -> Iterator[tuple[str, str]]:
    least = least_contrast(look.size, look.bold)
    if look.fill and contrast(look.text_colour, look.fill) < least:
        shown = _two_decimals(contrast(look.text_colour, look.fill))
        what = f"its colour {look.text_colour} on {look.fill} has a contrast of {shown} to 1; {least:g} is needed"
        yield what, "choose a darker or lighter colour."


def _chart_colour_faults(theme: Theme) -> Iterator[Fault]:
    for name in _CHART_COLOURS:
        colour = theme.colour(name)
        if contrast(colour, _WHITE) < _LEAST_CHART_CONTRAST:
            shown = _two_decimals(contrast(colour, _WHITE))
            what = f"charts are drawn in it, and {colour} on white has a contrast of {shown} to 1; {_LEAST_CHART_CONTRAST} is needed"
            yield f"theme colour Accent {name[-1]}", what, "In Word: Design, Colours, Customise Colours: choose a darker one."


def _drawing_faults(facts: PaperFacts) -> Iterator[Fault]:
    for drawing in facts.drawings:
        if drawing.kind == "text box":
            what = "it holds a text box, which many programs do not read"
            yield drawing.place.part, what, "Put the text into the header or footer itself."
        elif not drawing.alt_text:
            mend = "Right-click the picture, View Alt Text, and say what it shows."
            yield drawing.place.part, "it holds a picture without alternative text", mend


def _two_decimals(contrast: float) -> str:
    """A contrast rounded down, so that none is shown as enough that is not."""
    return f"{int(contrast * 100) / 100:.2f}"
