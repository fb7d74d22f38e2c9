"""What a definition takes from the library of measures, put in its place: `from = "robbery"` becomes all that the library says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from shpdocs.model.definition import Taken
from shpdocs.model.errors import Remedy, did_you_mean

_FROM = "from"
_RELATIONS = ("part-of", "total-of", "numerator", "denominator")

Raw = dict[str, Any]  # a table of keys, as TOML reads it


class LibraryMeasure(Struct, frozen=True):
    """What the library says of a measure, and the file that says it ('workbook_templates/measures/serious-violence.toml')."""

    file: str
    raw: Raw


Library = Mapping[str, LibraryMeasure]  # by the measure's key in the library


class Expanded(Struct, frozen=True):
    """A definition with all that it takes from the library in its place; what of each measure stands there, and what is not there."""

    raw: Raw
    taken: Mapping[str, Taken]
    faults: tuple[Remedy, ...] = ()

    def place(self, key: str) -> tuple[str, str]:
        """Where what stands at a key of the definition ('measures.robbery.unit') was written: file and key; ('', key) in its own file."""
        _, _, rest = key.partition(".")
        name, _, inner = rest.partition(".")
        taken = self.taken.get(name) if key.startswith("measures.") else None
        return taken.place(inner) if taken and taken.holds(inner) else ("", key)


def expanded(raw: Raw, library: Callable[[], Library]) -> Expanded:
    """Return a definition with what it takes from the library, which is read only if it takes anything.

    What the definition says of a measure replaces what the library says, of its parts too.
    """
    measures = raw.get("measures")
    own = measures if isinstance(measures, dict) else {}
    names = {key: measure[_FROM] for key, measure in own.items() if isinstance(measure, dict) and isinstance(measure.get(_FROM), str)}
    if not names:
        return Expanded(raw, {})
    known = library()
    sound = {key: name for key, name in names.items() if name in known}
    related = _related(sound, known)
    whole = {key: _joined(related[sound[key]] if key in sound else {}, measure, key in sound) for key, measure in own.items()}
    taken = {key: Taken(known[name].file, name, tuple(_leaves(related[name], own[key]))) for key, name in sound.items()}
    faults = tuple((f"measures.{key}.{_FROM}", _unknown(name, known)) for key, name in names.items() if name not in known)
    return Expanded({**raw, "measures": whole}, taken, faults)


def _unknown(name: str, known: Library) -> str:
    return f"the library has no measure '{name}'; take one that stands in workbook_templates/measures.{did_you_mean(name, tuple(known))}"


def _joined(taken: Raw, own: Any, is_taken: bool) -> Any:
    """A measure of a definition, with what it takes in the order of the keys: the library may be put in another, and asks the same."""
    if not is_taken:
        return own
    joined = {**taken, **{key: value for key, value in own.items() if key != _FROM}}
    if "parts" in taken and isinstance(own.get("parts"), dict):
        joined["parts"] = _joined_parts(taken["parts"], own["parts"])
    return {key: joined[key] for key in sorted(joined)}


def _joined_parts(taken: Raw, own: Raw) -> Raw:
    """The parts of a compound measure, each with what either says of it; those of the library first."""
    if not all(isinstance(part, dict) for part in (*taken.values(), *own.values())):
        return own
    return {key: {**taken.get(key, {}), **own.get(key, {})} for key in (*taken, *(key for key in own if key not in taken))}


def _leaves(taken: Raw, own: Raw) -> Iterable[str]:
    """The keys of what is taken and not replaced: 'unit', 'parts.pwit.label'."""
    for key, value in taken.items():
        mine = own.get(key)
        if key == "parts" and isinstance(value, dict) and isinstance(mine, dict):
            yield from (f"{key}.{name}" for name, part in value.items() if name not in mine or not isinstance(part, dict))
            inner = {name: part for name, part in value.items() if isinstance(part, dict) and isinstance(mine.get(name), dict)}
            yield from (f"{key}.{name}.{leaf}" for name, part in inner.items() for leaf in part if leaf not in mine[name])
        elif key not in own:
            yield key


# How a measure relates to others holds wherever both are asked, under whatever key the definition asks them.


def _related(names: Mapping[str, str], known: Library) -> dict[str, Raw]:
    """What the library says of each measure that is taken, its relations with the keys that the definition has."""
    keys = {name: key for key, name in reversed(tuple(names.items()))}
    related = {name: _with_relations(known[name].raw, keys) for name in keys}
    for name in keys:
        total = known[name].raw.get("total-of", ())
        asked = [part for part in total if part in keys] if isinstance(total, list) else []
        if "total-of" not in related[name]:
            for part in asked:  # of a sum that is not asked whole, each of its terms is still a part
                related[part].setdefault("part-of", keys[name])
    return related


def _with_relations(raw: Raw, keys: Mapping[str, str]) -> Raw:
    """The same with relations to what the definition asks, and none to what it does not."""
    return {key: asked for key, value in raw.items() if (asked := _asked(value, keys) if key in _RELATIONS else value) is not None}


def _asked(related: Any, keys: Mapping[str, str]) -> Any:
    """A relation, by the keys that the definition has; None if it does not ask all that is related."""
    if isinstance(related, list):
        return [keys[name] for name in related] if all(name in keys for name in related) else None
    return keys.get(related) if isinstance(related, str) else related
