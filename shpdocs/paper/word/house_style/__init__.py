"""The door to a council's house style: a Word file whose styles, theme, page, header and footer every paper takes.

Styles are matched by name, as programs rename what stands under it; in a house style as read they have our own identities, so
that whoever writes a paper need not know which is used. Nothing else of the file is taken: no text, comments or properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shpdocs.paper.word.house_style.starter import write_starter
from shpdocs.store.folder import HOUSE_STYLE, TEMPLATES, Folder

if TYPE_CHECKING:
    from shpdocs.model.house_style import HouseStyle

__all__ = ["HOUSE_STYLE", "partnership_house_style", "read_house_style", "write_starter"]


def partnership_house_style(root: Folder) -> HouseStyle | None:
    """The house style of a partnership folder, workbook_templates/house-style.docx; None if there is none.

    Raises:
        FolderError: the file cannot be used.
    """
    path = root.root / TEMPLATES / HOUSE_STYLE
    return read_house_style(path.read_bytes(), path.name) if path.is_file() else None


def read_house_style(content: bytes, name: str) -> HouseStyle:
    """Return the house style of a Word file. `name` is the file's, for messages.

    Raises:
        FolderError: it is no Word file (.docx), is damaged, locked, too large, has macros or no styles, or its header or footer
            holds what cannot be taken into a paper.
    """
    from shpdocs.model.house_style import HouseStyle
    from shpdocs.paper.word.house_style.looks import inaccessible
    from shpdocs.paper.word.house_style.package import Package, as_text
    from shpdocs.paper.word.house_style.page import first_page_differs, page_of
    from shpdocs.paper.word.house_style.running import RunningReader
    from shpdocs.paper.word.house_style.styles import Styles
    from shpdocs.paper.word.house_style.theme import fonts_of, theme_of

    package = Package(content, name)
    styles = Styles(package.styles())
    reader = RunningReader(package, styles)
    sections = package.sections()
    section = sections[-1] if sections else None
    headers_footers = reader.read(sections)
    theme, colours = theme_of(package)
    fonts, has_embedded = fonts_of(package)
    finished = styles.finished()
    left = (*styles.left, *reader.left, *(("embedded fonts",) if has_embedded else ()))
    return HouseStyle(
        file=name,
        styles=as_text(finished),
        theme=theme,
        fonts=fonts,
        page=page_of(section),
        headers_footers=headers_footers,
        has_first=first_page_differs(section) and bool(headers_footers),  # a first page may be meant to show nothing
        images=reader.images,
        missing=styles.missing,
        inaccessible=(*inaccessible(finished, colours), *reader.inaccessible),
        left=left,
    )
