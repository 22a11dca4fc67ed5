import datetime
from dataclasses import replace
from typing import Any

import pytest

from articles.importers import story as writer
from articles.importers.imported import ImportedStory, Signature, Teaser, Warning
from articles.importers.story import plan, store
from articles.models import Article, Author, RelatedStory, Section, Source, Tag, TagAlias

pytestmark = pytest.mark.django_db

STORY = ImportedStory(
    headline="بوتين يصل إلى بكين في زيارة تستمر يومين",
    paragraphs=("وصل الرئيس الروسي إلى بكين.", "وقال الكرملين إن المحادثات ستتناول الطاقة."),
    kicker="عاجل",
    standfirst="زيارة هي الثانية هذا العام",
    section="العالم",
    dateline_place="بكين",
    dateline_date=datetime.date(2023, 10, 27),
    outlet="بوابة اوكرانيا",
    source="فرانس برس (AFP)",
    bylines=(Signature("أحمد علي"), Signature("وليد فادي", "translation")),
    tags=("بوتين", "الصين"),
    teasers=(Teaser("الصين تعلن عن خطة سلام", "أعلنت الصين…", "بكين", datetime.date(2024, 1, 2), "بوابة اوكرانيا"),),
    warnings=(Warning("quote_not_opened", {"text": "…”"}, 2),),
)


def codes(article: Article) -> list[str]:
    return [note["code"] for note in article.import_notes]


def test_a_story_becomes_a_draft_with_everything_in_its_place(reporter: Any) -> None:
    result = store(STORY, by=reporter)
    article = Article.objects.get()
    assert (result.outcome, result.article, result.reason) == ("created", article, "")
    assert (article.status, article.published_at_ar, article.created_by) == ("draft", None, reporter)
    assert (article.headline_ar, article.kicker_ar) == (STORY.headline, "عاجل")
    assert article.standfirst_ar == STORY.standfirst
    assert article.body_ar == "<p>وصل الرئيس الروسي إلى بكين.</p><p>وقال الكرملين إن المحادثات ستتناول الطاقة.</p>"
    assert (article.dateline_place_ar, article.dateline_date) == ("بكين", datetime.date(2023, 10, 27))
    assert [(b.author.name, b.role) for b in article.bylines.all()] == [
        ("أحمد علي", "writing"),
        ("وليد فادي", "translation"),
    ]
    assert {tag.name for tag in article.tags.all()} == {"بوتين", "الصين"}
    assert {source.name for source in article.sources.all()} == {"فرانس برس", "بوابة أوكرانيا"}
    (tie,) = article.related_stories.all()
    assert (tie.headline, tie.excerpt, tie.source) == ("الصين تعلن عن خطة سلام", "أعلنت الصين…", "بوابة اوكرانيا")
    assert (tie.date, tie.origin, tie.related) == (datetime.date(2024, 1, 2), "import", None)
    assert codes(article)[0] == "quote_not_opened"
    assert article.import_notes[0]["paragraph"] == 2
    assert {"section_created", "author_created", "tag_created", "source_created", "teaser_place"} <= set(codes(article))


def test_a_new_section_is_not_put_into_the_menu() -> None:
    store(STORY)
    assert not Section.objects.get().in_menu


def test_a_second_time_changes_nothing() -> None:
    store(STORY)
    before = list(Article.objects.values()), RelatedStory.objects.count(), Tag.objects.count(), Author.objects.count()
    result = store(STORY)
    assert (result.outcome, result.code) == ("skipped", "same_again")
    assert result.reason
    assert (
        list(Article.objects.values()),
        RelatedStory.objects.count(),
        Tag.objects.count(),
        Author.objects.count(),
    ) == before


def test_rows_are_found_in_any_spelling_and_language() -> None:
    section = Section.objects.create(name_ar="روسيا", name_en="Russia")
    source = Source.objects.create(name_ar="وكالة الصحافة الفرنسية", aliases=["أ ف ب"])
    author = Author.objects.create(name_ar="احمد علي")
    tag = Tag.objects.create(name_ar="فلاديمير بوتين", kind="person")
    TagAlias.objects.create(tag=tag, name="بوتين")
    article = store(
        replace(STORY, section="RUSSIA", outlet="", tags=("بوتين",), bylines=(Signature("أحمد علي"),))
    ).article
    assert article is not None
    assert article.section == section
    assert list(article.sources.all()) == [source]
    assert list(article.authors.all()) == [author]
    assert list(article.tags.all()) == [tag]


def test_part_of_a_name_is_not_the_name() -> None:
    Section.objects.create(name_ar="العالم العربي")
    article = store(STORY).article
    assert article is not None and article.section is not None
    assert article.section.name == "العالم"


def test_an_edited_file_updates_an_untouched_draft() -> None:
    first = store(STORY).article
    edited = replace(STORY, paragraphs=(*STORY.paragraphs, "وأضاف."), tags=("روسيا",), bylines=(), teasers=())
    result = store(edited)
    assert (result.outcome, result.article) == ("updated", first)
    article = Article.objects.get()
    assert article.body_ar.endswith("<p>وأضاف.</p>")
    assert [tag.name for tag in article.tags.all()] == ["روسيا"]
    assert not article.bylines.exists()
    assert not article.related_stories.exists()
    assert store(edited).outcome == "skipped"


@pytest.mark.parametrize("change", ["text", "translation", "tag", "related", "date"])
def test_what_an_editor_has_changed_is_left_alone(change: str) -> None:
    article = store(STORY).article
    assert article is not None
    if change == "tag":
        article.tags.add(Tag.objects.create(name_ar="دبلوماسية"))
    elif change == "related":
        article.related_stories.all().delete()
    else:
        column, value = {
            "text": ("headline_ar", "عنوان أفضل"),
            "translation": ("headline_en", "Putin in Beijing"),
            "date": ("dateline_date", datetime.date(2023, 10, 28)),
        }[change]
        Article.objects.filter(pk=article.pk).update(**{column: value})
    before = Article.objects.values().get()
    result = store(replace(STORY, paragraphs=(*STORY.paragraphs, "وأضاف.")))
    assert (result.outcome, result.code) == ("skipped", "edited_since")
    assert Article.objects.values().get() == before


def test_a_story_that_is_no_draft_any_more_is_left_alone() -> None:
    store(STORY)
    Article.objects.update(status="in_review")
    result = store(replace(STORY, paragraphs=(*STORY.paragraphs, "وأضاف.")))
    assert (result.outcome, result.code) == ("skipped", "no_longer_draft")


def test_a_teaser_of_a_story_that_is_here_is_tied_to_it() -> None:
    announced = store(replace(STORY, headline="الصين تعلن عن خطة سلام", teasers=())).article
    article = store(STORY).article
    assert article is not None
    assert article.related_stories.get().related == announced


def test_a_teaser_is_tied_when_its_story_comes_later_in_another_spelling() -> None:
    article = store(STORY).article
    later = store(replace(STORY, headline="الصين تُعلِن عن خطّة سلام", teasers=())).article
    assert article is not None
    tie = article.related_stories.get()
    assert (tie.related, tie.headline) == (later, "الصين تعلن عن خطة سلام")
    assert store(replace(STORY, paragraphs=(*STORY.paragraphs, "وأضاف."))).outcome == "updated"


def test_a_teaser_with_a_kicker_before_its_headline_is_tied_too() -> None:
    later = replace(STORY, kicker="بالفيديو", headline="دلافين تسبح مع المتزلجين", teasers=())
    waiting = store(replace(STORY, teasers=(Teaser("بالفيديو: دلافين تسبح مع المتزلجين"),))).article
    announced = store(later).article
    after = store(replace(STORY, headline="غيرها", teasers=(Teaser("بالفيديو: دلافين تسبح مع المتزلجين"),))).article
    assert waiting is not None and after is not None
    assert waiting.related_stories.get().related == after.related_stories.get().related == announced


def test_a_story_is_never_tied_to_itself_nor_twice_to_another() -> None:
    announced = replace(STORY, headline="الصين تعلن عن خطة سلام", teasers=(Teaser("الصين تعلن عن خطة سلام"),))
    other = store(announced).article
    article = store(replace(STORY, teasers=(STORY.teasers[0], Teaser("الصين تعلن عن خطة سلام", "مرة أخرى…")))).article
    assert article is not None and other is not None
    assert other.related_stories.get().related is None
    assert [tie.related for tie in article.related_stories.all()] == [other, None]


def test_a_story_in_another_language_is_written_into_its_columns() -> None:
    article = store(
        replace(STORY, headline="Putin in Beijing", language="en", paragraphs=("The president arrived.",))
    ).article
    assert article is not None
    assert (article.headline_en, article.body_en) == ("Putin in Beijing", "<p>The president arrived.</p>")
    assert not article.headline_ar
    assert article.languages_written() == ["en"]


def test_markup_in_the_text_is_text() -> None:
    article = store(replace(STORY, paragraphs=("<script>alert(1)</script> & <b>نص</b>",))).article
    assert article is not None
    assert "<script" not in article.body_ar
    assert "&lt;script&gt;" in article.body_ar


def test_what_is_too_long_for_its_field_is_cut_and_kept_in_a_note() -> None:
    long = "كلمة " * 60
    article = store(replace(STORY, kicker=long, section=long, tags=(long,), bylines=(Signature(long),))).article
    assert article is not None
    assert len(article.kicker_ar) <= 80
    assert codes(article).count("cut_to_fit") == 4
    article.full_clean()


def test_a_story_too_long_for_an_article_is_refused_and_leaves_nothing() -> None:
    endless = replace(STORY, paragraphs=("كلمة " * 120_000,))
    assert plan(endless).outcome == "refused"
    result = store(endless)
    assert (result.outcome, result.code) == ("refused", "too_long_body")
    assert not Article.objects.exists()
    assert not Section.objects.exists()


def test_an_import_that_breaks_off_leaves_no_half_story(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writer, "_tie_earlier_teasers", broken)
    with pytest.raises(KeyboardInterrupt):
        store(STORY)
    assert not any(model.objects.exists() for model in (Article, Section, Tag, Author, Source, RelatedStory))


def test_planning_says_what_storing_does_and_writes_nothing() -> None:
    assert plan(STORY).outcome == "created"
    assert not Article.objects.exists()
    store(STORY)
    assert plan(STORY).outcome == "skipped"
    assert plan(replace(STORY, standfirst="غيرها")).outcome == "updated"
    assert Article.objects.get().standfirst_ar == STORY.standfirst
