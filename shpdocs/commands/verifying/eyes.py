"""Whose eyes: who else than the folder's owner can read what is kept. On POSIX the permissions say it, on Windows the access list."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, json

from shpdocs.definitions.settings import sound_settings
from shpdocs.model.errors import RecordFault
from shpdocs.store.folder import Folder

POWERSHELL = "powershell.exe"
_OUTPUT = "output"
_SECONDS = 60
_MOST = 10  # places that are named
_READ_DATA, _GENERIC_ALL, _GENERIC_READ = 0x1, 0x10000000, 0x80000000
_OF_THE_SYSTEM = ("S-1-5-18", "S-1-5-32-544", "S-1-3-0", "S-1-3-4")  # the system, administrators, whoever owns a file
_EVERYBODY = {"S-1-1-0": "everyone", "S-1-5-11": "everyone who is signed in", "S-1-5-32-545": "all users of this computer"}
_SCRIPT = """
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$acl = Get-Acl -LiteralPath $env:SHPDOCS_FOLDER
$rules = $acl.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier]) | ForEach-Object {
  $name = ''
  try { $name = $_.IdentityReference.Translate([System.Security.Principal.NTAccount]).Value } catch {}
  @{ sid = $_.IdentityReference.Value; name = $name; rights = [int]$_.FileSystemRights; denies = [int]$_.AccessControlType }
}
ConvertTo-Json -Compress @{ me = [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value; rules = @($rules) }
"""
_UNKNOWN = "who can read it could not be found out."
_LOOK = "Look under Properties, Security, of the folder."


class _Rule(Struct, frozen=True):
    """One line of an access list: whose (an account's number and its name), which rights as bits, and 1 if it takes them away."""

    sid: str
    name: str
    rights: int
    denies: int


class _Access(Struct, frozen=True):
    """The account that asks, and the access list."""

    me: str
    rules: tuple[_Rule, ...]


def others_who_can_see(folder: Folder) -> Iterator[RecordFault]:
    """Yield what of output/ others than its owner can read, and what to do about it."""
    output = folder.root / _OUTPUT
    if not output.is_dir():
        return
    if os.name == "posix":
        yield from _open_places(output, sound_settings(folder).folder.shared)
    else:
        yield from windows_readers(output, shutil.which(POWERSHELL) or POWERSHELL)


def _open_places(output: Path, is_shared: bool) -> Iterator[RecordFault]:
    """The first of the places that others can read: what lies in a folder that is closed to them is closed too."""
    too_much, mode = (stat.S_IRWXO, "o=") if is_shared else (stat.S_IRWXG | stat.S_IRWXO, "go=")
    waiting, named = [output], 0
    while waiting and named < _MOST:
        path = waiting.pop(0)
        rights = 0 if path.is_symlink() else stat.S_IMODE(path.stat().st_mode)
        if rights & too_much:
            shown = path.relative_to(output.parent).as_posix()
            remedy = f"Close it: chmod {mode} '{shown}' (or set [folder] shared in shpdocs.toml, if a group works with it)."
            yield RecordFault(shown, 0, f"others than its owner can use it (its permissions are {rights:04o}).", remedy)
            named += 1
            waiting += sorted(path.iterdir()) if path.is_dir() and rights & too_much & 0o011 else []


def windows_readers(output: Path, program: str) -> Iterator[RecordFault]:
    """Yield who besides the one who asks, administrators and the system can read a folder, by its access list that `program` gives."""
    command = [program, "-NoProfile", "-NonInteractive", "-Command", _SCRIPT]
    environment = os.environ | {"SHPDOCS_FOLDER": str(output)}
    try:
        run = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=True)
        access = json.decode(run.stdout, type=_Access)
    except (OSError, subprocess.SubprocessError, ValueError, RecursionError):
        yield RecordFault(_OUTPUT, 0, _UNKNOWN, _LOOK)
        return
    own = (access.me, *_OF_THE_SYSTEM)
    readers = [rule for rule in access.rules if not rule.denies and rule.rights & (_READ_DATA | _GENERIC_ALL | _GENERIC_READ)]
    names = dict.fromkeys(_EVERYBODY.get(rule.sid) or rule.name or rule.sid for rule in readers if rule.sid not in own)
    if names:
        remedy = f"Nothing to do if they should. Else take them off: {_LOOK[0].lower()}{_LOOK[1:]}"
        yield RecordFault(_OUTPUT, 0, f"besides you, these can read it: {', '.join(names)}.", remedy)
