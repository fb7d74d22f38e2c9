"""Every sort of paper that assembling makes: drafts and final ones, exempt, apart, with an appendix, in a council's house style.

One folder holds a whole quarter of made-up returns, the other the demo's figures of 2017/18 in the layout with charts.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shpdocs.commands.assemble import Assembled, assemble
from shpdocs.commands.decide import exempt
from shpdocs.commands.demo import demo
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.model.period import parse_period
from shpdocs.paper.word.house_style import write_starter
from shpdocs.store.folder import HOUSE_STYLE, TEMPLATES, open_folder
from tests.pictures.made_up_returns import NOW, make_returns
from tests.support.accepted import collect, publish_all
from tests.support.leads import rezipped

WHO: dict[str, Any] = {"by": "A made-up officer", "because": "Made up for a test."}
SUB_GROUPS = ("partnership", "prevent", "drugs-and-alcohol", "serious-violence", "domestic-abuse")
THIRD, PROFILE = "2017-18-Q3", "select-committee"


@dataclass(frozen=True)
class EveryPaper:
    """The papers made: `full` of the made-up quarter, `third` of 2017/18 with charts; both final, in a house style, with all options.

    The drafts are of our own style, made before anything was exempt.
    """

    full: Assembled
    third: Assembled
    full_draft: Assembled
    third_draft: Assembled

    @property
    def files(self) -> list[Path]:
        """Every Word file of both, drafts and those not for publication too; the appendix of another body is not ours."""
        made = (self.full, self.third, self.full_draft, self.third_draft)
        files = [path for one in made for path in (one.path, one.exempt, *one.files) if path and path.suffix == ".docx"]
        return sorted(path for path in files if "– Example" not in path.stem)


def make_every_paper(folder: Path) -> EveryPaper:
    """Make them all under `folder`."""
    full, third = _full_quarter(folder / "full"), folder / "third"
    demo(third)
    full_draft, full_paper = _in_every_sort(full, NOW, "", "prevent/update")
    third_draft, third_paper = _in_every_sort(third, THIRD, PROFILE, "domestic-abuse/repeat-victims")
    return EveryPaper(full_paper, third_paper, full_draft, third_draft)


def _full_quarter(folder: Path) -> Path:
    """A folder with made-up returns of a whole quarter in force, and a complete quarter before it."""
    made, root = make_returns(folder), folder / "partnership"
    inbox = open_folder(root).period(parse_period(NOW)).inbox
    for one in made:
        if one.state == "complete":
            shutil.copyfile(one.path, inbox / f"{NOW} {one.sub_group}.xlsx")
    assert sorted(collect(root, NOW).in_force) == sorted(SUB_GROUPS)
    for sub_group in SUB_GROUPS:
        publish_all(root, NOW, sub_group)
    return root


def restyled() -> bytes:
    """A council's house style: the starter with a colour of its theme changed."""
    return rezipped(write_starter(), lambda _, part: part.replace(b'"DD6B10"', b'"005A9C"'))


def _in_every_sort(root: Path, period: str, profile: str, kept_back: str) -> tuple[Assembled, Assembled]:
    """The draft and the final paper."""
    appendices = {"Example": demo_file(EXAMPLE_APPENDIX)}
    draft = assemble(root, period, profile=profile, appendices=appendices)
    exempt(root, period, kept_back, paragraphs=(7,), **WHO)
    (root / TEMPLATES / HOUSE_STYLE).write_bytes(restyled())
    return draft, assemble(root, period, final=True, profile=profile, separate=True, appendices=appendices, **WHO)
