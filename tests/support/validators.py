"""What other people's validators find wrong with a file of ours: nothing, or it is a fault of ours."""

from __future__ import annotations

from pathlib import Path

from ooxml_integrity import check
from openxml_audit import OpenXmlValidator


def faults_of(path: Path) -> list[str]:
    """Every fault that openxml-audit and, in a Word file, ooxml-integrity find; each in the validator's own words."""
    found = [f"openxml-audit: {error}" for error in OpenXmlValidator().validate(path).errors]
    if path.suffix == ".docx":
        found += [f"ooxml-integrity: {finding}" for finding in check(str(path))]
    return found
