"""Who may do what to a story, when, and what is recorded."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import workflow
from articles.management.commands import draw_workflow
from articles.models import Article, AuditEntry, LanguageVersion, StatusChange
from articles.models.article import Status
from articles.signals.groups import GROUPS
from tests.desk.matrix import (
    CHIEF,
    DESK,
    EVERYBODY,
    HOUR,
    MATRIX,
    NOTED,
    OF_ANYBODYS,
    PER_LANGUAGE,
    STAFF,
    allows,
    do,
    row_of,
    staged,
    trying,
)

STATUSES = list(Status)


def test_the_matrix_names_every_verb() -> None:
    assert set(MATRIX) == set(workflow.VERBS)
    assert {name for name, verb in workflow.VERBS.items() if verb.needs_note} == NOTED


@pytest.mark.parametrize("verb", MATRIX)
def test_the_graph_says_what_the_matrix_says(verb) -> None:
    """Some states a verb could not start from anyway; the graph may not claim them either."""
    told, (statuses, to_status, permission, _own, _others) = workflow.VERBS[verb], MATRIX[verb]
    assert (set(told.from_statuses), told.to_status) == (statuses, to_status)
    assert (told.permission, told.to_anybodys) == (f"articles.{permission}", verb in OF_ANYBODYS)
    assert (told.in_bin, told.per_language) == (verb == "take_out", verb in PER_LANGUAGE)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("verb", MATRIX)
def test_each_verb_obeys_the_matrix(verb, role, request, write_story) -> None:
    person = request.getfixturevalue(role)
    to_status = MATRIX[verb][1]
    first = staged(verb, write_story)
    for status, own in product(STATUSES, (True, False)):
        cell = (status, own)
        with trying(first, status, person if own else None) as story:
            allowed = allows(verb, role, status, own=own)
            assert (verb in [one.name for one in workflow.verbs_for(story, person)]) is allowed, cell
            before = row_of(story)
            if allowed:
                do(verb, story, person)
                change = StatusChange.objects.get(article=story)
                assert (change.verb, change.from_status, change.to_status) == (verb, status, to_status or status), cell
                assert Article.objects.get(pk=story.pk).status == story.status == (to_status or status), cell
                assert change.by == person, cell
                assert AuditEntry.objects.filter(article=story, action=verb, actor=person).count() == 1, cell
            else:
                with pytest.raises((PermissionDenied, ValidationError)):
                    do(verb, story, person)
                assert row_of(story) == before, cell
                assert not StatusChange.objects.filter(article=story).exists(), cell


class Holder:
    """Somebody with exactly these permissions."""

    pk, is_active, _grants_held = 7, True, ()

    def __init__(self, codenames: set[str]) -> None:
        self.codenames = codenames

    def has_perm(self, permission: str) -> bool:
        return permission.removeprefix("articles.") in self.codenames


EVERY_PERMISSION = {codename for codenames in GROUPS.values() for codename in codenames}


def may(verb: str, codenames: set[str], *, own: bool) -> bool:
    """Whether the holder of some permissions may do a verb to a story in the first state from which it starts."""
    one = replace(workflow.VERBS[verb], applies=lambda article: True)
    status = min(one.from_statuses)
    binned = timezone.now() if one.in_bin else None
    return workflow.may(
        Article(status=status, created_by_id=7 if own else 8, deleted_at=binned), one, Holder(codenames)
    )


@pytest.mark.parametrize("verb", MATRIX)
def test_each_verb_wants_its_permission_and_no_other(verb) -> None:
    permission = MATRIX[verb][2]
    assert may(verb, {permission}, own=True)
    assert may(verb, {permission, "change_any_article"}, own=False)
    assert not may(verb, EVERY_PERMISSION - {permission}, own=True)
    assert may(verb, {permission}, own=False) is (verb in OF_ANYBODYS)


@pytest.mark.parametrize("verb", [verb for verb in MATRIX if verb != "take_out"])
def test_nothing_can_be_done_to_a_story_in_the_bin(verb, chief, write_story) -> None:
    status = min(MATRIX[verb][0])
    story = staged(verb, write_story, status=status, created_by=chief, deleted_at=timezone.now())
    assert verb not in [one.name for one in workflow.verbs_for(story, chief)]
    with pytest.raises(ValidationError):
        do(verb, story, chief)


def test_a_story_that_is_not_in_the_bin_cannot_be_taken_out(chief, write_story) -> None:
    with pytest.raises(ValidationError):
        workflow.take_out(write_story(), chief)


def test_somebody_who_left_may_do_nothing(chief, write_story) -> None:
    chief.is_active = False
    assert workflow.verbs_for(write_story(created_by=chief), chief) == []


EDIT_MATRIX = {
    "reporter": ({Status.DRAFT}, set()),
    "translator": ({Status.DRAFT}, set()),
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
        assert not workflow.may_edit(write_story(created_by=person, deleted_at=timezone.now(), **fields), person)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("role", "may_write"), [("translator", True), ("reporter", False), ("stranger", False)])
def test_a_translator_writes_in_the_languages_opened_for_translation(
    role, may_write, status, request, write_story
) -> None:
    person = request.getfixturevalue(role)
    story = write_story(status=status, published_at_ar=timezone.now() - HOUR)
    assert workflow.editable_languages(story, person) == []
    LanguageVersion.objects.create(article=story, language="en", source_language="ar", source_hash="")
    wanted = ["en"] if may_write and status != Status.WITHDRAWN else []
    assert workflow.editable_languages(story, person) == wanted
    assert not workflow.may_edit(story, person)


def test_a_language_that_is_out_is_not_the_translators_any_more(translator, editor, write_story) -> None:
    story = write_story(out="ar en")
    workflow.translate(story, translator, "en")
    assert workflow.editable_languages(story, translator) == []
    assert workflow.editable_languages(story, editor) == ["ar", "en", "uk", "fa"]


def test_whoever_a_story_is_assigned_to_writes_it(reporter, editor, write_story) -> None:
    story = write_story(created_by=editor)
    assert not workflow.may_edit(story, reporter)
    workflow.assign(story, editor, reporter)
    assert workflow.may_edit(story, reporter)
    workflow.submit(story, reporter)


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
def test_what_stands_in_the_way_of_publishing_is_named_at_its_field(
    fields, languages, field, editor, write_story
) -> None:
    story = write_story(**fields)
    with pytest.raises(ValidationError) as refused:
        workflow.publish(story, editor, languages=languages)
    assert field in refused.value.message_dict
    assert Article.objects.get(pk=story.pk).status == Status.DRAFT


@pytest.mark.parametrize("verb", sorted(NOTED))
def test_what_wants_a_reason_is_refused_without_one(verb, chief, write_story) -> None:
    story = staged(verb, write_story, status=max(MATRIX[verb][0]))
    with pytest.raises(ValidationError) as refused:
        do(verb, story, chief, "   ")
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


@pytest.mark.parametrize("fields", [{"published_at_ar": HOUR}, {"embargo_until": HOUR}], ids=["scheduled", "embargoed"])
def test_readers_are_not_told_of_the_withdrawal_of_what_they_never_saw(fields, editor, write_story) -> None:
    moments = {name: timezone.now() + ahead for name, ahead in fields.items()}
    story = write_story(out="ar en", **moments)
    workflow.withdraw(story, editor, "وثيقة مزورة")
    later = timezone.now() + 2 * HOUR
    assert not Article.objects.withdrawn_from_readers("ar", later).exists()
    assert Article.objects.withdrawn_from_readers("en", later).exists() is ("published_at_ar" in fields)


# permission: the groups that have it
PROMISES = {
    **dict.fromkeys(["view_article", "change_article", "propose_article", "view_revision"], STAFF),
    **dict.fromkeys(["add_article", "submit_article", "add_byline", "add_relatedstory"], STAFF - {"translator"}),
    "translate_article": STAFF - {"reporter"},
    **dict.fromkeys(["publish_article", "approve_article", "withdraw_article", "change_any_article"], DESK),
    **dict.fromkeys(["change_public_article", "correct_article", "assign_article", "merge_tag"], DESK),
    "tell_live_article": DESK,
    **dict.fromkeys(["delete_article", "override_embargo", "change_section", "add_redirect"], CHIEF),
    **dict.fromkeys(["view_auditentry", "add_grant", "change_grant", "delete_grant"], CHIEF),
}


@pytest.mark.parametrize("role", EVERYBODY)
def test_groups_have_the_permissions_that_their_names_promise(role, request) -> None:
    person = request.getfixturevalue(role)
    for permission, roles in PROMISES.items():
        assert person.has_perm(f"articles.{permission}") is (role in roles), permission


def test_every_permission_of_a_verb_is_promised() -> None:
    assert {permission for _from, _to, permission, _own, _others in MATRIX.values()} <= set(PROMISES)


def test_the_drawing_of_the_workflow_is_up_to_date() -> None:
    assert draw_workflow.PATH.read_text(encoding="utf-8") == draw_workflow.drawn()


def test_a_correction_is_told_in_its_language_with_its_time(editor, write_story) -> None:
    story = write_story(out="ar en")
    workflow.correct(story, editor, "ar", " كان الاسم خطأ ")
    (told,) = story.corrections.all()
    assert (told.language, told.text, told.by) == ("ar", "كان الاسم خطأ", editor)
    assert Article.objects.get(pk=story.pk).substantive_updated_at == told.at
    with pytest.raises(ValidationError):
        workflow.correct(story, editor, "uk", "ليست منشورة")


def test_a_translation_begins_with_the_source_as_it_is(translator, write_story) -> None:
    story = write_story(headline_en="English", body_en="<p>text</p>")
    workflow.translate(story, translator, "uk", source_language="en")
    opened = story.language_versions.get(language="uk")
    assert (opened.source_language, opened.by) == ("en", translator)
    assert opened.source_revision.data["headline_en"] == "English"
    for language, source in (("fa", "uk"), ("en", "en")):
        with pytest.raises(ValidationError):
            workflow.translate(story, translator, language, source_language=source)
