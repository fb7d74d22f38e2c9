"""The door to mail programs: a draft as an .eml file, which opens ready to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shpdocs.model.collection import Draft

if TYPE_CHECKING:
    from email.message import EmailMessage

_LONGEST_LINE = 76  # characters: the most for a line with encoded words (RFC 2047)
_TYPES = {
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def eml_file(draft: Draft) -> bytes:
    """Return a draft as an RFC 5322 message with its attachments; the same draft gives the same bytes.

    It has no date, no sender and no number of its own: the mail program that sends it adds them. Line breaks in what
    becomes a header are spaces there, so that no text can add a header.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(SMTP.clone(max_line_length=_LONGEST_LINE))
    message["X-Unsent"] = "1"  # Outlook: open for editing, do not show as received
    if draft.to:
        message["To"] = _line(draft.to)
    message["Subject"] = _line(draft.subject)
    message.set_content(_utf8(draft.text), cte="quoted-printable")
    for attachment in draft.attachments:
        main, sub = _TYPES.get(attachment.name.rpartition(".")[2].lower(), ("application", "octet-stream"))
        message.add_attachment(attachment.content, main, sub, filename=_line(attachment.name))
    _fix_boundary(message, draft)
    return message.as_bytes()


def _fix_boundary(message: EmailMessage, draft: Draft) -> None:
    """Separate the parts by what follows from their content. It begins as no line of quoted-printable or base64 can."""
    from hashlib import sha256

    if message.is_multipart():
        content = sha256(repr((draft.to, draft.subject, draft.text)).encode())
        for attachment in draft.attachments:
            content.update(repr((attachment.name, len(attachment.content))).encode() + attachment.content)
        message.set_boundary(f"=_{content.hexdigest()[:32]}")


def _line(text: str) -> str:
    """A text for a header: on one line, nothing in it that cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in _utf8(text)).split())


def _utf8(text: str) -> str:
    """A text that can be written as UTF-8: a file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")
