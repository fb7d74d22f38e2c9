"""Where a period stands, as one page for a browser that needs nothing else. Strings only, nothing is written.

Everything that came from a workbook or a file's name is anybody's text: see `parts`. The page allows itself no script, no
request and no form.
"""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.dates import day_in_words, time_in_words
from shpdocs.model.collection import Collection, OtherFile, PrintedChanges, Replacement, State, SubGroupStatus
from shpdocs.model.period import Period
from shpdocs.model.problem import Problem
from shpdocs.report.page.papers import papers_section
from shpdocs.report.page.parts import changes_table, command, entered, escaped, legend, link, problem_list, state_tag, table
from shpdocs.report.page.style import STYLE
from shpdocs.report.printed import PRINTED_OTHERWISE, TO_ISSUE_AGAIN, listed_papers

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_OUTCOMES = {"skipped": "Passed over", "refused": "Not accepted"}


def page(collection: Collection) -> bytes:
    """Return collection.html: the same collection gives the same bytes. Paths in it count from where it lies."""
    period, marking = collection.period, f'<p class="marking">{escaped(collection.marking)}</p>' if collection.marking else ""
    head = (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>Returns for {period} – {escaped(collection.partnership)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    top = (
        f'<a class="skip" href="#main">Skip to the returns</a>\n<header>\n{marking}\n<div class="bar"><div class="within">'
        f'<p class="who">{escaped(collection.partnership)}</p><p>{escaped(collection.council)}</p></div></div>\n</header>\n'
    )
    questions = f"<p>Questions to {escaped(collection.contact)}.</p>" if collection.contact else ""
    bottom = f'</main>\n<footer>\n<div class="within">{questions}</div>\n{marking}\n</footer>\n</body>\n</html>\n'
    body = "\n".join(_main(collection))
    return f'{head}{top}<main id="main" class="within" tabindex="-1">\n{body}\n{bottom}'.encode("utf-8", "replace")


def summary(collection: Collection) -> str:
    """Return where the period stands in a sentence: '3 of 5 returns are in force; 1 is missing. Due Monday 28 October 2024.'"""
    in_force = sum(status.state == "in-force" or bool(status.earlier_file) for status in collection.statuses)
    parts = [f"{in_force} of {len(collection.statuses)} returns {'is' if in_force == 1 else 'are'} in force"]
    parts += _not_in_force(collection, "held", "waits for a decision", "wait for a decision")
    parts += _not_in_force(collection, "refused", "cannot be used yet", "cannot be used yet")
    missing = sum(status.state == "missing" for status in collection.statuses)
    if missing:
        parts.append(f"{missing} {'is' if missing == 1 else 'are'} missing")
    due = f"Due {day_in_words(collection.deadline)}." if collection.deadline else "No day is set by which they are due."
    return f"{'; '.join(parts)}. {due}"


def _not_in_force(collection: Collection, state: State, one_does: str, several_do: str) -> Iterator[str]:
    """How many files wait or are refused; one that came after a return that is in force is a newer one."""
    statuses = [status for status in collection.statuses if status.state == state]
    newer = sum(bool(status.earlier_file) for status in statuses)
    if newer < len(statuses):
        only = len(statuses) - newer
        yield f"{only} {one_does if only == 1 else several_do}"
    if newer:
        yield f"1 newer one {one_does}" if newer == 1 else f"{newer} newer ones {several_do}"


def accept_command(sub_group: str, period: Period) -> str:
    """Return what is typed to put a return in force that warnings hold back."""
    return f"shpdocs accept {sub_group} {period} --by NAME --because TEXT"


def _main(collection: Collection) -> Iterator[str]:
    yield f'<h1>Returns for {escaped(collection.period.words)}</h1>\n<p class="lead">{escaped(summary(collection))}</p>'
    yield '<section aria-labelledby="overview">\n<h2 class="first" id="overview">Where each return stands</h2>'
    yield table(
        "All returns",
        ("Sub-group", "State", "File", "Received", "Problems", "What to do next"),
        [_overview_row(status, collection.period) for status in collection.statuses],
        "overview",
    )
    yield f"{legend()}\n</section>"
    for status in collection.statuses:
        yield from _section(status, collection.period)
    if collection.printed.to_do:
        yield from _printed(collection.printed)
    if collection.papers:
        yield from papers_section(collection.papers)
    if collection.other_files:
        yield from _other_files(collection.other_files)


def _printed(printed: PrintedChanges) -> Iterator[str]:
    """What papers printed otherwise than it stands now, and what to do about it."""
    title = PRINTED_OTHERWISE if printed.changes else TO_ISSUE_AGAIN
    yield f'<section aria-labelledby="printed">\n<h2 id="printed">{title}</h2>'
    rows = (
        tuple(entered(text, longest=1_000) for text in (change.name, change.before, change.now, listed_papers(change)))
        for change in printed.changes
    )
    if printed.changes:
        yield table(title, ("What", "Printed", "Now", "Where it stands"), rows, "changes")
    steps = "".join(f"<li><p>{escaped(words)} {command(typed)}</p></li>" for words, typed in printed.to_do)
    yield f'<h3>What to do next</h3>\n<ul class="plain">{steps}</ul>\n</section>'


def _overview_row(status: SubGroupStatus, period: Period) -> tuple[str, ...]:
    name = f'<a href="#{_anchor(status)}">{escaped(status.title)}</a>'
    received = time_in_words(status.received)
    file = entered(status.file) if status.file else "None"
    state = state_tag(status.state) + ("<br>An earlier return stays in force." if status.earlier_file else "")
    return (name, state, file, escaped(received) or "–", _counted(status.problems), _next(status, period))


def _anchor(status: SubGroupStatus) -> str:
    return escaped(f"return-{status.sub_group}")


def _counted(problems: tuple[Problem, ...]) -> str:
    """How many problems there are, by what they ask for."""
    words = (("blocking", "to put right"), ("warning", "to look at"), ("notice", "for information"))
    numbers = ((sum(problem.severity == severity for problem in problems), word) for severity, word in words)
    return ", ".join(f"{number} {word}" for number, word in numbers if number) or "None"


def _next(status: SubGroupStatus, period: Period) -> str:
    """What the officer does next about a return."""
    if status.state == "in-force":
        return "Nothing."
    if not status.draft:  # nobody is reminded of a workbook that was not sent
        return f"Issue the workbooks: {command(f'shpdocs issue {period}')}"
    draft = link(status.draft, "e-mail draft")
    if status.state == "missing":
        return f"Send the {draft}, which is a reminder."
    send = f"Send the {draft} to the lead"
    if status.state == "refused":
        return f"{send}, and collect what comes back."
    return f"{send}. Or, if the return may stand as it is, accept it: {command(accept_command(status.sub_group, period))}"


def _section(status: SubGroupStatus, period: Period) -> Iterator[str]:
    anchor = _anchor(status)
    yield f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{escaped(status.title)}</h2>\n<dl>'
    for name, fact in _facts(status, period):
        yield f"<dt>{name}</dt><dd>{fact}</dd>"
    yield "</dl>"
    if status.problems:
        yield f"<h3>Problems</h3>\n<p>{_counted(status.problems)}.</p>"
        yield from problem_list(status.problems, status.file)
    if status.replaces:
        yield from _replacement(status, status.replaces)
    if status.changes:
        since = f"What changed since Quarter {period.before.quarter[1]}"
        yield f"<h3>{since}</h3>"
        quarters = (f"Quarter {each.quarter[1]}" for each in (period.before, period))
        yield changes_table(status.changes, f"{since}: {status.title}", *quarters)
    yield "</section>"


def _replacement(status: SubGroupStatus, replaces: Replacement) -> Iterator[str]:
    """What a newer return of the quarter changed against the one before it, or would change."""
    is_in_force = status.state == "in-force"
    file = f"{entered(replaces.file)}, which {'it replaced' if is_in_force else 'stays in force'}"
    title = f"What the newer return {'changed' if is_in_force else 'would change'}"
    yield f"<h3>{title}</h3>"
    if replaces.changes is None:
        why = f"that return is not there as it was kept; {command('shpdocs verify')} says more"
        yield f"<p>What it says otherwise than {file}, cannot be told: {why}.</p>"
    elif not replaces.changes:
        yield f"<p>It says the same as {file}.</p>"
    else:
        yield f"<p>Against {file}.</p>"
        yield changes_table(replaces.changes, f"{title}: {status.title}", "Before", "Newer return")


def _facts(status: SubGroupStatus, period: Period) -> Iterator[tuple[str, str]]:
    """What is known of a return, by its name; what does not apply is left out."""
    yield "State", state_tag(status.state)
    if status.file:
        yield "File", entered(status.file)
        yield "Received", escaped(time_in_words(status.received))
    if status.earlier_file:
        yield "In force meanwhile", entered(status.earlier_file)
    if status.accepted:
        yield "Accepted by", entered(status.accepted, longest=1_000)
    yield "What to do next", _next(status, period)
    if status.query:
        yield "Query workbook", link(status.query, status.query.rpartition("/")[2])
    if status.draft:
        yield "E-mail draft", link(status.draft, status.draft.rpartition("/")[2])


def _other_files(files: tuple[OtherFile, ...]) -> Iterator[str]:
    yield '<section aria-labelledby="strays">\n<h2 id="strays">Files that are nobody’s return</h2>'
    for file in files:
        outcome = _OUTCOMES.get(file.outcome, file.outcome)
        yield f"<h3>{entered(file.file)}</h3>\n<p>{escaped(outcome)}.</p>"
        yield from problem_list(file.problems, file.file)
    yield "</section>"
