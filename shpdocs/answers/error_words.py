"""Error words: what a program shows in place of a result, in the languages that Excel has and as other programs write it.

Where a program flattened its cells to text, such a word is all that is left of a formula that failed.
"""

from __future__ import annotations

import re

from shpdocs.answers.values import tidy, without_escapes

# '#REF!', '#¡VALOR!', '#ИМЯ?', '#DIV/0!', '#N/D': Excel in any language, Google Sheets, Numbers. A hashtag has small letters.
_MARKED = re.compile(
    r"#[^\W\d_][^\s!?！？#]{0,40}[!?！？]|#[¡¿][^\s!?#]{1,40}[!?]|#[^!?#\x00-\x7f][^!?#A-Za-z]{1,40}[!?]"
    r"|#[^\W\d_]{1,3}/[^\W\d_]{1,3}|#[^\W\d_]+(?:_[^\W\d_]+)+"
)
_UNMARKED = frozenset({  # the same without a sign at their end, as some languages have them and as they are typed
    "#NV", "#HIÁNYZIK", "#NENÍ_K_DISPOZICI", "#NEDOSTUPNÝ", "#NEDOSTUPNÉ", "#YOK", "#ÝOK", "#SAKNAS", "#PUUTTUU", "#GETTING_DATA",
    "#NA", "#ERR", "#ERROR", "#VALUE", "#REF", "#NAME", "#NUM", "#NULL", "#SPILL", "#CALC", "#BUSY",
})  # fmt: skip
_SIGN_APART = re.compile(r"\s+(?=[!?！？]$)")  # '#NOM ?': French and others have a space before the sign
_TOO_NARROW = re.compile(r"#{2,}")  # what a column shows that is too narrow for its number
_NUMBERED = re.compile(  # 'Err:509' of LibreOffice, in its languages
    r"(?:err|erro|error|erreur|errore|fehler|fel|feil|fejl|fout|virhe|chyba|błąd|hiba|hata|greška|napaka|viga|kļūda|klaida|eroare"
    r"|gabim|σφάλμα|грешка|ошибка|помилка|エラー|错误|錯誤|오류) ?[:：] ?5[0-9]{2}",
    re.IGNORECASE,
)
_OF_PROGRAMS = frozenset({  # no number, no value, no date, not there yet
    "nan", "NAN", "nan(ind)", "NaT", "<NA>", "null", "NULL", "(null)", "<null>", "<NULL>", "[null]", "[NULL]", "\\N",
    "infinity", "inf", "INF", "∞", "Not a Number", "Invalid Date", "Invalid date", "Invalid DateTime", "Invalid Duration",
    "Invalid Interval", "Invalid time value", "(blank)", "(vide)", "(Leer)", "(en blanco)", "(vuoto)", "(leeg)", "(blanc)",
    "[Record]", "[Table]", "[List]", "[Binary]", "[Function]", "[Error]", "DIV/0!", "REF!", "VALUE!", "NUM!", "NULL!", "NAME?",
    "Loading...", "Loading…", "loading...", "loading…", "#N/A N/A", "#N/A Requesting Data...",
})  # fmt: skip
_MADE_OF = re.compile(  # a number of C that is none, an object where its words should be, an error as macros number it
    r"1\.#(?:QNAN|SNAN|IND|INF|[JIQSR])\d*|\[object \w+\]|System\.[A-Z_][\w.]*(?:\[\])?|<[\w. ]+ at 0x[0-9A-Fa-f]+>"
    r"|Error 20(?:00|07|15|23|29|36|4[2-9]|50)"
)
_NONE = r"(?:NaN|undefined|null|Infinity|Invalid Date)"  # as scripts write them in place of each part of a date, a time, a name
_NONE_OF_ALL = re.compile(rf"{_NONE}(?:[\s/:.,-]+{_NONE})*")
_LONGEST = 80  # characters that an error word has by far not
_BARE = re.compile(r"(?:[-+\u2212'=(]|[£$€¥]|GBP|EUR|USD)?\s*((.*?)\s*(?:%|‰|[£$€¥)]|k|m|bn|per cent|pc)?)")
_EXCEL = r"#(?:DIV/0!|N/A|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|ERROR!|GETTING_DATA)"
_OF_EXCEL = re.compile(_EXCEL)
_COLUMNS = re.compile(r"[\t\r\n\x0b\x0c\x85\u2028\u2029]+")  # of what was pasted into one cell, and its lines
# Within words: a number that a program put there, and what Word writes of a lost reference.
_WITHIN = re.compile(
    r"(?<!\w)(?:[£$€](?:NaN|undefined)|(?:NaN|undefined|null) ?%)|\[object \w+\]"
    r"|Error! (?:Reference source not found|Bookmark not defined|Not a valid link|No text of specified style in document)"
)


def is_error_word(text: str) -> bool:
    """Whether the whole of a text is a word that a program shows in place of a result, with what stands around numbers or without."""
    word = _SIGN_APART.sub("", tidy(text)) if len(text) <= 2 * _LONGEST else ""
    bare = _BARE.fullmatch(word) if len(word) <= _LONGEST else None
    return bare is not None and any(map(_is_error, (word, bare[1], bare[2])))


def has_error_word(text: str) -> bool:
    """Whether a line or a column of a text is an error word, or a number or reference within its words is one."""
    pieces = _COLUMNS.split(without_escapes(text))
    if len(pieces) > 1 and any(is_error_word(piece) for piece in pieces if not _TOO_NARROW.fullmatch(piece.strip())):
        return True  # a line of '#' is drawn to part what is above from what is below
    return bool(_WITHIN.search(text))


def _is_error(word: str) -> bool:
    if word[:1] != "#":
        return word in _OF_PROGRAMS or any(kind.fullmatch(word) for kind in (_NUMBERED, _MADE_OF, _NONE_OF_ALL))
    if word in _OF_PROGRAMS or word.upper() in _UNMARKED or _OF_EXCEL.fullmatch(word.upper()) or _TOO_NARROW.fullmatch(word):
        return True
    return sum("a" <= letter <= "z" for letter in word) < 2 and bool(_MARKED.fullmatch(word))
