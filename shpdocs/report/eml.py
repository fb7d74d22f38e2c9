"""A draft as an .eml file, which a mail program opens ready to be sent."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from shpdocs.model.collection import Draft

_LONGEST_LINE = 76  # characters: the most for a line with encoded words (RFC 2047)
_TYPES = {"xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def eml_file(draft: Draft) -> bytes:
    """Return a draft as an RFC 5322 message with its attachments; the same draft gives the same bytes.

    It has no date, no sender and no number of its own: the mail program that sends it adds them. Line breaks in what
    becomes a header are spaces there, so that no text can add a header.
    """
    message = EmailMessage(SMTP.clone(max_line_length=_LONGEST_LINE))
    message["X-Unsent"] = "1"  # Outlook: open for editing, do not show as received
    if draft.to:
        message["To"] = _one_line(draft.to)
    message["Subject"] = _one_line(draft.subject)
    message.set_content(_utf8(draft.text), cte="quoted-printable")
    for attachment in draft.attachments:
        subtype = _TYPES.get(attachment.name.rpartition(".")[2].lower(), "octet-stream")
        message.add_attachment(attachment.content, "application", subtype, filename=_one_line(attachment.name))
    if message.is_multipart():
        message.set_boundary(_boundary(draft))
    return message.as_bytes()


def _boundary(draft: Draft) -> str:
    """What the parts are separated by: it follows from their content, and begins as no line of quoted-printable or base64 can.

    Every text is quoted, as a Python literal, so that none runs over into the next.
    """
    content = sha256(f"({draft.to!r}, {draft.subject!r}, {draft.text!r})".encode())
    for attachment in draft.attachments:
        content.update(f"({attachment.name!r}, {len(attachment.content)})".encode())
        content.update(attachment.content)
    return f"=_{content.hexdigest()[:32]}"


def _one_line(text: str) -> str:
    """A text for a header: on one line, nothing in it that cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in _utf8(text)).split())


def _utf8(text: str) -> str:
    """A text that can be written as UTF-8: a file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")
