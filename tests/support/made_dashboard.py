"""Made-up measures, the material of a paper about them, and what its dashboard says."""

from __future__ import annotations

from shpdocs.model.definition import Baseline, Measure, Target
from shpdocs.model.document import Block, Paragraph, Table, block_without_origins
from shpdocs.model.profile import SectionPlan, Theme
from shpdocs.model.returns import Json
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.material import Material
from tests.support.made import definition, figure, material, measure

PLAN = SectionPlan("dashboard", "DASHBOARD", 2)
ROBBERY = measure("robbery", name="Robbery", target=Target(444), baseline=Baseline(467), quarters="sum")


def figures(q2: Json, q1: Json = None) -> Json:
    """The answers to a measure: the second quarter's figure, and what its return says of the first."""
    return {"figure": q2, "earlier": {"Q1": q1 or figure()}, "activity": None}


def material_of(measures: tuple[Measure, ...], answers: dict[str, Json], themes: tuple[Theme, ...] | None = None) -> Material:
    given = {"made-up": {"measures": answers}}
    definitions = (definition(measures=measures),)
    return material(definitions, given) if themes is None else material(definitions, given, themes=themes)


def one_measure(a_measure: Measure, q2: Json, q1: Json = None) -> Material:
    """Material with this measure alone and these figures."""
    return material_of((a_measure,), {a_measure.key: figures(q2, q1)})


def tables_in(blocks: tuple[Block, ...]) -> list[Table]:
    """The tables among blocks, without the origins of what they say."""
    return [block for block in map(block_without_origins, blocks) if isinstance(block, Table)]


def cells_of(given: Material, row: int = 0, table: int = 0) -> dict[str, str]:
    """The texts of a row by column, the blocks of a cell joined by ' | '."""
    printed = tables_in(dashboard(PLAN, given))[table]
    return {name: " | ".join(block.text for block in cell) for name, cell in zip(printed.header, printed.rows[row], strict=True)}


def notes_of(given: Material) -> str:
    """The paragraphs of the dashboard, joined."""
    return " ".join(block.text for block in dashboard(PLAN, given) if isinstance(block, Paragraph))
