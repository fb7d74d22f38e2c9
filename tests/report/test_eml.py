"""E-mail drafts of made-up texts, read back with Python's own parser. No address here is anybody's."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from shpdocs.model.collection import Attachment, Draft
from shpdocs.report.eml import eml_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK = Attachment("2024-25-Q2 prevent (issue 3).xlsx", b"PK\x03\x04 made up\r\n\n.\r\n\x00\xff" * 100)
DRAFT = Draft("prevent@example.org", "[OFFICIAL-SENSITIVE] Made up", "Hello\n\nMade-up text, £3 – 45 %\n", (WORKBOOK,))


def _read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=SMTP)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk() if part.defects] == []
    return message


def _headers(content: bytes) -> list[str]:
    """The names of the headers, in order, as any program would find them."""
    head = content.partition(b"\r\n\r\n")[0].decode("ascii")
    return [line.partition(":")[0] for line in head.split("\r\n") if not line.startswith((" ", "\t"))]


def test_a_draft_opens_to_be_sent_and_claims_no_date_and_no_sender() -> None:
    content = eml_file(DRAFT)
    assert _headers(content) == ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]
    assert _read(content)["X-Unsent"] == "1"


def test_address_subject_and_text_come_back() -> None:
    message = _read(eml_file(DRAFT))
    assert (message["To"], message["Subject"]) == (DRAFT.to, DRAFT.subject)
    body = message.get_body(("plain",))
    assert body is not None
    assert (body.get_content_type(), body.get_content_charset()) == ("text/plain", "utf-8")
    assert body.get_content().replace("\r\n", "\n") == DRAFT.text


def test_the_attachment_comes_back_to_the_byte() -> None:
    (part,) = _read(eml_file(DRAFT)).iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == (XLSX, WORKBOOK.name)
    assert part.get_content_disposition() == "attachment"
    assert part.get_content() == WORKBOOK.content


def test_every_line_ends_as_mail_wants_it_and_is_short_and_ascii() -> None:
    content = eml_file(Draft("", "Über " * 60, "Ein Text – " * 500, (WORKBOOK,)))
    assert content.isascii()
    assert content.replace(b"\r\n", b"").count(b"\n") == content.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(len(line) for line in content.split(b"\r\n") if XLSX.encode() not in line) <= 76


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert eml_file(DRAFT) == eml_file(DRAFT)


def test_drafts_that_differ_only_in_a_workbook_have_boundaries_of_their_own() -> None:
    other = Draft(DRAFT.to, DRAFT.subject, DRAFT.text, (Attachment(WORKBOOK.name, b"made up"),))
    assert _read(eml_file(DRAFT)).get_boundary() != _read(eml_file(other)).get_boundary()


def test_without_an_address_there_is_no_recipient() -> None:
    assert _read(eml_file(Draft("", "Made up", "Made up\n")))["To"] is None


def test_without_a_workbook_the_draft_is_plain_text() -> None:
    message = _read(eml_file(Draft("", "Made up", "Made up\n")))
    assert (message.get_content_type(), list(message.iter_attachments())) == ("text/plain", [])


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\x00\n"])
def test_no_text_can_add_a_header(break_: str) -> None:
    evil = f"Made up{break_}Bcc: somebody@example.org{break_}{break_}Body"
    attachments = (Attachment(f"{evil}.xlsx", b"made up"),)
    content = eml_file(Draft(f"prevent@example.org{break_}Bcc: other@example.org", evil, "Made up\n", attachments))
    assert set(_headers(content)) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
    message = email.message_from_bytes(content, policy=SMTP)
    assert message["Bcc"] is None
    assert message["Subject"] == "Made up Bcc: somebody@example.org Body"
    (part,) = _read(eml_file(Draft("", "Made up", "Made up\n", attachments))).iter_attachments()
    assert part.get_filename() == "Made up Bcc: somebody@example.org Body.xlsx"


@pytest.mark.parametrize(
    "name", ["Führung – §4 “made up”.xlsx", "عربي.xlsx", "emoji 😀.xlsx", 'quote " and \\ .xlsx', "x" * 200 + ".xlsx", "a;b=c.xlsx"]
)
def test_any_file_name_comes_back(name: str) -> None:
    content = eml_file(Draft("", "Made up", "Made up\n", (Attachment(name, b"made up"),)))
    (part,) = _read(content).iter_attachments()
    assert part.get_filename() == name
    assert content.isascii()


def test_a_file_name_that_is_no_unicode_breaks_nothing() -> None:
    (part,) = _read(
        eml_file(Draft("", "Made up \udce9", "Made up \udce9\n", (Attachment("made up \udce9.xlsx", b"made up"),)))
    ).iter_attachments()
    assert part.get_filename() == "made up ?.xlsx"


def test_another_file_is_sent_as_bytes() -> None:
    (part,) = _read(eml_file(Draft("", "Made up", "Made up\n", (Attachment("made up.exe", b"made up"),)))).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"


@pytest.mark.parametrize("text", [".\n..\nFrom here on\n", "=3D =\n", "-" * 60 + "\n", "--=_0123456789abcdef\n"])
def test_text_that_looks_like_mail_stays_text(text: str) -> None:
    body = _read(eml_file(Draft("", "Made up", text, (WORKBOOK,)))).get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text
