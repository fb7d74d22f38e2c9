"""What is held back in words: of a sub-group a few answers each by itself, more of them together, as one profile printed all of them."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct

from shpdocs.model.disclosure import HeldBack

_MOST = 3  # of a sub-group that are told, and decided about, each by itself


class HeldBackWords(Struct, frozen=True):
    """Answers that are told together: `count` of them, in words, and what `shpdocs publish` is given to print them."""

    words: str
    count: int
    decided_by: str


def held_back_words(held: tuple[HeldBack, ...], period: str) -> tuple[HeldBackWords, ...]:
    """Return what is held back, in order: each answer, or of a sub-group with many of them all in one.

    Of many, `words` list the answers without the sub-group's name ('13 answers of prevent (raids/commentary, …)').
    """
    told: list[HeldBackWords] = []
    for sub_group, group in groupby(held, key=lambda answer: answer.answer.partition("/")[0]):
        answers = tuple(group)
        if len(answers) > _MOST:
            names = ", ".join(answer.answer.partition("/")[2] for answer in answers)
            told.append(
                HeldBackWords(f"{len(answers)} answers of {sub_group} ({names})", len(answers), f"{sub_group} {period} --not-printed")
            )
        else:
            told += [HeldBackWords(f"{answer.title} ({answer.answer})", 1, f"{answer.answer} {period}") for answer in answers]
    return tuple(told)
