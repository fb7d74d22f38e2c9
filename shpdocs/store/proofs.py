"""What was proved of suppressed numbers, as it is kept for the next paper: it saves time, and one that is spoiled is as good as none."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from msgspec import Raw, Struct, json

from shpdocs.model.disclosure import Proof
from shpdocs.store.disk import read_file, sha256, write_atomically
from shpdocs.store.edition_places import PROOFS
from shpdocs.store.folder import PeriodFolder

PROOFS_FORMAT = 1
_PROOFS = json.Decoder(dict[str, Proof])


class _KeptProofs(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a period's proofs, and a checksum of them: no ledger holds one, since each paper replaces them."""

    format: int
    checksum: str
    proofs: Raw


def read_proofs(folder: PeriodFolder) -> dict[str, Proof]:
    """The proofs that a period's last paper rested on, each by the digest of all that it proves; none if they are not there whole."""
    try:
        kept = json.decode(read_file(folder.editions / PROOFS, is_ours=True), type=_KeptProofs)
        raw = bytes(kept.proofs)
        return _PROOFS.decode(raw) if (kept.format, kept.checksum) == (PROOFS_FORMAT, sha256(raw)) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def keep_proofs(folder: PeriodFolder, proofs: Mapping[str, Proof]) -> None:
    """Keep the proofs that a paper rests on, in place of those before, while the period is held; if that fails, they are made again."""
    if proofs == read_proofs(folder):
        return
    raw = json.encode(dict(proofs), order="sorted")
    with suppress(OSError):
        write_atomically(folder.editions / PROOFS, json.encode(_KeptProofs(PROOFS_FORMAT, sha256(raw), Raw(raw))), is_lasting=False)
