"""What assemble is told of appendices, as options: files by title, and what is asked for of those that are refused without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shpdocs.model.appendix import Request, RequestFor

_FOR_ONE = "; 'TITLE={word}' for one, 'TITLE=refuse' to take it back"


def _asked(name: str, word: str, what: str) -> object:
    said = f"{word}: {what} (told, and remembered with the file){_FOR_ONE.format(word=word)}. May be repeated."
    return typer.Option(f"--appendix-{name}", metavar=word.upper(), help=said, show_default=False)


AppendixOption = Annotated[
    list[str] | None,
    typer.Option("--appendix", help="A Word file of another body: TITLE=FILE.docx. It is remembered. May be repeated.", show_default=False),
]
ChangesOption = Annotated[list[str] | None, _asked("changes", "accept", "accept the tracked changes of the appendices given now")]
CommentsOption = Annotated[list[str] | None, _asked("comments", "drop", "leave their comments out")]
ObjectsOption = Annotated[list[str] | None, _asked("objects", "picture", "of embedded objects let the picture alone come in")]
LinksOption = Annotated[list[str] | None, _asked("links", "text", "let links that no reader can open become their words")]
HiddenOption = Annotated[list[str] | None, _asked("hidden", "drop", "leave text that no reader sees out; show: let it be seen")]
_REQUESTS: dict[str, dict[str, Request]] = {
    "changes": {"accept": "changes-accepted"},
    "comments": {"drop": "comments-dropped"},
    "objects": {"picture": "objects-as-pictures"},
    "links": {"text": "links-as-text"},
    "hidden": {"drop": "hidden-dropped", "show": "hidden-shown"},
}
_BACK = "refuse"


def appendix_files(options: Sequence[str]) -> dict[str, str | Path]:
    """The appendices by title."""
    from shpdocs.model.errors import UsageError

    appendices: dict[str, str | Path] = {}
    for option in options:
        title, is_there, file = option.rpartition("=")
        if not is_there or not title.strip() or not file.strip():
            raise UsageError(f"'{option}' does not name an appendix.", 'Write a title and a file, as in --appendix "MPS Report=FILE.docx".')
        if title in appendices:
            raise UsageError(f"Two appendices are called '{title}'.", "Give each a title of its own.")
        appendices[title] = Path(file).expanduser()
    return appendices


def appendix_requests(*options: Sequence[str] | None) -> tuple[RequestFor, ...]:
    """What is asked for of appendices by the options for changes, comments, objects, links and hidden text: ['accept', 'Report=refuse']."""
    return tuple(_request(name, option) for name, given in zip(_REQUESTS, options, strict=True) for option in given or ())


def _request(name: str, option: str) -> RequestFor:
    from shpdocs.model.appendix import RequestFor
    from shpdocs.model.errors import UsageError

    requests = _REQUESTS[name]
    word, first = next(iter(requests.items()))
    title, _, said = option.rpartition("=")
    said = said.strip().lower()
    if said not in (*requests, _BACK) or ("=" in option and not title.strip()):
        example = f'--appendix-{name} {word}, or for one appendix --appendix-{name} "MPS Report={word}"'
        raise UsageError(f"--appendix-{name} does not take '{option}'.", f"Write {example}.")
    return RequestFor(requests.get(said, first), title.strip(), said == _BACK)
