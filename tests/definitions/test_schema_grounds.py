"""The fingerprint of what a schema is made of changes with the definition, the rule, and what is taken from the library; with no more."""

from __future__ import annotations

import pytest

from shpdocs.definitions.schema_grounds import grounds_of
from shpdocs.model.definition import SmallNumbers

RULE = SmallNumbers()
DEFINITION = b'title = "Made up"\n[measures.robbery]\nfrom = "robbery"\ntheme = "safety"\n'
LIBRARY = b"""# Made up.

[burglary]
name = "Burglary"

[robbery]
name = "Robbery"
total-of = [
  "robbery-of-persons",
]

[robbery.parts.one]
label = "One"

[theft]
name = "Theft"
"""


def grounds(definition: bytes = DEFINITION, library: bytes = LIBRARY, rule: SmallNumbers = RULE) -> str:
    return grounds_of(definition, (b"[other]\n", library), rule)


@pytest.mark.parametrize(
    "changed",
    [
        grounds(definition=DEFINITION.replace(b"safety", b"violence")),
        grounds(rule=SmallNumbers(threshold=10)),
        grounds(library=LIBRARY.replace(b'"Robbery"', b'"Robberies"')),
        grounds(library=LIBRARY.replace(b"robbery-of-persons", b"robbery-of-people")),
        grounds(library=LIBRARY.replace(b'"One"', b'"First"')),
        grounds(library=LIBRARY.replace(b"[robbery]", b"[robberies]")),
        grounds(library=LIBRARY.replace(b"# Made up.", b'robbery.link = "https://example.org/"')),
        grounds(library=b""),
    ],
)
def test_it_changes_with_whatever_the_schema_is_made_of(changed: str) -> None:
    assert changed != grounds()


@pytest.mark.parametrize("before", [b'name = "Burglary"', b'name = "Theft"'])
def test_it_stays_with_what_other_definitions_take(before: bytes) -> None:
    assert grounds(library=LIBRARY.replace(before, b'name = "Other"')) == grounds()


@pytest.mark.parametrize("definition", [b'"from"="robbery"', b"from='robbery'", b'measures = { robbery = { from = "robbery" } }'])
def test_however_a_definition_takes_a_measure_it_is_known(definition: bytes) -> None:
    assert grounds(definition) != grounds(definition, LIBRARY.replace(b'"Robbery"', b'"Robberies"'))


@pytest.mark.parametrize("heading", [b'["robbery"]', b" [ robbery ] # as it was", b"['robbery']"])
def test_however_the_library_heads_a_measure_it_is_known(heading: bytes) -> None:
    library = LIBRARY.replace(b"[robbery]", heading)
    assert grounds(library=library) != grounds(library=library.replace(b'"Robbery"', b'"Robberies"'))


def test_in_a_text_of_several_lines_no_heading_is_taken_for_one() -> None:
    library = LIBRARY.replace(b'"Robbery"', b'"""\n[theft]\nRobbery\n"""')
    assert grounds(library=library) != grounds(library=library.replace(b"\nRobbery\n", b"\nRobberies\n"))


def test_a_definition_that_takes_nothing_does_not_depend_on_the_library() -> None:
    assert grounds(b"title = 'Made up'") == grounds(b"title = 'Made up'", b"")
