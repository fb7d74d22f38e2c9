"""Nothing hidden travels with another body's Word file, in the paper or beside it: whole commands over files that are made up."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.model.appendix import AppendixRefusedError
from tests.support.leads import tree
from tests.support.made_word import Source, paragraph, run

PERIOD = "2017-18-Q3"
CANARY = "CANARYTEXT"


def made(*inside: str) -> Source:
    return Source(body=[paragraph("Made-up text before"), *inside, paragraph("Made-up text after")])


def refused(folder: Path, sources: dict[str, Source], separate: bool = False) -> dict[str, list[str]]:
    """What is told of each file that is named as an appendix; nothing was written."""
    before = tree(folder)
    paths = {}
    for name, source in sources.items():
        paths[name] = folder.parent / f"{name}.docx"
        paths[name].write_bytes(source.write())
    with pytest.raises(AppendixRefusedError) as caught:
        assemble(folder, PERIOD, separate=separate, appendices=dict(paths))
    assert tree(folder) == before
    return {file.removesuffix(".docx"): [reason.words for reason in reasons] for file, reasons in caught.value.refused}


def published(folder: Path, source: Source) -> list[bytes]:
    """What stands in each file that is made with an appendix: of a Word file all its parts, with their names."""
    path = folder.parent / "made-up.docx"
    path.write_bytes(source.write())
    paper = assemble(folder, PERIOD, separate=True, appendices={"Made-up report": path})
    whole = []
    for file in (paper.path, *paper.files):
        with zipfile.ZipFile(file) as package:
            whole.append(b"\n".join(name.encode() + package.read(name) for name in package.namelist()))
    return whole


def linked(address: str) -> Source:
    source = made()
    source.body.append(paragraph("See ", inside=source.link("a made-up link", address)))
    return source


def fetching(element: str, kind: str = "hyperlink", address: str = "https://example.org/made-up.png") -> Source:
    source = made()
    id = source.relate(kind, address, external=True)
    source.body.append(paragraph("Shown here: ", inside=f"<w:r>{element.replace('ID', id)}</w:r>"))
    return source


def test_links_that_no_reader_should_follow_and_whatever_is_fetched_are_refused_by_place(demo_folder: Path) -> None:
    links = {
        "script": linked("JavaScript:alert(1)"),
        "handler": linked("ms-msdt:/id made-up"),
        "password": linked("https://made-up:secret@example.org/"),
        "letter": linked("mailto:made-up@example.org?body=made-up"),
    }
    things = {
        "picture": fetching('<w:drawing><wp:inline><wp:docPr id="1" name=""/><a:graphic><a:graphicData><a:blip r:link="ID"/></a:graphicData></a:graphic></wp:inline></w:drawing>'),
        "older picture": fetching('<w:pict><v:shape><v:imagedata r:id="ID"/></v:shape></w:pict>'),
        "address": fetching('<w:pict><v:shape><v:imagedata src="file:///C:/made-up.png"/></v:shape></w:pict>'),
        "template": fetching("<w:t>ID</w:t>", "frame"),
    }  # fmt: skip
    for separate in (False, True):
        told = refused(demo_folder, links | things, separate)
        assert told.keys() == links.keys() | things.keys()
        assert all(any("A link leads to" in line and "begins “See a made-up link”" in line for line in told[name]) for name in links), told
        assert all(any("kept elsewhere" in line or "web page" in line for line in told[name]) for name in things), told


@pytest.mark.parametrize("address", ["file:///C:/Users/made-up/report.docx", "\\\\server\\share\\report.docx", "report.docx"])
def test_links_that_lead_nobody_anywhere_become_words(demo_folder: Path, address: str) -> None:
    files = published(demo_folder, linked(address))
    assert [b"report.docx" in whole for whole in files] == [False] * len(files)
    assert any(b"a made-up link" in whole for whole in files)


def test_public_links_come_in_and_what_nothing_names_stays_behind(demo_folder: Path) -> None:
    source = linked("https://example.org/made-up?a=1")
    source.body.append(paragraph("Or ", inside=source.link("write", "mailto:made-up@example.org?subject=Made%20up")))
    source.body.append(
        f'<w:p><w:hyperlink w:anchor="_here">{run("within")}</w:hyperlink><w:bookmarkStart w:id="3" w:name="_here"/><w:bookmarkEnd w:id="3"/></w:p>'
    )
    source.relate("hyperlink", f"https://example.org/{CANARY}", external=True)
    source.relate("attachedTemplate", f"file:///C:/{CANARY}.dotx", "settings", external=True)
    files = published(demo_folder, source)
    assert [CANARY.encode() in whole for whole in files] == [False] * len(files)
    assert sum(b"https://example.org/made-up?a=1" in whole for whole in files) == 2


def coded(code: str, shown: str = "") -> str:
    """A field whose code is this, in a paragraph that says so."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end")]
    result = marks[1] + run(shown) if shown else ""
    return paragraph("A field: ", inside=f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{result}{marks[2]}")


def simple(code: str, shown: str) -> str:
    return paragraph("A field: ", inside=f'<w:fldSimple w:instr="{code}"><w:fldData>{CANARY}</w:fldData>{run(shown)}</w:fldSimple>')


def form(data: str, kind: str, shown: str = "") -> str:
    whole = coded(kind, shown)
    return whole.replace(
        'w:fldCharType="begin"/>',
        f'w:fldCharType="begin"><w:ffData><w:name w:val="{CANARY}"/><w:entryMacro w:val="{CANARY}"/><w:helpText w:type="text" w:val="{CANARY}"/>'
        f'<w:statusText w:type="text" w:val="{CANARY}"/>{data}</w:ffData></w:fldChar>',
        1,
    )


def control(properties: str, inside: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="{CANARY}"/><w:tag w:val="{CANARY}"/>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def test_no_code_list_name_or_tip_travels_and_what_is_shown_stays(demo_folder: Path) -> None:
    source = made(
        *[coded(f'{kind} "{CANARY}"', f"shown {at}") for at, kind in enumerate(("IF", "QUOTE", "DATE \\@", "TIME \\@", "AUTHOR", "FILENAME \\p", "COMMENTS", "ADDIN", "DOCVARIABLE", "INDEX", "FILLIN", "MADEUP"))],
        *[coded(f'{kind} "{CANARY}"') for kind in ("XE", "TC", "TA", "SET x", "PRIVATE")],
        simple(f"INFO {CANARY}", "shown simple"),
        simple(f"PAGE \\* {CANARY}", "1"),
        coded(f'HYPERLINK "https://example.org" \\o "{CANARY}"', "shown link"),
        form(f'<w:textInput><w:default w:val="{CANARY}"/><w:format w:val="{CANARY}"/></w:textInput>', "FORMTEXT", "shown form"),
        form(f'<w:ddList><w:result w:val="1"/><w:listEntry w:val="{CANARY}"/><w:listEntry w:val="shown item"/></w:ddList>', "FORMDROPDOWN"),
        form('<w:checkBox><w:sizeAuto/><w:default w:val="1"/></w:checkBox>', "FORMCHECKBOX"),
        control(f'<w:dropDownList><w:listItem w:displayText="{CANARY}" w:value="{CANARY}"/></w:dropDownList>', paragraph("shown control")),
        control(f'<w:placeholder><w:docPart w:val="{CANARY}"/></w:placeholder><w:date w:fullDate="{CANARY}"/>', paragraph("shown date")),
        f'<w:p><w:smartTag w:uri="{CANARY}" w:element="{CANARY}"><w:smartTagPr><w:attr w:name="{CANARY}" w:val="{CANARY}"/></w:smartTagPr>{run("shown tag")}</w:smartTag></w:p>',
        f'<w:p><w:hyperlink w:anchor="{CANARY}" w:tooltip="{CANARY}" w:docLocation="{CANARY}">{run("shown link within")}</w:hyperlink></w:p>',
    )  # fmt: skip
    paper, *_, alone = published(demo_folder, source)
    for whole in (paper, alone):
        assert CANARY.encode() not in whole
        text = whole.decode(errors="ignore")
        shown = [
            *(f"shown {at}<" for at in range(12)),
            "shown simple",
            "shown link",
            "shown form",
            "shown item",
            "shown control",
            "shown date",
            "shown tag",
            "shown link within",
        ]
        assert [words for words in shown if words not in text] == []


def test_text_that_a_code_or_another_branch_keeps_is_refused_by_place(demo_folder: Path) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    branches = '<w:r><mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>'
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(CANARY)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    inside = {
        "in the code": begin + code + run(CANARY) + separate + run("1") + end,
        "in a field in the code": begin + code + begin + code + separate + run(CANARY) + end + separate + run("1") + end,
        "never ends": begin + code + separate + run("1"),
        "never begins": run("1") + end,
        "code alone": f"<w:r><w:instrText>{CANARY}</w:instrText></w:r>",
        "code in the result": begin + code + separate + f"<w:r><w:instrText>{CANARY}</w:instrText></w:r>" + end,
        "result of a mark": begin + "<w:r><w:instrText>SET x</w:instrText></w:r>" + separate + run(CANARY) + end,
        "shows nothing": begin + "<w:r><w:instrText>DATE</w:instrText></w:r>" + end,
        "fetches": begin + "<w:r><w:instrText>INCLUDEPICTURE x.png</w:instrText></w:r>" + separate + run("1") + end,
        "link": begin + '<w:r><w:instrText>HYPERLINK "ftp://example.org"</w:instrText></w:r>' + separate + run("1") + end,
        "older text": branches.format("<w:t>new</w:t>", f"<w:t>{CANARY}</w:t>"),
        "older box": branches.format("", box),
    }
    for separate_files in (False, True):
        told = refused(demo_folder, {name: made(paragraph("It is here: ", inside=xml)) for name, xml in inside.items()}, separate_files)
        assert told.keys() == inside.keys()
        assert [name for name, lines in told.items() if not any("begins “It is here:" in line for line in lines)] == []


def test_text_that_no_reader_sees_is_refused_by_place_and_small_print_and_white_headings_come_in(demo_folder: Path) -> None:
    def looking(look: str, properties: str = "") -> Source:
        return made(paragraph("It is here: ", inside=run(CANARY, look), properties=properties))

    unseen = {
        "white": looking('<w:color w:val="FFFFFF"/>'),
        "theme": looking('<w:color w:val="000000" w:themeColor="background1"/>'),
        "black on black": looking('<w:color w:val="000000"/><w:highlight w:val="black"/>'),
        "shaded": looking('<w:color w:val="1F3864"/>', '<w:shd w:val="clear" w:fill="203864"/>'),
        "tiny": looking('<w:sz w:val="1"/>'),
        "pressed": looking('<w:w w:val="1"/>'),
        "hidden": looking("<w:vanish/>"),
        "off the page": looking("", '<w:ind w:left="-20000"/>'),
        "framed": looking("", '<w:framePr w:x="-9999" w:y="1"/>'),
        "low": looking("", '<w:spacing w:line="1" w:lineRule="exact"/>'),
    }
    for separate in (False, True):
        told = refused(demo_folder, unseen, separate)
        assert told.keys() == unseen.keys()
        assert [name for name, lines in told.items() if not any("begins “It is here:" in line for line in lines)] == []
    dark = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr>'
    heading = run("shown heading", '<w:color w:val="FFFFFF"/>')
    seen = made(
        paragraph("", inside=run("shown small print", '<w:sz w:val="12"/>')),
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc>{dark}{paragraph("", inside=heading)}</w:tc></w:tr>'
        f"<w:tr><w:tc>{dark}{paragraph('shown by itself')}</w:tc></w:tr></w:tbl>",
    )
    paper, *_, alone = published(demo_folder, seen)
    for whole in (paper, alone):
        assert [words for words in (b"shown small print", b"shown heading", b"shown by itself") if words not in whole] == []
