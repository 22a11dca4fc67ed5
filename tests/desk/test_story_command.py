"""The verbs from the command line: the same rights, and each story judged by itself."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, AuditEntry
from articles.models.article import Status
from tests.desk.matrix import MATRIX, answers, staged


def options(verb: str, story: Article) -> list[str]:
    """What the command is told, by its shorter options where there are any."""
    told = []
    for name, value in answers(verb, story).items():
        match name:
            case "note":
                told += ["--note", value]
            case "at" | "embargo_until":
                told += ["--at", value]
            case "languages" | "language":
                told += ["--language", value if isinstance(value, str) else value[0]]
            case "changes":
                told += ["--field", 'changes={"headline_ar": "عنوان آخر"}']
            case _:
                told += ["--field", f"{name}={value}"]
    return told


@pytest.mark.parametrize("verb", MATRIX)
def test_the_command_does_each_verb_for_those_whom_the_table_names(
    verb: str, reporter: Any, chief: Any, write_story: Any
) -> None:
    status = min(MATRIX[verb][0])
    for person in (reporter, chief):
        story = staged(verb, write_story, status=status, standfirst_ar="لماذا", standfirst_en="Why")
        allowed = person.username == "shahd" or "reporter" in MATRIX[verb][4]
        try:
            call_command("story", verb, str(story.pk), "--as", person.username, *options(verb, story))
        except CommandError:
            assert not allowed
        assert list(story.status_changes.values_list("verb", "by")) == ([(verb, person.pk)] if allowed else [])


def test_each_story_is_judged_by_itself_and_a_refusal_is_told(chief: Any, write_story: Any, capsys: Any) -> None:
    good, past = write_story(standfirst_ar="لماذا"), write_story(out="ar")
    with pytest.raises(CommandError) as ended:
        call_command("story", "submit", str(past.pk), "999999", str(good.pk), "--as", "shahd")
    told = capsys.readouterr()
    assert ended.value.returncode == 1
    assert (
        told.out == f"{good.pk}: أُرسلت المادة إلى المراجعة.\n" and f"{past.pk}: " in told.err and "999999: " in told.err
    )
    assert Article.objects.get(pk=good.pk).status == Status.IN_REVIEW
    assert AuditEntry.objects.get(action="submit").actor == chief


def test_warnings_ask_and_errors_stop_here_too(chief: Any, write_story: Any) -> None:
    story = write_story(standfirst_ar="")
    command = ("story", "publish", str(story.pk), "--as", "shahd")
    with pytest.raises(CommandError):
        call_command(*command)
    assert not Article.objects.published("ar").exists()
    call_command(*command, "--despite-warnings")
    assert Article.objects.published("ar").exists()
    dead = write_story(body_ar='<p><a href="/articles/99999/x/">x</a></p>')
    with pytest.raises(CommandError):
        call_command("story", "publish", str(dead.pk), "--as", "shahd", "--despite-warnings")


@pytest.mark.parametrize(
    "wrong",
    [["--as", "nobody"], ["--as", "shahd", "--field", "x"], ["--as", "shahd", "--field", "x=1"],
     ["--as", "shahd", "--at", "غدا"], ["--as", "shahd", "--language", "xx"]],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_words(wrong: list[str], chief: Any, write_story: Any) -> None:
    story = write_story()
    with pytest.raises(CommandError):
        call_command("story", "schedule", str(story.pk), *wrong)
    assert not story.status_changes.exists()


def test_whoever_left_does_nothing(chief: Any, write_story: Any) -> None:
    chief.is_active = False
    chief.save()
    with pytest.raises(CommandError):
        call_command("story", "submit", str(write_story().pk), "--as", "shahd")
