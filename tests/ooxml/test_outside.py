"""What may stand in a paper of what lies outside it: public addresses of links, and nothing that a program fetches."""

# ruff: noqa: E501 - a list of addresses reads better whole

from __future__ import annotations

import pytest
from lxml import etree

from shpdocs.ooxml.outside import description_of, drawing_reaches_out, is_public, leads_nowhere, outgoing
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.writing import office
from tests.support.made_word import NS

PUBLIC = (
    "https://example.org", "http://example.org/", "HTTPS://Example.org:8443/made/up?a=1&b=2#part", "https://example.org?x", "https://[2001:db8::1]/",
    "https://example.org/a made-up file.pdf", "https://bücher.example/ü", "https://www.example.org./x", "https://example.org/a@b", "http://localhost",
    "mailto:made-up@example.org", "MAILTO:a.b+c@example.org?subject=Made%20up", "mailto:a@example.org,b@example.org", "mailto:a@example.org;b@example.org",
)  # fmt: skip
LOCAL = (
    "file:///C:/Users/made-up/report.docx", "FILE://server/share/x", "file:report.docx", "C:\\made-up\\x.docx", "c:/made-up.docx",
    "\\\\server\\share\\x.docx", "//server/share/x.docx", "report.docx", "../report.docx", "./x.html", "made%20up.docx", "/etc/passwd", "",
)  # fmt: skip
OTHER = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "java&#115;cript:x",
    "vbscript:x", "data:text/html,made-up", "ms-msdt:/id", "ms-word:ofe|u|https://example.org/x.docx", "search-ms:query=x", "ftp://example.org/x",
    "ldap://example.org", "smb://server/x", "tel:0123", "onenote:x", "about:blank", "javascript%3Aalert(1)", "http%3A//example.org",
    "http:/example.org", "http:example.org", "https:\\\\example.org", "https://exa mple.org", "https://example.org\\@evil.example", " https://example.org",
    "ht\ntp://example.org", "https://example.org/\u202efdp", "https://example.org/\u200bx", "https://", "https:///x", "https://ex%61mple.org/",
    "https://made-up@example.org/", "https://made-up:secret@example.org/", "https://made-up%40example.org@example.com",
    "mailto:", "mailto:nobody", "mailto:a@example.org?body=made-up", "mailto:a@example.org?subject=x&body=made-up", "mailto:a@example.org?cc=b@example.org",
    "mailto:a@example.org?subject=" + "x" * 300, "mailto:?subject=x", "mailto:%61@example.org",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_linked_to(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", LOCAL + OTHER)
def test_whatever_is_not_plainly_public_may_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", [*LOCAL, "hthttps://example.org", "htp://example.org", "ms-help://x", "www.example.org", "%20http://example.org"]
)
def test_paths_files_beside_and_misspelt_addresses_lead_nowhere(address: str) -> None:
    assert leads_nowhere(address)


@pytest.mark.parametrize(
    "address",
    [
        *PUBLIC, "javascript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x", "data:text/html,made-up",
        "ms-msdt:/id", "search-ms:query=x", "ftp://example.org/x", "smb://server/x", "https://made-up:secret@example.org/", "mailto:a@example.org?body=x",
        "made-up\u202e.docx",
    ],
)  # fmt: skip
def test_what_some_program_may_act_upon_is_not_said_to_lead_nowhere(address: str) -> None:
    assert not leads_nowhere(address)


def fetched(xml: str, *relations: tuple[str, str, str]) -> list[tuple[str, bool]]:
    outside = [Relation(id, office(kind), target, is_external=True) for id, kind, target in relations]
    return [(leading.address, leading.is_fetched) for leading in outgoing(etree.fromstring(f"<w:body {NS}>{xml}</w:body>"), outside)]


@pytest.mark.parametrize(
    "element",
    ["a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver", "w:hyperlink"],
)
def test_a_link_is_followed_by_a_reader_alone(element: str) -> None:
    assert fetched(f'<{element} r:id="rId1"/>', ("rId1", "hyperlink", "https://example.org")) == [("https://example.org", False)]


@pytest.mark.parametrize(
    "kind", ["hyperlink", "image", "oleObject", "frame", "subDocument", "aFChunk", "attachedTemplate", "video", "madeUp"]
)
@pytest.mark.parametrize(
    "element",
    ['<a:blip r:link="rId1"/>', '<a:blip r:embed="rId1"/>', '<v:imagedata r:id="rId1"/>', '<v:imagedata r:href="rId1"/>', '<v:fill r:id="rId1"/>',
     '<w:altChunk r:id="rId1"/>', '<w:subDoc r:id="rId1"/>', '<w:movie r:id="rId1"/>', '<v:imagedata o:relid="rId1"/>', '<c:externalData r:id="rId1"/>',
     '<w:headerReference r:id="rId1"/>'],
)  # fmt: skip
def test_what_any_other_element_names_outside_is_fetched_whatever_its_declared_type(element: str, kind: str) -> None:
    assert fetched(element, ("rId1", kind, "https://example.org/x.png")) == [("https://example.org/x.png", True)]


def test_a_link_that_is_declared_as_something_else_counts_as_fetched() -> None:
    assert fetched('<w:hyperlink r:id="rId1"/>', ("rId1", "image", "https://example.org")) == [("https://example.org", True)]


def test_what_nothing_names_is_told_only_if_it_is_no_link() -> None:
    relations = [("rId1", "hyperlink", "https://example.org"), ("rId2", "attachedTemplate", "file:///x.dotx"), ("rId3", "image", "x.png")]
    assert fetched("", *relations) == [("x.png", True)]
    assert fetched('<w:attachedTemplate r:id="rId2"/>', relations[1]) == []
    assert fetched("", ("rId1", "hyperlink", "#bookmark")) == []


@pytest.mark.parametrize(
    ("xml", "is_fetched"),
    [
        ('<v:imagedata src="http://example.org/x.png"/>', True),
        ('<v:fill src="x.png"/>', True),
        ('<v:imagedata o:althref="x.emf"/>', True),
        ('<w:x embeddedHtml="made up"/>', True),
        ('<v:shape href="https://example.org"/>', False),
        ('<a:hlinkClick r:id="" invalidUrl="file:///x"/>', False),
    ],
)
def test_addresses_that_stand_in_the_text_itself_count_too(xml: str, is_fetched: bool) -> None:
    assert [leading for _, leading in fetched(xml)] == [is_fetched]
    assert fetched('<v:shape href="#bookmark" src=""/>') == []


@pytest.mark.parametrize(
    ("inside", "reaches"),
    [
        ('<rect fill="url(#a)"/><use href="#a"/><image href="data:image/png;base64,AAAA"/><style>.a{fill:url(#b)}</style>', False),
        ('<image href="https://example.org/x.png"/>', True),
        ('<image xlink:href="file:///x.png"/>', True),
        ('<use href="other.svg#a"/>', True),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', True),
        ("<script>x</script>", True),
        ('<rect onload="x"/>', True),
        ('<rect fill="url(https://example.org/x)"/>', True),
        ("<style>@import 'x.css';</style>", True),
        ("<style>.a{fill:url('https://example.org/x')}</style>", True),
        ("<foreignObject/>", True),
    ],
)
def test_a_drawing_in_xml_shows_only_what_is_in_it(inside: str, reaches: bool) -> None:
    root = etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>')
    assert drawing_reaches_out(root) == reaches


@pytest.mark.parametrize(
    ("said", "description"),
    [
        (r"C:\Documents and Settings\Jo Madeup\map.jpeg", ""), (r"\\server\share\map.png", ""), ("/Users/jo/Desktop/map.png", ""),
        ("file:///C:/Jo/map.gif", ""), ("Map of wards", "Map of wards"), ("C: a map of wards.", "C: a map of wards."), ("map.png", "map.png"), ("", ""),
    ],
)  # fmt: skip
def test_a_path_describes_no_picture(said: str, description: str) -> None:
    assert description_of(said) == description
