"""An appendix before it is judged: what was asked for of it is done, and what always may be is; each is counted and told.

What comes out is a file as somebody would have saved it in Word: everything after this, the refusals and the proof among it, reads that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from shpdocs.answers.values import counted
from shpdocs.model.appendix import Appendix, AppendixLostError, Request
from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.bounds import word_bounds
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.writing import edited
from shpdocs.ooxml.xml import Element, each, local, serialise
from shpdocs.paper.appendix.preparing import buttons, changes, comments, diagrams, hidden, links, objects
from shpdocs.paper.appendix.preparing.crops import Cutter
from shpdocs.paper.appendix.preparing.linked_pictures import unlink_pictures

_TEXTS = ("w:t", "m:t", "w:sym", "w:footnoteReference", "w:endnoteReference")
_TAKEN_OUT = ("del", "moveFrom")


class Prepared(Struct, frozen=True):
    """The file to be judged, its bytes, what was done on request or that nothing was to do, and what always is done, in words."""

    file: WordFile
    content: bytes
    requested: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def prepared(appendix: Appendix, file: WordFile, limits: WordLimits) -> Prepared:
    """Do to a file, whose trees are changed, what was asked for of the appendix.

    Raises:
        AppendixLostError: something of its text would be lost.
    """
    preparing = _Preparing(file)
    requested = _requested(preparing, appendix) if appendix.requests else ()
    changed = tuple(preparing.always())
    if not preparing.is_changed:
        return Prepared(file, appendix.content, requested, changed)
    content = preparing.write()
    return Prepared(open_word_file(content, word_bounds(limits)), content, requested, changed)


def _requested(preparing: _Preparing, appendix: Appendix) -> tuple[str, ...]:
    """Do what was asked for of an appendix; return for each request what was done, in words, or that there was nothing to do."""
    before = list(_texts_that_stay(preparing.roots, leaves_deleted="changes-accepted" in appendix.requests))
    said_before = [(local(said), said.text or "") for said in before]
    done = []
    for request in dict.fromkeys(appendix.requests):
        do, about = _REQUESTS[request]
        done.append(do(preparing) or f"nothing to do about {about}")
    stay = [said for said, text in zip(said_before, before, strict=True) if text not in preparing.dropped]
    if stay != [(local(said), said.text or "") for said in _texts_that_stay(preparing.roots, leaves_deleted=False)]:
        raise AppendixLostError(appendix.file, ("its text, where what was asked for of it was done.",))
    return tuple(done)


def _texts_that_stay(roots: Iterable[Element], leaves_deleted: bool) -> Iterable[Element]:
    """Every piece of text, without those within a change that takes them out, if these go."""
    for root in roots:
        yield from (said for said in each(root, *_TEXTS) if not (leaves_deleted and _is_taken_out(said)))


def _is_taken_out(said: Element) -> bool:
    """Whether a piece of text stands in what was taken out, or in a row that was."""
    for above in said.iterancestors():
        row = above.find("{*}trPr/{*}del") if local(above) == "tr" else None
        if row is not None or local(above) in _TAKEN_OUT:
            return True
    return False


class _Preparing:
    """A file whose trees are changed, and what of it is left. What does something on request returns it in words, '' if nothing was."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._texts = [(name, file.tree(name)) for _, name in file.text_parts]
        self.roots = [root for _, root in self._texts]
        self.is_changed = False
        self.dropped: set[Element] = set()  # texts that no reader saw
        self._cutter = Cutter(file)
        self._left: dict[str, set[str]] = {}  # ids of relationships by part

    def accept_changes(self) -> str:
        """Accept the tracked changes."""
        counts = [changes.accept_changes(root) for root in self.roots]
        added, taken_out = (sum(each) for each in zip(*counts, strict=True))
        return self._done(
            added + taken_out, f"{counted(added + taken_out, 'tracked change')} accepted: {added} added, {taken_out} taken out"
        )

    def drop_comments(self) -> str:
        """Leave the comments out."""
        count = comments.count_comments(self._file)
        marks = sum(comments.drop_marks(root) for root in self.roots)
        self._leave(self._file.main, comments.PARTS)
        return self._done(count + marks, f"{counted(count, 'comment') if count else 'marks of comments'} left out")

    def keep_pictures(self) -> str:
        """Leave of embedded objects the pictures."""
        count = sum(objects.keep_pictures(root) for root in self.roots)
        charts = sum(objects.keep_pictures_of_charts(root) for root in self.roots)
        for name, root in self._texts:
            self._left.setdefault(name, set()).update(objects.unnamed(root, tuple(self._file.relations(name).values())))
        told = "the picture that it showed is there, what stood behind it is not"
        sorts = ((count, "embedded object"), (charts, "newer chart"))
        return self._done(count + charts, "; ".join(f"{counted(number, sort)}: {told}" for number, sort in sorts if number))

    def make_links_text(self) -> str:
        """Leave of links that no paper may have the words."""
        count = self._make_links_text(links.is_not_public)
        return self._done(count, f"{counted(count, 'link')} that no reader can open: the words are there, the link is not")

    def _make_links_text(self, goes: Callable[[str], bool]) -> int:
        return sum(links.make_text(root, self._file.relations(name), goes) for name, root in self._texts)

    def drop_hidden(self) -> str:
        """Leave out what no reader sees."""
        return self._clear(hidden.drop, "left out")

    def show_hidden(self) -> str:
        """Let what no reader sees be seen."""
        return self._clear(hidden.show, "that can be read now")

    def _clear(self, clear: Callable[[WordFile, str, Element], hidden.Cleared], done: str) -> str:
        cleared = [clear(self._file, kind, self._file.tree(name)) for kind, name in self._file.text_parts]
        self.dropped.update(text for each_part in cleared for text in each_part.taken_out)
        unseen = [each_text for each_part in cleared for each_text in each_part.unseen]
        return self._done(len(unseen), hidden.in_words(unseen, done))

    def _done(self, count: int, words: str) -> str:
        """The words for what was done so often; '' if it never was."""
        self.is_changed |= bool(count)
        return words if count else ""

    def always(self) -> Iterable[str]:
        """Do what shows nothing otherwise than it was."""
        others = [self._file.tree(name) for _, name in self._file.parts("styles", "numbering")]
        looks = sum(changes.forget_formatting(root) for root in [*self.roots, *others])
        pressed = sum(buttons.make_text(root) for root in self.roots)
        is_tracked = any(True for root in self.roots for _ in each(root, *(f"w:{name}" for name in changes.TRACKED)))
        marks = 0 if is_tracked else sum(changes.remove_marks(root) for root in self.roots)
        cropped = sum(self._cutter.cut_pictures(name, root) for name, root in self._texts)
        linked = self._unlink_pictures()
        dead = self._make_links_text(links.is_dead)
        drawn = self._draw_diagrams()
        left_behind = self._drop_marks_of_comments()
        self.is_changed |= bool(looks or pressed or marks or cropped or linked or dead or drawn or left_behind)
        if looks:
            yield f"{counted(looks, 'tracked change')} of formatting alone: accepted"
        if pressed:
            yield f"{counted(pressed, 'button')}: now the text that it showed"
        if cropped:
            yield f"{counted(cropped, 'picture')} cut to the part that it showed: what was cropped off is not there"
        if linked:
            yield f"{counted(linked, 'link')} to pictures kept elsewhere: gone; the copy that the file keeps is shown"
        if left_behind:
            yield "marks of comments that are gone or say nothing: gone"
        if drawn:
            yield f"SmartArt, {counted(drawn, 'drawing')}: the shapes and words that it showed are there, as a drawing"
        if dead:
            dead_links = f"{counted(dead, 'link')} to paths, files and misspelt addresses that no reader can open"
            yield f"{dead_links}: the words are there, the link is not"

    def _unlink_pictures(self) -> int:
        """Take off the links of pictures that are kept in the file; return how many there were."""
        total = 0
        for name, root in self._texts:
            count, unnamed = unlink_pictures(self._file, name, root)
            self._left.setdefault(name, set()).update(unnamed)
            total += count
        return total

    def _drop_marks_of_comments(self) -> int:
        """Take out marks of comments that are gone or say nothing; return how many there were."""
        if not comments.say_nothing(self._file):
            return 0
        count = max(comments.count_comments(self._file), sum(comments.drop_marks(root) for root in self.roots))
        self._leave(self._file.main, comments.PARTS)
        return count

    def _draw_diagrams(self) -> int:
        """Put drawings in the place of SmartArt; return how many there were."""
        total = 0
        for name, root in self._texts:
            count, needless = diagrams.draw_diagrams(self._file, name, root)
            self._left.setdefault(name, set()).update(needless)
            total += count
        return total

    def _leave(self, part: str, kinds: Iterable[str]) -> None:
        ids = {relation.id for relation in self._file.relations(part).values() if relation.kind in kinds}
        self._left.setdefault(part, set()).update(ids)

    def write(self) -> bytes:
        """The file as it is now."""
        package = edited(self._file.package)
        for _, name in [*self._file.text_parts, *self._file.parts("styles", "numbering")]:
            package.parts[name] = serialise(self._file.tree(name))
        for name, (picture, type) in self._cutter.parts.items():
            package.add(name, picture, type)
        for part in {**self._left, **self._cutter.relations}:
            stay = [relation for relation in self._file.relations(part).values() if relation.id not in self._left.get(part, ())]
            package.set_relations(part, [*stay, *self._cutter.relations.get(part, ())])
        return package.write()


# What each request does, and what it is about.
_REQUESTS: dict[Request, tuple[Callable[[_Preparing], str], str]] = {
    "changes-accepted": (_Preparing.accept_changes, "tracked changes"),
    "comments-dropped": (_Preparing.drop_comments, "comments"),
    "objects-as-pictures": (_Preparing.keep_pictures, "embedded objects"),
    "links-as-text": (_Preparing.make_links_text, "links that no reader can open"),
    "hidden-dropped": (_Preparing.drop_hidden, "text that no reader sees"),
    "hidden-shown": (_Preparing.show_hidden, "text that no reader sees"),
}
