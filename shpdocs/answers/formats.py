"""Number formats: whether they show a percentage, money or a date, and whether a cell of one shows what it holds. Any may show anything."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\[\]]*)\]|_.|\*(?P<fill>.)|(?P<plain>.)', re.DOTALL)
_HARMLESS = re.compile(r"(?i:black|red|blue|green|magenta|cyan|color ?(?:1|3|5|10))|[A-Z]{3}")  # colours; languages of older programs
_OTHER_DIGITS = re.compile(r"(?i:~[a-z_]+|(?:nat|db)num\d{1,2})")  # or another calendar
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})*(?:,1)?|x-systime|x-sysdate")
_LANGUAGE_ALONE = re.compile(r"\[\$-[^\[\]]*\]")
_UNITS = "年月日号號時时分秒년월일시분초"  # year, month, day, hour, minute, second in East Asia
_HALF_DAYS = re.compile("am/pm|a/p|上午/下午|午前/午後|오전/오후")
_DATE_CODE = re.compile(r"(?i)[dmhys]")
_ELAPSED = re.compile(r"(?i)h+|m+|s+")
_WORDS = re.compile(  # that a format may add to its value: signs, and what stands between day, month and year in some languages
    rf"(?i)(?:minus|[-\u2212+()£% \u00a0\u202f,./:]|of|de|del|den|der|di|do|г|года|року|р|t|z|[{_UNITS}])*"
)
_SIGNS = str.maketrans({"\u2212": "-", "\u00a0": None, "\u202f": None, " ": None})
_SPACED = str.maketrans({"\u2212": "-", "\u00a0": "~", "\u202f": "~", " ": "~"})
_NUMBER = re.compile(r"\+?£?(?:[#?0,]*[#?0](?:\.[#?0]*)?|\.[#?0]+)%?£?")
_EXPONENT = re.compile(r"[#?0]+(?:\.[#?0]*)?[eE][+-]0+")
_FRACTION = re.compile(r"[#?0]+/[#?0-9]+")
_YEARS = {"e": "y", "b": "y"}
_DASH = re.compile(r"-\?*")  # how accountants' formats show nought
_DATE = re.compile(r"(?:b[12])?(?:d{1,4}|m{1,4}|y{1,4}|e{1,4}|b{2,4}|g{1,3}|a{3,4}|h{1,2}|s{1,2}|\.0+|[-,./:~])+")
_DATE_PARTS = re.compile(r"d+|m+|y+|e+|bb+|h+|s+")  # e and b are years of other calendars


class _Section(Struct, frozen=True):
    """One section of a format without colours, spaces and language; `is_plain` is False if it holds what we do not know.

    `codes` are its codes with the signs around them, `elapsed` whether it counts hours beyond the day, `is_foreign` whether it has
    the calendar or the digits of another language. In `spaced` a space stands as ~: it parts 'ddd d mmm'.
    """

    codes: str
    spaced: str
    is_plain: bool
    elapsed: bool
    is_foreign: bool


def is_percent_format(number_format: str) -> bool:
    """Whether the cell shows its number as a percentage."""
    return any("%" in section.codes for section in _sections(number_format))


def is_money_format(number_format: str) -> bool:
    """Whether the cell shows its number as a sum of money: some programs keep £5 as 5 in such a cell."""
    return any(sign in _LANGUAGE_ALONE.sub("", number_format) for sign in ("£", "€", "$", "¥", "GBP"))


def is_date_format(number_format: str) -> bool:
    """Whether the cell shows its number as a date or a time."""
    return bool(_DATE_CODE.search(_sections(number_format)[0].codes))


def shows_as_held(value: object, number_format: str, is_figure: bool, date_parts: str, sign: str = "") -> bool:
    """Whether a cell of that format shows its value as it is read: as a figure with that sign, or as a date of these parts ('dmy').

    A date is the same in any calendar and language. A tick is shown always. How many decimals are shown is another question.
    """
    if number_format == "General" or value is None or isinstance(value, bool):
        return True
    sections = _sections(number_format)
    if isinstance(value, str):
        return _shows_text(sections)
    if isinstance(value, int | float):
        return _shows_number(sections, value, is_figure, sign)
    return isinstance(value, date | time) and _shows_date(sections[0], value, date_parts)


def _shows_text(sections: tuple[_Section, ...]) -> bool:
    with_text = [section for section in sections if "@" in section.codes]
    section = sections[3] if len(sections) > 3 else with_text[-1] if with_text else None
    return section is None or (section.is_plain and section.codes.lower() in ("@", "general"))


def number_codes(value: float, number_format: str) -> str:
    """The codes by which a format shows that number, with the signs around them: '0.0%'."""
    return _section_for(value, _sections(number_format)).codes


def _section_for(value: float, sections: tuple[_Section, ...]) -> _Section:
    return sections[2 if value == 0 and len(sections) > 2 else 1 if value < 0 and len(sections) > 1 else 0]


def _shows_number(sections: tuple[_Section, ...], value: float, is_figure: bool, sign: str) -> bool:
    section = _section_for(value, sections)
    codes = section.codes.removesuffix("％") if sign == "%" else section.codes
    if not section.is_plain or section.is_foreign:
        return False
    if section is not sections[0]:
        if value == 0 and _DASH.fullmatch(codes.replace("£", "")):
            return is_figure
        if value < 0:
            codes = _without_sign(codes)
    if codes.lower() in ("general", "@"):
        return True
    if not is_figure and ("£" in codes or "/" in codes):  # is read as words, which would lack the sign or have decimals
        return False
    if _EXPONENT.fullmatch(codes) or _FRACTION.fullmatch(codes):
        return True
    noughts = codes.split(".")[0].count("0")
    digits = len(str(abs(int(value)))) if noughts > 1 and abs(value) < 1e300 else 1
    return bool(_NUMBER.fullmatch(codes)) and noughts <= max(digits, 1) and (value != 0 or "0" in codes)


def _without_sign(codes: str) -> str:
    """What stands in the section for numbers below nought, without its minus or brackets; '' if it has neither."""
    if codes.count("-") == 1 and (codes[0] == "-" or codes[-1] == "-" or codes.startswith("£-")):
        return codes.replace("-", "").replace("(", "").replace(")", "")
    return codes.replace("(", "").replace(")", "") if codes.count("(") == codes.count(")") == 1 else ""


def _shows_date(section: _Section, value: date | time, needed: str) -> bool:
    codes = _HALF_DAYS.sub("", section.spaced.lower())
    if not section.is_plain or not _DATE.fullmatch(codes):
        return False
    parts = _DATE_PARTS.findall(codes)
    if max(map(len, parts), default=5) > 4:  # five m are the first letter of a month
        return False
    shown = {
        _YEARS.get(part[0], part[0])
        for before, part, after in zip(["", *parts], parts, [*parts[1:], ""], strict=False)
        if _is_date_part(before, part, after)
    }
    if isinstance(value, time):
        return "h" in shown
    if section.elapsed or (isinstance(value, datetime) and value.time() != time() and "h" not in shown):
        return False
    return shown >= set(needed)


def _is_date_part(before: str, part: str, after: str) -> bool:
    """Whether a part of a date's format is what its letter says: no minutes, and no name of a weekday."""
    is_minute = part[0] == "m" and (before[:1] == "h" or after[:1] == "s")
    return not is_minute and not (part[0] == "d" and len(part) > 2)


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[_Section, ...]:
    """The sections of a format: for numbers above, below and of nought, and for texts."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(number_format):
        if token["plain"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(map(_section, sections))


def _section(tokens: list[re.Match[str]]) -> _Section:
    codes: list[str] = []
    is_plain, elapsed, is_foreign = True, False, False
    for is_literal, group in groupby(tokens, key=lambda token: bool(token["quoted"] or token["escaped"])):
        if is_literal:
            words = "".join(token["quoted"] or token["escaped"] for token in group)
            codes.append(_signs_in(words))
            is_plain = is_plain and bool(_WORDS.fullmatch(words))
            continue
        for token in group:
            bracket = token["bracket"]
            if bracket is not None:
                sign, is_known = _currency(bracket)
                is_known = is_known and not _OTHER_DIGITS.fullmatch(bracket)
                is_elapsed = bool(_ELAPSED.fullmatch(bracket))
                elapsed, is_foreign = elapsed or is_elapsed, is_foreign or not is_known
                is_plain = is_plain and (sign is not None or is_elapsed or not is_known or bool(_HARMLESS.fullmatch(bracket)))
                codes.append(bracket[:1] if is_elapsed else sign or "")
            elif token["fill"]:
                is_plain = is_plain and token["fill"] == " "
            elif token["plain"]:
                codes.append("~" if token["plain"] in _UNITS else token["plain"])
    written = "".join(codes)
    return _Section(written.translate(_SIGNS), written.translate(_SPACED), is_plain, elapsed, is_foreign)


def _signs_in(words: str) -> str:
    """Quoted words as codes: their signs, brackets and £ as they are, ％ for a % that only stands there, ~ for every other letter."""
    letters = words.lower().replace("minus", "-").translate(_SIGNS)
    return "".join("％" if letter == "%" else letter if letter in "-+()£" else "~" for letter in letters)


def _currency(bracket: str) -> tuple[str | None, bool]:
    """'£' or '' for a bracket that names pounds or a language, None for any other; and whether it has the calendar and digits of here."""
    if not bracket.startswith("$"):
        return None, True
    sign, _, language = bracket[1:].partition("-")
    if sign not in ("", "£", "GBP"):
        return None, True
    if re.fullmatch("[0-9A-Fa-f]{1,8}", language):
        number = int(language, 16)
        is_known = (number >> 16 & 0xFF) in (0, 1) and number >> 24 in (0, 1)
    else:
        is_known = not language or bool(_LANGUAGE.fullmatch(language))
    return ("£" if sign else ""), is_known
