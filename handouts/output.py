"""Bytes → a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from handouts.errors import CannotWriteError, DiskFullError, HandoutError, Problem, Source

TEMPORARY = ".handout-"
"""How the names of files begin that are not whole yet."""
_ENDING = ".tmp"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


def write_whole(
    path: Path, data: bytes, like: Path | None = None, temporary_start: str = TEMPORARY
) -> None:
    """Put `data` at `path`: a full disk, a kill or an open viewer leave the old file or the new.

    Only its owner can read it, for it may be a patient's; or whoever can read the file that it is
    `like`. After a kill a file beside it stays, its name beginning with `temporary_start`.
    Raises CannotWriteError, and DiskFullError where no other file could be written either.
    """
    with written_whole(path, like, temporary_start) as file:
        file.write(data)


@contextlib.contextmanager
def written_whole(
    path: Path, like: Path | None = None, temporary_start: str = TEMPORARY
) -> Iterator[BinaryIO]:
    """The same for bytes that come one after the other: `path` is there when all of them are.

    They go to a file beside it, to the disk, and then take its name in one step; after an exception
    they are thrown away.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=temporary_start, suffix=_ENDING, dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            shutil.copymode(like, temporary)
        temporary.replace(path)
    except OSError as error:
        kind = DiskFullError if error.errno in _FULL else CannotWriteError
        raise kind([_problem(path, error)]) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """The same for a file that must not be there yet: a prescription is never lost to another."""
    if path.exists():
        raise HandoutError([Problem(Source(str(path)), "is there already", "name a new file")])
    write_whole(path, data)


def remove(path: Path) -> None:
    """Remove a file, if it is there. Raises CannotWriteError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError([_problem(path, error)]) from None


def keep_names(folder: Path) -> None:
    """Bring the names in a folder to the disk: what was written whole is there after a power cut.

    Where the system has no such thing (Windows), it keeps names in its own journal. Raises
    DiskFullError.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        raise DiskFullError([_problem(folder, error)]) from None
    finally:
        os.close(handle)


def remove_unfinished(folder: Path, temporary_start: str) -> None:
    """Remove what a kill left of files that were not whole; only while nobody writes there."""
    for file in folder.glob(f"{temporary_start}*{_ENDING}"):
        file.unlink(missing_ok=True)


def _problem(path: Path, error: OSError) -> Problem:
    source = Source(str(path))
    if isinstance(error, PermissionError):
        hint = "close it in the other program, or choose another folder with -o"
        return Problem(
            source, "cannot be written: it is open elsewhere or the folder is locked", hint
        )
    reason = error.strerror or type(error).__name__
    return Problem(source, f"cannot be written: {reason}", "the old file, if any, is as it was")
