"""The bounded package: what is refused before anything is unpacked, and names of parts whatever their spelling."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from shpdocs.model.settings import Limits
from shpdocs.ooxml.bounds import WORD_BOUNDS, Bounds, Fault, PackageError, workbook_bounds
from shpdocs.ooxml.package import Package, open_package, pack
from shpdocs.ooxml.part_names import plain_name

_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return out.getvalue()


def opened(parts: dict[str, str | bytes], bounds: Bounds = WORD_BOUNDS) -> Package:
    return open_package(packed(parts), bounds)


def fault_of(content: bytes, bounds: Bounds = WORD_BOUNDS) -> Fault:
    with pytest.raises(PackageError) as raised:
        open_package(content, bounds)
    return raised.value.fault


def relation(target: str, kind: str = "image", more: str = "", id: str = "rId1") -> str:
    return f'<Relationship Id="{id}" Type="{_OFFICE}{kind}" Target="{target}"{more}/>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\0" * 5_000, "empty"),
        (b"%PDF-1.7", "not-a-package"),
        (b"\xd0\xcf\x11\xe0" + b"\1" * 600, "old-office"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"PK\3\4 cut off", "cut-off"),
        (packed({"a.xml": "<a/>"})[:-8], "cut-off"),
    ],
)
def test_what_is_no_package_is_a_fault_of_the_file(content: bytes, code: str) -> None:
    fault = fault_of(content)
    assert (fault.code, fault.part) == (code, "")


@pytest.mark.parametrize(
    ("bounds", "entered", "limit", "setting"),
    [
        (Bounds(file=1_000_000, unpacked=10**9, parts=9, xml=1, tags=1), "3.0 MB", "1 MB", "largest-file"),
        (Bounds(file=10**9, unpacked=2_000_000, parts=9, xml=1, tags=1), "3.0 MB when unpacked", "2 MB", "largest-unpacked"),
        (Bounds(file=10**9, unpacked=10**9, parts=1, xml=1, tags=1), "2 parts", "1", "most-parts"),
    ],
)
def test_what_is_too_large_says_what_it_holds_and_what_is_allowed(bounds: Bounds, entered: str, limit: str, setting: str) -> None:
    content = packed({"a.bin": bytes(range(256)) * 11_719, "b.xml": "<b/>"}, zipfile.ZIP_STORED)
    assert fault_of(content, bounds) == Fault("oversized", "", entered, limit, setting)


def test_a_directory_that_lies_is_damaged() -> None:
    content = packed({"a.xml": "<a/>"})
    bomb = content.replace((4).to_bytes(4, "little") + (5).to_bytes(2, "little"), (10**8).to_bytes(4, "little") + (5).to_bytes(2, "little"))
    assert bomb != content
    assert fault_of(bomb) == Fault("damaged")


@pytest.mark.parametrize("other", ["WORD/Document.xml", "word\\document.xml", "/word/document.xml", "word/%64ocument.xml"])
def test_two_parts_of_one_name_are_told_by_it_however_it_is_spelt(other: str) -> None:
    content = packed({"word/document.xml": "<a/>", other: "<b/>"})
    assert fault_of(content) == Fault("doubled", plain_name(other))


def test_a_part_that_is_packed_twice_and_says_the_same_is_one() -> None:
    package = opened({"word/document.xml": "<a/>", "Word/document.xml": "<a/>"})
    assert len(package.names) == 1


@pytest.mark.parametrize(
    "name", ["word/media/my picture.png", "Word/Media/MY picture.PNG", "/word/media/my%20picture.png", "word\\media\\my picture.png"]
)
@pytest.mark.parametrize("spelt", ["word/media/my picture.png", "word/media/my%20picture.png", "word\\media\\My Picture.png"])
def test_a_part_is_found_by_any_spelling(spelt: str, name: str) -> None:
    package = opened({spelt: b"png"})
    assert package.has(name)
    assert package.read(name) == b"png"


@pytest.mark.parametrize(
    "target", ["media/a b.png", "media/a%20b.png", "/word/media/a b.png", "..\\word\\media\\a b.png", "./media/A%20B.PNG"]
)
def test_a_relationship_leads_to_the_part_as_it_is_spelt_in_the_package(target: str) -> None:
    package = opened(
        {"word/media/a b.png": b"", "word/document.xml": "<d/>", "word/_rels/document.xml.rels": _RELATIONS.format(relation(target))}
    )
    assert package.related("word/document.xml", "image") == "word/media/a b.png"


def test_a_relationship_to_a_part_that_is_not_there_is_passed_over() -> None:
    lines = relation("gone.xml", "styles") + relation("styles2.xml", "styles", id="rId2")
    package = opened({"word/styles2.xml": "<s/>", "word/_rels/document.xml.rels": _RELATIONS.format(lines)})
    assert package.related("word/document.xml", "styles") == "word/styles2.xml"
    assert [each.target for each in package.relations("word/document.xml")] == ["word/gone.xml", "word/styles2.xml"]


def test_an_address_and_a_place_within_the_document_are_no_parts() -> None:
    lines = relation("https://example.org/", "hyperlink", ' TargetMode="External"') + relation("#start", "hyperlink", id="rId2")
    package = opened({"word/_rels/document.xml.rels": _RELATIONS.format(lines)})
    assert [(each.target, each.is_external) for each in package.relations("word/document.xml")] == [
        ("https://example.org/", True),
        ("#start", True),
    ]


def test_the_main_part_is_found_by_use_not_by_name() -> None:
    package = opened({"_rels/.rels": _RELATIONS.format(relation("/Custom/Doc.xml", "officeDocument")), "custom/doc.xml": "<d/>"})
    assert package.main == "custom/doc.xml"
    assert opened({"word/document.xml": "<d/>"}).main == ""


def test_content_types_are_known_by_part_and_by_ending() -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="PNG" ContentType="image/png"/>'
        '<Override PartName="/Word/a%20b.xml" ContentType="application/x"/></Types>'
    )
    package = opened({"[Content_Types].xml": types, "word/a b.xml": "<a/>"})
    assert package.content_type("word/A B.xml") == "application/x"
    assert package.content_type("word/media/x.png") == "image/png"
    assert package.content_type("word/other.xml") == ""


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<a><b></a>",
        "<a" + ">" + "<a>" * 300,
        "<?xml version='1.0' encoding='nobody-knows'?><a/>",
        b"\xff\xfe\x00",
    ],
)
def test_a_part_that_is_no_plain_xml_is_a_fault_with_its_name(content: str | bytes) -> None:
    with pytest.raises(PackageError) as raised:
        list(opened({"xl/odd.xml": content}).branches("xl/odd.xml"))
    assert raised.value.fault == Fault("damaged", "xl/odd.xml")


def test_what_is_read_again_and_again_counts() -> None:
    package = opened({"xl/a.xml": "<a>" + " " * 900_000 + "</a>"}, workbook_bounds(Limits(largest_unpacked=1)))
    list(package.branches("xl/a.xml"))
    list(package.branches("xl/a.xml"))
    with pytest.raises(PackageError) as raised:
        list(package.branches("xl/a.xml"))
    assert (raised.value.fault.code, raised.value.fault.part) == ("oversized", "xl/a.xml")


def test_a_part_that_is_missing_or_broken_is_a_fault_with_its_name() -> None:
    content = packed({"a.xml": "<a>text that is long enough to be packed</a>"})
    damaged = open_package(content.replace(content[40:44], b"\xff\xff\xff\xff", 1), WORD_BOUNDS)
    for name, code in (("a.xml", "damaged"), ("b.xml", "missing")):
        with pytest.raises(PackageError) as raised:
            damaged.read(name)
        assert raised.value.fault == Fault(code, name)  # type: ignore[arg-type]


def test_the_same_parts_are_the_same_bytes_in_whatever_order_they_came() -> None:
    parts = {"xl/b.xml": b"<b/>", "docProps/core.xml": b"<p/>", "[Content_Types].xml": b"<t/>", "a.xml": b"<a/>"}
    others = {"a.xml": b"<a/>", "xl/b.xml": b"<b/>"}
    assert pack(parts) == pack(dict(reversed(parts.items()))) != pack(others)
    with zipfile.ZipFile(BytesIO(pack(parts))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "a.xml", "xl/b.xml", "docProps/core.xml"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
