"""What commands are told, and what they take it for: the sub-group that is named, the time if none is given."""

from __future__ import annotations

from datetime import UTC, datetime

from shpdocs.model.errors import UsageError, did_you_mean


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the microsecond. Commands read the clock here only and hand it on as a value."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def check_sub_group(sub_group: str, names: tuple[str, ...]) -> None:
    """Make sure that a sub-group is one of those named.

    Raises:
        UsageError: it is none of them; the remedy names those there are, and the nearest.
    """
    if sub_group not in names:
        raise UsageError(f"There is no sub-group '{sub_group}'.", f"There are: {', '.join(names)}.{did_you_mean(sub_group, names)}")
