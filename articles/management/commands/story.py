"""`manage.py story STEP NUMBER... --as NAME`: the workflow's verbs from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from articles import steps
from articles.models import Article
from articles.models.audit import origin


class Command(BaseCommand):
    """Take a step with stories as a person of the desk; each story is judged by itself, as at the desk."""

    help = _("Take a step of the workflow with stories, as a person of the desk.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the step, the stories, the person, and what a step asks."""
        parser.add_argument("step", choices=sorted(steps.STEPS), help=_("What is to be done."))
        parser.add_argument("stories", nargs="+", type=int, metavar="NUMBER", help=_("The number of a story."))
        parser.add_argument("--as", dest="person", required=True, metavar="NAME", help=_("Who does it."))
        parser.add_argument("--note", help=_("Why, where the step asks."))
        parser.add_argument("--at", help=_("A moment, on the newsroom's clock or with its offset: 2026-12-01T09:00."))
        parser.add_argument(
            "--language", action="append", default=[], metavar="CODE", help=_("A language; may be repeated.")
        )
        parser.add_argument(
            "--field",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help=_("Anything else that the step asks; may be repeated."),
        )
        parser.add_argument(
            "--despite-warnings", action="store_true", help=_("Let stories go out that a check warns of.")
        )

    def handle(self, *, step: str, stories: list[int], person: str, despite_warnings: bool, **options: Any) -> None:
        """Take the step with each story and say what came of it; end with 1 if one was refused."""
        by = get_user_model()._default_manager.filter(username=person, is_active=True).first()
        if by is None:
            raise CommandError(_("Nobody at work is called “%(name)s”.") % {"name": person})
        refused = 0
        with translation.override(by.interface_language), origin(by, None):
            given = _given(step, options)
            for number in stories:
                told, is_done = _taken(step, number, by, given, despite_warnings)
                refused += not is_done
                (self.stdout if is_done else self.stderr).write(f"{number}: {told}", style_func=str)
            if refused:
                raise CommandError(_("Stories that were refused: %(count)s") % {"count": refused}, returncode=1)


def _given(step: str, options: dict[str, Any]) -> dict[str, Any]:
    """What the step's form is to be sent."""
    asked = steps.STEPS[step].form.base_fields
    given: dict[str, Any] = {}
    for pair in options["field"]:
        name, equals, value = pair.partition("=")
        if not equals:
            raise CommandError(_("Write --field as NAME=VALUE: %(pair)s") % {"pair": pair})
        given[name] = value
    if options["note"] is not None:
        given["note"] = options["note"]
    if options["at"] is not None:
        given["embargo_until" if "embargo_until" in asked else "at"] = options["at"]
    if options["language"]:
        given["languages" if "languages" in asked else "language"] = options["language"]
    return given


def _taken(step: str, number: int, by: Any, given: dict[str, Any], despite_warnings: bool) -> tuple[str, bool]:
    article = Article.objects.filter(pk=number).first()
    if article is None:
        return _("There is no such story."), False
    try:
        done = steps.asked_for(step, article, by, given, None if despite_warnings else ())
    except steps.Asks as asks:
        return " ".join([*asks.error.messages, *asks.panel.told()]), False
    except ValidationError as error:
        return " ".join(steps.sentences(error)), False
    except PermissionDenied as error:
        return str(error), False
    return str(done.done), True
