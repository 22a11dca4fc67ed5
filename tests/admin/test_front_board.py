"""The front page put in order."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import FrontPageSlot

BOARD = "/admin/front-page/"


@pytest.fixture
def slots(write_story: Any) -> list[FrontPageSlot]:
    """A lead and three places of the grid."""
    zones = [("lead", 1), ("grid", 1), ("grid", 1), ("grid", 5)]
    return [
        FrontPageSlot.objects.create(zone=zone, position=position, article=write_story(f"خبر {number}", out="ar"))
        for number, (zone, position) in enumerate(zones)
    ]


def order(slots: list[FrontPageSlot]) -> str:
    """The places as they stand, each by its number in the list of slots."""
    index = {slot.pk: str(number) for number, slot in enumerate(slots)}
    zones: dict[str, list[str]] = {"lead": [], "grid": []}
    for pk, zone in FrontPageSlot.objects.values_list("pk", "zone"):
        zones[zone].append(index[pk])
    return f"{''.join(zones['lead'])}|{''.join(zones['grid'])}"


@pytest.mark.parametrize(
    ("step", "after"),
    [("up:3", "0|132"), ("down:1", "0|213"), ("up:1", "0|123"), ("zone:2", "20|13"), ("zone:0", "|0123"),
     ("x:1", "0|123"), ("up:9", "0|123"), ("²", "0|123")],
)  # fmt: skip
def test_a_place_is_moved_by_a_button(step: str, after: str, slots: Any, editor: Any, client_of: Any) -> None:
    way, _colon, number = step.partition(":")
    named = slots[int(number)].pk if number and int(number) < len(slots) else 999
    assert client_of(editor).post(BOARD, {"move": f"{way}:{named}"}).status_code == 302
    assert order(slots) == after


def test_places_are_dragged_within_a_zone_and_to_the_other(slots: Any, editor: Any, client_of: Any) -> None:
    lead, one, two, three = (slot.pk for slot in slots)
    page = client_of(editor).post(BOARD, {"order": f"lead:{three};grid:{two},{lead},x,99"}, follow=True)
    assert order(slots) == "3|201" and list(page.context["messages"])
    assert [*FrontPageSlot.objects.values_list("position", flat=True)] == [1, 1, 2, 3] and one


def test_a_story_does_not_come_to_stand_in_a_zone_twice(slots: Any, editor: Any, client_of: Any) -> None:
    twin = FrontPageSlot.objects.create(zone="lead", article=slots[1].article)
    page = client_of(editor).post(BOARD, {"move": f"zone:{twin.pk}"}, follow=True)
    assert "error" in {message.tags for message in page.context["messages"]}
    assert FrontPageSlot.objects.get(pk=twin.pk).zone == "lead"


def test_the_order_is_seen_by_readers_at_once(slots: Any, editor: Any, client: Any, client_of: Any) -> None:
    assert client.get("/").context["lead"] == slots[0].article
    client_of(editor).post(BOARD, {"order": f"lead:{slots[2].pk};grid:{slots[0].pk}"})
    assert client.get("/").context["lead"] == slots[2].article


def test_the_board_tells_what_shows_and_when_in_few_queries(
    slots: Any, write_story: Any, editor: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    later, over = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    FrontPageSlot.objects.create(article=write_story("آت", out="ar"), shows_from=later)
    FrontPageSlot.objects.create(article=write_story("فات", out="ar"), shows_until=over)
    FrontPageSlot.objects.create(article=write_story("مسودة"))
    client = client_of(editor)
    with django_assert_max_num_queries(8):
        page = client.get(BOARD)
    states = [row["state"] for _zone, rows in page.context["zones"] for row in rows]
    assert sorted(states) == ["hidden", "later", "over", *["showing"] * 4]


def test_a_reporter_looks_and_moves_nothing(slots: Any, reporter: Any, client_of: Any) -> None:
    client = client_of(reporter)
    assert 'name="move"' not in client.get(BOARD).content.decode()
    assert client.post(BOARD, {"move": f"up:{slots[3].pk}"}).status_code == 403
    assert order(slots) == "0|123"
