"""Names of a text that could become tags: what it repeats, what is rarely said, and what stands as names do. Pure.

A word is no name because a list does not know it: «مقتطف» is rare as well. A name is called by what it is («ولاية
البليدة»), speaks («قال غريغوريان»), stands in quotation marks, begins with a capital or is built like no word of
Arabic; and it is always written with the article, or always without.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from articles.search.query import STOP_WORDS
from articles.text import lexicon, wordlists
from articles.text.arabic import Token, fold
from articles.text.folding import MARKS
from articles.text.stemmer import without_clitics, without_endings

from .naming import REPORTING, SAYING, is_a_verb
from .phrases import ARTICLE, bare_forms

LONGEST = 3
RARE = 10
"""A word that stands no more often than this in the vocabulary is likely a name or a term."""
UNSEEN = 2
"""A word by itself is offered only when the vocabulary hardly knows it."""
FOREIGN, TOO_LONG = 6, 8
"""An unknown word of so many letters is a name from abroad; what may be derived of a verb must be longer."""
DERIVED = ("م", "ت", "ا", "ي", "ن")
"""With these letters begins what Arabic derives of its verbs."""
INFLECTED = ("ات", "ون", "ين", "ان", "تها", "اتها", "هم", "ها")
"""The endings of plurals and duals and what hangs on nouns: names have none of them, unless a list says so."""
WRITTEN_ON = "وفبلك"
ADVERBS = ("اً", "ًا")
OPENING, CLOSING = '«“"(‹', '»”")›'
LETTER = re.compile(rf"[^{MARKS}\u0640]")

PERSONS = wordlists.folded_words("called.txt", "persons")
THINGS = wordlists.folded_words("called.txt", "things")
"""What persons, and what places, bodies and works are called before their names; the latter belongs to the name."""


PRONOUNS = {"هما": 3, "هم": 4, "ها": 4, "ه": 4, "ي": 4}
"""Pronouns at a word's end, and how many letters must stand before them."""
RELATION = ("ي", "ية")
AS_COMMON = 4
"""«البرتغالية» stands in a quarter as many stories as «البرتغالي» or in more, «العباسية» in one and «العباسي» in 13."""


class Term(NamedTuple):
    """A name that could be a tag: as it would be written, its folded words, how often, its score, and where."""

    name: str
    words: tuple[str, ...]
    count: int  # type: ignore[assignment]
    score: float
    starts: Sequence[int] = ()


def never_a_tag(words: Sequence[str]) -> bool:
    """Whether a name is only a word in which news is told."""
    return len(words) == 1 and (len(words[0]) < 2 or words[0] in STOP_WORDS or words[0] in REPORTING)


def terms(
    text: str, tokens: Sequence[Token], taken: Collection[int], rarity: Callable[[int], float], limit: int
) -> list[Term]:
    """The names of up to three words that a text repeats and that are rare elsewhere, the best first.

    ``taken`` holds the places of words that belong to known tags; ``rarity`` gives that of the word at a place.
    """
    standing = {token.folded for token in tokens}
    places: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            if not _may_stand(text, tokens, end - 1, taken, follows=end - 1 > start):
                break
            words = (core_of(tokens[start].folded, standing), *(token.folded for token in tokens[start + 1 : end]))
            places.setdefault(words, []).append(start)
    found = []
    for words, starts in places.items():
        if len(starts) < 2 or not _telling(words) or not _is_name(text, tokens, words, starts):
            continue
        found.append(term_of(text, tokens, words, starts, rarity))
    found.sort(key=lambda term: (-round(term.score, 9), term.words))
    return _without_parts(found)[:limit]


def term_of(
    text: str, tokens: Sequence[Token], words: tuple[str, ...], starts: Sequence[int], rarity: Callable[[int], float]
) -> Term:
    """Return the term that stands at these places, spelled as it mostly is; ``words`` begins without the article."""
    score = score_of(len(words), starts, len(tokens), rarity)
    return Term(_as_written(text, tokens, starts, words), words, len(starts), score, starts)


def score_of(length: int, starts: Sequence[int], among: int, rarity: Callable[[int], float]) -> float:
    """Return what so many words are worth that begin at these places among all of a text."""
    start = starts[0]
    mean = sum(rarity(place) for place in range(start, start + length)) / length
    early = 2 - start / max(among, 1)
    return (1 + log(len(starts))) * mean * (1 + 0.5 * (length - 1)) * early


@lru_cache(maxsize=20_000)
def is_somebodys(text: str) -> bool:
    """Return whether a word as written ends in a pronoun: «قريبته», «لتعاطفه», but not «النهضة» or «عبده»."""
    return _ends_in_a_pronoun(text) or (text[:1] in WRITTEN_ON and _ends_in_a_pronoun(text[1:]))


def _ends_in_a_pronoun(text: str) -> bool:
    word = fold(text)
    for ending, shortest in PRONOUNS.items():
        core = word.removesuffix(ending)
        if text.endswith(ending) and len(core) >= shortest and not core.startswith(ARTICLE):
            known = lexicon.count(core) if ending != "ي" else 0
            return bool(known or (core.endswith("ت") and lexicon.count(f"{core[:-1]}ه")))
    return False


def is_relation(name: str, count: Callable[[str], int]) -> bool:
    """Whether a word is where somebody is from, «البرتغالي», and no name: its other gender is about as common.

    ``count`` tells in how many stories a name stands.
    """
    if " " in name or not name.startswith(ARTICLE) or not name.endswith(RELATION):
        return False
    masculine = name.removesuffix("ة")
    fewer, more = sorted((count(masculine), count(f"{masculine}ة")))
    return bool(fewer) and fewer * AS_COMMON >= more


def _may_stand(text: str, tokens: Sequence[Token], place: int, taken: Collection[int], *, follows: bool) -> bool:
    word = tokens[place].folded
    if tokens[place].text.endswith(ADVERBS) or is_somebodys(tokens[place].text):
        return False
    if place in taken or len(word) < 3 or not word.isalpha() or word in STOP_WORDS or word in REPORTING:
        return False
    if not follows:
        return without_clitics(word) not in REPORTING
    between = text[tokens[place - 1].end : tokens[place].start]
    return not between.strip() and "\n" not in between and without_clitics(word) in (word, word[len(ARTICLE) :])


def core_of(word: str, standing: Collection[str]) -> str:
    """Return the word without what is written onto it, as far as it is known, or stands bare in the text too."""
    core = without_clitics(word)
    if core[:1] == "و" and not lexicon.keeps_beginning(core) and lexicon.count(core[1:]) > lexicon.count(core):
        core = core[1:]
    bare = [form for form in bare_forms(core)[1:] if len(form) > LONGEST and form in standing]
    return bare[0] if bare else core


def _telling(words: tuple[str, ...]) -> bool:
    if any(map(is_a_verb, words)):
        return False
    counts = [lexicon.count(word) for word in words]
    return counts[0] <= UNSEEN if len(words) == 1 else min(counts) <= RARE


def _is_name(text: str, tokens: Sequence[Token], words: tuple[str, ...], starts: Sequence[int]) -> bool:
    """Whether a run stands in the text as names do."""
    if len({has_article(tokens[start].folded, words[0]) for start in starts}) > 1:
        return False
    first = tokens[starts[0]].folded
    if calls(first, PERSONS | THINGS):
        return calls(first, THINGS) and len(words) > 1 and not is_inflected(words[-1])
    if len(words) == 1 and is_inflected(words[0]):
        return False
    stands = any(stands_as_a_name(text, tokens, start, len(words)) for start in starts)
    return stands or all(map(is_foreign, words))


def stands_as_a_name(text: str, tokens: Sequence[Token], start: int, length: int) -> bool:
    """Return whether a run has a capital, fills a quotation, or follows what it is called or a verb of saying."""
    first, last = tokens[start], tokens[start + length - 1]
    if first.text[0].isupper():
        return True
    if fills_a_quotation(text, first, last):
        return True
    if not start or text[tokens[start - 1].end : first.start].strip():
        return False
    previous = tokens[start - 1].folded
    return calls(previous, PERSONS | THINGS) or not {previous, without_clitics(previous)}.isdisjoint(SAYING)


def fills_a_quotation(text: str, first: Token, last: Token) -> bool:
    """Return whether words from the first to the last are all that stands between quotation marks."""
    before, after = text[: first.start].rstrip()[-1:], text[last.end :].lstrip()[:1]
    return bool(before and after) and before in OPENING and after in CLOSING


def calls(word: str, names: Collection[str]) -> bool:
    """Return whether a word says what the next one names: «مدينة» does, but after «المدينة» comes what it is like."""
    forms = {word, word[1:] if word[:1] in WRITTEN_ON else word, ARTICLE + word[2:] if word[:2] == "لل" else word}
    return not forms.isdisjoint(names)


def has_article(word: str, core: str) -> bool:
    """Return whether a folded word is its core with the article, whatever stands before that."""
    return word.endswith((ARTICLE + core, "لل" + core))


def is_inflected(word: str) -> bool:
    """Return whether a word is a plural, a dual or somebody's, as far as the lists know."""
    return word.endswith(INFLECTED) and without_endings(word) != word


def is_foreign(word: str) -> bool:
    """Return whether a word is long, of no list and no plural: a name from abroad."""
    core = word.removeprefix(ARTICLE)
    is_long = len(core) >= (TOO_LONG if core.startswith(DERIVED) else FOREIGN)
    return is_long and lexicon.is_unknown(core) and not is_inflected(core)


def _as_written(text: str, tokens: Sequence[Token], starts: Sequence[int], words: tuple[str, ...]) -> str:
    """The run as spelled most often, its first word without what is written onto it but with its article."""
    spelled = Counter(_spelled(text, tokens, start, words) for start in starts)
    return min(spelled, key=lambda name: (-spelled[name], len(name), name))


def _spelled(text: str, tokens: Sequence[Token], start: int, words: tuple[str, ...]) -> str:
    token, core = tokens[start], words[0]
    extra = len(token.folded) - len(core) if token.folded.endswith(core) else 0
    letters = [match.start() for match in LETTER.finditer(token.text)]
    begin = token.start + (letters[extra] if 0 < extra < len(letters) else 0)
    name = " ".join(text[begin : tokens[start + len(words) - 1].end].split())
    return f"{ARTICLE}{name}" if has_article(token.folded, core) else name


def _without_parts(found: list[Term]) -> list[Term]:
    """Leave out a run that stands no more often than a longer one of which it is a part."""
    kept = []
    for term in found:
        within = (other for other in found if len(other.words) > len(term.words) and other.count >= term.count)
        if not any(_part_of(term.words, other.words) for other in within):
            kept.append(term)
    return kept


def _part_of(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    size = len(words)
    ends = [longer[start : start + size] for start in range(len(longer) - size + 1)]
    return any(part[1:] == words[1:] and words[0] in bare_forms(part[0]) for part in ends)
