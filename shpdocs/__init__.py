"""shpdocs: quarterly returns of a community safety partnership, from Excel workbooks to the committee's Word paper.

The library: `issue`, `check`, `collect`, `accept`, `waive`, `publish`, `exempt`, `status`, `history`, `assemble`, `trace` and
`audit` do what the commands of the same name do, and return typed results. They are loaded when first used, so that
importing shpdocs costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shpdocs.words.version import __version__

if TYPE_CHECKING:
    from shpdocs.verbs.accept import accept
    from shpdocs.verbs.assemble import assemble
    from shpdocs.verbs.audit import audit
    from shpdocs.verbs.check import check
    from shpdocs.verbs.collect import collect
    from shpdocs.verbs.decide import exempt, publish, waive
    from shpdocs.verbs.history import history
    from shpdocs.verbs.issue import issue
    from shpdocs.verbs.status import status
    from shpdocs.verbs.trace import trace

__all__ = [
    "__version__",
    "accept",
    "assemble",
    "audit",
    "check",
    "collect",
    "exempt",
    "history",
    "issue",
    "publish",
    "status",
    "trace",
    "waive",
]
_MODULES = {"exempt": "decide", "publish": "decide", "waive": "decide"}  # where it is not the function's own name


def __getattr__(name: str) -> Any:
    if name in __all__ and not name.startswith("_"):
        from importlib import import_module

        return getattr(import_module(f"shpdocs.verbs.{_MODULES.get(name, name)}"), name)
    raise AttributeError(name)
