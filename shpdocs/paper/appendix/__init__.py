"""Appendices of other bodies: Word files come into a paper, each as sections of its own, or are refused by name.

The proof that one came whole: what can be read in its file is compared with what can be read in the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from shpdocs.model.appendix import Appendix, AppendixLostError, AppendixRefusedError, CarriedContent, Merged, MergeReport, Refusal
from shpdocs.model.errors import ShpdocsError
from shpdocs.paper.appendix.documents import AppendixDocument, PaperDocument, parse_appendix
from shpdocs.paper.appendix.facts import FactReader, Facts
from shpdocs.paper.appendix.merging import merge_appendix, prepare_even_pages
from shpdocs.paper.appendix.metadata import without_metadata
from shpdocs.paper.appendix.package import Package, opened
from shpdocs.paper.appendix.refusals import UNREADABLE, open_appendix, refusals
from shpdocs.paper.appendix.xml import Element, each, local, tag, value


def inspect(appendix: Appendix, classification: str = "") -> tuple[Refusal, ...]:
    """Return every reason why an appendix cannot come into a paper of this classification ('' for public); () if it can."""
    return _open(appendix, classification)[1]


def _open(appendix: Appendix, classification: str) -> tuple[Package | None, tuple[Refusal, ...]]:
    """The file of an appendix, None if it cannot be opened, and every reason why it cannot come in."""
    try:
        with _refused_if_damaged(appendix):
            package = open_appendix(appendix)
            return (None, (package,)) if isinstance(package, Refusal) else (package, refusals(package, appendix, classification))
    except AppendixRefusedError as error:
        return None, error.refused[0][1]


@contextmanager
def _refused_if_damaged(appendix: Appendix) -> Iterator[None]:
    """Refuse an appendix as damaged for whatever it makes Python raise: that is the fault of a stranger's file."""
    try:
        yield
    except ShpdocsError:
        raise
    except Exception as error:
        what, mend = UNREADABLE["damaged"]
        raise AppendixRefusedError(((appendix.file, (Refusal(what, "", mend),)),)) from error


def as_separate_file(appendix: Appendix, classification: str = "") -> bytes:
    """Return an appendix as a file of its own: as it came, but for properties and workbooks behind charts, which nobody sees.

    Raises:
        AppendixRefusedError: it cannot come into a paper of this classification.
    """
    package, reasons = _open(appendix, classification)
    if package is None or reasons:
        raise AppendixRefusedError(((appendix.file, reasons),))
    with _refused_if_damaged(appendix):
        return without_metadata(package)


def merge(paper: bytes, appendices: tuple[Appendix, ...], classification: str = "") -> Merged:
    """Return the paper (.docx) with appendices after its last page, in order, and what became of each. Same input, same bytes.

    Raises:
        AppendixRefusedError: an appendix cannot come in; it names every reason of every appendix.
        AppendixLostError: the result lacks something of an appendix.
    """
    if not appendices:
        return Merged(paper, ())
    document = PaperDocument(opened(paper))
    parsed = _parse_all(appendices, classification)
    prepare_even_pages(document, parsed)
    for appendix in parsed:
        with _refused_if_damaged(appendix.source):
            merge_appendix(document, appendix)
    content = document.write()
    return Merged(content, tuple(_report(appendix, content) for appendix in parsed))


def _parse_all(appendices: tuple[Appendix, ...], classification: str) -> list[AppendixDocument]:
    """Every appendix as trees; if any cannot come in, the error names every reason of every one."""
    opened_appendices = [(appendix, *_open(appendix, classification)) for appendix in appendices]
    refused = tuple((appendix.file, reasons) for appendix, _, reasons in opened_appendices if reasons)
    if refused:
        raise AppendixRefusedError(refused)
    parsed = []
    for number, (appendix, package, _) in enumerate(opened_appendices, 1):
        assert package is not None  # it would have been refused
        with _refused_if_damaged(appendix):
            parsed.append(parse_appendix(appendix, package, number))
    return parsed


def _report(appendix: AppendixDocument, paper: bytes) -> MergeReport:
    """What became of an appendix in the paper.

    Raises:
        AppendixLostError: the paper lacks something of it.
    """
    source = appendix.source
    with _refused_if_damaged(source):
        carried, lost = compare_with_paper(source.content, paper, appendix.bookmark)
    if lost:
        raise AppendixLostError(source.file, lost)
    return MergeReport(
        title=source.title,
        file=source.file,
        sha256=sha256(source.content).hexdigest(),
        bookmark=appendix.bookmark,
        carried=carried,
        changed=tuple(appendix.changed),
        left=tuple(appendix.left),
    )


def compare_with_paper(source: bytes, paper: bytes, bookmark: str) -> tuple[tuple[CarriedContent, ...], tuple[str, ...]]:
    """Return what came in and how many of each, and what did not: () if nothing is lost. `bookmark` is on our heading over it."""
    before = _source_facts(FactReader(opened(source)))
    after = _paper_facts(FactReader(opened(paper)), bookmark, len(before["sections"]))
    lost = [line for what, facts in before.items() for line in _differences(what, facts, after.get(what, []))]
    carried = tuple(CarriedContent(what, len(facts)) for what, facts in before.items() if facts)
    return carried, tuple(lost)


def _source_facts(reader: FactReader) -> Facts:
    blocks = [child for child in reader.body if local(child) != "sectPr"]
    return reader.facts(blocks, list(each(reader.body, "w:sectPr")))


def _paper_facts(reader: FactReader, bookmark: str, section_count: int) -> Facts:
    """The facts of what stands between our heading and the end of the appendix."""
    start = reader.bookmarks.get(bookmark)
    heading: Element = next(start.iterancestors(tag("w:p")), None) if start is not None else None
    opening = heading.getprevious() if heading is not None else None
    if opening is None or local(opening) != "bookmarkStart":
        return {}
    blocks: list[Element] = []
    following = heading.getnext()
    while following is not None and not (local(following) == "bookmarkEnd" and value(following, "w:id") == value(opening, "w:id")):
        blocks.append(following)
        following = following.getnext()
    sections = [section for block in blocks for section in each(block, "w:sectPr")]
    if len(sections) < section_count:
        sections.append(_section_after(list(each(reader.document, "w:sectPr")), sections, opening))
    return reader.facts(blocks, sections)


def _section_after(all_sections: list[Element], sections: list[Element], opening: Element) -> Element:
    """The section that ends after the appendix's last line."""
    if sections:
        last = next(index for index, section in enumerate(all_sections) if section is sections[-1])
        return all_sections[last + 1]
    before = {section for sibling in opening.itersiblings(preceding=True) for section in each(sibling, "w:sectPr")}
    return next(section for section in all_sections if section not in before)


def _differences(what: str, before: list[str], after: list[str]) -> list[str]:
    """Where two lists of facts part, in words; [] if they say the same."""
    if before == after:
        return []
    for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
        if old != new:
            return [f"{what}: number {number} was “{_short(old)}” and would be “{_short(new)}”."]
    if len(after) < len(before):
        return [f"{what}: {len(before) - len(after)} of {len(before)} missing, the first “{_short(before[len(after)])}”."]
    return [f"{what}: {len(after) - len(before)} too many, the first “{_short(after[len(before)])}”."]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 300 else f"{words[:300]}…"
