"""Who may open what, and who may do what: every address of the desk and every verb, for every role."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from articles import steps, workflow
from articles.admin import actions
from articles.models import (
    Article,
    Author,
    FrontPageSlot,
    Grant,
    Image,
    LiveUpdate,
    PendingEdit,
    PreviewLink,
    Redirect,
    Revision,
    Section,
    Source,
    Tag,
)
from articles.models.article import Status
from tests.desk.matrix import CELLS, ELSEWHERE, EVERYBODY, MATRIX, allows, answers, in_state, staged, trying

ROLES = ("reporter", "translator", "editor", "chief", "stranger", "anonymous")
LOGIN = 302

# What answers a GET, in the order of ROLES. A stranger signs in and sees an empty desk; whoever is not signed in is
# sent to sign in.
ANSWERS: dict[str, tuple[int, int, int, int, int, int]] = {
    "index": (200, 200, 200, 200, 200, LOGIN),
    "login": (302, 302, 302, 302, 302, 200),
    "logout": (405, 405, 405, 405, 405, LOGIN),
    "password_change": (200, 200, 200, 200, 200, LOGIN),
    "password_change_done": (200, 200, 200, 200, 200, LOGIN),
    "autocomplete": (403, 403, 403, 403, 403, LOGIN),
    "jsi18n": (200, 200, 200, 200, 200, 200),
    "view_on_site": (404, 404, 404, 404, 404, LOGIN),
    "app_list": (200, 200, 200, 200, 404, LOGIN),
    "assignments": (200, 200, 200, 200, 403, LOGIN),
    "assignment": (200, 200, 200, 200, 403, LOGIN),
    "notes": (200, 200, 200, 200, 403, LOGIN),
    "front_board": (200, 200, 200, 200, 403, LOGIN),
    "people": (200, 200, 200, 200, 403, LOGIN),
    "calendar": (200, 200, 200, 200, 403, LOGIN),
    "calendar_move": (403, 403, 200, 200, 403, LOGIN),
    "articles_article_lookup": (200, 200, 200, 200, 403, LOGIN),
    "articles_article_suggestions": (405, 405, 405, 405, 405, LOGIN),
    "articles_article_related_desk": (403, 403, 200, 200, 403, LOGIN),
    "articles_article_untie": (405, 405, 405, 405, 405, LOGIN),
    "articles_article_untag": (405, 405, 405, 405, 405, LOGIN),
    "articles_article_history_compare": (200, 200, 200, 200, 403, LOGIN),
    "articles_article_history_restore": (403, 403, 200, 200, 403, LOGIN),
    "articles_article_preview": (405, 405, 405, 405, 405, LOGIN),
    "articles_article_previews": (200, 200, 200, 200, 403, LOGIN),
    "articles_article_version": (200, 200, 200, 200, 403, LOGIN),
    "articles_article_step": (403, 403, 200, 200, 403, LOGIN),
    "articles_article_steps": (200, 200, 200, 200, 404, 401),
    "articles_article_take_step": (405, 405, 405, 405, 405, 405),
    "articles_article_compare": (400, 400, 400, 400, 403, LOGIN),
    "articles_article_drafts": (200, 200, 200, 200, 200, LOGIN),
    "articles_article_drafts_look": (404, 404, 404, 404, 403, LOGIN),
    "articles_article_drafts_discard": (405, 405, 405, 405, 405, LOGIN),
    "articles_article_presence": (405, 405, 405, 405, 405, LOGIN),
    "articles_article_merge": (302, 302, 302, 302, 302, LOGIN),
    "articles_article_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_article_add": (200, 403, 200, 200, 403, LOGIN),
    "articles_article_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_article_delete": (403, 403, 403, 403, 403, LOGIN),
    "articles_article_bin": (403, 403, 403, 200, 403, LOGIN),
    "articles_article_take_out": (405, 405, 405, 405, 405, LOGIN),
    "articles_article_edits": (200, 200, 200, 200, 403, LOGIN),
    "articles_article_edit": (403, 403, 200, 200, 403, LOGIN),
    "articles_article_change": (200, 200, 200, 200, 403, LOGIN),
    "articles_auditentry_changelist": (403, 403, 403, 200, 403, LOGIN),
    "articles_auditentry_export": (405, 405, 405, 405, 405, LOGIN),
    "articles_author_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_author_add": (403, 403, 200, 200, 403, LOGIN),
    "articles_author_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_author_delete": (403, 403, 403, 200, 403, LOGIN),
    "articles_author_change": (200, 200, 200, 200, 403, LOGIN),
    "articles_frontpageslot_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_frontpageslot_add": (403, 403, 200, 200, 403, LOGIN),
    "articles_frontpageslot_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_frontpageslot_delete": (403, 403, 200, 200, 403, LOGIN),
    "articles_frontpageslot_change": (200, 200, 200, 200, 403, LOGIN),
    "articles_grant_changelist": (403, 403, 403, 200, 403, LOGIN),
    "articles_grant_add": (403, 403, 403, 200, 403, LOGIN),
    "articles_grant_history": (403, 403, 403, 200, 403, LOGIN),
    "articles_grant_delete": (403, 403, 403, 200, 403, LOGIN),
    "articles_grant_change": (403, 403, 403, 200, 403, LOGIN),
    "articles_image_lookup": (200, 200, 200, 200, 403, LOGIN),
    "articles_image_upload": (200, 403, 200, 200, 403, LOGIN),
    "articles_image_describe": (302, 302, 302, 302, 403, LOGIN),
    "articles_image_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_image_add": (200, 403, 200, 200, 403, LOGIN),
    "articles_image_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_image_delete": (403, 403, 403, 200, 403, LOGIN),
    "articles_image_change": (200, 200, 200, 200, 403, LOGIN),
    "articles_liveupdate_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_liveupdate_add": (403, 403, 403, 403, 403, LOGIN),
    "articles_liveupdate_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_liveupdate_delete": (403, 403, 200, 200, 403, LOGIN),
    "articles_liveupdate_change": (200, 200, 200, 200, 403, LOGIN),
    "articles_redirect_changelist": (403, 403, 403, 200, 403, LOGIN),
    "articles_redirect_add": (403, 403, 403, 200, 403, LOGIN),
    "articles_redirect_history": (403, 403, 403, 200, 403, LOGIN),
    "articles_redirect_delete": (403, 403, 403, 200, 403, LOGIN),
    "articles_redirect_change": (403, 403, 403, 200, 403, LOGIN),
    "articles_searchquery_changelist": (403, 403, 200, 200, 403, LOGIN),
    "articles_section_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_section_add": (403, 403, 403, 200, 403, LOGIN),
    "articles_section_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_section_delete": (403, 403, 403, 200, 403, LOGIN),
    "articles_section_change": (200, 200, 200, 200, 403, LOGIN),
    "articles_source_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_source_add": (403, 403, 200, 200, 403, LOGIN),
    "articles_source_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_source_delete": (403, 403, 403, 200, 403, LOGIN),
    "articles_source_change": (200, 200, 200, 200, 403, LOGIN),
    "articles_tag_merge": (403, 403, 200, 200, 403, LOGIN),
    "articles_tag_reports": (403, 403, 200, 200, 403, LOGIN),
    "articles_tag_undo_merge": (405, 405, 405, 405, 405, LOGIN),
    "articles_tag_apart": (405, 405, 405, 405, 405, LOGIN),
    "articles_tag_rename": (403, 403, 200, 200, 403, LOGIN),
    "articles_tag_split": (403, 403, 200, 200, 403, LOGIN),
    "articles_tag_new": (405, 405, 405, 405, 405, LOGIN),
    "articles_tag_changelist": (200, 200, 200, 200, 403, LOGIN),
    "articles_tag_add": (403, 403, 200, 200, 403, LOGIN),
    "articles_tag_history": (200, 200, 200, 200, 403, LOGIN),
    "articles_tag_delete": (403, 403, 403, 200, 403, LOGIN),
    "articles_tag_change": (200, 200, 200, 200, 403, LOGIN),
    "auth_user_password_change": (403, 403, 403, 200, 403, LOGIN),
    "accounts_user_changelist": (403, 403, 403, 200, 403, LOGIN),
    "accounts_user_add": (403, 403, 403, 200, 403, LOGIN),
    "accounts_user_history": (403, 403, 403, 200, 403, LOGIN),
    "accounts_user_delete": (403, 403, 403, 403, 403, LOGIN),
    "accounts_user_change": (403, 403, 403, 200, 403, LOGIN),
    "auth_group_changelist": (403, 403, 403, 403, 403, LOGIN),
    "auth_group_add": (403, 403, 403, 403, 403, LOGIN),
    "auth_group_history": (403, 403, 403, 403, 403, LOGIN),
    "auth_group_delete": (403, 403, 403, 403, 403, LOGIN),
    "auth_group_change": (403, 403, 403, 403, 403, LOGIN),
}


def addresses(patterns: list[Any], prefix: str = "/admin/") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name, route


ADDRESSES = dict(addresses(admin.site.urls[0]))


def test_every_address_of_the_desk_has_a_row() -> None:
    assert set(ADDRESSES) == set(ANSWERS)


@pytest.fixture
def people(request: Any, client_of: Any, client: Any) -> dict[str, Any]:
    desk = {role: client_of(request.getfixturevalue(role)) for role in ROLES if role != "anonymous"}
    return {**desk, "anonymous": client}


@pytest.fixture
def records(write_story: Any, section: Any, stranger: Any) -> dict[str, Any]:
    """What the addresses are about: one of each, so that what answers is the right and not the want of a record."""
    tomorrow = timezone.now() + timedelta(days=1)
    story = write_story(out="ar", published_at_en=tomorrow, headline_en="x", body_en="<p>x</p>")
    first = Revision.objects.record(story, None)
    story.headline_ar = "عنوان ثان"
    story.save()
    Revision.objects.record(story, None)
    writers = Group.objects.get(name="reporter")
    tags = [Tag.objects.create(name_ar=name).pk for name in ("وسم", "ثان", "ثالث")]
    return {
        "story": story.pk,
        "version": first.pk,
        "edit": PendingEdit.objects.create(article=story, base=first, data={"headline_ar": "أدق"}).pk,
        "link": PreviewLink.objects.create(
            article=story, revision=first, language="ar", token_hash="x", expires_at=tomorrow
        ).pk,
        "author": Author.objects.create(name_ar="كاتب").pk,
        "frontpageslot": FrontPageSlot.objects.create(article=story).pk,
        "grant": Grant.objects.create(group=writers, role=writers, language="uk").pk,
        "image": Image.objects.create(file="x.png", content_hash="x", width=1, height=1).pk,
        "liveupdate": LiveUpdate.objects.create(article=story, language="ar", headline="وصل الوفد").pk,
        "redirect": Redirect.objects.create(old_path="/a/", target="/b/").pk,
        "section": Section.objects.create(name_ar="رياضة").pk,
        "source": Source.objects.create(name_ar="وكالة").pk,
        "tag": tags[0],
        "tags": tags[1:],
        "user": stranger.pk,
        "group": writers.pk,
    }


def address_of(name: str, records: dict[str, Any]) -> str:
    """An address with everything it wants to know."""
    parts = re.findall(r"<(?:\w+:)?(\w+)>", ADDRESSES[name])
    model = "edit" if name == "articles_article_edit" else (name.split("_")[1:2] or [""])[0]
    pk = records.get(model, records["story"])
    known = {"pk": pk, "id": pk, "object_id": pk, "version": records["version"], "name": "withdraw", "language": "en"}
    known |= {"content_type_id": 1, "app_label": "articles", "url": "nowhere", "link": records["link"]}
    known |= {"other": records["tags"][0]}
    address = reverse(f"admin:{name}", kwargs={part: known[part] for part in parts})
    match name:
        case "articles_tag_merge":
            return "{}?ids={},{}".format(address, *records["tags"])
        case "articles_article_history_compare":
            return f"{address}?old={records['version']}"
    return address


def test_each_address_answers_each_role_as_the_table_says(people: dict[str, Any], records: dict[str, Any]) -> None:
    wrong = []
    for name in ADDRESSES:
        address = address_of(name, records)
        for role, expected in zip(ROLES, ANSWERS[name], strict=True):
            answer = people[role].get(address)
            signed_out = answer.status_code == 302 and "/login/" in answer["Location"]
            if answer.status_code != expected or (role != "anonymous" and signed_out):
                wrong.append((name, address, role, answer.status_code, expected))
    assert wrong == []


def everything() -> dict[str, Any]:
    """Every row of the newsroom, but for the log, which tells of those who tried, and unsaved texts."""
    models = [*apps.get_app_config("articles").get_models(), *apps.get_app_config("accounts").get_models(), Group]
    kept = [model for model in models if model.__name__ not in ("AuditEntry", "Presence")]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in kept}


@pytest.mark.parametrize("role", ["stranger", "anonymous"])
def test_whoever_has_no_rights_changes_nothing_at_any_address(
    role: str, people: dict[str, Any], records: dict[str, Any]
) -> None:
    story = records["story"]
    typed = {
        "action": "publish", "_selected_action": story, "_confirmed": "1", "note": "x", "text": "x", "language": "en",
        "languages": "en", "at": "2030-01-01T10:00", "story": f"{story}:en", "to": "2030-01-01", "post": "yes",
        "into": records["tags"][0], "name": "x", "headline_ar": "x", "username": "x", "name_ar": "x", "hours": 1,
        "reject": "1", "accept": "1", "revision": records["version"], "link": records["link"], "status": "draft",
        "is_superuser": "on", "article": story, "zone": "lead", "position": 1, "undo": "1", "moved": story,
    }  # fmt: skip
    before, open_to_all = everything(), []
    for name in ADDRESSES:
        answer = people[role].post(address_of(name, records), typed)
        if answer.status_code < 400 and name not in ("index", "login", "logout", "password_change"):
            open_to_all.append((name, answer.status_code, answer.get("Location", "")))
        if name == "logout" and role == "stranger":
            people[role].force_login(get_user_model().objects.get(username="ghareeb"))
    changed = {model for model, rows in everything().items() if rows != before[model]}
    assert changed - {"User"} == set()
    assert [one for one in open_to_all if "/login/" not in one[2]] == []


BUTTONS = [verb for verb in MATRIX if verb not in ELSEWHERE]


def test_every_verb_is_a_step_of_the_desk() -> None:
    assert set(steps.STEPS) == set(workflow.VERBS)
    assert {name for name, step in steps.STEPS.items() if step.button} == set(BUTTONS)


@pytest.fixture
def everybody(request: Any) -> dict[str, Any]:
    return {role: request.getfixturevalue(role) for role in EVERYBODY}


@pytest.mark.parametrize("verb", MATRIX)
def test_the_api_does_each_verb_for_those_whom_the_table_names(
    verb: str, everybody: dict[str, Any], client_of: Any, write_story: Any
) -> None:
    desks = {role: client_of(person) for role, person in everybody.items()}
    story, wrong = staged(verb, write_story), []
    sent = answers(verb, story)
    address = f"/admin/articles/article/{story.pk}/steps/{verb}/"
    for role, own, state in CELLS:
        if state not in (min(MATRIX[verb][0]), Status.WITHDRAWN):
            continue
        person = everybody[role]
        with in_state(story, state, person if own else None):
            answer = desks[role].post(address, sent, content_type="application/json")
            allowed = allows(verb, role, state, own=own)
            done = list(story.status_changes.values_list("verb", "by")) == [(verb, person.pk)]
            expected = {200} if allowed else {404} if role == "stranger" else {403, 409}
            if done != allowed or answer.status_code not in expected:
                wrong.append((role, own, state, answer.status_code, done, answer.content.decode()))
    assert wrong == []


@pytest.mark.parametrize("verb", BUTTONS)
def test_a_page_takes_each_step_for_those_whom_the_table_names(
    verb: str, everybody: dict[str, Any], client_of: Any, write_story: Any
) -> None:
    desks = {role: client_of(person) for role, person in everybody.items()}
    story, wrong = staged(verb, write_story), []
    sent = answers(verb, story)
    for role, own, state in CELLS:
        if state not in (min(MATRIX[verb][0]), Status.WITHDRAWN):
            continue
        person = everybody[role]
        with in_state(story, state, person if own else None):
            answer = desks[role].post(f"/admin/articles/article/{story.pk}/step/{verb}/", sent)
            allowed = allows(verb, role, state, own=own)
            done = list(story.status_changes.values_list("verb", "by")) == [(verb, person.pk)]
            if done != allowed or answer.status_code != (302 if allowed else 403):
                wrong.append((role, own, state, answer.status_code, done))
    assert wrong == []


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_form_shows_each_role_the_steps_of_the_table(
    role: str, request: Any, client_of: Any, write_story: Any, undrawn: Any
) -> None:
    person = request.getfixturevalue(role)
    client, first = client_of(person), staged("publish_language", write_story)
    for state, own in product(Status, (True, False)):
        with trying(first, state, person if own else None) as story, undrawn():
            page = client.get(f"/admin/articles/article/{story.pk}/change/")
        if role == "stranger":
            assert page.status_code == 403
            continue
        steps_shown = (*page.context_data["bar_steps"], *page.context_data["other_steps"])
        wanted = {verb for verb in BUTTONS if allows(verb, role, state, own=own)}
        not_now = {"reschedule", "unpublish_language", "lift_embargo", "tell_live"}
        not_now |= {"set_embargo"} if state == Status.PUBLISHED else set()
        assert {one.step.name for one in steps_shown} == wanted - not_now, (state, own)


@pytest.mark.parametrize("role", EVERYBODY)
def test_each_role_is_offered_its_bulk_actions(role: str, request: Any) -> None:
    many = {
        verb for verb, (*_rest, own, others) in MATRIX.items() if role in own | others and steps.STEPS[verb].for_many
    }
    rows = {"move_section", "add_tag"} if role != "stranger" else set()
    ties = {"tie"} if role not in ("stranger", "translator") else set()
    assert set(actions.actions_of(request.getfixturevalue(role))) == many | rows | ties


@pytest.mark.parametrize("verb", BUTTONS)
def test_the_forms_button_takes_the_step_and_saves_the_story(
    verb: str, chief: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    story = staged(verb, write_story, status=min(MATRIX[verb][0]))
    typed = {f"{verb}_{name}": value for name, value in answers(verb, story).items()}
    address = f"/admin/articles/article/{story.pk}/change/"
    send(client_of(chief), address, _verb=verb, headline_ar="عنوان مصحّح", **typed)
    story.refresh_from_db()
    assert list(story.status_changes.values_list("verb", "by")) == [(verb, chief.pk)]
    assert story.headline_ar == "عنوان مصحّح"


@pytest.mark.parametrize("verb", [verb for verb in BUTTONS if "reporter" not in MATRIX[verb][3]])
def test_a_reporter_who_forges_a_button_saves_nothing(
    verb: str, reporter: Any, client_of: Any, write_story: Any, typed_by: Any, undrawn: Any
) -> None:
    story = staged(verb, write_story, status=Status.DRAFT, created_by=reporter)
    sent = {f"{verb}_{name}": value for name, value in answers(verb, story).items()}
    with undrawn():
        answer = client_of(reporter).post(
            f"/admin/articles/article/{story.pk}/change/", {**typed_by(story), **sent, "_verb": verb}
        )
    story.refresh_from_db()
    assert answer.status_code == 200
    assert not story.status_changes.exists()
    assert (story.status, story.headline_ar) == (Status.DRAFT, "لافروف يصل إلى طهران")


@pytest.fixture
def typed_by() -> Any:
    """Return a function that gives the fields of a story's form with another headline, as whoever forges it writes."""

    def typed(story: Article) -> dict[str, Any]:
        rows = {f"{name}-{count}_FORMS": 0 for name in ("bylines", "related_stories") for count in ("TOTAL", "INITIAL")}
        return {
            "headline_ar": "عنوان آخر",
            "body_ar": story.body_ar,
            "kind": "news",
            "section": story.section_id,
            "base_version": story.version,
            **rows,
        }

    return typed


def test_a_chief_cannot_make_anyone_a_superuser(chief: Any, stranger: Any, client_of: Any, send: Any) -> None:
    send(client_of(chief), f"/admin/accounts/user/{chief.pk}/change/", is_superuser="on", user_permissions=["1"])
    chief.refresh_from_db()
    assert not chief.is_superuser
    assert not chief.user_permissions.exists()


def test_a_chief_cannot_touch_a_superuser(chief: Any, client_of: Any, django_user_model: Any) -> None:
    root = django_user_model.objects.create_superuser("root", "root@example.org", "كلمة سر طويلة 1")
    client = client_of(chief)
    assert client.post(f"/admin/accounts/user/{root.pk}/change/", {"username": "taken"}).status_code == 403
    assert client.get(f"/admin/accounts/user/{root.pk}/password/").status_code == 403


def test_bulk_actions_judge_each_story(reporter: Any, editor: Any, client_of: Any, write_story: Any) -> None:
    mine, theirs = write_story(created_by=reporter), write_story("خبر زميل", created_by=editor)
    client = client_of(reporter)
    chosen = {"_selected_action": [mine.pk, theirs.pk], "_confirmed": "1"}
    page = client.post("/admin/articles/article/", {"action": "submit", **chosen}, follow=True)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.status, theirs.status) == (Status.IN_REVIEW, Status.DRAFT)
    assert "خبر زميل" in page.content.decode()


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_a_reporter_cannot_post_an_editors_bulk_action(
    action: str, reporter: Any, client_of: Any, write_story: Any
) -> None:
    story = write_story(created_by=reporter)
    chosen = {"_selected_action": [story.pk], "_confirmed": "1", "reason": "x"}
    client_of(reporter).post("/admin/articles/article/", {"action": action, **chosen})
    story.refresh_from_db()
    assert story.status == Status.DRAFT


def test_a_reporter_cannot_move_or_tag_the_stories_of_others(
    reporter: Any, editor: Any, client_of: Any, write_story: Any
) -> None:
    story, tag, sport = (
        write_story(created_by=editor),
        Tag.objects.create(name_ar="وسم"),
        Section.objects.create(name_ar="رياضة"),
    )
    client = client_of(reporter)
    for action in ({"action": "move_section", "section": sport.pk}, {"action": "add_tag", "tag": tag.pk}):
        client.post("/admin/articles/article/", {**action, "_selected_action": [story.pk], "_confirmed": "1"})
    story.refresh_from_db()
    assert story.section != sport
    assert not story.tags.exists()


def test_the_count_of_stories_stays_what_it_was(people: dict[str, Any], records: dict[str, int]) -> None:
    for role in ("stranger", "anonymous"):
        people[role].post("/admin/articles/article/add/", {"headline_ar": "عنوان"})
    assert Article.objects.count() == 1
