"""The count of Word files that would be refused: which it takes, and what it says of them; the list of those that the figures are of."""

from __future__ import annotations

import re
from pathlib import Path

from tests.corpora.refused import LISTED, refused, report
from tests.support.made_word import Source, paragraph, run
from tests.support.word_files import edit_parts

CHANGED = '<w:p><w:ins w:id="1" w:author="Made up">' + run("added") + "</w:ins></w:p>"


def _written(path: Path, words: int, *blocks: str, application: str = "Microsoft Office Word") -> Path:
    content = Source(body=[paragraph("word " * words), *blocks]).write()
    properties = f"<Properties><Application>{application}</Application></Properties>".encode()
    path.write_bytes(edit_parts(content, lambda parts: parts.update({"docProps/app.xml": properties})))
    return path


def test_only_reports_that_word_wrote_count(tmp_path: Path) -> None:
    assert refused(_written(tmp_path / "a.docx", 300)) == ((), ())
    assert refused(_written(tmp_path / "b.docx", 299)) is None
    assert refused(_written(tmp_path / "c.docx", 300, application="LibreOffice")) is None
    (tmp_path / "d.docx").write_bytes(b"made up")
    assert refused(tmp_path / "d.docx") is None


def test_reasons_are_counted_without_requests_and_with_every_one(tmp_path: Path) -> None:
    files = [_written(tmp_path / "a.docx", 300), _written(tmp_path / "b.docx", 300, CHANGED)]
    lines = report([each for each in map(refused, files) if each is not None])
    assert lines == [
        "2 files of 300 words and more, written in Word",
        "without requests: 1 refused, 50.0%",
        "  1 (1 alone)  It has N tracked change",
        "with every request: 0 refused, 0.0%",
    ]


def test_at_least_six_hundred_files_are_named_by_repository_path_and_hash() -> None:
    rows = [line.split("\t") for line in LISTED.read_text(encoding="utf-8").splitlines()[1:]]
    assert len({sha256 for _, _, sha256 in rows}) == len(rows) >= 600
    assert all(re.fullmatch(r"[\w.-]+/[\w.-]+", repository) and path.endswith((".docx", ".DOCX")) for repository, path, _ in rows)
    assert all(re.fullmatch("[0-9a-f]{64}", sha256) for _, _, sha256 in rows)
