"""The words, numbers and marks of a text, in their order. A full stop and the end of a line or item are marks of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from shpdocs.disclosure.texts.grammar import SHORT

SENTENCE_ENDS = frozenset((".", "!", "?", ";"))
LINE_END = "\n"

_ANSWER = re.compile(r" *\d{1,9} *(?:$|[\n.,;(])")
_ARROWS = frozenset(("→", "->", "-->", "=>"))
_TOKEN = re.compile(
    r"""
    (?:^|(?<=\n))[ ]*(?:[-–—•·▪◦●o>]|\(?\d{1,2}[.)]|\(?[A-Za-z][.)])[ ]+   # what marks an item of a list: no token
    | (?P<token>
        (?:under|over)(?:-\d{1,2}s?|[ ]\d{1,2}s)\b        # under-18s
      | \d{4}[-/–]\d{2,4}\b | \d{1,4}(?:[-/.:]\d{1,4}){2,} | \d{1,2}:\d\d\b   # a year, a day, a time of day
      | \d{1,9}/\d{1,9}                                  # 19/20
      | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d{1,15}(?:\.\d{1,15})?
      | x(?=\d)                                         # x3
      | [^\W\d_]\d[\w]* | [^\W\d_]+(?:['&-][^\W\d_]+)*(?:\((?:s|es|ren)\)|'?(?:\d+[\w]*)?)
      | \.{2,}(?=[ ]*\d)                                # 'Clients .... 3'
      | -{1,2}> | =>
      | \n | [^\s]
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """A word, number or mark in small letters, where it begins and ends, whether nothing stands between it and the one before,
    whether it begins with a capital, and whether it does and goes on in small letters, as names do."""

    word: str
    start: int
    end: int
    is_joined: bool = False
    is_capital: bool = False
    is_name: bool = False


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a plain text. A line that goes on in small letters goes on; a full stop counts where a sentence ends."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match["token"]
        if word is None:
            continue
        start, end = match.span("token")
        if word.startswith("..") or (word == "?" and _ANSWER.match(text, end)) or word in _ARROWS:
            word = ":" if word not in _ARROWS else "to"  # dots, or a question, lead to a number
        if word == "\n":
            if not tokens or tokens[-1].word in (LINE_END, ",") or _goes_on(text, end):
                continue
        elif word == "." and not _ends_sentence(text, end, tokens):
            continue
        if word.endswith(")") and len(word) > 1:
            word = word[:-1].replace("(", "")  # 'victim(s)'
        is_joined = bool(tokens) and tokens[-1].end == start
        tokens.append(Token(word.lower().replace(" ", "-"), start, end, is_joined, word[0].isupper(), word.istitle()))
    return tokens


def _goes_on(text: str, end: int) -> bool:
    """Whether the line that begins here goes on with the one before."""
    following = text[end : end + 80].lstrip()
    return following[:1].islower() and following[1:2] not in (".", ")") and not following.startswith("o ")


def _ends_sentence(text: str, end: int, tokens: list[Token]) -> bool:
    is_end = end == len(text) or text[end].isspace() or text[end] in "\"')”"
    return is_end and not (tokens and tokens[-1].word in SHORT)
