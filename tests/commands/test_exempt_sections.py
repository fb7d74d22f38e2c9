"""A section that the profile marks as exempt: what it prints is in no section of the public paper."""

from __future__ import annotations

from pathlib import Path

from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.model.document import Heading
from shpdocs.model.period import parse_period
from shpdocs.paper.sections.compose import Composed, compose, compose_exempt

PERIOD = parse_period("2024-25-Q2")
EXEMPT = 'exempt = { paragraphs = [7], reason = "Made up: it would tell what the police are about to do." }\n'
WITNESSES = 'rows = "partnership/witnesses" }]\n'


def _papers(folder: Path) -> tuple[Composed, Composed | None]:
    made = read_paper_inputs(folder, PERIOD)
    public = made.material(made.disclosed.public, True)
    return compose(public), compose_exempt(public)


def test_what_an_exempt_section_prints_is_in_the_exempt_paper_alone(demo_folder: Path) -> None:
    before, none = _papers(demo_folder)
    witness = "Chief Inspector"  # as the returned witnesses are told
    assert (witness in repr(before.document), none) == (True, None)
    path = demo_folder / "workbook_templates" / PERIOD.year / "paper.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(WITNESSES) == 1
    path.write_text(text.replace(WITNESSES, WITNESSES + EXEMPT), encoding="utf-8")
    public, exempt = _papers(demo_folder)
    assert exempt is not None
    assert witness not in repr(public.document)
    assert "paragraph 7 of Part 1 of Schedule 12A" in repr(public.document)
    assert witness in repr(exempt.document)
    headings = [block.text for block in exempt.document.blocks if isinstance(block, Heading)]
    assert headings[1:] == ["Witnesses"]
