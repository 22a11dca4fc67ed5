"""Who may send something to which address of the desk: every address, every role, with and without grants.

Each address is sent all that it reads, so that what answers is the right; nothing may change in the database where the
table says that nothing does.
"""

import json
import re
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.template.base import Template
from django.utils import timezone
from PIL import Image as Picture

from articles.models import Article, Grant, Section
from tests.admin.test_desk_permissions import ADDRESSES, address_of, records  # noqa: F401

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
TAKE_JSON = ("articles_article_drafts", "articles_article_take_step")
WRITES = re.compile(r'(?:INSERT|UPDATE|DELETE)[^"]*"(\w+)"')
UNTOLD = {"AuditEntry", "Presence"}
"""The log, which tells of those who tried, and who has a story open."""
TABLES = {
    model._meta.db_table: model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label in ("articles", "accounts", "auth") and model.__name__ not in UNTOLD
}
PARTS = ("chief here", "chief elsewhere", "chief of en")
"""Reporters with the rights of a chief in the story's section, in another, in one of its languages."""
CAST = ("reporter", "translator", "editor", "chief", "stranger", *PARTS, "anonymous")
BY_ANSWER = {
    "405 405 405 405 405 405 405 405 405": "jsi18n articles_article_steps",
    "405 405 405 405 405 405 405 405 302": (
        "people password_change_done autocomplete articles_article_lookup articles_article_version "
        "articles_image_lookup"
    ),
    "404 404 404 404 404 404 404 404 302": "view_on_site",
    "404 404 404 404 403 404 404 404 302": (
        "articles_article_drafts_look articles_article_drafts_discard articles_article_merge"
    ),
    "403 403 404 404 403 403 403 403 302": "articles_tag_undo_merge",
    "403 403 403 403 403 403 403 403 302": (
        "auth_group_changelist auth_group_add auth_group_history auth_group_delete auth_group_change "
        "articles_article_delete articles_liveupdate_add accounts_user_delete"
    ),
    "403 403 403 302* 403 403 403 403 302": (
        "articles_author_delete articles_grant_add articles_grant_delete articles_grant_change "
        "articles_image_delete articles_redirect_add articles_redirect_delete articles_redirect_change "
        "articles_section_add articles_section_delete articles_section_change articles_source_delete "
        "articles_tag_delete auth_user_password_change accounts_user_add accounts_user_change"
    ),
    "403 403 403 302* 403 302* 403 403 302": "articles_article_take_out",
    "403 403 403 302 403 403 403 403 302": "articles_grant_changelist articles_redirect_changelist",
    "403 403 403 200 403 403 403 403 302": (
        "articles_auditentry_changelist articles_auditentry_export articles_grant_history "
        "articles_redirect_history accounts_user_changelist accounts_user_history"
    ),
    "403 403 403 200 403 200 200 200 302": "articles_article_bin",
    "403 403 200* 200* 403 403 403 403 302": "articles_tag_new",
    "403 403 302* 302* 403 403 403 403 302": (
        "front_board articles_author_add articles_author_change "
        "articles_frontpageslot_add articles_frontpageslot_delete articles_frontpageslot_change "
        "articles_source_add articles_source_change articles_tag_merge articles_tag_rename articles_tag_split "
        "articles_tag_add articles_tag_change articles_tag_apart"
    ),
    "403 403 302* 302* 403 302* 403 403 302": (
        "assignment articles_article_step articles_article_history_restore articles_liveupdate_delete "
        "articles_liveupdate_change"
    ),
    "403 403 302* 302* 403 302* 403 302* 302": "calendar_move",
    "403 403 302* 302* 403 302* 302 403 302": "articles_article_related_desk",
    "403 403 200* 200* 404 200* 403 403 401": "articles_article_take_step",
    "403 403 200* 200* 403 200* 403 403 302": "articles_article_previews",
    "403 403 200 200 403 403 403 403 302": (
        "articles_image_change articles_searchquery_changelist articles_tag_reports"
    ),
    "403 403 200 200 403 200 403 403 302": "articles_article_edit",
    "400 403 400 400 403 400 400 400 302": "articles_article_preview",
    "400 400 400 400 403 400 400 400 302": "articles_article_presence",
    "302* 403 302* 302* 403 302* 302* 302* 302": "articles_article_add",
    "302* 302* 302* 302* 403 302* 302* 302* 302": "notes",
    "302 302 302* 302* 403 302* 302 302* 302": "calendar",
    "302 302 302* 302* 403 302* 302 302 302": "articles_article_changelist",
    "302 302 302* 302* 403 302 302 302 302": "articles_image_describe",
    "302 403 302 302 403 302 302 302 302": "articles_article_untie",
    "302 302 302 302 403 302 302 302 302": "articles_image_changelist articles_article_untag",
    "200* 200* 200* 200* 403 200* 200* 200* 302": "articles_article_drafts",
    "200 403 200 200 403 200 200 200 302": (
        "articles_article_suggestions articles_article_compare articles_image_upload articles_image_add"
    ),
    "200 200 302* 302* 403 302* 200 200 302": "articles_article_change",
    "200 200 302 302 403 200 200 200 302": "articles_frontpageslot_changelist articles_tag_changelist",
    "200 200 200 302 403 200 200 200 302": (
        "articles_author_changelist articles_section_changelist articles_source_changelist"
    ),
    "200 200 200 200 404 200 200 200 302": "app_list",
    "200 200 200 200 403 200 200 200 302": (
        "assignments articles_article_history_compare articles_article_edits articles_article_history "
        "articles_author_history articles_frontpageslot_history articles_image_history "
        "articles_liveupdate_changelist articles_liveupdate_history articles_section_history "
        "articles_source_history articles_tag_history"
    ),
    "200 200 200 200 200 200 200 200 302": "index logout password_change",
    "200 200 200 200 200 200 200 200 200": "login",
}
"""What answers those of the cast, in this order, and at which addresses; a star: something is changed."""
ANSWERS = {name: answers for answers, names in BY_ANSWER.items() for name in names.split()}


def sent_to(name: str, known: dict[str, Any], person: int | None) -> Any:
    """What an address is sent: all that most of them read, or what it alone takes."""
    story, image = known["story"], known["image"]
    own: dict[str, Any] = {
        "calendar": {"story": f"{story}:en", "to": "2030-01-01"},
        "calendar_move": {"at_day": "2030-01-01", "at_clock": "10:00"},
        "front_board": {"move": f"zone:{known['frontpageslot']}"},
        "articles_article_drafts": {"person": person, "article": story, "data": {"headline_ar": "x"}},
        "articles_article_take_step": {"note": "x"},
        "articles_article_previews": {"language": "ar", "hours": 24},
        "articles_article_related_desk": {"act": "see_also", "pair": f"{story}:{known['binned']}"},
        "articles_image_describe": {f"{image}-credit": "x"},
    }
    if name in own:
        return own[name]
    kind = "person" if "_author_" in name else "topic" if "_tag_" in name else "news"
    rows = {
        f"{rows}-{count}_FORMS": 0
        for rows in ("bylines", "related_stories", "aliases")
        for count in ("TOTAL", "INITIAL")
    }
    return rows | {
        "action": "withdraw", "_selected_action": story, "_confirmed": "1", "note": "x", "text": "x", "language": "en",
        "languages": "en", "at": "2030-01-01T10:00", "post": "yes", "into": known["tags"][0], "name": "Oil fields",
        "headline_ar": "x", "body_ar": "<p>x</p>", "kind": kind, "section": known["section"], "stories": story,
        "base_version": known["version_now"], "published_at_ar_0": "2020-01-01", "published_at_ar_1": "10:00",
        "username": "noor", "name_ar": "x", "accept": "1", "revision": known["version"], "article": story,
        "zone": "lead", "position": 1, "person": known["user"], "role": known["group"], "old_path": "/c/",
        "target": "/d/", "password1": "كلمة سر طويلة 1", "password2": "كلمة سر طويلة 1", "usable_password": "true",
        "headline": "x", "is_superuser": "on", "is_staff": "on", "is_active": "on", "interface_language": "ar",
        "new": "on",
    }  # fmt: skip


def where(name: str, known: dict[str, Any]) -> str:
    """The address, about a record to which something can be done."""
    if name == "articles_article_take_out":
        return address_of(name, known | {"story": known["binned"]})
    if name == "articles_image_describe":
        return f"{address_of(name, known)}?ids={known['image']}"
    return address_of(name, known)


@pytest.fixture
def known(records: dict[str, Any], write_story: Any) -> dict[str, Any]:  # noqa: F811
    """One record of each kind, and a story in the bin."""
    story = Article.objects.get(pk=records["story"])
    story.tags.add(records["tag"])
    binned = write_story(section=story.section, deleted_at=timezone.now())
    file = BytesIO()
    Picture.new("RGB", (1, 1)).save(file, "PNG")
    default_storage.save("x.png", ContentFile(file.getvalue()))
    return records | {"binned": binned.pk, "version_now": story.version}


@pytest.fixture
def cast(request: Any, known: dict[str, Any], client_of: Any, client: Any) -> dict[str, tuple[Any, int | None]]:
    """A browser for each role, for those who hold rights in a part alone, and for nobody."""
    people = {role: request.getfixturevalue(role) for role in CAST[:5]}
    here, elsewhere = Article.objects.get(pk=known["story"]).section, Section.objects.get(pk=known["section"])
    parts: list[dict[str, Any]] = [{"section": here}, {"section": elsewhere}, {"language": "en"}]
    for name, part in zip(PARTS, parts, strict=True):
        people[name] = type(people["chief"]).objects.create_user(name.replace(" ", "-"), is_staff=True)
        people[name].groups.add(Group.objects.get(name="reporter"))
        Grant.objects.create(person=people[name], role=Group.objects.get(name="chief"), **part)
    return {name: (client_of(person), person.pk) for name, person in people.items()} | {"anonymous": (client, None)}


def test_every_address_of_the_desk_has_a_row() -> None:
    assert set(ADDRESSES) == set(ANSWERS)


def test_each_address_takes_what_each_role_may_send_and_nothing_else_is_changed(
    cast: dict[str, Any], known: dict[str, Any], monkeypatch: Any
) -> None:
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    monkeypatch.setattr(Template, "_render", lambda template, context: "")  # Who is let in hangs on no page.
    before = {table: _rows(table) for table in TABLES}
    wrong = []
    for name, expected in ANSWERS.items():
        for who, wanted in zip(CAST, expected.split(), strict=True):
            told = _answered(name, *cast[who], known, before)
            if told != wanted:
                wrong.append((name, who, told, wanted))
    assert wrong == []


def _answered(name: str, browser: Any, person: int | None, known: dict[str, Any], before: dict[str, Any]) -> str:
    """The status with which an address answers, with a star when something is changed; all is taken back."""
    written: set[str] = set()

    def see(execute: Any, sql: str, *rest: Any) -> Any:
        if found := WRITES.match(sql):
            written.add(found[1])
        return execute(sql, *rest)

    cookies, sent = browser.cookies.copy(), sent_to(name, known, person)
    text, kind = (json.dumps(sent), JSON) if name in TAKE_JSON else (urlencode(sent), FORM)
    with transaction.atomic(), connection.execute_wrapper(see):
        answer = browser.post(where(name, known), text, content_type=kind)
        is_changed = any(_rows(table) != before[table] for table in written & TABLES.keys())
        transaction.set_rollback(True)
    browser.cookies = cookies
    return f"{answer.status_code}{'*' if is_changed else ''}"


def _rows(table: str) -> list[Any]:
    return list(TABLES[table]._base_manager.order_by("pk").values_list())
