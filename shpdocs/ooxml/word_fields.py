"""Fields of a Word file: their codes, wherever these are scattered over runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from shpdocs.ooxml.xml import Element, each, local, remove, tag, value


@dataclass
class Field:
    """A field: the elements its code stands in, and the characters that begin, divide and end it (for a simple one: itself)."""

    simple: Element | None = None
    instructions: list[Element] = field(default_factory=list)
    characters: list[Element] = field(default_factory=list)

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
            if not [child for child in run if local(child) != "rPr"]:
                remove([run])


def fields(*roots: Element) -> list[Field]:
    """Every field of a part, or of blocks that follow each other, in the order in which they begin."""
    all_fields: list[Field] = []
    open_fields: list[Field] = []
    for element in (element for root in roots for element in each(root, "w:fldSimple", "w:fldChar", "w:instrText")):
        name, type = local(element), value(element, "w:fldCharType")
        if name == "fldSimple":
            all_fields.append(Field(element))
        elif name == "instrText":
            if open_fields:
                open_fields[-1].instructions.append(element)
        elif type == "begin":
            open_fields.append(Field(characters=[element]))
            all_fields.append(open_fields[-1])
        elif open_fields:
            open_fields[-1].characters.append(element)
            if type == "end":
                open_fields.pop()
    return all_fields
