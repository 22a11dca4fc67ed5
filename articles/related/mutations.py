"""What happens to wire copy between two newsrooms, done on purpose, to measure whether it is still recognised. Pure."""

import re
from collections.abc import Callable
from random import Random

Text = tuple[str, str]
"""A headline and a body."""
Mutation = Callable[[Text, Text, Random], Text]
"""Changes the first text; the second is another story, for what comes from elsewhere."""

CARELESS = str.maketrans("أإآةى", "اااهي")
FIGURE = re.compile(r"\d+")
SENTENCE = re.compile(r"(?<=[.!؟])\s+|\n+")


def credited(text: Text, other: Text, random: Random) -> Text:
    """Another agency's line before and after."""
    return text[0], f"بيروت، 12 أيار (وكالات) - {text[1]} (رويترز، أ ف ب)"


def respelled(text: Text, other: Text, random: Random) -> Text:
    """Without hamzas, dots of the ta marbuta and the ya."""
    return text[0].translate(CARELESS), text[1].translate(CARELESS)


def cut_to(share: float) -> Mutation:
    """Only the beginning, under another headline."""

    def cut(text: Text, other: Text, random: Random) -> Text:
        words = text[1].split()
        return other[0], " ".join(words[: max(1, int(share * len(words)))])

    return cut


def reordered(text: Text, other: Text, random: Random) -> Text:
    """The sentences in another order."""
    sentences = [part for part in SENTENCE.split(text[1]) if part.strip()]
    random.shuffle(sentences)
    return text[0], " ".join(sentences)


def reworded(share: float) -> Mutation:
    """That share of the words, here and there, replaced by others, under another headline."""

    def reword(text: Text, other: Text, random: Random) -> Text:
        foreign = other[1].split() or ["كلمة"]
        words = [random.choice(foreign) if random.random() < share else word for word in text[1].split()]
        return other[0], " ".join(words)

    return reword


def refigured(text: Text, other: Text, random: Random) -> Text:
    """With other figures, as an update has them, under another headline."""
    return other[0], FIGURE.sub(lambda _match: str(random.randrange(2, 1000)), text[1])


def thinned(text: Text, other: Text, random: Random) -> Text:
    """Four sentences in ten left out here and there, under another headline."""
    sentences = [part for part in SENTENCE.split(text[1]) if part.strip()]
    kept = [part for part in sentences if random.random() < 0.6]
    return other[0], " ".join(kept or sentences[:1])


def shortened(text: Text, other: Text, random: Random) -> Text:
    """The first half only, and of its words one in five another."""
    return reworded(0.2)(cut_to(0.5)(text, other, random), other, random)


def enclosed(text: Text, other: Text, random: Random) -> Text:
    """Half of it in the middle of a new story as long as the whole."""
    words = text[1].split()
    half = max(1, len(words) // 2)
    start = random.randrange(len(words) - half + 1)
    return _amid(other, len(words), words[start : start + half])


def quoted(text: Text, other: Text, random: Random) -> Text:
    """Two sentences in a row, in the middle of a new story as long as the whole."""
    sentences = [part for part in SENTENCE.split(text[1]) if part.strip()]
    start = random.randrange(max(1, len(sentences) - 1))
    return _amid(other, len(text[1].split()), sentences[start : start + 2])


def _amid(other: Text, length: int, parts: list[str]) -> Text:
    """Parts of a text in the middle of another, of which so many words are taken, again where it has fewer."""
    words = other[1].split() or ["كلمة"]
    around = (words * (length // len(words) + 1))[:length]
    middle = length // 2
    return other[0], " ".join([*around[:middle], *parts, *around[middle:]])


MUTATIONS: dict[str, Mutation] = {
    "another credit": credited,
    "another spelling": respelled,
    "cut to 60 %": cut_to(0.6),
    "cut to a third": cut_to(1 / 3),
    "another order": reordered,
    "20 % of words changed": reworded(0.2),
    "35 % of words changed": reworded(0.35),
    "other figures": refigured,
    "sentences left out": thinned,
    "half, 20 % changed": shortened,
    "half in a new story": enclosed,
    "two sentences in another": quoted,
}
