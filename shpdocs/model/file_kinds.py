"""Files that are no .xlsx workbook, told apart: what each is in words, and how an .xlsx is made of it."""

from __future__ import annotations

from msgspec import Struct

_EXCEL = "Open it in Excel, choose File > Save As > 'Excel Workbook (.xlsx)', and send that."
_LIBREOFFICE = "Open it in LibreOffice, choose File > Save As > 'Excel 2007-365 (.xlsx)', and send that."
_NO_CELLS = "Fill in the workbook that was issued, and send that as 'Excel Workbook (.xlsx)'."
_UNPACK = "Unpack it, and send the workbook in it by itself."


class FileKind(Struct, frozen=True):
    """A kind of file: `words` follow 'is', `how` says what to do."""

    words: str
    how: str


# OpenDocument is refused: the readers of it that are kept well give no formulas and no number formats, so that a sum or a
# date in it would be read as something else, and LibreOffice itself saves what we can read.
FILE_KINDS = {
    "ods": FileKind("an OpenDocument spreadsheet (.ods)", _LIBREOFFICE),
    "fods": FileKind("a flat OpenDocument spreadsheet (.fods)", _LIBREOFFICE),
    "xlsb": FileKind("a binary workbook (.xlsb)", _EXCEL),
    "xml-2003": FileKind("an XML spreadsheet of 2003", _EXCEL),
    "numbers": FileKind("a Numbers spreadsheet", "In Numbers, choose File > Export To > Excel, and send that."),
    "shortcut": FileKind("only a shortcut to a file in the cloud", "Download the workbook itself as .xlsx, and send that."),
    "web-page": FileKind("a web page", _NO_CELLS),
    "text": FileKind("a text or CSV file", _NO_CELLS),
    "xml": FileKind("an XML file", _NO_CELLS),
    "pdf": FileKind("a PDF", _NO_CELLS),
    "word": FileKind("a Word document", _NO_CELLS),
    "presentation": FileKind("a presentation", _NO_CELLS),
    "odt": FileKind("an OpenDocument text or drawing", _NO_CELLS),
    "rtf": FileKind("a rich text document (.rtf)", _NO_CELLS),
    "picture": FileKind("a picture", _NO_CELLS),
    "e-mail": FileKind("an e-mail", "Save the workbook that is attached to it, and send that."),
    "zip": FileKind("a zip archive", _UNPACK),
    "archive": FileKind("a packed archive", _UNPACK),
    "unknown": FileKind("a file of an unknown kind", _NO_CELLS),
}
LOCKED = FileKind("locked with a password", "Open it, take the password off with File > Info > Protect Workbook, and save it again.")
OLD_OR_LOCKED = FileKind(
    "an older Office file, or locked with a password", "Open it, take the password off, save it as 'Excel Workbook (.xlsx)', and send that."
)
OLD_EXCEL = FileKind("an older Excel file (.xls)", _EXCEL)
