"""What follows from what happened, one line each."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from articles.models import Article, Author, Byline, Section, Source, Tag
from articles.search import index

READ = {"view_article", "view_section", "view_author", "view_byline", "view_tag", "view_tagalias", "view_source",
        "view_image", "view_relatedstory", "view_frontpageslot", "view_statuschange"}  # fmt: skip
WRITE = {"add_article", "change_article", "submit_article", "add_byline", "change_byline", "delete_byline",
         "add_relatedstory", "change_relatedstory", "delete_relatedstory", "add_image"}  # fmt: skip
EDIT = {"change_any_article", "change_public_article", "approve_article", "publish_article", "withdraw_article",
        "add_author", "change_author", "add_tag", "change_tag", "merge_tag", "add_tagalias", "change_tagalias",
        "delete_tagalias", "add_source", "change_source", "change_image", "add_frontpageslot", "change_frontpageslot",
        "delete_frontpageslot"}  # fmt: skip
RULE = {"delete_article", "add_section", "change_section", "delete_section", "delete_author", "delete_tag",
        "delete_source", "delete_image", "add_redirect", "change_redirect", "delete_redirect", "view_redirect",
        "view_user", "add_user", "change_user"}  # fmt: skip

GROUPS: dict[str, set[str]] = {
    "reporter": READ | WRITE,
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
        group.permissions.add(*(by_name[codename] for codename in codenames))


def index_story(instance: Article, **kwargs: Any) -> None:
    """Index a story once its saving is through."""
    index.after_commit([instance.pk])


def index_signed_story(instance: Byline, **kwargs: Any) -> None:
    """Index a story whose bylines have changed."""
    index.after_commit([instance.article_id])


def index_linked_stories(instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Index the stories whose tags or sources have changed."""
    if action in ("post_add", "post_remove", "post_clear", "pre_clear"):
        if not reverse:
            index.after_commit([instance.pk])
        elif pk_set is not None:
            index.after_commit(pk_set)
        else:
            index.names_changed(instance.articles.all())  # type: ignore[attr-defined]


def index_stories_named(instance: Model, created: bool, **kwargs: Any) -> None:
    """Index the stories that carry a name that may have changed."""
    if not created:
        index.names_changed(instance.articles.all())  # type: ignore[attr-defined]


def forget_story(instance: Article, **kwargs: Any) -> None:
    """Take a story out of the index with its deletion."""
    index.forget([instance.pk])


def connect_search() -> None:
    """Let the index hear of every change."""
    post_save.connect(index_story, sender=Article)
    pre_delete.connect(forget_story, sender=Article)
    post_save.connect(index_signed_story, sender=Byline)
    post_delete.connect(index_signed_story, sender=Byline)
    for through in (Article.tags.through, Article.sources.through):
        m2m_changed.connect(index_linked_stories, sender=through)
    for named in (Tag, Author, Source, Section):
        post_save.connect(index_stories_named, sender=named)
