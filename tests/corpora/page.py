"""The figures of a run over real files, in docs/reliability.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.corpora.looks import SLOW, Sum
from tests.support import ROOT

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- corpora: written by python -m tests.corpora FOLDER --page -->", "<!-- end of corpora -->"
_TITLES = {"words": "Word files, each the appendix of a paper", "workbooks": "Workbooks, each read, judged as a return and audited"}
_FEWEST = 5  # files, for a reason to have a line of its own


def rows(total: Sum) -> Iterator[tuple[str, str]]:
    """What a run comes to: what, and how many."""
    yield "files", f"{len(total.looks):,}"
    yield from ((outcome, f"{count:,}") for outcome, count in total.outcomes.most_common())
    yield "files at which something of ours broke", f"{len(total.broken):,}"
    yield f"files of which a step took a processor longer than {SLOW:.0f} s", f"{len({file for file, _, _ in total.slow}):,}"
    yield "files of which something was lost without a word", f"{len(total.lossy):,}"
    often = [(reason, count) for reason, count in total.reasons.most_common() if count >= _FEWEST]
    yield from ((f"refused: {reason}", f"{count:,}") for reason, count in often)
    if rest := sum(total.reasons.values()) - sum(count for _, count in often):
        yield "refused: for rarer reasons", f"{rest:,}"


def write(sums: Mapping[str, Sum]) -> None:
    """Put the figures into the page, between its marks."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, foot = rest.partition(END)
    tables = [
        "\n".join(
            [
                f"#### {_TITLES[kind]}",
                "",
                "| what | figure |",
                "| --- | ---: |",
                *(f"| {what} | {figure} |" for what, figure in rows(of)),
                "",
            ]
        )
        for kind, of in sums.items()
    ]
    PAGE.write_text(f"{head}{BEGIN}\n\n" + "\n".join(tables) + f"\n{END}{foot}", encoding="utf-8", newline="\n")
