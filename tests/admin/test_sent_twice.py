"""The form of a new story that is sent twice makes one story, and what the second sending says is not lost."""

from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from django.contrib.messages import get_messages
from django.db import connection

from articles import drafts
from articles.models import Article, Author, Autosave, Beginning, RelatedStory

ADD = "/admin/articles/article/add/"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def form_of(client_of: Any, fields_of: Any, section: Any) -> Any:
    """Return a function that opens the form of a new story and fills it in, to be sent as often as one likes."""

    def open_form(person: Any, **changes: Any) -> Any:
        client = client_of(person)
        fields = {name: value for name, value in fields_of(client.get(ADD)).items() if "__prefix__" not in name}
        texts = {"headline_ar": "عنوان", "standfirst_ar": "مقدمة", "body_ar": "<p>أولى</p><p>ثانية</p>"}
        fields |= {**texts, "section": section.pk, "_continue": "1", **changes}
        return lambda **more: client.post(ADD, {**fields, **more})

    return open_form


def test_every_form_of_a_new_story_has_a_key_of_its_own(editor: Any, client_of: Any, fields_of: Any) -> None:
    client = client_of(editor)
    keys = [fields_of(client.get(ADD))["draft_key"] for _time in range(2)]
    assert len({UUID(key) for key in keys}) == 2
    again = client.post(ADD, {"draft_key": keys[0], "headline_ar": "", **dict(ROWS)})
    assert fields_of(again)["draft_key"] == keys[0]


ROWS = [(f"{part}-{what}", "0") for part in ("bylines", "related_stories") for what in ("TOTAL_FORMS", "INITIAL_FORMS")]


@pytest.mark.parametrize("verb", ["", "submit", "publish"])
def test_two_presses_make_one_story(verb: str, editor: Any, form_of: Any) -> None:
    send = form_of(editor, **({"_verb": verb} if verb else {}))
    first, second = send(), send()
    story = Article.objects.get()
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == change(story)
    assert "حُفظ" in told(second) and "لم يُنفَّذ" not in told(second)
    assert story.status_changes.count() == bool(verb)
    assert [one.verb for one in story.revisions.all()] in ([""], [verb, ""])


def test_what_was_written_after_the_first_press_is_saved_in_the_first_story(
    editor: Any, form_of: Any, write_story: Any
) -> None:
    rima, other = Author.objects.create(name_ar="ريما"), write_story("آخر")
    rows = {"bylines-0-author": rima.pk, "related_stories-0-related": other.pk}
    send = form_of(editor, **rows)
    send()
    send(headline_ar="عنوان أدق", body_ar="<p>أولى</p><p>ثانية</p><p>ثالثة</p>")
    story = Article.objects.exclude(pk=other.pk).get()
    assert (story.headline_ar, story.body_ar) == ("عنوان أدق", "<p>أولى</p><p>ثانية</p><p>ثالثة</p>")
    assert [byline.author for byline in story.bylines.all()] == [rima]
    assert RelatedStory.objects.get().related == other
    assert not Autosave.objects.exists()


def test_a_form_found_by_going_back_never_overwrites_what_was_saved_since(
    editor: Any, chief: Any, form_of: Any, client_of: Any, send: Any
) -> None:
    old = form_of(editor)
    old()
    story = Article.objects.get()
    send(client_of(chief), change(story), headline_ar="عنوان الرئيسة", _continue="1")
    merged = old(standfirst_ar="مقدمة أخرى")
    story.refresh_from_db()
    assert (story.headline_ar, story.standfirst_ar) == ("عنوان الرئيسة", "مقدمة أخرى")
    assert "شهد" in told(merged)
    asked = old(headline_ar="عنوان المحرر")
    assert asked.status_code == 200 and "عنوان المحرر" in asked.content.decode()
    story.refresh_from_db()
    assert story.headline_ar == "عنوان الرئيسة"
    assert drafts.load_draft(editor, article=story)["data"]["headline_ar"] == "عنوان المحرر"


def test_whoever_may_no_longer_change_the_first_story_is_led_to_it_and_keeps_what_is_new(
    reporter: Any, form_of: Any
) -> None:
    send = form_of(reporter, _verb="submit")
    send()
    story = Article.objects.get()
    same = send()
    assert same["Location"] == change(story) and "حُفظ" in told(same)
    assert not Autosave.objects.exists()
    more = send(headline_ar="متأخر")
    assert more["Location"] == change(story)
    assert drafts.load_draft(reporter, article=story)["data"]["headline_ar"] == "متأخر"


def test_the_address_of_an_unsaved_story_leads_to_the_story_once_it_is_saved(
    editor: Any, form_of: Any, client_of: Any
) -> None:
    form_of(editor)()
    client, key = client_of(editor), Beginning.objects.get().key
    assert client.get(f"{ADD}?draft={key}")["Location"] == change(Article.objects.get())
    drafts.save_draft(editor, {"headline_ar": "كُتب بعده"}, draft_key=key)
    assert client.get(f"{ADD}?draft={key}&continue=1").status_code == 200


def test_the_form_of_a_story_that_is_in_the_bin_makes_another(editor: Any, chief: Any, form_of: Any) -> None:
    from articles import workflow

    send = form_of(editor)
    send()
    workflow.move_to_bin(Article.objects.get(), chief)
    send()
    assert Article.objects.kept().count() == 1 and Article.objects.count() == 2


def test_forms_without_a_key_are_saved_as_ever(editor: Any, form_of: Any) -> None:
    for key in ("", "x"):
        assert form_of(editor)(draft_key=key).status_code == 302
    assert Article.objects.count() == 2 and not Beginning.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_moment_make_one_story(editor: Any, form_of: Any) -> None:
    send, start = form_of(editor), Barrier(4)
    answers: list[Any] = []

    def press() -> None:
        start.wait(10)
        try:
            answers.append(send())
        finally:
            connection.close()

    threads = [Thread(target=press) for _press in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    story = Article.objects.get()
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, change(story))] * 4
    assert story.revisions.count() == 1
