"""What a section is made of: the definitions, the returns in force and the profile, and how answers become text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of
from shpdocs.answers.kinds.narrative import blocks_of
from shpdocs.definitions.wording import show_figure
from shpdocs.figures.arithmetic import count, exact, judged
from shpdocs.figures.printed import Mark, Marks
from shpdocs.figures.reported import ReportedFigure, reported_figure
from shpdocs.model.appendix import NamedAppendix, NumberedAppendix
from shpdocs.model.definition import Asked, Definition, Field, Measure, Table
from shpdocs.model.disclosure import Disclosed, HeldBack, Withheld
from shpdocs.model.document import ListItem, Paragraph, Text
from shpdocs.model.ledger import Event
from shpdocs.model.origin import Calendar, Decided, Number, Origin, Returned, Rule, Source, Stated, Statement, Use
from shpdocs.model.period import Period, year_before
from shpdocs.model.phrase import Phrase, Words, from_origin, list_item, one_line, paragraph, phrase
from shpdocs.model.profile import USUAL_WORDS, AnswerName, Profile, Theme
from shpdocs.model.returns import SUPPRESSED, Json, Return, answer_at
from shpdocs.model.settings import Settings
from shpdocs.paper.sections.definition_words import title_words
from shpdocs.paper.sections.exemptions import exemption_origin, exemption_words

WITHHELD = "Not for publication"
HELD_BACK = "Held back"
_WHY_HELD_BACK = f"{HELD_BACK}: the workbook said that this is not printed, and nobody has decided that it is"
WAITS = "Return waits for a decision"


class Material(Struct, frozen=True, dict=True):
    """Everything a paper is made of.

    `returns` holds the returns in force by sub-group, `earlier` those of the year's earlier quarters, and `last_year` those
    of the year before, by sub-group and quarter ('Q1'): all of them as far as they may be published. `disclosed` says what
    is not among them, and why. `waived` holds the sub-groups that the paper does without, each with the decision; `held`
    those whose return waits for a decision. A paper that is not final is a draft. `added` are the appendices that an officer added to
    the paper, `appendices` all that it has, numbered: `compose` works them out. `marks` says which figures papers before this one
    printed otherwise, `exempt_by` what makes each answer exempt: what states it, and what was decided.
    """

    profile: Profile
    period: Period
    definitions: tuple[Definition, ...]
    returns: Mapping[str, Return]
    earlier: Mapping[str, Mapping[str, Return]] = field(default_factory=dict)
    settings: Settings | None = None
    last_year: Mapping[str, Mapping[str, Return]] = field(default_factory=dict)
    disclosed: Disclosed | None = None
    waived: Mapping[str, Event] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    is_final: bool = True
    added: tuple[NamedAppendix, ...] = ()
    appendices: tuple[NumberedAppendix, ...] = ()
    marks: Marks = field(default_factory=dict)
    exempt_by: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)

    def definition(self, sub_group: str) -> Definition:
        """The definition of a sub-group that the profile names (profiles are checked when they are read)."""
        return next(definition for definition in self.definitions if definition.sub_group == sub_group)

    def answer(self, sub_group: str, pointer: str) -> Json:
        """The answer at a JSON pointer in the sub-group's return; None if blank or not received."""
        return_ = self.returns.get(sub_group)
        return answer_at(return_.answers, pointer) if return_ else None

    @property
    def has_ratings(self) -> bool:
        """Whether the paper prints ratings: unless the settings say otherwise."""
        return self.settings is None or self.settings.ratings

    @property
    def withheld_answers(self) -> tuple[Withheld, ...]:
        """What is kept out of this paper."""
        return self.disclosed.withheld if self.disclosed else ()

    def words(self, name: str) -> Phrase:
        """Standing words of the profile, such as 'no_entry', for where there is no figure or text."""
        return from_origin(getattr(self.profile.words, name), self.words_origin(name))

    def words_origin(self, name: str) -> Statement:
        """The origin of standing words; the usual ones stand in no profile."""
        if getattr(self.profile.words, name) == USUAL_WORDS.get(name):
            return Statement("usual words", Rule(f"where a profile has no words '{name.replace('_', '-')}'"))
        return self.of_profile("words of the profile", f"words.{name.replace('_', '-')}")

    def of_profile(self, words: str, key: str) -> Statement:
        """The origin of what the profile says ('title', 'footer.2'), in words."""
        return Statement(words, Stated(self.profile.file, key))

    def quarter_words(self, quarter: str) -> Phrase:
        """'Quarter 2' for 'Q2'."""
        return from_origin(f"Quarter {quarter[1]}", self.of_calendar(quarter))

    def quarter_of_last_year(self, quarter: str) -> Phrase:
        """The same of the year before."""
        period = f"{year_before(self.period.year)}-{quarter}"
        return from_origin(f"Quarter {quarter[1]}", Statement("quarter of last year", Calendar(period)))

    def of_calendar(self, quarter: str = "") -> Statement:
        """The origin of what names a quarter of the year, or the year itself."""
        period = f"{self.period.year}-{quarter}" if quarter else self.period.year
        return Statement("quarter of the year" if quarter else "financial year", Calendar(period))

    def theme_origin(self, theme: Theme, key: str) -> Statement:
        """The origin of what the profile says of a theme ('heading', 'short', 'first-column')."""
        if theme not in self.profile.themes:
            return Statement(
                "priority", Rule("measures that belong to no priority of the profile are printed under a heading of their own")
            )
        return self.of_profile("priority of the profile", f"themes.{self.profile.themes.index(theme) + 1}.{key}")

    @property
    def period_words(self) -> Phrase:
        """The period as it is named in a sentence, with the calendar as its origin."""
        return from_origin(self.period.words, self.of_calendar(self.period.quarter))

    def answer_origin(self, ref: str, words: str = "answer", quarter: str = "") -> Statement:
        """The origin of what an answer says, by its ref ('prevent/fields/update'): of this quarter, if no other is named."""
        return Statement(words, self.returned(ref, quarter))

    def returned(self, ref: str, quarter: str = "") -> Returned:
        """The answer of a quarter's return (of this one's) that a ref names."""
        period = f"{self.period.year}-{quarter or self.period.quarter}"
        return Returned(ref, period, (Use(period, ref[ref.index("/") :]),))

    def kept_back(self, *refs: str, how: Literal["suppressed", "withheld"] = "withheld", quarter: str = "") -> Statement:
        """The origin of the words in the place of answers that this paper does not print."""
        return judged("not printed", how, [self.answer_origin(ref, quarter=quarter) for ref in refs])

    def withheld(self, sub_group: str, key: str) -> Withheld | None:
        """Why an answer (a field, measure or table) is kept out of this paper; None if it is not."""
        return next((item for item in self.withheld_answers if item.answer == f"{sub_group}/{key}"), None)

    def kept_out_words(self, sub_group: str, pointer: str) -> Phrase | None:
        """What stands in the place of an answer ('/fields/update', '/tables/risks') that is kept out of this paper; None of any other."""
        key, ref = pointer.split("/", 2)[2], f"{sub_group}{pointer}"
        if item := self.withheld(sub_group, key):
            words = exemption_words(item.exemption, self.exempt_origin(item))
            return phrase("{}: exempt under {}", from_origin(WITHHELD, self.kept_back(ref)), words)
        return from_origin(_WHY_HELD_BACK, self.kept_back(ref)) if self.is_held_back(sub_group, key) else None

    def exempt_origin(self, item: Withheld, key: str = "paragraphs") -> Origin:
        """The origin of an exemption's paragraphs, or of the 'reason' that is given for it."""
        return exemption_origin(self.exempt_by.get(item.answer) or (Decided("exempted", item.answer, ""),), key)

    def kept_out(self, sub_group: str, key: str) -> str:
        """The same in a few words."""
        return WITHHELD if self.withheld(sub_group, key) else HELD_BACK if self.is_held_back(sub_group, key) else ""

    def is_held_back(self, sub_group: str, key: str) -> bool:
        """Whether an answer (a field, measure or table), or an item of one ('risks/owner'), is held back until somebody decides."""
        return any(held.answer == f"{sub_group}/{key}" for held in self.held_back)

    @property
    def held_back(self) -> tuple[HeldBack, ...]:
        """What this paper would print although its workbook said that it is not printed."""
        return self.disclosed.held_back if self.disclosed else ()

    def field_blocks(self, name: AnswerName) -> tuple[Text, ...]:
        """A field's answer as blocks: () if blank, words in its place if it is withheld or the return was not received."""
        definition = self.definition(name.sub_group)
        if words := self.kept_out_words(name.sub_group, f"/fields/{name.key}"):
            return (paragraph(phrase("{}.", words)),)
        if name.sub_group not in self.returns:
            return (self.absence_paragraph(definition),)
        question = next(field for field in definition.fields if field.key == name.key)
        return self.blocks(definition, f"/fields/{question.key}", question.asked, question.label)

    def blocks(self, definition: Definition, pointer: str, asked: Asked, words: str = "answer") -> tuple[Text, ...]:
        """One answer as blocks, () if blank, words in its place if it is kept back. `words` say what it answers."""
        answer = self.answer(definition.sub_group, pointer)
        if answer is None:
            return self._placeholder(definition, pointer) if self.disclosed else ()
        ref, kind = f"{definition.sub_group}{pointer}", kind_of(asked)
        if answer == SUPPRESSED and asked.suppressible:
            return (self._suppressed_paragraph(ref),)
        text = kind.show(answer, asked)
        origin: Origin = self.answer_origin(ref, words)
        if kind.is_number and not isinstance(answer, dict):  # a sum of money is printed as it was typed
            origin = Number(words, exact(answer), self.returned(ref), kind.number_unit)
        return blocks_of(text, (ref,), origin) if kind.words == "paragraphs" else (paragraph(from_origin(text, origin), refs=(ref,)),)

    def _placeholder(self, definition: Definition, pointer: str) -> tuple[Text, ...]:
        """The words printed in place of a field or a table's cell that is withheld or suppressed; () if it is neither."""
        _, group, key, *cell = pointer.split("/")
        ref = f"{definition.sub_group}{pointer}"
        if group == "tables" and len(cell) == 2 and (words := self.kept_out(definition.sub_group, f"{key}/{cell[1]}")):
            return (paragraph(from_origin(words, self.kept_back(ref))),)
        return (self._suppressed_paragraph(ref),) if pointer in self._suppressed_pointers(definition.sub_group, key) else ()

    def _suppressed_paragraph(self, ref: str) -> Paragraph:
        """The words printed in place of an answer that is suppressed."""
        return paragraph(from_origin(self.profile.words.suppressed, self.kept_back(ref, how="suppressed")), refs=(ref,))

    def suppressed(self, sub_group: str, key: str) -> frozenset[str]:
        """The quarters or rows ('Q2', a row's label) of which this paper may not print an answer's figures."""
        items = self.disclosed.suppressed if self.disclosed else ()
        return frozenset(where for item in items if item.answer == f"{sub_group}/{key}" for where in item.where)

    def _suppressed_pointers(self, sub_group: str, key: str) -> frozenset[str]:
        """The pointers of an answer's fields and cells that this paper may not print."""
        items = self.disclosed.suppressed if self.disclosed else ()
        return frozenset(pointer for item in items if item.answer == f"{sub_group}/{key}" for pointer in item.pointers)

    def field_line(self, name: AnswerName) -> Phrase:
        """A field's answer on one line."""
        return one_line(self.field_blocks(name))

    def figure(self, sub_group: str, quarter: str, base: str) -> ReportedFigure | None:
        """What the year's returns in force say of the figure of a quarter so far; `base` points to the measure or part."""
        return self._figures.get((sub_group, quarter, base))

    @cached_property
    def _figures(self) -> dict[tuple[str, str, str], ReportedFigure | None]:
        """What is known of every figure of the year so far: many sections print the same."""
        figures: dict[tuple[str, str, str], ReportedFigure | None] = {}
        for definition in self.definitions:
            own, name = self.returns.get(definition.sub_group), definition.sub_group
            known = {**self.earlier.get(name, {}), **({self.period.quarter: own} if own else {})}
            for measure in definition.measures:
                for base, quarter in product((asked.pointer for asked in measure.series), self.period.quarters_so_far):
                    figures[name, quarter, base] = self._marked(reported_figure(quarter, base, known), measure, name, quarter, base)
        return figures

    def _marked(self, reported: ReportedFigure | None, measure: Measure, *key: str) -> ReportedFigure | None:
        """A figure with what papers before this one make of it: that it was revised, or corrected."""
        mark = self.mark(*key)
        if reported is None or mark is None or reported.figure["reason"] == SUPPRESSED:  # what is suppressed was not corrected
            return reported
        if show_figure(measure, reported.figure, self.profile.words) == mark.before:  # rounded, it reads as it was printed
            return reported
        return replace(reported, is_revised=mark.kind == "revised", is_corrected=mark.kind == "corrected", because=mark.origins)

    def mark(self, sub_group: str, quarter: str, base: str) -> Mark | None:
        """How a quarter's figure stands to what papers before this one printed of it; None if they printed nothing else."""
        return self.marks.get((f"{sub_group}{base}", f"{self.period.year}-{quarter}"))

    def why_corrected(self, sub_group: str, base: str) -> tuple[tuple[str, Phrase], ...]:
        """Why the figures of a measure or part were corrected: each quarter so far that was, 'Q1', with the reason that was given.

        As with all that was written about figures, nothing is said if one of them is suppressed.
        """
        if not any(answer == f"{sub_group}{base}" for answer, _ in self.marks):
            return ()
        figures = {quarter: self.figure(sub_group, quarter, base) for quarter in self.period.quarters_so_far}
        is_suppressed = any(known and known.figure["reason"] == SUPPRESSED for known in figures.values())
        if is_suppressed or self.suppressed(sub_group, base.split("/")[2]):
            return ()
        corrected = (quarter for quarter, known in figures.items() if known and known.is_corrected)
        marks = ((quarter, mark) for quarter in corrected if (mark := self.mark(sub_group, quarter, base)))
        return tuple((quarter, from_origin(mark.because, mark.origins[-1])) for quarter, mark in marks if mark.because)

    def absence_words(self, definition: Definition) -> Phrase:
        """The words for a return that is not in force: none came, or the one that came waits for a decision."""
        return phrase(WAITS) if definition.sub_group in self.held else self.words("no_return")

    def absence_paragraph(self, definition: Definition) -> Paragraph:
        """The paragraph printed in place of a return that is not in force."""
        return paragraph(phrase("[{}: {}]", self.absence_words(definition), title_words(definition)))

    def row_pointers(self, definition: Definition, table: Table) -> tuple[tuple[str, str], ...]:
        """The label and JSON pointer of every row of a table in the return; an open table's rows have no label."""
        base = f"/tables/{table.key}"
        if table.rows:
            return tuple((label, f"{base}/{key}") for key, label in table.rows)
        rows = self.answer(definition.sub_group, base) or ()
        return tuple(("", f"{base}/{index}") for index in range(len(rows)))


def cell_line(material: Material, definition: Definition, row_pointer: str, column: Field) -> Phrase:
    """One answer of a table's row on one line, nothing if blank."""
    return one_line(material.blocks(definition, f"{row_pointer}/{column.key}", column.asked, column.label))


def capitalised(text: str) -> str:
    """A text with a capital to begin with."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """A text with a small letter to begin with, for within a sentence."""
    return text[:1].lower() + text[1:]


def how_many(words: str, counted: Iterable[Origin]) -> Phrase:
    """How many there are, in words for what they are."""
    number = count(words, counted)
    return from_origin(str(number.value), number)


def bullets(texts: Iterable[Words]) -> tuple[ListItem, ...]:
    """A list of its own, an item for each text."""
    return tuple(list_item(text, "-", starts=number == 0) for number, text in enumerate(texts))
