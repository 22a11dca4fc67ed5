"""Tags are tidied on one page: what looks like one thing, what no story carries, and merges taken back."""

from typing import Any

import pytest
from django.contrib.messages import get_messages

from articles import tag_verbs
from articles.models import Tag, TagAlias, TagMerge

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/tag/reports/"
UNDO = "/admin/articles/tag/merges/{}/undo/"


def told(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


@pytest.fixture
def merged(write_story: Any, editor: Any) -> TagMerge:
    one, other = Tag.objects.create(name_ar="احمد الشرع"), Tag.objects.create(name_ar="أحمد حسين الشرع")
    write_story().tags.set([one])
    return tag_verbs.merge_tags(one, other, editor)


def test_two_spellings_of_a_name_are_offered_for_merging(editor: Any, client_of: Any) -> None:
    one, other = Tag.objects.create(name_ar="زيلينسكي"), Tag.objects.create(name_ar="زيلنسكي")
    Tag.objects.create(name_ar="حماس")
    page = client_of(editor).get(ADDRESS).content.decode()
    assert f"ids={one.pk},{other.pk}" in page
    assert page.count("?ids=") == 1


@pytest.mark.parametrize("names", [("زيلينسكي", "زيلنسكي"), ("علي", "على"), ("هجرة", "الهجرة")])
def test_two_tags_that_only_look_alike_are_not_asked_about_again_until_somebody_wants_it(
    names: tuple[str, str], editor: Any, client_of: Any
) -> None:
    one, other = (Tag.objects.create(name_ar=name) for name in names)
    client, address = client_of(editor), f"/admin/articles/tag/{one.pk}/apart/{other.pk}/"
    asked = f"ids={one.pk},{other.pk}"
    assert asked in client.get(ADDRESS).content.decode()
    for _twice in range(2):
        page = client.post(address, follow=True).content.decode()
        assert asked not in page
        assert page.count("tidy-distinct") > 1
    assert asked not in client.get(f"/admin/articles/tag/{one.pk}/change/").content.decode()
    assert asked in client.post(address, {"again": "1"}, follow=True).content.decode()


def test_nobody_tells_tags_apart_without_the_right_or_by_a_link_or_when_one_is_gone(
    reporter: Any, editor: Any, client_of: Any
) -> None:
    one, other = (Tag.objects.create(name_ar=name) for name in ("زيلينسكي", "زيلنسكي"))
    address = f"/admin/articles/tag/{one.pk}/apart/{other.pk}/"
    assert client_of(reporter).post(address).status_code == 403
    assert client_of(editor).get(address).status_code == 405
    other.delete()
    assert client_of(editor).post(address, follow=True).context["messages"]


def test_a_tag_without_stories_is_told(editor: Any, client_of: Any, write_story: Any) -> None:
    used, orphan = Tag.objects.create(name_ar="حماس"), Tag.objects.create(name_ar="تسونامي")
    write_story().tags.set([used])
    orphans = client_of(editor).get(ADDRESS).content.decode().partition('id="tidy-orphans"')[2]
    assert f"/tag/{orphan.pk}/change/" in orphans
    assert f"/tag/{used.pk}/change/" not in orphans


@pytest.mark.parametrize("page", ["change", "split", "rename"])
def test_the_page_of_a_tag_that_was_merged_meanwhile_leads_to_where_it_went(
    page: str, merged: TagMerge, editor: Any, stranger: Any, client_of: Any
) -> None:
    address = f"/admin/articles/tag/{merged.record['tag']['id']}/{page}/"
    for answer in (client_of(editor).get(address), client_of(editor).post(address, {"name": "x"})):
        assert answer["Location"] == f"/admin/articles/tag/{merged.into_id}/change/"
        assert f"\u2068{merged.into}\u2069" in told(answer)
    assert client_of(stranger).get(address).status_code == 403
    gone = client_of(editor).get(f"/admin/articles/tag/999/{page}/")
    assert gone["Location"] == "/admin/" and "سلة المحذوفات" not in told(gone)


def test_merging_tags_of_which_one_is_gone_says_so(editor: Any, client_of: Any) -> None:
    tag = Tag.objects.create(name_ar="وسم")
    client = client_of(editor)
    assert "لم يعد أحد هذه الوسوم" in told(client.get(f"/admin/articles/tag/merge/?ids={tag.pk},999"))
    assert "اختر وسمين" in told(client.get(f"/admin/articles/tag/merge/?ids={tag.pk}"))


def test_a_merge_is_undone_once(merged: TagMerge, editor: Any, client_of: Any) -> None:
    client = client_of(editor)
    assert UNDO.format(merged.pk) in client.get(ADDRESS).content.decode()
    answer = client.post(UNDO.format(merged.pk))
    back = Tag.objects.get(name_ar="احمد الشرع")
    assert answer["Location"] == f"/admin/articles/tag/{back.pk}/change/"
    assert back.articles.count() == 1
    assert UNDO.format(merged.pk) not in client.get(ADDRESS).content.decode()
    again = client.post(UNDO.format(merged.pk), follow=True)
    assert again.context["messages"]
    assert Tag.objects.filter(name_ar="احمد الشرع").count() == 1


def test_nobody_undoes_a_merge_without_the_right_or_by_a_link(
    merged: TagMerge, reporter: Any, editor: Any, client_of: Any
) -> None:
    assert client_of(reporter).post(UNDO.format(merged.pk)).status_code == 403
    assert client_of(editor).get(UNDO.format(merged.pk)).status_code == 405
    assert client_of(editor).post(UNDO.format(merged.pk + 9)).status_code == 404
    assert not Tag.objects.filter(name_ar="احمد الشرع").exists()


def test_the_list_of_tags_leads_there_those_who_may_tidy(editor: Any, reporter: Any, client_of: Any) -> None:
    assert ADDRESS in client_of(editor).get("/admin/articles/tag/").content.decode()
    assert ADDRESS not in client_of(reporter).get("/admin/articles/tag/").content.decode()


def test_a_renamed_tag_keeps_its_old_name_and_address(editor: Any, client_of: Any) -> None:
    tag, taken = Tag.objects.create(name_ar="الفرات"), Tag.objects.create(name_ar="دجلة")
    address = f"/admin/articles/tag/{tag.pk}/rename/"
    client = client_of(editor)
    refused = client.post(address, {"name": taken.name_ar, "language": "ar", "keep_alias": "on"})
    assert "دجلة" in str(refused.context["form"].errors["name"])
    assert client.post(address, {"name": "…", "language": "ar"}).context["form"].errors
    assert client.post(address, {"name": "x", "language": "xx"}).context["form"].errors
    client.post(address, {"name": "نهر الفرات", "language": "ar", "keep_alias": "on"})
    tag.refresh_from_db()
    assert tag.name_ar == "نهر الفرات"
    assert [alias.name for alias in tag.aliases.all()] == ["الفرات"]


def test_a_tag_that_means_two_things_is_split(editor: Any, client_of: Any, write_story: Any) -> None:
    tag, other = Tag.objects.create(name_ar="طرابلس"), Tag.objects.create(name_ar="حماس")
    libya, lebanon, stray = write_story("ليبيا"), write_story("لبنان"), write_story("غيره")
    for story in (libya, lebanon):
        story.tags.set([tag])
    stray.tags.set([other])
    address = f"/admin/articles/tag/{tag.pk}/split/"
    client = client_of(editor)
    refused = client.post(address, {"name": "طرابلس الشام", "stories": [stray.pk]})
    assert "stories" in refused.context["form"].errors
    assert "name" in client.post(address, {"name": "طرابلس", "stories": [lebanon.pk]}).context["form"].errors
    client.post(address, {"name": "طرابلس الشام", "new": "on", "stories": [lebanon.pk]})
    assert [str(one) for one in lebanon.tags.all()] == ["طرابلس الشام"]
    assert list(libya.tags.all()) == [tag]


def test_of_many_stories_the_ones_to_split_off_are_found_by_their_words_and_nothing_typed_is_lost(
    editor: Any, client_of: Any, write_story: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("articles.admin.tag_steps.MOST_STORIES", 2)
    monkeypatch.setattr("articles.admin.tag_steps.FEW_STORIES", 2)
    tag = Tag.objects.create(name_ar="طرابلس")
    lebanon, port, *libya = [write_story(name) for name in ("قلعة طرابلس", "ميناء طرابلس", "خبر أ", "خبر ب", "خبر ج")]
    for story in (lebanon, port, *libya):
        story.tags.set([tag])
    address, client = f"/admin/articles/tag/{tag.pk}/split/", client_of(editor)
    first = client.get(address).content.decode()
    assert "خبر ج" in first and "قلعة طرابلس" not in first and "2" in first and "5" in first
    typed = {"name": "طرابلس الشام", "new": "on", "stories": [libya[0].pk]}
    found = client.post(address, {**typed, "words": "قلعه", "_find": "1"}).content.decode()
    assert "قلعة طرابلس" in found and "خبر ب" not in found and "خبر ج" not in found
    assert found.count(" checked>") == 2
    assert 'value="طرابلس الشام"' in found and "errorlist" not in found
    refused = client.post(address, {**typed, "name": "", "stories": [lebanon.pk]}).content.decode()
    assert "قلعة طرابلس" in refused
    client.post(address, {**typed, "stories": [lebanon.pk]})
    assert [str(one) for one in lebanon.tags.all()] == ["طرابلس الشام"]


def test_splitting_makes_no_tag_of_a_misspelt_name(editor: Any, client_of: Any, write_story: Any) -> None:
    tag = Tag.objects.create(name_ar="طرابلس", kind="place")
    Tag.objects.create(name_ar="طرابلس الشام", kind="place")
    story = write_story()
    story.tags.set([tag])
    address, client = f"/admin/articles/tag/{tag.pk}/split/", client_of(editor)
    for name, told in (("طربلس الشام", "طرابلس الشام"), ("زحلة", "علّم")):
        [error] = client.post(address, {"name": name, "stories": [story.pk]}).context["form"].errors["name"]
        assert told in error
    assert list(story.tags.all()) == [tag]
    assert Tag.objects.count() == 2
    client.post(address, {"name": "زحلة", "new": "on", "stories": [story.pk]})
    assert [(one.name, one.kind) for one in story.tags.all()] == [("زحلة", "place")]


def test_splitting_asks_which_of_two_tags_by_one_name_is_meant(editor: Any, client_of: Any, write_story: Any) -> None:
    tag, story = Tag.objects.create(name_ar="بايدن"), write_story()
    joe, hunter = Tag.objects.create(name_ar="جو بايدن"), Tag.objects.create(name_ar="هانتر بايدن")
    for one in (joe, hunter):
        TagAlias.objects.create(tag=one, name="السيد بايدن")
    story.tags.set([tag])
    address, client = f"/admin/articles/tag/{tag.pk}/split/", client_of(editor)
    [error] = client.post(address, {"name": "السيد بايدن", "stories": [story.pk]}).context["form"].errors["name"]
    assert "جو بايدن" in error and "هانتر بايدن" in error
    client.post(address, {"name": "جو بايدن", "stories": [story.pk]})
    assert list(story.tags.all()) == [joe]


def test_a_merge_says_where_it_is_undone(editor: Any, client_of: Any) -> None:
    one, other = Tag.objects.create(name_ar="زيلينسكي"), Tag.objects.create(name_ar="زيلنسكي")
    answer = client_of(editor).post(
        f"/admin/articles/tag/merge/?ids={one.pk},{other.pk}", {"into": one.pk}, follow=True
    )
    assert f"{ADDRESS}#tidy-merges" in str(next(iter(answer.context["messages"])))


def test_a_merge_into_a_tag_that_is_gone_says_what_to_undo_first(merged: TagMerge, editor: Any, client_of: Any) -> None:
    assert "ألغِ ذلك أولًا" not in client_of(editor).get(ADDRESS).content.decode()
    tag_verbs.merge_tags(merged.into, Tag.objects.create(name_ar="الشرع"), editor)
    page = client_of(editor).get(ADDRESS).content.decode()
    assert page.count("ألغِ ذلك أولًا") == 1
    assert UNDO.format(merged.pk) not in page


def test_the_stories_of_a_tag_that_is_split_stand_with_their_day(editor: Any, client_of: Any, write_story: Any) -> None:
    tag = Tag.objects.create(name_ar="طرابلس")
    write_story("معرض الكتاب <b>", out="ar", published_at_ar="2026-03-08T10:00:00+00:00").tags.set([tag])
    page = client_of(editor).get(f"/admin/articles/tag/{tag.pk}/split/").content.decode()
    assert "<bdi>معرض الكتاب &lt;b&gt;</bdi>" in page
    assert "8 مارس 2026" in page


def test_two_who_merge_the_same_tags_break_nothing(editor: Any, client_of: Any, monkeypatch: Any) -> None:
    one, other = Tag.objects.create(name_ar="زيلينسكي"), Tag.objects.create(name_ar="زيلنسكي")
    merge_tags = tag_verbs.merge_tags

    def merge_second(tag: Tag, into: Tag, by: Any) -> TagMerge:
        merge_tags(Tag.objects.get(pk=into.pk), Tag.objects.get(pk=tag.pk), by)
        return merge_tags(tag, into, by)

    monkeypatch.setattr(tag_verbs, "merge_tags", merge_second)
    address = f"/admin/articles/tag/merge/?ids={one.pk},{other.pk}"
    answer = client_of(editor).post(address, {"into": one.pk}, follow=True)
    assert "حُذف" in str(next(iter(answer.context["messages"])))


@pytest.mark.parametrize("step", ["rename", "split"])
def test_a_reporter_neither_renames_nor_splits(step: str, reporter: Any, client_of: Any) -> None:
    tag = Tag.objects.create(name_ar="طرابلس")
    answer = client_of(reporter).post(f"/admin/articles/tag/{tag.pk}/{step}/", {"name": "أخرى", "language": "ar"})
    assert answer.status_code == 403
    tag.refresh_from_db()
    assert tag.name_ar == "طرابلس"


def test_the_page_of_a_tag_leads_to_renaming_and_splitting(editor: Any, client_of: Any) -> None:
    tag = Tag.objects.create(name_ar="طرابلس")
    page = client_of(editor).get(f"/admin/articles/tag/{tag.pk}/change/").content.decode()
    for step in ("rename", "split"):
        assert f"/admin/articles/tag/{tag.pk}/{step}/" in page


def test_how_much_a_tag_is_used_is_drawn_and_told(editor: Any, client_of: Any, write_story: Any) -> None:
    tag = Tag.objects.create(name_ar="حماس")
    write_story(out="ar").tags.set([tag])
    client = client_of(editor)
    for address in (ADDRESS, f"/admin/articles/tag/{tag.pk}/change/"):
        page = client.get(address).content.decode()
        assert page.count("<rect") == 12
        assert 'class="tag-usage"' in page and "style=" not in page.split('class="tag-usage"')[1].split("</figure>")[0]
    assert f"/admin/articles/article/?tag={tag.pk}" in page
