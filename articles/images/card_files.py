"""Share cards as files: drawn once, outside any reader's request.

``Article.share_cards`` says which card was drawn for each language; a page uses it when its name is still right.
"""

import io
import logging
from collections.abc import Callable
from functools import partial
from threading import BoundedSemaphore

from django.conf import settings
from django.db import connection, transaction
from PIL import Image as Pillow

from articles.images import cards, lettering, pipeline, steps
from articles.models import Article, Image
from articles.models.article import Status

LOADED_SIDE = 2400
"""A picture is not loaded much larger than this, in pixels."""
MOST_WAITING = 100
log = logging.getLogger(__name__)
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
    _announce(story, names)
    return len(names)


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


def make_in_background(story: Article, then: Callable[[], None]) -> None:
    """Draw a published story's cards once its saving is through; ``then`` is called when there are new ones.

    More than a hundred that wait are left to ``draw_cards``.
    """
    if settings.RENDER_IN_BACKGROUND and story.status == Status.PUBLISHED:
        transaction.on_commit(partial(_begin, story.pk, then))


def _loaded(picture: Image) -> steps.Picture:
    with picture.file.storage.open(str(picture.file.name)) as file, Pillow.open(file) as opened:
        opened.draft("RGB", (LOADED_SIDE, LOADED_SIDE))
        opened.load()
        return opened.copy()


def _announce(story: Article, names: dict[str, str]) -> None:
    with transaction.atomic():
        stored = Article.objects.select_for_update().filter(pk=story.pk).values_list("share_cards", flat=True).first()
        story.share_cards = {**(stored or {}), **names}
        Article.objects.filter(pk=story.pk).update(share_cards=story.share_cards)


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
