"""What the story form is told while a story is written, and what it asks before a copy goes out."""

from typing import Any

import pytest

from articles.models import DismissedSuggestion, RelatedStory, Tag

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/suggestions/"
ARTICLE = "/admin/articles/article/{}/change/"
VISIT = "وصل وزير الخارجية الروسي سيرغي لافروف إلى طهران للقاء نظيره الإيراني حسين أمير عبد اللهيان"
TALKS = "بحث لافروف في طهران مع عبد اللهيان تطورات الحرب في قطاع غزة وملف الرهائن الروس"


@pytest.fixture
def run_story(write_story: Any) -> Any:
    from articles.related import remembered
    from articles.search import index

    def run(headline: str, body: str, *, out: str = "ar", **fields: Any) -> Any:
        story = write_story(headline, out=out, body_ar=f"<p>{body}</p>", **fields)
        index.update([story.pk])
        remembered.remember([story.pk])
        return story

    return run


def typed(**changes: Any) -> dict[str, Any]:
    return {"language": "ar", "headline": "لافروف في إيران", "body": f"<p>{TALKS}</p>", **changes}


def test_the_form_is_told_what_goes_with_a_text_that_was_never_saved(run_story: Any, reporter: Any, client_of: Any):
    visit = run_story("لافروف يصل إلى طهران", VISIT)
    run_story("أسعار النفط ترتفع", "ارتفعت أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج وتراجع الدولار")
    tag = Tag.objects.create(name_ar="لافروف", kind="person")
    answer = client_of(reporter).post(ADDRESS, typed()).json()
    [found] = answer["related"]
    assert (found["id"], found["status_code"], found["direction"]) == (visit.pk, "published", "rtl")
    assert "لافروف" in found["why"]
    assert answer["tags"][0]["choices"] == [{"id": tag.pk, "name": "لافروف", "kind": str(tag.get_kind_display())}]
    assert answer["duplicates"] == []


def test_only_who_may_add_tags_is_offered_new_ones(reporter: Any, editor: Any, client_of: Any):
    office = "ولاية البليدة"
    text = f"قال {office} إن القافلة وصلت. وأضاف {office}"
    assert client_of(reporter).post(ADDRESS, typed(body=f"<p>{text}</p>")).json()["new_tags"] == []
    assert client_of(editor).post(ADDRESS, typed(body=f"<p>{text}</p>")).json()["new_tags"]


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"language": ""}, {"body": "<div>" * 200 + "x"}, {"body": "ا" * 600_000}]
)
def test_what_cannot_be_read_is_answered_with_words(wrong: dict[str, str], editor: Any, client_of: Any):
    answer = client_of(editor).post(ADDRESS, typed(**wrong))
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("odd", [{"id": "x"}, {"tags": ["", "²", "9" * 30]}, {"section": "-1"}, {"headline": ""}])
def test_odd_numbers_are_passed_over(odd: dict[str, Any], editor: Any, client_of: Any):
    assert client_of(editor).post(ADDRESS, typed(**odd)).status_code == 200


def test_nobody_asks_in_the_name_of_a_story_that_is_not_theirs(
    write_story: Any, reporter: Any, editor: Any, stranger: Any, client_of: Any
):
    theirs = write_story(created_by=editor)
    assert client_of(reporter).post(ADDRESS, typed(id=theirs.pk)).status_code == 403
    assert client_of(editor).post(ADDRESS, typed(id=theirs.pk)).status_code == 200
    assert client_of(editor).post(ADDRESS, typed(id=theirs.pk + 99)).status_code == 404
    assert client_of(stranger).post(ADDRESS, typed()).status_code == 403
    assert client_of(editor).get(ADDRESS).status_code == 405


def test_a_request_from_another_site_is_refused(editor: Any):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(ADDRESS, typed()).status_code == 403


def test_an_accepted_suggestion_is_marked_and_a_dismissed_one_stays_away(
    run_story: Any, editor: Any, client_of: Any, send: Any
):
    visit, other = run_story("لافروف يصل إلى طهران", VISIT), run_story("خبر آخر", VISIT)
    story = run_story("لافروف في إيران", TALKS)
    send(client_of(editor), ARTICLE.format(story.pk), _continue="1", suggested_accepted=str(visit.pk),
         suggested_dismissed=f"{other.pk},x,", **{"related_stories-0-related": visit.pk,
         "related_stories-0-kind": "background", "related_stories-0-both_ways": "on"})  # fmt: skip
    tie = RelatedStory.objects.get()
    assert (tie.related, tie.kind, tie.both_ways, tie.origin) == (visit, "background", True, "engine")
    assert DismissedSuggestion.objects.get().suggested == other
    assert client_of(editor).post(ADDRESS, typed(id=story.pk)).json()["related"] == []


def test_a_copy_is_published_only_after_a_tick(run_story: Any, editor: Any, client_of: Any, send: Any):
    known = run_story("لافروف يصل إلى طهران", f"{VISIT}. {TALKS}.")
    story = run_story("زيارة لافروف", f"{VISIT}. {TALKS}.", out="")
    client, address = client_of(editor), ARTICLE.format(story.pk)
    sent = send(client, address, _verb="publish")
    page = sent.content.decode()
    story.refresh_from_db()
    assert story.status == "draft"
    assert known.headline_ar in page
    beside = f"/admin/articles/article/compare/{known.pk}/?with={story.pk}"
    assert beside in page
    assert client.get(beside).status_code == 200
    send(client, address, _verb="publish", prepublish_seen=sent.context["panel"].answer)
    story.refresh_from_db()
    assert story.status == "published"


def test_publishing_many_leaves_out_copies_until_they_are_ticked(run_story: Any, editor: Any, client_of: Any):
    text = f"{VISIT}. {TALKS}."
    known, alone = run_story("لافروف يصل إلى طهران", text), run_story("النفط", "ارتفعت أسعار النفط في الأسواق", out="")
    copy = run_story("زيارة لافروف", text, out="")
    chosen = {"action": "publish", "_selected_action": [copy.pk, alone.pk], "_confirmed": "1"}
    page = client_of(editor).post("/admin/articles/article/", chosen, follow=True).content.decode()
    assert known.headline_ar in page
    assert [status_of(copy), status_of(alone)] == ["draft", "published"]
    client_of(editor).post("/admin/articles/article/", chosen | {"_selected_action": copy.pk, "despite": "on"})
    assert status_of(copy) == "published"


def status_of(story: Any) -> str:
    story.refresh_from_db()
    return story.status


def test_a_story_that_stands_alone_is_published_without_a_question(
    run_story: Any, editor: Any, client_of: Any, send: Any
):
    run_story("لافروف يصل إلى طهران", VISIT)
    story = run_story("أسعار النفط", "ارتفعت أسعار النفط في الأسواق العالمية بعد قرار خفض الإنتاج", out="")
    send(client_of(editor), ARTICLE.format(story.pk), _verb="publish")
    story.refresh_from_db()
    assert story.status == "published"


def test_the_form_hears_of_a_copy_while_it_is_pasted(run_story: Any, reporter: Any, client_of: Any):
    known = run_story("لافروف يصل إلى طهران", f"{VISIT}. {TALKS}.")
    gone = run_story("خبر مسحوب", f"{VISIT}. {TALKS}.", status="withdrawn")
    copies = client_of(reporter).post(ADDRESS, typed(body=f"<p>{VISIT}.</p><p>{TALKS}.</p>")).json()["duplicates"]
    assert [(copy["id"], copy["level"]) for copy in copies] == [(known.pk, "copy")]
    assert gone.pk not in [copy["id"] for copy in copies]
    assert known.headline_ar in copies[0]["message"]


def test_what_is_new_stands_beside_what_was_known(run_story: Any, reporter: Any, stranger: Any, client_of: Any):
    known = run_story("لافروف يصل إلى طهران", VISIT)
    address = f"/admin/articles/article/compare/{known.pk}/"
    page = client_of(reporter).post(address, typed(body=f"<p>{VISIT} مساء اليوم</p><p><b>جديد</b> &lt;script&gt;</p>"))
    text = page.content.decode()
    assert "<ins> مساء اليوم</ins>" in text
    assert "<script>" not in text.split("<table")[1]
    assert client_of(reporter).get(address).status_code == 400
    assert client_of(reporter).get(f"{address}?with={known.pk}").status_code == 200
    assert client_of(stranger).post(address, typed()).status_code == 403


def test_a_new_tag_is_made_once_whatever_its_spelling(reporter: Any, editor: Any, client_of: Any):
    address = "/admin/articles/tag/new/"
    client = client_of(editor)
    first = client.post(address, {"name": " أحمد  الشرع ", "language": "ar"}).json()
    again = client.post(address, {"name": "احمد الشرع", "language": "ar"}).json()
    assert first["id"] == again["id"]
    assert first["name"] == "أحمد الشرع"
    assert client.post(address, {"name": "…"}).status_code == 400
    assert client.post(address, {"name": "ا" * 300}).status_code == 400
    assert client_of(reporter).post(address, {"name": "جديد"}).status_code == 403
    assert Tag.objects.count() == 1


@pytest.mark.parametrize(("sent", "kept"), [("person", "person"), ("", "topic"), ("planet", "topic")])
def test_a_new_tag_is_of_the_kind_that_was_chosen(sent: str, kept: str, editor: Any, client_of: Any) -> None:
    client_of(editor).post("/admin/articles/tag/new/", {"name": "فوزي البنزرتي", "language": "ar", "kind": sent})
    assert Tag.objects.get().kind == kept


def test_a_new_tag_of_an_english_story_has_a_name_in_arabic_too(editor: Any, client_of: Any) -> None:
    answer = client_of(editor).post("/admin/articles/tag/new/", {"name": "Gazprom", "language": "en"})
    assert answer.status_code == 200
    tag = Tag.objects.get()
    assert (tag.name_en, tag.name_ar, tag.name_uk or "") == ("Gazprom", "Gazprom", "")
