"""How many Word files that people wrote in Word would be refused as appendices, and why. `python -m tests.corpora.refused FOLDER`

Of a folder's files it takes those of 300 words and more whose properties say that Word wrote them, and brings each in as an appendix,
without a request and with every one. `word_files.tsv` names the files that the figures in docs/reliability.md are of: repository, path and
SHA-256; none of them is kept here.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import get_args

from shpdocs.model.appendix import Appendix, AppendixLostError, AppendixRefusedError, Request
from shpdocs.paper.appendix import as_separate_file

LISTED = Path(__file__).parent / "word_files.tsv"
LEAST_WORDS = 300
_APPLICATION = re.compile(rb"<(?:\w+:)?Application>Microsoft Office Word")
_SAID = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
Refused = tuple[tuple[str, ...], tuple[str, ...]]  # why a file is refused without requests, and with every one


def is_written_in_word(content: zipfile.ZipFile) -> bool:
    """Whether a file's properties say that Word wrote it, and its text has words enough to be somebody's report."""
    names = content.namelist()
    properties = next((name for name in names if name.lower() == "docprops/app.xml"), "")
    if not properties or "word/document.xml" not in names or not _APPLICATION.search(content.read(properties)):
        return False
    text = content.read("word/document.xml").decode("utf-8", "replace").replace("</w:p>", "<w:t> </w:t>")
    return len("".join(_SAID.findall(text)).split()) >= LEAST_WORDS


def reasons(content: bytes, requests: tuple[Request, ...]) -> tuple[str, ...]:
    """Why a file is refused, without numbers and what is its own; () if it comes in."""
    try:
        as_separate_file(Appendix("Report", "Appendix 1 – Report", content, "report.docx", requests))
    except AppendixRefusedError as error:
        return tuple(dict.fromkeys(_in_general(refusal.what) for _, refusals in error.refused for refusal in refusals))
    except AppendixLostError as error:
        return tuple(f"Would be lost: {lost.partition(':')[0]}" for lost in error.lost)
    return ()


def _in_general(what: str) -> str:
    """A reason as it reads of any file."""
    return re.sub(r"“.*”", "“…”", re.sub(r"\d+", "N", what)).replace("comments", "comment").replace("changes", "change")


def refused(path: Path) -> Refused | None:
    """Why a file is refused; None for one that is not a person's report."""
    try:
        with zipfile.ZipFile(path) as archive:
            if not is_written_in_word(archive):
                return None
    except (zipfile.BadZipFile, OSError, KeyError):
        return None
    content = path.read_bytes()
    without = reasons(content, ())
    return without, reasons(content, get_args(Request)) if without else ()


def report(refusals: list[Refused]) -> list[str]:
    """How many files are refused without requests and with them, and each reason with how many files have it, and have no other."""
    lines = [f"{len(refusals)} files of {LEAST_WORDS} words and more, written in Word"]
    for number, name in enumerate(("without requests", "with every request")):
        why = [each[number] for each in refusals if each[number]]
        lines.append(f"{name}: {len(why)} refused, {100 * len(why) / max(1, len(refusals)):.1f}%")
        alone = Counter(each[0] for each in why if len(each) == 1)
        counts = Counter(reason for each in why for reason in each)
        lines += [f"  {count} ({alone[reason]} alone)  {reason}" for reason, count in counts.most_common()]
    return lines


if __name__ == "__main__":
    paths = sorted(Path(sys.argv[1]).rglob("*.docx"))
    with ProcessPoolExecutor(2) as processes:
        print("\n".join(report([each for each in processes.map(refused, paths, chunksize=4) if each is not None])))
