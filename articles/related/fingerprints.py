"""Fingerprints of a text, by which a copy of it is found whatever was cut off or put around it. Pure.

A shingle is a run of stems. A fingerprint is the hash of a shingle of four; of a text's, only those that a power of two
divides are kept (Manber 1994; Schleimer, Wilkerson and Aiken 2003), so that what two texts share is kept of both.
Copies are then held against one another by all their shingles of three: by containment (Broder 1997), not by
resemblance, because a cut copy is wholly contained and hardly resembles.
"""

import hashlib
from collections.abc import Sequence

LENGTH = 4
"""Stems in the shingle of a fingerprint."""
KEPT = 4
"""One fingerprint in so many is kept of most texts; of long ones, one in twice as many, and so on,"""
MOST = 192
"""until no more than so many are left. One in two, or all, are kept of a text that has but few:"""
FEW = 32
ASKED = 384
"""As many at most are asked for: of a long text more than are kept of it, for a short one may have kept any."""
COMPARED = 3
"""Stems in the shingles by which two texts are compared."""


def shingles(stems: Sequence[str], length: int = COMPARED) -> set[tuple[str, ...]]:
    """The runs of so many stems; a shorter text is one run."""
    if len(stems) < length:
        return {tuple(stems)} if stems else set()
    return {tuple(stems[start : start + length]) for start in range(len(stems) - length + 1)}


def fingerprints(stems: Sequence[str], most: int = MOST) -> set[int]:
    """The fingerprints of a text: signed 64-bit numbers, the same on every machine. Linear in the text's length."""
    found = {_number(shingle) for shingle in shingles(stems, LENGTH)} if len(stems) >= LENGTH else set()
    every = 1
    while len(found) > (FEW if every < KEPT else most):
        every *= 2
        found = {number for number in found if number % every == 0}
    return found


def containment(part: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> float:
    """The share of the first set of shingles that stands in the second; 0 for an empty set."""
    return len(part & whole) / len(part) if part else 0.0


def _number(shingle: tuple[str, ...]) -> int:
    digest = hashlib.blake2b(" ".join(shingle).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
