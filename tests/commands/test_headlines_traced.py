"""Every written headline leads back to cells of the workbooks that came in: sheet, cell and the hash of the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.model.document import Heading, ListItem, Paragraph
from shpdocs.model.period import parse_period
from shpdocs.paper.sections.compose import compose

PERIOD = "2017-18-Q3"


def test_every_headline_leads_back_to_the_cells_it_was_made_of(made_demo: Path) -> None:
    made = read_paper_inputs(made_demo, parse_period(PERIOD), "select-committee")
    blocks = list(compose(made.material(made.disclosed.public, True)).document.blocks)
    headings = {block.text: at for at, block in enumerate(blocks) if isinstance(block, Heading)}
    start, end = headings["HEADLINES"], headings["RECOMMENDATION:"]
    told = [block for block in blocks[start + 1 : end] if isinstance(block, Paragraph | ListItem)]
    assert [block.text for block in told if not block.refs] == ["Off track, the furthest first:"]  # it leads to a list, and says no more
    received = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (made_demo / "output" / PERIOD).glob("received/**/*.xlsx")}
    refs = {ref for block in told for ref in block.refs}
    assert len(refs) > 10
    for ref in sorted(refs):
        sub_group, _, pointer = ref.partition("/")
        sources = [source for at, source in made.in_force.returns[sub_group].sources.items() if f"{at}/".startswith(f"/{pointer}/")]
        assert sources, ref
        assert {source.file for source in sources} <= received
        assert all(source.sheet and source.cell for source in sources)
