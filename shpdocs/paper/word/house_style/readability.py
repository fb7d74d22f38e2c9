"""What in a house style not all people can read: its starter, which shows every style, judged by the rules that papers are audited by."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from shpdocs.accessibility.paper_facts import read_paper_facts
from shpdocs.accessibility.paper_rules.looks import text_is_plain, texts_have_contrast
from shpdocs.accessibility.paper_rules.properties import pictures_have_alt_text
from shpdocs.accessibility.rule import contrast
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph
from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import find, value
from shpdocs.paper.word.house_style.starter import LINK

_TEXT = (
    "Normal", "List Paragraph", "Notice", "Text After Table", "Table Text", "Table Text Kept", "Table Heading", "caption", "toc 1",
    "toc 2", "toc 3", "Rating Green", "Rating Amber", "Rating Red", "Rating Grey",
)  # fmt: skip
_OTHERS = ("heading 1", "heading 2", "heading 3", "heading 4", "TOC Heading", "header", "Page Mark", "footer", "Footer First", LINK)
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
        texts = list(dict.fromkeys(_style_faults(replace(facts, paragraphs=_shown(facts, name)), name in _TEXT)))
        faults_of_style[name] = set(texts)
        base = styles.name(value(find(styles.by_id[styles.id_of(name)], "w:basedOn")))
        mend = f"In Word: Home, Styles, right-click {name}, Modify."
        faults += [(name, what, mend) for what in texts if what not in faults_of_style.get(base, ())]
    return (*faults, *_chart_colour_faults(theme), *dict.fromkeys(_drawing_faults(facts)))


def _shown(facts: PaperFacts, name: str) -> tuple[PaperParagraph, ...]:
    """Where the starter shows a style: in the cells of tables only, if it does there."""
    paragraphs = (paragraph for paragraph in facts.paragraphs if paragraph.place.part == "body")
    shown = [paragraph for paragraph in paragraphs if name == (LINK if paragraph.text.startswith(LINK) else paragraph.style)]
    return tuple([paragraph for paragraph in shown if paragraph.place.table] or shown)


def _style_faults(shown: PaperFacts, is_text: bool) -> Iterator[str]:
    """What is wrong with a style, where it is shown; the size and setting of headings and of headers are the council's."""
    if any(look.is_hidden for look in shown.looks):
        yield "its text is hidden"
    for breach in (*(text_is_plain(shown) if is_text else ()), *texts_have_contrast(shown)):
        yield f"{breach.what[0].lower()}{breach.what[1:]}".rstrip(".")


def _drawing_faults(facts: PaperFacts) -> Iterator[Fault]:
    for drawing in facts.drawings:
        if drawing.kind == "text box":
            what = "it holds a text box, which many programs do not read"
            yield drawing.place.part, what, "Put the text into the header or footer itself."
        for breach in pictures_have_alt_text(replace(facts, drawings=(drawing,))):
            yield drawing.place.part, f"{breach.what[0].lower()}{breach.what[1:]}".rstrip("."), breach.mend


def _chart_colour_faults(theme: Theme) -> Iterator[Fault]:
    for name in _CHART_COLOURS:
        colour = theme.colour(name)
        actual = int(contrast(colour, _WHITE) * 100) / 100  # rounded down, so that none is shown as enough that is not
        if actual < _LEAST_CHART_CONTRAST:
            what = f"charts are drawn in it, and {colour} on white has a contrast of {actual:.2f} to 1; {_LEAST_CHART_CONTRAST} is needed"
            yield f"theme colour Accent {name[-1]}", what, "In Word: Design, Colours, Customise Colours: choose a darker one."
