"""Messages of the checks, about what looks odd: reported and never mended."""

from __future__ import annotations

from shpdocs.model.problem.message import Message, warning

CHECK_MESSAGES: dict[str, Message] = {
    "not-signed-off": warning(
        "{label} is blank.",
        "Fill in name, role and date of whoever answers for the return.",
    ),
    "date-outside-period": warning(
        "{label}: {first} lies outside the time in which it would be expected ({second}).",
        "Check day, month and year. If the date is right, leave it and tell the officer.",
    ),
    "percentage-not-of-base": warning(
        "{label}: {first} does not go with {second}: {instead}.",
        "Check the percentage and the number it is of; the paper prints both as they stand.",
    ),
    "cumulative-falls": warning(
        "{label}: the year so far was {first}, and is now {second}.",
        "A figure for the year so far does not fall: check it, or say in the commentary what was corrected.",
    ),
    "far-from-history": warning(
        "{label}: {entered} is far outside what it was before ({first} to {second}).",
        "Check it; if it is right, say in the commentary what changed.",
    ),
    "off-target": warning(
        "{label} is off target, and nothing says why.",
        "Say in the commentary why, and what is being done.",
    ),
    "percentage-without-base": warning(
        "{label}: there is a percentage and not of how many.",
        "Give the number that the percentage is of.",
    ),
    "outside-last-year": warning(
        "{label}: the figure is outside the range of last year's quarters.",
        "Check it; if it is right, say in the commentary what changed.",
    ),
    "baseline-year-differs": warning(
        "{label}: the objective speaks of {first} figures, the baseline is of {second}.",
        "Both stand in the definition: nothing to do for the lead. The officer decides; the paper prints both as they stand.",
    ),
    "target-not-worked-out": warning(
        "{label}: the target {first} is not the baseline {second} changed by {limit}%.",
        "Both stand in the definition: nothing to do for the lead. The officer decides; the paper prints both as they stand.",
    ),
    "result-against-target": warning(
        "{label}: the target is {first}, the text reports {second}: they may not measure the same thing.",
        "Check the wording of the objective; the paper prints both as they stand.",
    ),
    "milestone-passed": warning(
        "{label}: due {first}, not completed: {second}.",
        "If it is completed, say so in the status. If not, leave it: the officer may accept it as it stands.",
    ),
    "change-not-borne-out": warning(
        "{label}: the text says {first}, the figures give {second}.",
        "Check the text; the paper prints both as they stand.",
    ),
}
