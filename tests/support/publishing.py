"""Publishing and drafting the paper of a made-up partnership."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from shpdocs.commands.assemble import assemble
from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.model.edition import Edition
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, parse_period
from shpdocs.paper.sections.compose import compose
from shpdocs.paper.sections.printed import printed_answers
from shpdocs.store.disk import sha256
from shpdocs.store.editions import Editions
from shpdocs.store.ledger import now


def _edition(root: Path, period: str, number: int) -> Edition:
    inputs = read_paper_inputs(root, parse_period(period))
    material = inputs.material(inputs.disclosed.public, is_final=True)
    document = compose(material).document
    used = {f"{period}/{sub_group}": return_.file for sub_group, return_ in inputs.in_force.returns.items()}
    for sub_group, earlier in inputs.in_force.earlier.items():
        used |= {f"{Period(inputs.period.year, quarter)}/{sub_group}": return_.file for quarter, return_ in earlier.items()}
    return Edition(
        1, period, number, now(), "1.0", "", document, printed=printed_answers(material, document, inputs.in_force.known), returns=used
    )


def published(root: Path, period: str) -> None:
    """Publish the next edition of a period's paper."""
    folder = read_paper_inputs(root, parse_period(period)).period_folder
    editions = Editions(folder)
    edition = _edition(root, period, editions.paper("").next_number)
    with folder.locked():
        editions.publish(edition, {"made-up.docx": b"made-up"}, {}, Event("edition", now(), "", ""))


def drafted(root: Path, period: str) -> Path:
    """Make a draft of a period's paper; return it."""
    folder, path = read_paper_inputs(root, parse_period(period)).period_folder, assemble(root, period).path
    with folder.locked():
        Editions(folder).write_draft(replace(_edition(root, period, 0), public={path.name: sha256(path.read_bytes())}))
    return path
