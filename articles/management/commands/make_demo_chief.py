"""Make the demo's chief editor."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _


class Command(BaseCommand):
    """Make a chief editor with a generated password, once; the password is printed and kept nowhere."""

    help = _("Make a demo chief editor with a generated password, printed once.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, and whether to give an existing one a new password."""
        parser.add_argument("--username", default="editor")
        parser.add_argument(
            "--new-password", action="store_true", help=_("Give the existing demo chief a new password.")
        )

    def handle(self, *args: Any, username: str, new_password: bool, **options: Any) -> None:
        """Make the person unless there is one, and print how to sign in."""
        people = get_user_model().objects
        person = people.filter(username=username).first()
        if person is not None and not new_password:
            return
        if person is None:
            person = people.create_user(username, is_staff=True, first_name="شهد", last_name="الدمشقي")
        password = secrets.token_urlsafe(12)
        person.set_password(password)
        person.save()
        person.groups.add(Group.objects.get(name="chief"))
        self.stdout.write(
            _("Demo chief editor: %(name)s, password: %(password)s") % {"name": username, "password": password}
        )
