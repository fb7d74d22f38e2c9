"""The file of an e-mail (.eml) that a mail program opens ready to be sent.

Texts go into headers as encoded words (RFC 2047) and parameters (RFC 2231) that are made here of the bare text: a library that reads a
text first, in case it is mail already, can be led to read a header in it.
"""

from __future__ import annotations

import re
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.policy import compat32
from hashlib import sha256

from shpdocs.model.collection import Attachment, Draft

_LONGEST_LINE = 75  # characters and a space: the most for a line with encoded words (RFC 2047)
_LONGEST_ADDRESS = 254  # characters (RFC 5321)
_TYPES = {"xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_MAILBOX = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")  # as the settings have it
_UNPARTED = re.compile(r"[/\\]")
_POLICY = compat32.clone(linesep="\r\n")
_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP


def one_line(text: str) -> str:
    """A text on one line, without what cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def eml_file(draft: Draft) -> bytes:
    """Return a draft as an RFC 5322 message with its attachments; the same draft gives the same bytes.

    It has no date, no sender and no number of its own: the mail program that sends it adds them. It goes to one plain address, or has
    no recipient yet.
    """
    message: Message[str, str] = Message(_POLICY)
    message["X-Unsent"] = "1"  # Outlook: open for editing, do not show as received
    if _MAILBOX.fullmatch(draft.to) and len(draft.to) <= _LONGEST_ADDRESS:
        message["To"] = draft.to
    message["Subject"] = Header(_printable(draft.subject), "utf-8", _LONGEST_LINE, "Subject").encode()
    message["MIME-Version"] = "1.0"
    if draft.attachments:
        message.add_header("Content-Type", "multipart/mixed", boundary=_boundary(draft))
        for part in (_with_text(Message(_POLICY), draft.text), *map(_attachment, draft.attachments)):
            message.attach(part)
    else:
        _with_text(message, draft.text)
    return message.as_bytes()


def _with_text(message: Message[str, str], text: str) -> Message[str, str]:
    message.set_payload(_utf8(text), _UTF8)
    return message


def _attachment(attachment: Attachment) -> Message[str, str]:
    name = _UNPARTED.sub("_", _printable(attachment.name))
    part: Message[str, str] = Message(_POLICY)
    part["Content-Type"] = f"application/{_TYPES.get(name.rpartition('.')[2].lower(), 'octet-stream')}"
    part.set_payload(attachment.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    return part


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
