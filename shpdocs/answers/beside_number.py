"""What stands beside a number where nothing but a number is asked: another currency, the sign of a note, a word for 'about'."""

from __future__ import annotations

import re

from shpdocs.answers.values import as_figure
from shpdocs.model.returns import Reading

_CURRENCY = r"[€$¥₹₽₩₺₴₦₱₫฿]|(?:EUR|USD|CHF|SEK|NOK|DKK|PLN|JPY|CNY|INR|AUD|CAD|euros?|dollars?)(?![A-Za-z])"
_OTHER_CURRENCY = re.compile(
    rf"(?i)[-+\u2212(]?\s*(?:(?:US|A|C|NZ)?(?:{_CURRENCY})\s*[\d.,' -]*\d.*|[\d.,' ]*\d\s*(?:k|m|bn|million)?\s*(?:{_CURRENCY})\)?)"
)
_NUMBER = r"[-+\u2212£]?\d[\d.,' ]*(?<=\d)\s*(?:%|k|m|bn)?"
_ABOUT = r"~|≈|c(?:a|irca)?\.?\s*(?=[\d£])"
_NOTE = r"[*†‡§^~?!+#]+|[¹²³⁰-⁹]+|\([^()]{1,15}\)|\[[^\[\]]{1,15}\]|[A-Za-z]\.?"
_BESIDE = re.compile(rf"(?i)(?P<before>{_ABOUT})?\s*{_NUMBER}\s*(?P<after>{_NOTE})?")


def beside_number(text: str, wanted: str) -> Reading | None:
    """The question about what stands beside a number in a text that is no plain one; None if it is not that. `wanted` is what is asked."""
    figure = as_figure(text)
    if _OTHER_CURRENCY.fullmatch(figure):
        return Reading("other-currency", problem="other-currency", details={"wanted": wanted})
    match = _BESIDE.fullmatch(figure)
    beside = match and (match["before"] or match["after"])
    if not beside:
        return None
    return Reading("number-and-sign", problem="number-and-sign", details={"first": beside.strip(), "wanted": wanted})
