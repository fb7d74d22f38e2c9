"""Exit codes: what a command returns becomes the exit code, and an error its words on stderr."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import typer

from shpdocs.model.errors import ShpdocsError, UsageError

FINE, PROBLEMS, USAGE, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 3, 130

_REASONS = {
    errno.EACCES: ("may not be written or read.", "Check that it is not read-only or open in another program."),
    errno.EPERM: ("may not be written or read.", "Check that it is not read-only or open in another program."),
    errno.EROFS: ("is on a disk that cannot be written.", "Work in a folder that you may write."),
    errno.ENOSPC: ("does not fit: the disk is full.", "Make room, then run the command again."),
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: ("does not fit: your quota is full.", "Make room, then run the command again."),
    errno.ENAMETOOLONG: ("has too long a name for this disk.", "Use a folder with a shorter path."),
    errno.ENOTDIR: ("lies under something that is a file, not a folder.", "Move that file out of the way."),
    errno.EISDIR: ("is a folder where a file is needed.", "Move that folder out of the way."),
    errno.EEXIST: ("is a file where a folder is needed.", "Move that file out of the way."),
}
_Parameters = ParamSpec("_Parameters")


def with_exit_code(command: Callable[_Parameters, int]) -> Callable[_Parameters, None]:
    """Return the command as Typer wants it: its int becomes the exit code, an error its words on stderr."""

    @wraps(command)
    def run(*arguments: _Parameters.args, **options: _Parameters.kwargs) -> None:
        try:
            code = command(*arguments, **options)
        except UsageError as error:
            code = _print_error(error.what, error.remedy, USAGE)
        except ShpdocsError as error:
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
    path = Path(str(error.filename2 or error.filename or "A file"))  # replacing a file that is open names it second
    from shpdocs.store.disk import UNFINISHED

    name = f"The folder '{path.parent.name}'" if path.name.startswith((UNFINISHED, ".lock")) else f"'{path.name}'"
    what, remedy = _REASONS.get(error.errno or 0, ("could not be written or read.", "Check the folder and run the command again."))
    return _print_error(f"{name} {what}", remedy, COULD_NOT_RUN)
