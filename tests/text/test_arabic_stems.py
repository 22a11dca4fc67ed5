"""Stems: what belongs together is found together, and what does not stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import lexicon
from articles.text.arabic import fold, stem
from articles.text.stemmer import stem_folded

TOGETHER = """
بايدن وبايدن لبايدن ولبايدن
انتخابات الانتخابات والانتخابات للانتخابات بالانتخابات انتخاباتها
وزير الوزير وزيرة للوزير ووزير وزراء الوزراء وزرائها
رئيس الرئيس رئيسا والرئيس رئيسة لرئيس رؤساء
مدرسة المدرسة مدارس مدرستهم المدارس مدرستنا
سياسي السياسة سياسية السياسيين سياساتها
حكومة الحكومة حكومات حكومته وحكومتها للحكومة
مسؤول مسؤولون المسؤولين مسئول لمسؤولين
أوكرانيا أوكراني الأوكرانية الأوكرانيين وأوكرانيا لأوكرانيا اوكرانيا
كييف وكييف لكييف
إيران إيراني إيرانية الإيرانيون
قوة قوات القوات قواتها
لغة لغات اللغات
سنة سنوات السنوات
معلم معلمون المعلمين معلمات معلمة
مهندس المهندسين مهندسون
صحفي صحفيين الصحفيون صحفية
طائرة الطائرات طائراتها بالطائرات
هجوم هجمات الهجمات
فلسطين فلسطيني الفلسطينيين لفلسطين
لبنان لبناني اللبنانية
روسيا روسي الروسية الروس
مصر مصري المصريين
لاجئ لاجئين اللاجئين لاجئة
تلميذ تلاميذ التلاميذ
مباراة مباريات المباريات
شركة الشركات شركاتنا بشركات
مدينة مدن المدن مدينتي
كتاب كتب الكتب كتابه وكتابها
علاقة علاقات العلاقات بعلاقاتها
حزب أحزاب الأحزاب حزبه
بيت بيوت بيوتهم
لاعب لاعبان لاعبين لاعبي
صاروخ صواريخ الصواريخ بصواريخ
جامعة الجامعات جامعاتها
ألمانيا الألماني الألمانية لألمانيا
prisoner prisoners
city cities
депутат депутати депутатів депутатами
Київ Києва Києві
Україна України Україні Україну Україною
війна війни війні війну війною
головний головна головного головною головній
остання останній останнього останньою
کتاب كتابها کتاب‌های کتاب‌هایش
"""

APART = """
بيروت يرو
وزير زير
وليد ليد
كتاب كتائب
كتاب تاب
لبنان لبن
مليون ملي
والي إلى
والد ديني
فلسطين فلسط
سكان سك
بيان بي
تمرين تمر
عمان عم
وفاة فاة
كرة رة
سلطان سلطة
رمضان رمض
بنات نبات
بالغ غ
وكالة كالة
ولاية آية
وحدة حدة
وطن طن
فقر قر
لقاء قاء
ألمانيا مانيا
ألغام غام
التزام تزام
ألوان وان
إلهام هام
ليبيا لبيب
بنك نك
باريس أريس
كوريا وريا
واشنطن اشنطن
بوتين وتين
فرنسا رنسا
شرطة شرط
جامعة جامع
مهمة مهم
عملة عمل
حملة حمل
سوريا سور
البحرين بحر
فريق فرق
قطر قطار
سلام إسلام
مصر مصير
حماس حمس
علم عالم
news new
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(words[0], other) for line in text.strip().splitlines() for words in [line.split()] for other in words[1:]]


def language_of(word: str) -> str:
    return "fa" if "ک" in word else "ar"


@pytest.mark.parametrize(("word", "form"), pairs(TOGETHER))
def test_forms_of_a_word_share_a_stem(word: str, form: str) -> None:
    assert stem(word, language_of(word)) == stem(form, language_of(word))


@pytest.mark.parametrize(("word", "other"), pairs(APART))
def test_different_words_keep_different_stems(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@pytest.mark.parametrize("word", ["بيروت", "وليد", "بوتين", "فلسطين", "كييف", "باريس", "لندن", "واشنطن"])
def test_a_name_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@given(st.text(alphabet="ابتدرسلكنمويهءفقعحجة", min_size=1, max_size=14))
def test_every_word_has_a_stem_that_is_not_longer(word: str) -> None:
    assert 0 < len(stem(word)) <= len(fold(word)) + 2


def test_no_plural_is_another_words_singular() -> None:
    singulars = lexicon.singulars()
    assert len(singulars) >= 1500
    assert not set(singulars) & set(singulars.values())


def test_the_lists_hold_folded_words() -> None:
    for words in (lexicon.counts(), lexicon.own("beginning"), lexicon.own("ending")):
        assert [word for word in words if fold(word) != word] == []


def test_no_word_of_the_lists_is_stemmed_without_end() -> None:
    for word in lexicon.singulars():
        for clitic in ("", "ل", "و"):
            assert stem_folded(clitic + word)
