"""Names that differ by a slip or by a way of transliterating: بوغدانوف and بوجدانوف. Pure.

Two keys at one letter's distance share what is left when the right letter is taken out of each (Garbe's symmetric
deletes, 2012), so that 50,000 names are compared without comparing every two. Without spaces and articles, «عبد الله»
is «عبدالله» and «الهجرة» «هجرة».
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

SHORTEST = 5
"""Letters of the shortest name that may hold a slip: «باريس» and «باريش», but not «عمان» and «عمار»."""
LONGEST = 60
FEWEST = 4
"""Letters of the shortest typed word that may hold a slip: «ترمب» finds «ترامب», but not the beginning of «التربية»."""
ARTICLE = "ال"


def close_keys(keys: Iterable[str]) -> list[tuple[str, str, int]]:
    """The pairs of folded names one letter apart, or none but for spaces and articles, in order, with that number."""
    squeezed: dict[str, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        squeezed["".join(map(without_article, key.split()))].append(key)
    pairs: dict[tuple[str, str], int] = {}
    for same in squeezed.values():
        _pair(pairs, same, same, 0)
    left: dict[str, list[str]] = defaultdict(list)
    for letters in squeezed:
        if SHORTEST <= len(letters) <= LONGEST and not letters.isdecimal():
            for rest in {letters, *(letters[:place] + letters[place + 1 :] for place in range(len(letters)))}:
                left[rest].append(letters)
    for sharing in left.values():
        for place, one in enumerate(sharing):
            for other in sharing[place + 1 :]:
                if one_slip(one, other):
                    _pair(pairs, squeezed[one], squeezed[other], 1)
    return sorted((one, other, distance) for (one, other), distance in pairs.items())


def within(keys: Iterable[str]) -> list[tuple[str, str]]:
    """The names of one word that are the last of just one longer name, and that name: «الغنوشي», «راشد الغنوشي»."""
    known = set(keys)
    longer: dict[str, list[str]] = defaultdict(list)
    for key in known:
        *first, last = key.split()
        if first:
            longer[last].append(key)
    return sorted((key, longer[key][0]) for key in known if len(longer[key]) == 1)


def near(typed: str, names: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Yield those of numbered names in which each word of a folded text begins a word, or does but for a slip.

    A name may have several lines, of which one is enough. What is typed is made ready once, for all of them.
    """
    wanted = [without_article(word) for word in typed.split()]
    for number, keys in names:
        if any(_has_all(wanted, key) for key in keys.split("\n")):
            yield number


def without_article(word: str) -> str:
    """Return a folded word without its article, where enough of it is left."""
    return word[len(ARTICLE) :] if word.startswith(ARTICLE) and len(word) > SHORTEST - 1 else word


def halves(typed: str) -> tuple[str, str]:
    """What a slip leaves of a word, the one or the other: most names are told apart by that alone."""
    half = len(typed) // 2
    return typed[: half - 1], typed[half + 1 :]


def _has_all(wanted: Sequence[str], key: str) -> bool:
    words = [without_article(word) for word in key.split()]
    return all(any(_begins(one, word) for word in words) for one in wanted)


def _begins(typed: str, word: str) -> bool:
    if word.startswith(typed):
        return True
    first, last = halves(typed)
    if len(typed) < FEWEST or not (word.startswith(first) or last in word):
        return False
    if len(typed) == FEWEST:
        return one_slip(typed, word)
    return any(one_slip(typed, word[:length]) for length in (len(typed) - 1, len(typed), len(typed) + 1))


def one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours changed about, makes one of the other.

    Numbers are never slips of one another.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    if any(letter.isdigit() for letter in (rest[:1] + other_rest[:1])):
        return False
    if len(rest) == len(other_rest):
        swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
        return rest[1:] == other_rest[1:] or (len(rest) > 1 and swapped)
    return rest[1:] == other_rest or other_rest[1:] == rest


def _pair(pairs: dict[tuple[str, str], int], ones: list[str], others: list[str], distance: int) -> None:
    for one in ones:
        for other in others:
            if one < other or (distance and one != other):
                pair = (min(one, other), max(one, other))
                pairs[pair] = min(distance, pairs.get(pair, distance))
