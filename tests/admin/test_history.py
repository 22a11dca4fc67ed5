"""The history of a story as the desk reads it."""

import re
from typing import Any

import pytest

from articles import previews, revisions, workflow
from articles.admin import timeline
from articles.models import Article, Revision, Tag
from articles.models.article import Status

HISTORY = "/admin/articles/article/{}/history/"


def text_of(response: Any) -> str:
    assert response.status_code == 200, response
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


@pytest.fixture
def edited(write_story: Any, editor: Any) -> tuple[Article, Revision, Revision]:
    """A story with two versions: the headline, one paragraph and the English standfirst changed."""
    story = write_story(body_ar="<p>أولى.</p><p>بلغ السعر 16,500 ليرة.</p><p>ثالثة.</p><p>رابعة.</p><p>خامسة.</p>")
    old = revisions.record(story, editor)
    story.headline_ar, story.standfirst_en = "لافروف يغادر طهران", "Why <b>it</b> matters"
    story.body_ar = story.body_ar.replace("16,500", "17,000")
    story.save()
    return story, old, revisions.record(story, editor)


def test_the_history_tells_who_did_what_and_which_fields_changed(edited: Any, editor: Any, client_of: Any) -> None:
    story, _old, new = edited
    workflow.submit(story, editor, "جاهزة")
    _page, lines = timeline.page_of(story, None)
    sent, saved, _first = lines
    assert (sent.who, sent.note, [status for status, _label in sent.steps]) == ("عادل", "جاهزة", ["draft", "in_review"])
    told = {label: [code for code, _name in languages] for label, languages in saved.fields}
    assert list(told.values()) == [["ar"], ["en"], ["ar"]]
    page = text_of(client_of(editor).get(HISTORY.format(story.pk)))
    assert "جاهزة" in page and "عادل" in page
    assert new.pk == saved.revision_id


def test_a_verb_and_the_version_it_made_are_one_line(write_story: Any, editor: Any) -> None:
    story = write_story()
    revisions.record(story, editor)
    workflow.publish(story, editor)
    _page, lines = timeline.page_of(story, None)
    assert len(lines) == 2
    assert lines[0].revision is not None and [code for code, _word in lines[0].steps] == ["draft", "published"]


def test_preview_links_stand_in_the_history(edited: Any, editor: Any, client_of: Any) -> None:
    story, _old, new = edited
    _link, token = previews.make_link(story, new, "ar", editor)
    previews.open_link(token)
    _page, lines = timeline.page_of(story, None)
    assert [line.who for line in lines if line.entry_id][-1] == "عادل"
    assert sum(line.entry_id is not None for line in lines) == 2


def test_three_hundred_versions_are_shown_in_a_fixed_number_of_queries(
    write_story: Any, editor: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    story = write_story()
    for number in range(300):
        data = {"headline_ar": f"عنوان {number}", "body_ar": f"<p>{number}</p>"}
        Revision.objects.create(article=story, by=editor, version=number, data=data, digest=str(number))
    client = client_of(editor)
    with django_assert_max_num_queries(13):
        first = client.get(HISTORY.format(story.pk))
    with django_assert_max_num_queries(13):
        last = client.get(HISTORY.format(story.pk) + "?page=10")
    assert first.content.decode().count("history-line") == last.content.decode().count("history-line") == timeline.SHOWN
    with django_assert_max_num_queries(13):
        ends = story.revisions.values_list("pk", flat=True)
        text = text_of(client.get(HISTORY.format(story.pk) + f"compare/?old={ends[299]}&new={ends[0]}"))
    assert "299" in text


def test_a_comparison_shows_words_numbers_and_markup_as_text(edited: Any, editor: Any, client_of: Any) -> None:
    story, _old, new = edited
    page = client_of(editor).get(HISTORY.format(story.pk) + f"compare/?new={new.pk}").content.decode()
    assert '<del><bdi dir="rtl">16,500</bdi></del><ins><bdi dir="rtl">17,000</bdi></ins>' in page
    assert '<ins><bdi dir="ltr">Why &lt;b&gt;it&lt;/b&gt; matters</bdi></ins>' in page
    assert "أولى." in page and "خامسة." not in page
    whole = client_of(editor).get(HISTORY.format(story.pk) + f"compare/?new={new.pk}&whole=1").content.decode()
    assert "خامسة." in whole


def test_a_moved_paragraph_reads_as_moved(edited: Any, editor: Any, client_of: Any) -> None:
    story, _old, _new = edited
    parts = re.findall("<p>.*?</p>", story.body_ar)
    story.body_ar = "".join([parts[-1], *parts[:-1]])
    story.save()
    newest = revisions.record(story, editor)
    page = client_of(editor).get(HISTORY.format(story.pk) + f"compare/?new={newest.pk}").content.decode()
    assert page.count('class="diff-moved"') == 1 and "<del>" not in page


@pytest.mark.parametrize("query", ["?old=x&new=y", "?old=0", "?new=99999999999999999999", "?old=1&new=1"])
def test_an_unreadable_choice_is_no_fault(query: str, edited: Any, editor: Any, client_of: Any) -> None:
    story, *_versions = edited
    assert client_of(editor).get(HISTORY.format(story.pk) + f"compare/{query}", follow=True).status_code == 200


def test_versions_of_another_story_are_not_shown(edited: Any, write_story: Any, editor: Any, client_of: Any) -> None:
    _story, old, _new = edited
    other = write_story("غيره")
    revisions.record(other, editor)
    client = client_of(editor)
    assert "16,500" not in client.get(HISTORY.format(other.pk) + f"compare/?new={old.pk}", follow=True).content.decode()
    assert client.get(HISTORY.format(other.pk) + f"{old.pk}/restore/").status_code == 404


def test_bringing_back_asks_first_and_is_a_version_itself(edited: Any, editor: Any, client_of: Any) -> None:
    story, old, _new = edited
    client, address = client_of(editor), HISTORY.format(story.pk) + f"{old.pk}/restore/"
    asked = client.get(address).content.decode()
    story.refresh_from_db()
    assert story.headline_ar == "لافروف يغادر طهران" and "17,000" in asked
    client.post(address)
    story.refresh_from_db()
    assert (story.headline_ar, story.standfirst_en) == ("لافروف يصل إلى طهران", "")
    _page, lines = timeline.page_of(story, None)
    assert [line.number for line in lines] == [3, 2, 1]
    assert lines[0].revision is not None and (lines[0].revision.verb, lines[0].revision.comment) == (
        "restore_revision",
        "1",
    )


def test_only_those_who_may_change_a_story_now_bring_a_version_back(
    edited: Any, reporter: Any, stranger: Any, client_of: Any
) -> None:
    story, old, _new = edited
    address = HISTORY.format(story.pk)
    assert "restore/" not in client_of(reporter).get(address).content.decode()
    for person in (reporter, stranger):
        assert client_of(person).post(f"{address}{old.pk}/restore/").status_code == 403
    story.refresh_from_db()
    assert story.headline_ar == "لافروف يغادر طهران"


def test_a_version_that_would_break_a_public_story_is_refused_with_the_reason(
    write_story: Any, editor: Any, client_of: Any
) -> None:
    story = write_story()
    empty = revisions.record(story, editor)
    Revision.objects.filter(pk=empty.pk).update(data={**empty.data, "body_ar": ""})
    workflow.publish(story, editor)
    page = client_of(editor).post(HISTORY.format(story.pk) + f"{empty.pk}/restore/")
    assert 'class="errorlist"' in page.content.decode()
    story.refresh_from_db()
    assert (story.status, story.body_ar) == (Status.PUBLISHED, "<p>نص الخبر.</p>")


def test_what_is_done_to_many_stories_at_once_is_a_version_of_each(
    write_story: Any, editor: Any, client_of: Any
) -> None:
    story, tag = write_story(), Tag.objects.create(name_ar="إيران")
    chosen = {"action": "add_tag", "_selected_action": [story.pk], "_confirmed": "1", "tag": tag.pk}
    client_of(editor).post("/admin/articles/article/", chosen)
    assert [(one.by, one.data["tags"]) for one in revisions.history(story)] == [(editor, [tag.pk]), (None, [])]


def test_tying_stories_and_untying_them_are_versions(write_story: Any, editor: Any, client_of: Any) -> None:
    story, other = write_story(out="ar"), write_story("خبر سابق", out="ar")
    client = client_of(editor)
    client.post("/admin/articles/article/related-desk/", {"act": f"background:{story.pk}:{other.pk}"})
    client.post("/admin/articles/article/related-desk/", {"act": "undo"})
    assert [len(one.data["related_stories"]) for one in revisions.history(story)] == [0, 1, 0]
