"""Frozen classes: the same as the standard library makes, but made faster."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace

import pytest

from shpdocs.words.frozen import frozen


@frozen
class Made:
    """A made-up class with every sort of field."""

    name: str
    number: int = 3
    many: list[str] = field(default_factory=list)
    apart: str = field(default="", compare=False, repr=False)
    own: dict[str, int] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def length(self) -> int:
        return len(self.name)


@dataclass(frozen=True)
class Standard:
    """The same, by the standard library."""

    name: str
    number: int = 3
    many: list[str] = field(default_factory=list)
    apart: str = field(default="", compare=False, repr=False)
    own: dict[str, int] = field(default_factory=dict, init=False, compare=False, repr=False)


@frozen
class Words:
    """Only what can be hashed counts when it is."""

    first: str
    second: tuple[str, ...] = ()
    beside: list[str] = field(default_factory=list, hash=False)

    def __repr__(self) -> str:
        return f"<{self.first}>"


@frozen
class More(Words):
    """One that has more, and looks at what it gets."""

    third: str = "made up"

    def __post_init__(self) -> None:
        if not self.third:
            raise ValueError


def test_it_is_a_dataclass_with_the_same_fields() -> None:
    told = [[(one.name, one.type, one.init, one.compare, one.repr, one.default) for one in fields(of)] for of in (Made, Standard)]
    assert told[0] == told[1]
    assert asdict(Made("a", many=["b"])) == asdict(Standard("a", many=["b"]))
    assert is_dataclass(Made("a"))


def test_it_looks_as_the_standard_library_shows_it() -> None:
    assert repr(Made("a", 4, ["b"], "c")) == repr(Standard("a", 4, ["b"], "c")).replace("Standard", "Made")


def test_defaults_are_given_and_made_anew_for_each() -> None:
    first, second = Made("a"), Made("a")
    assert (first.number, first.many, first.apart, first.own) == (3, [], "", {})
    assert first.many is not second.many
    assert first.own is not second.own


def test_what_is_not_asked_for_is_refused() -> None:
    for wrong in ({}, {"name": "a", "own": {}}, {"name": "a", "nothing": 1}):
        with pytest.raises(TypeError):
            Made(**wrong)


def test_equal_is_what_has_equal_fields_and_the_same_class() -> None:
    assert Made("a", apart="b") == Made("a", apart="c")
    assert Made("a") != Made("b")
    assert Words("a") != More("a")
    assert len({Words("a"), Words("a", ()), Words("a", ("b",)), Words("a", (), ["b"])}) == 3
    assert hash(Words("a")) == hash(Words("a", (), ["b"]))


def test_nothing_can_be_changed_or_taken_away() -> None:
    made = Made("a")
    with pytest.raises(FrozenInstanceError):
        made.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        made.other = "b"  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del made.name
    assert made.name == "a"


def test_it_can_be_replaced_pickled_and_matched() -> None:
    made = Made("a", 4, ["b"])
    assert replace(made, number=5) == Made("a", 5, ["b"])
    assert pickle.loads(pickle.dumps(made)) == made
    match made:
        case Made(name, number):
            assert (name, number) == ("a", 4)


def test_what_a_class_says_of_itself_stays() -> None:
    assert (repr(Words("a")), Made("ab").length) == ("<a>", 2)


def test_a_class_made_of_another_has_the_fields_of_both_and_is_looked_at_when_made() -> None:
    assert (More("a").second, More("a", ("b",), [], "c").third) == ((), "c")
    with pytest.raises(ValueError):
        More("a", third="")
