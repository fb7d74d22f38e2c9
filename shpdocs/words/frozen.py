"""`dataclass` of the standard library, with frozen classes made at a fifth of its cost: what a command pays each time it starts.

The library compiles six methods for every class. A command loads some seventy such classes, which alone would be a fifth of
its time. Here only `__init__` is compiled; the other methods are shared. What is made works with `dataclasses.replace`,
`fields` and `match`, has the same repr, and is no slower to use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import operator
    from dataclasses import MISSING, Field, FrozenInstanceError
    from dataclasses import dataclass as standard

    _fields_only = standard(init=False, repr=False, eq=False)

    def dataclass(cls=None, /, *, frozen=False, **options):
        """As dataclasses.dataclass. A class that asks for more than to be frozen, and to have an order, is made by the library."""
        if cls is not None:
            return standard(cls)
        if not frozen or set(options) - {"order"}:
            return standard(frozen=frozen, **options)
        return lambda cls: _frozen(cls, **options)

    def _frozen(cls, order=False):
        kept = cls.__dict__
        asks_for_more = any(isinstance(one, Field) and _asks_for_more(one) for one in kept.values())
        has_parent = any("__dataclass_fields__" in parent.__dict__ for parent in cls.__mro__[1:])
        if asks_for_more or has_parent or "__post_init__" in kept or "__slots__" in kept:
            return standard(frozen=True, order=order)(cls)
        cls = _with_fields(cls)
        fields = tuple(cls.__dataclass_fields__.values())
        cls.__dataclass_params__.frozen = True
        cls.__init__ = _init(cls, fields)
        _compare(cls, [one.name for one in fields if one.compare], order)
        cls.__repr__, cls.__setattr__, cls.__delattr__ = _repr, _no_change, _no_change
        return cls

    def _asks_for_more(one):
        is_unset = not one.init and one.default_factory is MISSING
        return is_unset or one.hash is not None or one.kw_only is True

    def _with_fields(cls):
        """Let the library read the fields; their types are put in afterwards, as it would search each text for a ClassVar."""
        types = cls.__annotations__
        cls.__annotations__ = dict.fromkeys(types, object)
        cls = _fields_only(cls)
        cls.__annotations__ = types
        for one in cls.__dataclass_fields__.values():
            one.type = types[one.name]
        return cls

    def _init(cls, fields):
        """The method that takes every field, and gives it its default; a text is compiled, which is what takes the time."""
        factories = {one.name: one.default_factory for one in fields if one.default_factory is not MISSING}
        taken = [one for one in fields if one.init]
        lines = [f" _own['{one.name}'] = {_value(one, factories)}" for one in fields]
        known = {"_none": MISSING, "_new": factories}
        exec("\n".join((f"def __init__(self, {', '.join(one.name for one in taken)}):", " _own = self.__dict__", *lines)), known)
        made = known["__init__"]
        made.__defaults__ = tuple(one.default for one in taken if one.default is not MISSING or one.name in factories)
        made.__qualname__, made.__annotations__ = f"{cls.__qualname__}.__init__", cls.__annotations__
        return made

    def _value(one, factories):
        if one.name not in factories:
            return one.name
        made = f"_new['{one.name}']()"
        return f"{made} if {one.name} is _none else {one.name}" if one.init else made

    def _compare(cls, names, order):
        """Give the class what compares its objects: by the values of these fields, with objects of the same class only."""
        values = operator.attrgetter(*names) if len(names) > 1 else lambda self: tuple(getattr(self, name) for name in names)

        def comparing(compare):
            return lambda self, other: compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

        cls.__hash__ = lambda self: hash(values(self))
        for name in ("__eq__", "__lt__", "__le__", "__gt__", "__ge__") if order else ("__eq__",):
            setattr(cls, name, comparing(getattr(operator, name)))

    def _repr(self):
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name, one in self.__dataclass_fields__.items() if one.repr)
        return f"{type(self).__qualname__}({told})"

    def _no_change(self, name, *_):
        raise FrozenInstanceError(f"cannot change the field {name!r}")


__all__ = ["dataclass"]
