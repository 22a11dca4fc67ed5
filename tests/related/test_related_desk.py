"""Staff agree, dismiss and take back; readers see nothing before somebody agreed."""

import pytest
from django.core.exceptions import PermissionDenied

from articles import clock
from articles.models import Article, DismissedSuggestion, RelatedStory, RelatedSuggestion
from articles.related import desk
from articles.related.draft import Draft
from articles.related.suggest import suggest


def test_accepting_ties_in_order_after_what_is_there(archive, editor) -> None:
    visit, talks, sport, market = archive.values()
    RelatedStory.objects.create(article=visit, related=sport, position=4)
    made = desk.accept(visit, [talks.pk, sport.pk, market.pk, visit.pk, 0], editor, kind="background", both_ways=True)
    assert [(tie.related_id, tie.position, tie.origin, tie.kind) for tie in made] == [
        (talks.pk, 5, "engine", "background"),
        (market.pk, 6, "engine", "background"),
    ]
    assert [tie.related for tie in visit.related_stories.all()] == [sport, talks, market]


def test_a_story_that_went_to_the_bin_meanwhile_is_not_tied(archive, editor) -> None:
    visit, talks, sport, _market = archive.values()
    Article.objects.filter(pk=talks.pk).update(deleted_at=clock.now())
    assert [tie.related for tie in desk.accept(visit, [talks.pk, sport.pk], editor)] == [sport]


def test_what_was_accepted_can_be_taken_back_but_not_what_an_editor_tied(archive, editor) -> None:
    visit, talks, sport, _market = archive.values()
    own = RelatedStory.objects.create(article=visit, related=sport)
    made = desk.accept(visit, [talks.pk], editor)
    assert desk.take_back([own.pk, *(tie.pk for tie in made)], editor) == 1
    assert list(visit.related_stories.all()) == [own]


def test_a_dismissed_suggestion_comes_back_only_when_it_is_brought_back(archive, editor) -> None:
    visit, talks = archive["visit"], archive["talks"]
    assert desk.dismiss(visit, [talks.pk, visit.pk], editor) == 1
    assert desk.dismiss(visit, [talks.pk], editor) == 1
    assert DismissedSuggestion.objects.get().by == editor
    assert suggest(Draft.of(visit, "ar")) == []
    assert desk.bring_back(visit, [talks.pk], editor) == 1
    assert [found.article for found in suggest(Draft.of(visit, "ar"))] == [talks]


def test_two_stories_of_which_one_was_dismissed_are_not_suggested_for_each_other(archive, editor) -> None:
    visit, talks = archive["visit"], archive["talks"]
    desk.store_suggestions(talks)
    desk.dismiss(visit, [talks.pk], editor)
    assert not RelatedSuggestion.objects.exists()
    assert suggest(Draft.of(talks, "ar")) == []
    assert desk.bring_back(talks, [visit.pk], editor) == 1
    assert [found.article for found in suggest(Draft.of(visit, "ar"))] == [talks]


def test_a_reporter_ties_nothing_to_a_story_that_is_out(archive, reporter) -> None:
    visit, talks = archive["visit"], archive["talks"]
    for act in (desk.accept, desk.dismiss, desk.bring_back):
        with pytest.raises(PermissionDenied):
            act(visit, [talks.pk], reporter)
    tie = RelatedStory.objects.create(article=visit, related=talks, origin="engine")
    with pytest.raises(PermissionDenied):
        desk.take_back([tie.pk], reporter)
    assert RelatedStory.objects.count() == 1


def test_stored_suggestions_are_no_related_stories_until_somebody_agrees(archive, editor) -> None:
    visit, talks = archive["visit"], archive["talks"]
    assert desk.store_suggestions(visit) == 1
    assert desk.store_suggestions(visit) == 1
    assert RelatedSuggestion.objects.count() == 1
    assert not RelatedStory.objects.exists()
    [kept] = desk.stored_suggestions(visit, "ar")
    assert kept.article == talks
    assert "لافروف" in kept.why
    desk.accept(visit, [talks.pk], editor)
    assert not RelatedSuggestion.objects.exists()


def test_a_stored_suggestion_that_was_withdrawn_since_is_not_shown(archive) -> None:
    visit, talks = archive["visit"], archive["talks"]
    desk.store_suggestions(visit)
    type(talks).objects.filter(pk=talks.pk).update(status="withdrawn")
    assert desk.stored_suggestions(visit, "ar") == []


def test_stories_with_few_ties_are_wanting_and_the_share_of_the_tied_grows(archive, editor, write_story) -> None:
    visit, talks, sport, market = archive.values()
    write_story("مسودة")
    assert list(desk.wanting("ar"))[-1] == talks
    assert desk.tied("ar") == (0, 4)
    desk.accept(visit, [talks.pk, sport.pk, market.pk], editor, both_ways=True)
    assert visit not in desk.wanting("ar")
    assert talks in desk.wanting("ar")
    assert talks not in desk.wanting("ar", enough=1)
    assert desk.tied("ar").percent == "100"


def test_a_suggestion_goes_to_the_form_as_plain_values(archive) -> None:
    import json

    [found] = suggest(Draft.of(archive["visit"], "ar"))
    sent = json.loads(json.dumps(desk.as_json(found, "ar")))
    assert sent["id"] == archive["talks"].pk
    assert sent["headline"] == "لافروف يبحث ملف غزة في إيران"
    assert sent["is_public"] is True
    assert sent["section"] == "سياسة"


def test_readers_pages_are_renewed_when_what_the_engine_chose_for_them_changes(
    archive, editor, settings, django_capture_on_commit_callbacks
) -> None:
    def renewed() -> int:
        with django_capture_on_commit_callbacks() as made:
            desk.store_suggestions(archive["visit"])
        return len(made)

    assert renewed() == 0
    settings.RELATED_AUTOFILL = True
    assert renewed() == 0
    RelatedSuggestion.objects.all().delete()
    assert renewed() == 1
    with django_capture_on_commit_callbacks() as made:
        desk.dismiss(archive["visit"], [archive["talks"].pk], editor)
    assert len(made) == 1


@pytest.mark.parametrize(
    ("tied", "all_", "percent"),
    [
        (0, 0, "0"),
        (0, 5, "0"),
        (2, 5027, "0.03"),
        (60, 5000, "1.2"),
        (499, 5000, "9.98"),
        (4999, 5000, "99"),
        (7, 7, "100"),
    ],
)
def test_the_share_that_is_tied_grows_with_a_few_ties_and_is_never_said_to_be_more(
    tied: int, all_: int, percent: str
) -> None:
    assert desk.Tied(tied, all_).percent == percent
