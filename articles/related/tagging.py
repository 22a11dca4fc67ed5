"""Suggested tags: those whose names stand in a text, those of like stories, and terms that are no tags yet."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import log
from time import monotonic
from typing import Any

from django.db.models import Count, Max

from articles.models import Article, Tag
from articles.text.arabic import Token, tokens
from articles.text.stemmer import stem_folded

from .archive import Archive
from .draft import Draft
from .new_tags import never_a_tag
from .offers import NewTag, offers
from .phrases import Name, Trie, grow, mentions
from .suggest import suggest
from .tag_ranking import rank

LIMIT = 10
NEW = 5
NEIGHBOURS = 10
SHARED_BY = 2
"""A tag that does not stand in the text is suggested when at least so many of the like stories carry it."""
SECONDS = 60
"""How long a process works with the names it has read, unless a tag was added or removed."""
NAMED_KINDS = (Tag.Kind.PLACE, Tag.Kind.PERSON)
"""Kinds that are suggested only where the text names them: the like story was about somebody and somewhere else."""
INFLECTED_KINDS = (Tag.Kind.TOPIC, Tag.Kind.EVENT, Tag.Kind.STORYLINE)
"""Kinds of which a single word may be inflected: «انتخابات» in «انتخابي»; a person's name may not."""


@dataclass(frozen=True)
class TagSuggestion:
    """A tag for the draft; ``origin`` is ``text`` or ``like_stories``. With ``rivals``, somebody must choose."""

    tag: int
    name: str
    kind: str
    score: float
    count: int
    written: str
    origin: str
    rivals: tuple[int, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether another tag goes by the same words."""
        return bool(self.rivals)


@dataclass(frozen=True)
class TagSuggestions:
    """What to offer: existing tags, and new ones."""

    tags: list[TagSuggestion]
    new: list[NewTag]

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Return the suggestions as the story form receives them."""
        return {
            "tags": [asdict(tag) | {"is_ambiguous": tag.is_ambiguous} for tag in self.tags],
            "new": [asdict(term) for term in self.new],
        }


@dataclass(frozen=True)
class Inventory:
    """Every name of every tag, as read at a moment."""

    trie: Trie
    stamp: tuple[Any, ...]
    read_at: float


_inventories: dict[str, Inventory] = {}


def suggest_tags(draft: Draft, limit: int = LIMIT, *, new: int = NEW, like_stories: bool = True) -> TagSuggestions:
    """Return tags for a draft, the best first: its own tags are left out."""
    words = tokens(draft.text)
    archive = Archive.of(draft.language)
    rarities = rarities_of(words, archive)
    found = mentions(words, inventory(draft.language).trie, draft.language)
    ranked = rank(found, len(words), rarities, name_rarities(found, rarities))
    wanted = [one for one in ranked if one.owner not in draft.tags]
    tags = Tag.objects.in_bulk([one.owner for one in wanted[: limit + len(draft.tags)]])
    suggestions = [
        TagSuggestion(
            tag=one.owner,
            name=str(tags[one.owner]),
            kind=tags[one.owner].kind,
            score=round(one.score, 3),
            count=one.count,
            written=" ".join(token.text for token in words[one.first.start : one.first.end]),
            origin="text",
            rivals=tuple(rival for rival in one.rivals if rival not in draft.tags),
        )
        for one in wanted
        if one.owner in tags
    ][:limit]
    if like_stories and len(suggestions) < limit:
        suggestions += _from_like_stories(draft, {one.owner for one in ranked})[: limit - len(suggestions)]
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    return TagSuggestions(suggestions, offers(draft, words, taken, rarities, archive, new))


def rarities_of(words: Sequence[Token], archive: Archive) -> list[float]:
    """The rarity ln(N / df) of every word of a text."""
    stems = [stem_folded(word.folded, archive.language) for word in words]
    archive.learn(stems)
    known = archive.rarities.frequencies
    stories = max(archive.stories, 1)
    return [log((stories + 1) / max(min(known.get(stem, 0), stories), 1)) for stem in stems]


def name_rarities(found: Sequence[Any], rarities: Sequence[float]) -> dict[int, float]:
    """The rarity of each name: that of its rarest word, and half of that of the others: they stand together by more
    than chance.
    """
    known: dict[int, float] = {}
    for mention in found:
        own = rarities[mention.start : mention.end]
        known[mention.owner] = max(known.get(mention.owner, 0.0), (max(own) + sum(own)) / 2)
    return known


def inventory(language: str) -> Inventory:
    """Return the names of all tags, read anew when tags were added or removed, or after a minute."""
    stamp = tuple(Tag.objects.aggregate(Count("id"), Max("id")).values())
    known = _inventories.get(language)
    if known is None or known.stamp != stamp or monotonic() - known.read_at > SECONDS:
        known = Inventory(grow(_names(), language), stamp, monotonic())
        _inventories[language] = known
    return known


def forget_inventory() -> None:
    """Read the tags anew at the next suggestion."""
    _inventories.clear()


def _names() -> list[Name]:
    names = []
    for pk, kind, keys in Tag.objects.values_list("pk", "kind", "search_key"):
        for key in keys.split("\n"):
            words = tuple(key.split())
            if words and not never_a_tag(words):
                names.append(Name(words, pk, inflected=len(words) > 1 or kind in INFLECTED_KINDS))
    return names


def _from_like_stories(draft: Draft, known: set[int]) -> list[TagSuggestion]:
    """Tags that several of the most alike stories carry and that do not stand in the text."""
    stories = {found.article.pk: found.score for found in suggest(draft, NEIGHBOURS)}
    points: dict[int, float] = defaultdict(float)
    carried: Counter[int] = Counter()
    for article, tag in Article.tags.through.objects.filter(article__in=stories).values_list("article_id", "tag_id"):
        points[tag] += stories[article]
        carried[tag] += 1
    wanted = [tag for tag in points if carried[tag] >= SHARED_BY and tag not in known and tag not in draft.tags]
    tags = Tag.objects.exclude(kind__in=NAMED_KINDS).in_bulk(wanted)
    return [
        TagSuggestion(pk, str(tags[pk]), tags[pk].kind, round(points[pk], 3), carried[pk], "", "like_stories")
        for pk in sorted(tags, key=lambda tag: (-points[tag], tag))
    ]
