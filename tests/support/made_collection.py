"""A made-up collection in which everything is there that a page can show, malicious texts among it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from shpdocs.model.collection import Change, Collection, OtherFile, SubGroupStatus
from shpdocs.model.edition import PaperChange
from shpdocs.model.paper_status import EditionStatus, PaperStatus
from shpdocs.model.period import Period
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place

PERIOD = Period("2024-25", "Q2")
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt; \u202egnp.exe\u202c \u2067\u0639\u0631\u0628\u064a'


def _problem(
    code: str, cell: str, sheet: str = "Measures", entered: str = "", label: str = "Made-up robbery: Q2 figure", **more: str
) -> Problem:
    return Problem(code, Place("2024-25-Q2 prevent.xlsx", sheet, cell), entered, label=label, details=more)


PROBLEMS = (
    _problem("older-definition", "", "", changes="the measure ‘Made-up burglary’ was added"),
    _problem("not-a-number", "H4", entered="about 40"),
    *(
        _problem("missing-figure", f"H{row}", label="Made-up burglary: Q2 figure", **{"reason-label": "If no figure, why"})
        for row in (5, 6, 7, 9)
    ),
    _problem("off-target", "L10", label="Made-up weapon sweeps"),
    _problem("not-a-choice", "D6", "Milestones", "in progres", "Made-up milestones, row 2: Status", choices="Open; In progress; Done"),
    _problem("earlier-revised", "G10", "Milestones", "128", "Made-up robbery: Q1", first="126"),
)
CHANGES = (
    Change("Made-up robbery: Q1", "126", "128", "+2, +1.6%", "Measures"),
    Change("Made-up robbery: Q2 figure", "128", "104", "-24, -18.8%", "Measures"),
    Change("Made-up training: Q2 figure", "45%", "48%", "+3 percentage points", "Measures"),
    Change("Made-up weapon sweeps: activity", "… two sweeps in May.", "… two sweeps in May, three in August.", "text changed", "Activity"),
    Change("Made-up milestones, row 3", "", "Made-up launch of the hub", "row added", "Milestones"),
)
STATUSES = (
    SubGroupStatus(
        "partnership", "Partnership return", "in-force", "2024-25-Q2 partnership.xlsx", "2024-10-14T09:05:00+00:00", changes=CHANGES,
    ),
    SubGroupStatus(
        "prevent", "Prevent Partnership", "refused", "2024-25-Q2 prevent.xlsx", "2024-10-15T15:20:00+00:00",
        "2024-25-Q2 prevent (first).xlsx",
        problems=PROBLEMS, query="queries/2024-25-Q2 prevent (issue 2).xlsx", draft="queries/2024-25-Q2 prevent (issue 2).eml",
    ),
    SubGroupStatus(
        "serious-violence", "Serious Violence Sub-Group", "held", "2024-25-Q2 serious-violence.xlsx", "2024-10-16T08:00:00+00:00",
        problems=(replace(PROBLEMS[6], place=Place("2024-25-Q2 serious-violence.xlsx", "Measures", "L10")),), changes=CHANGES[:2],
        query="queries/2024-25-Q2 serious-violence (issue 2).xlsx", draft="queries/2024-25-Q2 serious-violence (issue 2).eml",
    ),
    SubGroupStatus(
        "domestic-abuse", "Domestic Abuse Steering Executive", "in-force", "2024-25-Q2 domestic-abuse.xlsx", "2024-10-16T11:40:00+00:00",
        accepted="A Made-Up Name: the figure was checked with the police",
    ),
    SubGroupStatus(
        "drugs-and-alcohol", "Combatting Drugs and Alcohol Partnership", "missing",
        draft="queries/2024-25-Q2 drugs-and-alcohol reminder.eml",
    ),
)  # fmt: skip
OTHER_FILES = (
    OtherFile("~$2024-25-Q2 prevent.xlsx", "skipped", (Problem("lock-file", Place("~$2024-25-Q2 prevent.xlsx")),)),
    OtherFile("minutes.xlsx", "refused", (Problem("foreign-workbook", Place("minutes.xlsx")),)),
)
COLLECTION = Collection(
    PERIOD,
    "Made-up Partnership",
    "Made-up Council",
    "OFFICIAL-SENSITIVE",
    "the made-up officer",
    date(2024, 10, 28),
    STATUSES,
    OTHER_FILES,
)


def malicious() -> Collection:
    """A collection in which every text is malicious, and long ones are as long as a cell can hold."""
    long = (EVIL + " \u0000\u0007\ud83d\ude00" + "x" * 40_000)[:32_767]
    problem = Problem("not-read", Place(EVIL, EVIL, "A1"), long, "/made-up", EVIL)
    labelled = Problem("not-a-choice", Place(EVIL, EVIL, "A2"), EVIL, "/made-up", long, {"choices": long})
    change = Change(EVIL, long, EVIL, EVIL, EVIL)
    status = SubGroupStatus(
        "prevent", EVIL, "refused", EVIL, EVIL, EVIL, EVIL, (problem, labelled), (change,), f"queries/{EVIL}.xlsx", "javascript:alert(1)"
    )
    other = OtherFile(long, EVIL, (problem,))
    edition = EditionStatus(1, EVIL, "withdrawn", EVIL, EVIL, long)
    stands = EditionStatus(2, EVIL, "stands", EVIL)
    paper = PaperStatus(EVIL, (edition, stands), (EVIL,), EVIL, (PaperChange(EVIL, long, EVIL),), EVIL, "", EVIL)
    papers = (paper, PaperStatus(EVIL, (stands,), since=EVIL, unknown=long))
    return Collection(PERIOD, EVIL, EVIL, EVIL, EVIL, None, (status,), (other,), papers=papers)
