"""Frozen dataclasses, made faster than the standard library makes them: a command loads a hundred, and ends in a moment."""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Class = TypeVar("_Class")
_HEAD = "def __init__(self, {parameters}):\n    {lines}\n"
_SAME = "def __eq__(self, other):\n    return {own} == {other} if other.__class__ is self.__class__ else NotImplemented\n"
_HASH = "def __hash__(self):\n    return hash({own})\n"


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[_Class]) -> type[_Class]:
    """Make a class what `@dataclass(frozen=True)` makes of it; `replace` and `fields` know it as a dataclass.

    The standard library gathers the fields. It would compile each of six functions by itself, which takes most of its
    time; here the three that differ from class to class are compiled at once, and the others are the same for all.
    """
    dataclass(init=False, repr=False, eq=False)(made)
    own = fields(made)  # type: ignore[arg-type]
    compared = [one.name for one in own if one.compare]
    hashed = [one.name for one in own if (one.compare if one.hash is None else one.hash)]
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters = [_parameter(one, names) for one in own if one.init]
    lines = [f"_set(self, {one.name!r}, {_value(one, names)})" for one in own]
    lines += ["self.__post_init__()"] if hasattr(made, "__post_init__") else []
    compiled: dict[str, Any] = {}
    source = _HEAD.format(parameters=", ".join(parameters), lines="\n    ".join(lines) or "pass")
    source += _SAME.format(own=_tuple("self", compared), other=_tuple("other", compared)) + _HASH.format(own=_tuple("self", hashed))
    exec(source, names, compiled)
    for name, function in (compiled | {"__repr__": _shown, "__setattr__": _refused, "__delattr__": _refused}).items():
        if name == "__init__" or name not in made.__dict__ or (name == "__hash__" and made.__dict__[name] is None):
            setattr(made, name, function)
    return made


def _tuple(of: str, names: list[str]) -> str:
    return "(" + "".join(f"{of}.{name}, " for name in names) + ")"


def _parameter(one: Field[Any], names: dict[str, Any]) -> str:
    """The parameter of __init__ for a field, with its default; `names` gains what the text names."""
    if one.default is not MISSING:
        names[f"_default_{one.name}"] = one.default
        return f"{one.name}=_default_{one.name}"
    return f"{one.name}=_missing" if one.default_factory is not MISSING else one.name


def _value(one: Field[Any], names: dict[str, Any]) -> str:
    """What __init__ gives the field."""
    if one.default_factory is MISSING:
        return one.name
    names[f"_make_{one.name}"] = one.default_factory
    return f"_make_{one.name}() if {one.name} is _missing else {one.name}" if one.init else f"_make_{one.name}()"


def _shown(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _refused(self: Any, name: str, *_: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot change '{name}' of a {type(self).__qualname__}")
