"""The JSON Schema of a return as it is stored: what came, when it counted, every answer, and where each came from.

Its answers are judged by the schema of their sub-group and year, which it refers to by `$id`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from shpdocs.answers.kinds import Schema
from shpdocs.definitions.schema import answers_id
from shpdocs.store.records import RETURN_FORMAT

RETURN_ID = "urn:shpdocs:return"
_SHA256 = "^[0-9a-f]{64}$"
_YEAR = "20[0-9]{2}-[0-9]{2}"
_ABOUT = (
    "A return in force, as output/PERIOD/returns/SUB-GROUP.json holds it: the answers, and apart from them the source of each. "
    "Under 'answers' it is judged by the schema of its sub-group and year, which is referred to by its $id: load "
    "schemas/YEAR/SUB-GROUP.schema.json too. A return made under another definition, as 'definition' says beside 'x-definition' there, "
    "may be no longer as that asks. Nothing of it may be published but answers, as far as x-publish, x-people and x-small-numbers "
    "there allow. The examples are made up."
)


def return_document(sub_groups: Mapping[str, tuple[str, ...]]) -> Schema:
    """Return the schema of a stored return; `sub_groups` are those that have a definition, by financial year ('2024-25')."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": RETURN_ID,
        "title": "A stored return",
        "description": _ABOUT,
        "x-publish": False,
        **_object(_properties()),
        "allOf": [_answers_rule(year, name) for year, names in sub_groups.items() for name in names]
        + [_names_rule(year, names) for year, names in sub_groups.items()],
        "examples": [_EXAMPLE],
    }


def _properties() -> Schema:
    return {
        "format": _said("Format", "The number of the format of this file.", {"const": RETURN_FORMAT}),
        "ledger": _said("Ledger", "How far the period's ledger went when the return was made.", _object(_LEDGER)),
        "partnership": _text("Partnership", "The partnership's name, as on the workbook."),
        "sub-group": _text("Sub-group", "Whose return it is: the name of its definition's file.", "^[a-z0-9]+(-[a-z0-9]+)*$"),
        "period": _text("Period", "Financial year and quarter, as 2024-25-Q2.", f"^{_YEAR}-Q[1-4]$"),
        "definition": _text("Definition", "The digest of the definition that it was made under.", "^[0-9a-f]{12}$"),
        "issue": _said("Issue", "The number of the workbook's issue.", {"type": "integer", "minimum": 1}),
        "received": _said("Received", "The file that it came in; output/PERIOD/received holds it.", _object(_RECEIVED)),
        "answers": _said("Answers", "Every answer, by its key; null is a blank.", _object(_GROUPS)),
        "sources": _said("Sources", "Where each answer came from, by its JSON pointer within 'answers'.", _SOURCES),
    }


def _said(title: str, description: str, schema: Schema) -> Schema:
    return {"title": title, "description": description, **schema}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _text(title: str, description: str, pattern: str = "") -> Schema:
    return _said(title, description, {"type": "string"} | ({"pattern": pattern} if pattern else {}))


def _answers_rule(year: str, sub_group: str) -> Schema:
    """What the answers of a sub-group are judged by."""
    return {
        "if": {"properties": {"period": {"pattern": f"^{re.escape(year)}-Q"}, "sub-group": {"const": sub_group}}},
        "then": {"properties": {"answers": {"$ref": answers_id(year, sub_group)}}},
    }


def _names_rule(year: str, sub_groups: tuple[str, ...]) -> Schema:
    """Which sub-groups there are in a year that has definitions."""
    return {
        "if": {"properties": {"period": {"pattern": f"^{re.escape(year)}-Q"}}},
        "then": {"properties": {"sub-group": {"enum": list(sub_groups)}}},
    }


_LEDGER: Schema = {
    "lines": _said("Lines", "How many lines the ledger had.", {"type": "integer", "minimum": 0}),
    "sha256": _text("SHA-256", "The SHA-256 of the last of them, in hexadecimal; empty without any.", "^([0-9a-f]{64})?$"),
}
_RECEIVED: Schema = {
    "file": _text("File", "The name that the file came under."),
    "sha256": _text("SHA-256", "The SHA-256 of the file, in hexadecimal.", _SHA256),
}
_GROUPS: Schema = {
    "fields": _said("Fields", "What is asked once, by its key.", {"type": "object"}),
    "measures": _said("Measures", "What is followed through the year, by its key.", {"type": "object"}),
    "tables": _said("Tables", "What is asked in rows, by the table's key.", {"type": "object"}),
    "sign-off": _said("Sign-off", "Who answers for the return.", {"type": "object", "x-publish": False}),
}
_SOURCE: Schema = {
    "file": _text("File", "The SHA-256 of the file, in hexadecimal.", _SHA256),
    "sheet": _text("Sheet", "The sheet in which it stands."),
    "cell": _text("Cell", "The cell in which it stands, as F5.", "^[A-Z]{1,3}[1-9][0-9]*$"),
    "raw": _said("Raw", "What the cell holds; null if nothing.", {"type": ["string", "number", "boolean", "null"]}),
    "number-format": _text("Number format", "The cell's number format."),
    "rule": _text("Rule", "The rule by which it was read (docs/reading.md)."),
    "prefilled": _said("Prefilled", "Whether it was carried: the cell still holds what the workbook was issued with.", {"type": "boolean"}),
}
_SOURCES: Schema = {
    "type": "object",
    "additionalProperties": False,
    "patternProperties": {"^/(fields|measures|tables|sign-off)/": _said("Source", "Where an answer came from.", _object(_SOURCE))},
}
_EXAMPLE = {
    "format": RETURN_FORMAT,
    "ledger": {"lines": 7, "sha256": "5" * 64},
    "partnership": "Made-up Partnership",
    "sub-group": "made-up",
    "period": "2099-00-Q2",
    "definition": "0123456789ab",
    "issue": 1,
    "received": {"file": "Made-up return.xlsx", "sha256": "7" * 64},
    "answers": {"fields": {"update": "Made up."}, "measures": {}, "tables": {}, "sign-off": {"name": None, "role": None, "date": None}},
    "sources": {
        "/fields/update": {
            "file": "7" * 64,
            "sheet": "Update",
            "cell": "C5",
            "raw": "Made up.",
            "number-format": "@",
            "rule": "narrative",
            "prefilled": False,
        }
    },
}
