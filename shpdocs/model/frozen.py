"""`dataclass` of the standard library, with frozen classes made at a tenth of its cost: what a command pays each time it starts.

The library compiles six methods for every class. A command loads some ninety such classes, which alone would be a fifth of its
time. Here nothing is compiled: all classes share their methods. What is made works with `dataclasses.replace`, `fields` and
`match`, has the same repr, and is no slower to use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import operator
    from dataclasses import MISSING, Field, FrozenInstanceError
    from dataclasses import dataclass as standard
    from types import FunctionType

    _fields_only = standard(init=False, repr=False, eq=False)

    def dataclass(cls=None, /, *, frozen=False, **options):
        """As dataclasses.dataclass. A class that asks for more than to be frozen, and to have an order, is made by the library."""
        if cls is not None:
            return standard(cls)
        if not frozen or set(options) - {"order"}:
            return standard(frozen=frozen, **options)
        return lambda cls: _frozen(cls, **options)

    def _frozen(cls, order=False):
        kept, types = cls.__dict__, " ".join(map(str, cls.__annotations__.values()))
        asks_for_more = any(isinstance(one, Field) and _asks_for_more(one) for one in kept.values()) or "Var" in types or "KW_ONLY" in types
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
        """The method that takes every field: a plain one with other names for what it takes, as compiling one takes long."""
        taken = [one for one in fields if one.init]
        cls.__made__ = {one.name: one.default_factory for one in fields if one.default_factory is not MISSING}
        plain = _plain_and_made if cls.__made__ else _plain
        names = ("self", *(one.name for one in taken))
        code = plain.__code__.replace(co_varnames=names, co_nlocals=len(names), co_argcount=len(names))
        defaults = tuple(one.default for one in taken if one.default is not MISSING or one.name in cls.__made__)
        made = FunctionType(code, plain.__globals__, "__init__", defaults)
        made.__qualname__, made.__annotations__ = f"{cls.__qualname__}.__init__", cls.__annotations__
        return made

    def _plain(self):
        _keep(self, locals())

    def _plain_and_made(self):
        _keep_and_make(self, locals())

    def _keep(self, given):
        del given["self"]
        self.__dict__.update(given)

    def _keep_and_make(self, given):
        """What is not given is made, for each object anew."""
        for name, make in self.__made__.items():
            if given.get(name, MISSING) is MISSING:
                given[name] = make()
        _keep(self, given)

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
