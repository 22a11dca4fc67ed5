"""Other words for what was asked: months by their other names, verbs by their nouns, and names as the archive has them.

A month has four names among Arabs, so each finds the others. A verb is found in the nouns made of it, and such a noun
in its verb; for half the worth, a word in others that newspapers use for the same thing. A word that no list knows is a
name as a rule: what the archive has of it after a one-letter preposition is found with it. A foreign name is found in
its other spellings; of two short ones that differ in a vowel, a list may know but one. What a Ukrainian reader types in
Russian is found as Ukrainian writes it. Nothing of this is demanded of a story, and nothing is looked for that the
archive does not hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from articles.text import lexicon
from articles.text.arabic import fold
from articles.text.foreign import is_foreign, is_long, otherwise, sounds
from articles.text.stemmer import stem_folded
from articles.text.verbs import verb_or_noun

from .query import Atom, Query
from .russian import in_ukrainian

MONTHS = (
    "يناير، جانفي، كانون الثاني",
    "فبراير، فيفري، شباط",
    "مارس، آذار",
    "أبريل، إبريل، أفريل، نيسان",
    "مايو، أيار",
    "يونيو، حزيران",
    "يوليو، جويلية، تموز، يوليوز",
    "أغسطس، غشت",
    "سبتمبر، أيلول، شتنبر",
    "أكتوبر، تشرين الأول",
    "نوفمبر، تشرين الثاني، نونبر",
    "ديسمبر، كانون الأول، دجنبر",
)
"""Without the names that are common words besides (آب، أوت، ماي، جوان)."""
CLITICS = "لبفكو"
SHORTEST, SHORTEST_FOREIGN = 4, 6
"""Letters of a name that is looked for after a preposition, and in other letters whatever its shape."""
ALIKE = 0.5
"""What another word for the same thing is worth."""
MUCH_COMMONER = 20
"""A name with more or fewer vowels that stands in so many times as many stories is another one."""
ENDINGS, VERBAL = ("ان", "كن", "ون", "ين"), "يتمن"
"""What a stem loses, and what may be a name's own, unless the word begins like a verb or a participle."""
STEMLESS = ("", "ا", "يا", "ي", "ه")
"""What a stem may have lost of the word that a list knows: «هولندا»."""

Kin = Mapping[str, Mapping[str, str]]
"""For a word the stems that the archive may have beside it, each with the word that it may stand for."""


def with_months(query: Query) -> Query:
    """Return an Arabic query that finds every month by all its names."""
    if query.language != "ar":
        return query
    groups: list[tuple[Atom, ...]] = []
    for group in query.groups:
        pair = (groups[-1][0].word, group[0].word) if groups and _is_word(groups[-1]) and _is_word(group) else ()
        if pair in _months():
            groups[-1] = tuple(_named(name, query) for name in _months()[pair])
        elif _is_word(group) and (group[0].word,) in _months():
            others = [name for name in _months()[group[0].words] if name != group[0].words]
            groups.append((group[0], *(_named(name, query) for name in others)))
        else:
            groups.append(group)
    return replace(query, groups=tuple(groups))


def kin(query: Query) -> Kin:
    """Return what the archive may hold of the names in an Arabic query, and of a Ukrainian one in Russian letters."""
    asked = [atom for atom in query.atoms if not atom.prefix and not atom.is_phrase]
    if query.language == "uk":
        return {atom.word: stems for atom in asked if (stems := _from_russian(atom))}
    if query.language != "ar":
        return {}
    found = {
        atom.word: _spellings(atom)
        | {stem: stem for stem in _after_prepositions(atom.stem)}
        | _alike().get(atom.stem, {})
        | _verb_or_noun(atom.stem)
        for atom in asked
    }
    return {word: stems for word, stems in found.items() if stems}


def with_kin(query: Query, found: Kin, stories: Mapping[str, int]) -> Query:
    """Return the query with such other forms of its names as stand in some stories and are no commoner than it."""

    def others(atom: Atom) -> list[Atom]:
        prefixed = _after_prepositions(atom.stem)
        made = _verb_or_noun(atom.stem)
        own = stories.get(atom.stem, 0)
        added = []
        if query.language == "uk":
            stems = {} if own else found.get(atom.word, {})
            return [replace(atom, words=(word,), asked=False) for stem, word in stems.items() if stories.get(stem, 0)]
        for stem, word in found.get(atom.word, {}).items():
            if not stories.get(stem, 0):
                continue
            if stem in made:
                added.append(replace(atom, words=(word,), asked=False))
            elif stem in _alike().get(atom.stem, {}):
                added.append(replace(atom, words=(word,), asked=False, worth=ALIKE))
            elif stem not in prefixed and _is_same(atom, stem, word, stories):
                added.append(replace(atom, words=(word,), asked=False, spells=atom.word))
            elif stem in prefixed and (not own or stories[stem] < own):
                added.append(replace(atom, words=(stem,), asked=False))
        return added

    groups = tuple((*group, *(other for atom in group for other in others(atom))) for group in query.groups)
    return replace(query, groups=groups)


def _from_russian(atom: Atom) -> dict[str, str]:
    """The stems of a Russian word as Ukrainian writes it, each with that word."""
    words = {stem_folded(word, atom.language): word for word in in_ukrainian(atom.word)}
    return {stem: word for stem, word in words.items() if stem != atom.stem}


def _verb_or_noun(stem: str) -> dict[str, str]:
    """For the stem of a verb the stems of the nouns made of it, or the other way about, each with its word."""
    listed, shaped = _verbs_and_nouns().get(stem, {}), verb_or_noun(stem)
    return listed if shaped is None or stem_folded(shaped) != shaped else listed | {shaped: shaped}


@cache
def _alike() -> dict[str, dict[str, str]]:
    """For the stem of a word those of the words for the same thing, each with its word."""
    found: dict[str, dict[str, str]] = {}
    for word, others in lexicon.alike().items():
        found.setdefault(stem_folded(word), {}).update({stem_folded(other): other for other in others})
    return found


@cache
def _verbs_and_nouns() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for word, others in lexicon.verbs_and_nouns().items():
        stem = stem_folded(word)
        found.setdefault(stem, {}).update({stem_folded(other): other for other in others if stem_folded(other) != stem})
    return found


def other_spellings(
    words: list[str], language: str, known: Callable[[set[str]], Mapping[str, int]]
) -> list[tuple[str, str]]:
    """Return folded words beside other spellings of them: those that are listed, and those that the archive has.

    ``known`` tells in how many stories each of some stems stands; it is asked once, and only for what looks foreign.
    """
    if language != "ar":
        return []
    foreign = [atom for word in words if _spellings(atom := Atom((word,), language))]
    query = Query(groups=tuple((atom,) for atom in foreign), language=language)
    found = kin(query)
    stems = {stem for others in found.values() for stem in others}
    stories = known(stems.union(atom.stem for atom in foreign)) if foreign else {}
    spelled = [(atom.spells, atom.word) for atom in with_kin(query, found, stories).atoms if atom.spells]
    return [(word, other) for word in words for other in lexicon.other_spellings(word)] + spelled


def _after_prepositions(stem: str) -> list[str]:
    """What a name may look like after a preposition, or was before one."""
    if not _is_name(stem):
        return []
    return [form for form in (*(clitic + stem for clitic in CLITICS), *_without_preposition(stem)) if _is_name(form)]


def _without_preposition(stem: str) -> list[str]:
    return [stem[1:]] if stem[0] in CLITICS else []


def _spellings(atom: Atom) -> dict[str, str]:
    """The other spellings of a foreign name, and what is left of it if it begins with a preposition."""
    forms: set[str] = set()
    if is_foreign(atom.stem):
        forms = {*_without_preposition(atom.stem), *otherwise(atom.stem)}
    elif _is_name(atom.stem) and len(atom.stem) >= SHORTEST_FOREIGN:
        forms = {*sounds(atom.stem)}
    found = {form: _as_ended(form, atom) for form in sorted(forms - {atom.stem})}
    is_cut = atom.word[0] not in VERBAL and any(atom.word == atom.stem + ending for ending in ENDINGS)
    if is_cut and is_foreign(atom.word):
        words = {word: stem_folded(word) for word in sorted(otherwise(atom.word))}
        found |= {stem: word for word, stem in words.items() if word.startswith(stem)}
    return found


def _is_same(atom: Atom, stem: str, word: str, stories: Mapping[str, int]) -> bool:
    """Whether a stem of the archive, as it stands or with an ending, is another spelling of the name."""
    own = stories.get(atom.stem, 0)
    if any(stories.get(rest, 0) for rest in _without_preposition(atom.stem)):
        return False
    if len(stem) == len(atom.stem):
        return is_foreign(stem) or is_foreign(word) or _is_name(stem)
    is_near = not own or max(own, stories[stem]) <= MUCH_COMMONER * min(own, stories[stem])
    is_one = is_long(word) or not _is_listed(atom.stem) or not _is_listed(stem)
    return is_near and is_one and (is_foreign(stem) or is_foreign(word))


def _is_listed(stem: str) -> bool:
    """Whether a list knows a stem, or the word that it may be of."""
    return not lexicon.is_unknown(stem) or any(lexicon.count(stem + ending) for ending in STEMLESS)


def _as_ended(stem: str, atom: Atom) -> str:
    """A stem with the ending that was typed, «زيلينسكي», when it has one."""
    word = stem + atom.word.removeprefix(atom.stem)
    return word if stem_folded(word) == stem else stem


def _is_name(stem: str) -> bool:
    """Whether this is an Arabic stem that no list knows."""
    is_arabic = len(stem) >= SHORTEST and "\u0620" <= stem[0] <= "\u06ff"
    return is_arabic and lexicon.is_unknown(stem) and not lexicon.count("ال" + stem) and stem_folded(stem) == stem


def _is_word(group: tuple[Atom, ...]) -> bool:
    return len(group) == 1 and not group[0].prefix and not group[0].is_phrase


def _named(name: tuple[str, ...], query: Query) -> Atom:
    return Atom(name, query.language, asked=False)


@cache
def _months() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    families = [tuple(tuple(fold(name).split()) for name in family.split("، ")) for family in MONTHS]
    return {name: family for family in families for name in family}
