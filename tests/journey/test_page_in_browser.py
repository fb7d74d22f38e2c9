"""The page in headless Chromium: what it asks for, says, shows and lets people do. All data is made up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shpdocs.report.page import page
from tests.support.browser import CUT_OFF, FOCUS, Browser, chromium, needs_chromium
from tests.support.made_collection import COLLECTION, malicious

pytestmark = [pytest.mark.real_client, needs_chromium]

PAGES = {"usual": COLLECTION, "malicious": malicious()}
WIDTHS = (1280, 640, 320)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    written = {name: folder / name / "collection.html" for name in PAGES}
    for name, path in written.items():
        path.parent.mkdir()
        path.write_bytes(page(PAGES[name]))
    return written


@pytest.fixture(params=PAGES)
def opened(request: pytest.FixtureRequest, browser: Browser, files: dict[str, Path]) -> Path:
    """A page in a wide, light window."""
    browser.show(1280)
    browser.asked_for()
    browser.said()
    path: Path = files[request.param]
    browser.open(path)
    return path


def test_the_page_asks_for_nothing_but_itself_and_says_nothing(browser: Browser, opened: Path) -> None:
    assert browser.asked_for() == [opened.resolve().as_uri()]
    assert browser.said() == []


def test_the_policy_of_the_page_holds(browser: Browser, opened: Path) -> None:
    """What a malicious text would do if it ever became an element."""
    inserted = "<img src='https://example.org/made-up.png' onerror='window.ran = 1'><style>@import 'https://example.org/x.css'</style>"
    browser.run("document.body.insertAdjacentHTML('beforeend', arguments[0])", inserted)
    browser.run("const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one)")
    assert browser.run("return window.ran") is None
    browser.wait_for("setTimeout(arguments[0], 200)")
    assert [address for address in browser.asked_for() if address.startswith("http")] == []
    assert sum("violates the following Content Security Policy" in message for message in browser.said()) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_fault(browser: Browser, opened: Path, width: int, scheme: str) -> None:
    browser.show(width, scheme=scheme)
    assert browser.faults() == []


def test_axe_would_find_one(browser: Browser, opened: Path) -> None:
    browser.run("document.querySelector('h1').style.color = '#bbb'; document.querySelector('caption').closest('table').role = 'made-up'")
    found = " ".join(browser.faults())
    assert "color-contrast" in found
    assert "aria-roles" in found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_dark_scheme_is_dark_and_a_light_one_light(browser: Browser, opened: Path, scheme: str) -> None:
    browser.show(1280, scheme=scheme)
    ground = browser.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (sum(ground[:3]) < 150) == (scheme == "dark")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_has_to_be_scrolled_sideways(browser: Browser, opened: Path, width: int) -> None:
    browser.show(width)
    assert browser.run(CUT_OFF) == [0, []]


@pytest.mark.parametrize("zoom", [2, 4])
def test_nothing_is_cut_off_when_zoomed(browser: Browser, opened: Path, zoom: float) -> None:
    browser.show(1280, zoom=zoom)
    assert browser.run("return [innerWidth, devicePixelRatio]") == [1280 / zoom, zoom]
    assert browser.run(CUT_OFF) == [0, []]


def test_nothing_is_cut_off_when_text_is_spaced_out(browser: Browser, opened: Path) -> None:
    """As WCAG 1.4.12 has it."""
    browser.show(320)
    spaced = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
    browser.run("document.head.append(Object.assign(document.createElement('style'), {textContent: arguments[0]}))", spaced)
    assert browser.run(CUT_OFF) == [0, []]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_tab_key_reaches_every_link_in_order_and_shows_where_it_is(browser: Browser, opened: Path, width: int) -> None:
    browser.show(width)
    links = browser.run("return [...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))")
    reached = []
    for _ in links:
        browser.press("Tab")
        focus = browser.run(FOCUS)
        assert focus["seen"], focus
        assert focus["outline"] == "solid 3px"
        reached.append(focus["href"])
    assert reached == links
    assert len(links) > 3


def test_the_first_link_leads_past_what_every_page_begins_with(browser: Browser, opened: Path) -> None:
    browser.press("Tab")
    assert browser.run(FOCUS)["href"] == "#main"
    browser.press("Enter")
    assert browser.run(FOCUS)["id"] == "main"
    browser.press("Tab")
    assert browser.run(FOCUS)["href"].startswith("#return-")


def test_malicious_text_is_shown_as_it_was_typed(browser: Browser, opened: Path) -> None:
    assert browser.run("return [document.scripts.length, document.images.length, document.querySelectorAll('b').length]") == [0, 0, 0]
    shown = browser.run("return document.body.innerText")
    assert ("<script>alert(1)</script>" in shown) == (opened.parent.name == "malicious")
    assert ("&lt;b&gt;" in shown) == (opened.parent.name == "malicious")


def test_a_mark_that_turns_the_direction_turns_nothing(browser: Browser, opened: Path) -> None:
    """Every line of ours begins at the left, whatever stands in it."""
    found: Any = browser.run("return [...document.querySelectorAll('dt, dd, li, th, td, p')].map((one) => getComputedStyle(one).direction)")
    assert set(found) == {"ltr"}


def test_printed_it_is_black_on_white_and_its_tables_are_tables(browser: Browser, opened: Path) -> None:
    browser.show(794, scheme="dark", medium="print")
    looks = "return ['body', 'td', '.tag', '.bar'].map((one) => { const look = getComputedStyle(document.querySelector(one));"
    looks += "return [look.color, look.backgroundColor, look.display] })"
    body, cell, tag, bar = browser.run(looks)
    assert (body[:2], cell[2]) == (["rgb(0, 0, 0)", "rgb(255, 255, 255)"], "table-cell")
    assert tag[:2] == bar[:2] == body[:2]
    assert browser.run("return getComputedStyle(document.querySelector('.skip')).display") == "none"
