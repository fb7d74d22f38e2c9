"""What in a house style not all people can read, by the rules that every paper keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from shpdocs.accessibility.rule import contrast, least_contrast
from shpdocs.paper.word.blocks import RATING_FILLS
from shpdocs.paper.word.house_style.package import W, is_on
from shpdocs.paper.word.house_style.styles import style_name

_TABLE = "PaperTable"
_TEXT = (
    "Normal", "ListItem", "Notice", "TextAfterTable", "TableText", "TableTextKept", "TableHeading", "Caption", "TOC1", "TOC2", "TOC3",
    *(f"Rating{rating.capitalize()}" for rating in RATING_FILLS),
)  # fmt: skip
_OTHERS = ("Heading1", "Heading2", "Heading3", "Heading4", "TOCHeading", "Header", "PageMark", "Footer", "FooterFirst", "Hyperlink")
_IN_CELLS = ("TableText", "TableTextKept")
_WHITE, _BLACK = "FFFFFF", "000000"
_LEAST_SIZE = 24  # half points
_DEFAULT_SIZE = 20  # half points, where nothing says another
_LEAST_CHART_CONTRAST = 3
_THEME = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2", "background2": "lt2",
    "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_CHART_COLOURS = ("accent1", "accent2", "accent3", "accent4", "accent6")
_MODIFY = "In Word: Home, Styles, right-click {name}, Modify"

Fault = tuple[str, str, str]


def accessibility_faults(styles: Element, colours: Mapping[str, str]) -> tuple[Fault, ...]:
    """What is wrong with the styles and colours of a house style: the style's name, what, and how to mend it.

    A style that only has it from the style it is based on is not named again.
    """
    formats = _StyleFormats(styles, colours)
    faults: list[Fault] = []
    faults_of_style: dict[str, set[str]] = {}
    for style_id in (*_TEXT, *_OTHERS):
        remedies = dict(_style_faults(formats, style_id))
        faults_of_style[style_id] = set(remedies)
        base = formats.base(style_id)
        for what, remedy in remedies.items():
            if what not in faults_of_style.get(base, set()):
                name = formats.name(style_id)
                faults.append((name, what, f"{_MODIFY.format(name=name)}: {remedy}"))
    return (*faults, *_chart_colour_faults(colours))


class _StyleFormats:
    """How each style is formatted, with what it takes from those it is based on."""

    def __init__(self, styles: Element, colours: Mapping[str, str]) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        self._colours = colours
        self._defaults = styles.find(f"{W}docDefaults")

    def name(self, style_id: str) -> str:
        return style_name(self._styles[style_id])

    def base(self, style_id: str) -> str:
        base = self._styles[style_id].find(f"{W}basedOn")
        return "" if base is None else base.get(f"{W}val", "")

    def setting(self, style_id: str, properties: str, name: str) -> Element | None:
        """A property of a style ('rPr', 'sz'), or of the nearest it is based on, or of all text."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            setting = self._styles[style_id].find(f"{W}{properties}/{W}{name}")
            if setting is not None:
                return setting
            style_id = self.base(style_id)
        return None if self._defaults is None else self._defaults.find(f"{W}{properties}Default/{W}{properties}/{W}{name}")

    def is_on(self, style_id: str, name: str) -> bool:
        return is_on(self.setting(style_id, "rPr", name))

    def size(self, style_id: str) -> float:
        """Half points."""
        size = self.setting(style_id, "rPr", "sz")
        try:
            return float("" if size is None else size.get(f"{W}val", ""))
        except ValueError:
            return _DEFAULT_SIZE

    def text_colour(self, style_id: str) -> str:
        return self._colour(self.setting(style_id, "rPr", "color"), "val", "themeColor", "theme") or _BLACK

    def backgrounds(self, style_id: str) -> tuple[str, ...]:
        """The colours that text of a style stands on."""
        if style_id.startswith("Rating"):
            return (RATING_FILLS[style_id.removeprefix("Rating").lower()],)
        own = self._fill(self.setting(style_id, "pPr", "shd"))
        if own:
            return (own,)
        if style_id == "TableHeading":
            return (self._cell_fill("firstRow"),)
        return (self._cell_fill(""), self._cell_fill("firstCol")) if style_id in _IN_CELLS else (_WHITE,)

    def _cell_fill(self, part: str) -> str:
        """The fill of the table's cells, of its first row or its first column."""
        table = self._styles[_TABLE]
        whole = self._fill(table.find(f"{W}tcPr/{W}shd"))
        conditional = next((style for style in table.findall(f"{W}tblStylePr") if style.get(f"{W}type") == part), None)
        return self._fill(None if conditional is None else conditional.find(f"{W}tcPr/{W}shd")) or whole or _WHITE

    def _fill(self, shading: Element | None) -> str:
        return self._colour(shading, "fill", "themeFill", "themeFill")

    def _colour(self, element: Element | None, attribute: str, theme_attribute: str, shade_prefix: str) -> str:
        """A colour as six digits: the theme's where it is named without tint or shade, else as written; '' if there is none."""
        if element is None:
            return ""
        named = element.get(f"{W}{theme_attribute}", "")
        is_pure = not any(element.get(f"{W}{shade_prefix}{change}") for change in ("Tint", "Shade"))
        theme_colour = self._colours.get(_THEME.get(named, named), "") if named and is_pure else ""
        written = element.get(f"{W}{attribute}", "")
        return (theme_colour or (written if len(written) == 6 else "")).upper()


def _style_faults(formats: _StyleFormats, style_id: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a style, and what to set."""
    size = formats.size(style_id)
    if formats.is_on(style_id, "vanish"):
        yield "its text is hidden", "Format, Font, take the tick from Hidden."
    if style_id in _TEXT:
        if size < _LEAST_SIZE:
            yield f"its type is {size / 2:g} points; 12 is the least", "set 12 points or more."
        alignment = formats.setting(style_id, "pPr", "jc")
        if alignment is not None and alignment.get(f"{W}val") in ("both", "distribute", "thaiDistribute"):
            yield "its text is justified, which leaves gaps between words", "align it left."
        if formats.is_on(style_id, "caps"):
            yield "its text is all capitals", "Format, Font, take the tick from All caps."
    colour = formats.text_colour(style_id)
    least = least_contrast(size / 2, formats.is_on(style_id, "b"))
    for background in dict.fromkeys(formats.backgrounds(style_id)):
        actual = contrast(colour, background)
        if actual < least:
            yield (
                f"its colour {colour} on {background} has a contrast of {_two_decimals(actual)} to 1; {least:g} is needed",
                "choose a darker or lighter colour.",
            )


def _chart_colour_faults(colours: Mapping[str, str]) -> Iterator[Fault]:
    for name in _CHART_COLOURS:
        colour = colours.get(name, _BLACK)
        actual = contrast(colour, _WHITE)
        if actual < _LEAST_CHART_CONTRAST:
            what = f"charts are drawn in it, and {colour} on white has a contrast of {_two_decimals(actual)} to 1; 3 is needed"
            yield f"theme colour Accent {name[-1]}", what, "In Word: Design, Colours, Customise Colours: choose a darker one."


def _two_decimals(contrast: float) -> str:
    """A contrast rounded down, so that none is shown as enough that is not."""
    return f"{int(contrast * 100) / 100:.2f}"
