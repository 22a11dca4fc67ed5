"""What follows from what happened, one line each."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from articles import tasks
from articles.caching import edition, kept
from articles.images import card_files, pipeline
from articles.models import (
    Article,
    Author,
    Byline,
    Correction,
    FrontPageSlot,
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


def list_story(instance: Article | Byline, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Bring the lists up to date in which a story stands; a new one has no tags and authors yet, so it stands in none.

    Loaded rows come in any order, so what names the author of a story may be there before it.
    """
    if created and isinstance(instance, Article) and not raw:
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
