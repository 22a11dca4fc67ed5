"""A change to a story that is out waits for an editor, and readers see what they saw."""

from typing import Any

import pytest

from articles import drafts
from articles.models import Article, PendingEdit

EDITS = "/admin/articles/article/edits/"
BODY = "<p>أولى</p><p>ثانية</p><p>ثالثة</p>"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def proposed(write_story: Any, reporter: Any, client_of: Any, send: Any) -> PendingEdit:
    """Rima's change to a story that is out."""
    story = write_story(out="ar", created_by=reporter, body_ar=BODY)
    typed = {"headline_ar": "لافروف يغادر طهران", "proposal_note": "غادر فعلًا"}
    send(client_of(reporter), change(story), **typed, _continue="1")
    return PendingEdit.objects.get()


@pytest.mark.parametrize("whose", ["own", "another's"])
@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_saving_a_live_story_proposes_and_changes_nothing(
    role: str, whose: str, request: Any, client_of: Any, write_story: Any, fields_of: Any
) -> None:
    person = request.getfixturevalue(role)
    story, desk = write_story(out="ar", created_by=person if whose == "own" else None), client_of(person)
    fields = fields_of(desk.get(change(story))) | {
        "headline_ar": "لافروف يغادر طهران",
        "published_at_ar_0": "2020-01-01",
    }
    drafts.save_draft(person, {"headline_ar": "لافروف يغا"}, article=story)
    sent = desk.post(change(story), fields)
    assert drafts.load_draft(person, article=story) is None
    edit = PendingEdit.objects.get()
    assert (sent.status_code, edit.by, edit.data) == (302, person, {"headline_ar": "لافروف يغادر طهران"})
    story.refresh_from_db()
    assert (story.headline_ar, story.status) == ("لافروف يصل إلى طهران", "published")
    assert list(story.status_changes.values_list("verb", flat=True)) == ["propose_edit"]


def test_the_reason_of_a_change_comes_back_with_a_form_in_error(
    reporter: Any, client_of: Any, write_story: Any, send: Any, fields_of: Any
) -> None:
    page = send(client_of(reporter), change(write_story(out="ar")), headline_ar="", proposal_note="غادر فعلًا")
    assert fields_of(page)["proposal_note"] == "غادر فعلًا"


def test_a_save_without_a_change_proposes_nothing(reporter: Any, client_of: Any, write_story: Any, send: Any) -> None:
    send(client_of(reporter), change(write_story(out="ar")), _continue="1")
    assert not PendingEdit.objects.exists()


def test_the_editor_sees_the_change_word_by_word_and_accepts_it(
    proposed: PendingEdit, editor: Any, client_of: Any
) -> None:
    client = client_of(editor)
    assert "غادر فعلًا" in client.get(EDITS).content.decode()
    assert f"{EDITS}{proposed.pk}/" in client.get(change(proposed.article)).content.decode()
    page = client.get(f"{EDITS}{proposed.pk}/").content.decode()
    assert "يغادر" in page.split("<ins>")[1].split("</ins>")[0]
    client.post(f"{EDITS}{proposed.pk}/", {"accept": "1"})
    proposed.refresh_from_db()
    assert proposed.article.headline_ar == "لافروف يغادر طهران"
    assert (proposed.outcome, proposed.decided_by) == ("accepted", editor)


def test_a_refusal_wants_a_reason_and_its_writer_reads_it(
    proposed: PendingEdit, editor: Any, reporter: Any, client_of: Any
) -> None:
    address = f"{EDITS}{proposed.pk}/"
    assert client_of(editor).post(address, {"reject": "1", "note": " "}).status_code == 200
    client_of(editor).post(address, {"reject": "1", "note": "لم يتأكد بعد"})
    proposed.refresh_from_db()
    assert proposed.outcome == "rejected"
    assert "لم يتأكد بعد" in client_of(reporter).get(EDITS).content.decode()
    assert "لم يتأكد بعد" in client_of(reporter).get(address).content.decode()


def test_a_change_joins_what_the_story_became_and_asks_where_both_changed_the_same(
    proposed: PendingEdit, editor: Any, client_of: Any, send: Any
) -> None:
    client, address = client_of(editor), f"{EDITS}{proposed.pk}/"
    send(client, change(proposed.article), standfirst_ar="مقدمة المحرر", _continue="1")
    assert "مقدمة المحرر" not in client.get(address).content.decode()
    send(client, change(proposed.article), headline_ar="لافروف في مطار طهران", _continue="1")
    asked = client.post(address, {"accept": "1"})
    assert 'name="choice-headline_ar"' in asked.content.decode()
    assert PendingEdit.objects.waiting().exists()
    client.post(address, {"accept": "1", "choice-headline_ar": "own", "own-headline_ar": "لافروف غادر"})
    story = Article.objects.get()
    assert (story.headline_ar, story.standfirst_ar) == ("لافروف غادر", "مقدمة المحرر")


def test_nobody_decides_who_may_not(proposed: PendingEdit, reporter: Any, translator: Any, client_of: Any) -> None:
    for person, answer in ((reporter, 403), (translator, 403)):
        assert client_of(person).post(f"{EDITS}{proposed.pk}/", {"accept": "1"}).status_code == answer
    assert client_of(translator).get(f"{EDITS}{proposed.pk}/").status_code == 403
    assert PendingEdit.objects.waiting().exists()


def test_a_translator_writes_the_language_that_was_opened_and_no_other(
    translator: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    story, client = write_story(), client_of(translator)
    assert "step/translate/" in client.get(change(story)).content.decode()
    client.post(f"/admin/articles/article/{story.pk}/step/translate/", {"language": "uk", "source_language": ""})
    typed = {
        "headline_uk": "Лавров прибув до Тегерана",
        "body_uk": "<p>Текст</p>",
        "headline_ar": "تغيير",
        "kind": "opinion",
    }
    send(client, change(story), **typed, _continue="1")
    story.refresh_from_db()
    assert (story.headline_uk, story.headline_ar) == (typed["headline_uk"], "لافروف يصل إلى طهران")


def test_a_change_to_a_form_that_is_out_of_date_waits_like_any_other(
    reporter: Any, editor: Any, client_of: Any, write_story: Any, send: Any, fields_of: Any
) -> None:
    story = write_story(out="ar", body_ar=BODY)
    client = client_of(reporter)
    opened = {name: value for name, value in fields_of(client.get(change(story))).items() if "__prefix__" not in name}
    edited = {"headline_ar": "عنوان المحرر", "body_ar": BODY.replace("أولى", "أولى للمحرر")}
    send(client_of(editor), change(story), **edited, _continue="1")
    mine = {"headline_ar": "عنوان المراسلة", "body_ar": BODY.replace("ثالثة", "ثالثة للمراسلة")}
    client.post(change(story), {**opened, **mine})
    edit = PendingEdit.objects.get()
    page = client_of(editor).get(f"{EDITS}{edit.pk}/")
    assert [clash["name"] for clash in page.context["clashes"]] == ["headline_ar"]
    client_of(editor).post(f"{EDITS}{edit.pk}/", {"accept": "1", "choice-headline_ar": "theirs"})
    story.refresh_from_db()
    assert (story.headline_ar, story.body_ar) == (
        "عنوان المحرر", "<p>أولى للمحرر</p><p>ثانية</p><p>ثالثة للمراسلة</p>",
    )  # fmt: skip
