"""Any Word file that is to be audited, read into everything about it that a rule may ask, as plain facts.

No library of Word's is loaded: `assemble` audits every paper that it makes, and those that read .docx take longer to be
loaded than this takes in all. Nor do they see what stands within content controls, text boxes and notes.
"""

from __future__ import annotations

from shpdocs.accessibility.paper_facts.package import UnreadableError, open_package
from shpdocs.accessibility.paper_facts.paper import paper_facts
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.paper_facts import PaperFacts

_UNCLEAR = "cannot be read closely enough to be audited."
_FRESH = "Open it in Word, save a fresh copy as 'Word Document (.docx)' and audit that."


def read_paper_facts(content: bytes, name: str) -> PaperFacts:
    """Return the facts of a Word file (.docx, .docm, strict ones too); `name` is what it is called.

    Raises:
        ShpdocsError: the file is no Word document, is locked, damaged or too large to be audited.
    """
    try:
        return paper_facts(open_package(content), name)
    except UnreadableError as error:
        raise ShpdocsError(f"{name} {error.what}", error.mend) from None
    except Exception:  # noqa: BLE001 - whatever a stranger's file makes Python raise is that file's fault
        raise ShpdocsError(f"{name} {_UNCLEAR}", _FRESH) from None
