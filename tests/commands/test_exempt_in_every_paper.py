"""What is exempt in a definition, in any profile of the year or by a decision is in no public paper, whichever profile prints it.

Everything is made up. Every kind of answer holds canaries, which are looked for in every byte of every file to publish.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins

from shpdocs.commands.assemble import Assembled, assemble
from shpdocs.commands.decide import Decided, exempt
from shpdocs.commands.history import history
from shpdocs.commands.trace import trace
from shpdocs.model.errors import DefinitionError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store.editions import Editions
from shpdocs.store.folder import open_folder
from tests.support.definition_files import edit_file
from tests.support.leads import At
from tests.support.made_secrets import SUB_GROUP, WHO, YEAR, canaries_in, figure, measure, partnership, publishable, quarter_done, text_of

Q1, Q2 = f"{YEAR}-Q1", f"{YEAR}-Q2"
MARK = 'exempt = { paragraphs = [7], reason = "Made up: it would tell what is planned." }\n'
OTHER_MARK = 'exempt = { paragraphs = [1, 3], reason = "Made up: it would tell who it is." }\n'
ASKED = """
[fields.plan]
label = "Made-up plan"
kind = "narrative"
sheet = "Update"

[fields.code]
label = "Made-up code"
kind = "text"
sheet = "Update"

[tables.ages]
title = "Made-up ages"
sheet = "Ages"
after = "raids"
row-heading = "Age"
rows = { under = "Under 18", over = "18 and over" }

[tables.ages.columns.number]
label = "Number"
kind = "count"

[tables.cases]
title = "Made-up cases"
sheet = "Cases"

[tables.cases.columns.case]
label = "Case"
kind = "text"
carry = true

[tables.cases.columns.owner]
label = "Owner"
kind = "text"
carry = true
""" + measure("raids").replace("people = true", "people = false")
SECTION = '\n[[sections]]\nkind = "{kind}"\nheading = "{heading}"\n{more}\n{exempt}'
PLAN_SECTION = ("text", "PLAN", f'content = [{{ from = ["{SUB_GROUP}/plan"] }}]')
CODE_LINES = ("lines", "CODES", f'lines = [{{ label = "Made-up code", from = "{SUB_GROUP}/code" }}]')
CASES_TABLE = ("table", "CASES", 'from = "*/cases"')
# The other layout names every answer in sections of other kinds, in another order, and one of them in its footer.
SHORT = [
    ("cover", "WHO REPORTS", f'lines = [{{ label = "Code", from = "{SUB_GROUP}/code" }}]'),
    ("headlines", "HEADLINES IN SHORT", f'content = [{{ from = ["{SUB_GROUP}/plan"] }}]'),
    (
        "text",
        "CASES IN SHORT",
        f'content = [{{ list = "{SUB_GROUP}/cases" }}, {{ from = ["{SUB_GROUP}/cases"], sentence = "{{owner}} has {{case}}." }}]',
    ),
    ("dashboard", "POSITION IN SHORT", ""),
    ("changed", "WHAT CHANGED", ""),
    ("measures", "MEASURES IN SHORT", 'target-heading = "Target"\nbaseline-heading = "Baseline"'),
    ("notes", "NOTES IN SHORT", ""),
    ("text", "BACKGROUND PAPERS", f'content = [{{ from = ["{SUB_GROUP}/papers"] }}]'),
]


def section(kind: str, heading: str, more: str, exempted: str = "") -> str:
    return SECTION.format(kind=kind, heading=heading, more=more, exempt=exempted)


@dataclass(frozen=True)
class Kind:
    """A kind of answer: its name, the cells and what is typed there, how its definition is marked, and how a profile names it."""

    answer: str
    typed: dict[At, Any]
    table: str
    section: tuple[str, str, str] | None = None

    @property
    def canaries(self) -> set[str]:
        return {str(value) for value in self.typed.values()}

    @property
    def name(self) -> str:
        return f"{SUB_GROUP}/{self.answer}"


def measured(heading: str) -> At:
    return At("Measures", "measures/raids", heading)


KINDS = (
    Kind("plan", {At("Update", "fields/plan", "Your answer"): "plankanarievogel"}, "fields.plan", PLAN_SECTION),
    Kind("code", {At("Update", "fields/code", "Your answer"): "codekanarievogel"}, "fields.code", CODE_LINES),
    Kind(
        "cases",
        {At("Cases", "tables/cases/0", "Case"): "casekanarievogel", At("Cases", "tables/cases/0", "Owner"): "ownerkanarievogel"},
        "tables.cases",
        CASES_TABLE,
    ),
    Kind("cases/owner", {At("Cases", "tables/cases/0", "Owner"): "ownerkanarievogel"}, "tables.cases.columns.owner"),
    Kind(
        "raids",
        {
            figure("raids", "Q1"): 7713191,
            measured("Commentary"): "commentkanarievogel",
            At("Activity", "measures/raids", "Activity this year"): "activitykanarievogel",
            At("Ages", "tables/ages/under", "Number"): 7700000,
            At("Ages", "tables/ages/over", "Number"): 13191,
        },
        "measures.raids",
    ),
)
PLAN, CODE, CASES, OWNER, RAIDS = KINDS
EVERYTHING = {at: value for kind in KINDS for at, value in kind.typed.items()}


def profile_of(root: Path, name: str = "") -> Path:
    return root / "workbook_templates" / YEAR / (f"paper-{name}.toml" if name else "paper.toml")


def definition_of(root: Path) -> Path:
    return root / "workbook_templates" / YEAR / f"{SUB_GROUP}.toml"


def with_section(root: Path, name: str, added: tuple[str, str, str], mark: str) -> None:
    """Add an exempt section to a profile."""
    path = profile_of(root, name)
    path.write_text(path.read_text(encoding="utf-8") + section(*added, exempted=mark), encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership with a return in force and three profiles of which none exempts anything: read it, never write into it."""
    plain = "".join(section(*each) for each in (PLAN_SECTION, CODE_LINES, CASES_TABLE))
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", ASKED, plain)
    head = profile_of(root).read_text(encoding="utf-8").partition("[[sections]]")[0]
    footer = f'footer = ["{{committee}} {{{SUB_GROUP}/code}}"]'
    short = head.replace('footer = ["{committee}"]', footer) + "".join(section(*each) for each in SHORT)
    profile_of(root, "short").write_text(short, encoding="utf-8")
    last = head + section("text", "BACKGROUND PAPERS", f'content = [{{ from = ["{SUB_GROUP}/papers"] }}]')
    profile_of(root, "third").write_text(last, encoding="utf-8")
    quarter_done(root, "Q1", EVERYTHING)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def by_definition(root: Path, kind: Kind) -> None:
    path = definition_of(root)
    text = path.read_text(encoding="utf-8")
    start = text.index(f"[{kind.table}]\n") + len(f"[{kind.table}]\n")
    path.write_text(text[:start] + MARK + text[start:], encoding="utf-8")


def by_profile(name: str) -> Callable[[Path, Kind], None]:
    def mark(root: Path, kind: Kind) -> None:
        assert kind.section
        with_section(root, name, kind.section, MARK)

    return mark


def by_decision(root: Path, kind: Kind) -> None:
    exempt(root, Q1, kind.name, paragraphs=(7,), by="A made-up officer", because="Made up: it would tell what is planned.")


def by_what_says_so_no_longer(how: Callable[[Path, Kind], None]) -> Callable[[Path, Kind], None]:
    """Marked when a draft of some profile was made, and edited away since."""

    def mark(root: Path, kind: Kind) -> None:
        before = {path: path.read_bytes() for path in definition_of(root).parent.iterdir()}
        how(root, kind)
        assemble(root, Q1, profile="third")
        for path, content in before.items():
            path.write_bytes(content)

    return mark


WHO_EXEMPTS = {
    "definition": by_definition,
    "the usual profile": by_profile(""),
    "another profile": by_profile("short"),
    "a profile that nobody uses": by_profile("third"),
    "decision": by_decision,
    "a definition, once": by_what_says_so_no_longer(by_definition),
    "a profile, once": by_what_says_so_no_longer(by_profile("short")),
}
EVERY_WAY = [(kind, who) for kind in KINDS for who in WHO_EXEMPTS if kind.section or "profile" not in who]


def papers_of(root: Path, profile: str, **options: Any) -> Assembled:
    return assemble(root, Q1, profile=profile, separate=True, **options)


@pytest.mark.parametrize("profile", ["", "short"])
def test_the_search_finds_every_canary_where_nothing_is_exempt(root: Path, profile: str) -> None:
    made = papers_of(root, profile)
    everything = {str(value) for value in EVERYTHING.values()} - ({"commentkanarievogel"} if profile else set())
    assert {canary for _, canary in canaries_in([made.path], everything)} == everything
    assert (made.withheld, made.exempt) == ((), None)


def assert_withheld(root: Path, kinds: tuple[Kind, ...]) -> None:
    """Both layouts, assembled with all single files, hold none of it, say that they withhold it, and Part II holds it all."""
    canaries = {canary for kind in kinds for canary in kind.canaries}
    papers = {profile: papers_of(root, profile) for profile in ("", "short")}
    assert canaries_in(publishable(root, "Q1"), canaries) == set()
    for profile, made in papers.items():
        assert {(kind.name, (7,)) for kind in kinds} <= {(item.answer, item.exemption.paragraphs) for item in made.withheld}
        assert "exempt under paragraph 7 of Part 1 of Schedule 12A" in text_of(made.path)
        assert made.exempt
        assert {canary for _, canary in canaries_in([made.exempt], canaries)} == canaries
        kept = Editions(open_folder(root).period(parse_period(Q1))).printed_draft(profile)
        assert [canary for canary in canaries if canary in str(to_builtins(kept.public))] == []
        for canary in canaries:
            assert all(text.is_exempt for text in trace(root, Q1, canary, profile=profile).texts)


@pytest.mark.parametrize("who", WHO_EXEMPTS)
def test_what_is_exempt_is_in_no_public_file_whichever_profile_prints_it(root: Path, who: str) -> None:
    kinds = (PLAN, CODE, CASES) if "profile" in who else (PLAN, CODE, OWNER, RAIDS)
    for kind in kinds:
        WHO_EXEMPTS[who](root, kind)
    assert_withheld(root, kinds)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "who"), [pytest.param(kind, who, id=f"{kind.answer}, {who}") for kind, who in EVERY_WAY])
def test_each_kind_of_answer_is_withheld_by_each_that_may_exempt_it(root: Path, kind: Kind, who: str) -> None:
    WHO_EXEMPTS[who](root, kind)
    assert_withheld(root, (kind,))


def test_where_two_profiles_name_other_paragraphs_all_of_them_count(root: Path) -> None:
    with_section(root, "", PLAN_SECTION, MARK)
    with_section(root, "third", PLAN_SECTION, OTHER_MARK)
    for profile in ("", "short", "third"):
        (item,) = papers_of(root, profile).withheld
        assert (item.exemption.paragraphs, item.exemption.reason) == (
            (1, 3, 7),
            "Made up: it would tell what is planned. Made up: it would tell who it is.",
        )


@pytest.mark.parametrize("content", ["made up [", 'title = "Made up"\n', ""])
def test_a_profile_that_cannot_be_read_stops_every_paper_of_the_year(root: Path, content: str) -> None:
    profile_of(root, "third").write_text(content, encoding="utf-8")
    for profile in ("", "short"):
        with pytest.raises(DefinitionError) as error:
            papers_of(root, profile)
        assert "paper-third.toml" in str(error.value)
    assert publishable(root, "Q1") == []


def test_standing_words_of_an_exempt_section_are_printed_by_no_other_profile(root: Path) -> None:
    words = 'lines = [{{ label = "{}", words = "Operation  wordskanarievogel" }}]'
    with_section(root, "short", ("lines", "OPERATIONS", words.format("Name")), MARK)
    with_section(root, "", ("cover", "WHAT IS PLANNED", words.format("Operation").replace("  ", " ")), "")
    for profile in ("", "short"):
        made = papers_of(root, profile)
        assert canaries_in(publishable(root, "Q1"), {"wordskanarievogel"}) == set()
        assert made.exempt
        assert canaries_in([made.exempt], {"wordskanarievogel"})
    assert "OPERATIONS: exempt under paragraph 7" in text_of(papers_of(root, "").path)


# Taken back


def withdraw(root: Path, period: str, kind: Kind) -> Decided:
    return exempt(root, period, kind.name, withdraw=True, **WHO)


@pytest.mark.parametrize("who", WHO_EXEMPTS)
def test_a_recorded_decision_prints_it_again_in_every_paper_and_another_withholds_it_again(root: Path, who: str) -> None:
    WHO_EXEMPTS[who](root, PLAN)
    papers_of(root, "")
    decided = withdraw(root, Q1, PLAN)
    assert (decided.outcome, decided.stays) == ("withdrawn", False)
    for profile in ("", "short"):
        made = papers_of(root, profile)
        assert canaries_in([made.path], PLAN.canaries)
        assert (made.withheld, made.exempt) == ((), None)
    event = next(event for event in history(root, Q1).events if event.event == "withdrawn")
    assert (event.event, event.what, event.answers, event.by) == ("withdrawn", "exempted", {PLAN.name: ""}, WHO["by"])
    with pytest.raises(UsageError):
        withdraw(root, Q1, PLAN)
    by_decision(root, PLAN)
    assert_withheld(root, (PLAN,))


def test_what_is_taken_back_is_exempt_again_once_something_else_exempts_it(root: Path) -> None:
    with_section(root, "", PLAN_SECTION, MARK)
    assert withdraw(root, Q1, PLAN).despite == (f"{YEAR}/paper.toml",)
    assert canaries_in([papers_of(root, "").path], PLAN.canaries)
    with_section(root, "short", PLAN_SECTION, MARK)
    assert_withheld(root, (PLAN,))


def test_of_an_exempt_section_only_the_answer_that_is_taken_back_is_printed(root: Path) -> None:
    answers = f'{{ label = "Plan", from = "{PLAN.name}" }}, {{ label = "Code", from = "{CODE.name}" }}'
    with_section(root, "", ("lines", "BOTH", f'lines = [{answers}, {{ label = "Word", words = "Secretword" }}]'), MARK)
    withdraw(root, Q1, CODE)
    made = papers_of(root, "")
    assert {canary for _, canary in canaries_in(publishable(root, "Q1"), PLAN.canaries | CODE.canaries | {"Secretword"})} == CODE.canaries
    assert made.exempt
    assert {canary for _, canary in canaries_in([made.exempt], PLAN.canaries | {"Secretword"})} == PLAN.canaries | {"Secretword"}


def test_a_table_goes_with_its_measure_and_only_with_it_is_it_taken_back(root: Path) -> None:
    by_definition(root, RAIDS)
    with_section(root, "short", ("table", "AGES", f'from = "{SUB_GROUP}/ages"'), MARK)
    ages = Kind("ages", {}, "tables.ages")
    assert withdraw(root, Q1, ages).stays
    assert_withheld(root, (RAIDS,))
    assert not withdraw(root, Q1, RAIDS).stays
    assert canaries_in([papers_of(root, "").path], {"7700000"})


# Other quarters


OWN: dict[At, Any] = {at: f"next{value}" for kind in (PLAN, CODE) for at, value in kind.typed.items()}
OWN |= {At("Ages", "tables/ages/under", "Number"): 8800000, At("Ages", "tables/ages/over", "Number"): 24202}


def next_quarter(root: Path) -> None:
    """The second quarter: plan, code and figure are its own; the case is carried."""
    quarter_done(root, "Q2", OWN | {figure("raids", "Q2"): 8824202})


def test_what_a_definition_or_profile_exempted_in_a_paper_stays_exempt_in_those_after_it(root: Path) -> None:
    by_what_says_so_no_longer(by_profile("short"))(root, PLAN)
    by_what_says_so_no_longer(by_definition)(root, CASES)
    by_what_says_so_no_longer(by_definition)(root, RAIDS)
    next_quarter(root)
    canaries = {"plankanarievogel", "casekanarievogel", "ownerkanarievogel", "7713191", "8824202", "activitykanarievogel"}
    for profile in ("", "short"):
        made = assemble(root, Q2, profile=profile, separate=True)
        assert canaries_in(publishable(root, "Q2"), canaries) == set()
        assert {item.answer for item in made.withheld} == {PLAN.name, CASES.name, RAIDS.name, f"{SUB_GROUP}/ages"}
    for kind in (PLAN, CASES, RAIDS):
        assert withdraw(root, Q2, kind).despite
    assert {canary for _, canary in canaries_in([assemble(root, Q2).path], canaries)} == canaries
    assert_withheld(root, (PLAN, CASES, RAIDS))  # the paper of the first quarter withholds it all the same


def test_what_one_quarters_decision_takes_back_is_exempt_in_the_next(root: Path) -> None:
    by_definition(root, RAIDS)
    withdraw(root, Q1, RAIDS)
    assert canaries_in([papers_of(root, "").path], {"7713191"})
    next_quarter(root)
    assert [item.answer for item in assemble(root, Q2).withheld] == [RAIDS.name, f"{SUB_GROUP}/ages"]
    assert canaries_in(publishable(root, "Q2"), {"7713191", "8824202"}) == set()


@pytest.mark.parametrize("kind", [CASES, OWNER], ids=lambda kind: kind.answer)
def test_a_column_or_table_exempt_by_decision_is_withheld_where_its_rows_are_carried(root: Path, kind: Kind) -> None:
    by_decision(root, kind)
    next_quarter(root)
    assert [item.answer for item in assemble(root, Q2).withheld] == [kind.name]
    assert canaries_in(publishable(root, "Q2"), kind.canaries) == set()


NEXT_YEAR = "2025-26"


def next_year(root: Path) -> Assembled:
    """Next year asks the same, and nothing of it is exempt; its first quarter is returned, with the rows that are carried."""
    shutil.copytree(definition_of(root).parent, root / "workbook_templates" / NEXT_YEAR)
    for path in (root / "workbook_templates" / NEXT_YEAR).iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(MARK, ""), encoding="utf-8")
    quarter_done(root, "Q1", OWN | {figure("raids", "Q1"): 8824202}, year=NEXT_YEAR)
    return assemble(root, f"{NEXT_YEAR}-Q1", separate=True)


@pytest.mark.parametrize("who", ["definition", "another profile", "decision", "a definition, once", "a profile, once"])
def test_a_table_exempt_last_year_is_withheld_where_its_rows_are_carried_into_this_year(root: Path, who: str) -> None:
    WHO_EXEMPTS[who](root, CASES)
    assert [item.answer for item in next_year(root).withheld] == [CASES.name]
    assert canaries_in(publishable(root, "Q1", NEXT_YEAR), CASES.canaries) == set()


@pytest.mark.parametrize("who", ["definition", "decision", "a definition, once"])
def test_a_measure_exempt_last_year_is_not_compared_with_until_that_is_taken_back(root: Path, who: str) -> None:
    WHO_EXEMPTS[who](root, RAIDS)
    made = next_year(root)
    assert ("8824202" in text_of(made.path), "The biggest change on the same" in text_of(made.path)) == (True, False)
    exempt(root, Q1 if who == "decision" else f"{NEXT_YEAR}-Q1", RAIDS.name, withdraw=True, **WHO)
    assert "The biggest change on the same" in text_of(assemble(root, f"{NEXT_YEAR}-Q1").path)


def test_a_table_that_breaks_down_a_measure_exempt_last_year_is_withheld_where_its_rows_are_carried(root: Path) -> None:
    edit_file(definition_of(root), 'title = "Made-up cases"', 'title = "Made-up cases"\nafter = "raids"')
    by_definition(root, RAIDS)
    next_year(root)
    assert canaries_in(publishable(root, "Q1", NEXT_YEAR), CASES.canaries) == set()


def test_a_profile_of_last_year_that_cannot_be_read_stops_this_years_paper(root: Path) -> None:
    next_year(root)
    profile_of(root, "third").write_text("made up [", encoding="utf-8")
    with pytest.raises(DefinitionError):
        assemble(root, f"{NEXT_YEAR}-Q1")
