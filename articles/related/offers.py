"""New tags for a draft: the names of `new_tags`, and the phrases of `noun_phrases` that the archive has as terms."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from articles.text import lexicon
from articles.text.arabic import Token, fold_key, tokens
from articles.text.stemmer import without_clitics

from .archive import Archive
from .draft import Draft
from .naming import is_a_verb
from .new_tags import (
    PERSONS,
    THINGS,
    Term,
    calls,
    fills_a_quotation,
    is_foreign,
    is_relation,
    score_of,
    stands_as_a_name,
    term_of,
    terms,
)
from .noun_phrases import FOR, OFTEN, Phrase, is_arabic, is_club_of, is_of_anything, is_telling, noun_phrases
from .phrases import ARTICLE
from .standing import MOSTLY, Standing, standing_of, stories_with

MOST = 10
"""How many names, and how many phrases, are looked at."""
UNSURE = 0.3
"""With less, the archive says that words do not belong together."""
SURE = 0.7
"""Words that stand together in four stories of four, or in three of four among many, are a term."""
FEW = 2
"""A phrase in more stories than this is known to the archive, which then says whether it is a term."""
AGAIN = 5
"""What was done is a term where so many stories have it, «ترويج المخدرات»; in fewer it is an event, «وفاة الطفلة»."""
AND_THE = "وال"
"""«هيئة الحقيقة والكرامة»: what so often follows a run belongs to it."""


@dataclass(frozen=True)
class NewTag:
    """A name or term that is no tag yet: how often it stands in the draft, and in how many stories of the archive."""

    name: str
    count: int
    stories: int


def offers(
    draft: Draft,
    words: Sequence[Token],
    taken: Collection[int],
    rarities: Sequence[float],
    archive: Archive,
    limit: int,
) -> list[NewTag]:
    """Return the names and terms of a draft that are no tags, the best first, each written as the text has it."""
    if not limit:
        return []
    text, rarity = draft.text, rarities.__getitem__
    found = noun_phrases(text, words, taken) if draft.language == "ar" else {}

    def term(phrase: Phrase) -> Term:
        first, *others = phrase.words
        return term_of(text, words, (first.removeprefix(ARTICLE), *others), phrase.starts, rarity)

    names = {tuple(fold_key(one.name).split()): one for one in terms(text, words, taken, rarity, MOST)}
    repeated = [
        (-round(score_of(len(run), phrase.starts, len(words), rarity), 9), run)
        for run, phrase in found.items()
        if len(phrase.starts) > 1 and phrase.whole and run not in names
    ]
    phrases = [found[run] for _score, run in sorted(repeated)[:MOST]]
    runs = [*names, *(phrase.words for phrase in phrases)]
    standing = dict(zip(runs, standing_of(runs, archive, draft.article), strict=True))
    headline, counts = len(tokens(draft.headline)), Counter(_core_of(word) for word in words)
    chosen = []
    for run, name in names.items():
        if _was_done_once(run, standing[run]):
            continue
        longer = _longer(run, standing[run], found) or _full_name(run, found, text, words)
        if longer is not None:
            chosen.append(term(longer)._replace(count=name.count, score=name.score))
        elif _may_be_offered(run, name, found, draft, words) and not is_relation(
            name.name, lambda one: stories_with(one, archive)
        ):
            chosen.append(name)
    for phrase in phrases:
        stands = standing[phrase.words]
        if _was_done_once(phrase.words, stands) or not _is_term(phrase, stands, headline, counts):
            continue
        if not _is_half(phrase.words, standing[phrase.words]):
            chosen.append(term(phrase))
        elif (longer := _longer(phrase.words, standing[phrase.words], found)) is not None:
            chosen.append(term(longer))
    best = _apart(chosen)[:limit]
    return [NewTag(one.name, one.count, stories_with(one.name, archive, draft.article)) for one in best]


def _may_be_offered(
    run: tuple[str, ...], name: Term, found: Mapping[tuple[str, ...], Phrase], draft: Draft, words: Sequence[Token]
) -> bool:
    """Whether a name is whole: one word, foreign, a title in quotation marks, or a noun phrase."""
    if len(run) == 1 or draft.language != "ar" or not any(map(is_arabic, run)):
        return True
    if run in found and not found[run].whole and run[-1].startswith(ARTICLE):
        return False
    is_title = any(fills_a_quotation(draft.text, words[start], words[start + len(run) - 1]) for start in name.starts)
    is_called = run in found or any(map(is_foreign, run)) or (calls(run[0], THINGS) and not is_of_anything(run))
    return is_title or (is_called and not is_club_of(run))


def _full_name(
    run: tuple[str, ...], found: Mapping[tuple[str, ...], Phrase], text: str, words: Sequence[Token]
) -> Phrase | None:
    """The name of two words that the text repeats, or begins with, where only the last one was found."""
    if len(run) > 1:
        return None
    longer = [
        phrase
        for phrase in found.values()
        if len(phrase.words) == 2
        and phrase.words[1:] == run
        and not calls(phrase.words[0], THINGS)
        and not phrase.words[0].startswith(ARTICLE)
    ]
    full = [
        one for one in longer if len(one.starts) > 1 or stands_as_a_name(text, words, one.starts[0], len(one.words))
    ]
    return full[0] if len(longer) == 1 and full else None


def _is_term(phrase: Phrase, standing: Standing, headline: int, counts: Mapping[str, int]) -> bool:
    """Whether the archive has a phrase as a term, or else the headline and the text, or this text again and again."""
    if standing.share >= SURE:
        return True
    if phrase.whole < 2 or (standing.stories > FEW and standing.share < UNSURE):
        return False
    fewest = min(counts[word.removeprefix(ARTICLE)] for word in phrase.words)
    if len(phrase.starts) >= OFTEN and len(phrase.starts) >= MOSTLY * fewest:
        return True
    return standing.stories <= FEW and phrase.starts[0] < headline and is_telling(phrase)


def _was_done_once(run: Sequence[str], standing: Standing) -> bool:
    return len(run) > 1 and run[0] in lexicon.verbal_nouns() and standing.together < AGAIN


def _core_of(word: Token) -> str:
    return without_clitics(word.folded)


def _is_half(words: tuple[str, ...], standing: Standing) -> bool:
    """Whether the archive has the run within longer ones: but a name is no part of what somebody is."""
    if standing.is_head:
        return True
    before, after = standing.before, standing.after
    if before and not before.startswith(ARTICLE) and not calls(before, PERSONS) and not is_a_verb(before):
        return True
    return (
        bool(after)
        and not is_a_verb(after)
        and (after.startswith((ARTICLE, FOR, AND_THE)) or not words[-1].startswith(ARTICLE))
    )


def _longer(words: tuple[str, ...], standing: Standing, found: Mapping[tuple[str, ...], Phrase]) -> Phrase | None:
    """The longer run of the text of which the archive says that this is the half."""
    if not _is_half(words, standing):
        return None
    for run in ((standing.before, *words), (*words, standing.after), (standing.before, *words, standing.after)):
        if run in found:
            return found[run]
    purposes = (phrase for run, phrase in found.items() if run[:-1] == words and run[-1].startswith(FOR))
    return next(purposes, None) if standing.is_head else None


def _apart(ordered: Sequence[Term]) -> list[Term]:
    """Of terms of which one is a part of the other, the longer if it stands as often, else the better."""
    kept: list[Term] = []
    for one in sorted(ordered, key=lambda term: (-round(term.score, 9), term.words)):
        if not any(_has(other, one) or _has(one, other) for other in kept):
            kept.append(next((other for other in ordered if _has(other, one) and other.count >= one.count), one))
    return kept


def _has(longer: Term, shorter: Term) -> bool:
    one, other = f" {fold_key(longer.name)} ", f" {fold_key(shorter.name)} "
    return len(one) >= len(other) and other in one
