"""Bytes → a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from handouts.errors import CannotWriteError, HandoutError, Problem, Source


def write_whole(path: Path, data: bytes, like: Path | None = None) -> None:
    """Put `data` at `path`: a full disk, a kill or an open viewer leave the old file or the new.

    Only its owner can read it, for it may be a patient's; or whoever can read the file that it is
    `like`. Raises CannotWriteError.
    """
    with written_whole(path, like) as file:
        file.write(data)


@contextlib.contextmanager
def written_whole(path: Path, like: Path | None = None) -> Iterator[BinaryIO]:
    """The same for bytes that come one after the other: `path` is there when all of them are.

    They go to a file beside it, to the disk, and then take its name in one step; after an exception
    they are thrown away.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".handout-", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            shutil.copymode(like, temporary)
        temporary.replace(path)
    except OSError as error:
        raise CannotWriteError([_problem(path, error)]) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """The same for a file that must not be there yet: a prescription is never lost to another."""
    if path.exists():
        raise HandoutError([Problem(Source(str(path)), "is there already", "name a new file")])
    write_whole(path, data)


def _problem(path: Path, error: OSError) -> Problem:
    source = Source(str(path))
    if isinstance(error, PermissionError):
        hint = "close it in the other program, or choose another folder with -o"
        return Problem(
            source, "cannot be written: it is open elsewhere or the folder is locked", hint
        )
    reason = error.strerror or type(error).__name__
    return Problem(source, f"cannot be written: {reason}", "the old file, if any, is as it was")
