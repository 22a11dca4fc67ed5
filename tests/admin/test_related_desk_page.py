"""The related desk: many stories tied in one go, undone in one, and by nobody who may not."""

from typing import Any

import pytest

from articles.models import DismissedSuggestion, RelatedStory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/related-desk/"
JSON = {"Accept": "application/json"}
VISIT = "وصل وزير الخارجية الروسي سيرغي لافروف إلى طهران للقاء نظيره الإيراني حسين أمير عبد اللهيان"
TALKS = "بحث لافروف في طهران مع عبد اللهيان تطورات الحرب في قطاع غزة وملف الرهائن الروس"


@pytest.fixture
def two(write_story: Any) -> tuple[Any, Any]:
    from articles.search import index

    visit = write_story("لافروف يصل إلى طهران", out="ar", body_ar=f"<p>{VISIT}</p>")
    talks = write_story("لافروف يبحث ملف غزة", out="ar", body_ar=f"<p>{TALKS}</p>")
    index.update([visit.pk, talks.pk])
    return visit, talks


def test_the_desk_shows_each_story_with_its_suggestions_and_the_share_that_is_tied(
    two: Any, editor: Any, client_of: Any
) -> None:
    visit, talks = two
    page = client_of(editor).get(ADDRESS).content.decode()
    assert f'value="{visit.pk}:{talks.pk}"' in page
    assert f'value="{talks.pk}:{visit.pk}"' in page
    assert '<span id="tied-percent">0</span>%' in page


def test_many_are_tied_at_once_and_untied_at_once(two: Any, editor: Any, client_of: Any) -> None:
    visit, talks = two
    client = client_of(editor)
    pairs = [f"{visit.pk}:{talks.pk}", f"{talks.pk}:{visit.pk}"]
    told = client.post(ADDRESS, {"act": "background", "pair": pairs, "both_ways": "on"}, headers=JSON).json()
    assert told["done"] == pairs
    assert told["tied"] == {"tied": 2, "all": 2, "percent": "100"}
    assert set(RelatedStory.objects.values_list("kind", "both_ways", "origin")) == {("background", True, "engine")}
    assert client.post(ADDRESS, {"act": "undo"}, headers=JSON).json()["undone"] == pairs
    assert not RelatedStory.objects.exists()
    assert client.post(ADDRESS, {"act": "undo"}, headers=JSON).json()["undone"] == []


def test_one_is_dismissed_for_good_and_brought_back(two: Any, editor: Any, client_of: Any) -> None:
    visit, talks = two
    client, pair = client_of(editor), f"{visit.pk}:{talks.pk}"
    assert client.post(ADDRESS, {"act": f"dismiss:{pair}"}).status_code == 302
    assert DismissedSuggestion.objects.get().by == editor
    assert f'value="{pair}"' not in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"act": "undo"})
    assert f'value="{pair}"' in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "wrong", [{}, {"act": "x"}, {"act": "background"}, {"act": "background", "pair": ["1", "²:3", ":", "9" * 40]}]
)
def test_what_makes_no_sense_is_answered_with_words(wrong: dict[str, Any], editor: Any, client_of: Any) -> None:
    answer = client_of(editor).post(ADDRESS, wrong, headers=JSON)
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_what_somebody_else_has_tied_is_not_said_to_be_tied_and_undo_does_not_bring_it_back(
    two: Any, editor: Any, chief: Any, client_of: Any
) -> None:
    visit, talks = two
    pairs = [f"{visit.pk}:{talks.pk}", f"{talks.pk}:{visit.pk}"]
    client_of(chief).post(ADDRESS, {"act": f"see_also:{pairs[0]}"})
    client = client_of(editor)
    late = client.post(ADDRESS, {"act": f"see_also:{pairs[0]}"}, headers=JSON).json()
    assert (late["done"], late["message"][:9]) == ([], "لم يبق ما")
    assert client.post(ADDRESS, {"act": "see_also", "pair": pairs}, headers=JSON).json()["done"] == pairs[1:]
    told = client.post(ADDRESS, {"act": "undo"}, headers=JSON).json()
    assert (told["undone"], told["message"]) == (pairs[1:], "تم التراجع: لافروف يبحث ملف غزة")


def test_what_may_not_be_done_is_refused_in_words_and_done_to_none_of_the_chosen(
    two: Any, editor: Any, client_of: Any, monkeypatch: Any
) -> None:
    from articles.related import desk

    visit, talks = two
    monkeypatch.setattr(desk.workflow, "may_edit", lambda article, _person: article.pk == visit.pk)
    pairs = [f"{visit.pk}:{talks.pk}", f"{talks.pk}:{visit.pk}"]
    answer = client_of(editor).post(ADDRESS, {"act": "see_also", "pair": pairs}, headers=JSON)
    assert answer.status_code == 403
    assert answer.json()["message"] == "لا يحق لك تعديل المواد ذات الصلة بهذا المقال."
    assert not RelatedStory.objects.exists()


def test_a_step_that_may_not_be_undone_any_more_does_not_stand_before_the_older_ones(
    two: Any, editor: Any, client_of: Any, monkeypatch: Any
) -> None:
    from articles.related import desk

    visit, talks = two
    client = client_of(editor)
    for one, other in ((visit, talks), (talks, visit)):
        client.post(ADDRESS, {"act": f"see_also:{one.pk}:{other.pk}"})
    monkeypatch.setattr(desk.workflow, "may_edit", lambda article, _person: article.pk == visit.pk)
    assert client.post(ADDRESS, {"act": "undo"}, headers=JSON).status_code == 403
    assert client.post(ADDRESS, {"act": "undo"}, headers=JSON).json()["undone"] == [f"{visit.pk}:{talks.pk}"]


def test_a_story_that_is_gone_stops_nothing(two: Any, editor: Any, client_of: Any) -> None:
    visit, talks = two
    answer = client_of(editor).post(ADDRESS, {"act": "see_also", "pair": ["999:1", f"{visit.pk}:{talks.pk}"]})
    assert answer.status_code == 302
    assert RelatedStory.objects.count() == 1


def test_what_was_tied_already_leaves_nothing_to_undo(two: Any, editor: Any, client_of: Any) -> None:
    visit, talks = two
    client, act = client_of(editor), f"background:{visit.pk}:{talks.pk}"
    for _press in range(2):
        assert client.post(ADDRESS, {"act": act}, headers=JSON).status_code == 200
    client.post(ADDRESS, {"act": "undo"}, headers=JSON)
    assert not RelatedStory.objects.exists()


def test_a_story_that_has_enough_is_not_asked_about_until_that_is_undone(two: Any, editor: Any, client_of: Any) -> None:
    visit, talks = two
    client, own = client_of(editor), f'data-story="{visit.pk}"'
    assert client.post(ADDRESS, {"act": f"settle:{visit.pk}"}, headers=JSON).json()["settled"] == visit.pk
    assert own not in (page := client.get(ADDRESS).content.decode())
    assert f'data-story="{talks.pk}"' in page
    assert client.post(ADDRESS, {"act": "undo"}, headers=JSON).json()["unsettled"] == visit.pk
    assert own in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, {"act": "settle:x"}, headers=JSON).status_code == 400


def test_older_stories_follow_whatever_was_tied_meanwhile(
    two: Any, editor: Any, client_of: Any, monkeypatch: Any
) -> None:
    visit, talks = two
    monkeypatch.setattr("articles.admin.related_desk.AT_ONCE", 1)
    client = client_of(editor)
    assert f'href="?before={talks.pk}"' in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"act": f"settle:{talks.pk}"})
    older = client.get(ADDRESS, {"before": talks.pk}).content.decode()
    assert f'data-story="{visit.pk}"' in older
    assert "tie-older" not in older
    assert client.get(ADDRESS, {"before": "x"}).status_code == 200


def test_a_reporter_ties_nothing_here(two: Any, reporter: Any, client_of: Any) -> None:
    visit, talks = two
    assert client_of(reporter).post(ADDRESS, {"act": f"background:{visit.pk}:{talks.pk}"}).status_code == 403
    assert not RelatedStory.objects.exists()


def test_the_start_page_leads_to_the_desk_those_who_may_use_it(editor: Any, reporter: Any, client_of: Any) -> None:
    assert ADDRESS in client_of(editor).get("/admin/").content.decode()
    assert ADDRESS not in client_of(reporter).get("/admin/").content.decode()
