"""What a reader sees of a story, and where its addresses lead."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Author, Byline, RelatedStory, RelatedSuggestion, Section, Source, Tag
from articles.related.scoring import SCORE_VERSION

pytestmark = pytest.mark.django_db


def test_a_story_shows_its_parts_in_the_page_language(write_story, text_of):
    story = write_story(out="ar", kicker_ar="محادثات", standfirst_ar="مقدمة الخبر", dateline_place_ar="كييف")
    story.dateline_date = date(2023, 10, 27)
    story.save()
    page = text_of(story.get_absolute_url())
    assert '<html lang="ar" dir="rtl">' in page
    for part in ("لافروف يصل إلى طهران", "محادثات", "مقدمة الخبر"):
        assert part in page
    assert '<bdi>كييف</bdi>، <time datetime="2023-10-27">27 أكتوبر 2023</time> —' in page


def test_bylines_are_grouped_by_role(write_story, text_of):
    story = write_story(out="en")
    for number, (name, role) in enumerate([("Rima", "writing"), ("Adel", "writing"), ("Shahd", "translation")]):
        author = Author.objects.create(name_ar=name, name_en=name)
        Byline.objects.create(article=story, author=author, role=role, position=number)
    page = text_of(story.url_in("en"))
    credits = page[page.index('class="bylines"') : page.index('class="when"')]
    assert credits.index("Rima") < credits.index("and") < credits.index("Adel") < credits.index("Translated by")
    assert credits.count('class="role"') == 2


@pytest.mark.parametrize("path", ["articles/{pk}/", "articles/{pk}/قديم/", "articles/{pk}/-/", "a/{pk}/"])
def test_every_other_address_of_a_story_leads_to_the_right_one_and_keeps_the_query(client, write_story, path):
    story = write_story(out="ar en")
    for language, prefix in (("ar", "/"), ("en", "/en/")):
        response = client.get(prefix + path.format(pk=story.pk), {"من": "نشرة"})
        assert response.status_code == 301
        assert response["Location"].startswith(story.url_in(language) + "?")
        assert "%D9%86%D8%B4%D8%B1%D8%A9" in response["Location"]


def test_a_story_that_is_not_out_in_this_language_says_where_it_is(client, write_story):
    story = write_story(out="ar en")
    response = client.get(f"/uk/articles/{story.pk}/")
    page = response.content.decode()
    assert response.status_code == 404
    assert story.url_in("en") in page
    assert 'lang="ar" dir="rtl"' in page and "لافروف يصل إلى طهران" in page


def test_the_short_link_leads_to_another_language_only_for_now(client, write_story):
    story = write_story(out="en")
    response = client.get(f"/a/{story.pk}/")
    assert (response.status_code, response["Location"]) == (302, story.url_in("en"))


def test_a_withdrawn_story_answers_410_with_the_reason_and_without_its_headline(client, write_story):
    story = write_story(out="ar", status="withdrawn", withdrawal_reason="الوثيقة <غير> صحيحة")
    for path in (f"/articles/{story.pk}/", f"/a/{story.pk}/"):
        response = client.get(path)
        page = response.content.decode()
        assert response.status_code == 410
        assert "الوثيقة &lt;غير&gt; صحيحة" in page and "لافروف" not in page
    assert client.get(f"/en/articles/{story.pk}/").status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999999"])
def test_a_story_that_never_was_answers_404(client, pk):
    assert client.get(f"/articles/{pk}/").status_code == 404
    assert client.get(f"/a/{pk}/").status_code == 404


def test_hreflang_links_only_languages_in_which_the_story_is_out(write_story, text_of):
    story = write_story(out="ar en", headline_uk="Лавров", body_uk="<p>Текст.</p>")
    page = text_of(story.url_in("en"))
    assert page.count('rel="alternate" hreflang=') == 3  # ar, en and x-default
    assert 'rel="alternate" hreflang="uk"' not in page
    assert 'rel="alternate" hreflang' not in text_of(write_story(out="ar").url_in("ar"))


def test_the_switcher_leads_to_the_story_or_marks_the_front_page(write_story, text_of):
    story = write_story(out="ar en")
    page = text_of(story.get_absolute_url())
    languages = page[page.index('class="languages"') : page.index("data-theme-switch")]
    english, ukrainian = (languages[languages.index(f'class="lang-{code}') :] for code in ("en", "uk"))
    assert story.url_in("en") in languages and "leads-home" not in english[:30]
    assert '"/uk/" class="lang-uk leads-home"' in languages and "leads-home" in ukrainian[:30]


def test_related_stories_are_grouped_by_kind_and_seen_from_the_other_side(write_story, text_of):
    now = timezone.now()
    earlier, story, later = (
        write_story(name, out="en", published_at_en=now - timedelta(days=days))
        for name, days in (("سابق", 3), ("الخبر", 2), ("لاحق", 1))
    )
    RelatedStory.objects.create(article=story, related=earlier, kind="background")
    RelatedStory.objects.create(article=story, related=later, kind="follow_up")
    page = text_of(story.url_in("en"))
    related = page[page.index('id="related"') :]
    assert (
        related.index("Background")
        < related.index("سابق (en)")
        < related.index("Followed by")
        < related.index("لاحق (en)")
    )
    for other, heading in ((earlier, "Followed by"), (later, "Follow-up to")):
        page = text_of(other.url_in("en"))
        assert page.index('id="related"') < page.index(heading) < page.index("الخبر (en)")


def test_a_follow_up_is_the_later_story_whichever_carries_the_tie(write_story, text_of):
    now = timezone.now()
    first = write_story("الأول", out="en", published_at_en=now - timedelta(days=2))
    second = write_story("الثاني", out="en", published_at_en=now - timedelta(days=1))
    for article, related in ((first, second), (second, first)):
        RelatedStory.objects.all().delete()
        RelatedStory.objects.create(article=article, related=related, kind="follow_up")
        assert "Followed by" in text_of(first.url_in("en"))
        assert "Follow-up to" in text_of(second.url_in("en"))


def test_what_is_only_alike_shows_from_the_other_side_when_somebody_says_so(write_story, text_of):
    story, other = write_story(out="ar"), write_story("آخر", out="ar")
    tie = RelatedStory.objects.create(article=story, related=other)
    assert 'id="related"' not in text_of(other.get_absolute_url())
    tie.both_ways = True
    tie.save()
    assert 'id="related"' in text_of(other.get_absolute_url())


@pytest.fixture
def suggested(write_story):
    """A story with one tie, and suggestions: one that is tied, one that is out, a draft, one in another language."""
    story, tied = write_story(out="en", section=None), write_story("مربوط", out="en")
    RelatedStory.objects.create(article=story, related=tied)
    others = [tied, write_story("مقترح", out="en"), write_story("مسودة"), write_story("لم يترجم", out="ar")]
    for place, other in enumerate(others):
        RelatedSuggestion.objects.create(article=story, suggested=other, language="en", score=1 - place / 10,
                                         score_version=SCORE_VERSION)  # fmt: skip
    return story


def test_what_the_engine_chose_comes_after_what_people_chose_and_says_so(suggested, settings, text_of):
    settings.RELATED_AUTOFILL = True
    page = text_of(suggested.url_in("en"))
    assert page.index("مربوط (en)") < page.index("Chosen automatically") < page.index("مقترح (en)")
    assert page.count("مربوط (en)") == 1
    assert "مسودة" not in page and "لم يترجم" not in page


def test_no_reader_sees_a_suggestion_that_nobody_allowed(suggested, text_of):
    page = text_of(suggested.url_in("en"))
    assert "مربوط (en)" in page and "مقترح (en)" not in page


def test_a_teaser_outside_the_site_names_its_outlet_and_language(write_story, text_of):
    story = write_story(out="ar")
    RelatedStory.objects.create(
        article=story,
        headline="Hamas <b> in Moscow",
        url="https://example.org/b?a=1&b=2",
        source="Example",
        language="en",
    )
    RelatedStory.objects.create(article=story, headline="بلا عنوان شبكي", position=2)
    page = text_of(story.get_absolute_url())
    assert 'href="https://example.org/b?a=1&amp;b=2" rel="noopener external"' in page
    assert "Hamas &lt;b&gt; in Moscow" in page and '<bdi lang="en" dir="ltr">Example</bdi>' in page
    assert "بلا عنوان شبكي" in page


def test_names_that_fall_back_carry_their_language(write_story, text_of):
    story = write_story(out="uk", section=Section.objects.create(name_ar="اقتصاد", slug="economy"))
    story.tags.add(Tag.objects.create(name_ar="كييف"))
    story.sources.add(Source.objects.create(name_ar="تاس", website="https://tass.example/"))
    page = text_of(story.url_in("uk"))
    for name in ("اقتصاد", "كييف", "تاس"):
        assert f'<bdi lang="ar" dir="rtl">{name}</bdi>' in page


def test_an_update_is_told_only_when_readers_were_told_something_new(write_story, text_of):
    story = write_story(out="en")
    assert "Updated" not in text_of(story.url_in("en"))
    story.substantive_updated_at = timezone.now()
    story.save()
    assert "Updated" in text_of(story.url_in("en"))


def test_share_links_ask_nothing_of_anyone_before_they_are_followed(write_story, text_of):
    page = text_of(write_story(out="ar").get_absolute_url())
    assert 'href="https://wa.me/?text=' in page and "mailto:?subject=" in page
    for attribute in ("src", "data-src", "action"):
        assert f'{attribute}="http' not in page


@pytest.mark.parametrize("language", ["ar", "en", "uk", "fa"])
def test_the_age_of_a_fresh_story_and_the_date_of_an_old_one(write_story, text_of, settings, language):
    fresh = write_story(out=language, **{f"published_at_{language}": timezone.now() - timedelta(hours=2, minutes=5)})
    old = write_story(out=language, **{f"published_at_{language}": timezone.now() - timedelta(days=30)})
    told = {"ar": "قبل ساعتين", "en": "2 hours ago", "uk": "2 години тому", "fa": "۲ ساعت پیش"}[language]
    assert told in text_of(fresh.url_in(language))
    page = text_of(old.url_in(language))
    assert told not in page[page.index("<h1") : page.index('class="body"')]


def test_months_and_digits_are_those_of_the_house(write_story, text_of, settings):
    settings.MONTH_NAMES, settings.ARABIC_DIGITS = "both", "arab"
    story = write_story(out="ar", published_at_ar=timezone.make_aware(timezone.datetime(2023, 10, 27, 12)))
    assert "٢٧ تشرين الأول/أكتوبر ٢٠٢٣" in text_of(story.get_absolute_url())


def test_a_reader_gets_no_cookie_and_no_script_of_others(client, write_story):
    response = client.get(write_story(out="ar").get_absolute_url())
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "style=" not in response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
