"""The examples of docs/reading.md against the code that reads values."""

from __future__ import annotations

import ast
import json
import re
from datetime import datetime
from decimal import Decimal

import pytest

from shpdocs.answers.formulas import evaluate
from shpdocs.answers.kinds import KINDS
from shpdocs.answers.kinds.narrative import blocks_of
from shpdocs.answers.kinds.reason import AMBIGUOUS_NONE, NO_FIGURE_WORDS
from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from shpdocs.model.document import ListItem, Paragraph
from shpdocs.model.problem import CATALOGUE
from shpdocs.model.returns import REASON_WORDS, Json, Place, RawCell
from tests.support import ROOT

PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
ANSWERS = ROOT / "shpdocs" / "answers"
HEADER = "| Kind | What is typed | The cell holds | It is read as | The paper prints |"


def examples() -> list[tuple[str, str, str, str, str]]:
    """The rows of the table of examples; what is typed keeps its spaces."""
    lines = PAGE.split(HEADER)[1].split("\n\n")[0].splitlines()[2:]
    rows = [[part.strip() for part in line.strip("|").split("|")] for line in lines]
    return [(kind, typed[1:-1], holds, read, printed) for kind, typed, holds, read, printed in rows]


def asked_for(kind: str) -> Asked:
    """What the first column of the table asks."""
    if kind == "figure":
        return Asked("count", no_figure=True)
    if found := re.fullmatch(r"rate per ([\d,]+)", kind):
        return Asked("rate", per=int(found[1].replace(",", "")))
    if found := re.fullmatch(r"choice of (.+)", kind):
        return Asked("choice", choices=tuple(found[1].split(", ")))
    if found := re.fullmatch(r"text of at most (\d+) characters", kind):
        return Asked("text", longest=int(found[1]))
    return Asked(kind)


def typed_cell(typed: str, holds: str) -> RawCell:
    """The cell as a program stores it when that is typed."""
    place = Place("return.xlsx", "Measures", "B2")
    match holds:
        case "number":
            return RawCell(place, json.loads(typed))
        case "per-cent cell":
            return RawCell(place, float(Decimal(typed) / 100), "0%")
        case "date":
            return RawCell(place, datetime.strptime(typed, "%d/%m/%Y"), "dd/mm/yyyy")
        case "tick box":
            return RawCell(place, typed == "TRUE")
        case "per-cent formula":
            return RawCell(place, None, "0%", formula=typed)
        case "formula":
            return RawCell(place, None, formula=typed)
        case "error" | "two values" | "struck text" | "raised text":
            struck, raised, unclear = (holds == kind for kind in ("struck text", "raised text", "two values"))
            return RawCell(place, typed, is_error=holds == "error", struck=struck, raised=raised, is_unclear=unclear)
        case "spilled number":
            return RawCell(place, json.loads(typed), not_typed="an array formula in B1")
        case _ if holds.startswith("number shown as "):
            return RawCell(place, json.loads(typed), holds.removeprefix("number shown as "))
        case _:
            assert holds == "text"
            return RawCell(place, typed)


def told(answer: Json, asked: Asked) -> tuple[str, str]:
    """An answer as the last two columns of the table tell it."""
    if asked.kind == "reason":
        return f"no figure: {REASON_WORDS[answer]}", ""
    if isinstance(answer, dict):
        read = str(answer["amount"]) if "amount" in answer else f"{answer['start']} to {answer['end']}"
    else:
        read = {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else str(answer)
    return f"`{read}`", KINDS[asked.kind].show(answer, asked)


@pytest.mark.parametrize(("kind", "typed", "holds", "read", "printed"), examples())
def test_every_example_of_the_page_is_read_as_the_page_says(kind: str, typed: str, holds: str, read: str, printed: str) -> None:
    asked = asked_for(kind)

    reading = read_answer(typed_cell(typed, holds), asked)

    if reading.problem:
        actual = (f"question: `{reading.problem}`", "")
    elif reading.reason:
        actual = (f"no figure: {REASON_WORDS[reading.reason]}", "")
    else:
        actual = told(reading.answer, asked)
    assert (read, printed) == actual


def test_every_kind_has_an_example() -> None:
    shown = {asked_for(kind).kind for kind, *_ in examples()}

    assert set(KINDS) == shown


def rules_in_code() -> set[str]:
    """Every text that the code gives to a Reading as its rule."""
    found = set()
    for path in ANSWERS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else ""
                given = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
                given += node.args[:1] if name in ("Reading", "_two_percentages") else []
                found |= {one.value for one in given if isinstance(one, ast.Constant)}
    return {rule for rule in found if isinstance(rule, str)}


def test_every_rule_of_the_code_stands_on_the_page() -> None:
    rows = PAGE.split("| Rule | What it does |")[1].split("\n\n")[0]
    named = re.findall(r"^\| `([a-z-]+)` \|", rows, re.MULTILINE)

    assert len(named) == len(set(named)) > 20
    assert set(named) == rules_in_code()


def test_every_rule_has_an_example() -> None:
    used = {read_answer(typed_cell(typed, holds), asked_for(kind)).rule for kind, typed, holds, *_ in examples()}

    assert used == rules_in_code()


@pytest.mark.parametrize("formula", re.findall(r"`(=[^`]+)`", PAGE.split("## Formulas")[1].split("Every other formula")[0]))
def test_every_sum_that_the_page_names_is_worked_out(formula: str) -> None:
    assert evaluate(formula) is not None


@pytest.mark.parametrize("words", ["unknown", "not collected", "tbc by Nov", "seven", "1'664", "1.664,50"])
def test_what_the_page_says_is_a_question_is_one(words: str) -> None:
    assert f"`{words}`" in PAGE
    assert read_answer(typed_cell(words, "text"), asked_for("figure")).problem == "not-a-whole-number"


def test_every_question_of_the_examples_is_a_problem_of_the_catalogue() -> None:
    named = set(re.findall(r"question: `([a-z-]+)`", PAGE))

    assert named <= set(CATALOGUE)


def test_the_words_for_no_figure_are_those_of_the_page() -> None:
    rows = PAGE.split("## No figure")[1].split("## Examples")[0]
    named = {
        words: reason
        for reason, title in REASON_WORDS.items()
        for words in re.findall(r"`([^`]+)`", rows.split(f"| {title} |")[1].split("\n")[0])
    }

    assert named == NO_FIGURE_WORDS


def test_the_words_that_could_be_zero_or_no_figure_are_those_of_the_page() -> None:
    (sentence,) = re.findall(r"^(.+) could be zero or no figure", PAGE, re.MULTILINE)

    assert set(re.findall(r"`([^`]+)`", sentence)) == set(AMBIGUOUS_NONE)


def test_lines_of_a_narrative_become_what_the_page_says() -> None:
    marks = re.findall(r"`([^`]+ )`", PAGE.split("## Narratives")[1].split("A bullet right under")[0])

    found = {mark: blocks_of(f"{mark}text")[0] for mark in marks}

    assert len(found) == 7
    assert dict.fromkeys(marks, True) == {mark: isinstance(block, ListItem) and block.text == "text" for mark, block in found.items()}
    assert Paragraph("text") == blocks_of("\ntext\n")[0]
