"""LibreOffice, as it is started to make a PDF: with a profile of its own in which network, links to files and macros are closed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from shpdocs.paper.pdf.closed_copy import OR_WORD, PdfError

_TIMEOUT = 180  # seconds; a long paper takes 5
_OPTIONS = (
    '{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"},'
    '"ExportFormFields":{"type":"boolean","value":"false"},"ExportNotes":{"type":"boolean","value":"false"}}'
)
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
)
_NOWHERE = "127.0.0.1"  # a proxy that does not answer: nothing listens on its port 9
_PORT = "9"
# Settings by the place where LibreOffice keeps them.
_CLOSED = {
    "Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",  # pictures and files that a document links to
        "SecureURL": "",  # no place is trusted
        "DisableActiveContent": "true",
        "DisableMacrosExecution": "true",
        "DisableOLEAutomation": "true",
        "DisablePythonRuntime": "true",
        "MacroSecurityLevel": "3",
        "CheckDocumentEvents": "false",
    },
    "Office.Writer/Content/Update": {"Link": "0"},  # never
    "Inet/Settings": {
        "ooInetProxyType": "2",  # by hand
        "ooInetNoProxy": "",
        **{f"ooInet{scheme}ProxyName": _NOWHERE for scheme in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{scheme}ProxyPort": _PORT for scheme in ("HTTP", "HTTPS", "FTP")},
    },
    "Office.Recovery/RecoveryInfo": {"Enabled": "false"},
    "Office.Recovery/AutoSave": {"Enabled": "false"},
    "Office.Common/Misc": {"FirstRun": "false"},
}
_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SESSION_MANAGER")  # of the person at the computer


def find_libreoffice() -> str:
    """Where LibreOffice's program stands: on the path, or where it usually is.

    Raises:
        PdfError: it is not there.
    """
    names = ("soffice.com", "soffice") if sys.platform == "win32" else ("soffice", "libreoffice")
    candidates = [shutil.which(name) for name in names] + [place for place in _USUAL_PLACES if Path(place).is_file()]
    program = next((path for path in candidates if path), None)
    if program is None:
        raise PdfError("A PDF needs LibreOffice, which was not found on this computer.", f"Install LibreOffice (it is free), {OR_WORD}")
    return program


def convert(program: str, docx: Path, folder: Path) -> Path:
    """Have LibreOffice make a PDF of a Word file; return where it stands. All that it writes, it writes into the folder.

    Raises:
        PdfError: it cannot be started, fails, or takes longer than three minutes.
    """
    pdf = folder / f"{docx.stem}.pdf"
    command = [program, f"-env:UserInstallation={_write_profile(folder).as_uri()}", "--headless", "--norestore", "--nologo", "--nodefault"]
    command += ["--convert-to", f"pdf:writer_pdf_Export:{_OPTIONS}", "--outdir", str(folder), str(docx)]
    quiet = subprocess.DEVNULL
    try:  # its launcher starts a second process: in a session of their own both can be ended
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=_environment(folder), cwd=folder, start_new_session=True
        )
    except OSError:
        raise PdfError("LibreOffice could not be started.", f"Install it anew, {OR_WORD}") from None
    try:
        code = process.wait(_TIMEOUT)
    except subprocess.TimeoutExpired:
        raise PdfError(
            f"LibreOffice took longer than {_TIMEOUT // 60} minutes.", f"Try again when the computer has less to do, {OR_WORD}"
        ) from None
    finally:
        _end(process)
    if code and not pdf.is_file():  # now and then it makes the PDF, then ends in a fault
        raise PdfError("LibreOffice failed to make the PDF.", f"Try again; if it fails again, open the paper in LibreOffice, {OR_WORD}")
    return pdf


def _write_profile(folder: Path) -> Path:
    """Write a profile in which everything is closed."""
    items = [
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for place, settings in _CLOSED.items()
        for name, value in settings.items()
    ]
    listed = "\n".join(items)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{listed}\n</oor:items>\n',
        encoding="utf-8",
    )
    return profile


def _environment(folder: Path) -> dict[str, str]:
    """What LibreOffice is told of the computer: no proxy, no desktop; whatever it keeps, it keeps in the folder."""
    fonts = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())  # those that one person has installed
    kept = {name: text for name, text in os.environ.items() if not name.lower().endswith("_proxy") and name not in _DESKTOP}
    here = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(folder))
    return kept | here | {"XDG_DATA_HOME": fonts, "TZ": "UTC"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice if it still runs, with whatever it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, 9)
    process.wait()
