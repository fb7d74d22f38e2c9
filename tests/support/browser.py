"""Headless Chromium, driven through ChromeDriver's own protocol. Where it is missing its tests are skipped; CI allows no skip."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT

AXE = ROOT / ".ci" / "node" / "node_modules" / "axe-core" / "axe.min.js"
_SIGN = re.compile('"messageKey": ?"(shortTextContent|nonBmp)"')
_PATIENCE = 120  # seconds for one answer
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb",
    "--lang=en-GB",
)  # fmt: skip

# for `Browser.run`: where there is a word outside the window, or one that is cut off by its own element
CUT_OFF = """
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
const hidden = (one) => one.closest('caption, thead, .skip, head');
const isCut = (one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth + 1;
const blocks = [...document.querySelectorAll('body *')].filter((one) => one.clientWidth && getComputedStyle(one).display !== 'inline');
const cut = blocks.filter((one) => !hidden(one) && isCut(one));
return [wide, cut.map((one) => one.outerHTML.slice(0, 120))];
"""
FOCUS = """
const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
return one === document.body ? null : {
  href: one.getAttribute('href'), id: one.id, outline: look.outlineStyle + ' ' + look.outlineWidth,
  ink: look.color, ground: look.backgroundColor, seen: box.bottom > 0 && box.top < innerHeight && box.left >= 0 && box.width > 0,
};
"""


def _lacks() -> str:
    missing = [program for program in ("chromium", "chromedriver") if not shutil.which(program)]
    if missing:
        return f"needs {' and '.join(missing)}"
    return "" if AXE.is_file() else "needs axe-core: npm ci in .ci/node"


LACKS_CHROMIUM = _lacks()
needs_chromium = pytest.mark.skipif(bool(LACKS_CHROMIUM), reason=LACKS_CHROMIUM)


@dataclass(frozen=True)
class Browser:
    """A Chromium with one window."""

    session: str

    def open(self, path: Path) -> None:
        """Open a file, with nothing left of the page before it."""
        self._ask("POST", "url", {"url": path.resolve().as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a JavaScript function body returns. It comes from the driver, so no policy of the page holds it back."""
        return self._ask("POST", "execute/sync", {"script": script, "args": list(arguments)})

    def wait_for(self, script: str, *arguments: Any) -> Any:
        """What a JavaScript function body hands to its last argument, a function."""
        return self._ask("POST", "execute/async", {"script": script, "args": list(arguments)})

    def show(self, width: int, height: int = 900, *, scheme: str = "light", zoom: float = 1, medium: str = "screen") -> None:
        """Show pages in a window of that many CSS pixels, in a light or dark scheme, on screen or paper; zoom narrows it."""
        size = {"width": round(width / zoom), "height": round(height / zoom), "deviceScaleFactor": zoom, "mobile": False}
        self._tools("Emulation.setDeviceMetricsOverride", size)
        self._tools("Emulation.setEmulatedMedia", {"media": medium, "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def press(self, key: str) -> None:
        """Press and release a key, such as 'Tab' or 'Enter'."""
        code = {"Tab": "\ue004", "Enter": "\ue007"}[key]
        keys = [{"type": "keyDown", "value": code}, {"type": "keyUp", "value": code}]
        self._ask("POST", "actions", {"actions": [{"type": "key", "id": "keyboard", "actions": keys}]})

    def picture(self) -> bytes:
        """The whole page as a PNG."""
        shot = self._tools("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True})
        return base64.b64decode(shot["data"])

    def said(self) -> list[str]:
        """What the console said since it was last asked, but for the page's missing icon."""
        return [entry["message"] for entry in self._ask("POST", "se/log", {"type": "browser"}) if "favicon.ico" not in entry["message"]]

    def asked_for(self) -> list[str]:
        """Every address that was asked for since it was last asked; what a page's policy held back was not."""
        entries = self._ask("POST", "se/log", {"type": "performance"})
        events = [json.loads(entry["message"])["message"] for entry in entries]
        told = [(event["method"], event["params"]) for event in events]
        held = {about["requestId"] for method, about in told if method == "Network.loadingFailed" and about.get("blockedReason") == "csp"}
        sent = (about for method, about in told if method == "Network.requestWillBeSent" and about["requestId"] not in held)
        return [about["request"]["url"] for about in sent]

    def faults(self) -> list[str]:
        """What axe-core finds wrong with the page or cannot decide, in words; it never judges the contrast of a single sign."""
        self.run(AXE.read_text(encoding="utf-8"))
        run = "const done = arguments[0]; axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(done, (e) => done(String(e)))"
        found = self.wait_for(run)
        assert isinstance(found, dict), found
        told = [(kind, one["id"], node) for kind in ("violations", "incomplete") for one in found[kind] for node in one["nodes"]]
        return [f"{kind}, {rule}: {node['html'][:200]}" for kind, rule, node in told if not _SIGN.search(json.dumps(node))]

    def _tools(self, command: str, parameters: dict[str, Any]) -> Any:
        return self._ask("POST", "goog/cdp/execute", {"cmd": command, "params": parameters})

    def _ask(self, method: str, what: str, body: dict[str, Any] | None = None) -> Any:
        return _answer(method, f"{self.session}/{what}", body)


def _answer(method: str, url: str, body: dict[str, Any] | None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the driver is on this machine
    with opener.open(request, timeout=_PATIENCE) as answer:
        return json.load(answer)["value"]


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """A Chromium with an empty profile in `folder`, that runs while the block does."""
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert driver.stdout
        started = next(found for line in driver.stdout if (found := re.search(r"started successfully on port (\d+)", line)))
        options = {
            "binary": shutil.which("chromium"),
            "args": [*_FLAGS, f"--user-data-dir={folder / 'profile'}"],
            "perfLoggingPrefs": {"enableNetwork": True},
        }
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        base = f"http://127.0.0.1:{started[1]}/session"
        session = _answer("POST", base, {"capabilities": {"alwaysMatch": wanted}})
        url = f"{base}/{session['sessionId']}"
        try:
            browser = Browser(url)
            _answer("POST", f"{url}/url", {"url": "about:blank"})
            browser.asked_for()  # what its own first page was made of
            yield browser
        finally:
            _answer("DELETE", url, None)
    finally:
        driver.terminate()
        driver.wait(30)
        if driver.stdout:
            driver.stdout.close()
