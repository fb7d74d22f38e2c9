from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.workbook.find import FoundAnswers, defined_name, find_answers, issued_places
from shpdocs.workbook.layout import REFERENCE, STATE, Layout, lay_out
from tests.support.made import (
    FILE,
    HEADING_ROW,
    PERIOD,
    Entered,
    definition,
    field,
    measure,
    named_table,
    open_table,
    sheet,
    sheet_of,
    workbook,
)

OF = definition(
    fields=(field("update", "narrative"), field("lead")),
    measures=(measure("robbery"),),
    tables=(open_table("risks", field("risk"), field("owner")), named_table("rates", {"opiate": "Opiate"}, field("local", "percentage"))),
)
LAYOUT = lay_out(OF, PERIOD)
TYPED: dict[str, Entered] = {
    "/fields/update": "A made-up update.",
    "/measures/robbery/figure/value": 104,
    "/measures/robbery/activity": "Made-up patrols.",
    "/tables/risks/0/risk": "Made-up risk",
    "/tables/risks/2/owner": "Made-up owner",
    "/tables/rates/opiate/local": 6.6,
    "/sign-off/name": "A. Made-up",
}
ANSWERS: dict[str, Entered] = {
    "/fields/update": "A made-up update.",
    "/measures/robbery/figure/value": 104,
    "/measures/robbery/activity": "Made-up patrols.",
    "/tables/risks/0/risk": "Made-up risk",
    "/tables/risks/1/owner": "Made-up owner",
    "/tables/rates/opiate/local": 6.6,
    "/sign-off/name": "A. Made-up",
}
Change = Callable[[WorkbookContent], WorkbookContent]


def _entered(found: FoundAnswers) -> dict[str, object]:
    return {pointer: cell.value for pointer, (_, cell) in found.cells.items() if not cell.is_blank}


def _codes(found: FoundAnswers) -> list[tuple[str, str]]:
    return [(problem.code, problem.label) for problem in found.problems]


def _entries(tab: SheetContent) -> dict[tuple[int, int], Entered]:
    return {at: cell.value for at, cell in tab.cells.items() if cell.value is not None}


def _placed(content: WorkbookContent, move: Callable[[int, int], tuple[int, int]]) -> WorkbookContent:
    """The workbook after every cell went elsewhere on its sheet, its names with it."""
    sheets = tuple(sheet(tab.title, {move(*at): value for at, value in _entries(tab).items()}) for tab in content.sheets)
    return replace(content, sheets=sheets, names={name: (title, move(*at)) for name, (title, at) in content.names.items()})


def _moved(content: WorkbookContent, rows: int = 0, columns: int = 0) -> WorkbookContent:
    """The workbook after rows and columns were inserted at the top left of every sheet."""
    return _placed(content, lambda row, column: (row + rows, column + columns))


def _changed(content: WorkbookContent, title: str, change: Callable[[dict[tuple[int, int], Entered]], None]) -> WorkbookContent:
    """The workbook after the entries of one sheet were changed."""

    def new(tab: SheetContent) -> SheetContent:
        entries = _entries(tab)
        change(entries)
        return sheet(title, entries)

    return replace(content, sheets=tuple(new(tab) if tab.title == title else tab for tab in content.sheets))


def _renamed(content: WorkbookContent, old: str, new: str, names_follow: bool) -> WorkbookContent:
    sheets = tuple(replace(tab, title=new) if tab.title == old else tab for tab in content.sheets)
    names = {name: (new if title == old and names_follow else title, at) for name, (title, at) in content.names.items()}
    return replace(content, sheets=sheets, names=names)


def _without_names(content: WorkbookContent) -> WorkbookContent:
    return replace(content, names={})


def _reversed_columns(content: WorkbookContent) -> WorkbookContent:
    """The workbook after somebody put the columns of every sheet in the opposite order."""
    return _placed(content, lambda row, column: (row, 40 - column))


def _no_headings(content: WorkbookContent) -> WorkbookContent:
    """The workbook after its headings were typed over; the names are still there."""
    for tab in content.sheets:
        typed_over: dict[tuple[int, int], Entered] = {at: "?" for at in tab.cells if at[0] == HEADING_ROW}
        content = _changed(content, tab.title, _typing(typed_over))
    return content


def _typing(new: dict[tuple[int, int], Entered]) -> Callable[[dict[tuple[int, int], Entered]], None]:
    return lambda entries: entries.update(new)


SURVIVED: dict[str, Change] = {
    "as issued": lambda content: content,
    "rows inserted": lambda content: _moved(content, rows=4),
    "columns inserted": lambda content: _moved(content, columns=2),
    "columns reversed": _reversed_columns,
    "names lost": _without_names,
    "names lost and rows inserted": lambda content: _without_names(_moved(content, rows=4)),
    "names lost and columns reversed": lambda content: _without_names(_reversed_columns(content)),
    "headings lost": _no_headings,
    "sheets reordered": lambda content: replace(content, sheets=content.sheets[::-1]),
    "sheet renamed": lambda content: _renamed(content, "Measures", "Figures", names_follow=True),
    "sheet renamed, names lost": lambda content: _without_names(_renamed(content, "Measures", "Figures", names_follow=False)),
    "sheet renamed, names left behind": lambda content: _renamed(content, "Measures", "Figures", names_follow=False),
    "a sheet added": lambda content: replace(content, sheets=(sheet("Mine", {(1, 1): "Your answer"}), *content.sheets)),
}


@pytest.mark.parametrize("change", SURVIVED.values(), ids=SURVIVED)
def test_every_answer_is_found_whatever_was_done_to_the_sheet(change: Change) -> None:
    found = find_answers(LAYOUT, change(workbook(LAYOUT, TYPED)))
    assert _codes(found) == []
    assert _entered(found) == ANSWERS


def test_a_blank_answer_is_found_with_its_place() -> None:
    found = find_answers(LAYOUT, workbook(LAYOUT))
    slot, cell = found.cells["/fields/lead"]
    assert (cell.is_blank, cell.place.file, cell.place.sheet, cell.place.cell) == (True, FILE, "Update", "C5")
    assert slot.label == "Made-up lead"


def test_every_slot_of_a_table_with_named_rows_is_found() -> None:
    found = find_answers(LAYOUT, workbook(LAYOUT))
    assert set(found.cells) == {slot.pointer for grid, _, _, slot in LAYOUT.slots() if not grid.open_table}


def test_only_filled_rows_of_an_open_table_are_rows_and_they_are_numbered() -> None:
    found = find_answers(LAYOUT, workbook(LAYOUT, TYPED))
    places = {pointer: cell.place.cell for pointer, (_, cell) in found.cells.items() if pointer.startswith("/tables/risks")}
    assert places == {
        "/tables/risks/0/risk": "B4",
        "/tables/risks/0/owner": "C4",
        "/tables/risks/1/risk": "B6",
        "/tables/risks/1/owner": "C6",
    }


def test_a_row_that_holds_only_spaces_is_no_row() -> None:
    found = find_answers(LAYOUT, workbook(LAYOUT, {"/tables/risks/1/risk": "  "}))
    assert [pointer for pointer in found.cells if pointer.startswith("/tables/risks")] == []


def test_rows_that_the_lead_added_below_the_spare_ones_are_read() -> None:
    content = _changed(workbook(LAYOUT), "Risks", lambda entries: entries.update({(30, 2): "Made-up risk below"}))
    assert _entered(find_answers(LAYOUT, content)) == {"/tables/risks/0/risk": "Made-up risk below"}


def test_rows_of_an_open_table_may_be_sorted_and_what_the_workbook_says_of_them_is_no_row() -> None:
    """An open table has no references, and a state beside a row makes no answer."""

    def sort(entries: dict[tuple[int, int], Entered]) -> None:
        assert (HEADING_ROW, 1) in entries
        assert REFERENCE.label not in entries.values()
        entries |= {(4, 3): entries.pop((6, 3)), (6, 2): entries.pop((4, 2)), (7, 1): "! Made-up state"}

    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Risks", sort))
    sorted_rows = {"/tables/risks/0/owner": "Made-up owner", "/tables/risks/1/risk": "Made-up risk"}
    kept = {pointer: value for pointer, value in ANSWERS.items() if not pointer.startswith("/tables/risks")}
    assert (_codes(found), _entered(found)) == ([], kept | sorted_rows)


def test_a_lost_state_column_is_no_problem() -> None:
    content = _without_names(workbook(LAYOUT, TYPED))
    for title in ("Update", "Risks", "Measures"):
        content = _changed(content, title, _typing({(HEADING_ROW, 1): "Made up"}))
    assert (_codes(find_answers(LAYOUT, content)), STATE.is_answer) == ([], False)


@pytest.mark.parametrize("names_follow", [True, False])
def test_a_sign_off_without_its_sheet_is_no_lost_table(names_follow: bool) -> None:
    content = workbook(LAYOUT, TYPED)
    kept = tuple(tab for tab in content.sheets if tab.title != "Start")
    found = find_answers(LAYOUT, replace(content, sheets=kept, names=content.names if names_follow else {}))
    assert _codes(found) == []
    assert [pointer for pointer in found.cells if pointer.startswith("/sign-off")] == []


def test_an_open_table_keeps_the_place_of_its_heading() -> None:
    found = find_answers(LAYOUT, _moved(workbook(LAYOUT), rows=2))
    assert (found.sheets["tables-risks"], found.heading_rows["tables-risks"]) == ("Risks", 5)


def test_every_sheet_found_is_known_by_its_title_and_heading_row() -> None:
    found = find_answers(LAYOUT, _renamed(workbook(LAYOUT), "Measures", "Figures", names_follow=True))
    sheets = {grid.key: "Figures" if grid.sheet == "Measures" else grid.sheet for grid in LAYOUT.grids if grid.key != "sign-off"}
    assert (found.sheets, found.heading_rows) == (sheets, dict.fromkeys(sheets, HEADING_ROW))


def _swap(first: int, second: int) -> Callable[[dict[tuple[int, int], Entered]], None]:
    """What happens when a lead cuts a column and puts it in another's place while the names stay."""

    def swap(entries: dict[tuple[int, int], Entered]) -> None:
        to = {first: second, second: first}
        swapped = {(row, to.get(column, column)): value for (row, column), value in entries.items()}
        entries.clear()
        entries.update(swapped)

    return swap


def test_a_column_whose_name_stayed_behind_is_told_once_a_sheet_and_never_guessed() -> None:
    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Risks", _swap(2, 3)))
    assert [(problem.code, problem.label, problem.place.sheet, problem.place.cell) for problem in found.problems] == [
        ("column-moved", "Made-up risk", "Risks", "B3")
    ]


def test_a_reference_column_whose_name_stayed_behind_is_told() -> None:
    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Update", _swap(4, 5)))
    assert ("column-moved", "Guidance") in _codes(found)


@pytest.mark.parametrize(("title", "first", "second"), [("Update", 4, 5), ("Risks", 2, 3), ("Measures", 2, 3), ("Start", 2, 3)])
def test_of_a_table_whose_columns_were_moved_nothing_is_read_and_nothing_else_is_told(title: str, first: int, second: int) -> None:
    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), title, _swap(first, second)))
    assert [problem.code for problem in found.problems] == ["column-moved"]
    assert title not in {cell.place.sheet for _, cell in found.cells.values()} | set(found.sheets.values())
    assert list(found.withheld.values()) == [(title,)]
    kept = {pointer for pointer, (_, cell) in find_answers(LAYOUT, workbook(LAYOUT, TYPED)).cells.items() if cell.place.sheet != title}
    assert set(found.cells) == kept


def _left_behind(content: WorkbookContent, title: str, move: Callable[[int, int], tuple[int, int]]) -> WorkbookContent:
    """The workbook after the cells of one sheet went elsewhere, as a program moves them that knows nothing of names."""

    def moved(entries: dict[tuple[int, int], Entered]) -> None:
        now = {move(*at): value for at, value in entries.items()}
        entries.clear()
        entries.update(now)

    return _changed(content, title, moved)


@pytest.mark.parametrize("before", [1, 2, 3, 4])
@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("title", ["Update", "Measures", "Activity", "Risks", "Rates", "Start"])
def test_columns_put_in_by_a_program_that_leaves_the_names_are_read_by_their_headings(title: str, rows: int, before: int) -> None:
    content = _left_behind(workbook(LAYOUT, TYPED), title, lambda row, column: (row + rows, column + (column >= before)))
    found = find_answers(LAYOUT, content)
    assert _entered(found) == ANSWERS
    told = [(problem.code, problem.severity, problem.place.sheet) for problem in found.problems]
    width = max(column for _, column in next(tab for tab in content.sheets if tab.title == title).cells)
    assert told == ([("names-left-behind", "notice", title)] if before < width else [])


def test_headings_that_stand_twice_in_their_order_do_not_overrule_the_names() -> None:
    content = _left_behind(workbook(LAYOUT, TYPED), "Rates", lambda row, column: (row, column + (column >= 3)))
    rates = next(tab for tab in content.sheets if tab.title == "Rates")
    below = {(row + 20, column): value for (row, column), value in _entries(rates).items()}
    assert [code for code, _ in _codes(find_answers(LAYOUT, _changed(content, "Rates", _typing(below))))] == ["column-moved"]


def test_columns_moved_without_any_names_are_found_by_their_headings() -> None:
    found = find_answers(LAYOUT, _changed(_without_names(workbook(LAYOUT, TYPED)), "Risks", _swap(2, 3)))
    assert (_codes(found), _entered(found)) == ([], ANSWERS)


def test_a_missing_sheet_is_told_once() -> None:
    content = workbook(LAYOUT, TYPED)
    found = find_answers(LAYOUT, replace(content, sheets=tuple(tab for tab in content.sheets if tab.title != "Measures"), names={}))
    assert _codes(found) == [("sheet-missing", "Measures")]
    assert "/measures/robbery/activity" in _entered(found)
    assert "/measures/robbery/figure/value" not in found.cells


def test_a_column_without_name_and_heading_is_told_and_the_others_are_read() -> None:
    def retitle(entries: dict[tuple[int, int], Entered]) -> None:
        entries[3, 3] = "Something else"

    found = find_answers(LAYOUT, _changed(_without_names(workbook(LAYOUT, TYPED)), "Risks", retitle))
    assert _codes(found) == [("column-missing", "Made-up owner")]
    assert "/tables/risks/0/risk" in found.cells
    assert "/tables/risks/0/owner" not in found.cells


OPTIONAL = definition(
    fields=(field("aside", required=False),),
    measures=(measure("robbery"),),
    tables=(
        open_table("risks", field("risk"), field("owner", required=False)),
        named_table("rates", {"one": "First", "two": "Second"}, field("local"), field("note", required=False)),
    ),
)


@pytest.mark.parametrize(
    ("title", "label", "code"),
    [
        ("Risks", "Made-up risk", "column-missing"),
        ("Risks", "Made-up owner", "optional-column-missing"),
        ("Rates", "Made-up local", "column-missing"),
        ("Rates", "Made-up note", "optional-column-missing"),
        ("Update", "Your answer", "optional-column-missing"),
        ("Measures", "Q2 2024/25: your figure", "column-missing"),
        ("Measures", "Q1 2024/25", "optional-column-missing"),
        ("Measures", "Commentary", "optional-column-missing"),
        ("Measures", "If no figure, why", "optional-column-missing"),
        ("Activity", "Activity this year", "optional-column-missing"),
    ],
)
def test_a_lost_column_blocks_only_if_an_answer_in_it_is_required(title: str, label: str, code: str) -> None:
    layout = lay_out(OPTIONAL, PERIOD)
    content = _without_names(workbook(layout))
    at = next(at for tab in content.sheets if tab.title == title for at, cell in tab.cells.items() if cell.value == label)
    found = find_answers(layout, _changed(content, title, _typing({at: "Something else"})))
    assert [(problem.code, problem.label, problem.place.sheet) for problem in found.problems] == [(code, label, title)]
    severities = {"column-missing": "blocking", "optional-column-missing": "warning"}
    assert [problem.severity for problem in found.problems] == [severities[code]]


def test_a_lost_column_that_is_no_answer_is_no_problem() -> None:
    content = _changed(_without_names(workbook(LAYOUT, TYPED)), "Update", lambda entries: entries.update({(3, 4): "Hints"}))
    assert _codes(find_answers(LAYOUT, content)) == []


def test_a_reference_column_without_name_and_heading_is_found_by_the_references_in_it() -> None:
    content = _changed(_without_names(workbook(LAYOUT, TYPED)), "Update", lambda entries: entries.update({(3, 5): "?"}))
    found = find_answers(LAYOUT, content)
    assert (_codes(found), _entered(found)) == ([], ANSWERS)


def _clear(*cells: tuple[int, int]) -> Callable[[dict[tuple[int, int], Entered]], None]:
    def clear(entries: dict[tuple[int, int], Entered]) -> None:
        for at in cells:
            entries.pop(at, None)

    return clear


def test_rows_that_lost_their_references_are_found_by_their_labels_and_counted() -> None:
    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Update", _clear((4, 5), (5, 5))))
    assert [(problem.code, problem.severity, problem.details["count"], problem.place.sheet) for problem in found.problems] == [
        ("references-gone", "notice", "2 rows", "Update")
    ]
    assert _entered(found) == ANSWERS


def test_a_changed_reference_is_found_by_its_label() -> None:
    content = _changed(workbook(LAYOUT, TYPED), "Update", lambda entries: entries.update({(4, 5): "fields/updated"}))
    found = find_answers(LAYOUT, content)
    assert ([problem.code for problem in found.problems], _entered(found)) == (["references-gone"], ANSWERS)


def test_a_row_without_reference_and_label_is_told_with_the_reference_to_put_back() -> None:
    content = _changed(workbook(LAYOUT, TYPED), "Update", _typing({(4, 5): "fields/updated", (4, 2): "My own question"}))
    found = find_answers(LAYOUT, content)
    assert [(problem.code, problem.entered, problem.label, problem.place.sheet) for problem in found.problems] == [
        ("row-missing", "fields/update", "Made-up update", "Update")
    ]
    assert "/fields/lead" in found.cells


def test_a_reference_of_a_measure_that_is_no_longer_asked_is_not_taken_for_another_by_its_objective_alone() -> None:
    """What it counts has changed with the measure's key: an older workbook's answer is not the new measure's."""
    measures = next(tab for tab in workbook(LAYOUT).sheets if tab.title == "Measures")
    reference = next(at for at, cell in measures.cells.items() if cell.value == "measures/robbery")
    content = _changed(workbook(LAYOUT, TYPED), "Measures", _typing({(4, 3): "Other made-up things.", reference: "measures/theft"}))
    found = find_answers(LAYOUT, content)
    assert [problem.code for problem in found.problems] == ["row-missing"]
    assert "/measures/robbery/figure/value" not in found.cells


def test_rows_of_the_same_label_are_not_told_apart_by_it() -> None:
    same = lay_out(definition(measures=(measure("one", objective="Made up"), measure("two", objective="Made up"))), PERIOD)
    content = workbook(same, {"/measures/one/figure/value": 1, "/measures/two/figure/value": 2})
    column = next(
        at[1] for tab in content.sheets if tab.title == "Measures" for at, cell in tab.cells.items() if cell.value == REFERENCE.label
    )
    found = find_answers(same, _changed(content, "Measures", _clear((4, column), (5, column))))
    assert [problem.code for problem in found.problems] == ["row-missing", "row-missing"]


def test_rows_sorted_apart_from_their_references_are_told_and_never_guessed() -> None:
    def sort(entries: dict[tuple[int, int], Entered]) -> None:
        rows = {(9 - row if row in (4, 5) and column != 5 else row, column): value for (row, column), value in entries.items()}
        entries.clear()
        entries.update(rows)

    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Update", sort))
    assert [(problem.code, problem.entered, problem.label, problem.place.cell) for problem in found.problems] == [
        ("row-moved", "fields/update", "Made-up lead", "E4"),
        ("row-moved", "fields/lead", "Made-up update", "E5"),
    ]
    assert not any(pointer.startswith("/fields/") for pointer in found.cells)


def test_a_reference_that_was_filled_down_is_told_at_the_row_that_it_is_not_of() -> None:
    content = _changed(workbook(LAYOUT, TYPED), "Update", _typing({(5, 5): "fields/update"}))
    found = find_answers(LAYOUT, content)
    assert [(problem.code, problem.label, problem.place.cell) for problem in found.problems] == [("row-moved", "Made-up lead", "E5")]
    assert found.cells["/fields/update"][1].place.cell == "C4"


def test_rows_put_in_another_order_are_found_by_their_reference() -> None:
    def swap(entries: dict[tuple[int, int], Entered]) -> None:
        rows = {(9 - row if row in (4, 5) else row, column): value for (row, column), value in entries.items()}
        entries.clear()
        entries.update(rows)

    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Update", swap))
    assert (found.problems, found.cells["/fields/update"][1].place.cell) == ((), "C5")


def test_a_row_that_stands_twice_with_different_answers_is_told_at_the_second() -> None:
    twice: dict[tuple[int, int], Entered] = {(7, 2): "Made-up update", (7, 3): "Another made-up text", (7, 5): "fields/update"}
    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Update", lambda entries: entries.update(twice)))
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [("row-twice", "E7")]


def test_a_row_that_was_copied_without_new_answers_is_no_problem() -> None:
    twice: dict[tuple[int, int], Entered] = {(7, 2): "Made-up update", (7, 5): "fields/update"}
    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Update", lambda entries: entries.update(twice)))
    assert (found.problems, found.cells["/fields/update"][1].place.cell) == ((), "C4")


def test_spaces_around_a_reference_do_not_matter() -> None:
    content = _changed(workbook(LAYOUT, TYPED), "Update", lambda entries: entries.update({(4, 5): " fields/update "}))
    assert _codes(find_answers(LAYOUT, content)) == []


def test_every_answer_cell_as_issued_has_a_place() -> None:
    places = issued_places(LAYOUT, workbook(LAYOUT))
    assert set(places) == {slot.pointer for _, _, _, slot in LAYOUT.slots()}
    assert len(set(places.values())) == len(places)
    assert places["/tables/risks/2/owner"].cell == "C6"


def test_a_heading_has_a_name_that_excel_allows() -> None:
    names = [defined_name(grid, column) for grid in LAYOUT.grids for column in grid.all_columns]
    assert len(set(names)) == len(names)
    assert [name for name in names if not name.replace("_", "").isalnum() or not name.startswith("at_")] == []


def _copied(title: str, to: str, typed: dict[str, Entered], content: WorkbookContent) -> WorkbookContent:
    """The workbook with a copy of one of its sheets before the others, on which these answers stand."""
    grid = next(grid for grid in LAYOUT.grids if grid.sheet == title)
    return replace(content, sheets=(_as(to, sheet_of(grid, typed)), *content.sheets))


def _as(title: str, tab: SheetContent) -> SheetContent:
    return sheet(title, _entries(tab))


@pytest.mark.parametrize("with_names", [True, False])
@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Update", {"/fields/update": "Another made-up text."}),
        ("Update", {"/fields/lead": "A. Made-up"}),
        ("Measures", {"/measures/robbery/figure/value": 401}),
        ("Activity", {"/measures/robbery/activity": "Other patrols."}),
        ("Risks", {"/tables/risks/0/risk": "Another made-up risk"}),
        ("Rates", {"/tables/rates/opiate/local": 6.7}),
    ],
)
def test_a_copy_of_a_sheet_with_other_answers_is_a_question(title: str, typed: dict[str, Entered], with_names: bool) -> None:
    content = _copied(title, f"{title} (2)", typed, workbook(LAYOUT, TYPED, with_names=with_names))
    found = find_answers(LAYOUT, content)
    assert [(problem.code, problem.label, problem.place.sheet, problem.details["first"]) for problem in found.problems] == [
        ("sheet-twice", title, f"{title} (2)", title)
    ]


@pytest.mark.parametrize("typed", [{}, TYPED], ids=["blank", "the same"])
@pytest.mark.parametrize("title", ["Update", "Measures", "Activity", "Risks", "Rates"])
def test_a_copy_of_a_sheet_that_says_nothing_else_is_no_problem(title: str, typed: dict[str, Entered]) -> None:
    found = find_answers(LAYOUT, _copied(title, f"{title} (2)", typed, workbook(LAYOUT, TYPED)))
    assert (_codes(found), _entered(found)) == ([], ANSWERS)


OTHER_PERIOD = "Made-up Sub-Group · Quarter 1 of 2024/25 (April to June) · Made-up Partnership · OFFICIAL"


def test_a_copy_of_a_sheet_of_another_period_is_not_read() -> None:
    content = _copied("Update", "Update Q1", {"/fields/update": "An older made-up text."}, workbook(LAYOUT, TYPED))
    found = find_answers(LAYOUT, _changed(content, "Update Q1", _typing({(2, 1): OTHER_PERIOD})))
    assert (_codes(found), _entered(found)) == ([], ANSWERS)


def test_a_sheet_that_was_copied_over_from_another_period_is_told() -> None:
    found = find_answers(LAYOUT, _changed(workbook(LAYOUT, TYPED), "Update", _typing({(2, 1): OTHER_PERIOD})))
    assert [(problem.code, problem.severity, problem.entered) for problem in found.problems] == [
        ("sheet-otherwise", "blocking", "Quarter 1 of 2024/25 (April to June)")
    ]


def test_a_heading_that_stands_twice_is_a_question_if_no_name_says_which_is_meant() -> None:
    twice: dict[tuple[int, int], Entered] = {(3, 7): "Made-up owner", (6, 7): "Another made-up owner"}
    found = find_answers(LAYOUT, _changed(_without_names(workbook(LAYOUT, TYPED)), "Risks", _typing(twice)))
    assert [(problem.code, problem.label, problem.place.cell) for problem in found.problems] == [("column-twice", "Made-up owner", "G3")]


def test_a_heading_edited_in_its_marks_alone_is_found_without_its_name() -> None:
    content = _changed(_without_names(workbook(LAYOUT, TYPED)), "Update", _typing({(3, 3): "YOUR ANSWER:"}))
    assert (_codes(find_answers(LAYOUT, content)), _entered(find_answers(LAYOUT, content))) == ([], ANSWERS)


def test_a_table_pasted_further_down_is_found_though_its_names_stayed_behind() -> None:
    content = workbook(LAYOUT, TYPED)
    pasted = replace(_moved(content, rows=5), names=content.names)
    assert (_codes(find_answers(LAYOUT, pasted)), _entered(find_answers(LAYOUT, pasted))) == ([], ANSWERS)


@pytest.mark.parametrize("names_follow", [True, False])
@pytest.mark.parametrize(("upper", "lower"), [("Risks", "Rates"), ("Rates", "Risks"), ("Update", "Measures"), ("Risks", "Activity")])
def test_two_tables_on_one_sheet_are_read_each_for_itself(upper: str, lower: str, names_follow: bool) -> None:
    content = workbook(LAYOUT, TYPED)
    first, second = (next(tab for tab in content.sheets if tab.title == title) for title in (upper, lower))
    down = max(row for row, _ in first.cells) + 2
    below = {(row + down, column): value for (row, column), value in _entries(second).items()}
    both = sheet(upper, _entries(first) | below)
    names = {
        name: (upper, (row + down, column)) if title == lower and names_follow else (title, (row, column))
        for name, (title, (row, column)) in content.names.items()
    }
    sheets = tuple(both if tab is first else tab for tab in content.sheets if tab is not second)
    found = find_answers(LAYOUT, replace(content, sheets=sheets, names=names))
    assert (_codes(found), _entered(found)) == ([], ANSWERS)


def test_two_open_tables_of_the_same_headings_without_title_and_names_are_not_guessed() -> None:
    twins = definition(tables=(open_table("risks", field("what"), field("owner")), open_table("gaps", field("what"), field("owner"))))
    layout = lay_out(twins, PERIOD)
    content = workbook(layout, {"/tables/risks/0/what": "A risk", "/tables/gaps/0/what": "A gap"}, with_names=False)
    renamed = _renamed(_renamed(content, "Risks", "One", names_follow=False), "Gaps", "Two", names_follow=False)
    found = find_answers(layout, renamed)
    assert (_entered(found), {problem.severity for problem in found.problems}) != ({}, set())
    assert "blocking" in {problem.severity for problem in found.problems}


def test_an_empty_workbook_lacks_every_sheet_but_the_one_that_only_asks_who_signs_off() -> None:
    found = find_answers(LAYOUT, WorkbookContent(FILE, ()))
    assert _codes(found) == [("sheet-missing", grid.sheet) for grid in LAYOUT.grids if grid.sheet != "Start"]
    assert dict(found.cells) == {}


def test_a_layout_of_nothing_finds_nothing() -> None:
    assert find_answers(Layout(definition(), PERIOD, ()), workbook(LAYOUT, TYPED)) == FoundAnswers(
        {}, (), {}, {}, support_sheets={"Start": "Start"}
    )
