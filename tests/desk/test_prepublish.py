"""What an editor is told before a story goes out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.models import Image, Redirect, RelatedStory, Tag
from articles.models.article import Status
from articles.workflow import prepublish

GOOD = {"standfirst_ar": "مقدمة الخبر"}


def codes(story, *languages: str) -> list[str]:
    return sorted(finding.code for finding in prepublish.findings(story, list(languages) or None))


@pytest.fixture
def image(db):
    """A picture with all that it needs."""
    return Image.objects.create(
        file="x.png", content_hash="x", width=1, height=1, alt_ar="لافروف على سلم الطائرة", credit="أ ف ب"
    )


def test_a_story_without_fault_gives_no_findings(write_story, image) -> None:
    other = write_story("آخر", out="ar")
    story = write_story(lead_image=image, **GOOD)
    story.body_ar = (
        f'<p><a href="{other.get_absolute_url()}">هنا</a> <a href="https://example.org/gone">هناك</a> '
        f'<a href="/latest/">الأحدث</a></p><div class="story-card" data-article="{other.pk}"></div>'
    )
    RelatedStory.objects.create(article=story, related=other)
    assert prepublish.findings(story) == []


def test_a_picture_wants_alt_and_credit_in_the_language_and_its_rights(write_story, image) -> None:
    story = write_story(lead_image=image, headline_en="English", body_en="<p>x</p>", standfirst_en="y", **GOOD)
    assert codes(story, "en") == ["missing_alt"]
    image.credit, image.rights_expire_on = "", date(2020, 1, 1)
    image.save()
    assert codes(story, "ar") == ["missing_credit", "rights_ended"]


def test_pictures_in_the_body_are_looked_at_too(write_story, image) -> None:
    figure = (
        '<figure class="news-figure" data-image="{}"><img src="/media/x.png" alt="{}">'
        "<figcaption>{}</figcaption></figure>"
    )
    story = write_story(**GOOD)
    image.credit = image.alt_ar = ""
    image.save()
    story.body_ar = figure.format(image.pk, "", "")
    assert codes(story) == ["missing_alt", "missing_credit"]
    story.body_ar = figure.format(image.pk, "وصف", '<span class="credit">رويترز</span>')
    assert codes(story) == []


def test_rights_that_end_before_the_story_goes_out_are_told(write_story, image) -> None:
    image.rights_expire_on = timezone.localdate() + timedelta(days=1)
    image.save()
    story = write_story(lead_image=image, **GOOD)
    assert codes(story) == []
    later = timezone.now() + timedelta(days=3)
    assert [finding.code for finding in prepublish.findings(story, at=later)] == ["rights_ended"]


def test_a_long_headline_and_a_missing_standfirst_are_told_at_their_fields(write_story) -> None:
    story = write_story("كلمة " * 15)
    assert {(one.code, one.field) for one in prepublish.findings(story)} == {
        ("long_headline", "headline_ar"),
        ("no_standfirst", "standfirst_ar"),
    }
    story.seo_title_ar = "عنوان قصير للبحث"
    assert codes(story) == ["no_standfirst"]


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("/articles/999999/x/", "dead_link"),
        ("/لا-شيء-هنا/", "dead_link"),
        ("/tags/%D9%84%D8%A7-%D9%88%D8%B3%D9%85/", "dead_link"),
        ("http://127.0.0.1:8000/a/999999", "dead_link"),
        ("/en/articles/999999/x/", "dead_link"),
        ("/moved/", None),
        ("/tags/%D9%84%D8%A8%D9%86%D8%A7%D9%86/", None),
        ("/en/latest/", None),
        ("/media/report.pdf", None),
        ("https://example.org/articles/1/", None),
        ("mailto:desk@example.org", None),
        ("#top", None),
        ("http://[broken", None),
    ],
)
@pytest.mark.parametrize("interface", ["ar", "en"])
def test_only_links_of_this_site_are_followed(href, code, interface, write_story) -> None:
    from django.utils import translation

    Redirect.objects.create(old_path="/moved/", target="/latest/")
    Tag.objects.create(name_ar="لبنان")
    story = write_story(**GOOD)
    story.body_ar = f'<p><a href="{href}">هنا</a></p>'
    with translation.override(interface):
        assert codes(story) == ([code] if code else [])


def test_links_and_cards_to_what_readers_cannot_see_are_told(write_story) -> None:
    draft, embargoed = write_story(), write_story(out="ar", embargo_until=timezone.now() + timedelta(hours=1))
    story = write_story(**GOOD)
    story.body_ar = (
        f'<p><a href="/a/{draft.pk}">هنا</a></p><div class="story-card" data-article="{embargoed.pk}"></div>'
    )
    RelatedStory.objects.create(article=story, related=draft)
    assert codes(story) == ["draft_link", "draft_link", "related_not_public"]


def test_a_translation_behind_its_source_is_told_until_it_is_looked_at_again(write_story, translator) -> None:
    story = write_story(headline_en="English", body_en="<p>x</p>", standfirst_en="y", **GOOD)
    workflow.translate(story, translator, "en")
    assert codes(story) == []
    story.body_ar = "<p>نص آخر.</p>"
    story.save()
    assert codes(story, "ar") == []
    assert codes(story, "en") == ["out_of_date"]
    workflow.translate(story, translator, "en")
    assert codes(story, "en") == []


def finder(article):
    """A finder of near-duplicates that finds every other story."""
    return [(other, "87% the same.") for other in type(article).objects.exclude(pk=article.pk)]


def test_near_duplicates_come_from_the_newsrooms_finder(settings, write_story, monkeypatch) -> None:
    other, story = write_story("توأم"), write_story(**GOOD)
    monkeypatch.setattr(prepublish, "import_string", {"a.finder": finder}.__getitem__)
    settings.NEAR_DUPLICATES = "a.finder"
    (finding,) = prepublish.findings(story)
    assert (finding.code, finding.params["id"]) == ("near_duplicate", other.pk)


def test_copies_are_looked_for_by_a_verb_only_where_they_stop_it(settings, write_story, monkeypatch, editor) -> None:
    asked = []
    monkeypatch.setattr(prepublish, "import_string", lambda name: lambda article: asked.append(article) or [])
    workflow.publish(write_story(), editor)
    assert asked == []
    settings.PREPUBLISH_ERRORS = ["near_duplicate"]
    workflow.publish(story := write_story(), editor)
    assert asked == [story]


def test_errors_stop_publishing_and_warnings_do_not(settings, write_story, editor) -> None:
    story = write_story()
    settings.PREPUBLISH_ERRORS = ["no_standfirst"]
    for publish in (
        lambda: workflow.publish(story, editor),
        lambda: workflow.schedule(story, editor, timezone.now() + timedelta(hours=1)),
    ):
        with pytest.raises(ValidationError) as refused:
            publish()
        assert "standfirst_ar" in refused.value.message_dict
    settings.PREPUBLISH_ERRORS = []
    workflow.publish(story, editor)
    assert story.status == Status.PUBLISHED


def test_the_settings_know_every_code(settings) -> None:
    from pathlib import Path

    source = Path(prepublish.__file__).read_text(encoding="utf-8")
    assert [code for code in settings.PREPUBLISH_CODES if f'yield "{code}"' not in source] == []
