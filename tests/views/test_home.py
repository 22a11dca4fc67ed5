"""The front page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import FrontPageSlot, Section
from articles.views import home

pytestmark = pytest.mark.django_db


def _front(client, path="/"):
    context = client.get(path).context
    return context["lead"], context["grid"], context["latest"]


def test_without_slots_the_newest_lead_and_none_is_shown_twice(client, write_story):
    now = timezone.now()
    stories = [write_story(f"خبر {n}", out="ar", published_at_ar=now - timedelta(hours=n + 1)) for n in range(20)]
    lead, grid, latest = _front(client)
    assert [lead, *grid, *latest] == stories[:17]


def test_slots_go_first_with_their_own_headline(client, write_story):
    now = timezone.now()
    first, second, third = (
        write_story(f"خبر {n}", out="ar en", published_at_ar=now - timedelta(days=n + 1)) for n in range(3)
    )
    FrontPageSlot.objects.create(zone="lead", article=third, headline_ar="عنوان الخانة")
    FrontPageSlot.objects.create(zone="grid", article=second)
    lead, grid, latest = _front(client)
    assert (lead, grid, latest) == (third, [second, first], [])
    assert "عنوان الخانة" in client.get("/").content.decode()
    assert "خبر 2 (en)" in client.get("/en/").content.decode()


def test_a_slot_shows_only_in_its_time_and_only_public_stories(client, write_story):
    now = timezone.now()
    newest = write_story("الأحدث", out="ar")
    old = write_story("قديم", out="ar", published_at_ar=now - timedelta(days=3))
    FrontPageSlot.objects.create(zone="lead", article=old, shows_from=now + timedelta(hours=1))
    FrontPageSlot.objects.create(zone="lead", article=write_story("مسودة"))
    FrontPageSlot.objects.create(zone="lead", article=write_story("إنجليزي", out="en"), position=2)
    assert _front(client)[0] == newest
    FrontPageSlot.objects.filter(article=old).update(shows_from=now - timedelta(hours=1))
    assert _front(client)[0] == old
    FrontPageSlot.objects.filter(article=old).update(shows_until=now - timedelta(minutes=1))
    assert _front(client)[0] == newest


def test_the_breaking_strip_ends_by_itself(client, write_story):
    now = timezone.now()
    write_story("عاجل الآن", out="ar", breaking_until=now + timedelta(hours=1))
    write_story("كان عاجلًا", out="ar", breaking_until=now - timedelta(seconds=1))
    assert [story.headline for story in client.get("/").context["breaking"]] == ["عاجل الآن"]


def test_a_section_block_holds_what_the_front_does_not(client, write_story):
    now, economy = timezone.now(), Section.objects.create(name_ar="اقتصاد", slug="economy")
    for number in range(20):
        write_story(f"خبر {number}", out="ar", published_at_ar=now - timedelta(hours=number + 1))
    old = write_story("قديم في الاقتصاد", out="ar", section=economy, published_at_ar=now - timedelta(days=90))
    context = client.get("/").context
    blocks = {branch.section.slug: stories for branch, stories in context["blocks"]}
    assert blocks["economy"] == [old] and len(blocks["politics"]) == 4
    assert not {context["lead"], *context["grid"]} & set(blocks["politics"])


def test_a_section_that_has_been_quiet_for_long_keeps_its_block(client, write_story, monkeypatch):
    monkeypatch.setattr(home, "LOOKED_OVER", 24)
    now, economy = timezone.now(), Section.objects.create(name_ar="اقتصاد", slug="economy")
    for number in range(24):
        write_story(f"خبر {number}", out="ar", published_at_ar=now - timedelta(hours=number + 1))
    old = [
        write_story(f"قديم {n}", out="ar", section=economy, published_at_ar=now - timedelta(days=90 + n))
        for n in range(5)
    ]
    blocks = {branch.section.slug: stories for branch, stories in client.get("/").context["blocks"]}
    assert blocks["economy"] == old[:4]


def test_a_story_in_both_zones_keeps_the_headline_of_the_lead(client, write_story):
    story = write_story(out="ar")
    FrontPageSlot.objects.create(zone="lead", article=story, headline_ar="في الصدر")
    FrontPageSlot.objects.create(zone="grid", article=story, headline_ar="في الشبكة")
    page = client.get("/").content.decode()
    assert "في الصدر" in page and "في الشبكة" not in page
