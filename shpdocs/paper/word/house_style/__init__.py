"""A council's house style: a Word file whose styles, theme, page, header and footer every paper takes.

Styles are matched by name, as programs rename what stands under it; in a house style as read they have our own ids, so that whoever
writes a paper need not know which is used. Nothing else of the file is taken: no text, comments or properties.
"""

from __future__ import annotations

from shpdocs.model.house_style import HouseStyle
from shpdocs.paper.word.house_style.package import Package, as_text
from shpdocs.paper.word.house_style.readability import accessibility_faults
from shpdocs.paper.word.house_style.sections import HeaderFooterReader, has_first_page, page_size
from shpdocs.paper.word.house_style.starter import write_starter
from shpdocs.paper.word.house_style.styles import Styles, read_fonts, read_theme
from shpdocs.store.folder import HOUSE_STYLE, TEMPLATES, Folder

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
    package = Package(content, name)
    styles = Styles(package.styles())
    reader = HeaderFooterReader(package, styles)
    sections = package.sections()
    section = sections[-1] if sections else None
    headers_footers = reader.read(sections)
    theme, colours = read_theme(package)
    fonts, has_embedded_fonts = read_fonts(package)
    styles_part = styles.part()
    return HouseStyle(
        file=name,
        styles=as_text(styles_part),
        theme=theme,
        fonts=fonts,
        page=page_size(section),
        headers_footers=headers_footers,
        has_first=has_first_page(section) and bool(headers_footers),  # a first page may be meant to show nothing
        images=reader.images,
        missing=styles.missing,
        inaccessible=(*accessibility_faults(styles_part, colours), *reader.inaccessible),
        left=(*styles.left_out, *reader.left_out, *(("embedded fonts",) if has_embedded_fonts else ())),
    )
