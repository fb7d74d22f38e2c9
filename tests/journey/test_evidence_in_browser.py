"""The page of evidence in headless Chromium: read, searched, by keyboard, on a telephone, in print. All data is made up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shpdocs.report.evidence import evidence_page
from tests.support.browser import CUT_OFF, FOCUS, Browser, chromium, needs_chromium
from tests.support.made_evidence import EVIDENCE, large

pytestmark = [pytest.mark.real_client, needs_chromium]

_MEASURES = 1_500  # three figures each
_BLOCKS = 16  # of the made-up paper and its Part II, with what stands on every page of each
_OPEN_ALL = "document.getElementById('open').click()"
_SEARCH = """
const [words, done] = arguments, find = document.getElementById('find'), told = document.getElementById('found');
find.value = words;
find.dispatchEvent(new Event('input'));
setTimeout(() => done(told.textContent), 400);
"""
_SHOWN = "return [...document.querySelectorAll('.block')].filter((one) => one.getClientRects().length).map((one) => one.id)"
_IS_SHOWN = """
const one = document.getElementById(arguments[0]), box = one.getBoundingClientRect();
return one.checkVisibility() && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evidence") / "paper, edition 2.html"
    path.write_bytes(evidence_page(EVIDENCE))
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Path:
    """The page in a wide, light window."""
    browser.show(1280)
    browser.asked_for()
    browser.said()
    browser.open(file)
    return file


def test_the_page_asks_for_nothing_but_itself_and_says_nothing(browser: Browser, opened: Path) -> None:
    browser.wait_for(_SEARCH, "1,091")
    assert browser.asked_for() == [opened.resolve().as_uri()]
    assert browser.said() == []


def test_no_other_script_than_its_own_may_run(browser: Browser, opened: Path) -> None:
    browser.run("const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one)")
    browser.run("document.body.insertAdjacentHTML('beforeend', `<img src='https://example.org/x.png' onerror='window.ran = 1'>`)")
    browser.wait_for("setTimeout(arguments[0], 200)")
    assert browser.run("return window.ran") is None
    assert [address for address in browser.asked_for() if address.startswith("http")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 640, 320])
def test_axe_finds_no_fault_with_all_trees_open_or_closed(browser: Browser, opened: Path, width: int, scheme: str) -> None:
    browser.show(width, scheme=scheme)
    assert browser.faults() == []
    browser.run(_OPEN_ALL)
    assert browser.faults() == []


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_nothing_has_to_be_scrolled_sideways(browser: Browser, opened: Path, width: int) -> None:
    browser.show(width)
    browser.run(_OPEN_ALL)
    assert browser.run(CUT_OFF) == [0, []]


def test_nothing_is_cut_off_when_text_is_spaced_out(browser: Browser, opened: Path) -> None:
    """As WCAG 1.4.12 has it."""
    browser.show(320)
    browser.run(_OPEN_ALL)
    spaced = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
    browser.run("document.head.append(Object.assign(document.createElement('style'), {textContent: arguments[0]}))", spaced)
    assert browser.run(CUT_OFF) == [0, []]


def test_the_tab_key_reaches_all_that_can_be_used_in_order_and_shows_where_it_is(browser: Browser, opened: Path) -> None:
    usable = "[...document.querySelectorAll('a, input, button, summary')].filter((one) => one.checkVisibility())"
    wanted = browser.run(f"return {usable}.map((one) => one.outerHTML)")
    reached = []
    for _ in wanted:
        browser.press("Tab")
        focus = browser.run(FOCUS)
        assert focus["seen"], focus
        assert focus["outline"] == "solid 3px"
        reached.append(browser.run("return document.activeElement.outerHTML"))
    assert reached == wanted
    assert len(wanted) > 30


def test_a_figure_is_followed_to_its_cells_by_keyboard_alone(browser: Browser, opened: Path) -> None:
    browser.run("document.querySelector('.block a.from[href=\"#po3\"]').focus()")
    browser.press("Enter")
    assert browser.run(_IS_SHOWN, "po3")
    assert "!Measures!H4" in browser.run("return document.getElementById('po3').innerText")


def test_without_its_script_a_figure_leads_to_its_cells_all_the_same(browser: Browser, file: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.html"
    content = file.read_text(encoding="utf-8")
    plain.write_text(content[: content.index("<script>")] + content[content.index("</script>") + 9 :], encoding="utf-8")
    browser.show(1280)
    browser.open(plain)
    assert browser.run("return document.scripts.length") == 0
    assert browser.run("return document.querySelector('.search').checkVisibility()") is False
    browser.run("document.querySelector('.block a.from[href=\"#po3\"]').focus()")
    browser.press("Enter")
    assert browser.run(_IS_SHOWN, "po3")


@pytest.mark.parametrize(
    ("words", "told", "blocks"),
    [
        ("1,091", "3 places", ["pb1", "pb4", "pb5", "pb8", "pb12", "pb13"]),
        ("1091", "3 places", ["pb1", "pb4", "pb5", "pb8", "pb12", "pb13"]),
        ("91", "Nothing holds these words", []),
        ("nowhere", "Nothing holds these words", []),
        ("ROBBERY by", "1 place", ["pb1", "pb4", "pb11"]),
        ("(.*", "Nothing holds these words", []),
    ],
)
def test_the_search_shows_what_holds_the_words_under_its_headings(
    browser: Browser, opened: Path, words: str, told: str, blocks: list[str]
) -> None:
    assert browser.wait_for(_SEARCH, words) == told
    assert browser.run(_SHOWN) == blocks
    browser.wait_for(_SEARCH, "")
    assert len(browser.run(_SHOWN)) == _BLOCKS


def test_the_search_finds_cells_files_and_people_and_opens_their_trees(browser: Browser, opened: Path) -> None:
    browser.wait_for(_SEARCH, "measures!h4")
    assert browser.run("return document.getElementById('po1').checkVisibility()")
    assert browser.wait_for(_SEARCH, "a made-up lead, lead") == "1 place"
    assert browser.run("return document.getElementById('r1').checkVisibility()")
    assert browser.run("return document.getElementById('paper').checkVisibility()") is False


def test_of_a_tree_only_the_steps_are_opened_that_hold_the_words(browser: Browser, opened: Path) -> None:
    browser.wait_for(_SEARCH, "measures!h4")
    steps = "[...document.querySelectorAll('.trees details')].filter((one) => one.checkVisibility())"
    holds = "one.textContent.toLowerCase().includes('measures!h4')"
    assert browser.run(f"return {steps}.every((one) => one.open === {holds})")
    assert browser.run(f"return {steps}.some((one) => one.open)")


def test_a_link_to_what_the_search_hides_shows_it_again(browser: Browser, opened: Path) -> None:
    browser.wait_for(_SEARCH, "later")
    browser.run("location.hash = '#po2'")
    browser.wait_for("setTimeout(arguments[0], 200)")
    assert browser.run(_IS_SHOWN, "po2")
    assert browser.run("return document.getElementById('find').value") == ""


def test_printed_it_is_black_on_white_with_the_trees_that_are_open_and_no_search(browser: Browser, opened: Path) -> None:
    browser.run("document.querySelector('#pb5 details').open = true")
    browser.show(794, scheme="dark", medium="print")
    seen = "return arguments[0].map((one) => document.querySelector(one).checkVisibility())"
    assert browser.run(seen, [".search", "#pb5 .trees", "#pb8 .back", "#pb8 table"]) == [False, True, False, True]
    looks = "const look = getComputedStyle(document.body); return [look.color, look.backgroundColor]"
    assert browser.run(looks) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_a_large_paper_can_be_searched(browser: Browser, tmp_path: Path) -> None:
    """Thousands of figures: the search still finds the one that is asked for, and its cells alone are shown."""
    path = tmp_path / "large.html"
    path.write_bytes(evidence_page(large(_MEASURES)))
    browser.show(1280)
    browser.open(path)
    browser.run("const find = document.getElementById('find'); find.value = '400098'; find.dispatchEvent(new Event('input'))")
    browser.wait_for("const wait = () => document.getElementById('found').textContent ? arguments[0]() : setTimeout(wait, 50); wait()")
    shown = browser.run(
        "return [...document.querySelectorAll('.entry')].filter((one) => one.checkVisibility()).map((one) => one.innerText)"
    )
    assert len(shown) == 1
    assert "!Measures!H54" in shown[0]
