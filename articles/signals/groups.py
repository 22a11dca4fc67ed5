"""What the groups of the desk may do, given them after each migration."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

READ = {"view_article", "view_section", "view_author", "view_byline", "view_tag", "view_tagalias", "view_source",
        "view_image", "view_relatedstory", "view_frontpageslot", "view_statuschange", "view_revision",
        "view_correction", "view_liveupdate", "view_pendingedit", "view_languageversion", "view_note"}  # fmt: skip
WRITE = {"add_article", "change_article", "submit_article", "propose_article", "add_byline", "change_byline",
         "delete_byline", "add_relatedstory", "change_relatedstory", "delete_relatedstory", "add_image"}  # fmt: skip
TRANSLATE = {"change_article", "translate_article", "propose_article"}
EDIT = {"change_any_article", "change_public_article", "approve_article", "publish_article",
        "withdraw_article", "correct_article", "tell_live_article", "translate_article", "assign_article",
        "add_author", "change_author", "add_tag", "change_tag", "merge_tag", "add_tagalias", "change_tagalias",
        "delete_tagalias", "add_source", "change_source", "change_image", "add_frontpageslot",
        "change_frontpageslot", "delete_frontpageslot", "view_searchquery"}  # fmt: skip
RULE = {"delete_article", "override_embargo", "view_auditentry", "view_grant", "add_grant", "change_grant",
        "delete_grant", "add_section", "change_section", "delete_section", "delete_author", "delete_tag",
        "delete_source", "delete_image", "add_redirect", "change_redirect", "delete_redirect", "view_redirect",
        "view_user", "add_user", "change_user"}  # fmt: skip

GROUPS: dict[str, set[str]] = {
    "reporter": READ | WRITE,
    "translator": READ | TRANSLATE,
    "editor": READ | WRITE | EDIT,
    "chief": READ | WRITE | EDIT | RULE,
}


def make_groups(app_config: Any, using: str, **kwargs: Any) -> None:
    """Give each group of the desk the permissions that its name promises."""
    for label in ("articles", "accounts"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    permissions = Permission.objects.using(using).filter(content_type__app_label__in=["articles", "accounts"])
    by_name = {permission.codename: permission for permission in permissions}
    for name, codenames in GROUPS.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        wanted = {by_name[codename].pk for codename in codenames}
        missing = wanted - set(group.permissions.values_list("pk", flat=True))
        # Written without signals: what a release grants is nobody's act, and the log may not be migrated yet.
        rows = [Group.permissions.through(group_id=group.pk, permission_id=pk) for pk in missing]
        Group.permissions.through.objects.using(using).bulk_create(rows, ignore_conflicts=True)
