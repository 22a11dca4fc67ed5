"""From the bytes of a file to clean text: encoding found out, one kind of line ending, no invisible characters.

What is no text is refused (`Refused`) with a reason. Zero-width and bidi controls go, for they are left over from pages
and break searching; the zero-width non-joiner stays inside Persian words, which are misspelt without it.
"""

import codecs
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from articles.importers.imported import Refused
from articles.importers.language import detect

LIMIT_MB = 5
LIMIT = LIMIT_MB * 1024 * 1024

MAGIC = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"BM": "a picture",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "an archive or office document",
    b"PK\x05\x06": "an archive or office document",
    b"\xd0\xcf\x11\xe0": "an archive or office document",
    b"\x1f\x8b": "an archive or office document",
    b"BZh": "an archive or office document",
    b"7z\xbc\xaf": "an archive or office document",
    b"\xfd7zXZ": "an archive or office document",
    b"Rar!": "an archive or office document",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"RIFF": "sound or film",
    b"ID3": "sound or film",
    b"OggS": "sound or film",
    b"SQLite format 3": "a database",
}
SURE_ONLY_WITH_CONTROLS = (b"BM", b"MZ", b"RIFF", b"ID3", b"GIF8", b"OggS", b"BZh")
MARKUP = (
    (re.compile(r"\s*(?:<!--.*?-->\s*)?(?:<!doctype html|<html|<head|<body)", re.IGNORECASE), "a web page (HTML)"),
    (re.compile(r"\s*<\?xml|\s*<(?:rss|feed|newsML|nitf)\b", re.IGNORECASE), "XML"),
    (re.compile(r"\s*[\[{]\s*(?:\"[^\"]*\"\s*:|\{|\"|\]|\})"), "JSON"),
    (re.compile(r"\s*\{\\rtf"), "RTF"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Commonest words of the languages written in each single-byte encoding: what decides between them.
SINGLE_BYTE = {
    "cp1256": re.compile(r"(?<!\w)(?:ال|في |من |على |إلى |عن |أن |و)"),
    "iso8859-6": re.compile(r"(?<!\w)(?:ال|في |من |على |إلى |عن |أن |و)"),
    "cp1251": re.compile(r"(?<!\w)(?:на|та|що|не|до|за|від|про|із|в|у|і|з)(?!\w)", re.IGNORECASE),
    "cp1252": re.compile(r"(?<!\w)(?:the|of|and|to|in|is|that|for|on|said)(?!\w)", re.IGNORECASE),
}
MIXED_SCRIPTS = re.compile(r"[\u0620-\u064a][\u00c0-\u024f]|[\u00c0-\u024f][\u0620-\u064a]")
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffc\U000e0000-\U000e007f]"
)
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
NON_JOINER = "\u200c"
STRAY_NON_JOINER = re.compile("(?<![\u0620-\u06d3])\u200c+|\u200c+(?![\u0620-\u06d3\u200c])")
PRESENTATION_FORMS = re.compile("[\ufb50-\ufdcf\ufe70-\ufefc]+")
_MARK = "[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670]"
MANY_MARKS = re.compile(f"({_MARK}{{8}}){_MARK}+")


class Decoded(NamedTuple):
    """Clean text, the encoding it was in, and how many characters could not be read."""

    text: str
    encoding: str
    damaged: int = 0


def read(path: Path) -> bytes:
    """Return the bytes of a file. Refuses one over the limit without reading it."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(LIMIT + 1) if size <= LIMIT else b""
    except OSError as error:
        raise Refused("unreadable", reason=error.strerror or type(error).__name__) from error
    if size > LIMIT or len(data) > LIMIT:
        raise Refused("too_large", limit=LIMIT_MB)
    return data


def decode(data: bytes) -> Decoded:
    """Return the clean text of a file's bytes; raises `Refused` when they are no text."""
    if len(data) > LIMIT:
        raise Refused("too_large", limit=LIMIT_MB)
    if not data.strip(b" \t\r\n\x00"):
        raise Refused("empty")
    text, encoding, damaged = _decode(data)
    for pattern, what in MARKUP:
        if pattern.match(text[:2000]):
            raise Refused("markup", what=what)
    text = clean(text)
    if not text.strip():
        raise Refused("empty")
    return Decoded(text, encoding, damaged)


def clean(text: str) -> str:
    """Return text with one kind of line ending and space, and without what cannot be seen."""
    text = LINE_ENDS.sub("\n", text)
    text = SPACES.sub(" ", INVISIBLE.sub("", text)).replace("\t", "    ")
    text = PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    # A long run of marks would make Unicode's own reordering quadratic.
    text = unicodedata.normalize("NFC", MANY_MARKS.sub(r"\1", text))
    return _without_non_joiners(text) if NON_JOINER in text else text


def _without_non_joiners(text: str) -> str:
    if detect(text)[0] != "fa":
        return text.replace(NON_JOINER, "")
    return STRAY_NON_JOINER.sub("", text)


def _decode(data: bytes) -> Decoded:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    _refuse_known_binaries(data)
    if wide := _without_mark(data):
        return Decoded(data.decode(wide), wide)
    if CONTROLS.search(data) and len(CONTROLS.findall(data)) * 200 > len(data):
        raise Refused("binary", what="binary data")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _single_byte(data)


def _refuse_known_binaries(data: bytes) -> None:
    for magic, what in MAGIC.items():
        if data.startswith(magic) and (magic not in SURE_ONLY_WITH_CONTROLS or CONTROLS.search(data[:4096])):
            raise Refused("binary", what=what)
    if data[4:8] == b"ftyp":
        raise Refused("binary", what="sound or film")


def _lenient(data: bytes, encoding: str) -> Decoded:
    """Text whose encoding is announced: what is damaged in it is shown as such, unless nearly all of it is."""
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if damaged * 20 > len(text) or (text.count("\x00") * 20 > len(text)):
        raise Refused("binary", what="binary data")
    return Decoded(text, encoding, damaged)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that does not say so: every other byte names the block, which is that of Arabic, Latin or Cyrillic."""
    sample = data[: 4000 if len(data) > 4000 else len(data) // 2 * 2]
    if len(data) % 2 or len(sample) < 4:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(byte in (0x00, 0x04, 0x06, 0x20) for byte in high) * 10 < len(high) * 9:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = sum(character.isalpha() or character.isspace() for character in text[:2000])
        if letters * 10 >= min(len(text), 2000) * 7 and "\x00" not in text[:2000]:
            return encoding
    return None


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few damaged bytes: a cut end, a stray byte from a paste."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    wide = sum(1 for character in text if character > "\x7f") - damaged
    return Decoded(text, "utf-8", damaged) if damaged * 20 <= wide else None


def _single_byte(data: bytes) -> Decoded:
    best, most = None, 0
    for encoding, words in SINGLE_BYTE.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = len(words.findall(text[:20_000])) - 3 * len(MIXED_SCRIPTS.findall(text[:20_000]))
        if score > most:
            best, most = Decoded(text, encoding), score
    if best is None or most * 100 < min(len(data), 20_000) // 4:
        raise Refused("unknown_encoding")
    return best
