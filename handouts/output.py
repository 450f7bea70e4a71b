"""Bytes → a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Self

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
    """The same for bytes that come one after the other: `path` is there when all of them are."""
    unnamed = Unnamed(path, temporary_start)
    with unnamed:
        yield unnamed.file
    unnamed.bring_to_disk()
    unnamed.take_name(like)


class Unnamed:
    """A file on its way: `file` lies beside `path`, goes to the disk, and then takes that name in
    one step. Each of its methods raises what `write_whole` does; then nothing is left of it, as
    after any exception in a `with` of it.
    """

    def __init__(self, path: Path, temporary_start: str = TEMPORARY) -> None:
        self._path = path
        self._temporary = path.parent / f"{temporary_start}{os.urandom(8).hex()}{_ENDING}"
        try:
            self.file: BinaryIO = self._opened()
        except OSError as error:
            raise _said(path, error) from None

    def _opened(self) -> BinaryIO:
        """A new file that only its owner can read, in a folder that is made where there is none."""
        try:
            return open(self._temporary, "xb", opener=_only_for_its_owner)
        except FileNotFoundError:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return open(self._temporary, "xb", opener=_only_for_its_owner)

    def write(self, data: bytes) -> None:
        """Give `data` to the system, which begins to bring it to the disk."""
        with self:
            self.file.write(data)
            self.file.flush()
            _begin_to_keep(self.file)

    def bring_to_disk(self) -> None:
        """Wait until all bytes are on the disk."""
        with self:
            self.file.flush()
            os.fsync(self.file.fileno())

    def take_name(self, like: Path | None = None) -> None:
        """Be the file at `path`; only when the bytes are on the disk."""
        with self:
            self.file.close()
            if like is not None:
                self._temporary.chmod(stat.S_IMODE(like.stat().st_mode))
            self._temporary.replace(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """After an exception the bytes are thrown away, and that of a disk is said in words."""
        if error is None:
            return
        with contextlib.suppress(OSError):
            self.file.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _said(self._path, error) from None


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


def _begin_to_keep(file: BinaryIO) -> None:
    """Where the system can be told (Linux): files that are on their way when they are waited for
    share one entry in its journal, and each would need its own otherwise.
    """
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):  # it is advice: what fails, fails when it is waited for
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _only_for_its_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _said(path: Path, error: OSError) -> CannotWriteError:
    kind = DiskFullError if error.errno in _FULL else CannotWriteError
    return kind([_problem(path, error)])


def _problem(path: Path, error: OSError) -> Problem:
    source = Source(str(path))
    if isinstance(error, PermissionError):
        hint = "close it in the other program, or choose another folder with -o"
        return Problem(
            source, "cannot be written: it is open elsewhere or the folder is locked", hint
        )
    reason = error.strerror or type(error).__name__
    return Problem(source, f"cannot be written: {reason}", "the old file, if any, is as it was")
