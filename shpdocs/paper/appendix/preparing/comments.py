"""Comments left out: their marks in the text, and the parts that they stand in."""

from __future__ import annotations

from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.xml import Element, each, local, remove

PARTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")


def count_comments(file: WordFile) -> int:
    """How many comments a file has: those that are written, or more if its text names more."""
    written = file.related("comments")
    named = sum(1 for _, name in file.text_parts for _ in each(file.tree(name), "w:commentReference"))
    return max(named, 0 if written is None else len(written))


def say_nothing(file: WordFile) -> bool:
    """Whether none of the comments that are written says or shows anything, so that their marks alone are left."""
    written = file.related("comments")
    return written is None or not any(
        local(said) in ("drawing", "pict", "object", "sym") or (said.text or "").strip() for said in written.iter("*")
    )


def first_mark(file: WordFile) -> tuple[Element | None, str]:
    """The first mark of a comment in the text, and the kind of the part that it stands in; None if there is no mark."""
    marks = ((mark, kind) for kind, name in file.text_parts for mark in each(file.tree(name), *MARKS))
    return next(marks, (None, "document"))


def drop_marks(root: Element) -> int:
    """Take the marks of comments out of a text, with runs that hold nothing else; return how many there were."""
    marks = list(each(root, *MARKS))
    for mark in marks:
        run = mark.getparent()
        remove([mark])
        if local(run) == "r" and all(local(child) == "rPr" for child in run):
            remove([run])
    return len(marks)
