"""The list of stories: found in any spelling, in a fixed number of queries, and changed in bulk after a question."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.utils import timezone

from articles import tag_verbs
from articles.models import Article, Author, Byline, ReadCount, Section, Tag
from articles.models.article import Status
from articles.search import index

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(editor: Any, client_of: Any) -> Any:
    return client_of(editor)


def found(desk: Any, query: str) -> list[str]:
    return sorted(str(article) for article in desk.get(f"{LIST}?{query}").context["cl"].result_list)


@pytest.mark.parametrize("typed", ["الاسعار", "الأسعار", "الأسـعار", "أَسعار"])
def test_a_headline_is_found_in_any_spelling(typed: str, desk: Any, write_story: Any) -> None:
    write_story("الأسعار ترتفع")
    write_story("خبر آخر")
    assert found(desk, f"q={typed}") == ["الأسعار ترتفع"]


@pytest.mark.parametrize("typed", ["الخطيب", "ايران", "اسطنبول", "سيول الخطيب"])
def test_a_story_is_found_by_author_tag_and_place(typed: str, desk: Any, write_story: Any) -> None:
    story = write_story("سيول في المدينة", dateline_place_ar="إسطنبول")
    Byline.objects.create(article=story, author=Author.objects.create(name_ar="ريما الخطيب"))
    story.tags.add(Tag.objects.create(name_ar="إيران"), Tag.objects.create(name_ar="إيران 2"))
    write_story("خبر آخر")
    assert found(desk, f"q={typed}") == ["سيول في المدينة"]


@pytest.mark.parametrize("typed", ["-طهران", "لافروف -طهران", "موسكو قسم:الرياضة", "وسم:طهران", "طهران حتى:1990"])
def test_a_headline_with_all_the_words_of_a_search_meets_its_conditions_or_is_not_found(
    typed: str, desk: Any, write_story: Any
) -> None:
    write_story("لافروف يصل إلى طهران من موسكو", kicker_ar="قسم الرياضة وسم حتى 1990", out="ar en")
    write_story("لافروف يعود إلى بغداد")
    index.update(Article.objects.values_list("pk", flat=True))
    assert found(desk, f"q={typed}") == (["لافروف يعود إلى بغداد"] if "-" in typed else [])


@pytest.mark.parametrize("typed", ["«»", "...", "!"])
def test_a_search_of_signs_alone_finds_nothing(typed: str, desk: Any, write_story: Any) -> None:
    write_story()
    assert found(desk, f"q={typed}") == []


def test_the_filters_tell_stories_apart(desk: Any, editor: Any, write_story: Any) -> None:
    later = timezone.now() + timedelta(days=1)
    write_story("منشور", out="ar")
    write_story("بالإنجليزية", out="en")
    write_story("مجدول", status=Status.PUBLISHED, published_at_ar=later)
    write_story("لي", created_by=editor)
    assert found(desk, "out=ar") == ["منشور"]
    assert found(desk, "out=scheduled") == ["مجدول"]
    assert found(desk, "out=none") == ["لي", "مجدول"]
    assert found(desk, "whose=mine") == ["لي"]


@pytest.mark.parametrize(
    "query", ["tag=x", "tag=99999999999999999999", "out=zz", "whose=zz", "p=9999", "status__exact=zz"]
)
def test_a_forged_filter_is_no_crash(query: str, desk: Any, write_story: Any) -> None:
    write_story()
    assert desk.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_the_list_asks_the_same_number_of_queries_for_any_number_of_stories(
    desk: Any, write_story: Any, django_assert_max_num_queries: Any
) -> None:
    author, tag = Author.objects.create(name_ar="ريما"), Tag.objects.create(name_ar="وسم")

    def write(count: int) -> None:
        for number in range(count):
            story = write_story(f"خبر {number}", out="ar")
            Byline.objects.create(article=story, author=author)
            story.tags.add(tag)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    write(2)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    write(20)
    with CaptureQueriesContext(connection) as many:
        desk.get(LIST)
    assert len(few) == len(many)
    assert len(many) <= 16
    assert not [query for query in many if '"body_ar"' in query["sql"]]


def test_the_status_is_a_word_and_not_only_a_colour(desk: Any, write_story: Any) -> None:
    story = write_story(status=Status.PUBLISHED, published_at_ar=timezone.now() + timedelta(days=1))
    page = desk.get(LIST).content.decode()
    assert 'class="status status-scheduled">' in page
    assert f"/admin/articles/article/{story.pk}/change/" in page


def test_a_tag_for_many_stories_is_found_as_it_is_typed_and_not_in_a_list_of_all(desk: Any, write_story: Any) -> None:
    Tag.objects.create(name_ar="بوغدانوف")
    chosen = {"action": "add_tag", "_selected_action": [write_story().pk], "_confirmed": "1"}
    page = desk.post(LIST, chosen).content.decode()
    assert "admin-autocomplete" in page and "autocomplete.js" in page and "مطلوب" in page
    assert "بوغدانوف" not in page


@pytest.mark.parametrize("action", ["publish", "withdraw", "move_section", "add_tag", "submit"])
def test_a_bulk_action_asks_first_and_names_the_stories(action: str, desk: Any, write_story: Any) -> None:
    story = write_story("خبر يُسأل عنه")
    page = desk.post(LIST, {"action": action, "_selected_action": [story.pk]})
    story.refresh_from_db()
    assert page.status_code == 200
    assert "خبر يُسأل عنه" in page.content.decode()
    assert story.status == Status.DRAFT


def test_bulk_publishing_does_what_it_can_and_names_the_rest(desk: Any, write_story: Any) -> None:
    good, bad = write_story("خبر تام"), write_story("بلا قسم", section=None)
    page = desk.post(
        LIST, {"action": "publish", "_selected_action": [good.pk, bad.pk], "_confirmed": "1"}, follow=True
    ).content.decode()
    assert Article.objects.get(pk=good.pk).status == Status.PUBLISHED
    assert Article.objects.get(pk=bad.pk).status == Status.DRAFT
    assert "بلا قسم" in page.split("messagelist")[1].split("</ul>")[0]


def test_bulk_withdrawing_asks_for_the_reason(desk: Any, write_story: Any) -> None:
    story = write_story(out="ar")
    chosen = {"action": "withdraw", "_selected_action": [story.pk], "_confirmed": "1"}
    assert desk.post(LIST, {**chosen, "note": " "}).context["form"].errors
    desk.post(LIST, {**chosen, "note": "خبر غير صحيح"})
    story.refresh_from_db()
    assert (story.status, story.withdrawal_reason) == (Status.WITHDRAWN, "خبر غير صحيح")


def test_bulk_moving_and_tagging(desk: Any, write_story: Any) -> None:
    stories = [write_story(), write_story("خبر آخر", out="ar")]
    section, tag = Section.objects.create(name_ar="رياضة"), Tag.objects.create(name_ar="وسم")
    chosen = {"_selected_action": [story.pk for story in stories], "_confirmed": "1"}
    desk.post(LIST, {"action": "move_section", "section": section.pk, **chosen})
    desk.post(LIST, {"action": "add_tag", "tag": tag.pk, **chosen})
    assert Article.objects.filter(section=section, tags=tag).count() == 2


def test_bulk_tagging_is_undone_for_those_that_had_not_the_tag_before(desk: Any, write_story: Any) -> None:
    tag, other = Tag.objects.create(name_ar="وسم"), Tag.objects.create(name_ar="آخر")
    had, fresh, lost = (write_story(f"خبر {number}", out="ar") for number in range(3))
    had.tags.add(tag)
    fresh.tags.add(other)
    chosen = {"_selected_action": [had.pk, fresh.pk, lost.pk], "_confirmed": "1"}
    page = desk.post(f"{LIST}?q=خبر", {"action": "add_tag", "tag": tag.pk, **chosen}, follow=True).content.decode()
    assert tag.articles.count() == 3 and "مادة واحدة كانت كذلك" in page
    lost.tags.remove(tag)
    sent = dict(re.findall(r'name="(tag|stories)" value="([\d,]+)"', page.split("told-undo")[1]))
    answer = desk.post(f"{LIST}untag/?q=خبر", sent)
    assert unquote(answer["Location"]) == f"{LIST}?q=خبر"
    assert list(tag.articles.all()) == [had] and list(fresh.tags.all()) == [other]
    assert fresh.revisions.count() == 3 and not had.revisions.exclude(by=None)
    assert "لا شيء للتراجع عنه" in desk.post(f"{LIST}untag/", sent, follow=True).content.decode()


def test_an_undo_takes_no_tag_from_a_story_that_one_may_not_change(
    reporter: Any, client_of: Any, write_story: Any
) -> None:
    story, tag = write_story(out="ar"), Tag.objects.create(name_ar="وسم")
    story.tags.add(tag)
    for sent in ({"tag": tag.pk, "stories": story.pk}, {"tag": "²", "stories": "x,9"}, {}):
        client_of(reporter).post(f"{LIST}untag/", sent)
    assert story.tags.exists()


def test_a_tag_merged_while_stories_are_tagged_is_followed_and_one_deleted_is_told(
    desk: Any, chief: Any, write_story: Any
) -> None:
    story, slip, right = write_story(), Tag.objects.create(name_ar="الأولي"), Tag.objects.create(name_ar="الأولى")
    chosen = {"action": "add_tag", "_selected_action": [story.pk], "_confirmed": "1"}
    sent = {**chosen, "tag": str(slip.pk)}
    tag_verbs.merge_tags(slip, right, chief)
    desk.post(LIST, sent)
    assert list(story.tags.all()) == [right]
    right.delete()
    assert "حُذف هذا الوسم" in desk.post(LIST, sent).content.decode()


def test_too_many_stories_at_once_are_refused(desk: Any, write_story: Any, monkeypatch: Any) -> None:
    from articles.admin import actions

    monkeypatch.setattr(actions, "MOST", 1)
    stories = [write_story(), write_story("خبر آخر")]
    chosen = {"_selected_action": [story.pk for story in stories], "_confirmed": "1"}
    desk.post(LIST, {"action": "publish", **chosen})
    assert not Article.objects.filter(status=Status.PUBLISHED).exists()


def test_the_confirmed_list_survives_a_story_deleted_meanwhile(desk: Any, write_story: Any) -> None:
    story = write_story()
    chosen = {"action": "publish", "_selected_action": [story.pk, 999_999], "_confirmed": "1"}
    assert desk.post(LIST, chosen, follow=True).status_code == 200


def test_the_delete_page_names_no_tie_between_two_records(chief: Any, client_of: Any, write_story: Any) -> None:
    story = write_story()
    story.tags.add(Tag.objects.create(name_ar="وسم"))
    page = client_of(chief).get(f"{LIST}{story.pk}/delete/").content.decode()
    assert "Article_tags" not in page
    assert "object (" not in page


def test_beside_each_story_stands_how_often_it_was_read(desk: Any, write_story: Any) -> None:
    for number in range(3):
        story = write_story(f"خبر {number}", out="ar en")
        for language, hits in (("ar", 7), ("en", 5)):
            ReadCount.objects.create(article=story, language=language, span="d", begins_at=timezone.now(), hits=hits)
    page = desk.get(LIST).content.decode()
    assert page.count('class="sparkline"') == 3 and page.count("<bdi>12</bdi>") >= 3 and " style=" not in page
