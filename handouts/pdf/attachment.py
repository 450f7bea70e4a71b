"""A file inside the PDF that says what the sheet was made from: an associated file (ISO 32000-2
§7.11.3 and §14.13, ISO 19005-3 §6.8). A reader lists it among the attachments; no page shows it.
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from handouts.pdf.document import Document
from handouts.pdf.objects import Name, Value

JSON = Name("application#2Fjson")
DESCRIPTION = "What this sheet was made from, for handouts reprint"


class Attachment(Struct, frozen=True):
    """A JSON file and its name, which is ASCII."""

    name: str
    data: bytes


def attachment_entries(document: Document, attached: Attachment) -> dict[str, Value]:
    """What the catalog says of the attachment, which is added to the document.

    It carries no date: it would be that of the run, and the same input gives the same bytes.
    """
    # The checksum is MD5 by definition (ISO 32000-1 table 46); it guards nothing.
    checksum = hashlib.md5(attached.data, usedforsecurity=False).digest()
    stream = document.add_packed(
        attached.data,
        {
            "Type": Name("EmbeddedFile"),
            "Subtype": JSON,
            "Params": {"Size": len(attached.data), "CheckSum": checksum},
        },
    )
    specification = document.add(
        {
            "Type": Name("Filespec"),
            "F": attached.name,
            "UF": attached.name,
            "AFRelationship": Name("Source"),
            "Desc": DESCRIPTION,
            "EF": {"F": stream, "UF": stream},
        }
    )
    return {
        "AF": [specification],
        "Names": {"EmbeddedFiles": {"Names": [attached.name, specification]}},
    }
