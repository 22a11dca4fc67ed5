"""Tags that want tidying are shown."""

from datetime import date, timedelta

from django.utils import timezone

from articles.models import Tag, TagAlias
from articles.related.tag_reports import most_used, near_duplicates, orphans, usage


def test_a_tag_without_stories_is_an_orphan(write_story) -> None:
    used, unused = (Tag.objects.create(name_ar=name) for name in ("كييف", "لفيف"))
    write_story().tags.add(used)
    assert list(orphans()) == [unused]


def test_twins_by_spelling_alias_and_slip_are_found_and_the_surest_come_first(db) -> None:
    one = Tag.objects.create(name_ar="ميخائيل بوغدانوف")
    slip = Tag.objects.create(name_ar="ميخائيل بوجدانوف")
    spelled = Tag.objects.create(name_ar="ميخائيل بُوغدانوف")
    Tag.objects.create(name_ar="سيرغي لافروف")
    twins = near_duplicates()
    assert [({twin.one, twin.other}, twin.distance) for twin in twins] == [
        ({one, spelled}, 0),
        ({one, slip}, 1),
        ({slip, spelled}, 1),
    ]
    assert twins[0].same_key
    TagAlias.objects.create(tag=slip, name="ميخائيل بوغدانوف")
    assert [twin.distance for twin in near_duplicates()] == [0, 0, 0]


def test_a_tag_with_an_article_and_a_person_by_the_last_name_alone_are_twins_whichever_came_first(db) -> None:
    for name, kind in (("هجرة", "topic"), ("الهجرة", "topic"), ("راشد الغنوشي", "person"), ("الغنوشي", "person")):
        Tag.objects.create(name_ar=name, kind=kind)
    assert [({str(twin.one), str(twin.other)}, twin.same_key, twin.within) for twin in near_duplicates()] == [
        ({"هجرة", "الهجرة"}, True, False),
        ({"راشد الغنوشي", "الغنوشي"}, False, True),
    ]


def test_one_tag_with_two_spellings_is_no_twin_of_itself(db) -> None:
    tag = Tag.objects.create(name_ar="بوغدانوف")
    TagAlias.objects.create(tag=tag, name="بوجدانوف")
    assert near_duplicates() == []


def test_usage_is_counted_by_month_in_any_language_once_and_without_drafts(write_story) -> None:
    tag, other = Tag.objects.create(name_ar="كييف"), Tag.objects.create(name_ar="لفيف")
    today = timezone.localdate()
    now = timezone.now()
    for days in (0, 0, 70):
        at = now - timedelta(days=days, minutes=1)
        write_story(out="ar en", published_at_ar=at, published_at_en=at).tags.add(tag)
    write_story().tags.add(tag)
    months = usage([tag.pk, other.pk], today=today)
    assert [len(months[one.pk]) for one in (tag, other)] == [12, 12]
    assert [sum(month.stories for month in months[one.pk]) for one in (tag, other)] == [3, 0]
    assert months[tag.pk][-1].stories + months[tag.pk][-2].stories == 2
    assert months[tag.pk][-1].first == today.replace(day=1)
    assert sum(month.stories for month in usage([tag.pk], 1, today)[tag.pk]) in (1, 2)


def test_the_months_run_over_the_turn_of_the_year(db) -> None:
    tag = Tag.objects.create(name_ar="كييف")
    firsts = [month.first.isoformat() for month in usage([tag.pk], 3, date(2026, 1, 31))[tag.pk]]
    assert firsts == ["2025-11-01", "2025-12-01", "2026-01-01"]


def test_the_most_used_tags_of_the_year_come_first(write_story) -> None:
    seldom, often, orphan = (Tag.objects.create(name_ar=name) for name in ("كييف", "لفيف", "خاركيف"))
    for tags in ([often], [often, seldom]):
        write_story(out="ar").tags.set(tags)
    write_story(out="ar", published_at_ar=timezone.now() - timedelta(days=800)).tags.add(orphan)
    assert [tag for tag, _months in most_used(5)] == [often, seldom]
