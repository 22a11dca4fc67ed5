"""Two people who press at the same moment: one does it, the other is told where the story stands now."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles import workflow
from articles.models import Article

Act = Callable[[Article, Any], None]


def at_once(story: Article, *acts: tuple[Act, Any]) -> list[str]:
    """Do several things to a story in threads of their own; return "" for each that was done, else what was said."""
    start, told = Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Act, person: Any) -> None:
        mine = Article.objects.get(pk=story.pk)
        start.wait(10)
        try:
            act(mine, person)
        except ValidationError as refused:
            told[place] = refused.messages[0]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, *act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


@pytest.mark.django_db(transaction=True)
def test_of_verbs_at_the_same_moment_one_is_done_and_the_others_are_told(
    editor: Any, chief: Any, write_story: Any
) -> None:
    def withdraw(story: Article, by: Any) -> None:
        workflow.withdraw(story, by, "وثيقة مزورة")

    for fields, *acts in (
        ({}, (workflow.publish, editor), (workflow.publish, chief)),
        ({}, (workflow.publish, editor), (workflow.move_to_bin, chief)),
        ({"out": "ar"}, (withdraw, editor), (workflow.unpublish, chief)),
        ({"out": "ar"}, (withdraw, editor), (withdraw, chief), (workflow.unpublish, chief)),
    ):
        story = write_story(**fields)
        told = at_once(story, *acts)
        assert told.count("") == 1, told
        assert all("«" in said for said in told if said), told
        assert story.status_changes.count() == 1
        done = acts[told.index("")]
        assert story.status_changes.get().by == done[1]
