"""What the file says of itself: the XMP packet, the info dictionary, the output intent and the
viewer's preferences (ISO 32000-1 §14.3, ISO 14289-1 §5 and §7.1, ISO 19005-2 §6.2.3 and §6.6).

Nothing of the patient is in it, no date and no version of a library: the same handout gives the
same bytes.
"""

from __future__ import annotations

import functools
from html import escape
from typing import Protocol

from handouts.pdf.icc import srgb_profile
from handouts.pdf.objects import Name, Objects, Reference, Value, packed_stream, stream

PRODUCER = "handouts"

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>{pdfa_part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@functools.cache
def _profile() -> bytes:
    return packed_stream(srgb_profile(), {"N": 3})


@functools.lru_cache(maxsize=64)
def _packet(title: str, author: str, language: str, pdfa_part: int) -> bytes:
    """The XMP packet. Kept: the sheets of a clinic say the same of themselves."""
    xmp = _XMP.format(
        title=escape(title),
        author=escape(author),
        language=escape(language),
        producer=PRODUCER,
        pdfa_part=pdfa_part,
    )
    return stream(xmp.encode(), {"Type": Name("Metadata"), "Subtype": Name("XML")})


class Titled(Protocol):
    """What a document must say of itself; nothing of a patient."""

    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def language(self) -> str: ...


def write_info(document: Objects, handout: Titled) -> Reference:
    """The info dictionary, for readers that know no XMP. It says what the XMP packet says."""
    return document.add(
        {
            "Title": handout.title,
            "Author": handout.author,
            "Creator": PRODUCER,
            "Producer": PRODUCER,
        }
    )


def catalog_entries(document: Objects, handout: Titled, *, pdfa_part: int) -> dict[str, Value]:
    """What the catalog says beside its pages and their structure. `pdfa_part`: of ISO 19005."""
    packet = _packet(handout.title, handout.author, handout.language, pdfa_part)
    return {
        "Lang": handout.language,
        "MarkInfo": {"Marked": True},
        "Metadata": document.add_ready(packet),
        "OutputIntents": [
            {
                "Type": Name("OutputIntent"),
                "S": Name("GTS_PDFA1"),
                "OutputConditionIdentifier": "sRGB",
                "Info": "sRGB",
                "DestOutputProfile": document.add_ready(_profile()),
            }
        ],
        "ViewerPreferences": {
            "DisplayDocTitle": True,
            # The codes are as large as a phone needs them; a sheet is one piece of paper.
            "PrintScaling": Name("None"),
            "Duplex": Name("DuplexFlipLongEdge"),
        },
    }
