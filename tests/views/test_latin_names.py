"""Latin names whose signs would turn round among Arabic words: C++, C#, .NET."""

import pytest

from articles.search import index
from articles.templatetags.newsroom import whole

pytestmark = pytest.mark.django_db
MARK = "\u200e"
HEADLINE = "لغة C++ و.NET تتقدمان"
SHOWN = f"لغة C++{MARK} و{MARK}.NET تتقدمان"


@pytest.mark.parametrize(
    "path", ["/", "/latest/", "/sections/politics/", "/latest/?kind=news", "{own}", "/search/?q=تتقدمان"]
)
def test_a_headline_keeps_the_signs_of_latin_names_on_their_side(client, write_story, path):
    story = write_story(HEADLINE, out="ar", kicker_ar="عن C#", standfirst_ar="صدرت C++ أمس")
    write_story("خبر آخر", out="ar", published_at_ar=story.published_at_ar)
    index.update([story.pk])
    text = client.get(path.format(own=story.get_absolute_url())).content.decode()
    shown = text.replace("<mark>", "").replace("</mark>", "").partition("<main")[2]
    assert SHOWN in shown
    assert f"عن C#{MARK}" in shown or "C#" not in shown


def test_what_programs_read_stays_as_it_was_written(client, write_story):
    story = write_story(HEADLINE, out="ar")
    for path in ("/latest/feed.rss", "/latest/feed.json"):
        assert MARK not in client.get(path).content.decode(), path
    head = client.get(story.get_absolute_url()).content.decode().partition("</head>")[0]
    assert HEADLINE in head and MARK not in head


@pytest.mark.parametrize("text", ["", None, "C++ and C# in Kyiv", "أوكرانيا وروسيا", "شركة Google تتقدم"])
def test_what_needs_nothing_is_left_alone(text):
    assert whole(text) == (text or "")
