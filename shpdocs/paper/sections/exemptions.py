"""Exemptions in words: the paragraphs of the law under which something is kept out of the public paper, and where that is said."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.figures.arithmetic import together
from shpdocs.model.definition import Exemption
from shpdocs.model.origin import Origin, Rule, Source, Stated, Statement
from shpdocs.model.phrase import Phrase, from_origin, joined, listed, phrase

PART = "Part 1 of Schedule 12A"
_SCHEDULE = f"{PART} to the Local Government Act 1972"
SCHEDULE = Statement("what may be exempt", Rule(f"{_SCHEDULE} lists what may be kept out of a public paper"))

# Part 1 of Schedule 12A to the Local Government Act 1972, England. A paragraph that is not here is printed by number alone.
_PARAGRAPHS = {
    1: "Information relating to any individual.",
    2: "Information which is likely to reveal the identity of an individual.",
    3: "Information relating to the financial or business affairs of any particular person (including the authority holding that "
    "information).",
    4: "Information relating to any consultations or negotiations, or contemplated consultations or negotiations, in connection with "
    "any labour relations matter arising between the authority or a Minister of the Crown and employees of, or office holders under, "
    "the authority.",
    5: "Information in respect of which a claim to legal professional privilege could be maintained in legal proceedings.",
    7: "Information relating to any action taken or to be taken in connection with the prevention, investigation or prosecution of crime.",
}


def exemption_words(exemption: Exemption, origin: Origin | None = None) -> Phrase:
    """The paragraphs of an exemption as the law names them: 'paragraphs 1 and 2 of Part 1 of Schedule 12A to the …'.

    `origin` is that of the exemption: what states it, or the decision.
    """
    return phrase("{} of {}", paragraph_numbers(dict.fromkeys(exemption.paragraphs, origin)), from_origin(_SCHEDULE, SCHEDULE))


def with_schedule(words: str, origin: Origin) -> Phrase:
    """Words that name an exemption, in which the law is named as in `exemption_words`."""
    before, schedule, after = words.partition(_SCHEDULE)
    return joined("", [from_origin(before, origin), from_origin(schedule, SCHEDULE), from_origin(after, origin)])


def paragraph_numbers(origins: Mapping[int, Origin | None]) -> Phrase:
    """Numbers of paragraphs in words, each with its origin: 'paragraph 3', 'paragraphs 1, 2 and 7'."""
    noun = "paragraphs" if len(origins) > 1 else "paragraph"
    return phrase("{} {}", noun, listed([from_origin(str(number), origins[number]) for number in sorted(origins)]))


def paragraph_words(number: int, origin: Origin) -> Phrase:
    """A paragraph of the law by its number, with what it says: 'Paragraph 1: Information relating to any individual.'"""
    name = phrase("Paragraph {}", from_origin(str(number), origin))
    return phrase("{}: {}", name, from_origin(_PARAGRAPHS[number], SCHEDULE)) if number in _PARAGRAPHS else name


def exemption_origin(sources: tuple[Source, ...], key: str = "paragraphs") -> Origin:
    """What makes something exempt: what states it, what was decided. `key` is that of what is printed of it, 'paragraphs' or 'reason'."""
    words = "paragraphs of the exemption" if key == "paragraphs" else "why it is exempt"
    printed = (Stated(source.file, f"{source.key}.{key}") if isinstance(source, Stated) else source for source in sources)
    return together(words, (Statement(words, source) for source in printed))
