"""The facts of a Word file: each is said once, however deep tables stand in each other and however often a thing is shown."""

from __future__ import annotations

from collections import Counter

import pytest

from shpdocs.model.appendix import Appendix
from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.package import Package
from shpdocs.ooxml.word_file import open_word_file
from shpdocs.paper.appendix.facts import FactReader, Facts
from tests.support.made_word import Source, paragraph, refusals_of, table
from tests.support.made_word import bookmark as bookmarked

BETWEEN = table([["x"]]).replace("</w:p></w:tc>", "</w:p>{}<w:p/></w:tc>")


def facts_of(source: Source) -> Facts:
    reader = FactReader(open_word_file(source.write(), OUR_BOUNDS))
    return reader.facts(list(reader.document[0])[:-1], reader.all_sections)


def nested(depth: int) -> str:
    inner = paragraph("in")
    for _ in range(depth):
        inner = BETWEEN.replace("{}", inner)
    return inner


def test_a_table_says_what_is_in_its_own_cells_and_marks_where_another_stands() -> None:
    assert facts_of(Source(body=[nested(2)]))["tables"] == [" /  | x\n[table]\n", " /  | x\nin\n\n"]


def test_what_is_said_of_tables_grows_as_their_number_does_however_deep_they_stand() -> None:
    lengths = {depth: sum(map(len, facts_of(Source(body=[nested(depth)]))["tables"])) for depth in (20, 40, 60)}
    assert lengths[60] - lengths[40] == lengths[40] - lengths[20]


def test_what_a_paragraph_a_link_or_an_equation_says_is_not_said_again_by_what_it_stands_in() -> None:
    inner, equation = '<w:hyperlink w:anchor="a"><w:r><w:t>in</w:t></w:r></w:hyperlink>', "<m:oMath><m:r><m:t>1</m:t></m:r>{}</m:oMath>"
    spaced = equation.replace("<m:oMath>", '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">', 1)
    body = [
        paragraph("", inside=bookmarked("a", "<w:r><w:t>there</w:t></w:r>")),
        paragraph("", inside=f'<w:hyperlink w:anchor="a"><w:r><w:t>out</w:t></w:r>{inner}</w:hyperlink>'),
        paragraph("", inside=spaced.replace("{}", equation.replace("{}", ""))),
    ]
    facts = facts_of(Source(body=body))
    assert facts["links"] == ["out → there", "in → there"]
    assert facts["equations"] == ["1", "1"]


def test_a_picture_and_a_header_that_are_shown_a_hundred_times_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Source()
    header = made.margin("header", paragraph("long " * 1_000, inside=made.image(9, "A made-up badge", "header1")))
    for _ in range(100):
        made.body.append(paragraph("", inside=made.image(40, "A made-up picture")))
        made.section(header)
    read, before = Counter[str](), Package.read

    def counted(package: Package, name: str) -> bytes:
        read[name] += 1
        return before(package, name)

    monkeypatch.setattr(Package, "read", counted)
    facts = facts_of(made)
    assert (len(facts["pictures"]), len(facts["headers and footers"])) == (100, 101)
    assert {name: number for name, number in read.items() if "media" in name} == {"word/media/image40.png": 1, "word/media/image9.png": 1}
    assert max(map(len, facts["headers and footers"])) < 1_500  # of a header of 5,000 letters


@pytest.mark.parametrize(("number", "is_refused"), [(45, False), (60, True)])
def test_styles_and_fields_within_each_other_without_end_are_refused_by_their_limit(number: int, is_refused: bool) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{at}"><w:name w:val="S{at}"/><w:basedOn w:val="S{at - 1}"/></w:style>'
        for at in range(number)
    )
    based = Source(body=[paragraph("x", f"S{number - 1}")])
    based.styles += styles
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    begin, end = f'{mark("begin")}<w:r><w:instrText> QUOTE "x" </w:instrText></w:r>{mark("separate")}', mark("end")
    within = Source(body=[paragraph("", inside=begin * number + end * number)])
    for source, what in ((based, "more than 50 styles based on each other"), (within, "more than 50 fields within each other")):
        told = refusals_of(Appendix("Made up", "Appendix 1 – Made up", source.write(), "made-up.docx"))
        assert any(what in refusal.what for refusal in told) == is_refused
