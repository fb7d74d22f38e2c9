"""The file of an e-mail (.eml) that a mail program opens ready to be sent, written line by line.

Every header is one that is meant: a text becomes words of ASCII or encoded words (RFC 2047), a file's name a parameter (RFC 2231), and
what cannot be printed a space before that. Nothing is left to how a library reads a text that looks like mail itself.
"""

from __future__ import annotations

import re
from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from shpdocs.model.collection import Attachment, Draft

_LONGEST_LINE = 76  # characters: the most for a line with encoded words (RFC 2047)
_LONGEST_ADDRESS = 254  # characters (RFC 5321)
_ENCODED = 36  # bytes in an encoded word: with its marks and the header's name it fits on a line
_NAME_PIECE = 54  # letters of a file's name on a line
_TYPES = {"xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_PLAIN_WORDS = re.compile(r"[!-<>-~]+(?: [!-<>-~]+)*")  # ASCII without '=', with which encoded words begin
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 ()._+-]{1,50}")
_MAILBOX = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")  # as the settings have it
_UNPARTED = re.compile(r"[/\\]")


def one_line(text: str) -> str:
    """A text on one line, without what cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def eml_file(draft: Draft) -> bytes:
    """Return a draft as an RFC 5322 message with its attachments; the same draft gives the same bytes.

    It has no date, no sender and no number of its own: the mail program that sends it adds them. It goes to one plain address, or has
    no recipient yet.
    """
    lines = ["X-Unsent: 1"]  # Outlook: open for editing, do not show as received
    if _MAILBOX.fullmatch(draft.to) and len(draft.to) <= _LONGEST_ADDRESS:
        lines.append(f"To: {draft.to}")
    lines += [*_text_header("Subject", draft.subject), "MIME-Version: 1.0"]
    if not draft.attachments:
        return _bytes([*lines, *_text_part(draft.text)])
    boundary = _boundary(draft)
    lines += ["Content-Type: multipart/mixed;", f' boundary="{boundary}"', "", f"--{boundary}", *_text_part(draft.text)]
    for attachment in draft.attachments:
        lines += ["", f"--{boundary}", *_attachment(attachment)]
    return _bytes([*lines, "", f"--{boundary}--"])


def _bytes(lines: list[str]) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _text_header(name: str, text: str) -> Iterator[str]:
    """The lines of a header that holds a text: folded between words if it is plain and they are short, else in encoded words."""
    shown = _printable(text)
    words = shown.split(" ")
    if not _PLAIN_WORDS.fullmatch(shown) or any(len(word) > _LONGEST_LINE - len(name) - 2 for word in words):
        words = [f"=?utf-8?b?{b64encode(piece.encode()).decode('ascii')}?=" for piece in _pieces(shown)]
    line = f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > _LONGEST_LINE:
            yield line
            line = ""
        line += f" {word}"
    yield line


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that an encoded word can hold, none of which ends within a letter."""
    piece = ""
    for letter in text:
        if len((piece + letter).encode()) > _ENCODED:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _text_part(text: str) -> Iterator[str]:
    yield from ('Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", "")
    lines = _utf8(text).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    yield from b2a_qp(lines.encode(), istext=True).decode("ascii").split("\n")


def _attachment(attachment: Attachment) -> Iterator[str]:
    name = _UNPARTED.sub("_", _printable(attachment.name))
    subtype = _TYPES.get(name.rpartition(".")[2].lower(), "octet-stream")
    yield from (f"Content-Type: application/{subtype}", "Content-Transfer-Encoding: base64", "Content-Disposition: attachment;")
    yield from _file_name(name)
    yield ""
    yield from encodebytes(attachment.content).decode("ascii").splitlines()


def _file_name(name: str) -> Iterator[str]:
    """The lines that say a file's name: plainly, or in the letters of a web address, in pieces that follow each other."""
    if _PLAIN_NAME.fullmatch(name):
        yield f' filename="{name}"'
        return
    units = re.findall("%..|.", quote(name, safe=""))
    pieces = ["".join(units[start : start + _NAME_PIECE // 3]) for start in range(0, len(units), _NAME_PIECE // 3)] or [""]
    for number, piece in enumerate(pieces):
        start, end = "" if number else "utf-8''", "" if number == len(pieces) - 1 else ";"
        yield f" filename*{number}*={start}{piece}{end}"


def _boundary(draft: Draft) -> str:
    """What the parts are separated by: it follows from their content, and begins as no line of quoted-printable or base64 can.

    Every text is quoted, as a Python literal, so that none runs over into the next.
    """
    content = sha256(f"({draft.to!r}, {draft.subject!r}, {draft.text!r})".encode())
    for attachment in draft.attachments:
        content.update(f"({attachment.name!r}, {len(attachment.content)})".encode())
        content.update(attachment.content)
    return f"=_{content.hexdigest()[:32]}"


def _printable(text: str) -> str:
    """A text for a header: on one line, nothing in it that cannot be printed."""
    return one_line(_utf8(text))


def _utf8(text: str) -> str:
    """A text that can be written as UTF-8: a file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")
