"""The program opens no connection and writes no file outside the partnership folder: by what it imports, and in a whole quarter."""

from __future__ import annotations

import re
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from tests.support import ROOT
from tests.support.house import sources_in
from tests.support.small import PERIOD, WRONG, issued, returned

NETWORK = re.compile(
    r"^\s*(?:import|from) (?:socket|ssl|http|urllib\.request|ftplib|smtplib|poplib|imaplib|telnetlib|xmlrpc|asyncio|webbrowser)\b",
    re.MULTILINE,
)


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("a connection was asked for")


def test_no_module_imports_what_opens_a_connection() -> None:
    assert [name for name, text in sources_in(ROOT / "shpdocs").items() if NETWORK.search(text)] == []
    assert NETWORK.search("def f():\n    import smtplib\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows finds its temporary folder otherwise")
def test_a_quarter_opens_no_connection_and_writes_nothing_outside_the_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "home"
    elsewhere.mkdir()
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(elsewhere))
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    monkeypatch.setattr(socket, "socket", _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)
    issued(folder)
    written = sorted(elsewhere.rglob("*"))
    returned(folder, "first.xlsx", WRONG)
    collect(folder, PERIOD)
    assemble(folder, PERIOD, appendices={"Made-up report": demo_file(EXAMPLE_APPENDIX)}, separate=True)
    assert written == sorted(elsewhere.rglob("*")) == []
