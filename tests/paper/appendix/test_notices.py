"""What somebody should look at before an appendix is published is told, and nothing else is."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import pytest

from shpdocs.ooxml.custom_properties import CONTENT_TYPE, custom_properties_part
from tests.paper.appendix.test_merging import joined
from tests.support.made_word import Source, field_of, paragraph, run, table
from tests.support.word_files import edit_parts

GUID = "12345678-90ab-cdef-1234-567890abcdef"


def control(shown: str, more: str = "<w:showingPlcHdr/>") -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="5"/>{more}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'


def noticed(*body: str) -> tuple[str, ...]:
    return joined(Source(body=[*body, paragraph("The end")]).write()).reports[0].noticed


@pytest.mark.parametrize(
    "body",
    [
        control(paragraph("Click or tap here to enter text.")),
        paragraph("Name: ", inside=control(run("Click or tap here to enter text."))),
        paragraph("Click or tap here to enter text."),
        table([["Click or tap here to enter text.", "x"]]),
        paragraph("Name: ", inside=field_of(" MACROBUTTON NoMacro Click or tap here to enter text. ", "Click or tap here to enter text.")),
    ],
    ids=["control", "control in a line", "plain words", "cell", "button"],
)  # fmt: skip
def test_a_place_that_nobody_filled_in_is_told(body: str) -> None:
    assert noticed(body) == ("nobody filled in a place that says “Click or tap here to enter text.”",)


def test_places_that_say_the_same_are_told_once_with_their_number() -> None:
    assert noticed(control(paragraph("Choose an item.")), control(paragraph("Choose an item."))) == ("nobody filled in 2 places that say “Choose an item.”",)  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        control(paragraph("Thirteen wards"), ""),
        control(paragraph("Thirteen wards"), '<w:showingPlcHdr w:val="0"/>'),
        paragraph("Click or tap the map online to see each ward in more detail."),
        paragraph("Click here for the map."),
        control(paragraph("")),
    ],
    ids=["filled in", "mark switched off", "a sentence", "a link", "blank"],
)
def test_what_somebody_filled_in_is_not_told(body: str) -> None:
    assert noticed(body) == ()


def labelled(properties: dict[str, str], label: str = "") -> tuple[str, ...]:
    def change(parts: dict[str, bytes]) -> None:
        relations = ""
        types = parts["[Content_Types].xml"].decode()
        if properties:
            parts["docProps/custom.xml"] = custom_properties_part(properties)
            relations += '<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>'
            types = types.replace("</Types>", f'<Override PartName="/docProps/custom.xml" ContentType="{CONTENT_TYPE}"/></Types>')
        if label:
            parts["docMetadata/LabelInfo.xml"] = (
                f'<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">{label}</clbl:labelList>'.encode()
            )
            relations += '<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels" Target="docMetadata/LabelInfo.xml"/>'
            types = types.replace(
                "</Types>",
                '<Override PartName="/docMetadata/LabelInfo.xml" ContentType="application/vnd.ms-office.classificationlabels+xml"/></Types>',
            )
        parts["[Content_Types].xml"] = types.encode()
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relations.encode() + b"</Relationships>")

    return joined(edit_parts(Source(body=[paragraph("Made up")]).write(), change)).reports[0].noticed


def label_info(enabled: int, removed: int) -> str:
    return f'<clbl:label id="{{{GUID}}}" enabled="{enabled}" method="Privileged" siteId="{{{GUID}}}" contentBits="0" removed="{removed}"/>'


@pytest.mark.parametrize(
    ("properties", "label"),
    [
        ({}, label_info(1, 0)),
        ({f"MSIP_Label_{GUID}_Enabled": "true"}, ""),
        ({f"MSIP_Label_{GUID}_Enabled": "True", f"MSIP_Label_{GUID}_Name": GUID}, ""),
    ],
)
def test_a_label_that_only_a_code_names_is_told(properties: dict[str, str], label: str) -> None:
    assert labelled(properties, label) == (f"1 sensitivity label that the file names by a code alone ({GUID}): ask its owner what it says",)


@pytest.mark.parametrize(
    ("properties", "label"),
    [
        ({f"MSIP_Label_{GUID}_Enabled": "true", f"MSIP_Label_{GUID}_Name": "OFFICIAL"}, label_info(1, 0)),
        ({f"MSIP_Label_{GUID}_Enabled": "false"}, ""),
        ({}, label_info(1, 1)),
        ({}, label_info(0, 0)),
    ],
)
def test_a_label_whose_name_is_known_or_that_is_off_is_not_told(properties: dict[str, str], label: str) -> None:
    assert labelled(properties, label) == ()
