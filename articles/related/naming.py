"""Which words of an Arabic text name something, and which say what was done, by what the vocabulary knows. Pure."""

import re

from articles.search.query import STOP_WORDS
from articles.text import lexicon, wordlists
from articles.text.arabic import fold
from articles.text.dates import ARABIC_MONTHS, MONTHS
from articles.text.folding import INVISIBLE, MARKS
from articles.text.stemmer import stem_folded, without_clitics

ARTICLE = "ال"
PERSONS = "يتنا"
"""The letters before a verb of the present: a word that takes several of them is a verb."""
PAST = ("ت", "وا")
WRITTEN_ONTO = ("ها", "هم", "هما", "ه", "نا", "ان", "ون")
"""What is written onto a verb, and may hide that it is one."""
DUAL = "يا"
"""The end of what two did whose past ends in «ى»: «ادعيا»."""
MORE = 3
"""A word is no verb when it stands with the article more than so many times as often as with the endings of a verb."""
SON = frozenset(["بن", "ابن", "ابو", "ابي", "عبد", "ال", "ام", "ولد"])
"""What stands before a part of a name: no name ends with it."""
SHORTEST = 3
"""Letters: what has fewer is a word of grammar, or the half of a name."""
APART = 20
"""Two words of which one is so many times as common as the other are not two persons of one verb: تونس and يونس."""

_SAYING = (
    "قال قالت قالوا يقول تقول وقال وقالت أكد أكدت يؤكد أضاف أضافت وأضاف أعلن أعلنت ذكر ذكرت أفاد أفادت أوضح أوضحت "
    "أشار أشارت صرح صرحت كشف كشفت اعتبر اعتبرت شدد شددت دعا دعت طالب طالبت رأى رأت نقل نقلت"
)
SAYING = frozenset(map(fold, _SAYING.split()))
"""Verbs of saying: what follows one is who says it."""
_REPORTING = (
    "حسب وفق يوم أمس اليوم عام سنة شهر أسبوع ساعة مساء صباح "
    "السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة الماضي الحالي المقبل القادم "
    "سبت أحد اثنين ثلاثاء أربعاء خميس جمعة الماضية الحالية المقبلة القادمة "
    "الأول الثاني الثالث الرابع الأولى الثانية الثالثة الرابعة أول ثان ثالث رابع أولى ثانية ثالثة "
    "أكثر أقل جديد جديدة عدد نحو حوالي قرابة لدى عبر بالمائة المائة بالمئة المئة بالاضافة مواصلة القيام "
    "اللذان اللذين اللتان اللتين هنا هناك "
    "said says told added according month year week day new"
)
REPORTING = SAYING | frozenset(map(fold, _REPORTING.split()))
"""Words in which news is told: never tags by themselves, and no name runs over them."""

_BESIDE = (
    "مؤكدا مؤكدة مشيرا مشيرة موضحا موضحة مضيفا مضيفة معتبرا معتبرة مبينا مبينة قائلا قائلة داعيا قوله قولها تعبيره "
    "تعبيرها تصريحه تصريحاته تعليقاته وعده ضرورة نظرا النظر بصدد بينما عندما بما مؤخرا قريبا متن قرب بداية موعد الأمر "
    "أمر قليل جاري الجاري نسبة النسبة قيمة القيمة درجة الدرجة كمية الكمية الأخير الأخيرة الرئيسي الرئيسية الليلة فترة "
    "الفترة لكم عبد بأن لأن كأن مليون ملايين مليار نصف دقائق دقيقة الدقيقة كلم "
    "مما ذات أن أنا نفسه نفسها مرة مرات مكانه عنهم منهم عليهم لهم فيهم نفت "
    "كبير كبيرة كافة واحد واحدة مجددا نوع أنواع رقم خصوص لحظة اتجاه مقارنة إطار فجر انتظار غرض الغرض "
    "مئات عشرات ألف آلاف الآلاف مليونين كميات متنه متنها متنهم نشب "
    "حيث إذا حين حينما أثناء عقب ربما لولا هكذا رغم برغم بالرغم بسبب بغية سوى فقط جدا خصوصا فورا حاليا سابقا تقريبا "
    "رسميا استنادا لصالح بشكل مدى عدم بعدم وجود وجوده وجودها إمكانية مزيد المزيد عدة بعض معظم أغلب غالبية جميع "
    "آخر أخرى الآخر إحدى أحدهم"
)
BESIDE = REPORTING | frozenset(map(fold, _BESIDE.split())) | wordlists.folded_words("called.txt", "where")
"""Words that stand in news of any kind: that two stories have them in common says nothing of either."""

_MONTHS = frozenset(
    fold(word)
    for names in (*ARABIC_MONTHS.values(), *MONTHS.values())
    for name in names
    for word in re.split("[ /]", name)
)
_ENDINGS_OF_A_PAST = ("", "ت", "ا", "تا", "وا")

_STRONG = 3
"""Letters of a root none of which is weak: with «ي» before it such a word is a verb where the root alone is a word."""
_WEAK = frozenset("اويءه")

_UNSEEN = re.compile(f"[{MARKS}{INVISIBLE}]+")


def is_a_verb(word: str) -> bool:
    """Return whether the vocabulary knows a folded word with the letters of a verb rather than with the article.

    It need not know the form: «سيمرر» and «يمرر» are verbs where it knows «تمرير».
    """
    if _is_a_future(word) or _is_an_unknown_present(word):
        return True
    with_article = lexicon.count(f"ال{word}")
    own = lexicon.count(word)
    if word[-1:] == "ت" and not with_article and lexicon.count(word[:-1]):
        return True
    others = [word + ending for ending in PAST]
    if word[:1] in PERSONS:
        others += [person + word[1:] for person in PERSONS if person != word[0]]
    seen = sum(count for other in others if _near(count := lexicon.count(other), own))
    return with_article < MORE * seen


def names_something(word: str, language: str = "ar") -> bool:
    """Return whether a folded word is worth naming when it is said what two stories mention."""
    if not word.isalpha() or len(word) < SHORTEST:
        return False
    core = word[1:] if _is_joined(word) else word
    has_more = core.endswith(WRITTEN_ONTO) or _ends_in_its_case(core)
    forms = [core, stem_folded(core, language)] if has_more else [core]
    if {word, core, without_clitics(word)} & (STOP_WORDS | BESIDE | _MONTHS):
        return False
    if core.endswith(DUAL) and len(core) > SHORTEST and is_a_verb(core[:-1]):
        return False
    return not any(is_a_verb(form) or _is_a_known_past(form) for form in forms)


def goes_on(before: str, word: str) -> bool:
    """Return whether a folded word may go on with the name that the one before it is part of.

    After the article stands what has it too, or a name, which never has one: «الباجي قايد», but no «المشروع صهيوني».
    """
    if not before.startswith(ARTICLE) or word.startswith(ARTICLE):
        return True
    return lexicon.count(ARTICLE + word) <= lexicon.count(word)


def bare_name(text: str) -> str:
    """Return a word without marks and what is written onto its front, but with its article: والتسلّل is التسلل.

    The alif of an accusative is taken off too, where the word is better known without: عاملا is عامل.
    """
    text = unmarked(text)
    folded = fold(text)
    if _ends_in_its_case(folded) and lexicon.count(folded[:-1]) > lexicon.count(folded):
        text, folded = text[:-1], folded[:-1]
    core = without_clitics(folded)
    if len(folded) != len(text) or core == folded or not folded.endswith(core):
        return text
    onto = folded.removesuffix(core)
    return ("ال" if onto.endswith(("ال", "لل")) else "") + text[len(onto) :]


def unmarked(text: str) -> str:
    """Return a text without vowel signs, drawing out and what is not seen."""
    return _UNSEEN.sub("", text)


def _ends_in_its_case(word: str) -> bool:
    return word.endswith("ا") and not word.endswith("يا") and not lexicon.keeps_ending(word)


def _is_a_known_past(word: str) -> bool:
    pasts = (word.removesuffix(ending) for ending in _ENDINGS_OF_A_PAST if word.endswith(ending))
    return any(past in lexicon.pasts() and not lexicon.count(ARTICLE + past) for past in pasts)


def _is_a_future(word: str) -> bool:
    present = word[1:]
    if word[:1] != "س" or present[:1] not in tuple("يتن") or len(word) < SHORTEST + 2:
        return False
    if lexicon.count(f"ال{word}") or lexicon.count(word) > lexicon.count(present):
        return False
    return (bool(lexicon.count(present)) and is_a_verb(present)) or _is_the_present_of_a_known_verb(present)


def _is_an_unknown_present(word: str) -> bool:
    """Whether a word of no list, with «ي» before it, is the present of a verb: names of that form are in the list."""
    root = word[1:]
    if word[:1] != "ي" or len(root) < _STRONG or lexicon.count_any(word):
        return False
    is_strong = len(root) == _STRONG and _WEAK.isdisjoint(root)
    return (is_strong and bool(lexicon.count_any(root))) or _is_the_present_of_a_known_verb(word)


def _is_the_present_of_a_known_verb(word: str) -> bool:
    """Whether the lists have the past of a verb of which this is the present, or the noun of what is done."""
    root = word[1:]
    nouns = []
    if len(root) == 3 and "ا" not in root:
        nouns = [f"ت{root[:2]}ي{root[2]}"]
    elif len(root) == 4:
        nouns = [f"م{root}ه"] if root[1] == "ا" else []
        nouns += [f"ا{root[:3]}ا{root[3]}"] if root[1] == "ت" or root[0] == "ن" else []
        nouns += [root] if root[0] == "ت" else []
    elif len(root) == 5 and root.startswith("ست"):
        nouns = [f"ا{root[:4]}ا{root[4]}"]
    return root in lexicon.pasts() or any(map(lexicon.count_any, nouns))


def _is_joined(word: str) -> bool:
    return word[:1] == "و" and lexicon.count(word[1:]) > lexicon.count(word)


def _near(count: int, own: int) -> bool:
    return bool(count) and own <= APART * count and (not own or count <= APART * own)
