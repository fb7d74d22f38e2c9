"""Exemptions in words: the paragraphs of the law under which something is kept out of the public paper, and where that is said."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.definition import Definition, Exemption
from shpdocs.model.disclosure import Withheld
from shpdocs.model.origin import Decided, Origin, Rule, Statement
from shpdocs.model.phrase import Phrase, from_origin, joined, listed, phrase
from shpdocs.paper.sections.definition_words import stated

_SCHEDULE = "Part 1 of Schedule 12A to the Local Government Act 1972"
SCHEDULE = Statement("what may be exempt", Rule(f"{_SCHEDULE} lists what may be kept out of a public paper"))


def exemption_words(exemption: Exemption, origin: Origin | None = None) -> Phrase:
    """The paragraphs of an exemption as the law names them: 'paragraphs 1 and 2 of Part 1 of Schedule 12A to the …'.

    `origin` is that of the exemption: what states it, or the decision.
    """
    return phrase("{} of {}", paragraph_numbers(exemption.paragraphs, origin), from_origin(_SCHEDULE, SCHEDULE))


def with_schedule(words: str, origin: Origin) -> Phrase:
    """Words that name an exemption, in which the law is named as in `exemption_words`."""
    before, schedule, after = words.partition(_SCHEDULE)
    return joined("", [from_origin(before, origin), from_origin(schedule, SCHEDULE), from_origin(after, origin)])


def paragraph_numbers(paragraphs: tuple[int, ...], origin: Origin | None = None) -> Phrase:
    """Numbers of paragraphs in words: 'paragraph 3', 'paragraphs 1, 2 and 7'."""
    noun = "paragraphs" if len(paragraphs) > 1 else "paragraph"
    return phrase("{} {}", noun, listed([from_origin(str(number), origin) for number in sorted(paragraphs)]))


def exemption_origin(definition: Definition, item: Withheld) -> Statement:
    """What makes an answer exempt: its definition, or else a decision."""
    key = next((key for key, exemption in _stated(definition, item.answer.partition("/")[2]) if exemption == item.exemption), "")
    return stated(definition, "exempt", f"{key}.exempt.paragraphs") if key else Statement("exempt", Decided("exempted", item.answer, ""))


def _stated(definition: Definition, answer: str) -> Iterator[tuple[str, Exemption | None]]:
    """What a definition says of an answer ('update', 'risks', a column's 'risks/owner'), with its key."""
    key, _, column_key = answer.partition("/")
    yield from ((f"fields.{key}", field.exempt) for field in definition.fields if answer == field.key)
    yield from ((f"measures.{key}", measure.exempt) for measure in definition.measures if answer == measure.key)
    for table in definition.tables:
        if table.key == key:
            yield from ((f"tables.{key}.columns.{column_key}", each.exempt) for each in table.columns if each.key == column_key)
            if not column_key:
                yield f"tables.{key}", table.exempt
