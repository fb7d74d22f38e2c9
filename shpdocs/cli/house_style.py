"""shpdocs house-style"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shpdocs.cli.edge import FINE, PROBLEMS, FolderOption, relative

if TYPE_CHECKING:
    from shpdocs.model.house_style import HouseStyle

_DEFAULT = "workbook_templates/house-style.docx"


def house_style(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The Word file, within the folder.", show_default=_DEFAULT)] = "",
    folder: FolderOption = Path(),
    check: Annotated[bool, typer.Option("--check", help="Say what the file there lacks, and write nothing.")] = False,
) -> int:
    """Write or check a Word file for your council's look. It is to be changed in Word; papers then take its look."""
    from shpdocs.commands.house_style import check_house_style
    from shpdocs.commands.house_style import house_style as write_starter

    if check:
        return _print_faults(check_house_style(folder, file))
    path = write_starter(folder, file)
    print(relative(path, folder))
    print("Next: open it in Word; change fonts, colours and margins, put your logo into the header; save it. Then")
    print("  shpdocs house-style --check")
    if relative(path, folder) != _DEFAULT:
        print(f"Papers take the house style that stands at {_DEFAULT}.")
    return FINE


def _print_faults(style: HouseStyle) -> int:
    for name in style.missing:
        print(f"! {name}: the file has no such style, so papers use our own.")
    for name, what, mend in style.inaccessible:
        print(f"! {name}: {what}.")
        print(f"    {mend}")
    for what in style.left:
        print(f"i Not taken into papers: {what}.")
    if style.missing or style.inaccessible:
        return PROBLEMS
    print(f"{style.file}: every style is there, and all people can read them.")
    return FINE
