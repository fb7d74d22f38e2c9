"""Content that a file holds twice, for newer programs and for older ones (mc:AlternateContent): which of the two is shown."""

from __future__ import annotations

from collections import Counter

from shpdocs.ooxml.xml import Element, each, local, remove, tag

# What today's Word and LibreOffice know; a choice that requires anything else is passed over.
_KNOWN = {
    f"http://schemas.microsoft.com/office/{name}"
    for name in (
        "word/2010/wordprocessingShape", "word/2010/wordprocessingGroup", "word/2010/wordprocessingCanvas", "word/2010/wordprocessingInk",
        "word/2010/wordprocessingDrawing", "word/2012/wordprocessingDrawing", "word/2010/wordml", "word/2012/wordml",
        "word/2015/wordml/symex",
        "word/2016/wordml/cid", "word/2018/wordml", "word/2018/wordml/cex", "drawing/2010/main", "drawing/2007/8/2/chart",
        "drawing/2012/chart", "drawing/2014/chart", "drawing/2015/06/chart", "drawing/2017/03/chart", "drawing/2016/ink",
    )
} | {"urn:schemas-microsoft-com:vml"}  # fmt: skip


def shown_branch(alternate: Element) -> Element | None:
    """The branch that is shown: the first choice that requires nothing unknown, else what stands there for older programs."""
    for branch in alternate:
        if local(branch) == "Choice" and {branch.nsmap.get(prefix, prefix) for prefix in branch.get("Requires", "").split()} <= _KNOWN:
            return branch
    return alternate.find(tag("mc:Fallback"))


def shown_content(alternate: Element) -> list[Element]:
    """What stands in the branch that is shown."""
    branch = shown_branch(alternate)
    return [] if branch is None else list(branch)


def says_something_else(alternate: Element) -> bool:
    """Whether a branch that is not shown says what the one that is shown does not."""
    shown = shown_branch(alternate)
    words = _words(shown)
    return any(_words(branch) - words for branch in alternate if branch is not shown)


def _words(branch: Element | None) -> Counter[str]:
    """What the paragraphs of a branch say, and what stands in none, without spaces."""
    said: Counter[str] = Counter()
    if branch is None:
        return said
    by_paragraph: dict[Element | None, str] = {}
    for text in each(branch, "w:t", "m:t", "a:t", "w:instrText", "w:delText", "v:textpath"):
        paragraph = next(text.iterancestors(tag("w:p"), tag("a:p"), branch.tag), None)
        by_paragraph[paragraph] = by_paragraph.get(paragraph, "") + (text.text or text.get("string", ""))
    said.update("".join(words.split()) for words in by_paragraph.values())
    del said[""]
    return said


def keep_shown_branches(root: Element) -> None:
    """Leave of each content that is there twice only what is shown."""
    for alternate in list(each(root, "mc:AlternateContent")):
        shown = shown_branch(alternate)
        if shown is not None and local(shown) == "Choice":
            remove([branch for branch in alternate if branch is not shown])
            continue
        for child in shown_content(alternate):
            alternate.addprevious(child)
        remove([alternate])
