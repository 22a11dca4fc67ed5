"""The page that a preview link opens: to whoever holds it, for a while, and nowhere else."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import previews, revisions
from articles.models import AuditEntry, Author, Byline, PreviewLink, RelatedStory, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(write_story: Any, editor: Any) -> tuple[Any, PreviewLink, str]:
    """A draft with names and ties, changed after a link to it was made."""
    story = write_story(headline_en="Lavrov arrives", body_en="<p>English text.</p>", standfirst_ar="مقدمة الخبر")
    Byline.objects.create(article=story, author=Author.objects.create(name_ar="علي"))
    story.tags.add(Tag.objects.create(name_ar="إيران"))
    RelatedStory.objects.create(article=story, related=write_story("خبر قديم", out="ar"))
    RelatedStory.objects.create(article=story, related=write_story("خبر سري"), position=1)
    link, token = previews.make_link(story, revisions.record(story, editor), "ar", editor)
    story.headline_ar = "عنوان لاحق"
    story.save()
    return story, link, token


def test_a_link_shows_its_version_with_its_names_and_says_that_it_is_a_preview(client: Any, linked: Any) -> None:
    story, _link, token = linked
    page = client.get(f"/preview/{token}/")
    text = page.content.decode()
    assert "لافروف يصل إلى طهران" in text and "عنوان لاحق" not in text
    assert "علي" in text and "إيران" in text and "خبر قديم" in text and "خبر سري" not in text
    assert 'class="preview-told"' in text
    assert "og:title" not in text and "application/ld+json" not in text
    assert AuditEntry.objects.filter(action="open_preview", article=story).count() == 1


def test_no_copy_is_kept_anywhere_and_no_address_is_told_on(client: Any, linked: Any, settings: Any) -> None:
    settings.PAGE_CACHE = True
    _story, link, token = linked
    for _time in range(2):
        page = client.get(f"/preview/{token}/")
    assert "no-store" in page["Cache-Control"] and not page.cookies
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert AuditEntry.objects.filter(action="open_preview").count() == 2
    PreviewLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    assert client.get(f"/preview/{token}/").status_code == 410


def test_a_link_that_is_over_says_so_in_its_language_and_shows_nothing(client: Any, write_story: Any, editor: Any):
    story = write_story(headline_en="Lavrov arrives", body_en="<p>English text.</p>")
    link, token = previews.make_link(story, revisions.record(story, editor), "en", editor)
    assert b"English text." in client.get(f"/en/preview/{token}/").content
    PreviewLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    page = client.get(f"/preview/{token}/")
    assert page.status_code == 410
    assert b'<html lang="en"' in page.content and b"Lavrov" not in page.content
    assert page["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(("address", "language"), [("/preview/x:y/", "ar"), ("/fa/preview/غ/", "fa")])
def test_a_forged_link_finds_nothing_in_the_readers_language(client: Any, address: str, language: str) -> None:
    page = client.get(address)
    assert page.status_code == 404 and f'<html lang="{language}"' in page.content.decode()
    assert not AuditEntry.objects.exclude(action="permissions").exists()


def test_robots_are_kept_out(client: Any) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /preview/", "Disallow: /en/preview/"} <= set(lines)
