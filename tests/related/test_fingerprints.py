"""Fingerprints keep of two texts what they share."""

from articles.related.fingerprints import ASKED, FEW, KEPT, MOST, containment, fingerprints, shingles

WORDS = [f"كلمه{number}" for number in range(2000)]


def test_a_cut_copy_keeps_its_share_of_the_fingerprints() -> None:
    whole, third = fingerprints(WORDS[:300]), fingerprints(WORDS[:100])
    assert third
    assert third <= whole


def test_a_copy_inside_another_story_is_found_by_its_fingerprints() -> None:
    known = fingerprints(WORDS[:100])
    new = fingerprints([*WORDS[1000:1100], *WORDS[:100], *WORDS[1100:1200]])
    assert known
    assert known <= new


def test_a_long_text_keeps_about_as_many_as_a_short_one_and_shares_them() -> None:
    long, part = fingerprints(WORDS), fingerprints(WORDS[500:700])
    assert 0 < len(long) <= MOST
    assert long & part


def test_a_short_text_keeps_all_its_fingerprints() -> None:
    assert len(fingerprints(WORDS[:30])) == 27
    assert FEW / 3 < len(fingerprints(WORDS[:60])) <= FEW


def test_a_long_text_is_asked_for_by_more_than_are_kept_of_it() -> None:
    """A short story that took a paragraph of it keeps one in four."""
    long = WORDS[:1500]
    short = fingerprints([*WORDS[1600:1650], *long[700:780], *WORDS[1650:1700]])
    assert len(fingerprints(long)) < len(fingerprints(long, ASKED)) <= ASKED
    assert fingerprints(long) <= fingerprints(long, ASKED)
    assert len(short & fingerprints(long, ASKED)) > len(short & fingerprints(long))


def test_fingerprints_fit_the_database_and_are_the_same_everywhere() -> None:
    found = fingerprints(WORDS[:100])
    assert all(-(2**63) <= number < 2**63 and number % KEPT == 0 for number in found)
    assert found == fingerprints(list(WORDS[:100]))
    assert min(found) < 0 < max(found)


def test_texts_of_three_words_have_shingles_but_no_fingerprints() -> None:
    assert fingerprints(["ا", "ب", "ج"]) == set()
    assert shingles(["ا", "ب"]) == {("ا", "ب")}
    assert shingles([]) == set()


def test_containment_is_of_the_first_text() -> None:
    part, whole = shingles(WORDS[:10]), shingles(WORDS[:100])
    assert containment(part, whole) == 1
    assert containment(whole, part) < 0.1
    assert containment(set(), whole) == 0
