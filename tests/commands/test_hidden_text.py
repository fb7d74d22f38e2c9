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
        "local": linked("file:///C:/Users/made-up/report.docx"),
        "share": linked("\\\\server\\share\\report.docx"),
        "script": linked("JavaScript:alert(1)"),
        "handler": linked("ms-msdt:/id made-up"),
        "password": linked("https://made-up:secret@example.org/"),
        "relative": linked("report.docx"),
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
