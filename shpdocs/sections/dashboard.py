"""The dashboard: one row a measure, by priority, with its position and rating; then the rest of the year and what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shpdocs.rules.figures import show_baseline, show_target, show_value
from shpdocs.rules.performance import PRO_RATA, PROFILE, rounded
from shpdocs.rules.values import show_number
from shpdocs.sections.material import Material, listed
from shpdocs.sections.measures import NONE_SET
from shpdocs.sections.performances import Measured, figure_words, performances
from shpdocs.words.document import Block, Heading, Paragraph, Rating, Table
from shpdocs.words.profile import SectionPlan

if TYPE_CHECKING:
    from fractions import Fraction

AHEAD = "The rest of the year, and change"
_UNRATED = {
    "monitored": "monitored only",
    "no-direction": "no direction agreed",
    "no-target": "no target",
    "not-asked": "not yet asked",
    "missing": "no figure",
    "suppressed": "suppressed",
    "not-yet-available": "not yet available",
    "not-applicable": "not applicable",
}
_Column = tuple[str, Callable[[Measured, Material], tuple[Paragraph, ...]]]


def dashboard(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """The table of positions, how they were reached, and the table of what is ahead; () if no measure has a figure.

    A column in which no measure has anything is left out; ratings are, where the settings say so.
    """
    found = performances(material)
    if not any(one and one.figure["value"] is not None for of in found for one in of.told.values()):
        return ()
    period = material.period.words
    positions = _table(f"Position of each measure, {period}", _positions(found, material), found, material)
    blocks: list[Block] = [positions, *map(Paragraph, _how(found, material))]
    ahead = tuple(of for of in found if _looks_ahead(of))
    if ahead:
        table = _table(f"{AHEAD}, {period}", _ahead(ahead), ahead, material)
        blocks += [Heading(AHEAD, plan.level + 1), table, Paragraph(_how_ahead(ahead))]
    return tuple(blocks)


def quarter_words(quarter: str) -> str:
    """'Quarter 2' for 'Q2'."""
    return f"Quarter {quarter[1]}"


def amount(number: Fraction, of: Measured, places: int = 1) -> str:
    """A number of the measure with its unit, rounded for print."""
    return show_value(rounded(number, places), of.measure)


def variance_words(of: Measured) -> str:
    """How far the position is from what is expected: '8.9% below', 'As expected', 'Within the band'; '' if it is not known."""
    stands = of.performance
    if stands.variance is not None:
        on = "Within the band" if stands.low is not None and stands.high is not None else "As expected"
        return percent_words(stands.variance) or on
    if stands.expected is not None and not stands.lacking:  # nought is expected: there is no per cent of it
        held = stands.figure if stands.so_far is None else stands.so_far
        return "As expected" if not held else f"{amount(abs(held), of)} {'above' if held > 0 else 'below'}"
    return ""


def percent_words(change: Fraction) -> str:
    """A difference in per cent: '8.9% below', 'less than 0.1% above'; '' for none."""
    if not change:
        return ""
    size = rounded(abs(change))
    return f"{f'{show_number(size)}%' if size else 'less than 0.1%'} {'above' if change > 0 else 'below'}"


def rating_words(of: Measured) -> str:
    """The rating in words: 'Green: on track', 'Amber: off by 5% or less', 'Not rated: monitored only'."""
    stands = of.performance
    tolerance = f"{show_number(rounded(stands.tolerance, 2))}%"
    words = {"green": "Green: on track", "amber": f"Amber: off by {tolerance} or less", "red": f"Red: off by more than {tolerance}"}
    return words.get(stands.rating) or f"Not rated: {_UNRATED[stands.unrated]}"


def _table(title: str, columns: tuple[_Column, ...], found: tuple[Measured, ...], material: Material) -> Table:
    rows = tuple(tuple(cell(of, material) for _, cell in columns) for of in found)
    names = tuple(name for name, _ in columns)
    told = tuple(name[0].lower() + name[1:] for name in names if name != "Measure")
    return Table(title, f"One row for each measure, with its {listed(told)}.", names, rows)


def _positions(found: tuple[Measured, ...], material: Material) -> tuple[_Column, ...]:
    has_bounds = any(of.performance.method for of in found)
    rates = material.settings is None or material.settings.ratings
    columns: list[tuple[_Column, bool]] = [
        (("Priority", _priority), True),
        (("Measure", _name), True),
        (("Baseline", _baseline), any(show_baseline(of.alone, material.profile.words) for of in found)),
        (("Target", _target), any(show_target(of.alone.target, of.measure) for of in found)),
        (("Latest quarter", _latest), True),
        (("Year to date", _so_far), any(of.performance.so_far is not None for of in found)),
        (("Expected by now", _expected), has_bounds),
        (("Position", _position), has_bounds),
        (("Rating", _rating), rates),
    ]
    return tuple(column for column, is_wanted in columns if is_wanted)


def _priority(of: Measured, _: Material) -> tuple[Paragraph, ...]:
    """The theme's heading, without what stands before a dash ('PRIORITY THEME 1 – REDUCE BURGLARY')."""
    return (Paragraph(of.theme.heading.rpartition(" – ")[2]),)


def _name(of: Measured, _: Material) -> tuple[Paragraph, ...]:
    return (Paragraph(of.name),)


def _baseline(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    words = material.profile.words
    return (Paragraph(show_baseline(of.alone, words) or words.no_baseline),)


def _target(of: Measured, _: Material) -> tuple[Paragraph, ...]:
    """The target as stated; one that is a change on the baseline with the figure that it comes to."""
    target, stands = of.alone.target, of.performance
    shown = show_target(target, of.measure)
    if target and target.value is None and stands.target is not None:
        shown = f"{amount(stands.target, of, 2)} ({shown} {'less' if target.reduce_by else 'more'})"
    return (Paragraph(shown or NONE_SET),)


def _latest(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    """The figure of the last quarter that has one, and the quarters after it that wait for theirs."""
    quarters = (of.performance.quarter, *of.awaited)
    return tuple(Paragraph(f"{quarter}: {figure_words(material, of, quarter)}", refs=(of.ref,)) for quarter in quarters)


def _so_far(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    if of.performance.so_far is not None:
        return (Paragraph(amount(of.performance.so_far, of, 2), refs=(of.ref,)),)
    return (Paragraph(_lacking(of, material) if of.measure.quarters in ("sum", "to-date") else material.profile.words.not_applicable),)


def _lacking(of: Measured, material: Material) -> str:
    """Why there is no position: the first quarter without a figure."""
    return figure_words(material, of, of.performance.lacking[0][0])


def _expected(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    stands = of.performance
    if not stands.method:
        return (Paragraph(NONE_SET),)
    bounds = [amount(bound, of) for bound in (stands.low, stands.high) if bound is not None]
    return (Paragraph(f"{' to '.join(bounds)} ({stands.method})"),)


def _position(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    stands = of.performance
    shown = variance_words(of)
    if not shown:
        shown = _lacking(of, material) if stands.method and stands.lacking else material.profile.words.not_applicable
    return (Paragraph(shown[0].upper() + shown[1:]),)


def _rating(of: Measured, _: Material) -> tuple[Paragraph, ...]:
    """The rating and, if later figures are awaited, the quarter that it is of."""
    colour: Rating = of.performance.rating or "grey"
    at = f", {quarter_words(of.performance.quarter)}" if of.awaited and of.performance.rating else ""
    return (Paragraph(rating_words(of) + at, rating=colour),)


def _how(found: tuple[Measured, ...], material: Material) -> list[str]:
    """How positions and ratings were reached, as far as they were used."""
    methods = {of.performance.method for of in found}
    told: list[str] = []
    if methods != {""}:
        told.append("Position: the year to date, or else the latest figure, against what is expected by then.")
    if PRO_RATA in methods:
        told.append(
            "Pro rata: an even share of the year's target for the quarters so far. It is indicative only: figures vary over a year."
        )
    if PROFILE in methods:
        told.append("Agreed profile: where it was agreed that the figure should stand by the end of the quarter.")
    if any(of.measure.quarters in ("level", "rolling") for of in found):
        told.append("Figures of where things stand, and of moving periods, are not added up: the latest counts.")
    if any(of.awaited for of in found):
        told.append("Where figures are awaited, the position is that at the end of the last quarter that has one.")
    if material.settings is None or material.settings.ratings:
        return [text for text in (" ".join(told), _how_rated(found)) if text]
    return [" ".join(told)] if told else []


def _how_rated(found: tuple[Measured, ...]) -> str:
    rated = [of for of in found if of.performance.rating]
    if not rated:
        return ""
    tolerances = sorted({of.performance.tolerance for of in rated})
    shown = listed(tuple(f"{show_number(rounded(one, 2))}%" for one in tolerances))
    each = "" if len(tolerances) == 1 else ", as each row says"
    return (
        f"Ratings: green is as expected or better; amber is off by no more than the tolerance ({shown} of what is expected{each}); "
        "red is off by more. Measures that are only monitored, or lack a target or a figure, are not rated."
    )


def _looks_ahead(of: Measured) -> bool:
    stands = of.performance
    return any(found is not None for found in (stands.projection, stands.on_baseline, stands.on_last_year, stands.on_before))


def _ahead(found: tuple[Measured, ...]) -> tuple[_Column, ...]:
    stands = [of.performance for of in found]
    columns: list[tuple[_Column, bool]] = [
        (("Measure", _name), True),
        (("Projection for the year", _projection), any(one.projection is not None for one in stands)),
        (("Projection against target", _on_target), any(one.on_target is not None for one in stands)),
        (("Against baseline", _on_baseline), any(one.on_baseline is not None for one in stands)),
        (("Left to the target", _left), any(one.left is not None for one in stands)),
        (("Left for each quarter to come", _left_each), any(one.left_each is not None for one in stands)),
        (("Each quarter so far", _pace), any(one.pace is not None for one in stands)),
        (("On the same quarter last year", _on_last_year), any(one.on_last_year is not None for one in stands)),
        (("On the quarter before", _on_before), any(one.on_before is not None for one in stands)),
    ]
    return tuple(column for column, is_wanted in columns if is_wanted)


def _or_not(text: str, material: Material) -> tuple[Paragraph, ...]:
    return (Paragraph(text[0].upper() + text[1:] if text else material.profile.words.not_applicable),)


def _amount(number: Fraction | None, of: Measured, material: Material) -> tuple[Paragraph, ...]:
    return _or_not("" if number is None else amount(number, of), material)


def _projection(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    return _amount(of.performance.projection, of, material)


def _on_target(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    difference = of.performance.on_target
    if difference is None:
        return _or_not("", material)
    return _or_not(f"{amount(abs(difference), of)} {'above' if difference > 0 else 'below'}" if difference else "On target", material)


def _on_baseline(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    change = of.performance.on_baseline
    return _or_not("" if change is None else percent_words(change) or "The same", material)


def _left(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    """What is left to the target; what is beyond it is told as that."""
    left = of.performance.left
    if left is None or left >= 0:
        return _amount(left, of, material)
    return _or_not(f"None: {amount(-left, of)} beyond", material)


def _left_each(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    each = of.performance.left_each
    return _amount(each, of, material) if each is None or each >= 0 else _or_not("None", material)


def _pace(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    return _amount(of.performance.pace, of, material)


def _on_last_year(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    return _or_not(_change_words(of.performance.on_last_year), material)


def _on_before(of: Measured, material: Material) -> tuple[Paragraph, ...]:
    return _or_not(_change_words(of.performance.on_before), material)


def _change_words(change: Fraction | None) -> str:
    """A change in per cent: 'Up 4.9%', 'Down 8.9%', 'No change'; '' if it is not known."""
    if not change:
        return "" if change is None else "No change"
    size = rounded(abs(change))
    return f"{'Up' if change > 0 else 'Down'} {f'{show_number(size)}%' if size else 'less than 0.1%'}"


def _how_ahead(found: tuple[Measured, ...]) -> str:
    """What the table of the rest of the year rests on."""
    told = []
    if any(of.performance.projection is not None for of in found):
        told.append("Projection: the year at the pace so far. It is indicative only: figures vary over a year.")
    if any(of.performance.projection is None and of.performance.on_baseline is not None for of in found):
        told.append("Where there is no projection, the latest figure is held against the baseline.")
    return " ".join([*told, "Changes are in per cent of the figure before."])
