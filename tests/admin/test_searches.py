"""What readers look for and do not find, and what the desk finds."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Note, SearchQuery, Tag
from articles.search import index

PAGE = "/admin/articles/searchquery/"
LIST = "/admin/articles/article/"


def ask(query: str, hits: int, times: int = 1, days_ago: int = 0, language: str = "ar") -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    SearchQuery.objects.create(day=day, language=language, query=query, asked=times, hits=hits)


@pytest.fixture
def desk(editor: Any, client_of: Any) -> Any:
    return client_of(editor)


def lists(desk: Any, query: str = "") -> list[list[tuple[str, int]]]:
    response = desk.get(f"{PAGE}?{query}")
    assert response.status_code == 200
    return [[(row["query"], row["times"]) for row in rows] for _title, rows in response.context["lists"]]


def test_queries_of_a_period_are_summed_and_told_apart(desk: Any) -> None:
    ask("زلزال", 0, 3)
    ask("زلزال", 0, 4, days_ago=5)
    ask("زلزال", 0, 90, days_ago=40)
    ask("قمح", 0, 8, days_ago=9)
    ask("قمح", 2, 1)
    assert lists(desk) == [[("زلزال", 7)], [("قمح", 9)]]
    assert lists(desk, "days=365")[0] == [("زلزال", 97)]
    assert lists(desk, "days=7") == [[("زلزال", 7)], [("قمح", 1)]]


def test_a_language_may_be_chosen_and_each_query_leads_to_its_search(desk: Any) -> None:
    ask("wheat", 0, language="en")
    ask("قمح", 0)
    assert lists(desk, "language=en")[0] == [("wheat", 1)]
    assert 'href="/en/search/?q=wheat"' in desk.get(PAGE).content.decode()


@pytest.mark.parametrize("query", ["days=x", "language=zz", "days=-1&language=%00", "days=7&days=8", "q=1&o=2&p=9"])
def test_a_forged_period_is_no_crash(desk: Any, query: str) -> None:
    ask("<b>قمح</b>", 0)
    assert lists(desk, query)[0] == [("<b>قمح</b>", 1)]
    assert "<b>قمح" not in desk.get(PAGE).content.decode()


def test_the_page_is_read_only(chief: Any, client_of: Any) -> None:
    ask("قمح", 0)
    client = client_of(chief)
    assert client.post(
        PAGE, {"action": "delete_selected", "_selected_action": [SearchQuery.objects.get().pk]}
    ).status_code in (200, 405)
    assert SearchQuery.objects.count() == 1
    for path in ("add/", f"{SearchQuery.objects.get().pk}/change/", f"{SearchQuery.objects.get().pk}/delete/"):
        assert client.get(PAGE + path).status_code == 404


def found(desk: Any, query: str) -> list[str]:
    return [str(article) for article in desk.get(f"{LIST}?{query}").context["cl"].result_list]


def test_the_desk_finds_drafts_by_their_body_the_best_first(desk: Any, write_story: Any) -> None:
    wanted = write_story("القمح يصل", body_ar="<p>سفينة القمح وصلت.</p>")
    other = write_story("سفينة في الميناء", body_ar="<p>ذكر القمح مرة.</p>")
    write_story("خبر آخر")
    index.update([wanted.pk, other.pk])
    assert found(desk, "q=قمح") == ["القمح يصل", "سفينة في الميناء"]
    assert found(desk, "q=قمح&o=1") == ["القمح يصل", "سفينة في الميناء"] or found(desk, "q=قمح&o=-1")
    assert found(desk, "q=قمح&status__exact=published") == []


def test_the_desk_finds_what_no_index_knows(desk: Any, write_story: Any) -> None:
    story = write_story("خبر بلا فهرس", dateline_place_ar="إسطنبول")
    Note.objects.create(article=story, text="ينقصه رد الوزارة")
    story.tags.add(Tag.objects.create(name_ar="إيران"))
    write_story("خبر آخر")
    for typed in ("فهرس", "اسطنبول", "ايران", "الوزارة", "فهرس الوزارة"):
        assert found(desk, f"q={typed}") == ["خبر بلا فهرس"], typed


def test_the_desk_s_searches_are_not_counted(desk: Any, write_story: Any) -> None:
    desk.get(f"{LIST}?q=قمح")
    assert not SearchQuery.objects.exists()


@pytest.mark.parametrize("typed", ["قمح" * 200, "-قمح", "«قمح", "كاتب:x", "%00", "OR OR", "-" * 50])
def test_no_search_breaks_the_list(desk: Any, write_story: Any, typed: str) -> None:
    index.update([write_story("القمح يصل").pk])
    assert desk.get(LIST, {"q": typed}, follow=True).status_code == 200
