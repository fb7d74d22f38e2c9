"""What differs between two editions, and how it is said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.document import Block, Document
from shpdocs.model.edition import Edition, KeptAppendix, PaperChange, PrintedAnswer
from shpdocs.paper.changes import appendix_changes, edition_changes
from shpdocs.report.paper_changes import change_line, changes_in_words
from tests.support.made_papers import DOMESTIC, figure, items, paper, repeat_victims, robbery, said, table

Q2 = "2024-25-Q2"
MPS = KeptAppendix("MPS report", "Appendix 2 – MPS report", "mps.docx", "a" * 64)
FIGURE = "made-up/measures/repeat-victims"


def _printed(shown: str, answer: str = FIGURE, name: str = "Repeat victims, Quarter 2", is_provisional: bool = False) -> PrintedAnswer:
    return PrintedAnswer(answer, Q2, "printed", name, int(shown), shown, is_provisional)


def _edition(*blocks: Block, printed: tuple[PrintedAnswer, ...] = (), exempt: Document | None = None) -> Edition:
    return Edition(1, Q2, 1, "", "", "", paper(*blocks), printed=printed, exempt=exempt)


def _with_figure(shown: str) -> Edition:
    header = ("Measure", "Latest quarter", "Position")
    dashboard = table(("Repeat victims", figure(f"{shown} (Q2)"), f"{shown} above"), ("Robbery", "1", "2"), header=header)
    return _edition(DOMESTIC, table(repeat_victims(shown), robbery()), dashboard, printed=(_printed(shown),))


def test_a_figure_that_stands_in_several_places_is_listed_at_each_and_counted_once() -> None:
    before, now = _with_figure("140"), _with_figure("148")
    changes = edition_changes(before, now)
    assert [change_line(change) for change in changes] == [
        "Domestic abuse: Repeat victims, Quarter 2: 140 → 148",
        "Domestic abuse: Repeat victims, Latest quarter: 140 (Q2) → 148 (Q2)",
        "Domestic abuse: Repeat victims, Position: 140 above → 148 above",
    ]
    assert changes_in_words(changes, before.printed, now.printed) == "one figure changed, in three places"
    assert changes_in_words(changes) == "one figure changed, in three places"


def test_editions_of_one_paper_do_not_differ_whatever_else_is_recorded() -> None:
    before = _with_figure("140")
    now = replace(before, number=2, at="2024-11-05T10:00:00", version="9", fingerprint="x", by="A Name", because="Made up.")
    assert edition_changes(before, now) == ()
    assert changes_in_words(()) == "nothing changed"


def test_a_row_of_a_measure_of_parts_is_told_by_what_the_parts_have_in_common() -> None:
    parts = ("made-up/measures/disposals/parts/pwit", "made-up/measures/disposals/parts/vap")
    printed = tuple(_printed("3", part, f"Disposals, {label}, Quarter 2") for part, label in zip(parts, ("PWIT", "VAP"), strict=True))

    def edition(text: str) -> Edition:
        cell = said(text, *(f"{part}/figure" for part in parts))
        return _edition(DOMESTIC, table(("Reduce", cell), ("Other", "1"), header=("Objective", "Q2")), printed=printed)

    (change,) = edition_changes(edition("3 PWIT and 9 VAP"), edition("3 PWIT and 8 VAP"))
    assert change_line(change) == "Domestic abuse: Disposals, Quarter 2: 3 PWIT and 9 VAP → 3 PWIT and 8 VAP"


def test_part_two_is_told_apart_also_where_only_one_edition_has_any() -> None:
    secret = paper(DOMESTIC, said("Secret."))
    before, now = _edition(exempt=secret), _edition(exempt=paper(DOMESTIC, said("Other.")))
    changes = edition_changes(before, now)
    assert [change_line(change) for change in changes] == ["Part II, Domestic abuse: Secret. → Other."]
    assert changes_in_words(changes) == "in Part II one text changed"
    added = edition_changes(_edition(), before)
    assert all(change.is_exempt and not change.before for change in added)
    assert "Part II, Domestic abuse: added: Secret." in map(change_line, added)


def test_appendices_are_told_by_title_where_they_were_added_replaced_renumbered_set_apart_or_left_out() -> None:
    other = KeptAppendix("Other", "Appendix 3 – Other", "other.docx", "b" * 64)
    contents = "mps.docx (SHA-256 aaaaaaaaaaaa…)"
    cases = (
        ((), (MPS,), f"Appendix 2 – MPS report: added: {contents}"),
        ((MPS,), (), f"Appendix 2 – MPS report: gone: {contents}"),
        ((MPS, other), (replace(MPS, title="MPS REPORT"), other), ""),
        ((MPS,), (replace(MPS, sha256="c" * 64),), f"Appendix 2 – MPS report: {contents} → mps.docx (SHA-256 cccccccccccc…)"),
        (
            (MPS,),
            (replace(MPS, heading="Appendix 4 – MPS report"),),
            "Appendix 4 – MPS report: Appendix 2 – MPS report → Appendix 4 – MPS report",
        ),
        ((MPS,), (replace(MPS, file="", sha256=""),), f"Appendix 2 – MPS report: {contents} → published apart"),
        ((MPS,), (replace(MPS, file="new-name.docx"),), ""),
    )
    for before, now, line in cases:
        changes = appendix_changes(before, now)
        assert ([change_line(change) for change in changes], {change.what for change in changes}) == (
            ([line], {"appendix"}) if line else ([], set())
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([PaperChange("A", "1", "2")], "one text changed"),
        ([PaperChange("A", "1", "2"), PaperChange("B", "1", "2")], "two texts changed"),
        (
            [PaperChange("A", "", "2"), PaperChange("B", "1", ""), PaperChange("C", "row 1", "row 2", is_moved=True)],
            "one text added; one text gone; one text moved",
        ),
        ([PaperChange("A", "1", "2", "marking"), PaperChange("B", "1", "", "appendix")], "one marking changed; one appendix gone"),
        ([PaperChange("A", "", "2", "appendix")] * 2, "two appendices added"),
        ([PaperChange("A", "1", "2")] * 12, "12 texts changed"),
        ([PaperChange("A", "1", "2"), PaperChange("B", "1", "2", is_exempt=True)], "one text changed; in Part II one text changed"),
    ],
)
def test_changes_are_counted_by_what_happened(changes: list[PaperChange], words: str) -> None:
    assert changes_in_words(changes) == words


def test_figures_are_counted_by_what_the_papers_told_of_them() -> None:
    cells = [PaperChange("A", "1", "2", refs=(f"{FIGURE}/figure",))] * 2
    both_quarters = (
        (replace(_printed("1"), period="2024-25-Q1"), _printed("1")),
        (replace(_printed("2"), period="2024-25-Q1"), _printed("2")),
    )
    assert changes_in_words(cells, *both_quarters) == "two figures changed, in two places"
    provisional = (_printed("1", is_provisional=True),), (_printed("1"),)
    assert changes_in_words(cells[:1], *provisional) == "one figure changed"
    same = (_printed("1"),), (_printed("1"),)
    assert changes_in_words(cells, *same) == "two texts changed"


def test_an_item_that_moved_is_on_a_line_with_both_places() -> None:
    before, now = _edition(DOMESTIC, *items("A", "B", "C")), _edition(DOMESTIC, *items("C", "A", "B"))
    assert [change_line(change) for change in edition_changes(before, now)] == [
        "Domestic abuse: item 1: moved, Domestic abuse: item 3 → Domestic abuse: item 1"
    ]
