"""Stories of the list tied to one another in one go: who may, what stays as it is, and the way back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import Article, Grant, RelatedStory, Revision, Section
from articles.models.article import Status

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
UNTIE = f"{LIST}untie/"


@pytest.fixture
def three(write_story: Any) -> list[Any]:
    """Three stories out, the oldest first."""
    now = timezone.now()
    return [
        write_story(f"الخبر {number}", out="ar", published_at_ar=now - timedelta(days=9 - number))
        for number in (1, 2, 3)
    ]


def asked(stories: list[Any], **fields: Any) -> dict[str, Any]:
    return {"action": "tie", "_selected_action": [story.pk for story in stories], **fields}


def tied(stories: list[Any], **fields: Any) -> dict[str, Any]:
    return asked(stories, **{"_confirmed": "1", "kind": "see_also", "both_ways": "on", **fields})


def ties() -> list[tuple[int, int]]:
    return list(RelatedStory.objects.order_by("-article", "position").values_list("article", "related"))


def undo_of(page: str) -> str:
    return re.findall(r'name="ties" value="([\d,]+)"', page)[0]


def test_the_list_asks_first_and_shows_who_is_tied_already(editor: Any, client_of: Any, three: list[Any]) -> None:
    RelatedStory.objects.create(article=three[0], related=three[2])
    page = client_of(editor).post(LIST, asked(three))
    text = page.content.decode()
    assert [row["tied"] for row, _main in page.context["rows"]] == [[three[0]], [], [three[2]]]
    assert text.count('name="main"') == 4 and "مربوطة من قبل بـ" in text
    assert ties() == [(three[0].pk, three[2].pk)]


def test_each_is_tied_to_all_the_others_and_untied_again(editor: Any, client_of: Any, three: list[Any]) -> None:
    one, two, newest = (story.pk for story in three)
    client = client_of(editor)
    page = client.post(f"{LIST}?status__exact=published", tied(three), follow=True).content.decode()
    assert ties() == [(newest, two), (newest, one), (two, one)]
    assert set(RelatedStory.objects.values_list("kind", "both_ways", "origin")) == {("see_also", True, "editor")}
    assert Revision.objects.filter(article=newest, by=editor).count() == 1
    answer = client.post(f"{UNTIE}?status__exact=published", {"ties": undo_of(page)})
    assert answer["Location"] == f"{LIST}?status__exact=published"
    assert ties() == []
    assert Revision.objects.filter(article=newest, by=editor).count() == 2
    assert "لا شيء" in client.post(UNTIE, {"ties": undo_of(page)}, follow=True).content.decode()


def test_all_are_tied_to_a_main_story_after_what_it_has(
    editor: Any, client_of: Any, three: list[Any], write_story: Any
) -> None:
    one, two, newest = (story.pk for story in three)
    kept = RelatedStory.objects.create(article=three[0], related=write_story(out="ar"), kind="background")
    client_of(editor).post(LIST, tied(three, main=one, kind="follow_up", both_ways=""))
    assert ties() == [(one, kept.related_id), (one, newest), (one, two)]
    assert set(RelatedStory.objects.exclude(pk=kept.pk).values_list("kind", "both_ways")) == {("follow_up", False)}


def test_what_is_tied_already_stays_as_it_is_whichever_carries_the_tie(
    editor: Any, client_of: Any, three: list[Any]
) -> None:
    one, two, newest = (story.pk for story in three)
    RelatedStory.objects.create(article=three[0], related=three[2], kind="background")
    page = client_of(editor).post(LIST, tied(three), follow=True).content.decode()
    assert ties() == [(newest, two), (two, one), (one, newest)]
    assert "زوج واحد كان مربوطًا" in page
    again = client_of(editor).post(LIST, tied(three), follow=True).content.decode()
    assert len(ties()) == 3 and 'name="ties"' not in again


def test_what_nobody_may_change_and_what_is_withdrawn_is_named_and_the_rest_tied(
    client_of: Any, three: list[Any], write_story: Any, django_user_model: Any
) -> None:
    sport = Section.objects.create(name_ar="رياضة")
    Article.objects.filter(pk=three[0].pk).update(section=sport)
    person = django_user_model.objects.create_user("samia", is_staff=True)
    person.groups.add(Group.objects.get(name="reporter"))
    Grant.objects.create(person=person, role=Group.objects.get(name="editor"), section=sport)
    gone = write_story("خبر مسحوب", status=Status.WITHDRAWN, section=sport, withdrawal_reason="x")
    one, two, newest = (story.pk for story in three)
    client = client_of(person)
    page = client.post(LIST, tied([*three, gone]), follow=True).content.decode()
    told = page.split("messagelist")[1].split("</main>")[0].split("changelist")[0]
    assert ties() == []
    assert all(name in told for name in ("الخبر 2", "الخبر 3", "خبر مسحوب")) and "الخبر 1" not in told
    client.post(LIST, tied(three, main=one))
    assert ties() == [(one, newest), (one, two)]


def test_an_undo_takes_nothing_back_from_those_who_may_not(
    reporter: Any, editor: Any, client_of: Any, three: list[Any]
) -> None:
    page = client_of(editor).post(LIST, tied(three), follow=True).content.decode()
    client_of(reporter).post(UNTIE, {"ties": undo_of(page)})
    client_of(editor).post(UNTIE, {"ties": "²,x, ,99999999999999999999"})
    assert len(ties()) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_one_story_or_too_many_are_answered_with_words(
    count: int, editor: Any, client_of: Any, three: list[Any], monkeypatch: Any
) -> None:
    from articles.admin import tying

    monkeypatch.setattr(tying, "MOST", 2)
    page = client_of(editor).post(LIST, tied(three[:count]), follow=True).content.decode()
    assert "اختر مادتين أو أكثر" in page and ties() == []


def test_a_story_deleted_meanwhile_is_no_main_story(editor: Any, client_of: Any, three: list[Any]) -> None:
    client = client_of(editor)
    sent = tied(three, main=three[2].pk)
    Article.objects.filter(pk=three[2].pk).update(deleted_at=timezone.now())
    page = client.post(LIST, sent)
    assert page.status_code == 200 and page.context["form"].errors["main"]
    assert ties() == []
