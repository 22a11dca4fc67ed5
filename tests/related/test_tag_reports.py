"""Tags that want tidying are shown."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Tag, TagAlias
from articles.related.tag_reports import near_duplicates, orphans, usage


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


def test_one_tag_with_two_spellings_is_no_twin_of_itself(db) -> None:
    tag = Tag.objects.create(name_ar="بوغدانوف")
    TagAlias.objects.create(tag=tag, name="بوجدانوف")
    assert near_duplicates() == []


def test_usage_is_counted_by_month_and_without_drafts(write_story) -> None:
    tag = Tag.objects.create(name_ar="كييف")
    now = timezone.now()
    for days in (0, 0, 70):
        write_story(out="ar", published_at_ar=now - timedelta(days=days, minutes=1)).tags.add(tag)
    write_story().tags.add(tag)
    assert [count for _month, count in usage(tag, "ar")] == [1, 2]
    assert [count for _month, count in usage(tag, "ar", since=now - timedelta(days=2))] == [2]
