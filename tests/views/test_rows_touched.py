"""What a reader's page reads does not grow with the archive: no list is read to its end, and none is counted."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.management.bench import archive
from articles.models import Author, Section, Tag
from articles.views import home

pytestmark = pytest.mark.django_db
FEW, MANY, EVERY = 80, 240, timedelta(hours=12)
SMALL = {"articles_section", "articles_frontpageslot", "articles_edition"}
"""Tables that have a row for each section or place of the front page, not for each story."""


def pages():
    today = timezone.localdate()
    section, tag, author = (
        Section.objects.order_by("pk")[0],
        Tag.objects.order_by("pk")[0],
        Author.objects.order_by("pk")[0],
    )
    lists = [one.get_absolute_url() for one in (section, tag, author)]
    story = tag.articles.order_by("pk")[0].get_absolute_url()
    year = f"/archive/{today.year}/"
    days = [
        "/archive/1999/",
        "/archive/1999/10/",
        "/archive/1999/10/27/",
        year,
        f"{year}{today.month}/",
        f"{year}{today.month}/{today.day}/",
    ]
    feeds = [f"{path}feed.rss" for path in ("/latest/", *lists)]
    narrowed = [f"{lists[0]}?to={today}", "/latest/?to=1999-10-27", "/latest/?from=1999-10-01&to=1999-10-27"]
    narrowed += [f"{path}?to=1999-10-27" for path in lists]
    return ["/", "/en/", "/latest/", *lists, *narrowed, story, "/archive/", *days, *feeds]


@pytest.fixture
def few_looked_over(monkeypatch):
    monkeypatch.setattr(home, "LOOKED_OVER", 30)


def steps_of(client, path):
    """The steps that SQLite's machine makes for a page, in tens."""
    made = [0]

    def count():
        made[0] += 1

    connection.connection.set_progress_handler(count, 10)
    try:
        answer = client.get(path)
        _body = b"".join(answer) if answer.streaming else answer.content
    finally:
        connection.connection.set_progress_handler(None, 0)
    assert answer.status_code == 200, path
    return made[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite's machine")
def test_no_page_reads_more_in_a_larger_archive(client, few_looked_over):
    archive.store(archive.made_up(FEW, EVERY))
    before = {path: steps_of(client, path) for path in pages()}
    archive.store(archive.made_up(MANY, EVERY))
    after = {path: steps_of(client, path) for path in before}
    assert {path: (before[path], after[path]) for path in before if after[path] > 2 * before[path] + 40} == {}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the plans of PostgreSQL")
def test_no_page_reads_a_table_through(client, few_looked_over):
    archive.store(archive.made_up(FEW, EVERY))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL enable_seqscan = off")
    read_through = set()
    for path in pages():
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        for query in captured:
            if query["sql"].startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.execute("EXPLAIN " + query["sql"].replace("%", "%%"))
                    plan = "\n".join(row[0] for row in cursor.fetchall())
                found = set(re.findall(r"Seq Scan on (\w+)", plan)) - SMALL
                read_through |= {(path, table) for table in found}
    assert read_through == set()
