"""The facts of a Word file: each is said once, however deep tables stand in each other and however often a thing is shown."""

from __future__ import annotations

from collections import Counter

import pytest

from shpdocs.model.appendix import Appendix
from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.package import Package
from shpdocs.ooxml.word_file import open_word_file
from shpdocs.paper.appendix import as_separate_file
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


def test_what_another_program_wrote_beside_the_look_of_a_page_is_no_look() -> None:
    foreign = 'xmlns:pt14="http://powertools.codeplex.com/2011" pt14:Unid="8b06"'
    plain, marked = (f'<w:pgSz {more} w:w="11907" w:h="16834"/><w:cols {more} w:space="720"/>' for more in ("", foreign))
    made = {said: Source(body=[paragraph("x")], last_section=said) for said in (plain, marked)}
    assert facts_of(made[plain])["sections"] == facts_of(made[marked])["sections"] == ["page h 16834 w 11907; columns space 720"]
    as_separate_file(Appendix("Report", "Appendix 1 – Report", made[marked].write(), "report.docx"))


def test_a_link_to_the_top_leads_where_the_file_says_that_its_top_is() -> None:
    link = '<w:hyperlink w:anchor="_top"><w:r><w:t>up</w:t></w:r></w:hyperlink>'
    title = paragraph("", inside=bookmarked("_top", "<w:r><w:t>Title</w:t></w:r>"))
    for body in ([title, paragraph("", inside=link)], [paragraph("", inside=link)]):
        content = as_separate_file(Appendix("Report", "Appendix 1 – Report", Source(body=body).write(), "report.docx"))
        assert b">up<" in open_word_file(content, OUR_BOUNDS).package.read("word/document.xml")


def test_a_place_between_paragraphs_is_that_of_the_next_one_wrapped_up_or_not() -> None:
    place = '<w:sdt><w:sdtContent><w:bookmarkStart w:id="1" w:name="there"/><w:bookmarkEnd w:id="1"/></w:sdtContent></w:sdt>'
    link = '<w:hyperlink w:anchor="there"><w:r><w:t>down</w:t></w:r></w:hyperlink>'
    made = Source(body=[paragraph("", inside=link), place, f"<w:sdt><w:sdtContent>{paragraph('The place')}</w:sdtContent></w:sdt>"])
    assert facts_of(made)["links"] == ["down → The place"]
    as_separate_file(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx"))  # proved
