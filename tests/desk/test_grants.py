"""Rights in a section or a language."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import workflow
from articles.models import Grant, Section
from articles.models.article import Status
from tests.desk.matrix import MATRIX, PER_LANGUAGE, do, staged


@pytest.fixture
def sport(db):
    """The sports section."""
    return Section.objects.create(name_ar="رياضة", slug="sport")


def grant(person, role: str, **part) -> Grant:
    return Grant.objects.create(person=person, role=Group.objects.get(name=role), **part)


def may(story, verb: str, person, *languages: str) -> bool:
    vars(person).pop("_grants_held", None)
    return workflow.may(story, workflow.VERBS[verb], person, languages or None)


def test_an_editor_of_a_section_edits_and_publishes_there_and_nowhere_else(
    reporter, sport, section, write_story
) -> None:
    grant(reporter, "editor", section=sport)
    football = Section.objects.create(name_ar="كرة قدم", parent=sport)
    for place, allowed in ((sport, True), (football, True), (section, False), (None, False)):
        story = write_story(section=place)
        assert may(story, "publish", reporter) is allowed
        assert workflow.may_edit(story, reporter) is allowed
        if allowed:
            workflow.publish(story, reporter)
            workflow.correct(story, reporter, "ar", "صُحّح الاسم")
        else:
            with pytest.raises(PermissionDenied):
                workflow.publish(story, reporter)


def test_a_grant_of_a_subsection_does_not_reach_its_parent(reporter, sport, write_story) -> None:
    football = Section.objects.create(name_ar="كرة قدم", parent=sport)
    grant(reporter, "editor", section=football)
    assert not may(write_story(section=sport), "publish", reporter)


def test_an_editor_of_a_language_publishes_it_and_not_the_story(translator, write_story) -> None:
    grant(translator, "editor", language="en")
    story = write_story(out="ar", headline_en="English", body_en="<p>x</p>")
    assert may(story, "publish_language", translator, "en")
    assert not may(story, "publish_language", translator, "fa")
    assert not may(story, "publish_language", translator)
    assert not may(story, "withdraw", translator)
    verbs = workflow.verbs_for(story, translator)
    assert "publish_language" in [verb.name for verb in verbs] and "unpublish" not in [verb.name for verb in verbs]
    assert workflow.languages_for(story, workflow.VERBS["publish_language"], translator) == ["en"]
    workflow.publish_language(story, translator, "en")
    with pytest.raises(PermissionDenied):
        workflow.publish_language(story, translator, "fa")


@pytest.mark.parametrize("verb", MATRIX)
def test_a_right_in_a_language_is_enough_for_what_is_done_to_one_language(verb, stranger, write_story) -> None:
    grant(stranger, "chief", language="ar")
    story = staged(verb, write_story, status=min(MATRIX[verb][0]))
    is_offered = verb in [one.name for one in workflow.verbs_for(story, stranger)]
    assert is_offered is (verb in PER_LANGUAGE)
    if verb not in PER_LANGUAGE:
        with pytest.raises(PermissionDenied):
            do(verb, story, stranger)


def test_an_editor_of_a_language_writes_in_it_alone(reporter, write_story) -> None:
    grant(reporter, "editor", language="en")
    for story in (write_story(status=Status.READY), write_story(out="ar en")):
        assert workflow.editable_languages(story, reporter) == ["en"]
        assert not workflow.may_edit(story, reporter)


def test_a_section_and_a_language_together_are_both_wanted(translator, sport, section, write_story) -> None:
    grant(translator, "editor", section=sport, language="en")
    fields = {"out": "ar", "headline_en": "English", "body_en": "<p>x</p>"}
    assert may(write_story(section=sport, **fields), "publish_language", translator, "en")
    assert not may(write_story(section=section, **fields), "publish_language", translator, "en")
    assert not may(write_story(section=sport, **fields), "publish_language", translator, "ar")


def test_a_group_holds_grants_for_its_people(stranger, sport, write_story) -> None:
    desk = Group.objects.create(name="مكتب الرياضة")
    Grant.objects.create(group=desk, role=Group.objects.get(name="editor"), section=sport)
    story = write_story(section=sport)
    assert not may(story, "publish", stranger)
    stranger.groups.add(desk)
    assert may(story, "publish", stranger)
    stranger.is_active = False
    assert not may(story, "publish", stranger)


def test_a_grant_that_is_taken_back_is_gone(reporter, sport, write_story) -> None:
    held = grant(reporter, "editor", section=sport)
    assert may(write_story(section=sport), "publish", reporter)
    held.delete()
    assert not may(write_story(section=sport), "publish", reporter)


def test_a_translator_of_one_language_translates_it_alone(stranger, write_story) -> None:
    grant(stranger, "translator", language="uk")
    story = write_story()
    workflow.translate(story, stranger, "uk")
    assert workflow.editable_languages(story, stranger) == ["uk"]
    with pytest.raises(PermissionDenied):
        workflow.translate(story, stranger, "en")


def test_the_database_wants_one_holder_and_a_part(reporter, sport) -> None:
    role = Group.objects.get(name="editor")
    for fields in ({"section": sport}, {"person": reporter}, {"person": reporter, "group": role, "section": sport}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(role=role, **fields)


def test_grants_cost_two_queries_for_each_person(reporter, sport, write_story, django_assert_max_num_queries) -> None:
    grant(reporter, "editor", section=sport)
    stories = [write_story(section=sport, published_at_ar=timezone.now()) for _number in range(5)]
    reporter.has_perm("articles.view_article")
    with django_assert_max_num_queries(4):
        assert all(may(story, "publish", reporter) for story in stories[:1])
        assert all(workflow.may(story, workflow.VERBS["publish"], reporter) for story in stories)
