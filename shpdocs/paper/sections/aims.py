"""What a measure starts from and aims at, in the words of its definition: baseline, target and profile, each piece with its key."""

from __future__ import annotations

from shpdocs.definitions.wording import StatedPiece, baseline_pieces, own_baseline_pieces, show_profile, target_pieces
from shpdocs.figures.arithmetic import exact, judged
from shpdocs.figures.stated import StatedNumbers
from shpdocs.model.definition import Definition, Measure, Part, Target
from shpdocs.model.origin import Origin, Statement
from shpdocs.model.phrase import Phrase, from_origin, joined
from shpdocs.model.returns import SUPPRESSED
from shpdocs.paper.sections.material import Material

_NONE = {"no-baseline": "no_baseline", "not-applicable": "not_applicable"}  # what a definition says in place of a baseline: its words


def baseline_words(material: Material, definition: Definition, measure: Measure) -> Phrase:
    """The baseline as printed; that of a compound measure joins its parts ('33 PWIT and 134 VAP'). Of no pieces if there is none."""
    return _words(baseline_pieces(measure, material.profile.words), material, definition, measure)


def own_baseline_words(material: Material, definition: Definition, measure: Measure, part: Part | None, shown: Measure) -> Phrase:
    """The baseline of the measure itself, or of a part; its number is printed as one of the measure `shown`."""
    baseline, under = (part.baseline, f"parts.{part.key}.") if part else (measure.baseline, "")
    return _words(own_baseline_pieces(baseline, shown, material.profile.words, under), material, definition, measure)


def target_words(
    material: Material, definition: Definition, measure: Measure, part: Part | None = None, shown: Measure | None = None
) -> Phrase:
    """The target as printed, a part's own if it has one: the value, the change aimed at, the band or the month."""
    target, under = (part.target, f"parts.{part.key}.") if part and part.target else (measure.target, "")
    pieces = target_pieces(target, shown or measure, under, material.profile.words)
    return _words(pieces, material, definition, measure)


def profile_words(definition: Definition, measure: Measure, quarter: str) -> Phrase:
    """Where the figure should stand at the end of a quarter; of no pieces if no profile says so."""
    return from_origin(show_profile(measure, quarter), StatedNumbers(definition.file, measure, None).profile(quarter))


def _words(pieces: tuple[StatedPiece, ...], material: Material, definition: Definition, measure: Measure) -> Phrase:
    return joined("", (from_origin(piece.text, _origin(piece, material, definition, measure)) for piece in pieces))


def _origin(piece: StatedPiece, material: Material, definition: Definition, measure: Measure) -> Origin | None:
    """Where a piece is stated; of what only stands between, None."""
    part = next((part for part in measure.parts if piece.key.startswith(f"parts.{part.key}.")), None)
    stated = StatedNumbers(definition.file, measure, part)
    what, _, key = piece.key.removeprefix(f"parts.{part.key}." if part else "").partition(".")
    owner = part or measure
    if piece.number is not None:
        target = owner.target or Target()
        return stated.baseline(owner.baseline) if what == "baseline" else _target(stated, target, key, piece.number)
    said = owner.baseline if what == "baseline" else owner.target
    if key == "none" and said and said.none == SUPPRESSED:
        return judged("not printed", "suppressed", (Statement(what, stated.stated(what, is_of_part=True)),))
    statement = Statement(what, stated.stated(f"{what}.{key}" if key else what, is_of_part=True))
    if key == "none" and said:
        return judged("no baseline", "made-of", (statement, material.words_origin(_NONE[said.none])))
    return statement if what else None


def _target(stated: StatedNumbers, target: Target, key: str, number: float) -> Origin | None:
    if key == "value":
        return stated.target(target, key, exact(number))
    if key in ("low", "high"):
        return stated.end_of_band(target, "low" if key == "low" else "high")
    return stated.change(target, key, -exact(number) if key == "reduce-by" else exact(number))
