"""Who may do what to a story, when, and what is recorded."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import workflow
from articles.models import Article, StatusChange
from articles.models.article import Status

STATUSES = list(Status)
EVERYBODY = ["reporter", "editor", "chief", "stranger"]
OF_THE_DESK = {"editor", "chief"}

# verb: (the statuses it starts from, who may do it to their own story, who to another's)
MATRIX = {
    "submit": ({Status.DRAFT}, {"reporter"} | OF_THE_DESK, OF_THE_DESK),
    "send_back": ({Status.IN_REVIEW, Status.READY}, OF_THE_DESK, OF_THE_DESK),
    "approve": ({Status.IN_REVIEW}, OF_THE_DESK, OF_THE_DESK),
    "publish": ({Status.DRAFT, Status.IN_REVIEW, Status.READY}, OF_THE_DESK, OF_THE_DESK),
    "publish_language": ({Status.PUBLISHED}, OF_THE_DESK, OF_THE_DESK),
    "unpublish": ({Status.PUBLISHED}, OF_THE_DESK, OF_THE_DESK),
    "withdraw": ({Status.PUBLISHED}, OF_THE_DESK, OF_THE_DESK),
    "restore": ({Status.WITHDRAWN}, OF_THE_DESK, OF_THE_DESK),
}


def do(verb: str, story: Article, person) -> None:
    match verb:
        case "send_back" | "withdraw":
            getattr(workflow, verb)(story, person, "لأن المصدر تراجع")
        case "publish_language":
            workflow.publish_language(story, person, "en")
        case _:
            getattr(workflow, verb)(story, person)


def test_the_matrix_names_every_verb() -> None:
    assert set(MATRIX) == set(workflow.VERBS)


@pytest.mark.parametrize("own", [True, False], ids=["own", "anothers"])
@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("verb", MATRIX)
def test_each_verb_obeys_the_matrix(verb, role, own, request, write_story) -> None:
    person = request.getfixturevalue(role)
    statuses, own_roles, other_roles = MATRIX[verb]
    for status in STATUSES:
        story = write_story(
            status=status,
            created_by=person if own else None,
            published_at_ar=timezone.now(),
            headline_en="English",
            body_en="<p>text</p>",
        )
        allowed = status in statuses and role in (own_roles if own else other_roles)
        assert (verb in [one.name for one in workflow.verbs_for(story, person)]) is allowed, status
        if allowed:
            do(verb, story, person)
            change = StatusChange.objects.get(article=story)
            assert (change.verb, change.from_status, change.to_status) == (verb, status, story.status)
            assert change.by == person
        else:
            with pytest.raises((PermissionDenied, ValidationError)):
                do(verb, story, person)
            assert Article.objects.get(pk=story.pk).status == status
            assert not StatusChange.objects.filter(article=story).exists()


EDIT_MATRIX = {
    "reporter": ({Status.DRAFT}, set()),
    "editor": (set(Status), set(Status)),
    "chief": (set(Status), set(Status)),
    "stranger": (set(), set()),
}


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_change_the_text(role, request, write_story) -> None:
    person = request.getfixturevalue(role)
    own, anothers = EDIT_MATRIX[role]
    for status in STATUSES:
        fields = {"status": status, "published_at_ar": timezone.now()}
        assert workflow.may_edit(write_story(created_by=person, **fields), person) is (status in own), status
        assert workflow.may_edit(write_story(created_by=None, **fields), person) is (status in anothers), status


def test_publishing_brings_out_every_language_that_is_written(editor, write_story) -> None:
    story = write_story(headline_en="Written", body_en="<p>text</p>", headline_uk="Лише заголовок")
    workflow.publish(story, editor)
    assert Article.objects.get(pk=story.pk).languages_out() == ["ar", "en"]


def test_publishing_only_the_asked_languages(editor, write_story) -> None:
    story = write_story(headline_en="Written", body_en="<p>text</p>")
    workflow.publish(story, editor, languages=["en"])
    assert Article.objects.get(pk=story.pk).languages_out() == ["en"]


def test_publishing_later_shows_nothing_until_then(editor, write_story) -> None:
    story, then = write_story(), timezone.now() + timedelta(hours=2)
    workflow.publish(story, editor, at=then)
    assert not Article.objects.published("ar").exists()
    assert list(Article.objects.scheduled()) == [story]
    assert list(Article.objects.published("ar", then)) == [story]


def test_a_time_set_by_the_editor_is_kept(editor, write_story) -> None:
    then = timezone.now() + timedelta(days=1)
    story = write_story(published_at_ar=then)
    workflow.publish(story, editor)
    assert Article.objects.get(pk=story.pk).published_at_ar == then


@pytest.mark.parametrize(
    ("fields", "languages", "field"),
    [
        ({"section": None}, None, "section"),
        ({"body_ar": ""}, None, "headline_ar"),
        ({"headline_en": "No body"}, ["ar", "en"], "body_en"),
        ({}, ["uk"], "headline_uk"),
        ({"expires_at": timezone.now() - timedelta(hours=1)}, None, "expires_at"),
    ],
)
def test_what_stands_in_the_way_of_publishing_is_named_at_its_field(fields, languages, field, editor, write_story) -> None:
    story = write_story(**fields)
    with pytest.raises(ValidationError) as refused:
        workflow.publish(story, editor, languages=languages)
    assert field in refused.value.message_dict
    assert Article.objects.get(pk=story.pk).status == Status.DRAFT


@pytest.mark.parametrize("verb", ["send_back", "withdraw"])
def test_sending_back_and_withdrawing_want_a_reason(verb, editor, write_story) -> None:
    story = write_story(out="ar") if verb == "withdraw" else write_story(status=Status.IN_REVIEW)
    with pytest.raises(ValidationError) as refused:
        getattr(workflow, verb)(story, editor, "   ")
    assert "note" in refused.value.message_dict


def test_a_verb_looks_at_the_story_as_it_is_now_not_as_it_was_opened(editor, chief, write_story) -> None:
    opened_twice = write_story(status=Status.IN_REVIEW)
    workflow.send_back(Article.objects.get(pk=opened_twice.pk), chief, "ناقصة")
    with pytest.raises(ValidationError) as refused:
        workflow.approve(opened_twice, editor)
    assert refused.value.code == "wrong_status"


def test_a_withdrawal_keeps_its_reason_and_a_restored_story_forgets_it(editor, write_story) -> None:
    story = write_story(out="ar")
    workflow.withdraw(story, editor, "تبيّن أن الوثيقة مزوّرة")
    assert list(Article.objects.withdrawn_from_readers("ar")) == [story]
    assert Article.objects.get(pk=story.pk).withdrawal_reason == "تبيّن أن الوثيقة مزوّرة"
    workflow.restore(story, editor)
    stored = Article.objects.get(pk=story.pk)
    assert (stored.status, stored.withdrawal_reason) == (Status.READY, "")


def test_groups_have_the_permissions_that_their_names_promise(reporter, editor, chief, stranger) -> None:
    def may(permission: str) -> list[bool]:
        return [person.has_perm(f"articles.{permission}") for person in (stranger, reporter, editor, chief)]

    assert may("view_article") == may("add_article") == may("submit_article") == [False, True, True, True]
    assert may("publish_article") == may("change_any_article") == may("merge_tag") == [False, False, True, True]
    assert may("delete_article") == may("change_section") == may("add_redirect") == [False, False, False, True]
