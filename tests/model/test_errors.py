from __future__ import annotations

import pytest

from shpdocs.model.errors import DefinitionError, FolderError, KeyFault, ShpdocsError, UsageError, did_you_mean


@pytest.mark.parametrize("kind", [ShpdocsError, UsageError, FolderError])
def test_an_error_says_what_happened_and_what_to_do(kind: type[ShpdocsError]) -> None:
    error = kind("The made-up folder is gone.", "Make it again.")
    assert (error.what, error.remedy) == ("The made-up folder is gone.", "Make it again.")
    assert str(error) == "The made-up folder is gone. Make it again."


def test_a_definition_error_names_file_and_every_key_at_fault() -> None:
    faults = (
        KeyFault("measures.a.unit", "use one of: count", 3, 1),
        KeyFault("", "is not TOML", 4, 7),
        KeyFault("", "save it as UTF-8 text"),
    )
    error = DefinitionError("made-up.toml", faults)
    assert str(error).splitlines()[1:] == [
        "  line 3, column 1, measures.a.unit: use one of: count",
        "  line 4, column 7: is not TOML",
        "  the file: save it as UTF-8 text",
    ]
    assert "made-up.toml" in error.what


@pytest.mark.parametrize(
    ("word", "expected"),
    [("robery", " Did you mean robbery?"), ("prevnt", " Did you mean prevent?"), ("xyz", ""), ("", "")],
)
def test_the_nearest_known_word_is_offered_if_one_is_near(word: str, expected: str) -> None:
    assert did_you_mean(word, ("robbery", "prevent")) == expected
