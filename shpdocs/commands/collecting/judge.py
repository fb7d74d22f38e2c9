"""Judging what was received: each file once, unless something that its judgement depends on has changed since.

What was judged is kept beside the file received. The judging itself is done by plain values, so that any process can do it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace

from shpdocs.commands.context import Context
from shpdocs.commands.files import read_bytes
from shpdocs.commands.judge import Rules, judge
from shpdocs.model.collection import Judgement, ReceivedFile, file_fault
from shpdocs.model.errors import FolderError
from shpdocs.model.ledger import Event
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Return, Stamp
from shpdocs.model.version import __version__
from shpdocs.store.folder import Folder
from shpdocs.store.records import fingerprint

_MAY_PASS = ("unreadable-file", "could-not-judge", "sent-copy-gone")  # which another run may not meet with

_Received = tuple[str, str, bytes | None]  # name, SHA-256, and what the disk gives


def judge_files(context: Context, files: tuple[ReceivedFile, ...]) -> tuple[Judgement, ...]:
    """Judge every file, in their order, or take what is kept. The returns stay with the judgements kept: see `return_of`."""
    kept = ((file, _kept(context, file.name, file.sha256)) for file in files)
    judgements = {file.sha256: replace(judgement, return_=None) for file, judgement in kept if judgement}
    new = [file for file in files if file.sha256 not in judgements]
    contents = ((file.name, file.sha256, read_bytes(context.period_folder.received.folder / file.kept)) for file in new)
    for judgement in context.parallel.map(partial(_judge, _rules(context)), contents, len(new), _lost):
        judgements[judgement.sha256] = replace(_keep(context, judgement), return_=None)
    return tuple(judgements[file.sha256] for file in files)


def judgement_of(context: Context, file: str, sha256: str) -> Judgement | None:
    """The judgement on a file received, by its name and SHA-256, with its return; None if the file is no longer there."""
    content = context.period_folder.received.read(sha256)
    if content is None:
        return None
    return _kept(context, file, sha256) or _keep(context, _judge(_rules(context), (file, sha256, content)))


def return_of(context: Context, judgement: Judgement) -> Return:
    """The return that a judged file holds.

    Raises:
        FolderError: the file is no longer there, and no judgement on it is kept.
    """
    file, sha256 = judgement.file, judgement.sha256
    whole = judgement if judgement.return_ else _kept(context, file, sha256) or judgement_of(context, file, sha256)
    if whole is None or whole.return_ is None:
        raise FolderError(f"{file} is no longer among the received files.", f"Collect it again: shpdocs collect {context.period}")
    return whole.return_


def _judge(rules: Rules, received: _Received) -> Judgement:
    file, sha256, content = received
    judgement = None if content is None else judge(content, file, rules)
    is_whole = judgement is not None and judgement.sha256 == sha256
    return judgement if judgement and is_whole else file_fault(file, "unreadable-file", sha256)


def _lost(received: _Received) -> Judgement:
    return file_fault(received[0], "could-not-judge", received[1])


def _rules(context: Context) -> Rules:
    years, issued = {context.year.name: context.year}, partial(_issued_with, context.root, context.state.sent)
    return Rules(context.settings, years.get, issued, context.root.read_sent, context.period)


def _issued_with(root: Folder, sent: Mapping[tuple[str, int], Event], stamp: Stamp) -> Prefill:
    return root.issued_with(stamp.period, sent.get((stamp.sub_group, stamp.issue)))


def _grounds(context: Context, judgement: Judgement) -> str:
    """A fingerprint of everything that a judgement depends on beside the file's bytes."""
    sent = context.state.sent.get((judgement.sub_group, judgement.issue))
    return fingerprint(file=judgement.file, sent=sent, period=context.grounds, version=__version__)


def _kept(context: Context, file: str, sha256: str) -> Judgement | None:
    """The judgement that is kept on a file, if it was made on these very grounds."""
    judgement, grounds = context.period_folder.read_judgement(sha256) or (None, "")
    if judgement is None or (judgement.file, judgement.sha256) != (file, sha256):
        return None
    return judgement if grounds == _grounds(context, judgement) else None


def _keep(context: Context, judgement: Judgement) -> Judgement:
    if not any(problem.code in _MAY_PASS for problem in judgement.problems):
        context.period_folder.keep_judgement(judgement, _grounds(context, judgement))
    return judgement
