"""The file of an e-mail: whatever its texts say, it has the headers that are meant and no other. All texts are made up."""

from __future__ import annotations

import email
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, compat32, default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shpdocs.model.collection import Attachment, Draft
from shpdocs.report.mail_file import eml_file, one_line

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


HOSTILE = (
    "Made up{}Bcc: somebody@example.org", "=?utf-8?q?Made=0D=0ABcc:_somebody@example.org?=", "=?utf-8?b?QQ0KQmNjOiBiQGV4YW1wbGUub3Jn?=",
    "=?us-ascii?q?=0D?= =?us-ascii?q?=0A?=", "=?utf-8?q?=\r\n?=", "=?utf-8?", "?= =?", ": Bcc: made up", "\t folded",
    "x" * 900, "x " * 500,
    "=?" * 300, "\udce9", "\u202efdp.exe", "é" * 400, "😀" * 100, "(comment) <a@example.org>, b@example.org; c:;", '"; filename="other.exe',
    "*0*=utf-8''other", "--=_made-up", "",
)  # fmt: skip
BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00\n", "\r\n\t", "\r\n\r\n")
texts = st.lists(st.sampled_from([*HOSTILE, *BREAKS]) | st.text(max_size=30), max_size=6).map("".join)


def _lines_of_headers(head: bytes) -> list[str]:
    """The names of the headers as a program finds them that takes any byte or letter for a line break that some program does."""
    lines = head.decode("latin-1").splitlines()
    return [line.partition(":")[0] for line in lines if line and not line.startswith((" ", "\t"))]


def _holds_only_what_is_meant(draft: Draft) -> None:
    """The message has the headers of a draft and no other, by two readers of Python's and by its bare lines; texts stay texts."""
    content = eml_file(draft)
    expected = ["X-Unsent", *(["To"] if draft.to in PLAIN else []), "Subject", "MIME-Version", "Content-Type"]
    expected += [] if draft.attachments else ["Content-Transfer-Encoding"]
    assert _lines_of_headers(content.partition(b"\r\n\r\n")[0]) == expected
    assert content.isascii()
    for policy in (compat32, default, SMTP):
        message = email.message_from_bytes(content, policy=policy)
        assert message.keys() == expected
        assert [part.defects for part in message.walk() if part.defects] == []
        parts = list(message.walk())[1:]
        assert len(parts) == (1 + len(draft.attachments) if draft.attachments else 0)
        assert all(set(part.keys()) <= PART_HEADERS for part in parts)
    message = email.message_from_bytes(content, policy=default)
    assert message["Subject"] == _shown(draft.subject)
    older = email.message_from_bytes(content, policy=compat32)
    assert str(make_header(decode_header(older["Subject"].replace("\r\n", "")))) == message["Subject"]
    assert message["To"] == (draft.to if draft.to in PLAIN else None)
    assert isinstance(message, EmailMessage)
    names = [part.get_filename() or "" for part in message.iter_attachments()] if message.is_multipart() else []
    assert names == [_shown(attachment.name).replace("/", "_").replace("\\", "_") for attachment in draft.attachments]


def _shown(text: str) -> str:
    return one_line(text.encode("utf-8", "replace").decode())


PART_HEADERS = {"MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition"}
PLAIN = ("prevent@example.org", "o'made-up+x@mail.example.org")


@given(st.sampled_from(PLAIN) | texts, texts, texts, texts)
@settings(max_examples=40, deadline=None)
def test_whatever_the_texts_say_the_headers_are_those_that_are_meant(to: str, subject: str, text: str, name: str) -> None:
    _holds_only_what_is_meant(Draft(to, subject, text, (Attachment(name, b"made up"),)))
    _holds_only_what_is_meant(Draft(to, subject, text))


@pytest.mark.parametrize("hostile", [*HOSTILE, *(f"Made up{break_}Bcc: made-up@example.org{break_}{break_}Body" for break_ in BREAKS)])
def test_no_text_can_add_a_header_or_make_one_longer(hostile: str) -> None:
    _holds_only_what_is_meant(Draft(f"{PLAIN[0]} {hostile}", hostile, hostile, (Attachment(f"{hostile}.xlsx", b"made up"),)))


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org, b@example.org", "a@example.org;b@example.org", "Made up <a@example.org>", "group: a@example.org;",
        "a(b)@example.org",
        "a@example.org\n", '"a\\"b"@example.org', "a@example", "a@exam ple.org", "a@example.org\u2028Bcc: b@example.org", "@example.org",
    ],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_no_recipient(address: str) -> None:
    assert email.message_from_bytes(eml_file(Draft(address, "Made up", "Made up\n")), policy=default)["To"] is None


@pytest.mark.parametrize("name", ["../../made up.xlsx", "..\\made up.xlsx", "C:\\made up.xlsx", "/etc/made up"])
def test_the_name_of_an_attachment_is_no_path(name: str) -> None:
    (part,) = _read(eml_file(Draft("", "Made up", "Made up\n", (Attachment(name, b"made up"),)))).iter_attachments()
    assert not set(part.get_filename() or "") & {"/", "\\"}


@pytest.mark.parametrize(
    "name", ["Führung – §4 “made up”.xlsx", "عربي.xlsx", "emoji 😀.xlsx", 'quote " and %22 .xlsx', "x" * 200 + ".xlsx", "a;b=c.xlsx"]
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
