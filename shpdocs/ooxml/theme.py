"""The theme of an office file, its colours and fonts by name, and the colours that a file gives, as six hexadecimal digits."""

from __future__ import annotations

from msgspec import Struct, field

from shpdocs.ooxml.colours import HEXADECIMAL, NUMBERED, six_digits, tinted
from shpdocs.ooxml.xml import Element, local, tag, value

HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGray": "808080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "green": "00FF00",
    "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
_SLOTS = {"light1": "lt1", "dark1": "dk1", "light2": "lt2", "dark2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_MAPPED = {
    "bg1": "lt1", "background1": "lt1", "tx1": "dk1", "text1": "dk1", "bg2": "lt2", "background2": "lt2", "tx2": "dk2", "text2": "dk2",
}  # fmt: skip
_IN_SETTINGS = {
    "bg1": ("bg1", "background1"), "t1": ("tx1", "text1"), "bg2": ("bg2", "background2"), "t2": ("tx2", "text2"),
}  # fmt: skip
_DARK = 62  # brightness, of 255: Word writes in white on what is as dark
_NEAR = 6  # of 255: how far Word's own reckoning of a tint may lie from ours
_NO_FONT = "Times New Roman"  # what Word takes where a theme leaves a font open
# The script of a language, by which a theme that leaves a font open may have one.
_SCRIPTS = {
    script: languages.split()
    for script, languages in {
        "Jpan": "ja", "Hang": "ko", "Hant": "zh-tw zh-hk zh-mo zh-hant", "Hans": "zh", "Arab": "ar fa ur ps sd ku prs", "Hebr": "he yi",
        "Thai": "th", "Ethi": "am ti", "Beng": "bn as", "Gujr": "gu", "Khmr": "km", "Knda": "kn", "Guru": "pa", "Cans": "iu", "Cher": "chr",
        "Yiii": "ii", "Tibt": "bo dz", "Thaa": "dv", "Deva": "hi mr ne sa kok", "Telu": "te", "Taml": "ta", "Syrc": "syr", "Orya": "or",
        "Mlym": "ml", "Laoo": "lo", "Sinh": "si", "Mong": "mn", "Uigh": "ug", "Geor": "ka", "Armn": "hy", "Viet": "vi",
    }.items()
}  # fmt: skip


class Theme(Struct, frozen=True):
    """A file's colours by name ('accent1': '1F3864') and fonts ('minor', 'latin'); themes that look the same are equal.

    `mapping` leads from the names that a text uses ('text1') to those of the theme ('dk1'). A font that the theme leaves open is that
    of the document's language, if the theme has one for its script.
    """

    colours: dict[str, str] = field(default_factory=dict)
    fonts: dict[tuple[str, str], str] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=lambda: _SLOTS | _MAPPED)

    def colour(self, name: str) -> str:
        """The colour of a name; '' for one that the theme does not have."""
        return self.colours.get(self.mapping.get(name, name), "")

    def numbered(self, number: int) -> str:
        """The colour that a workbook names by its number; '' for one that the theme does not have."""
        return self.colours.get(NUMBERED[number], "") if 0 <= number < len(NUMBERED) else ""

    def font(self, name: str) -> str:
        """The font of a name such as 'minorHAnsi', 'majorBidi', '+mn-lt'; '' if the theme leaves it open."""
        size = "major" if name.startswith(("major", "+mj")) else "minor"
        script = "ea" if name.endswith(("EastAsia", "-ea")) else "cs" if name.endswith(("Bidi", "-cs")) else "latin"
        return self.fonts.get((size, script), "") if name else ""

    def shown_font(self, name: str) -> str:
        """The font that Word shows for such a name: its own where the theme leaves it open."""
        return self.font(name) or _NO_FONT

    def shown_colour(self, element: Element | None, attribute: str = "val") -> str:
        """The colour that an element gives, as six digits, '' if Word chooses it: as written where that is the theme's own."""
        written, by_theme = six_digits(value(element, f"w:{attribute}")), self.colour_of(element, attribute)
        return written if written and by_theme and _is_near(written, by_theme) else by_theme

    def colour_of(self, element: Element | None, attribute: str = "val") -> str:
        """The colour that an element of Word's gives by its name in the theme or in this attribute; '' if Word chooses it."""
        by_name, change = ("themeFill", "themeFill") if attribute == "fill" else ("themeColor", "theme")
        colour = self.colour(value(element, f"w:{by_name}"))
        if not colour:
            return six_digits(value(element, f"w:{attribute}"))
        tint, shade = (_part(value(element, f"w:{change}{kind}")) for kind in ("Tint", "Shade"))
        return tinted(tinted(colour, 1 - tint), shade - 1)

    def shading(self, element: Element | None) -> str:
        """The colour that <w:shd> lays under, '' for none; a pattern is mixed."""
        pattern = value(element)
        fill = self.colour_of(element, "fill") if pattern != "nil" else ""
        if pattern in ("", "clear", "nil"):
            return fill
        percent = pattern.removeprefix("pct")
        part = 1.0 if pattern == "solid" else int(percent) / 100 if percent.isdecimal() else 0.5
        return _mixed(self.colour_of(element, "color") or "000000", fill or "FFFFFF", part)


def read_theme(root: Element | None, settings: Element | None = None) -> Theme:
    """The theme of a part, and of a document's settings, which may map its names otherwise."""
    mapping = _SLOTS | _MAPPED
    mapped = settings.find(tag("w:clrSchemeMapping")) if settings is not None else None
    for attribute, slot in mapped.attrib.items() if mapped is not None else ():
        name = attribute.rpartition("}")[2]
        mapping |= dict.fromkeys(_IN_SETTINGS.get(name, (name,)), _SLOTS.get(slot, slot))
    if root is None:
        return Theme(mapping=mapping)
    scheme = next(root.iter(tag("a:clrScheme")), ())
    languages = settings.find(tag("w:themeFontLang")) if settings is not None else None
    scripts = {"ea": script_of(value(languages, "w:eastAsia")), "cs": script_of(value(languages, "w:bidi"))}
    fonts = {
        (size, local(font)): font.get("typeface") or by_script.get(scripts.get(local(font), ""), "")
        for size in ("major", "minor")
        for collection in root.iter(tag(f"a:{size}Font"))
        for by_script in ({font.get("script", ""): font.get("typeface", "") for font in collection.iter(tag("a:font"))},)
        for font in collection
        if local(font) in ("latin", "ea", "cs")
    }
    return Theme({local(colour): _rgb(colour) for colour in scheme}, fonts, mapping)


def script_of(language: str) -> str:
    """The script that a language is written in, as themes call it: 'Jpan' for 'ja-JP'; '' for one that has none of its own."""
    parts = language.lower().split("-")
    names = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((script for name in names for script, languages in _SCRIPTS.items() if name in languages), "")


def _is_near(colour: str, other: str) -> bool:
    return all(abs(first - second) <= _NEAR for first, second in zip(bytes.fromhex(colour), bytes.fromhex(other), strict=True))


def automatic_colour(fill: str) -> str:
    """The colour that Word writes in where none is given: black, or white on what is dark."""
    red, green, blue = bytes.fromhex(fill or "FFFFFF")
    return "FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue <= _DARK else "000000"


def _rgb(colour: Element) -> str:
    """A colour of a theme, '' if it is of a kind that none should be."""
    return next((six_digits(kind.get("lastClr") or kind.get("val", "")) for kind in colour), "")


def _part(text: str) -> float:
    """How much of a colour is left by a tint or a shade, written in hexadecimal: all of it where none is said."""
    return min(int(text, 16) / 255, 1.0) if text and set(text) <= HEXADECIMAL else 1.0


def _mixed(front: str, back: str, part: float) -> str:
    """A colour with so much of the front's and the rest of the back's."""
    pairs = zip(bytes.fromhex(front), bytes.fromhex(back), strict=True)
    return "".join(f"{round(first * part + second * (1 - part)):02X}" for first, second in pairs)
