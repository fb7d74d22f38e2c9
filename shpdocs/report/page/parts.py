"""What the page is made of: texts made safe, tables, links, states, problems by sheet, changes.

Text that came from a workbook or a file's name is anybody's: `escaped` and `entered` keep it text, and within its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from shpdocs.model.collection import Change, State
from shpdocs.model.problem import Problem, Severity
from shpdocs.report.problem_groups import ProblemGroup, cell_spans, problems_by_sheet
from shpdocs.report.screen import MARKS

_STATES: dict[State, tuple[str, str, str]] = {
    "in-force": ("good", "✓", "In force"),
    "held": ("wait", "?", "Waits for a decision"),
    "refused": ("bad", "!", "Cannot be used yet"),
    "missing": ("none", "–", "Missing"),
}
_SEVERITIES: dict[Severity, tuple[str, str, str]] = {
    "blocking": ("bad", "Put right", "needed before the return can be used"),
    "warning": ("wait", "Look at", "holds the return until it is put right or accepted"),
    "notice": ("none", "For information", "holds nothing back"),
}
_LONGEST_MESSAGE = 1_000  # characters: a message may list what is to be chosen from, or what changed
_MOST_SPANS = 40  # of cells
_MINUS = re.compile(r"(^|, )-")
_LONGEST = 300  # characters of one text that are shown
# controls, and the marks that turn the direction of what follows: shown as a sign that something stood there
_SIGNS = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_SIGNS |= dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\u2028\u2029"), " ")


def escaped(text: str, longest: int = _LONGEST) -> str:
    """A text of anybody, escaped, on one line and no longer than that."""
    short = text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"
    return escape(short.translate(_SIGNS))


def entered(text: str, longest: int = _LONGEST) -> str:
    """A text that may hold what somebody typed: escaped, and kept apart from the direction of what is around it."""
    return f"<bdi>{escaped(text, longest)}</bdi>"


def _tag(style: str, mark: str, words: str) -> str:
    """A state as symbol, word and colour; the word says it all, so that the symbol need not be read out."""
    return f'<span class="tag {style}"><span aria-hidden="true">{mark}</span> {words}</span>'


def state_tag(state: State) -> str:
    """A return's state."""
    return _tag(*_STATES[state])


def command(words: str) -> str:
    """What is typed at a prompt; none of its words is broken while there is room."""
    return f"<code>{' '.join(f'<span>{escaped(word)}</span>' for word in words.split(' '))}</code>"


def legend() -> str:
    """What the marks of problems mean."""
    meanings = (f"<li>{_tag(style, MARKS[severity], words)} {meaning}</li>" for severity, (style, words, meaning) in _SEVERITIES.items())
    return f'<ul class="legend">{"".join(meanings)}</ul>'


def link(path: str, words: str) -> str:
    """A link to a file, by its path from where the page lies."""
    return f'<a href="{quote(path, errors="replace")}">{entered(words)}</a>'


def table(caption: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], style: str) -> str:
    """A table of cells that are markup already; the first cell of a row is its heading.

    On a narrow screen its rows become blocks. Some browsers then take it for no table any more, but for the roles.
    """
    heads = "".join(f'<th scope="col" role="columnheader">{heading}</th>' for heading in headings)
    lines = []
    for row in rows:
        cells = "".join(f'<td role="cell" data-label="{heading}">{cell}</td>' for heading, cell in zip(headings[1:], row[1:], strict=True))
        lines.append(f'<tr role="row"><th scope="row" role="rowheader">{row[0]}</th>{cells}</tr>')
    head = f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    body = "\n".join(('<tbody role="rowgroup">', *lines, "</tbody>"))
    return f'<table class="{style}" role="table">\n<caption>{escaped(caption)}</caption>\n{head}\n{body}\n</table>'


def problem_list(problems: tuple[Problem, ...], file: str) -> Iterator[str]:
    """Problems by sheet, the same one once with all its cells; of another file than this one with its name."""
    for sheet, groups in problems_by_sheet(problems):
        yield f'<h4>{f"Sheet {entered(sheet)}" if sheet else "The file as a whole"}</h4>\n<ul class="plain">'
        for group in groups:
            yield _problem(group, file)
        yield "</ul>"


def _problem(group: ProblemGroup, file: str) -> str:
    problem = group.problem
    style, words, _ = _SEVERITIES[problem.severity]
    cells = cell_spans(group.cells).split(", ")
    more = [f"and {len(cells) - _MOST_SPANS} more"] if len(cells) > _MOST_SPANS else []
    where = escaped(", ".join((*cells[:_MOST_SPANS], *more)))
    at = f'<span class="cells">{where}</span>' if where else ""
    other_file = f' <span class="soft">in {entered(problem.place.file)}</span>' if problem.place.file not in ("", file) else ""
    return (
        f'<li class="is-{style}">{_tag(style, MARKS[problem.severity], words)}{at}{other_file}'
        f"<p>{_sentence(problem.what)}</p><p>{_sentence(problem.needed)}</p></li>"
    )


def _sentence(text: str) -> str:
    """A sentence of this program that may quote: it reads from left to right whatever it begins with."""
    return f'<bdi dir="ltr">{escaped(text, _LONGEST_MESSAGE)}</bdi>'


def changes_table(changes: tuple[Change, ...], caption: str, before: str, now: str) -> str:
    """What changed, a row for each answer under the name of its sheet; `before` and `now` are the headings of the two."""
    headings = ("Answer", escaped(before), escaped(now), "Difference")
    return table(caption, headings, (_change(change) for change in changes), "changes")


def _change(change: Change) -> tuple[str, ...]:
    sheet = f'<span class="sheet">{entered(change.sheet)}</span>' if change.sheet else ""
    difference = escaped(_MINUS.sub("\\1\u2212", change.difference))
    before, now = ((entered(text) if text else '<span class="soft">no answer</span>') for text in (change.before, change.now))
    return (f"{sheet}{entered(change.label)}", before, now, difference or "–")
