import pytest

from articles.importers.imported import ImportedStory
from articles.importers.text import parse

HEADLINE = "استئناف المحادثات الأسبوع المقبل بمشاركة أممية وأوروبية"
LEAD = "أعلنت وزارة الخارجية اليوم أن المحادثات بين الجانبين ستستأنف الأسبوع المقبل في العاصمة، بحضور الأمم المتحدة."
SECOND = (
    "وأضافت الوزارة في بيان أن الوفد المفاوض سيضم خبراء قانونيين، وأن جدول الأعمال يشمل فتح المعابر أمام المساعدات."
)
LAST = "وكانت الجولة السابقة قد انتهت من دون اتفاق، لكن الوسطاء قالوا إن فجوة الخلاف تقلصت خلال الأسابيع الأخيرة."
STORY = (LEAD, SECOND, LAST)
OTHER = "كيف تغير المشهد السياسي بعد الانتخابات الأخيرة"


def story(*lines: str) -> ImportedStory:
    return parse("\n\n".join(lines).encode())


def test_a_crumb_that_begins_with_a_label_is_the_headline_and_no_section() -> None:
    found = story("الصفحة الأم / البيئة / تقرير: أزمة المياه في غزة", *STORY)
    assert (found.section, found.kicker, found.headline) == ("البيئة", "تقرير", "أزمة المياه في غزة")


@pytest.mark.parametrize("headline", ["تقرير: " + HEADLINE, "تقرير: أزمة المياه في غزة"])
def test_a_headline_with_a_label_gives_no_section_of_its_own(headline: str) -> None:
    found = story("الصفحة الأم / " + headline, headline, *STORY)
    assert (found.section, found.kicker, found.paragraphs) == ("", "تقرير", STORY)


def test_a_separator_inside_the_headline_makes_no_section() -> None:
    headline = "روسيا / إيران: صفقة كبيرة قيد الإعداد"
    found = story("الصفحة الأم / Russia / " + headline, headline, *STORY)
    assert (found.section, found.headline) == ("Russia", headline)
    assert found.breadcrumb == ("الصفحة الأم", "Russia", headline)


def test_a_path_without_the_front_page_gives_its_section_and_is_named_once() -> None:
    found = story("الحرب في أوكرانيا / " + HEADLINE, HEADLINE, *STORY)
    assert found.section == "الحرب في أوكرانيا"
    assert [warning.code for warning in found.warnings] == ["breadcrumb_dropped"]


def test_a_name_above_the_date_is_the_byline_and_no_standfirst() -> None:
    found = story(HEADLINE, "سارة محمود", "27 أكتوبر 2023", *STORY)
    assert [signature.name for signature in found.bylines] == ["سارة محمود"]
    assert (found.standfirst, found.paragraphs) == ("", STORY)


def test_a_name_with_a_title_is_the_byline() -> None:
    found = story(HEADLINE, "د. أحمد حسن", *STORY)
    assert [signature.name for signature in found.bylines] == ["د. أحمد حسن"]
    assert found.paragraphs == STORY


def test_a_label_glued_to_its_headline_is_cut_off() -> None:
    found = story(HEADLINE, *STORY, "شاهد أيضاً" + OTHER, "بدأت الأحزاب مشاوراتها. وقال …")
    assert [(teaser.headline, teaser.excerpt) for teaser in found.teasers] == [
        (OTHER, "بدأت الأحزاب مشاوراتها. وقال …")
    ]
    assert found.paragraphs == STORY


def test_a_story_goes_on_after_a_related_box_though_its_paragraphs_are_short_and_without_full_stops() -> None:
    paragraphs = tuple(text.rstrip(".") for text in STORY)
    found = story(HEADLINE, paragraphs[0], "شاهد أيضاً", OTHER, *paragraphs[1:])
    assert (found.paragraphs, [teaser.headline for teaser in found.teasers]) == (paragraphs, [OTHER])


def test_one_last_paragraph_after_a_related_box_is_the_storys() -> None:
    found = story(HEADLINE, LEAD, SECOND, "اقرأ أيضاً", OTHER, LAST)
    assert found.paragraphs == STORY


@pytest.mark.parametrize("label", ["الأكثر قراءة", "يقرأ الزوار الآن", "أحدث المقالات"])
def test_a_list_of_the_page_after_the_story_is_no_part_of_it(label: str) -> None:
    found = story(HEADLINE, *STORY, label, OTHER, "زيلينسكي يصل إلى واشنطن للقاء قادة الكونغرس")
    assert (found.paragraphs, found.teasers) == (STORY, ())
    assert [warning.params["text"] for warning in found.warnings][:2] == [label, OTHER]


def test_a_list_of_the_page_after_the_related_stories_is_not_related() -> None:
    found = story(HEADLINE, *STORY, "شاهد أيضاً", OTHER, "الأكثر قراءة", "زيلينسكي يصل إلى واشنطن للقاء قادة الكونغرس")
    assert [teaser.headline for teaser in found.teasers] == [OTHER]


@pytest.mark.parametrize("label", ["المقال السابق", "مقالات قد تعجبك", "قد يهمكم"])
def test_the_neighbours_of_a_page_are_teasers(label: str) -> None:
    found = story(HEADLINE, *STORY, label, OTHER)
    assert (found.paragraphs, [teaser.headline for teaser in found.teasers]) == (STORY, [OTHER])


def test_numbers_before_teasers_are_no_part_of_them() -> None:
    found = story(HEADLINE, *STORY, "شاهد ايضا :", f"1. {OTHER}", "2- زيلينسكي يصل إلى واشنطن")
    assert [teaser.headline for teaser in found.teasers] == [OTHER, "زيلينسكي يصل إلى واشنطن"]


@pytest.mark.parametrize(
    "line",
    ["فيس بوك", "X", "معجب بهذه:", "إعجاب تحميل...", "انقر للمشاركة على تويتر", "3 دقائق للقراءة", "آخر تحديث: 12:40"],
)
def test_buttons_and_hours_of_a_page_are_no_paragraphs(line: str) -> None:
    assert story(HEADLINE, line, *STORY).paragraphs == STORY
    assert story(line, HEADLINE, *STORY).headline == HEADLINE


def test_an_hour_above_a_labelled_headline_is_no_kicker() -> None:
    found = story("آخر تحديث: 12:40", "عاجل | " + HEADLINE, *STORY)
    assert (found.kicker, found.headline) == ("عاجل", HEADLINE)


@pytest.mark.parametrize(
    ("credit", "source"), [("رويترز", "رويترز (Reuters)"), ("أ ف ب", "فرانس برس (AFP)")], ids=["Reuters", "AFP"]
)
@pytest.mark.parametrize("above", [(), ("الصفحة الأم / الحرب في أوكرانيا",), ("شارك",)])
@pytest.mark.parametrize("below", [(), ("27 أكتوبر 2023",), ("بقلم سارة الأحمد",)])
def test_a_headline_that_ends_in_its_agency_is_no_caption(credit: str, source: str, above: tuple, below: tuple) -> None:
    headline = f"{HEADLINE} ({credit})"
    found = story(*above, headline, *below, *STORY)
    assert (found.headline, found.source, found.paragraphs) == (headline, source, STORY)
    assert "photo_line_dropped" not in [warning.code for warning in found.warnings]


def test_a_headline_that_ends_in_its_agency_is_none_of_the_captions_though_a_standfirst_follows_the_date() -> None:
    found = story(f"{HEADLINE} (رويترز)", "27 أكتوبر 2023", OTHER, *STORY)
    assert found.headline == f"{HEADLINE} (رويترز)"


@pytest.mark.parametrize("above", [(), (HEADLINE,), ("الصفحة الأم / المنطقة / " + HEADLINE,)])
def test_a_caption_beside_a_headline_stays_a_caption(above: tuple) -> None:
    caption = "الرئيس الروسي لدى وصوله إلى بكين (رويترز)"
    found = story(*above, caption, HEADLINE, *STORY)
    assert (found.headline, found.paragraphs) == (HEADLINE, STORY)
    assert caption in [warning.params["text"] for warning in found.warnings if warning.code == "photo_line_dropped"]
