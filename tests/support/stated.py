"""What a file written by hand states at a key, read from the TOML alone: for tests of where a text comes from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from shpdocs.model.origin import Stated

REPOSITORY = Path(__file__).parents[2]


def stated_value(stated: Stated, folder: Path = REPOSITORY) -> Any:
    """The value that stands at a key ('sections.5.heading', the members of a list counted from 1).

    Raises:
        KeyError, IndexError: nothing stands there.
    """
    value: Any = tomllib.loads((folder / stated.file).read_text("utf-8"))
    for step in stated.key.split("."):
        value = value[int(step) - 1] if isinstance(value, list) else value[step]
    return value
