"""Notes on a story: left, read, called to, and never public."""

from typing import Any

import pytest

from articles import workflow
from articles.models import Note, NoteReceipt

JSON = {"Accept": "application/json"}


def test_a_note_is_left_on_a_story_and_calls_people(write_story: Any, editor: Any, chief: Any, client_of: Any) -> None:
    story = write_story()
    page = client_of(editor).post(f"/admin/notes/{story.pk}/", {"text": "و@shahd انظري <b>هنا</b>"}, follow=True)
    text = page.content.decode()
    assert '<bdi class="mention">@shahd</bdi>' in text and "&lt;b&gt;" in text
    assert NoteReceipt.objects.unread_by(chief).get().mentioned


@pytest.mark.parametrize("text", ["", "  ", "س" * 5001])
def test_a_note_that_is_refused_says_why_and_keeps_the_text(
    text: str, write_story: Any, editor: Any, client_of: Any
) -> None:
    story = write_story()
    page = client_of(editor).post(f"/admin/notes/{story.pk}/", {"text": text}).content.decode()
    assert "errorlist" in page and text in page and not Note.objects.exists()


def test_notes_are_new_until_they_are_marked_as_read(write_story: Any, editor: Any, chief: Any, client_of: Any) -> None:
    story, client = write_story(), client_of(chief)
    workflow.add_note(story, editor, "@shahd انظري")
    form = client.get(f"/admin/articles/article/{story.pk}/change/").content.decode()
    assert form.count("is-unread") == 1 and 'name="read"' in form
    client.post(f"/admin/notes/{story.pk}/", {"read": "1"})
    assert not NoteReceipt.objects.unread_by(chief).exists()
    assert "is-unread" not in client.get(f"/admin/notes/{story.pk}/").content.decode()


def test_who_answers_has_read(write_story: Any, editor: Any, chief: Any, client_of: Any) -> None:
    story = write_story()
    workflow.add_note(story, editor, "@shahd انظري")
    client_of(chief).post(f"/admin/notes/{story.pk}/", {"text": "نظرت"})
    assert not NoteReceipt.objects.unread_by(chief).exists()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ري", ["rima"]),
        ("RI", ["rima"]),
        ("شهد", ["shahd"]),
        ("", ["iryna", "rima", "shahd", "adel"]),
        ("غريب", []),
        ("ا", ["iryna"]),
    ],
)
def test_people_are_found_by_the_first_letters_of_any_name_in_any_spelling(
    typed: str, names: list[str], reporter: Any, translator: Any, editor: Any, chief: Any, stranger: Any, client_of: Any
) -> None:
    found = client_of(editor).get("/admin/people/", {"q": typed}).json()["results"]
    assert {one["name"] for one in found} == set(names)


def test_the_story_of_a_note_in_the_bin_is_not_found(write_story: Any, chief: Any, client_of: Any) -> None:
    story = write_story()
    workflow.move_to_bin(story, chief)
    assert client_of(chief).get(f"/admin/notes/{story.pk}/").status_code == 404


def test_readers_never_see_a_note(write_story: Any, editor: Any, client: Any) -> None:
    story = write_story(out="ar")
    workflow.add_note(story, editor, "كلام للمكتب وحده")
    for address in (story.get_absolute_url(), "/", "/latest/feed.rss", f"/search/?q={'المكتب'}"):
        assert "للمكتب وحده" not in client.get(address, follow=True).content.decode()
