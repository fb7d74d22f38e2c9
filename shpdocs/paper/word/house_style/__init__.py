"""A council's house style: a Word file whose styles, theme, page, header and footer every paper takes.

Its file is never the paper's own. What `copied` lists is copied into our empty paper, under our own ids, so that whoever writes a
paper need not know which is used. Nothing else of the file is taken: no text, comments or properties.
"""

from __future__ import annotations

import os
from pathlib import Path

from shpdocs.model.errors import FolderError
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.settings import MB, WordLimits
from shpdocs.ooxml.bounds import PackageError
from shpdocs.ooxml.theme import read_theme
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import each, parse, serialise
from shpdocs.paper.word.empty_paper import FONTS, STYLES, THEME, empty_paper, opened, our_parts, packed
from shpdocs.paper.word.house_style.headers import HeaderFooterCopier, copy_page
from shpdocs.paper.word.house_style.plain import fonts_named
from shpdocs.paper.word.house_style.readability import accessibility_faults
from shpdocs.paper.word.house_style.refusals import open_house_style, refused_for
from shpdocs.paper.word.house_style.starter import show_styles, write_starter
from shpdocs.paper.word.house_style.styles import StyleCopier, copied_fonts, copied_theme
from shpdocs.store.disk import NoFileError, TooLargeError, UnreadableError, read_file
from shpdocs.store.folder import HOUSE_STYLE, TEMPLATES, Folder

__all__ = ["HOUSE_STYLE", "partnership_house_style", "read_house_style", "write_starter"]

_USUAL = WordLimits()


def partnership_house_style(root: Folder, limits: WordLimits = _USUAL) -> HouseStyle | None:
    """The house style of a partnership folder, workbook_templates/house-style.docx; None if there is none.

    Raises:
        FolderError: the file cannot be used.
    """
    path = root.root / TEMPLATES / HOUSE_STYLE
    return read_house_style(house_style_bytes(path, limits), path.name, limits) if os.path.lexists(path) else None


def house_style_bytes(path: Path, limits: WordLimits) -> bytes:
    """Return the bytes of a house style's file; raises FolderError if it cannot be read, is no file or too large."""
    try:
        return read_file(path, limits.largest_file * MB)
    except NoFileError:
        what = "is no file"
    except TooLargeError:
        what = f"is larger than {limits.largest_file} MB (largest-file under [limits.word] in shpdocs.toml)"
    except UnreadableError:
        what = "cannot be read"
    raise FolderError(f"The house style '{path.name}' {what}.", "Put the Word file itself there, and close it in other programs.")


def read_house_style(content: bytes, name: str, limits: WordLimits = _USUAL) -> HouseStyle:
    """Return the house style of a Word file. `name` is the file's, for messages.

    Raises:
        FolderError: it is no Word file (.docx), is damaged, locked, too large, has macros or no styles, or its header or footer
            holds what cannot be taken into a paper.
    """
    try:
        return _copied(open_house_style(content, name, limits), name)
    except PackageError as error:
        raise refused_for(name, error.fault) from None


def _copied(file: WordFile, name: str) -> HouseStyle:
    """Copy what is listed into our empty paper; headers and footers say what styles they use besides a paper's own."""
    base = our_parts()
    sections = list(each(file.root, "w:sectPr"))
    styles = StyleCopier(file.styles, Styles(parse(base[STYLES])))
    headers_footers = HeaderFooterCopier(file, name, sections, styles)
    copied_styles = styles.copied()
    theme = copied_theme(file.related("theme"), parse(base[THEME]))
    fonts, has_embedded_fonts = copied_fonts(
        file.related("fontTable"), parse(base[FONTS]), fonts_named(copied_styles, theme, *headers_footers.blocks)
    )
    word = opened(empty_paper({STYLES: serialise(copied_styles), THEME: serialise(theme), FONTS: serialise(fonts)}))
    copy_page(sections[-1] if sections else None, word.sections[0])
    headers_footers.put_into(word.sections[0])
    content = packed(word)
    return HouseStyle(
        file=name,
        empty_paper=content,
        missing=styles.missing,
        inaccessible=accessibility_faults(show_styles(content), Styles(copied_styles), read_theme(theme)),
        left=(*styles.left, *headers_footers.left, *(("embedded fonts",) if has_embedded_fonts else ())),
    )
