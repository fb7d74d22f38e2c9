"""Words as a lead wrote them: signs that show nothing gone, bullets of other programs made plain, signs of a symbol font found out."""

from __future__ import annotations

import re
from unicodedata import normalize

from shpdocs.answers.values import without_escapes
from shpdocs.model.invisible import INVISIBLE, TURNS_AROUND

BULLET = "•"
LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_JOINERS = {
    *range(0x200C, 0x200E),
    *range(0xFE00, 0xFE10),
    *range(0xE0000, 0xE01F0),
    0x034F,
    0x180B,
    0x180C,
    0x180D,
    0x180F,
}  # shape a letter
_DIRECTIONS = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}  # mean something in Arabic or Hebrew
_NOTHING = dict.fromkeys(INVISIBLE.keys() - _JOINERS - _DIRECTIONS) | {0x1E: "\u2011", 0x1F: None}  # Word's hyphens, as it copies them
_NOTHING_HERE = _NOTHING | dict.fromkeys(_DIRECTIONS - {ord(TURNS_AROUND)})
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")  # letters
_PRIVATE = "[\ue000-\uf8ff]"
# Bullets of Word and PowerPoint in a symbol font, where a sign is F000 and the letter that it is typed with.
_SYMBOL_BULLETS = "".join(
    chr(0xF000 + code) for code in (0x2D, *b"*olnqtuvw", 0x9E, 0x9F, 0xA1, 0xA7, 0xA8, 0xB7, 0xBE, 0xD8, 0xE0, 0xF0, 0xFC)
)
_ROUND_OR_SQUARE = "•∙●○◦‣⁃▪▫■□◆◇❖◾◼►▸➢➤"
_POINTING = "→⇒➔➜➞➙➝⮞›»▶➡👉🔹🔸🔷🔶"  # with a space or a tab behind them
# What a list loses with its font: '·' of Symbol, 'o' of Courier, 'Ø', '§' and others of Wingdings; a tab or spaces stay behind them.
_FONTLESS = r"[oqvnluw](?= *\t\s*[^\W\d])|o(?=[ \u00a0]{2,}[^\W\d])|[Ø§ü¨»›](?=\s*\t|[ \u00a0]{2,})"
_BULLET = re.compile(
    rf"(\s*)(?:[{_SYMBOL_BULLETS}]|[{_ROUND_OR_SQUARE}·・](?![{_ROUND_OR_SQUARE}·・])|[{_POINTING}]\ufe0f?(?=\s)|[-=]>(?=\s)|{_FONTLESS})"
    r"\s*(\S.*)"
)
# '-Stall'; a number or '-est-' is none.
_GLUED_DASH = re.compile(r"(\s*)[-‐‑‒–—―−](?=[^\W\d_](?:[^\W\d_]|\s\w))(?!\w+[-‐‑‒–—―−](?:\s|$))(.+)")
# '1)Text', '1.Text', '(a)Text': a mark and a word with no space between them; '1.5', 'e.g.' and 'a.m.' are none.
_GLUED_MARK = re.compile(r"(\s*)(\(?\d{1,2}\)|\(?[a-z]\)|\d{1,2}\.(?=[^\W\d_]{2})|[a-z]\.(?=[A-Z][a-z]))(?=[^\W\d_])(.+)")
_DASHED_NUMBER = re.compile(r"(\s*)(\d{1,2})[-‐‑‒–—―−]\s+([^\W\d_].*)")  # '1- Text'
_IN_ONE_SIGN = re.compile(r"(\s*)([①-⒛])\s*(\S.*)")  # '①', '⑴', '⒈'


def lines_of(text: str) -> list[str]:
    """The lines of a text that may have several, whatever program ended them; signs that show nothing are gone."""
    return [_plain_mark(_seen(line)) for line in LINE_END.split(without_escapes(text))]


def one_line(text: str) -> str:
    """A text of one line: runs of white space are one space; signs that show nothing are gone."""
    return " ".join(_plain_bullet(_seen(" ".join(LINE_END.split(without_escapes(text))))).split())


def doubt(text: str) -> str:
    """How a text has signs that show something else than they are, in a word for the lead; '' if it has none."""
    if text.isascii():
        return ""
    if re.search(_PRIVATE, text):
        return "in a symbol font"
    return "turned around" if TURNS_AROUND in text else ""


def _seen(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return line.translate(_NOTHING if _RIGHT_TO_LEFT.search(line) else _NOTHING_HERE)


def _plain_bullet(line: str) -> str:
    """A line that begins with a bullet of any program, with a plain one and a space after it; any other as it is."""
    match = None if line[:1].isalnum() and line[1:2].isalnum() else _BULLET.fullmatch(line)
    return f"{match[1]}{BULLET} {match[2]}" if match else line


def _plain_mark(line: str) -> str:
    """A line of several that begins with a bullet, a dash or a number of any make, with a plain one and a space; any other as it is."""
    if match := _GLUED_DASH.fullmatch(line):
        return f"{match[1]}{BULLET} {match[2]}"
    if match := _GLUED_MARK.fullmatch(line):
        return f"{match[1]}{match[2]} {match[3]}"
    if match := _DASHED_NUMBER.fullmatch(line):
        return f"{match[1]}{match[2]}. {match[3]}"
    if match := _IN_ONE_SIGN.fullmatch(line):
        mark = normalize("NFKC", match[2])
        return f"{match[1]}{mark if mark[-1] in '.)' else f'{mark}.'} {match[3]}"
    return _plain_bullet(line)
