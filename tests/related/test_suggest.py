"""Related stories are suggested from the text in the form, with reasons, and never what should not be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.models import DismissedSuggestion, RelatedStory, Section, Tag
from articles.related.draft import Draft
from articles.related.suggest import suggest

NEW = Draft("ar", headline="الكرملين: لافروف يزور طهران غدا", body="<p>يلتقي لافروف عبد اللهيان في طهران.</p>")


def ids(draft: Draft, **options) -> list[int]:
    return [found.article.pk for found in suggest(draft, **options)]


def test_an_unsaved_text_finds_its_like_and_nothing_else(archive) -> None:
    assert ids(NEW) == [archive["visit"].pk, archive["talks"].pk]


def test_a_stored_story_is_not_suggested_to_itself(archive) -> None:
    assert ids(Draft.of(archive["visit"], "ar")) == [archive["talks"].pk]


def test_what_is_related_or_dismissed_is_not_suggested_again(archive, editor) -> None:
    visit, talks = archive["visit"], archive["talks"]
    RelatedStory.objects.create(article=visit, related=talks)
    assert ids(Draft.of(visit, "ar")) == []
    assert ids(Draft.of(talks, "ar")) == [visit.pk]
    RelatedStory.objects.update(both_ways=True)
    assert ids(Draft.of(talks, "ar")) == []
    RelatedStory.objects.all().delete()
    DismissedSuggestion.objects.create(article=visit, suggested=talks, by=editor)
    assert ids(Draft.of(visit, "ar")) == []
    assert ids(Draft.of(talks, "ar")) == []


def test_readers_are_offered_only_what_is_public(archive, run_story, talks_text) -> None:
    draft = run_story("لافروف يغادر طهران", talks_text + " ثم غادر", out="")
    later = run_story("لافروف يعود إلى طهران", talks_text + " ثم عاد", days=-2)
    assert {draft.pk, later.pk} <= set(ids(NEW))
    assert not {draft.pk, later.pk} & set(ids(NEW, for_readers=True))
    type(draft).objects.filter(pk=archive["visit"].pk).update(status="withdrawn")
    assert archive["visit"].pk not in ids(NEW)


def test_a_name_that_came_up_a_minute_ago_ties_the_next_story(archive, run_story) -> None:
    draft = Draft("ar", headline="تشيبوتارسكي زغوريدزه", body="<p>زغوريدزه</p>")
    assert ids(draft) == []
    first = run_story("زغوريدزه", "ظهر تشيبوتارسكي زغوريدزه لأول مرة")
    assert ids(draft) == [first.pk]


def test_another_language_is_another_archive(archive) -> None:
    assert ids(Draft("en", headline="لافروف في طهران", body="<p>لافروف طهران</p>")) == []
    assert ids(Draft("fa", headline="لافروف طهران")) == []


@pytest.mark.parametrize("body", ["", "<p></p>", "<p>في من على</p>", "<p>!!! … ١٢٣</p>", "<p>" + "غ" * 5000 + "</p>"])
def test_a_text_that_says_nothing_gets_no_suggestions(archive, body) -> None:
    assert ids(Draft("ar", body=body)) == []


def test_a_shared_storyline_outweighs_a_few_words_and_is_named(archive, run_story) -> None:
    line = Tag.objects.create(kind="storyline", name_ar="زيارات لافروف")
    far = run_story("خبر بعيد", "لا شيء مشترك هنا سوى الملف نفسه", days=2)
    far.tags.add(line)
    draft = Draft("ar", headline="خبر عن لافروف", body="<p>نص قصير</p>", tags=frozenset({line.pk}))
    first = suggest(draft)[0]
    assert first.article == far
    assert first.reasons["storylines"] == ["زيارات لافروف"]


def test_the_same_section_breaks_a_tie(archive, run_story) -> None:
    culture = Section.objects.create(name_ar="ثقافة", slug="culture")
    body = "افتتح مهرجان قرطاج السينمائي دورته الجديدة"
    its = run_story("افتتاح مهرجان قرطاج", f"{body} اليوم", section=culture)
    run_story("افتتاح مهرجان قرطاج", f"{body} أمس")
    draft = Draft("ar", headline="مهرجان قرطاج", body="<p>فيلم في مهرجان قرطاج</p>", section=culture.pk)
    assert suggest(draft, limit=1)[0].article == its


def test_two_versions_of_one_story_are_one_suggestion(archive, run_story, visit_text) -> None:
    again = run_story("لافروف يصل إلى طهران", visit_text, days=0)
    first = suggest(NEW)[0]
    assert first.article == again
    assert first.copies == [archive["visit"].pk]


def test_every_suggestion_says_why(archive) -> None:
    talks = suggest(Draft.of(archive["visit"], "ar"))[0]
    with translation.override("en"):
        why = talks.why
    assert "لافروف" in why
    assert "طهران" in why
    assert "2 days earlier" in why


def test_the_number_of_queries_does_not_grow_with_the_archive(
    archive, run_story, django_assert_max_num_queries
) -> None:
    for number in range(12):
        run_story(f"لافروف في طهران {number}", f"لافروف طهران كلمة{number} عبد اللهيان مسألة{number}", days=number)
    draft = Draft("ar", headline=NEW.headline, body=NEW.body, at=timezone.now() - timedelta(days=1))
    suggest(draft)
    with django_assert_max_num_queries(35):
        suggest(draft)


def test_a_digest_of_the_day_goes_with_no_story_but_with_other_digests(run_story) -> None:
    digest = run_story("أبرز أخبار الأحد", "وصل لافروف إلى طهران. وارتفعت أسعار النفط. وفاز النجم الساحلي على الترجي")
    other = run_story(
        "أهم الأحداث ليوم السبت", "غادر لافروف موسكو. وتراجعت أسعار النفط. وخسر الترجي مباراته أمام الصفاقسي"
    )
    story = run_story("لافروف في طهران", "وصل لافروف إلى طهران")
    draft = Draft("ar", "لافروف يغادر طهران", body="<p>غادر لافروف طهران بعد مباحثات طويلة</p>")
    assert [one.article for one in suggest(draft)] == [story]
    assert other in [one.article for one in suggest(Draft.of(digest, "ar"))]
