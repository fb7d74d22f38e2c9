"""Text that no reader sees: on request it is left out, as Word's own inspector does it, or shown in letters that can be read."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from shpdocs.answers.values import counted
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_letters import BLACKED_OUT, FAINT, HIDDEN
from shpdocs.ooxml.word_order import properties, set_in_order
from shpdocs.ooxml.word_paragraphs import paragraph_of, place_of, style_of
from shpdocs.ooxml.xml import Element, each, element, find, is_on, local, remove, tag
from shpdocs.paper.unseen.text import unseen_runs

HIDDEN_ROW = "a hidden row of a table"
_SAYING = {"t", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen"}
_NOTES = {"footnoteReference", "endnoteReference"}  # with it a note would go
_TEXTS = ("w:t", "m:t", "w:sym")
_EFFECTS = ("w14:textFill", "w14:textOutline")
_MOST_PLACES = 10  # that are told


class Unseen(Struct, frozen=True):
    """Text that no reader saw: of what sort, where it stood, and how many letters it had."""

    why: str
    where: str
    letters: int


class Cleared(Struct, frozen=True):
    """What was done about text that no reader saw, and the elements of text that were taken out."""

    unseen: tuple[Unseen, ...]
    taken_out: tuple[Element, ...] = ()


def drop(file: WordFile, kind: str, root: Element) -> Cleared:
    """Take what no reader sees out of a part of this kind ('header'). What is blacked out, and hidden notes, stay and are refused."""
    rows = _hidden_rows(root)
    of_rows = {text for row in rows for text in each(row, *_TEXTS)}
    runs = [(why, run, _line_of(run)) for why, run in unseen_runs(file, root) if why != BLACKED_OUT and not _names_note(run)]
    runs = [each_run for each_run in runs if not of_rows.intersection(each_run[1])]
    pieces = [[piece for piece in run if local(piece) in _SAYING] for _, run, _ in runs]
    remove(piece for of_run in pieces for piece in of_run)
    remove(run for _, run, _ in runs if all(local(child) == "rPr" for child in run))
    unseen = [Unseen(HIDDEN_ROW, place_of(row, kind), _letters(each(row, *_TEXTS))) for row in rows]
    unseen += [Unseen(why, place_of(line, kind), _letters(of_run)) for (why, _, line), of_run in zip(runs, pieces, strict=True)]
    _remove_lines(file, dict.fromkeys(line for why, _, line in runs if why == HIDDEN))
    _remove_rows(rows)
    return Cleared(tuple(unseen), (*of_rows, *(piece for of_run in pieces for piece in of_run)))


def show(file: WordFile, kind: str, root: Element) -> Cleared:
    """Let hidden text of a part be seen, and give letters in the colour of what lies behind them Word's own."""
    unseen = []
    for row in _hidden_rows(root):
        remove(row.findall("{*}trPr/{*}hidden"))
        unseen.append(Unseen(HIDDEN_ROW, place_of(row, kind), _letters(each(row, *_TEXTS))))
    for why, run in unseen_runs(file, root):
        if why not in (HIDDEN, FAINT) or run.tag != tag("w:r"):
            continue
        own = properties(run, "w:rPr")
        if why == HIDDEN:
            set_in_order(own, element("w:vanish", {"w:val": "0"}))
            _show_mark(file, paragraph_of(run))
        else:
            remove(effect for name in _EFFECTS for effect in each(own, name))
            set_in_order(own, element("w:color", {"w:val": "auto"}))
        unseen.append(Unseen(why, place_of(run, kind), _letters(run)))
    return Cleared(tuple(unseen))


def in_words(unseen: Iterable[Unseen], done: str) -> str:
    """What was done about text that no reader saw, each sort with its letters and places."""
    sorts: dict[str, dict[str, int]] = {}
    for each_text in unseen:
        places = sorts.setdefault(each_text.why, {})
        places[each_text.where] = places.get(each_text.where, 0) + each_text.letters
    return "; ".join(_sort_in_words(why, places, done) for why, places in sorts.items())


def _sort_in_words(why: str, places: dict[str, int], done: str) -> str:
    told = [f"{where or 'the text'} ({letters})" for where, letters in list(places.items())[:_MOST_PLACES]]
    more = f"; and {counted(len(places) - _MOST_PLACES, 'more place')}" if len(places) > _MOST_PLACES else ""
    return f"{why}, {counted(sum(places.values()), 'letter')} {done}: {'; '.join(told)}{more}"


def _hidden_rows(root: Element) -> list[Element]:
    return [mark.getparent().getparent() for mark in each(root, "w:hidden") if local(mark.getparent()) == "trPr" and is_on(mark)]


def _line_of(run: Element) -> Element:
    line = paragraph_of(run)
    return run if line is None else line


def _names_note(run: Element) -> bool:
    return any(local(child) in _NOTES for child in run)


def _letters(said: Iterable[Element]) -> int:
    """How many letters texts have, without spaces; a sign is one."""
    return sum(1 if local(text) == "sym" else len("".join((text.text or "").split())) for text in said if local(text) in ("t", "sym"))


def _is_hidden(file: WordFile, paragraph: Element) -> bool:
    """Whether the end of a paragraph is hidden, so that no line of it is there."""
    direct = find(paragraph, "w:pPr/w:rPr")
    return is_on(file.styles.run_look(file.styles.usual(style_of(paragraph)), direct).get("vanish"))


def _remove_lines(file: WordFile, paragraphs: Iterable[Element]) -> None:
    """Take out paragraphs that were hidden to their end and say nothing any more."""
    for paragraph in paragraphs:
        is_line = paragraph.tag == tag("w:p") and all(local(child) == "pPr" for child in paragraph)
        if is_line and find(paragraph, "w:pPr/w:sectPr") is None and _is_hidden(file, paragraph) and _may_go(paragraph):
            remove([paragraph])


def _may_go(paragraph: Element) -> bool:
    """Whether a paragraph may be missing: whatever holds some ends with one."""
    following = next(paragraph.itersiblings(), None)
    return following is not None and local(following) in ("p", "tbl")


def _remove_rows(rows: list[Element]) -> None:
    """Take out rows, and the content controls and tables around them that have none left."""
    around = {above for row in rows for above in row.iterancestors(tag("w:sdt"), tag("w:tbl"))}
    remove(rows)
    remove(above for above in around if next(each(above, "w:tr"), None) is None)


def _show_mark(file: WordFile, paragraph: Element | None) -> None:
    """Let the end of a paragraph be seen where it was hidden."""
    if paragraph is not None and _is_hidden(file, paragraph):
        set_in_order(properties(properties(paragraph, "w:pPr"), "w:rPr"), element("w:vanish", {"w:val": "0"}))
