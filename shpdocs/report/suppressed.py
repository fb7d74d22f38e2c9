"""Where numbers of an answer are suppressed, in a few words: rows of which the same columns are missing together."""

from __future__ import annotations

from shpdocs.model.disclosure import Suppressed, TellingReason

_MOST = 8  # rows or quarters that are named one by one; of more the others are counted


def where_suppressed(suppressed: Suppressed) -> str:
    """Return where numbers of an answer are suppressed: 'Q1, Q2', 'Hayes, Ickenham: Male, Female; Total: Male'.

    Rows of which the same columns are missing stand together. Of very many only the first are named.
    """
    columns: dict[str, list[str]] = {}
    for where in suppressed.where:
        row, _, column = where.partition(": ")
        columns.setdefault(row, []).append(column)
    rows: dict[tuple[str, ...], list[str]] = {}
    for row, missing in columns.items():
        rows.setdefault(tuple(missing), []).append(row)
    return "; ".join(f"{_named(together)}{': ' if any(missing) else ''}{', '.join(missing)}" for missing, together in rows.items())


def telling_remedy(reason: TellingReason, period: str) -> str:
    """Return what to do about a printed reason that tells a number which is not published."""
    command = "waive" if reason.why == "waived" else "exempt"
    where = "" if reason.why == "waived" else " in the definition or profile that states it, or"
    option = "" if reason.why == "waived" else " --paragraph NUMBER"
    return f"Say it without the number{where or ':'} shpdocs {command} {reason.answer} {period}{option} --by NAME --because TEXT"


def _named(names: list[str]) -> str:
    shown = names if len(names) <= _MOST + 1 else names[:_MOST]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"{', '.join(shown)}{more}"
