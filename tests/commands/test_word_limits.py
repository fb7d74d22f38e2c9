"""Word files that hold too much, over whole commands: refused by the limit and the setting that raises it; a raised one counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.audit import audit
from shpdocs.commands.house_style import check_house_style
from shpdocs.model.appendix import AppendixRefusedError
from shpdocs.model.errors import DefinitionError, ShpdocsError
from shpdocs.paper.word.house_style import write_starter
from tests.support.leads import tree
from tests.support.made_word import Source, paragraph, table
from tests.support.word_files import edit_part

PERIOD = "2017-18-Q3"
NESTED = table([["x"]]).replace("</w:p></w:tc>", "</w:p>{}<w:p/></w:tc>")


def _nested(depth: int) -> str:
    inner = paragraph("innermost")
    for _ in range(depth):
        inner = NESTED.replace("{}", inner)
    return inner


def _styles(number: int) -> str:
    return "".join(f'<w:style w:type="paragraph" w:styleId="S{at}"><w:name w:val="S{at}"/></w:style>' for at in range(number))


FILES: dict[str, tuple[Callable[[], Source], str, str]] = {
    "paragraphs": (lambda: Source(body=["<w:p/>" * 60_001]), "more than 60,000 paragraphs", "most-paragraphs"),
    "tables in tables": (lambda: Source(body=[_nested(80)]), "more than 100 elements within each other", "deepest-nesting"),
    "styles": (lambda: Source(body=[paragraph("x")], styles=_styles(10_001)), "more than 10,000 styles and lists", "most-styles"),
}


@pytest.mark.parametrize("name", FILES)
def test_an_appendix_that_holds_too_much_is_refused_by_its_limit_and_nothing_is_written(name: str, demo_folder: Path) -> None:
    make, entered, setting = FILES[name]
    path = demo_folder / "large.docx"
    path.write_bytes(make().write())
    before = tree(demo_folder)
    with pytest.raises(AppendixRefusedError) as caught:
        assemble(demo_folder, PERIOD, appendices={"Made up": path})
    (refusal,) = caught.value.refused[0][1]
    assert entered in refusal.what
    assert refusal.mend.endswith(f", or raise {setting} under [limits.word] in shpdocs.toml.")
    assert tree(demo_folder) == before


def test_a_limit_of_the_settings_is_kept_and_one_that_is_raised_lets_an_appendix_in(demo_folder: Path) -> None:
    path = demo_folder / "deep.docx"
    path.write_bytes(Source(body=[_nested(40)]).write())
    with pytest.raises(AppendixRefusedError, match="deepest-nesting"):
        assemble(demo_folder, PERIOD, appendices={"Made up": path})
    settings = demo_folder / "shpdocs.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[limits.word]\ndeepest-nesting = 200\n", encoding="utf-8")
    made = assemble(demo_folder, PERIOD, separate=True, appendices={"Made up": path})
    assert {carried.what: carried.count for carried in made.merged[0].carried}["tables"] == 40
    assert [file.unread for file in made.audits] == [None, None]


@pytest.mark.parametrize("command", [check_house_style, lambda folder: assemble(folder, PERIOD)])
def test_a_house_style_with_too_many_styles_is_refused_by_its_limit(command: Callable[[Path], object], demo_folder: Path) -> None:
    path = demo_folder / "workbook_templates" / "house-style.docx"
    path.write_bytes(edit_part(write_starter(), "word/styles.xml", ("</w:styles>", f"{_styles(60_000)}</w:styles>")))
    with pytest.raises(ShpdocsError) as caught:
        command(demo_folder)
    assert "more than 10,000 styles and lists" in caught.value.what
    assert "raise most-styles under [limits.word] in shpdocs.toml" in caught.value.remedy


def test_a_word_file_that_holds_too_much_is_not_audited_and_the_limit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    path.write_bytes(FILES["paragraphs"][0]().write())
    (file,) = audit((path,))
    assert file.unread and "more than 60,000 paragraphs" in file.unread.what


@pytest.mark.parametrize(("limit", "key"), [("deepest-nesting = 500", "deepest-nesting"), ("most-pages = 5", "most-pages")])
def test_a_limit_of_word_files_that_is_none_is_an_error_that_names_its_key(limit: str, key: str, demo_folder: Path) -> None:
    settings = demo_folder / "shpdocs.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[limits.word]\n{limit}\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        assemble(demo_folder, PERIOD)
    assert [fault.key for fault in caught.value.faults] == [f"limits.word.{key}"]
