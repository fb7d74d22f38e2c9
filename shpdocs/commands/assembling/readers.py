"""What the readers of a paper may see: the public what its rules leave, the partnership's board all of it by a rule of its own."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.exemptions import Exemptions, decisions_for_paper
from shpdocs.commands.printing import read_printing
from shpdocs.commands.published_papers import published_papers
from shpdocs.commands.returns_in_force import ReturnsInForce
from shpdocs.definitions.definition_files import Year
from shpdocs.disclosure.board import definitions_for_board
from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Decisions, Printing, Proof, PublishedPaper
from shpdocs.model.edition import paper_words
from shpdocs.model.errors import UsageError
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.profile import Profile
from shpdocs.model.settings import Settings
from shpdocs.paper.sections.exempt_sections import profile_for_paper
from shpdocs.store.folder import Folder, profile_file
from shpdocs.store.ledger import LedgerState
from shpdocs.store.proofs import read_proofs


class ForReaders(Struct, frozen=True):
    """What settings, definitions (of the year and of the year before), profile and decisions are for those who read a paper; what
    workbooks promised them, the papers that they have, and what was proved for them before."""

    settings: Settings
    year: Year
    last_year: tuple[Definition, ...]
    profile: Profile
    decisions: Decisions
    printing: Printing
    published: tuple[PublishedPaper, ...]
    proofs: Mapping[str, Proof]


def for_readers(
    root: Folder, period: Period, profile: str, settings: Settings, year: Year, exemptions: Exemptions, in_force: ReturnsInForce
) -> ForReaders:
    """Return what all this is for the readers of a period's paper by a profile.

    Raises:
        UsageError: papers of that name are out, and went to other readers.
        RecordError: a ledger or the record of a paper is not as it was written.
    """
    board = exemptions.for_board.get(profile)
    states = {each: root.period(each).state() for each in _of_the_year(root, period)}
    _check_readers(states, profile, exemptions)
    if board:
        return _for_board(root, period, settings, year, board, in_force)
    state = root.period(period).state()
    decisions = decisions_for_paper(root, period, state.decisions, exemptions)
    public = profile_for_paper(profile, exemptions.profiles, decisions.exempted, year.definitions)
    printing = read_printing(root, period, year, exemptions, in_force)
    published = published_papers(root, period, year, in_force)
    proofs = read_proofs(root.period(period))
    return ForReaders(settings, year, in_force.last_year_definitions, public, decisions, printing, published, proofs)


def _for_board(root: Folder, period: Period, settings: Settings, year: Year, profile: Profile, in_force: ReturnsInForce) -> ForReaders:
    """Nothing is exempt, held back or decided: those are rules and decisions of what is public."""
    rule = profile.small_numbers
    small_numbers = replace(rule, words=settings.small_numbers.words) if rule else settings.small_numbers
    seen = replace(year, definitions=definitions_for_board(year.definitions, rule))
    last_year = definitions_for_board(in_force.last_year_definitions, rule)
    published = published_papers(root, period, year, in_force, profile)
    settings = replace(settings, small_numbers=small_numbers)
    return ForReaders(settings, seen, last_year, profile, Decisions(), Printing(), published, {})


def _of_the_year(root: Folder, period: Period) -> tuple[Period, ...]:
    known = root.periods()
    return tuple(each for each in (Period(period.year, quarter) for quarter in QUARTERS) if str(each) in known)


def _check_readers(states: Mapping[Period, LedgerState], profile: str, exemptions: Exemptions) -> None:
    """Make sure that what the board was given does not become public because the profile changed, nor the other way round."""
    is_for_board, file = profile in exemptions.for_board, profile_file(profile)
    for period, state in states.items():
        paper = state.papers.get(profile)
        if paper and paper.is_out and paper.is_for_board is not is_for_board:
            then, now = ("the board", "the public") if paper.is_for_board else ("the public", "the board")
            what = f"{paper_words(str(period), profile)} is out as a paper for {then}, and {file} makes it one for {now}."
            say = 'Set audience = "board" again' if paper.is_for_board else "Take the audience out again"
            raise UsageError(what, f"{say}, and make a paper for {now} by a profile of another name.")
