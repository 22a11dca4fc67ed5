"""The pages to measure: of each kind of page, addresses spread over the archive."""

from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localtime

from articles.models import Article, Author, Section, Tag

SPREAD, DEEP = 100, 2000


def pages() -> dict[str, list[str]]:
    """Return addresses by kind of page; raise ``Article.DoesNotExist`` for an archive without stories."""
    public = Article.objects.published().newest_first()
    total = public.count()
    newest = public.first()
    if newest is None:
        raise Article.DoesNotExist
    deep = localtime(public[min(DEEP, total - 1)].published_at).date()
    largest = Section.objects.annotate(stories=Count("articles")).order_by("-stories")[0]
    section = largest.get_absolute_url()
    keys = Article.objects.order_by("pk").values_list("pk", flat=True)[:: max(1, total // SPREAD)]
    stories = Article.objects.in_bulk(list(keys)[:SPREAD]).values()
    searches = [urlencode({"q": " ".join(story.headline.split()[:2])}) for story in stories][: SPREAD // 2]
    return {
        "home": [reverse("articles:home")],
        "section": [section],
        "section, deep": [f"{section}?{urlencode({'to': deep})}"],
        "tag": [tag.get_absolute_url() for tag in Tag.objects.order_by("pk")[:20]],
        "author": [author.get_absolute_url() for author in Author.objects.order_by("pk")[:20]],
        "article": [story.get_absolute_url() for story in stories],
        "feed": [reverse("articles:latest_feed", args=["rss"])],
        "search": [f"{reverse('articles:search')}?{query}" for query in searches],
    }
