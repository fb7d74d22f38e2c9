"""What LibreOffice leaves wrong in a tagged PDF is repaired, and nothing else is touched."""

from __future__ import annotations

import zlib

import pytest

from shpdocs.paper.pdf.repair import mark_decoration, repair

LINE = b"0.5 G\nq 0.5 w 0 J 1 j\n70.9 61.4 m\n524.4 61.4 l S\nQ"
MARKED_LINE = b"0.5 G\nq 0.5 w 0 J 1 j\n/Artifact BMC\n70.9 61.4 m\n524.4 61.4 l S\nEMC\nQ"


@pytest.mark.parametrize(
    ("content", "marked"),
    [
        (LINE, MARKED_LINE),
        (b"/P<</MCID 0>>BDC\n" + LINE + b"\nEMC", b"/P<</MCID 0>>BDC\n" + LINE + b"\nEMC"),
        (b"q 0 0 595 841 re\nW* n\nQ", b"q 0 0 595 841 re\nW* n\nQ"),
        (LINE + b"\n" + LINE, MARKED_LINE + b"\n" + MARKED_LINE),
        (LINE + b"\nEMC", LINE + b"\nEMC"),  # not as LibreOffice writes it: left alone
        (b"BT\n/F1 12 Tf\n(made up) Tj\nET", b"BT\n/F1 12 Tf\n(made up) Tj\nET"),  # text is never made decoration
    ],
)
def test_only_lines_outside_every_tag_are_marked_as_decoration(content: bytes, marked: bytes) -> None:
    assert mark_decoration(content) == marked


def made_pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1, as LibreOffice lays one out."""
    parts, offsets, offset = [b"%PDF-1.6\n"], [], 9
    for number, content in enumerate(objects, 1):
        offsets.append(offset)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        offset += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % start for start in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    return b"".join(parts) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, offset)


def element(kind: str, parent: int, kids: str) -> bytes:
    return f"<</Type/StructElem\n/S/{kind}\n/P {parent} 0 R\n/K[{kids} ]\n>>".encode()


def test_items_that_follow_their_list_go_into_it_and_items_without_one_get_one() -> None:
    cell, items = element("TD", 9, "2 0 R 3 0 R 4 0 R 5 0 R"), [element("LI", 1, "7"), element("P", 1, "8"), element("LI", 1, "9")]
    plain = made_pdf([cell, element("L", 1, "6 0 R"), *items, element("LI", 2, "5")])
    update = repair(plain)[len(plain) :]
    assert repair(plain).startswith(plain)
    assert b"1 0 obj\n" + element("TD", 9, "2 0 R 4 0 R 7 0 R").replace(b" ]", b"]") in update
    assert b"2 0 obj\n" + element("L", 1, "6 0 R 3 0 R").replace(b" ]", b"]") in update
    assert b"7 0 obj\n" + element("L", 1, "5 0 R").replace(b" ]", b"]") in update
    assert b"3 0 obj\n" + element("LI", 2, "7") in update
    assert b"5 0 obj\n" + element("LI", 7, "9") in update
    assert b"/Size 8" in update


def test_a_line_in_a_compressed_page_is_marked_and_what_needs_no_mending_is_left_alone() -> None:
    page = b"<</Type/Page/Parent 1 0 R\n/Contents 2 0 R>>"

    def pdf_of(content: bytes) -> bytes:
        packed = zlib.compress(content)
        stream = b"<</Length 3 0 R/Filter/FlateDecode>>\nstream\n%s\nendstream" % packed
        return made_pdf([page, stream, b"%d" % len(packed)])

    plain = pdf_of(LINE)
    update = repair(plain)[len(plain) :]
    packed = update.split(b"stream\n", 1)[1].split(b"\nendstream")[0]
    assert zlib.decompress(packed) == MARKED_LINE
    assert repair(pdf_of(MARKED_LINE)) == pdf_of(MARKED_LINE)


def test_figures_that_lost_their_words_get_them_back_if_it_is_certain_which_are_whose() -> None:
    kept = element("Figure", 9, "1").replace(b"/K", b"/Alt(kept)\n/K")
    plain = made_pdf([element("Figure", 9, "0"), kept, element("Figure", 9, "2")])
    update = repair(plain, ("One – made up", "not used", ""))[len(plain) :]
    words = b"/Alt<FEFF%s>" % "One – made up".encode("utf-16-be").hex().upper().encode()
    assert update.count(b" 0 obj") == 1
    assert b"1 0 obj\n<</Type/StructElem\n/S/Figure\n/P 9 0 R\n/K[0 ]\n" + words + b"\n>>\nendobj" in update
    assert repair(plain, ("One", "Two")) == plain


def test_links_are_printed_and_follow_the_order_of_the_text() -> None:
    link = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Dest[1 0 R/XYZ 0 0 0]/StructParent 0>>"
    packed = zlib.compress(MARKED_LINE)
    page = b"<</Type/Page/Parent 1 0 R/Annots[\n2 0 R\n]\n/Tabs(S)\n/Contents 3 0 R>>"
    plain = made_pdf([page, link, b"<</Length 4 0 R/Filter/FlateDecode>>\nstream\n%s\nendstream" % packed, b"%d" % len(packed)])
    update = repair(plain)[len(plain) :]
    assert b"/Tabs/S\n" in update
    assert b"/Subtype/Link/F 4/Border" in update
    assert update.count(b" 0 obj") == 2


def test_a_link_within_the_paper_that_no_tag_holds_is_taken_off_its_page() -> None:
    within, tagged = (
        b"<</Type/Annot/Subtype/Link/F 4/Dest[1 0 R/XYZ 0 0 0]>>",
        b"<</Type/Annot/Subtype/Link/F 4/Dest[1 0 R]/StructParent 1>>",
    )
    abroad = b"<</Type/Annot/Subtype/Link/F 4/A<</S/URI/URI(https://example.org)>>>>"
    packed = zlib.compress(MARKED_LINE)
    page = b"<</Type/Page/Annots[\n2 0 R\n3 0 R\n4 0 R\n]\n/Tabs/S\n/Contents 5 0 R>>"
    stream = b"<</Length 6 0 R/Filter/FlateDecode>>\nstream\n%s\nendstream" % packed
    plain = made_pdf([page, within, tagged, abroad, stream, b"%d" % len(packed)])
    update = repair(plain)[len(plain) :]
    assert update.count(b" 0 obj") == 1
    assert b"/Annots[\n\n3 0 R\n4 0 R\n]" in update
    assert repair(made_pdf([page, tagged, tagged, abroad, stream, b"%d" % len(packed)])).count(b"%%EOF") == 1


def test_footnotes_get_a_name_each_and_the_root_a_list_of_them() -> None:
    root, note = b"<</Type/StructTreeRoot\n/K[2 0 R ]\n>>", element("Note", 1, "4 0 R")
    plain = made_pdf([root, note, element("Note", 1, "5 0 R 6 0 R"), element("P", 2, "1"), element("L", 3, ""), element("LI", 3, "2")])
    update = repair(plain)[len(plain) :]
    assert b"/S/Note\n/ID(0000000002)\n/P 1 0 R\n/K[4 0 R ]" in update
    assert b"/S/Note\n/ID(0000000003)\n/P 1 0 R\n/K[5 0 R]" in update  # its list is made whole too
    assert b"<</Type/StructTreeRoot\n/IDTree<</Names[(0000000002) 2 0 R (0000000003) 3 0 R]>>\n/K[2 0 R ]" in update
    assert repair(made_pdf([root, note.replace(b"/P", b"/ID(kept)\n/P")])).count(b"%%EOF") == 1


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.6 made up", made_pdf([b"1"])[:-30], b"x" + made_pdf([element("TD", 9, "2 0 R"), element("LI", 1, "")])]
)
def test_a_file_that_is_not_built_as_libreoffice_builds_it_is_left_as_it_is(pdf: bytes) -> None:
    assert repair(pdf) == pdf
