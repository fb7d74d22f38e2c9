"""A real Word file as the appendix of a paper: carried, refused and why, and by an independent reading whether anything is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import get_args

import docx

from shpdocs.model.appendix import Appendix, AppendixLostError, AppendixRefusedError, Request
from shpdocs.model.document import Contents, Document, Heading, Paragraph
from shpdocs.model.errors import ShpdocsError
from shpdocs.ooxml.bounds import PackageError
from shpdocs.paper.appendix import as_separate_file, merge
from shpdocs.paper.word import write_paper
from tests.corpora.looks import Look, Stopwatch, broken_by
from tests.corpora.word_readings import WordReading, read_word

ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_TITLE = "Zqxjv"  # of the appendix: a word that no real file has
_COMES_ALIVE = re.compile(r"<w:instrText[^>]*>\s*(DATE|TIME|PRINTDATE|SAVEDATE|EDITTIME|USERNAME|FILENAME|AUTHOR)\b")
_LONG_WORD = re.compile(r"\w{2,}")
_MARKS = re.compile(r"<w:(ins|del|moveFrom|moveTo|commentRangeStart|commentReference|moveFromRangeStart|moveToRangeStart) ")


@cache
def _paper() -> bytes:
    blocks = (Heading("A made-up paper", 1), Contents(), Heading("Findings", 2), Paragraph("Text."))
    return write_paper(Document("A made-up paper", "A made-up council", blocks), date(2024, 9, 30))


def look_at_word(content: bytes, file: str, watch: Stopwatch) -> Look:
    """What becomes of a Word file that is handed in as an appendix; of one that is refused, with every request that there is."""
    look = _merged(Appendix(_TITLE, f"Appendix 1 – {_TITLE}", content, file), watch)
    if look.outcome != "refused":
        return look
    again = _merged(Appendix(_TITLE, f"Appendix 1 – {_TITLE}", content, file, get_args(Request)), watch)
    outcome = "carried on request" if again.outcome == "carried" else again.outcome
    return replace(again, outcome=outcome, reasons=again.reasons or look.reasons, broken=look.broken or again.broken)


def _merged(appendix: Appendix, watch: Stopwatch) -> Look:
    try:
        with watch.step("merged"):
            merged = merge(_paper(), (appendix,))
    except AppendixRefusedError as error:
        reasons = tuple(dict.fromkeys(reason.what for _, reasons in error.refused for reason in reasons))
        return Look(appendix.file, "refused", reasons, broken=tuple(_hidden(error, appendix)))
    except AppendixLostError as error:
        return Look(appendix.file, "told", tuple(line.partition(":")[0] for line in error.lost))
    except ShpdocsError as error:
        return Look(appendix.file, "refused", (error.what,))
    return Look(appendix.file, "carried", losses=losses(appendix.content, merged.content))


def _hidden(error: AppendixRefusedError, appendix: Appendix) -> Iterator[str]:
    """A fault of ours that was told as damage: what stands behind the refusal is not what the package's reader found."""
    cause = error.__cause__
    if cause is None:  # of several appendices' reasons only the words go on
        try:
            as_separate_file(appendix)
        except ShpdocsError as alone:
            cause = alone.__cause__
    if cause is not None and not isinstance(cause, PackageError):
        yield broken_by(cause)


def losses(source: bytes, result: bytes) -> tuple[str, ...]:
    """What the paper lacks of the file, or has of it and should not, as an independent reading sees it."""
    docx.Document(BytesIO(result))
    before, paper, after = read_word(source), read_word(_paper()), read_word(result)
    lacking = (before.words + paper.words) - after.words
    things = (before.things + paper.things) - after.things
    return (
        *(("words: " + " ".join(sorted(lacking))[:200],) if lacking else ()),
        *(("headers and footers: " + " ".join(sorted(before.lines - after.lines))[:200],) if before.lines - after.lines else ()),
        *(f"{count} {what}" for what, count in things.items()),
        *(f"author's name came in: {name}" for name in _came_in(before, after)),
        *(f"a field that changes by itself: {kind}" for kind in sorted(set(_COMES_ALIVE.findall(after.everything)))),
        *(f"a mark of a change or comment: {kind}" for kind in sorted(set(_MARKS.findall(after.everything)))),
        *_unbalanced(after.everything),
    )


def _came_in(before: WordReading, after: WordReading) -> list[str]:
    """The names of authors, of two words and more (no initials), that stand in the paper though no page of the file shows them."""
    names = [name for name in before.authors if len(_LONG_WORD.findall(name)) > 1]
    return sorted(name for name in names if name in after.everything and name not in before.letters)


def _unbalanced(everything: str) -> tuple[str, ...]:
    """What begins and does not end."""
    pairs = (
        ("fields", r'fldCharType="begin"', r'fldCharType="end"'),
        ("bookmarks", r"<w:bookmarkStart ", r"<w:bookmarkEnd "),
        ("permissions", r"<w:permStart ", r"<w:permEnd "),
    )
    counts = {what: Counter(re.findall(f"{begin}|{end}", everything)) for what, begin, end in pairs}
    return tuple(f"{what} that begin and do not end" for what, count in counts.items() if len(set(count.values())) > 1 or len(count) == 1)
