"""`shpdocs schemas`: whole schemas for other programs; one that is missing, edited or stale is told, and made anew."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import Draft202012Validator
from typer.testing import CliRunner

import shpdocs.commands.schemas as commands
from shpdocs.cli.app import app
from shpdocs.commands.collect import collect
from shpdocs.commands.schemas import schema_states, schemas
from shpdocs.commands.status import status
from shpdocs.definitions.schema_marks import marked
from shpdocs.definitions.settings import read_settings
from shpdocs.model.returns import Json, answer_at, set_answer
from shpdocs.store.folder import open_folder
from tests.support import ROOT

PERIOD = "2024-25-Q2"
PREVENT = "2024-25/prevent.schema.json"
DEFINITION = "workbook_templates/2024-25/prevent.toml"


# What another program does, with nothing of shpdocs, is what docs/schemas.md says.
(PROGRAM,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "schemas.md").read_text(encoding="utf-8"), re.DOTALL)
PAGE: dict[str, Any] = {"__name__": "page"}
exec(PROGRAM, PAGE)


def stored_returns(folder: Path) -> list[Path]:
    return sorted(folder.glob("output/*/returns/*.json"))


def stored(folder: Path, sub_group: str) -> dict[str, Json]:
    content: dict[str, Json] = json.loads((folder / f"output/{PERIOD}/returns/{sub_group}.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def judge(made_demo: Path) -> Draft202012Validator:
    judge: Draft202012Validator = PAGE["validator"](PAGE["load"](made_demo))
    return judge


def test_every_stored_return_of_the_demo_is_valid_as_a_whole(made_demo: Path, judge: Draft202012Validator) -> None:
    paths = stored_returns(made_demo)
    assert len(paths) == 10
    for path in paths:
        assert [fault.json_path for fault in judge.iter_errors(json.loads(path.read_text(encoding="utf-8")))] == [], path.name


# what is changed in a stored return, to what, and where the fault is
FAULTS: dict[str, tuple[str, Json, str]] = {
    "format of later": ("/format", 2, "$.format"),
    "no such period": ("/period", "2024-25-Q5", "$.period"),
    "no such sub-group": ("/sub-group", "prevnet", "$['sub-group']"),
    "hash cut short": ("/received/sha256", "abc", "$.received.sha256"),
    "ledger without hash": ("/ledger/sha256", None, "$.ledger.sha256"),
    "issue of none": ("/issue", 0, "$.issue"),
    "figure in words": ("/answers/measures/marac-cases/figure/value", "ten", "$.answers.measures['marac-cases'].figure.value"),
    "measure of nobody": ("/answers/measures/other", {}, "$.answers.measures"),
    "source of nothing": ("/sources/nothing", {}, "$.sources"),
    "more than a return": ("/more", 1, "$"),
}


@pytest.mark.parametrize(("pointer", "value", "path"), FAULTS.values(), ids=FAULTS)
def test_a_fault_anywhere_in_a_stored_return_is_found_at_its_place(
    pointer: str, value: Json, path: str, made_demo: Path, judge: Draft202012Validator
) -> None:
    return_ = stored(made_demo, "domestic-abuse")
    set_answer(return_, pointer, value)
    assert path in [fault.json_path for fault in judge.iter_errors(return_)]


def test_a_source_must_say_all_of_where_its_answer_came_from(made_demo: Path, judge: Draft202012Validator) -> None:
    return_ = stored(made_demo, "domestic-abuse")
    source = next(iter(return_["sources"].values()))
    for key in tuple(source):
        kept = source.pop(key)
        assert [fault.validator for fault in judge.iter_errors(return_)] == ["required"], key
        source[key] = kept


def test_another_program_reads_what_may_be_published_by_the_schema_alone(made_demo: Path) -> None:
    answers = stored(made_demo, "domestic-abuse")["answers"]
    schema = json.loads((made_demo / "schemas/2024-25/domestic-abuse.schema.json").read_text(encoding="utf-8"))
    measures = schema["properties"]["measures"]["properties"]
    counts = {
        key: measure["x-people"]
        for key, measure in measures.items()
        if measure["x-publish"] and measure["x-unit"] == "count" and "figure" in measure["properties"]
    }
    for key in counts:
        set_answer(answers, f"/measures/{key}/figure/value", 3)
    published = dict(PAGE["publishable"](schema, answers))
    assert set(counts.values()) == {True, False}
    assert {key: f"/measures/{key}/figure/value" in published for key in counts} == {key: not people for key, people in counts.items()}
    assert "/fields/update" in published
    assert not any(pointer.startswith("/sign-off") for pointer in published)
    assert all(answer_at(answers, pointer) == answer for pointer, answer in published.items())


def test_nothing_that_the_definition_holds_back_is_published(made_demo: Path) -> None:
    for path in sorted((made_demo / "schemas").glob("20*/*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        measures = schema["properties"]["measures"]["properties"]
        published = [pointer for pointer, _ in PAGE["publishable"](schema, schema["examples"][0])]
        assert not {pointer.split("/")[2] for pointer in published} & {key for key, each in measures.items() if not each["x-publish"]}


def test_the_program_of_the_page_runs_as_it_stands(demo_folder: Path) -> None:
    (demo_folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    run = subprocess.run([sys.executable, "program.py"], cwd=demo_folder, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert "2017-18-Q3 serious-violence /measures/robbery/figure/" in run.stdout


# How the schemas of a folder stand


def states(folder: Path) -> dict[str, str]:
    return {state.name: state.state for state in status(folder, PERIOD).schemas}


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def replace_with_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def other_maker(folder: Path) -> None:
    """The schema as another shpdocs made it, whole by its checksum."""
    path = folder / "schemas" / PREVENT
    schema = json.loads(path.read_text(encoding="utf-8"))
    marks = {name: schema.pop(name) for name in ("x-made-by", "x-made-of", "x-checksum")}
    path.write_bytes(marked(schema, marks["x-made-of"], "shpdocs 0.0.1"))


# what is done to a folder, and how its schemas stand then
CHANGES: dict[str, tuple[Callable[[Path], object], dict[str, str]]] = {
    "nothing": (lambda folder: None, {}),
    "one is taken out": (lambda folder: (folder / "schemas" / PREVENT).unlink(), {PREVENT: "missing"}),
    "one is emptied": (lambda folder: (folder / "schemas" / PREVENT).write_bytes(b""), {PREVENT: "missing"}),
    "all are taken out": (lambda folder: shutil.rmtree(folder / "schemas"), {"": "missing"}),
    "a rule is edited": (lambda folder: edit(folder / "schemas" / PREVENT, '"maxLength": 20000', '"maxLength": 2000'), {PREVENT: "edited"}),
    "an annotation is edited": (
        lambda folder: edit(folder / "schemas" / PREVENT, '"x-publish": false', '"x-publish": true'), {PREVENT: "edited"},
    ),
    "one is cut short": (
        lambda folder: (folder / "schemas" / PREVENT).write_bytes((folder / "schemas" / PREVENT).read_bytes()[:5000]), {PREVENT: "edited"},
    ),
    "its marks are taken out": (lambda folder: (folder / "schemas" / PREVENT).write_text("{}"), {PREVENT: "stale"}),
    "one is of another shpdocs": (other_maker, {PREVENT: "stale"}),
    "that of a return is edited": (
        lambda folder: edit(folder / "schemas/return.schema.json", '"x-publish": false', '"x-publish": true'),
        {"return.schema.json": "edited"},
    ),
    "one that travels with the program is edited": (
        lambda folder: edit(folder / "schemas/audit.schema.json", "object", "string"), {"audit.schema.json": "differs"},
    ),
    "a definition changed": (lambda folder: edit(folder / DEFINITION, '"Exceeding"', '"Exceeding (made up)"'), {PREVENT: "stale"}),
    "a definition is broken": (lambda folder: edit(folder / DEFINITION, "title =", "titel ="), {PREVENT: "stale"}),
    "a remark in a definition changed": (lambda folder: edit(folder / DEFINITION, "title =", "# A made-up remark.\ntitle ="), {}),
    "a sub-group is no more": (
        lambda folder: (folder / DEFINITION).unlink(), {"return.schema.json": "stale", PREVENT: "left over"},
    ),
    "a sub-group is new": (
        lambda folder: shutil.copyfile(folder / DEFINITION, folder / "workbook_templates/2024-25/made-up.toml"),
        {"2024-25/made-up.schema.json": "missing", "return.schema.json": "stale"},
    ),
    "a program wrote other line ends": (
        lambda folder: [path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")) for path in (folder / "schemas").rglob("*.json")], {},
    ),
    "another schema lies beside them": (lambda folder: (folder / "schemas/own.schema.json").write_text("{}"), {}),
    "a folder stands in its place": (lambda folder: replace_with_folder(folder / "schemas" / PREVENT), {PREVENT: "missing"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_status_and_collect_tell_how_the_schemas_stand(name: str, folder: Path) -> None:
    change, expected = CHANGES[name]
    change(folder)
    assert states(folder) == expected
    if name != "a definition is broken":  # collect tells that itself
        assert {state.name: state.state for state in collect(folder, PERIOD).schemas} == expected


def test_the_rule_for_small_numbers_is_part_of_what_they_are_made_of(folder: Path) -> None:
    settings = folder / "shpdocs.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[small-numbers]\nround-to = 10\n", encoding="utf-8")
    assert "2024-25/domestic-abuse.schema.json" in states(folder)
    schemas(folder)
    assert states(folder) == {}
    assert '"round-to": 10' in (folder / "schemas/2024-25/domestic-abuse.schema.json").read_text(encoding="utf-8")


def test_what_a_definition_takes_from_the_library_is_part_of_what_its_schema_is_made_of(folder: Path) -> None:
    definition, library = folder / DEFINITION, folder / "workbook_templates/measures/made-up.toml"
    library.write_text(
        '[made-up]\nname = "Made up"\nunit = "count"\ncounts = "Made-up things"\nbetter = "lower"\n[other]\n', encoding="utf-8"
    )
    edit(library, "[other]", 'quarters = "sum"\nobjective = "Made up"\n')
    definition.write_text(f"{definition.read_text(encoding='utf-8')}\n[measures.made-up]\nfrom = 'made-up'\n", encoding="utf-8")
    assert states(folder) == {PREVENT: "stale"}
    schemas(folder)
    assert states(folder) == {}
    edit(library, 'counts = "Made-up things"', 'counts = "Other made-up things"')
    assert states(folder) == {PREVENT: "stale"}


MENDED = [name for name in CHANGES if name not in ("a definition is broken", "a folder stands in its place")]


@pytest.mark.parametrize("name", MENDED)
def test_schemas_are_made_anew(name: str, folder: Path) -> None:
    CHANGES[name][0](folder)
    schemas(folder)
    assert states(folder) == {}
    assert {written.outcome for written in schemas(folder)} == {"unchanged"}


def test_one_that_somebody_edited_is_not_removed_with_its_definition(folder: Path) -> None:
    edit(folder / "schemas" / PREVENT, '"maxLength": 20000', '"maxLength": 2000')
    (folder / DEFINITION).unlink()
    assert [written.outcome for written in schemas(folder) if written.path.name == "prevent.schema.json"][-1] == "left over"
    assert (folder / "schemas" / PREVENT).exists()


def test_the_commands_say_which_and_what_to_do(folder: Path) -> None:
    (folder / "schemas" / PREVENT).unlink()
    edit(folder / "schemas/2024-25/partnership.schema.json", '"maxLength": 20000', '"maxLength": 2000')
    lines = (
        "Other programs should not use these schemas: schemas/2024-25/partnership.schema.json (edited by hand, or damaged), "
        "schemas/2024-25/prevent.schema.json (missing).\n  To make them anew: shpdocs schemas\n"
    )
    for command in ("status", "collect"):
        result = CliRunner().invoke(app, [command, PERIOD, "--folder", str(folder)])
        assert result.exit_code == 0
        assert lines in result.stdout
    as_json = CliRunner().invoke(app, ["collect", PERIOD, "--json", "--folder", str(folder)])
    assert as_json.stderr == ""
    assert json.loads(as_json.stdout)["schemas"] == [
        {"name": "2024-25/partnership.schema.json", "state": "edited"},
        {"name": PREVENT, "state": "missing"},
    ]


def test_nothing_but_files_is_read_while_the_schemas_are_as_they_should_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "read_definition", lambda *_: pytest.fail("a definition was read"))
    root = open_folder(folder)
    assert schema_states(root, read_settings(root).small_numbers) == ()
