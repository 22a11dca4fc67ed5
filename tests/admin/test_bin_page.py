"""Deleting at the desk is moving to the bin, and taking out brings a story back as it was."""

from typing import Any

import pytest

from articles import workflow
from articles.models import Article

BIN = "/admin/articles/article/bin/"


def delete(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/delete/"


def test_the_forms_delete_asks_and_moves_to_the_bin(chief: Any, client_of: Any, write_story: Any) -> None:
    story, client = write_story(), client_of(chief)
    assert client.get(delete(story)).status_code == 200
    assert Article.objects.kept().exists()
    client.post(delete(story))
    story.refresh_from_db()
    assert story.deleted_by == chief
    page = client.get(BIN).content.decode()
    assert "لافروف" in page and "30" in page and str(chief) in page
    assert "لافروف" not in client.get("/admin/articles/article/").content.decode()
    assert client.get("/admin/articles/article/lookup/?q=لافروف").json()["results"] == []
    client.post(f"{BIN}{story.pk}/")
    assert Article.objects.kept().get().slug_ar == story.slug_ar


def test_bulk_deleting_moves_to_the_bin_what_is_not_out(chief: Any, client_of: Any, write_story: Any) -> None:
    draft, live = write_story(), write_story("خبر منشور", out="ar")
    chosen = {"_selected_action": [draft.pk, live.pk], "_confirmed": "1"}
    client_of(chief).post("/admin/articles/article/", {"action": "delete_selected", **chosen})
    assert Article.objects.kept().count() == 2
    client_of(chief).post("/admin/articles/article/", {"action": "move_to_bin", **chosen})
    assert list(Article.objects.kept()) == [live]
    assert Article.objects.count() == 2


@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "stranger"])
def test_only_who_may_delete_opens_the_bin(
    role: str, request: Any, chief: Any, client_of: Any, write_story: Any
) -> None:
    person = request.getfixturevalue(role)
    binned, kept = write_story(created_by=person), write_story("باق", created_by=person)
    workflow.move_to_bin(binned, chief)
    client = client_of(person)
    answers = [client.get(BIN), client.post(f"{BIN}{binned.pk}/"), client.get(delete(kept)), client.post(delete(kept))]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert Article.objects.kept().get() == kept


def test_a_story_that_was_out_is_not_found_while_it_is_in_the_bin(chief: Any, client: Any, write_story: Any) -> None:
    story = write_story(out="ar")
    address = story.get_absolute_url()
    workflow.unpublish(story, chief)
    workflow.move_to_bin(story, chief)
    assert client.get(address).status_code == 404
    workflow.take_out(story, chief)
    workflow.publish(story, chief)
    assert client.get(address).status_code == 200
