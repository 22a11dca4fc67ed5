"""A reader's page costs a fixed number of queries, with few rows and with many."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import clock
from articles.caching import edition
from articles.models import Author, Byline, FrontPageSlot, RelatedStory, Section, Source, Tag

pytestmark = pytest.mark.django_db
NARROWED = "section=politics&tag=tag-0&author=author-0&kind=news"
LISTS = [
    "/latest/",
    "/sections/politics/",
    "/tags/tag-0/",
    "/tags/tag-1/",
    "/authors/author-0/",
    "/archive/",
    "/archive/2023/",
    "/archive/2023/10/",
    "/archive/2023/10/27/",
    f"/latest/?{NARROWED}&from=2020-01-01&to=2100-01-01",
    f"/archive/2023/10/?{NARROWED}",
]


def _newsroom(write_story, section, count):
    tags = [
        Tag.objects.create(name_ar=f"وسم {n}", slug=f"tag-{n}", kind="storyline" if n in (1, 2, 3) else "topic")
        for n in range(8)
    ]
    authors = [Author.objects.create(name_ar=f"كاتب {n}", slug=f"author-{n}") for n in range(min(count, 5))]
    sources = [Source.objects.create(name_ar=f"مصدر {n}", slug=f"source-{n}") for n in range(min(count, 4))]
    sections = [
        section,
        *(
            Section.objects.create(name_ar=f"قسم {n}", slug=f"section-{n}", parent=section if n % 2 else None)
            for n in range(min(count, 9))
        ),
    ]
    moment = timezone.make_aware(timezone.datetime(2023, 10, 27, 12))
    stories = []
    for number in range(count):
        out_at = moment - timedelta(minutes=number)
        story = write_story(f"خبر {number}", out="ar", published_at_ar=out_at, section=sections[number % len(sections)],
                            breaking_until=timezone.now() + timedelta(days=1))  # fmt: skip
        story.tags.set(tags)
        story.sources.set(sources)
        for position, author in enumerate(authors):
            Byline.objects.create(article=story, author=author, position=position)
        stories.append(story)
    main = stories[0]
    for position, other in enumerate(stories[1:12]):
        RelatedStory.objects.create(article=main, related=other, position=position)
        FrontPageSlot.objects.create(zone="grid", article=other, position=position)
    cards = "".join(f'<div class="story-card" data-article="{story.pk}"></div>' for story in stories[1:20])
    main.body_ar = f'<p>نص</p>{cards}<figure class="news-figure" data-image="1"><img src="/a.png" alt=""></figure>'
    main.save()
    return main


@pytest.mark.parametrize("count", [1, 45])
def test_no_page_makes_more_queries_than_its_ceiling(client, write_story, section, queries, count, monkeypatch):
    story = _newsroom(write_story, section, count)
    # What is asked four times a second, or once an edition, belongs to no page.
    monkeypatch.setattr(edition, "LOOKED_AT_EVERY", 3600)
    edition.next_change(edition.current(), clock.now())
    made = {}
    for path, ceiling in {**dict.fromkeys(LISTS, 8), "/": 12, story.get_absolute_url(): 15}.items():
        with queries() as captured:
            assert client.get(path).status_code == 200, path
        made[path] = (len(captured), ceiling)
    assert not {path: pair for path, pair in made.items() if pair[0] > pair[1]}
