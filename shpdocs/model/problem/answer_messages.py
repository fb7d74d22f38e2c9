"""Messages about an answer, and about what was changed against the workbook that was issued."""

from __future__ import annotations

from shpdocs.model.problem.message import Message, blocking, notice, warning

ANSWER_MESSAGES: dict[str, Message] = {
    "label-changed": warning(
        "The text '{first}' was changed to '{entered}'.",
        "The paper prints it as issued. If it should change, ask the officer; if not, put it back.",
    ),
    "guards-gone": notice(
        "{count} lost the check on what may be entered: pasted over, or saved by another program.",
        "Nothing to do: every answer was checked again.",
    ),
    "protection-gone": notice(
        "The protection of {first} was taken off.",
        "Nothing to do: everything was compared with what was issued.",
    ),
    "hidden-answers": notice(
        "Hidden, and yet with answers: {entered}.",
        "They were read like all others; show what is hidden if they should be looked at.",
    ),
    "filter-hides": notice(
        "A filter hides answers: {entered}.",
        "They were read like all others; take the filter off if they should be looked at.",
    ),
    "total-row": notice(
        "The Total Row of a table is not read: {entered}.",
        "Nothing to do: no sum is taken from it. If it says more than sums, write that into an answer.",
    ),
    "merged-over": blocking(
        "{label}: '{entered}' is entered here, but the cell is merged with others and '{first}' is shown instead.",
        "Unmerge the cells, and enter in each what is meant.",
    ),
    "references-gone": notice(
        "{count} lost the reference, and could be found by the labels.",
        "Nothing to do, unless labels were changed too.",
    ),
    # One answer
    "missing": blocking("{label}: there is no answer.", "{wanted}"),
    "missing-figure": blocking(
        "{label}: there is no figure.",
        "Enter the figure, or choose in '{reason-label}' why there is none.",
    ),
    "figure-and-reason": blocking(
        "{label}: there is both a figure and a reason for having none.",
        "Keep one: clear the figure or the reason.",
    ),
    "formula": blocking(
        "{label}: the cell holds a formula, {entered}{cached}.",
        "Type the result itself.",
    ),
    "not-typed": blocking(
        "{label}: '{entered}' was not typed into the cell: it comes from {how}.",
        "Type the answer itself.",
    ),
    "formula-computed": notice(
        "{label}: the cell holds the sum {entered}; it was worked out as {first}.",
        "Nothing to do if that is right.",
    ),
    "fraction-or-date": blocking(
        "{label}: '{entered}' may be a fraction, or what the program made of a date such as {first}.",
        "Type a number with a decimal point, or the date with its month as a word.",
    ),
    "formatted-part": blocking(
        "{label}: some of '{entered}' is {how}, so it can be read two ways.",
        "Enter the answer in plain characters, without what no longer counts and without signs of notes.",
    ),
    "garbled": blocking(
        "{label}: '{first}' in '{entered}' is what a program made of something else{second}.",
        "Type the answer again, as it should be read.",
    ),
    "shown-otherwise": blocking(
        "{label}: the cell holds {entered}, but shows it in another way.",
        "Set the cell's number format to General, or to a date with day, month and year, and enter what is meant.",
    ),
    "unclear-cell": blocking(
        "{label}: what the file says of this cell contradicts itself, or is nothing that a program knows: '{entered}'.",
        "Type the answer into the cell again, and save the workbook in Excel or LibreOffice.",
    ),
    "in-ground-colour": warning(
        "{label}: '{entered}' is written in the colour of its ground, so that nobody sees it.",
        "If it is the answer, give it dark letters on a light ground; if not, clear the cell.",
    ),
    "shaded-blank": notice(
        "{label}: there is no answer, and the cell was coloured {entered}{more}.",
        "A colour is not read. If it says something, write it into an answer or a commentary.",
    ),
    "shown-rounded": blocking(
        "{label}: the cell holds {second}, and shows {first}.",
        "Type the number as it should be printed: {first}, or with the decimals that count.",
    ),
    "rounded": notice(
        "{label}: the cell holds {second}; {first} is what it shows, or what is left without decimals that say nothing, and was taken.",
        "Nothing to do if that is right.",
    ),
    "error-cell": blocking(
        "{label}: the cell shows an error, {entered}.",
        "Type the answer itself.",
    ),
    "other-currency": blocking(
        "{label}: '{entered}' is in another currency than pounds.",
        "{wanted}",
    ),
    "number-and-sign": blocking(
        "{label}: '{first}' stands beside the number in '{entered}', and may change what it means.",
        "{wanted} Say in a commentary what belongs with it.",
    ),
    "not-a-number": blocking(
        "{label}: '{entered}' is not a number.",
        "Enter digits only, for example 1664.",
    ),
    "not-a-whole-number": blocking(
        "{label}: '{entered}' is not a whole number.",
        "Enter a count without decimals, for example 45.",
    ),
    "too-small": blocking(
        "{label}: {entered} is too small.",
        "Enter {limit} or more.",
    ),
    "too-large": blocking(
        "{label}: {entered} is too large.",
        "Enter {limit} or less.",
    ),
    "ambiguous-percentage": blocking(
        "{label}: '{entered}' could mean two percentages, {first} or {second}.",
        "Enter the number of per cent, from 0 to 100: 45 for 45%.",
    ),
    "ambiguous-none": blocking(
        "{label}: '{entered}' could mean zero or no figure.",
        "Enter 0 for zero, or say 'Not yet available', 'Not applicable' or 'Suppressed'.",
    ),
    "ambiguous-rate": blocking(
        "{label}: '{entered}' is a rate per another number.",
        "Enter the rate per {limit}, as a plain number.",
    ),
    "not-money": blocking(
        "{label}: '{entered}' is not an amount of money.",
        "Enter pounds, for example 280000 or £280k.",
    ),
    "not-a-date": blocking(
        "{label}: '{entered}' is not a date.",
        "Enter day, month and year, for example 31/12/2024.",
    ),
    "ambiguous-date": blocking(
        "{label}: '{entered}' could be {first} or {second}.",
        "Write the month as a word, for example {first}.",
    ),
    "unlikely-date": blocking(
        "{label}: {first} is too far from today to be meant.",
        "Enter a date from 1990 to 2100, as in 31 December 2024.",
    ),
    "not-months": blocking(
        "{label}: '{entered}' is not a month or a range of months with its year.",
        "Enter for example Sept 2024 or Oct/Nov 2024.",
    ),
    "not-a-choice": blocking(
        "{label}: '{entered}' is not one of the choices.",
        "Choose one of: {choices}.",
    ),
    "too-long": blocking(
        "{label}: the text has {length} characters.",
        "Shorten it to {limit} characters or fewer.",
    ),
    "too-few-rows": blocking(
        "{label}: there are too few rows.",
        "Fill in at least {limit}.",
    ),
    "not-understood": blocking(
        "{label}: '{entered}' cannot be read as what is asked.",
        "{wanted}",
    ),
    "not-allowed": blocking(
        "{label}: '{entered}' is not allowed here.",
        "Enter what the guidance beside the answer asks for.",
    ),
    "not-read": warning(
        "'{entered}' stands where no answer is read.",
        "It will not be in the paper. If it matters, write it into an answer or a commentary; then clear the cell.",
    ),
    "typed-beside": warning(
        "'{entered}' was typed beside {first}, where no answer is read.",
        "It will not be in the paper. If it is the answer, type it into {first}; then clear the cell.",
    ),
    "more-not-read": warning(
        "From here on, {count} cells of this sheet stand where no answer is read.",
        "They will not be in the paper. If they matter, write them into answers or commentaries; then clear the cells.",
    ),
    "remark-not-read": warning(
        "This {kind} was not read: '{entered}'.",
        "It will not be in the paper. If it matters, write it into an answer or a commentary; then delete the {kind}.",
    ),
    "link-behind-answer": notice(
        "{label}: behind the words '{entered}' stands a link, to {first}.",
        "The paper prints the words alone. If readers need the address, write it into the answer.",
    ),
    "tip-behind-answer": warning(
        "{label}: behind the words '{entered}' stands a tip that only a mouse shows: '{first}'.",
        "It will not be in the paper. If it matters, write it into the answer; then take the tip off.",
    ),
    "more-links-behind": notice(
        "From here on, links stand behind {count} more on this sheet, the first to {first}.",
        "The paper prints the words alone. If readers need the addresses, write them into the answers.",
    ),
    "more-tips-behind": warning(
        "From here on, tips that only a mouse shows stand behind {count} more on this sheet, the first of them '{first}'.",
        "They will not be in the paper. If they matter, write them into the answers; then take the tips off.",
    ),
    "merged-answers": warning(
        "{label}: '{entered}' lies over {count} answers, since the cells are merged; it is read for the first alone: {first} stay blank.",
        "Unmerge the cells, and enter in each what is meant.",
    ),
    "earlier-revised": notice(
        "{label}: {first} was accepted before; it is now {entered}.",
        "The paper marks it as revised; if it was not meant, put {first} back.",
    ),
    "earlier-deleted": warning(
        "{label}: {first} was accepted before; the cell is now blank.",
        "The accepted figure stays. To take it back, enter the right figure or 'Not applicable'.",
    ),
    "revised-without-reason": warning(
        "{label}: an earlier quarter was changed, and nothing says why.",
        "Say why in the column 'If an earlier quarter changed, why'.",
    ),
    "carried-row-gone": warning(
        "{label}: the row '{entered}' was carried from an earlier return and is no longer there.",
        "If it is closed, keep the row and say so in it; if it was deleted by mistake, put it back.",
    ),
    "carried-untouched": warning(
        "{label}: {count} just as carried from an earlier return, with nothing new: '{entered}'{more}.",
        "Bring carried rows up to date, and fill in what belongs to this quarter. If all still holds as it stands, tell the officer.",
    ),
    "figures-repeated": warning(
        "{label}: every figure is that of the last return again: {entered}.",
        "Enter this quarter's figures. If they really are the same, tell the officer.",
    ),
    "hidden-number": blocking(
        "{label}: '{entered}' hides a small number.",
        "Enter the figure; if it must not be published, enter 'Suppressed' instead.",
    ),
    "could-not-judge": blocking(
        "{file} could not be checked, because of a fault in shpdocs.",
        "The file is kept. Please report it with what SHPDOCS_TRACEBACK=1 prints.",
    ),
}

# what looks odd: reported and never mended
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
    "blank-given-away": warning(
        "{label} gives no number, but {first} less {second} says {entered}.",
        "Enter it, or 'Suppressed': the paper keeps it back then, and others with it. If it is none of that total, tell the officer.",
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
