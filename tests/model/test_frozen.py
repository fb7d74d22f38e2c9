"""Frozen dataclasses made fast: in all that the program uses they are what the standard library makes."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

import pytest

import shpdocs
from shpdocs.model.frozen import dataclass


@dataclass(frozen=True)
class Fast:
    """Made by ours."""

    text: str
    many: Mapping[str, int] = dataclasses.field(default_factory=dict, repr=False)
    last: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Plain:
    """Made by the library."""

    text: str
    many: Mapping[str, int] = dataclasses.field(default_factory=dict, repr=False)
    last: tuple[str, ...] = ()


Held = TypeVar("Held")


@dataclass(frozen=True)
class Box(Generic[Held]):
    """A class of something."""

    held: Held
    kept: list[Held] = dataclasses.field(default_factory=list, init=False, repr=False, compare=False)


@dataclass(frozen=True)
class One:
    """A class with one field that counts."""

    only: tuple[str, ...]
    note: str = dataclasses.field(default="", compare=False)


def test_it_is_made_shown_compared_and_hashed_as_the_librarys() -> None:
    for make in (Fast, Plain):
        one: Any = make("made up", last=("a",))
        assert (one.text, one.many, one.last) == ("made up", {}, ("a",))
        assert repr(one) == f"{make.__name__}(text='made up', last=('a',))"
        assert one == make("made up", {}, ("a",)) and one != make("other") and one != ("made up", {}, ("a",))
        assert one.many is not make("made up").many
        with pytest.raises(TypeError, match="unhashable"):
            hash(one)
    assert hash(One(("a",))) == hash(One(("a",))) and len({One(("a",)), One(("a",)), One(("b",))}) == 2
    assert One(("a",)) != One(("b",))
    assert One(("a",), "made up") == One(("a",)) and hash(One(("a",), "made up")) == hash(One(("a",)))


def test_what_is_not_given_is_made_for_each_object() -> None:
    box: Box[int] = Box(3)
    box.kept.append(4)
    assert repr(box) == "Box(held=3)" and Box[int](3) == box and Box[int](3).kept == []
    assert dataclasses.replace(box, held=5) == Box(5)
    with pytest.raises(TypeError, match="takes 2 positional arguments"):
        Box(3, [4])  # type: ignore[call-arg]


def test_one_with_an_order_has_the_order_of_its_fields() -> None:
    @dataclass(frozen=True, order=True)
    class Ordered:
        first: str
        second: int

    assert sorted([Ordered("b", 1), Ordered("a", 2), Ordered("a", 1)]) == [Ordered("a", 1), Ordered("a", 2), Ordered("b", 1)]
    assert Ordered("a", 1) <= Ordered("a", 1) >= Ordered("a", 1) and not Ordered("a", 1) > Ordered("a", 1)
    with pytest.raises(TypeError, match="not supported"):
        sorted([Ordered("a", 1), One(("a",))])  # type: ignore[type-var]


def test_it_cannot_be_changed() -> None:
    one = Fast("made up")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.text = "other"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.text
    assert one.text == "made up"


def test_a_field_that_is_missing_or_unknown_is_refused() -> None:
    for make in (Fast, Plain):
        with pytest.raises(TypeError, match=rf"{make.__name__}.__init__\(\) missing 1 required positional argument: 'text'"):
            make()  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
            make("made up", other=1)  # type: ignore[call-arg]


def test_it_can_be_replaced_copied_pickled_and_matched() -> None:
    one = Fast("made up", {"a": 1})
    assert dataclasses.replace(one, text="other") == Fast("other", {"a": 1})
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    assert dataclasses.asdict(one) == {"text": "made up", "many": {"a": 1}, "last": ()}
    match one:
        case Fast(text, many):
            assert (text, many) == ("made up", {"a": 1})
        case _:
            pytest.fail("it did not match")


def test_a_class_that_asks_for_more_is_the_librarys() -> None:
    @dataclass(frozen=True)
    class Checked:
        first: int

        def __post_init__(self) -> None:
            if self.first < 0:
                raise ValueError

    @dataclass(frozen=True)
    class Hidden:
        first: int
        known: list[int] = dataclasses.field(default_factory=list, init=False, compare=False)
        last: int = 3

    @dataclass(frozen=True)
    class Shared:
        many: ClassVar[int] = 3
        first: int

    @dataclass
    class Changing:
        first: int

    @dataclass(frozen=True)
    class Child(Fast):
        more: int = 3

    with pytest.raises(ValueError):
        Checked(-1)
    assert Hidden(1, 4) == Hidden(1, 4) and Hidden(1, 4).last == 4 and Hidden(1).known == []
    assert Shared(1) == Shared(1) and Shared.many == 3 and repr(Shared(1)).endswith("Shared(first=1)")
    changing = Changing(1)
    changing.first = 2
    assert changing == Changing(2)
    assert Child("made up", more=4) == Child("made up", {}, (), 4) != Fast("made up")


def test_every_dataclass_of_the_program_takes_what_its_fields_say() -> None:
    found = 0
    for module in pkgutil.walk_packages(shpdocs.__path__, "shpdocs."):
        if module.name.endswith("__main__"):
            continue
        for _, made in inspect.getmembers(importlib.import_module(module.name), dataclasses.is_dataclass):
            if isinstance(made, type) and made.__module__ == module.name:
                taken = tuple(inspect.signature(made).parameters)
                assert taken == tuple(one.name for one in dataclasses.fields(made) if one.init)
                found += 1
    assert found > 60
