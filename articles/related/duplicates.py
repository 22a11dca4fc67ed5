"""Whether a text has been run before: fingerprints kept in the database, copies held against the new text.

Looking up a text costs the same however large the archive: a fingerprint that has become a formula is not stored again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Fingerprint
from articles.models.article import Status
from articles.text import dates

from .archive import Archive
from .copies import Copy, Passage, Text, copies, is_formula, passages
from .draft import Draft
from .fingerprints import ASKED, fingerprints
from .remembered import parts, running
from .same_story import COPY
from .terms import FEW, TELLING_SHARE, stems_of

COMMON_STORIES = 20
"""A fingerprint in more stories than this, over more than three days, is a formula and passed over."""
COMPARED = 30
"""The stories with most fingerprints in common that are compared in full."""
LIMIT = 3

SENTENCE = re.compile(r"(?<=[.!?؟…])\s+|\n+")


class Duplicate(NamedTuple):
    """A story that says the same as the draft."""

    article: Article
    copy: Copy
    at: datetime

    @property
    def level(self) -> str:
        """``copy``, or ``same_story`` when less than half of the shorter text is shared, or only in other words."""
        return "copy" if self.copy.share >= COPY and not self.copy.reworded else "same_story"

    @property
    def percent(self) -> int:
        """How much of the shorter text is shared."""
        return min(100, round(100 * self.copy.share))


def find_duplicates(draft: Draft, limit: int = LIMIT, now: datetime | None = None) -> list[Duplicate]:
    """Return the stories that the draft copies or that copy it, the closest first."""
    stems = running(draft.stems)
    numbers = _alike(fingerprints(stems, ASKED), draft.language, draft.article)
    known = _texts(numbers, draft.language) if numbers else {}
    if not known:
        return []
    moment = draft.at or now or clock.now()
    texts = {pk: text for pk, (text, _at) in known.items()}
    found = copies(Text(stems, timezone.localdate(moment)), texts, _weigh(draft.language))[:limit]
    stories = Article.objects.for_lists(draft.language).in_bulk([copy.article for copy in found])
    return [Duplicate(stories[copy.article], copy, known[copy.article][1]) for copy in found]


def find_copies(draft: Draft) -> list[Duplicate]:
    """Return the stories that say the same as a draft, withdrawn ones and those in the bin aside."""
    found = find_duplicates(draft, COMPARED)
    return [one for one in found if one.article.status != Status.WITHDRAWN and one.article.deleted_at is None][:LIMIT]


def copies_of(article: Article, languages: Iterable[str]) -> list[Duplicate]:
    """Return the stories of which a story would be a copy if it came out in these languages, each once."""
    found: dict[int, Duplicate] = {}
    for language in languages:
        for one in find_copies(Draft.of(article, language)):
            if one.level == "copy":
                found.setdefault(one.article.pk, one)
    return list(found.values())


def near_duplicates(article: Article) -> list[tuple[Article, str]]:
    """Return the stories that readers see and of which this one is a copy, and how to say so (`NEAR_DUPLICATES`)."""
    copies = copies_of(article, article.languages_written())
    return [(one.article, f"{describe(one)}.") for one in copies if one.article.languages_out()]


def describe(duplicate: Duplicate, now: datetime | None = None) -> str:
    """Return the warning: «87 % the same as “…”, published two hours ago»."""
    moment, language = now or clock.now(), (get_language() or settings.LANGUAGE_CODE)[:2]
    values = {
        "percent": duplicate.percent,
        "headline": duplicate.article.headline_anywhere(),
        "when": _when(duplicate.at, moment, language),
    }
    if duplicate.copy.reworded:
        return _in_other_words(duplicate, moment) % values
    if duplicate.article.status != "published":
        return _("%(percent)s%% the same as “%(headline)s”, not published yet, written %(when)s") % values
    if duplicate.at > moment:
        return _("%(percent)s%% the same as “%(headline)s”, which comes out on %(when)s") % values
    return _("%(percent)s%% the same as “%(headline)s”, published %(when)s") % values


def compare(draft: Draft, article: Article) -> dict[str, list[Passage]]:
    """Return both texts sentence by sentence: what is ``new`` in the draft, and what only the ``known`` one has."""
    other = Draft.of(article, draft.language)
    here, there = _sentences(draft), _sentences(other)
    return {
        "new": passages(here, [stem for _text, stems in there for stem in stems]),
        "known": passages(there, [stem for _text, stems in here for stem in stems]),
    }


def as_json(duplicate: Duplicate) -> dict[str, Any]:
    """Return a duplicate as the story form receives it."""
    return {
        "id": duplicate.article.pk,
        "headline": duplicate.article.headline_anywhere(),
        "percent": duplicate.percent,
        "level": duplicate.level,
        "of_new": round(duplicate.copy.of_new, 3),
        "of_known": round(duplicate.copy.of_known, 3),
        "at": duplicate.at.isoformat(),
        "message": describe(duplicate),
    }


def _alike(hashes: set[int], language: str, own: int | None) -> list[int]:
    """The stories with most fingerprints in common, formulas aside."""
    holders: dict[int, set[int]] = defaultdict(set)
    for part in parts(sorted(hashes)):
        rows = Fingerprint.objects.filter(hash__in=part, language=language)
        for number, article in rows.values_list("hash", "article_id"):
            if article != own:
                holders[number].add(article)
    suspects = {article for stories in holders.values() if len(stories) > COMMON_STORIES for article in stories}
    times = _times(suspects, language) if suspects else {}
    appeared = {pk: timezone.localdate(at) for pk, at in times.items()}
    common: Counter[int] = Counter()
    for stories in holders.values():
        if not is_formula([appeared[pk] for pk in stories if pk in appeared], COMMON_STORIES + 1):
            common.update(stories)
    return sorted(common, key=lambda article: (-common[article], -article))[:COMPARED]


def _texts(ids: Sequence[int], language: str) -> dict[int, tuple[Text, datetime]]:
    """The stems of stories, out of the index or, where it lags behind, out of the stories, and when they appeared."""
    times = _times(ids, language)
    stems = Archive.of(language).stories_stems(times)
    for article in Article.objects.filter(pk__in=times.keys() - stems.keys()).prefetch_related("tags"):
        stems[article.pk] = Draft.of(article, language).stems
    return {pk: (Text(running(stems[pk]), timezone.localdate(at)), at) for pk, at in times.items() if pk in stems}


def _weigh(language: str) -> Callable[[Sequence[str]], dict[str, float]]:
    """How much each stem of a text tells of its story, 0 for nothing."""
    archive = Archive.of(language)
    most = max(FEW, TELLING_SHARE * archive.stories)

    def weigh(stems: Sequence[str]) -> dict[str, float]:
        archive.learn(stems)
        rarities = archive.rarities
        return {stem: rarities[stem] if rarities.frequencies.get(stem, 0) <= most else 0.0 for stem in set(stems)}

    return weigh


def _times(ids: Iterable[int], language: str) -> dict[int, datetime]:
    column = build_localized_fieldname("published_at", language)
    rows = Article.objects.filter(pk__in=list(ids)).values_list("pk", column, "created_at")
    return {pk: out_at or created for pk, out_at, created in rows}


def _sentences(draft: Draft) -> list[tuple[str, list[str]]]:
    texts = [part.strip() for part in SENTENCE.split(draft.text)]
    return [(text, stems_of(text, draft.language)) for text in texts if text]


def _in_other_words(duplicate: Duplicate, now: datetime) -> str:
    """What is told of a story in other words: the share of its telling words would be taken for one of its text."""
    if duplicate.article.status != "published":
        return _("The same story in other words as “%(headline)s”, not published yet, written %(when)s")
    if duplicate.at > now:
        return _("The same story in other words as “%(headline)s”, which comes out on %(when)s")
    return _("The same story in other words as “%(headline)s”, published %(when)s")


def _when(at: datetime, now: datetime, language: str) -> str:
    if 0 <= (now - at).total_seconds() < 7 * 86_400:
        return dates.ago(at, now, language)
    return dates.format_date(timezone.localdate(at), language)
