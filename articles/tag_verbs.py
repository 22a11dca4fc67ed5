"""What the desk does to tags: merge and undo it, split, rename. Each is one transaction and leaves no dead address."""

from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, DistinctTags, Listing, Redirect, Tag, TagAlias, TagMerge
from articles.models.distinct_tags import in_order
from articles.text import arabic, lines, slugs

LINKS = Article.tags.through
LONGEST_NAME = 120
"""As the model has it."""


@transaction.atomic
def merge_tags(tag: Tag, into: Tag, by: Any) -> TagMerge:
    """Merge a tag into another: its stories, names and aliases move, and its address leads to the other's.

    Returns the record by which `undo_merge` takes it back. Raises ``PermissionDenied`` without the right to merge and
    ``ValidationError`` for a tag into itself, or one that is gone.
    """
    _check(by)
    if tag.pk == into.pk:
        raise ValidationError(_("A tag cannot be merged into itself."))
    _hold(tag, into)
    own = _stories_of(tag)
    already = set(_stories_of(into))
    moved = [article for article in own if article not in already]
    LINKS.objects.filter(tag=tag, article_id__in=moved).update(tag=into)
    keys = {arabic.fold_key(text) for text in into.spellings()}
    names = [name for name in dict.fromkeys(tag.spellings()) if name and arabic.fold_key(name) not in keys]
    record = {
        "tag": serializers.serialize("python", [tag])[0]["fields"] | {"id": tag.pk},
        "aliases": list(tag.aliases.values_list("name", flat=True)),
        "stories": own,
        "moved_stories": moved,
        "given_aliases": names,
        "redirects": list(Redirect.objects.filter(target=_path(tag)).values_list("old_path", flat=True)),
        "merges": list(tag.merges.values_list("pk", flat=True)),
        "distinct": sorted(DistinctTags.objects.others(tag.pk)),
    }
    record["given_distinct"] = sorted({*record["distinct"]} - DistinctTags.objects.others(into.pk) - {into.pk})
    _part(into.pk, record["given_distinct"], by)
    for name in names:
        TagAlias.objects.create(tag=into, name=name)
    name, old_path = str(tag), _path(tag)
    tag.delete()
    Listing.objects.refresh(own)
    _lead(old_path, _path(into))
    return TagMerge.objects.create(into=into, name=name[:120], record=record, by=by)


@transaction.atomic
def undo_merge(merge: TagMerge, by: Any) -> Tag:
    """Take a merge back: the tag returns with its address, names and stories; what was done since stays.

    A story that has lost the other tag since gets neither back.

    Raises ``PermissionDenied`` without the right to merge and ``ValidationError`` when it cannot be undone any more.
    """
    _check(by)
    merge = TagMerge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise ValidationError(_("This merge has been undone already."))
    into = merge.into
    if into is None:
        raise ValidationError(_("The tag that this one was merged into is gone. Undo what was done to it first."))
    _hold(into)
    record = merge.record
    if Tag.objects.filter(pk=record["tag"]["id"]).exists() or Tag.objects.filter(slug=record["tag"]["slug"]).exists():
        raise ValidationError(_("Another tag has this address by now."))
    tag = Tag(**record["tag"])
    tag.save(force_insert=True)
    TagAlias.objects.filter(tag=into, name__in=record["given_aliases"]).delete()
    into.save(update_fields=["search_key"])
    for name in record["aliases"]:
        TagAlias.objects.create(tag=tag, name=name)
    carried = LINKS.objects.filter(tag=into, article_id__in=record["stories"])
    there = set(carried.values_list("article_id", flat=True))
    _tie(tag, there)
    LINKS.objects.filter(tag=into, article_id__in=there & set(record["moved_stories"])).delete()
    Listing.objects.refresh(there)
    Redirect.objects.filter(old_path=_path(tag)).delete()
    Redirect.objects.filter(old_path__in=record["redirects"]).update(target=_path(tag))
    TagMerge.objects.filter(pk__in=record["merges"]).update(into=tag)
    _part(tag.pk, Tag.objects.filter(pk__in=record.get("distinct", ())).values_list("pk", flat=True), by)
    DistinctTags.objects.among(into.pk, record.get("given_distinct", ())).delete()
    merge.undone_at = clock.now()
    merge.save(update_fields=["undone_at"])
    return tag


@transaction.atomic
def split_tag(tag: Tag, into: Tag, stories: Iterable[int], by: Any, *, keep: bool = False) -> int:
    """Give some of a tag's stories to another tag; with ``keep`` they carry both. Returns how many moved.

    Raises ``PermissionDenied`` without the right to change tags and ``ValidationError`` for a tag from itself.
    """
    _check(by, "articles.change_tag")
    if tag.pk == into.pk:
        raise ValidationError(_("Choose another tag for these stories."))
    _hold(tag, into)
    chosen = set(LINKS.objects.filter(tag=tag, article_id__in=set(stories)).values_list("article_id", flat=True))
    _tie(into, chosen)
    if not keep:
        LINKS.objects.filter(tag=tag, article_id__in=chosen).delete()
    Listing.objects.refresh(chosen)
    return len(chosen)


@transaction.atomic
def rename_tag(tag: Tag, name: str, by: Any, *, language: str = "ar", keep_alias: bool = True) -> Tag:
    """Rename a tag in a language; its address follows, the old one leads there, and the old name stays as an alias.

    Raises ``PermissionDenied`` without the right to change tags and ``ValidationError`` for an empty name, or one that
    another tag goes by.
    """
    _check(by, "articles.change_tag")
    _hold(tag)
    name = " ".join(lines.one_line(name).split())
    if not arabic.fold_key(name):
        raise ValidationError({"name": _("Write a name.")})
    if len(name) > LONGEST_NAME:
        raise ValidationError({"name": _("This name is too long.")})
    others = Tag.objects.called(name).exclude(pk=tag.pk)
    if other := others.first():
        taken = ValidationError(
            _("Another tag goes by this name: “%(tag)s”. Merge the two instead."), params={"tag": other}
        )
        raise ValidationError({"name": taken})
    column = build_localized_fieldname("name", language)
    old_name, old_path = getattr(tag, column) or "", _path(tag)
    followed = slugs.slugify(old_name)
    setattr(tag, column, name)
    if followed and (tag.slug == followed or tag.slug.rpartition("-")[0] == followed):
        tag.slug = ""
    tag.save()
    TagAlias.objects.filter(tag=tag, name=name).delete()
    if keep_alias and arabic.fold_key(old_name) not in ("", arabic.fold_key(name)):
        TagAlias.objects.get_or_create(tag=tag, name=old_name)
    tag.save(update_fields=["search_key"])
    if _path(tag) != old_path:
        _lead(old_path, _path(tag))
    return tag


@transaction.atomic
def tell_apart(tag: Tag, other: Tag, by: Any) -> None:
    """Remember that two tags are two, however alike: nobody is asked again whether they are one.

    Raises ``PermissionDenied`` without the right to merge and ``ValidationError`` for one tag, or one that is gone.
    """
    _check(by)
    if tag.pk == other.pk:
        raise ValidationError(_("These are not two tags."))
    _hold(tag, other)
    _part(tag.pk, [other.pk], by)


@transaction.atomic
def ask_again(tag: Tag, other: Tag, by: Any) -> None:
    """Ask again whether two tags are one: the undo of `tell_apart`. Raises ``PermissionDenied`` without the right."""
    _check(by)
    DistinctTags.objects.among(tag.pk, [other.pk]).delete()


def _check(by: Any, permission: str = "articles.merge_tag") -> None:
    if not by.has_perm(permission):
        raise PermissionDenied(
            _("You may not merge tags.") if permission == "articles.merge_tag" else _("You may not change tags.")
        )


def _hold(*tags: Tag) -> None:
    """Keep others from changing these tags until the transaction ends, and see them as they are now."""
    held = Tag.objects.select_for_update().filter(pk__in=[tag.pk for tag in tags]).order_by("pk")
    if len(held) < len(tags):
        raise ValidationError(_("One of these tags is gone: somebody merged or deleted it meanwhile."))
    for tag in tags:
        tag.refresh_from_db()


def _stories_of(tag: Tag) -> list[int]:
    return list(LINKS.objects.filter(tag=tag).order_by("article_id").values_list("article_id", flat=True))


def _tie(tag: Tag, stories: Iterable[int]) -> None:
    LINKS.objects.bulk_create([LINKS(tag=tag, article_id=story) for story in stories], ignore_conflicts=True)


def _part(tag: int, others: Iterable[int], by: Any) -> None:
    pairs = [DistinctTags(one_id=one, other_id=other, by=by) for one, other in in_order(tag, others)]
    DistinctTags.objects.bulk_create(pairs, ignore_conflicts=True)


def _path(tag: Tag) -> str:
    return f"/tags/{tag.slug}/"


def _lead(old_path: str, new_path: str) -> None:
    """Lead an address, and all that led to it, to another."""
    Redirect.objects.filter(old_path=new_path).delete()
    Redirect.objects.filter(target=old_path).update(target=new_path)
    Redirect.objects.update_or_create(old_path=old_path, defaults={"target": new_path})
