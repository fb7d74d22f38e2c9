"""Fields of a Word file: their codes, wherever these are scattered over runs, and what stands in them besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shpdocs.ooxml.bounds import too_many
from shpdocs.ooxml.xml import Element, each, local, remove, tag, value

_DEEPEST = 50  # fields within each other; Word itself goes to 20
_MARKS = ("w:fldSimple", "w:fldChar", "w:instrText")
_SHOWN = ("t", "sym", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "noBreakHyphen", "oMath", "ruby")
_CONTENT = (*(f"w:{name}" for name in _SHOWN if name != "oMath"), "m:oMath")


@dataclass
class Field:
    """A field: the elements its code stands in, and the characters that begin, divide and end it (for a simple one: itself).

    `in_code` is what stands within its code and is no code, such as text, which no program shows; `shown` what it shows: the text,
    pictures and notes of its result. `is_within_code` if the whole field is part of another's code; `has_end` unless it never ends.
    """

    simple: Element | None = None
    instructions: list[Element] = field(default_factory=list)
    characters: list[Element] = field(default_factory=list)
    in_code: list[Element] = field(default_factory=list)
    shown: list[Element] = field(default_factory=list)
    is_within_code: bool = False
    has_result: bool = False
    has_end: bool = False

    @property
    def code(self) -> str:
        """Its code: 'REF _Ref1 \\h'."""
        if self.simple is not None:
            return value(self.simple, "w:instr")
        return "".join(element.text or "" for element in self.instructions)

    @property
    def kind(self) -> str:
        """The first word of its code in capitals; '' if it has none."""
        words = self.code.split()
        return words[0].upper() if words else ""

    @property
    def start(self) -> Element:
        """The element that it begins with."""
        return self.simple if self.simple is not None else self.characters[0]

    @property
    def shows_anything(self) -> bool:
        """Whether its result is anything to see."""
        return any(map(is_seen, self.shown))

    def set_code(self, code: str) -> None:
        """Give the field another code."""
        if self.simple is not None:
            self.simple.set(tag("w:instr"), code)
            return
        for number, element in enumerate(self.instructions):
            element.text = code if number == 0 else ""
            element.set(tag("xml:space"), "preserve")

    def unlink(self) -> None:
        """Leave what the field shows, as plain text."""
        if self.simple is not None:
            for child in [child for child in self.simple if local(child) != "fldData"]:
                self.simple.addprevious(child)
            remove([self.simple])
        for element in [*self.instructions, *self.characters]:
            run = element.getparent()
            run.remove(element)
            if all(local(child) == "rPr" for child in run):
                remove([run])


def is_seen(content: Element) -> bool:
    """Whether what stands in a field is anything to see: an empty text is not."""
    return local(content) != "t" or bool(content.text)


def fields(*roots: Element) -> list[Field]:
    """Every field of a part, or of blocks that follow each other, in the order in which they begin."""
    return read_fields(roots)[0]


def read_fields(roots: Iterable[Element]) -> tuple[list[Field], list[Element]]:
    """Every field in the order in which they begin, and the marks and codes that belong to none.

    Raises:
        PackageError: fields stand within each other without end.
    """
    reader = _Reader()
    for root in roots:
        if reader.is_within or next(each(root, *_MARKS), None) is not None:
            for element in each(root, *_MARKS, *_CONTENT):
                reader.read(element)
    return reader.fields, reader.strays


class _Reader:
    """The fields read so far, those that have not ended, and the end of the last simple one."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.strays: list[Element] = []
        self._open: list[Field] = []

    @property
    def is_within(self) -> bool:
        """Whether what comes next stands in a field."""
        return bool(self._open)

    def read(self, element: Element) -> None:
        """Read the next mark of a field, code, or content."""
        name = local(element)
        if name == "fldSimple":
            field = Field(element, shown=list(each(element, *_CONTENT)), has_result=True, has_end=True)
            self._add(field)
        elif name == "instrText":
            if self._open and not self._open[-1].has_result:
                self._open[-1].instructions.append(element)
            else:
                self.strays.append(element)
        elif name == "fldChar":
            self._mark(element, value(element, "w:fldCharType"))
        elif self._open:
            self._content(element)

    def _add(self, field: Field) -> None:
        field.is_within_code = any(not outer.has_result for outer in self._open)
        self.fields.append(field)

    def _mark(self, element: Element, type: str) -> None:
        if type == "begin":
            if len(self._open) == _DEEPEST:
                raise too_many(_DEEPEST, "fields within each other")
            self._add(Field(characters=[element]))
            self._open.append(self.fields[-1])
        elif not self._open or type not in ("separate", "end"):
            self.strays.append(element)
        else:
            self._open[-1].characters.append(element)
            self._open[-1].has_result = True
            if type == "end":
                self._open.pop().has_end = True

    def _content(self, element: Element) -> None:
        """What stands in the code of any field is not shown; else each field around it shows it."""
        hiding = next((outer for outer in self._open if not outer.has_result), None)
        if hiding is not None:
            hiding.in_code.append(element)
        else:
            for outer in self._open:
                outer.shown.append(element)
