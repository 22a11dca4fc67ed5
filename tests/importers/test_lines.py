import datetime
import time

import pytest

from articles.importers import breadcrumbs
from articles.importers.imported import Signature
from articles.importers.lines import classify, is_cut, kicker_before, list_of, signatures

KINDS = [
    ("label", ["أخر الأخبار", "آخر الأخبار", "الأكثر قراءة", "إعلان", "Latest news", "Останні новини"]),
    ("home", ["الصفحة الأم", "الرئيسية", "Home", "Головна", "صفحه اصلی"]),
    (
        "breadcrumb",
        [
            "الصفحة الأم / Russia / صفقة روسية إيرانية “كبيرة” قيد الإعداد",
            "الرئيسية > أخبار > العالم",
            "الرئيسية » أخبار » العالم",
            "الرئيسية « أخبار « العالم",
            "الرئيسية/أخبار/العالم",
            "أنت هنا: الرئيسية / أخبار",
            "Home › World › Ukraine",
            "Головна | Україна",
        ],
    ),
    ("kicker", ["عاجل", "خاص", "تقرير", "Breaking"]),
    (
        "related",
        ["شاهد أيضاً", "شاهد ايضا:", "اقرأ أيضًا", "إقرأ أيضاً:", "مواضيع ذات صلة", "روابط ذات صلة", "قد يهمك"],
    ),
    ("related", ["إقرأ المزيد", "Читайте також:", "بیشتر بخوانید", "Read more"]),
    ("announced", ["اقرأ أيضا: الصين تعلن عن خطة سلام جديدة", "شاهد أيضاً | كيف تستغل إيران الاحتجاجات"]),
    ("comments", ["التعليقات", "اترك تعليقاً", "Comments"]),
    (
        "byline",
        [
            "كتب: أحمد علي",
            "كتب- محمد الصباغ:",
            "كتب - السيد الشورى",
            "بقلم سارة الأحمد",
            "بقلم| ماجدة الشريف",
            "كتبت/ فادية فيصل",
            "ترجمة: وليد فادي",
            "By John Smith",
            "(إعداد أحمد صبحي للنشرة العربية - تحرير محمد محمدين)",
        ],
    ),
    (
        "date",
        [
            "الجمعة 27 أكتوبر 2023 - 10:30 م",
            "السبت 21/أبريل/2018 - 11:47 م",
            "تاريخ النشر: 27 أكتوبر 2023",
            "نُشر: 14:25-27 أكتوبر 2023 م ـ 12 ربيع الثاني 1445 هـ",
            "الخميس 7/3/1429 هـ - الموافق 13/3/2008 م (آخر تحديث) الساعة 16:25 (مكة المكرمة)، 13:25 (غرينتش)",
            "9 أكتوبر، 2024",
        ],
    ),
    ("tags", ["الوسوم: بوتين، الصين", "#بوتين #الصين", "كلمات دلالية", "Tags: Ukraine, war"]),
    ("source", ["المصدر: وكالات", "المصدر : النشرة", "(رويترز)", "الأناضول"]),
    (
        "photo",
        [
            "صورة أرشيفية",
            "الرئيس الروسي لدى وصوله إلى بكين (رويترز)",
            "جانب من عمليات الاقتراع بأحد مراكز التصويت في دمشق الأحد الماضي (أ.ف.ب)",
            "© AFP",
        ],
    ),
    (
        "page",
        [
            "شارك",
            "فيسبوك تويتر واتساب",
            "طباعة",
            "حجم الخط",
            "3 دقائق قراءة",
            "تابعوا أخبار سانا على تلغرام",
            "جميع الحقوق محفوظة © 2023",
            "منذ 3 ساعات",
            "https://example.org/a",
            "***",
            "زلزال يضرب اليابان    ترامب يعلن عن صفقة    أسعار النفط ترتفع    مقتل خمسة في حادث",
        ],
    ),
    (
        "text",
        [
            "شارك الرئيس في القمة التي عقدت في الرياض.",
            "تقرير: إسرائيل تستعد لضرب إيران",
            "كتب الرئيس على منصة إكس أن بلاده ستنتصر",
            "قال الوزير: إن الحرب انتهت",
            "27 أكتوبر 2023: يوم غيّر المنطقة",
            "وكالات الإغاثة تحذر من كارثة",
            "القراءات الأولية للنتائج تشير إلى تقدم الحزب الحاكم في معظم الدوائر التي جرت فيها الانتخابات أمس",
            "كييف (أ ف ب) - قال الرئيس",
            "نظام الأسد يرسل نحو 250 مليون دولار إلى موسكو",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in KINDS for line in lines])
def test_a_line_is_known_for_what_it_is(kind: str, line: str) -> None:
    assert classify(line).kind == kind


@pytest.mark.parametrize(
    ("line", "crumbs"),
    [
        ("الصفحة الأم / Russia / صفقة “كبيرة”", ("الصفحة الأم", "Russia", "صفقة “كبيرة”")),
        ("الرئيسية » أخبار » صفقة «كبيرة» قيد الإعداد", ("الرئيسية", "أخبار", "صفقة «كبيرة» قيد الإعداد")),
        ("الرئيسية/أخبار/العالم", ("الرئيسية", "أخبار", "العالم")),
        ("الرئيسية / أخبار / كر/فر في الميدان", ("الرئيسية", "أخبار", "كر/فر في الميدان")),
        ("أنت هنا: الرئيسية > أخبار", ("الرئيسية", "أخبار")),
        ("الرئيسية للأخبار", ()),
    ],
)
def test_a_breadcrumb_is_cut_at_its_own_separator(line: str, crumbs: tuple[str, ...]) -> None:
    assert breadcrumbs.read(line) == crumbs


def test_a_crumb_may_be_the_headline_cut_short() -> None:
    assert breadcrumbs.is_same("بوتين يصل إلى بكين في زيارة...", "بوتين يصل إلى بكين في زيارة تستمر يومين")
    assert breadcrumbs.is_same("اخبار العالم", "أخبار العالم")
    assert not breadcrumbs.is_same("بوتين", "بوتين يصل إلى بكين")


def test_the_names_of_a_byline_come_with_their_roles() -> None:
    assert signatures(classify("كتب: أحمد علي، وليد فيصل")) == (Signature("أحمد علي"), Signature("وليد فيصل"))
    assert signatures(classify("ترجمة: وليد فادي")) == (Signature("وليد فادي", "translation"),)
    assert signatures(classify("(إعداد أحمد صبحي للنشرة العربية - تحرير محمد محمدين)")) == (
        Signature("أحمد صبحي", "writing"),
        Signature("محمد محمدين", "editing"),
    )


def test_a_date_line_gives_its_day() -> None:
    assert classify("السبت 21/أبريل/2018 - 11:47 م").date == datetime.date(2018, 4, 21)


def test_tags_are_listed_however_they_are_divided() -> None:
    assert list_of("بوتين، الصين | روسيا") == ("بوتين", "الصين", "روسيا")
    assert list_of(classify("#رئيس_الوزراء #الأردن").rest) == ("رئيس الوزراء", "الأردن")


def test_a_label_before_a_headline_is_its_kicker() -> None:
    assert kicker_before("عاجل | زلزال يضرب شمال اليابان") == ("عاجل", "زلزال يضرب شمال اليابان")
    assert kicker_before("عاجل.. زلزال يضرب شمال اليابان") == ("عاجل", "زلزال يضرب شمال اليابان")
    assert kicker_before("بوتين: مستعدون للحوار مع الجميع") == ("", "بوتين: مستعدون للحوار مع الجميع")


def test_an_excerpt_is_cut_and_a_headline_with_two_dots_is_not() -> None:
    for cut in ("الذي يعاني من نقص...", "في الأردن. ويشير …", "بتوغل جنود […]", "معظمها في اتجاه -..."):
        assert is_cut(cut)
    assert not is_cut("حفل تنصيب ترامب الأغلى..")


@pytest.mark.parametrize("unit", ["#أ،", "(", ".", "كتب ", "/ ", "« ", "- ", "27 أكتوبر ", "أ: "])
def test_a_hostile_line_costs_no_time(unit: str) -> None:
    started = time.process_time()
    classify(unit * 100_000)
    classify(unit * 150)
    assert time.process_time() - started < 1
