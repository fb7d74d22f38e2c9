"""What a Word file holds is counted as it is read: each limit by its name, and before anything is built of what is too much."""

from __future__ import annotations

import tracemalloc

import pytest
from msgspec.structs import replace

from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.bounds import OUR_BOUNDS, WORD_BOUNDS, Fault, PackageError, word_bounds
from shpdocs.ooxml.package import Package, open_package, pack
from shpdocs.ooxml.xml import STRICT, W, tree

BOUNDS = replace(WORD_BOUNDS, elements=12, paragraphs=3, styles=3, nesting=5)
STRICT_WORD = f"{STRICT.decode()}wordprocessingml/main"


def of(inside: str, namespace: str = W, prefix: str = "w") -> str:
    """A part of a root and what is in it."""
    return f'<{prefix}:x xmlns:{prefix}="{namespace}">{inside}</{prefix}:x>'


def fault_of(*parts: str, bounds: object = BOUNDS) -> Fault | None:
    """What is wrong with a file of these parts when all are read; None if nothing is."""
    package = open_package(pack({f"{number}.xml": part.encode() for number, part in enumerate(parts)}), bounds)  # type: ignore[arg-type]
    try:
        for number in range(len(parts)):
            tree(package, f"{number}.xml")
    except PackageError as error:
        return error.fault
    return None


@pytest.mark.parametrize(
    ("name", "most", "limit", "setting"),
    [
        ("p", 3, "paragraphs", "most-paragraphs"),
        ("style", 3, "styles and lists", "most-styles"),
        ("num", 3, "styles and lists", "most-styles"),
        ("abstractNum", 3, "styles and lists", "most-styles"),
        ("r", 11, "elements", "most-elements"),
    ],
)
def test_what_is_too_many_is_named_with_its_limit_and_its_setting(name: str, most: int, limit: str, setting: str) -> None:
    assert fault_of(of(f"<w:{name}/>" * most)) is None
    allowed = 12 if name == "r" else 3
    expected = Fault("oversized", "0.xml", f"more than {allowed} {limit}", str(allowed), setting)
    assert fault_of(of(f"<w:{name}/>" * (most + 1))) == expected
    assert setting.replace("-", "_") in WordLimits.__struct_fields__


@pytest.mark.parametrize(("namespace", "prefix"), [(W, "odd"), (STRICT_WORD, "w")])
def test_a_paragraph_counts_whatever_its_prefix_and_its_kind_of_the_format(namespace: str, prefix: str) -> None:
    fault = fault_of(of(f"<{prefix}:p/>" * 4, namespace, prefix))
    assert fault and fault.setting == "most-paragraphs"


def test_what_is_called_alike_in_other_words_is_no_paragraph_and_no_style() -> None:
    assert (
        fault_of(of('<m:p xmlns:m="made-up"/><m:p xmlns:m="made-up"/><m:num xmlns:m="made-up"/><p/><p/><p/><style/><style/><num/>')) is None
    )


def test_what_stands_within_each_other_is_counted_by_depth_and_what_stands_beside_is_not() -> None:
    assert fault_of(of("<w:t><w:t><w:t><w:t/></w:t></w:t></w:t>" * 2)) is None
    fault = fault_of(of("<w:t><w:t><w:t><w:t><w:t/></w:t></w:t></w:t></w:t>"))
    assert fault and (fault.limit, fault.setting) == ("5", "deepest-nesting")


def test_parts_count_together() -> None:
    assert fault_of(of("<w:p/><w:p/>"), of("<w:p/>")) is None
    fault = fault_of(of("<w:p/><w:p/>"), of("<w:p/><w:p/>"))
    assert fault and (fault.part, fault.setting) == ("1.xml", "most-paragraphs")


def test_names_without_end_are_too_much() -> None:
    fault = fault_of(of("<w:p " + " ".join(f'a{number}=""' for number in range(6_000)) + "/>"), bounds=WORD_BOUNDS)
    assert fault and (fault.code, fault.entered, fault.setting) == ("oversized", "more than 5,000 different names of elements", "")


@pytest.mark.parametrize(
    "content", ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a><b></a>", "<?xml version='1.0' encoding='none-such'?><a/>"]
)
def test_what_is_no_plain_xml_is_damaged(content: str) -> None:
    assert fault_of(content) == Fault("damaged", "0.xml")


def test_what_was_made_here_is_not_counted() -> None:
    assert fault_of(of("<w:p/>" * 9), bounds=OUR_BOUNDS) is None


def test_the_limits_of_the_settings_are_the_bounds() -> None:
    limits = WordLimits(1, 2, 3, 4, 5, 6, 7, 8)
    bounds = word_bounds(limits)
    assert (bounds.file, bounds.unpacked, bounds.xml) == (1_000_000, 2_000_000, 3_000_000)
    assert (bounds.parts, bounds.elements, bounds.paragraphs, bounds.styles, bounds.nesting) == (4, 5, 6, 7, 8)


def test_a_part_with_more_xml_than_is_allowed_is_not_even_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    package = open_package(pack({"a.xml": b" " * 2_000_000}), replace(WORD_BOUNDS, xml=1_000_000))
    monkeypatch.setattr(Package, "read", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(PackageError) as raised:
        tree(package, "a.xml")
    assert raised.value.fault == Fault("oversized", "a.xml", "more than 1 MB of XML", "1 MB of XML", "largest-text")


@pytest.mark.parametrize("inside", ["<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 100_000, "<w:tbl><w:tr><w:tc>" * 80, "<w:style/>" * 20_000])
def test_what_is_too_much_takes_no_more_memory_than_its_bytes(inside: str) -> None:
    content = pack({"a.xml": of(inside).encode()})
    unpacked = len(inside)
    tracemalloc.start()
    with pytest.raises(PackageError):
        tree(open_package(content, WORD_BOUNDS), "a.xml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.2 * unpacked + 2_000_000
