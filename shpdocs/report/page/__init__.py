"""The door to the browser: where a period stands, as one page that needs nothing else. Strings only, nothing is written.

Everything that came from a workbook or a file's name is anybody's text: see `text`. The page allows itself no script, no
request and no form.
"""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.figures.days import day_in_words, time_in_words
from shpdocs.model.collection import Collection, OtherFile, SubGroupStatus
from shpdocs.model.period import Period
from shpdocs.model.problem import Problem
from shpdocs.report.page.parts import changes_table, command, legend, link, problem_list, state_tag, table
from shpdocs.report.page.style import STYLE
from shpdocs.report.page.text import entered, plain

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_OUTCOMES = {"skipped": "Passed over", "refused": "Not accepted"}


def page(collection: Collection) -> bytes:
    """Return collection.html: the same collection gives the same bytes. Paths in it count from where it lies."""
    period, marking = collection.period, f'<p class="marking">{plain(collection.marking)}</p>' if collection.marking else ""
    head = (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>Returns for {period} – {plain(collection.partnership)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    top = (
        f'<a class="skip" href="#main">Skip to the returns</a>\n<header>\n{marking}\n<div class="bar"><div class="within">'
        f'<p class="who">{plain(collection.partnership)}</p><p>{plain(collection.council)}</p></div></div>\n</header>\n'
    )
    ask = f"<p>Questions to {plain(collection.contact)}.</p>" if collection.contact else ""
    bottom = f'</main>\n<footer>\n<div class="within">{ask}</div>\n{marking}\n</footer>\n</body>\n</html>\n'
    body = "\n".join(_main(collection))
    return f'{head}{top}<main id="main" class="within" tabindex="-1">\n{body}\n{bottom}'.encode("utf-8", "replace")


def summary(collection: Collection) -> str:
    """Return where the period stands in a sentence: '3 of 5 returns are in force; 1 is missing. Due Monday 28 October 2024.'"""
    whole = len(collection.statuses)
    in_force = sum(one.state == "in-force" or bool(one.earlier_file) for one in collection.statuses)
    known = [f"{in_force} of {whole} returns {'is' if in_force == 1 else 'are'} in force"]
    for state, one, many in (("held", "waits for a decision", "wait for a decision"), ("refused", *["cannot be used yet"] * 2)):
        of_state = [standing for standing in collection.statuses if standing.state == state]
        for number, word in ((sum(not s.earlier_file for s in of_state), ""), (sum(bool(s.earlier_file) for s in of_state), " newer one")):
            if number:
                known.append(f"{number}{word}{'s' if word and number > 1 else ''} {one if number == 1 else many}")
    missing = sum(one.state == "missing" for one in collection.statuses)
    known += [f"{missing} {'is' if missing == 1 else 'are'} missing"] if missing else []
    due = f"Due {day_in_words(collection.deadline)}." if collection.deadline else "No day is set by which they are due."
    return f"{'; '.join(known)}. {due}"


def accept_command(sub_group: str, period: Period) -> str:
    """Return what is typed to put a return in force that warnings hold back."""
    return f"shpdocs accept {sub_group} {period} --by NAME --because TEXT"


def _main(collection: Collection) -> Iterator[str]:
    yield f'<h1>Returns for {plain(collection.period.words)}</h1>\n<p class="lead">{plain(summary(collection))}</p>'
    yield '<section aria-labelledby="overview">\n<h2 class="first" id="overview">Where each return stands</h2>'
    yield table(
        "All returns",
        ("Sub-group", "State", "File", "Received", "Problems", "What to do next"),
        [_overview_row(one, collection.period) for one in collection.statuses],
        "overview",
    )
    yield f"{legend()}\n</section>"
    for one in collection.statuses:
        yield from _section(one, collection.period)
    if collection.other_files:
        yield from _strays(collection.other_files)


def _overview_row(standing: SubGroupStatus, period: Period) -> tuple[str, ...]:
    name = f'<a href="#{_anchor(standing)}">{plain(standing.title)}</a>'
    received = time_in_words(standing.received)
    file = entered(standing.file) if standing.file else "None"
    state = state_tag(standing.state) + ("<br>An earlier return stays in force." if standing.earlier_file else "")
    return (name, state, file, plain(received) or "–", _counted(standing.problems), _next(standing, period))


def _anchor(standing: SubGroupStatus) -> str:
    return plain(f"return-{standing.sub_group}")


def _counted(problems: tuple[Problem, ...]) -> str:
    """How many problems there are, by what they ask for."""
    words = (("blocking", "to put right"), ("warning", "to look at"), ("notice", "for information"))
    numbers = ((sum(problem.severity == severity for problem in problems), word) for severity, word in words)
    return ", ".join(f"{number} {word}" for number, word in numbers if number) or "None"


def _next(standing: SubGroupStatus, period: Period) -> str:
    """What the officer does next about a return."""
    if standing.state == "in-force":
        return "Nothing."
    if not standing.draft:  # nobody is reminded of a workbook that was not sent
        return f"Issue the workbooks: {command(f'shpdocs issue {period}')}"
    draft = link(standing.draft, "e-mail draft")
    if standing.state == "missing":
        return f"Send the {draft}, which is a reminder."
    send = f"Send the {draft} to the lead"
    if standing.state == "refused":
        return f"{send}, and collect what comes back."
    return f"{send}. Or, if the return may stand as it is, accept it: {command(accept_command(standing.sub_group, period))}"


def _section(standing: SubGroupStatus, period: Period) -> Iterator[str]:
    anchor = _anchor(standing)
    yield f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{plain(standing.title)}</h2>\n<dl>'
    for name, told in _facts(standing, period):
        yield f"<dt>{name}</dt><dd>{told}</dd>"
    yield "</dl>"
    if standing.problems:
        yield f"<h3>Problems</h3>\n<p>{_counted(standing.problems)}.</p>"
        yield from problem_list(standing.problems, standing.file)
    if standing.changes:
        since = f"What changed since Quarter {period.before.quarter[1]}"
        yield f"<h3>{since}</h3>"
        yield changes_table(standing.changes, f"{since}: {standing.title}", period)
    yield "</section>"


def _facts(standing: SubGroupStatus, period: Period) -> Iterator[tuple[str, str]]:
    """What is known of a return, by its name; what does not apply is left out."""
    yield "State", state_tag(standing.state)
    if standing.file:
        yield "File", entered(standing.file)
        yield "Received", plain(time_in_words(standing.received))
    if standing.earlier_file:
        yield "In force meanwhile", entered(standing.earlier_file)
    if standing.accepted:
        yield "Accepted by", entered(standing.accepted, longest=1_000)
    yield "What to do next", _next(standing, period)
    if standing.query:
        yield "Query workbook", link(standing.query, standing.query.rpartition("/")[2])
    if standing.draft:
        yield "E-mail draft", link(standing.draft, standing.draft.rpartition("/")[2])


def _strays(strays: tuple[OtherFile, ...]) -> Iterator[str]:
    yield '<section aria-labelledby="strays">\n<h2 id="strays">Files that are nobody’s return</h2>'
    for stray in strays:
        outcome = _OUTCOMES.get(stray.outcome, stray.outcome)
        yield f"<h3>{entered(stray.file)}</h3>\n<p>{plain(outcome)}.</p>"
        yield from problem_list(stray.problems, stray.file)
    yield "</section>"
