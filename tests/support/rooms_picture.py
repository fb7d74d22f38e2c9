"""The picture of the rooms: which is built on which, drawn from the imports of the modules."""

from __future__ import annotations

from tests.support.house import ROOMS, Sources, _inside, _ours, room_of


def rooms_used(sources: Sources) -> dict[str, set[str]]:
    """The rooms that each room imports from, in the order of the flow."""
    used: dict[str, set[str]] = {room: set() for room in ROOMS}
    for module, text in _inside(sources):
        used[room_of(module)] |= {room_of(target) for target in _ours(text, sources)} - {room_of(module)}
    return used


def rooms_picture(sources: Sources) -> str:
    """Return the rooms as a Mermaid diagram: an arrow to each room from those it is built on, but for those that a longer way implies."""
    used = rooms_used(sources)
    implied: dict[str, set[str]] = {}  # everything that a room is built on, by whatever way: rooms above come first
    lines = ["```mermaid", "flowchart TD"]
    for room in ROOMS:
        by_longer_ways = set[str]().union(*(implied[above] for above in used[room]))
        implied[room] = used[room] | by_longer_ways
        lines += [f"    {above} --> {room}" for above in ROOMS if above in used[room] - by_longer_ways]
    return "\n".join((*lines, "```"))
