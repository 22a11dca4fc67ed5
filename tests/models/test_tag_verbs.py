"""Tags can be merged, split and renamed, and none of it is beyond recall."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import tag_verbs
from articles.models import DistinctTags, Redirect, Tag, TagAlias, TagMerge


@pytest.fixture
def lavrov(db):
    tag = Tag.objects.create(kind="person", name_ar="سيرغي لافروف", name_en="Sergey Lavrov", description_ar="وزير")
    TagAlias.objects.create(tag=tag, name="لافروف")
    return tag


@pytest.fixture
def minister(db):
    tag = Tag.objects.create(kind="person", name_ar="وزير الخارجية الروسي")
    TagAlias.objects.create(tag=tag, name="سرغي لافروف")
    return tag


def test_an_undone_merge_leaves_everything_as_it_was(lavrov, minister, editor, write_story, client) -> None:
    only, both, other = write_story("أ"), write_story("ب"), write_story("ج")
    only.tags.add(minister)
    both.tags.add(minister, lavrov)
    other.tags.add(lavrov)
    before = Tag.objects.filter(pk=minister.pk).values().get()
    address = minister.get_absolute_url()
    merge = tag_verbs.merge_tags(Tag.objects.get(pk=minister.pk), lavrov, editor)
    assert set(lavrov.articles.all()) == {only, both, other}
    assert client.get(address).status_code == 301

    back = tag_verbs.undo_merge(merge, editor)
    assert Tag.objects.filter(pk=back.pk).values().get() == before
    assert set(back.articles.all()) == {only, both}
    assert set(lavrov.articles.all()) == {both, other}
    assert [alias.name for alias in back.aliases.all()] == ["سرغي لافروف"]
    assert [alias.name for alias in lavrov.aliases.all()] == ["لافروف"]
    assert list(Tag.objects.called("سرغي لافروف")) == [back]
    assert not Redirect.objects.exists()


def test_stories_that_were_tagged_after_the_merge_stay_where_they_are(lavrov, minister, editor, write_story) -> None:
    merge = tag_verbs.merge_tags(minister, lavrov, editor)
    later = write_story("لاحق")
    later.tags.add(lavrov)
    back = tag_verbs.undo_merge(merge, editor)
    assert set(lavrov.articles.all()) == {later}
    assert not back.articles.exists()


def test_a_chain_of_merges_is_undone_from_its_end(lavrov, minister, editor) -> None:
    third = Tag.objects.create(name_ar="الخارجية الروسية")
    first = tag_verbs.merge_tags(minister, lavrov, editor)
    second = tag_verbs.merge_tags(lavrov, third, editor)
    first.refresh_from_db()
    with pytest.raises(ValidationError):
        tag_verbs.undo_merge(first, editor)
    tag_verbs.undo_merge(second, editor)
    back = tag_verbs.undo_merge(TagMerge.objects.get(pk=first.pk), editor)
    assert back.name_ar == "وزير الخارجية الروسي"
    assert not Redirect.objects.exists()


def test_a_merged_tag_leads_to_where_it_was_merged_on_to(lavrov, minister, editor) -> None:
    slip, alone = Tag.objects.create(name_ar="سرجي لافروف"), Tag.objects.create(name_ar="مفرد")
    diplomacy = Tag.objects.create(name_ar="دبلوماسية")
    wanted = [slip.pk, minister.pk, alone.pk]
    tag_verbs.merge_tags(slip, minister, editor)
    tag_verbs.merge_tags(minister, lavrov, editor)
    on = tag_verbs.merge_tags(lavrov, diplomacy, editor)
    assert TagMerge.objects.lead(wanted) == {wanted[0]: diplomacy.pk, wanted[1]: diplomacy.pk}
    tag_verbs.undo_merge(on, editor)
    assert TagMerge.objects.lead(wanted) == dict.fromkeys(wanted[:2], Tag.objects.get(name_ar="سيرغي لافروف").pk)
    Tag.objects.get(name_ar="سيرغي لافروف").delete()
    assert TagMerge.objects.lead(wanted) == {}


def test_a_merge_is_undone_once(lavrov, minister, editor) -> None:
    merge = tag_verbs.merge_tags(minister, lavrov, editor)
    tag_verbs.undo_merge(merge, editor)
    with pytest.raises(ValidationError):
        tag_verbs.undo_merge(merge, editor)


def test_a_merge_is_not_undone_over_a_new_tag_at_the_same_address(lavrov, minister, editor) -> None:
    merge = tag_verbs.merge_tags(minister, lavrov, editor)
    Tag.objects.create(name_ar="وزير الخارجية الروسي")
    with pytest.raises(ValidationError):
        tag_verbs.undo_merge(merge, editor)
    assert Tag.objects.count() == 2


def test_splitting_moves_the_chosen_stories_and_no_others(lavrov, editor, write_story) -> None:
    mine, yours, stranger = write_story("أ"), write_story("ب"), write_story("ج")
    lavrov.articles.add(mine, yours)
    other = Tag.objects.create(kind="person", name_ar="لافروف آخر")
    assert tag_verbs.split_tag(lavrov, other, [mine.pk, stranger.pk], editor) == 1
    assert set(lavrov.articles.all()) == {yours}
    assert set(other.articles.all()) == {mine}
    assert tag_verbs.split_tag(lavrov, other, [yours.pk], editor, keep=True) == 1
    assert set(lavrov.articles.all()) == {yours}
    assert set(other.articles.all()) == {mine, yours}


def test_a_renamed_tag_is_found_at_its_old_address_and_by_its_old_name(lavrov, editor, client) -> None:
    old = lavrov.get_absolute_url()
    tag_verbs.rename_tag(lavrov, "  سيرجي   لافروف ", editor)
    assert lavrov.name_ar == "سيرجي لافروف"
    assert client.get(old)["Location"] == lavrov.get_absolute_url() != old
    assert list(Tag.objects.called("سيرغي لافروف")) == [lavrov]
    tag_verbs.rename_tag(lavrov, "سيرغي لافروف", editor)
    assert lavrov.get_absolute_url() == old
    assert client.get(old).status_code != 301
    assert not lavrov.aliases.filter(name="سيرغي لافروف").exists()


def test_a_slug_chosen_by_hand_outlives_a_new_name(lavrov, editor) -> None:
    Tag.objects.filter(pk=lavrov.pk).update(slug="lavrov")
    tag = tag_verbs.rename_tag(Tag.objects.get(pk=lavrov.pk), "سيرجي لافروف", editor)
    assert tag.slug == "lavrov"


@pytest.mark.parametrize("name", ["", " \u200f ", "!!", "وزير الخارجيّة الروسى", "س" * 121])
def test_a_tag_is_not_renamed_to_nothing_or_to_another_tag(lavrov, minister, editor, name) -> None:
    with pytest.raises(ValidationError):
        tag_verbs.rename_tag(lavrov, name, editor)
    assert Tag.objects.get(pk=lavrov.pk).name_ar == "سيرغي لافروف"


def test_a_reporter_changes_no_tags(lavrov, minister, editor, reporter, write_story) -> None:
    merge = tag_verbs.merge_tags(Tag.objects.create(name_ar="الثالث"), lavrov, editor)
    for act in (
        lambda: tag_verbs.undo_merge(merge, reporter),
        lambda: tag_verbs.split_tag(lavrov, minister, [], reporter),
        lambda: tag_verbs.rename_tag(lavrov, "اسم", reporter),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_tag_is_not_split_from_itself(lavrov, editor) -> None:
    with pytest.raises(ValidationError):
        tag_verbs.split_tag(lavrov, lavrov, [], editor)


def test_a_story_that_lost_the_tag_since_does_not_get_it_back(lavrov, minister, editor, write_story) -> None:
    kept, lost = write_story("باقية"), write_story("منزوعة")
    for story in (kept, lost):
        story.tags.set([minister])
    merge = tag_verbs.merge_tags(minister, lavrov, editor)
    lost.tags.clear()
    back = tag_verbs.undo_merge(merge, editor)
    assert list(kept.tags.all()) == [back]
    assert list(lost.tags.all()) == []


@pytest.mark.parametrize("verb", ["merge", "split", "rename"])
def test_a_tag_that_somebody_else_has_merged_is_not_touched_again(verb, lavrov, minister, editor) -> None:
    gone = Tag.objects.get(pk=minister.pk)
    tag_verbs.merge_tags(minister, lavrov, editor)
    with pytest.raises(ValidationError):
        if verb == "merge":
            tag_verbs.merge_tags(lavrov, gone, editor)
        elif verb == "split":
            tag_verbs.split_tag(lavrov, gone, [], editor)
        else:
            tag_verbs.rename_tag(gone, "اسم آخر", editor)
    assert list(Tag.objects.all()) == [lavrov]


@pytest.mark.parametrize("name", ["لافْروف", "لافــروف", "\u202eلافروف", " لافروف "])
def test_a_name_in_another_spelling_is_no_other_name(name, editor) -> None:
    tag, other = Tag.objects.create(name_ar="لافروف"), Tag.objects.create(name_ar=f"{name}")
    tag_verbs.merge_tags(other, tag, editor)
    tag_verbs.rename_tag(tag, name, editor)
    assert list(tag.aliases.all()) == []
    assert Tag.objects.get().name_ar == " ".join(name.replace("\u202e", "").split())


def test_what_a_tag_is_said_not_to_be_outlives_its_merge_and_its_return(lavrov, minister, editor) -> None:
    other = Tag.objects.create(name_ar="سرغي لافروفا")
    tag_verbs.tell_apart(minister, other, editor)
    tag_verbs.tell_apart(lavrov, minister, editor)
    merge = tag_verbs.merge_tags(minister, lavrov, editor)
    assert DistinctTags.objects.others(lavrov.pk) == {other.pk}
    back = tag_verbs.undo_merge(merge, editor)
    assert DistinctTags.objects.others(lavrov.pk) == {back.pk}
    assert DistinctTags.objects.others(back.pk) == {lavrov.pk, other.pk}


def test_a_tag_is_told_apart_only_from_another_one_that_is_there_by_those_who_may_merge(
    lavrov, minister, editor, reporter
) -> None:
    with pytest.raises(PermissionDenied):
        tag_verbs.tell_apart(lavrov, minister, reporter)
    with pytest.raises(PermissionDenied):
        tag_verbs.ask_again(lavrov, minister, reporter)
    with pytest.raises(ValidationError):
        tag_verbs.tell_apart(lavrov, lavrov, editor)
    gone = Tag.objects.get(pk=minister.pk)
    minister.delete()
    with pytest.raises(ValidationError):
        tag_verbs.tell_apart(lavrov, gone, editor)
    assert not DistinctTags.objects.exists()
