"""Terms are offered as new tags where the archive has them as terms, or where a text insists on them."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.related.draft import Draft
from articles.related.tagging import suggest_tags

APART = "قال البنك إن المقر المركزي بعيد"


@pytest.fixture
def told(archive: Any, run_story: Callable[..., Any]) -> Callable[..., None]:
    """Return a function that writes some stories with each of these sentences into the archive."""

    def tell(*sentences: str, times: int = 5) -> None:
        for number in range(times):
            for sentence in sentences:
                run_story(f"خبر {number}", f"{sentence} أمس")

    return tell


def new(body: str, headline: str = "", language: str = "ar", article: int | None = None) -> list[str]:
    draft = Draft(language, headline, body=f"<p>{body}</p>", article=article)
    return [term.name for term in suggest_tags(draft, like_stories=False).new]


def test_a_term_of_the_archive_is_offered_as_the_text_spells_it(told) -> None:
    told("رفع البنك المركزي الفائدة", "لم يعلق البنك المركزي على ذلك")
    assert new("أعلن البنك المركزي ذلك. وقال بالبنك المركزي أحدهم شيئا") == ["البنك المركزي"]


def test_words_that_the_archive_has_apart_are_no_term(told) -> None:
    told(APART)
    assert new("أعلن البنك المركزي ذلك. وقال بالبنك المركزي أحدهم شيئا") == []


def test_what_stands_once_in_a_text_is_not_offered(told) -> None:
    told("رفع البنك المركزي الفائدة")
    assert new("أعلن البنك المركزي ذلك") == []


def test_of_a_term_that_the_archive_has_within_a_longer_one_the_longer_is_offered(told) -> None:
    told("صادق مجلس نواب الشعب عليه")
    assert new("عقد مجلس نواب الشعب جلسته. وغادر نواب الشعب القاعة. وعاد نواب الشعب") == ["مجلس نواب الشعب"]


@pytest.mark.parametrize(("times", "offered"), [(3, []), (5, ["تمديد الطوارئ"])])
def test_what_was_done_is_a_term_only_where_it_is_done_again_and_again(told, times: int, offered: list[str]) -> None:
    told("قررت الحكومة تمديد الطوارئ", times=times)
    assert new("جرى تمديد الطوارئ شهرا. وكان تمديد الطوارئ متوقعا. ولا يرفض تمديد الطوارئ أحد") == offered


def test_half_a_term_is_not_offered(told) -> None:
    told("صادق مجلس نواب الشعب عليه")
    assert new("غادر نواب الشعب القاعة. وعاد نواب الشعب") == []


def test_the_name_that_the_archive_gives_in_full_is_offered_in_full(told) -> None:
    told("أكد فرحات الينباعي ذلك")
    assert new("وأكد الينباعي شيئا. ورد الينباعي. وكان فرحات الينباعي هناك") == ["فرحات الينباعي"]


def test_a_story_is_no_witness_of_its_own_terms(told, run_story) -> None:
    text = "لم يعلق البنك المركزي على ذلك. وقال بالبنك المركزي أحدهم شيئا"
    story = run_story("خبر", text)
    told("لم يعلق البنك المركزي على ذلك", "رفع البنك المركزي الفائدة", times=1)
    run_story("خبر", "قال البنك المركزي كلمته")
    assert new(text) == ["البنك المركزي"]
    assert new(text, article=story.pk) == []


def test_a_story_does_not_count_itself(run_story) -> None:
    text = "وأكد الينباعي شيئا. ورد الينباعي"
    story = run_story("خبر", text)
    run_story("غيره", "قال الينباعي كلمته")
    for article, stories in ((story.pk, 1), (None, 2)):
        [term] = suggest_tags(Draft("ar", body=f"<p>{text}</p>", article=article)).new
        assert (term.name, term.stories) == ("الينباعي", stories)


def test_a_term_that_the_archive_does_not_have_is_offered_from_the_headline(archive) -> None:
    text = "أطلقت الشركة مكالمات الفيديو، وقالت إن مكالمات الفيديو مجانية"
    assert new(text, "إطلاق مكالمات الفيديو") == ["مكالمات الفيديو"]
    assert new(text) == []


def test_a_term_that_a_text_says_again_and_again_is_offered(archive) -> None:
    text = "دافعوا عن حرية الإبداع، ثم إن حرية الإبداع حق. وقالوا: حرية الإبداع"
    assert new(text) == ["حرية الإبداع"]
    assert new(f"{text}. {'والحرية غالية والإبداع جميل. ' * 3}") == []


def test_terms_are_sought_in_arabic_only(archive) -> None:
    text = "دافعوا عن حرية الإبداع، ثم إن حرية الإبداع حق. وقالوا: حرية الإبداع"
    assert new(text, language="fa") == []


def test_a_long_text_asks_the_database_no_more_than_a_short_one(told, django_assert_max_num_queries) -> None:
    told("رفع البنك المركزي الفائدة")
    text = "أعلن البنك المركزي ذلك. وقال بالبنك المركزي أحدهم شيئا. "
    new(text)
    with django_assert_max_num_queries(30):
        new(text * 200)


@pytest.mark.parametrize(
    "run", ["قانون المصالحة سيمرر", "دون حضور الجمهور", "وزيرة الصحة", "بصدد التنقيب", "بطلق ناري"]
)
def test_no_verb_no_office_and_no_preposition_stands_in_a_term(told, run: str) -> None:
    told(f"جاء {run} هناك", f"كان {run} بالأمس")
    assert run not in new(f"جاء {run} هناك. كان {run} بالأمس. ثم {run}", headline=run)


def test_what_many_things_of_a_kind_are_called_is_no_term_and_one_of_them_is(told) -> None:
    told("قالت الإدارة الجهوية للتجارة ذلك", "ردت الإدارة الجهوية للصحة عليه", times=3)
    assert new("أعلنت الإدارة الجهوية ذلك. وغادرت الإدارة الجهوية مقرها") == []
    text = "أعلنت الإدارة الجهوية للتجارة ذلك. وغادرت الإدارة الجهوية مقرها. وعادت الإدارة الجهوية"
    assert new(text) == ["الإدارة الجهوية للتجارة"]
