"""Every road to the reader that the desk has, taken by everybody with stories under embargo: none leads out early."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import revisions, workflow
from articles.models import Article, FrontPageSlot, PendingEdit, PreviewLink, Revision
from articles.models.article import Status
from tests.desk.matrix import EVERYBODY

HOUR = timedelta(hours=1)
END = timezone.now().replace(second=0, microsecond=0) + 50 * HOUR
SOON = (timezone.localtime() + HOUR).strftime("%Y-%m-%dT%H:%M")
PAST = {"published_at_ar_0": "2020-01-01", "published_at_ar_1": "10:00:00"}
FORGED = {"embargo_until": "", "embargo_until_0": "", "status": "published", "deleted_at": ""}
STEPS = {
    "publish": {},
    "schedule": {"at": SOON},
    "publish_language": {"languages": ["en"], "at": SOON},
    "reschedule": {"at": SOON},
    "set_embargo": {"embargo_until": SOON},
    "approve": {},
    "unpublish": {},
    "translate": {"language": "en"},
    "lift_embargo": {"note": " "},
}


@pytest.fixture
def embargoed(write_story: Any) -> list[Article]:
    """One that waits for the end of its embargo, and one whose times would have it out long ago."""
    texts = {"headline_en": "English", "body_en": "<p>text</p>", "embargo_until": END, "out": "ar"}
    waiting = write_story("ينتظر", published_at_ar=END, **texts)
    hasty = write_story("متعجل", published_at_en=timezone.now() - HOUR, **texts)
    draft = write_story("مسودة", **{**texts, "out": ""}, published_at_ar=timezone.now() - HOUR)
    return [waiting, hasty, draft]


def early(stories: list[Article]) -> list[tuple[Any, Any]]:
    """Who is out before the end, at any moment from long ago until a second before it."""
    moments = [timezone.now() - 1000 * HOUR, timezone.now(), timezone.now() + 2 * HOUR, END - timedelta(seconds=1)]
    return [(story.pk, at) for story in stories for at in moments if Article.objects.get(pk=story.pk).languages_out(at)]


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_road_of_the_desk_leads_out_early(
    role: str, request: Any, embargoed: list[Article], client_of: Any, client: Any, fields_of: Any, undrawn: Any
) -> None:
    person = request.getfixturevalue(role)
    desk = client_of(person)
    for story in embargoed:
        form = f"/admin/articles/article/{story.pk}/change/"
        page = desk.get(form)
        typed = {}
        if page.status_code == 200 and b"_form" in page.content:
            typed = {name: value for name, value in fields_of(page).items() if "__prefix__" not in name}
        with undrawn():
            for extra in ({"_verb": "publish"}, {"_continue": "1"}):
                desk.post(form, {**typed, **PAST, **FORGED, **extra, "prepublish_seen": "x"})
            desk.post("/admin/calendar/", {"story": f"{story.pk}:ar", "to": f"{timezone.localdate()}"})
            at = {"at_day": f"{timezone.localdate() + timedelta(days=1)}", "at_clock": "00:30"}
            desk.post(f"/admin/calendar/{story.pk}/ar/", at)
            for step, answers in STEPS.items():
                chosen = {"action": step, "_selected_action": story.pk, "_confirmed": "1", "despite": "on"}
                desk.post("/admin/articles/article/", {**chosen, **answers})
                api = f"/admin/articles/article/{story.pk}/steps/{step}/"
                assert desk.post(api, answers, content_type="application/json").status_code < 500
            desk.post("/admin/articles/frontpageslot/add/", {"article": story.pk, "zone": "lead", "position": 1})
        assert client.get(f"/articles/{story.pk}/").status_code == client.get(f"/a/{story.pk}/").status_code == 404
    assert early(embargoed) == []
    assert not PreviewLink.objects.exists()
    assert set(Article.objects.values_list("embargo_until", flat=True)) == {END}
    assert "ينتظر" not in client.get("/").content.decode() + client.get("/latest/feed.rss").content.decode()


def _spelled() -> list[str]:
    """The minute before the end, as the clocks of the world show it, the newsroom's and ones that are none."""
    before = END - timedelta(minutes=1)
    zones = [timezone.get_fixed_timezone(timedelta(hours=hours)) for hours in (14, 5.5, 0, -3.5, -12)]
    local = before.astimezone(timezone.get_default_timezone()).strftime("%Y-%m-%dT%H:%M")
    arabic = local.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    return [*(before.astimezone(zone).isoformat() for zone in zones), f"{before:%Y-%m-%dT%H:%M}Z", local, arabic]


@pytest.mark.parametrize("step", ["publish_language", "reschedule", "schedule"])
def test_nor_does_a_time_in_any_zone_or_spelling(
    step: str, embargoed: list[Article], editor: Any, client_of: Any
) -> None:
    desk, languages = client_of(editor), {"languages": ["ar", "en"]}
    for story in embargoed:
        for at in [*_spelled(), f"{END:%Y-%m-%dT%H:%M:59}+23:59", "0001-01-01T00:00", "9999-12-31T23:59+14:00"]:
            api = f"/admin/articles/article/{story.pk}/steps/{step}/"
            answer = desk.post(api, {"at": at, **languages}, content_type="application/json")
            assert answer.status_code < 500, at
    assert early(embargoed) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_year_that_is_a_slip_is_refused_at_its_field(
    day: str, embargoed: list[Article], editor: Any, client_of: Any, send: Any
) -> None:
    desk, draft = client_of(editor), embargoed[2]
    api = f"/admin/articles/article/{draft.pk}/steps/set_embargo/"
    answer = desk.post(api, {"embargo_until": f"{day}T10:00"}, content_type="application/json")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["embargo_until"])
    asked = send(desk, f"/admin/articles/article/{draft.pk}/change/", expires_at_0=day, expires_at_1="10:00")
    assert "1900" in asked.context["adminform"].form.errors["expires_at"][0]
    moved = desk.post(f"/admin/calendar/{embargoed[0].pk}/ar/", {"at_day": day, "at_clock": "10:00"})
    assert "1900" in moved.context["form"].errors["at"][0]


def test_nor_does_what_is_done_to_the_text(embargoed: list[Article], editor: Any) -> None:
    for story in embargoed:
        first = Revision.objects.record(story, None)
        story.headline_ar = "بعد التعديل"
        story.save()
        revisions.restore(story, first, editor)
        if story.status == Status.PUBLISHED:
            forged = {"headline_ar": "أدق", "embargo_until": None, "published_at_ar": "2020-01-01T10:00:00+00:00"}
            edit = PendingEdit.objects.create(article=story, base=first, data=forged)
            workflow.accept_edit(edit, editor)
        FrontPageSlot.objects.create(zone="lead", article=story)
    assert early(embargoed) == []


def test_nor_does_the_command_line(embargoed: list[Article], chief: Any) -> None:
    for story in embargoed:
        for step in ("publish", "schedule", "reschedule"):
            options = [] if step == "publish" else ["--at", SOON]
            try:
                call_command("story", step, str(story.pk), "--as", "shahd", "--despite-warnings", *options)
            except CommandError:
                continue
    assert early(embargoed) == []


def test_the_chief_who_says_why_lets_it_out(embargoed: list[Article], chief: Any, client_of: Any, send: Any) -> None:
    story, desk = embargoed[0], client_of(chief)
    address = f"/admin/articles/article/{story.pk}/steps/"
    lifted = desk.post(address + "lift_embargo/", {"note": "نشرته الوكالات"}, content_type="application/json")
    moved = desk.post(address + "reschedule/", {"at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")},
                      content_type="application/json")  # fmt: skip
    assert (lifted.status_code, moved.status_code, moved.json()["out"]) == (200, 200, ["ar"])
    assert story.status_changes.get(verb="lift_embargo").note == "نشرته الوكالات"
