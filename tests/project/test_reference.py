"""The docs against the program: generated parts are up to date, and nothing that exists is missing from them."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shpdocs import assemble, collect, issue
from shpdocs.cli import edge
from shpdocs.cli.app import NAMES
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.problem import CATALOGUE
from shpdocs.store.folder import open_folder
from tests.reference import DOCS, GENERATED, OWN_EXAMPLES, is_plain, read_schema, reference_sections, resolved, split_page

SCHEMAS = ("definition", "profile", "settings")


def page(name: str) -> str:
    """A page of the docs."""
    return (DOCS / name).read_text(encoding="utf-8")


def keys_of(part: Any) -> Iterator[str]:
    """Every key that any object of a schema may have."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield from part["properties"]
        for name, inner in part.items():
            if name not in ("if", "then"):
                yield from keys_of(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from keys_of(inner)


@pytest.mark.parametrize("name", GENERATED)
def test_the_generated_part_of_a_page_is_up_to_date(name: str) -> None:
    _, inside, _ = split_page(name, page(name))

    assert GENERATED[name][1]().strip() == inside.strip(), "run: python -m tests.reference"


def test_every_command_is_in_the_docs() -> None:
    headings = re.findall(r"^## shpdocs (\S+)$", page("commands.md"), re.MULTILINE)

    assert list(NAMES) == headings


@pytest.mark.parametrize("name", ["commands.md", "officers.md"])
def test_every_exit_code_is_in_the_docs(name: str) -> None:
    table = page(name).split("## Exit codes")[1]
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]

    assert [edge.FINE, edge.PROBLEMS, edge.USAGE, edge.COULD_NOT_RUN, edge.INTERRUPTED] == codes


def test_every_outcome_of_the_json_is_in_the_docs() -> None:
    outcomes = read_schema("problem-list")["properties"]["files"]["items"]["properties"]["outcome"]["enum"]
    table = page("commands.md").split("| Outcome | Meaning |")[1].split("\n\n")[0]

    assert outcomes == re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)


def test_what_the_json_of_audit_says_of_a_file_is_in_the_docs() -> None:
    schema = read_schema("audit")
    (paragraph,) = [text for text in page("commands.md").split("\n\n") if text.startswith("`audit --json`")]
    of_file = schema["properties"]["files"]["items"]["properties"]
    told = set(re.findall(r"`([a-z-]+)`", paragraph))

    assert set(of_file) == {"file", "rules", "unread"}
    assert {"verdict", "unread", *schema["$defs"]["rule"]["properties"]["verdict"]["enum"]} <= told


@pytest.mark.parametrize(("code", "words"), [(1, "one of several files could not be read (`audit`)"), (3, "no file that could be audited")])
def test_the_page_says_how_audit_ends_when_files_cannot_be_read(code: int, words: str) -> None:
    (row,) = re.findall(rf"^\| {code} \| (.+) \|$", page("commands.md"), re.MULTILINE)

    assert words in row


def test_every_problem_code_is_in_the_docs() -> None:
    codes = re.findall(r"^\| `([a-z-]+)` \| (blocking|warning|notice) \|", page("problems.md"), re.MULTILINE)

    assert [(code, message.severity) for code, message in CATALOGUE.items()] == codes


def test_every_placeholder_of_a_message_that_the_page_explains_is_used_by_one() -> None:
    explained = set(re.findall(r"`\{([a-z-]+)\}`", page("problems.md").split("<!-- generated")[0]))
    used = {name for message in CATALOGUE.values() for name in re.findall(r"\{([a-z-]+)\}", message.what + message.needed)}

    assert explained <= used


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_of_a_schema_is_in_the_docs(name: str) -> None:
    tables = list(reference_sections(name).values())
    text = page("definitions.md")
    told = {key for section in tables for key in section.schema["properties"]}

    for section in tables:
        part = text.split(f"\n### {section.title}\n")[1].split("\n##")[0]
        for key, inner in section.schema["properties"].items():
            if is_plain(inner):
                (row,) = [line for line in part.splitlines() if line.startswith(f"| `{key}` |")]
                told |= {plain for plain in inner["properties"] if f"`{plain}`" in row.split("|")[2]}
        assert list(section.schema["properties"]) == re.findall(r"^\| `([a-z-]+)` \|", part, re.MULTILINE)
    assert set(keys_of(read_schema(name))) == told


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_a_meaning_of_its_own_and_an_example(name: str) -> None:
    for section in reference_sections(name).values():
        part = page("definitions.md").split(f"\n### {section.title}\n")[1].split("\n##")[0]
        rows = [re.split(r"(?<!\\)\|", row.strip("|")) for row in part.splitlines() if row.startswith("| `")]
        assert [] == [row[0] for row in rows if not row[3].strip() or not row[5].strip()]


def test_every_command_typed_in_the_docs_has_that_name_and_those_options() -> None:
    sections = re.split(r"^## shpdocs ", page("commands.md"), flags=re.MULTILINE)[1:]
    options = {section.split("\n")[0]: set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE)) for section in sections}
    typed = {
        (path.name, line)
        for path in [DOCS.parent / "README.md", *DOCS.glob("*.md")]
        for block in re.findall(r"^```\w*\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for line in re.findall(r"^(?:> |  )?shpdocs ([a-z].*)$", block, re.MULTILINE)
    }
    wrong = []
    for name, line in sorted(typed):
        command, *words = shlex.split(line, comments=True)
        unknown = {word for word in words if word.startswith("--")} - options.get(command, set()) - {"--help"}
        if command not in options or unknown:
            wrong.append(f"{name}: shpdocs {line}")

    assert len(typed) > 30
    assert wrong == []


def test_every_link_within_the_docs_leads_somewhere() -> None:
    lost = []
    for path in sorted(DOCS.glob("*.md")):
        for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", path.read_text(encoding="utf-8")):
            aim = path.parent / target if target else path
            if not aim.exists() or (anchor and anchor not in anchors_of(aim)):
                lost.append(f"{path.name}: {target}#{anchor}")

    assert [] == lost


def anchors_of(path: Path) -> set[str]:
    """The anchors that Markdown viewers make of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(("key", "value"), OWN_EXAMPLES.items())
def test_an_example_made_for_the_docs_is_valid(key: str, value: Any) -> None:
    parts = [
        resolved(schema, section.schema["properties"][key]) | {"$defs": schema.get("$defs", {})}
        for name in SCHEMAS
        for schema in (read_schema(name),)
        for section in reference_sections(name).values()
        if key in section.schema["properties"]
    ]

    assert parts
    assert all(schema_faults(part, value) == () for part in parts)


def worked_examples() -> list[str]:
    """The definitions shown in docs/definitions.md: the measure that is added, the measure of the library and what takes it,
    and the sub-group that is added."""
    return re.findall(r"```toml\n(.*?)```", page("definitions.md"), re.DOTALL)


def add_worked_examples(folder: Path) -> None:
    """Do to a folder what docs/definitions.md says."""
    measure, of_library, taken, sub_group = worked_examples()
    year = folder / "workbook_templates" / "2024-25"
    with (year / "serious-violence.toml").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{measure}\n{taken}")
    (folder / "workbook_templates" / "measures" / "our-own.toml").write_text(of_library, encoding="utf-8")
    (year / "youth-justice.toml").write_text(sub_group, encoding="utf-8")


def test_a_measure_and_a_sub_group_are_added_as_the_docs_say_without_python(folder: Path) -> None:
    add_worked_examples(folder)

    year = read_year(open_folder(folder), "2024-25")
    added = year.definition("serious-violence")
    issued = [one.sub_group for one in issue(folder, "2024-25-Q2")]

    assert added is not None
    assert {"weapon-sweeps", "street-audits"} <= {measure.key for measure in added.measures}
    assert "youth-justice" in issued


def test_a_workbook_issued_before_the_measure_was_added_is_issued_again_and_the_old_one_refused(demo_folder: Path) -> None:
    add_worked_examples(demo_folder)

    issued = {one.sub_group: one for one in issue(demo_folder, "2024-25-Q2")}
    outcomes = {one.sub_group: one.outcome for one in collect(demo_folder, "2024-25-Q2").files}

    assert issued["serious-violence"].issue == 3  # the second was the query workbook that the demo made
    assert issued["prevent"].outcome == "unchanged"
    assert outcomes["serious-violence"] == "refused"


def test_the_added_sub_group_is_missing_until_it_returns_and_an_added_measure_is_blank(demo_folder: Path) -> None:
    add_worked_examples(demo_folder)

    made = assemble(demo_folder, "2024-25-Q2")

    assert (made.missing, made.unusable) == (("Youth Justice Partnership",), ())
    assert made.path.stem.endswith("DRAFT")


def test_the_settings_shown_to_the_officer_are_those_that_ship() -> None:
    shown = re.findall(r"```toml\n(.*?)```", page("officers.md"), re.DOTALL)

    assert tomllib.loads((DOCS.parent / "shpdocs.toml").read_text(encoding="utf-8")) == tomllib.loads(shown[0])
