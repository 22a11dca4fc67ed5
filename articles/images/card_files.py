"""Share cards as files: drawn once, outside any reader's request.

``Article.share_cards`` says which card was drawn for each language; a page uses it when its name is still right.
"""

import io
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from PIL import Image as Pillow

from articles.images import cards, lettering, pipeline, steps
from articles.models import Article, Image
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES, in_languages

LOADED_SIDE = 2400
"""A picture is not loaded much larger than this, in pixels."""
MOST_WAITING = 100
LOOKED_BACK = timedelta(days=7)
"""How far a process looks back for expired stories when it begins: draw_cards, every week, has seen to those before."""
log = logging.getLogger(__name__)
_looked_at: datetime | None = None
_room = BoundedSemaphore(MOST_WAITING)


def missing(story: Article) -> dict[str, str]:
    """Return the languages whose card is still to be drawn, with the names of the files."""
    return {code: name for code, name in cards.wanted(story).items() if story.share_cards.get(code) != name}


def drawn(story: Article, language: str, picture: Image | None) -> str:
    """Return the file of a story's card; "" while there is none that says what the story says now."""
    name: str = story.share_cards.get(language, "")
    return name if name and name == cards.name_of(story, language, picture) else ""


def make(story: Article) -> int:
    """Draw the cards that a story lacks, and return how many. Raises ``OSError`` when its picture cannot be read."""
    names = missing(story)
    if not names or not lettering.can_shape():
        return 0
    picture = cards.shown_picture(story)
    loaded, focal = (_loaded(picture), (picture.focal_x, picture.focal_y)) if picture else (None, (0.5, 0.5))
    for code, name in names.items():
        data = io.BytesIO()
        card = cards.draw(cards.of_story(story, code, picture), loaded, focal)
        card.save(data, "jpeg", quality=84, optimize=True, progressive=True)
        pipeline.store(name, data.getvalue())
    return len(names) if _announce(story, names) else 0


def in_hand(story: Article, language: str) -> bytes:
    """Return the card of a story that is only typed, as a small JPEG, not stored; b"" where none can be drawn."""
    if not story.in_language("headline", language) or not lettering.can_shape():
        return b""
    picture = cards.shown_picture(story)
    try:
        loaded = _loaded(picture) if picture else None
    except OSError:
        log.warning("Picture %s could not be read for a preview.", picture)
        loaded = None
    focal = (picture.focal_x, picture.focal_y) if picture else (0.5, 0.5)
    data = io.BytesIO()
    card = cards.draw(cards.of_story(story, language, picture), loaded, focal)
    card.resize((card.width // 2, card.height // 2)).save(data, "jpeg", quality=80)
    return data.getvalue()


def follow(story: Article, then: Callable[[], None]) -> None:
    """Draw a saved story's cards and delete those that readers may no longer see, once its saving is through.

    ``then`` is called when there are new ones. More than a hundred that wait are left to ``draw_cards``.
    """
    languages = cards.languages_of(story)
    discard(story, set(LANGUAGE_CODES) - set(languages))
    if languages and settings.RENDER_IN_BACKGROUND:
        transaction.on_commit(partial(_begin, story.pk, then))


def discard(story: Article, languages: Iterable[str] = LANGUAGE_CODES) -> None:
    """Delete every card ever drawn of a story in some languages, once that is certain."""
    gone = set(languages) & set(story.share_cards)
    if gone:
        story.share_cards = {code: name for code, name in story.share_cards.items() if code not in gone}
        Article.objects.filter(pk=story.pk).update(share_cards=story.share_cards)
    if gone or (story.status == Status.WITHDRAWN and story.pk):
        transaction.on_commit(partial(_delete, story.pk, tuple(languages)))


def follow_time(now: datetime) -> None:
    """Delete, beside the requests, the cards of stories that have expired since this process last looked."""
    global _looked_at
    since, _looked_at = _looked_at or now - LOOKED_BACK, now
    if settings.RENDER_IN_BACKGROUND:
        pipeline.worker().submit(_discard_expired, since, now)


def _discard_expired(since: datetime, now: datetime) -> None:
    try:
        over = Article.objects.filter(expires_at__gt=since, expires_at__lte=now).exclude(share_cards={})
        for story in over.only("status", "share_cards"):
            discard(story)
    except Exception:
        log.exception("The share cards of expired stories could not be deleted; draw_cards will try again.")
    finally:
        connection.close()


def discard_over(picture: Image) -> None:
    """Delete the cards that show a picture, once that is certain: its file may hold what must not be seen."""
    for story in Article.objects.filter(lead_image=picture).exclude(share_cards={}).only("status", "share_cards"):
        discard(story)


def discard_all(instance: Article, **kwargs: Any) -> None:
    """Delete the cards of a story that is no more, once that is certain."""
    transaction.on_commit(partial(_delete, instance.pk))


def _loaded(picture: Image) -> steps.Picture:
    with picture.file.storage.open(str(picture.file.name)) as file, Pillow.open(file, formats=steps.KEPT) as opened:
        opened.draft("RGB", (LOADED_SIDE, LOADED_SIDE))
        opened.load()
        return opened.copy()


def _announce(story: Article, names: dict[str, str]) -> bool:
    """Let pages use what was drawn, unless the story was withdrawn meanwhile; return whether there is anything new."""
    with transaction.atomic():
        row = Article.objects.select_for_update().filter(pk=story.pk)
        stored = row.only("status", "deleted_at", "expires_at", "share_cards", *in_languages("published_at")).first()
        allowed = cards.languages_of(stored) if stored else []
        late = [code for code in names if code not in allowed]
        if stored:
            story.share_cards = {**stored.share_cards, **{code: names[code] for code in names if code in allowed}}
            row.update(share_cards=story.share_cards)
    if late:
        _delete(story.pk, late)
    return len(late) < len(names)


def _delete(pk: int, languages: Iterable[str] = LANGUAGE_CODES) -> None:
    folder = cards.folder_of(pk)
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        if name.startswith(tuple(f"{pk}-{code}-" for code in languages)):
            default_storage.delete(f"{folder}/{name}")


def _begin(pk: int, then: Callable[[], None]) -> None:
    if _room.acquire(blocking=False):
        pipeline.worker().submit(_make_by_pk, pk, then)


def _make_by_pk(pk: int, then: Callable[[], None]) -> None:
    try:
        story = Article.objects.select_related("lead_image").filter(pk=pk, status=Status.PUBLISHED).first()
        if story and make(story):
            then()
    except Exception:
        log.exception("The share cards of story %s could not be drawn; draw_cards will try again.", pk)
    finally:
        _room.release()
        connection.close()
