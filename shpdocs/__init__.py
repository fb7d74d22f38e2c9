"""shpdocs: quarterly returns of a community safety partnership, from Excel workbooks to the committee's Word paper.

The library: `issue`, `check`, `collect`, `accept`, `waive`, `publish`, `exempt`, `remove_received`, `status`, `history`, `assemble`,
`sent`, `withdraw`, `trace`, `evidence`, `verify` and `audit` do what the commands of the same name do, and return typed results;
`uses_of_cell` and `uses_of_answer` do what `trace --cell` and `trace --answer` do. They are loaded when first used, so that importing
shpdocs costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shpdocs.model.version import __version__

if TYPE_CHECKING:
    from shpdocs.commands.accept import accept
    from shpdocs.commands.assemble import assemble
    from shpdocs.commands.audit import audit
    from shpdocs.commands.check import check
    from shpdocs.commands.collect import collect
    from shpdocs.commands.decide import exempt, publish, waive
    from shpdocs.commands.evidence import evidence
    from shpdocs.commands.history import history
    from shpdocs.commands.issue import issue
    from shpdocs.commands.published import sent, withdraw
    from shpdocs.commands.remove_received import remove_received
    from shpdocs.commands.status import status
    from shpdocs.commands.trace import trace
    from shpdocs.commands.tracing.uses import uses_of_answer, uses_of_cell
    from shpdocs.commands.verify import verify

__all__ = [
    "__version__",
    "accept",
    "assemble",
    "audit",
    "check",
    "collect",
    "evidence",
    "exempt",
    "history",
    "issue",
    "publish",
    "remove_received",
    "sent",
    "status",
    "trace",
    "uses_of_answer",
    "uses_of_cell",
    "verify",
    "waive",
    "withdraw",
]
_MODULES = {  # where it is not the function's own name
    **dict.fromkeys(("exempt", "publish", "waive"), "decide"),
    **dict.fromkeys(("sent", "withdraw"), "published"),
    **dict.fromkeys(("uses_of_answer", "uses_of_cell"), "tracing.uses"),
}


def __getattr__(name: str) -> Any:
    if name in __all__ and not name.startswith("_"):
        from importlib import import_module

        return getattr(import_module(f"shpdocs.commands.{_MODULES.get(name, name)}"), name)
    raise AttributeError(name)
