"""Who made a picture and whose it is, as the picture itself says: read from IPTC, XMP and EXIF, written as XMP."""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from PIL import Image, IptcImagePlugin

MOST_XMP = 500_000
ARABIC_WORD = re.compile("[ء-غف-ي]{2}")
"""Two letters in a row: in Western names they stand alone among ASCII letters."""
BYLINE, CITY, COUNTRY, CREDIT, COPYRIGHT, CAPTION = (2, 80), (2, 90), (2, 101), (2, 110), (2, 116), (2, 120)
EXIF_ARTIST, EXIF_COPYRIGHT = 0x013B, 0x8298
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@dataclass(frozen=True)
class Credits:
    """What a picture says of itself; "" for what it does not say."""

    credit: str = ""
    copyright: str = ""
    caption: str = ""
    place: str = ""


def read(picture: Image.Image) -> Credits:
    """Return what a picture says of itself. Metadata that cannot be read says nothing."""
    iptc, xmp, exif = _iptc(picture), _xmp(picture), picture.getexif()
    maker = iptc.get(BYLINE) or xmp.get("creator") or _text(exif.get(EXIF_ARTIST))
    agency = iptc.get(CREDIT) or xmp.get("credit", "")
    credit = " / ".join(dict.fromkeys(part for part in (maker, agency) if part))
    owner = iptc.get(COPYRIGHT) or xmp.get("rights") or _text(exif.get(EXIF_COPYRIGHT))
    caption = iptc.get(CAPTION) or xmp.get("description", "")
    place = "، ".join(filter(None, (iptc.get(CITY) or xmp.get("city"), iptc.get(COUNTRY) or xmp.get("country"))))
    return Credits(credit[:120], owner[:500], caption[:1000], place[:120])


def xmp(credit: str) -> bytes:
    """Return what a file is given that says whom to credit, in the shortest XMP; b"" when nobody is named."""
    if not credit:
        return b""
    names = f"xmlns:rdf={quoteattr(RDF[1:-1])} xmlns:photoshop={quoteattr(PHOTOSHOP[1:-1])}"
    told = f'<rdf:Description rdf:about="" photoshop:Credit={quoteattr(credit)}/>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {names}>{told}</rdf:RDF></x:xmpmeta>'.encode()


def _iptc(picture: Image.Image) -> dict[tuple[int, int], str]:
    try:
        found: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(picture) or {}  # type: ignore[arg-type]
    except Exception:  # The parser raises whatever damaged bytes lead it to.
        return {}
    return {key: _text(value) for key, value in found.items()}


def _xmp(picture: Image.Image) -> dict[str, str]:
    data = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    data = data.encode() if isinstance(data, str) else data
    if not data or len(data) > MOST_XMP or b"<!" in data:
        return {}
    try:
        root = ElementTree.fromstring(data.strip(b"\0 \r\n\t"))  # noqa: S314 (no document type gets this far)
    except ElementTree.ParseError:
        return {}
    wanted = {f"{DC}creator": "creator", f"{DC}rights": "rights", f"{DC}description": "description"}
    found: dict[str, str] = {}
    for element in root.iter():
        for told in ("Credit", "City", "Country"):
            if text := element.get(PHOTOSHOP + told) or (element.tag == PHOTOSHOP + told and element.text):
                found[told.lower()] = _text(text)
        if name := wanted.get(element.tag):
            items = [_text(item.text) for item in element.iter(f"{RDF}li") if item.text] or [_text(element.text)]
            found[name] = "، ".join(filter(None, items)) if name == "creator" else items[0]
    return found


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, str) and not value.isascii():
        # EXIF knows no letters but ASCII's; Pillow gives those of whoever wrote others as Latin-1.
        with suppress(UnicodeEncodeError):
            value = value.encode("latin-1")
    text = _letters(value) if isinstance(value, bytes) else str(value or "")
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())


def _letters(data: bytes) -> str:
    """Read bytes that do not say how they were written: as UTF-8, as Windows' Arabic where that gives Arabic words, or
    as Windows' Western letters."""
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    arabic = data.decode("cp1256")
    return arabic if ARABIC_WORD.search(arabic) else data.decode("cp1252", "replace")
