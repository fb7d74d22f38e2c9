"""A partnership of few sub-groups: what a test does not look at need not be issued, read and told in it."""

from __future__ import annotations

from pathlib import Path

SECTIONS = """
[[sections]]
kind = "updates"
heading = "SUB-GROUPS"
when-empty = "omit"

[[sections]]
kind = "not-received"
heading = "RETURNS NOT RECEIVED"
when-empty = "omit"

[[sections]]
kind = "withheld"
heading = "INFORMATION NOT FOR PUBLICATION"
when-empty = "omit"

[[sections]]
kind = "measures"
level = 3
target-heading = "Target"
with-counts = true
baseline-heading = "Baseline"
when-empty = "omit"

[[sections]]
kind = "table"
heading = "Funding"
from = "*/funding"
when-empty = "omit"

[[sections]]
kind = "text"
heading = "BACKGROUND PAPERS"
content = [{ from = ["SUB-GROUP/update"] }]
"""


def keep_only(folder: Path, year: str, *sub_groups: str) -> Path:
    """Take the other definitions of the year out of a partnership folder, and give its paper sections that name none of them.

    The paper's own name the first of those that are kept, which must have a field 'update'.
    """
    templates = folder / "workbook_templates" / year
    for path in templates.glob("*.toml"):
        if path.stem not in (*sub_groups, "paper"):
            path.unlink()
    paper = templates / "paper.toml"
    head, _, _ = paper.read_text(encoding="utf-8").partition("[[sections]]")
    names_nobody = [line for line in head.splitlines() if not line.startswith(("footer", "meeting-date"))]
    paper.write_text("\n".join(names_nobody) + SECTIONS.replace("SUB-GROUP/", f"{sub_groups[0]}/"), encoding="utf-8")
    return folder
