"""What a PDF must not hold, in each way that PDF has to write it."""

from __future__ import annotations

import zlib

import pytest

from shpdocs.paper.pdf.inspection import unfit_in


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, as far as it is judged."""
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % numbered for numbered in enumerate(objects, 1)) + b"%%EOF\n"


def packed(*objects: bytes) -> bytes:
    """A stream of packed objects."""
    content = zlib.compress(b" ".join(objects))
    return b"<</Type/ObjStm/N 1/First 0/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(content), content)


def link(address: bytes) -> bytes:
    return b"<</Type/Annot/Subtype/Link/A<</Type/Action/S/URI/URI%s>>>>" % address


UNFIT = {
    "script": b"<</S/JavaScript/JS(app.alert(1))>>",
    "script under an escaped name": b"<</S/J#61vaScript>>",
    "script by a reference": b"<</OpenAction<</S /JavaScript /JS 5 0 R>>>>",
    "attachment": b"<</Names<</EmbeddedFiles 3 0 R>>>>",
    "attachment on a page": b"<</Subtype/FileAttachment/FS 4 0 R>>",
    "a file's name": b"<</Type/Filespec/F(C:\\made-up.docx)>>",
    "program": b"<</S/Launch/F(cmd.exe)>>",
    "another PDF": b"<</S/GoToR/F(other.pdf)>>",
    "form that is sent": b"<</S/SubmitForm/F(http://example.org)>>",
    "form": b"<</AcroForm 5 0 R>>",
    "film": b"<</Subtype/RichMedia>>",
    "action when it is opened": b"<</AA<</O 3 0 R>>>>",
    "layers": b"<</OCProperties 5 0 R>>",
    "author": b"<</Author(A made-up person)>>",
    "local link": link(b"(file:///home/made-up)"),
    "local link in octal": link(b"(\\146ile:///home/made-up)"),
    "local link in digits": link(b"<66696C653A2F2F2F>"),
    "script as a link": link(b"(javascript:made\\(\\))"),
    "link that stands elsewhere": link(b" 7 0 R"),
    "persons in the data about the file": b"<</Type/Metadata/Subtype/XML>>\nstream\n<dc:creator>made up</dc:creator>\nendstream",
}


@pytest.mark.parametrize("unfit", UNFIT)
def test_what_acts_or_is_attached_is_seen(unfit: str) -> None:
    assert unfit_in(pdf_of(b"<</Type/Catalog>>", UNFIT[unfit], b"<<>>"))


@pytest.mark.parametrize("unfit", [unfit for unfit in UNFIT if b"stream" not in UNFIT[unfit]])
def test_it_is_seen_in_packed_objects_too(unfit: str) -> None:
    assert unfit_in(pdf_of(b"<</Type/Catalog>>", packed(b"<</A 1>>", UNFIT[unfit])))


@pytest.mark.parametrize(
    "stream",
    [
        b"<</Type/ObjStm/Filter/FlateDecode>>\nstream\nmade up\nendstream",
        b"<</Type/ObjStm/Filter/LZWDecode>>\nstream\nmade up\nendstream",
        b"<</Type/ObjStm>>\nstream\nmade up",
    ],
)
def test_packed_objects_that_cannot_be_read_are_a_fault(stream: bytes) -> None:
    assert unfit_in(pdf_of(stream)) == "objects that cannot be read"


def test_a_plain_pdf_is_fit() -> None:
    page = b"<</Type/Page/Annots[4 0 R]/Group<</S/Transparency/CS/DeviceRGB/I true>>>>"
    picture = b"<</Subtype/Image/Filter/DCTDecode/Length 20>>\nstream\n\xff\xd8 /JavaScript (\nendstream"
    links = (link(b"(https://example.org/a\\(b\\))"), link(b"(mailto:made-up@example.org)"))
    info = b"<</Title<FEFF0041>/Producer(LibreOffice \\(made up\\) /Launch)>>"
    opening = b"<</Type/Catalog/OpenAction[1 0 R /XYZ null null 0]>>"
    assert unfit_in(pdf_of(page, picture, *links, info, opening, packed(b"<</A 1>>"))) == ""
