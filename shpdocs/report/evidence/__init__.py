"""The evidence of a paper, as one page for a browser that needs nothing else. Strings only, nothing is written.

What came from workbooks and files is anybody's text (see `report.page.parts`). The page asks for nothing and has no form; its one
script, of the search, is allowed by its hash, and the page says all it says without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.dates import time_in_words
from shpdocs.model.edition import paper_words
from shpdocs.model.evidence import Evidence
from shpdocs.report.evidence.blocks import paper_markup
from shpdocs.report.evidence.grounds import beside_answers, files_markup, grounds_markup
from shpdocs.report.evidence.style import EVIDENCE_STYLE, SCRIPT, SCRIPT_DIGEST
from shpdocs.report.page.parts import entered, escaped
from shpdocs.report.page.style import STYLE

_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_DIGEST}'; base-uri 'none'; form-action 'none'"
_PRIVATE = "PRIVATE – NOT FOR PUBLICATION"
_LONGEST = 1_000  # characters of a reason
_SEARCH = (
    '<div class="search" role="search" hidden><label for="find">Search</label><input id="find" type="search" autocomplete="off" '
    'spellcheck="false"> <button type="button" id="open">Open all</button> <button type="button" id="close">Close all</button>'
    '<p id="found" role="status"></p></div>'
)


def evidence_page(evidence: Evidence) -> bytes:
    """Return the page: the same evidence gives the same bytes."""
    name = f"Evidence for {_paper(evidence)}"
    marking = f'<p class="marking">{_PRIVATE}</p>'
    head = (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(name)} – {escaped(evidence.partnership)}</title>\n<style>{STYLE}{EVIDENCE_STYLE}</style>\n</head>\n<body>\n"
    )
    top = (
        f'<a class="skip" href="#main">Skip to the evidence</a>\n<header>\n{marking}\n<div class="bar"><div class="within">'
        f'<p class="who">{escaped(evidence.partnership)}</p></div></div>\n</header>\n<main id="main" class="within" tabindex="-1">\n'
    )
    bottom = f"\n</main>\n<footer>\n{marking}\n</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    return "".join((head, top, "\n".join(_main(evidence, name)), bottom)).encode("utf-8", "replace")


def _paper(evidence: Evidence) -> str:
    """The paper in words: '2017-18-Q3/select-committee, edition 1'."""
    edition = evidence.edition
    which = "the last draft" if edition.is_draft else f"edition {edition.number}"
    return f"{paper_words(edition.period, edition.profile)}, {which}"


def _main(evidence: Evidence, name: str) -> Iterator[str]:
    edition, printed = evidence.edition, evidence.printed
    yield f'<h1>{escaped(name)}</h1>\n<p class="lead">Where every figure and text of “{entered(edition.document.title)}” comes from.</p>'
    yield f"<p>{_made(evidence)} This page was made of what was kept with it, not of today’s returns.</p>"
    yield (
        '<p class="private">This page is for the officers alone. It names the files of leads and what was typed into them'
        f"{', and it holds Part II' if printed.exempt else ''}.</p>"
    )
    yield f'<nav aria-label="On this page"><ul>{"".join(_contents(evidence))}</ul></nav>\n{_SEARCH}'
    yield from grounds_markup(evidence)
    beside = beside_answers(evidence)
    yield '<section aria-labelledby="paper">\n<h2 id="paper">The paper as it was printed</h2>'
    yield "<p>A figure that is a link leads to what it was made of. Under each text, “Where this comes from” opens the same.</p>"
    yield from paper_markup(printed.public, "p", beside)
    yield "</section>"
    if printed.exempt:
        yield '<section aria-labelledby="part-ii">\n<h2 id="part-ii">Part II, not for publication</h2>'
        yield from paper_markup(printed.exempt, "x", beside)
        yield "</section>"
    yield files_markup(evidence)


def _made(evidence: Evidence) -> str:
    """When, by whom and why the paper was made."""
    edition = evidence.edition
    when = f"{'Made' if edition.is_draft else 'Published'} on {escaped(time_in_words(edition.at))} with shpdocs {escaped(edition.version)}"
    who = f" by {entered(edition.by)}" if edition.by else ""
    why = f", because: {entered(edition.because, _LONGEST)}" if edition.because else ""
    withdrawn = " <b>It was withdrawn since.</b>" if any(event.event == "withdrawn" for event in evidence.decisions) else ""
    return f"{when}{who}{why}{'' if edition.because.endswith('.') else '.'}{withdrawn}"


def _contents(evidence: Evidence) -> Iterator[str]:
    sections = [("returns", "The returns"), ("decisions", "The decisions"), ("paper", "The paper")]
    sections += [("part-ii", "Part II")] if evidence.printed.exempt else []
    sections.append(("files", "The files"))
    yield from (f'<li><a href="#{anchor}">{words}</a></li>' for anchor, words in sections)
