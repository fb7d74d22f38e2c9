"""The edge that commands share: options and exit codes, errors in words, paths as they are printed, and the bar that shows progress."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import typer

from shpdocs.model.errors import ShpdocsError, UsageError

MANY = 20  # workbooks: from here on, a bar on the terminal while they are worked on, and lines only for files with something new

FolderOption = Annotated[Path, typer.Option("--folder", help="The partnership folder.", show_default="the current folder")]
PeriodArgument = Annotated[str, typer.Argument(help="Year and quarter, as in 2024-25-Q2.", show_default=False)]
OptionalPeriod = Annotated[str, typer.Argument(help="Year and quarter, as in 2024-25-Q2.", show_default="the period in shpdocs.toml")]
OptionalPaper = Annotated[
    str,
    typer.Argument(
        help="A period's paper, as in 2024-25-Q2; by another profile 2024-25-Q2/NAME.", show_default="that of the period in shpdocs.toml"
    ),
]
ProfileOption = Annotated[str, typer.Option("--profile", help="The profile paper-NAME.toml.", metavar="NAME", show_default="paper.toml")]
EditionOption = Annotated[
    int | None, typer.Option("--edition", help="An edition by its number.", metavar="NUMBER", show_default="the one that stands")
]
DraftOption = Annotated[bool, typer.Option("--draft", help="Not an edition, but the last draft.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides.", show_default=False)]
WithdrawOption = Annotated[bool, typer.Option("--withdraw", help="Take the decision back; who and why are recorded too.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
FINE, PROBLEMS, USAGE, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 3, 130

_REASONS = {
    errno.EACCES: ("may not be written or read.", "Check that it is not read-only or open in another program."),
    errno.EPERM: ("may not be written or read.", "Check that it is not read-only or open in another program."),
    errno.EROFS: ("is on a disk that cannot be written.", "Work in a folder that you may write."),
    errno.ENOSPC: ("does not fit: the disk is full.", "Make room, then run the command again."),
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: ("does not fit: your quota is full.", "Make room, then run the command again."),
    errno.EFBIG: ("is larger than this computer lets a file be.", "Ask whoever looks after it, then run the command again."),
    errno.ENAMETOOLONG: ("has too long a name for this disk.", "Use a folder with a shorter path."),
    errno.ENOTDIR: ("lies under something that is a file, not a folder.", "Move that file out of the way."),
    errno.EISDIR: ("is a folder where a file is needed.", "Move that folder out of the way."),
    errno.EEXIST: ("is a file where a folder is needed.", "Move that file out of the way."),
}
_Parameters = ParamSpec("_Parameters")


def period_or_current(period: str, folder: Path) -> str:
    """Return the period named, else the current one of shpdocs.toml.

    Raises:
        UsageError: none is named in either place.
    """
    if period:
        return period
    from shpdocs.definitions.settings import sound_settings
    from shpdocs.store.folder import open_folder

    current = sound_settings(open_folder(folder)).period
    if not current:
        raise UsageError("No period is named.", "Name one, as in 2024-25-Q2, or set 'period' in shpdocs.toml.")
    return current


def relative(path: Path, folder: Path) -> str:
    """Return a path as seen from the partnership folder, with forward slashes."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.name


@contextmanager
def progress_bar(label: str, is_wanted: bool = True, least: int = MANY) -> Iterator[Callable[[int, int], None]]:
    """Give the hook that a command reports its progress to: a bar on stderr, if that is a terminal and there are `least` to do."""
    bars: list[Any] = []
    with ExitStack() as stack:

        def show(done: int, count: int) -> None:
            if not (is_wanted and count >= least and sys.stderr.isatty()):
                return
            if not done:  # of several pieces of work each has a bar of its own
                bars.append(stack.enter_context(typer.progressbar(length=count, label=label, file=sys.stderr)))
            bars[-1].update(done - bars[-1].pos)

        yield show


def with_exit_code(command: Callable[_Parameters, int]) -> Callable[_Parameters, None]:
    """Return the command as Typer wants it: its int becomes the exit code, an error its words on stderr."""

    @wraps(command)
    def run(*arguments: _Parameters.args, **options: _Parameters.kwargs) -> None:
        try:
            code = command(*arguments, **options)
        except UsageError as error:
            code = _print_error(error.what, error.remedy, USAGE)
        except ShpdocsError as error:
            if os.environ.get("SHPDOCS_TRACEBACK") and error.__cause__ is not None:
                traceback.print_exception(error.__cause__)
            code = _print_error(error.what, error.remedy, COULD_NOT_RUN)
        except BrokenPipeError:  # the reader of our output, such as head, has seen enough
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - Python flushes stdout once more at the end
            code = FINE
        except OSError as error:
            code = _print_os_error(error)
        except KeyboardInterrupt:
            code = _print_error("Interrupted.", "What was done before is whole.", INTERRUPTED)
        except Exception as error:
            if os.environ.get("SHPDOCS_TRACEBACK"):
                raise
            what = f"Something went wrong inside shpdocs ({type(error).__name__})."
            code = _print_error(what, "Please report it with what SHPDOCS_TRACEBACK=1 prints.", COULD_NOT_RUN)
        raise typer.Exit(code)

    return run


def _print_error(what: str, remedy: str, code: int) -> int:
    parted = "" if remedy.startswith("\n") else " "
    print(f"shpdocs: {what}{parted}{remedy.strip(' ')}", file=sys.stderr)
    return code


def _print_os_error(error: OSError) -> int:
    from shpdocs.store.disk import UNFINISHED, NoFileError, TooLargeError

    path = Path(str(error.filename2 or error.filename or "A file"))  # replacing a file that is open names it second
    name = f"The folder '{path.parent.name}'" if path.name.startswith((UNFINISHED, ".lock")) else f"'{path.name}'"
    if isinstance(error, NoFileError):
        return _print_error(f"{name} is no file: it is a folder, a link, a pipe or a device.", "Put the file itself there.", COULD_NOT_RUN)
    if isinstance(error, TooLargeError):
        return _print_error(f"{name} is larger than any file that shpdocs reads.", "Name another file.", COULD_NOT_RUN)
    what, remedy = _REASONS.get(error.errno or 0, ("could not be written or read.", "Check the folder and run the command again."))
    return _print_error(f"{name} {what}", remedy, COULD_NOT_RUN)
