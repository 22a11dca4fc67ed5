"""Run by test_processes.py in a process and with a database of its own: savers who meet, and verbs that are killed.

Prints one line for each thing that went wrong, and "done".
"""

import gc
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import drafts, revisions, workflow  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    AuditEntry,
    Correction,
    LanguageVersion,
    LiveUpdate,
    PendingEdit,
    Revision,
    Section,
    StatusChange,
)
from tests.admin.conftest import Form  # noqa: E402

NEWSROOM = Path(connection.settings_dict["NAME"])
HOUR = timedelta(hours=1)
WRITING_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA")
WATCHED = (StatusChange, AuditEntry, Revision, Correction, LanguageVersion, LiveUpdate, PendingEdit)


def story_for(verb: str) -> Article:
    """A story to which the verb can be done."""
    if verb == "form":
        return story_for("publish")
    if verb == "restore_revision":
        story = story_for("submit")
        story.headline_ar = "لاحق"
        story.save()
        Revision.objects.record(story, None)
        return story
    now = timezone.now()
    fields: dict[str, Any] = {"published_at_ar": now - HOUR, "status": min(workflow.VERBS[verb].from_statuses)}
    if verb == "unpublish_language":
        fields["published_at_en"] = now - HOUR
    if verb in ("reschedule", "set_embargo"):
        fields["published_at_ar"] = now + HOUR
    if verb == "lift_embargo":
        fields["embargo_until"] = now + HOUR
    if verb == "take_out":
        fields["deleted_at"] = now
    if verb.endswith("_live"):
        fields["kind"] = "live"
    text = {f"{field}_{code}": "<p>x</p>" for field in ("headline", "body") for code in ("ar", "en")}
    story = Article.objects.create(section=Section.objects.get(slug="news"), **text, **fields)
    base = Revision.objects.record(story, None)
    if verb in ("amend_live", "remove_live"):
        LiveUpdate.objects.create(article=story, language="ar", headline="وصل")
    if verb.endswith("_edit"):
        PendingEdit.objects.create(article=story, base=base, data={"headline_ar": "أدق"})
    return story


def do(verb: str, story: Article, person: Any) -> None:
    """Do the verb."""
    later = timezone.now() + 3 * HOUR
    acts = {
        "send_back": lambda: workflow.send_back(story, person, "ناقصة"),
        "withdraw": lambda: workflow.withdraw(story, person, "خطأ"),
        "lift_embargo": lambda: workflow.lift_embargo(story, person, "تكلم"),
        "correct": lambda: workflow.correct(story, person, "ar", "صُحّح الاسم"),
        "tell_live": lambda: workflow.tell_live(story, person, "ar", "وصل الوفد"),
        "amend_live": lambda: workflow.amend_live(story.live_updates.get(), person, "وصل الوفدان"),
        "remove_live": lambda: workflow.remove_live(story.live_updates.get(), person),
        "publish_language": lambda: workflow.publish_language(story, person, "en"),
        "unpublish_language": lambda: workflow.unpublish_language(story, person, "en"),
        "translate": lambda: workflow.translate(story, person, "en"),
        "schedule": lambda: workflow.schedule(story, person, later),
        "set_embargo": lambda: workflow.set_embargo(story, person, later),
        "reschedule": lambda: workflow.reschedule(story, person, "ar", later),
        "assign": lambda: workflow.assign(story, person, person, later),
        "propose_edit": lambda: workflow.propose_edit(story, person, story.revisions.first(), {"headline_ar": "آخر"}),
        "accept_edit": lambda: workflow.accept_edit(story.pending_edits.get(), person),
        "reject_edit": lambda: workflow.reject_edit(story.pending_edits.get(), person, "لا"),
        "form": lambda: save_and_publish(story, person),
        "restore_revision": lambda: revisions.restore(story, story.revisions.last(), person),
    }
    acts.get(verb, lambda: getattr(workflow, verb)(story, person))()


def save_and_publish(story: Article, person: Any) -> None:
    """Change a story in its form and press the button that publishes."""
    texts = {f"{field}_{code}": "نص" for field in ("headline", "standfirst", "body") for code in ("ar", "en")}
    rows = {f"{name}-{count}_FORMS": 0 for name in ("bylines", "related_stories") for count in ("TOTAL", "INITIAL")}
    sent = {**texts, **rows, "kind": "news", "section": story.section_id, "base_version": story.version}
    browser_of(person).post(f"/admin/articles/article/{story.pk}/change/", {**sent, "_verb": "publish"})


@cache
def browser_of(person: Any) -> Client:
    """A browser in which a person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def seen(story: Article, lying: Path = NEWSROOM) -> Any:
    """Everything that a verb may write about a story, read from a database's files by somebody else."""
    with closing(sqlite3.connect(lying)) as files:
        files.row_factory = sqlite3.Row

        def rows(model: Any, key: str) -> list[dict[str, Any]]:
            asked = f"SELECT * FROM {model._meta.db_table} WHERE {key} = ? ORDER BY id"  # noqa: S608
            return [dict(row) for row in files.execute(asked, [story.pk])]

        [row] = rows(Article, "id")
        return row, [rows(model, "article_id") for model in WATCHED]


def shape(what: Any) -> Any:
    """What a verb wrote about a story, as ``seen``, without numbers and moments."""
    row, rows = what
    filled = sorted(name for name, value in row.items() if value not in (None, ""))
    return row["status"], row["version"], filled, [len(found) for found in rows]


def left_if_killed_now(story: Article) -> Any:
    """What is seen of a story in the files as they lie, which is all that a process that is killed now would leave."""
    killed = NEWSROOM.with_name("killed.sqlite3")
    for part in ("", "-wal"):
        shutil.copyfile(f"{NEWSROOM}{part}", f"{killed}{part}")
    return seen(story, killed)


def left_at_each_statement(verb: str, story: Article, person: Any) -> list[Any]:
    """Do a verb, and return what being killed before each statement that writes would leave.

    To be killed before one that writes nothing leaves what being killed before the next one that writes does. Between
    two commits that would be the same again, and somebody else who has the files open is told of each commit.
    """
    left: list[Any] = []
    known: dict[int, Any] = {}

    with closing(sqlite3.connect(NEWSROOM)) as somebody_else:

        def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if not sql.startswith(WRITING_NOTHING):
                [[commits]] = somebody_else.execute("PRAGMA data_version")
                if commits not in known:
                    known[commits] = left_if_killed_now(story)
                left.append(known[commits])
            return execute(sql, params, many, context)

        with connection.execute_wrapper(look):
            do(verb, story, person)
    return left


def killed_at(statement: int, verb: str, story: Article, person: Any) -> bool:
    """Do a verb in a child that is killed before its n-th statement that writes; return whether it was."""
    connection.close()
    child = os.fork()
    if child == 0:
        count = 0

        def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += not sql.startswith(WRITING_NOTHING)
            if count == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(kill):
            do(verb, story, person)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def check_kills(person: Any) -> None:
    """Look before each statement of each verb at what a kill would leave: the story before it or whole. Kill it once.

    What it writes after its transaction is the index, which is not asked about here.
    """
    browser_of(person)  # Signing in writes too.
    for verb in [*workflow.VERBS, "restore_revision", "form"]:
        story, twin = story_for(verb), story_for(verb)
        before, left = seen(story), left_at_each_statement(verb, story, person)
        done = shape(seen(story))
        undone = next((number for number, one in enumerate(left) if one != before), len(left))
        if undone < 4 or any(shape(one) != done for one in left[undone:]):
            print(f"{verb} would leave something half done")
        before = seen(twin)
        if not killed_at(undone, verb, twin, person) or seen(twin) != before:
            print(f"{verb} left something half done before statement {undone}")


def at_once(act: Callable[[int], int], count: int) -> list[int]:
    """Do something in so many processes at one moment; return their exit codes, which it tells, in order."""
    connection.close()
    start = time.time() + 0.3
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            time.sleep(max(0, start - time.time()))
            os._exit(act(number))
        children.append(child)
    return sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


def check_savers(person: Any) -> None:
    """Let eight processes save on the same version: one wins, the others are told."""
    story = story_for("submit")
    version = drafts.open_story(story)

    def save(number: int) -> int:
        try:
            with transaction.atomic():
                stored = Article.objects.get(pk=story.pk)
                claim = drafts.claim(stored, version)
                stored.headline_ar = f"عنوان {number}"
                stored.save()
                claim.settle(person)
        except workflow.Conflict:
            return 3
        return 0

    codes = at_once(save, 8)
    if codes != [0, *[3] * 7]:
        print(f"eight savers ended with {codes}")
    if story.revisions.filter(by=person).count() != 1:
        print("not one revision of eight savers")


def check_forms() -> None:
    """Let four people send the form of one version, each with another field changed: all of it is in the story."""
    story = story_for("submit")
    address = f"/admin/articles/article/{story.pk}/change/"
    fields = ("kicker_ar", "standfirst_ar", "kicker_en", "standfirst_en")
    clients = [browser_of(get_user_model().objects.create_superuser(field)) for field in fields]
    form = Form()
    form.feed(clients[0].get(address).content.decode())
    data = {name: value for name, value in form.data.items() if "__prefix__" not in name} | {"written_by": ""}

    def send(number: int) -> int:
        return int(clients[number].post(address, {**data, fields[number]: f"نص {number}"}).status_code != 302)

    codes = at_once(send, len(fields))
    saved = Article.objects.get(pk=story.pk)
    if codes != [0] * 4 or [getattr(saved, field) for field in fields] != [f"نص {number}" for number in range(4)]:
        print(f"four forms ended with {codes} and {[getattr(saved, field) for field in fields]}")


def without_waiting_for_the_disk(connection: Any, **_signal: Any) -> None:
    """A killed process takes nothing with it that it had handed to the system; only a power cut would."""
    connection.cursor().execute("PRAGMA synchronous=OFF")


def main() -> None:
    """Try everything."""
    connection_created.connect(without_waiting_for_the_disk)
    Section.objects.get_or_create(slug="news", defaults={"name_ar": "أخبار"})
    person = get_user_model().objects.create_superuser(f"root{os.getpid()}")
    gc.freeze()
    check_savers(person)
    check_forms()
    check_kills(person)
    print("done")


if __name__ == "__main__":
    sys.exit(main())
