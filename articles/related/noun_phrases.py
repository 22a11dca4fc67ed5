"""Runs of two to four words of an Arabic text that may be a term: built as its noun phrases are, and whole. Pure.

«مجلس نواب الشعب» is a noun without the article and nouns or adjectives with it, «الحرس الوطني» has it throughout,
«فرحات حشاد» nowhere. A run that an adjective follows, or that depends on the noun before it, is the half of a phrase.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.search.query import STOP_WORDS
from articles.text import lexicon, wordlists
from articles.text.arabic import Token
from articles.text.stemmer import without_clitics

from .naming import REPORTING, SON, is_a_verb
from .new_tags import (
    ADVERBS,
    PERSONS,
    RARE,
    calls,
    core_of,
    has_article,
    is_foreign,
    is_inflected,
    is_somebodys,
)
from .phrases import ARTICLE

LONGEST = 4
SHORTEST = 3
"""Letters of a word that counts: what has fewer is a word of grammar."""
OF_FAITH = "الدين"
"""The end of a first name, «علاء الدين»."""
OFTEN = 3
"""How often a text must say a noun and its adjective that no archive has."""
OF_ANYTHING = wordlists.folded_words("called.txt", "anything")
"""Words that are said of anything, «نفس المصدر», «كميات كبيرة»: no term begins or ends with one."""
WHERE = wordlists.folded_words("called.txt", "where")
"""Words that begin no term, «أمام المحكمة»."""
GENERAL = "العام"
"""After a noun with the article it is no year: «الاتحاد العام»."""
NUMBER = "رقم"
"""What follows a noun with the article and belongs to it: «الطريق الوطنية رقم 1»."""
FOR = "لل"
PREPOSITIONS = ("ب", "ل", "ك")
THE = "the"
FROM = ("ي", "يه")
"""The endings of what says where something is from."""


class Phrase(NamedTuple):
    """A run: its folded words, the first without what is written onto it, and where it stands; and how often whole."""

    words: tuple[str, ...]
    starts: list[int]
    whole: int


def noun_phrases(text: str, tokens: Sequence[Token], taken: Collection[int]) -> dict[tuple[str, ...], Phrase]:
    """Return the runs that a text holds, by their words; ``taken`` holds the places of words of known tags."""
    standing = {token.folded for token in tokens}
    joined = [_is_joined(text, tokens, place) for place in range(len(tokens))]
    kinds: list[str] = []
    for place, token in enumerate(tokens):
        follows = joined[place] and kinds[-1].lower() == THE
        is_general = follows and token.folded == GENERAL
        kinds.append("" if place in taken else THE if is_general else _kind(token))
    found: dict[tuple[str, ...], Phrase] = {}
    for start in range(len(tokens)):
        for end in range(start + 2, min(start + LONGEST, len(tokens)) + 1):
            if not (kinds[start] and kinds[end - 1] and joined[end - 1]):
                break
            if not _is_built(kinds[start:end]) or not _agree(kinds[start:end], tokens[start:end]):
                continue
            words = (_bare(tokens[start].folded, standing), *(token.folded for token in tokens[start + 1 : end]))
            if calls(words[0], PERSONS | WHERE) or is_of_anything(words):
                continue
            before = kinds[start - 1] if start and joined[start] else ""
            after = _after(kinds, tokens, end) if end < len(tokens) and joined[end] else ""
            phrase = found.setdefault(words, Phrase(words, [], 0))
            phrase.starts.append(start)
            found[words] = phrase._replace(whole=phrase.whole + _is_whole(before, kinds[start:end], after, words[0]))
    return found


def is_arabic(word: str) -> bool:
    """Return whether a folded word is one in Arabic letters."""
    return word.isalpha() and "\u0620" <= word[0] <= "\u06ff"


def is_club_of(words: Sequence[str]) -> bool:
    """Return whether words are a foreign name and where it is from: «ساندرلاند الإنجليزي»."""
    return is_foreign(words[0]) and not words[0].startswith(ARTICLE) and words[-1].endswith(FROM)


def is_telling(phrase: Phrase) -> bool:
    """Return whether a phrase that no archive has tells something: a noun and what it is of, one of them rare."""
    first, last = phrase.words[0], phrase.words[-1]
    if not last.startswith(ARTICLE):
        return False
    if first.startswith(ARTICLE) and (len(phrase.starts) < OFTEN or lexicon.count(first) <= RARE):
        return False
    return not is_club_of(phrase.words) and min(map(lexicon.count, phrase.words)) <= RARE


def _kind(token: Token) -> str:
    """What a word may be in a phrase: ``the`` with the article, ``for`` with «لل», ``a`` noun without, a ``son``.

    Verbs, numbers and words of grammar are nothing. In capitals when a conjunction or a preposition stands on it.
    """
    word, core = token.folded, without_clitics(token.folded)
    if word in SON:
        return "son"
    if len(word) < SHORTEST or not is_arabic(word):
        return ""
    if not {word, core}.isdisjoint(STOP_WORDS | REPORTING) or token.text.endswith(ADVERBS) or is_somebodys(token.text):
        return ""
    if has_article(word, core) or word.startswith(ARTICLE):
        return THE if word.startswith(ARTICLE) else "for" if word.startswith(FOR) else "THE"
    if is_a_verb(core) or _is_of_them(core):
        return ""
    return "a" if word == core else "A"


def is_of_anything(words: Sequence[str]) -> bool:
    """Return whether words are no term: «نفس المصدر», «مادة مخدرة», «بطلق ناري», «عنصرين إرهابيين», «علاء الدين»."""
    if words[-1] == OF_FAITH or not OF_ANYTHING.isdisjoint((words[0], words[-1])):
        return True
    if any(word.startswith((ARTICLE, FOR)) for word in words):
        return False
    return all(map(is_inflected, words)) or (_is_common(words[0]) and all(map(_takes_article, words[1:])))


def _is_common(word: str) -> bool:
    """Whether a first word takes the article, itself or without the preposition written onto it: «بطلق ناري»."""
    return _takes_article(word) or (word.startswith(PREPOSITIONS) and _takes_article(word[1:]))


def _takes_article(word: str) -> bool:
    return bool(lexicon.count(ARTICLE + word))


def _after(kinds: Sequence[str], tokens: Sequence[Token], place: int) -> str:
    return THE if tokens[place].folded == NUMBER else kinds[place]


def _is_of_them(word: str) -> bool:
    """Whether a word is a verb of several: «يحاولون»."""
    return word[:1] in "يت" and word.endswith(("ون", "وا")) and not lexicon.count(ARTICLE + word)


def _is_built(kinds: Sequence[str]) -> bool:
    """Whether words follow one another as in a noun phrase: what has the article is not followed by what has none."""
    rest = kinds[1:]
    if "" in kinds or not {"A", "THE"}.isdisjoint(rest) or kinds[-1] == "son":
        return False
    if "for" in rest[:-1] or (rest[-1] == "for" and kinds[-2].lower() != THE):
        return False
    with_article = [kind.lower() in (THE, "for") for kind in kinds]
    if any(one and not other for one, other in pairwise(with_article)):
        return False
    bare = with_article.count(False)
    return bare <= (2 + kinds.count("son"))


def _agree(kinds: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Whether no adjective of a man's follows a word of a woman's: in «حج الغريبة اليهودي» the pilgrimage is Jewish."""
    words = [token.folded for token in tokens]
    pairs = zip(kinds, words, kinds[1:], words[1:], strict=False)
    return not any(
        kind.lower() == THE == later and word.endswith("ه") and other.endswith("ي")
        for kind, word, later, other in pairs
    )


def _is_whole(before: str, kinds: Sequence[str], after: str, first: str) -> bool:
    if before.lower() == "a" == kinds[0] and first.endswith(FROM):
        return False
    if after in (THE, "for") or (after in ("a", "son") and kinds[-1] == "a"):
        return False
    return not (before and kinds[0] in (THE, "son"))


def _is_joined(text: str, tokens: Sequence[Token], place: int) -> bool:
    between = text[tokens[place - 1].end : tokens[place].start] if place else "\n"
    return not between.strip() and "\n" not in between


def _bare(word: str, standing: Collection[str]) -> str:
    core = core_of(word, standing)
    return ARTICLE + core if has_article(word, core) else core
