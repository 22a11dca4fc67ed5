"""What all pages have alike is made once an edition, and is never older than the site."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from articles.caching import edition, kept
from articles.models import Section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edition_of_this_test():
    edition.forget()


def test_a_thing_is_made_once_until_the_edition_changes():
    made = []
    for _time in range(3):
        kept.kept("thing", lambda: made.append(1))
    edition.bump()
    kept.kept("thing", lambda: made.append(2))
    assert made == [1, 2]


def test_a_changed_section_is_in_the_menu_at_once(client, section, write_story):
    write_story(out="ar")
    assert "سياسة" in client.get("/").content.decode()
    Section.objects.create(name_ar="رياضة", slug="sport")
    page = client.get("/").content.decode()
    assert page.count('href="/sections/sport/"') == 2


def test_a_process_keeps_no_more_than_it_may(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 3)
    for number in range(10):
        kept.kept(number, lambda: None)
    assert kept._shelf is not None and len(kept._shelf.things) <= 3


def test_a_page_without_the_menu_takes_and_leaves_nothing():
    text = "{% load frame %}{% kept menu %}{{ branches|length }}{% endkept %}"
    render = lambda **context: Template(text).render(Context(context))  # noqa: E731
    assert (render(branches=[1]), render(), render(branches=[1, 2])) == ("1", "0", "1")


def test_the_switch_of_languages_leads_to_the_page_or_else_home(settings):
    links = Template("{% load frame %}{% language_links %}").render(
        Context({"alternates": {"ar": "/x/", "en": "/en/x/"}, "request": RequestFactory().get("/x/")})
    )
    assert 'href="/x/" class="lang-ar" aria-current="true"' in links
    assert 'href="/en/x/" class="lang-en" hreflang="en"' in links
    assert 'href="/fa/" class="lang-fa leads-home" hreflang="fa"' in links
