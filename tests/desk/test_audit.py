"""Who did what, when, to what and from where."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils import timezone

from articles import workflow
from articles.models import AuditEntry, Grant
from articles.models.audit import origin


def entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def test_a_verb_is_logged_with_person_story_note_and_address(write_story, editor) -> None:
    story = write_story(out="ar")
    with origin(editor, "203.0.113.7"):
        workflow.withdraw(story, editor, "وثيقة مزورة")
    (entry,) = entries("withdraw")
    assert (entry.actor, entry.actor_name, entry.article, entry.address) == (editor, "عادل", story, "203.0.113.7")
    assert entry.details == {"note": "وثيقة مزورة"}


def test_the_log_outlives_people_and_stories(write_story, reporter, chief) -> None:
    story = write_story(created_by=reporter)
    workflow.submit(story, reporter)
    reporter.delete()
    story.delete()
    (entry,) = entries("submit")
    assert (entry.actor, entry.article, entry.actor_name) == (None, None, "ريما")
    assert entry.object_name == "لافروف يصل إلى طهران"


def test_a_line_of_the_log_is_neither_changed_nor_deleted(write_story, editor) -> None:
    workflow.submit(write_story(), editor)
    (entry,) = entries("submit")
    entry.action = "nothing"
    for act in (entry.save, entry.delete):
        with pytest.raises(TypeError):
            act()


def test_signing_in_and_failing_to_are_logged_from_where_they_came(client, editor, settings) -> None:
    address = {"REMOTE_ADDR": "203.0.113.9"}
    client.post("/admin/login/", {"username": "adel", "password": "خطأ"}, **address)
    client.post("/admin/login/", {"username": "adel", "password": "كلمة سر طويلة 1"}, **address)
    client.post("/admin/logout/", **address)
    (failed,), (came,), (left,) = entries("login_failed"), entries("login"), entries("logout")
    assert (failed.actor, failed.details, failed.address) == (None, {"username": "adel"}, "203.0.113.9")
    assert (came.actor, came.address, left.actor) == (editor, "203.0.113.9", editor)


@pytest.mark.parametrize(("behind", "seen"), [(True, "198.51.100.4"), (False, "127.0.0.1")])
def test_only_our_own_proxy_says_where_somebody_comes_from(behind, seen, client, editor, settings) -> None:
    settings.BEHIND_PROXY = behind
    data = {"username": "adel", "password": "x"}
    client.post("/admin/login/", data, headers={"X-Forwarded-For": "10.9.9.9, 198.51.100.4"})
    client.post("/admin/login/", data, headers={"X-Forwarded-For": "drop table"})
    assert entries("login_failed")[-1].address == seen


def test_every_change_of_rights_is_logged(reporter, chief, section) -> None:
    editors = Group.objects.get(name="editor")
    AuditEntry.objects.forget(timezone.now())
    with origin(chief, None):
        reporter.groups.add(editors)
        reporter.groups.add(editors)
        reporter.groups.remove(editors)
        reporter.user_permissions.set([Permission.objects.get(codename="publish_article")])
        editors.permissions.clear()
        reporter.is_superuser = True
        reporter.save()
        reporter.save()
        Grant.objects.create(person=reporter, role=editors, section=section).delete()
    told = [(entry.details["change"], entry.object_id) for entry in entries("permissions")][::-1]
    changes = [change for change, _about in told]
    assert changes == ["add", "remove", "add", "clear", "set", "add", "remove"]
    assert {entry.actor for entry in entries("permissions")} == {chief}
    assert {"is_superuser": True} in [entry.details["of"] for entry in entries("permissions")]


def test_what_a_right_is_held_in_can_be_deleted_and_the_log_tells_of_the_right(reporter, chief, section) -> None:
    Grant.objects.create(person=reporter, role=Group.objects.get(name="editor"), section=section)
    with origin(chief, None):
        section.delete()
    told = entries("permissions")[0]
    assert (told.details["change"], told.actor) == ("remove", chief)
    assert "سياسة" in told.details["of"][0]


def test_passwords_and_accounts_are_logged_and_a_renewed_hash_is_not(editor, chief) -> None:
    AuditEntry.objects.forget(timezone.now())
    editor.password = "md5$renewed$by-a-sign-in"  # noqa: S105
    editor.save(update_fields=["password"])
    assert not entries("password")
    with origin(chief, "203.0.113.7"):
        editor.set_password("كلمة سر أخرى 2")
        editor.save()
        newcomer = type(editor).objects.create_user("noor", password="كلمة سر طويلة 3")
        newcomer.delete()
    (changed,) = entries("password")
    assert (changed.actor, changed.object_name) == (chief, "عادل")
    assert [(entry.details["change"], entry.object_name) for entry in entries("account")][::-1] == [
        ("add", "noor"),
        ("remove", "noor"),
    ]
    assert "كلمة" not in str(AuditEntry.objects.values())


def test_the_powers_of_a_new_account_are_logged(django_user_model) -> None:
    django_user_model.objects.create_superuser("root", password="كلمة سر طويلة 3")
    django_user_model.objects.create_user("noor", is_staff=True)
    root, noor = entries("account")[::-1]
    assert root.details["of"] == {"is_staff": True, "is_superuser": True}
    assert noor.details["of"] == {"is_staff": True}


def test_what_a_release_grants_is_not_logged_as_anybodys_act(db) -> None:
    call_command("migrate", verbosity=0)
    assert not AuditEntry.objects.exists()


def test_the_log_is_kept_as_long_as_the_setting_says(settings, write_story, editor) -> None:
    AuditEntry.objects.forget(timezone.now())
    workflow.submit(write_story(), editor)
    settings.AUDIT_KEEP_DAYS = 10
    AuditEntry.objects.update(at=timezone.now() - timedelta(days=9))
    call_command("trim_log")
    assert AuditEntry.objects.count() == 1
    AuditEntry.objects.update(at=timezone.now() - timedelta(days=11))
    call_command("trim_log")
    assert not AuditEntry.objects.exists()
