"""Codes of fields are written anew from what is known of them: no word of a code travels that no page shows."""

from __future__ import annotations

import pytest

from shpdocs.model.appendix import Appendix
from shpdocs.paper.appendix import as_separate_file
from shpdocs.paper.appendix.field_codes import KnownNames, address_of
from tests.support.made_word import Source, field_of, paragraph, table

NAMES = KnownNames({"_Ref1", "Findings"}, {"heading 1", "annex title"})


@pytest.mark.parametrize(
    ("code", "anew"),
    [
        (" PAGE ", "PAGE"),
        ("page \\* MERGEFORMAT", "PAGE \\* MERGEFORMAT"),
        ("PAGE\\*roman", "PAGE \\* roman"),
        ('PAGE "CANARY" \\* CANARY \\q CANARY', "PAGE"),
        ('NUMPAGES \\# "0,0"', 'NUMPAGES \\# "0,0"'),
        ('NUMPAGES \\# "CANARY"', "NUMPAGES"),
        (" REF _Ref1 \\h CANARY ", "REF _Ref1 \\h"),
        (' REF "Findings" \\n\\h \\d "-" ', "REF Findings \\n \\h \\d \"-\""),
        ("REF CANARY \\h", ""),
        ("_Ref1", "REF _Ref1"),
        ("CANARY", ""),
        ("PAGEREF _Ref1 \\p \\h", "PAGEREF _Ref1 \\p \\h"),
        ("NOTEREF CANARY", ""),
        ("SEQ Table \\* ARABIC \\s 1", "SEQ Table \\* ARABIC \\s 1"),
        ("SEQ A1_A2_Table", "SEQ A1_A2_Table"),
        ("SEQ Plan \\h", "SEQ Plan \\h"),
        ("SEQ CANARY", ""),
        ('STYLEREF "Heading 1" \\n', 'STYLEREF "Heading 1" \\n'),
        ("STYLEREF CANARY", ""),
        ('TOC \\o "1-3" \\h \\z \\u', 'TOC \\o "1-3" \\h \\z \\u'),
        ('TOC \\t "Annex title,1,CANARY,2" \\o "1-3"', 'TOC \\o "1-3"'),
        ('TOC \\t "Annex title,1" \\b CANARY', 'TOC \\t "Annex title,1"'),
        ('TOC \\f CANARY', ""),
        ('TOC \\h \\z \\c "Table"', "TOC \\h \\z \\c Table"),
        ("TOC \\a Figure", "TOC \\a Figure"),
        ("TOC \\c Table \\b _Ref1", ""),
        ('TOC \\o "1-3" \\c Table', ""),
        ('TOC \\a Figure \\t "Annex title,1"', ""),
        ('HYPERLINK "https://example.org" \\o "CANARY" \\t "CANARY" \\l "part"', 'HYPERLINK "https://example.org" \\l part'),
        ('HYPERLINK \\l "_Ref1"', "HYPERLINK \\l _Ref1"),
        ('HYPERLINK \\l "CANARY"', ""),
        ('HYPERLINK "file:///CANARY"', ""),
        ("SYMBOL 61472 \\f Wingdings \\s 12", "SYMBOL 61472 \\f Wingdings \\s 12"),
        ("SYMBOL 61472 \\f CANARY", "SYMBOL 61472"),
        ("SYMBOL CANARY", ""),
        ("LISTNUM NumberDefault \\l 2", "LISTNUM NumberDefault \\l 2"),
        ("LISTNUM CANARY \\l 2", "LISTNUM \\l 2"),
        ("EQ \\f(1;2)", "EQ \\f(1;2)"),
        ("EQ \\s\\up8(2)", "EQ \\s\\up8(2)"),
        ("EQ \\s\\up9999(CANARY)", ""),
        ("EQ \\o(CANARY,X)", ""),
        ("eq \\o\\ac(○,印)", "EQ \\o\\ac(○,印)"),
        ("EQ \\o(○,CANARY)", ""),
        ("EQ \\d\\fo999 (CANARY)", ""),
        ("FORMCHECKBOX CANARY", "FORMCHECKBOX"),
        *[(f'{kind} "CANARY"', "") for kind in ("DATE", "IF", "SET", "PRIVATE", "XE", "TC", "TA", "QUOTE", "ADDIN", "DOCVARIABLE", "INDEX",
          "COMMENTS", "FILLIN", "AUTHOR", "= 1 + 2", "INFO", "MADEUP", "AUTOTEXT", "ADVANCE", "USERNAME", "FORMTEXT", "PRINTDATE")],
        ("", ""),
        ('"PAGE" "', "PAGE"),
    ],
)  # fmt: skip
def test_a_code_is_written_anew_or_not_at_all(code: str, anew: str) -> None:
    written = NAMES.rebuilt(code, "The plan of 1 made-up year")
    assert written.strip() == anew
    assert NAMES.rebuilt(written, "The plan") == written


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ('HYPERLINK "https://example.org"', "https://example.org"),
        ('hyperlink "C:\\\\made-up\\\\x.docx" \\o "tip"', "C:\\made-up\\x.docx"),
        ("HYPERLINK file:///x", "file:///x"),
        ('HYPERLINK \\l "_Ref1"', ""),
        ('REF "https://example.org"', ""),
    ],
)
def test_the_address_of_a_link_is_known_by_its_code(code: str, address: str) -> None:
    assert address_of(code) == address


def test_a_list_of_styles_that_ends_with_a_comma_is_one_beside_a_style_without_a_name() -> None:
    made = Source(body=[paragraph("Made up", "Heading1"), paragraph("", inside=field_of(' TOC \\h \\t "Heading 1,1," ', "Made up"))])
    made.styles += '<w:style w:type="table" w:styleId="Nameless"/>'
    made.body.append(table([["a"]], "Nameless"))
    assert as_separate_file(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx"))
