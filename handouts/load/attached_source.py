"""A finished PDF → the bytes of the file inside it that says what it was made from.

The only module that knows pypdf. The PDF may be anybody's, and broken.
"""

from __future__ import annotations

import io
import logging
from pathlib import Path

from handouts.errors import HandoutError, Problem, Source

MAX_FILE_BYTES = 200_000_000
_TURN_ON = (
    "make it from its prescription; later sheets carry their source if clinic.yaml says "
    "provenance: true"
)


def read_pdf(file: Path) -> bytes:
    """The file as it is. Raises HandoutError where there is none, and for one over 200 MB."""
    try:
        if not file.is_file():
            raise _refused(file, "there is no such file", "check the name and the folder")
        if file.stat().st_size > MAX_FILE_BYTES:
            raise _refused(file, "is larger than 200 MB", "no sheet of handouts is so large")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is no name of a file"
        raise _refused(file, f"cannot be read: {reason}", "check that you may open it") from None


def attached_source(pdf: bytes, name: str, file: Path) -> bytes:
    """The attachment of that name. `file` is the place of Problems.

    Raises HandoutError for what is no PDF, or damaged, protected, another program's, or without it.
    """
    import pypdf
    import pypdf.errors

    # Its warnings about a PDF are no message for a person.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    if b"%PDF-" not in pdf[:1024]:
        raise _refused(file, "is not a PDF", "name a PDF that handouts made")
    try:
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            raise _protected(file)
        attached = reader.attachments.get(name)
        ours = reader.metadata is not None and reader.metadata.producer == "handouts"
    except HandoutError:
        raise
    except pypdf.errors.DependencyError:  # what it wants is cryptography, for modern passwords
        raise _protected(file) from None
    except Exception:  # noqa: BLE001  # a broken PDF breaks a reader in any way
        hint = "copy it again from where it was kept, or make it from its prescription"
        raise _refused(file, "is a damaged PDF", hint) from None
    if attached:
        return attached[0]
    if ours:
        raise _refused(file, "does not carry what it was made from", _TURN_ON)
    raise _refused(file, "was not made by handouts", "name a PDF that handouts made")


def _protected(file: Path) -> HandoutError:
    hint = "name the PDF as handouts made it, without protection"
    return _refused(file, "is protected with a password", hint)


def _refused(file: Path, message: str, hint: str) -> HandoutError:
    return HandoutError([Problem(Source(str(file)), message, hint)])
