"""What the search index knows of the archive: how common a stem is, who has it, and the stems of a story."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from time import monotonic
from typing import Self

from django.db import connection
from django.db.models import Count, QuerySet, Subquery

from articles.models import Article, SearchDocument, SearchGeneration, SearchTerm
from articles.models.search_document import TOTAL, WORD
from articles.search import counts, document
from articles.search.engines import ENGINES, Question, newest_documents
from articles.search.expression import Lexeme, all_of

from .terms import Rarities, Stems, Vector, weighed

EACH = 300
"""How many of the newest stories are looked at for each telling stem."""
COMMON = 4_000
"""A stem in more stories than this brings none by itself, only together with another."""
ENOUGH = 8
"""With fewer telling stems than this, pairs of common ones are asked for too."""
PAIRED = 5
REMEMBERED = 200_000
"""How many frequencies a process keeps, at most for `MINUTES`: rarity moves slowly."""
MINUTES = 10
FIRM = 0.9
"""They serve as long as the archive has not grown or shrunk by more than a tenth."""
AT_ONCE = 5_000
"""Terms that are asked for in one query."""
MOST_READ = 6_000
"""Stories of which a run remembers what they are about, some 10 kB each; when there are more, all are forgotten."""

BODY_FIELDS = (3, 4)
"""The lines of a search document that are a story's running text: standfirst and body."""


_remembered: dict[tuple[int | None, str], tuple[float, Rarities]] = {}
_counted: dict[int, tuple[float, int]] = {}


@dataclass(frozen=True)
class Archive:
    """The stories of one language in the generation of the index that is in use."""

    language: str
    generation: int | None
    stories: int
    building: bool
    newest: int
    """The highest number of a search document."""
    rarities: Rarities = field(repr=False)
    read: dict[int, tuple[int, Vector]] = field(repr=False)
    """The story of each search document that was read, and what it is about."""
    stems: dict[int, Stems] = field(repr=False)
    """The stems of these stories, in order."""

    @classmethod
    def of(cls, language: str, before: Self | None = None) -> Self:
        """Return the archive as it stands; frequencies are remembered between calls.

        What was read of an archive ``before`` serves on, as long as its frequencies do.
        """
        generation = SearchGeneration.objects.filter(complete=True).order_by("-id").values_list("pk", flat=True).first()
        rows = SearchTerm.objects.filter(generation=generation, language=language, stem=TOTAL)
        newest = SearchDocument.objects.order_by("-id").values("id")[:1]
        known = {term: (number, last) for term, number, last in rows.values_list("term", "stories", Subquery(newest))}
        stories, last = known.get(counts.STORIES, (0, 0))
        length, _last = known.get(counts.LENGTH, (0, 0))
        building = SearchGeneration.objects.filter(complete=False).exists()
        rarities = _rarities(generation, language, stories, length)
        read, stems = (before.read, before.stems) if before and before.rarities is rarities else ({}, {})
        return cls(language, generation, stories, building, last or 0, rarities, read, stems)

    def learn(self, stems: Iterable[str]) -> None:
        """Look up in how many stories these stems stand, as far as it is not known yet. What stands in none is asked
        again the next time: it may be in the news by then."""
        known = self.rarities.frequencies
        wanted = sorted({stem for stem in stems if stem not in known})
        rows = SearchTerm.objects.filter(generation=self.generation, language=self.language)
        for start in range(0, len(wanted), AT_ONCE):
            known.update(rows.filter(term__in=wanted[start : start + AT_ONCE]).values_list("term", "stories"))

    def holders(self, telling: Sequence[str], weights: Mapping[str, float], limit: int) -> list[int]:
        """The search documents that have most of the telling stems by weight; of each stem only the newest are seen."""
        found_in, all_of_them = self._found_in(telling), max(self.stories, 1)
        most = EACH * (2 if self.building else 1)
        rare = [stem for stem in telling if found_in[stem] <= COMMON]
        asked = [Question(Lexeme(stem, "stem"), most, found_in[stem] / all_of_them) for stem in rare]
        worth = [weights[stem] for stem in rare]
        if len(rare) < ENOUGH:
            common = [stem for stem in telling if found_in[stem] > COMMON][:PAIRED]
            for one, other in combinations(common, 2):
                fewer, more = sorted((found_in[one] / all_of_them, found_in[other] / all_of_them))
                pair = all_of([Lexeme(one, "stem"), Lexeme(other, "stem")])
                asked.append(Question(pair, most, fewer * more**0.5))
                worth.append(weights[one] + weights[other])
        points: dict[int, float] = defaultdict(float)
        found = newest_documents(asked, self.newest, 0, ENGINES[connection.vendor].INDEX)
        for weight, numbers in zip(worth, found, strict=True):
            for number in numbers:
                points[number] += weight
        return sorted(points, key=lambda number: (-round(points[number], 9), -number))[:limit]

    def _found_in(self, stems: Sequence[str]) -> dict[str, int]:
        """In about how many stories the index finds stems: also where another stem's word is spelled like it."""
        self.learn(word for stem in stems for word in (stem, WORD + stem))
        known = self.rarities.frequencies
        return {stem: max(known.get(stem, 0), known.get(WORD + stem, 0)) for stem in stems}

    def vectors(self, ids: Iterable[int]) -> dict[int, Vector]:
        """What the stories of these search documents are about; other languages and generations are left out."""
        wanted = list(ids)
        if len(self.read) > MOST_READ:
            self.read.clear()
            self.stems.clear()
        if unread := [number for number in wanted if number not in self.read]:
            rows = self._documents.filter(pk__in=unread).values_list("pk", "article", "words")
            stems = {(number, article): stems_of_words(words, self.language) for number, article, words in rows}
            self._learn_all(stems.values())
            for (number, article), found in stems.items():
                self.read[number] = (article, weighed(found, self.rarities))
                self.stems[article] = found
        return dict(self.read[number] for number in wanted if number in self.read)

    def vectors_of_stories(self, articles: Iterable[int]) -> dict[int, Vector]:
        """What these stories are about, as far as they are indexed in this language."""
        return self.vectors(self._documents.filter(article__in=list(articles)).values_list("pk", flat=True))

    def stories_stems(self, articles: Iterable[int]) -> dict[int, Stems]:
        """The stems of these stories, as far as they are indexed in this language."""
        rows = self._documents.filter(article__in=list(articles)).values_list("article", "words")
        return {article: stems_of_words(words, self.language) for article, words in rows}

    def _learn_all(self, stories: Iterable[Stems]) -> None:
        self.learn({stem for stems in stories for part in stems for stem in part})

    @property
    def _documents(self) -> QuerySet[SearchDocument]:
        return SearchDocument.objects.filter(generation=self.generation, language=self.language)


def tag_counts(tags: Iterable[int]) -> dict[int, int]:
    """Return on how many stories each of these tags stands; counted once in `MINUTES`, for busy tags cost a count."""
    now, wanted = monotonic(), set(tags)
    links = Article.tags.through.objects
    unknown = [tag for tag in wanted if tag not in _counted or now - _counted[tag][0] > 60 * MINUTES]
    if unknown:
        rows = links.filter(tag__in=unknown).order_by().values("tag").annotate(stories=Count("*"))
        found = dict(rows.values_list("tag", "stories"))
        _counted.update({tag: (now, found.get(tag, 0)) for tag in unknown})
    return {tag: _counted[tag][1] for tag in wanted}


def forget_frequencies() -> None:
    """Look everything up anew at the next suggestion."""
    _remembered.clear()
    _counted.clear()


def _rarities(generation: int | None, language: str, stories: int, length: int) -> Rarities:
    """What is remembered, as long as it is fresh and the archive has not grown or shrunk by more than a tenth."""
    since, known = _remembered.get((generation, language), (0.0, Rarities(0, {})))
    fresh = monotonic() - since < 60 * MINUTES and len(known.frequencies) < REMEMBERED
    if not (fresh and FIRM * known.stories <= stories and FIRM * stories <= known.stories):
        known = Rarities(stories, {}, length / max(stories, 1))
        for key in [key for key in _remembered if key[1] == language]:
            del _remembered[key]
        _remembered[generation, language] = (monotonic(), known)
    return known


def stems_of_words(stored: str, language: str) -> Stems:
    """The stems of a story's headline and of its running text, from the words that the index stores."""
    lines, known = stored.split("\n"), document.known_stems(language)
    body = [word for number in BODY_FIELDS for word in lines[number].split()]
    return Stems(*([known[word] for word in words] for words in (lines[0].split(), body)))


def stems_of_texts(texts: document.Texts, language: str) -> Stems:
    """The same of a story's texts that are not indexed yet."""
    return stems_of_words(document.streams(texts, language).words, language)
