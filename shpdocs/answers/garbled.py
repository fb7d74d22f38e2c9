"""Garbled signs: what a program made of letters on their way, in place of what was typed.

Text read in the wrong code ('Â£280k'), signs that were lost ('\\ufffd'), codes of mail, scripts and lists ('=E2=80=99'). Markup is no such
thing: who types '<b>' or '&amp;' may mean it, and it stays the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from shpdocs.answers.values import without_escapes

_HIGH = range(0x80, 0x100)
_BYTES_OF = {bytes([code]).decode("cp1252", "ignore"): code for code in _HIGH} | {chr(code): code for code in _HIGH}
_NEXT = "[" + "".join(sorted(letter for letter, code in _BYTES_OF.items() if code < 0xC0)) + "]"
_NO_QUOTES = f"(?![‘’“”…–—]){_NEXT}"  # which may well stand behind a foreign letter
_UTF_8 = rf"(?:Â{_NEXT}|Ã{_NEXT}|[ÄÅ]{_NO_QUOTES}|â{_NEXT}{{2}}|ï[»¿¬]{_NEXT}|ð[Ÿž]{_NEXT}{{2}})"
_UTF_8_AFAR = rf"(?:[Ì-ß]{_NEXT}){{3,}}|(?:[à-ï]{_NEXT}{{2}}){{2,}}"  # other alphabets, of which one sign may be foreign words
_MAC = {"¬£": "£", "‚Äô": "’", "‚Äò": "‘", "‚Äú": "“", "‚Äù": "”", "‚Äì": "–", "‚Äî": "—", "‚Ä¶": "…", "‚Ä¢": "•", "‚Ç¨": "€", "√©": "é"}
_LONELY = re.compile(r"(?<=[a-z])[ÕÆ¿¬Ò](?=[a-z])|(?<=[A-Za-z])\?(?=(?:s|t|re|ve|ll|d|m)\b)|(?<!\w)[úœ](?=\d)")
_LONELY_MEANS = dict.fromkeys("ÕÆ¿¬Ò?", "’") | dict.fromkeys("úœ", "£")
_WINDOWS = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")  # quotes, dashes, € of Windows where they are controls


class Garbled(NamedTuple):
    """What stands in a text in place of something else, and what that probably was; '' if nobody can say."""

    piece: str
    meant: str = ""


def _in_utf_8(piece: str) -> str | None:
    try:
        meant = bytes(_BYTES_OF[letter] for letter in piece).decode()
    except ValueError:
        return None
    again = garbled_in(meant)
    return again.meant if again else meant


def _unknown(_: str) -> str:
    return ""


def _of_mail(piece: str) -> str:
    return unquote_to_bytes(piece.replace("=", "%")).decode(errors="ignore")


def _code(piece: str) -> str:
    """The sign whose number stands in a piece in hexadecimal digits."""
    match = re.search(r"[0-9A-Fa-f]{2,}", piece)
    code = int(match[0], 16) if match else 0
    return chr(code) if 0x20 <= code < 0xD800 else ""


_Kinds = tuple[tuple[re.Pattern[str], Callable[[str], str | None]], ...]
_KINDS: _Kinds = (
    (re.compile(rf"(?:{_UTF_8})+|{_UTF_8_AFAR}"), _in_utf_8),
    (re.compile("|".join(map(re.escape, _MAC))), lambda piece: _MAC[piece]),
    (re.compile("â€|[\ufffc\ufffd\u2400-\u2424]"), _unknown),  # lost, an object that is not there, pictures of controls
    (_WINDOWS, lambda piece: piece.encode("latin-1").decode("cp1252")),
    (re.compile(r"=\?[A-Za-z0-9-]{3,20}\?[QBqb]\?[^?\s]*\?="), _unknown),
    (re.compile(r"_x(?:00(?:2[0-9A-Fa-f]|3[A-Fa-f]|40|5[B-Eb-e]|60|7[B-Eb-e])|D[89A-Fa-f]..|20[0-9A-Fa-f]{2}|00[A-Fa-f].)_"), _code),
    (re.compile(r"(?:^|;#)-?\d{1,9};#|^(?:string|float|datetime|boolean|error);#"), _unknown),
)
_NOT_IN_ADDRESSES: _Kinds = (  # which have question marks, equals signs and backslashes of their own
    (_LONELY, lambda piece: _LONELY_MEANS[piece]),
    (re.compile(r"(?:=[0-9A-F]{2}){2,}"), _of_mail),
    (re.compile(r"\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\'[0-9A-Fa-f]{2}"), _code),
)
_ADDRESS = re.compile(  # of a page, or of a file, in whose folders may be spaces
    r"(?<![^\s(\[<\"'“‘])(?:[A-Za-z][A-Za-z+.-]{0,20}://|www\.|[A-Za-z]:\\|\\\\)\S+(?: [^\s\\]*\\\S*)*"
)
_MAY_BE = re.compile(r"[^\x00-\x7f]|[=\\?#]|_x")


def garbled_in(text: str) -> Garbled | None:
    """The first part of a text that a program put in place of what was typed, and what was meant by it; None if there is none."""
    if not _MAY_BE.search(text):
        return None
    plain = without_escapes(text)
    return _first_of(_KINDS, plain) or _first_of(_NOT_IN_ADDRESSES, _ADDRESS.sub(" ", plain))


def _first_of(kinds: _Kinds, text: str) -> Garbled | None:
    for pattern, meaning in kinds:
        for match in pattern.finditer(text):
            meant = meaning(match[0])
            if meant is not None:
                return Garbled(match[0], meant if meant.isprintable() else "")
    return None
