"""Word files with a canary, a word that nothing else says, in every place that a Word file has: for tests that let nothing unseen out.

    for file in canary_files():
        public = publish(file.content)
        assert travelled(file, public) == []

`word_canaries.word_format` takes parts, elements and attributes from the format's own list; nothing of it is written by hand.
A canary is 'gone' (it must be in no public file, or the file is refused) or 'kept' (readers see or hear it). A file that somebody
may well send is not refused (`may_be_refused`).
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.word_canaries.canary import Canary, CanaryFile, Words, travelled, words_in
from tests.support.word_canaries.in_elements import element_files
from tests.support.word_canaries.in_names import name_files
from tests.support.word_canaries.in_packages import package_files
from tests.support.word_canaries.in_pictures import picture_files

__all__ = ["Canary", "CanaryFile", "Words", "canary_files", "travelled", "words_in"]


def canary_files() -> Iterator[CanaryFile]:
    """Every file with canaries; no word stands in two places."""
    words = Words()
    for files in (name_files, package_files, picture_files, element_files):
        yield from files(words)
