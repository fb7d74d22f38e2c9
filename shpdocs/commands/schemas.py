"""The schemas of a partnership's folder: writing them anew, and which of them are not as the definitions say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from shpdocs.definitions.definition_files import read_definition
from shpdocs.definitions.return_schema import return_document
from shpdocs.definitions.schema_documents import answers_document
from shpdocs.definitions.schema_grounds import grounds_of
from shpdocs.definitions.schema_marks import MAKER, marked, marks_of
from shpdocs.definitions.settings import read_settings
from shpdocs.definitions.shipped import shipped
from shpdocs.model.collection import SchemaFault, SchemaState
from shpdocs.model.definition import SmallNumbers
from shpdocs.model.errors import DefinitionError
from shpdocs.model.settings import MB
from shpdocs.store.disk import UnreadableError, read_file, read_if_there, remove, write_atomically
from shpdocs.store.folder import Folder, open_folder
from shpdocs.store.records import fingerprint

_FOLDER, _ENDING, _RETURN = "schemas", ".schema.json", "return.schema.json"
_LARGEST = 50 * MB  # bytes of a schema


class WrittenSchema(Struct, frozen=True):
    """A schema file and whether it was 'written', is 'unchanged', or was 'removed', being of no
    definition, or is 'left over', since somebody edited it."""

    path: Path
    outcome: str


def schemas(folder: str | Path) -> tuple[WrittenSchema, ...]:
    """Write the schemas of a folder: of each definition's answers, of a stored return, and those that travel with the program.

    Raises:
        ShpdocsError: the folder, its settings or a definition cannot be used.
    """
    root = open_folder(Path(folder))
    files = _SchemaFiles(root, read_settings(root).small_numbers)
    contents = {name: files.content(name) for name in files.names()}
    return (*(_write(files.path(name), content) for name, content in contents.items()), *_remove(files))


def schema_states(root: Folder, default: SmallNumbers) -> tuple[SchemaState, ...]:
    """Return which schemas of a folder are not as they should be. `default` is the settings' rule for small numbers.

    Files are read and hashed; a definition is read only if it changed since its schema was made.
    """
    files = _SchemaFiles(root, default)
    if not files.folder.is_dir():
        return (SchemaState("", "missing"),)
    states = ((name, files.state(name)) for name in files.names())
    return (*(SchemaState(name, state) for name, state in states if state), *(SchemaState(name, "left over") for name in files.left_over()))


def _write(path: Path, content: bytes) -> WrittenSchema:
    is_same = _read(path) == content
    if not is_same:
        write_atomically(path, content, is_private=False)
    return WrittenSchema(path, "unchanged" if is_same else "written")


def _remove(files: _SchemaFiles) -> Iterator[WrittenSchema]:
    """Remove the schemas that are of no definition any more, but none that somebody edited."""
    for name in files.left_over():
        path = files.path(name)
        marks = marks_of(_plain(_read(path) or b""))
        if marks and marks.is_whole:
            remove(path)
        yield WrittenSchema(path, "removed" if marks and marks.is_whole else "left over")


class _SchemaFiles(Struct, frozen=True, dict=True):
    """The schemas that a folder should have, by name from schemas/: what each should hold, and how it stands."""

    root: Folder
    default: SmallNumbers

    @property
    def folder(self) -> Path:
        """Where they stand."""
        return self.root.root / _FOLDER

    def path(self, name: str) -> Path:
        """The file of that name."""
        return self.folder / name

    def names(self) -> tuple[str, ...]:
        """The names of all that should be there, those of answers first."""
        return (*self._answers, _RETURN, *self._by_hand)

    @cached_property
    def _answers(self) -> dict[str, tuple[str, str]]:
        """Year and sub-group of every definition, by the name of the schema of its answers."""
        pairs = ((year, name) for year in self.root.years() if self.root.has_definitions(year) for name in self.root.sub_groups(year))
        return {f"{year}/{name}{_ENDING}": (year, name) for year, name in pairs}

    @cached_property
    def _by_hand(self) -> dict[str, bytes]:
        """The schemas that travel with the program, written by hand, by name."""
        paths = sorted(path for path in shipped(_FOLDER).glob(f"*{_ENDING}") if path.name != _RETURN)
        return {path.name: read_file(path) for path in paths}

    @cached_property
    def _library(self) -> tuple[bytes, ...]:
        """The files of the library of measures, in order."""
        return tuple(_plain(_read(path) or b"") for path in sorted(self.root.library.glob("*.toml")))

    def left_over(self) -> tuple[str, ...]:
        """The names of schemas of answers that no definition asks for."""
        there = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.glob(f"20[0-9][0-9]-[0-9][0-9]/*{_ENDING}"))
        return tuple(name for name in there if name not in self._answers)

    def content(self, name: str) -> bytes:
        """What the file of that name should hold.

        Raises:
            DefinitionError: its definition cannot be used.
        """
        return self._by_hand[name] if name in self._by_hand else self._made(name, self._grounds(name))

    def _made(self, name: str, grounds: str) -> bytes:
        if name == _RETURN:
            years: dict[str, tuple[str, ...]] = {}
            for year, sub_group in self._answers.values():
                years[year] = (*years.get(year, ()), sub_group)
            return marked(return_document(years), grounds)
        year, sub_group = self._answers[name]
        definition = read_definition(self.root.templates(year) / f"{sub_group}.toml", year)
        return marked(answers_document(definition, self.default), grounds)

    def _grounds(self, name: str) -> str:
        """A fingerprint of what a schema is made of, the program apart."""
        if name == _RETURN:
            return fingerprint(names=list(self._answers))
        year, sub_group = self._answers[name]
        return grounds_of(_plain(_read(self.root.templates(year) / f"{sub_group}.toml") or b""), self._library, self.default)

    def state(self, name: str) -> SchemaFault | None:
        """How the file of that name stands, as `SchemaState` has it; None if it is as it should be."""
        content = _plain(_read(self.path(name)) or b"")
        if not content:
            return "missing"
        if name in self._by_hand:
            return None if content == _plain(self._by_hand[name]) else "differs"
        marks = marks_of(content)
        if marks is None:
            return "stale"
        if not marks.is_whole:
            return "edited"
        if marks.maker == MAKER and marks.grounds == self._grounds(name):
            return None
        return None if marks.maker == MAKER and self._is_the_same(name, content, marks.grounds) else "stale"

    def _is_the_same(self, name: str, content: bytes, grounds: str) -> bool:
        """Whether what a schema is made of changed without a change of the schema: in a remark, say."""
        try:
            return self._made(name, grounds) == content
        except DefinitionError:
            return False


def _read(path: Path) -> bytes | None:
    """What a file holds; nothing if there is none that can be read."""
    try:
        return read_if_there(path, _LARGEST)
    except UnreadableError:
        return None


def _plain(content: bytes) -> bytes:
    """A text with the line ends that we write, whatever a program made of them."""
    return content.replace(b"\r\n", b"\n")
