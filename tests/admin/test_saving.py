"""Two people at one story: nobody saves over anybody, and nothing typed is lost."""

from typing import Any

import pytest
from django.contrib.messages import get_messages

from articles import clock, drafts, tag_verbs, workflow
from articles.models import Article, Author, Byline, RelatedStory, Tag
from articles.models.article import Status
from articles.related import desk

BODY = "<p>أولى</p><p>ثانية</p><p>ثالثة</p>"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def merge(article: Article) -> str:
    return f"/admin/articles/article/merge/{article.pk}/"


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def opened(fields_of: Any, client_of: Any) -> Any:
    """Return a function that opens a story's form, to be sent later."""

    def open_form(person: Any, article: Article) -> Any:
        client = client_of(person)
        data = fields_of(client.get(change(article)))
        data = {name: value for name, value in data.items() if "__prefix__" not in name}
        return lambda **changes: client.post(change(article), {**data, "_continue": "1", **changes})

    return open_form


@pytest.fixture
def story(write_story: Any) -> Article:
    return write_story(body_ar=BODY, standfirst_ar="مقدمة")


def fresh(story: Article) -> Article:
    return Article.objects.get(pk=story.pk)


def test_every_save_of_the_form_is_a_revision(editor: Any, client_of: Any, send: Any, section: Any) -> None:
    client = client_of(editor)
    send(client, "/admin/articles/article/add/", headline_ar="أول", body_ar="<p>نص</p>", section=section.pk)
    story = Article.objects.get()
    send(client, change(story), headline_ar="ثان", _continue="1")
    send(client, change(story), _continue="1")
    send(client, change(story), standfirst_ar="مقدمة", _verb="publish")
    saved = [(one.data["headline_ar"], one.by, one.verb) for one in story.revisions.order_by("id")]
    assert saved == [("أول", editor, ""), ("ثان", editor, ""), ("ثان", editor, ""), ("ثان", editor, "publish")]
    assert story.revisions.first().version == fresh(story).version


def test_a_form_in_error_leaves_the_version_as_it_was(editor: Any, opened: Any, story: Article) -> None:
    send = opened(editor, story)
    assert send(headline_ar="").status_code == 200
    assert fresh(story).version == story.version
    assert send(headline_ar="عنوان").status_code == 302


def test_changes_in_different_places_are_saved_together_and_named(
    editor: Any, chief: Any, opened: Any, story: Article
) -> None:
    tag = Tag.objects.create(name_ar="وسم")
    mine, theirs = opened(editor, story), opened(chief, story)
    theirs(standfirst_ar="مقدمة الرئيسة", body_ar=BODY.replace("أولى", "أولى معدلة"), tags=[tag.pk])
    sent = mine(headline_ar="عنوان المحرر", body_ar=BODY.replace("ثالثة", "ثالثة معدلة"))
    stored = fresh(story)
    assert sent.status_code == 302
    assert (stored.headline_ar, stored.standfirst_ar) == ("عنوان المحرر", "مقدمة الرئيسة")
    assert stored.body_ar == "<p>أولى معدلة</p><p>ثانية</p><p>ثالثة معدلة</p>"
    assert list(stored.tags.all()) == [tag]
    assert "شهد" in told(sent) and "مقدمة" in told(sent).replace("المقدمة", "مقدمة")
    assert stored.revisions.first().by == editor
    assert drafts.load_draft(editor, article=story) is None


def test_a_clash_is_asked_about_and_what_was_typed_is_kept_until_it_is_decided(
    editor: Any, chief: Any, opened: Any, client_of: Any, fields_of: Any, story: Article
) -> None:
    mine, theirs = opened(editor, story), opened(chief, story)
    theirs(headline_ar="لهم", standfirst_ar="مقدمتهم")
    screen = mine(headline_ar="لي", kicker_ar="تمهيدي")
    assert screen.status_code == 200
    assert fresh(story).headline_ar == "لهم"
    kept = drafts.load_draft(editor, article=story)["data"]
    assert (kept["headline_ar"], kept["standfirst_ar"]) == ("لي", story.standfirst_ar), "theirs is not told as mine"
    client, fields = client_of(editor), fields_of(screen)
    undecided = client.post(merge(story), fields)
    assert 'role="alert"' in undecided.content.decode()
    decided = {"choice-headline_ar": "own", "own-headline_ar": "بيننا"}
    sent = client.post(merge(story), {**fields_of(undecided), **decided})
    stored = fresh(story)
    assert (sent.status_code, stored.headline_ar, stored.kicker_ar) == (302, "بيننا", "تمهيدي")
    assert stored.standfirst_ar == "مقدمتهم"
    assert drafts.load_draft(editor, article=story) is None


def test_a_text_by_hand_is_judged_like_that_of_the_form(
    editor: Any, chief: Any, opened: Any, client_of: Any, fields_of: Any, story: Article
) -> None:
    mine, theirs = opened(editor, story), opened(chief, story)
    theirs(headline_ar="لهم")
    fields = fields_of(mine(headline_ar="لي")) | {"choice-headline_ar": "own"}
    client = client_of(editor)
    for text in ("ط" * 201, ""):
        asked = client.post(merge(story), {**fields, "own-headline_ar": text})
        assert asked.status_code == 200 and 'role="alert"' in asked.content.decode()
    assert fresh(story).headline_ar == "لهم"
    assert client.post(merge(story), {**fields, "token": "forged"}).status_code == 404


def test_a_story_that_changes_again_is_asked_about_again(
    editor: Any, chief: Any, opened: Any, client_of: Any, fields_of: Any, story: Article
) -> None:
    mine, theirs = opened(editor, story), opened(chief, story)
    theirs(headline_ar="لهم")
    fields = fields_of(mine(headline_ar="لي"))
    opened(chief, story)(headline_ar="لهم ثانية")
    asked = client_of(editor).post(merge(story), {**fields, "choice-headline_ar": "mine"})
    assert asked.status_code == 200 and "ثانية" in asked.content.decode()
    assert fresh(story).headline_ar == "لهم ثانية"


def test_a_verb_is_not_done_to_a_story_that_its_presser_did_not_see(
    editor: Any, chief: Any, opened: Any, story: Article
) -> None:
    mine, theirs = opened(editor, story), opened(chief, story)
    theirs(standfirst_ar="مقدمة أخرى")
    sent = mine(headline_ar="عنوان المحرر", _verb="publish")
    assert (fresh(story).headline_ar, fresh(story).status) == ("عنوان المحرر", Status.DRAFT)
    assert len(list(get_messages(sent.wsgi_request))) == 2


def test_a_step_that_changed_no_word_is_no_conflict(editor: Any, chief: Any, opened: Any, story: Article) -> None:
    mine = opened(editor, story)
    workflow.submit(fresh(story), chief)
    mine(headline_ar="أدق", _verb="publish")
    assert (fresh(story).headline_ar, fresh(story).languages_out()) == ("أدق", ["ar"])


def test_a_story_published_meanwhile_stays_out_as_it_is(editor: Any, chief: Any, opened: Any, story: Article) -> None:
    mine = opened(editor, story)
    workflow.publish(fresh(story), chief)
    at = fresh(story).published_at_ar
    mine(headline_ar="أدق", body_ar=BODY)
    assert (fresh(story).headline_ar, fresh(story).published_at_ar) == ("أدق", at)


def test_rows_that_were_written_anew_or_removed_meanwhile_are_merged_too(
    editor: Any, chief: Any, opened: Any, story: Article, write_story: Any
) -> None:
    rima, adel, shahd = (Author.objects.create(name_ar=name) for name in ("ريما", "عادل", "شهد"))
    Byline.objects.create(article=story, author=rima, position=0)
    Byline.objects.create(article=story, author=adel, position=1)
    other, third = write_story("آخر"), write_story("ثالث")
    RelatedStory.objects.create(article=story, related=other, origin="engine")
    mine = opened(editor, story)
    story.bylines.all().delete()
    for place, author in enumerate((rima, adel)):
        Byline.objects.create(article=story, author=author, position=place)
    opened(chief, story)(**{"bylines-1-DELETE": "on", "standfirst_ar": "أخرى"})
    sent = mine(**{"related_stories-1-related": third.pk, "related_stories-1-position": 1})
    assert sent.status_code == 302
    assert [byline.author for byline in story.bylines.all()] == [rima]
    ties = [(tie.related, tie.origin) for tie in story.related_stories.all()]
    assert ties == [(other, "engine"), (third, "editor")]
    assert shahd.bylines.count() == 0


def test_a_translator_is_merged_into_what_others_changed_and_leaves_the_rest(
    translator: Any, chief: Any, opened: Any, story: Article
) -> None:
    Byline.objects.create(article=story, author=Author.objects.create(name_ar="ريما"))
    workflow.translate(story, translator, "en")
    mine = opened(translator, story)
    opened(chief, story)(headline_ar="عنوان الرئيسة")
    assert mine(headline_en="Translated").status_code == 302
    assert (fresh(story).headline_ar, fresh(story).headline_en) == ("عنوان الرئيسة", "Translated")
    assert story.bylines.count() == 1


def test_what_is_done_to_many_stories_at_once_is_merged_into_an_open_form(
    editor: Any, chief: Any, client_of: Any, opened: Any, story: Article, write_story: Any
) -> None:
    tag, other = Tag.objects.create(name_ar="وسم"), write_story("آخر")
    mine = opened(editor, story)
    chosen = {"action": "add_tag", "_selected_action": [story.pk], "_confirmed": "1", "tag": tag.pk}
    client_of(chief).post("/admin/articles/article/", chosen)
    desk.accept(fresh(story), [other.pk], chief)
    assert mine(headline_ar="عنوان المحرر").status_code == 302
    assert (fresh(story).headline_ar, list(story.tags.all())) == ("عنوان المحرر", [tag])
    assert story.related_stories.get().related == other
    assert [one.by for one in story.revisions.all()] == [editor, chief, chief, None]


def test_whoever_may_no_longer_change_a_story_keeps_what_they_wrote(
    reporter: Any, editor: Any, opened: Any, write_story: Any
) -> None:
    story = write_story(created_by=reporter)
    mine = opened(reporter, story)
    workflow.submit(story, reporter)
    workflow.approve(story, editor)
    sent = mine(headline_ar="متأخر")
    assert sent["Location"] == change(story)
    assert fresh(story).headline_ar != "متأخر"
    assert drafts.load_draft(reporter, article=story)["data"]["headline_ar"] == "متأخر"


def test_the_text_of_another_person_is_saved_only_when_asked_twice(editor: Any, opened: Any, story: Article) -> None:
    mine = opened(editor, story)
    asked = mine(headline_ar="عنوان", written_by=editor.pk + 1)
    assert asked.status_code == 200 and "عنوان" in asked.content.decode()
    assert fresh(story).headline_ar != "عنوان"
    assert mine(headline_ar="عنوان").status_code == 302


def test_a_form_that_does_not_say_when_it_was_opened_never_overwrites(editor: Any, opened: Any, story: Article) -> None:
    send = opened(editor, story)
    for version in ("x", "99"):
        assert send(headline_ar="عنوان", base_version=version).status_code == 200
        assert fresh(story).headline_ar != "عنوان"


def test_a_tie_to_a_story_that_went_to_the_bin_meanwhile_is_saved_and_told(
    editor: Any, opened: Any, client_of: Any, story: Article, write_story: Any
) -> None:
    gone, kept = write_story("مادة في السلة"), write_story("مادة باقية")
    save = opened(editor, story)
    Article.objects.filter(pk=gone.pk).update(deleted_at=clock.now())
    rows = {"related_stories-TOTAL_FORMS": "2", "related_stories-INITIAL_FORMS": "0"}
    for number, tied in enumerate((gone, kept)):
        rows |= {f"related_stories-{number}-{name}": value for name, value in
                 {"related": tied.pk, "kind": "see_also", "position": number, "language": "ar"}.items()}  # fmt: skip
    answer = save(headline_ar="عنوان لا يضيع", **rows)
    assert list(story.related_stories.values_list("related", flat=True)) == [gone.pk, kept.pk]
    assert "مادة في السلة\u2069» في سلة المحذوفات" in told(answer) and "مادة باقية" not in told(answer)
    assert "\u2068في سلة المحذوفات\u2069" in client_of(editor).get(change(story)).content.decode()
    assert "سلة المحذوفات" not in told(opened(editor, story)(standfirst_ar="مقدمة أخرى"))


def test_a_tag_that_was_merged_meanwhile_is_followed_and_one_that_was_deleted_is_told(
    editor: Any, chief: Any, opened: Any, story: Article
) -> None:
    slip, right, gone = (Tag.objects.create(name_ar=name) for name in ("الرابطة الأولي", "الرابطة الأولى", "كأس"))
    save = opened(editor, story)
    misspelt = str(slip.pk)
    chosen = [misspelt, str(right.pk), str(gone.pk)]
    tag_verbs.merge_tags(slip, right, chief)
    gone.delete()
    page = save(tags=chosen, headline_ar="عنوان لا يضيع").content.decode()
    assert "حُذف في هذه الأثناء" in page and "عنوان لا يضيع" in page
    assert page.count(f'<option value="{right.pk}" selected') == 1
    save(tags=[misspelt], headline_ar="عنوان لا يضيع")
    assert list(story.tags.all()) == [right]
    assert fresh(story).headline_ar == "عنوان لا يضيع"
    save(tags=["²", "x", str(right.pk), "9" * 30])
    assert list(story.tags.all()) == [right]
