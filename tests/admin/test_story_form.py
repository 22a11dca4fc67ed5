"""The story form: what is typed is kept, what a person may not do is refused, and a verb saves or does nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article, Author, Byline, RelatedStory
from articles.models.article import Status

ADD = "/admin/articles/article/add/"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def test_a_reporter_writes_a_story_and_it_is_theirs(reporter: Any, client_of: Any, send: Any, section: Any) -> None:
    sent = send(client_of(reporter), ADD, headline_ar="عاجل: اتفاق  في\nموسكو", body_ar="<p>نص</p>", section=section.pk)
    story = Article.objects.get()
    assert sent.status_code == 302
    assert (story.headline_ar, story.created_by, story.status) == ("عاجل: اتفاق في موسكو", reporter, Status.DRAFT)


def test_the_writers_own_name_is_proposed_as_the_first_byline(reporter: Any, client_of: Any, fields_of: Any) -> None:
    author = Author.objects.create(name_ar="ريما", user=reporter)
    assert fields_of(client_of(reporter).get(ADD))["bylines-0-author"] == str(author.pk)


def test_saving_and_sending_for_review_is_one_step(reporter: Any, client_of: Any, send: Any) -> None:
    send(client_of(reporter), ADD, headline_ar="عنوان", body_ar="<p>نص</p>", _verb="submit")
    assert Article.objects.get().status == Status.IN_REVIEW


def test_a_reporter_cannot_publish_by_sending_the_editors_button(reporter: Any, client_of: Any, send: Any) -> None:
    sent = send(client_of(reporter), ADD, headline_ar="عنوان", body_ar="<p>نص</p>", _verb="publish")
    assert sent.status_code == 200
    assert not Article.objects.exists()
    assert "عنوان" in sent.content.decode()


def test_a_reporter_cannot_send_status_or_times(reporter: Any, client_of: Any, send: Any, section: Any) -> None:
    forged = {"status": "published", "published_at_ar_0": "2020-01-01", "published_at_ar_1": "10:00",
              "published_at_ar": "2020-01-01", "created_by": "", "expires_at_0": "2020-01-01", "expires_at_1": "10:00",
              "import_ref": "x", "breaking_until_0": "2030-01-01", "breaking_until_1": "10:00"}  # fmt: skip
    send(client_of(reporter), ADD, headline_ar="عنوان", body_ar="<p>نص</p>", section=section.pk, **forged)
    story = Article.objects.get()
    assert (story.status, story.published_at_ar, story.expires_at, story.import_ref, story.breaking_until) == (
        Status.DRAFT, None, None, None, None,
    )  # fmt: skip
    assert story.created_by == reporter


def test_a_form_writes_no_column_that_is_not_on_it(
    reporter: Any, editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story(created_by=reporter)
    forged = {"status": "published", "created_by": editor.pk, "assignee": editor.pk, "due_at": "2030-01-01",
              "embargo_until": "2030-01-01", "deleted_at": "2030-01-01", "version": 99, "withdrawal_reason": "x",
              "import_ref": "x", "share_cards": "{}", "word_count_ar": 99, "search_key_ar": "x", "id": 99,
              "substantive_updated_at": "2030-01-01", "updated_for_readers": "on"}  # fmt: skip
    columns = [name for name in forged if hasattr(story, name)]
    before = Article.objects.values(*columns).get(pk=story.pk)
    send(client_of(reporter), change(story), headline_ar="عنوان آخر", _continue="1", **forged)
    after = Article.objects.values(*columns, "headline_ar").get(pk=story.pk)
    assert after.pop("headline_ar") == "عنوان آخر"
    assert after | {"version": 0, "search_key_ar": ""} == before | {"version": 0, "search_key_ar": ""}
    assert "x" not in Article.objects.get(pk=story.pk).search_key_ar


@pytest.mark.parametrize("prefix", ["bylines", "related_stories"])
def test_rows_of_another_story_are_out_of_reach(
    prefix: str, reporter: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    mine, theirs = write_story(created_by=reporter), write_story("خبر زميل")
    row: Any = Byline.objects.create(article=theirs, author=Author.objects.create(name_ar="كاتب"))
    if prefix == "related_stories":
        row = RelatedStory.objects.create(article=theirs, related=mine)
    model, before = type(row), type(row).objects.values().get()
    fields = {"id": row.pk, "article": mine.pk, "author": "", "related": "", "headline": "x", "url": "", "DELETE": "on"}
    for rows in ({"TOTAL_FORMS": 1, "INITIAL_FORMS": 1}, {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0}):
        sent = {f"{prefix}-{name}": value for name, value in rows.items()}
        sent |= {f"{prefix}-0-{name}": value for name, value in fields.items()}
        assert send(client_of(reporter), change(mine), _continue="1", **sent).status_code < 500
        assert model.objects.values().filter(pk=row.pk).get() == before


def test_a_reporter_reads_anothers_draft_and_cannot_change_it(
    reporter: Any, editor: Any, client_of: Any, write_story: Any
) -> None:
    story = write_story(created_by=editor)
    client = client_of(reporter)
    page = client.get(change(story))
    assert page.status_code == 200
    assert 'name="headline_ar"' not in page.content.decode()
    assert "<p>نص الخبر.</p>" in page.content.decode()
    assert client.post(change(story), {"headline_ar": "تغيير"}).status_code == 403
    story.refresh_from_db()
    assert story.headline_ar == "لافروف يصل إلى طهران"


def test_an_editor_publishes_the_languages_that_are_ticked(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story(headline_en="Headline", body_en="<p>Text.</p>")
    send(client_of(editor), change(story), _verb="publish", publish_languages=["ar"])
    story.refresh_from_db()
    assert story.languages_out() == ["ar"]


def test_a_time_to_come_makes_it_a_schedule(editor: Any, client_of: Any, send: Any, write_story: Any) -> None:
    story, later = write_story(), timezone.localtime(timezone.now() + timedelta(days=2))
    day, clock = later.strftime("%Y-%m-%d"), later.strftime("%H:%M:00")
    sent = send(client_of(editor), change(story), _verb="publish", published_at_ar_0=day, published_at_ar_1=clock)
    story.refresh_from_db()
    assert sent.status_code == 302
    assert story.status == Status.PUBLISHED
    assert story.languages_out() == []
    assert Article.objects.scheduled().get() == story


def test_a_refused_verb_saves_nothing_and_loses_nothing(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story(section=None)
    other = write_story("خبر آخر")
    typed = {"headline_ar": "عنوان جديد", "related_stories-0-related": other.pk, "standfirst_ar": "مقدمة جديدة"}
    sent = send(client_of(editor), change(story), _verb="publish", section="", **typed)
    page = sent.content.decode()
    story.refresh_from_db()
    assert sent.status_code == 200
    assert (story.headline_ar, story.status, story.related_stories.count()) == ("لافروف يصل إلى طهران", Status.DRAFT, 0)
    assert "عنوان جديد" in page
    assert "مقدمة جديدة" in page
    assert f'value="{other.pk}"' in page
    assert "section" in sent.context["adminform"].form.errors


def test_a_refusal_names_the_language_that_lacks_its_text(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story()
    sent = send(
        client_of(editor), change(story), _verb="publish", publish_languages=["ar", "en"], headline_en="Only this"
    )
    assert list(sent.context["adminform"].form.errors) == ["body_en"]


def test_a_language_with_a_time_but_no_text_stops_the_publishing(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story()
    at = {"published_at_uk_0": "2026-01-01", "published_at_uk_1": "10:00:00"}
    sent = send(client_of(editor), change(story), _verb="publish", publish_languages=["ar"], **at)
    story.refresh_from_db()
    assert list(sent.context["adminform"].form.errors) == ["headline_uk"]
    assert story.status == Status.DRAFT


def test_withdrawing_needs_a_reason(editor: Any, client_of: Any, send: Any, write_story: Any) -> None:
    story = write_story(out="ar")
    sent = send(client_of(editor), change(story), _verb="withdraw")
    [asked] = [one.form for one in sent.context["other_steps"] if one.is_open]
    assert list(asked.errors) == ["note"]
    send(client_of(editor), change(story), _verb="withdraw", withdraw_note="خبر غير صحيح")
    story.refresh_from_db()
    assert (story.status, story.withdrawal_reason) == (Status.WITHDRAWN, "خبر غير صحيح")


def test_a_new_time_on_a_public_story_goes_through_the_workflow(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story(out="ar", headline_en="Headline", body_en="<p>Text.</p>")
    send(client_of(editor), change(story), published_at_en_0="2026-01-01", published_at_en_1="10:00:00", _continue="1")
    story.refresh_from_db()
    assert story.languages_out() == ["ar", "en"]
    assert story.status_changes.get().verb == "publish_language"


def test_a_public_story_keeps_a_time_in_some_language(editor: Any, client_of: Any, send: Any, write_story: Any) -> None:
    story = write_story(out="ar")
    sent = send(client_of(editor), change(story), published_at_ar_0="", published_at_ar_1="", _continue="1")
    assert "published_at_ar" in sent.context["adminform"].form.errors


def test_an_update_for_readers_is_marked_only_when_asked(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story(out="ar")
    send(client_of(editor), change(story), headline_ar="تصحيح فاصلة", _continue="1")
    story.refresh_from_db()
    assert story.substantive_updated_at is None
    send(client_of(editor), change(story), updated_for_readers="on", _continue="1")
    story.refresh_from_db()
    assert story.substantive_updated_at is not None


def test_a_saved_tie_is_told_by_its_status_for_readers_its_section_and_its_day(
    editor: Any, client_of: Any, write_story: Any, section: Any
) -> None:
    story, day = write_story(), datetime(2035, 10, 28, 12, tzinfo=UTC)
    other = write_story("خبر الغد", out="ar", published_at_ar=day, section=section)
    RelatedStory.objects.create(article=story, related=other)
    page = client_of(editor).get(change(story)).content.decode()
    told = " · ".join(f"\u2068{part}\u2069" for part in ("مجدول", section, "28 أكتوبر 2035"))
    assert f'data-detail="{told}"' in page


@pytest.mark.parametrize(("name", "value"), [("related", None), ("url", "https://example.org/a")])
def test_the_same_related_story_twice_is_an_error_not_a_crash(
    name: str, value: Any, editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story, other = write_story(), write_story("خبر آخر")
    rows = {"related_stories-TOTAL_FORMS": 2}
    for row in (0, 1):
        rows[f"related_stories-{row}-{name}"] = value or other.pk
        rows[f"related_stories-{row}-headline"] = "عنوان هناك" if value else ""
        rows |= {f"related_stories-{row}-kind": "see_also", f"related_stories-{row}-language": "ar",
                 f"related_stories-{row}-position": row, f"related_stories-{row}-article": story.pk}  # fmt: skip
    sent = send(client_of(editor), change(story), **rows, _continue="1")
    assert sent.status_code == 200
    assert not RelatedStory.objects.exists()


def test_a_story_cannot_be_related_to_itself(editor: Any, client_of: Any, send: Any, write_story: Any) -> None:
    story = write_story()
    sent = send(client_of(editor), change(story), **{"related_stories-0-related": story.pk, "_continue": "1"})
    assert sent.status_code == 200
    assert not RelatedStory.objects.exists()


def test_the_same_author_twice_in_a_role_is_an_error(editor: Any, client_of: Any, send: Any, write_story: Any) -> None:
    story, author = write_story(), Author.objects.create(name_ar="ريما")
    Byline.objects.create(article=story, author=author)
    rows = {"bylines-1-author": author.pk, "bylines-1-role": "writing", "bylines-1-position": 1}
    sent = send(client_of(editor), change(story), **rows, _continue="1")
    assert sent.status_code == 200
    assert story.bylines.count() == 1


def test_every_translated_field_carries_its_language_and_direction(editor: Any, client_of: Any) -> None:
    fields = client_of(editor).get(ADD).context["adminform"].form.fields
    for name, field in fields.items():
        for code, runs in (("ar", "rtl"), ("en", "ltr"), ("uk", "ltr"), ("fa", "rtl")):
            if name.endswith(f"_{code}") and not name.startswith("published_at"):
                assert (field.widget.attrs["lang"], field.widget.attrs["dir"]) == (code, runs), name


def test_times_keep_the_calendar(editor: Any, client_of: Any) -> None:
    page = client_of(editor).get(ADD).content.decode()
    assert 'name="published_at_uk_0" class="vDateField"' in page.replace("  ", " ")


def test_nothing_of_the_form_comes_from_elsewhere(editor: Any, client_of: Any) -> None:
    response = client_of(editor).get(ADD)
    page = response.content.decode()
    assert "googleapis" not in page
    assert "jquery-ui" not in page
    assert 'src="http' not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert "importmap" not in page
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self';" in policy + ";"


def test_a_link_to_the_site_stands_only_on_public_stories(editor: Any, client_of: Any, write_story: Any) -> None:
    draft, public = write_story(), write_story(headline_en="Only here", out="en")
    client = client_of(editor)
    assert client.get(change(draft)).context["absolute_url"] is None
    assert client.get(change(public)).context["absolute_url"].startswith("/")


def test_import_notes_are_told_in_words(editor: Any, client_of: Any, write_story: Any) -> None:
    story = write_story(import_notes=[{"code": "headline_derived", "params": {}, "paragraph": None}])
    assert 'class="desk-notice"' in client_of(editor).get(change(story)).content.decode()


def test_the_day_of_a_story_that_an_import_repeats_is_written_as_the_house_writes_days(
    editor: Any, client_of: Any, write_story: Any
) -> None:
    params = {"percent": "89", "headline": "خبر", "date": "2026-10-20", "article": str(write_story().pk)}
    story = write_story(import_notes=[{"code": "near_copy", "params": params, "paragraph": None}])
    assert "بتاريخ 20 أكتوبر 2026" in client_of(editor).get(change(story)).content.decode()


def test_a_body_too_large_is_an_error_and_stays_in_the_form(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story()
    sent = send(client_of(editor), change(story), body_ar="<p>" + "ق" * 600_000 + "</p>", _continue="1")
    assert "body_ar" in sent.context["adminform"].form.errors


def test_a_script_in_a_body_is_gone_before_it_is_stored(
    editor: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story()
    send(client_of(editor), change(story), body_ar='<p onclick="x()">نص<script>alert(1)</script></p>', _continue="1")
    story.refresh_from_db()
    assert story.body_ar == "<p>نص</p>"


def test_an_unknown_verb_is_an_error(editor: Any, client_of: Any, send: Any, write_story: Any) -> None:
    assert send(client_of(editor), change(write_story()), _verb="explode").status_code == 200


def test_a_form_with_many_related_stories_takes_as_many_queries_as_one_with_few(
    editor: Any, client_of: Any, write_story: Any, django_assert_max_num_queries: Any
) -> None:
    story, client = write_story(out="ar"), client_of(editor)
    client.get(change(story))
    for count in (1, 6):
        for place in range(count):
            RelatedStory.objects.create(article=story, related=write_story(f"خبر {count} {place}"), position=place)
        client.get(change(story))
        with django_assert_max_num_queries(32):
            page = client.get(change(story)).content.decode()
        assert page.count(f'data-label="خبر {count} ') == count
