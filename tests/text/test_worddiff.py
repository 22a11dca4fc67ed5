"""What changed between two versions, as an editor reads it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import worddiff
from articles.text.worddiff import Segment


def told(old: str, new: str, **options) -> list[tuple[str, str]]:
    return [
        (paragraph.change, "".join(part.text for part in paragraph.segments))
        for paragraph in worddiff.diff(old, new, **options)
    ]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("بلغ السعر 15,500 ليرة", "بلغ السعر 16,500 ليرة", "15,500", "16,500"),
        ("في 2026/01/15 صباحا", "في 2026/01/16 صباحا", "2026/01/15", "2026/01/16"),
        ("سعر USD/SYP اليوم", "سعر USD/TRY اليوم", "USD/SYP", "USD/TRY"),
        ("عند ١٦٬٥٠٠ ليرة", "عند ١٦٬٥٥٠ ليرة", "١٦٬٥٠٠", "١٦٬٥٥٠"),
        ("في السوق الموازية", "في السوق السوداء", "الموازية", "السوداء"),
        ("كَتَبَ الخبر", "كُتِبَ الخبر", "كَتَبَ", "كُتِبَ"),
        ("قال al-Assad أمس", "قال al-Asad أمس", "al-Assad", "al-Asad"),
        ("نسبة 12.5% فقط", "نسبة 12.7% فقط", "12.5%", "12.7%"),
        ("الساعة 16:30 غدا", "الساعة 16:45 غدا", "16:30", "16:45"),
        ("لغة C++ قديمة", "لغة C قديمة", "C++", "C"),
        ("می‌خواهم بروم", "نمی‌خواهم بروم", "می‌خواهم", "نمی‌خواهم"),
    ],
)
def test_numbers_dates_codes_and_words_stay_whole(old, new, gone, come) -> None:
    segments = worddiff.words(old, new)
    assert [part.text for part in segments if part.op == "del"] == [gone]
    assert [part.text for part in segments if part.op == "ins"] == [come]


def test_two_changed_words_with_a_space_between_read_as_one_change() -> None:
    assert worddiff.words("قال وزير الخارجية أمس", "قال رئيس الحكومة أمس") == [
        Segment("same", "قال "),
        Segment("del", "وزير الخارجية"),
        Segment("ins", "رئيس الحكومة"),
        Segment("same", " أمس"),
    ]


def test_a_moved_paragraph_reads_as_moved() -> None:
    old = "<p>الأولى عن موسكو</p><p>الثانية عن طهران</p><p>الثالثة عن كييف</p>"
    new = "<p>الثالثة عن كييف</p><p>الأولى عن موسكو</p><p>الثانية عن طهران</p>"
    assert told(old, new, html=True) == [
        ("moved", "الثالثة عن كييف"),
        ("same", "الأولى عن موسكو"),
        ("same", "الثانية عن طهران"),
    ]


def test_a_paragraph_moved_and_changed_shows_both() -> None:
    old = "<p>واحد اثنان ثلاثة أربعة خمسة</p><p>ب</p><p>ج</p>"
    new = "<p>ب</p><p>ج</p><p>واحد اثنان ثلاثة أربعة ستة</p>"
    moved = worddiff.diff(old, new, html=True)[-1]
    assert moved.change == "moved"
    assert Segment("ins", "ستة") in moved.segments


def test_what_came_and_what_went_stand_where_they_belong() -> None:
    old, new = "<p>باق</p><p>راحل تماما</p><p>خاتمة</p>", "<p>باق</p><p>شيء آخر كليا هنا</p><p>خاتمة</p>"
    assert told(old, new, html=True) == [
        ("same", "باق"),
        ("added", "شيء آخر كليا هنا"),
        ("removed", "راحل تماما"),
        ("same", "خاتمة"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ('<p><a href="/a/1">هنا</a></p>', '<p><a href="/a/2">هنا</a></p>', "changed"),
        ("<p>كلمة</p>", "<p><strong>كلمة</strong></p>", "restyled"),
        ("<p>عنوان</p>", "<h2>عنوان</h2>", "restyled"),
        (
            '<div class="story-card" data-article="1"></div>',
            '<div class="story-card" data-article="2"></div>',
            "changed",
        ),
        ("<p>أ</p>", "<p>ا</p>", "changed"),
    ],
)
def test_no_change_goes_untold(old, new, change) -> None:
    assert change in [paragraph.change for paragraph in worddiff.diff(old, new, html=True)] or worddiff.is_changed(
        worddiff.diff(old, new, html=True)
    )


def test_html_of_a_diff_is_escaped_and_has_its_own_direction() -> None:
    html = worddiff.render(worddiff.diff("سطر", 'سطر <script>alert("x")</script>'), "ar")
    assert "<script>" not in html and "&lt;" in html
    assert html.startswith('<p class="diff-changed" lang="ar" dir="rtl">') and "<ins>" in html
    assert 'dir="ltr"' in worddiff.render(worddiff.diff("a", "b"), "uk")


def test_only_the_neighbours_of_a_change_are_shown() -> None:
    old = "\n".join(f"سطر رقم {number}" for number in range(50))
    new = old.replace("سطر رقم 25", "سطر رقم 25 جديد")
    assert worddiff.render(worddiff.diff(old, new), "ar", around=1).count("<p ") == 3
    assert worddiff.render(worddiff.diff(old, old), "ar", around=1) == ""


TEXT = st.text(alphabet="ابج ةَ16,./%\n<>&", max_size=60)


@given(TEXT, TEXT)
def test_a_diff_holds_every_word_of_both_versions(old, new) -> None:
    paragraphs = worddiff.diff(old, new)
    there = [text for row in paragraphs if (text := "".join(part.text for part in row.segments if part.op != "del"))]
    assert there == [line.text for line in worddiff.plain_lines(new)]
    was = sorted(
        text for row in paragraphs if (text := "".join(part.text for part in row.segments if part.op != "ins"))
    )
    assert was == sorted(line.text for line in worddiff.plain_lines(old))
    assert worddiff.is_changed(paragraphs) == (worddiff.plain_lines(old) != worddiff.plain_lines(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>أ</p>" * 4_000, "<p>ب</p>" * 4_000),
        ("<p>كلمة أخرى</p>" * 4_000, "<p>كلمة أخرى</p>" * 3_999),
        (f"<p>{'كلمة ' * 40_000}</p>", f"<p>{'كلام ' * 40_000}</p>"),
        (
            "".join(f"<p>{i} " + "س " * 50 + "</p>" for i in range(900)),
            "".join(f"<p>{i} " + "ش س " * 25 + "</p>" for i in range(900)),
        ),
    ],
)
def test_huge_texts_are_compared_whole(old, new) -> None:
    paragraphs = worddiff.diff(old, new, html=True)
    there = [text for row in paragraphs if (text := "".join(part.text for part in row.segments if part.op != "del"))]
    assert there == [line.text for line in worddiff.lines_of(new)]


def test_a_shuffled_story_is_only_moves() -> None:
    lines = [f"الفقرة {number} من الخبر الطويل" for number in range(60)]
    shuffled = random.Random(1).sample(lines, len(lines))  # noqa: S311
    assert {paragraph.change for paragraph in worddiff.diff("\n".join(lines), "\n".join(shuffled))} <= {"same", "moved"}
