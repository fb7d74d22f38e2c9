"""A part's XML as branches: each once it is complete, with what bounds it; nothing of a large part stays."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from shpdocs.ooxml import branches as module
from shpdocs.ooxml.branches import EndlessError, RefusedError, attribute, branches, local_name
from tests.support.work import calls_in

BOOK = b'<book xmlns="m:a"><sheets n="2"><sheet id="1"><deep/>x</sheet><sheet id="2"/></sheets><names/></book>'


def _in_pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_each_branch_comes_after_what_stands_in_it_and_with_its_parent(size: int) -> None:
    names = [
        (local_name(parent.tag), local_name(element.tag), element.get("id")) for parent, element in branches(_in_pieces(BOOK, size), 2)
    ]
    assert names == [("sheets", "sheet", "1"), ("sheets", "sheet", "2"), ("book", "sheets", None), ("book", "names", None)]


def test_a_branch_is_whole_and_what_holds_branches_keeps_its_attributes() -> None:
    first, _, sheets, _ = (element for _, element in branches(_in_pieces(BOOK, 3), 2))
    assert ([local_name(child.tag) for child in first], first[0].tail) == (["deep"], "x")
    assert (len(sheets), sheets.get("n")) == (0, "2")


def test_names_are_known_with_and_without_their_namespace() -> None:
    _, element = next(branches([b'<a xmlns:r="m:r"><r:b r:id="5" n="6"/></a>'], 1))
    assert (element.tag, local_name(element.tag), attribute(element, "id"), attribute(element, "n")) == ("m:r}b", "b", "5", "6")
    assert attribute(element, "none") == ""


ENDLESS: dict[str, tuple[bytes, type[Exception]]] = {
    "a tag": (b"<a><b c='" + b"x" * 3_000_000, EndlessError),
    "a text": (b"<a><b>" + b"x" * 3_000_000, EndlessError),
    "elements within each other": (b"<a>" * 1_000_000, RefusedError),
    "different names": (b"<a>" + b"".join(b"<b%d/>" % n for n in range(30_000)), RefusedError),
    "a namespace": (b'<a xmlns="' + b"x" * 600 + b'"/>', RefusedError),
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', RefusedError),
}


@pytest.mark.parametrize(("content", "error"), ENDLESS.values(), ids=ENDLESS.keys())
def test_what_grows_without_end_is_refused_before_it_costs_much(
    content: bytes, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_BRANCH", 1 << 20)
    refused = []

    def work() -> None:
        with pytest.raises(error):
            list(branches(_in_pieces(content, 1 << 18), 1))
        refused.append(True)

    assert calls_in(work) < 100_000
    assert refused


def test_what_is_complete_is_let_go() -> None:
    content = b"<a>" + b"<b c='1'><d/></b>" * 200_000 + b"</a>"
    tracemalloc.start()
    count = sum(1 for _ in branches(_in_pieces(content, 1 << 16), 1))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 5_000_000
