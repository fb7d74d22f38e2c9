"""Every code of the catalogue is reached by a real file, or stands in a short list of those that no file can reach."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import AutoFilter, FilterColumn, Filters
from openpyxl.worksheet.formula import ArrayFormula

from shpdocs.commands.check import check
from shpdocs.commands.collect import collect
from shpdocs.commands.issue import issue
from shpdocs.commands.remove_received import remove_received
from shpdocs.model.collection import Outcome
from shpdocs.model.problem import CATALOGUE
from tests.commands.test_carried_columns import AGAIN, TOUCHED, filled, two_quarters
from tests.commands.test_collect import STRANGERS
from tests.commands.test_nothing_gives_it_away import AGES
from tests.commands.test_planted_faults import FAULTS
from tests.reliability.packages import packed, parts_of
from tests.support import small
from tests.support.accepted import collect as collect_and_accept
from tests.support.leads import REFERENCE, At, cell_of, saved, type_into
from tests.support.made_secrets import measure as made_measure
from tests.support.made_secrets import partnership
from tests.support.publishing import published

PERIOD = "2017-18-Q3"
ROBBERY = At("Measures", "measures/robbery", "Q1")
VICTIMS = "measures/repeat-victims"
NO_FILE_REACHES = {
    "unreadable-file": "the disk withholds the file (test_collect)",
    "could-not-judge": "a fault of shpdocs itself (test_whatever_comes)",
    "not-allowed": "what a schema refuses and no rule of reading did before: a net under the rules (tests/definitions/test_schema_faults)",
    "not-understood": "what a kind of answer cannot read that has no problem of its own: none that ships (tests/project/test_adding)",
}
Make = Callable[[Path], tuple[Outcome, ...]]


def _source(demo: Path, sub_group: str, period: str = PERIOD) -> Path:
    return demo / "output" / period / "inbox" / f"{period} {sub_group}.xlsx"


def _checked(demo: Path, change: Callable[[Any], Any], sub_group: str = "serious-violence", period: str = PERIOD) -> tuple[Outcome, ...]:
    """Check the demo's workbook after a change made with openpyxl."""
    workbook = openpyxl.load_workbook(_source(demo, sub_group, period))
    change(workbook)
    (demo / "made up.xlsx").write_bytes(saved(workbook))
    return check(demo, (demo / "made up.xlsx",))


def _shown(number_format: str) -> Callable[[Any], Any]:
    """A percentage pasted from a working sheet: the cell holds every decimal, and shows it by that format."""

    def change(workbook: Any) -> None:
        cell = cell_of(workbook, At("Measures", "measures/marac-repeats", "Q3"))
        cell.value, cell.number_format = 100 / 3, number_format

    return change


def _spilled(workbook: Any) -> None:
    """An array formula in the cell above that fills the answer's cell, too."""
    cell = cell_of(workbook, ROBBERY)
    above = cell.offset(row=-1)
    workbook["Measures"][above.coordinate] = ArrayFormula(f"{above.coordinate}:{cell.coordinate}", "={1;2}")


def _redefined(old: str, new: str, sub_group: str = "serious-violence") -> Make:
    """Check the demo's workbook after the definition has changed."""

    def make(demo: Path) -> tuple[Outcome, ...]:
        path = demo / "workbook_templates" / "2017-18" / f"{sub_group}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return check(demo, (_source(demo, sub_group),))

    return make


def _blank_given_away(demo: Path) -> tuple[Outcome, ...]:
    """A return of which a row of people was left blank that the total gives away."""
    table = AGES.replace("{more}", 'total = "all"').replace("people = true", "people = true\nrequired = false")
    root = partnership(demo / "made-up", made_measure("arrests") + table)
    (workbook,) = issue(root, "2024-25-Q1")
    rows = {At("Ages", f"tables/ages/{row}", "Number"): number for row, number in (("young", 9), ("rest", 20), ("all", 32))}
    type_into(workbook.path, rows, root / "made up.xlsx")
    return check(root, (root / "made up.xlsx",))


def _printed_otherwise(demo: Path) -> tuple[Outcome, ...]:
    """A newer return of a quarter whose paper was published, with another figure and another text."""
    published(demo, PERIOD)
    typed = {At("Measures", VICTIMS, "Q3"): 374, At("Activity", VICTIMS, "Activity this year"): "A made-up activity."}
    type_into(_source(demo, "domestic-abuse"), typed, demo / "post" / "made up.xlsx")
    return collect(demo, PERIOD, [demo / "post" / "made up.xlsx"]).files


def _oversized(demo: Path) -> tuple[Outcome, ...]:
    path = demo / "made up.xlsx"
    path.write_bytes(_source(demo, "prevent").read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("xl/media/made-up.bin", "w") as stream:
        for _ in range(201):
            stream.write(bytes(1_000_000))
    assert path.stat().st_size < 5_000_000
    return check(demo, (path,))


def _row_twice(workbook: Any) -> None:
    sheet = workbook["Measures"]
    cell = cell_of(workbook, ROBBERY)
    below = sheet.max_row + 1
    for other in sheet[cell.row]:
        sheet.cell(below, other.column, other.value)
    sheet.cell(below, cell.column, 127)


def _label_of(workbook: Any) -> Any:
    """The objective beside the figure for robbery."""
    return cell_of(workbook, At("Measures", "measures/robbery", "Objective"))


def _row_lost(workbook: Any) -> None:
    """Neither its reference nor its label says which row it is."""
    cell_of(workbook, At("Measures", "measures/robbery", "Objective")).value = "Made up"
    cell_of(workbook, At("Measures", "measures/robbery", REFERENCE)).value = None


def _row_moved(workbook: Any) -> None:
    """Two rows keep their places and change their references."""
    keys = [cell for row in workbook["Measures"].iter_rows() for cell in row if str(cell.value).startswith("measures/")]
    keys[0].value, keys[1].value = keys[1].value, keys[0].value


def _column_twice(workbook: Any) -> None:
    """A column of answers was copied beside the table by a program that keeps no names, and goes on otherwise there."""
    sheet = workbook["Measures"]
    workbook.defined_names.clear()
    beside, from_column = sheet.max_column + 1, cell_of(workbook, ROBBERY).column
    for (cell,) in sheet.iter_rows(min_col=from_column, max_col=from_column):
        sheet.cell(cell.row, beside, cell.value)
    sheet.cell(cell_of(workbook, ROBBERY).row, beside, 999)


def _sheet_twice(workbook: Any) -> None:
    copy = workbook.copy_worksheet(workbook["Measures"])
    copy.cell(cell_of(workbook, ROBBERY).row, cell_of(workbook, ROBBERY).column, 999)


def _sheet_of_another_quarter(workbook: Any) -> None:
    identity = workbook["Measures"]["A2"]
    assert "Quarter 3" in identity.value
    identity.value = identity.value.replace("Quarter 3", "Quarter 2").replace("October to December", "July to September")


def _named_otherwise(demo: Path) -> tuple[Outcome, ...]:
    path = demo / f"{PERIOD} prevent.xlsx"
    path.write_bytes(_source(demo, "serious-violence").read_bytes())
    return check(demo, (path,))


def _too_few_rows(demo: Path) -> tuple[Outcome, ...]:
    path = demo / "workbook_templates" / "2024-25" / "partnership.toml"
    text = path.read_text(encoding="utf-8")
    head, mark, table = text.partition('sheet = "Development plan"\n')
    assert mark
    path.write_text(head + mark + "fewest = 500\n" + table, encoding="utf-8")
    return check(demo, (_source(demo, "partnership", "2024-25-Q2"),))


def _heading_moved(workbook: Any) -> None:
    sheet = workbook["Measures"]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == REFERENCE)
    first, second = (next(cell for cell in sheet[row] if str(cell.value).startswith(text)) for text in ("Commentary", "Data as at"))
    first.value, second.value = second.value, first.value
    sheet.tables.clear()


def _heading_lost(heading: str) -> Callable[[Any], None]:
    """The heading that ends like that is typed over, and nothing else names the column."""

    def change(workbook: Any) -> None:
        sheet = workbook["Measures"]
        row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == REFERENCE)
        next(cell for cell in sheet[row] if str(cell.value).endswith(heading)).value = "Made up"
        workbook.defined_names.clear()
        sheet.tables.clear()

    return change


def _stamped_twice(workbook: Any) -> None:
    cell = next(cell for row in workbook["Start"].iter_rows() for cell in row if " | " in str(cell.value))
    cell.value = cell.value.replace("serious-violence", "prevent")


def _tie(demo: Path) -> tuple[Outcome, ...]:
    for number in (127, 128):
        type_into(_source(demo, "serious-violence"), {ROBBERY: number}, demo / "post" / f"{number}.xlsx")
    return collect(demo, PERIOD, [demo / "post"]).files


def _another_period(demo: Path) -> tuple[Outcome, ...]:
    return collect(demo, PERIOD, [_source(demo, "prevent", "2024-25-Q2")]).files


def _unknown_period(demo: Path) -> tuple[Outcome, ...]:
    (demo / "workbook_templates" / "2024-25").rename(demo / "workbook_templates" / "2023-24")
    return check(demo, (_source(demo, "prevent", "2024-25-Q2"),))


def _earlier(value: Any) -> Make:
    """The next quarter's workbook, issued with this quarter's figure, which is then changed."""

    def make(demo: Path) -> tuple[Outcome, ...]:
        path = next(one.path for one in issue(demo, "2017-18-Q4") if one.sub_group == "domestic-abuse")
        type_into(path, {At("Measures", VICTIMS, "Q3"): value}, demo / "post" / "made up.xlsx")
        return check(demo, (demo / "post" / "made up.xlsx",))

    return make


def _off_target(workbook: Any) -> None:
    """More victims than three quarters of the year's target allow, and no word of what was done."""
    cell_of(workbook, At("Measures", VICTIMS, "Q3")).value = 2000
    cell_of(workbook, At("Activity", VICTIMS, "Activity")).value = None


def _without_base(workbook: Any) -> None:
    cell_of(workbook, At("Measures", "measures/marac-repeats", "Q3")).value = 20
    cell_of(workbook, At("Measures", "measures/marac-repeats", "If no figure")).value = None


def _data_of_another_year(workbook: Any) -> None:
    cell_of(workbook, At("Measures", "measures/robbery", "Data as at")).value = date(2017, 1, 12)


def _outside_last_year(demo: Path) -> tuple[Outcome, ...]:
    """The first quarter of a made-up year after the published one, with a figure beyond any of that one's, though not many times."""
    shutil.copytree(demo / "workbook_templates" / "2017-18", demo / "workbook_templates" / "2018-19")
    path = next(one.path for one in issue(demo, "2018-19-Q1") if one.sub_group == "domestic-abuse")
    type_into(path, {At("Measures", VICTIMS, "Q1"): 500}, demo / "post" / "made up.xlsx")
    return check(demo, (demo / "post" / "made up.xlsx",))


def _row_gone(demo: Path) -> tuple[Outcome, ...]:
    """The next quarter's workbook, issued with the grants of this one, from which the first is taken out."""
    path = next(one.path for one in issue(demo, "2024-25-Q3") if one.sub_group == "serious-violence")
    first = {At("Funding", "tables/funding/0", heading): None for heading in ("Funder", "Amount", "Period", "Purpose")}
    type_into(path, first, demo / "post" / "made up.xlsx")
    return check(demo, (demo / "post" / "made up.xlsx",))


def _row_untouched(demo: Path) -> tuple[Outcome, ...]:
    """The next quarter's workbook, issued with the grants of this one, as it was issued."""
    path = next(one.path for one in issue(demo, "2024-25-Q3") if one.sub_group == "serious-violence")
    return check(demo, (path,))


def _figures_repeated(demo: Path) -> tuple[Outcome, ...]:
    """A column of counts typed again as it stood beside."""
    root = two_quarters(demo / "made-up")
    return check(root, (filled(root, "2024-25-Q2", TOUCHED | AGAIN),))


def _lies_there(name: str) -> Make:
    """A file of that name lies in a folder that is checked."""

    def make(demo: Path) -> tuple[Outcome, ...]:
        (demo / "post").mkdir()
        (demo / "post" / name).write_bytes(b"made up")
        return check(demo, (demo / "post",))

    return make


def _link_lies_there(target: str) -> Make:
    """A link lies in a folder that is checked."""

    def make(demo: Path) -> tuple[Outcome, ...]:
        (demo / "post").mkdir()
        (demo / "post" / "made up.xlsx").symlink_to(target)
        return check(demo, (demo / "post",))

    return make


def _same_file_again(demo: Path) -> tuple[Outcome, ...]:
    return collect(demo, PERIOD, [_source(demo, "prevent")]).files


def _removed_file(demo: Path) -> tuple[Outcome, ...]:
    name = "made up.xlsx"
    (demo / "post").mkdir()
    (demo / "post" / name).write_bytes(b"Made up: sent by mistake.")
    collect(demo, PERIOD, [demo / "post"])
    remove_received(demo, PERIOD, name, by="Made up", because="Made up")
    return collect(demo, PERIOD, [demo / "post"]).files


def _same_file_twice(demo: Path) -> tuple[Outcome, ...]:
    (demo / "post").mkdir()
    for name in ("made up.xlsx", "made up (1).xlsx"):
        shutil.copyfile(_source(demo, "prevent"), demo / "post" / name)
    return collect(demo, PERIOD, [demo / "post"]).files


def _same_answers(demo: Path) -> tuple[Outcome, ...]:
    for name in ("one.xlsx", "two.xlsx"):
        type_into(_source(demo, "serious-violence"), {ROBBERY: 127}, demo / "post" / name)
    workbook = openpyxl.load_workbook(demo / "post" / "two.xlsx")
    workbook.properties.creator = "A made-up lead"
    (demo / "post" / "two.xlsx").write_bytes(saved(workbook))
    return collect(demo, PERIOD, [demo / "post"]).files


def _older_issue(demo: Path) -> tuple[Outcome, ...]:
    """The answer to a query is in force, and then the workbook comes that was issued before the query."""
    small.issued(demo)
    queries = collect(demo, small.PERIOD, [small.returned(demo, "wrong.xlsx", small.WRONG, at="post")]).report.queries
    query = next(path for path in queries if small.SUB_GROUP in path.name)
    collect_and_accept(demo, small.PERIOD, [small.returned(demo, "answer.xlsx", {small.COLLISIONS: 48}, workbook=query, at="post")])
    first = demo / "output" / small.PERIOD / "issued" / f"{small.PERIOD} {small.SUB_GROUP}.xlsx"
    return collect(demo, small.PERIOD, [small.returned(demo, "late.xlsx", small.CLEAN, workbook=first, at="post")]).files


def _answered(demo: Path, answer: dict[At, Any], is_late: bool = False) -> tuple[Outcome, ...]:
    """The query workbook about a return with a remark comes back; late: after another return came into force."""
    small.issued(demo)
    noted = small.returned(demo, "noted.xlsx", small.CLEAN, at="post")
    workbook = openpyxl.load_workbook(noted)
    workbook.create_sheet("Made-up notes")["A1"] = "A made-up remark"
    noted.write_bytes(saved(workbook))
    query = next(path for path in collect(demo, small.PERIOD, [noted]).report.queries if small.SUB_GROUP in path.name)
    answered = small.returned(demo, "answer.xlsx", answer, workbook=query, at="answers")
    if is_late:
        collect_and_accept(demo, small.PERIOD, [small.returned(demo, "second.xlsx", {small.COLLISIONS: 48}, at="post")])
    return collect(demo, small.PERIOD, [answered]).files


def _unknown_issue(demo: Path) -> tuple[Outcome, ...]:
    small.issued(demo)
    path = small.returned(demo, "made up.xlsx", small.CLEAN, at="post")
    workbook = openpyxl.load_workbook(path)
    workbook.properties.subject = workbook.properties.subject.replace("issue 1", "issue 7")
    for item in workbook.custom_doc_props.props:
        item.value = str(item.value).replace("issue 1", "issue 7")
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row if " | " in str(cell.value)):
            cell.value = cell.value.replace("issue 1", "issue 7")
    path.write_bytes(saved(workbook))
    return collect(demo, small.PERIOD, [path]).files


def _no_query(demo: Path) -> tuple[Outcome, ...]:
    """What the page says of two returns between which nobody can choose: no workbook can ask about both."""
    for number in (127, 128):
        type_into(_source(demo, "serious-violence"), {ROBBERY: number}, demo / "post" / f"{number}.xlsx")
    standings = collect(demo, PERIOD, [demo / "post"]).report.statuses
    return tuple(Outcome(one.file, "refused", problems=one.problems) for one in standings if one.state == "refused")


def _column_put_in(workbook: Any) -> int:
    """A column is put in behind the figures by a program that leaves names where they were; return its number."""
    sheet = workbook["Measures"]
    column = int(cell_of(workbook, ROBBERY).column) + 1
    sheet.tables.clear()
    sheet.insert_cols(column)
    return column


def _typed_beside(workbook: Any) -> None:
    row = cell_of(workbook, ROBBERY).row
    workbook["Measures"].cell(row, _column_put_in(workbook), 127)


def _sent_copy_gone(demo: Path) -> tuple[Outcome, ...]:
    shutil.rmtree(demo / "output" / PERIOD / "sent")
    return check(demo, (_source(demo, "prevent"),))


def _kept_copy_spoiled(demo: Path) -> tuple[Outcome, ...]:
    for kept in (demo / "output" / PERIOD / "received").glob("*.xlsx"):
        kept.write_bytes(b"made up")
    return collect(demo, PERIOD).files


def _received_gone(demo: Path) -> tuple[Outcome, ...]:
    shutil.rmtree(demo / "output" / PERIOD / "received")
    return tuple(
        Outcome(status.file, status.state, problems=status.problems) for status in collect(demo, PERIOD, [demo / "schemas"]).report.statuses
    )


def _in_another_inbox(demo: Path) -> tuple[Outcome, ...]:
    path = demo / "output" / "2024-25-Q2" / "inbox" / "made up.xlsx"
    path.write_bytes(_source(demo, "prevent").read_bytes())
    return check(demo, (path,))


def _merged_over(workbook: Any) -> None:
    """The answer is merged with the cell before it, as LibreOffice does where it is told to keep what becomes hidden."""
    cell = cell_of(workbook, ROBBERY)
    workbook["Measures"].merged_cells.add(f"{cell.offset(0, -1).coordinate}:{cell.coordinate}")


def _merged_down(workbook: Any) -> None:
    """One answer lies over the one below it, which is blank."""
    cell = cell_of(workbook, ROBBERY)
    workbook["Measures"].merge_cells(start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column)


def _linked(workbook: Any) -> None:
    cell = cell_of(workbook, ROBBERY)
    cell.hyperlink = "https://example.org/made-up"
    cell.hyperlink.tooltip = "Made up: 171"


def _linked_everywhere(workbook: Any) -> None:
    for row in workbook["Measures"].iter_rows():
        for cell in row:
            value, cell.hyperlink = cell.value, "https://example.org/made-up"
            cell.hyperlink.tooltip, cell.value = "Made up: 171", value


def _coloured(workbook: Any) -> None:
    """Every blank cell red, and the answer in white on white."""
    for row in workbook["Measures"].iter_rows():
        for cell in row:
            if cell.value is None:
                cell.fill = PatternFill("solid", fgColor="FFFF0000")
    answer = cell_of(workbook, ROBBERY)
    answer.font, answer.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FFFFFFFF")


def _totalled(workbook: Any) -> None:
    """A Total Row under the measures, of which a filter hides one."""
    sheet = workbook["Measures"]
    (table,) = sheet.tables.values()
    first, last = table.ref.split(":")
    row, column = sheet[last].row + 1, cell_of(workbook, ROBBERY).column
    table.ref, table.totalsRowCount = f"{first}:{sheet[last].column_letter}{row}", 1
    sheet.cell(row, 1).value, sheet.cell(row, column).value = "Total", f"=SUBTOTAL(109,F1:F{row - 1})"
    table.autoFilter = AutoFilter(ref=f"{first}:{last}", filterColumn=[FilterColumn(colId=1, filters=Filters(filter=["made up"]))])
    sheet.row_dimensions[cell_of(workbook, ROBBERY).row].hidden = True


def _marked(workbook: Any) -> None:
    for sheet in workbook.worksheets:
        sheet.oddFooter.center.text = "OFFICIAL"


def _repacked(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Make:
    """Check the demo's workbook with its parts changed."""

    def make(demo: Path) -> tuple[Outcome, ...]:
        parts = parts_of(_source(demo, "serious-violence", PERIOD).read_bytes())
        (demo / "made up.xlsx").write_bytes(packed(parts | change(parts)))
        return check(demo, (demo / "made up.xlsx",))

    return make


def _no_number(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name: part.replace(b"<v>126</v>", b"<v>126x</v>") for name, part in parts.items() if name.startswith("xl/worksheets/")}


def _demo(demo: Path) -> tuple[Outcome, ...]:
    """What the published papers themselves hold that looks odd."""
    return check(demo, (demo / "output" / PERIOD / "inbox",))


ADDED = '\n[measures.visits]\nname = "Visits"\nobjective = "Made-up visits"\nunit = "count"\ncounts = "Made-up visits"\nquarters = "sum"\n'
MAKERS: dict[str, Make] = {
    "oversized-file": _oversized,
    "lock-file": _lies_there("~$made up.xlsx"),
    "temporary-file": _lies_there("made up.xlsx.tmp"),
    "cloud-placeholder": _lies_there(".made up.xlsx.icloud"),
    "link-passed-over": _link_lies_there("../shpdocs.toml"),
    "no-file": _link_lies_there("gone.xlsx"),
    "identical-file": _same_file_again,
    "removed-file": _removed_file,
    "same-file": _same_file_twice,
    "same-answers": _same_answers,
    "older-issue": _older_issue,
    "other-inbox": _in_another_inbox,
    "query-unanswered": lambda demo: _answered(demo, {}),
    "query-of-older": lambda demo: _answered(demo, {small.COLLISIONS: 49}, is_late=True),
    "issue-unknown": _unknown_issue,
    "no-query-workbook": _no_query,
    "names-left-behind": lambda demo: _checked(demo, _column_put_in),
    "typed-beside": lambda demo: _checked(demo, _typed_beside),
    "start-missing": lambda demo: _checked(demo, lambda workbook: workbook.remove(workbook["Start"])),
    "formatted-part": lambda demo: _checked(demo, lambda workbook: cell_of(workbook, ROBBERY).__setattr__("font", Font(strike=True))),
    "garbled": lambda demo: _checked(demo, lambda workbook: cell_of(workbook, ROBBERY).__setattr__("value", "Â£12")),
    "other-currency": lambda demo: _checked(demo, lambda workbook: cell_of(workbook, ROBBERY).__setattr__("value", "€ 12")),
    "number-and-sign": lambda demo: _checked(demo, lambda workbook: cell_of(workbook, ROBBERY).__setattr__("value", "12 (p)")),
    "shown-otherwise": lambda demo: _checked(demo, lambda workbook: cell_of(workbook, ROBBERY).__setattr__("number_format", '0"k"')),
    "not-typed": lambda demo: _checked(demo, _spilled),
    "shown-rounded": lambda demo: _checked(demo, _shown("0"), "domestic-abuse"),
    "rounded": lambda demo: _checked(demo, _shown("0.0"), "domestic-abuse"),
    "merged-over": lambda demo: _checked(demo, _merged_over),
    "merged-answers": lambda demo: _checked(demo, _merged_down),
    "in-ground-colour": lambda demo: _checked(demo, _coloured),
    "shaded-blank": lambda demo: _checked(demo, _coloured),
    "total-row": lambda demo: _checked(demo, _totalled),
    "filter-hides": lambda demo: _checked(demo, _totalled),
    "more-links-behind": lambda demo: _checked(demo, _linked_everywhere),
    "more-tips-behind": lambda demo: _checked(demo, _linked_everywhere),
    "link-behind-answer": lambda demo: _checked(demo, _linked),
    "tip-behind-answer": lambda demo: _checked(demo, _linked),
    "pages-marked": lambda demo: _checked(demo, _marked),
    "unclear-cell": _repacked(_no_number),
    "kept-unseen": _repacked(lambda _: {"xl/model/item.data": b"made up"}),
    "kept-by-programs": _repacked(lambda _: {"xl/connections.xml": b"<connections/>"}),
    "doubled-part": _repacked(lambda _: {"XL/workbook.xml": b"<workbook/>"}),
    "damaged-file": _repacked(lambda parts: {name: b"" for name in parts if name.startswith("xl/worksheets/sheet")}),
    "stamps-disagree": lambda demo: _checked(demo, _stamped_twice),
    "two-candidates": _tie,
    "wrong-period": _another_period,
    "unknown-period": _unknown_period,
    "older-definition": _redefined("Reduce robbery", "Made up: reduce robbery"),
    "not-asked-then": _redefined("[measures.robbery]", f'{ADDED}better = "lower"\n\n[measures.robbery]'),
    "sheet-missing": lambda demo: _checked(demo, lambda workbook: workbook.remove(workbook["Measures"])),
    "column-missing": lambda demo: _checked(demo, _heading_lost("your figure")),
    "optional-column-missing": lambda demo: _checked(demo, _heading_lost("Commentary")),
    "column-moved": lambda demo: _checked(demo, _heading_moved),
    "row-missing": lambda demo: _checked(demo, _row_lost),
    "row-moved": lambda demo: _checked(demo, _row_moved),
    "column-twice": lambda demo: _checked(demo, _column_twice),
    "sheet-twice": lambda demo: _checked(demo, _sheet_twice),
    "sheet-otherwise": lambda demo: _checked(demo, _sheet_of_another_quarter),
    "sent-copy-gone": _sent_copy_gone,
    "kept-copy-spoiled": _kept_copy_spoiled,
    "received-gone": _received_gone,
    "label-changed": lambda demo: _checked(demo, lambda workbook: _label_of(workbook).__setattr__("value", "Made-up objective")),
    "guards-gone": lambda demo: _checked(demo, lambda workbook: workbook["Measures"].data_validations.dataValidation.clear()),
    "protection-gone": lambda demo: _checked(demo, lambda workbook: workbook["Measures"].protection.disable()),
    "hidden-answers": lambda demo: _checked(
        demo, lambda workbook: workbook["Measures"].row_dimensions[cell_of(workbook, ROBBERY).row].__setattr__("hidden", True)
    ),
    "references-gone": lambda demo: _checked(
        demo, lambda workbook: cell_of(workbook, At("Measures", "measures/robbery", REFERENCE)).__setattr__("value", None)
    ),
    "named-otherwise": _named_otherwise,
    "remark-not-read": lambda demo: _checked(
        demo, lambda workbook: cell_of(workbook, ROBBERY).__setattr__("comment", Comment("A made-up doubt", "Made-up Lead"))
    ),
    "printed-figure-changed": _printed_otherwise,
    "printed-answer-changed": _printed_otherwise,
    "row-twice": lambda demo: _checked(demo, _row_twice),
    "too-few-rows": _too_few_rows,
    "not-read": lambda demo: _checked(demo, lambda workbook: workbook["Measures"].cell(40, 30, "A made-up remark")),
    "more-not-read": lambda demo: _checked(demo, lambda workbook: workbook.create_sheet("Made-up notes").append(list(range(30)))),
    "earlier-revised": _earlier(374),
    "earlier-deleted": _earlier(None),
    "revised-without-reason": _earlier(374),
    "carried-row-gone": _row_gone,
    "carried-untouched": _row_untouched,
    "figures-repeated": _figures_repeated,
    "formula-computed": lambda demo: _checked(
        demo, lambda workbook: cell_of(workbook, At("Measures", VICTIMS, "Q3")).__setattr__("value", "=300+73"), "domestic-abuse"
    ),
    "not-signed-off": _demo,
    "date-outside-period": lambda demo: _checked(demo, _data_of_another_year),
    "percentage-not-of-base": _demo,
    "cumulative-falls": _redefined('from = "repeat-victims"', 'from = "repeat-victims"\nquarters = "to-date"', "domestic-abuse"),
    "blank-given-away": _blank_given_away,
    "far-from-history": lambda demo: _checked(
        demo, lambda workbook: cell_of(workbook, At("Measures", VICTIMS, "Q3")).__setattr__("value", 3730), "domestic-abuse"
    ),
    "off-target": lambda demo: _checked(demo, _off_target, "domestic-abuse"),
    "percentage-without-base": lambda demo: _checked(demo, _without_base, "domestic-abuse"),
    "outside-last-year": _outside_last_year,
    "baseline-year-differs": _demo,
    "target-not-worked-out": _redefined("value = 444\nreduce-by = 5", "value = 400\nreduce-by = 5"),
    "result-against-target": _demo,
    "milestone-passed": _demo,
    "change-not-borne-out": _demo,
}


@pytest.mark.parametrize(("code", "make"), MAKERS.items(), ids=MAKERS.keys())
def test_a_real_file_reaches_the_problem_once_a_cell(code: str, make: Make, demo_folder: Path) -> None:
    found = [problem for outcome in make(demo_folder) for problem in outcome.problems if problem.code == code]
    assert found
    assert len({(problem.place, problem.label) for problem in found}) == len(found)
    for problem in found:
        assert problem.place.file
        assert "{" not in problem.what + problem.needed  # every placeholder was filled in


def test_a_row_that_stands_twice_with_the_same_answers_is_no_problem(demo_folder: Path) -> None:
    def twice(workbook: Any) -> None:
        _row_twice(workbook)
        sheet = workbook["Measures"]
        sheet.cell(sheet.max_row, cell_of(workbook, ROBBERY).column, cell_of(workbook, ROBBERY).value)

    (outcome,) = _checked(demo_folder, twice)
    assert "row-twice" not in [problem.code for problem in outcome.problems]


def test_every_problem_of_the_catalogue_is_reached_by_a_file_or_stands_in_the_list_of_those_none_can() -> None:
    planted = {fault.code for fault in FAULTS.values()}
    strangers = {code for code, _ in STRANGERS.values()}
    reached = planted | strangers | set(MAKERS)
    assert reached <= set(CATALOGUE)
    assert set(CATALOGUE) - reached == set(NO_FILE_REACHES)
