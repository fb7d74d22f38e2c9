"""Everything a paper is made of, already parted into what the public may see and what is exempt."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.assembling.readers import for_readers
from shpdocs.commands.assembling.records import check_received, check_records
from shpdocs.commands.earlier_papers import marks_for_paper
from shpdocs.commands.exemptions import Exemptions, exempt_by, read_exemptions
from shpdocs.commands.returns_in_force import ReturnsInForce, returns_in_force
from shpdocs.definitions.definition_files import Year, check_profile, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.disclosure.disclose import disclose
from shpdocs.disclosure.held_back import is_printed
from shpdocs.disclosure.printed import printed_in_public
from shpdocs.disclosure.reasons import telling_reasons, without_small_numbers
from shpdocs.disclosure.statements import without_statements
from shpdocs.figures.printed import Marks
from shpdocs.model.appendix import NamedAppendix
from shpdocs.model.collection import Progress
from shpdocs.model.disclosure import Disclosed, HeldBack, Known, TellingReason
from shpdocs.model.ledger import Event, Head
from shpdocs.model.origin import Decided, Statement
from shpdocs.model.period import Period
from shpdocs.model.profile import Profile
from shpdocs.model.settings import Settings
from shpdocs.paper.sections.material import Material
from shpdocs.store.folder import Folder, PeriodFolder, open_folder
from shpdocs.store.ledger import LedgerState

_OF_PAPERS = ("withheld", "assembled", "appendix", "edition", "edition-file", "paper-sent", "torn")  # events of no return or decision


class PaperInputs(Struct, frozen=True):
    """What a paper is made of. Only `disclosed.public` reaches the public paper, and only `disclosed.exempt` the exempt one.

    `appendices` are those that an officer added, an event each. `head` says how far the ledger went, but for papers and what a crash cut
    short: the same returns and decisions give the same draft. `marks` says which figures earlier papers printed
    otherwise.
    """

    root: Folder
    period_folder: PeriodFolder
    settings: Settings
    year: Year
    profile: Profile
    state: LedgerState
    exemptions: Exemptions
    in_force: ReturnsInForce
    disclosed: Disclosed
    head: Head
    marks: Marks
    appendices: tuple[Event, ...] = ()

    @property
    def period(self) -> Period:
        """The period that the paper is about."""
        return self.period_folder.period

    @property
    def waiting(self) -> tuple[str, ...]:
        """The sub-groups without a return in force whose return waits for a decision."""
        return tuple(name for name in self.state.held if name not in self.in_force.returns)

    @property
    def overtaken(self) -> tuple[str, ...]:
        """The titles of the sub-groups that sent a newer return, which waits or was refused, than the one in force."""
        last = self.state.last_decision
        return tuple(
            definition.title
            for definition in self.year.definitions
            if definition.sub_group in self.in_force.returns
            and definition.sub_group in last
            and last[definition.sub_group].event in ("held", "refused")
        )

    @property
    def held_back(self) -> tuple[HeldBack, ...]:
        """What this paper would print although its workbook said that it is not printed, and nobody decided."""
        printed = printed_in_public((self.profile,), self.year.definitions)
        return tuple(held for held in self.disclosed.held_back if is_printed(held, printed))

    @property
    def telling_reasons(self) -> tuple[TellingReason, ...]:
        """The reasons that this paper prints and that tell a number which is not published."""
        waived = {name: event for name, event in self.state.waived.items() if name not in self.in_force.returns}
        return telling_reasons(self.in_force.known, self.disclosed, waived, self.settings.small_numbers)

    @property
    def missing(self) -> tuple[str, ...]:
        """The titles of the sub-groups whose return is neither in force nor waived."""
        return tuple(
            definition.title
            for definition in self.year.definitions
            if definition.sub_group not in self.in_force.returns and definition.sub_group not in self.state.waived
        )

    def material(self, known: Known, is_final: bool) -> Material:
        """The sections' material, of what is known to those who read the paper."""
        return Material(
            self.profile,
            self.period,
            without_statements(self.year.definitions, self.disclosed.withheld_statements),
            known.returns,
            known.earlier,
            settings=self.settings,
            last_year=known.last_year,
            disclosed=replace(self.disclosed, held_back=self.held_back),
            waived=self.state.waived,
            held=self.waiting,
            is_final=is_final,
            marks=self.marks,
            exempt_by=exempt_by(self.state.decisions, self.exemptions, self.year.definitions),
            added=tuple(_added(event) for event in self.appendices),
        )


def _added(event: Event) -> NamedAppendix:
    origin = Statement("title of an appendix", Decided("appendix", event.title, event.at))
    return NamedAppendix(event.title, event.what == "apart", origin)


def read_paper_inputs(folder: str | Path, period: Period, profile: str = "", progress: Progress | None = None) -> PaperInputs:
    """Read what the paper of a period is made of. `profile` names one beside the year's usual one.

    `progress` is called with how many small numbers are shown to be safe, and how many there are.

    Raises:
        ShpdocsError: the folder, its settings, definitions, a profile of the year (whichever) or a return in force cannot be used; papers
            of that name went to other readers.
        RecordError: a ledger, a return or a received file that the paper tells of is not as it was written, or the record of a paper that
            others have; a copy lies beside a record.
    """
    root = open_folder(Path(folder))
    check_records(root, period)
    settings, year = read_settings(root), read_year(root, period.year)
    check_profile(root, year.name, profile)
    period_folder = root.period(period)
    state = period_folder.state()
    in_force = returns_in_force(root, period, year.definitions, with_last_year=True)
    check_received(root, period, in_force)
    exemptions = read_exemptions(root, period, year, state)
    by = for_readers(root, period, profile, settings, year, exemptions, in_force)
    small_numbers, known = by.settings.small_numbers, in_force.known
    given = (by.year.definitions, known, period, small_numbers, by.decisions, by.last_year, by.printing, by.published)
    disclosed = disclose(*given, progress, by.proofs)
    head = period_folder.ledger_file.head(_OF_PAPERS)
    marks = marks_for_paper(root, period, profile, known, is_for_board=by.profile.is_for_board)
    marks = without_small_numbers(marks, known, disclosed, small_numbers)
    added = tuple(state.papers[profile].appendices.values()) if profile in state.papers else ()
    made_of = (root, period_folder, by.settings, by.year, by.profile, state, exemptions, in_force, disclosed, head, marks, added)
    return PaperInputs(*made_of)
