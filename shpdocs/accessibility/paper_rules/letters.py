"""Where text has a look that a rule does not allow: a look is judged once, however much text has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shpdocs.model.paper_facts import Letters, PaperFacts, PaperParagraph


def with_letters(paper: PaperFacts, is_wrong: Callable[[Letters], bool]) -> Iterator[tuple[Letters, PaperParagraph]]:
    """Every paragraph with text of a look that is wrong, and that look, in reading order; what is hidden is left out."""
    judged: dict[int, bool] = {}
    for one in paper.paragraphs:
        told: set[int] = set()
        for stretch in one.stretches:
            letters = stretch.letters
            which = id(letters)
            if which not in judged:
                judged[which] = not letters.is_hidden and is_wrong(letters)
            if judged[which] and which not in told and stretch.text.strip():
                told.add(which)
                yield letters, one
