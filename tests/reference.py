"""The generated parts of the docs: every key, command and problem, from schemas, app and catalogue; and the picture of the rooms.

`python -m tests.reference` writes them between the marker comments of docs/definitions.md, docs/commands.md, docs/problems.md,
docs/measures.md and docs/architecture.md; tests/project/test_reference.py fails when they are out of date.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from shpdocs.cli.app import app
from shpdocs.model.problem import CATALOGUE
from tests.measures_reference import measures_reference
from tests.support import house
from tests.support.rooms_picture import rooms_picture

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
END = "<!-- end generated -->"

Schema = dict[str, Any]

# Keys that no shipped file uses and whose schema gives no example
OWN_EXAMPLES: dict[str, Any] = {
    "minimum": 1,
    "maximum": 100,
    "increase-by": 10,
    "low": 35,
    "high": 45,
    "fewest": 1,
    "page-numbers": False,
    "people": True,
    "part-of": "young-people",
    "total": "all-ages",
    "total-column": "all",
    "sums-to": "arrests",
    "total-of": ["adults", "young-people"],
    "numerator": "completed",
    "denominator": 309300,
    "rows-are": "all",
    "upper-protection": 5,
    "zero": "suppress",
    "ratings": False,
    "exempt": {"paragraphs": [1], "reason": "It would tell who the person is."},
    "paragraphs": [1],
    "reason": "It would tell who the person is.",
}
_KEY_PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_DEFAULT = re.compile(r"\s*Default:? (.+?)\.(?=\s|$)")


@dataclass
class Section:
    """One object of a schema: its title, its part of the schema, its path in TOML, and what its keys hold in real files.

    The path of an object in a list ends with '[]', as in 'sections[].lines[]'.
    """

    title: str
    schema: Schema
    path: str
    examples: dict[str, list[Any]] = field(default_factory=dict)


def read_schema(name: str) -> Schema:
    """The hand-written schema of that name, 'definition', 'profile' or 'settings'."""
    found: Schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def resolved(root: Schema, part: Schema) -> Schema:
    """A part of a schema with what it refers to merged in; its own keywords count before the referred ones."""
    if "$ref" not in part:
        return part
    target = resolved(root, root["$defs"][part["$ref"].rsplit("/", 1)[1]])
    own = {key: value for key, value in part.items() if key != "$ref"}
    merged = target | own
    merged["properties"] = own.get("properties", {}) | target.get("properties", {})
    merged["required"] = [*own.get("required", []), *target.get("required", [])]
    return {key: value for key, value in merged.items() if value not in ({}, [])}


def sections_of(root: Schema, part: Schema, name: str, path: str, found: dict[str, Section]) -> dict[str, Section]:
    """Every object of a schema by title, the outermost first."""
    whole = resolved(root, part)
    if "properties" not in whole or is_plain(whole):
        return found
    title = whole.get("title", name)
    if title in found:
        return found
    found[title] = Section(title, whole, path)
    for key, inner in whole["properties"].items():
        for child, child_path in _children(root, inner, f"{path}.{key}".strip(".")):
            sections_of(root, child, key.capitalize(), child_path, found)
    return found


def is_plain(whole: Schema) -> bool:
    """Whether an object's keys say nothing but their type, as the quarters of a profile: its own line tells them all."""
    return "properties" in whole and all(set(inner) == {"type"} for inner in whole["properties"].values())


def _children(root: Schema, inner: Schema, path: str) -> Iterator[tuple[Schema, str]]:
    """The objects right under a key that stands at that path, each with its own path."""
    whole = resolved(root, inner)
    if "properties" in whole:
        yield inner, path
    if isinstance(whole.get("additionalProperties"), dict):
        yield whole["additionalProperties"], f"{path}.KEY"
    if isinstance(whole.get("items"), dict):
        yield whole["items"], f"{path}[]"


def heading_at(path: str) -> str:
    """How TOML heads an object at that path: '[words]', or '[[sections]]' in a list."""
    plain = path.replace("[]", "")
    return f"[[{plain}]]" if path.endswith("[]") else f"[{plain}]"


def read_paper_inputs(root: Schema, part: Schema, value: Any, name: str, sections: dict[str, Section]) -> None:
    """Note under each section what its keys hold in a file that was written by hand."""
    whole = resolved(root, part)
    if isinstance(value, list) and isinstance(whole.get("items"), dict):
        for item in value:
            read_paper_inputs(root, whole["items"], item, name, sections)
    elif isinstance(value, dict) and "properties" in whole and not is_plain(whole):
        section = sections[whole.get("title", name)]
        for key, inner in value.items():
            section.examples.setdefault(key, []).append(inner)
            read_paper_inputs(root, whole["properties"][key], inner, key.capitalize(), sections)
    elif isinstance(value, dict) and isinstance(whole.get("additionalProperties"), dict):
        for inner in value.values():
            read_paper_inputs(root, whole["additionalProperties"], inner, name, sections)


def cell(text: str) -> str:
    """Text as it may stand in a cell of a Markdown table."""
    plain = " ".join(text.split())
    if "`" not in plain:
        plain = plain.replace("\\", "\\\\").replace("*", "\\*").replace("<", "&lt;")
    return plain.replace("|", "\\|")


def toml(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def type_words(root: Schema, part: Schema, key: str) -> str:
    """What sort of value a key takes, in words."""
    whole = resolved(root, part)
    if whole.get("pattern") == _KEY_PATTERN:
        return "key"
    if "enum" in whole:
        return "one of " + ", ".join(f"`{option}`" for option in whole["enum"])
    kind = whole.get("type")
    if kind == "string":
        return "text" + _span(whole, "minLength", "maxLength", " characters")
    if kind in ("integer", "number"):
        return ("whole number" if kind == "integer" else "number") + _span(whole, "minimum", "maximum", "")
    if kind == "boolean":
        return "`true` or `false`"
    if kind == "array":
        return _list_words(root, whole, key)
    if is_plain(whole):
        told = ", ".join(f"`{name}`" for name in whole["properties"])
        return f"keys {told}, each a {type_words(root, next(iter(whole['properties'].values())), key)}"
    inner = whole.get("additionalProperties")
    return "keys, each with " + type_words(root, inner, key) if isinstance(inner, dict) else f"the keys of {link(whole['title'])}"


def _list_words(root: Schema, whole: Schema, key: str) -> str:
    item = resolved(root, whole["items"])
    span = _span(whole, "minItems", "maxItems", " entries")
    if "properties" in item:
        return f"list{span}, each with the keys of {link(item.get('title', key.capitalize()))}"
    return f"list{span}, each " + type_words(root, item, key)


def link(title: str) -> str:
    """A link to the section of that title."""
    return f"[{title}](#{anchor(title)})"


def anchor(title: str) -> str:
    """The anchor that Markdown viewers make of a heading."""
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def _span(whole: Schema, low: str, high: str, unit: str) -> str:
    """The bounds of a value, ' (1 to 120 characters)'."""
    least, most = whole.get(low), whole.get(high)
    above = whole.get("exclusiveMinimum")
    if above is not None:
        return f" (above {above}{f', at most {most}' if most is not None else ''})"
    if least is not None and most is not None:
        return f" ({least} to {most:,}{unit})"
    if most is not None:
        return f" (at most {most:,}{unit})"
    is_worth_saying = least is not None and not (unit and least <= 1)  # that a text is not empty goes without saying
    return f" ({least} or more{unit})" if is_worth_saying else ""


def needed_words(section: Section, key: str) -> str:
    """Whether a key must be there: 'yes', 'no', or what makes it so."""
    schema = section.schema
    if key in schema.get("required", ()):
        return "yes"
    reasons = []
    if key in schema.get("else", {}).get("required", ()):
        reasons.append(f"unless `{schema['if']['required'][0]}` is there")
    for rule in schema.get("allOf", ()):
        if key in rule["then"]["required"]:
            (other, test), *_ = rule["if"]["properties"].items()
            options = test.get("enum") or [test["const"]]
            reasons.append(f"if `{other}` is {' or '.join(f'`{option}`' for option in options)}")
    reasons += [f"if `{other}` is there" for other, keys in schema.get("dependentRequired", {}).items() if key in keys]
    return "; ".join(reasons) or "no"


def meaning_and_default(root: Schema, part: Schema) -> tuple[str, str]:
    """A key's description without the sentence that gives its default, and the default."""
    whole = resolved(root, part)
    text = whole.get("description", "")
    if "default" in whole:
        return text, f"`{toml(whole['default'])}`"
    stated = _DEFAULT.search(text)
    return (_DEFAULT.sub("", text).strip(), stated[1]) if stated else (text, "–")


def example_of(root: Schema, section: Section, key: str) -> str:
    """One real use of a key: the schema's own example, else the shortest one in a shipped file."""
    part = section.schema["properties"][key]
    whole = resolved(root, part)
    if isinstance(whole.get("additionalProperties"), dict) and "properties" in resolved(root, whole["additionalProperties"]):
        names = sorted({name for value in section.examples.get(key, ()) for name in value}, key=lambda name: (len(name), name))
        return f"`{heading_at(f'{section.path}.{key}.{names[0]}'.strip('.'))}`"
    if isinstance(whole.get("items"), dict) and "properties" in resolved(root, whole["items"]):
        return f"`{heading_at(f'{section.path}.{key}[]'.strip('.'))}`"
    stated = whole.get("examples", []) if "properties" in whole else []
    options = part.get("examples") or stated or _shortest(section.examples.get(key, ())) or whole.get("examples")
    value = options[0] if options else OWN_EXAMPLES[key]
    if isinstance(value, dict) and not section.path:
        return f"`{heading_at(key)}`"
    return f"`{key} = {toml(value)}`"


def _shortest(values: list[Any] | tuple[Any, ...]) -> list[Any]:
    return sorted(values, key=lambda value: (len(toml(value)), toml(value)))[:1]


def choice_words(schema: Schema) -> str:
    """The sentence that says which keys stand in for each other, '' if none do."""
    for keyword, start in (("oneOf", "Exactly one of these"), ("anyOf", "At least one of these")):
        if keyword in schema:
            groups = [" with ".join(f"`{key}`" for key in option["required"]) for option in schema[keyword]]
            return f"{start} must be there: {', '.join(groups)}.\n\n"
    return ""


def _handwritten(name: str) -> list[Any]:
    """Every shipped file of a schema, as TOML reads it."""
    paths = {
        "definition": [path for path in sorted(ROOT.glob("workbook_templates/20*/*.toml")) if not path.name.startswith("paper")],
        "profile": sorted(ROOT.glob("workbook_templates/20*/paper*.toml")),
        "settings": [ROOT / "shpdocs.toml"],
    }[name]
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def _library() -> list[Any]:
    """Every family of the library of measures, as TOML reads it."""
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("workbook_templates/measures/*.toml"))]


def reference_sections(name: str) -> dict[str, Section]:
    """The sections of a schema with the examples found in the shipped files."""
    root = read_schema(name)
    found = sections_of(root, root, root["title"], "", {})
    of_library = [{"measures": family} for family in _library()] if name == "definition" else []
    for value in (*_handwritten(name), *of_library):
        read_paper_inputs(root, root, value, root["title"], found)
    return found


def definitions_reference() -> str:
    """Every key of definition, paper profile and settings, in a table for each object."""
    files = {
        "definition": ("Definition", "workbook_templates/YEAR/SUB-GROUP.toml"),
        "profile": ("Paper profile", "workbook_templates/YEAR/paper.toml` or `paper-NAME.toml"),
        "settings": ("Settings", "shpdocs.toml"),
    }
    parts = []
    for name, (title, path) in files.items():
        root = read_schema(name)
        parts.append(f"## {title}: every key\n\n{root['description']} The file: `{path}`.\n")
        parts += [f"A key: {root['$defs']['key']['description']}\n"] if name == "definition" else []
        parts += [_section_table(root, section) for section in reference_sections(name).values()]
    return "\n".join(parts)


def _section_table(root: Schema, section: Section) -> str:
    text = f"Under `{heading_at(section.path)}`. {section.schema.get('description', '')}".strip() if section.path else ""
    lines = [f"### {section.title}", ""]
    lines += [text, ""] if text else []
    head = choice_words(section.schema)
    lines += [head.strip(), ""] if head else []
    lines += ["| Key | Type | Needed | Meaning | Default | Example |", "| --- | --- | --- | --- | --- | --- |"]
    for key, part in section.schema["properties"].items():
        meaning, default = meaning_and_default(root, part)
        entries = (f"`{key}`", type_words(root, part, key), needed_words(section, key), meaning, default, example_of(root, section, key))
        lines.append("| " + " | ".join(cell(entry) for entry in entries) + " |")
    return "\n".join(lines) + "\n"


def commands_reference() -> str:
    """Every command with its arguments, options and help, in the order of the app."""
    group = typer.main.get_command(app)
    parts = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
        options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
        words = ["shpdocs", name, *(usage_word(argument) for argument in arguments), *(["[OPTIONS]"] if options else [])]
        lines = [f"## shpdocs {name}", "", command.help or "", "", "```", " ".join(words), "```", ""]
        lines += ["| Argument or option | Meaning | Default |", "| --- | --- | --- |"]
        lines += [_parameter_row(parameter) for parameter in [*arguments, *options]]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def usage_word(argument: Any) -> str:
    """An argument as the usage line shows it: its name in capitals, in brackets if it may be left out."""
    name = argument.metavar or argument.name.upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _parameter_row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        shown = parameter.metavar or parameter.name.upper()
    else:
        shown = ", ".join(parameter.opts) + ("" if parameter.is_flag else f" {'DIR' if parameter.name == 'folder' else 'VALUE'}")
    default = "needed" if parameter.required else _default_words(parameter)
    return f"| `{shown}` | {cell(parameter.help or '')} | {cell(default)} |"


def _default_words(parameter: Any) -> str:
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    if getattr(parameter, "is_flag", False):
        return "off"
    return f"`{parameter.default}`" if parameter.default and parameter.show_default else "–"


def problems_reference() -> str:
    """Every problem of the catalogue: code, severity, what is said and what is asked for."""
    lines = ["| Code | Severity | What it says | What it asks for |", "| --- | --- | --- | --- |"]
    for code, message in CATALOGUE.items():
        lines.append(f"| `{code}` | {message.severity} | {cell(message.what)} | {cell(message.needed)} |")
    return "\n".join(lines) + "\n"


GENERATED: dict[str, tuple[str, Callable[[], str]]] = {
    "definitions.md": ("every key", definitions_reference),
    "commands.md": ("every command", commands_reference),
    "problems.md": ("every problem", problems_reference),
    "measures.md": ("every measure", measures_reference),
    "architecture.md": ("the rooms and what each is built on", lambda: rooms_picture(house.sources_in(ROOT / "shpdocs"))),
}


def start_marker(name: str) -> str:
    """The comment before the generated part of a page."""
    return f"<!-- generated: {GENERATED[name][0]} (python -m tests.reference) -->"


def split_page(name: str, text: str) -> tuple[str, str, str]:
    """What stands before, in and after the generated part of a page.

    Raises:
        ValueError: the page has lost one of its markers.
    """
    before, start, rest = text.partition(start_marker(name))
    inside, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"docs/{name} has no '{start_marker(name)}' and '{END}'")
    return before, inside.strip("\n"), after


def main() -> None:
    """Write the generated part of every page."""
    for name, (_, make) in GENERATED.items():
        path = DOCS / name
        before, _, after = split_page(name, path.read_text(encoding="utf-8"))
        path.write_text(f"{before}{start_marker(name)}\n\n{make().strip()}\n\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
