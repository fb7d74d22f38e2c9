"""Error words: what a program shows in place of a result, in the languages that Excel has and as other programs write it.

Where a program flattened its cells to text, such a word is all that is left of a formula that failed.
"""

from __future__ import annotations

import re

from shpdocs.answers.values import tidy

# '#REF!', '#¡VALOR!', '#ИМЯ?', '#DIV/0!', '#N/D': Excel in any language, Google Sheets, Numbers. A hashtag has small letters.
_MARKED = re.compile(
    r"#[^\W\d_][^\s!?！？#]{0,40}[!?！？]|#[¡¿][^\s!?#]{1,40}[!?]|#[^!?#\x00-\x7f][^!?#A-Za-z]{1,40}[!?]"
    r"|#[^\W\d_]{1,3}/[^\W\d_]{1,3}|#[^\W\d_]+(?:_[^\W\d_]+)+"
)
_UNMARKED = frozenset({  # the same without a sign at their end, as some languages have them and as they are typed
    "#NV", "#HIÁNYZIK", "#NENÍ_K_DISPOZICI", "#NEDOSTUPNÝ", "#NEDOSTUPNÉ", "#YOK", "#ÝOK", "#SAKNAS", "#PUUTTUU", "#GETTING_DATA",
    "#NA", "#ERR", "#ERROR", "#VALUE", "#REF", "#NAME", "#NUM", "#NULL", "#SPILL", "#CALC", "#BUSY",
})  # fmt: skip
_NUMBERED = re.compile(  # 'Err:509' of LibreOffice, in its languages
    r"(?:err|erro|error|erreur|errore|fehler|fel|feil|fejl|fout|virhe|chyba|błąd|hiba|hata|greška|napaka|viga|kļūda|klaida|eroare"
    r"|gabim|σφάλμα|грешка|ошибка|помилка|エラー|错误|錯誤|오류) ?[:：] ?5[0-9]{2}",
    re.IGNORECASE,
)
_OF_PROGRAMS = frozenset({  # no number, no value, not there yet
    "NaN", "nan", "NAN", "-NaN", "-nan", "nan(ind)", "-nan(ind)", "1.#QNAN", "1.#IND", "-1.#IND", "1.#INF", "-1.#INF", "NaT", "<NA>",
    "null", "NULL", "(null)", "undefined", "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "+inf", "[object Object]",
    "Loading...", "Loading…", "loading...", "loading…", "#N/A N/A", "#N/A Requesting Data...",
})  # fmt: skip
_EXCEL = r"#(?:DIV/0!|N/A|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|ERROR!|GETTING_DATA)"
_OF_EXCEL = re.compile(_EXCEL)
# In what was pasted into one cell: a line or a column that is an error, and what Word writes of a lost reference.
_WITHIN = re.compile(
    rf"(?:^|[\t\r\n]) *{_EXCEL} *(?:$|[\t\r\n])"
    r"|Error! (?:Reference source not found|Bookmark not defined|Not a valid link|No text of specified style in document)"
)


def is_error_word(text: str) -> bool:
    """Whether the whole of a text is a word that a program shows in place of a result."""
    word = tidy(text)
    if word[:1] != "#":
        return word in _OF_PROGRAMS or bool(_NUMBERED.fullmatch(word))
    if word in _OF_PROGRAMS or word.upper() in _UNMARKED or _OF_EXCEL.fullmatch(word.upper()):
        return True
    return sum("a" <= letter <= "z" for letter in word) < 2 and bool(_MARKED.fullmatch(word))


def has_error_word(text: str) -> bool:
    """Whether a line or a column of a text is one of Excel's error words, or Word says in it that a reference is lost."""
    return ("#" in text or "Error! " in text) and bool(_WITHIN.search(text))
