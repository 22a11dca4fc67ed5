"""Lists of stories: what is in them, how they are narrowed and paged."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Author, Byline, Image, Section, Tag
from articles.models.article import Status

pytestmark = pytest.mark.django_db
BAD = [
    "abc",
    "x" * 5000,
    "\0",
    "%00",
    "9999-99-99",
    "0000-00-00",
    "99999-01-01",
    "1" * 400,
    "-1",
    "٢٠٢٣",
    "‮",
    "' OR 1=1 --",
    "[]",
    "<b>",
]


@pytest.fixture
def many(write_story):
    """Return a function that writes so many stories, an hour apart, the newest first."""

    def write(count, **fields):
        now = timezone.now()
        return [
            write_story(f"خبر {number:03}", out="ar", published_at_ar=now - timedelta(hours=number + 1), **fields)
            for number in range(count)
        ]

    return write


@pytest.mark.parametrize("key", ["section", "tag", "author", "kind", "from", "to", "before", "after", "page", "q"])
@pytest.mark.parametrize("path", ["/latest/", "/search/?q=خبر"])
def test_no_value_of_any_condition_breaks_a_list(client, write_story, path, key):
    write_story("خبر", out="ar")
    for value in BAD:
        response = client.get(path, {key: value} if "?" not in path else {"q": "خبر", key: value})
        assert response.status_code in (200, 302), value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("section", "abc"),
        ("from", "x"),
        ("to", "9999-99-99"),
        ("tag", "لا أحد"),
        ("author", "لا أحد"),
        ("kind", "poem"),
    ],
)
def test_a_wrong_condition_is_named_and_left_out(text_of, write_story, key, value):
    write_story(out="en")
    page = text_of("/en/latest/", **{key: value})
    assert "Some conditions could not be understood" in page
    assert "لافروف يصل إلى طهران (en)" in page


def test_conditions_narrow_the_list(write_story, text_of):
    economy = Section.objects.create(name_ar="اقتصاد", slug="economy")
    trade = Section.objects.create(name_ar="تجارة", slug="trade", parent=economy)
    moscow, rima = Tag.objects.create(name_ar="موسكو", name_en="Moscow"), Author.objects.create(name_ar="ريما")
    wanted = write_story(
        "المطلوب", out="ar", section=trade, kind="report", published_at_ar=timezone.now() - timedelta(days=3)
    )
    wanted.tags.add(moscow)
    Byline.objects.create(article=wanted, author=rima, role="writing")
    Byline.objects.create(article=wanted, author=rima, role="translation")
    write_story("سواه", out="ar")
    day = timezone.localtime(wanted.published_at).date()
    for key, value in {
        "section": "economy", "kind": "report", "tag": "مُوسكو", "author": "ريما", "to": f"{day}",
    }.items():  # fmt: skip
        page = text_of("/latest/", **{key: value})
        assert page.count("المطلوب") == 1 and "سواه" not in page, key
    assert "المطلوب" in text_of("/latest/", tag="moscow") and "المطلوب" not in text_of(
        "/latest/", **{"from": f"{day + timedelta(days=1)}"}
    )
    assert "المطلوب" in text_of("/latest/", **{"from": f"{day}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))})


def test_older_and_newer_walk_the_whole_list_once_each_way(many, client):
    stories = many(45)
    seen, url, page = [], "/latest/?kind=news", None
    while url:
        page = client.get(url).context["page"]
        seen += [story.pk for story in page.stories]
        url = page.older and f"/latest/{page.older}"
    assert seen == [story.pk for story in stories]
    assert "kind=news" in page.newer
    back = client.get(f"/latest/{page.newer}").context["page"]
    assert [story.pk for story in back.stories] == seen[20:40]
    first = client.get(f"/latest/{back.newer}", follow=True)
    assert [story.pk for story in first.context["page"].stories] == seen[:20]


def test_stories_of_one_moment_are_neither_lost_nor_repeated(write_story, client):
    moment = timezone.now() - timedelta(hours=1)
    stories = [write_story(f"خبر {number}", out="ar", published_at_ar=moment) for number in range(45)]
    seen, url = [], "/latest/"
    while url:
        page = client.get(url).context["page"]
        seen += [story.pk for story in page.stories]
        url = page.older and f"/latest/{page.older}"
    assert seen == sorted((story.pk for story in stories), reverse=True)


def test_no_list_counts_its_rows(many, client, queries):
    many(25)
    for path in ("/latest/", "/sections/politics/", "/archive/"):
        with queries() as made:
            client.get(path)
        assert not any("COUNT(" in query["sql"].upper() for query in made.captured_queries), path


def test_a_page_that_never_was_says_so_and_shows_the_first(many, text_of):
    many(3)
    page = text_of("/en/latest/", before="gibberish")
    assert "not part of this list" in page


def test_a_section_shows_its_subsections_and_their_stories(write_story, text_of, section):
    child = Section.objects.create(name_ar="روسيا", slug="russia", parent=section)
    write_story("خبر الفرع", out="ar", section=child)
    page = text_of("/sections/politics/")
    assert "خبر الفرع" in page and 'href="/sections/russia/"' in page
    assert 'href="/sections/politics/"' in text_of("/sections/russia/")


def test_tag_and_author_pages_exist_where_they_have_stories(write_story, client, text_of):
    tag, author = (
        Tag.objects.create(name_ar="كييف", description_ar="عاصمة"),
        Author.objects.create(name_ar="ريما", biography_ar="تكتب"),
    )
    paths = [tag.get_absolute_url(), author.get_absolute_url()]
    draft = write_story("مسودة")
    draft.tags.add(tag)
    Byline.objects.create(article=draft, author=author)
    assert [client.get(path).status_code for path in paths] == [404, 404]
    story = write_story(out="ar")
    story.tags.add(tag)
    Byline.objects.create(article=story, author=author)
    for path in paths:
        assert "مسودة" not in text_of(path) and "لافروف" in text_of(path)
        page = text_of(f"/en{path}")
        assert "There are no stories here in this language yet" in page and f'href="{path}"' in page.replace(
            "%D9", "%D9"
        )
        assert 'content="noindex' in page


def test_a_section_that_is_not_there_answers_404(client):
    for path in ("/sections/لا/", "/tags/لا/", "/authors/لا/", "/tags/%00/", "/sections/a%0Ab/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["2026/13/", "2026/2/30/", "0/", "1899/", "2101/", "99999999999999/", "9999/12/31/", "2026/0/"]
)
def test_a_date_that_no_calendar_has_answers_404(client, path):
    assert client.get(f"/archive/{path}").status_code == 404


def test_the_archive_leads_to_the_days_that_have_stories(write_story, text_of):
    write_story("نهاية", out="ar", published_at_ar=timezone.make_aware(timezone.datetime(2023, 10, 31, 23, 30)))
    write_story("بداية", out="ar", published_at_ar=timezone.make_aware(timezone.datetime(2023, 11, 1, 0, 30)))
    page = text_of("/archive/2023/10/")
    assert "نهاية" in page and "بداية" not in page
    assert 'href="/archive/2023/10/31/"' in page and 'href="/archive/2023/10/30/"' not in page
    assert 'href="/archive/2023/11/"' in page and 'href="/archive/2023/9/"' not in page
    assert "بداية" in text_of("/archive/2023/11/1/") and "بداية" in text_of("/archive/2023/")
    assert text_of("/archive/2023/12/")


def test_the_archive_leads_to_no_month_without_stories_between_others(write_story, text_of):
    for month in (3, 10):
        write_story(out="ar", published_at_ar=datetime(2023, month, 5, tzinfo=UTC))
    write_story(out="en", published_at_en=datetime(2023, 6, 5, tzinfo=UTC))
    write_story(out="ar", published_at_ar=datetime(2023, 7, 5, tzinfo=UTC), status=Status.WITHDRAWN)
    page = text_of("/archive/2023/")
    linked = [month for month in range(1, 13) if f'href="/archive/2023/{month}/"' in page]
    assert linked == [3, 10]


def test_the_archive_of_an_empty_newsroom_is_a_page(text_of, db):
    assert text_of("/archive/") and text_of("/archive/2023/10/") and text_of("/")


def test_the_first_picture_of_a_list_is_not_put_off(client, write_story):
    picture = Image.objects.create(file="pictures/a.jpg", content_hash="1" * 64, width=1600, height=900)
    for number in range(3):
        write_story(f"خبر {number}", out="ar", lead_image=picture)
    images = re.findall(r"<img[^>]*>", client.get("/latest/").content.decode())
    assert ['fetchpriority="high"' in image for image in images] == [True, False, False]
    assert ['loading="lazy"' in image for image in images] == [False, True, True]
