"""Messages about a file as a whole, and about its sheets, rows and columns."""

from __future__ import annotations

from shpdocs.model.problem.message import Message, blocking, notice, warning

FILE_MESSAGES: dict[str, Message] = {
    "unreadable-file": blocking(
        "{file} cannot be read from the disk.",
        "Close it in other programs, check that it has arrived whole, and collect again.",
    ),
    "empty-file": blocking(
        "{file} is empty: it has not arrived whole.",
        "Wait until the drive has synced it, or ask for it again.",
    ),
    "not-a-workbook": blocking(
        "{file} is {kind}, not an Excel workbook (.xlsx).",
        "{how}",
    ),
    "protected-file": blocking(
        "{file} is {kind}, so it cannot be opened.",
        "{how}",
    ),
    "incomplete-file": blocking(
        "{file} breaks off: it has not arrived whole.",
        "Wait until it has been downloaded or synced, or ask for it again.",
    ),
    "damaged-file": blocking(
        "{file} is damaged and cannot be opened.",
        "Send the workbook again; if it opens for you, save a fresh copy first.",
    ),
    "doubled-part": blocking(
        "{file} holds two different parts of one name ({entered}), and nobody can say which of them is shown.",
        "Open it in Excel, check every answer, save a fresh copy, and send that.",
    ),
    "oversized-file": blocking(
        "{file} is larger than any return can be: {entered}, and the limit is {limit}.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
    "pages-marked": notice(
        "The pages of {file} are marked: {entered}.",
        "Nothing to do: how the paper is marked is said in its profile.",
    ),
    "kept-unseen": warning(
        "{file} keeps what no cell shows: {entered}.",
        "It will not be in the paper, but it goes wherever the file goes. If it must not be sent, copy the answers into the workbook that "
        "was issued, and send that.",
    ),
    "kept-by-programs": notice(
        "{file} also keeps what no cell shows, as programs add it: {entered}.",
        "Nothing to do: none of it is read or printed.",
    ),
    "foreign-workbook": blocking(
        "{file} is not a workbook that was issued: it has no reference on its Start sheet.",
        "Fill in the workbook that was issued for this period and send that.",
    ),
    "wrong-partnership": blocking(
        "{file} was issued by another partnership ({entered}).",
        "Send the workbook issued by {partnership}.",
    ),
    "wrong-period": blocking(
        "{file} is for {entered}, not for {period}.",
        "Send the workbook issued for {period}; move this one to output/{entered}/inbox, then: shpdocs collect {entered}",
    ),
    "unknown-period": blocking(
        "{file} is for {entered}, a year that has no definitions here.",
        "Add workbook_templates/{year}, or send the workbook of another period.",
    ),
    "unknown-sub-group": blocking(
        "{file} is for the sub-group '{entered}', which has no definition for that year.{nearest}",
        "Use a workbook issued here, or add the definition.",
    ),
    "stamps-disagree": blocking(
        "{file} says different things about what it is: {first}.",
        "A sheet may have been copied over from another workbook. Copy the answers into the workbook that was issued and send that.",
    ),
    "two-candidates": blocking(
        "{file} and {entered} came together for the same return, with different answers: {differences}.",
        "Nothing says which is meant. Ask the lead; then collect the right one by name, or take the other out of the inbox.",
    ),
    "older-issue": warning(
        "{file} is issue {entered} of the workbook; the return in force came in issue {first}.",
        "If it is meant all the same, accept it; if not, leave it.",
    ),
    "older-definition": notice(
        "{file} was issued before its definition changed: {changes}.",
        "What could be read was read; issue the workbook again if something is missing.",
    ),
    "identical-file": notice(
        "{file} is identical to what came on {first} as {entered}.",
        "Nothing to do; if a newer one was meant, ask for it.",
    ),
    "removed-file": notice(
        "{file} is a file that was removed on {first} by {entered}. It is passed over, and not kept. The reason given: {reason}",
        "Delete it; ask the lead for a workbook without what must not be in it.",
    ),
    "same-file": notice(
        "{file} is identical to {entered}, which came with it.",
        "Nothing to do.",
    ),
    "no-query-workbook": notice(
        "{file} could not be made into a query workbook.",
        "Tell the lead what is wrong; the page has every problem with its cell.",
    ),
    "query-of-older": warning(
        "{file} answers a query about a return that was replaced since; another one is in force.",
        "If it is meant all the same, accept it; if not, leave it.",
    ),
    "issue-unknown": warning(
        "{file} says that it is issue {entered}, and no workbook of that number was sent out from here.",
        "Ask the lead where it comes from; accept it if it is meant.",
    ),
    "query-unanswered": warning(
        "{file} is the query workbook as it was sent: nothing in it was answered or changed.",
        "Answer what the sheet Queries asks. If everything is right as it stands, the officer can accept it.",
    ),
    "printed-figure-changed": warning(
        "{label}: {first} was printed in {where}; it is now {entered}.",
        "If {entered} is wrong, put {first} back. If {first} was wrong, leave it: the officer accepts it and says why, in words that later "
        "papers print.",
    ),
    "printed-answer-changed": warning(
        "{label}: '{first}' was printed in {where}; it says something else now.",
        "If what was printed is right, put it back. If it was wrong, leave it: the officer accepts it and says why.",
    ),
    "kept-copy-spoiled": notice(
        "The copy of {file} that was kept in output is not that file any more.",
        "It was kept again; what stood in its place was moved to {where}.",
    ),
    "received-gone": blocking(
        "{file} is no longer kept as it was received, or is spoiled: nothing can be said of it.",
        "Bring it back into output/{period}/received from a copy, or put the file into the inbox again; then collect.",
    ),
    "sent-copy-gone": warning(
        "How {file} was sent is not kept in output/{period}/sent, or is damaged: what was changed cannot be told for certain.",
        "Bring output/{period}/sent back from a copy and collect again; or look through the workbook, and accept it if nothing is amiss.",
    ),
    "same-answers": notice(
        "{file} holds the same answers as {entered}.",
        "Nothing to do.",
    ),
    "lock-file": notice(
        "{file} is the mark that somebody has the workbook open, not the workbook.",
        "Nothing to do; make sure that the open workbook was saved before it was sent.",
    ),
    "temporary-file": notice(
        "{file} is a temporary file of a program, not a workbook.",
        "Nothing to do.",
    ),
    "cloud-placeholder": warning(
        "{file} is only a placeholder: its content is still in the cloud.",
        "Open it once, or choose 'Always keep on this device', and collect again.",
    ),
    "link-passed-over": warning(
        "{file} is a link that leads elsewhere, so it was passed over.",
        "Put the workbook itself there, or name it: shpdocs collect PERIOD FILE.",
    ),
    "no-file": warning(
        "{file} is no file: what stands there is a pipe, a device, or a link to one or to nothing.",
        "Take it away; put the workbook itself there.",
    ),
    "named-otherwise": notice(
        "{file} has the name of another return ({first}), and holds the one of {second}.",
        "It was taken for what it holds; make sure that this is the file that was meant.",
    ),
    "other-inbox": warning(
        "{file} lies in the inbox of {first}, and is for {second}.",
        "Move it to output/{second}/inbox.",
    ),
    "not-asked-then": blocking(
        "{label} was not asked yet when this workbook was issued (issue {issue}).",
        "Fill in the workbook that was issued last.",
    ),
    "sheet-missing": blocking(
        "The sheet '{label}' is not in the workbook.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
    "column-missing": blocking(
        "The column '{label}' cannot be found on this sheet.",
        "Put its heading back as it was issued.",
    ),
    "optional-column-missing": warning(
        "The column '{label}' cannot be found on this sheet; nothing in it was read.",
        "If anything was entered there, put its heading back as it was issued.",
    ),
    "column-moved": blocking(
        "The column '{label}' stands elsewhere on this sheet than it was issued, and its mark has stayed behind.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
    "names-left-behind": notice(
        "The columns of this sheet were moved, and the names that go with them stayed behind.",
        "Nothing to do: the headings stand over the answers in the order of issue, and the answers were read by them.",
    ),
    "start-missing": warning(
        "The sheet 'Start' was not in the workbook, so nobody has signed the return off.",
        "Fill in name, role and date on the sheet Start of a workbook that was issued, and send that.",
    ),
    "row-missing": blocking(
        "The row '{label}' cannot be found on this sheet.",
        "Put its reference ({entered}) back in the Reference column.",
    ),
    "row-twice": blocking(
        "The row '{label}' stands on this sheet twice, with different answers.",
        "Delete the row that is wrong; each reference ({entered}) may stand there once.",
    ),
    "row-moved": blocking(
        "The row '{label}' stands beside the reference of another row ({entered}): they may have been sorted apart.",
        "Put its own reference ({first}) back beside it, and check that every answer of the row belongs to it.",
    ),
    "column-twice": blocking(
        "The column '{label}' stands on this sheet twice, with different answers.",
        "Delete the one that is wrong; each heading may stand there once.",
    ),
    "sheet-twice": blocking(
        "The sheets '{first}' and '{entered}' hold the same table, with different answers.",
        "Keep the one that is right, and delete the other.",
    ),
    "sheet-otherwise": blocking(
        "The sheet '{label}' says that it is of {entered}, not of {first}: it may have been copied from another workbook.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
}
