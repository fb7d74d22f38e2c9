"""Where words stand in a text: in any case and spacing, a number only as a whole one, whether its thousands have commas or not."""

from __future__ import annotations

import re

from shpdocs.answers.values import plain_signs

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")


def sought(words: str) -> re.Pattern[str]:
    """Return what finds these words in a text of which the quotes and dashes were made plain; of '' and of blanks nothing does.

    '1206' finds '1,206', and '622' finds neither '1,622' nor '622.5'; '5%' finds '5 %'.
    """
    parts = [_token(token) for token in plain_signs(words).split()]
    return re.compile(r"\s+".join(parts).replace(r"\s+\s*", r"\s*") if parts else r"(?!)", re.IGNORECASE)


def matches(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    """Return where what is sought stands in a text: from which character to before which."""
    return tuple(match.span() for match in pattern.finditer(plain_signs(text)))


def _token(token: str) -> str:
    """Words without white space, as a pattern."""
    parts, start = [], 0
    for number in _NUMBER.finditer(token):
        parts += [_words(token[start : number.start()]), _number(number[0])]
        start = number.end()
    return "".join((*parts, _words(token[start:])))


def _words(text: str) -> str:
    return re.escape(text).replace("%", r"\s*%")


def _number(text: str) -> str:
    """A number, with commas between its thousands or without, that is no piece of a longer one."""
    whole, point, decimals = text.replace(",", "").partition(".")
    first = len(whole) % 3 or 3
    groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
    not_after = r"(?<!\d)(?<!\d\.)" + (r"(?<!\d,)" if first == 3 else "")
    not_before = r"(?!\d)(?!\.\d)" + ("" if point else r"(?!,\d{3}(?!\d))")
    return f"{not_after}{',?'.join(groups)}{re.escape(point)}{decimals}{not_before}"
