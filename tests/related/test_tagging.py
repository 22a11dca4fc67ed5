"""Tags are suggested from the text, ambiguous ones are asked, and unseen names are offered."""

import pytest

from articles.models import Tag, TagAlias
from articles.related.draft import Draft
from articles.related.tagging import forget_inventory, suggest_tags


@pytest.fixture
def biden(db):
    tag = Tag.objects.create(kind="person", name_ar="جو بايدن", name_en="Joe Biden")
    TagAlias.objects.create(tag=tag, name="بايدن")
    return tag


def names(text: str, language: str = "ar", **options) -> list[str]:
    draft = Draft(language, body=f"<p>{text}</p>", tags=options.pop("tags", frozenset()))
    return [tag.name for tag in suggest_tags(draft, **options).tags]


def test_an_alias_with_a_conjunction_and_a_preposition_finds_its_tag(biden) -> None:
    assert names("ولبايدن رأي آخر") == ["جو بايدن"]


def test_a_name_in_another_language_finds_its_tag(biden) -> None:
    assert names("Joe Biden said so", "en") == ["جو بايدن"]


def test_said_is_never_suggested_even_where_it_is_a_tag(biden) -> None:
    Tag.objects.create(name_ar="قال")
    assert names("قال بايدن") == ["جو بايدن"]


def test_tags_that_the_story_has_are_not_suggested(biden) -> None:
    assert names("قال بايدن", tags=frozenset({biden.pk})) == []


def test_a_name_of_two_tags_is_asked(biden) -> None:
    other = Tag.objects.create(kind="person", name_ar="هانتر بايدن")
    TagAlias.objects.create(tag=other, name="بايدن")
    forget_inventory()
    found = suggest_tags(Draft("ar", body="<p>قال بايدن</p>")).tags
    assert [(tag.tag, tag.is_ambiguous, tag.rivals) for tag in found] == [
        (biden.pk, True, (other.pk,)),
        (other.pk, True, (biden.pk,)),
    ]
    [sure] = suggest_tags(Draft("ar", body="<p>قال جو بايدن</p>", tags=frozenset({other.pk}))).tags
    assert not sure.is_ambiguous


def test_a_tag_of_several_like_stories_is_suggested_though_it_is_not_in_the_text_unless_it_names_a_place_or_a_person(
    archive,
) -> None:
    line = Tag.objects.create(kind="storyline", name_ar="الحرب الأخرى")
    for name in ("visit", "talks"):
        archive[name].tags.add(line)
    found = suggest_tags(Draft("ar", "لافروف في طهران", body="<p>التقى لافروف عبد اللهيان</p>")).tags
    assert [(tag.tag, tag.origin) for tag in found] == [(line.pk, "like_stories")]
    for kind, name in (("place", "بيروت"), ("person", "بوتين")):
        elsewhere = Tag.objects.create(kind=kind, name_ar=name)
        for story in ("visit", "talks"):
            archive[story].tags.add(elsewhere)
    found = suggest_tags(Draft("ar", "لافروف في طهران", body="<p>التقى لافروف عبد اللهيان</p>")).tags
    assert [tag.tag for tag in found] == [line.pk]
    archive["talks"].tags.clear()
    assert suggest_tags(Draft("ar", "لافروف في طهران", body="<p>التقى لافروف عبد اللهيان</p>")).tags == []


def test_an_unseen_name_is_offered_with_its_count_in_the_archive(archive, run_story) -> None:
    run_story("خبر", "لقاء مع زغوريدزه تشيبوتار أمس")
    text = "زار زغوريدزه تشيبوتار المدينة. وكان زغوريدزه تشيبوتار هناك"
    [new] = suggest_tags(Draft("ar", body=f"<p>{text}</p>")).new
    assert (new.name, new.count, new.stories) == ("زغوريدزه تشيبوتار", 2, 1)


def test_a_new_tag_is_known_at_once(biden) -> None:
    assert names("هنا كييف وكييف") == []
    Tag.objects.create(kind="place", name_ar="كييف")
    assert names("هنا كييف وكييف") == ["كييف"]


def test_the_suggestions_go_to_the_form_as_plain_values(biden) -> None:
    import json

    sent = json.loads(json.dumps(suggest_tags(Draft("ar", body="<p>وبايدن</p>")).as_json()))
    assert sent["tags"][0]["written"] == "وبايدن"
    assert sent["tags"][0]["is_ambiguous"] is False


@pytest.mark.parametrize("text", ["", "«»", "١٢٣", "a" * 3000, "و ل ب ك ف"])
def test_a_text_without_names_gets_none(biden, text) -> None:
    assert names(text) == []
