"""What somebody should look at before an appendix is published: places that nobody filled in, labels that only a code names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from shpdocs.answers.values import counted
from shpdocs.ooxml.custom_properties import custom_properties
from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_paragraphs import shortened, text_of
from shpdocs.ooxml.xml import Element, each, find, is_on, local, tag

_LONGEST = 40  # letters of a place that are told
_GUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.IGNORECASE)
_LABEL = re.compile(rf"MSIP_Label_{_GUID.pattern}_(Enabled|Name)", re.IGNORECASE)
_ON = ("1", "true")
# What Word asks in a control or template where somebody is to type.
_PROMPT = re.compile(
    r"[\[<]?\s*(?:(?:click|tap)(?: or (?:click|tap))? (?:(?:here |icon )?to (?:enter|add|type|insert)\b.{0,30}|here and type\b.*)"
    r"|choose an item|choose a building block|enter any content that you want to repeat.*|type (?:here|text|the [\w ]+))\s*[.…]?\s*[\]>]?",
    re.IGNORECASE,
)


def notices(file: WordFile) -> tuple[str, ...]:
    """What of a file somebody should look at, in words."""
    return (*_unfilled(file), *_labels(file))


def _unfilled(file: WordFile) -> Iterator[str]:
    asked = Counter(words for _, part in file.text_parts for words in _prompts(file.tree(part)))
    for words, count in asked.items():
        yield f"nobody filled in {'a place that says' if count == 1 else f'{count} places that say'} “{shortened(words, _LONGEST)}”"


def _prompts(root: Element) -> Iterator[str]:
    """What stands where somebody was to type: in controls that still show what they ask, and wherever else words do."""
    within = set[Element]()
    for control in each(root, "w:sdt"):
        content = find(control, "w:sdtContent")
        if content is None or not is_on(find(control, "w:sdtPr/w:showingPlcHdr")) or _is_for_older_programs(control):
            continue
        paragraphs = list(each(content, "w:p"))
        within.update(paragraphs or control.iterancestors(tag("w:p")))
        said = " ".join("".join(text.text or "" for text in each(content, "w:t")).split())
        if said:
            yield said
    for field in fields(root):
        if field.kind == "MACROBUTTON" and not _is_for_older_programs(field.start):
            yield field.code.strip().split(maxsplit=2)[2] if len(field.code.split()) > 2 else ""
    for paragraph in each(root, "w:p"):
        if paragraph not in within and _PROMPT.fullmatch(text_of(paragraph).strip()) and not _is_for_older_programs(paragraph):
            yield " ".join(text_of(paragraph).split())


def _is_for_older_programs(element: Element) -> bool:
    return next(element.iterancestors(tag("mc:Fallback")), None) is not None


def _labels(file: WordFile) -> Iterator[str]:
    """Labels of sensitivity that are on, of which the file says no name."""
    names: dict[str, str] = {}
    enabled: list[str] = []
    for name, text in custom_properties(file.package).items():
        label = _LABEL.fullmatch(name)
        if label and label[2].lower() == "name":
            names[label[1].lower()] = "" if _GUID.fullmatch(text.strip()) else text.strip()
        elif label and text.strip().lower() in _ON:
            enabled.append(label[1].lower())
    for kept in (element for _, part in file.parts("classificationlabels", source="") for element in file.tree(part)):
        label = _GUID.fullmatch(kept.get("id", ""))
        if local(kept) == "label" and label and kept.get("enabled") in _ON and kept.get("removed", "0") not in _ON:
            enabled.append(label[1].lower())
    unknown = [label for label in dict.fromkeys(enabled) if not names.get(label)]
    if unknown:
        labels = f"{counted(len(unknown), 'sensitivity label')} that the file names by a code alone"
        yield f"{labels} ({', '.join(unknown)}): ask its owner what it says"
