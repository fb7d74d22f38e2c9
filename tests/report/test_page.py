"""The page as text and as a tree; how it looks and works is shown in tests/journey/test_page_in_browser.py. All data is made up."""

from __future__ import annotations

import itertools
import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from msgspec.structs import replace

from shpdocs.model.collection import Change, Collection, OtherFile, Replacement, State, SubGroupStatus
from shpdocs.model.edition import PaperChange
from shpdocs.model.paper_status import EditionStatus, PaperStatus
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.report.page import accept_command, page, summary
from tests.support.made_collection import COLLECTION, EVIL, PERIOD, malicious

_VOID = {"meta", "br", "img", "link", "input", "hr"}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Tree(HTMLParser):
    """The page's elements with their attributes, its text, and whether each element is closed in turn."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def _tree(collection: Collection) -> Tree:
    tree = Tree(page(collection))
    assert tree.open == []
    return tree


def _collection(*statuses: SubGroupStatus, deadline: date | None = None) -> Collection:
    return replace(COLLECTION, statuses=statuses, other_files=(), deadline=deadline)


def _states(*states: str) -> Collection:
    return _collection(*(SubGroupStatus(f"made-up-{number}", "Made-up", state, "made-up.xlsx") for number, state in enumerate(states)))  # type: ignore[arg-type]


def test_the_same_collection_gives_the_same_bytes() -> None:
    assert page(COLLECTION) == page(replace(COLLECTION))


def test_the_page_is_one_file_that_asks_for_nothing() -> None:
    tree = _tree(COLLECTION)
    policies = [meta["content"] for meta in tree.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    assert {name for name, _ in tree.elements} & {"script", "img", "link", "iframe", "form", "object", "svg"} == set()
    assert not re.search(rb"url\(|@import|https?:", page(COLLECTION))
    assert not any(name == "style" or name.startswith("on") for _, attributes in tree.elements for name in attributes)


def test_the_page_says_its_language_title_and_landmarks() -> None:
    tree = _tree(COLLECTION)
    assert tree.all("html") == [{"lang": "en-GB"}]
    assert "Returns for 2024-25-Q2 – Made-up Partnership" in tree.words
    assert [len(tree.all(name)) for name in ("title", "h1", "header", "main", "footer")] == [1, 1, 1, 1, 1]
    (skip, *_) = tree.all("a")
    assert skip["href"] == "#main"
    assert "main" in [main.get("id") for main in tree.all("main")]


def test_no_level_of_heading_is_left_out() -> None:
    levels = [int(name[1]) for name, _ in _tree(COLLECTION).elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(later - level <= 1 for level, later in itertools.pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_its_scope() -> None:
    tree = _tree(COLLECTION)
    assert len(tree.all("table")) == len(tree.all("caption")) == 3
    assert {heading.get("scope") for heading in tree.all("th")} == {"col", "row"}


def test_the_marking_stands_at_top_and_bottom() -> None:
    text = _tree(COLLECTION).words
    assert text.count("OFFICIAL-SENSITIVE") == 2
    assert text.endswith("OFFICIAL-SENSITIVE")


def test_without_a_marking_there_is_no_empty_line_for_it() -> None:
    assert not [paragraph for paragraph in _tree(replace(COLLECTION, marking="")).all("p") if paragraph.get("class") == "marking"]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["in-force"] * 5, "5 of 5 returns are in force."),
        (["in-force", "missing"], "1 of 2 returns is in force; 1 is missing."),
        (["missing"] * 2, "0 of 2 returns are in force; 2 are missing."),
        (
            ["in-force", "held", "refused", "missing", "in-force"],
            "2 of 5 returns are in force; 1 waits for a decision; 1 cannot be used yet; 1 is missing.",
        ),
        (["held", "held", "refused", "refused"], "0 of 4 returns are in force; 2 wait for a decision; 2 cannot be used yet."),
    ],
)
def test_the_summary_counts(states: list[str], expected: str) -> None:
    assert summary(_states(*states)) == f"{expected} No day is set by which they are due."


def test_a_return_that_stays_counts_as_in_force() -> None:
    newer = SubGroupStatus("made-up", "Made-up", "held", "new.xlsx", earlier_file="old.xlsx")
    assert summary(_collection(newer)).startswith("1 of 1 returns is in force; 1 newer one waits for a decision.")
    refused = replace(newer, state="refused")
    assert summary(_collection(refused, refused)).startswith("2 of 2 returns are in force; 2 newer ones cannot be used yet.")


def test_the_summary_says_when_returns_are_due() -> None:
    assert summary(_collection(deadline=date(2024, 10, 28))).endswith(" Due Monday 28 October 2024.")


def test_what_is_to_be_done_comes_with_its_command() -> None:
    text = _tree(COLLECTION).words
    assert text.count(accept_command("serious-violence", PERIOD)) == 2
    assert "shpdocs accept prevent" not in text  # it has problems that must be put right


def test_links_lead_to_query_and_draft_where_the_page_lies() -> None:
    links = {unquote(link["href"]) for link in _tree(COLLECTION).all("a") if not link["href"].startswith("#")}
    drafts = {status.draft for status in COLLECTION.statuses if status.draft}
    assert links == drafts | {status.query for status in COLLECTION.statuses if status.query}
    assert len(drafts) == 3


def test_every_link_within_the_page_leads_somewhere() -> None:
    tree = _tree(COLLECTION)
    ids = [attributes["id"] for _, attributes in tree.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in tree.all("a") if link["href"].startswith("#")} <= set(ids)


def test_a_file_with_signs_in_its_name_is_linked_as_a_file() -> None:
    path = "queries/100% #1? “a & b” ü.xlsx"
    status = SubGroupStatus("made-up", "Made-up", "refused", "made-up.xlsx", query=path, draft="javascript:alert(1)")
    links = [link["href"] for link in _tree(_collection(status)).all("a") if not link["href"].startswith("#")]
    assert [urlsplit(link).scheme + urlsplit(link).query + urlsplit(link).fragment for link in links] == [""] * len(links)
    assert path in [unquote(link) for link in links]


def test_problems_come_by_sheet_and_the_same_one_once_with_its_cells() -> None:
    text = _tree(COLLECTION).words
    assert text.count("Sheet Milestones") == 1
    assert "Put right H5 to H7, H9 Made-up burglary: Q2 figure: there is no figure. Enter the figure" in text
    assert "6 to put right, 1 to look at, 2 for information" in text


def test_a_problem_of_another_file_names_it() -> None:
    problem = Problem("not-a-number", Place("other.xlsx", "Measures", "F4"), "x", label="Made-up")
    text = _tree(_collection(SubGroupStatus("made-up", "Made-up", "refused", "made-up.xlsx", problems=(problem,)))).words
    assert "Put right F4 in other.xlsx" in text


def test_of_very_many_cells_some_are_named_and_the_rest_counted() -> None:
    problems = tuple(Problem("formula", Place("m.xlsx", "Measures", f"F{row}"), "=1", label="Made-up") for row in range(2, 4_000, 2))
    text = _tree(_collection(SubGroupStatus("made-up", "Made-up", "refused", "m.xlsx", problems=problems))).words
    assert "F80, and 1959 more" in text
    assert "F82" not in text


def test_changes_stand_under_both_quarters_with_their_difference() -> None:
    changes = (Change("Made-up robbery: Q2 figure", "128", "104", "-24, -18.8%", "Measures"), Change("Row 3", "", "New", "row added"))
    text = _tree(_collection(SubGroupStatus("made-up", "Made-up", "in-force", "made-up.xlsx", changes=changes))).words
    assert "Quarter 1 Quarter 2 Difference Measures Made-up robbery: Q2 figure 128 104 −24, −18.8%" in text
    assert "Row 3 no answer New row added" in text


@pytest.mark.parametrize(
    ("state", "title", "stands"),
    [
        ("in-force", "What the newer return changed", "which it replaced"),
        ("held", "What the newer return would change", "which stays in force"),
        ("refused", "What the newer return would change", "which stays in force"),
    ],
)
def test_what_a_newer_return_changes_stands_under_the_file_before_it(state: State, title: str, stands: str) -> None:
    change = Change("Made-up robbery: Q2 figure", "128", "104", "-24, -18.8%", "Measures")
    for changes, words in (
        ((change,), f"{title} Against first.xlsx , {stands}. {title}: Made-up Answer Before Newer return Difference Measures"),
        ((), f"{title} It says the same as first.xlsx , {stands}."),
        (None, f"{title} What it says otherwise than first.xlsx , {stands}, cannot be told:"),
    ):
        status = SubGroupStatus("made-up", "Made-up", state, "made-up.xlsx", replaces=Replacement("first.xlsx", changes))
        assert words in _tree(_collection(status)).words


def test_files_that_are_nobodys_are_told_with_what_became_of_them() -> None:
    text = _tree(COLLECTION).words
    assert "~$2024-25-Q2 prevent.xlsx Passed over." in text
    assert "minutes.xlsx Not accepted." in text
    assert "nobody" not in _tree(replace(COLLECTION, other_files=())).words


def test_who_accepted_and_what_stays_is_told() -> None:
    text = _tree(COLLECTION).words
    assert "Accepted by A Made-Up Name: the figure was checked with the police" in text
    assert "In force meanwhile 2024-25-Q2 prevent (first).xlsx" in text


def test_papers_are_told_with_what_was_sent_and_what_differs_now() -> None:
    at, sent = "2024-11-04T09:00:00.000000+00:00", "2024-11-05T10:00:00.000000+00:00"
    first, second = EditionStatus(1, at, "replaced", sent), EditionStatus(2, at, "stands")
    withdrawn = EditionStatus(3, at, "withdrawn", withdrawn=sent, because="Too soon")
    change = PaperChange("Made-up safety: Victims, Quarter 2", "140", "148")
    command = "shpdocs assemble 2024-25-Q2 --final --by NAME --because TEXT"
    paper = PaperStatus("2024-25-Q2", (first, second, withdrawn), (sent,), "edition 2", (change,), "one figure changed", "", command)
    words = _tree(replace(_collection(), papers=(paper,))).words
    expected = (
        "2024-25-Q2, edition 3 4 November 2024, 09:00 UTC No Withdrawn: Too soon",
        "2024-25-Q2, edition 2 4 November 2024, 09:00 UTC No Stands, but one figure changed since",
        "2024-25-Q2, edition 1 4 November 2024, 09:00 UTC 5 November 2024, 10:00 UTC Replaced",
        "2024-25-Q2, a draft No 5 November 2024, 10:00 UTC –",
        "2024-25-Q2 since edition 2 Made-up safety: Victims, Quarter 2: 140 → 148 To publish it as it is now",
    )
    assert [part for part in expected if part not in words] == []
    assert command in words.replace("  ", " ")
    same = replace(paper, changes=(), words="")
    assert "Stands; nothing differs from it" in _tree(replace(_collection(), papers=(same,))).words
    unknown = replace(same, unknown="paper.toml cannot be used.")
    assert "What differs cannot be told. paper.toml cannot be used." in _tree(replace(_collection(), papers=(unknown,))).words


def test_a_page_of_a_period_without_papers_says_nothing_of_them() -> None:
    assert "Papers" not in _tree(COLLECTION).words


def test_malicious_text_stays_text() -> None:
    tree = _tree(malicious())
    assert {name for name, _ in tree.elements} & {"script", "img", "b"} == set()
    shown = _BIDI.sub("\ufffd", EVIL)
    assert tree.text.count(shown) > 10
    assert not any("onerror" in attributes for _, attributes in tree.elements)


def test_controls_and_marks_that_turn_the_direction_are_shown_as_such() -> None:
    content = page(malicious()).decode("utf-8")
    assert not _BIDI.search(content)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", content)


def test_very_long_texts_are_shortened() -> None:
    assert len(page(malicious())) < 40_000


def test_a_name_that_is_no_unicode_breaks_nothing() -> None:
    other = OtherFile("made up \udce9.xlsx", "refused")
    assert "made up ?.xlsx" in _tree(replace(COLLECTION, other_files=(other,))).words


def test_entries_keep_their_direction_to_themselves() -> None:
    assert "<bdi>عربي.xlsx</bdi>" in page(_collection(SubGroupStatus("made-up", "Made-up", "held", "عربي.xlsx"))).decode()


def test_a_page_without_sub_groups_is_a_page() -> None:
    assert "0 of 0 returns" in _tree(_collection()).words
