import datetime
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importers import FORMATS
from articles.importers.imported import ImportedStory, Refused, Signature, Teaser
from articles.importers.text import parse

SAMPLES = Path(__file__).parent / "samples"
LEAD = "وصل الرئيس الروسي فلاديمير بوتين الجمعة إلى بكين في زيارة تستمر يومين يلتقي خلالها نظيره الصيني شي جينبينغ."
SECOND = "وقال الكرملين إن المحادثات ستتناول التعاون في مجال الطاقة والتجارة بين البلدين خلال العام المقبل."
HEADLINE = "بوتين يصل إلى بكين في زيارة تستمر يومين"


def story(*lines: str) -> ImportedStory:
    return parse("\n".join(lines).encode())


def codes(imported: ImportedStory) -> list[str]:
    return [warning.code for warning in imported.warnings]


def dropped(imported: ImportedStory) -> str:
    return "\n".join(warning.params.get("text", "") for warning in imported.warnings)


@pytest.fixture
def talks() -> ImportedStory:
    return parse((SAMPLES / "talks-in-moscow.txt").read_bytes(), name="talks-in-moscow.txt")


@pytest.fixture
def deal() -> ImportedStory:
    return parse((SAMPLES / "russia-iran-deal.txt").read_bytes())


class TestTheFirstDocument:
    def test_its_headline_is_made_from_the_lead_and_flagged(self, talks: ImportedStory) -> None:
        assert talks.headline_derived
        assert talks.headline == "تاس: نائب وزير الخارجية الإيراني للشؤون السياسية التقى بممثلي حماس في موسكو"
        assert codes(talks)[0] == "headline_derived"

    def test_its_dateline_is_in_fields_and_not_in_the_body(self, talks: ImportedStory) -> None:
        assert (talks.outlet, talks.dateline_place) == ("بوابة اوكرانيا", "كييف")
        assert talks.dateline_date == datetime.date(2023, 10, 27)
        assert talks.paragraphs[0].startswith("ذكرت وكالة الأنباء الروسية تاس الجمعة")

    def test_its_source_is_tass(self, talks: ImportedStory) -> None:
        assert talks.source == "تاس (TASS)"
        assert "source_from_text" in codes(talks)

    def test_its_misplaced_quote_is_kept_and_shown(self, talks: ImportedStory) -> None:
        assert talks.paragraphs[5].endswith("ورفع الحصار القمعي”. غزة.”")
        (warning,) = [warning for warning in talks.warnings if warning.code.startswith("quote")]
        assert (warning.code, warning.paragraph) == ("quote_not_opened", 6)

    def test_its_last_two_lines_are_the_teaser_of_another_story(self, talks: ImportedStory) -> None:
        assert talks.teasers == (
            Teaser(
                "نظام الأسد يرسل نحو 250 مليون دولار إلى موسكو",
                "ووفقاً للسجلات التي اكتشفتها الصحيفة، فإن نظام الأسد، الذي يعاني من نقص...",
                "كييف",
                datetime.date(2024, 12, 16),
                "بوابة اوكرانيا",
            ),
        )

    def test_its_body_is_the_fourteen_paragraphs_as_found(self, talks: ImportedStory) -> None:
        lines = (SAMPLES / "talks-in-moscow.txt").read_text(encoding="utf-8").split("\n")
        assert talks.paragraphs[1:] == tuple(lines[1:14])
        assert lines[0].endswith(talks.paragraphs[0])

    def test_it_knows_its_file_and_language(self, talks: ImportedStory) -> None:
        assert (talks.file, talks.language) == ("talks-in-moscow.txt", "ar")


class TestTheSecondDocument:
    def test_its_headline_is_the_last_crumb(self, deal: ImportedStory) -> None:
        assert not deal.headline_derived
        assert deal.headline == "صفقة روسية إيرانية “كبيرة” قيد الإعداد بينما تتابعها الولايات المتحدة وإسرائيل بقلق"

    def test_its_section_is_the_crumb_before(self, deal: ImportedStory) -> None:
        assert deal.breadcrumb[:2] == ("الصفحة الأم", "Russia")
        assert deal.section == "Russia"

    def test_label_and_breadcrumb_are_named_and_not_body(self, deal: ImportedStory) -> None:
        assert codes(deal).count("label_dropped") == 2
        assert "breadcrumb_dropped" in codes(deal)
        assert "أخر الأخبار" in dropped(deal)
        assert deal.kicker == ""

    def test_its_body_is_the_eleven_paragraphs_as_found(self, deal: ImportedStory) -> None:
        lines = [line for line in (SAMPLES / "russia-iran-deal.txt").read_text(encoding="utf-8").split("\n") if line]
        assert deal.paragraphs == tuple(lines[3:14])

    def test_what_follows_the_label_is_a_teaser_with_a_cut_excerpt(self, deal: ImportedStory) -> None:
        (teaser,) = deal.teasers
        assert teaser.headline == "كيف تستغل إيران الاحتجاجات المناهضة لإسرائيل في جميع أنحاء الشرق الأوسط"
        assert teaser.excerpt.endswith("ويشير …")
        assert (teaser.place, teaser.date) == ("", None)

    def test_no_dateline_and_no_source_are_invented(self, deal: ImportedStory) -> None:
        assert (deal.dateline_place, deal.dateline_date, deal.source, deal.outlet) == ("", None, "", "")

    def test_its_misplaced_quote_is_shown_too(self, deal: ImportedStory) -> None:
        assert [(w.code, w.paragraph) for w in deal.warnings if w.code.startswith("quote")] == [("quote_not_opened", 2)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "windows-1256"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_the_documents_read_the_same_from_any_encoding_and_line_ending(
    talks: ImportedStory, encoding: str, ending: str
) -> None:
    if (encoding, ending) == ("windows-1256", "\u2028"):
        pytest.skip("Windows-1256 has no such line ending")
    text = (SAMPLES / "talks-in-moscow.txt").read_text(encoding="utf-8").replace("\n", ending)
    assert parse(text.encode(encoding), name=talks.file) == talks


def test_invisible_characters_change_nothing(talks: ImportedStory) -> None:
    text = (SAMPLES / "talks-in-moscow.txt").read_text(encoding="utf-8")
    hidden = "\n".join(f"\u200f\u202b{line}\u202c\u200b" for line in text.replace(" ", "\u00a0").split("\n"))
    assert parse(hidden.encode(), name=talks.file) == talks


def test_a_page_with_everything_around_the_story() -> None:
    found = story(
        "الرئيسية » أخبار » العالم » بوتين يصل إلى بكين في زيارة...",
        "عاجل",
        HEADLINE,
        "الجمعة 27 أكتوبر 2023 - 10:30 م",
        "كتب: أحمد علي",
        "فيسبوك تويتر واتساب",
        "الرئيس الروسي لدى وصوله إلى بكين (رويترز)",
        f"بكين (أ ف ب) - {LEAD}",
        SECOND,
        "اقرأ أيضا: الصين تعلن عن خطة سلام جديدة لأوكرانيا",
        "الوسوم: بوتين، الصين",
        "مواضيع ذات صلة",
        "الصين وروسيا تجريان مناورات مشتركة",
        "بدأت الصين وروسيا مناورات بحرية مشتركة في بحر اليابان، وذلك في إطار... اقرأ المزيد",
        "شي جينبينغ يزور موسكو الشهر المقبل",
        "9 أكتوبر، 2024",
        "جميع الحقوق محفوظة © 2023",
    )
    assert (found.kicker, found.headline, found.section) == ("عاجل", HEADLINE, "العالم")
    assert (found.dateline_place, found.source) == ("بكين", "فرانس برس (AFP)")
    assert found.paragraphs == (LEAD, SECOND)
    assert found.bylines == (Signature("أحمد علي"),)
    assert found.tags == ("بوتين", "الصين")
    assert found.published_on == datetime.date(2023, 10, 27)
    assert [teaser.headline for teaser in found.teasers] == [
        "الصين تعلن عن خطة سلام جديدة لأوكرانيا",
        "الصين وروسيا تجريان مناورات مشتركة",
        "شي جينبينغ يزور موسكو الشهر المقبل",
    ]
    assert found.teasers[1].excerpt.endswith("في إطار...")
    assert found.teasers[2].date == datetime.date(2024, 10, 9)
    assert {"photo_line_dropped", "page_text_dropped", "byline_read", "tags_read", "read_more_dropped"} <= set(
        codes(found)
    )


def test_nothing_is_lost_in_silence() -> None:
    lines = [
        "الرئيسية » أخبار » العالم",
        "خاص",
        HEADLINE,
        "27 أكتوبر 2023",
        "بقلم سارة الأحمد",
        "طباعة",
        LEAD,
        "صورة أرشيفية",
        SECOND,
        "الوسوم: بوتين، الصين",
        "المصدر: وكالات",
        "قد يهمك",
        "شي جينبينغ يزور موسكو الشهر المقبل",
        "التعليقات",
        "أحمد: كلام جميل",
    ]
    found = story(*lines)
    said = "\n".join(
        [
            dropped(found),
            found.headline,
            found.kicker,
            *found.paragraphs,
            *(teaser.headline for teaser in found.teasers),
        ]
    )
    assert [line for line in lines if line not in said] == []


def test_a_dateline_on_its_own_line_belongs_to_the_story() -> None:
    found = story("دمشق-سانا", "", LEAD, SECOND)
    assert (found.dateline_place, found.source, found.paragraphs) == ("دمشق", "سانا (SANA)", (LEAD, SECOND))


def test_a_place_and_a_name_on_their_own_line_are_dateline_and_byline() -> None:
    found = story(HEADLINE, "القاهرة: محمد عبده حسنين", LEAD, SECOND)
    assert (found.dateline_place, found.bylines) == ("القاهرة", (Signature("محمد عبده حسنين"),))
    assert found.paragraphs == (LEAD, SECOND)


def test_a_line_between_headline_and_dateline_is_the_standfirst() -> None:
    found = story(HEADLINE, "زيارة هي الثانية له هذا العام", f"بكين (رويترز) – {LEAD}", SECOND)
    assert (found.headline, found.standfirst) == (HEADLINE, "زيارة هي الثانية له هذا العام")
    assert found.paragraphs == (LEAD, SECOND)


def test_without_a_dateline_the_first_paragraph_is_never_taken_for_a_standfirst() -> None:
    found = story(HEADLINE, LEAD.rstrip("."), SECOND + " " + SECOND)
    assert (found.standfirst, found.paragraphs[0]) == ("", LEAD.rstrip("."))


def test_a_label_inside_the_headline_is_its_kicker() -> None:
    found = story(f"عاجل | {HEADLINE}", LEAD, SECOND)
    assert (found.kicker, found.headline) == ("عاجل", HEADLINE)


def test_a_crumb_with_the_kicker_in_it_is_no_section() -> None:
    found = story(f"الرئيسية / آسيا / بالفيديو: {HEADLINE}", f"بالفيديو: {HEADLINE}", LEAD, SECOND)
    assert (found.section, found.kicker, found.headline) == ("آسيا", "بالفيديو", HEADLINE)


def test_a_headline_that_names_who_speaks_is_a_headline() -> None:
    found = story("رويترز: روسيا تعتزم زيادة صادرات الحبوب", f"موسكو (رويترز) – {LEAD}", SECOND)
    assert found.headline == "رويترز: روسيا تعتزم زيادة صادرات الحبوب"
    assert not found.headline_derived


def test_a_headline_that_stands_twice_is_taken_once() -> None:
    found = story(HEADLINE, HEADLINE, LEAD, SECOND)
    assert found.paragraphs == (LEAD, SECOND)
    assert "repeated_headline" in codes(found)


def test_headlines_of_others_above_the_breadcrumb_are_not_the_story() -> None:
    found = story("أخر الأخبار", "زلزال يضرب اليابان", f"الصفحة الأم / آسيا / {HEADLINE}", HEADLINE, LEAD, SECOND)
    assert (found.headline, found.section, found.paragraphs) == (HEADLINE, "آسيا", (LEAD, SECOND))
    assert "زلزال يضرب اليابان" in dropped(found)


def test_crumbs_may_stand_each_on_a_line() -> None:
    found = story("الرئيسية", "أخبار", "سياسة", HEADLINE, LEAD, SECOND)
    assert (found.breadcrumb, found.section) == (("الرئيسية", "أخبار", "سياسة"), "سياسة")
    assert (found.headline, found.paragraphs) == (HEADLINE, (LEAD, SECOND))


def test_a_long_last_crumb_is_the_headline_though_it_stands_nowhere_else() -> None:
    found = story(f"الصفحة الأم / آسيا / {HEADLINE}", LEAD, SECOND)
    assert (found.headline, found.headline_derived, found.section) == (HEADLINE, False, "آسيا")
    assert found.paragraphs == (LEAD, SECOND)


def test_character_references_of_the_page_are_characters() -> None:
    found = story(HEADLINE, LEAD, "وقال &quot;لا&quot; &amp;&nbsp;&#8207;مضى.")
    assert found.paragraphs[1] == 'وقال "لا" & مضى.'


def test_a_last_story_with_its_own_dateline_is_a_teaser_though_not_cut() -> None:
    found = story(LEAD, SECOND, "زيلينسكي في باريس", f"بوابة اوكرانيا – باريس 20 يناير 2025 - {SECOND}")
    assert found.paragraphs == (LEAD, SECOND)
    assert (found.teasers[0].headline, found.teasers[0].excerpt) == ("زيلينسكي في باريس", SECOND)


def test_teasers_in_a_bulleted_list() -> None:
    found = story(HEADLINE, LEAD, SECOND, "» شاهد أيضاً «", "• شي جينبينغ يزور موسكو", "- تركيا تعرض الوساطة")
    assert [teaser.headline for teaser in found.teasers] == ["شي جينبينغ يزور موسكو", "تركيا تعرض الوساطة"]


def test_a_breadcrumb_without_the_front_page_is_known_by_the_headline() -> None:
    found = story(f"أخبار / العالم / {HEADLINE}", HEADLINE, LEAD, SECOND)
    assert (found.section, found.headline, found.paragraphs) == ("العالم", HEADLINE, (LEAD, SECOND))


def test_a_related_box_inside_the_story_does_not_end_it() -> None:
    third, fourth = LEAD + " " + SECOND, SECOND + " " + LEAD
    found = story(HEADLINE, LEAD, "شاهد أيضاً", "شي جينبينغ يزور موسكو الشهر المقبل", third, fourth)
    assert found.paragraphs == (LEAD, third, fourth)
    assert [teaser.headline for teaser in found.teasers] == ["شي جينبينغ يزور موسكو الشهر المقبل"]
    (warning,) = [warning for warning in found.warnings if warning.code == "body_resumed"]
    assert warning.paragraph == 2


def test_several_unlabelled_teasers_at_the_end() -> None:
    found = story(
        LEAD,
        SECOND,
        "قوات الدفاع تصد ما يقرب من 100 هجوم",
        "بوابة اوكرانيا – كييف 19 يناير 2025 - خلال اليوم الماضي، وقعت 199 اشتباكات -...",
        "زيلينسكي يلتقي قادة أوروبيين في باريس",
        "بوابة اوكرانيا – باريس 20 يناير 2025 - التقى الرئيس زيلينسكي...",
    )
    assert found.paragraphs == (LEAD, SECOND)
    assert [(teaser.place, str(teaser.date)) for teaser in found.teasers] == [
        ("كييف", "2025-01-19"),
        ("باريس", "2025-01-20"),
    ]


def test_a_last_paragraph_that_trails_off_stays_in_the_story() -> None:
    found = story(HEADLINE, LEAD, SECOND, LEAD + " ولم يعرف بعد ما الذي سيحدث...")
    assert len(found.paragraphs) == 3
    assert found.teasers == ()


def test_a_long_uncut_excerpt_is_shown_to_the_editor() -> None:
    found = story(HEADLINE, LEAD, SECOND, "شاهد أيضاً", "شي جينبينغ يزور موسكو", LEAD + " " + SECOND)
    assert found.teasers[0].excerpt == LEAD + " " + SECOND
    assert "teaser_uncut" in codes(found)


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        ("كييف في 27 أكتوبر – ", "dateline_no_year"),
        ("كييف 31 فبراير 2023 – ", "dateline_impossible_date"),
        ("كييف 27 أكتوبر/كانون الثاني 2023 – ", "dateline_months_disagree"),
        ("الرياض 12 ربيع الآخر 1445 هـ – ", "dateline_other_calendar"),
    ],
)
def test_a_date_that_cannot_be_filled_in_is_explained(opening: str, code: str) -> None:
    found = story(opening + LEAD, SECOND)
    assert found.dateline_date is None
    assert found.paragraphs[0] == LEAD
    assert code in codes(found)


@pytest.mark.parametrize(
    ("lead", "source"),
    [
        ("أفادت وكالة فرانس برس بأن الوفد وصل إلى موسكو لإجراء محادثات.", "فرانس برس (AFP)"),
        ("قال مسؤول لرويترز إن الوفد وصل إلى موسكو لإجراء محادثات.", "رويترز (Reuters)"),
        ("نقلت «سانا» عن مصدر أن الوفد وصل إلى موسكو لإجراء محادثات.", "سانا (SANA)"),
        ("بحسب وكالة أسوشيتد برس وصل الوفد إلى موسكو لإجراء محادثات.", "أسوشيتد برس (AP)"),
        ("ذكرت صحيفة وول ستريت جورنال أن الوفد وصل إلى موسكو أمس.", "وول ستريت جورنال (WSJ)"),
        ("وصل الوفد إلى موسكو لإجراء محادثات مع المسؤولين الروس أمس.", ""),
        ("كانت الحياة في العاصمة معا أجمل قبل الحرب كما قال السكان.", ""),
        ("وقالت وزارة الخارجية إن الشرق الأوسط يحتاج إلى السلام الآن.", ""),
    ],
)
def test_the_source_is_recognised_where_the_lead_names_it(lead: str, source: str) -> None:
    assert story(HEADLINE, lead, SECOND).source == source


def test_an_english_story() -> None:
    found = story(
        "Home > World > Ukraine",
        "Kyiv downs dozens of drones overnight",
        "KYIV, Oct. 27, 2023 (Reuters) - Ukraine said on Friday that its air defences had shot down dozens of drones.",
        "The air force said the drones came from the south.",
    )
    assert (found.language, found.section, found.dateline_place) == ("en", "Ukraine", "KYIV")
    assert found.dateline_date == datetime.date(2023, 10, 27)


def test_a_ukrainian_story() -> None:
    found = story(
        "Київ, 27 жовтня 2023 року (Укрінформ) – Президент України зустрівся у п’ятницю з послами країн сімки.",
        "За його словами, зустріч була корисною.",
    )
    assert (found.language, found.dateline_place) == ("uk", "Київ")
    assert found.dateline_date == datetime.date(2023, 10, 27)


def test_a_persian_story() -> None:
    found = story(
        "تهران - ایرنا - وزیر امور خارجه ایران گفت که مذاکرات با طرف روسی ادامه دارد و این گفتگوها مهم است.",
        "وی افزود که دو کشور روابط خوبی دارند.",
    )
    assert (found.language, found.dateline_place, found.source) == ("fa", "تهران", "إرنا (IRNA)")


def test_a_derived_headline_is_short_and_says_where_it_was_cut() -> None:
    found = story(" ".join(["كلمة"] * 60) + ".", SECOND)
    assert found.headline_derived
    assert len(found.headline) <= 120
    assert found.headline.endswith("…")


@pytest.mark.parametrize("text", ["خبر", "The page", "شاهد أيضاً\nشارك\nطباعة", "الرئيسية / أخبار", "***\n---\n1234"])
def test_a_page_without_a_story_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(text.encode())
    assert refusal.value.code == "no_story"


def test_a_story_is_known_again_whatever_its_file_and_spelling() -> None:
    first = parse(f"{HEADLINE}\n{LEAD}\n{SECOND}".encode(), name="a.txt")
    again = parse(f"{HEADLINE}\n{LEAD}\n{SECOND}".encode("utf-16"), name="b.txt")
    respelt = parse(f"{HEADLINE.replace('إلى', 'الى')}\n{LEAD}\n{SECOND}".encode())
    edited = parse(f"{HEADLINE}\n{LEAD}\n{SECOND} وأضاف.".encode())
    assert first.import_ref == again.import_ref == respelt.import_ref == edited.import_ref
    assert first.digest == again.digest
    assert len({first.digest, respelt.digest, edited.digest}) == 3


def test_the_registry_knows_the_format() -> None:
    assert FORMATS["text"] is parse


PIECES = st.sampled_from(
    [
        *("شاهد أيضاً", "الرئيسية / أخبار / ", "أخر الأخبار", "عاجل", "كتب: أحمد علي", "الوسوم:", "التعليقات"),
        *(HEADLINE, LEAD, SECOND, "بوابة اوكرانيا – كييف في 27اكتوبر 2023– ", "نص مقطوع...", "الرئيسية", ""),
        *("“", "”", "«", "اقرأ المزيد", "27 أكتوبر 2023", "(رويترز)", "دمشق-سانا", "القاهرة: محمد عبده"),
        *("\u200f", "&nbsp;", "\t", "المصدر: وكالات"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=14))
def test_any_text_is_a_story_or_a_refusal(lines: list[str]) -> None:
    try:
        found = parse("\n".join(lines).encode("utf-8", "replace"))
    except Refused as refusal:
        assert refusal.message
    else:
        assert found.paragraphs and found.headline
        assert all(text.strip() for text in found.paragraphs)
        assert len(found.headline) <= 200
        assert found.as_json()["warnings"] == [warning.as_json() for warning in found.warnings]


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_a_story_or_a_refusal(data: bytes) -> None:
    try:
        assert parse(data).paragraphs
    except Refused as refusal:
        assert refusal.message


def test_the_cost_grows_with_the_story_and_no_faster() -> None:
    def cost(paragraphs: int) -> float:
        data = "\n".join(f"{LEAD} {number}" for number in range(paragraphs)).encode()
        started = time.process_time()
        assert len(parse(data).paragraphs) == paragraphs
        return time.process_time() - started

    cost(200)
    assert cost(2000) < 8 * max(cost(500), 0.05)
