"""The page of evidence: every text of the paper, where each piece of it comes from, and who answers for that. All data is made up."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from shpdocs.model.evidence import Evidence
from shpdocs.model.origin import Unit
from shpdocs.model.printed_paper import KeptOrigin, KeptSpan, PrintedPaper
from shpdocs.paper.origins.texts import texts
from shpdocs.report.evidence import evidence_page
from tests.support.made_evidence import BLOCKS, DECISIONS, EVIDENCE, FILE, PUBLIC, UPDATE, large

_VOID = {"meta", "input", "br"}


class _Page(HTMLParser):
    """The page as a tree of what matters: the text of every element with an id, all links, and all elements."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.texts: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.tags: Counter[str] = Counter()
        self.text = ""
        self.feed(content.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append((str(given["href"]), ""))
        if tag not in _VOID:
            self.open.append((tag, str(given.get("id") or "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in ("script", "style", "title"):
            return
        self.text += data
        for tag, name in self.open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data
            if tag == "a":
                href, words = self.links[-1]
                self.links[-1] = (href, words + data)


@pytest.fixture(scope="module")
def page() -> _Page:
    return _Page(evidence_page(EVIDENCE))


def _squeezed(text: str) -> str:
    return " ".join(re.sub("[\u202a-\u202e\u2066-\u2069\ufffd]", "", text).split())


def test_every_text_of_the_paper_stands_on_the_page_in_order(page: _Page) -> None:
    shown, at = _squeezed(page.text), 0
    for text in texts(PUBLIC.document):
        if text.block >= 0 and not isinstance(BLOCKS[text.block], type(BLOCKS[10])):  # a chart's values stand in rows
            found = shown.find(_squeezed(text.text), at)
            assert found >= 0, text
            at = found
    for words in ("Made-up paper, Quarter 2", "DRAFT", "Robbery by quarter", "A chart of 47 and 1,044.", "offences"):
        assert words in shown


def test_every_link_leads_somewhere_and_every_anchor_is_there_once(page: _Page) -> None:
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert {href for href, _ in page.links} <= {f"#{name}" for name in page.ids}


def test_a_figure_is_a_link_to_the_arithmetic_and_the_cells_that_it_was_made_of(page: _Page) -> None:
    links = {words: href for href, words in page.links}
    tree = page.texts[links["1,091"][1:]]
    assert "47 (Q1) + 1044 (Q2)" in tree
    assert "2024-25-Q2 prevent.xlsx!Measures!H4" in tree
    assert "read as number" in tree
    assert FILE[:12] in tree
    assert "workbook_templates/2024-25/prevent.toml" in page.texts[links["865"][1:]]


def test_every_piece_leads_to_the_tree_of_its_origin(page: _Page) -> None:
    for number in {span.origin for span in PUBLIC.spans}:
        assert f"po{number}" in page.ids


def test_a_text_too_long_for_a_link_has_its_tree_under_it(page: _Page) -> None:
    assert not any(words.startswith("A made-up update") for href, words in page.links if href.startswith("#po"))
    assert "read as narrative" in page.texts["po10"]
    assert _squeezed(UPDATE) in _squeezed(page.text)


def test_a_tree_stands_once_and_says_where_else_it_is_printed(page: _Page) -> None:
    assert page.texts["po3"].count("!Measures!H4") == 1
    later = page.texts[f"pb{len(BLOCKS)}"]
    assert _squeezed(later) == "Still 1,091."
    assert "the table “Position of each measure”" in page.texts["po3"]
    assert "the text under “Later”" in page.texts["po3"]


def test_who_signed_off_and_what_was_decided_stands_beside_an_answer(page: _Page) -> None:
    assert "signed off by A Made-Up Lead" in page.texts["po2"]
    assert "decided by B. Officer" in page.texts["po2"]
    assert "decided by B. Officer" not in page.texts["po1"]
    assert "decided by C. Officer" in page.texts["po10"]


def test_what_is_counted_has_its_tree_where_it_is_printed_and_not_under_the_count() -> None:
    count = KeptOrigin("count", "figures on track", "2", inputs=(3, 8))
    printed = replace(PUBLIC, origins=(*PUBLIC.origins, count), spans=(KeptSpan(0, 0, 4, len(PUBLIC.origins)), *PUBLIC.spans))
    page = _Page(evidence_page(Evidence("Made-up", EVIDENCE.edition, PrintedPaper(2, printed))))
    under = page.texts[f"po{len(PUBLIC.origins)}"]
    assert under.count("(shown below)") == 2
    assert "!Measures!H4" not in under
    assert "!Measures!H4" in page.texts["po3"]
    assert page.ids.count("po3") == page.ids.count("po8") == 1


def test_what_was_decided_leads_to_the_decision(page: _Page) -> None:
    assert "Paper made without the return: decided by D. Officer" in page.texts["po13"]
    assert "Not for publication: decided by D. Officer" in page.texts["po14"]


def test_returns_decisions_and_files_are_listed_with_their_hashes(page: _Page) -> None:
    for event in DECISIONS:
        assert event.by in page.text
        assert event.because[:15] in page.text
    for digest in (FILE, "12" * 32, "34" * 32, "56" * 32):
        assert digest in page.text
    assert "A Made-Up Lead, Lead, 14 October 2024" in page.text
    assert "Schedule 12A, paragraph 1, 2" in page.text
    assert "Published apart" in page.text
    assert "Measures I4: far from history" in page.text


def test_what_is_kept_back_is_told_without_its_value(page: _Page) -> None:
    assert "kept back" in page.texts["po12"]
    assert "K9" in page.texts["po12"]


def test_part_ii_is_a_part_of_its_own_and_has_its_own_trees(page: _Page) -> None:
    assert "Robbery: 47 in Quarter 1." in _squeezed(page.texts["xb2"])
    assert {"xo0", "xo1"} <= set(page.ids)
    without = evidence_page(replace(EVIDENCE, printed=PrintedPaper(2, PUBLIC)))
    assert b"Part II, not for publication" not in without
    assert b"it holds Part II" not in without


def test_the_page_says_that_it_is_private_and_of_which_paper_it_is(page: _Page) -> None:
    assert page.text.count("PRIVATE – NOT FOR PUBLICATION") == 2
    assert "Evidence for 2024-25-Q2, edition 2" in page.text
    assert "because: One figure was wrong." in page.text
    draft = replace(EVIDENCE, edition=replace(EVIDENCE.edition, number=0, profile="short"))
    assert "Evidence for 2024-25-Q2/short, the last draft" in evidence_page(draft).decode()


def test_text_of_anybody_stays_text(page: _Page) -> None:
    assert page.tags["script"] == 1
    assert page.tags["img"] == 0
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in page.text


def test_the_same_evidence_is_the_same_page() -> None:
    assert evidence_page(EVIDENCE) == evidence_page(EVIDENCE)


def test_every_kind_of_block_has_its_look(page: _Page) -> None:
    """A level of the paper's headings stands two below; the roles keep tables tables on a narrow screen."""
    content = evidence_page(EVIDENCE).decode()
    assert "<h3><bdi>Made-up paper" in content
    assert "• <bdi>" in content
    assert "2) <bdi>" in content
    assert content.count('role="table"') == page.tags["table"]
    rows = re.findall(r'<th scope="row" role="rowheader"><bdi>Q[123]</bdi></th>(.*?)</tr>', content)
    assert [re.sub("<[^>]+>", " ", row).split() for row in rows] == [["47", "–"], ["1044", "865"], ["–", "865"]]


@pytest.mark.parametrize("measures", [50, 400])
def test_the_page_grows_with_the_paper_and_every_tree_stands_once(measures: int) -> None:
    content = evidence_page(large(measures))
    page = _Page(content)
    assert sum(name.startswith("po") for name in page.ids) == 3 * measures
    assert (
        Counter(re.findall(r"!Measures!(\w+):", unescape(content.decode()))).most_common(1)[0][1] == 2
    )  # where it is printed, and in the sum
    assert len(content) < 20_000 + 2_500 * measures


def test_an_origin_of_every_kind_has_words() -> None:
    kinds = ("rule", "decided", "rounded", "withheld", "made-of", "greatest", "rating", "count", "less", "pace", "projection", "changed-by")
    leaf = KeptOrigin("returned", "Quarter 1", "12", Unit(), answer="prevent/measures/robbery/figure", period="2024-25-Q1")
    origins = (leaf, leaf, leaf, *(KeptOrigin(kind, f"made-up {kind}", "7", inputs=_inputs(kind)) for kind in kinds))  # type: ignore[arg-type]
    spans = tuple(replace(PUBLIC.spans[0], origin=number) for number in range(len(origins)))
    printed = PrintedPaper(2, replace(PUBLIC, origins=origins, spans=spans))
    page = _Page(evidence_page(Evidence("Made-up", EVIDENCE.edition, printed)))
    for kind in kinds:
        assert f"made-up {kind}" in page.text


def _inputs(kind: str) -> tuple[int, ...]:
    return () if kind in ("rule", "decided") else (0, 1, 2) if kind == "projection" else (0, 1) if kind in ("less", "pace") else (0,)
