"""Rights in a section or a language, given by the chief and used in the form."""

from typing import Any

import pytest
from django.contrib.auth.models import Group

from articles.models import Article, Grant, Section


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def sport(db: Any) -> Any:
    """The sports section."""
    return Section.objects.create(name_ar="رياضة", slug="sport")


@pytest.fixture
def sports_editor(reporter: Any, sport: Any) -> Any:
    """Rima edits the sports section."""
    Grant.objects.create(person=reporter, role=Group.objects.get(name="editor"), section=sport)
    return reporter


def steps_of(page: Any) -> set[str]:
    return {one.step.name for one in (*page.context["bar_steps"], *page.context["other_steps"])}


def test_the_chief_gives_a_section_to_a_person(chief: Any, reporter: Any, sport: Any, client_of: Any) -> None:
    role = Group.objects.get(name="editor").pk
    given = {"person": reporter.pk, "group": "", "role": role, "section": sport.pk, "language": ""}
    client = client_of(chief)
    assert client.post("/admin/articles/grant/add/", {**given, "section": ""}).status_code == 200
    assert client.post("/admin/articles/grant/add/", {**given, "group": role}).status_code == 200
    assert not Grant.objects.exists()
    client.post("/admin/articles/grant/add/", given)
    grant = Grant.objects.get()
    assert (grant.person, grant.role.name, grant.section) == (reporter, "editor", sport)


def test_an_editor_of_a_section_has_its_buttons_there_and_nowhere_else(
    sports_editor: Any, sport: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    client, there, elsewhere = client_of(sports_editor), write_story(section=sport), write_story()
    assert {"publish", "schedule", "set_embargo"} <= steps_of(client.get(change(there)))
    assert steps_of(client.get(change(elsewhere))) == set()
    assert client.post(f"/admin/articles/article/{elsewhere.pk}/step/publish/").status_code == 403
    chosen = {"action": "publish", "_selected_action": [there.pk, elsewhere.pk], "_confirmed": "1"}
    client.post("/admin/articles/article/", chosen)
    assert list(Article.objects.published()) == [there]
    send(client, change(there), headline_ar="عنوان مصحّح", _continue="1")
    there.refresh_from_db()
    assert there.headline_ar == "عنوان مصحّح"


def test_a_story_is_not_moved_to_a_section_where_one_may_not_write(
    sports_editor: Any, sport: Any, section: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    client, story = client_of(sports_editor), write_story(section=sport)
    sent = send(client, change(story), section=section.pk, _continue="1")
    assert "section" in sent.context["adminform"].form.errors
    moved = {"action": "move_section", "section": section.pk, "_selected_action": story.pk, "_confirmed": "1"}
    client.post("/admin/articles/article/", moved)
    story.refresh_from_db()
    assert story.section == sport


def test_an_editor_of_a_language_publishes_and_corrects_it_alone(
    translator: Any, client_of: Any, write_story: Any
) -> None:
    Grant.objects.create(person=translator, role=Group.objects.get(name="editor"), language="en")
    story = write_story(out="ar", headline_en="Headline", body_en="<p>Text.</p>", headline_uk="У", body_uk="<p>У</p>")
    client, step = client_of(translator), f"/admin/articles/article/{story.pk}/step/"
    assert client.post(f"{step}publish_language/", {"languages": ["uk"]}).status_code == 200
    assert client.post(f"{step}withdraw/", {"note": "خطأ"}).status_code == 403
    client.post(f"{step}publish_language/", {"languages": ["en"]})
    assert client.post(f"{step}correct/", {"language": "ar", "text": "لا"}).status_code == 200
    client.post(f"{step}correct/", {"language": "en", "text": "The name was wrong."})
    story.refresh_from_db()
    assert story.languages_out() == ["ar", "en"]
    assert list(story.corrections.values_list("language", flat=True)) == ["en"]


def test_an_editor_of_a_section_ties_its_stories_on_the_related_desk_and_is_led_to_nothing_forbidden(
    sports_editor: Any, sport: Any, client_of: Any, write_story: Any
) -> None:
    client, below = client_of(sports_editor), Section.objects.create(name_ar="كرة", slug="ball", parent=sport)
    mine, under = write_story("مباراة", out="ar", section=sport), write_story("كرة", out="ar", section=below)
    elsewhere = [write_story(f"خبر {number}", out="ar") for number in range(7)]
    address = "/admin/articles/article/related-desk/"
    assert {row["article"] for row in client.get(address).context["rows"]} == {mine, under}
    client.post(address, {"act": f"see_also:{mine.pk}:{elsewhere[0].pk}"})
    assert mine.related_stories.get().related == elsewhere[0]
    assert client.post(address, {"act": f"see_also:{elsewhere[1].pk}:{mine.pk}"}).status_code in (302, 403)
    assert not elsewhere[1].related_stories.exists()
    page = client.get("/admin/").content.decode()
    assert address in page and "tag/reports/" not in page and "searchquery" not in page
