"""Names in Latin letters are read as Arabic writes them."""

import pytest

from articles.search.latin import MOST, in_arabic
from articles.text.arabic import fold

NAMES = """
trump ترامب
putin بوتين
macron ماكرون
obama أوباما
erdogan أردوغان
haftar حفتر
sisi السيسي
assad الأسد
youssef يوسف
mohamed محمد
ahmed أحمد
chahed الشاهد
essebsi السبسي
ghannouchi الغنوشي
bourguiba بورقيبة
ronaldo رونالدو
messi ميسي
zidane زيدان
neymar نيمار
benzema بنزيما
barcelona برشلونة
madrid مدريد
arsenal أرسنال
juventus يوفنتوس
taraji الترجي
tunis تونس
sousse سوسة
gafsa قفصة
kairouan القيروان
monastir المنستير
jendouba جندوبة
djerba جربة
beirut بيروت
gaza غزة
hamas حماس
israel إسرائيل
libya ليبيا
london لندن
paris باريس
berlin برلين
facebook فيسبوك
google غوغل
iphone آيفون
samsung سامسونغ
huawei هواوي
corona كورونا
covid كوفيد
daech داعش
nahdha النهضة
7amas حماس
9afsa قفصة
3abbas عباس
sa3oudia السعودية
ma7kama محكمة
"""


@pytest.mark.parametrize(("typed", "written"), [line.split() for line in NAMES.strip().splitlines()])
def test_a_name_in_latin_letters_is_read_as_arabic_writes_it(typed: str, written: str) -> None:
    assert fold(written) in in_arabic(typed)


@pytest.mark.parametrize(
    "word", ["", "hgjv", "f16", "covid19", "5g", "mp3", "1amas", "ترامب", "путін", "a", "b" * 40 + "a", "é"]
)
def test_what_is_no_name_in_latin_letters_is_read_as_nothing(word: str) -> None:
    assert in_arabic(word) == {}


def test_a_long_name_has_no_more_forms_than_are_looked_up() -> None:
    assert len(in_arabic("athanasiouchaeth")) <= 2 * MOST
