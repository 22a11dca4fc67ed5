"""Readers' pages, stored: always the site as it is, the same for everyone, and nobody's own."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from articles.caching import edition
from articles.caching.pages import NARROWED, PLAIN, SOUGHT
from articles.models import Article, Author, Byline, Edition, FrontPageSlot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored(settings):
    settings.PAGE_CACHE = True
    for store in (PLAIN, NARROWED, SOUGHT):
        store.clear()
    edition.forget()
    yield
    edition.forget()
    for store in (PLAIN, NARROWED, SOUGHT):
        store.clear()


@pytest.fixture
def bumped(django_capture_on_commit_callbacks):
    """Commit what is done in the block, as a request of the desk would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_stored_page_costs_no_query(client, write_story, django_assert_max_num_queries):
    story = write_story(out="ar")
    first = client.get(story.get_absolute_url())
    with django_assert_max_num_queries(1):
        assert client.get(story.get_absolute_url()).content == first.content


@pytest.mark.parametrize("before", ["ar", "uk"])
@pytest.mark.parametrize("path", ["/latest/feed.rss", "/uk/latest/feed.rss", "/uk/latest/?kind=news"])
def test_a_page_is_stored_whatever_language_its_thread_spoke_before(client, write_story, path, before):
    write_story(out="ar uk")
    with translation.override(before):
        answer = client.get(path)
    assert "s-maxage" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/latest/", "/sections/politics/", "/latest/feed.rss"])
def test_what_is_published_is_on_every_page_at_once(client, write_story, bumped, path):
    client.get(path)
    with bumped():
        story = write_story("موسكو وطهران", out="ar")
    assert f"/articles/{story.pk}/" in client.get(path).content.decode()
    with bumped():
        story.headline_ar = "عنوان جديد تمامًا"
        story.save()
    assert "عنوان جديد تمامًا" in client.get(path).content.decode()


def test_a_draft_being_written_leaves_the_pages_alone(write_story, bumped):
    with bumped():
        Edition.objects.all().delete()
        draft = write_story()
        author = Author.objects.create(name_ar="ليلى")
    before = Edition.objects.get().number
    with bumped():
        draft.headline_ar = "مسودة"
        draft.save()
        Byline.objects.create(article=draft, author=author)
    assert Edition.objects.get().number == before


def test_a_page_ends_when_time_alone_changes_it(client, write_story, monkeypatch):
    now = timezone.now()
    write_story(out="ar", expires_at=now + timedelta(seconds=20))
    write_story(out="ar", published_at_ar=now + timedelta(seconds=40))
    story = write_story(out="ar", breaking_until=now + timedelta(seconds=50))
    FrontPageSlot.objects.create(article=story, shows_from=now + timedelta(seconds=30))
    ends = []
    for _step in range(4):
        now = edition.next_change(edition.current(), now)
        ends.append(now)
    begin = ends[0] - timedelta(seconds=20)
    assert [round((end - begin).total_seconds()) for end in ends] == [20, 30, 40, 50]


def test_what_is_on_a_page_until_then_is_told_to_those_in_front(client, write_story):
    story = write_story(out="ar", expires_at=timezone.now() + timedelta(seconds=20))
    answer = client.get(story.get_absolute_url())
    seconds = int(answer["Cache-Control"].partition("s-maxage=")[2].partition(",")[0])
    assert 15 <= seconds <= 20
    assert "stale-if-error" in answer["Cache-Control"] and "stale-while-revalidate" in answer["Cache-Control"]
    assert f"story-{story.pk}" in answer["Surrogate-Key"].split()


def test_a_reader_who_has_the_page_is_told_so(client, write_story):
    path = write_story(out="ar").get_absolute_url()
    tag = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_no_cookie_is_set_and_none_is_seen(client, write_story):
    path = write_story(out="ar").get_absolute_url()
    marked = client.get(
        path, headers={"cookie": "csrftoken=MARK; messages=MARK; django_language=en", "referer": "/MARK"}
    )
    plain = Client().get(path)
    assert marked.content == plain.content and not marked.cookies
    assert "Cookie" not in marked["Vary"]


def test_who_is_signed_in_is_served_beside_the_store(chief, client_of, client, write_story):
    path = write_story(out="ar").get_absolute_url()
    client.get(path)
    own = client_of(chief).get(path)
    assert own.status_code == 200 and "no-store" in own["Cache-Control"]
    assert "no-store" in client_of(chief).get("/admin/")["Cache-Control"]
    assert "no-store" in client.get("/admin/login/")["Cache-Control"]


def test_parameters_that_no_page_reads_change_nothing(client, write_story):
    path = write_story(out="ar").get_absolute_url()
    plain = client.get(path)
    for query in ("?utm_source=MARK", "?q=MARK", "?before=MARK&x[]=1", "?" + "&".join(f"a{n}=1" for n in range(15))):
        answer = client.get(path + query)
        assert answer.content == plain.content and answer["ETag"] == plain["ETag"]
    assert "MARK" not in client.get("/latest/?utm_source=MARK&kind=news").content.decode()


def test_parameters_in_another_order_are_the_same_page(client, write_story, django_assert_max_num_queries):
    write_story(out="ar")
    first = client.get("/latest/?kind=news&section=politics")
    with django_assert_max_num_queries(1):
        assert client.get("/latest/?utm=1&section=politics&kind=news&tag=").content == first.content


def test_a_redirect_keeps_what_its_visitor_came_with(client, write_story):
    story = write_story(out="ar")
    target = client.get(f"/articles/{story.pk}/?utm_source=x")["Location"]
    assert target == f"{story.get_absolute_url()}?utm_source=x"


@pytest.mark.parametrize("host", ["evil.example", "a b"])
def test_another_host_gets_nothing(client, write_story, host):
    path = write_story(out="ar").get_absolute_url()
    client.get(path)
    assert client.get(path, headers={"host": host}).status_code == 400


def test_forwarded_hosts_leave_no_trace(client, write_story):
    path = write_story(out="ar").get_absolute_url()
    answer = client.get(path, headers={"x-forwarded-host": "evil.example", "x-forwarded-scheme": "http"})
    assert b"evil.example" not in answer.content


def test_what_is_not_there_or_withdrawn_is_not_stored(client, write_story, bumped):
    story = write_story(out="ar")
    path = story.get_absolute_url()
    assert client.get(path).status_code == 200
    with bumped():
        Article.objects.filter(pk=story.pk).update(status="withdrawn")
        edition.bump_after_commit()
    gone = client.get(path)
    assert gone.status_code == 410 and "no-store" in gone["Cache-Control"]
    assert "no-store" in client.get("/nowhere/")["Cache-Control"]


def test_an_old_page_is_better_than_an_error(client, write_story, bumped, monkeypatch):
    path = write_story(out="ar").get_absolute_url()
    first = client.get(path)
    with bumped():
        edition.bump_after_commit()
    client.raise_request_exception = False

    def broken(*_args, **_options):
        raise RuntimeError("broken")

    monkeypatch.setattr("articles.views.article.render_page", broken)
    assert client.get(path).content == first.content


def test_heads_and_posts(client, write_story):
    path = write_story(out="ar").get_absolute_url()
    assert client.head(path)["ETag"] == client.get(path)["ETag"]
    assert client.post(path).status_code == 405
