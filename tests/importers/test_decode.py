import codecs
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importers.decode import LIMIT, clean, decode, read
from articles.importers.imported import Refused

STORY = (
    "كييف في 27 أكتوبر 2023 – قالت وزارة الخارجية إن المحادثات مستمرة في موسكو، وأضافت أن الوفد سيبقى.\n"
    "وقال المتحدث: “لا جديد” حتى الآن، على الرغم من الضغوط التي تتعرض لها المنطقة.\n"
)
PLAIN = STORY.replace("“", '"').replace("”", '"').replace("–", "-")
UKRAINIAN = "Президент України заявив, що переговори тривають, і на зустрічі говорили про мир та безпеку в регіоні."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256"]
)
def test_arabic_reads_the_same_from_every_encoding(encoding: str) -> None:
    assert decode(STORY.encode(encoding)).text == STORY


def test_iso_8859_6_is_told_from_windows_1256() -> None:
    found = decode(PLAIN.encode("iso8859-6"))
    assert (found.text, found.encoding) == (PLAIN, "iso8859-6")
    assert decode(PLAIN.encode("cp1256")).encoding == "cp1256"


def test_big_endian_utf_16_with_a_mark_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + STORY.encode("utf-16-be")).text == STORY


def test_ukrainian_in_windows_1251_is_not_taken_for_arabic() -> None:
    assert decode(UKRAINIAN.encode("cp1251")).text == UKRAINIAN


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_every_line_ending_becomes_one_kind(ending: str) -> None:
    assert decode(f"أول السطر{ending}ثاني السطر".encode()).text == "أول السطر\nثاني السطر"


def test_what_cannot_be_seen_is_taken_out() -> None:
    hidden = "\u200f\u202bقال\u200b الو\u00adزير\u202c \u2067إن\u2069\ufeff ال\u200dحرب\u061c \x00انتهت\x1a"
    assert clean(hidden) == "قال الوزير إن الحرب انتهت"


def test_spaces_of_every_kind_become_the_ordinary_one() -> None:
    assert clean("قال\u00a0الوزير\u202fأمس\u3000هنا") == "قال الوزير أمس هنا"


def test_presentation_forms_become_letters() -> None:
    assert clean("\ufefb \ufe8d\ufedf\ufea3\ufeae\ufe8f") == "لا الحرب"


def test_persian_keeps_the_non_joiner_inside_words_and_arabic_does_not() -> None:
    persian = "وزیر خارجه می\u200cگوید که مذاکرات ادامه دارد\u200c و این گفتگو مهم است"
    assert "می\u200cگوید" in clean(persian)
    assert "دارد و" in clean(persian)
    assert (
        clean("قال ال\u200cوزير إن المحادثات مستمرة في العاصمة أيضا")
        == "قال الوزير إن المحادثات مستمرة في العاصمة أيضا"
    )


def test_a_few_damaged_bytes_are_shown_and_counted() -> None:
    found = decode(STORY.encode() + "م".encode()[:1])
    assert found.text.endswith("\ufffd")
    assert found.damaged == 1


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\u200f\ufeff\u00a0".encode(), codecs.BOM_UTF16_LE, b"\x00" * 50])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        decode(data)
    assert refusal.value.code == "empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"GIF89a\x01\x00\x01\x00", "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00\x06\x00", "an archive or office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an archive or office document"),
        (b"\x1f\x8b\x08\x00", "an archive or office document"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (b"MZ\x90\x00\x03\x00", "a program"),
        (b"ID3\x03\x00\x00", "sound or film"),
        (b"\x00\x00\x00\x20ftypisom", "sound or film"),
        (b"SQLite format 3\x00", "a database"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(Refused) as refusal:
        decode(data)
    assert (refusal.value.code, refusal.value.params["what"]) == ("binary", what)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<!DOCTYPE html>\n<html><body>خبر</body></html>", "a web page (HTML)"),
        ("  <html lang='ar'>", "a web page (HTML)"),
        ('<?xml version="1.0"?><rss/>', "XML"),
        ('{"headline": "خبر"}', "JSON"),
        ("{\\rtf1\\ansi خبر}", "RTF"),
    ],
)
def test_markup_is_refused_by_what_it_is(text: str, what: str) -> None:
    with pytest.raises(Refused) as refusal:
        decode(text.encode())
    assert (refusal.value.code, refusal.value.params["what"]) == ("markup", what)


def test_bytes_in_no_known_encoding_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        decode(b"\xc0\xc1\xf5\xf6\xf7 \xf8\xf9\xfa\xfb\xfc" * 20)
    assert refusal.value.code == "unknown_encoding"


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    started = time.process_time()
    with pytest.raises(Refused) as refusal:
        read(large)
    assert refusal.value.code == "too_large"
    assert "5" in refusal.value.message
    assert time.process_time() - started < 0.05


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read(tmp_path)
    assert refusal.value.code == "unreadable"


def test_a_long_run_of_marks_costs_no_time() -> None:
    started = time.process_time()
    decode(("م" + "\u0650\u064e" * 200_000).encode())
    assert time.process_time() - started < 2


@given(st.binary(max_size=3000))
def test_any_bytes_give_clean_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data).text
    except Refused as refusal:
        assert refusal.message
    else:
        assert text.strip()
        assert not set(text) & set("\r\u2028\u200e\u200f\u202a\ufeff\x00")


@given(st.text(min_size=1, max_size=300))
def test_clean_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_the_limit_is_of_bytes() -> None:
    with pytest.raises(Refused) as refusal:
        decode(os.urandom(16) * (LIMIT // 16 + 1))
    assert refusal.value.code == "too_large"
