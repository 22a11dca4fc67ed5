"""What follows from what happened, one line each."""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from articles import tasks
from articles.caching import edition, kept
from articles.images import card_files, pipeline
from articles.models import (
    Article,
    AuditEntry,
    Author,
    Byline,
    Correction,
    FrontPageSlot,
    Grant,
    Image,
    Listing,
    LiveUpdate,
    PictureUse,
    RelatedStory,
    Rendition,
    Section,
    Source,
    StatusChange,
    Tag,
)
from articles.models.article import Status
from articles.models.named import in_languages
from articles.related import remembered, tagging
from articles.search import index

BODIES = frozenset(in_languages("body"))
SEEN_BY_READERS = (Status.PUBLISHED, Status.WITHDRAWN)
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


def list_story(instance: Article | Byline, created: bool = False, **kwargs: Any) -> None:
    """Bring the lists up to date in which a story stands; a new one that is not published stands in none."""
    if created and isinstance(instance, Article) and instance.status != Status.PUBLISHED:
        return
    Listing.objects.refresh([instance.pk if isinstance(instance, Article) else instance.article_id])


def list_tagged_stories(instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Bring the lists up to date in which stories stand whose tags have changed."""
    if not reverse and action in ("post_add", "post_remove", "post_clear"):
        Listing.objects.refresh([instance.pk])
    elif reverse and action in ("post_add", "post_remove"):
        Listing.objects.refresh(pk_set or ())
    elif reverse and action == "pre_clear":
        Listing.objects.filter(tag=instance.pk).delete()


def connect_lists() -> None:
    """Let the lists of tags and authors follow the stories."""
    post_save.connect(list_story, sender=Article)
    post_save.connect(list_story, sender=Byline)
    post_delete.connect(list_story, sender=Byline)
    m2m_changed.connect(list_tagged_stories, sender=Article.tags.through)


def forget_story(instance: Article, **kwargs: Any) -> None:
    """Take a story out of the index with its deletion."""
    index.forget([instance.pk])


def note_change(instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Let readers' pages be built anew, unless what changed hangs on a story that no reader has seen."""
    if isinstance(instance, Article):
        seen = instance.status in SEEN_BY_READERS
    elif isinstance(instance, Byline | Correction | LiveUpdate | RelatedStory):
        seen = Article.objects.filter(pk=instance.article_id, status__in=SEEN_BY_READERS).exists()
    else:
        seen = True
    if seen:
        kept.forget()
        edition.bump_after_commit()


def connect_caching() -> None:
    """Let the edition grow with whatever changes what readers see."""
    for shown in (Article, Author, Byline, Correction, FrontPageSlot, Image, LiveUpdate, RelatedStory, Section, Source,
                  StatusChange, Tag):  # fmt: skip
        post_save.connect(note_change, sender=shown)
        post_delete.connect(note_change, sender=shown)
    for through in (Article.tags.through, Article.sources.through):
        m2m_changed.connect(note_change, sender=through)


def note_pictures(instance: Article, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Remember which pictures a story's texts show."""
    if not raw and (update_fields is None or not BODIES.isdisjoint(update_fields)):
        PictureUse.objects.note(instance)


def draw_story_cards(instance: Article, raw: bool = False, **kwargs: Any) -> None:
    """Draw what links to a story show, or delete it, once its saving is through."""
    if not raw:
        card_files.follow(instance, edition.bump)


def draw_cards_over(instance: Image, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Draw the cards anew that show a picture which may have changed."""
    if not raw and not created:
        for story in Article.objects.filter(lead_image=instance, status=Status.PUBLISHED).defer(*BODIES):
            card_files.follow(story, edition.bump)


def tell_others(instance: Article, raw: bool = False, **kwargs: Any) -> None:
    """Write down which hubs and search engines are to hear of a story."""
    if not raw:
        tasks.note(instance)


def connect_pings() -> None:
    """Let hubs and search engines hear of what comes out."""
    post_save.connect(tell_others, sender=Article)


def connect_pictures() -> None:
    """Let pictures be cut and cards drawn when they are saved, and the files of renditions go with their rows."""
    post_save.connect(note_pictures, sender=Article)
    post_save.connect(pipeline.make_after_commit, sender=Image)
    post_save.connect(draw_story_cards, sender=Article)
    post_save.connect(draw_cards_over, sender=Image)
    edition.told_of_time.append(card_files.follow_time)
    post_delete.connect(card_files.discard_all, sender=Article)
    post_delete.connect(pipeline.discard, sender=Rendition)
    post_delete.connect(pipeline.discard_original, sender=Image)


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


POWERS = ("is_active", "is_staff", "is_superuser")


def note_login(user: Any, **kwargs: Any) -> None:
    """Log that somebody signed in."""
    AuditEntry.objects.record("login", by=user)


def note_logout(user: Any, **kwargs: Any) -> None:
    """Log that somebody signed out."""
    if user is not None:
        AuditEntry.objects.record("logout", by=user)


def note_failed_login(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Log that somebody tried to sign in, and under which name."""
    AuditEntry.objects.record("login_failed", username=str(credentials.get("username", ""))[:150])


def note_permissions(
    instance: Model, action: str, reverse: bool, model: type[Model], pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """Log a change of somebody's groups, or of a person's or group's permissions."""
    if action not in ("post_add", "post_remove", "pre_clear") or (action != "pre_clear" and not pk_set):
        return
    names = {} if pk_set is None else model._default_manager.in_bulk(pk_set)
    changed = sorted(str(one) for one in names.values()) if pk_set else ["*"]
    change = action.removeprefix("post_").removeprefix("pre_")
    AuditEntry.objects.record("permissions", about=instance, change=change, of=changed, reverse=reverse)


def note_powers(instance: Any, **kwargs: Any) -> None:
    """Log that somebody became, or is no longer, active, of the desk or a superuser."""
    before = type(instance)._default_manager.filter(pk=instance.pk).values(*POWERS).first() or {}
    changed = {
        name: getattr(instance, name) for name in POWERS if name in before and before[name] != getattr(instance, name)
    }
    if changed:
        AuditEntry.objects.record("permissions", about=instance, change="set", of=changed)


def note_password(instance: Any, **kwargs: Any) -> None:
    """Log that somebody's password was changed; a hash that Django renews while signing in is no change."""
    if instance.pk and instance._password is not None:
        AuditEntry.objects.record("password", about=instance)


def note_account(instance: Any, created: bool = False, signal: Any = None, **kwargs: Any) -> None:
    """Log that an account was made, with which powers, or deleted."""
    if created:
        given = {name: True for name in POWERS if getattr(instance, name) and name != "is_active"}
        AuditEntry.objects.record("account", about=instance, change="add", of=given)
    elif signal is post_delete:
        AuditEntry.objects.record("account", about=instance, change="remove")


def note_grant(instance: Grant, created: bool = False, signal: Any = None, **kwargs: Any) -> None:
    """Log that a grant was made, changed or taken back."""
    change = "remove" if signal is pre_delete else "add" if created else "set"
    AuditEntry.objects.record("permissions", about=instance, change=change, of=[str(instance)])


def connect_audit() -> None:
    """Let the log hear of sign-ins and of every change of rights."""
    user = get_user_model()
    user_logged_in.connect(note_login)
    user_logged_out.connect(note_logout)
    user_login_failed.connect(note_failed_login)
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(note_permissions, sender=through)
    pre_save.connect(note_powers, sender=user)
    pre_save.connect(note_password, sender=user)
    post_save.connect(note_account, sender=user)
    post_delete.connect(note_account, sender=user)
    post_save.connect(note_grant, sender=Grant)
    pre_delete.connect(note_grant, sender=Grant)  # What it is a right in may be deleted with it.


def fingerprint_story(instance: Article, **kwargs: Any) -> None:
    """Remember the wording of a story once its saving is through."""
    remembered.after_commit([instance.pk])


def forget_tag_names(**kwargs: Any) -> None:
    """Let the next suggestion of tags read their names anew."""
    tagging.forget_inventory()


def connect_related() -> None:
    """Let suggestions and the search for copies hear of every change."""
    post_save.connect(fingerprint_story, sender=Article)
    post_save.connect(forget_tag_names, sender=Tag)
    post_delete.connect(forget_tag_names, sender=Tag)
